"""The arithmetic: numbers in, numbers out, each formula with its author; no tables, no words."""

from toolkit.stats.agreement import (
    Scale,
    confusion,
    krippendorff_alpha,
    krippendorff_interval,
    macro_f1,
)
from toolkit.stats.blocks import block_draws, block_length, block_places, expanded, widening
from toolkit.stats.breaks import Break, break_bic, likeliest_break, segments, sup_f
from toolkit.stats.clusters import clustered_share, narrowed, share_of_finite
from toolkit.stats.competing import (
    ANSWERED,
    CENSORED,
    GONE,
    Incidence,
    aalen_johansen,
    incidence_at,
    incidence_interval,
)
from toolkit.stats.composite import AGGREGATIONS, PILLARS, WEIGHTS, proximity
from toolkit.stats.contingency import cramers_v, homogeneity
from toolkit.stats.contrast import log_odds
from toolkit.stats.differences import newcombe
from toolkit.stats.groups import Variance, icc1, icc1_interval, icc2, rwg_j, variance_of
from toolkit.stats.logrank import log_rank
from toolkit.stats.means import mean_interval
from toolkit.stats.numbers import SEED, Interval, Numbers, Statistic, normal_quantile
from toolkit.stats.prevalence import JEFFREYS, Accuracy, rogan_gladen, rogan_gladen_interval
from toolkit.stats.reliability import (
    complete,
    corrected_item_total,
    cronbach_alpha,
    feldt_interval,
    mcdonald_omega,
    omega_interval,
    one_factor,
)
from toolkit.stats.resampling import bootstrap, median_interval
from toolkit.stats.sensitivity import sobol
from toolkit.stats.series import mann_kendall, theil_sen, theil_sen_interval
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
from toolkit.stats.timing import (
    BY_CHANCE,
    MINUTES,
    QUARTERS,
    burstiness,
    burstiness_finite,
    chi_square,
    evenness,
    evenness_p,
    memory,
    quarter_excess,
    rhythm,
)

__all__ = [
    "AGGREGATIONS",
    "ANSWERED",
    "BY_CHANCE",
    "CENSORED",
    "GONE",
    "JEFFREYS",
    "MINUTES",
    "PILLARS",
    "QUARTERS",
    "SEED",
    "WEIGHTS",
    "Accuracy",
    "Break",
    "Curve",
    "Incidence",
    "Interval",
    "Numbers",
    "Scale",
    "Statistic",
    "Variance",
    "aalen_johansen",
    "block_draws",
    "block_length",
    "block_places",
    "bootstrap",
    "break_bic",
    "burstiness",
    "burstiness_finite",
    "chi_square",
    "clustered_share",
    "complete",
    "confusion",
    "corrected_item_total",
    "cramers_v",
    "cronbach_alpha",
    "effective_number",
    "evenness",
    "evenness_p",
    "expanded",
    "feldt_interval",
    "gini",
    "homogeneity",
    "icc1",
    "icc1_interval",
    "icc2",
    "incidence_at",
    "incidence_interval",
    "kaplan_meier",
    "krippendorff_alpha",
    "krippendorff_interval",
    "likeliest_break",
    "log_odds",
    "log_rank",
    "macro_f1",
    "mann_kendall",
    "mcdonald_omega",
    "mean_interval",
    "median_interval",
    "memory",
    "narrowed",
    "newcombe",
    "normal_quantile",
    "omega_interval",
    "one_factor",
    "proximity",
    "quarter_excess",
    "rank_share",
    "rarefied",
    "restricted_mean",
    "restricted_mean_interval",
    "rhythm",
    "rogan_gladen",
    "rogan_gladen_interval",
    "rwg_j",
    "segments",
    "share_of_finite",
    "sobol",
    "sup_f",
    "survival_at",
    "survival_band",
    "survival_quantile",
    "survival_quantile_interval",
    "theil_sen",
    "theil_sen_interval",
    "variance_of",
    "widening",
    "wilson",
]
