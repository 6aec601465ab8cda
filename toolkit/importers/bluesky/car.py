"""A repository in one file: numbered blocks, and a tree that says which block is which record."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, BinaryIO

import libipld

CID = b"\x01\x71\x12\x20"  # a block of DAG-CBOR, named by its SHA-256
NAMED = len(CID) + 32
LONGEST = 4 << 20  # bytes of one block; the network takes no record above 1 MiB
LONGEST_NAME = 1024  # bytes; the network takes no longer name of a record
UNREADABLE = (ValueError, RecursionError, OverflowError)


@dataclass(slots=True)
class Repository:
    """The blocks of a file by their name, the first of them all, and what is wrong."""

    root: bytes | None = None
    blocks: dict[bytes, bytes] = field(default_factory=dict)
    wrong: int = 0
    cut: bool = False


def decoded(block: bytes | None) -> dict[str, Any] | None:
    """Return what a block says; nothing where it cannot be read."""
    try:
        found = libipld.decode_dag_cbor(block) if block else None
    except UNREADABLE:
        return None
    return found if isinstance(found, dict) else None


def repository(stream: BinaryIO) -> Repository:
    """Read all blocks; one that does not have the content that its name promises is left."""
    found = Repository()
    header = decoded(next(_frames(stream), None))
    roots = header.get("roots") if header else None
    if isinstance(roots, list) and roots and isinstance(roots[0], bytes):
        found.root = roots[0]
    for frame in _frames(stream) if found.root else ():
        if frame is None:
            found.cut = True
            break
        name, content = frame[:NAMED], frame[NAMED:]
        if not frame.startswith(CID) or sha256(content).digest() != name[len(CID) :]:
            found.wrong += 1
        else:
            found.blocks[name] = content
    return found


def _frames(stream: BinaryIO) -> Iterator[bytes | None]:
    """Yield the pieces of a file, each after its length; ``None`` where it is cut short."""
    while (length := _number(stream)) is not None:
        frame = stream.read(length) if 0 < length <= LONGEST else b""
        if len(frame) != length or not frame:
            yield None
            return
        yield frame


def _number(stream: BinaryIO) -> int | None:
    """Return a number in the form that CAR files use; nothing at the end."""
    found = shift = 0
    while byte := stream.read(1):
        found |= (byte[0] & 0x7F) << shift
        if byte[0] < 0x80:
            return found
        shift += 7
        if shift > 63:
            return 0
    return None if not shift else 0


@dataclass(slots=True)
class Tree:
    """Walks the tree of a repository: names of records in their order, with their blocks.

    ``lost`` counts the parts of the tree that the file does not hold. A part that stands at two
    places is walked once.
    """

    blocks: dict[bytes, bytes]
    lost: int = 0

    def walk(self, root: object) -> Iterator[tuple[str, bytes | None]]:
        """Yield each record's name with its block, nothing where that is missing."""
        seen: set[object] = set()
        waiting: list[tuple[object, str, object]] = [(root, "", None)]
        while waiting:
            node, name, record = waiting.pop()
            if name:
                yield name, self.blocks.get(record) if isinstance(record, bytes) else None
            elif node is not None and node not in seen:
                seen.add(node)
                waiting += reversed(self._entries(node))

    def _entries(self, node: object) -> list[tuple[object, str, object]]:
        """Return what a part of the tree holds, in order: smaller parts, and records."""
        part = decoded(self.blocks.get(node)) if isinstance(node, bytes) else None
        entries = part.get("e") if part else None
        if part is None or not isinstance(entries, list):
            self.lost += 1
            return []
        found: list[tuple[object, str, object]] = [(part.get("l"), "", None)]
        before = b""
        for entry in entries:
            kept, rest = (entry.get("p"), entry.get("k")) if isinstance(entry, dict) else (0, 0)
            if not isinstance(kept, int) or not isinstance(rest, bytes):
                self.lost += 1
                continue
            before = (before[: max(0, kept)] + rest)[:LONGEST_NAME]
            found += [
                (None, before.decode("utf-8", "replace") or "?", entry.get("v")),
                (entry.get("t"), "", None),
            ]
        return found
