"""What somebody wrote in a post himself, without what he quotes and previews of pages."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from toolkit.reading import plain_html

_TYPED = re.compile(
    r'(?i:\[quote(?:="([^"\[\]\n]{0,200})")?[^\[\]\n]{0,100}\]|\[/quote\])',
)
_SEEN = re.compile(r"<aside\b([^<>]{0,1000})>|</aside>")
_SOURCE = re.compile(r"(.{1,80}), ?post: ?(\d{1,9}), ?topic: ?(\d{1,12})")
_DATA = re.compile(r'data-(username|post|topic)="([^"]{1,80})"')
_NAMED = re.compile(r'<a class="mention" href="[^"]{0,200}">@([^<\s]{1,60})</a>')


@dataclass(frozen=True, slots=True)
class Quoted:
    """The post that is quoted first, and who wrote it."""

    username: str
    topic: str
    number: str


@dataclass(frozen=True, slots=True)
class Own:
    """The words of the author, the people he names, and what he quotes first."""

    text: str | None
    named: tuple[str, ...] = ()
    quoted: Quoted | None = None


def own_words(raw: str | None, cooked: str | None) -> Own:
    """Take out what is quoted: of what was typed where that is known, else of what is seen."""
    seen = "".join(_kept(cooked, _SEEN)) if cooked else ""
    named = tuple(dict.fromkeys(_NAMED.findall(seen)))
    if raw is not None:
        return Own("".join(_kept(raw, _TYPED)).strip() or None, named, _first_typed(raw))
    return Own(plain_html(seen) or None, named, _first_seen(cooked or ""))


def _kept(written: str, marks: re.Pattern[str]) -> Iterator[str]:
    """Yield what stands outside the marks; where one does not close, all is kept."""
    depth, outside, opened = 0, 0, 0
    for mark in marks.finditer(written):
        closes = mark[0].startswith(("[/", "</"))
        if not closes:
            if depth == 0:
                yield written[outside : mark.start()]
                opened = mark.start()
            depth += 1
        elif depth:
            depth -= 1
            outside = mark.end()
    yield written[opened if depth else outside :]


def _first_typed(raw: str) -> Quoted | None:
    mark = _TYPED.search(raw)
    source = _SOURCE.match(mark[1] or "") if mark else None
    return Quoted(source[1], source[3], source[2]) if source else None


def _first_seen(cooked: str) -> Quoted | None:
    for mark in _SEEN.finditer(cooked):
        data = dict(_DATA.findall(mark[1] or ""))
        if data.keys() >= {"username", "post", "topic"}:
            return Quoted(data["username"], data["topic"], data["post"])
    return None
