"""The survey on paper: a page to print, without a script and without anything from elsewhere."""

from collections.abc import Iterator, Sequence
from html import escape

from toolkit.surveys.instrument import Frame, Instrument

STYLE = """
body { font: 11pt/1.4 sans-serif; max-width: 19cm; margin: 1cm auto; color: #000; }
h1 { font-size: 18pt; } h2 { font-size: 13pt; margin: 1.2em 0 .2em; }
section { break-inside: avoid; }
table { border-collapse: collapse; width: 100%; }
th, td { border-bottom: 1px solid #999; padding: .35em .3em; text-align: center; }
th, td { vertical-align: middle; }
thead th { font-size: 8.5pt; font-weight: normal; width: 12%; vertical-align: bottom; }
tbody th, thead td { text-align: left; font-weight: normal; }
.box { display: inline-block; width: 1em; height: 1em; border: 1px solid #000; }
.lines { border: 1px solid #999; height: 6cm; }
"""
BOX = '<span class="box"></span>'


def page(instrument: Instrument, language: str) -> str:
    """Return the survey in one language as a page to print; the codes help to type answers in."""
    words = instrument.words[language]
    body = "\n".join(_body(instrument, words, language))
    return (
        f'<!DOCTYPE html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        f"<title>{escape(words.title)}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n"
        f"{body}\n</body>\n</html>\n"
    )


def _body(instrument: Instrument, words: Frame, language: str) -> Iterator[str]:
    yield f"<h1>{escape(words.title)}</h1>\n<p>{escape(words.welcome)}</p>"
    yield f"<p>{escape(words.agreement)}</p>"
    for one in instrument.dimensions:
        note = f"<p>{escape(words.leaders)}</p>" if one.leaders else ""
        lines = [getattr(said, language) for said in one.statements]
        yield _section(getattr(one, language), note + _table(lines, words.agree))
    topics = [getattr(one, language) for one in instrument.topics]
    for asked in (words.received, words.needed):
        yield _section(asked, _table(topics, words.much))
    yes_no = " ".join(f"{BOX} {escape(one)}" for one in words.yes_no)
    story = f'<p>{escape(words.story)}</p><div class="lines"></div>'
    yield _section(words.story_title, f"{story}<p>{escape(words.quote)} {yes_no}</p>")
    asked = f"<p>{escape(words.group)} {escape(words.group_help)}</p>"
    teams = "".join(f"<p>{BOX} {escape(one)}</p>" for one in words.groups)
    yield _section(words.group_title, asked + teams)
    yield f"<p>{escape(words.thanks)}</p>"


def _section(title: str, content: str) -> str:
    return f"<section><h2>{escape(title)}</h2>{content}</section>"


def _table(lines: Sequence[str], steps: Sequence[str]) -> str:
    head = "".join(f'<th scope="col">{escape(step)}</th>' for step in steps)
    boxes = f"<td>{BOX}</td>" * len(steps)
    rows = "".join(f'<tr><th scope="row">{escape(line)}</th>{boxes}</tr>' for line in lines)
    return f"<table><thead><tr><td></td>{head}</tr></thead><tbody>{rows}</tbody></table>"
