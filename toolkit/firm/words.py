"""The words of the brief and of the catalogue, beside those of the audit."""

from toolkit.templates import tables
from toolkit.wording import Words, templates_folder

FOLDER = "firm"


class FirmWords(Words):
    """The words of one language, with those of ``templates/firm`` under ``firm``."""

    def __init__(self, language: str) -> None:
        super().__init__(language)
        own = tables(templates_folder() / FOLDER / f"{language}.toml")
        self._parts = {**self._parts, FOLDER: own}

    def firm(self, key: str, **blanks: str | int) -> str:
        """Return a text of the brief with its blanks filled."""
        return self.say(f"{FOLDER}.{key}", **blanks)

    def listed(self, keys: tuple[str, ...], under: str) -> str:
        """Return the texts of several keys, separated by commas."""
        return ", ".join(self.firm(f"{under}.{key}") for key in keys)

    def bounds(self, low: float, high: float, *, digits: int = 1) -> str:
        """Return a range of numbers, or the number where both ends read the same."""
        ends = [self.number(end, digits=digits) for end in (low, high)]
        if ends[0] == ends[1]:
            return ends[0]
        return self.firm("brief.level_range", low=ends[0], high=ends[1])
