"""Asks every question of the whole organisation, of each of its parts, and of each month."""

import inspect
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

import polars as pl

from toolkit import metrics, model, plugins
from toolkit.conversations.once import once
from toolkit.errors import UnknownParameter
from toolkit.release import Group
from toolkit.results import WHOLE, Cell, Measures, Status

Tables = Mapping[str, pl.DataFrame]
Metric = Callable[..., Measures]
TIMED = {"external": "messages", "internal": "interactions"}
PERIOD = re.compile(r"(\d{4}-\d{2})(?::(\d{4}-\d{2}))?")
UNREAD = ("source_file", "importer")  # where a row comes from answers no question


@dataclass(frozen=True, kw_only=True)
class Part:
    """The tables of one group; ``months`` is the span asked about, as 202601, both ends in it."""

    scope: str
    tables: Tables
    group: str = WHOLE
    period: str = WHOLE
    months: tuple[int, int] | None = None


def questions(scope: str) -> dict[str, Metric]:
    """Return the measures' functions of a scope, by name."""
    found = plugins.functions(metrics, returning=Measures)
    return {name: one for name, one in found.items() if _scope(one) == scope}


def _scope(metric: Metric) -> str:
    return str(inspect.getmodule(metric).__dict__["SCOPE"])


def months_of(tables: Tables) -> tuple[int, ...]:
    """Return the months, as 202601, in which something was written, in order."""
    frames = [tables[name]["month"] for name in TIMED.values() if name in tables]
    found = {month for column in frames for month in column.drop_nulls().unique()}
    return tuple(sorted(found))


def within(tables: Tables, months: tuple[int, int]) -> Tables:
    """Return the tables with nothing written outside these months, both ends in them."""
    timed = {name: _in_months(tables[name], *months) for name in TIMED.values() if name in tables}
    kept = {**tables, **timed}
    if "marks" in kept and "messages" in timed:
        ids = timed["messages"].select("message_id")
        kept["marks"] = kept["marks"].join(ids, on="message_id", how="semi")
    return kept


@once
def _in_months(frame: pl.DataFrame, first: int, last: int) -> pl.DataFrame:
    return frame.filter(pl.col("month").is_between(first, last))


def groups_of(tables: Tables) -> tuple[Group, ...]:
    """Return the parts that may be shown apart: official accounts, personal ones, teams."""
    return (*_accounts(tables), *_teams(tables))


def _accounts(tables: Tables) -> tuple[Group, ...]:
    if not {"accounts", "messages"} <= tables.keys():
        return ()
    outward = tables["messages"].filter(pl.col("direction") == "out").select("account_id").unique()
    speaking = tables["accounts"].join(outward, on="account_id", how="semi").sort("account_id")
    official = speaking.filter(pl.col("kind") == "brand")
    parts = [
        Group(id=row["account_id"], scope="external", kind="account", label=_label(row))
        for row in official.iter_rows(named=True)
    ]
    if speaking.filter(pl.col("kind") == "person").height:
        parts.append(Group(id="people", scope="external", kind="people", label=""))
    return tuple(parts) if len(parts) > 1 else ()


def _label(account: Mapping[str, str | None]) -> str:
    return account["name"] or account["handle"] or account["account_id"] or ""


def _teams(tables: Tables) -> tuple[Group, ...]:
    if "people" not in tables:
        return ()
    names = tables["people"]["team"].drop_nulls().unique().sort()
    return tuple(Group(id=name, scope="internal", kind="team", label=name) for name in names)


def span_of(tables: Tables, period: str) -> tuple[int, int] | None:
    """Read a period such as 2026-01:2026-06 or 2026-03, None for ``all``.

    ``UnknownParameter`` says which months there are.
    """
    if period == WHOLE:
        return None
    found = PERIOD.fullmatch(period)
    there = months_of(tables)
    if found:
        first, last = (int(one.replace("-", "")) for one in (found[1], found[2] or found[1]))
        if any(first <= month <= last for month in there):
            return first, last
    known = f"{label(there[0])} to {label(there[-1])}" if there else "no month yet"
    raise UnknownParameter(f"no such period; write 2026-01:2026-06; there is: {known}")


def label(month: int) -> str:
    """Write a month such as 202601 as 2026-01."""
    return f"{month // 100}-{month % 100:02d}"


def parts(tables: Tables, groups: Iterable[Group], span: tuple[int, int] | None) -> Iterator[Part]:
    """Yield the slices: the whole first, then each group, and each of them month by month."""
    first, last = span or (0, 999_999)
    months = [month for month in months_of(tables) if first <= month <= last]
    wholes = [Part(scope=scope, tables=tables, months=span) for scope in TIMED]
    grouped = [
        Part(scope=group.scope, group=group.id, tables=_only(tables, group), months=span)
        for group in groups
    ]
    for part in (*wholes, *grouped):
        yield part
        yield from (replace(part, period=label(one), months=(one, one)) for one in months)


def _only(tables: Tables, group: Group) -> Tables:
    """Keep a team's people, or the messages that an account sent and received."""
    if group.kind == "team":
        named = [name for name in ("people", "survey_responses") if name in tables]
        own_team = pl.col("team") == group.id
        return {**tables, **{name: tables[name].filter(own_team) for name in named}}
    mine = tables["accounts"].filter(
        pl.col("kind") == "person" if group.kind == "people" else pl.col("account_id") == group.id
    )
    messages = tables["messages"]
    own = pl.col("account_id").is_in(mine["account_id"].implode())
    to_own = pl.col("to_account_id").is_in(mine["account_id"].implode())
    sent = (pl.col("direction") == "out") & own
    received = (pl.col("direction") == "in") & to_own
    kept = messages.filter(sent | received)
    return {**tables, "messages": kept, **_marks(tables, kept)}


def _marks(tables: Tables, messages: pl.DataFrame) -> Tables:
    if "marks" not in tables:
        return {}
    ids = messages.select("message_id")
    return {"marks": tables["marks"].join(ids, on="message_id", how="semi")}


def measure(part: Part) -> Iterator[Cell]:
    """Yield every measure of one slice; one whose tables are missing says so."""
    month = within(part.tables, part.months) if part.months else part.tables
    for metric in questions(part.scope).values():
        yield from (
            Cell(scope=part.scope, group=part.group, period=part.period, measure=one)
            for one in ask(metric, part, month)
        )


def ask(metric: Metric, part: Part, month: Tables) -> Measures:
    """Ask a question of a slice, of which ``month`` are the tables of its months alone.

    A question that needs what was written before and after is given all; one that makes no sense
    of a part returns nothing.
    """
    if not _asked_of(metric, part):
        return ()
    timely = "months" in inspect.signature(metric).parameters
    return _ask(metric, part.tables if timely else month, {"months": part.months} if timely else {})


def _asked_of(metric: Metric, part: Part) -> bool:
    """Say whether a question makes sense of this slice; some are of the whole alone."""
    if (part.group, part.period) == (WHOLE, WHOLE):
        return True
    slices = inspect.getmodule(metric).__dict__.get("SLICES", "every")
    return bool(slices == "every" or (slices == "groups" and part.period == WHOLE))


def _ask(metric: Metric, tables: Tables, spans: Mapping[str, tuple[int, int] | None]) -> Measures:
    takes = [name for name in inspect.signature(metric).parameters if name in model.TABLES]
    needed = TIMED[_scope(metric)]
    if (needed if needed in takes else takes[0]) not in tables:
        return refused(metric, "no_table")
    given = {name: tables.get(name, empty(name)) for name in takes}
    return metric(**given, **spans)


def refused(metric: Metric, reason: str) -> Measures:
    """Return a question's measures without values, and why."""
    takes = [name for name in inspect.signature(metric).parameters if name in model.TABLES]
    return tuple(
        replace(one, reason=reason, status=Status.NOT_COMPUTABLE)
        for one in metric(**{name: empty(name) for name in takes})
    )


def empty(name: str) -> pl.DataFrame:
    """Return an agreed table without rows."""
    return pl.DataFrame(schema={one.name: _TYPES[one.kind] for one in model.TABLES[name].columns})


_TYPES = {
    "text": pl.String(),
    "whole": pl.Int64(),
    "number": pl.Float64(),
    "flag": pl.Boolean(),
    "time": pl.Datetime("us", "UTC"),
    "date": pl.Date(),
}
