"""The chats of a Telegram export: each goes where its kind belongs, letters are left aside."""

from collections.abc import Iterator
from typing import BinaryIO, cast

import msgspec

from toolkit.importers.telegram.colleagues import Colleagues
from toolkit.importers.telegram.escapes import Mended
from toolkit.importers.telegram.published import Letters, Published
from toolkit.importers.telegram.reader import Reader
from toolkit.importers.telegram.records import CHAT, MESSAGES, Chat
from toolkit.reading import Archive, Before, Decoded, Found, Noted, Told, mended_json

DEEPEST = 20  # braces that a chat's name may hold
TAKEN = "channels and public groups of an account taken for the organisation's own"


def chats(archive: Archive, name: str, told: Told) -> Iterator[Found]:
    """All chats of a file: one, or those of a whole account."""
    reader: Reader | None = None
    aside = 0
    whole = False
    with archive.stream(name) as stream:
        for piece in MESSAGES.read(cast("BinaryIO", Mended(stream)), name):
            if isinstance(piece, Decoded):
                yield from reader.read(piece) if reader else ()
                continue
            if reader:
                yield from reader.closed()
                aside += reader.is_aside
            whole = whole or b'"chats"' in piece.content or b'"left_chats"' in piece.content
            reader = _reader(_head(piece), name, told, whole=whole)
            if whole and type(reader) is Published:
                yield Noted(name, TAKEN)
    if reader:
        yield from reader.closed()
        aside += reader.is_aside
    if aside:
        yield Noted(name, f"private chats left aside: {aside}")


def _reader(chat: Chat, where: str, told: Told, *, whole: bool) -> Reader:
    if chat.manner == "talk":
        return Colleagues(chat, where, told)
    if chat.manner == "letters":
        return Letters(chat, where, told)
    return Published(chat, where, told, whole=whole)


def _head(before: Before) -> Chat:
    """Return what stands right before a list of messages: whose it is."""
    content = mended_json(before.content).rstrip(b", \t\r\n") + b"}"
    start = len(content)
    for _ in range(DEEPEST):
        start = content.rfind(b"{", 0, start)
        if start < 0:
            break
        try:
            return CHAT.decode(content[start:])
        except (msgspec.DecodeError, RecursionError):
            continue  # a brace inside the name
    return Chat()
