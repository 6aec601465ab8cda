"""JSON lists that stand alone in a file, read a piece at a time like those that have a name."""

import codecs
from collections.abc import Iterator
from typing import BinaryIO, Generic, TypeVar, cast

from toolkit.reading.archive import Archive
from toolkit.reading.elements import Before, Elements
from toolkit.reading.found import Rejected
from toolkit.reading.text import Decoded

T = TypeVar("T")

LIST = "list"
BEGINS = b"{"


class BareList(Generic[T]):
    """Reads the list that a whole file is, however long it is; a bad record is left."""

    def __init__(self, kind: type[T]) -> None:
        self._elements = Elements(kind, LIST)

    def read(self, archive: Archive, name: str) -> Iterator[Decoded[T]]:
        """Yield its records in pieces; a file that is no list is rejected."""
        listed: bool | None = None
        with archive.stream(name) as content:
            for piece in self._elements.read(cast("BinaryIO", _Named(content)), name):
                if isinstance(piece, Before):
                    if listed is not None or piece.content != BEGINS:
                        break  # a list inside something else
                    listed = True
                else:
                    yield piece
        if not listed:
            yield Decoded((), (), (Rejected(name, "not a list"),))


class _Named:
    """A stream that holds a list alone, as if the list had a name."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream, self._before = stream, f'{{"{LIST}":'.encode()

    def read(self, size: int) -> bytes:
        """Return the next bytes."""
        if not self._before:
            return self._stream.read(size)
        before, self._before = self._before, b""
        return before + self._stream.read(size).removeprefix(codecs.BOM_UTF8).lstrip()
