// Move a pillar of the index, and see what the whole becomes.
import {h} from "./dom.js";
import {formats} from "./format.js";

// As toolkit/stats/composite.py: weighted means over the pillars that are there.
export function proximity(pillars, floor) {
  const total = pillars.reduce((sum, {weight}) => sum + weight, 0);
  const log = pillars.reduce((sum, {weight, value}) => sum + weight * Math.log(Math.max(value, floor)), 0);
  return (100 * (Math.exp(log / total) - floor)) / (1 - floor);
}

export function simple(pillars) {
  const total = pillars.reduce((sum, {weight}) => sum + weight, 0);
  return (100 * pillars.reduce((sum, {weight, value}) => sum + weight * value, 0)) / total;
}

let made = 0;

function lever(prefix, {id, value}, words, format, move) {
  const name = `${prefix}-${id}`;
  const said = h("output", {for: name, class: "vv-lever-value"});
  const slider = h("input", {
    id: name,
    type: "range",
    min: 0,
    max: 1,
    step: 0.01,
    disabled: value === null,
    oninput: () => move(id, Number(slider.value)),
  });
  const node = h(
    "div",
    {class: "vv-lever"},
    h("label", {for: name}, words.pillars[id]),
    said,
    slider,
  );
  const update = (now) => {
    slider.value = now ?? 0;
    said.replaceChildren(now === null ? words.levers.absent : format.value("index", now));
  };
  return {node, update};
}

export function levers({model, el}) {
  const words = model.get("words");
  const {levers: pillars, floor} = model.get("data");
  const format = formats(words);
  const prefix = `vv-lever-${(made += 1)}`;
  const there = pillars.filter(({value}) => value !== null);
  const today = proximity(there, floor);
  const placed = () => there.map((each) => ({...each, value: model.get("selection")[each.id] ?? each.value}));
  const choose = (moved) => {
    model.set("selection", moved);
    model.save_changes();
  };
  const move = (id, value) => choose({...model.get("selection"), [id]: value});
  const sliders = pillars.map((each) => lever(prefix, each, words, format, move));

  const number = h("strong", {class: "vv-number"});
  const said = h("span", {});
  const plain = h("p", {class: "vv-note"});
  const marker = h("span", {class: "vv-scale-mark"});
  const start = h("span", {class: "vv-scale-today"});
  start.style.left = `${today}%`;
  const points = (each) => format.value("points", each);
  const change = (now) => {
    const by = Math.round(now) - Math.round(today);
    return `${by > 0 ? "+" : by < 0 ? "−" : "±"}${points(Math.abs(by))}`;
  };
  function update() {
    const now = placed();
    const index = proximity(now, floor);
    sliders.forEach((slider, at) => {
      slider.update(now.find(({id}) => id === pillars[at].id)?.value ?? null);
    });
    number.replaceChildren(points(index));
    said.replaceChildren(format.fill(words.levers.result, {value: points(index), change: change(index)}));
    plain.replaceChildren(format.fill(words.levers.simple, {value: points(simple(now))}));
    marker.style.left = `${index}%`;
  }
  el.replaceChildren(
    h(
      "div",
      {class: "vv vv-levers", lang: words.language.code},
      h("p", {class: "vv-note"}, words.levers.lead),
      h(
        "div",
        {class: "vv-levers-body"},
        h("div", {class: "vv-levers-list", role: "group", "aria-label": words.levers.title}, sliders.map(({node}) => node)),
        h(
          "div",
          {class: "vv-levers-result"},
          h("p", {class: "vv-said", role: "status"}, number, said),
          h("div", {class: "vv-scale", "aria-hidden": "true"}, start, marker),
          h("p", {class: "vv-note"}, format.fill(words.levers.today, {value: points(today)})),
          plain,
          h("button", {type: "button", class: "vv-reset", onclick: () => choose({})}, words.levers.reset),
        ),
      ),
    ),
  );
  update();
  model.on("change:selection", update);
  return () => model.off("change:selection", update);
}
