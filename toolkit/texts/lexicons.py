"""The words by which a message thanks, asks, offers or announces, kept as data."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

import polars as pl

from toolkit.errors import TemplateError
from toolkit.templates import tables

FOLDER = "lexicons"
LANGUAGES = ("en", "fr")
FIRST = 40  # letters at the beginning of a message


@dataclass(frozen=True, kw_only=True)
class Lexicon:
    """The cues of one language: the pattern that finds each, and that finds it at the beginning."""

    anywhere: Mapping[str, str]
    at_first: Mapping[str, str]


Lexicons = Mapping[str, Lexicon]


def read_lexicons(folder: Path) -> Lexicons:
    """Read the lexicons, by language; ``TemplateError`` says everything that is wrong."""
    read = {language: _lines(folder / f"{language}.toml") for language in LANGUAGES}
    if uneven := {*read["en"]} ^ {*read["fr"]}:
        raise TemplateError(f"lexicons: not in every language: {', '.join(sorted(uneven))}")
    wrong = [one for language, lines in read.items() for one in _wrong(language, lines)]
    if wrong:
        raise TemplateError(f"lexicons: {'; '.join(wrong)}")
    return MappingProxyType({language: _lexicon(lines) for language, lines in read.items()})


def _lines(path: Path) -> dict[str, list[str]]:
    read = tables(path)
    for cue, lines in read.items():
        if not isinstance(lines, list) or not lines or not all(isinstance(x, str) for x in lines):
            raise TemplateError(f"{path.name}: {cue} is not a list of patterns")
    return read


def _wrong(language: str, lines: Mapping[str, list[str]]) -> Iterator[str]:
    """Yield every line that cannot be read, or that folded text can never match."""
    for cue, patterns in lines.items():
        all_compile = _compiles(*patterns)  # one look at all is enough where nothing is wrong
        for line in patterns:
            if not all_compile and not _compiles(line):
                yield f"{language}, {cue}: {line} is no pattern"
            elif re.search(r"[^\x00-\x7f€£°]|(?<!\\)[A-Z]", line):
                yield f"{language}, {cue}: {line} holds accents or capitals, which are folded away"


def _compiles(*lines: str) -> bool:
    try:
        pl.select(pl.lit("").str.contains(_whole([*lines])))
    except pl.exceptions.ComputeError:
        return False
    return True


def _whole(lines: list[str]) -> str:
    return r"(?:^|[^\w@#'])(?:" + "|".join(lines) + r")(?:$|[^\w'])"


def _lexicon(lines: Mapping[str, list[str]]) -> Lexicon:
    return Lexicon(
        anywhere=MappingProxyType({cue: _whole(one) for cue, one in lines.items()}),
        at_first=MappingProxyType(
            {cue: r"^\W*(?:" + "|".join(one) + r")(?:$|[^\w'])" for cue, one in lines.items()}
        ),
    )
