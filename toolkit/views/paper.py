"""How a still figure looks: its colours, its font, and a drawing as light as it can be."""

import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import matplotlib as mpl
from matplotlib.figure import Figure

INK, SOFT, LINE, ACCENT = "#17212e", "#4d5a69", "#d8dde4", "#0b5a8a"
LEVELS = {"risk": "#b04205", "strength": "#00684c", "unknown": ACCENT}
# Drawn with a font that is everywhere the same; read with the reader's own.
DRAWN, READ = "DejaVu Sans", "'Segoe UI', 'Helvetica Neue', Arial, 'DejaVu Sans', sans-serif"
SIZE = 9.5
# What matplotlib writes and nobody sees: said once or not at all, a figure is a third as long.
PLAIN = (
    (r"<metadata>.*?</metadata>", ""),
    (
        r"(<style[^>]*>)",
        rf"\1text{{font-family:{READ};font-size:{SIZE}px;fill:{INK}}}",
    ),
    (r' transform="rotate\(-0 [^"]*"', ""),
    (r' id="(figure|patch|axes|text|line2d|xtick|ytick|legend|\w+Collection|matplotlib)[^"]*"', ""),
    (r"\s*\n\s*", " "),
    (r'<path d="M [\d.]+ [\d.]+ "[^>]*/>', ""),  # a line of one point
    (r'<path d="[^"]*" style="fill: none"/>', ""),  # a frame without a line
    (r"> +<", "><"),
)
IN_TAGS = (
    (rf" font-family: '{DRAWN}';", ""),
    (rf"font-size: {SIZE}px; |text-anchor: start; |; fill: {INK}(?=\")", ""),
    (r"(\d\.\d)\d+", r"\1"),  # a tenth of a point: nobody sees less
    (r"(?<=\d)\.0(?=\D)", ""),
    (r"(?<=[:;]) ", ""),
    (r" ?([MLCQz]) ?", r"\1"),
)
STYLE: dict[Any, Any] = {
    "svg.fonttype": "none",
    "svg.hashsalt": "vivevoix",
    "font.family": DRAWN,
    "font.size": SIZE,
    "text.color": INK,
    "xtick.color": SOFT,
    "ytick.color": INK,
    "axes.edgecolor": LINE,
    "grid.color": LINE,
    "axes.unicode_minus": False,
}


@contextmanager
def style() -> Iterator[None]:
    """Draw what is drawn inside it in the style of all our figures."""
    with mpl.rc_context(rc=STYLE):
        yield


def svg(figure: Figure) -> str:
    """Return the figure as SVG text: the same figure gives the same text."""
    stream = io.StringIO()
    metadata = {"Date": None, "Creator": None, "Format": None, "Type": None}
    figure.savefig(stream, format="svg", metadata=metadata, transparent=True)
    text = stream.getvalue()
    text = text[text.index("<svg") :]
    for wordy, short in PLAIN:
        text = re.sub(wordy, short, text, flags=re.DOTALL)
    return _ungrouped(re.sub(r"<[^>]*>", _tag, text))


def _tag(found: re.Match[str]) -> str:
    """Shorten what stands inside a tag, never what is written between two."""
    tag = found[0]
    for wordy, short in () if tag.startswith("<style") else IN_TAGS:
        tag = re.sub(wordy, short, tag)
    return tag


def _ungrouped(text: str) -> str:
    """Take away the groups that say nothing, and their ends."""
    kept: list[bool] = []

    def decide(found: re.Match[str]) -> str:
        if found[0] != "</g>":
            kept.append(found[0] != "<g>")
            return found[0] if kept[-1] else ""
        return found[0] if kept.pop() else ""

    return re.sub(r"<g>|<g [^>/]*>|</g>", decide, text)
