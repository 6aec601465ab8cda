"""Sets findings beside those of the audit before, and beside those of similar clients."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from math import hypot

import numpy as np
from scipy.stats.mstats import hdquantiles

from toolkit.results import Before, Finding, Peers

ENOUGH = 5  # similar clients: fewer would let one be recognised


def since(
    findings: Iterable[Finding], earlier: Iterable[Finding], last: str
) -> tuple[Finding, ...]:
    """Return the findings with what the audit before found, which ended on ``last``."""
    known = {(one.scope, one.measure): one for one in earlier}
    return tuple(_since(one, known.get((one.scope, one.measure)), last) for one in findings)


def _since(now: Finding, then: Finding | None, last: str) -> Finding:
    if now.value is None or then is None or then.value is None:
        return now
    before = Before(value=then.value, last=last, change=_change(now, then))
    return replace(now, before=before)


def _change(now: Finding, then: Finding) -> str:
    """Say whether a number changed by more than both intervals together explain.

    The half-widths add as squares (Cumming and Finch, 2005, for independent samples).
    """
    if now.interval is None or then.interval is None or now.value is None or then.value is None:
        return "same"
    moved = now.value - then.value
    (low, high), (lowest, highest) = now.interval, then.interval
    up = hypot(now.value - low, highest - then.value)
    down = hypot(high - now.value, then.value - lowest)
    doubt = up if moved > 0 else down  # the ends that face each other
    if abs(moved) <= doubt:
        return "same"
    if now.yardstick is None:
        return "other"
    better = now.yardstick.strength > now.yardstick.risk
    return "better" if (moved > 0) is better else "worse"


def among(findings: Iterable[Finding], others: Sequence[Iterable[Finding]]) -> tuple[Finding, ...]:
    """Return the findings with the quartiles of similar clients, where at least five have it.

    Quartiles after Harrell and Davis (1982): a mean of all clients, so that none shows its value.
    """
    values: dict[tuple[str, str], list[float]] = {}
    for other in others:
        for one in other:
            if one.value is not None:
                values.setdefault((one.scope, one.measure), []).append(one.value)
    return tuple(_among(one, values) for one in findings)


def _among(finding: Finding, values: Mapping[tuple[str, str], Sequence[float]]) -> Finding:
    there = values.get((finding.scope, finding.measure), ())
    if finding.value is None or len(there) < ENOUGH:
        return finding
    low, middle, high = (float(one) for one in hdquantiles(np.array(there), (0.25, 0.5, 0.75)))
    return replace(finding, peers=Peers(n=len(there), low=low, middle=middle, high=high))
