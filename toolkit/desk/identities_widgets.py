"""The consultant's two forms: who could be whom, page by page, and decisions made by hand."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import ipywidgets as widgets

from toolkit.desk.identities_session import Session
from toolkit.ingest.identities import Answer, Candidate, Kind
from toolkit.wording import Words

PAGE = 10  # questions that are asked at once
OFFERED = 50  # accounts that are offered while one is typed
KINDS: tuple[Kind, ...] = ("person", "leader", "brand", "shared", "bot")
WIDE = {"width": "100%"}


def review(session: Session, words: Words) -> Any:  # noqa: ANN401 - a widget, which has no types
    """Return the form that asks who could be whom."""
    return Questions(session, words).whole


def by_hand(session: Session, words: Words) -> Any:  # noqa: ANN401 - a widget
    """Return the form to join or part two accounts, or to say what one is."""
    return ByHand(session, words).whole


class Question:
    """One question: both sides, why they could be one person, and the three answers.

    Nothing of an export is ever shown but as plain text of a ``Label``.
    """

    def __init__(self, session: Session, words: Words) -> None:
        self._session, self._words = session, words
        self.asked: Candidate | None = None
        self.left, self.right, self.why, self.state = (widgets.Label() for _ in range(4))
        self.accept = self._button("accept", partial(self._answer, "joined"))
        self.refuse = self._button("refuse", partial(self._answer, "refused"))
        self.postpone = self._button("postpone", self._postpone)
        buttons = widgets.HBox([self.accept, self.refuse, self.postpone, self.state])
        border = widgets.Layout(border_top="1px solid #999", padding="4px 0")
        self.whole = widgets.VBox([self.left, self.right, self.why, buttons], layout=border)

    def _button(self, name: str, act: Callable[[], None]) -> Any:  # noqa: ANN401 - a widget
        button = widgets.Button(description=self._say(name), layout=widgets.Layout(width="auto"))
        button.on_click(lambda _button: act())
        return button

    def ask(self, asked: Candidate | None) -> None:
        """Put a question here, or nothing."""
        self.asked = asked
        self.whole.layout.display = None if asked else "none"
        if asked is None:
            return
        self.left.value, self.right.value = self._side(asked.left), self._side(asked.right)
        score = self._words.share(asked.score)
        self.why.value = self._say("why", why=self._say(f"why_{asked.why}"), score=score)
        for name in ("accept", "refuse", "postpone"):
            tip = f"{self._say(name)} - {self.left.value} | {self.right.value}"
            getattr(self, name).tooltip = tip

    def _side(self, accounts: Sequence[str]) -> str:
        faces = [self._session.face(one) for one in accounts]
        return " + ".join(face.line for face in faces)

    def tell(self, state: str) -> None:
        """Say what has become of the question."""
        self.state.value = self._say(f"state_{state}") if state else ""

    def _answer(self, answer: Answer) -> None:
        if self.asked is not None:
            self._session.answer(answer, (self.asked.left[0], self.asked.right[0]))

    def _postpone(self) -> None:
        if self.asked is not None:
            self._session.postpone(self.asked)

    def _say(self, name: str, **blanks: str) -> str:
        return self._words.say(f"desk.identities.{name}", **blanks)


class Questions:
    """Pages of questions; a page stays as it is while it is answered, so that nothing jumps."""

    def __init__(self, session: Session, words: Words) -> None:
        self._session, self._words = session, words
        self._order, self._start = session.asked, 0
        self.questions = [Question(session, words) for _ in range(PAGE)]
        self.progress, self.page = widgets.Label(), widgets.Label()
        self.back, self.on, self.undo = (
            widgets.Button(description=words.say(f"desk.identities.{name}"))
            for name in ("back", "on", "undo")
        )
        self.back.on_click(lambda _button: self._turn(-PAGE))
        self.on.on_click(lambda _button: self._turn(PAGE))
        self.undo.on_click(lambda _button: session.undo())
        bar = widgets.HBox([self.progress, self.undo, self.back, self.page, self.on])
        self.whole = widgets.VBox([bar, *(one.whole for one in self.questions)])
        session.listen(self._refresh)
        self._turn(0)

    def _turn(self, step: int) -> None:
        """Show another page; after the last one, what was left open from the beginning."""
        self._start = max(0, self._start + step)
        if self._start >= len(self._order):
            self._order, self._start = self._session.open, 0
        there = self._order[self._start : self._start + PAGE]
        for place, question in enumerate(self.questions):
            question.ask(there[place] if place < len(there) else None)
        self._refresh()

    def _refresh(self) -> None:
        left = frozenset(self._session.open)
        done, total = len(self._session.asked) - len(left), len(self._session.asked)
        key = "progress" if total else "nothing"
        blanks = {"done": done, "all": total} if total else {}
        self.progress.value = self._words.say(f"desk.identities.{key}", **blanks)
        pages = -(-len(self._order) // PAGE)
        page = {"page": self._start // PAGE + 1, "pages": max(1, pages)}
        self.page.value = self._words.say("desk.identities.page", **page)
        for question in self.questions:
            if question.asked is not None:
                question.tell(self._state(question.asked, left))

    def _state(self, asked: Candidate, left: frozenset[Candidate]) -> str:
        if asked in left:
            return "postponed" if asked in self._session.postponed else ""
        decided, pair = self._session.decisions, {asked.left[0], asked.right[0]}
        for answer in ("joined", "refused"):
            if any(pair == set(link.accounts) for link in getattr(decided, answer)):
                return answer
        return "settled"


class Field:
    """A field that offers the accounts whose line holds what is typed."""

    def __init__(self, session: Session, name: str) -> None:
        self._lines = session.lines
        self.box = widgets.Combobox(
            description=name, layout=widgets.Layout(**WIDE), style={"description_width": "initial"}
        )
        self.box.observe(lambda _change: self._offer(), names="value")
        self._offer()

    def _offer(self) -> None:
        typed = self.box.value.casefold()
        fitting = (line for line in self._lines if typed in line.casefold())
        self.box.options = tuple(line for line, _ in zip(fitting, range(OFFERED), strict=False))

    @property
    def account(self) -> str | None:
        """The account that was chosen, or whose identifier was typed."""
        typed = self.box.value.strip()
        return self._lines.get(typed) or (typed if typed in self._lines.values() else None)


class ByHand:
    """Two fields and three decisions: one person, two people, or what the first account is."""

    def __init__(self, session: Session, words: Words) -> None:
        self._session, self._words = session, words
        self.one, self.other = Field(session, self._say("one")), Field(session, self._say("other"))
        self.join = self._button("join", lambda: self._decide("joined"))
        self.part = self._button("part", lambda: self._decide("split"))
        self.kind = widgets.Dropdown(
            options=[(self._say(f"kind_{kind}"), kind) for kind in KINDS],
            description=self._say("kind"),
        )
        self.say = self._button("say_kind", self._say_kind)
        self.undo = self._button("undo", self._undo)
        self.told = widgets.Label()
        self.whole = widgets.VBox(
            [
                self.one.box,
                self.other.box,
                widgets.HBox([self.join, self.part, self.undo]),
                widgets.HBox([self.kind, self.say]),
                self.told,
            ]
        )

    def _button(self, name: str, act: Callable[[], None]) -> Any:  # noqa: ANN401 - a widget
        button = widgets.Button(description=self._say(name), layout=widgets.Layout(width="auto"))
        button.on_click(lambda _button: act())
        return button

    def _decide(self, answer: Answer) -> None:
        one, other = self.one.account, self.other.account
        if one is None or other is None or one == other:
            self.told.value = self._say("choose_two")
            return
        self._session.answer(answer, (one, other))
        self.told.value = self._say(f"told_{answer}")

    def _say_kind(self) -> None:
        account = self.one.account
        if account is None:
            self.told.value = self._say("choose_one")
            return
        self._session.say_kind(account, self.kind.value)
        self.told.value = self._say("told_kind")

    def _undo(self) -> None:
        self.told.value = self._say("undone" if self._session.undo() else "nothing_to_undo")

    def _say(self, name: str) -> str:
        return self._words.say(f"desk.identities.{name}")
