"""The measures of the whole organisation, found by name and put into words."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from toolkit.release import Release
from toolkit.results import WHOLE, Cell, Finding, Measure, Recommendation
from toolkit.views.charts import Point
from toolkit.views.panels import Rung
from toolkit.views.state import months
from toolkit.wording import Words


@dataclass(frozen=True, kw_only=True)
class Told:
    """One scope of a release over one period, in one language."""

    release: Release
    words: Words
    scope: str = "external"
    period: str = WHOLE

    @cached_property
    def measures(self) -> dict[str, Measure]:
        """The measures of the whole organisation, by name."""
        cells = self.release.cells(self.scope, group=WHOLE, period=self.period)
        return {cell.measure.id: cell.measure for cell in cells}

    @cached_property
    def findings(self) -> dict[str, Finding]:
        """The verdicts by measure: given on the whole span, and on nothing else."""
        if self.period != WHOLE:
            return {}
        return {f.measure: f for f in self.release.verdicts.findings if f.scope == self.scope}

    def present(self, names: Iterable[str]) -> tuple[Measure, ...]:
        """Return those of these measures that the release has, with a value or without."""
        return tuple(self.measures[name] for name in names if name in self.measures)

    def valued(self, names: Iterable[str]) -> tuple[Measure, ...]:
        """Return those of these measures that have a value."""
        return tuple(one for one in self.present(names) if one.value is not None)

    def level(self, measure: str) -> str:
        """Return the verdict on a measure, empty where it has no yardstick."""
        finding = self.findings.get(measure)
        return finding.level.value if finding and finding.yardstick else ""

    def label(self, measure: str) -> str:
        """Return the short name of a measure."""
        return self.words.say(f"measure.{measure}.label")

    def pair(self, name: str, value: str) -> str:
        """Return a name and what is said of it, as one line."""
        return self.words.say("picture.pair", name=name, value=value)

    def lines(self, title: str, rungs: Iterable[Rung]) -> str:
        """Return what a ladder shows as lines of text, for who cannot see it."""
        said = [self.pair(rung.label, rung.said) for rung in rungs]
        return "\n".join(line for line in (title, *said) if line)

    def rung(self, measure: Measure) -> Rung:
        """Return a measure as one line of a ladder."""
        low, high = measure.interval or (None, None)
        return Rung(
            label=self.label(measure.id),
            said=self.words.value_of(measure),
            value=measure.value,
            low=low,
            high=high,
            level=self.level(measure.id) or "unknown",
        )

    def months_of(self, measure: str) -> tuple[Cell, ...]:
        """Return a measure of the whole organisation month by month, the whole span with them."""
        cells = self.release.cells(self.scope, group=WHOLE)
        return tuple(cell for cell in cells if cell.measure.id == measure)

    def by_month(self, measure: str) -> tuple[Point, ...]:
        """Return the months of a measure, in order; a month without a number keeps its place."""
        found = {cell.period: cell.measure for cell in self.months_of(measure)}
        return tuple(
            self._point(month, found.get(month)) for month in months(self.release, self.scope)
        )

    def _point(self, month: str, measure: Measure | None) -> Point:
        low, high = (measure.interval if measure else None) or (None, None)
        value = measure.value if measure else None
        return Point(label=self.words.month(month), value=value, low=low, high=high)

    def advice(self, measures: Iterable[str]) -> tuple[tuple[int, Recommendation], ...]:
        """Return the recommendations that rest on any of these measures, with their rank."""
        asked = set(measures)
        ranked = enumerate(self.release.verdicts.kept, start=1)
        return tuple((rank, each) for rank, each in ranked if asked & set(each.because))
