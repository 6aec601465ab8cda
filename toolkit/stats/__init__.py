"""The arithmetic: numbers in, numbers out, each formula with its author; no tables, no words."""

from toolkit.stats.contrast import log_odds
from toolkit.stats.numbers import SEED, Interval, Numbers, Statistic, normal_quantile
from toolkit.stats.resampling import bootstrap, median_interval
from toolkit.stats.shares import effective_number, gini, rank_share, rarefied, wilson
from toolkit.stats.survival import (
    Curve,
    kaplan_meier,
    restricted_mean,
    restricted_mean_interval,
    survival_at,
    survival_band,
    survival_quantile,
    survival_quantile_interval,
)

__all__ = [
    "SEED",
    "Curve",
    "Interval",
    "Numbers",
    "Statistic",
    "bootstrap",
    "effective_number",
    "gini",
    "kaplan_meier",
    "log_odds",
    "median_interval",
    "normal_quantile",
    "rank_share",
    "rarefied",
    "restricted_mean",
    "restricted_mean_interval",
    "survival_at",
    "survival_band",
    "survival_quantile",
    "survival_quantile_interval",
    "wilson",
]
