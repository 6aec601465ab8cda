"""The form of the twelve questions: what is known, what is not, and what is not sure."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import anywidget
import ipywidgets as widgets
import msgspec

from toolkit.firm.profile import DECIDING, HOUSE, QUESTIONS, Profile, options
from toolkit.firm.words import FirmWords

LOOK = "vv-firm"  # the class that the style knows
WRITTEN = "unsaid"
WIDE = {"description_width": "15em"}


class Look(anywidget.AnyWidget):
    """The style of the form; it shows nothing."""

    _esm = "export default { render() {} }"
    _css = Path(__file__).parent / "firm_form.css"


class FirmForm:
    """Asks the twelve questions; ``save`` keeps them, or names the answer that is no number."""

    def __init__(self, profile: Profile, words: FirmWords, keep: Callable[[Profile], str]) -> None:
        self._words, self._keep = words, keep
        self.fields: dict[str, Any] = {}
        self.doubts: dict[str, Any] = {}
        asked = [self._question("house", HOUSE, profile)]
        asked += [self._question(name, fields, profile) for name, fields in QUESTIONS.items()]
        self.state = widgets.Label()
        self.save = widgets.Button(description=words.firm("brief.keep"), button_style="primary")
        self.save.on_click(lambda _button: self.keep())
        lead = widgets.Label(words.firm("brief.form_lead"))
        self.whole = widgets.VBox([Look(), lead, *asked, widgets.HBox([self.save, self.state])])
        self.whole.add_class(LOOK)

    def _question(self, name: str, fields: tuple[str, ...], profile: Profile) -> Any:  # noqa: ANN401
        title = widgets.Label(self._words.firm(f"ask.{name}.title"))
        title.add_class("vv-ask")
        note = widgets.Label(self._words.firm(f"ask.{name}.help"))
        note.add_class("vv-help")
        return widgets.VBox([title, note, *(self._line(field, profile) for field in fields)])

    def _line(self, field: str, profile: Profile) -> Any:  # noqa: ANN401
        said = getattr(profile, field)
        self.fields[field] = self._asking(field, said)
        if field not in DECIDING:
            return self.fields[field]
        doubt = widgets.Checkbox(
            value=field in profile.unsure,
            description=self._words.firm("brief.doubt"),
            indent=False,
            layout={"width": "9em"},
        )
        self.doubts[field] = doubt
        return widgets.HBox([self.fields[field], doubt])

    def _asking(self, field: str, said: object) -> Any:  # noqa: ANN401
        """Return the widget of a field: a list to choose from, a text, or a number."""
        look = {"description": self._words.firm(f"field.{field}"), "style": WIDE}
        wide = widgets.Layout(width="34em")
        if field == WRITTEN:
            hint = self._words.firm("brief.one_a_line")
            lines = "\n".join(said) if isinstance(said, tuple) else ""
            return widgets.Textarea(value=lines, placeholder=hint, layout=wide, **look)
        choices = [(self._words.firm(f"option.{field}.{one}"), one) for one in options(field)]
        if isinstance(said, tuple):
            rows = len(choices)
            return widgets.SelectMultiple(
                options=choices, value=said, rows=rows, layout=wide, **look
            )
        if choices:
            none = (self._words.firm("brief.unknown"), None)
            return widgets.Dropdown(options=[none, *choices], value=said, layout=wide, **look)
        shown = "" if said is None else self._bare(float(str(said)))
        hint = self._words.firm("brief.unknown")
        return widgets.Text(value=shown, placeholder=hint, layout=wide, **look)

    @property
    def _comma(self) -> bool:
        return "," in self._words.number(0.5, digits=1)

    def _bare(self, value: float) -> str:
        """Return a number without separators: what is shown reads back as it was."""
        text = str(int(value) if value.is_integer() else value)
        return text.replace(".", ",") if self._comma else text

    def keep(self) -> None:
        """Keep the answers, or say which one is no number as expected; nothing is kept then."""
        said, wrong = self._said()
        if wrong:
            what = self._words.firm(f"field.{wrong}")
            self.state.value = self._words.firm("brief.wrong", what=what)
            return
        unsure = [name for name, box in self.doubts.items() if box.value and said[name] is not None]
        file = self._keep(msgspec.convert({**said, "unsure": unsure}, Profile))
        self.state.value = self._words.firm("brief.kept", file=file)

    def _said(self) -> tuple[Mapping[str, Any], str]:
        """Return what was answered, and the first field whose answer is not as expected."""
        said: dict[str, Any] = {}
        for field, value in self._values():
            try:
                msgspec.convert({field: value}, Profile)
            except msgspec.ValidationError:
                return {}, field
            said[field] = value
        return said, ""

    def _values(self) -> Iterator[tuple[str, Any]]:
        for field, widget in self.fields.items():
            if field == WRITTEN:
                yield field, tuple(filter(None, (_line(one) for one in widget.value.splitlines())))
            elif isinstance(widget, widgets.Text):
                yield field, number(widget.value, comma=self._comma)
            else:
                yield field, widget.value


def number(text: str, *, comma: bool) -> float | str | None:
    """Return a number as people write it: ``1 800,5`` or ``1,800.5``; the text where it is none.

    ``comma`` says that a comma stands before the decimals, as in French.
    """
    bare = "".join(text.split()).replace("€", "").replace(",", "." if comma else "")
    if not bare:
        return None
    try:
        read = float(bare)
    except ValueError:
        return text
    return int(read) if read.is_integer() else read


def _line(text: str) -> str:
    """Return a line without what no file should hold: control characters and half letters."""
    return "".join(letter for letter in text if letter.isprintable()).strip()
