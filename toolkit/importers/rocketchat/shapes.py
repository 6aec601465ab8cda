"""What a file of Rocket.Chat holds, told by its first records: their names are anybody's."""

import json
import re
from collections.abc import Iterator, Mapping
from itertools import islice
from types import MappingProxyType
from typing import Any, BinaryIO, TypeVar, cast

import msgspec

from toolkit.reading import Archive, Before, Decoded, Elements, LinesOf, ListOf

T = TypeVar("T")

FILES = r"[^/]+\.jsonl?"
WRITTEN = ("messages", "lines")
TRIED = 40  # objects looked at before a file is nobody's

_OBJECT = re.compile(r'\{\s*"')
_ANSWER = re.compile(  # of the server's programming interface: a list, or one thing, under a name
    r'\A\s*\{\s*(?:"(?:success|count|offset|total|cursor)"\s*:\s*[^,{}\[\]]*,\s*)*'
    r'"(messages|channels|groups|ims|rooms|update|users|members|channel|group|room|user)"'
    r"\s*:\s*([\[{])"
)
# Where no record can be read, their words tell.
_WORDS: Mapping[str, re.Pattern[str]] = MappingProxyType(
    {
        "messages": re.compile(
            r'(?s)\A(?=.*"_id")(?=.*"rid"\s*:)(?=.*"msg"\s*:)(?=.*"ts"\s*:)(?=.*"u"\s*:\s*\{)'
        ),
        "lines": re.compile(r'(?m)^\s*\[?\{\s*"msg"\s*:(?=.*"username"\s*:)(?=.*"ts"\s*:)'),
    }
)
_KEYS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "folders": frozenset(("roomId", "roomName", "type")),
        "subscriptions": frozenset(("rid", "u", "open")),
        "messages": frozenset(("_id", "rid", "u", "ts")),
    }
)
_OF_LINES = frozenset(("msg", "username", "ts", "attachments", "type"))
_OF_USERS = frozenset(("roles", "emails", "services", "status", "utcOffset", "active"))
_OF_ROOMS = frozenset(("usersCount", "msgs", "uids", "ro", "sysMes"))


def shape_of(head: str) -> str | None:
    """Return what a file holds that begins so: messages, rooms, users and the like, or nothing."""
    scan = json.JSONDecoder().raw_decode
    for found in islice(_OBJECT.finditer(head), TRIED):
        try:
            record, _ = scan(head, found.start())
        except (ValueError, RecursionError):
            continue
        if shape := _shape(record):
            return shape
    return next((shape for shape, words in _WORDS.items() if words.search(head)), None)


def _shape(record: Mapping[str, object]) -> str | None:
    keys = frozenset(record)
    if "_id" not in keys:
        return _shape_of_a_file(keys)
    if "rid" in keys:
        known = ("subscriptions", "messages")
        return next((shape for shape in known if keys >= _KEYS[shape]), None)
    if "username" in keys:
        return "users" if keys & _OF_USERS else None
    is_room = keys & _OF_ROOMS and record.get("t") in ("c", "p", "d", "l", "v")
    return "rooms" if is_room else None


def _shape_of_a_file(keys: frozenset[str]) -> str | None:
    """Say what a record without number is: only the files that members export have them."""
    if keys >= {"username", "ts"} and keys <= _OF_LINES and keys & {"msg", "attachments"}:
        return "lines"
    if keys >= {"username", "emails", "roles"}:
        return "holder"
    return "folders" if keys >= _KEYS["folders"] else None


def holds_something(archive: Archive, name: str) -> bool:
    """Say whether a file is one of Rocket.Chat's."""
    return shape_of(archive.head(name)) is not None


def holds_messages(archive: Archive, name: str) -> bool:
    """Say whether a file holds what somebody wrote on Rocket.Chat."""
    return shape_of(archive.head(name)) in WRITTEN


def records_of(archive: Archive, name: str, kind: type[T]) -> Iterator[Decoded[T]]:
    """Yield the records of a file: one a line, a list, or an answer of the server."""
    head = archive.head(name)
    answer = _ANSWER.match(head)
    if answer and answer[2] == "{":
        yield ListOf(kind).decode(_one(archive.read(name), answer[1]), name)
        return
    with archive.stream(name) as content:
        found: Iterator[Before | Decoded[T]]
        if answer:
            found = Elements(kind, answer[1]).read(content, name)
        elif head.lstrip("\ufeff \t\r\n").startswith("["):
            found = Elements(kind, LIST).read(cast("BinaryIO", _Named(content)), name)
        else:
            found = LinesOf(kind).read(content, name)
        yield from (piece for piece in found if not isinstance(piece, Before))


def _one(content: bytes, key: str) -> bytes:
    """Return a list of the one thing that stands under a name."""
    try:
        thing: Any = msgspec.json.decode(content, type=dict[str, msgspec.Raw]).get(key, b"")
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return content  # which is no list: said where it is read
    return b"[" + bytes(thing) + b"]"


LIST = "list"


class _Named:
    """A stream that holds a list alone, as if the list had a name."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream, self._before = stream, f'{{"{LIST}":'.encode()

    def read(self, size: int) -> bytes:
        """Return the next bytes."""
        before, self._before = self._before, b""
        return before + self._stream.read(size)
