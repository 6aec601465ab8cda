"""What consultants call in a notebook: one call, one card, one picture and one sentence."""

import os
from typing import Any

from toolkit.cards import Card
from toolkit.errors import UnknownParameter
from toolkit.release import Release
from toolkit.results import WHOLE, Cell
from toolkit.views import advised, asked, dissection, figures, pages, programme
from toolkit.views.answers import answer
from toolkit.views.explorer import Explorer
from toolkit.views.firm_brief import firm_brief
from toolkit.views.levers import Levers, levers
from toolkit.views.pages import SCOPES
from toolkit.views.questions import ALL
from toolkit.views.state import explorer_data, explorer_words, first_selection, months, reasons_of
from toolkit.views.told import Told
from toolkit.wording import Words

DONE = "vivevoix:done:"
NONCE = "VIVEVOIX_NONCE"


class Done:
    """The word of this run, said by the last cell: nothing before it failed."""

    def __init__(self, nonce: str) -> None:
        self._nonce = nonce

    def _repr_mimebundle_(self, **_unused: object) -> dict[str, Any]:
        return {"text/plain": f"{DONE}{self._nonce}"}


class Viewer:
    """Shows one release in one language: ``show("reply_share")``, ``show.explorer("external")``.

    ``period`` is ``all`` or a month of the release; ``UnknownParameter`` lists those there are.
    """

    def __init__(self, release: Release, words: Words, period: str = WHOLE) -> None:
        known = sorted({month for scope in SCOPES for month in months(release, scope)})
        if period not in (WHOLE, *known):
            raise UnknownParameter(f"no such period; there is: {', '.join((WHOLE, *known))}")
        self._release, self._words, self._period = release, words, period

    def __call__(self, measure: str) -> Card:
        """Show a measure of the whole organisation; ``UnknownParameter`` lists those there are."""
        return pages.measure(self._release, self._words, self._cell(measure))

    def cover(self) -> Card:
        """Show whose audit it is."""
        return pages.cover(self._release, self._words)

    def summary(self) -> Card:
        """Show what can be asserted, and where to begin."""
        return pages.summary(self._release, self._words)

    def section(self, scope: str) -> Card:
        """Open the part of the audit that looks outward or inward."""
        return pages.section(self._words, _checked(scope))

    def question(self, name: str) -> Card:
        """Answer one question of the audit; ``UnknownParameter`` lists them."""
        known = {question.name: question for question in ALL}
        if name not in known:
            raise UnknownParameter(f"no such question; there is: {', '.join(known)}")
        scope = known[name].scope
        if scope == "internal" and self._silent(scope):
            return pages.closed(self._release, self._words, scope)
        return answer(self._release, self._words, known[name], self._period)

    def index(self) -> Card:
        """Take the index apart: its pillars, its doubt, what would move it."""
        return dissection.index(self._release, self._words, self._period)

    def levers(self) -> Levers | Card:
        """Show the pillars as levers to be moved; a note where there is no index."""
        told = Told(release=self._release, words=self._words, period=self._period)
        if not told.valued([dissection.INDEX]):
            missing = (self._words.say("levers.none"),)
            return Card(kind="note", title=self._words.say("levers.title"), notes=missing)
        return levers(told)

    def explorer(self, scope: str) -> Explorer | Card:
        """Show the numbers of a scope, to be explored; a note where there are none."""
        data = explorer_data(self._release, _checked(scope), self._words)
        if self._silent(scope):
            return pages.closed(self._release, self._words, scope)
        words = explorer_words(self._words, data, reasons_of(self._release, scope))
        period = self._period if self._period in data["periods"] else WHOLE
        return Explorer(data, words, first_selection(data, period))

    def figure(self, scope: str) -> Card:
        """Show the shares of a scope with their intervals, side by side."""
        return figures.side_by_side(self._release, self._words, _checked(scope), self._period)

    def declared(self) -> Card:
        """Set what people say in the survey beside what is seen of the same thing."""
        return asked.declared(self._inside())

    def needs(self) -> Card:
        """Map the topics of information: how important each is, and how much is missing."""
        return asked.needs(self._inside())

    def recommendations(self) -> Card:
        """Show what we propose, and why."""
        return advised.recommendations(self._release, self._words)

    def brief(self) -> Card | None:
        """Show the small firm's brief, where it answered the questions; nothing elsewhere."""
        return firm_brief(self._release, self._words)

    def programme(self) -> Card:
        """Show who could speak, how they are trained and when, and what stops it."""
        return programme.programme(self._release, self._words)

    def sources(self) -> Card:
        """Show what the audit rests on."""
        return pages.sources(self._release, self._words)

    def method(self) -> Card:
        """Show how to read the numbers, and what they do not say."""
        return pages.method(self._release, self._words)

    def done(self) -> Done:
        """Say this run's word, by which the run is known to have reached its end."""
        return Done(os.environ.get(NONCE, ""))

    def _silent(self, scope: str) -> bool:
        """Whether nothing of a scope has a number, as where the legal conditions are not met."""
        return all(cell.measure.value is None for cell in self._release.cells(scope))

    def _inside(self) -> Told:
        return Told(release=self._release, words=self._words, scope="internal")

    def _cell(self, measure: str) -> Cell:
        for scope in SCOPES:
            for cell in self._release.cells(scope, group=WHOLE, period=self._period):
                if cell.measure.id == measure:
                    return cell
        known = {cell.measure.id for cell in self._release.facts.cells}
        raise UnknownParameter(f"no such measure; there is: {', '.join(sorted(known))}")


def _checked(scope: str) -> str:
    if scope not in SCOPES:
        raise UnknownParameter(f"no such scope; there is: {', '.join(SCOPES)}")
    return scope
