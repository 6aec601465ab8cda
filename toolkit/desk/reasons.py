"""Why something was left or taken for granted, in the consultant's language."""

import re

from toolkit.errors import TemplateError
from toolkit.wording import Words

_BLANK = re.compile(r"\\\{(\w+)\\\}")


class Reasons:
    """Says the short reasons that importers give; ``[left]`` of the wording has a line for each.

    A reason may carry a number or the name of a field, which its line holds as a blank.
    """

    def __init__(self, words: Words) -> None:
        self._words = words
        lines = words.part("left")
        if isinstance(lines, str):
            raise TemplateError("left: a table is wanted")
        self._lines = {key: text for key, text in lines.items() if isinstance(text, str)}
        self._patterns = [
            (re.compile(_BLANK.sub(r"(?P<\1>.+)", re.escape(key))), text)
            for key, text in self._lines.items()
            if "{" in key
        ]

    def knows(self, kind: str) -> bool:
        """Say whether there are words for a reason."""
        return kind in self._lines or any(one.fullmatch(kind) for one, _ in self._patterns)

    def say(self, kind: str) -> str:
        """Return a reason in words; as the importer gives it where there are none."""
        if kind in self._lines:
            return self._lines[kind]
        for pattern, text in self._patterns:
            if found := pattern.fullmatch(kind):
                return text.format(**found.groupdict())
        return kind
