"""What can be seen in a message that tells what it does: whom it calls, what it asks."""

from collections.abc import Iterator, Mapping, Sequence
from functools import reduce
from operator import or_
from types import MappingProxyType

import polars as pl

from toolkit.texts.folding import ADDRESS, LINK, NAME, folded
from toolkit.texts.lexicons import FIRST, Lexicon, Lexicons

SHORT, LONG = 50, 100  # letters, links and names apart

SHAPES = MappingProxyType(
    {
        "address": rf"^\.?\s?{NAME}",
        "mention_inside": rf"\S.*{NAME}",
        "two_mentions": rf"{NAME}.*{NAME}",
        "reshare": rf"^\W*(?:rt|mt)\b ?{NAME}",
        "comment_on": rf"\S.{{2,}}\b(?:rt|mt) ?:? ?{NAME}",
        "credit": rf"\b(?:via|by|par|h/t|cc) {NAME}",
        "question": r"\?",
        "question_end": rf"\?(?:\W|{LINK})*$",
        "question_then_link": rf"\?.*{LINK}",
        "exclaims": "!",
        "exclaims_twice": "!.*!",
        "link": LINK,
        "two_links": f"{LINK}.*{LINK}",
        "colon_link": rf":\s*(?:-\s*)?{LINK}",
        "hashtag": r"#\w",
        "three_hashtags": r"#\w.*#\w.*#\w",
        "starts_number": r"^\W*\d+ \w",
        "quotes": r"[\"“”«].{8,}[\"“”»]",
        "ellipsis": r"\.\.\.|…",
        "mail_or_phone": rf"{ADDRESS}|\b(?:1-)?\d{{3}}-\d{{3}}-\d{{4}}\b|\b0\d(?: ?\d\d){{4}}\b",
        "bracket": r"^\W{0,2}\[",
        "smile": r"[:;]-?[)d]|\p{Emoji_Presentation}",
        "dear_name": rf"^(?:.?{NAME},? )?(?:\w+, |hi \w+|hello \w+|bonjour \w+)",
    }
)
AT_FIRST = (
    "call_read",
    "call_do",
    "thanks",
    "congratulations",
    "how_to",
    "greeting",
    "answering",
    "apology",
)
BOTH = MappingProxyType(  # one sign and all the others of its line
    {
        "address_you": ("address", "you"),
        "question_you": ("question", "you"),
        "call_link": ("call_read", "link"),
    }
)
LANGUAGE = "en"  # whose traces of wording were learned


def signs(posts: pl.DataFrame, lexicons: Lexicons) -> pl.DataFrame:
    """Return one flag a sign for every post, in the order of the posts.

    ``posts`` has ``text`` and ``lang``; where the language is neither French nor English, or not
    known, a sign counts in either. The column ``folded`` is the text as it was read.
    """
    plain = posts.select(
        pl.col("lang"),
        pl.col("text").fill_null("").alias("raw"),
        folded(pl.col("text").fill_null("")).alias("folded"),
    ).with_row_index("row")
    parts = [
        plain.filter(_of(language, lexicons)).select("row", "folded", *_seen(chosen))
        for language, chosen in _choices(lexicons)
    ]
    return pl.concat(parts).sort("row").drop("row").with_columns(*_together())


def _of(language: str | None, lexicons: Lexicons) -> pl.Expr:
    known = pl.col("lang").is_in([*lexicons]).fill_null(value=False)
    return ~known if language is None else known & (pl.col("lang") == language)


def _choices(lexicons: Lexicons) -> Iterator[tuple[str | None, Sequence[Lexicon]]]:
    yield from ((language, [lexicon]) for language, lexicon in lexicons.items())
    yield None, [*lexicons.values()]


def _seen(lexicons: Sequence[Lexicon]) -> Iterator[pl.Expr]:
    text = pl.col("folded")
    bare = text.str.replace_all(rf"{LINK}|{NAME}|#\w+", " ").str.strip_chars()
    start = bare.str.slice(0, FIRST)
    for name, pattern in SHAPES.items():
        yield text.str.contains(pattern).alias(name)
    for name in lexicons[0].anywhere:
        yield _any(text, [one.anywhere[name] for one in lexicons]).alias(name)
    for name in AT_FIRST:
        yield _any(start, [one.at_first[name] for one in lexicons]).alias(f"first_{name}")
    yield (bare.str.len_chars() < SHORT).alias("short")
    yield (bare.str.len_chars() > LONG).alias("long")
    yield pl.col("raw").str.contains(r"\b\p{Lu}{4,}\b").alias("shout")


def _any(text: pl.Expr, patterns: Sequence[str]) -> pl.Expr:
    return reduce(or_, (text.str.contains(pattern) for pattern in patterns))


def _together() -> Iterator[pl.Expr]:
    for name, parts in BOTH.items():
        yield pl.all_horizontal(*parts).alias(name)
    warm = pl.any_horizontal("thanks", "congratulations", "exclaims")
    kind = pl.any_horizontal("thanks", "congratulations", "helping", "apology", "answering")
    calls = ("call_read", "call_do", "how_to", "question", "address", "offer", "buying")
    yield (pl.col("address") & ~pl.col("link")).alias("address_no_link")
    yield (pl.col("comment_on") & warm).alias("comment_warm")
    yield (pl.col("address") & kind).alias("address_kind")
    yield pl.any_horizontal("first_thanks", "first_congratulations").alias("praise_first")
    yield (pl.col("question") & ~pl.col("link")).alias("question_no_link")
    yield (pl.col("announcing") & ~pl.any_horizontal("you", "question")).alias("news")
    yield (~pl.any_horizontal(*calls, "thanks", "congratulations")).alias("no_call")


def names_of(lexicons: Lexicons) -> tuple[str, ...]:
    """Return the names of all signs, in their order."""
    none = pl.DataFrame(schema={"text": pl.String, "lang": pl.String})
    return tuple(name for name in signs(none, lexicons).columns if name != "folded")


def described(row: Mapping[str, object]) -> tuple[str, ...]:
    """Return the names of the signs that a post shows."""
    return tuple(name for name, shown in row.items() if shown is True)
