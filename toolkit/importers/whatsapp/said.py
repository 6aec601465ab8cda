"""What the messages of a WhatsApp chat say, without what WhatsApp itself puts into them."""

from collections.abc import Iterable

import polars as pl

from toolkit.importers.whatsapp.lines import MARKS
from toolkit.importers.whatsapp.parties import TELLS, Party, is_told
from toolkit.importers.whatsapp.words import (
    ATTACHED,
    DELETED,
    EDITED,
    LONGEST_NOTE,
    OMITTED,
    PLATFORM,
)
from toolkit.spoken.outside import MESSAGE, SCOPE

PARTY = ("name", "party", "account_id", "author_kind", "direction", "to_account_id", "is_told")
# All that may hold more than words, and some that does not: most messages do not look like it.
_NOTES = "|".join(sorted(map(pl.escape_regex, OMITTED | DELETED)))
_MAY_BE_A_NOTE = rf"^[\s\x1c-\x1f]*(?:<|(?i:{_NOTES}))"


def by_whom(
    messages: pl.DataFrame, parties: Iterable[tuple[str | None, Party]], narrator: Party
) -> pl.DataFrame:
    """Say of messages, given as name, text and ts_utc, who wrote them, WhatsApp itself included.

    Adds the columns of ``PARTY``, kind, and ``whole``: the words, those that looked like a name
    too.
    """
    known = [(name, *_row(party), party is narrator) for name, party in parties]
    schema = dict.fromkeys(PARTY[:-1], pl.String()) | {PARTY[-1]: pl.Boolean()}
    who = pl.DataFrame(known, schema, orient="row")
    rows = messages.join(who, on="name", how="left", nulls_equal=True, maintain_order="left")
    rows = rows.with_columns(is_told=_with_marked(rows), kind=pl.lit("dm"), whole="text")
    if not rows["is_told"].any():
        return rows
    return pl.concat([rows.filter(~pl.col("is_told")), _told(rows.filter("is_told"), narrator)])


def _row(party: Party) -> tuple[str | None, ...]:
    return party.name, party.account, party.author, "out" if party.out else "in", party.to


def _with_marked(rows: pl.DataFrame) -> pl.Series:
    """Add what bears the mark with which WhatsApp may speak in somebody's name."""
    marked = (rows["text"].str.starts_with(TELLS) & ~rows["is_told"]).arg_true()
    if marked.is_empty():
        return rows["is_told"]
    said = [is_told(*row) for row in rows[marked].select("party", "text").iter_rows()]
    return rows["is_told"].scatter(marked, said)


def _told(rows: pl.DataFrame, narrator: Party) -> pl.DataFrame:
    """Return what WhatsApp tells, which is nobody's word."""
    bare = pl.col("name").is_null() | pl.col("text").str.starts_with(TELLS)
    whole = pl.when(bare).then("text").otherwise(pl.format("{}: {}", "name", "text"))
    values = (*_row(narrator)[:-2], "in", None)
    said = {name: pl.lit(one, pl.String) for name, one in zip(PARTY[1:-1], values, strict=True)}
    return rows.with_columns(kind=pl.lit("system"), whole=whole, **said)


def as_rows(rows: pl.DataFrame, ids: pl.Series, chat: str | None) -> pl.DataFrame:
    """Return rows of ``messages``; ``ids`` are their identifiers."""
    read = _without_notes(rows)
    nothing = pl.lit(None, pl.String)
    channel = pl.lit(f"{PLATFORM}:{chat}" if chat else None, pl.String)
    made: dict[str, pl.Expr | pl.Series] = {
        "message_id": ids,
        "platform": pl.lit(PLATFORM),
        "scope": pl.lit(SCOPE),
        "parent_id": nothing,
        "thread_id": pl.when(pl.col("kind") == "dm").then(channel),
        "root_id": nothing,
        "channel_id": channel,
        "lang": nothing,
        "is_paid": pl.lit(None, pl.Boolean),
        "source_client": nothing,
        "visibility": pl.lit("private"),
    }
    return read.with_columns(**made).select(MESSAGE)


def _without_notes(rows: pl.DataFrame) -> pl.DataFrame:
    """Return the rows with what was really said, and whether it was changed or deleted."""
    kept = pl.when(pl.col("is_told")).then(pl.col("whole").str.replace_all(f"[{MARKS}]", ""))
    text = rows.select(kept.otherwise("text").alias("text")).to_series()
    noted = (~rows["is_told"] & _may_hold_more(text)).arg_true()
    said = [_said(one) for one in text[noted]]
    text = text.scatter(noted, [one[0] for one in said])
    changes = (
        noted.filter(pl.Series([one[at] for one in said], dtype=pl.Boolean)) for at in (1, 2)
    )
    edited, deleted = (_at_these(rows["ts_utc"], places) for places in changes)
    return rows.with_columns(
        text=text.set(text.str.len_bytes() == 0, None), edited_at=edited, deleted_at=deleted
    )


def _at_these(moments: pl.Series, places: pl.Series) -> pl.Series:
    never = pl.Series([None], dtype=pl.Int64).new_from_index(0, moments.len())
    return never.scatter(places, moments.gather(places))


def _may_hold_more(text: pl.Series) -> pl.Series:
    return (
        text.str.contains(_MAY_BE_A_NOTE)
        | text.str.ends_with(">")
        | text.str.contains(TELLS, literal=True)
        | text.str.contains(" (", literal=True)
    )


def _said(text: str) -> tuple[str | None, bool, bool]:
    """Return what was written, whether it was changed, and whether it was deleted."""
    edited = False
    if TELLS in text:
        if text.rpartition(TELLS)[2].strip().lower() in OMITTED:
            return None, edited, edited
        text = text.replace(TELLS, "")
    if text.endswith(">"):
        at = text.rfind("<")
        edited = text[at:].lower() in EDITED
        text = text[:at].rstrip() if edited else text
    if len(text) <= LONGEST_NOTE:
        note = text.strip().rstrip(".").lower()
        if note in OMITTED or note in DELETED:
            return None, edited, note in DELETED
    if text.startswith("<") or " (" in text:
        text = ATTACHED.sub("", text, count=1).strip() if ATTACHED.match(text) else text
    return text, edited, False
