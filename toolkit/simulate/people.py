"""The people of a simulated organisation, their teams and bosses, and the accounts that speak."""

import re
import unicodedata
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import numpy as np

from toolkit.simulate.phrases import Phrases
from toolkit.simulate.truth import Inside, Outside, Truth, Voice

FIRST_ACCOUNT = 10**15


@dataclass(frozen=True, kw_only=True)
class Person:
    """One person on the organisation chart; ``level`` 1 is staff, ``boss`` is empty at the top."""

    person_id: str
    slack_id: str
    first: str
    last: str
    email: str
    team: str
    site: str
    level: int
    boss: str | None
    job: str
    silent: bool

    @property
    def name(self) -> str:
        """First and last name."""
        return f"{self.first} {self.last}"

    @property
    def handle(self) -> str:
        """The part of the address before the @."""
        return self.email.partition("@")[0]


@dataclass(frozen=True, kw_only=True)
class Account:
    """One official or personal account on X."""

    account_id: str
    handle: str
    name: str
    kind: Literal["brand", "person"]
    person: Person | None
    leads: bool
    share: float


def stream(seed: int, part: str) -> np.random.Generator:
    """Return the source of chance of one part, so that parts do not disturb each other."""
    return np.random.default_rng([seed, zlib.crc32(part.encode())])


def roster(truth: Truth, words: Phrases, seed: int) -> tuple[Person, ...]:
    """Return everybody on the organisation chart, silent people too."""
    rng = stream(seed, "people")
    ranks = list(_ranks(truth))
    names = _names(words, rng, truth.headcount)
    silent = _silent(truth.inside, [level for _, level, _ in ranks], rng)
    slack = _slack_ids(rng, truth.headcount)
    site_of = {team.name: team.site for team in truth.teams}
    return tuple(
        Person(
            person_id=f"p{number + 1:04d}",
            slack_id=slack[number],
            first=names[number][0],
            last=names[number][1],
            email=f"{_address(names[number])}@{truth.domain}",
            team=team,
            site=site_of[team],
            level=level,
            boss=None if boss is None else f"p{boss + 1:04d}",
            job=words.jobs[int(rng.integers(len(words.jobs)))],
            silent=number in silent,
        )
        for number, (team, level, boss) in enumerate(ranks)
    )


def _ranks(truth: Truth) -> Iterator[tuple[str, int, int | None]]:
    """Yield team, level and number of the boss: one leads all, then each team has its head."""
    lead = truth.teams[0]
    top = 4 if lead.size > 1 else 3
    yield lead.name, top, None
    yield from ((lead.name, top - 1, 0) for _ in range(1, lead.size))
    number = lead.size
    for order, team in enumerate(truth.teams[1:]):
        head = number
        yield team.name, 2, order % lead.size
        yield from ((team.name, 1, head) for _ in range(1, team.size))
        number += team.size


def _names(words: Phrases, rng: np.random.Generator, size: int) -> list[tuple[str, str]]:
    """Return names that are all different; beyond all pairs, a second last name is added."""
    firsts, lasts = words.first_names, words.last_names
    pairs = len(firsts) * len(lasts)
    drawn = rng.permutation(pairs)[:size].tolist()
    names = [(firsts[n % len(firsts)], lasts[n // len(firsts)]) for n in drawn]
    more = range(size - len(drawn))
    return names + [
        (firsts[n % len(firsts)], f"{lasts[n // len(firsts) % len(lasts)]}-{lasts[n // pairs]}")
        for n in more
    ]


def _silent(inside: Inside | None, levels: list[int], rng: np.random.Generator) -> set[int]:
    """Choose who never writes inside, among those who lead nobody as long as there are any."""
    if inside is None:
        return set()
    order = rng.permutation(len(levels)).tolist()
    staff_first = sorted(order, key=lambda number: levels[number] > 1)
    return set(staff_first[: round(inside.silent * len(levels))])


def _slack_ids(rng: np.random.Generator, size: int) -> list[str]:
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
    drawn = rng.integers(0, 36, (size, 4)).tolist()
    return [f"U{''.join(letters[n] for n in row)}{number:05d}" for number, row in enumerate(drawn)]


def _address(name: tuple[str, str]) -> str:
    return ".".join(plain(part) for part in name)


def plain(text: str) -> str:
    """Return the text in a-z and 0-9, as addresses and handles are written."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    return re.sub(r"[^a-z0-9]", "", letters)


def accounts(truth: Truth, people: tuple[Person, ...], seed: int) -> tuple[Account, ...]:
    """Return the accounts that speak outward: the brand's, and those of people who speak."""
    if truth.outside is None:
        return ()
    rng = stream(seed, "accounts")
    voices = truth.outside.voices
    numbers = account_numbers(rng, len(voices))
    speakers = _speakers(truth.outside, people, rng)
    brands = 0
    made = []
    for voice, number, person in zip(voices, numbers, speakers, strict=True):
        brands += voice.kind == "brand"
        made.append(_account(truth, voice, number, person, brands))
    return tuple(made)


def account_numbers(rng: np.random.Generator, size: int, *, start: int = 1) -> list[str]:
    """Return identifiers of X accounts, all different; each ``start`` has its own range."""
    steps = rng.integers(1, 1_000_000, size)
    return [str(number) for number in (start * FIRST_ACCOUNT + np.cumsum(steps)).tolist()]


def _speakers(
    outside: Outside, people: tuple[Person, ...], rng: np.random.Generator
) -> Iterator[Person | None]:
    """Yield who is behind each account: those who lead from the top, the others from the staff."""
    order = [people[number] for number in rng.permutation(len(people)).tolist()]
    top_first = sorted(order, key=lambda person: -person.level)
    staff_first = sorted(order, key=lambda person: (person.silent, person.level))
    taken: set[Person] = set()
    for voice in outside.voices:
        if voice.kind == "brand":
            yield None
            continue
        found = next(p for p in (top_first if voice.leads else staff_first) if p not in taken)
        taken.add(found)
        yield found


def _account(
    truth: Truth, voice: Voice, number: str, person: Person | None, brands: int
) -> Account:
    suffix = "" if brands <= 1 else str(brands)
    return Account(
        account_id=number,
        handle=truth.handle + suffix if person is None else _handle(person),
        name=truth.name if person is None else person.name,
        kind=voice.kind,
        person=person,
        leads=voice.leads,
        share=voice.share,
    )


def _handle(person: Person) -> str:
    """Return a handle of at most 15 characters, as X allows."""
    return f"{plain(person.first)[:6]}_{plain(person.last)[:4]}{person.person_id[-4:]}"
