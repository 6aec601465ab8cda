"""Messages inside messages: answers under their thread, edits and deletions as a log tells them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from toolkit.importers.slack import records
from toolkit.importers.slack.markup import microseconds
from toolkit.importers.slack.records import Logged, Message
from toolkit.reading import Decoded, Rejected

CHANGED, DELETED = "message_changed", "message_deleted"
LOG = (CHANGED, DELETED)
NEVER: Mapping[str, int] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Unfolded:
    """Messages side by side, each with its place, and when those that were deleted were."""

    messages: Sequence[Message]
    places: Sequence[int | str]
    deleted: Mapping[str, int]
    rejected: Sequence[Rejected]


@dataclass(slots=True)
class _Laying:
    """What was unfolded so far; ``known`` are the states that were seen, to count each once."""

    where: str
    messages: list[Message] = field(default_factory=list)
    places: list[int | str] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)
    known: set[tuple[str, str | None, str | None]] = field(default_factory=set)


def are_folded(messages: Sequence[Message]) -> bool:
    """Say whether any of these messages may hold others."""
    return any(m.subtype in LOG or m.slackdump_thread_replies for m in messages)


def as_they_are(found: Decoded[Message]) -> Unfolded:
    """Return messages none of which holds others."""
    return Unfolded(found.records, found.places, NEVER, found.rejected)


def unfolded(found: Decoded[Logged], where: str) -> Unfolded:
    """Return all messages of a list, those that others carry included, each state once."""
    laying = _Laying(where, rejected=list(found.rejected))
    deleted = {m.deleted_ts: when for m in found.records if m.deleted_ts and (when := _when(m))}
    own = {m.ts for m in found.records if m.subtype != DELETED}
    for place, message in zip(found.places, found.records, strict=True):
        _lay(laying, place, _told(laying, place, message, own), repeats=True)
    for place, message in zip(found.places, found.records, strict=True):
        _lay_replies(laying, place, message)
    return Unfolded(laying.messages, laying.places, deleted, laying.rejected)


def _when(message: Logged) -> int | None:
    return microseconds(message.ts) if message.subtype == DELETED else None


def _lay(laying: _Laying, place: int | str, message: Message | None, *, repeats: bool) -> None:
    if message is None:
        return
    state = (message.ts, message.edited.ts if message.edited else None, message.text)
    if repeats or state not in laying.known:
        laying.messages.append(message)
        laying.places.append(place)
    laying.known.add(state)


def _told(laying: _Laying, place: int, message: Logged, own: set[str]) -> Message | None:
    """Return the message that an entry of the log is about, as it is now; else the entry itself.

    A deletion tells nothing more where the message itself is at hand, or was not kept.
    """
    if message.subtype == CHANGED and message.message:
        return _one(laying, place, bytes(message.message))
    if message.subtype == DELETED and message.deleted_ts:
        if message.deleted_ts in own:
            return message
        if message.previous_message:
            return _one(laying, place, bytes(message.previous_message))
    return message


def _one(laying: _Laying, place: int, content: bytes) -> Logged | None:
    where = f"{laying.where}[{place}]"
    found = records.LOGGED.decode(b"[" + content + b"]", where)
    laying.rejected += [Rejected(where, one.kind) for one in found.rejected]
    return next(iter(found.records), None)


def _lay_replies(laying: _Laying, place: int, message: Logged) -> None:
    """Take in what Slackdump put under a message; the list may repeat what stands beside it."""
    waiting = [(str(place), message)]
    while waiting:
        above, parent = waiting.pop()
        for at, reply in _replies(laying, above, parent):
            _lay(laying, at, reply, repeats=False)
            waiting.append((at, reply))


def _replies(laying: _Laying, above: str, parent: Logged) -> Iterator[tuple[str, Logged]]:
    content = bytes(parent.slackdump_thread_replies)
    if content in (b"", b"null"):
        return
    found = records.LOGGED.decode(content, f"{laying.where}[{above}]")
    laying.rejected += found.rejected
    for at, reply in zip(found.places, found.records, strict=True):
        yield f"{above}][{at}", reply
