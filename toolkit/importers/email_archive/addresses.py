"""Who stands in a field of addresses, however programmes and archives write them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from toolkit.importers.email_archive.headers import REMEMBERED, decode, encoded_words

LONGEST = 320  # characters of an address, by the standard
MOST = 2_000  # people in one field

_TOKEN = re.compile(r'"((?:[^"\\]|\\.)*)(?:"|\Z)|<([^<>]*)>?|[(),;:]|[^"<(),;:]+')
_AT = re.compile(r"(\S+) +(?:at|\[at\]|_at_) +(\S+)", re.IGNORECASE)
_ESCAPED = re.compile(r"\\(.)")
_VIA = re.compile(r"(.+?)['\"]? (?:via|par l'intermédiaire de|über|a través de) .+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Person:
    """One address in lower case, and the name beside it."""

    address: str
    name: str | None


@dataclass(slots=True)
class _Piece:
    """What was read so far of one person."""

    words: list[str] = field(default_factory=list)
    aside: list[str] = field(default_factory=list)
    angle: str | None = None


@dataclass(slots=True)
class Addresses:
    """Reads fields of addresses, remembering what was read: the same people come again."""

    _known: dict[bytes, tuple[Person, ...]] = field(default_factory=dict)

    def all(self, value: bytes) -> tuple[Person, ...]:
        """Return the people of a field, without those who have no address."""
        if not value:
            return ()
        known = self._known.get(value)
        if known is None:
            if len(self._known) > REMEMBERED:
                self._known.clear()
            known = self._known[value] = tuple(self._apart(value))
        return known

    def first(self, value: bytes) -> Person | None:
        """Return the first person of a field."""
        found = self.all(value)
        return found[0] if found else None

    def _apart(self, value: bytes) -> Iterator[Person]:
        """Read one by one what can be cut at its commas, to remember each."""
        pieces = value.split(b",")
        if len(pieces) == 1 or len(pieces) > MOST or not all(map(_is_whole, pieces)):
            yield from people_in(value)
            return
        for piece in pieces:
            yield from self.all(piece.strip())


def _is_whole(piece: bytes) -> bool:
    quotes = piece.count(b'"')
    return piece.count(b"@") == 1 and quotes in (0, 2) and b"(" not in piece and b":" not in piece


def people_in(value: bytes) -> Iterator[Person]:
    """Yield the people of a field: name before or after the address, groups, obfuscated signs."""
    waiting: list[str] = []
    for count, piece in enumerate(_pieces(decode(value, None))):
        if count > MOST:
            return
        address = _address(piece)
        if address is None:  # "Stark, Catelyn <...>" is one person whose name nobody quoted
            waiting = [*waiting[-1:], " ".join(piece.words)] if piece.words else []
            continue
        name = _name(piece, address)
        if waiting and waiting[-1] and name and piece.angle is not None:
            name = _plain(f"{waiting[-1]}, {name}")
        waiting = []
        yield Person(address, name)


def _pieces(text: str) -> Iterator[_Piece]:
    """Cut a field at its commas, group names left out."""
    piece, depth = _Piece(), 0
    for token in _TOKEN.finditer(text):
        found = token[0]
        if found == "(":
            depth += 1
        elif found == ")":
            depth = max(0, depth - 1)
        elif depth:
            piece.aside.append(found)
        elif found in (",", ";"):
            yield piece
            piece = _Piece()
        elif found == ":":
            piece = piece if piece.angle else _Piece()  # the name of a group
        elif token[2] is not None:
            piece.angle = piece.angle or token[2]
        else:
            piece.words.append(_ESCAPED.sub(r"\1", token[1]) if token[1] is not None else found)
    yield piece


def _address(piece: _Piece) -> str | None:
    written = (
        (piece.angle if piece.angle is not None else "".join(piece.words)).strip().strip("'\"")
    )
    plain = (encoded_words(written) if "=?" in written else written).lower().removeprefix("mailto:")
    if "@" not in plain and (hidden := _AT.fullmatch(plain)):
        plain = f"{hidden[1]}@{hidden[2]}"
    if plain.endswith("..") and piece.aside:  # some archives hide the end, and repeat it in full
        whole = "".join(piece.aside).strip().lower()
        plain = whole if whole.startswith(plain.rstrip(".") + ".") else plain
    local, _, domain = plain.rpartition("@")
    if not local or not domain or len(plain) > LONGEST or any(map(str.isspace, plain)):
        return None
    return plain


def _name(piece: _Piece, address: str) -> str | None:
    """Return the name beside an address; one that only repeats an address is none."""
    words = piece.words if piece.angle is not None else []
    name = _plain("".join(words)) or _plain("".join(piece.aside))
    hidden = _AT.fullmatch(name.lower()) if name else None
    if not name or "@" in name or hidden or name.lower() == address:
        return None
    return name


def _plain(written: str) -> str:
    text = encoded_words(written) if "=?" in written else written
    text = " ".join(text.split())
    return (
        text[1:-1].strip() if len(text) > 1 and text[0] == text[-1] and text[0] in "'\"" else text
    )


def without_list(name: str | None) -> str | None:
    """Return a name without the list by whose way the mail came: ``Ana via Equipe`` is Ana."""
    found = _VIA.fullmatch(name or "")
    return found[1].strip("'\" ") if found else name
