"""Simulated chats in the files that Discord, Telegram and WhatsApp exports are made of.

Real forms, invented words: people write in French and in English, short and long, answer one
another, change what they wrote and react to it. Files are as pretty-printed as the real ones.
"""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import MappingProxyType

import msgspec

START = datetime(2021, 1, 4, 8, 0, tzinfo=UTC)
PEOPLE = 120
EMOJIS = ("👍", "❤", "😂", "🎉", "👏", "🙏")
FRENCH = (
    "bonjour à toutes et à tous, la réunion de service est reportée à jeudi ; merci de relire le "
    "compte rendu avant midi et de dire ce qui manque. Le client a rappelé, il attend une réponse "
    "sur le devis, on en parle cet après-midi ? D'accord, je m'en occupe, c'est noté, très bien"
)
ENGLISH = (
    "good morning everyone, the weekly meeting moves to thursday; please read the minutes before "
    "noon and say what is missing. The customer called again, they wait for an answer about the "
    "quote, can we talk this afternoon? All right, I take care of it, noted, sounds great thanks"
)


@dataclass(frozen=True)
class Line:
    """One simulated message: its number, who wrote it, when, what, and what it answers."""

    number: int
    author: int
    when: datetime
    text: str
    answers: int | None
    edited: datetime | None
    reactions: tuple[tuple[str, int], ...]


def conversation(messages: int, seed: int, people: int = PEOPLE) -> Iterator[Line]:
    """Yield a conversation of so many messages, in the order of time."""
    chance = random.Random(seed)
    french, english = FRENCH.split(), ENGLISH.split()
    when = START
    for number in range(1, messages + 1):
        when += timedelta(seconds=int(chance.expovariate(1 / 75)) + 1, milliseconds=number % 1000)
        words = french if chance.random() < 0.7 else english
        answered = number - 1 - int(chance.expovariate(0.3))
        yield Line(
            number=number,
            author=min(int(chance.expovariate(1 / 25)), people - 1),
            when=when,
            text=_text(chance, words, number),
            answers=answered if chance.random() < 0.25 and answered > 0 else None,
            edited=when + timedelta(minutes=2) if chance.random() < 0.03 else None,
            reactions=tuple(
                (emoji, chance.randrange(1, 9))
                for emoji in chance.sample(EMOJIS, chance.choice((0, 0, 0, 0, 0, 1, 2)))
            ),
        )


def _text(chance: random.Random, words: list[str], number: int) -> str:
    length = min(int(chance.lognormvariate(2.1, 0.8)) + 1, 90)
    first = chance.randrange(len(words))
    text = " ".join((words * 3)[first : first + length])
    if chance.random() < 0.04:
        text += f"\n\nhttps://intranet.example/page/{number}"
    return f"{text} {chance.choice(EMOJIS)}" if chance.random() < 0.06 else text


def _indented(record: object, spaces: int, step: int) -> bytes:
    """Return a record as the platform prints it, over lines."""
    margin = b" " * spaces
    printed = msgspec.json.format(msgspec.json.encode(record), indent=step)
    return margin + printed.replace(b"\n", b"\n" + margin)


def discord(path: Path, messages: int, seed: int) -> None:
    """Write one channel as DiscordChatExporter does."""
    head = {
        "guild": {
            "id": "253601524398293010",
            "name": "Atelier",
            "iconUrl": "https://cdn.example/icons/0.png",
        },
        "channel": {
            "id": "653601524398293011",
            "type": "GuildTextChat",
            "categoryId": "497802346320101387",
            "category": "Équipe",
            "name": "général",
            "topic": None,
        },
        "dateRange": {"after": None, "before": None},
        "exportedAt": "2026-01-05T10:00:00.1234567+00:00",
    }
    with path.open("wb") as stream:
        stream.write(_indented(head, 0, 2).removesuffix(b"\n}") + b',\n  "messages": [\n')
        for line in conversation(messages, seed):
            stream.write(b",\n" if line.number > 1 else b"")
            stream.write(_indented(_discord_message(line), 4, 2))
        stream.write(b'\n  ],\n  "messageCount": %d\n}' % messages)


def _discord_user(number: int) -> dict[str, object]:
    own = 111111111111111111 + number * 7
    return {
        "id": str(own),
        "name": f"membre{number}",
        "discriminator": "0000",
        "nickname": f"Membre n° {number}",
        "color": None if number % 3 else "#3498DB",
        "isBot": number == 7,
        "roles": [
            {"id": "735537383600619520", "name": "Équipe", "color": "#3498DB", "position": 2}
        ],
        "avatarUrl": f"https://cdn.discordapp.com/avatars/{own}/{own:032x}.png?size=512",
    }


def _discord_message(line: Line) -> dict[str, object]:
    named = [line.author // 2] if line.number % 11 == 0 else []
    message: dict[str, object] = {
        "id": str(_snowflake(line.number)),
        "type": "Default" if line.answers is None else "Reply",
        "timestamp": _offset(line.when),
        "timestampEdited": _offset(line.edited) if line.edited else None,
        "callEndedTimestamp": None,
        "isPinned": False,
        "content": line.text,
        "author": _discord_user(line.author),
        "attachments": [],
        "embeds": [],
        "stickers": [],
        "reactions": [_discord_reaction(*one) for one in line.reactions],
        "mentions": [_discord_user(one) for one in named],
    }
    if line.answers is not None:
        message["reference"] = {
            "messageId": str(_snowflake(line.answers)),
            "channelId": "653601524398293011",
            "guildId": "253601524398293010",
        }
    return message | {"inlineEmojis": []}


def _discord_reaction(emoji: str, count: int) -> dict[str, object]:
    shown = {
        "id": "",
        "name": emoji,
        "code": "thumbsup",
        "isAnimated": False,
        "imageUrl": "https://cdn.jsdelivr.net/gh/twitter/twemoji/assets/svg/1f44d.svg",
    }
    return {"emoji": shown, "count": count, "users": []}


def _snowflake(number: int) -> int:
    return 795000000000000000 + number * 314_572_801


def _offset(when: datetime) -> str:
    return when.isoformat(timespec="milliseconds")


def telegram(path: Path, messages: int, seed: int) -> None:
    """Write one group as Telegram Desktop does."""
    head = b'{\n "name": "Atelier",\n "type": "private_supergroup",\n "id": 1511111111,\n'
    with path.open("wb") as stream:
        stream.write(head + b' "messages": [\n')
        for line in conversation(messages, seed):
            stream.write(b",\n" if line.number > 1 else b"")
            stream.write(_indented(_telegram_message(line), 2, 1))
        stream.write(b"\n ]\n}")


def _telegram_message(line: Line) -> dict[str, object]:
    message: dict[str, object] = {
        "id": line.number + 4,
        "type": "message",
        "date": line.when.replace(tzinfo=None).isoformat(timespec="seconds"),
        "date_unixtime": str(int(line.when.timestamp())),
    }
    if line.edited:
        message["edited"] = line.edited.replace(tzinfo=None).isoformat(timespec="seconds")
        message["edited_unixtime"] = str(int(line.edited.timestamp()))
    message["from"] = f"Membre n° {line.author}"
    message["from_id"] = f"user{700000000 + line.author}"
    if line.answers is not None:
        message["reply_to_message_id"] = line.answers + 4
    words, _, link = line.text.partition("https://")
    parts = [{"type": "plain", "text": words}] + ([{"type": "link", "text": link}] if link else [])
    message["text"] = [words, {"type": "link", "text": f"https://{link}"}] if link else words
    message["text_entities"] = parts
    if line.reactions:
        message["reactions"] = [
            {"type": "emoji", "count": count, "emoji": emoji} for emoji, count in line.reactions
        ]
    return message


def whatsapp(path: Path, messages: int, seed: int) -> None:
    """Write one conversation with a customer as WhatsApp does on an Android telephone."""
    names = ("Cliente Martin", "Boutique Exemple")
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        stream.write(
            "04/01/2021, 08:00 - Les messages et les appels sont chiffrés de bout en bout. "
            "Seules les personnes prenant part à cette discussion peuvent les lire.\n"
        )
        for line in conversation(messages - 1, seed, people=2):
            text = "<Médias omis>" if line.number % 37 == 0 else line.text
            text += " <Ce message a été modifié>" if line.edited else ""
            stamp = line.when.strftime("%d/%m/%Y, %H:%M")
            stream.write(f"{stamp} - {names[line.author % 2]}: {text}\n")


WRITERS: MappingProxyType[str, Callable[[Path, int, int], None]] = MappingProxyType(
    {"discord": discord, "telegram": telegram, "whatsapp": whatsapp}
)
NAMES = MappingProxyType(
    {
        "discord": "Atelier - Équipe - général [653601524398293011].json",
        "telegram": "result.json",
        "whatsapp": "Discussion WhatsApp avec Cliente Martin.txt",
    }
)
