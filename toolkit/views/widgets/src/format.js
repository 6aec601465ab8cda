// Numbers, durations and months as the rest of the audit writes them (toolkit/wording.py).
const DIGITS = {voices: 1, per_post: 1, per_1000: 2, turns: 1, points: 0, index: 2};
const TENS = 10; // points below which a decimal is kept
const digits = (unit, each) => (unit === "points" && Math.abs(each) < TENS ? 1 : DIGITS[unit]);
const unsigned = (said) => (/[1-9]/.test(said) ? said : said.replace(/^-/, ""));
const [DAY_HOURS, LONG] = [24, 48];
const EXTREME = 0.01;

function fill(template, blanks) {
  return template.replace(/\{(\w+)\}/g, (kept, name) => blanks[name] ?? kept);
}

function durations(words, whole) {
  function inDays(hours) {
    const [days, rest] = [Math.floor(hours / DAY_HOURS), hours % DAY_HOURS];
    return fill(rest ? words.days_hours : words.days, {d: whole(days), h: whole(rest)});
  }
  return (seconds, days = true) => {
    const total = Math.round(seconds);
    if (total < 60) return fill(words.seconds, {s: whole(total)});
    const minutes = Math.round(total / 60);
    const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
    if (hours === 0) return fill(words.minutes, {m: whole(minutes)});
    if (days && hours >= LONG) return inDays(Math.round(minutes / 60));
    return fill(rest ? words.hours_minutes : words.hours, {
      h: whole(hours),
      m: String(rest).padStart(2, "0"),
    });
  };
}

// What is not 0 does not look like 0: near both ends a share keeps a decimal.
function shares(locale) {
  const made = [0, 1].map(
    (digits) => new Intl.NumberFormat(locale, {style: "percent", maximumFractionDigits: digits}),
  );
  return (share) => made[Math.min(share, 1 - share) < EXTREME ? 1 : 0].format(share);
}

export function formats(words) {
  const {locale} = words.language;
  const numbers = [0, 1, 2].map((digits) => new Intl.NumberFormat(locale, {maximumFractionDigits: digits}));
  const whole = (each) => numbers[0].format(each);
  const share = shares(locale);
  const duration = durations(words.duration, whole);
  const date = (period) => new Date(`${period}-01T00:00:00Z`);
  const named = new Intl.DateTimeFormat(locale, {month: "long", year: "numeric", timeZone: "UTC"});
  const short = new Intl.DateTimeFormat(locale, {month: "short", timeZone: "UTC"});
  const units = {share, seconds: (each, id) => duration(each, !words.measure[id].clock)};
  const value = (unit, each, id) =>
    units[unit] ? units[unit](each, id) : unsigned(numbers[digits(unit, each)].format(each));
  return {
    fill,
    share,
    duration,
    whole,
    value,
    period: (period) => named.format(date(period)),
    month: (period, index) =>
      short.format(date(period)) + (index === 0 || period.endsWith("-01") ? `\n${period.slice(0, 4)}` : ""),
    // Nothing has no unit: an axis starts at 0, not at 0 seconds.
    tick: (unit, each) =>
      each === 0
        ? whole(0)
        : unit === "share"
          ? share(each)
          : unit === "seconds"
            ? duration(each)
            : numbers[2].format(each),
  };
}
