"""The questions of the survey, as its file in templates/survey holds them."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import msgspec

INSTRUMENT = "survey/instrument.toml"
STORY, QUOTE = "vvStory", "vvQuote"  # in one's own words, and whether these may be quoted
LOWEST, HIGHEST = 1, 5

_WITHIN = re.compile(r".*\[(.+)\]")  # forms write "Question [line of the table]"


class Said(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A statement in both languages; ``reversed`` where to agree means that things go badly."""

    fr: str
    en: str
    reversed: bool = False


class Dimension(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A dimension: its statements, its code in LimeSurvey, whether it asks leaders only."""

    id: str
    code: str
    fr: str
    en: str
    statements: tuple[Said, ...]
    leaders: bool = False


class Topic(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A topic on which one is informed, or would be."""

    id: str
    fr: str
    en: str


class Frame(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What stands around the questions in one language: greetings, instructions, answers."""

    title: str
    welcome: str
    thanks: str
    agreement: str
    received: str
    needed: str
    topics: str
    leaders: str
    story_title: str
    story: str
    quote: str
    group_title: str
    group: str
    group_help: str
    groups: tuple[str, ...]
    agree: tuple[str, ...]
    much: tuple[str, ...]
    yes_no: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Item:
    """One question with an answer from 1 to 5; ``code`` is how LimeSurvey's answers name it."""

    id: str
    code: str
    scale: str
    role: str
    pair: str | None
    reversed: bool
    fr: str
    en: str


@dataclass(frozen=True)
class Instrument:
    """The survey as a whole."""

    licence: str
    version: str
    words: Mapping[str, Frame]
    dimensions: tuple[Dimension, ...]
    topics: tuple[Topic, ...]

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """All questions with an answer from 1 to 5, in their order."""
        return (*self._statements(), *self._needs("received"), *self._needs("needed"))

    def _statements(self) -> Iterator[Item]:
        for one in self.dimensions:
            for number, said in enumerate(one.statements, start=1):
                name, code = f"{one.id}_{number}", f"{one.code}[{number}]"
                yield Item(
                    id=name,
                    code=code,
                    scale=one.id,
                    role="single",
                    pair=None,
                    reversed=said.reversed,
                    fr=said.fr,
                    en=said.en,
                )

    def _needs(self, role: str) -> Iterator[Item]:
        for number, one in enumerate(self.topics, start=1):
            code = f"{needs_code(role)}[{number}]"
            yield Item(
                id=f"{one.id}_{role}",
                code=code,
                scale="topics",
                role=role,
                pair=one.id,
                reversed=False,
                fr=one.fr,
                en=one.en,
            )

    @cached_property
    def _by_code(self) -> Mapping[str, Item]:
        return {_bare(one.code): one for one in self.items}

    @cached_property
    def _by_text(self) -> Mapping[str, Item]:
        # A topic is asked about twice in the same words: what goes before tells which it is.
        alone = [one for one in self.items if one.pair is None]
        found = {_plain(text): one for one in alone for text in (one.fr, one.en)}
        for one in self.items:
            if one.pair is not None:
                for language, text in (("fr", one.fr), ("en", one.en)):
                    asked = getattr(self.words[language], one.role)
                    found[_plain(f"{asked} [{text}]")] = one
        return found

    def recognised(self, written: str, text: str | None = None) -> Item | None:
        """Return the question that a form's column holds, by its code or by its words."""
        if (coded := self._by_code.get(_bare(written))) is not None:
            return coded
        for said in (text, written):
            within = _WITHIN.fullmatch(said) if said else None
            for one in (said, within and within[1]):
                if one and (found := self._by_text.get(_plain(one))) is not None:
                    return found
        return None


def needs_code(role: str) -> str:
    """Return LimeSurvey's code of the table of topics: what is received, or what is needed."""
    return f"vv{role.capitalize()}"


def read_instrument(path: Path) -> Instrument:
    """Read the survey's file."""
    told = tomllib.loads(path.read_text(encoding="utf-8"))
    return Instrument(
        licence=told["licence"],
        version=told["version"],
        words={one: msgspec.convert(told[one], Frame) for one in ("fr", "en")},
        dimensions=msgspec.convert(told["dimension"], tuple[Dimension, ...]),
        topics=msgspec.convert(told["topic"], tuple[Topic, ...]),
    )


def _bare(code: str) -> str:
    """Return a code as its letters and figures: LimeSurvey writes a[1], a_1 or a.1."""
    return re.sub(r"[^a-z0-9]+", "", code.casefold())


def _plain(text: str) -> str:
    return " ".join(text.replace("\u2019", "'").replace("\u00a0", " ").split()).casefold()
