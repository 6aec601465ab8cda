"""Answers that do not say what they answer: joined to the last message of the same subject."""

from collections.abc import Iterator

import polars as pl

from toolkit.ingest.incoming import Incoming

WITHIN = 60 * 86_400 * 1_000_000  # microseconds; after two months a subject is another matter
JOINED = {"message_id": pl.String(), "said_parent": pl.String(), "said_root": pl.String()}


def answers_by_subject(incoming: Incoming) -> pl.DataFrame:
    """Return message -> what it answers and where that conversation began.

    Only for messages that are answers, have a subject, and name nothing that they answer: the
    latest earlier message of the same subject on the same platform, at most sixty days before.
    Threading by references, then by subject, follows Zawinski (1997).
    """
    if not any(rows["topic"].count() for rows in incoming.columns("messages", "topic")):
        return pl.DataFrame(schema=JOINED)  # most platforms have no subjects: nothing else is read
    answers = (pl.col("kind") == "reply") & pl.col("parent_id").is_null()
    found = _with_subject(incoming, answers)
    lost = pl.concat([pl.DataFrame(schema=_SUBJECT), *found]).unique("message_id")
    if lost.is_empty():
        return pl.DataFrame(schema=JOINED)
    wanted = lost.select("platform", "topic").unique()
    every = _with_subject(incoming, pl.lit(value=True))
    named = [rows.join(wanted, on=["platform", "topic"]) for rows in every]
    earlier = pl.concat(named).unique("message_id", keep="first", maintain_order=True)
    joined = lost.sort("ts_utc", "message_id").join_asof(
        earlier.sort("ts_utc", "message_id").rename({"message_id": "said_parent"}),
        on="ts_utc",
        by=["platform", "topic"],
        strategy="backward",
        allow_exact_matches=False,
        tolerance=WITHIN,
        check_sortedness=False,
        suffix="_of_parent",
    )
    return _rooted(joined.drop_nulls("said_parent"))


_SUBJECT = {
    "message_id": pl.String(),
    "platform": pl.String(),
    "topic": pl.String(),
    "ts_utc": pl.Int64(),
    "root_id": pl.String(),
}


def _with_subject(incoming: Incoming, which: pl.Expr) -> Iterator[pl.DataFrame]:
    for rows in incoming.columns("messages", "kind", "parent_id", *_SUBJECT):
        kept = rows.filter(which & pl.col("topic").is_not_null())
        yield kept.with_columns(pl.col("ts_utc").to_physical()).select(*_SUBJECT)


def _rooted(joined: pl.DataFrame) -> pl.DataFrame:
    """Follow answers to answers, in the order of time, to where the conversation began."""
    roots: dict[str, str] = {}
    names = joined.select("message_id", "said_parent", "root_id_of_parent")
    for message, parent, root in names.iter_rows():
        roots[message] = roots.get(parent) or root or parent
    return pl.DataFrame(
        {
            "message_id": joined["message_id"],
            "said_parent": joined["said_parent"],
            "said_root": list(roots.values()),
        },
        schema=JOINED,
    )


def with_answers(messages: pl.DataFrame, answers: pl.DataFrame) -> pl.DataFrame:
    """Say of messages what they answer where only their subject tells."""
    if answers.is_empty():
        return messages
    found = messages.join(answers, on="message_id", how="left")
    return found.with_columns(
        parent_id=pl.coalesce("parent_id", "said_parent"),
        thread_id=pl.coalesce("thread_id", "said_root"),
        root_id=pl.coalesce("root_id", "said_root"),
    ).drop("said_parent", "said_root")


def with_replies(interactions: pl.DataFrame, answers: pl.DataFrame) -> pl.DataFrame:
    """Say the same of who wrote to whom."""
    if answers.is_empty():
        return interactions
    found = interactions.join(
        answers.select("message_id", "said_parent"), on="message_id", how="left"
    )
    return found.with_columns(reply_to=pl.coalesce("reply_to", "said_parent")).drop("said_parent")
