"""The forms of the consultant's desk: one fold for each proposal, one for an addition."""

from collections.abc import Callable, Mapping
from typing import Any

import ipywidgets as widgets

from toolkit.decided import WORDED
from toolkit.release import Release, Verdicts
from toolkit.results import Recommendation
from toolkit.views.advised import worded
from toolkit.wording import Words

OPEN = ""  # not decided: a list shows nothing for None
CHOICES = ("accepted", "reworded", "rejected")
WIDE = {"description_width": "11em"}
LINE = {"width": "52em"}

Keep = Callable[[str, str, str, Mapping[str, str]], str]


class Fields:
    """The texts of one piece of advice, a comment, and the initials of whoever decides."""

    def __init__(
        self, words: Words, texts: Mapping[str, str], comment: str = "", by: str = ""
    ) -> None:
        self.texts: dict[str, Any] = {
            part: _text(words.say(f"voices.{part}"), texts.get(part, ""), long=part == "action")
            for part in WORDED
        }
        self.comment: Any = _text(words.say("voices.comment"), comment, long=True)
        self.by: Any = _text(words.say("voices.by"), by, long=False)

    @property
    def lines(self) -> list[Any]:
        """All fields, from top to bottom."""
        return [*self.texts.values(), self.comment, self.by]

    @property
    def said(self) -> dict[str, str]:
        """What is written in the fields, the comment with it."""
        return {
            **{part: box.value for part, box in self.texts.items()},
            "comment": self.comment.value,
        }


def _text(name: str, value: str, *, long: bool) -> Any:  # noqa: ANN401 - a widget, which has no types
    made = widgets.Textarea if long else widgets.Text
    return made(value=value, description=name, style=WIDE, layout=widgets.Layout(**LINE))


class Proposal:
    """One proposal: what the rule says, what the consultant makes of it."""

    def __init__(
        self,
        advice: Recommendation,
        verdicts: Verdicts,
        words: Words,
        keep: Keep,
        withdraw: Callable[[str], str],
    ) -> None:
        self.advice, self._words, self._keep = advice, words, keep
        self._withdraw = withdraw
        decision = verdicts.decision(advice.rule)
        texts = {part: worded(words, verdicts, advice.rule, part) for part in WORDED}
        comment = decision.said(words.language, "comment") if decision else ""
        self.fields = Fields(words, texts, comment, decision.by if decision else "")
        others = decision.texts.items() if decision else ()
        self._elsewhere = any(
            said.keys() & {*WORDED} for language, said in others if language != words.language
        )
        self.title = texts["title"]
        options = [(words.say("voices.open"), OPEN)]
        options += [(words.say(f"voices.{one}"), one) for one in CHOICES]
        self.choice = widgets.Dropdown(
            options=options, value=decision.choice if decision else OPEN, style=WIDE,
            description=words.say("voices.choice"),
        )  # fmt: skip
        self.state = widgets.Label()
        self.save = widgets.Button(description=words.say("voices.save"), button_style="primary")
        self.save.on_click(lambda _button: self.keep())
        buttons = widgets.HBox([self.save, self.state])
        self.whole = widgets.VBox([self.choice, *self.fields.lines, buttons])

    def keep(self) -> None:
        """Keep the decision; what was not reworded is not kept as words of the consultant."""
        rule = self.advice.rule
        if self.choice.value == OPEN:
            self.state.value = self._withdraw(rule)
            return
        proposed = {part: self._words.say(f"rule.{rule}.{part}") for part in WORDED}
        own = {
            part: text
            for part, text in self.fields.said.items()
            if text.strip() and text.strip() != proposed.get(part)
        }
        if self.choice.value != "rejected":
            changed = own.keys() & {*WORDED} or self._elsewhere
            self.choice.value = "reworded" if changed else "accepted"
        self.state.value = self._keep(rule, self.choice.value, self.fields.by.value, own)


class Review:
    """All proposals, each in its fold."""

    def __init__(
        self, release: Release, words: Words, keep: Keep, withdraw: Callable[[str], str]
    ) -> None:
        verdicts = release.verdicts
        self.proposals = [
            Proposal(one, verdicts, words, keep, withdraw) for one in verdicts.recommendations
        ]
        folds = widgets.Accordion(children=[one.whole for one in self.proposals])
        for at, one in enumerate(self.proposals):
            folds.set_title(at, f"{at + 1}. {one.title}")
        none = widgets.Label(words.say("ui.no_recommendations"))
        self.whole: Any = folds if self.proposals else none


class Addition:
    """A piece of advice of the consultant's own."""

    def __init__(self, words: Words, add: Callable[[str, Mapping[str, str]], str]) -> None:
        self._words, self._add = words, add
        self.fields = Fields(words, {})
        self.state = widgets.Label()
        self.save = widgets.Button(description=words.say("voices.add"), button_style="primary")
        self.save.on_click(lambda _button: self.keep())
        self.whole: Any = widgets.VBox([*self.fields.lines, widgets.HBox([self.save, self.state])])

    def keep(self) -> None:
        """Keep it where it has a title and says what to do."""
        said = self.fields.said
        if not (said["title"].strip() and said["action"].strip()):
            self.state.value = self._words.say("voices.incomplete")
            return
        self.state.value = self._add(self.fields.by.value, said)
