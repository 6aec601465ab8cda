"""The files that mail is kept in, each kind read its own way."""

import gzip
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from typing import BinaryIO, Self, cast

from toolkit.errors import BrokenExport
from toolkit.importers.email_archive import letters
from toolkit.importers.email_archive.letters import Letter
from toolkit.importers.email_archive.mail import Heard, Postroom
from toolkit.importers.email_archive.who import PLATFORM, Seen
from toolkit.reading import LIMITS, Archive, Found, Noted, Rejected, Rows, Told
from toolkit.spoken.circle import Circle
from toolkit.spoken.inside import ACCOUNT, CHANNEL, PERSON, Room, Talk

PIECE = 5_000  # mails at a time
HEAD = 1 << 12  # bytes that tell whether a packed file holds mails
EVERYBODY = "no own domain is set: everybody counts as one of the organisation"


def prepare(_archive: Archive, told: Told) -> Postroom:
    """Open a postroom for the client."""
    return Postroom(Circle(told))


def mbox(archive: Archive, name: str, room: Postroom) -> Iterator[Found]:
    """The mails of an mbox file, packed or not."""
    return _many(archive, name, room, letters.mbox)


def listserv(archive: Archive, name: str, room: Postroom) -> Iterator[Found]:
    """The mails of a LISTSERV log."""
    return _many(archive, name, room, letters.listserv)


def single(archive: Archive, name: str, room: Postroom) -> Iterator[Found]:
    """The one mail of a file, in a maildir or saved by hand."""
    with archive.stream(name) as stream:
        content = stream.read(letters.KEPT)
    if name.endswith(".emlx"):  # Apple Mail says first how long it is
        content = content.partition(b"\n")[2]
    folder = name.rpartition("/")[0] or "."
    if content.startswith(b"From ") and b"\n" in content:
        content = content.partition(b"\n")[2]
    return _rows(
        iter([(name, Letter(b"", content.removeprefix(b"\xef\xbb\xbf")))]), name, folder, room
    )


def _many(
    archive: Archive, name: str, room: Postroom, cut: Callable[[BinaryIO], Iterator[Letter]]
) -> Iterator[Found]:
    with opened(archive, name) as stream:
        found = (
            (f"{name}[{place}]", letter) if letter.line else (name, Letter(b"", b""))
            for place, letter in enumerate(cut(stream), -1)
            if letter.line or letter.content.strip()
        )
        yield from _rows(found, name, name, room)


def opened(archive: Archive, name: str) -> BinaryIO:
    """Return the content of a file, unpacked if its name says that it is packed."""
    stream = archive.stream(name)
    if not name.endswith(".gz"):
        return stream
    most = max(LIMITS.ratio_from, archive.size(name) * LIMITS.ratio)
    return cast("BinaryIO", _Unpacked(stream, most))


class _Unpacked:
    """A packed stream; ``BrokenExport`` where it is damaged or swells beyond belief."""

    def __init__(self, stream: BinaryIO, most: int) -> None:
        self._stream, self._left = gzip.GzipFile(fileobj=stream), most

    def read(self, size: int) -> bytes:
        """Return the next bytes."""
        try:
            piece = self._stream.read(size)
        except (OSError, EOFError, zlib.error) as error:
            raise BrokenExport("packed file: damaged") from error
        self._left -= len(piece)
        if self._left < 0:
            raise BrokenExport("packed file: swells too much")
        return piece

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._stream.close()


def _rows(
    found: Iterator[tuple[str, Letter]], name: str, where: str, room: Postroom
) -> Iterator[Found]:
    """Yield rows for mails, some thousands at a time, and what was taken for granted once each."""
    talk, seen = Talk(PLATFORM, name, way="email"), Seen(name)
    repeated: Counter[str] = Counter()
    rooms: dict[str, Room] = {}
    noted = {EVERYBODY} if room.circle.open else set()
    for count, (place, letter) in enumerate(found, 1):
        heard = room.read(letter, seen, repeated)
        if isinstance(heard, Heard):
            noted.update(heard.noted)
            talk.add(heard.said, heard.room)
            rooms.setdefault(heard.room.channel_id or "", heard.room)
        elif heard.on_purpose:
            noted.add(heard.why)
        else:
            yield Rejected(place, heard.why)
        if count % PIECE == 0:
            yield from _taken(talk, seen)
    yield from _taken(talk, seen)
    if listed := [one.row() for one in rooms.values() if one.channel_id]:
        yield Rows("channels", CHANNEL, listed, name)
    yield from (Noted(where, kind) for kind in sorted(noted))


def _taken(talk: Talk, seen: Seen) -> Iterator[Rows]:
    yield from talk.rows()
    accounts, people = seen.take()
    for table, columns, rows in (("accounts", ACCOUNT, accounts), ("people", PERSON, people)):
        if rows:
            yield Rows(table, columns, rows, seen.where)
