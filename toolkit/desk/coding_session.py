"""One sitting of those who code messages by hand: each code is saved at once."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property

import polars as pl

from toolkit import ingest, store
from toolkit.conversations.coded import SCHEMES
from toolkit.conversations.coders import MACHINE
from toolkit.conversations.exchange import external, inbound, said
from toolkit.conversations.frames import Rows
from toolkit.conversations.judged import Human, beside_machine, human
from toolkit.desk.coding_sample import drawn
from toolkit.desk.identities_session import HIDDEN
from toolkit.ingest.codes import (
    TOGETHER,
    Code,
    as_labels,
    read_kept,
    with_codes,
    write_kept,
)
from toolkit.measuring import empty
from toolkit.metrics.agreement import agreement
from toolkit.privacy.pseudonyms import open_key
from toolkit.results import Measures

WRITTEN, RECEIVED = 150, 50  # messages of either side to be coded
OURS, THEIRS = ("function", "promotion"), ("question",)  # what is coded on either side
SEEN = "\n\t\u200d"  # lines stay lines, and a family of emojis stays one
LONGEST = 4000  # characters of a message that are shown


@dataclass(frozen=True)
class Sheet:
    """A message to be coded, as it is shown; ``answers`` is what it answers, empty if unknown."""

    message_id: str
    day: int | None
    kind: str
    text: str
    answers: str
    schemes: tuple[str, ...]


@dataclass(frozen=True)
class Dispute:
    """A message of which coders say different things: coder -> label, and what was settled."""

    sheet: Sheet
    scheme: str
    said: Mapping[str, str]
    settled: str | None


@dataclass(frozen=True)
class Misread:
    """A message that the machine calls something else than people do."""

    sheet: Sheet
    scheme: str
    people: str
    machine: str


def plain(text: str | None) -> str:
    """Return a text without signs that are not seen or turn the line round; lines stay lines."""
    given = text or ""
    visible = (one for one in given if one in SEEN or unicodedata.category(one) not in HIDDEN)
    return "".join(visible).strip()[:LONGEST]


class Session:
    """The sample of a client, what each coder said of it, and what they settled."""

    def __init__(
        self, client: store.Client, *, written: int = WRITTEN, received: int = RECEIVED
    ) -> None:
        self._client = client
        self._sizes = (written, received)

    @property
    def codes(self) -> tuple[Code, ...]:
        """What stands in the file now: another coder may be at work meanwhile."""
        return read_kept(self._client)

    @cached_property
    def _tables(self) -> Mapping[str, pl.LazyFrame]:
        there = ingest.load_tables(self._client)
        return {
            name: there.get(name, empty(name).lazy())
            for name in ("messages", "accounts", "labels", "cues")
        }

    @cached_property
    def sheets(self) -> Mapping[str, Sheet]:
        """Message -> what is shown of it, in the order in which everybody codes them."""
        key = open_key(store.own_vault(self._client))
        outward = external(self._tables["messages"])
        coded = {code.message_id for code in self.codes}
        written, received = self._sizes
        ours = drawn(self._ours(said(outward)), written, key, coded)
        theirs = drawn(self._theirs(inbound(outward)), received, key, coded)
        shown = self._shown((*ours, *theirs))
        asked = dict.fromkeys(ours, OURS) | dict.fromkeys(theirs, THEIRS)
        return {one: Sheet(one, *shown[one], asked[one]) for one in (*ours, *theirs)}

    def _ours(self, rows: Rows) -> pl.DataFrame:
        """Return what the organisation wrote, by what the machine takes it for, and by month."""
        found = _with_words(rows)
        for scheme in OURS:
            labels = self._tables["labels"].filter(
                pl.col("scheme") == scheme, pl.col("coder_id") == MACHINE
            )
            named = labels.select("message_id", pl.col("label").alias(scheme))
            found = found.join(named, on="message_id", how="left")
        return found.select(*OURS, "month", "message_id").collect()

    def _theirs(self, rows: Rows) -> pl.DataFrame:
        """Return what the public wrote, by whether the machine takes it for a question."""
        cues = self._tables["cues"].select("message_id", "is_question")
        found = _with_words(rows).join(cues, on="message_id", how="left")
        return found.select("is_question", "month", "message_id").collect()

    def _shown(self, ids: tuple[str, ...]) -> Mapping[str, tuple[int | None, str, str, str]]:
        columns = ("message_id", "parent_id", "day", "kind", "text")
        rows = self._tables["messages"].select(columns).filter(pl.col("message_id").is_in(ids))
        before = self._tables["messages"].select(
            pl.col("message_id").alias("parent_id"), pl.col("text").alias("answers")
        )
        found = rows.join(before, on="parent_id", how="left").collect()
        return {
            row["message_id"]: (
                row["day"],
                row["kind"] or "post",
                plain(row["text"]),
                plain(row["answers"]),
            )
            for row in found.iter_rows(named=True)
        }

    def coded(self, coder: str) -> Mapping[tuple[str, str], str]:
        """Return what a coder said of the sample: (message, scheme) -> label."""
        mine = (code for code in self.codes if code.coder == coder)
        return {(one.message_id, one.scheme): one.label for one in mine if self._asks(one)}

    def _asks(self, code: Code) -> bool:
        sheet = self.sheets.get(code.message_id)
        return sheet is not None and code.scheme in sheet.schemes

    def left(self, coder: str) -> tuple[str, ...]:
        """Return the messages that a coder has still to code, in order."""
        done = self.coded(coder)
        return tuple(
            one
            for one, sheet in self.sheets.items()
            if any((one, scheme) not in done for scheme in sheet.schemes)
        )

    @property
    def coders(self) -> Mapping[str, int]:
        """Coder -> how many messages of the sample are still to be coded, all coders there are."""
        names = {code.coder for code in self.codes} - {TOGETHER}
        return {name: len(self.left(name)) for name in sorted(names)}

    @property
    def finished(self) -> bool:
        """Whether two coders have coded the whole sample: only then may they compare."""
        return bool(self.sheets) and list(self.coders.values()).count(0) > 1

    @property
    def settled(self) -> bool:
        """Whether two coders have finished and settled all that they see differently."""
        return self.finished and all(one.settled is not None for one in self.disputes())

    def code(self, coder: str, message: str, scheme: str, label: str) -> None:
        """Write down what a coder says, or what coders settled together."""
        now = datetime.now(UTC).isoformat(timespec="seconds")
        fresh = Code(message, scheme, label, coder, now)
        write_kept(self._client, with_codes(self.codes, (fresh,)))

    def people(self, scheme: str) -> Human:
        """Return what people said in one scheme."""
        return human(as_labels(self.codes), scheme).among(self.sheets.keys())

    def disputes(self) -> tuple[Dispute, ...]:
        """Return what coders see differently, settled or not; nothing before they finished."""
        if not self.finished:
            return ()
        found = []
        for scheme in SCHEMES:
            people = self.people(scheme)
            found += [
                Dispute(self.sheets[one], scheme, people.codes[one], people.together.get(one))
                for one in people.differing
            ]
        return tuple(found)

    def misread(self) -> tuple[Misread, ...]:
        """Return what the machine reads differently; nothing before all is settled."""
        if not self.settled:
            return ()
        labels, found = self.labels(), []
        for scheme in OURS:
            settled = self.people(scheme).settled
            said = sorted(beside_machine(labels, scheme, settled).items())
            found += [
                Misread(self.sheets[one], scheme, settled[one], label)
                for one, label in said
                if label != settled[one]
            ]
        return tuple(found)

    def labels(self) -> pl.DataFrame:
        """Return what the machine and people say of the sample, as rows of the table ``labels``."""
        ids = list(self.sheets)
        machine = self._tables["labels"].filter(
            pl.col("message_id").is_in(ids), pl.col("coder_id") == MACHINE
        )
        people = as_labels(self.codes)
        return pl.concat([machine.select(people.columns).collect(), people])

    def agreement(self) -> Measures:
        """Return how far coders agree, and the machine with them, on the sample (S36)."""
        ids = list(self.sheets)
        sampled = [
            self._tables[name].filter(pl.col("message_id").is_in(ids)).collect()
            for name in ("messages", "cues")
        ]
        return agreement(sampled[0], self.labels(), sampled[1], min_n=self._sizes[0])


def _with_words(rows: Rows) -> pl.LazyFrame:
    """Keep messages in which there is something to read."""
    native = rows.to_native()
    assert isinstance(native, pl.LazyFrame)
    return native.filter(pl.col("text").str.strip_chars().str.len_chars() > 0)
