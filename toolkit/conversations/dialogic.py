"""What shows that an organisation is open to dialogue, item by item, as far as exports can tell."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TypeAlias

import narwhals as nw

from toolkit.conversations.exchange import answers_given, external
from toolkit.conversations.frames import SHOWN, Frame, Rows, collect, count, in_memory, read, within
from toolkit.conversations.replying import replying
from toolkit.conversations.threads import ORGANISATION, threads
from toolkit.conversations.whose import by_person

PRINCIPLES = MappingProxyType(  # Kent and Taylor (1998), without the ease of use of sites
    {
        "useful": ("links_to_its_site", "answers_a_question"),
        "conservation": ("goes_on_from_its_posts",),
        "returns": ("announces_an_event", "keeps_a_series"),
        "loop": ("says_who_writes", "replies", "asks", "follows_up"),
    }
)
Sample: TypeAlias = tuple[tuple[str, bool], ...]  # messages, and whether each answers the public
SERIES = 3  # weeks in which a tag comes back


@dataclass(frozen=True)
class Told:
    """What tells of dialogue, held in memory but for ``outward``, all that was written outwardly.

    ``written`` is what the organisation wrote in a period; ``to_public`` says whether it answers
    somebody outside.
    """

    outward: Rows
    written: Rows
    accounts: Frame
    marks: Rows
    cues: Rows
    subjects: Rows


@dataclass(frozen=True)
class Checklist:
    """For each item that the tables could tell: an example of it, None where it is not there.

    ``n`` counts the messages looked at.
    """

    examples: Mapping[str, str | None]
    n: int

    def score(self, items: Mapping[str, tuple[str, ...]] = PRINCIPLES) -> tuple[int, int]:
        """Return how many of these items are there, and how many could be told."""
        names = [name for group in items.values() for name in group if name in self.examples]
        return sum(self.examples[name] is not None for name in names), len(names)

    def shown(self, items: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
        """Return a few examples of those of these items that are there."""
        names = [name for group in items.values() for name in group]
        there = {example for name in names if (example := self.examples.get(name))}
        return tuple(sorted(there)[:SHOWN])


def told(
    messages: Frame,
    accounts: Frame,
    marks: Frame,
    cues: Frame,
    subjects: Frame,
    months: tuple[int, int] | None,
) -> Told:
    """Return what is known of the messages that the organisation wrote in these months."""
    outward = external(messages)
    manner = outward.select("message_id", "author_kind", "parent_id")
    written = within(replying(outward, accounts), months).join(manner, on="message_id")
    carried = read(marks, "marks", "message_id", "kind", "mark", "is_own")
    return Told(
        outward=outward,
        written=in_memory(written),
        accounts=accounts,
        marks=in_memory(carried.rename({"kind": "mark_kind"})),
        cues=in_memory(read(cues, "cues", "message_id", "is_question", "signed")),
        subjects=in_memory(read(subjects, "subjects", "message_id", "subject")),
    )


def checklist(known: Told) -> Checklist:
    """Look for each item where the tables can tell: the order is that of ``PRINCIPLES``."""
    n = count(known.written)
    if not n:
        return Checklist({}, 0)
    looked_for = {
        "links_to_its_site": _links(known),
        "answers_a_question": _answers_to_questions(known),
        "goes_on_from_its_posts": _goes_on(known),
        "announces_an_event": _events(known),
        "keeps_a_series": _series(known),
        "says_who_writes": _persons(known),
        "replies": _replies(known),
        "asks": _questions(known),
        "follows_up": _follows_up(known),
    }
    seen = {name: _example(rows) for name, rows in looked_for.items() if rows is not None}
    return Checklist(seen, n)


def _example(rows: Rows) -> str | None:
    found = collect(rows.select(nw.col("message_id").min())).item()
    return None if found is None else str(found)


def _links(known: Told) -> Rows | None:
    """Links are known where marks were read; whose they are, where the client named its site."""
    links = known.marks.filter(nw.col("mark_kind") == "link").join(
        known.written.select("message_id"), on="message_id"
    )
    whose = links.filter(~nw.col("is_own").is_null())
    if not count(known.marks) or (count(links) and not count(whose)):
        return None
    return whose.filter(nw.col("is_own"))


def _answers_to_questions(known: Told) -> Rows | None:
    questions = known.cues.filter(nw.col("is_question")).select(answered_id="message_id")
    received = known.outward.filter(nw.col("direction") == "in")
    asked = in_memory(received.select(answered_id="message_id")).join(questions, on="answered_id")
    if not count(asked):
        return None
    given = in_memory(answers_given(known.outward).select("message_id", "answered_id"))
    answers = given.join(asked, on="answered_id", how="semi")
    return known.written.join(answers, on="message_id", how="semi")


def _goes_on(known: Told) -> Rows:
    """A message that answers or quotes one of its own leads the visitor on."""
    own = known.outward.filter(nw.col("direction") == "out").select(parent_id="message_id")
    return known.written.join(in_memory(own), on="parent_id", how="semi")


def _events(known: Told) -> Rows | None:
    if not count(known.subjects):
        return None
    events = known.subjects.filter(nw.col("subject") == "events")
    return known.written.join(events, on="message_id", how="semi")


def _series(known: Told) -> Rows | None:
    """A tag that comes back in several weeks; fewer weeks cannot tell."""
    weeks = collect(known.written.select(nw.col("iso_week").n_unique())).item()
    if not count(known.marks) or weeks < SERIES:
        return None
    tags = known.marks.filter(nw.col("mark_kind") == "hashtag").select("message_id", "mark")
    used = tags.join(known.written.select("message_id", "iso_week"), on="message_id")
    recurring = used.group_by("mark").agg(weeks=nw.col("iso_week").n_unique())
    return used.join(recurring.filter(nw.col("weeks") >= SERIES), on="mark", how="semi")


def _persons(known: Told) -> Rows | None:
    kinds = read(known.accounts, "accounts", "account_id", "kind").rename({"kind": "account_kind"})
    who = known.written.join(in_memory(kinds), on="account_id", how="left").join(
        known.cues.select("message_id", "signed"), on="message_id", how="left"
    )
    named, brands = who.filter(by_person()), who.filter(nw.col("account_kind") == "brand")
    return named if count(named) or count(brands) else None


def _replies(known: Told) -> Rows:
    return known.written.filter(nw.col("to_public"))


def _questions(known: Told) -> Rows | None:
    was_read = known.cues.filter(~nw.col("is_question").is_null())
    ours = known.written.join(was_read, on="message_id")
    return ours.filter(nw.col("is_question")) if count(ours) else None


def _follows_up(known: Told) -> Rows | None:
    """Where the public came back after us, we may speak again, or leave it there."""
    found = threads(known.outward, known.accounts)
    months = collect(known.written.select("month").unique())["month"].to_list()
    back = found.filter(nw.col("is_pop"), nw.col("month").is_in(months), nw.col("ours") > 0)
    if not len(back):
        return None
    again = (nw.col("closed_by") == ORGANISATION) | (nw.col("turns") > 4)
    return back.filter(again).select(message_id="conversation").lazy()


def sampled(known: Told, sample: int) -> tuple[Sample, ...]:
    """Return so many messages of each account, spread evenly over its messages in time.

    An account that wrote fewer is left out.
    """
    by_account: dict[str, list[tuple[str, bool]]] = {}
    order = collect(known.written.select("t_us", "message_id", "account_id", "to_public"))
    for _, message, account, replies in order.sort("t_us", "message_id").iter_rows():
        by_account.setdefault(account, []).append((message, replies))
    enough = [by_account[name] for name in sorted(by_account) if len(by_account[name]) >= sample]
    return tuple(
        tuple(all_of[(2 * n + 1) * len(all_of) // (2 * sample)] for n in range(sample))
        for all_of in enough
    )


def answering(samples: Iterable[Sample]) -> tuple[str, ...]:
    """Return an answer to the public from each sample that holds one, in their order.

    Rybalko and Seltzer (2010) call an account dialogic that answers once in ten messages.
    """
    first = (next((name for name, replies in one if replies), None) for one in samples)
    return tuple(sorted(name for name in first if name is not None))
