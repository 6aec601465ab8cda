"""Which subjects a message touches, by lists of words that a consultant may read and change."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import msgspec
import polars as pl

from toolkit.conversations.subjects import SUBJECTS as NAMES
from toolkit.errors import TemplateError
from toolkit.model import SUBJECTS
from toolkit.templates import tables

FILE = "subjects.toml"
Words = Mapping[str, tuple[str, ...]]  # by language


@dataclass(frozen=True, kw_only=True)
class SubjectList:
    """The subjects and what a text must hold to touch them, as patterns on folded text."""

    patterns: Mapping[str, str]

    def subjects(self, messages: pl.DataFrame) -> pl.DataFrame:
        """Return rows of ``subjects`` for messages (message_id, text), in the messages' order.

        ``times`` counts the words of the subject that are there; a text without any has no row.
        """
        counts = (
            pl.col("plain").str.count_matches(pattern).cast(pl.Int64).alias(name)
            for name, pattern in self.patterns.items()
        )
        written = messages.drop_nulls("text").select("message_id", plain=_folded("text"))
        touched = written.select("message_id", *counts)
        rows = touched.unpivot(index="message_id", variable_name="subject", value_name="times")
        return rows.filter(pl.col("times") > 0).select(
            pl.col(name) if name in rows.columns else pl.lit(None, pl.String).alias(name)
            for name in SUBJECTS.names
        )


def read_subjects(folder: Path) -> SubjectList:
    """Read the list of subjects from the templates; ``TemplateError`` says what is wrong."""
    try:
        words = msgspec.convert(tables(folder / FILE), Mapping[str, Words])
    except msgspec.ValidationError as error:
        raise TemplateError(f"{FILE}: {error}") from error
    if set(words) != set(NAMES):
        odd = ", ".join(sorted(set(words) ^ set(NAMES)))
        raise TemplateError(f"{FILE} must hold exactly the agreed subjects; look at: {odd}")
    return SubjectList(patterns={name: _pattern(words[name]) for name in NAMES})


def _pattern(words: Words) -> str:
    """Return a pattern for the words of all languages, the longest tried first."""
    every = sorted(
        {word for listed in words.values() for word in listed}, key=lambda w: (-len(w), w)
    )
    parts = (re.escape(word).replace(r"\*", r"\w*").replace(r"\ ", r"\s+") for word in every)
    return rf"\b(?:{'|'.join(parts)})\b"


def _folded(column: str) -> pl.Expr:
    """Return a text in lower case, without accents, all its apostrophes straight."""
    plain = pl.col(column).str.normalize("NFKD").str.replace_all(r"\p{M}", "").str.to_lowercase()
    return plain.str.replace_all("\u2019", "'", literal=True)
