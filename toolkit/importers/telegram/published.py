"""What an organisation publishes on Telegram, what its public answers, and letters to it."""

from collections.abc import Iterator, Sequence
from types import MappingProxyType

from toolkit.importers.telegram.reader import Author, Reader
from toolkit.importers.telegram.records import PLATFORM, Chat, Message, peer
from toolkit.reading import Decoded, Found, Rows, Told
from toolkit.spoken.outside import ACCOUNT, Counts, Feed, Kind, Row, Written

BEGINNING = 2_000  # messages that tell who the two of a private chat are
OURS = frozenset(("brand", "person"))
SIGNED = MappingProxyType({"brand": "org_brand", "person": "org_person", "bot": "bot"})


class Published(Reader):
    """One channel or public group: what a channel writes is the organisation's."""

    private = False

    def __init__(self, chat: Chat, where: str, told: Told, *, whole: bool = True) -> None:
        super().__init__(chat, where, told)
        self._is_channel = chat.manner == "channel"
        self._whole = whole
        self._feed = Feed(PLATFORM, where)

    def is_silent(self, message: Message) -> bool:
        """Say whether a message that names no author is the chat's own: in a channel, always."""
        return self._is_channel or super().is_silent(message)

    def take(
        self, messages: Sequence[Message], authors: Sequence[Author], whens: Sequence[int]
    ) -> Iterator[Rows]:
        """Take messages in, and yield what they become."""
        for one in zip(messages, authors, whens, strict=True):
            self._take(*one)
        yield from self._feed.rows()

    def _take(self, message: Message, author: Author, when: int) -> None:
        out, likes = self._is_ours(author), message.likes()
        self._feed.add(
            Written(
                message_id=f"{self.own}:{message.id}",
                account=author.account,
                when=when,
                text=message.written(),
                out=out,
                kind="system" if message.type == "service" else self.kind(message),
                parent=self.parent(message),
                to=self.own if self.private and out and author.account != self.own else None,
                channel=self.own,
                author_kind=self._author_kind(author, out=out),
                client=message.via_bot,
                private=self.private or self.chat.type == "private_channel",
                edited=message.changed(self.told),
                counts=None if likes is None else Counts(likes=likes),
            )
        )

    def _is_ours(self, author: Author) -> bool:
        if author.told is not None:
            return author.told in OURS
        return self._is_channel or not author.is_user

    def _author_kind(self, author: Author, *, out: bool) -> str:
        if author.told is not None:
            return SIGNED[author.told]
        if not out:
            return "public"
        return "org_person" if author.is_user else "org_brand"

    def kind(self, message: Message) -> Kind:
        """Say what a message is."""
        if message.forwarded_from is not None:
            return "reshare"
        return "post" if message.reply_to_message_id is None else "reply"

    def closed(self) -> Iterator[Found]:
        """Yield who wrote, and whether what the public wrote is all there.

        What is written under a channel's posts stands in another chat. The export of an account
        may hold the messages of its holder alone.
        """
        yield self.accounts()
        if self._feed.first is not None:
            group = "unknown" if self._whole else "yes"
            yield self._feed.window(self.own, inbound="no" if self._is_channel else group)

    def accounts(self) -> Rows:
        """Return everybody met, and the chat itself."""
        own = self.told.kind_of(self.chat.peer, self.chat.name)
        rows: dict[str, Row] = {}
        for author in self.met.values():
            kind = author.told or ("unknown" if self._is_ours(author) else "public")
            rows[author.account] = _account(author.account, kind, author.name)
        rows.setdefault(self.own, _account(self.own, own or "unknown", self.chat.name))
        return Rows("accounts", ACCOUNT, list(rows.values()), self.where)


def _account(account: str, kind: str, name: str | None) -> Row:
    return (account, PLATFORM, kind, name, None, None, None, None)


class Letters(Published):
    """A private chat: left aside, unless the settings name one of the two as the organisation's.

    Who the two are is known by the name of the chat and by those who write at its beginning.
    """

    private = True

    def __init__(self, chat: Chat, where: str, told: Told) -> None:
        super().__init__(chat, where, told)
        self.is_aside = self.told.kind_of(chat.peer, chat.name) not in OURS
        self._held: list[Decoded[Message]] = []
        self._left = BEGINNING

    def read(self, piece: Decoded[Message]) -> Iterator[Found]:
        """Yield what some of its messages become; nothing where the chat is nobody's business."""
        if self.is_aside and self._left:
            self._held.append(piece)
            self.is_aside = not self._is_business(piece)
            self._left = max(0, self._left - len(piece.records))
        if not self.is_aside:
            for one in self._held or [piece]:
                yield from super().read(one)
        if not (self.is_aside and self._left):
            self._held = []

    def _is_business(self, piece: Decoded[Message]) -> bool:
        met = {(peer(one.from_id), one.from_name) for one in piece.records[: self._left]}
        return any(self.told.kind_of(*names) in OURS for names in met)

    def kind(self, _message: Message) -> Kind:
        """Say what a message is: a letter."""
        return "dm"

    def closed(self) -> Iterator[Found]:
        """Yield who wrote; what else either of them received stands in other chats."""
        if not self.is_aside:
            yield self.accounts()
