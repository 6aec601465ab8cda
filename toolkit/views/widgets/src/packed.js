// Reads numbers as toolkit/views/packed.py writes them.
const STATUS = ["ok", "few", "suppressed", "not_computable"];

function missing(text) {
  const [status, reason, n = 0] = text.slice(1).split(",");
  return {value: null, low: null, high: null, n: Number(n), status: STATUS[status], reason};
}

function cell(text, scale) {
  if (text === "-") return null;
  if (text.startsWith("!")) return missing(text);
  const [value, below, above, n, status = 0] = text.split(",");
  const at = Number(value);
  return {
    value: at / scale,
    low: below === "" ? null : (at - Number(below)) / scale,
    high: above === "" ? null : (at + Number(above)) / scale,
    n: Number(n),
    status: STATUS[status],
    reason: null,
  };
}

export function unpackedRow(text, decimals) {
  const scale = 10 ** decimals;
  const cells = [];
  for (const each of text.split(";")) cells.push(each === "" ? cells.at(-1) : cell(each, scale));
  return cells;
}

export function unpackedCurve(text) {
  if (!text) return null;
  return text.split(" ").map((point) => {
    const [at, share] = point.split(",");
    return [Number(at) / 100, Number(share) / 10000];
  });
}
