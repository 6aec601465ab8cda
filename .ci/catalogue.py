"""Writes docs/measures.md, the catalogue of measures, from the measures and their words."""

import sys
from pathlib import Path

from toolkit import measuring
from toolkit.results import Measure
from toolkit.wording import Words

HEADER = """# Measures

What Vive voix measures today. `make docs` writes this page from the code and from the words of the
reports. *Ce que Vive voix mesure ; page écrite par le programme.*
"""


def catalogue() -> str:
    """Return the text of docs/measures.md."""
    french, english = Words("fr"), Words("en")
    sections = [HEADER]
    for scope in ("external", "internal"):
        sections.append(f"## {english.say(f'section.{scope}.title')}\n")
        sections += [_entry(one, french, english) for one in _measures(scope)]
    return "\n".join(sections)


def _measures(scope: str) -> list[Measure]:
    found = [
        one
        for metric in measuring.questions(scope).values()
        for one in measuring.refused(metric, "no_table")
    ]
    return sorted(found, key=lambda one: (int(one.code[1:]), one.id))


def _entry(measure: Measure, french: Words, english: Words) -> str:
    key = f"measure.{measure.id}"
    return (
        f"**{measure.code} `{measure.id}`** ({measure.unit}) · {english.say(f'{key}.title')} · "
        f"*{french.say(f'{key}.title')}*\n{english.say(f'{key}.method')}\n"
    )


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(catalogue(), encoding="utf-8")
