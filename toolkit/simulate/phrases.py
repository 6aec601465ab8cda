"""The words of simulated organisations, read from templates/simulate and filled in by chance."""

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache

import msgspec
import numpy as np

from toolkit.errors import TemplateError
from toolkit.wording import templates_folder

Words = tuple[str, ...]


class Ritual(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A tag that comes back on the same day of every week; Monday is 1."""

    tag: str
    weekday: int
    texts: Words


class OutsidePhrases(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the public and the organisation say to each other."""

    questions: Words
    nudges: Words
    follow_ups: Words
    answers: Words
    openings: Words
    closings: Words
    promotional: Words
    news: Words
    personal: Words
    reshares: Words


class InsidePhrases(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What people say to each other at work."""

    openings: Words
    roots: Words
    answers: Words
    bots: Words
    bot_name: str
    joins: str
    files: Words
    channels: Words


class Sector(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The things that a trade talks about."""

    products: Words
    places: Words
    events: Words
    partners: Words
    topics: Words
    hashtags: Words


class Phrases(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All the words of one language."""

    first_names: Words
    last_names: Words
    days: Words
    times: Words
    emojis: Words
    reactions: Words
    jobs: Words
    biography: str
    personal_biography: str
    scheduler: str
    contractions: tuple[tuple[str, str], ...]
    outside: OutsidePhrases
    inside: InsidePhrases
    rituals: tuple[Ritual, ...]
    sectors: Mapping[str, Sector]


@cache
def phrases(language: str) -> Phrases:
    """Return the words of a language; ``TemplateError`` where there are none or they are wrong."""
    path = templates_folder() / "simulate" / f"{language}.toml"
    try:
        return msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), Phrases)
    except FileNotFoundError as error:
        raise TemplateError(
            f"no simulated words in '{language}': there is no {path.name}"
        ) from error
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise TemplateError(f"simulate/{path.name}: {error}") from error


class Talk:
    """Fills in the phrases of one organisation, always the same way for the same generator."""

    def __init__(self, language: str, sector: str, name: str, rng: np.random.Generator) -> None:
        self.words = phrases(language)
        if sector not in self.words.sectors:
            known = ", ".join(sorted(self.words.sectors))
            raise TemplateError(f"no sector '{sector}' in '{language}'; there is: {known}")
        self.sector = self.words.sectors[sector]
        self.rng = rng
        self._name = name
        self._blanks: Mapping[str, Words] = {
            "product": self.sector.products,
            "place": self.sector.places,
            "event": self.sector.events,
            "partner": self.sector.partners,
            "topic": self.sector.topics,
            "first": self.words.first_names,
            "day": self.words.days,
            "time": self.words.times,
        }

    def one(self, choices: Sequence[str]) -> str:
        """Return one of the choices."""
        return choices[int(self.rng.integers(len(choices)))]

    def say(self, templates: Sequence[str], *, opening: str = "") -> str:
        """Return one of the templates with its blanks filled in, a capital letter first."""
        filled = opening + self.one(templates).format(
            name=self._name,
            number=int(self.rng.integers(3, 60)),
            **{blank: self.one(words) for blank, words in self._blanks.items()},
        )
        for apart, together in self.words.contractions:
            filled = filled.replace(apart, together)
        return filled[:1].upper() + filled[1:]

    def answer(self) -> str:
        """Return an answer to the public, politely opened and closed; half say two things."""
        said = self.words.outside
        return self.two(said.answers, opening=self.one(said.openings)) + self.one(said.closings)

    def two(self, templates: Sequence[str], *, opening: str = "") -> str:
        """Return one of the templates, and behind it, half of the time, another."""
        first = self.say(templates, opening=opening)
        return first if self.rng.random() < 0.5 else f"{first} {self.say(templates)}"

    def pool(self, templates: Sequence[str], size: int, *, opened: bool = False) -> Words:
        """Return many filled-in texts, to be drawn from where messages are millions.

        Most say one thing; with ``opened`` some begin politely and some say several things.
        """
        if not opened:
            return tuple(self.say(templates) for _ in range(size))
        openings, lengths = self.words.inside.openings, self.rng.geometric(0.6, size).tolist()
        return tuple(
            ". ".join(
                [self.say(templates, opening=self.one(openings))]
                + [self.say(templates) for _ in range(length - 1)]
            )
            for length in lengths
        )
