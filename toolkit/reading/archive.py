"""A folder, a zip or a tar behind one face: names, sizes, and content read within limits."""

import io
from collections.abc import Callable, Mapping
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, BinaryIO, Protocol, Self, cast

from toolkit.errors import BrokenExport, HostileExport
from toolkit.reading.folder import Folder
from toolkit.reading.limits import LIMITS, UNREADABLE, Limits, damaged, shown
from toolkit.reading.tars import TAR_NAME, Tar
from toolkit.reading.text import clean_text
from toolkit.reading.zips import Zip

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

PIECE = 1 << 18  # bytes read at a time from a stream
HEAD = 1 << 14  # bytes that tell what a file is


class Source(Protocol):
    """Where bytes come from: names and sizes at once, content when asked."""

    @property
    def sizes(self) -> Mapping[str, int]:
        """How many bytes each file holds, by its name."""

    def open(self, name: str) -> BinaryIO:
        """Open one file."""

    def close(self) -> None:
        """Let go of what lies behind."""


class Archive:
    """What a client gave us: checked names, sorted, whose content is read within limits.

    ``taken`` is told of each piece that a stream gives, in bytes.
    """

    def __init__(self, label: str, source: Source, limits: Limits, base: str = "") -> None:
        self.label = label
        self.taken: Callable[[int], None] = _nobody
        self._source, self._limits, self._base = source, limits, base
        inside = (name for name in source.sizes if name.startswith(base))
        self.names: tuple[str, ...] = tuple(sorted(name[len(base) :] for name in inside))

    def size(self, name: str) -> int:
        """Return how many bytes a file holds, unpacked; ``KeyError`` where there is none."""
        return self._source.sizes[self._base + name]

    def read(self, name: str) -> bytes:
        """Return all of a file; ``HostileExport`` if it is too big, ``BrokenExport`` if damaged."""
        size = self.size(name)
        if size > self._limits.file_bytes:
            most = self._limits.file_bytes
            raise HostileExport(f"{shown(name)}: bigger than the {most} bytes we read at once")
        try:
            with self._source.open(self._base + name) as stream:
                content = stream.read(size + 1)
        except UNREADABLE as error:
            raise damaged(name) from error
        if len(content) != size:
            raise damaged(name)
        return content

    def head(self, name: str) -> str:
        """Return how a file begins, as text; nothing where it cannot be read."""
        try:
            with self._source.open(self._base + name) as stream:
                return clean_text(stream.read(HEAD))
        except UNREADABLE:
            return ""

    def stream(self, name: str) -> BinaryIO:
        """Return a file to be read piece by piece; damage shows as ``BrokenExport``."""
        size = self.size(name)
        try:
            inner = self._source.open(self._base + name)
        except UNREADABLE as error:
            raise damaged(name) from error
        return cast("BinaryIO", io.BufferedReader(_Careful(inner, name, size, self.taken), PIECE))

    def under(self, base: str) -> "Archive":
        """Return the same export seen from one of its folders; only the first needs closing."""
        inner = f"{self._base}{base.strip('/')}/" if base.strip("/") else self._base
        return Archive(self.label, self._source, self._limits, inner)

    def close(self) -> None:
        """Let go of the file that lies behind."""
        self._source.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def _nobody(_: int) -> None:
    """Tell nobody."""


class _Careful(io.RawIOBase):
    """A stream that ends where it said it would, and whose damage is an error of ours."""

    def __init__(
        self, inner: BinaryIO, name: str, size: int, taken: "Callable[[int], None]"
    ) -> None:
        super().__init__()
        self._inner, self._name, self._left, self._taken = inner, name, size, taken

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "WriteableBuffer") -> int:
        room = memoryview(buffer)
        try:
            piece = self._inner.read(min(len(room), self._left))
        except UNREADABLE as error:
            raise damaged(self._name) from error
        if not piece and self._left and room:
            raise damaged(self._name)
        room[: len(piece)] = piece
        self._left -= len(piece)
        self._taken(len(piece))
        return len(piece)

    def close(self) -> None:
        self._inner.close()
        super().close()


def open_archive(path: Path, limits: Limits = LIMITS) -> Archive:
    """Open a folder, a zip or a tar; ``HostileExport`` or ``BrokenExport`` say why not."""
    if path.is_dir():
        return Archive(path.name, Folder(path, limits), limits)
    if not path.is_file():
        raise BrokenExport(f"{shown(path.name)}: neither a folder nor a zip or a tar")
    kind = "tar" if TAR_NAME.fullmatch(path.name) else "zip"
    try:
        return Archive(path.name, (Tar if kind == "tar" else Zip)(path, limits), limits)
    except UNREADABLE as error:
        raise BrokenExport(
            f"{shown(path.name)}: not a {kind} that opens, ask for it again"
        ) from error
