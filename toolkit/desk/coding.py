"""Coding by hand: what two people say that messages are, so that the machine can be corrected."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from toolkit import pipeline, store
from toolkit.cards import Card, Fact, Table
from toolkit.conversations.coded import SCHEMES
from toolkit.conversations.judged import Human, beside_machine
from toolkit.desk.coding_machine import Machine
from toolkit.desk.coding_session import Session
from toolkit.desk.coding_widgets import Coder, Settling
from toolkit.wording import Words


class Coding:
    """Asks people what messages are: ``desk.code()``, ``desk.compare()``, ``desk.summary()``."""

    def __init__(self, client: store.Client, words: Words) -> None:
        self._client, self._words = client, words
        self.session = Session(client)

    def cover(self) -> Card:
        """Say whose messages these are, how to code them, and that this page is for few eyes."""
        settings = self._client.settings
        notes = [self._say("for_you"), self._say("file", name=store.CODES), self._say("blind")]
        if settings.simulated:
            notes.insert(0, self._words.say("ui.simulated"))
        return Card(kind="cover", title=settings.name, lead=self._say("title"), notes=tuple(notes))

    def instructions(self) -> Card:
        """Show what each label means and which key gives it, for both coders alike."""
        rows = [
            (
                self._say(f"ask_{scheme}"),
                self._say(f"{scheme}_{label}"),
                self._say(f"key_{scheme}_{label}"),
                self._say(f"help_{scheme}_{label}"),
            )
            for scheme, labels in SCHEMES.items()
            for label in labels
        ]
        return self._listed("instructions", ("question", "label", "key", "meaning"), rows)

    def code(self) -> Any:  # noqa: ANN401 - a widget, which has no types
        """Show the messages one by one, under one's initials; each code is saved at once."""
        return Coder(self.session, self._words).whole

    def compare(self) -> Any:  # noqa: ANN401 - a widget
        """Show what two coders see differently, once both have finished, to settle it."""
        return Settling(self.session, self._words).whole

    def machine(self) -> Any:  # noqa: ANN401 - a widget
        """Show the messages that the machine reads differently, once all is settled."""
        return Machine(self.session, self._words).whole

    def progress(self) -> Card:
        """Show how much each coder has coded and how far they agree."""
        found = self.session.agreement()
        rows = [
            (
                self._words.say(f"measure.{one.id}.label"),
                self._words.value_of(one),
                self._words.interval(one),
                self._words.whole(one.n),
            )
            for one in found
            if one.value is not None
        ]
        reasons = dict.fromkeys(self._words.short(one) for one in found if one.value is None)
        card = self._listed("summary", ("measure", "value", "interval", "n"), rows, (1, 3))
        return replace(card, kind="summary", facts=self._facts(), notes=() if rows else (*reasons,))

    def _facts(self) -> tuple[Fact, ...]:
        total = len(self.session.sheets)
        coders = [
            Fact(name=coder.upper(), said=(self._say("progress", done=total - left, all=total),))
            for coder, left in self.session.coders.items()
        ]
        return (Fact(name=self._say("to_code"), said=(self._words.whole(total),)), *coders)

    def confusion(self) -> Card:
        """Show what the machine calls that which people settled to be something."""
        if not self.session.settled:
            return Card(kind="note", title=self._say("confusion"), lead=self._say("machine_wait"))
        items = [
            self._crossed(scheme, self.session.people(scheme))
            for scheme in ("function", "promotion")
        ]
        return Card(
            kind="note",
            title=self._say("confusion"),
            lead=self._say("confusion_lead"),
            items=tuple(items),
        )

    def _crossed(self, scheme: str, people: Human) -> Card:
        settled = people.settled
        machine = beside_machine(self.session.labels(), scheme, settled)
        title = self._say(f"ask_{scheme}")
        if not machine:
            return Card(kind="note", title=title, lead=self._words.say("reason.not_labelled"))
        labels = SCHEMES[scheme]
        names = [self._say(f"{scheme}_{label}") for label in labels]
        rows = [
            (
                name,
                *(
                    self._words.whole(
                        sum(machine[one] == said and settled[one] == truth for one in machine)
                    )
                    for said in labels
                ),
            )
            for truth, name in zip(labels, names, strict=True)
        ]
        head = (self._say("people_and_machine"), *names)
        numbers = tuple(range(1, len(head)))
        table = Table(caption=title, head=head, rows=tuple(rows), numbers=numbers)
        return Card(kind="note", title=title, table=table)

    def _listed(
        self,
        name: str,
        head: tuple[str, ...],
        rows: Sequence[tuple[str, ...]],
        numbers: tuple[int, ...] = (),
    ) -> Card:
        title = self._say(name)
        heads = tuple(self._say(f"head_{one}") for one in head)
        table = Table(caption=title, head=heads, rows=tuple(rows), numbers=numbers)
        lead = self._say(f"{name}_lead")
        return Card(kind="note", title=title, lead=lead, table=table if rows else None)

    def _say(self, name: str, /, **blanks: int | str) -> str:
        return self._words.say(f"desk.label.{name}", **blanks)


def coding(client: str, language: str = "fr") -> Coding:
    """Open the coding of a client's messages, for a notebook; what changed is taken in first."""
    opened = store.open_client(store.root(), client)
    pipeline.up_to_date(opened)
    return Coding(opened, Words(language))
