// The explorer of an audit: choose a question, a period and a group, see every number and what it rests on.
import {detail} from "./detail.js";
import {h} from "./dom.js";
import {formats} from "./format.js";
import {overview} from "./overview.js";
import {reader} from "./reader.js";

let made = 0;

function choice(id, label, options, chosen, change) {
  const select = h(
    "select",
    {id, class: "vv-select", onchange: () => change(select.value)},
    options.map(([value, text]) => h("option", {value}, text)),
  );
  select.value = chosen;
  return {node: h("div", {class: "vv-choice"}, h("label", {for: id}, label), select), select};
}

// The first measure of a question that is at risk, else its first headline.
function opening(read, question) {
  const mine = read.of(question);
  const first = mine.find(({finding}) => finding?.level === "risk") ?? mine.find(({headline}) => headline);
  return (first ?? mine[0]).id;
}

function toolbar(prefix, read, words, selected, choose) {
  const question = choice(
    `${prefix}-question`,
    words.ui.question,
    read.questions,
    read.question(selected.measure),
    (each) => choose({measure: opening(read, each)}),
  );
  question.node.classList.add("vv-asked");
  const period = choice(`${prefix}-period`, words.ui.period, read.periods, selected.period, (each) =>
    choose({period: each}),
  );
  const group = choice(`${prefix}-group`, words.ui.group, read.groups, selected.group, (each) =>
    choose({group: each}),
  );
  const node = h(
    "div",
    {class: "vv-toolbar", role: "group", "aria-label": words.ui.choose_period},
    read.questions.length > 1 ? question.node : null,
    period.node,
    group.node,
  );
  return {
    node,
    update: (now) => {
      question.select.value = read.question(now.measure);
      period.select.value = now.period;
      group.select.value = now.group;
    },
  };
}

export function explorer({model, el}) {
  const words = model.get("words");
  const read = reader(model.get("data"), words, formats(words));
  const prefix = `vv-${(made += 1)}`;
  const selected = () => read.checked(model.get("selection"));
  const choose = (part) => {
    model.set("selection", {...selected(), ...part});
    model.save_changes();
  };
  const heard = h("p", {class: "vv-heard", role: "status", "aria-live": "polite"});
  const parts = [
    toolbar(prefix, read, words, selected(), choose),
    overview(read, words, choose),
    detail(prefix, read, words, choose),
  ];
  const root = h(
    "div",
    {class: "vv", lang: words.language.code},
    heard,
    parts.map(({node}) => node),
  );
  el.replaceChildren(root);

  let width = 0;
  const update = () => parts.forEach((part) => part.update(selected(), width));
  const changed = () => {
    update();
    heard.replaceChildren(read.said(selected()));
  };
  const watcher = new ResizeObserver(() => {
    if (root.clientWidth === width || root.clientWidth === 0) return;
    width = root.clientWidth;
    update();
  });
  watcher.observe(root);
  model.on("change:selection", changed);
  return () => {
    watcher.disconnect();
    model.off("change:selection", changed);
  };
}
