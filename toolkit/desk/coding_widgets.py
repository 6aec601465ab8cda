"""The two forms of those who code: message by message, and what two of them see differently."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import anywidget
import ipywidgets as widgets
from traitlets import Dict, List

from toolkit.conversations.coded import SCHEMES
from toolkit.desk.coding_session import Dispute, Session, Sheet
from toolkit.ingest.codes import INITIALS, TOGETHER
from toolkit.wording import Words

HERE = Path(__file__).parent
FORM = "vv-coding"  # the class of a form that hears keys
BACK = "backspace"
EMPTY = dict.fromkeys(("name", "about", "answers", "text", "note", "keys"), "")


class Page(anywidget.AnyWidget):
    """The message to be coded, as plain text; it hears the keys that its form knows."""

    _esm = HERE / "coding_sheet.js"
    _css = HERE / "coding_sheet.css"
    view = Dict().tag(sync=True)
    known = List().tag(sync=True)

    def __init__(self) -> None:
        super().__init__(view=EMPTY)
        self.acts: Mapping[str, Callable[[], None]] = {}
        self.on_msg(lambda _page, said, _buffers: self.press(str(said.get("key", ""))))

    def hear(self, acts: Mapping[str, Callable[[], None]]) -> None:
        """Say what each key does from now on."""
        self.acts = acts
        self.known = sorted(acts)

    def press(self, key: str) -> None:
        """Do what a key stands for; others do nothing."""
        self.acts.get(key, lambda: None)()


class Choices:
    """A button for each label of one scheme; the one chosen is marked, in words too."""

    def __init__(self, words: Words, scheme: str, choose: Callable[[str, str], None]) -> None:
        self.scheme, self._words = scheme, words
        self.keys = {
            label: words.say(f"desk.label.key_{scheme}_{label}") for label in SCHEMES[scheme]
        }
        self.buttons = {label: widgets.Button(layout={"width": "auto"}) for label in self.keys}
        for label, button in self.buttons.items():
            button.tooltip = words.say(f"desk.label.help_{scheme}_{label}")
            button.on_click(lambda _button, label=label: choose(scheme, label))
        title = widgets.Label(words.say(f"desk.label.ask_{scheme}"))
        self.whole = widgets.VBox([title, widgets.HBox(list(self.buttons.values()))])
        self.mark(None)

    def acts(self, choose: Callable[[str, str], None]) -> dict[str, Callable[[], None]]:
        """Return what each key of these labels does."""
        return {key: partial(choose, self.scheme, label) for label, key in self.keys.items()}

    def mark(self, chosen: str | None) -> None:
        """Show which label was chosen."""
        for label, button in self.buttons.items():
            name = self._words.say(f"desk.label.{self.scheme}_{label}")
            mark = "✓ " if label == chosen else ""
            button.description = f"{mark}{name} ({self.keys[label]})"
            button.button_style = "primary" if label == chosen else ""


class Form:
    """What both forms share: a page, the choices of each scheme, and a line that says how far."""

    def __init__(self, session: Session, words: Words) -> None:
        self.session, self.words = session, words
        self.page = Page()
        self.choices = {scheme: Choices(words, scheme, self.choose) for scheme in SCHEMES}
        self.state, self.progress = widgets.Label(), widgets.IntProgress(min=0)
        self.progress.layout.width = "20rem"
        self.back = self.button("back", self.go_back)

    def button(self, name: str, act: Callable[[], None]) -> Any:  # noqa: ANN401 - a widget
        """Return a button that does something."""
        made = widgets.Button(description=self.say(name), layout=widgets.Layout(width="auto"))
        made.on_click(lambda _button: act())
        return made

    def choose(self, scheme: str, label: str) -> None:
        """Take a label for the message that is shown."""
        raise NotImplementedError

    def go_back(self) -> None:
        """Return to the message before."""
        raise NotImplementedError

    def show(self, sheet: Sheet | None, schemes: Sequence[str], note: str = "") -> None:
        """Show a message and the buttons of these schemes, or that there is none left."""
        acts: dict[str, Callable[[], None]] = {}
        for scheme, choices in self.choices.items():
            there = sheet is not None and scheme in schemes
            choices.whole.layout.display = None if there else "none"
            acts |= choices.acts(self.choose) if there else {}
        self.page.hear(acts | {BACK: self.go_back})
        told = view(sheet, self.words) | {"keys": self.say("keys")} if sheet else EMPTY
        self.page.view = told | {"note": note}

    def say(self, name: str, /, **blanks: int | str) -> str:
        """Return the words of a form."""
        return self.words.say(f"desk.label.{name}", **blanks)


def view(sheet: Sheet, words: Words) -> dict[str, str]:
    """Return what a page shows of a message: whose, what, when, what it answers, and its words."""
    side = "theirs" if "question" in sheet.schemes else "ours"
    when = words.date(_iso(sheet.day)) if sheet.day else words.say("date.unknown")
    about = (words.say(f"desk.label.{side}"), words.say(f"desk.label.kind_{sheet.kind}"), when)
    answers = words.say("desk.label.answers", text=sheet.answers) if sheet.answers else ""
    told = {"about": " · ".join(about), "answers": answers, "text": sheet.text}
    return EMPTY | told | {"name": words.say("desk.label.message")}


def _iso(day: int) -> str:
    return f"{day // 10000}-{day // 100 % 100:02d}-{day % 100:02d}"


class Coder(Form):
    """Message by message, under one's initials: nobody sees what another said."""

    def __init__(self, session: Session, words: Words) -> None:
        super().__init__(session, words)
        self.coder, self._place = "", 0
        self._order: tuple[str, ...] = ()
        self.initials = widgets.Text(
            description=self.say("initials"),
            placeholder="ab",
            style={"description_width": "initial"},
        )
        self.begin = self.button("begin", self.start)
        self.later = self.button("later", lambda: self._go(self._place + 1))
        self.door = widgets.HBox([self.initials, self.begin])
        self.room = widgets.VBox(
            [
                widgets.HBox([self.progress, self.state]),
                self.page,
                *(one.whole for one in self.choices.values()),
                widgets.HBox([self.back, self.later]),
            ]
        )
        self.room.layout.display = "none"
        self.told = widgets.Label(self.say("initials_lead"))
        self.whole = widgets.VBox([self.told, self.door, self.room])
        self.whole.add_class(FORM)

    def start(self) -> None:
        """Begin under these initials, with what is still to be coded."""
        coder = self.initials.value.strip().lower()
        if not INITIALS.fullmatch(coder) or coder == TOGETHER:
            self.told.value = self.say("initials_wrong")
            return
        if not self.session.sheets:
            self.told.value = self.say("nothing")
            return
        self.coder, self._order = coder, tuple(self.session.sheets)
        self.door.layout.display, self.room.layout.display = "none", None
        self.told.value = self.say("coding_as", coder=coder.upper())
        left = self.session.left(coder)
        self._go(self._order.index(left[0]) if left else len(self._order))

    def choose(self, scheme: str, label: str) -> None:
        """Save a label; once all are there, go on to the next message that is not coded."""
        message = self._order[self._place]
        self.session.code(self.coder, message, scheme, label)
        left = self.session.left(self.coder)
        if message in left:
            self._go(self._place)
            return
        later = (place for place in range(len(self._order)) if self._order[place] in left)
        after = sorted(later, key=lambda place: (place < self._place, place))
        self._go(after[0] if after else len(self._order))

    def go_back(self) -> None:
        """Return to the message before, to change one's mind."""
        self._go(max(0, self._place - 1))

    def _go(self, place: int) -> None:
        left, total = self.session.left(self.coder), len(self._order)
        self._place = place % total if left and place >= total else min(place, total)
        self.progress.max, self.progress.value = total, total - len(left)
        self.state.value = self.say("progress", done=total - len(left), all=total)
        if self._place == total:
            self.later.disabled = True
            self.show(None, (), self.say("done" if self.session.finished else "done_alone"))
            return
        self.later.disabled = False
        sheet = self.session.sheets[self._order[self._place]]
        said = self.session.coded(self.coder)
        for scheme, choices in self.choices.items():
            choices.mark(said.get((sheet.message_id, scheme)))
        self.show(sheet, sheet.schemes)


class Settling(Form):
    """What two coders see differently, one message after the other, to be settled together."""

    def __init__(self, session: Session, words: Words) -> None:
        super().__init__(session, words)
        self._order: tuple[Dispute, ...] = ()
        self._place = 0
        self.open = self.button("compare", self.start)
        self.on = self.button("next", lambda: self._go(self._place + 1))
        self.room = widgets.VBox(
            [
                widgets.HBox([self.progress, self.state]),
                self.page,
                *(one.whole for one in self.choices.values()),
                widgets.HBox([self.back, self.on]),
            ]
        )
        self.room.layout.display = "none"
        self.told = widgets.Label(self.say("compare_lead"))
        self.agreed = widgets.Label()
        self.whole = widgets.VBox([self.told, widgets.HBox([self.open]), self.agreed, self.room])
        self.whole.add_class(FORM)

    def start(self) -> None:
        """Show the disagreements, once two coders have coded everything."""
        if not self.session.finished:
            self.told.value = self.say("compare_wait")
            return
        self.agreed.value = self._agreement()
        self._order = self.session.disputes()
        if not self._order:
            self.told.value = self.say("compare_none")
            return
        self.room.layout.display = None
        open_ones = [place for place, one in enumerate(self._order) if one.settled is None]
        self._go(open_ones[0] if open_ones else 0)

    def _agreement(self) -> str:
        """Say how far coders agreed, each by himself: settling changes nothing of it."""
        found = [one for one in self.session.agreement() if one.id.startswith("coders")]
        return " ".join(self.words.short(one) for one in found if one.value is not None)

    def choose(self, scheme: str, label: str) -> None:
        """Save what was settled and go on."""
        dispute = self._order[self._place]
        self.session.code(TOGETHER, dispute.sheet.message_id, scheme, label)
        self._order = self.session.disputes()
        self._go(self._place + 1)

    def go_back(self) -> None:
        """Return to the disagreement before."""
        self._go(self._place - 1)

    def _go(self, place: int) -> None:
        total = len(self._order)
        self._place = min(max(0, place), total - 1)
        dispute = self._order[self._place]
        done = sum(one.settled is not None for one in self._order)
        self.progress.max, self.progress.value = total, done
        self.state.value = self.say("settled", done=done, all=total)
        self.choices[dispute.scheme].mark(dispute.settled)
        self.show(dispute.sheet, (dispute.scheme,), self._voices(dispute))

    def _voices(self, dispute: Dispute) -> str:
        return " · ".join(
            f"{coder.upper()} {self.say(f'{dispute.scheme}_{label}')}"
            for coder, label in sorted(dispute.said.items())
        )
