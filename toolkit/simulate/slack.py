"""Writes what is said inside a simulated organisation as a Slack export."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from html import escape
from itertools import groupby
from zoneinfo import ZoneInfo

import msgspec
import numpy as np

from toolkit.simulate.inside import NOBODY, Kind, Talks
from toolkit.simulate.packing import Pack
from toolkit.simulate.people import Person, stream
from toolkit.simulate.phrases import Talk
from toolkit.simulate.slack_forms import (
    BOT,
    WORKSPACE,
    Edited,
    Message,
    Reaction,
    Reply,
    blocks,
    channel_list,
    direct_list,
    file_entry,
    log_entry,
    profile_in_message,
    ts_text,
    user_list,
)
from toolkit.simulate.truth import Inside, Truth

POOL = 4096  # different texts of openings, and as many of answers


@dataclass(frozen=True, kw_only=True)
class _Context:
    """What every message of the export needs, made once."""

    inside: Inside
    users: tuple[str, ...]
    profiles: tuple[msgspec.Raw, ...]
    openings: tuple[str, ...]
    answers: tuple[str, ...]
    talk: Talk
    seed: int


@dataclass(frozen=True, kw_only=True)
class _Room:
    """The lines of one room as plain lists; places in ``parent`` count from the room's first line.

    ``told`` lists the places of the answers under each first message of a thread.
    """

    days: list[int]
    ts: list[str]
    src: list[int]
    mention: list[int]
    parent: list[int]
    kind: list[int]
    luck: list[float]
    pick: list[int]
    marks: str
    told: dict[int, list[int]]


def write_slack(
    pack: Pack, truth: Truth, inside: Inside, people: Sequence[Person], talks: Talks, seed: int
) -> None:
    """Write the export: lists of users and channels, then a file for each room and day."""
    context = _context(truth, inside, people, seed)
    created = talks.hours.begin // 1_000_000
    said = context.talk.words.inside
    offset = datetime.fromtimestamp(created, ZoneInfo(truth.zone)).utcoffset()
    public = sum(not room.direct for room in talks.rooms)
    rooms, members, users = talks.rooms, talks.members, context.users
    seconds = int(offset.total_seconds()) if offset else 0
    _put(pack, "users.json", user_list(people, truth.zone, seconds, said.bot_name))
    _put(pack, "channels.json", channel_list(rooms[:public], members[:public], users, created))
    if len(rooms) > public:
        _put(pack, "dms.json", direct_list(rooms[public:], members[public:], users, created))
    _put(pack, "integration_logs.json", [log_entry(users[0], people[0].handle, created)])
    encode, indent = msgspec.json.Encoder().encode, 2 if inside.rich else -1
    for name, messages in _day_files(context, talks):
        pack.put(name, msgspec.json.format(encode(messages), indent=indent))


def _put(pack: Pack, name: str, content: list[object]) -> None:
    pack.put(name, msgspec.json.format(msgspec.json.encode(content), indent=4))


def _context(truth: Truth, inside: Inside, people: Sequence[Person], seed: int) -> _Context:
    talk = Talk(truth.language, truth.sector, truth.name, stream(seed, "inside words"))
    said = talk.words.inside
    size = min(POOL, 64 + inside.messages // 4)
    return _Context(
        inside=inside,
        users=tuple(person.slack_id for person in people),
        profiles=tuple(profile_in_message(person) for person in people),
        openings=talk.pool(said.roots, size, opened=True),
        answers=talk.pool(said.answers, size),
        talk=talk,
        seed=seed,
    )


def _day_files(context: _Context, talks: Talks) -> Iterator[tuple[str, list[Message]]]:
    """Yield name and content of each room's days; a room at a time, so that memory is bounded."""
    bounds = np.searchsorted(talks.lines.room, np.arange(len(talks.rooms) + 1))
    for number, room in enumerate(talks.rooms):
        lines = _room(context, talks, slice(bounds[number], bounds[number + 1]), room.room_id)
        for day, places in groupby(range(len(lines.ts)), key=lines.days.__getitem__):
            name = f"{room.name}/{talks.hours.days[day]}.json"
            yield name, [_message(context, lines, place) for place in places]


def _room(context: _Context, talks: Talks, where: slice, room_id: str) -> _Room:
    rng = stream(context.seed, room_id)
    lines = talks.lines.taken(np.arange(where.start, where.stop))
    size = len(lines.ts)
    parent = np.where(lines.parent >= 0, lines.parent - where.start, NOBODY).tolist()
    told: dict[int, list[int]] = {}
    for place, first in enumerate(parent):
        if first != NOBODY:
            told.setdefault(first, []).append(place)
    return _Room(
        days=(talks.hours.slots(lines.ts) // 24).tolist(),
        ts=[ts_text(moment) for moment in lines.ts.tolist()],
        src=lines.src.tolist(),
        mention=lines.mention.tolist(),
        parent=parent,
        kind=lines.kind.tolist(),
        luck=rng.random(size).tolist(),
        pick=rng.integers(0, len(context.openings), size).tolist(),
        marks=rng.bytes(16 * size).hex(),
        told=told,
    )


def _message(context: _Context, lines: _Room, place: int) -> Message:
    kind = lines.kind[place]
    if kind == Kind.BOT:
        return _bot(context, lines, place)
    if kind == Kind.JOIN:
        user = context.users[lines.src[place]]
        text = context.talk.words.inside.joins.format(user=user)
        return Message(
            type="message", subtype="channel_join", user=user, text=text, ts=lines.ts[place]
        )
    return _written(context, lines, place)


def _bot(context: _Context, lines: _Room, place: int) -> Message:
    said = context.talk.words.inside
    return Message(
        type="message",
        subtype="bot_message",
        text=escape(context.talk.say(said.bots), quote=False),
        ts=lines.ts[place],
        bot_id=BOT,
        username=said.bot_name,
    )


def _written(context: _Context, lines: _Room, place: int) -> Message:
    """Return what a person wrote."""
    number, parent, named = lines.src[place], lines.parent[place], lines.mention[place]
    pool = context.openings if parent == NOBODY else context.answers
    plain = pool[lines.pick[place]]
    named_user = None if named == NOBODY else context.users[named]
    text = escape(plain, quote=False)
    message = Message(
        type="message",
        user=context.users[number],
        text=text if named_user is None else f"<@{named_user}> {text}",
        ts=lines.ts[place],
        client_msg_id=_uuid(lines.marks[32 * place : 32 * place + 32]),
        team=WORKSPACE,
    )
    if parent != NOBODY:
        message.thread_ts = lines.ts[parent]
        message.parent_user_id = context.users[lines.src[parent]]
    if place in lines.told:
        _tell_thread(context, lines, place, message)
    _decorate(context, lines, place, message)
    if context.inside.rich:
        message.user_team = message.source_team = WORKSPACE
        message.user_profile = context.profiles[number]
        message.blocks = blocks(plain, named_user, lines.marks[32 * place : 32 * place + 5])
    return message


def _tell_thread(context: _Context, lines: _Room, place: int, message: Message) -> None:
    """Write into the first message of a thread who answered it."""
    answers = lines.told[place]
    who = [context.users[lines.src[n]] for n in answers]
    message.thread_ts = lines.ts[place]
    message.reply_count = len(answers)
    message.reply_users = list(dict.fromkeys(who))
    message.reply_users_count = len(message.reply_users)
    message.latest_reply = lines.ts[answers[-1]]
    message.replies = [Reply(user, lines.ts[n]) for user, n in zip(who, answers, strict=True)]
    message.is_locked = message.subscribed = False


def _decorate(context: _Context, lines: _Room, place: int, message: Message) -> None:
    """Edit some messages, put reactions under others, and attach a file now and then."""
    wants, luck, pick = context.inside, lines.luck[place], lines.pick[place]
    ts, words = lines.ts[place], context.talk.words
    user = context.users[lines.src[place]]
    if luck < wants.edits:
        later = str(int(ts[:-7]) + 30 + pick % 600)
        message.edited = Edited(user, f"{later}.000000")
    elif luck < wants.edits + wants.reactions:
        some = context.users[pick % len(context.users) :][: 1 + pick % 4]
        name = words.reactions[pick % len(words.reactions)]
        message.reactions = [Reaction(name, list(some), len(some))]
    elif luck < wants.edits + wants.reactions + wants.files:
        name = words.inside.files[pick % len(words.inside.files)]
        message.files = [file_entry(user, name, ts)]
        message.upload = False


def _uuid(digits: str) -> str:
    return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"
