"""When each account was watched, and whether what it received is in what we were given."""

import polars as pl

from toolkit.conform import TYPES
from toolkit.ingest.platforms import AGREED
from toolkit.ingest.rows import merged
from toolkit.model import OBSERVATION_WINDOW

SEEN = {
    "account_id": pl.String(),
    "platform": pl.String(),
    "direction": pl.String(),
    "first": pl.Int64(),
    "last": pl.Int64(),
}


def seen(messages: pl.DataFrame) -> pl.DataFrame:
    """Return, of outward messages, who wrote or received them, and between which moments.

    The account is the author of what went out and the addressee of what came in.
    """
    account = pl.when(pl.col("direction") == "out").then("account_id").otherwise("to_account_id")
    return (
        messages.select("t_us", "direction", "platform", account_id=account)
        .group_by("account_id", "platform", "direction")
        .agg(first=pl.col("t_us").min(), last=pl.col("t_us").max())
        .select(pl.col(name).cast(kind) for name, kind in SEEN.items())
    )


def together(seen_before: pl.DataFrame, now: pl.DataFrame) -> pl.DataFrame:
    """Return what two stretches of time show, each account once a direction."""
    rows = pl.concat([seen_before, now]).group_by("account_id", "platform", "direction")
    return rows.agg(pl.col("first").min(), pl.col("last").max())


def windows(given: pl.DataFrame, all_seen: pl.DataFrame) -> pl.DataFrame:
    """Return the observation windows: the client's own, else the platform's, else as seen.

    A platform that says it holds no inbound message is believed until another export brings
    messages to that account: then nobody knows whether they are all there, and we say so.
    An account of which nothing is said was watched from the first to the last outward message;
    its inbound messages count as complete where there are any at all.
    """
    by_client = pl.col("importer").str.starts_with(f"{AGREED}@").fill_null(value=False)
    told = merged(OBSERVATION_WINDOW, given.filter(by_client))
    platform = _of_platforms(given.filter(~by_client), all_seen).join(
        told, on="account_id", how="anti"
    )
    said = pl.concat([told, platform], how="diagonal")
    derived = _as_seen(all_seen).join(said, on="account_id", how="anti")
    return (
        pl.concat([said, derived], how="diagonal")
        .select(OBSERVATION_WINDOW.names)
        .sort(OBSERVATION_WINDOW.key)
    )


def _of_platforms(given: pl.DataFrame, all_seen: pl.DataFrame) -> pl.DataFrame:
    """Join the windows of several exports of one account; the most cautious word holds."""
    addressed = all_seen.filter(pl.col("direction") == "in")["account_id"].drop_nulls().unique()
    word = pl.col("inbound_complete")
    caution = (
        pl.when((word == "no").any())
        .then(pl.lit("no"))
        .when((word != "yes").any() | word.is_null().any())
        .then(pl.lit("unknown"))
        .otherwise(pl.lit("yes"))
    )
    one_each = given.group_by("account_id").agg(
        pl.col("start_utc").min(),
        pl.col("end_utc").max(),
        caution.alias("inbound_complete"),
        pl.col("replies_complete").all(),
        pl.col("source_file").min(),
        pl.col("importer").min(),
    )
    doubtful = (word == "no") & pl.col("account_id").is_in(addressed.implode())
    return one_each.with_columns(
        inbound_complete=pl.when(doubtful).then(pl.lit("unknown")).otherwise(word)
    )


def _as_seen(all_seen: pl.DataFrame) -> pl.DataFrame:
    inbound = "yes" if (all_seen["direction"] == "in").any() else "no"
    start, end = all_seen["first"].min(), all_seen["last"].max()
    own = all_seen.filter(pl.col("direction") == "out").select("account_id").unique()
    return own.with_columns(
        start_utc=pl.lit(start, pl.Int64).cast(TYPES["time"]),
        end_utc=pl.lit(end, pl.Int64).cast(TYPES["time"]),
        inbound_complete=pl.lit(inbound),
    )
