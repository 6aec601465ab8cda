"""The survey as LimeSurvey imports it: a structure in tabs, all questions in both languages."""

import csv
from collections.abc import Iterator
from io import StringIO

from toolkit.surveys.instrument import QUOTE, STORY, Dimension, Frame, Instrument, needs_code

COLUMNS = (
    *("id", "related_id", "class", "type/scale", "name", "relevance", "text", "help"),
    *("language", "validation", "mandatory", "encrypted", "other", "default", "same_default"),
)
LANGUAGES = ("fr", "en")
# Nobody is recognised by their answers: no address, no date, no reference, no timing is kept.
SETTINGS = (
    ("language", "fr"),
    ("additional_languages", "en"),
    ("anonymized", "Y"),
    ("datestamp", "N"),
    ("ipaddr", "N"),
    ("refurl", "N"),
    ("savetimings", "N"),
    ("format", "G"),
    ("allowprev", "Y"),
    ("showwelcome", "Y"),
    ("showprogress", "Y"),
    ("allowsave", "N"),
)
ARRAY, LIST, LONG, YES = "F", "!", "T", "Y"
Line = dict[str, str]


def structure(instrument: Instrument) -> str:
    """Return the file that LimeSurvey takes under "Import a survey" (its .txt, in tabs).

    Groups, questions and lines have the same numbers in both languages, which is how LimeSurvey
    knows that they are translations of each other.
    """
    text = StringIO(newline="")
    writer = csv.DictWriter(text, COLUMNS, delimiter="\t", lineterminator="\n", restval="")
    writer.writeheader()
    writer.writerows(_settings(instrument))
    for language in LANGUAGES:
        writer.writerows(_Writer(instrument, language).lines())
    return text.getvalue()


def _settings(instrument: Instrument) -> Iterator[Line]:
    for name, value in SETTINGS:
        yield {"class": "S", "name": name, "text": value}
    for language in LANGUAGES:
        words = instrument.words[language]
        for name, value in (
            ("surveyls_title", words.title),
            ("surveyls_welcometext", words.welcome),
            ("surveyls_endtext", words.thanks),
        ):
            yield {"class": "SL", "name": name, "text": value, "language": language}


class _Writer:
    """Writes the questions of one language, numbering them as it does in the other."""

    def __init__(self, instrument: Instrument, language: str) -> None:
        self._instrument, self._language = instrument, language
        self._words: Frame = instrument.words[language]
        self._groups = self._questions = 0

    def lines(self) -> Iterator[Line]:
        for one in self._instrument.dimensions:
            yield self._group(getattr(one, self._language), self._leaders(one))
            statements = [getattr(said, self._language) for said in one.statements]
            yield from self._table(one.code, self._words.agreement, statements, self._words.agree)
        yield self._group(self._words.topics)
        topics = [getattr(one, self._language) for one in self._instrument.topics]
        for role in ("received", "needed"):
            asked = getattr(self._words, role)
            yield from self._table(needs_code(role), asked, topics, self._words.much)
        yield self._group(self._words.story_title)
        yield self._question(LONG, STORY, self._words.story)
        yield self._question(YES, QUOTE, self._words.quote)
        yield self._group(self._words.group_title)
        yield self._question(LIST, "team", self._words.group, self._words.group_help)
        for number, name in enumerate(self._words.groups, start=1):
            yield self._line("A", f"T{number}", name, scale="0")

    def _leaders(self, one: Dimension) -> str:
        return self._words.leaders if one.leaders else ""

    def _table(
        self, code: str, asked: str, lines: list[str], steps: tuple[str, ...]
    ) -> Iterator[Line]:
        yield self._question(ARRAY, code, asked)
        for number, said in enumerate(lines, start=1):
            # Lines are questions too: they take their numbers from the same row.
            self._questions += 1
            line = self._line("SQ", str(number), said, scale="0")
            yield line | {"id": str(self._questions), "relevance": "1"}
        for value, step in enumerate(steps, start=1):
            yield self._line("A", str(value), step, scale="0")

    def _group(self, name: str, text: str = "") -> Line:
        self._groups += 1
        number = str(self._groups)
        return self._line("G", name, text, scale=number) | {"id": number, "relevance": "1"}

    def _question(self, kind: str, code: str, text: str, note: str = "") -> Line:
        self._questions += 1
        line = self._line("Q", code, text, scale=kind)
        plain = {"relevance": "1", "mandatory": "N", "encrypted": "N", "other": "N", "help": note}
        return line | plain | {"id": str(self._questions)}

    def _line(self, kind: str, name: str, text: str, *, scale: str) -> Line:
        said = {"class": kind, "type/scale": scale, "name": name, "text": text}
        return said | {"language": self._language}
