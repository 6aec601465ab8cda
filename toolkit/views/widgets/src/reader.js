// Reads the released cells of one scope, and puts them into words.
import {unpackedCurve, unpackedRow} from "./packed.js";

const EMPTY = {value: null, low: null, high: null, n: 0, status: "not_computable", reason: null};

function groupLabel({id, kind, label}, words) {
  if (id === "all") return words.ui.group_all;
  const kindWord = words.ui[kind];
  if (!label) return kindWord;
  return words.ui.labelled.replace("{kind}", () => kindWord).replace("{label}", () => label);
}

export function reader(data, words, format) {
  const periods = ["all", ...data.periods];
  const byId = new Map(data.measures.map((each) => [each.id, each]));
  const periodLabel = (period) => (period === "all" ? words.ui.period_all : format.period(period));
  const groupName = (id) => groupLabel(data.groups.find((each) => each.id === id) ?? {id: "all"}, words);

  const unit = (id) => byId.get(id).unit;
  // A row is read when it is first asked for: a page carries thousands of cells and shows a few.
  const rows = new Map();
  function row(measure, group) {
    const key = `${measure} ${group}`;
    if (!rows.has(key)) {
      const text = data.cells[measure]?.[group];
      rows.set(key, text === undefined ? [] : unpackedRow(text, data.decimals[unit(measure)]));
    }
    return rows.get(key);
  }
  const cell = ({measure, group, period}) => row(measure, group)[periods.indexOf(period)] ?? EMPTY;
  const all = (measure) =>
    Object.keys(data.cells[measure] ?? {})
      .flatMap((group) => row(measure, group))
      .filter(Boolean);

  const value = (at) => {
    const {value: number} = cell(at);
    return number === null ? null : format.value(unit(at.measure), number, at.measure);
  };
  const bounds = (at) => {
    const {low, high} = cell(at);
    return low === null ? [] : [low, high].map((each) => format.value(unit(at.measure), each, at.measure));
  };
  // "Between 2 and 2" tells nothing.
  const interval = (at) => {
    const [low, high] = bounds(at);
    return low === high ? null : format.fill(words.interval.text, {low, high});
  };
  const sure = (id) => words.measure[id].confidence ?? "95";
  const missing = ({reason, status}) => words.reason[reason] ?? words.status[status].sentence;

  // The same words, in the same order, as the rest of the audit says them.
  function sentence(at) {
    const here = cell(at);
    const own = words.measure[at.measure];
    if (here.value === null) return format.fill(words.sentence.missing, {reason: missing(here)});
    const [low, high] = bounds(at);
    return [
      format.fill(own.sentence, {value: value(at)}),
      low === high ? "" : format.fill(words.sentence.interval, {low, high, confidence: sure(at.measure)}),
      format.fill(words.sentence.base, {basis: own.basis, n: format.whole(here.n)}),
      here.status === "few" ? words.status.few.sentence : "",
    ]
      .filter(Boolean)
      .join(" ");
  }

  // A hidden cell counts nothing: its number of cases is hidden too.
  const count = ({n, status}) => (status === "suppressed" ? "–" : format.whole(n));

  const place = ({group, period}) => `${groupName(group)} · ${periodLabel(period)}`;
  return {
    data,
    format,
    cell,
    count,
    value,
    interval,
    missing,
    sure,
    sentence,
    place,
    periodLabel,
    groupName,
    unit,
    periods: periods.map((each) => [each, periodLabel(each)]),
    groups: data.groups.map(({id}) => [id, groupName(id)]),
    measure: (id) => byId.get(id),
    all,
    questions: data.questions.map((each) => [each, words.question[each]]),
    question: (id) => byId.get(id).question,
    of: (question) => data.measures.filter((each) => each.question === question),
    headlines: data.measures.filter(({headline}) => headline),
    related: (id) =>
      data.measures.filter(
        (each) => each.question === byId.get(id).question && !each.headline && each.id !== id,
      ),
    whole: ({group, period}) => group === "all" && period === "all",
    curve: ({measure, group, period}) => unpackedCurve(period === "all" && data.curves[measure]?.[group]),
    evidence: ({measure, group, period}) =>
      (period === "all" && data.evidence[measure]?.[group]?.split(" ")) || [],
    said: (at) => `${words.measure[at.measure].title} ${place(at)}. ${sentence(at)}`,
    checked: ({measure, group, period}) => ({
      measure: byId.has(measure) ? measure : data.measures[0].id,
      group: data.groups.some(({id}) => id === group) ? group : "all",
      period: periods.includes(period) ? period : "all",
    }),
  };
}
