"""What people coded by hand: kept in a file of the client's folder, read again at each import."""

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass, fields

import polars as pl

from toolkit import store
from toolkit.conversations.coded import SCHEMES
from toolkit.errors import BadSettings
from toolkit.ingest.incoming import empty
from toolkit.model import LABELS

TOGETHER = "agreed"  # the coder of what coders settled together
INITIALS = re.compile(r"[a-z][a-z0-9]{0,7}")
IMPORTER = "coded@1"


@dataclass(frozen=True, order=True)
class Code:
    """What one person says that a message is, and when; no word of the message.

    ``coder`` are initials, or ``agreed`` for what coders settled together; ``coded_at`` is UTC.
    """

    message_id: str
    scheme: str
    label: str
    coder: str
    coded_at: str

    @property
    def place(self) -> tuple[str, str, str]:
        """What there is one code of: a message, a scheme, a coder."""
        return self.message_id, self.scheme, self.coder


HEAD = tuple(one.name for one in fields(Code))


def read_kept(client: store.Client) -> tuple[Code, ...]:
    """Return what was coded, nothing if there is no file; the last code counts where two differ.

    ``BadSettings`` says which line is wrong. A spreadsheet may have written the file anew.
    """
    path = client.folder / store.CODES
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return ()
    except UnicodeDecodeError as error:
        raise BadSettings(f"{client.slug}/{store.CODES}: not UTF-8") from error
    first = text.partition("\n")[0]
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=";" if ";" in first else ",")
    try:
        lines = [(rows.line_num, row) for row in rows if any(row)]
    except csv.Error as error:
        raise BadSettings(f"{client.slug}/{store.CODES}: not a table") from error
    if not lines or tuple(lines[0][1]) != HEAD:
        raise BadSettings(f"{client.slug}/{store.CODES}: its columns are {', '.join(HEAD)}")
    codes = (_code(client, number, row) for number, row in lines[1:])
    return tuple({code.place: code for code in codes}.values())


def _code(client: store.Client, number: int, row: Sequence[str]) -> Code:
    where = f"{client.slug}/{store.CODES}, line {number}"
    if len(row) != len(HEAD):
        raise BadSettings(f"{where}: {len(HEAD)} cells are wanted")
    code = Code(*(cell.strip() for cell in row))
    if code.label not in SCHEMES.get(code.scheme, ()):
        known = "; ".join(f"{name}: {', '.join(labels)}" for name, labels in SCHEMES.items())
        raise BadSettings(f"{where}: no such scheme or label; there is: {known}")
    if not INITIALS.fullmatch(code.coder):
        raise BadSettings(f"{where}: a coder is one to eight of a-z and 0-9, a letter first")
    return code


def write_kept(client: store.Client, codes: Iterable[Code]) -> None:
    """Write what was coded, whole or not at all."""
    text = io.StringIO(newline="")
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow(HEAD)
    rows.writerows(astuple(code) for code in codes)
    store.replace_file(client.folder / store.CODES, text.getvalue().encode())


def with_codes(kept: Iterable[Code], fresh: Iterable[Code]) -> tuple[Code, ...]:
    """Return all codes, the fresh ones in place of those of the same message, scheme and coder."""
    both = (*kept, *fresh)
    return tuple({code.place: code for code in both}.values())


def read_codes(client: store.Client) -> pl.DataFrame:
    """Return what people coded as rows of the table ``labels``, in the order of its key."""
    return as_labels(read_kept(client))


def as_labels(codes: Iterable[Code]) -> pl.DataFrame:
    """Return codes as rows of the table ``labels``."""
    rows = [_row(code) for code in sorted(codes)]
    return pl.DataFrame(rows, schema=empty(LABELS).schema)


def _row(code: Code) -> Mapping[str, str | bool | None]:
    return {
        "message_id": code.message_id,
        "scheme": code.scheme,
        "label": code.label,
        "coder_id": code.coder,
        "adjudicated": True if code.coder == TOGETHER else None,
        "source_file": store.CODES,
        "importer": IMPORTER,
    }
