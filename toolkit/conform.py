"""A table is put into its agreed shape once, and all that is wrong with it is said at once."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import narwhals as nw
import polars as pl

from toolkit.errors import TableError
from toolkit.model import Column, Kind, Table

TYPES: Mapping[Kind, pl.DataType] = MappingProxyType(
    {
        "text": pl.String(),
        "whole": pl.Int64(),
        "number": pl.Float64(),
        "flag": pl.Boolean(),
        "time": pl.Datetime("us", "UTC"),
        "date": pl.Date(),
    }
)
NAMED: Mapping[Kind, str] = MappingProxyType(
    {
        "text": "text",
        "whole": "a whole number",
        "number": "a number",
        "flag": "yes or no",
        "time": "a time such as 2026-01-31T09:30:00Z",
        "date": "a date such as 2026-01-31",
    }
)
YES = ("true", "1", "yes", "y", "oui", "o", "vrai")
NO = ("false", "0", "no", "n", "non", "faux")

# A moment without a zone is UTC: the agreed tables say so of every time they hold.
MOMENT = (
    r"^(?P<day>\d{4}-\d{2}-\d{2})"
    r"(?:[T ](?P<minute>\d{2}:\d{2})(?::(?P<second>\d{2})(?:[.,](?P<part>\d{1,9}))?)?)?"
    r"\s*(?:[Zz]|UTC|(?P<sign>[+-])(?P<zh>\d{2}):?(?P<zm>\d{2})?)?$"
)
SECOND = 1_000_000
LATEST = 4_102_444_800 * SECOND  # 2100; before 1970 or later is a slip, not a message


@dataclass(frozen=True)
class Fault:
    """Where a row is wrong, and in which way; never what it says."""

    row: int
    what: str


@dataclass(frozen=True)
class Sifted:
    """A table in its agreed shape without the rows that are wrong, and what is wrong with those."""

    frame: pl.DataFrame
    faults: tuple[Fault, ...]


def conform(table: Table, frame: Any) -> pl.DataFrame:  # noqa: ANN401 - any kind of data frame
    """Return a frame in its agreed shape, or say everything that is wrong with it.

    ``frame`` is a Polars, pandas, Arrow or DuckDB table. Text is read where numbers, times,
    dates and flags are agreed: ISO 8601 (without a zone it is UTC) or seconds, milliseconds or
    microseconds since 1970; 1,5 or 1.5; oui, yes, true or 1. Columns beyond the agreed ones are
    left out, those that are optional and missing are empty. Raises ``TableError``.
    """
    given = nw.from_native(frame).lazy().collect("polars").to_native()
    absent = missing(table, tuple(given.columns))
    if absent:
        there = ", ".join(sorted(given.columns)) or "none"
        raise TableError(f"{table.name}: no column {', '.join(absent)}; the columns are: {there}")
    sifted = sift(table, given)
    wrong = [*_counted(sifted.faults), *_repeated(table, sifted.frame)]
    if wrong:
        raise TableError(f"{table.name}: {'; '.join(wrong)}")
    return sifted.frame


def missing(table: Table, names: Collection[str]) -> tuple[str, ...]:
    """Return the required columns that are not among these names."""
    return tuple(
        column.name for column in table.columns if column.required and column.name not in names
    )


def sift(table: Table, frame: pl.DataFrame) -> Sifted:
    """Put the rows that can be read into the agreed shape, and name the faults of the others."""
    shaped: list[pl.Series] = []
    faults: list[Fault] = []
    bad = pl.repeat(value=False, n=frame.height, eager=True)
    for column in table.columns:
        if column.name not in frame.columns:
            shaped.append(_nothing(column.name, TYPES[column.kind], frame.height))
            continue
        values, wrong = _column(column, frame[column.name])
        shaped.append(values)
        for what, rows in wrong.items():
            faults += [Fault(row, f"{column.name}: {what}") for row in rows.arg_true()]
            bad |= rows
    whole = pl.DataFrame(shaped)
    return Sifted(whole.filter(~bad) if faults else whole, tuple(faults))


def _nothing(name: str, dtype: pl.DataType, height: int) -> pl.Series:
    return pl.Series(name, [None], dtype=dtype).new_from_index(0, height)


def _counted(faults: tuple[Fault, ...]) -> list[str]:
    counts: dict[str, int] = {}
    for fault in faults:
        counts[fault.what] = counts.get(fault.what, 0) + 1
    return [f"{what} in {count} row{'s'[: count > 1]}" for what, count in counts.items()]


def _repeated(table: Table, frame: pl.DataFrame) -> list[str]:
    keyed = frame.select(table.key).drop_nulls()
    count = keyed.height - keyed.unique().height
    return [f"{' + '.join(table.key)} repeated in {count} row{'s'[: count > 1]}"] if count else []


def _column(column: Column, given: pl.Series) -> tuple[pl.Series, dict[str, pl.Series]]:
    """Return a column in its agreed type, and which rows are wrong, by what is wrong."""
    given = _without_blanks(column.kind, given)
    values = _typed(column.kind, given)
    wrong = {}
    if values.null_count() > given.null_count():
        wrong[f"not {NAMED[column.kind]}"] = values.is_null() & given.is_not_null()
    if column.one_of:
        values = _agreed_words(values, column.one_of)
        strange = ~values.is_in(column.one_of).fill_null(value=True)
        wrong[f"not one of {', '.join(column.one_of)}"] = strange
    if column.required and given.null_count():
        wrong["missing"] = given.is_null()
    return values, {what: rows for what, rows in wrong.items() if rows.any()}


def _agreed_words(values: pl.Series, words: tuple[str, ...]) -> pl.Series:
    if values.drop_nulls().is_in(words).all():
        return values
    return values.str.strip_chars().str.to_lowercase()


def _without_blanks(kind: Kind, given: pl.Series) -> pl.Series:
    """Return the values with nothing where there is only an empty text or no number."""
    if given.dtype == pl.String:
        blank = (given if kind == "text" else given.str.strip_chars()).str.len_bytes() == 0
        return given.set(blank, None) if blank.any() else given
    if given.dtype.is_float():
        return given.fill_nan(None)
    return given


def _typed(kind: Kind, given: pl.Series) -> pl.Series:
    if given.dtype in (pl.Null, TYPES[kind]) and kind not in ("time", "number"):
        return given.cast(TYPES[kind])
    if given.dtype.is_nested() or given.dtype in (pl.Object, pl.Binary):
        return _nothing(given.name, TYPES[kind], given.len())
    if isinstance(given.dtype, pl.Categorical | pl.Enum):
        given = given.cast(pl.String)
    return READERS[kind](given).cast(TYPES[kind]).alias(given.name)


def _text(given: pl.Series) -> pl.Series:
    if given.dtype.is_float():  # an identifier with gaps, which pandas makes a float
        given = given.cast(pl.Int64, strict=False) if _is_whole(given) else given
    return given.cast(pl.String, strict=False)


def _whole(given: pl.Series) -> pl.Series:
    if given.dtype == pl.String:
        digits = given.str.replace_all(r"[\s\x{a0}\x{202f}]", "").str.extract(r"^(-?\d+)(?:\.0+)?$")
        return digits.cast(pl.Int64, strict=False)
    if given.dtype.is_float():
        return given.set(given.floor() != given, None).cast(pl.Int64, strict=False)
    return _if_number(given, pl.Int64())


def _number(given: pl.Series) -> pl.Series:
    if given.dtype == pl.String:
        plain = given.str.replace_all(r"[\s\x{a0}\x{202f}]", "").str.replace(",", ".", literal=True)
        given = plain.cast(pl.Float64, strict=False)
    values = _if_number(given, pl.Float64())
    return values.set(~values.is_finite(), None)


def _flag(given: pl.Series) -> pl.Series:
    if given.dtype == pl.Boolean:
        return given
    words = _text(given).str.strip_chars().str.to_lowercase()
    said = pl.select(
        pl.when(words.is_in(YES)).then(statement=True).when(words.is_in(NO)).then(statement=False)
    )
    return said.to_series()


def _time(given: pl.Series) -> pl.Series:
    if isinstance(given.dtype, pl.Datetime):
        moments = given.cast(pl.Datetime("us", given.dtype.time_zone)).to_physical()
    elif given.dtype == pl.Date:
        moments = given.cast(pl.Datetime("us")).to_physical()
    elif given.dtype == pl.String:
        moments = _written(given)
    else:
        moments = _since_1970(
            given if given.dtype.is_numeric() else _nothing("", pl.Int64(), given.len())
        )
    return moments.set(~moments.is_between(0, LATEST), None).cast(pl.Datetime("us", "UTC"))


def _since_1970(count: pl.Series) -> pl.Series:
    """Return microseconds of a count since 1970; its size shows its unit until the year 5138."""
    scale = pl.when(count < 10**11).then(SECOND).when(count < 10**14).then(1000).otherwise(1)
    return pl.select((count * scale).round().cast(pl.Int64, strict=False)).to_series()


def _written(given: pl.Series) -> pl.Series:
    """Return microseconds since 1970 of moments in ISO 8601, or of digits."""
    text = given.str.strip_chars()
    parts = text.str.extract_groups(MOMENT).struct.unnest().with_columns(digits=text)
    wall = pl.concat_str(
        pl.col("day"),
        pl.lit(" "),
        pl.col("minute").fill_null("00:00"),
        pl.lit(":"),
        pl.col("second").fill_null("00"),
    ).str.to_datetime("%Y-%m-%d %H:%M:%S", time_unit="us", strict=False)
    part = pl.col("part").str.pad_end(6, "0").str.head(6).cast(pl.Int64).fill_null(0)
    zone = pl.col("zh").cast(pl.Int64) * 60 + pl.col("zm").cast(pl.Int64).fill_null(0)
    east = pl.when(pl.col("sign") == "-").then(-zone).otherwise(zone).fill_null(0)
    read = parts.select(
        moment=wall.to_physical() + part - east * 60 * SECOND,
        digits=pl.col("digits").str.extract(r"^(\d{1,18})$").cast(pl.Int64),
    )
    return read["moment"].fill_null(_since_1970(read["digits"]))


def _date(given: pl.Series) -> pl.Series:
    if given.dtype == pl.String:
        # A whole moment stands for its day as written: no zone moves a date.
        day = given.str.strip_chars().str.extract(r"^(\d{4}-\d{2}-\d{2})(?:[T ][\d:.,+Zz-]*)?$")
        return day.str.to_date("%Y-%m-%d", strict=False)
    if isinstance(given.dtype, pl.Datetime):
        return given.dt.date()
    return _nothing("", pl.Date(), given.len())


def _is_whole(given: pl.Series) -> bool:
    return bool((given.drop_nulls().floor() == given.drop_nulls()).all())


def _if_number(given: pl.Series, dtype: pl.DataType) -> pl.Series:
    """Return numbers as that type; what is no number (a flag, a date) is not read as one."""
    if given.dtype.is_numeric():
        return given.cast(dtype, strict=False)
    return _nothing("", dtype, given.len())


READERS = MappingProxyType(
    {
        "text": _text,
        "whole": _whole,
        "number": _number,
        "flag": _flag,
        "time": _time,
        "date": _date,
    }
)
