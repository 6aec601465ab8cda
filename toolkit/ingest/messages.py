"""Messages, a stretch of time at once: each kept once, what is left unsaid filled in, in order."""

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass

import numpy as np
import polars as pl

from toolkit.clock import OpeningHours, calendar, is_zone
from toolkit.ingest.entities import Entities
from toolkit.ingest.incoming import Incoming, Slice, digests, empty, rows_of
from toolkit.ingest.rows import latest
from toolkit.ingest.states import LATEST_STATE, states
from toolkit.model import CALENDAR, MESSAGES, VERSIONS, Table
from toolkit.store import Settings

COMPARED = 1 << 19  # messages of which it is seen at once whether any is there twice
OUTWARD = pl.col("scope") == "external"
CLOCK = tuple(column.name for column in CALENDAR)

# Who an account's kind makes its author, in the organisation's own messages.
AUTHORS = {"brand": "org_brand", "person": "org_person", "bot": "bot", "public": "public"}
FOLLOWS = pl.col("account_kind").replace_strict(AUTHORS, default=None, return_dtype=pl.String)


@dataclass(frozen=True)
class Repeated:
    """Whether any message came twice; those with different times: the rows kept, their digests.

    ``states`` are the states in which these came.
    """

    kept: pl.DataFrame
    digests: Sequence[int]
    any: bool
    states: pl.DataFrame


def repeated_over_time(incoming: Incoming) -> Repeated:
    """Return the messages that stand at several moments, each as its last edit has it."""
    several, within = _several(incoming)
    if not several:
        return Repeated(incoming.small("messages"), (), any=within, states=empty(VERSIONS))
    found = [
        rows.filter(_is_among(several))
        for rows in (rows_of(MESSAGES, one) for one in incoming.slices("messages"))
    ]
    rows = pl.concat(found)
    return Repeated(
        latest(rows, MESSAGES.key, LATEST_STATE), several, any=True, states=states(rows)
    )


def _several(incoming: Incoming) -> tuple[list[int], bool]:
    """Return the digests that stand in several stretches of time, and whether one repeats any.

    Digests wait on the disk, in ranges: so many messages as there may be, one range is in memory.
    """
    height = incoming.height("messages")
    edges = np.linspace(0, 2.0**64, height // COMPARED + 2)[1:-1].astype(np.uint64)
    paths = [incoming.folder / f"digests-{number}" for number in range(edges.size + 1)]
    with ExitStack() as stack:
        files = [stack.enter_context(path.open("wb")) for path in paths]
        for stretch in incoming.slices("messages"):
            rows = rows_of(MESSAGES, stretch, "message_id")
            own = np.unique(digests(rows["message_id"]))
            for file, mine in zip(files, np.split(own, np.searchsorted(own, edges)), strict=True):
                mine.tofile(file)
    found, different = list[int](), 0
    for path in paths:
        apart = np.sort(np.fromfile(path, np.uint64))
        found += np.unique(apart[1:][apart[1:] == apart[:-1]]).tolist()
        different += apart.size
        path.unlink()
    return found, different < height


def _is_among(several: Sequence[int]) -> pl.Expr:
    return pl.col("message_id").hash(seed=0).is_in(several)


def rows_in(stretch: Slice, repeated: Repeated) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return the messages of a stretch of time, each once, and the states that some came in."""
    rows = rows_of(MESSAGES, stretch)
    if not repeated.any:
        return rows, empty(VERSIONS)
    mine = repeated.kept.filter(
        pl.col("ts_utc").to_physical().is_between(stretch.start, stretch.end, closed="left")
    )
    others = rows.filter(~_is_among(repeated.digests)) if repeated.digests else rows
    return latest(pl.concat([others, mine]), MESSAGES.key, LATEST_STATE), states(others)


def filled(messages: pl.DataFrame, entities: Entities) -> pl.DataFrame:
    """Fill in what an export leaves unsaid: scope, author, direction, kind, what is answered."""
    kinds = entities.accounts.select("account_id", account_kind="kind")
    return (
        messages.with_columns(scope=pl.col("scope").fill_null("external"))
        .join(kinds, on="account_id", how="left")
        .with_columns(author_kind=_author())
        .with_columns(direction=_direction(), parent_id=_parent())
        .with_columns(author_kind=_official_author(), kind=_kind())
        .drop("account_kind")
    )


def _author() -> pl.Expr:
    return pl.coalesce(
        "author_kind",
        pl.when(pl.col("direction") == "in").then(pl.lit("public")),
        FOLLOWS,
        pl.when(OUTWARD).then(pl.lit("org_brand")).otherwise(pl.lit("org_person")),
    )


def _direction() -> pl.Expr:
    public = pl.col("author_kind") == "public"
    guess = pl.when(public).then(pl.lit("in")).otherwise(pl.lit("out"))
    return pl.when(OUTWARD).then(pl.coalesce("direction", guess))


def _official_author() -> pl.Expr:
    # What the organisation sends is signed by what we know of the account, not of the message.
    sent = OUTWARD & (pl.col("direction") == "out")
    return pl.when(sent).then(pl.coalesce(FOLLOWS, "author_kind")).otherwise("author_kind")


def _parent() -> pl.Expr:
    above = pl.coalesce("root_id", "thread_id")
    lost = pl.col("parent_id").is_null() & (pl.col("kind") == "reply")
    return pl.when(lost & (above != pl.col("message_id"))).then(above).otherwise("parent_id")


def _kind() -> pl.Expr:
    answers = pl.col("parent_id").is_not_null()
    guess = pl.when(answers).then(pl.lit("reply")).otherwise(pl.lit("post"))
    return pl.coalesce("kind", guess)


def on_the_wall(
    table: Table, frame: pl.DataFrame, zone: pl.Expr, settings: Settings, opening: OpeningHours
) -> pl.DataFrame:
    """Add the calendar columns, each row by the clock of its zone, else of the settings."""
    zoned = frame.drop(CLOCK).with_columns(_zone=zone.fill_null(settings.timezone))
    names = zoned["_zone"].unique()
    apart = zoned.partition_by("_zone", maintain_order=False) if names.len() > 1 else [zoned]
    parts = [
        part.with_columns(
            calendar(part["ts_utc"], name if is_zone(name) else settings.timezone, opening)
        )
        for part in apart
        for name in part["_zone"].head(1)
    ]
    return pl.concat(parts, rechunk=False).select(table.names) if parts else frame
