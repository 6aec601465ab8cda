"""What a reader may touch: the same widget in JupyterLab and in the client's one file."""

from pathlib import Path
from typing import Any

import anywidget
from traitlets import Dict

WIDGETS = Path(__file__).parent / "widgets"


class Widget(anywidget.AnyWidget):
    """A widget made of data, of words, and of what the reader has chosen.

    All are drawn by one bundle, which tells them apart by their ``data``.
    """

    _esm = WIDGETS / "explorer.bundle.js"
    _css = WIDGETS / "explorer.css"
    data = Dict().tag(sync=True)
    words = Dict().tag(sync=True)
    selection = Dict().tag(sync=True)

    def __init__(
        self, data: dict[str, Any], words: dict[str, Any], selection: dict[str, Any]
    ) -> None:
        super().__init__(data=data, words=words, selection=selection)
