"""Writes docs/platforms.md, the list of what can be read, from the importers themselves."""

import sys
from pathlib import Path

from toolkit import importers, plugins
from toolkit.wording import Words

HEADER = """# What can be read

`make docs` writes this page from the importers. An export may be a folder, a zip or a tar, and lie
anywhere in `exports/`. *Ce qui se lit ; page écrite par le programme.*

| | looks for | scope |
|---|---|---|
"""


def listed() -> str:
    """Return the text of docs/platforms.md."""
    french, english = Words("fr"), Words("en")
    rows = []
    for module in plugins.modules(importers).values():
        key = f"source.{module.PLATFORM}"
        names = dict.fromkeys((english.say(key), french.say(key)))
        looks = module.LOOKS_FOR.replace("|", "\\|").replace("<", "&lt;")
        rows.append(f"| **{' · '.join(names)}** | {looks} | {module.SCOPE} |")
    return HEADER + "\n".join(sorted(rows)) + "\n"


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(listed(), encoding="utf-8")
