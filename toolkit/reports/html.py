"""Makes the client's page: one file, no network, everything that the notebook showed in it."""

import hashlib
import json
import zlib
from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

import msgspec
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from toolkit.cards import CARD, Card, read_card
from toolkit.errors import NotebookError
from toolkit.release import Release
from toolkit.wording import Words, templates_folder

WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"
WIDGET_STATE = "application/vnd.jupyter.widget-state+json"
WIDGETS = {  # what a page may hold, and what it is called there
    "toolkit.views.explorer.Explorer": "explorer",
    "toolkit.views.levers.Levers": "levers",
}
DONE = "vivevoix:done:"
KEPT = ("data", "words", "selection")
OPENING = (
    "summary", "section", "index", "recommendations", "programme", "brief", "sources", "method",
)  # fmt: skip


@dataclass(frozen=True)
class Widget:
    """The saved state of a widget, its name, and the number by which the page knows it."""

    number: int
    name: str
    state: Mapping[str, Any]


@dataclass(frozen=True)
class Chapter:
    """A part of the page: what opens it, and what it shows."""

    name: str
    card: Card | None
    blocks: tuple[Card | Widget, ...]


def compose(release: Release, words: Words, notebook: Mapping[str, Any]) -> str:
    """Return the page made of what an executed notebook shows, in its order.

    Only our cards and explorers are let in; ``NotebookError`` names the kind of anything else.
    """
    shown = tuple(_shown(notebook))
    widgets = [block for block in shown if isinstance(block, Widget)]
    script = Markup(_script() if widgets else "")  # noqa: S704  # our own, its hash is in the policy
    style = Markup(_own("reports", "page", "page.css") + _own("views", "widgets", "explorer.css"))  # noqa: S704
    return (
        _environment()
        .get_template("page.html.jinja")
        .render(
            about=release.facts.about,
            words=words,
            cover=next((b for b in shown if isinstance(b, Card) and b.kind == "cover"), None),
            chapters=_chapters(shown),
            policy=_policy(script, style),
            script=script,
            style=style,
            saved=_packed({str(widget.number): widget.state for widget in widgets}),
        )
    )


def _shown(notebook: Mapping[str, Any]) -> Iterator[Card | Widget]:
    state = notebook.get("metadata", {}).get("widgets", {}).get(WIDGET_STATE, {}).get("state", {})
    count = 0
    for cell in notebook["cells"]:
        for output in cell.get("outputs", ()):
            block = _block(output, state, count)
            if block is not None:
                count += isinstance(block, Widget)
                yield block


def _block(output: Mapping[str, Any], state: Mapping[str, Any], count: int) -> Card | Widget | None:
    """Return what one output shows; nothing for the run's last word; refuse the rest."""
    data = output.get("data", {})
    if output["output_type"] not in ("display_data", "execute_result"):
        raise NotebookError(f"a report shows cards and explorers, not an output '{_kind(output)}'")
    if CARD in data:
        return _card(data[CARD])
    if WIDGET_VIEW in data:
        return _widget(count, state.get(data[WIDGET_VIEW].get("model_id"), {}))
    if str(data.get("text/plain", "")).startswith(DONE):
        return None
    raise NotebookError(f"a report shows cards and explorers, not {', '.join(sorted(data))}")


def _kind(output: Mapping[str, Any]) -> str:
    known = ("stream", "error", "update_display_data")
    return output["output_type"] if output["output_type"] in known else "of another kind"


def _card(bundle: object) -> Card:
    try:
        return read_card(bundle)
    except msgspec.ValidationError as error:
        raise NotebookError("a card of the notebook is not in its agreed shape") from error


def _widget(number: int, model: Mapping[str, Any]) -> Widget:
    """Keep what the page needs of a widget's state, and refuse a widget that is not ours."""
    state = model.get("state", {})
    name = WIDGETS.get(str(state.get("_anywidget_id")))
    if name is None or any(part not in state for part in KEPT):
        raise NotebookError("a report shows our own widgets, and no other widget")
    return Widget(number, name, {part: state[part] for part in KEPT})


def _chapters(shown: Sequence[Card | Widget]) -> tuple[Chapter, ...]:
    chapters: list[Chapter] = []
    for block in shown:
        if isinstance(block, Card) and block.kind == "cover":
            continue
        if isinstance(block, Card) and block.kind in OPENING:
            chapters.append(Chapter(block.scope or block.kind, block, ()))
        elif not chapters:
            chapters.append(Chapter("audit", None, (block,)))
        else:
            last = chapters.pop()
            echo = last.blocks[-1:] == (block,)  # what is closed need be said once only
            chapters.append(
                Chapter(last.name, last.card, last.blocks if echo else (*last.blocks, block))
            )
    return tuple(chapters)


def _script() -> str:
    """Return the explorer's bundle as it is, and behind it the runtime that hosts it."""
    bundle = _own("views", "widgets", "explorer.bundle.js")
    return bundle + _own("reports", "page", "runtime.js")


def _own(*path: str) -> str:
    text = files("toolkit").joinpath(*path).read_text(encoding="utf-8")
    if "</script" in text or "</style" in text:
        raise NotebookError(f"{path[-1]} would end its own element")
    return text


def _policy(script: str, style: str) -> str:
    """Allow our one script, our one style and pictures within the file: nothing else at all."""
    scripts = f"'{_digest(script)}'" if script else "'none'"
    return (
        f"default-src 'none'; script-src {scripts}; style-src '{_digest(style)}'; "
        "img-src data:; base-uri 'none'; form-action 'none'; "
        "require-trusted-types-for 'script'; trusted-types 'none'"
    )


def _digest(text: str) -> str:
    return "sha256-" + b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _packed(content: object) -> str:
    """Return what widgets know as compressed JSON: a page of numbers travels at a third.

    No letter of it can end the element it stands in, whatever a client wrote.
    """
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return b64encode(zlib.compress(text.encode(), 9)).decode()


def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(templates_folder() / "report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
