// Draws with Observable Plot: an interval on its yardstick, months in a row, a survival curve.
import {
  areaY,
  axisX,
  axisY,
  dot,
  gridY,
  lineY,
  plot,
  pointerX,
  rect,
  ruleX,
  ruleY,
  text,
  tip,
} from "@observablehq/plot";

const INK = "var(--vv-ink)";
const SOFT = "var(--vv-soft)";
const ACCENT = "var(--vv-accent)";
const PALE = "var(--vv-accent-pale)";
const RISK = "var(--vv-risk)";
const STRENGTH = "var(--vv-strength)";
const CLASS = "vv-plot";

const base = {className: CLASS, style: {fontFamily: "inherit", fontSize: "12px", overflow: "visible"}};

// Where an axis begins and ends: shares at most at one, the rest a little beyond what is shown.
export function span(unit, values) {
  const known = values.filter((each) => Number.isFinite(each));
  const [least, most] = [Math.min(0, ...known), Math.max(0, ...known)];
  if (unit === "points" && least === 0) return [0, 100];
  if (unit !== "share" && unit !== "index") return [least * 1.08, most === least ? 1 : most * 1.08];
  const steps = [0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1];
  const reach = (far) => steps.find((step) => step >= far) ?? far;
  return [least === 0 ? 0 : -reach(-least), most === 0 && least < 0 ? 0 : reach(most)];
}

function zones(yardstick, [low, high]) {
  const {risk, strength} = yardstick;
  const less = strength < risk;
  const clip = (from, to) => ({from: Math.max(from, low), to: Math.min(to, high)});
  return [
    {level: "risk", fill: RISK, ...(less ? clip(risk, high) : clip(low, risk))},
    {level: "strength", fill: STRENGTH, ...(less ? clip(low, strength) : clip(strength, high))},
  ].filter(({from, to}) => to > from);
}

// A small bar: the zones of the yardstick, the interval, the value.
export function intervalBar({cell, yardstick, domain, width}) {
  const {value, low, high} = cell;
  const marks = [rect([domain], {x1: "0", x2: "1", y1: 0, y2: 1, fill: "var(--vv-wash-deep)"})];
  if (yardstick) {
    marks.push(
      rect(zones(yardstick, domain), {x1: "from", x2: "to", y1: 0, y2: 1, fill: "fill", fillOpacity: 0.32}),
    );
  }
  if (low !== null) {
    marks.push(
      rect([cell], {x1: "low", x2: "high", y1: 0.18, y2: 0.82, fill: ACCENT, fillOpacity: 0.6, rx: 2}),
    );
  }
  if (value !== null) {
    marks.push(
      ruleX([value], {stroke: "white", strokeWidth: 4}),
      ruleX([value], {stroke: INK, strokeWidth: 2.5}),
    );
  }
  return plot({
    ...base,
    width,
    height: 14,
    margin: 0,
    marginTop: 1,
    marginBottom: 1,
    x: {axis: null, domain, clamp: true},
    y: {axis: null, domain: [0, 1]},
    marks,
  });
}

// Seconds are read in hours or days, so their ticks fall on whole ones.
function ticks(unit, [, most], count) {
  if (unit !== "seconds") return count;
  const steps = [900, 1800, 3600, 7200, 10800, 21600, 43200, 86400, 172800, 345600, 604800, 1209600];
  const step = steps.find((each) => most / each <= count) ?? 2592000;
  return Array.from({length: Math.floor(most / step) + 1}, (_, i) => i * step);
}

function yardstickLines(yardstick, domain, words) {
  const inside = (at) => at > domain[0] && at <= domain[1];
  return ["risk", "strength"]
    .filter((level) => inside(yardstick[level]))
    .flatMap((level) => [
      ruleY([yardstick[level]], {
        stroke: level === "risk" ? RISK : STRENGTH,
        strokeDasharray: "5 3",
        strokeWidth: 1.25,
      }),
      text([yardstick[level]], {
        y: (each) => each,
        text: () => words.level[level],
        frameAnchor: "right",
        textAnchor: "start",
        dx: 6,
        fill: level === "risk" ? RISK : STRENGTH,
        fontWeight: 600,
      }),
    ]);
}

function pointed(rows, x, y, title) {
  return [
    ruleX(rows, pointerX({x, py: y, stroke: SOFT, strokeOpacity: 0.5})),
    tip(
      rows,
      pointerX({
        x,
        y,
        title,
        fill: "white",
        stroke: "var(--vv-line)",
        textPadding: 10,
        lineHeight: 1.35,
        fontSize: 12.5,
        lineWidth: 26,
      }),
    ),
  ];
}

// Rows: {period, value, low, high, few, said}; months without a value keep their place.
export function months({rows, unit, yardstick, format, words, width, chosen}) {
  const domain = span(
    unit,
    rows.flatMap(({value, low, high}) => [value, low, high]).concat(yardstick ? [yardstick.risk] : []),
  );
  const shown = rows.map((row) => ({
    ...row,
    at: row.value ?? domain[0],
    y: row.value ?? NaN,
    y1: row.low ?? NaN,
    y2: row.high ?? NaN,
  }));
  const known = shown.filter(({value}) => value !== null);
  const every = Math.ceil(rows.length / Math.max(2, Math.floor((width - 60) / 58)));
  return plot({
    ...base,
    width,
    height: Math.min(320, Math.max(230, width * 0.42)),
    marginLeft: 56,
    marginRight: yardstick ? 54 : 12,
    marginTop: 12,
    marginBottom: 34,
    x: {type: "point", domain: rows.map(({period}) => period), label: null},
    y: {domain, label: null},
    marks: [
      gridY({stroke: "var(--vv-line)", strokeOpacity: 1, ticks: ticks(unit, domain, 5)}),
      axisX({
        ticks: rows.map(({period}) => period).filter((_, i) => i % every === 0),
        tickFormat: format.month,
        tickSize: 0,
        fill: SOFT,
        lineWidth: 6,
      }),
      axisY({
        ticks: ticks(unit, domain, 5),
        tickFormat: (each) => format.tick(unit, each),
        tickSize: 0,
        fill: SOFT,
      }),
      areaY(shown, {x: "period", y1: "y1", y2: "y2", fill: PALE}),
      ruleX(known, {
        x: "period",
        y1: "y1",
        y2: "y2",
        stroke: ACCENT,
        strokeOpacity: 0.28,
        strokeWidth: 5,
        strokeLinecap: "round",
      }),
      ...(yardstick ? yardstickLines(yardstick, domain, words) : []),
      ruleY([Math.max(0, domain[0])], {stroke: SOFT, strokeOpacity: 0.6}),
      lineY(shown, {x: "period", y: "y", stroke: ACCENT, strokeWidth: 2}),
      dot(known, {
        x: "period",
        y: "y",
        r: (row) => (row.period === chosen ? 6 : 4),
        stroke: ACCENT,
        strokeWidth: 2,
        fill: (row) => (row.few ? "white" : ACCENT),
      }),
      text(
        shown.filter(({value}) => value === null),
        {x: "period", frameAnchor: "bottom", dy: -8, text: () => "–", fill: SOFT, fontSize: 14},
      ),
      ...pointed(shown, "period", "at", "said"),
    ],
  });
}

// Rows: {hours, share, said}: how many still wait, hour after hour.
export function curve({rows, format, width}) {
  const most = Math.max(...rows.map(({hours}) => hours));
  const step = [6, 12, 24, 48, 72, 168].find((each) => most / each <= Math.max(3, width / 110)) ?? 168;
  const at = Array.from({length: Math.floor(most / step) + 1}, (_, i) => i * step);
  return plot({
    ...base,
    width,
    height: Math.min(300, Math.max(220, width * 0.38)),
    marginLeft: 56,
    marginRight: 16,
    marginTop: 14,
    marginBottom: 34,
    x: {domain: [0, most], label: null},
    y: {domain: [0, 1], label: null},
    marks: [
      gridY({stroke: "var(--vv-line)", strokeOpacity: 1, ticks: 5}),
      axisX({
        ticks: at,
        tickFormat: (hours) => format.tick("seconds", hours * 3600),
        tickSize: 0,
        fill: SOFT,
      }),
      axisY({ticks: 5, tickFormat: (each) => format.tick("share", each), tickSize: 0, fill: SOFT}),
      areaY(rows, {x: "hours", y: "share", curve: "step-after", fill: PALE}),
      ruleY([0], {stroke: SOFT, strokeOpacity: 0.6}),
      ruleY([0.5], {stroke: SOFT, strokeDasharray: "3 3"}),
      lineY(rows, {x: "hours", y: "share", curve: "step-after", stroke: ACCENT, strokeWidth: 2}),
      ...pointed(rows, "hours", "share", "said"),
    ],
  });
}

// Rows: {rank, share, said}: how much each voice speaks, the first ones first.
export function ranks({rows, format, width}) {
  return plot({
    ...base,
    width,
    height: Math.min(300, Math.max(220, width * 0.38)),
    marginLeft: 56,
    marginRight: 16,
    marginTop: 14,
    marginBottom: 34,
    x: {domain: [0.5, Math.max(6, rows.length) + 0.5], label: null},
    y: {domain: [0, 1], label: null},
    marks: [
      gridY({stroke: "var(--vv-line)", strokeOpacity: 1, ticks: 5}),
      axisX({
        ticks: rows.map(({rank}) => rank).filter((_, i) => i % Math.ceil(rows.length / 12) === 0),
        tickFormat: format.whole,
        tickSize: 0,
        fill: SOFT,
      }),
      axisY({ticks: 5, tickFormat: (each) => format.tick("share", each), tickSize: 0, fill: SOFT}),
      rect(rows, {
        x1: ({rank}) => rank - 0.36,
        x2: ({rank}) => rank + 0.36,
        y1: 0,
        y2: "share",
        fill: ACCENT,
        fillOpacity: 0.85,
      }),
      ruleY([0], {stroke: SOFT, strokeOpacity: 0.6}),
      ...pointed(rows, "rank", "share", "said"),
    ],
  });
}
