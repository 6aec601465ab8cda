"""The posts that a simulated organisation publishes of its own accord, and what they carry."""

from dataclasses import dataclass

import numpy as np

from toolkit.simulate.exchanges import Flags, Terms
from toolkit.simulate.people import Account, plain
from toolkit.simulate.phrases import Ritual, Talk
from toolkit.simulate.rhythm import Whole, on_the_quarter
from toolkit.simulate.truth import Outside, Truth

ELSEWHERE = "journal.example"
LETTERS = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789"


@dataclass(frozen=True, kw_only=True)
class Draft:
    """One post; ``tags`` are without #, ``link`` is where the short link in the text leads to.

    ``advertising``, ``ritual`` and ``scheduled`` are the truth: no export tells them.
    """

    moment: int
    account_id: str
    text: str
    tags: tuple[str, ...] = ()
    short: str | None = None
    link: str | None = None
    likes: int = 0
    shares: int = 0
    reshare: bool = False
    advertising: bool = False
    ritual: bool = False
    scheduled: bool = False


@dataclass(frozen=True, kw_only=True)
class _Kinds:
    """What each post is, drawn for all posts at once; ``ritual`` is -1 for none."""

    moments: Whole
    reshare: Flags
    ritual: Whole
    scheduled: Flags
    advertising: Flags


def drafts(
    truth: Truth, terms: Terms, accounts: tuple[Account, ...], moments: Whole, talk: Talk
) -> list[Draft]:
    """Return the posts in the order of time; ``moments`` are those of posts written by hand."""
    kinds = _kinds(terms, moments, talk)
    shares = np.cumsum([account.share for account in accounts])
    authors = np.searchsorted(shares[:-1], talk.rng.random(len(moments)), side="right").tolist()
    made = (
        _reshare(kinds, n, accounts[author], talk)
        if kinds.reshare[n]
        else _own(truth, terms.outside, kinds, n, accounts[author], talk)
        for n, author in enumerate(authors)
    )
    return sorted(made, key=lambda draft: draft.moment)


def _kinds(terms: Terms, moments: Whole, talk: Talk) -> _Kinds:
    """Draw what each post is; ritual ones move to their weekday, scheduled ones to the quarter."""
    wants, rng, size = terms.outside, talk.rng, len(moments)
    reshare = rng.random(size) < wants.reshares
    is_ritual = (rng.random(size) < wants.rituals) & ~reshare
    ritual = np.where(is_ritual, rng.integers(0, len(talk.words.rituals), size), -1)
    moved = moments.copy()
    for number, one in enumerate(talk.words.rituals):
        chosen = ritual == number
        moved[chosen] = terms.ours.draw(rng, int(chosen.sum()), weekday=one.weekday)
    scheduled = (rng.random(size) < wants.scheduled) & ~reshare
    moved = np.where(scheduled, on_the_quarter(rng, moved), moved)
    return _Kinds(
        moments=moved,
        reshare=reshare,
        ritual=ritual,
        scheduled=scheduled,
        advertising=terms.happens(rng, "advertising", moved) & ~reshare,
    )


def _reshare(kinds: _Kinds, n: int, account: Account, talk: Talk) -> Draft:
    partner = plain(talk.one(talk.sector.partners))[:15]
    return Draft(
        moment=int(kinds.moments[n]),
        account_id=account.account_id,
        text=f"RT @{partner}: {talk.say(talk.words.outside.reshares)}",
        shares=_applause(talk.rng),
        reshare=True,
    )


def _own(
    truth: Truth, wants: Outside, kinds: _Kinds, n: int, account: Account, talk: Talk
) -> Draft:
    rng = talk.rng
    ritual = talk.words.rituals[kinds.ritual[n]] if kinds.ritual[n] >= 0 else None
    advertising = bool(kinds.advertising[n])
    tags = _tags(wants, ritual, talk)
    emojis = [talk.one(talk.words.emojis) for _ in range(rng.poisson(wants.emojis))]
    short, link = _link(truth, wants, rng)
    marks = [*emojis, *(f"#{tag}" for tag in tags), *((short,) if short else ())]
    return Draft(
        moment=int(kinds.moments[n]),
        account_id=account.account_id,
        text=" ".join([_body(account, ritual, talk, advertising=advertising), *marks]),
        tags=tags,
        short=short,
        link=link,
        likes=_applause(rng),
        shares=_applause(rng) // 3,
        advertising=advertising,
        ritual=ritual is not None,
        scheduled=bool(kinds.scheduled[n]),
    )


def _body(account: Account, ritual: Ritual | None, talk: Talk, *, advertising: bool) -> str:
    said = talk.words.outside
    if advertising:
        return talk.say(said.promotional)
    if ritual:
        return talk.say(ritual.texts)
    return talk.two(said.personal if account.kind == "person" else said.news)


def _tags(wants: Outside, ritual: Ritual | None, talk: Talk) -> tuple[str, ...]:
    """Return the tags of one post, ritual tag first; no tag twice."""
    known = talk.sector.hashtags
    size = min(int(talk.rng.poisson(wants.hashtags - wants.rituals)), len(known))
    picked = talk.rng.permutation(len(known))[:size].tolist()
    return (*((ritual.tag,) if ritual else ()), *(known[n] for n in picked))


def _link(truth: Truth, wants: Outside, rng: np.random.Generator) -> tuple[str | None, str | None]:
    """Return a short link, as X writes it, and where it leads; or nothing."""
    if rng.random() >= wants.links:
        return None, None
    short = "".join(LETTERS[n] for n in rng.integers(0, len(LETTERS), 10).tolist())
    host = f"www.{truth.domain}" if rng.random() < wants.own_links else ELSEWHERE
    return f"https://t.co/{short}", f"https://{host}/p/{int(rng.integers(1000, 9999))}"


def _applause(rng: np.random.Generator) -> int:
    """Return how many people liked: few do, mostly, and sometimes very many."""
    return int(np.exp(rng.normal(0.8, 1.2)))
