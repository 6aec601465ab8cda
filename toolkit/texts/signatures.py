"""Who signed a brand's message, by name or initials: ^AB, -Anne, /KM."""

import polars as pl

HAT = r"\^\s?([\p{L}]{1,12})[\s.]*(?:https?://\S+\s*)*$"
DASH = (
    r"(?:^|[\s.!?,;:)])(?:[-\x{2013}\x{2014}~/*]\s?|\s/)"
    r"(\p{Lu}\p{Ll}{1,14}|\p{Lu}{2,3})[\s.]*(?:https?://\S+\s*)*$"
)
HABIT = 0.02  # share of an account's messages, from which a dash at the end is a signature
TIMES = 2  # a name that comes once may be a place


def signatures(messages: pl.DataFrame) -> pl.Series:
    """Return who signed each message, in small letters, null where nobody did.

    ``messages`` has account_id and text, of the organisation. A hat always signs; a dash signs
    where the account does so by habit and the name comes back.
    """
    seen = messages.select(
        "account_id",
        hat=pl.col("text").str.extract(HAT).str.to_lowercase(),
        dash=pl.col("text").str.extract(DASH).str.to_lowercase(),
    )
    by_dash = seen.filter(pl.col("dash").is_not_null())
    back = by_dash.group_by("account_id", "dash").len("times").filter(pl.col("times") >= TIMES)
    sizes = seen.group_by("account_id").len("all")
    share = (
        back.group_by("account_id")
        .agg(pl.col("times").sum(), names=pl.len())
        .join(sizes, on="account_id")
        .filter(pl.col("times") >= HABIT * pl.col("all"))
    )
    known = back.join(share, on="account_id", how="semi").select("account_id", "dash")
    joined = seen.join(
        known.with_columns(named=pl.lit(value=True)),
        on=["account_id", "dash"],
        how="left",
        maintain_order="left",
    )
    chosen = pl.coalesce("hat", pl.when(pl.col("named")).then("dash"))
    return joined.select(chosen.alias("signed"))["signed"]
