"""Reading outward texts once, at import: the cues that measures need, and no word beyond."""

from collections.abc import Mapping

import polars as pl

from toolkit.model import CUES
from toolkit.texts.repeated import templates

LEVELS: Mapping[str, float] = {"template_7": 0.7, "template_8": 0.8, "template_9": 0.9}


def groups(written: pl.DataFrame, boilerplate: tuple[str, ...]) -> pl.DataFrame:
    """Return which texts of the organisation are alike: message_id, template_7 to template_9.

    ``written`` has message_id and text. A group bears the name of its first message, so that
    names depend on nothing else; texts that are alone have none.
    """
    ordered = written.sort("message_id")
    found = templates(ordered["text"], tuple(LEVELS.values()), boilerplate=boilerplate)
    numbered = ordered.select(
        "message_id", **{name: pl.Series(found[level]) for name, level in LEVELS.items()}
    )
    named = (
        pl.when(pl.col(name) >= 0).then(pl.col("message_id").first().over(name)).alias(name)
        for name in LEVELS
    )
    return numbered.select("message_id", *named)


def as_cues(
    messages: pl.DataFrame, spoken: pl.DataFrame, signed: pl.DataFrame, alike: pl.DataFrame
) -> pl.DataFrame:
    """Return rows of the table ``cues``, in the order of the messages."""
    whole = (
        pl.concat([messages, spoken], how="horizontal")
        .join(signed, on="message_id", how="left", maintain_order="left")
        .join(alike, on="message_id", how="left", maintain_order="left")
    )
    return whole.select(
        pl.col(name) if name in whole.columns else pl.lit(None, pl.String).alias(name)
        for name in CUES.names
    )
