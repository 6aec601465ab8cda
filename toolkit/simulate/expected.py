"""What each measure should find in a simulated organisation, worked out from its truth alone."""

import math
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np

from toolkit.clock import OpeningHours
from toolkit.simulate.inside import Kind, Talks
from toolkit.simulate.organisation import Simulation
from toolkit.simulate.people import stream
from toolkit.simulate.phrases import phrases
from toolkit.simulate.rhythm import HOUR_US, Whole, rhythm
from toolkit.simulate.truth import Outside, Truth

DRAWS = 200_000  # of the law of waiting, where no formula gives its median
ANSWERED = {"answered_1h": 1, "answered_24h": 24, "answered_72h": 72, "answered_7d": 168}


@dataclass(frozen=True, kw_only=True)
class Expected:
    """A value to be found.

    ``planted`` values were put into this very organisation and are to be found exactly; the others
    are those of a law from which it was drawn, and a 95 % interval holds them 95 times in 100.
    """

    value: float
    planted: bool


def expected(made: Simulation, opening: OpeningHours | None = None) -> dict[str, Expected]:
    """Return what each measure should find, by its identifier.

    It holds for a truth without drift and without ``at_work``. Without ``opening`` hours nothing
    is expected of the wait on their clock. What has no true value is not there: a median wait
    where not even half of the public is ever answered.
    """
    outside, inside = made.truth.outside, made.inside
    law: dict[str, float] = {}
    planted: dict[str, float] = {}
    if outside:
        law = _answers(outside) | _waits(outside) | _voices(outside) | _marks(made.truth, outside)
        if opening:
            law |= _business(made.truth, outside, opening)
    if inside:
        planted = _ties(inside, len(made.people)) | inequality(sent(made))
    return {
        name: Expected(value=value, planted=values is planted)
        for values in (law, planted)
        for name, value in values.items()
    }


def _answers(outside: Outside) -> dict[str, float]:
    """Return the share of replies, and of openers answered in time: chances, one draw each."""
    shares = {name: _answered_by(outside, hours) for name, hours in ANSWERED.items()}
    return {"reply_share": outside.reply_share, **shares}


def _answered_by(outside: Outside, hours: float) -> float:
    """Return the share answered within so many hours: lognormal, times those ever answered."""
    late = math.log(hours / outside.delay_hours) / outside.delay_spread
    return outside.answered * NormalDist().cdf(late)


def _waits(outside: Outside) -> dict[str, float]:
    """Return seconds: the moment at which half, or one in ten, still waits, silence included.

    With a share ``answered`` the law of waiting never reaches 1: its median is the quantile
    ``.5 / answered`` of the delays. The naive median is that of the delays of who was answered.
    """
    found = {
        "first_response_median": _quantile(outside, 0.5),
        "first_response_p90": _quantile(outside, 0.9),
        "first_response_rmst_72h": _restricted_mean(outside, 72),
        "first_response_median_naive": outside.delay_hours,
    }
    return {name: hours * 3600 for name, hours in found.items() if hours is not None}


def _restricted_mean(outside: Outside, horizon: float) -> float:
    """Return the mean wait in hours, nobody counted for longer than the horizon."""
    spread, late = outside.delay_spread, math.log(horizon / outside.delay_hours)
    whole = outside.delay_hours * math.exp(spread**2 / 2)  # the mean of all delays
    short = whole * NormalDist().cdf(late / spread - spread)  # those within the horizon
    return short * outside.answered + horizon * (1 - _answered_by(outside, horizon))


def _quantile(outside: Outside, share: float) -> float | None:
    """Return the hours after which that share of all openers has an answer, None where never."""
    if share >= outside.answered:
        return None
    reach = NormalDist().inv_cdf(share / outside.answered)
    return outside.delay_hours * math.exp(outside.delay_spread * reach)


def _business(truth: Truth, outside: Outside, opening: OpeningHours) -> dict[str, float]:
    """Return the median wait on the clock of opening hours, by drawing from the law very often."""
    if outside.answered <= 0.5:
        return {}
    rng = stream(0, "expected")
    public = rhythm(
        "public", first=truth.first, last=truth.last, zone=truth.zone, country=truth.country
    )
    opened = public.draw(rng, DRAWS)
    hours = outside.delay_hours * np.exp(outside.delay_spread * rng.standard_normal(DRAWS))
    answered = opened + (hours * HOUR_US).astype(np.int64)
    waited = opening.elapsed(answered) - opening.elapsed(opened)
    return {"first_response_median_business": float(np.quantile(waited, 0.5 / outside.answered))}


def _voices(outside: Outside) -> dict[str, float]:
    """Return how concentrated speech is, and in whose name: every message draws its voice."""
    shares = [voice.share for voice in outside.voices if voice.share > 0]
    return {
        "voices_count": float(len(shares)),
        "effective_voices": outside.effective_voices,
        "effective_voices_2d": 1 / sum(share**2 for share in shares),
        "top_voice_share": max(shares),
        "identified_share": outside.identified_share,
        "leader_share": outside.leader_share,
        "brand_share": 1 - outside.identified_share,
    }


def _marks(truth: Truth, outside: Outside) -> dict[str, float]:
    """Return habits among all that is written in own words, answers to the public included.

    The truth speaks of the organisation's own posts; answers carry no mark, and what is reshared
    is nobody's own words. Smileys are all as likely.
    """
    words = phrases(truth.language)
    passed_on = (1 - outside.reply_share) * outside.reshares
    own = (1 - outside.reply_share - passed_on) / (1 - passed_on)
    known = len(words.sectors[truth.sector].hashtags)
    plain = outside.hashtags - outside.rituals
    tags = sum(min(n, known) * _poisson(plain, n) for n in range(100)) + outside.rituals
    return {
        "ritual_share": own * outside.rituals,
        "hashtags_per_post": own * tags,
        "emojis_per_post": own * outside.emojis,
        "effective_emojis": float(len(set(words.emojis))),
        "link_share": own * outside.links,
        "own_link_share": own * outside.links * outside.own_links,
    }


def _poisson(mean: float, n: int) -> float:
    return math.exp(-mean + n * math.log(mean) - math.lgamma(n + 1)) if mean else float(n == 0)


def _ties(inside: Talks, people: int) -> dict[str, float]:
    """Return the three reciprocities of the ties that were planted, counted pair by pair."""
    ties = set(zip(inside.ties.src.tolist(), inside.ties.dst.tolist(), strict=True))
    mutual = sum((other, one) in ties for one, other in ties) // 2
    tied = len(ties) - mutual
    pairs = people * (people - 1) // 2
    return {
        "reciprocity_edgewise": 2 * mutual / len(ties),
        "reciprocity_dyadic": (pairs - tied + mutual) / pairs,
        "reciprocity_dyadic_nonnull": mutual / tied,
    }


def sent(made: Simulation) -> Whole:
    """Return how many messages each person wrote inside; ``ValueError`` without an inside."""
    if made.inside is None:
        raise ValueError("this organisation has no inside")
    lines = made.inside.lines
    return np.bincount(lines.src[lines.kind == Kind.MESSAGE], minlength=len(made.people))


def inequality(counts: Whole) -> dict[str, float]:
    """Return Gini's index as the mean difference between two people, and the shares of the top."""
    size, total = len(counts), int(counts.sum())
    differences = np.abs(counts[:, np.newaxis] - counts).sum()
    ranked = np.sort(counts)[::-1]
    first, tenth = math.ceil(size * 0.01), math.ceil(size * 0.1)
    return {
        "participation_gini": float(differences) / (2 * size * total),
        "silent_share": float((counts == 0).mean()),
        "top_1_share": float(ranked[:first].sum()) / total,
        "next_9_share": float(ranked[first:tenth].sum()) / total,
    }
