"""What an outward message carries besides words: tags, emojis, links and the people it names."""

from collections.abc import Sequence

import polars as pl

from toolkit.model import MARKS

LINK = r"(?i)\b(?:https?://|www\.)[^\s<>\"«»]+"
HOST = r"(?i)^(?:https?://)?(?:[^/?#@]*@)?(?:www\.)?([^/?#:@]+)"
# A tag or a name starts a word: what stands in an address or an e-mail is neither.
# Both signs have a full-width form, which Asian keyboards write.
TAG = r"(?:^|[^\p{L}\p{N}_&/#\x{FF03}])[#\x{FF03}][\p{L}\p{M}\p{N}_]+"
NAME = r"(?:^|[^\p{L}\p{N}_@\x{FF20}/])[@\x{FF20}]\w+(?:[.\-]\w+)*(?:@\w+(?:[.\-]\w+)+)?"

# Emoji sequences as Unicode Technical Standard 51 builds them, each counted once: flags, keycaps,
# and pictures with skin tone or presentation selector, joined into families by U+200D.
_PICTURE = (
    # The ranges are where new pictures are added each year, before our engine knows them.
    r"[[\p{Emoji}&&\p{Extended_Pictographic}][\x{1F6D3}-\x{1F6FF}\x{1FA70}-\x{1FAFF}&&\p{Extended_Pictographic}]]"
    r"(?:\p{Emoji_Modifier}|\x{FE0F}|[\x{E0020}-\x{E007E}]+\x{E007F})?"
)
_JOINED = rf"{_PICTURE}(?:\x{{200D}}(?:{_PICTURE}|\p{{Emoji_Modifier}}))*"
EMOJI = (
    r"\p{Regional_Indicator}{2}"
    r"|[0-9#*]\x{FE0F}?\x{20E3}"
    rf"|{_JOINED}"
    r"|\p{Emoji_Modifier}"
)
# Signs that are words in a commercial text; they are emojis only when written as such.
SIGNS = ("©", "®", "™")
SELECTOR = "\ufe0f"  # asks for the coloured form of a sign; the emoji is the same

# Where these lead cannot be seen: such a link is neither the organisation's own nor another's.
SHORTENERS = ("t.co", "bit.ly", "lnkd.in", "tinyurl.com", "ow.ly", "buff.ly", "goo.gl", "is.gd")


def marks(messages: pl.DataFrame, own_domains: Sequence[str], told: pl.DataFrame) -> pl.DataFrame:
    """Return the marks of outward messages, each once per message with how often it is there.

    ``told`` are marks that an export lists itself; they win. Messages without text carry none.
    The order is that of the messages, then of the marks.
    """
    found = _counted(_found(messages))
    if not told.is_empty():
        found = _with_told(found, told.join(messages.select("message_id", "t_us"), on="message_id"))
    home = _is_own(own_domains)
    own = pl.coalesce("is_own", home) if "is_own" in found.columns else home
    return found.with_columns(is_own=own).sort("t_us", *MARKS.key).select(MARKS.names)


def _with_told(found: pl.DataFrame, listed: pl.DataFrame) -> pl.DataFrame:
    """Add what an export lists; where it says where links lead, the short ones have done."""
    led = listed.filter(pl.col("kind") == "link")["message_id"]
    short = (pl.col("kind") == "link") & pl.col("mark").is_in(SHORTENERS)
    rest = found.filter(~(short & pl.col("message_id").is_in(led.implode())))
    return pl.concat([listed, rest.join(listed, on=MARKS.key, how="anti")], how="diagonal")


def _found(messages: pl.DataFrame) -> pl.DataFrame:
    written = messages.select(
        "t_us",
        "message_id",
        "source_file",
        "importer",
        links=pl.col("text").str.extract_all(LINK),
        plain=pl.col("text").str.replace_all(LINK, " "),
    )
    return pl.concat(
        [
            _each(written, "link", pl.col("links")).with_columns(
                mark=pl.col("mark").str.extract(HOST).str.strip_chars_end(".,;!?)")
            ),
            _each(written, "hashtag", pl.col("plain").str.extract_all(TAG))
            .with_columns(mark=pl.col("mark").str.extract(r"[#\x{FF03}](.*)$"))
            .filter(pl.col("mark").str.contains(r"\p{L}")),
            _each(written, "mention", pl.col("plain").str.extract_all(NAME)).with_columns(
                mark=pl.col("mark").str.extract(r"[@\x{FF20}](.*)$")
            ),
            _each(written, "emoji", pl.col("plain").str.extract_all(EMOJI))
            .filter(~pl.col("mark").is_in(SIGNS))
            .with_columns(mark=pl.col("mark").str.replace_all(SELECTOR, "", literal=True)),
        ]
    )


def _each(written: pl.DataFrame, kind: str, extracted: pl.Expr) -> pl.DataFrame:
    return (
        written.select("t_us", "message_id", "source_file", "importer", mark=extracted)
        .explode("mark")
        .drop_nulls("mark")
        .with_columns(kind=pl.lit(kind))
    )


def _counted(found: pl.DataFrame) -> pl.DataFrame:
    return (
        found.drop_nulls("mark")
        .with_columns(
            mark=pl.when(pl.col("kind") == "emoji")
            .then("mark")
            .otherwise(pl.col("mark").str.to_lowercase())
        )
        .group_by("t_us", *MARKS.key)
        .agg(
            pl.len().cast(pl.Int64).alias("times"),
            pl.col("source_file").first(),
            pl.col("importer").first(),
        )
    )


def _is_own(own_domains: Sequence[str]) -> pl.Expr:
    """Say of links whether they lead to a domain of the organisation; nothing where unknown."""
    own = [domain.lower().removeprefix("www.") for domain in own_domains]
    mark = pl.col("mark")
    leads_home = pl.any_horizontal(
        pl.lit(value=False),
        *(mark == name for name in own),
        *(mark.str.ends_with(f".{name}") for name in own),
    )
    known = (pl.col("kind") == "link") & ~mark.is_in(SHORTENERS) & pl.lit(bool(own))
    return pl.when(known).then(leads_home)
