"""Which platforms' times are rounded, so that a minute or a second of theirs says nothing."""

from dataclasses import dataclass

import narwhals as nw

from toolkit.conversations.exchange import MICRO
from toolkit.conversations.frames import Rows, collect
from toolkit.stats import MINUTES, QUARTERS

ENOUGH_OTHERS = 5  # messages of others on a quarter, all of them, that no chance explains


@dataclass(frozen=True, kw_only=True)
class Clocks:
    """Platforms whose times cannot be read so finely: not to the minute, not to the second."""

    no_minute: list[str]
    no_second: list[str]


def dated_finely(outward: Rows) -> Rows:
    """Return what bears a minute, with its ``second``, and a platform, empty where unknown."""
    dated = outward.filter(~nw.col("minute").is_null(), ~nw.col("t_us").is_null())
    second = (nw.col("t_us") // MICRO % MINUTES).cast(nw.Int64)
    return dated.with_columns(second=second, platform=nw.col("platform").fill_null(""))


def rounded_clocks(dated: Rows, posts: Rows) -> Clocks:
    """Return the platforms whose times are rounded; ``posts`` are those that may be scheduled.

    To the minute where others never write off the quarters, or where all is dated midnight; to
    the second where no message has any.
    """
    others = posts.select("message_id", is_post=nw.lit(value=True))
    told = dated.join(others, on="message_id", how="left")
    on_quarter = nw.col("minute").is_in(list(QUARTERS))
    at_midnight = (nw.col("minute") == 0) & (nw.col("hour").fill_null(-1) == 0)
    counted = collect(
        told.group_by("platform").agg(
            off_quarter=_times(~on_quarter),
            elsewhen=_times(~at_midnight),
            others=_times(nw.col("is_post").is_null()),
            seconds=_times(nw.col("second") != 0),
        )
    )
    rounded = (nw.col("off_quarter") == 0) & (nw.col("others") >= ENOUGH_OTHERS)
    return Clocks(
        no_minute=counted.filter(rounded | (nw.col("elsewhen") == 0))["platform"].to_list(),
        no_second=counted.filter(nw.col("seconds") == 0)["platform"].to_list(),
    )


def _times(claim: nw.Expr) -> nw.Expr:
    return nw.when(claim).then(nw.lit(1)).otherwise(nw.lit(0)).sum().cast(nw.Int64)
