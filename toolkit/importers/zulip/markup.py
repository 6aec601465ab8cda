"""Zulip's way of naming people and of quoting what is answered, undone."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

MENTION = re.compile(r"(?<![_\w])@\*\*([^*|\n]{1,200})(?:\|(\d{1,12}))?\*\*")

_FENCE = re.compile(r"(`{3,}|~{3,}) ?quote\s*")
_SAID = re.compile(
    r"@_\*\*[^*|\n]{1,200}(?:\|(\d{1,12}))?\*\* "
    r"\[[^\]\n]{1,100}\]\([^()\s]{0,500}#narrow/[^()\s]{1,1000}/near/(\d{1,12})/?\):?\s*"
)


@dataclass(frozen=True, slots=True)
class Own:
    """What somebody wrote himself, and the messages that he quoted: writer and number."""

    text: str
    quoted: tuple[tuple[str | None, str], ...] = ()


def own_words(content: str) -> Own:
    """Take out what is quoted, with the line that says whose it is."""
    if "quote" not in content:
        return Own(content)
    quoted: list[tuple[str | None, str]] = []
    kept = "\n".join(_kept(content.splitlines(), quoted))
    return Own(kept.strip(), tuple(quoted))


def _kept(lines: list[str], quoted: list[tuple[str | None, str]]) -> Iterator[str]:
    """Yield the lines that are no quotation; one that does not end goes on to the end."""
    until = ""
    for line in lines:
        if until:
            until = "" if line.strip() == until else until
        elif fence := _FENCE.fullmatch(line):
            until = fence[1]
        elif line.startswith("@_**") and (said := _SAID.fullmatch(line)):
            quoted.append((said[1], said[2]))
        else:
            yield line
