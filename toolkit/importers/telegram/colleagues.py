"""What colleagues say to one another in a closed Telegram group."""

from collections.abc import Iterator

from toolkit.importers.telegram.reader import Author, Reader
from toolkit.importers.telegram.records import PLATFORM, Chat, Message
from toolkit.reading import Found, Rows, Told
from toolkit.spoken.inside import ACCOUNT, CHANNEL, PERSON, Room, Row, Said, Talk
from toolkit.spoken.recent import Recent


class Colleagues(Reader):
    """One group; its members are not listed, people are known by what they write."""

    def __init__(self, chat: Chat, where: str, told: Told) -> None:
        super().__init__(chat, where, told)
        self._room = Room(self.own, "private", name=chat.name)
        self._talk = Talk(PLATFORM, where)
        self._recent = Recent()

    def take(self, message: Message, author: Author, when: int) -> None:
        """Take one message in, with whom it speaks to."""
        system, machine = message.type == "service", self._is_machine(author)
        message_id = f"{self.own}:{message.id}"
        parent = None if system else self.parent(message)
        said = Said(
            message_id=message_id,
            account=author.account,
            when=when,
            text=message.written(),
            parent=parent,
            parent_author=self._recent.author(parent, author.account),
            mentions=message.named(PLATFORM),
            machine=machine,
            system=system,
            edited=message.changed(self.told),
            client=message.via_bot,
            likes=message.likes(),
        )
        self._talk.add(said, self._room)
        if not machine:
            self._recent.wrote(message_id, author.account)

    def _is_machine(self, author: Author) -> bool:
        """Say whether nobody wrote it: a bot, or the channel whose posts the group discusses."""
        return author.told == "bot" or not (author.is_user or author.account == self.own)

    def rows(self) -> Iterator[Rows]:
        """Yield what was said since the last time."""
        yield from self._talk.rows()

    def closed(self) -> Iterator[Found]:
        """Yield the group and everybody who wrote in it."""
        accounts: list[Row] = []
        people: list[Row] = []
        for author in self.met.values():
            kind = "bot" if self._is_machine(author) else "person"
            kind = "unknown" if author.account == self.own else kind
            accounts.append((author.account, PLATFORM, kind, author.name, None, None, None))
            if kind == "person":
                people.append((author.account, author.name, None, None))
        yield Rows("channels", CHANNEL, [self._room.row()], self.where)
        yield Rows("accounts", ACCOUNT, accounts, self.where)
        yield Rows("people", PERSON, people, self.where)
