"""Texts made comparable: small letters, no accents, links and names masked."""

import polars as pl

LINK, ADDRESS, NAME = "xlinkx", "xmailx", "@x"
_LINKS = r"https?://\S+|www\.\S+|\b(?:bit\.ly|t\.co|pic\.twitter\.com|lnkd\.in|buff\.ly|ow\.ly)/\S+"
_ADDRESSES = r"[\w.+-]+@[\w-]+\.[\w.]+"
_NAMES = r"@[\w.]*\w"


def plain(text: pl.Expr) -> pl.Expr:
    """Return texts in small letters without accents, apostrophes straight."""
    return (
        text.str.normalize("NFKD")
        .str.replace_all(r"\p{M}", "")
        .str.to_lowercase()
        .str.replace_all("[\u2019\u2018`\u00b4]", "'")
        .str.replace_all("œ", "oe", literal=True)
    )


def folded(text: pl.Expr) -> pl.Expr:
    """Return plain texts with links as ``xlinkx``, e-mail as ``xmailx`` and accounts as ``@x``."""
    masked = (
        plain(text)
        .str.replace_all(r"&amp;?", "and")
        .str.replace_all(r"&[lg]t;?", " ")
        .str.replace_all(_LINKS, f" {LINK} ")
        .str.replace_all(_ADDRESSES, f" {ADDRESS} ")
        .str.replace_all(_NAMES, NAME)
    )
    return masked.str.replace_all(r"\s+", " ").str.strip_chars()
