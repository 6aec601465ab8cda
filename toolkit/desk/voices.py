"""The consultant's desk for advice and the voices programme: decided here, kept, replayed."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime

from toolkit import release, store
from toolkit.cards import Card
from toolkit.decided import DECISIONS, decided, read_decisions, withdrawn, written
from toolkit.desk.voices_form import Addition, Review
from toolkit.errors import BadSettings
from toolkit.release import Release
from toolkit.results import Decision
from toolkit.store import Client
from toolkit.views import advised, programme
from toolkit.wording import Words

OWN = "own_"  # the name of what the consultant adds, with its number


class VoicesDesk:
    """Shows what is proposed and keeps what the consultant decides of it.

    Decisions lie in ``decisions.toml`` beside the client and are replayed at every audit; what the
    rules proposed stays in ``findings.json``.
    """

    def __init__(self, client: Client, words: Words) -> None:
        self._client, self._words = client, words

    def cover(self) -> Card:
        """Say whose advice it is, and how much of it is decided."""
        found = self._release()
        done = len({one.rule for one in found.verdicts.decisions})
        said = self._say("decided", n=done, of=len(found.verdicts.recommendations))
        return Card(
            kind="note", title=self._say("desk"), lead=found.facts.about.name, notes=(said,)
        )

    def proposals(self) -> object:
        """Accept, reword or reject each proposal; each save is kept at once, with its day."""
        return Review(self._release(), self._words, self._keep, self._withdraw).whole

    def add(self) -> object:
        """Add a piece of advice of the consultant's own."""
        return Addition(self._words, self._add).whole

    def deliverable(self) -> Card:
        """Show what the client will read, decisions included."""
        return advised.recommendations(self._release(), self._words)

    def programme(self) -> Card:
        """Show the voices programme: who, what, when, who does what, and what stops it."""
        return programme.programme(self._release(), self._words)

    def _release(self) -> Release:
        """Return the release with the decisions as they stand now."""
        found = release.read(self._client.release)
        return release.with_decisions(found, read_decisions(self._client.folder))

    def _keep(self, rule: str, choice: str, by: str, texts: Mapping[str, str]) -> str:
        """Keep a decision and say so, or say why it may not be kept."""
        said = {part: text.strip() for part, text in texts.items() if text.strip()}
        new = Decision(
            rule=rule,
            choice=choice,
            on=datetime.now(UTC).date().isoformat(),
            by=by.strip(),
            texts={self._words.language: said} if said else {},
        )
        before = read_decisions(self._client.folder)
        try:
            every = decided(before, _with_other_languages(before, new, self._words.language))
        except BadSettings:
            return self._say("named")
        self._write(every)
        return self._say("kept", file=DECISIONS)

    def _add(self, by: str, texts: Mapping[str, str]) -> str:
        before = read_decisions(self._client.folder)
        taken = [int(one.rule.removeprefix(OWN)) for one in before if one.rule.startswith(OWN)]
        return self._keep(f"{OWN}{max(taken, default=0) + 1}", "added", by, texts)

    def _withdraw(self, rule: str) -> str:
        self._write(withdrawn(read_decisions(self._client.folder), rule))
        return self._say("withdrawn")

    def _write(self, decisions: tuple[Decision, ...]) -> None:
        text = written(decisions, self._say("file"))
        store.replace_file(self._client.folder / DECISIONS, text.encode())

    def _say(self, name: str, **blanks: str | int) -> str:
        return self._words.say(f"voices.{name}", **blanks)


def _with_other_languages(before: tuple[Decision, ...], new: Decision, language: str) -> Decision:
    """Keep what was written on the same advice in another language than the one written in."""
    old = next((one for one in before if one.rule == new.rule), None)
    others = {one: texts for one, texts in (old.texts if old else {}).items() if one != language}
    return replace(new, texts={**others, **new.texts})


def voices(client: str, language: str = "fr") -> VoicesDesk:
    """Open the desk of a client that has been audited."""
    return VoicesDesk(store.open_client(store.root(), client), Words(language))
