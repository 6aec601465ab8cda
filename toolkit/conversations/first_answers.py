"""Who gives the public its first answer: a person one can name, somebody who leads, a brand."""

from dataclasses import dataclass

import narwhals as nw

from toolkit.conversations.exchange import answers_given, external, inbound, openers
from toolkit.conversations.frames import Collected, Frame, Rows, collect, count, read, within
from toolkit.conversations.whose import by_person, of_brand


@dataclass(frozen=True)
class FirstAnswers:
    """The first answer to each opener that got one, and who gave it.

    One row an opener: message_id (the opener), answer, voice, is_person, is_brand, is_leader
    (empty where nobody said who leads). ``reason`` says why there is none.
    """

    rows: Collected
    reason: str | None = None


def first_answers(
    messages: Frame,
    accounts: Frame,
    cues: Frame,
    *,
    quiet_hours: float,
    months: tuple[int, int] | None = None,
) -> FirstAnswers:
    """Return who answered first, for the openers of these months.

    A person is an account declared as one, a message said to be a person's, or one that is
    signed; a brand is an account declared as one. An account not declared is neither.
    """
    outward = external(messages)
    asked = within(openers(outward, quiet_hours=quiet_hours), months)
    rows = collect(_named(_first(outward, asked), outward, accounts, cues)).sort("message_id")
    return FirstAnswers(rows, None if len(rows) else _why_none(outward, asked))


def _why_none(outward: Rows, asked: Rows) -> str:
    if not count(outward):
        return "no_messages"
    if not count(inbound(outward)):
        return "no_inbound"
    return "no_answer" if count(asked) else "no_opener"


def _first(outward: Rows, asked: Rows) -> Rows:
    """Return the first answer to each opener: of several at the same moment, one."""
    writers = outward.select("message_id", author="account_id")
    opened = asked.join(writers, on="message_id").select("message_id", "author", "reply_us")
    given = answers_given(outward).select("author", reply_us="t_us", answer="message_id")
    met = opened.join(given, on=["author", "reply_us"])
    return met.group_by("message_id").agg(nw.col("answer").min())


def _named(first: Rows, outward: Rows, accounts: Frame, cues: Frame) -> Rows:
    signed = read(cues, "cues", "message_id", "signed").rename({"message_id": "answer"})
    columns = ("account_id", "kind", "person_id", "is_leader")
    known = read(accounts, "accounts", *columns).rename({"kind": "account_kind"})
    written = outward.select("account_id", "author_kind", answer="message_id")
    joined = (
        first.join(written, on="answer")
        .join(signed, on="answer", how="left")
        .join(known, on="account_id", how="left")
    )
    return joined.select(
        *("message_id", "answer", "is_leader"),
        voice=nw.coalesce("person_id", "account_id"),
        is_person=by_person(),
        is_brand=~by_person() & of_brand(),
    )
