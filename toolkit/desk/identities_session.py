"""One sitting of the consultant over who is who: answers are saved at once and can be undone."""

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import polars as pl

from toolkit import ingest, store
from toolkit.ingest.identities import (
    Answer,
    Candidate,
    Decided,
    Decisions,
    Kind,
    Review,
    read_decisions,
    read_review,
    still_open,
    taken_back,
    with_kind,
    with_link,
    write_decisions,
)

LONGEST = 60  # characters of a name that are shown
# What a browser would take for a formula: names come from exports that anybody may have written.
HARMLESS = str.maketrans({"$": "\uff04", "\\": "\uff3c"})
HIDDEN = ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")  # control signs, and those that turn the line round


def shown(text: str) -> str:
    """Return what an export says, short, on one line and without anything that could act."""
    visible = (one for one in text if unicodedata.category(one) not in HIDDEN or one.isspace())
    plain = " ".join("".join(visible).split()).translate(HARMLESS)
    return plain if len(plain) <= LONGEST else plain[: LONGEST - 1] + "…"


@dataclass(frozen=True)
class Face:
    """What is shown of an account."""

    account: str
    platform: str
    name: str
    handle: str

    @property
    def line(self) -> str:
        """The account on one line: name, platform, and what tells it from all others."""
        known = (self.name, self.platform, self.handle, shown(self.account))
        return " · ".join(dict.fromkeys(filter(None, known)))


class Session:
    """What is asked, what was answered, and the steps of this sitting."""

    def __init__(self, client: store.Client) -> None:
        self._client = client
        self.found: Review = read_review(client)
        self.asked = still_open(self.found.candidates, self.decisions)
        self.postponed: set[Candidate] = set()
        self._steps: list[tuple[Decisions, Decisions]] = []
        self._told: list[Callable[[], None]] = []

    @property
    def decisions(self) -> Decisions:
        """What stands in the file now: it may be edited meanwhile."""
        return read_decisions(self._client)

    @property
    def open(self) -> tuple[Candidate, ...]:
        """What is still to be answered, the likeliest first."""
        return still_open(self.asked, self.decisions)

    @cached_property
    def faces(self) -> Mapping[str, Face]:
        """What is shown of every account and person that can be joined."""
        tables = ingest.load_tables(self._client)
        rows: list[tuple[str | None, ...]] = []
        if "people" in tables:
            people = tables["people"].select("person_id", pl.lit(None, pl.String), "name", "email")
            rows += people.collect().rows()
        if "accounts" in tables:
            known = tables["accounts"].filter(pl.col("kind") != "public")
            rows += known.select("account_id", "platform", "name", "handle").collect().rows()
        said = (tuple(shown(cell or "") for cell in row[1:]) for row in rows)
        return {
            row[0] or "": Face(row[0] or "", *cells) for row, cells in zip(rows, said, strict=True)
        }

    @cached_property
    def lines(self) -> Mapping[str, str]:
        """Line -> account, in order; no line is that of two accounts, however they may look."""
        found: dict[str, str] = {}
        for account, face in sorted(self.faces.items(), key=lambda one: (one[1].line, one[0])):
            line, number = face.line, 1
            while line in found:
                number += 1
                line = f"{face.line} ({number})"
            found[line] = account
        return found

    def face(self, account: str) -> Face:
        """Return what is shown of an account, of one that is in no table too."""
        return self.faces.get(account) or Face(account, "", "", shown(account))

    def listen(self, told: Callable[[], None]) -> None:
        """Ask to be told whenever something was decided."""
        self._told.append(told)

    def answer(self, answer: Answer, accounts: Sequence[str]) -> None:
        """Write down what was decided of some accounts."""
        note = " / ".join(self.face(one).name or self.face(one).handle for one in accounts)
        self._keep(with_link(self.decisions, answer, Decided(tuple(accounts), note)))

    def say_kind(self, account: str, kind: Kind) -> None:
        """Write down what an account is."""
        self._keep(with_kind(self.decisions, account, kind))

    def postpone(self, one: Candidate) -> None:
        """Leave a question for later."""
        self.postponed.add(one)
        self._tell()

    def undo(self) -> bool:
        """Take the last step back, and say whether there was one."""
        if not self._steps:
            return False
        write_decisions(self._client, taken_back(self.decisions, *self._steps.pop()))
        self._tell()
        return True

    def _keep(self, after: Decisions) -> None:
        before = self.decisions
        write_decisions(self._client, after)
        self._steps.append((before, after))
        self._tell()

    def _tell(self) -> None:
        for told in self._told:
            told()
