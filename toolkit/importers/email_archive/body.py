"""The words of a mail: its first part of plain text, else of HTML, decoded; attachments skipped."""

import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from toolkit.importers.email_archive.headers import Fields, Heads, decode, split_head
from toolkit.reading import plain_html

KEPT = 1 << 18  # bytes of text kept of one mail, once decoded
Part: TypeAlias = tuple[int, int, Fields]
PARTS = 100  # parts looked at
HTML = 1 << 19  # bytes of HTML looked at

_BOUNDARY = re.compile(rb'boundary\s*=\s*(?:"([^"]{1,200})"|([^\s;"]{1,200}))', re.IGNORECASE)
_AFTER = (b"\n", b"\r", b"-", b" ", b"\t", b"")  # what may stand behind a boundary
_CHARSET = re.compile(rb"charset\s*=\s*\"?'?([\w.:()+-]{1,60})", re.IGNORECASE)
# Where the HTML of a mail turns to what it answers.
_ANSWERED = re.compile(
    rb'class="?(?:gmail_quote|gmail_attr|yahoo_quoted|moz-cite-prefix|protonmail_quote)'
    rb'|id="?(?:divRplyFwdMsg|appendonsend|mail-editor-reference-message)|type="?cite'
    rb"|border-top:\s?solid #(?:E1E1E1|B5C4DF)"
)


@dataclass(frozen=True, slots=True)
class Body:
    """What a mail says, and whether it was longer than what is kept."""

    text: str
    cut: bool = False


def body_of(mail: bytes, start: int, fields: Fields, heads: Heads) -> Body:
    """Return the words of a mail whose body starts there."""
    kind = fields.get("content-type", b"").lower()
    if not kind.startswith(b"multipart/"):
        return _text(mail[start:], kind, fields)
    html: Body | None = None
    for low, high, part in _parts(mail, start, fields, heads):
        kind = part.get("content-type", b"").lower()
        if part.get("content-disposition", b"")[:10].lower() == b"attachment":
            continue
        if not kind or kind.startswith(b"text/plain"):
            found = _text(mail[low:high], kind, part)
            if found.text.strip():
                return found
        elif kind.startswith(b"text/html") and html is None:
            html = _text(mail[low:high], kind, part)
    return html or Body("")


def _parts(mail: bytes, start: int, fields: Fields, heads: Heads) -> Iterator[Part]:
    """Yield where the parts of a mail that hold no others start and end, in their order."""
    open_parts = [_between(mail, start, len(mail), fields, heads)]
    for _ in range(PARTS):
        part = next(open_parts[-1], None)
        while part is None:
            open_parts.pop()
            if not open_parts:
                return
            part = next(open_parts[-1], None)
        low, high, head = part
        if head.get("content-type", b"")[:10].lower() == b"multipart/":
            open_parts.append(_between(mail, low, high, head, heads))
        else:
            yield part


def _between(mail: bytes, low: int, high: int, fields: Fields, heads: Heads) -> Iterator[Part]:
    """Yield where the parts of one part start and end, each with its fields."""
    named = _BOUNDARY.search(fields["content-type"])
    if not named:
        return
    boundary = b"--" + (named[1] or named[2])
    at = _line(mail, boundary, low, high)
    while at >= 0 and not mail.startswith(b"--", at + len(boundary)):
        first = mail.find(b"\n", at, high) + 1
        if not first:
            return
        at = _line(mail, boundary, first, high)
        end = at if at >= 0 else high
        lines, body = split_head(mail, first, end)
        yield body, end, heads.read(lines)


def _line(mail: bytes, boundary: bytes, low: int, high: int) -> int:
    """Return where a line starts with the boundary."""
    at = low - 1 if mail.startswith(boundary, low) else mail.find(b"\n" + boundary, low, high)
    after = at + 1 + len(boundary)
    while at >= 0 and mail[after : after + 1] not in _AFTER:  # the start of a longer boundary
        at = mail.find(b"\n" + boundary, after, high)
        after = at + 1 + len(boundary)
    return at + 1 if at >= 0 else -1


def _text(content: bytes, kind: bytes, fields: Fields) -> Body:
    """Return one part as text, whatever its encoding; what is no text says nothing."""
    if kind and not kind.startswith((b"text", b"message/delivery-status")):
        return Body("")
    html = kind.startswith(b"text/html")
    room = HTML if html else KEPT
    plain = _transferred(content, fields.get("content-transfer-encoding", b"").lower(), room)
    charset = _CHARSET.search(kind)
    if html:
        text = plain_html(_decoded(_unanswered(plain[:room]), charset))
    else:
        text = _decoded(plain[:room], charset)
    return Body(text[:KEPT], cut=len(plain) > room or len(text) > KEPT)


def _unanswered(html: bytes) -> bytes:
    found = _ANSWERED.search(html)
    return html[: html.rfind(b"<", 0, found.start())] if found else html


def _decoded(content: bytes, charset: re.Match[bytes] | None) -> str:
    return decode(content, charset[1].decode("latin-1") if charset else None).replace("\0", "")


def _transferred(content: bytes, encoding: bytes, room: int) -> bytes:
    """Return content as it was before it was made fit for the way."""
    if encoding.startswith(b"quoted-printable"):
        return binascii.a2b_qp(content[: 3 * room + 1])
    if encoding.startswith(b"base64"):
        packed = content[: 2 * room + 4]
        try:
            return binascii.a2b_base64(packed)
        except binascii.Error:
            return _mended(packed)
    return content[: room + 1]


def _mended(packed: bytes) -> bytes:
    """Return what can be had of base64 that was cut or has something else behind it."""
    letters = b"".join(packed.partition(b"=")[0].split())
    letters = letters[: len(letters) - (len(letters) % 4 == 1)]
    try:
        return binascii.a2b_base64(letters + b"=" * (-len(letters) % 4))
    except binascii.Error:
        return b""
