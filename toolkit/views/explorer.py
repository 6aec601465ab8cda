"""The explorer: choose a question, a period and a group, see every number and what it rests on."""

from toolkit.views.widget import Widget


class Explorer(Widget):
    """The released numbers of one scope, to be explored in JupyterLab and in the client's file.

    ``data`` and ``words`` are what ``toolkit.views.state`` makes; ``selection`` says which
    measure, group and period are shown, and follows the reader's choices.
    """

    def __repr__(self) -> str:
        """Name the widget without its place in memory: two runs leave the same notebook."""
        return f"Explorer({self.data.get('scope', '')})"
