"""How Teams' lists are read: bare or with a name before them, their fields great or small."""

import codecs
import re
from collections.abc import Iterator
from functools import reduce
from operator import or_
from types import GenericAlias, UnionType
from typing import BinaryIO, Generic, TypeVar, cast, get_args

import msgspec

from toolkit.importers.teams import records
from toolkit.reading import Archive, Before, Decoded, Elements

T = TypeVar("T", bound=msgspec.Struct)

_SMALL = re.compile(r'"(createdDateTime|displayName|userId|mail)"\s*:')


class Lists(Generic[T]):
    """Reads one kind of record, a piece of the list at a time.

    The data export writes ``CreatedDateTime``, the programming interface ``createdDateTime``.
    """

    def __init__(self, kind: type[T]) -> None:
        self._great = Elements(kind, "value")
        self._small = Elements(cast("type[T]", _small(kind)), "value")

    def read(self, archive: Archive, name: str) -> Iterator[Decoded[T]]:
        """Yield the records of a file, with their places and what was left."""
        elements = self._small if _SMALL.search(archive.head(name)) else self._great
        with archive.stream(name) as stream:
            for piece in elements.read(cast("BinaryIO", _Named(stream)), name):
                if not isinstance(piece, Before):
                    yield piece


class _Named:
    """A stream with a name before its list: some files are a bare list."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream, self._before = stream, b'{"value":'

    def read(self, size: int) -> bytes:
        piece = self._stream.read(size)
        if self._before:
            piece, self._before = self._before + piece.removeprefix(codecs.BOM_UTF8), b""
        return piece


def _small(kind: object) -> object:
    """Return the same kind of record whose fields' names begin small."""
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        fields = [(one.name, _small(one.type), _field(one)) for one in msgspec.structs.fields(kind)]
        return msgspec.defstruct(kind.__name__, fields, bases=(kind,), kw_only=True)
    if isinstance(kind, UnionType):
        return reduce(or_, map(_small, get_args(kind)))
    inner = get_args(kind)
    return GenericAlias(list, (_small(inner[0]),)) if inner else kind


def _field(one: msgspec.structs.FieldInfo) -> object:
    name = one.encode_name[0].lower() + one.encode_name[1:]
    return msgspec.field(default=one.default, name=name)


MESSAGES = Lists(records.Message)
USERS = Lists(records.User)
MEMBERS = Lists(records.Member)
TEAMS = Lists(records.Team)
PLACES = Lists(records.Place)
MEETINGS = Lists(records.Meeting)
