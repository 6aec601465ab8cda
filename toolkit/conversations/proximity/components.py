"""From counts to components from 0 to 1, and from components to pillars."""

from dataclasses import dataclass

import numpy as np

from toolkit.conversations.proximity.goalposts import COMPONENTS, PILLAR_OF, VOICES
from toolkit.conversations.proximity.spoken import LEVELS
from toolkit.stats import BY_CHANCE, PILLARS, Numbers, effective_number

LEVEL = 8  # tenths of Jaccard's index from which two texts are alike
NEVER = 1 - BY_CHANCE

SHARES = (  # hits, and what they are a share of
    *(("to_public", "written"), ("in_time", "watched"), ("returned", "talks")),
    *(("named", "declared"), ("on_quarter", "timed"), ("ritual", "own_words")),
    *((f"alike_{level}", "worded") for level in LEVELS),
    *(("scheduled", "programmed"), ("promotional", "labelled"), ("of_others", "referring")),
)


@dataclass(frozen=True)
class Sums:
    """Counts by name; each is one number, or one for each repetition. Voices: last axis."""

    counts: dict[str, Numbers]
    voices: Numbers

    def share(self, hits: str, n: str) -> Numbers:
        """Return a share, NaN where there is nothing to take one of."""
        total = self.counts[n]
        return np.where(total > 0, self.counts[hits] / np.where(total > 0, total, 1.0), np.nan)


def observed(sums: Sums, *, level: int = LEVEL) -> Numbers:
    """Return what is observed of each component, before goalposts; components along the last axis.

    ``register`` is what the machine leaves: its errors are corrected apart. Voices are Hill's
    (1973) effective number of order 1; the rest are shares, of which more is nearer.
    """
    found = {
        "reply": sums.share("to_public", "written"),
        "answered_72h_business": sums.share("in_time", "watched"),
        "pop": sums.share("returned", "talks"),
        "voices": _voices(sums.voices),
        "identified": sums.share("named", "declared"),
        "minutes": 1 - np.maximum(0, (sums.share("on_quarter", "timed") - BY_CHANCE) / NEVER),
        "duplicates": 1 - sums.share(f"alike_{level}", "worded"),
        "rituals": np.where(
            sums.counts["texts"] > 0, 1 - sums.share("ritual", "own_words"), np.nan
        ),
        "scheduler": 1 - sums.share("scheduled", "programmed"),
        "register": 1 - sums.share("promotional", "labelled"),
        "alterity": _alterity(sums.counts["of_others"], sums.counts["referring"]),
    }
    return np.stack([found[name] for name in COMPONENTS], axis=-1)


def _voices(counts: Numbers) -> Numbers:
    said = counts.sum(axis=-1)
    safe = np.where(said[..., np.newaxis] > 0, counts, 1.0)
    return np.where(said > 0, effective_number(safe), np.nan) if counts.shape[-1] else said * np.nan


def _alterity(others: Numbers, told: Numbers) -> Numbers:
    return np.where(told > 0, (others + 0.5) / (told + 1), np.nan)


def scaled(raw: Numbers, upper: Numbers) -> Numbers:
    """Return components from 0 to 1 between their goalposts; NaN stays NaN."""
    found = raw / upper
    found[..., VOICES] = np.log(raw[..., VOICES]) / np.log(upper[..., VOICES])
    return np.clip(found, 0.0, 1.0)


def pillars(components: Numbers) -> Numbers:
    """Return pillars, the mean of the components that each has, NaN where it has none."""
    there = ~np.isnan(components)
    belongs = (PILLAR_OF[:, np.newaxis] == np.arange(len(PILLARS))).astype(np.float64)
    total = np.where(there, components, 0.0) @ belongs
    n = there @ belongs
    return np.where(n > 0, total / np.where(n > 0, n, 1.0), np.nan)
