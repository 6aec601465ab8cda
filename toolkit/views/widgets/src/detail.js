// One measure in detail: its months, its survival curve, and what the number rests on.
import {curve, months, ranks} from "./charts.js";
import {h} from "./dom.js";
import {badge} from "./overview.js";

// A chart that the mouse and the arrow keys read alike: both go through Plot's own pointer.
function chart(label, words, rows, draw, scale, pick) {
  const heard = h("p", {class: "vv-heard", role: "status"});
  const frame = h(
    "div",
    {
      class: "vv-chart",
      tabindex: 0,
      role: "application",
      "aria-roledescription": words.ui.chart_role,
      "aria-label": `${label}. ${words.ui.chart_keys}`,
    },
    draw,
  );
  draw.setAttribute("aria-hidden", "true");
  let at = -1;
  const point = (index) => {
    at = Math.max(0, Math.min(rows.length - 1, index));
    const box = draw.getBoundingClientRect();
    const [x, y] = scale(rows[at], draw);
    const shrink = box.width / draw.viewBox.baseVal.width;
    draw.dispatchEvent(
      new PointerEvent("pointermove", {
        pointerType: "mouse",
        clientX: box.left + x * shrink,
        clientY: box.top + y * shrink,
      }),
    );
    heard.replaceChildren(rows[at].said);
  };
  const leave = () => draw.dispatchEvent(new PointerEvent("pointerleave", {pointerType: "mouse"}));
  const keys = {
    ArrowRight: () => point(at + 1),
    ArrowLeft: () => point(at < 0 ? rows.length - 1 : at - 1),
    Home: () => point(0),
    End: () => point(rows.length - 1),
    Escape: leave,
    Enter: () => at >= 0 && pick?.(rows[at]),
  };
  frame.addEventListener("keydown", (event) => {
    if (!(event.key in keys)) return;
    event.preventDefault();
    keys[event.key]();
  });
  frame.addEventListener("blur", leave);
  return h("figure", {class: "vv-figure"}, h("figcaption", {}, label), frame, heard);
}

function table(words, caption, head, rows) {
  return h(
    "details",
    {class: "vv-table"},
    h("summary", {}, words.ui.show_table),
    h(
      "div",
      {class: "vv-scroll", tabindex: 0, role: "group", "aria-label": caption},
      h(
        "table",
        {},
        h("caption", {}, caption),
        h(
          "thead",
          {},
          h(
            "tr",
            {},
            head.map((each) => h("th", {scope: "col"}, each)),
          ),
        ),
        h(
          "tbody",
          {},
          rows.map(([first, ...rest]) =>
            h(
              "tr",
              {},
              h("th", {scope: "row"}, first),
              rest.map((each) => h("td", {}, each)),
            ),
          ),
        ),
      ),
    ),
  );
}

function monthRows(read, words, selected) {
  return read.data.periods.map((period) => {
    const at = {...selected, period};
    const cell = read.cell(at);
    const range = read.interval(at);
    const shown = read.value(at) ?? read.missing(cell);
    const few = cell.status === "few";
    return {
      ...cell,
      period,
      few,
      shown,
      range,
      said: [read.periodLabel(period), shown, range, few ? words.status.few.label : null]
        .filter(Boolean)
        .join("\n"),
    };
  });
}

function trend(read, words, selected, width, choose) {
  const {unit, finding} = read.measure(selected.measure);
  const label = read.format.fill(words.ui.chart_by_month, {measure: words.measure[selected.measure].label});
  const rows = monthRows(read, words, selected);
  if (rows.filter(({value}) => value !== null).length < 2)
    return [h("p", {class: "vv-note"}, words.ui.no_trend)];
  const picture = months({
    rows,
    unit,
    yardstick: finding?.yardstick,
    format: read.format,
    words: {level: {risk: words.ui.yardstick_risk, strength: words.ui.yardstick_strength}},
    width,
    chosen: selected.period,
  });
  const scale = ({period, value}, plot) => [plot.scale("x").apply(period), plot.scale("y").apply(value ?? 0)];
  const head = [words.ui.month, words.ui.value, words.ui.interval, words.ui.n, words.ui.status];
  const body = rows.map((row) => [
    read.periodLabel(row.period),
    row.shown,
    row.range ?? "–",
    read.count(row),
    words.status[row.status].label,
  ]);
  return [
    chart(label, words, rows, picture, scale, ({period}) => choose({period})),
    table(words, label, head, body),
  ];
}

function waiting(read, words, selected, width) {
  const points = read.curve(selected);
  if (!points || read.unit(selected.measure) !== "seconds") return [];
  const rows = points.map(([hours, share]) => ({
    hours,
    share,
    said: read.format.fill(words.ui.curve_said, {
      hours: read.format.duration(hours * 3600),
      share: read.format.share(share),
    }),
  }));
  const picture = curve({rows, format: read.format, width});
  const scale = ({hours, share}, plot) => [plot.scale("x").apply(hours), plot.scale("y").apply(share)];
  const body = rows.map(({hours, share}) => [read.format.duration(hours * 3600), read.format.share(share)]);
  return [
    chart(words.ui.chart_curve, words, rows, picture, scale),
    table(words, words.ui.chart_curve, [words.ui.curve_hours, words.ui.curve_waiting], body),
  ];
}

// Rank after rank, how much each voice speaks.
function voices(read, words, selected, width) {
  const points = read.curve(selected);
  if (!points || read.unit(selected.measure) !== "voices") return [];
  const rows = points.map(([rank, share]) => ({
    rank,
    share,
    said: read.format.fill(words.ui.rank_said, {
      rank: read.format.whole(rank),
      share: read.format.share(share),
    }),
  }));
  const picture = ranks({rows, format: read.format, width});
  const scale = ({rank, share}, plot) => [plot.scale("x").apply(rank), plot.scale("y").apply(share)];
  const body = rows.map(({rank, share}) => [read.format.whole(rank), read.format.share(share)]);
  return [
    chart(words.ui.chart_ranks, words, rows, picture, scale),
    table(words, words.ui.chart_ranks, [words.ui.rank, words.ui.rank_share], body),
  ];
}

function yardstickRows(read, words, selected) {
  const {finding, unit} = read.measure(selected.measure);
  if (!finding) return [[words.ui.yardstick, words.ui.no_yardstick]];
  const {risk, strength, basis, source} = finding.yardstick;
  const show = (each) => read.format.value(unit, each, selected.measure);
  return [
    [
      words.ui.yardstick,
      read.format.fill(words.sentence.versus, {risk: show(risk), strength: show(strength)}),
    ],
    [words.ui.yardstick_source, words.measure[selected.measure].yardstick ?? source],
    [words.ui.basis_of_yardstick, words.basis[basis]],
  ];
}

function verdictRow(read, words, selected) {
  const {finding} = read.measure(selected.measure);
  if (!read.whole(selected)) return [];
  if (!finding) return [[words.ui.level, words.reason.no_yardstick]];
  const why = finding.reason ? words.reason[finding.reason] : words.level[finding.level].meaning;
  return [[words.ui.level, h("span", {}, badge(finding, words), " ", why)]];
}

function evidenceRow(read, words, selected) {
  const ids = read.evidence(selected);
  if (ids.length === 0) return [[words.ui.evidence, words.ui.no_evidence]];
  return [
    [
      words.ui.evidence,
      h(
        "span",
        {},
        ids.flatMap((id) => [h("code", {}, id), " "]),
        h("small", {}, words.ui.evidence_note),
      ),
    ],
  ];
}

function basis(prefix, read, words, selected) {
  const cell = read.cell(selected);
  const own = words.measure[selected.measure];
  const rows = [
    ...verdictRow(read, words, selected),
    [own.basis, read.count(cell)],
    [words.ui.interval, read.interval(selected) ?? "–"],
    [words.ui.status, `${words.status[cell.status].label}. ${words.status[cell.status].sentence}`],
    [words.ui.method, own.method],
    [words.ui.higher, words.higher[own.higher_is]],
    ...yardstickRows(read, words, selected),
    ...evidenceRow(read, words, selected),
    [words.ui.sources, read.data.sources.join(" · ") || words.ui.no_sources],
  ];
  return h(
    "div",
    {class: "vv-basis", role: "group", "aria-labelledby": `${prefix}-basis`},
    h("h4", {id: `${prefix}-basis`}, words.ui.rests_on),
    h(
      "dl",
      {},
      rows.map(([name, said]) => h("div", {}, h("dt", {}, name), h("dd", {}, said))),
    ),
  );
}

function related(read, words, selected, choose) {
  const others = read.related(selected.measure);
  if (others.length === 0) return null;
  const one = ({id}) => {
    const at = {...selected, measure: id};
    const shown = read.value(at);
    return h(
      "li",
      {},
      h(
        "button",
        {type: "button", class: "vv-other", "data-measure": id, onclick: () => choose({measure: id})},
        h("span", {}, words.measure[id].label),
        h("span", {class: "vv-other-value"}, shown ?? words.status[read.cell(at).status].label),
      ),
    );
  };
  return h("div", {class: "vv-related"}, h("h4", {}, words.ui.related), h("ul", {}, others.map(one)));
}

function headline(read, words, selected) {
  const cell = read.cell(selected);
  const shown = read.value(selected);
  return h(
    "header",
    {class: "vv-head"},
    h("p", {class: "vv-place"}, read.place(selected)),
    h("h3", {}, words.measure[selected.measure].title),
    h(
      "p",
      {class: "vv-said"},
      shown === null ? null : h("strong", {class: "vv-number"}, shown),
      h("span", {class: cell.value === null ? "vv-missing" : ""}, read.sentence(selected)),
    ),
  );
}

export function detail(prefix, read, words, choose) {
  const node = h("div", {class: "vv-detail", role: "group", "aria-label": words.ui.detail});
  function update(selected) {
    const focused = node.contains(document.activeElement) && document.activeElement.closest(".vv-related");
    const charts = h("div", {class: "vv-charts"});
    node.replaceChildren(
      headline(read, words, selected),
      h("div", {class: "vv-columns"}, charts, basis(prefix, read, words, selected)),
    );
    const width = Math.max(250, charts.clientWidth);
    charts.append(
      ...trend(read, words, selected, width, choose),
      ...waiting(read, words, selected, width),
      ...voices(read, words, selected, width),
      related(read, words, selected, choose) ?? "",
    );
    // The pressed button is gone with the old measure: the list of its neighbours keeps the focus.
    if (focused) node.querySelector(".vv-related button")?.focus();
  }
  return {node, update};
}
