"""Who is who: what an import joined by itself, what it asks, and what the consultant decides."""

from toolkit import pipeline, store
from toolkit.cards import Card, Fact, Table
from toolkit.desk.identities_session import Session, shown
from toolkit.desk.identities_widgets import by_hand, review
from toolkit.ingest.identities import ANSWERS
from toolkit.wording import Words

LISTED = 30  # lines of a list; the rest is counted


class Identities:
    """Asks the consultant who is who: ``desk.review()``, ``desk.by_hand()``, ``desk.summary()``."""

    def __init__(self, client: store.Client, words: Words) -> None:
        self._client, self._words = client, words
        self.session = Session(client)

    def cover(self) -> Card:
        """Say whose people these are, and that this page is for the consultant alone."""
        settings = self._client.settings
        notes = [self._say("for_you"), self._say("file", name=store.IDENTITIES)]
        if settings.simulated:
            notes.insert(0, self._words.say("ui.simulated"))
        return Card(kind="cover", title=settings.name, lead=self._say("title"), notes=tuple(notes))

    def review(self) -> object:
        """Show who could be whom, a page at once; each answer is saved at once."""
        return review(self.session, self._words)

    def by_hand(self) -> object:
        """Join or part two accounts, or say what an account is."""
        return by_hand(self.session, self._words)

    def summary(self) -> Card:
        """Show what was joined by itself and by decision, and which decisions do not fit."""
        found, decided = self.session.found, self.session.decisions
        counts = [(f"why_{why}", count) for why, count in found.joined.items()]
        counts += [(answer, len(getattr(decided, answer))) for answer in ANSWERS]
        counts += [("kinds", len(decided.kinds)), ("open", len(self.session.open))]
        against = [" · ".join(accounts) for accounts in found.against]
        lists = {"unknown": found.unknown, "against": against, "unseen": found.unseen}
        return Card(
            kind="summary",
            title=self._say("summary"),
            lead=self._say("summary_lead"),
            facts=tuple(
                Fact(name=self._say(name), said=(self._words.whole(count),))
                for name, count in counts
            ),
            items=tuple(self._list(name, tuple(some)) for name, some in lists.items() if some),
        )

    def _list(self, name: str, accounts: tuple[str, ...]) -> Card:
        lines = [(shown(one),) for one in accounts[:LISTED]]
        if len(accounts) > LISTED:
            lines.append((self._say("more", n=len(accounts) - LISTED),))
        table = Table(caption=self._say(name), head=(self._say("account"),), rows=tuple(lines))
        return Card(kind="note", title=self._say(name), table=table)

    def _say(self, name: str, /, **blanks: int | str) -> str:
        return self._words.say(f"desk.identities.{name}", **blanks)


def identities(client: str, language: str = "fr") -> Identities:
    """Open who is who of a client, for a notebook; exports that changed are taken in first."""
    opened = store.open_client(store.root(), client)
    pipeline.up_to_date(opened)
    return Identities(opened, Words(language))
