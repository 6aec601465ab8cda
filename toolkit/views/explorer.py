"""The explorer: choose a period and a group, see every number and what it rests on."""

from pathlib import Path
from typing import Any

import anywidget
from traitlets import Dict

WIDGETS = Path(__file__).parent / "widgets"


class Explorer(anywidget.AnyWidget):
    """The released numbers of one scope, to be explored in JupyterLab and in the client's file.

    ``data`` and ``words`` are what ``toolkit.views.state`` makes; ``selection`` says which
    measure, group and period are shown, and follows the reader's choices.
    """

    _esm = WIDGETS / "explorer.bundle.js"
    _css = WIDGETS / "explorer.css"
    data = Dict().tag(sync=True)
    words = Dict().tag(sync=True)
    selection = Dict().tag(sync=True)

    def __init__(
        self, data: dict[str, Any], words: dict[str, Any], selection: dict[str, str]
    ) -> None:
        super().__init__(data=data, words=words, selection=selection)

    def __repr__(self) -> str:
        """Name the widget without its place in memory: two runs leave the same notebook."""
        return f"Explorer({self.data.get('scope', '')})"
