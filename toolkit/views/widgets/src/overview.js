// The grid of questions: each with its number, its interval and its verdict.
import {intervalBar, span} from "./charts.js";
import {h, shape} from "./dom.js";

// A verdict is given on the whole organisation over the whole span, and nowhere else.
// A measure without a yardstick describes: it says so instead of leaving a doubt.
export function badge(finding, words) {
  if (!finding)
    return h("span", {class: "vv-badge vv-unknown vv-silent"}, shape("unknown"), words.ui.no_yardstick);
  return h("span", {class: `vv-badge vv-${finding.level}`}, shape(finding.level), words.level[finding.level].label);
}

function domainOf(read, id) {
  const {unit, finding} = read.measure(id);
  const marks = finding ? [finding.yardstick.risk, finding.yardstick.strength] : [];
  return span(unit, [...read.all(id).flatMap(({value, low, high}) => [value, low, high]), ...marks]);
}

function number(read, at) {
  const shown = read.value(at);
  if (shown === null) return [h("span", {class: "vv-missing"}, read.missing(read.cell(at)))];
  return [h("span", {class: "vv-number"}, shown)];
}

function bar(read, at, domain) {
  const cell = read.cell(at);
  const {finding} = read.measure(at.measure);
  if (cell.value === null) return null;
  const picture = intervalBar({cell, domain, yardstick: finding?.yardstick, width: 240});
  picture.setAttribute("preserveAspectRatio", "none");
  return h("span", {class: "vv-bar", "aria-hidden": "true"}, picture);
}

function foot(read, words, at) {
  const {finding} = read.measure(at.measure);
  const cell = read.cell(at);
  if (cell.value === null) return h("span", {class: "vv-versus"}, words.status[cell.status].label);
  if (read.whole(at)) return badge(finding, words);
  const whole = read.value({measure: at.measure, group: "all", period: "all"});
  const few = cell.status === "few" ? h("span", {class: "vv-few"}, words.status.few.label) : null;
  return [
    few,
    whole === null
      ? null
      : h("span", {class: "vv-versus"}, read.format.fill(words.ui.whole_value, {value: whole})),
  ];
}

function tile(read, words, id, choose) {
  const domain = domainOf(read, id);
  const button = h("button", {type: "button", class: "vv-tile", "data-measure": id, onclick: () => choose({measure: id})});
  function update(selected) {
    const at = {...selected, measure: id};
    const range = read.interval(at);
    button.setAttribute(
      "aria-pressed",
      String(selected.measure === id),
    );
    button.replaceChildren(
      h("span", {class: "vv-question"}, words.measure[id].title),
      ...number(read, at),
      ...[bar(read, at, domain)].filter(Boolean),
      h("span", {class: "vv-range"}, range === null ? "" : read.format.fill(words.ui.interval_is, {range, confidence: read.sure(id)})),
      h("span", {class: "vv-foot"}, foot(read, words, at)),
    );
  }
  return {node: h("li", {}, button), update};
}

// One question at a time: its tiles are made when it is first asked.
export function overview(read, words, choose) {
  const tiles = new Map();
  const of = (question) => {
    if (!tiles.has(question)) {
      const shown = read.headlines.filter(({id}) => read.question(id) === question);
      tiles.set(
        question,
        (shown.length > 0 ? shown : read.of(question)).map(({id}) => tile(read, words, id, choose)),
      );
    }
    return tiles.get(question);
  };
  const grid = h("ul", {class: "vv-grid", "aria-label": words.ui.overview});
  const node = h("div", {class: "vv-overview"}, grid, h("p", {class: "vv-legend"}, words.ui.legend));
  let asked = null;
  function update(selected) {
    const question = read.question(selected.measure);
    if (question !== asked) grid.replaceChildren(...of(question).map((each) => each.node));
    asked = question;
    of(question).forEach((each) => each.update(selected));
  }
  return {node, update};
}
