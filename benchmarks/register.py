"""How well six signs of a tone of dialogue tell messages that strangers labelled as dialogue.

    python benchmarks/register.py corporate_messaging.csv

The file has the columns category (Information, Action, Dialogue, Exclude) and text, in English.
Nothing is learned: the signs are counted as at import (``courtesies`` of the table ``cues``).
"""

import argparse
from pathlib import Path

import numpy as np
import polars as pl
from sklearn.metrics import roc_auc_score

from toolkit.texts.lexicons import FOLDER, read_lexicons
from toolkit.texts.speech import CALLS, House, speech
from toolkit.wording import templates_folder

DRAWS = 2_000


def signs(texts: pl.Series, lang: str) -> pl.Series:
    """Return how many of the six signs each text has."""
    messages = pl.DataFrame({"text": texts}).with_columns(pl.lit(0).alias(name) for name in CALLS)
    messages = messages.with_columns(
        lang=pl.lit(lang),
        direction=pl.lit("out"),
        kind=pl.lit("post"),
        to=pl.lit(None, dtype=pl.String),
    )
    lexicons = read_lexicons(templates_folder() / FOLDER)
    return speech(messages, lexicons, House.of(["Example"], ["example"]))["courtesies"]


def interval(labelled: pl.DataFrame) -> tuple[float, float]:
    """Return the bounds of the AUC at 95 %, texts that are the same being drawn together."""
    groups = [part.to_numpy() for part in labelled.select("dialogue", "signs", "text")
              .partition_by("text", include_key=False)]  # fmt: skip
    chance = np.random.default_rng(1)
    found = []
    for _ in range(DRAWS):
        drawn = np.concatenate([groups[n] for n in chance.integers(0, len(groups), len(groups))])
        found.append(roc_auc_score(drawn[:, 0], drawn[:, 1]))
    low, high = np.quantile(found, (0.025, 0.975))
    return float(low), float(high)


def main() -> None:
    """Print the AUC, sensitivity and specificity, and the share of messages with a sign."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("file", type=Path)
    read = pl.read_csv(asked.parse_args().file, encoding="utf8-lossy", infer_schema_length=0)
    read = read.filter(pl.col("category") != "Exclude", pl.col("text").is_not_null())
    labelled = read.select(
        "category",
        "text",
        dialogue=(pl.col("category") == "Dialogue").cast(pl.Int64),
        signs=signs(read["text"], "en"),
    )
    area = roc_auc_score(labelled["dialogue"].to_numpy(), labelled["signs"].to_numpy())
    low, high = interval(labelled)
    print(f"AUC {area:.3f} ({low:.3f} to {high:.3f}), {labelled.height} messages")
    print(labelled.group_by("category").agg(n=pl.len(), with_a_sign=(pl.col("signs") > 0).mean()))


if __name__ == "__main__":
    main()
