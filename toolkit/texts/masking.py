"""What a text says once links, names and numbers are left blank: what two mailings have in common.

A text is folded (compatibility forms, lower case), its links, mentions and numbers become one mark
each, smileys and the client's legal boiler-plate go, and spaces are single.
"""

from collections.abc import Sequence

import polars as pl

LINK, NAME, NUMBER = "\ue000", "\ue001", "\ue002"  # no keyboard has them
BLANKS = (
    (r"(?:https?://|www\.)\S+|\b[a-z0-9-]+(?:\.[a-z0-9-]+)+/\S*", LINK),
    (r"@[\w.\-]+(?:\s+@[\w.\-]+)*", NAME),
    (r"\d+(?:[.,:/\- ]?\d+)*", NUMBER),
)
# Pictures, their skins, flags, and what joins them.
SMILEYS = (
    r"[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}"
    r"\x{FE0E}\x{FE0F}\x{200D}\x{20E3}]"
)
LEAST = 5  # letters, below which there is nothing to compare
COURTESY = 15  # letters up to which everybody repeats himself: "thank you very much"


def masked(texts: pl.Series, boilerplate: Sequence[str] = ()) -> pl.Series:
    """Return texts with their blanks; empty where there is too little to be called a template.

    Short texts (fewer than ``COURTESY`` letters) are politeness that everybody repeats, unless
    they carry a link or a number, as filled-in forms do.
    """
    legal = [one for one in _blanked(pl.Series(boilerplate, dtype=pl.String)) if one]
    plain = _without(_blanked(texts), legal)
    filled_in = pl.col("plain").str.contains(f"[{LINK}{NUMBER}]")
    letters = pl.col("plain").str.count_matches(r"\p{L}")
    is_told = (letters >= COURTESY) | ((letters >= LEAST) & filled_in)
    return plain.to_frame("plain").select(pl.when(is_told).then("plain")).to_series()


def _blanked(texts: pl.Series) -> pl.Series:
    plain = texts.str.normalize("NFKC").str.to_lowercase().str.replace_all(SMILEYS, "")
    for pattern, mark in BLANKS:
        plain = plain.str.replace_all(pattern, mark)
    return _single_spaced(plain)


def _without(texts: pl.Series, legal: Sequence[str]) -> pl.Series:
    for one in sorted(legal, key=len, reverse=True):  # the longest first: it may hold others
        texts = texts.str.replace_all(one, " ", literal=True)
    return _single_spaced(texts)


def _single_spaced(texts: pl.Series) -> pl.Series:
    return texts.str.replace_all(r"\s+", " ").str.strip_chars()
