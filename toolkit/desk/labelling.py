"""Labels for the texts of any file: what each does, whether it promotes, and by which signs."""

import csv
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import msgspec
import polars as pl

from toolkit.errors import UnknownParameter
from toolkit.texts.functions import Labeller, read_labeller, reasons_of
from toolkit.texts.language import languages
from toolkit.wording import Words, templates_folder

SCHEMES = ("function", "promotion", "model")
SIGNS = 3  # that a line shows


def read_texts(path: Path, column: str) -> pl.DataFrame:
    """Return the texts of a CSV file, with the number of their line as message_id.

    ``UnknownParameter`` names the columns that there are.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = csv.DictReader(file, dialect=csv.Sniffer().sniff(file.readline(), ",;\t|"))
            file.seek(0)
            return _texts(rows, path, column)
    except FileNotFoundError as error:
        raise UnknownParameter(f"no such file: {path}") from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise UnknownParameter(f"{path.name} is no CSV file in UTF-8") from error


def _texts(rows: "csv.DictReader[str]", path: Path, column: str) -> pl.DataFrame:
    there = rows.fieldnames or ()
    if column not in there:
        raise UnknownParameter(f"{path.name} has no column '{column}'; it has: {', '.join(there)}")
    texts = pl.DataFrame({"text": [row[column] for row in rows]}, schema={"text": pl.String})
    numbered = texts.with_row_index("line", offset=1).with_columns(
        pl.col("line").cast(pl.String).alias("message_id"), author=pl.lit(path.name)
    )
    return numbered.with_columns(languages(numbered))


def labels_as_json(path: Path, column: str) -> str:
    """Return every label of every text, its probability and its signs, and no text."""
    posts, labeller = read_texts(path, column), read_labeller(templates_folder())
    labelled = labeller.labelled(posts)
    by_scheme = {
        scheme: labelled.filter(pl.col("scheme") == scheme) for scheme in (*SCHEMES, "category")
    }
    lines = [
        {
            "line": int(row["message_id"]),
            "language": row["lang"],
            **{scheme: found["label"][at] for scheme, found in by_scheme.items()},
            "p": by_scheme["function"]["p"][at],
            "signs": [one.sign for one in reasons],
        }
        for at, (row, reasons) in enumerate(
            zip(
                posts.iter_rows(named=True),
                reasons_of(labeller, posts, labelled, most=SIGNS),
                strict=True,
            )
        )
    ]
    said = {"file": path.name, "texts": posts.height, "counts": _counts(labelled), "lines": lines}
    return msgspec.json.format(msgspec.json.encode(said), indent=1).decode()


def labels_in_words(path: Path, column: str, words: Words) -> str:
    """Return how many texts bear each label, as lines of text."""
    posts = read_texts(path, column)
    labeller: Labeller = read_labeller(templates_folder())
    lines = [words.say("label.file.lead", n=words.whole(posts.height))]
    for scheme, counts in _counts(labeller.labelled(posts)).items():
        lines += ["", words.say(f"label.file.{scheme}")]
        lines += [
            "  "
            + words.say(
                "label.file.share",
                label=words.say(f"label.file.{label}"),
                n=words.whole(times),
                share=words.share(times / posts.height),
            )
            for label, times in counts.items()
        ]
    return "\n".join([*lines, "", words.say("label.file.more")])


def _counts(labelled: pl.DataFrame) -> Mapping[str, Mapping[str, int]]:
    found = {
        scheme: Counter(labelled.filter(pl.col("scheme") == scheme)["label"].to_list())
        for scheme in SCHEMES
    }
    return {scheme: dict(counts.most_common()) for scheme, counts in found.items()}
