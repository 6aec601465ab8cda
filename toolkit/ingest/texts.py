"""Texts are read once, when they come in, so that no measure reads them."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import polars as pl

from toolkit import store
from toolkit.ingest import tables
from toolkit.ingest.reader import Progress
from toolkit.model import ACCOUNTS, CUES, LABELS, MARKS, MESSAGES, SUBJECTS
from toolkit.texts.functions import Labeller, read_labeller
from toolkit.texts.language import EVIDENCE, evidence, told, usual
from toolkit.texts.reading import as_cues, groups
from toolkit.texts.signatures import signatures
from toolkit.texts.speech import CALLS, House, calls, speech
from toolkit.texts.subjects import SubjectList, read_subjects
from toolkit.wording import templates_folder

READ = (
    "message_id",
    "scope",
    "account_id",
    "author_kind",
    "direction",
    "to_account_id",
    "kind",
    "lang",
    "text",
    "source_file",
    "importer",
)
IMPORTER = "texts@1"


@dataclass(frozen=True, kw_only=True)
class _Known:
    """What is known of all messages before each is read."""

    house: House
    handles: pl.DataFrame
    languages: pl.DataFrame
    signed: pl.DataFrame
    alike: pl.DataFrame


class Texts:
    """Reads the texts of the tables in a folder and writes what was read beside them."""

    def __init__(self, settings: store.Settings, folder: Path, tell: Progress) -> None:
        self._settings, self._folder, self._tell = settings, folder, tell

    @cached_property
    def _labeller(self) -> Labeller:
        return read_labeller(templates_folder())

    @cached_property
    def _subjects(self) -> SubjectList:
        return read_subjects(templates_folder())

    def write_all(self, coded: pl.DataFrame) -> dict[str, int]:
        """Write cues, labels and subjects; return how many rows each has, absent ones apart.

        ``coded`` are labels that people or exports gave; the machine's stand after them.
        """
        if not self._is_outward():
            return self._only_coded(coded)
        known = self._known()
        with (
            tables.TableWriter(self._folder, CUES) as cues,
            tables.TableWriter(self._folder, LABELS) as labels,
            tables.TableWriter(self._folder, SUBJECTS) as subjects,
        ):
            labels.write(_of_table(coded, LABELS.names))
            for piece, marks in self._with_marks():
                read = self._read(piece, marks, known)
                cues.write(read)
                labels.write(self._labels(piece, read, marks))
                subjects.write(self._touched(piece))
            if not self._settings.legal_gate.missing():
                for inward in self._inward():
                    subjects.write(self._touched(inward))
        written = {"cues": cues, "labels": labels, "subjects": subjects}
        return {name: writer.rows for name, writer in written.items()}

    def _only_coded(self, coded: pl.DataFrame) -> dict[str, int]:
        if coded.is_empty():
            return {}
        return {"labels": tables.write(self._folder, LABELS, [_of_table(coded, LABELS.names)])}

    def _is_outward(self) -> bool:
        """Return whether anything was written outwards, without reading a text."""
        return any(
            (piece["scope"].fill_null("external") == "external").any()
            for piece in tables.pieces(self._folder, MESSAGES, "scope")
        )

    def _pieces(self) -> Iterator[pl.DataFrame]:
        total = tables.pieces_of(self._folder, MESSAGES)
        for done, piece in enumerate(tables.pieces(self._folder, MESSAGES, *READ), start=1):
            yield piece
            self._tell("texts", done, total)

    def _outward(self) -> Iterator[pl.DataFrame]:
        for piece in tables.pieces(self._folder, MESSAGES, *READ):
            yield piece.filter(pl.col("scope").fill_null("external") == "external")

    def _inward(self) -> Iterator[pl.DataFrame]:
        for piece in tables.pieces(self._folder, MESSAGES, *READ):
            yield piece.filter(pl.col("scope") == "internal")

    def _known(self) -> _Known:
        """Look at all texts for what one alone does not tell."""
        accounts = self._accounts()
        found = [pl.DataFrame(schema=dict.fromkeys(EVIDENCE, pl.String))]
        own = []
        for piece in self._outward():
            found.append(evidence(piece.select("text", author="account_id")))
            own.append(_written(piece).select("message_id", "account_id", "text"))
        written = pl.concat(own)
        return _Known(
            house=self._house(accounts, written["account_id"].unique()),
            handles=accounts.select(to_account_id="account_id", to="handle"),
            languages=usual(pl.concat(found[1:])),
            signed=written.select("message_id").with_columns(signatures(written)),
            alike=groups(written.select("message_id", "text"), self._settings.boilerplate),
        )

    def _accounts(self) -> pl.DataFrame:
        columns = ("account_id", "kind", "name", "handle")
        found = [*tables.pieces(self._folder, ACCOUNTS, *columns)]
        none = pl.DataFrame(schema=dict.fromkeys(columns, pl.String))
        return pl.concat([none, *found])

    def _house(self, accounts: pl.DataFrame, writing: pl.Series) -> House:
        declared = pl.col("kind").is_in(["brand", "person"])
        ours = accounts.filter(declared | pl.col("account_id").is_in(writing.implode()))
        brands = ours.filter(pl.col("kind") != "person")
        return House.of([self._settings.name, *brands["name"]], ours["handle"])

    def _with_marks(self) -> Iterator[tuple[pl.DataFrame, pl.DataFrame]]:
        """Yield the outward messages piece by piece, with the marks that they carry.

        Marks lie in the order of their messages, so those of a piece end where another's begin.
        """
        columns = ("message_id", "kind", "mark", "is_own")
        coming = tables.pieces(self._folder, MARKS, *columns)
        waiting = pl.DataFrame(
            schema={**dict.fromkeys(columns[:3], pl.String), "is_own": pl.Boolean}
        )
        for piece in self._pieces():
            outward = piece.filter(pl.col("scope").fill_null("external") == "external")
            ids = outward.select("message_id")
            while waiting.join(ids, on="message_id", how="anti").is_empty():
                fresh = next(coming, None)
                if fresh is None:
                    break
                waiting = pl.concat([waiting, fresh])
            yield outward, waiting.join(ids, on="message_id", how="semi")
            waiting = waiting.join(ids, on="message_id", how="anti")

    def _read(self, piece: pl.DataFrame, marks: pl.DataFrame, known: _Known) -> pl.DataFrame:
        guessed = told(piece.select("text", author="account_id"), known.languages)
        counted = calls(marks, known.house)
        messages = (
            piece.with_columns(lang=pl.coalesce(pl.col("lang").str.slice(0, 2), guessed))
            .join(counted, on="message_id", how="left", maintain_order="left")
            .join(known.handles, on="to_account_id", how="left", maintain_order="left")
            .with_columns(pl.col(*CALLS).fill_null(0), to=pl.coalesce("to", "to_account_id"))
        )
        spoken = speech(messages, self._labeller.lexicons, known.house)
        kept = messages.select("message_id", "lang", "source_file", "importer")
        return as_cues(kept, spoken, known.signed, known.alike)

    def _labels(self, piece: pl.DataFrame, cues: pl.DataFrame, marks: pl.DataFrame) -> pl.DataFrame:
        """Return what the machine says of the organisation's own messages."""
        own = marks.filter(pl.col("is_own"), pl.col("kind") == "link")["message_id"].unique()
        posts = piece.with_columns(cues["lang"])
        posts = _written(posts).select(
            "message_id",
            "text",
            "lang",
            "kind",
            is_reply=pl.col("kind").is_in(["reply", "dm"]),
            own_link=pl.col("message_id").is_in(own.implode()),
        )
        return _of_table(self._labeller.labelled(posts), LABELS.names)

    def _touched(self, messages: pl.DataFrame) -> pl.DataFrame:
        return _of_table(self._subjects.subjects(messages), SUBJECTS.names)


def _written(piece: pl.DataFrame) -> pl.DataFrame:
    """Return what people of the organisation wrote, with text."""
    person = pl.col("author_kind").fill_null("org_brand").is_in(["org_brand", "org_person"])
    return piece.filter(
        pl.col("direction") == "out",
        person,
        pl.col("kind").fill_null("post") != "system",
        pl.col("text").is_not_null(),
    )


def _of_table(rows: pl.DataFrame, names: tuple[str, ...]) -> pl.DataFrame:
    """Return rows with the columns of a table; what was read says so of itself."""
    given = {"importer": IMPORTER}
    return rows.select(
        pl.col(name)
        if name in rows.columns
        else pl.lit(given.get(name), dtype=pl.String).alias(name)
        for name in names
    )
