"""Who wrote to whom inside: addressees found, people behind accounts named, each tie kept once."""

from collections.abc import Iterable

import polars as pl

from toolkit.ingest.entities import Entities
from toolkit.ingest.incoming import Incoming, Slice, compact, rows_of
from toolkit.ingest.platforms import AGREED
from toolkit.ingest.rows import apart, latest
from toolkit.model import INTERACTIONS


def answered_authors(
    incoming: Incoming, messages: Iterable[pl.DataFrame], entities: Entities
) -> pl.DataFrame:
    """Return message -> person who wrote it, for the messages answered without an addressee."""
    waiting = [
        compact(rows.filter(pl.col("dst").is_null()).select("reply_to").drop_nulls().unique())
        for rows in incoming.columns("interactions", "dst", "reply_to")
    ]
    empty = pl.DataFrame(schema={"reply_to": pl.String, "author": pl.String})
    if not waiting:
        return empty
    needed = pl.concat(waiting).unique()
    found = [
        compact(
            some.filter(pl.col("author_kind").ne_missing("bot"))
            .select(reply_to="message_id", author="account_id")
            .join(needed, on="reply_to", how="semi")
        )
        for some in messages
    ]
    return pl.concat([empty, *found]).with_columns(author=entities.person("author"))


def ties(stretch: Slice, entities: Entities, authors: pl.DataFrame) -> pl.DataFrame:
    """Return the interactions of a stretch of time, one per message and addressee.

    A message that has addressees keeps no row to nobody; the weight of 1 is shared between them.
    """
    rows = rows_of(INTERACTIONS, stretch).with_columns(
        src=entities.person("src"), dst=entities.person("dst")
    )
    if not authors.is_empty():
        rows = _addressed(rows, authors)
    sent = pl.format("{}@{}", "src", pl.col("ts_utc").to_physical())
    rows = rows.with_columns(message_id=pl.coalesce("message_id", sent))
    # Most messages have one row only: nothing to compare, nothing to share.
    single, several = apart(rows, ("message_id",))
    once = latest(several, ("message_id", "src", "dst"), pl.col("reply_to").is_null())
    found = pl.col("dst").count().over("message_id").cast(pl.Int64)
    counted = once.with_columns(_n=found).filter(pl.col("dst").is_not_null() | (pl.col("_n") == 0))
    alone = single.with_columns(_n=pl.col("dst").is_not_null().cast(pl.Int64))
    return _shared(pl.concat([alone, counted], rechunk=False))


def _addressed(rows: pl.DataFrame, authors: pl.DataFrame) -> pl.DataFrame:
    """Address an answer to whoever wrote what it answers, unless that is oneself."""
    found = rows.join(authors, on="reply_to", how="left")
    author = pl.when(pl.col("author") != pl.col("src")).then("author")
    return found.with_columns(dst=pl.coalesce("dst", author)).drop("author")


def _shared(rows: pl.DataFrame) -> pl.DataFrame:
    by_client = pl.col("importer").str.starts_with(f"{AGREED}@").fill_null(value=False)
    found = pl.when(pl.col("_n") > 0).then("_n")
    several = pl.coalesce(pl.when(by_client).then("recipients_n"), found, "recipients_n")
    made = pl.concat_str(pl.col("message_id"), pl.lit(">"), pl.col("dst").fill_null(""))
    given = pl.when(by_client).then("interaction_id")
    return (
        rows.with_columns(recipients_n=several, interaction_id=pl.coalesce(given, made))
        .with_columns(
            weight=pl.coalesce(
                pl.when(by_client).then("weight"),
                1 / pl.when(pl.col("recipients_n") > 0).then("recipients_n"),
            )
        )
        .drop("_n")
    )
