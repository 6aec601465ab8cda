"""What people of a simulated organisation write to each other: who, where, when, to whom."""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from enum import IntEnum

import numpy as np

from toolkit.simulate.people import Person, stream
from toolkit.simulate.phrases import Phrases
from toolkit.simulate.rhythm import HOUR_US, Rhythm, Whole, rhythm
from toolkit.simulate.rooms import Room, channels, chosen, direct_rooms
from toolkit.simulate.ties import Ties, activity, ties
from toolkit.simulate.truth import Inside, Truth
from toolkit.simulate.volumes import Volumes, volumes

NOBODY = -1
APART_US = 10**14  # more than three years: keeps the rooms apart while moments are sorted
REVIVED = 0.01  # share of answers that come weeks or months later


class Kind(IntEnum):
    """What a line of the export is."""

    MESSAGE = 0
    BOT = 1
    JOIN = 2


@dataclass(frozen=True, kw_only=True)
class Lines:
    """Lines of the export, one place in each column.

    ``ts`` is UTC microseconds; ``parent`` is the place of the message answered; ``src``, ``to``
    and ``mention`` are numbers of people; -1 stands for none.
    """

    room: Whole
    ts: Whole
    src: Whole
    to: Whole
    mention: Whole
    parent: Whole
    kind: Whole

    def taken(self, places: Whole) -> "Lines":
        """Return the lines at these places, in their order; parents keep their old places."""
        return Lines(**{one.name: getattr(self, one.name)[places] for one in fields(self)})


@dataclass(frozen=True, kw_only=True)
class Talks:
    """Everything inside; ``lines`` are sorted by room and time, no two in a room at one moment."""

    rooms: tuple[Room, ...]
    members: tuple[tuple[int, ...], ...]
    ties: Ties
    lines: Lines
    hours: Rhythm


def talks(
    truth: Truth, inside: Inside, people: Sequence[Person], words: Phrases, seed: int
) -> Talks:
    """Simulate the messages inside one organisation."""
    rng = stream(seed, "inside")
    hours = rhythm(
        truth.week, first=truth.first, last=truth.last, zone=truth.zone, country=truth.country
    )
    weights = activity(inside, people, rng)
    known = ties(inside, people, weights, rng)
    amounts = volumes(inside, weights, known, rng)
    rooms = channels(truth, inside, words.inside.channels)
    openings = _openings(inside, amounts, known, hours, rng)
    openings = replace(openings, room=chosen(rooms, people, openings.src, rng))
    along = np.repeat(np.arange(len(known.src)), amounts.along)
    direct = rng.random(len(along)) < inside.direct
    threads = _threads(inside, amounts, known, along[~direct], openings, hours, rng)
    pairs, dms = _directs(known, along[direct], len(rooms), hours, rng)
    written = _joined(openings, threads, dms, _bots(len(openings.src), hours, rng))
    members = _members(rooms, people, written)
    lines = _joined(written, _joins(members, hours, rng))
    return Talks(
        rooms=rooms + direct_rooms(pairs),
        members=members + pairs,
        ties=known,
        lines=_sorted(lines, hours.begin),
        hours=hours,
    )


def _lines(ts: Whole, **known: Whole) -> Lines:
    """Return messages of nobody to nobody, with the columns that are known."""
    nothing = np.full(len(ts), NOBODY, np.int64)
    start = dict.fromkeys(("room", "src", "to", "mention", "parent"), nothing)
    return Lines(**{**start, "kind": np.zeros(len(ts), np.int64), "ts": ts, **known})


def _openings(
    inside: Inside, amounts: Volumes, known: Ties, hours: Rhythm, rng: np.random.Generator
) -> Lines:
    """Messages to nobody in particular; some name somebody with whom there is a tie anyway."""
    people = len(amounts.openings)
    src = np.repeat(np.arange(people), amounts.openings)
    degree = np.bincount(known.src, minlength=people)[src]
    tie = np.searchsorted(known.src, src) + (rng.random(len(src)) * degree).astype(np.int64)
    named = (rng.random(len(src)) < inside.mentions) & (degree > 0)
    mention = np.where(named, known.dst[np.where(named, tie, 0)], NOBODY) if named.any() else None
    ts = hours.draw(rng, len(src))
    return _lines(ts, src=src, **({} if mention is None else {"mention": mention}))


def _threads(
    inside: Inside,
    amounts: Volumes,
    known: Ties,
    along: Whole,
    openings: Lines,
    hours: Rhythm,
    rng: np.random.Generator,
) -> Lines:
    """Answers in threads, under a message of the person answered; a few threads grow long.

    Who was named in a message answers that one first.
    """
    src, to = known.src[along], known.dst[along]
    first = np.cumsum(amounts.openings) - amounts.openings
    luck = rng.random(len(along)) ** 2
    parent = first[to] + (luck * amounts.openings[to]).astype(np.int64)
    parent = _called(openings, src, to, parent)
    after = openings.ts[parent]
    named = rng.random(len(along)) < inside.mentions
    return _lines(
        _soon_after(after, hours, rng),
        room=openings.room[parent],
        src=src,
        to=to,
        mention=np.where(named, to, NOBODY),
        parent=parent,
    )


def _called(openings: Lines, src: Whole, to: Whole, parent: Whole) -> Whole:
    """Put the answers of somebody to somebody under the messages that name the one who answers."""
    calls = np.flatnonzero(openings.mention != NOBODY)
    if not len(calls) or not len(src):
        return parent
    many = 1 + int(max(openings.src.max(), src.max(), to.max()))
    called = openings.src[calls] * many + openings.mention[calls]
    answering = to * many + src
    turns = _turns(called), _turns(answering)
    span = 1 + int(max(one.max() for one in turns))
    keys, wanted = called * span + turns[0], answering * span + turns[1]
    order = np.argsort(keys)
    place = np.minimum(np.searchsorted(keys, wanted, sorter=order), len(keys) - 1)
    return np.where(keys[order[place]] == wanted, calls[order[place]], parent)


def _turns(pairs: Whole) -> Whole:
    """Say of each pair how often it came before."""
    order = np.argsort(pairs, kind="stable")
    ranked = pairs[order]
    start = np.flatnonzero(np.concatenate(([True], ranked[1:] != ranked[:-1])))
    turn = np.empty_like(order)
    lengths = np.diff(np.append(start, len(ranked)))
    turn[order] = np.arange(len(ranked)) - np.repeat(start, lengths)
    return turn


def _soon_after(after: Whole, hours: Rhythm, rng: np.random.Generator) -> Whole:
    """Return moments of answers: most within minutes, some overnight, a few months later."""
    delay = (np.exp(rng.normal(-1.2, 1.8, len(after))) * HOUR_US).astype(np.int64)
    left = np.maximum(hours.end - after - 2, 1)
    anytime = (rng.random(len(after)) * left).astype(np.int64)
    moments = hours.at_work(rng, after + np.where(rng.random(len(after)) < REVIVED, anytime, delay))
    return np.where(moments >= hours.end, after + anytime, moments) + 1


def _directs(
    known: Ties, along: Whole, rooms: int, hours: Rhythm, rng: np.random.Generator
) -> tuple[tuple[tuple[int, int], ...], Lines]:
    """Direct messages, and the pairs of people who write them; their rooms follow the channels."""
    src, to = known.src[along], known.dst[along]
    pairs, which = np.unique(
        np.column_stack([np.minimum(src, to), np.maximum(src, to)]), axis=0, return_inverse=True
    )
    ts = hours.draw(rng, len(along))
    named = tuple((one, other) for one, other in pairs.tolist())
    return named, _lines(ts, room=rooms + which.reshape(-1), src=src, to=to)


def _bots(messages: int, hours: Rhythm, rng: np.random.Generator) -> Lines:
    """Reminders of a robot in the channel for all."""
    ts = hours.draw(rng, 1 + messages // 200)
    return _lines(ts, room=np.zeros_like(ts), kind=np.full_like(ts, Kind.BOT))


def _members(
    rooms: Sequence[Room], people: Sequence[Person], written: Lines
) -> tuple[tuple[int, ...], ...]:
    """Say who is in each channel: everybody in the first, the team in its own, and who wrote."""
    present = [set(range(len(people)))] + [
        {n for n, person in enumerate(people) if room.team == person.team} for room in rooms[1:]
    ]
    seen = np.unique(np.column_stack([written.room, written.src]), axis=0)
    for room, person in seen.tolist():
        if room < len(rooms) and person != NOBODY:
            present[room].add(person)
    return tuple(tuple(sorted(some)) for some in present)


def _joins(members: Sequence[Sequence[int]], hours: Rhythm, rng: np.random.Generator) -> Lines:
    """Everybody joins their channels in the first morning."""
    room = np.repeat(np.arange(len(members)), [len(some) for some in members])
    src = np.array([person for some in members for person in some], dtype=np.int64)
    ts = hours.begin + 6 * HOUR_US + rng.integers(0, HOUR_US, len(src))
    return _lines(ts, room=room, src=src, kind=np.full_like(ts, Kind.JOIN))


def _joined(*some: Lines) -> Lines:
    """Put lines behind each other; places of parents stay true for those that come first."""
    return Lines(
        **{
            one.name: np.concatenate([getattr(lines, one.name) for lines in some])
            for one in fields(Lines)
        }
    )


def _sorted(lines: Lines, begin: int) -> Lines:
    """Sort by room and time, part moments that coincide in a room, and follow the parents."""
    order = np.lexsort((lines.ts, lines.room))
    rank = np.empty_like(order)
    rank[order] = np.arange(len(order))
    ordered = lines.taken(order)
    apart = ordered.room * APART_US
    steps = np.arange(len(order))
    moments = np.maximum.accumulate(ordered.ts - begin + apart - steps) + steps
    parent = np.where(ordered.parent >= 0, rank[ordered.parent], NOBODY)
    return replace(ordered, ts=moments - apart + begin, parent=parent)
