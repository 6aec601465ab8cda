"""Where the machine reads otherwise than people do, shown once people have settled everything."""

import ipywidgets as widgets

from toolkit.desk.coding_session import Misread, Session
from toolkit.desk.coding_widgets import FORM, Page, view
from toolkit.wording import Words


class Machine:
    """The messages that the machine reads differently, one after the other."""

    def __init__(self, session: Session, words: Words) -> None:
        self._session, self._words = session, words
        self._order: tuple[Misread, ...] = ()
        self._place = 0
        self.page, self.state = Page(), widgets.Label()
        self.told = widgets.Label(self._say("machine_lead"))
        self.open, self.back, self.on = (
            widgets.Button(description=self._say(name), layout={"width": "auto"})
            for name in ("machine_open", "back", "next")
        )
        self.open.on_click(lambda _button: self.start())
        self.back.on_click(lambda _button: self._go(self._place - 1))
        self.on.on_click(lambda _button: self._go(self._place + 1))
        turn = widgets.HBox([self.back, self.on, self.state])
        self.room = widgets.VBox([self.page, turn], layout={"display": "none"})
        self.whole = widgets.VBox([self.told, widgets.HBox([self.open]), self.room])
        self.whole.add_class(FORM)

    def start(self) -> None:
        """Show them, once everything is settled: before, they would sway those who settle."""
        self._order = self._session.misread()
        if not self._order:
            name = "machine_none" if self._session.settled else "machine_wait"
            self.told.value = self._say(name)
            return
        self.room.layout.display = None
        self._go(0)

    def _go(self, place: int) -> None:
        total = len(self._order)
        self._place = min(max(0, place), total - 1)
        one = self._order[self._place]
        sides = {"people": one.people, "machine": one.machine}
        named = {side: self._say(f"{one.scheme}_{label}") for side, label in sides.items()}
        self.page.view = view(one.sheet, self._words) | {"note": self._say("machine_says", **named)}
        self.state.value = self._say("machine_place", place=self._place + 1, all=total)

    def _say(self, name: str, /, **blanks: int | str) -> str:
        return self._words.say(f"desk.label.{name}", **blanks)
