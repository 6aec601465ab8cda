"""The index month by month, made alike for all months so that they compare."""

from dataclasses import dataclass

import numpy as np

from toolkit.conversations.proximity.components import Sums
from toolkit.conversations.proximity.evidence import Evidence, Flags, Places, Strand
from toolkit.conversations.proximity.goalposts import VOICES
from toolkit.conversations.proximity.index import Raw, Rules, as_coded, index_of, raw_of
from toolkit.stats import Numbers, effective_number, rarefied

KEPT = 0.75  # share of the months that must be large enough, or quarters are taken


@dataclass(frozen=True)
class Series:
    """The index of each period, in order: its first month as 202601, months since year 0, value.

    ``months_each`` is 1, or 3 where months were too small. ``reason`` says why there is none.
    """

    months: Places
    times: Places
    values: Numbers
    months_each: int
    reason: str | None = None


def monthly(evidence: Evidence, rules: Rules, *, said: int, heard: int, fewest: int) -> Series:
    """Return the index of the months in which enough was said and heard, else of quarters.

    ``said`` and ``heard`` are the least numbers of messages and of openers, ``fewest`` the least
    number of months, or quarters, in which a before and an after can be told. What some of the
    periods lack (a component) is left out of all of them, and voices are counted in all at the
    number of messages of the smallest: with more messages more voices are seen.
    """
    for months_each in (1, 3):
        found = _series(evidence, rules, months_each, said, heard)
        if len(found.values) >= fewest and _whole(found):
            return found
    return Series(found.months, found.times, found.values, 3, "too_few_months")


def _whole(found: Series) -> bool:
    """Say whether few enough of the periods between the first and the last are missing."""
    spanned = (found.times[-1] - found.times[0]) // found.months_each + 1
    return bool(len(found.times) >= KEPT * spanned)


def _series(evidence: Evidence, rules: Rules, months_each: int, said: int, heard: int) -> Series:
    times = np.unique(_period(evidence.said, months_each))
    times = times[times > 0]
    sums = _summed(evidence, times, months_each)
    known = evidence.blind is None
    enough = sums.counts["written"] >= said
    enough &= (sums.counts["watched"] >= heard) | (not known)
    kept, times = _only(sums, enough), times[enough]
    values = _index(kept, rules, blind=not known) if len(times) else np.zeros(0)
    there = ~np.isnan(values)
    months = times // 12 * 100 + times % 12 + 1
    return Series(months[there], times[there], values[there], months_each)


def _period(strand: Strand, months_each: int) -> Places:
    """Return the first month of each row's period, in months since year 0; 0 where unknown."""
    counted = strand.months // 100 * 12 + strand.months % 100 - 1
    return np.where(strand.months > 0, counted // months_each * months_each, 0)


def _summed(evidence: Evidence, times: Places, months_each: int) -> Sums:
    counts: dict[str, Numbers] = {}
    for strand in (evidence.said, evidence.heard):
        totals = _totals(strand, times, months_each)
        counts |= {name: totals[:, at] for at, name in enumerate(strand.names)}
    return Sums(counts, _totals(evidence.voices, times, months_each))


def _totals(strand: Strand, times: Places, months_each: int) -> Numbers:
    period = _period(strand, months_each)
    place = np.searchsorted(times, period)
    there = np.isin(period, times)
    found = np.zeros((len(times), len(strand.names)))
    np.add.at(found, place[there], strand.counts[there])
    return found


def _only(sums: Sums, kept: Flags) -> Sums:
    counts = {name: values[kept] for name, values in sums.counts.items()}
    return Sums(counts, sums.voices[kept])


def _index(sums: Sums, rules: Rules, *, blind: bool) -> Numbers:
    raw = as_coded(raw_of(sums, blind=blind), rules)
    values = raw.values.copy()
    values[:, VOICES] = at_equal_numbers(sums.voices)
    values[:, np.isnan(values).any(axis=0)] = np.nan
    alike = raw.alike.copy()
    alike[:, np.isnan(alike).any(axis=0)] = np.nan
    return index_of(Raw(values, alike, blind), rules)


def at_equal_numbers(voices: Numbers) -> Numbers:
    """Return the effective voices of each period, had each said as little as the quietest."""
    size = int(voices.sum(axis=-1).min())
    return np.asarray([rarefied(counts, size, effective_number)[0] for counts in voices])
