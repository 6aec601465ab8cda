"""What a simulated organisation and the public write to each other on X."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from toolkit.simulate.exchanges import Exchange, Terms, plan
from toolkit.simulate.people import Account, account_numbers, plain, stream
from toolkit.simulate.phrases import Talk
from toolkit.simulate.posts import Draft, drafts
from toolkit.simulate.rhythm import rhythm
from toolkit.simulate.truth import Outside, Truth

SNOWFLAKE_US = 1_288_834_974_657_000  # X counts from there; its identifiers carry the time
SECOND_US = 1_000_000
COMMENTS = 0.25  # share of opening messages that are written under a post
ROLES = {"question": "questions", "nudge": "nudges", "follow_up": "follow_ups"}


@dataclass(frozen=True, kw_only=True)
class Author:
    """One member of the public."""

    account_id: str
    handle: str
    name: str


@dataclass(frozen=True, kw_only=True)
class Said:
    """One message on X; ``moment`` is UTC microseconds, in whole seconds as archives write it.

    ``draft`` holds what only the truth knows of the organisation's own posts.
    """

    number: int
    moment: int
    account_id: str
    text: str
    kind: Literal["post", "reply", "reshare"] = "post"
    parent: int | None = None
    to: str | None = None
    to_handle: str | None = None
    draft: Draft | None = None


@dataclass(frozen=True, kw_only=True)
class Dialogue:
    """Everything said outward and everything heard, each in the order of time."""

    sent: tuple[Said, ...]
    received: tuple[Said, ...]
    public: tuple[Author, ...]


def dialogue(truth: Truth, outside: Outside, accounts: tuple[Account, ...], seed: int) -> Dialogue:
    """Simulate the outward communication of one organisation."""
    terms = _terms(truth, outside)
    made = plan(terms, stream(seed, "exchanges"))
    talk = Talk(truth.language, truth.sector, truth.name, stream(seed, "outside words"))
    rng = stream(seed, "outside choices")
    said = [_post(draft) for draft in drafts(truth, terms, accounts, made.posts, talk)]
    size = max((exchange.author for exchange in made.exchanges), default=-1) + 1
    public = _public(talk, size, stream(seed, "public"))
    for exchange in made.exchanges:
        said += _exchange(exchange, len(said), accounts, public[exchange.author], talk, rng)
    said = _as_comments(said, accounts[0].account_id, rng)
    return _numbered(said, accounts, public)


def _terms(truth: Truth, outside: Outside) -> Terms:
    ours, public = (
        rhythm(week, first=truth.first, last=truth.last, zone=truth.zone, country=truth.country)
        for week in (truth.week, "public")
    )
    return Terms(outside=outside, ours=ours, public=public, zone=truth.zone)


def _public(talk: Talk, size: int, rng: np.random.Generator) -> tuple[Author, ...]:
    firsts, lasts = talk.words.first_names, talk.words.last_names
    picks = rng.integers(0, (len(firsts), len(lasts)), (size, 2)).tolist()
    numbers = account_numbers(rng, size, start=2)
    return tuple(
        Author(
            account_id=number,
            handle=f"{plain(firsts[a])[:9]}{number[-6:]}",
            name=f"{firsts[a]} {lasts[b]}",
        )
        for number, (a, b) in zip(numbers, picks, strict=True)
    )


def _post(draft: Draft) -> Said:
    return Said(
        number=0,
        moment=draft.moment,
        account_id=draft.account_id,
        text=draft.text,
        kind="reshare" if draft.reshare else "post",
        draft=draft,
    )


def _exchange(
    exchange: Exchange,
    base: int,
    accounts: tuple[Account, ...],
    author: Author,
    talk: Talk,
    rng: np.random.Generator,
) -> Iterator[Said]:
    """Yield the messages of an exchange; parents are places among all messages, from ``base``."""
    shares = np.cumsum([account.share for account in accounts])
    asked = accounts[0]
    for turn in exchange.turns:
        parent = None if turn.parent is None else base + turn.parent
        if turn.role == "answer":
            asked = accounts[min(int(np.searchsorted(shares, rng.random())), len(shares) - 1)]
            who, to, to_handle = asked.account_id, author.account_id, author.handle
            text = f"@{author.handle} {talk.answer()}"
        else:
            who, to, to_handle = author.account_id, asked.account_id, asked.handle
            text = f"@{asked.handle} {talk.say(getattr(talk.words.outside, ROLES[turn.role]))}"
        yield Said(
            number=0,
            moment=turn.moment,
            account_id=who,
            text=text,
            kind="post" if parent is None else "reply",
            parent=parent,
            to=to,
            to_handle=to_handle,
        )


def _as_comments(said: list[Said], account_id: str, rng: np.random.Generator) -> list[Said]:
    """Let some opening messages stand under the latest post of the account they address."""
    posts = [n for n, one in enumerate(said) if one.draft and one.account_id == account_id]
    moments = np.array([said[n].moment for n in posts], dtype=np.int64)
    changed = list(said)
    for n, one in enumerate(said):
        opens = one.to == account_id and one.parent is None
        before = int(np.searchsorted(moments, one.moment))
        if opens and before and rng.random() < COMMENTS:
            changed[n] = replace(one, kind="reply", parent=posts[before - 1])
    return changed


def _numbered(
    said: list[Said], accounts: tuple[Account, ...], public: tuple[Author, ...]
) -> Dialogue:
    """Give every message its identifier, which grows with time, and part sent from received."""
    moments = np.array([one.moment for one in said], dtype=np.int64) // SECOND_US * SECOND_US
    ranks = np.empty(len(said), np.int64)
    order = np.argsort(moments, kind="stable")
    ranks[order] = np.arange(len(said))
    numbers = (((moments - SNOWFLAKE_US) // 1000 << 22) + ranks % (1 << 22)).tolist()
    named = [
        replace(
            one,
            number=numbers[n],
            moment=int(moments[n]),
            parent=None if one.parent is None else numbers[one.parent],
        )
        for n, one in enumerate(said)
    ]
    ordered = [named[n] for n in order.tolist()]
    ours = {account.account_id for account in accounts}
    return Dialogue(
        sent=tuple(one for one in ordered if one.account_id in ours),
        received=tuple(one for one in ordered if one.account_id not in ours),
        public=public,
    )
