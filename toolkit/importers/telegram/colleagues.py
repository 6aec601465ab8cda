"""What colleagues say to one another in a closed Telegram group."""

from collections.abc import Iterator, Sequence

from toolkit.importers.telegram.reader import Author, Reader
from toolkit.importers.telegram.records import PLATFORM, Chat, Message
from toolkit.reading import Found, Rows, Told
from toolkit.spoken.crowd import Crowd, Several
from toolkit.spoken.inside import ACCOUNT, CHANNEL, PERSON, Room, Row
from toolkit.spoken.recent import Recent


class Colleagues(Reader):
    """One group; its members are not listed, people are known by what they write."""

    def __init__(self, chat: Chat, where: str, told: Told) -> None:
        super().__init__(chat, where, told)
        self._crowd = Crowd(PLATFORM, where, Room(self.own, "private", name=chat.name))
        self._recent = Recent()
        self._machines: set[Author] = set()

    def take(
        self, messages: Sequence[Message], authors: Sequence[Author], whens: Sequence[int]
    ) -> Iterator[Rows]:
        """Take messages in, with whom they speak to."""
        begin = f"{self.own}:"
        ids = [f"{begin}{one.id}" for one in messages]
        accounts = [author.account for author in authors]
        machine = [author in self._machines for author in authors]
        system = [one.type == "service" for one in messages]
        parents = [
            None if one.reply_to_message_id is None or one.type == "service" else self.parent(one)
            for one in messages
        ]
        some = Several(
            message_id=ids,
            account=accounts,
            when=whens,
            text=[
                one.text if one.text and type(one.text) is str else one.written()
                for one in messages
            ],
            parent=parents,
            parent_author=self._recent.answered(ids, accounts, parents, machine),
            machine=machine,
            system=system,
            edited=[
                one.changed(self.told) if one.edited or one.edited_unixtime is not None else None
                for one in messages
            ],
            client=[one.via_bot for one in messages],
            likes=[None if one.reactions is None else one.likes() for one in messages],
        )
        texts = [type(one.text) for one in messages]
        named = {at: messages[at].named(PLATFORM) for at, kind in enumerate(texts) if kind is list}
        yield from self._crowd.add(some, named)

    def _new(self, key: str | int | None, message: Message) -> Author | None:
        author = super()._new(key, message)
        if author and self._is_machine(author):
            self._machines.add(author)
        return author

    def _is_machine(self, author: Author) -> bool:
        """Say whether nobody wrote it: a bot, or the channel whose posts the group discusses."""
        return author.told == "bot" or not (author.is_user or author.account == self.own)

    def closed(self) -> Iterator[Found]:
        """Yield what is left, the group and everybody who wrote in it."""
        yield from self._crowd.rows()
        accounts: list[Row] = []
        people: list[Row] = []
        for author in self.met.values():
            kind = "bot" if self._is_machine(author) else "person"
            kind = "unknown" if author.account == self.own else kind
            accounts.append((author.account, PLATFORM, kind, author.name, None, None, None))
            if kind == "person":
                people.append((author.account, author.name, None, None))
        yield Rows("channels", CHANNEL, [self._crowd.room.row()], self.where)
        yield Rows("accounts", ACCOUNT, accounts, self.where)
        yield Rows("people", PERSON, people, self.where)
