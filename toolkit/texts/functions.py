"""What each message does: inform, talk with people, call to action, and whether it promotes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import polars as pl

from toolkit.conversations.coders import MACHINE
from toolkit.texts import codebook
from toolkit.texts.buckets import traces
from toolkit.texts.lexicons import FOLDER, Lexicons, read_lexicons
from toolkit.texts.signs import LANGUAGE, names_of, signs
from toolkit.texts.weights import Weights, read_weights

UNCLASSIFIED = "unclassified"
Numbers = npt.NDArray[np.float64]
Wholes = npt.NDArray[np.int64]

STRETCH = 50_000  # posts at a time
COLUMNS = ("message_id", "scheme", "label", "coder_id", "p", "adjudicated")
KNOWN = ("is_reply", "own_link")  # what the place of a message tells, where it is known


@dataclass(frozen=True, kw_only=True)
class Reason:
    """One sign and how much it speaks for a label, beyond what it does for the others."""

    sign: str
    weight: float


@dataclass(frozen=True, kw_only=True)
class Labeller:
    """The lexicons and the weights that label messages; ``read_labeller`` reads them."""

    lexicons: Lexicons
    functions: tuple[str, ...]
    weights: Mapping[str, Weights]

    def labelled(self, posts: pl.DataFrame) -> pl.DataFrame:
        """Return what the machine says of every post, one row a scheme: the table ``labels``.

        ``posts`` has message_id and text, and where they are known lang, is_reply, own_link and
        kind. Schemes: ``function``, ``promotion``, ``category`` and ``model``; ``p`` is the
        calibrated probability of a function, and empty where a rule decided.
        """
        parts = [self._labelled(part) for part in _completed(posts).iter_slices(STRETCH)]
        return pl.concat(parts) if parts else _rows(_completed(posts), "function", [], [])

    def _labelled(self, posts: pl.DataFrame) -> pl.DataFrame:
        seen = signs(posts, self.lexicons).hstack(posts.select(*KNOWN, "kind", "lang"))
        functions, sure = self._functions(seen)
        seen = seen.with_columns(pl.Series("function", functions, dtype=pl.String))
        coded = seen.select(
            promotion=codebook.promotion(), category=codebook.category(), model=codebook.model()
        )
        told = [_rows(posts, "function", functions, sure)]
        told += [_rows(posts, name, coded[name].to_list(), None) for name in coded.columns]
        return pl.concat(told)

    def weighed(self, seen: pl.DataFrame) -> tuple[Wholes, Numbers]:
        """Return which function most speaks for, and its calibrated probability, post by post.

        Functions weigh alike here, however rare they are: the rarest, talk with people, is what
        an audit looks for. Its probability is the honest one, with that rarity in it.
        """
        best, sure = np.zeros(seen.height, dtype=np.int64), np.zeros(seen.height)
        english = (seen["lang"] == LANGUAGE).fill_null(value=False).to_numpy()
        for name, chosen in (("english", english), ("any_language", ~english)):
            part, weights = seen.filter(chosen), self.weights[name]
            if part.height:
                shown = part.select(weights.names).to_numpy().astype(np.float64)
                found = traces(part["folded"]) if weights.traces is not None else None
                scores = weights.scores(shown, found)
                best[chosen] = scores.argmax(axis=1)
                sure[chosen] = weights.chances(scores)[np.arange(part.height), best[chosen]]
        return best, sure

    def _functions(self, seen: pl.DataFrame) -> tuple[list[str], list[float | None]]:
        """Return each post's function, and how sure it is; rules of the codebook come first."""
        likely, chances = self.weighed(seen)
        learned = pl.Series("learned", [self.functions[one] for one in likely], dtype=pl.String)
        decided = seen.hstack([learned]).select(
            by_rule=codebook.function_by_rule(UNCLASSIFIED), learned="learned"
        )
        functions = decided.select(pl.coalesce("by_rule", "learned"))["by_rule"].to_list()
        ruled = decided["by_rule"].is_not_null().to_list()
        sure = [None if rule else float(p) for rule, p in zip(ruled, chances, strict=True)]
        return functions, sure

    def explain(self, text: str, label: str, *, language: str | None = None) -> tuple[Reason, ...]:
        """Return the signs of a text that speak most for a function, the strongest first."""
        post = pl.DataFrame({"message_id": ["one"], "text": [text], "lang": [language]})
        row = signs(_completed(post), self.lexicons).row(0, named=True)
        weights = self.weights["english" if language == LANGUAGE else "any_language"]
        at = self.functions.index(label)
        found = (
            Reason(sign=name, weight=float(weight[at] - np.delete(weight, at).max()))
            for name, weight in zip(weights.names, weights.signs, strict=True)
            if row[name]
        )
        return tuple(sorted((one for one in found if one.weight > 0), key=_strongest))


def _strongest(reason: Reason) -> tuple[float, str]:
    return -reason.weight, reason.sign


def _completed(posts: pl.DataFrame) -> pl.DataFrame:
    """Return the posts with every column, empty where it was not there."""
    types = {"lang": pl.String, "is_reply": pl.Boolean, "own_link": pl.Boolean, "kind": pl.String}
    absent = [pl.lit(None, dtype=kind).alias(name) for name, kind in types.items()]
    return posts.with_columns(one for one in absent if one.meta.output_name() not in posts.columns)


def _rows(
    posts: pl.DataFrame, scheme: str, labels: list[str], sure: list[float | None] | None
) -> pl.DataFrame:
    return pl.DataFrame(
        {
            "message_id": posts["message_id"],
            "scheme": pl.repeat(scheme, posts.height, eager=True, dtype=pl.String),
            "label": pl.Series(labels, dtype=pl.String),
            "coder_id": pl.repeat(MACHINE, posts.height, eager=True, dtype=pl.String),
            "p": pl.Series(sure or [None] * posts.height, dtype=pl.Float64),
            "adjudicated": pl.repeat(None, posts.height, eager=True, dtype=pl.Boolean),
        }
    ).select(COLUMNS)


def read_labeller(folder: Path) -> Labeller:
    """Read lexicons and weights from the folder of templates; ``TemplateError`` says faults."""
    lexicons = read_lexicons(folder / FOLDER)
    functions, weights = read_weights(folder, names_of(lexicons))
    return Labeller(lexicons=lexicons, functions=functions, weights=weights)


def reasons_of(
    labeller: Labeller, posts: pl.DataFrame, labelled: pl.DataFrame, *, most: int = 3
) -> Iterator[tuple[Reason, ...]]:
    """Yield the strongest reasons for the function of each post, in the order of the posts."""
    functions = labelled.filter(pl.col("scheme") == "function")["label"]
    for row, label in zip(_completed(posts).iter_rows(named=True), functions, strict=True):
        if label == UNCLASSIFIED:
            yield ()
        else:
            yield labeller.explain(row["text"] or "", label, language=row["lang"])[:most]
