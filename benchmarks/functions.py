"""How well the machine tells what messages do, on companies that it never saw.

    python benchmarks/functions.py corporate_messaging.csv
    python benchmarks/functions.py corporate_messaging.csv --write

The file has the columns screenname, category (Information, Action, Dialogue, Exclude),
category:confidence and text. Each company is judged by weights learned on the others, without the
texts that occur there too; a word model (TF-IDF and logistic regression) goes through the same
folds. ``--write`` then learns on all and writes the weights that the toolkit ships.
"""

import argparse
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec
import numpy as np
import numpy.typing as npt
import polars as pl
from scipy.optimize import minimize
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import confusion_matrix, f1_score

from toolkit.texts.buckets import BITS, Traces, traces
from toolkit.texts.lexicons import FOLDER, read_lexicons
from toolkit.texts.signs import names_of, signs
from toolkit.texts.weights import FILE, Kept, Learned, Weights, chances, packed
from toolkit.wording import templates_folder

FUNCTIONS = {"Action": "action", "Dialogue": "community", "Information": "information"}
NAMES = tuple(FUNCTIONS.values())
TAUGHT = {  # by ourselves: firms of this sample hardly sell, recruit, apologise or ask for opinions
    "offer": ("action", 0.8),
    "buying": ("action", 0.8),
    "recruiting": ("action", 1.0),
    "first_call_do": ("action", 0.8),
    "ask_opinion": ("community", 0.7),
    "question_no_link": ("community", 0.7),
    "helping": ("community", 0.5),
    "apology": ("community", 0.5),
    "greeting": ("community", 0.4),
}
SCALE = 2.0  # what a trace weighs beside a sign before anything is learned
DRAWS = 2_000
BINS = 10
Numbers = npt.NDArray[np.float64]


@dataclass(frozen=True, kw_only=True)
class Sample:
    """Labelled messages: what they do, whose they are, which are the same but for links."""

    names: tuple[str, ...]
    texts: list[str]
    labels: npt.NDArray[np.int64]
    companies: npt.NDArray[np.str_]
    same: npt.NDArray[np.int64]
    worth: Numbers
    shown: Numbers
    traced: Traces

    def folds(self) -> Iterator[tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_]]]:
        """Yield who learns and who is judged, company by company."""
        for company in np.unique(self.companies):
            judged = self.companies == company
            yield ~judged & ~np.isin(self.same, self.same[judged]), judged


def read(path: Path) -> Sample:
    """Read the labelled messages, those excluded by the coders apart."""
    table = pl.read_csv(path).filter(pl.col("category").is_in([*FUNCTIONS]))
    texts = table["text"].to_list()
    keys = [re.sub(r"\s+", " ", re.sub(r"https?://\S+|@\w+|\d+", " ", t.lower())) for t in texts]
    _, same, times = np.unique(
        np.array([k.strip() for k in keys]), return_inverse=True, return_counts=True
    )
    lexicons = read_lexicons(templates_folder() / FOLDER)
    posts = pl.DataFrame({"text": texts}).with_columns(lang=pl.lit("en"))
    seen = signs(posts, lexicons)
    return Sample(
        names=names_of(lexicons),
        texts=texts,
        labels=np.array([NAMES.index(FUNCTIONS[one]) for one in table["category"]]),
        companies=table["screenname"].to_numpy().astype(str),
        same=same,
        worth=table["category:confidence"].to_numpy() / np.sqrt(times[same]),
        shown=seen.select(names_of(lexicons)).to_numpy().astype(np.float64),
        traced=traces(seen["folded"]),
    )


def _matrix(found: Traces) -> csr_matrix:
    lengths = np.bincount(found.text, minlength=found.texts)
    worth = SCALE / np.sqrt(lengths[found.text])
    return csr_matrix((worth, (found.text, found.bucket)), shape=(found.texts, 2**BITS))


def taught(sample: Sample) -> Numbers:
    """Return what we add to the weights of signs; shape signs x functions."""
    added = np.zeros((len(sample.names), len(NAMES)))
    for sign, (function, weight) in TAUGHT.items():
        added[sample.names.index(sign), NAMES.index(function)] = weight
    return added


def learn(sample: Sample, who: npt.NDArray[np.bool_], *, traced: bool, strict: float) -> Weights:
    """Learn weights from some of the messages, rounded as they are kept.

    Signs alone serve for every language, and get what we teach beyond the sample.
    """
    both = [csr_matrix(sample.shown), _matrix(sample.traced)] if traced else []
    inputs = hstack(both).tocsr() if traced else sample.shown
    found = LogisticRegression(C=strict, max_iter=5_000, class_weight="balanced")
    found.fit(inputs[who], sample.labels[who], sample_weight=sample.worth[who])
    present = [NAMES[one] for one in found.classes_]
    if present != list(NAMES):
        raise SystemExit(f"only {', '.join(present)} among those who learn")
    kinds = sample.shown.shape[1]
    held = found.coef_.T[kinds:] * SCALE if traced else None
    return Weights(
        names=(),
        start=np.round(found.intercept_, 4),
        signs=np.round(found.coef_.T[:kinds] + (0 if traced else taught(sample)), 4),
        traces=None if held is None else _rounded(held),
        slope=1.0,
        shift=np.zeros(len(NAMES)),
    )


def _rounded(held: Numbers) -> Numbers:
    _, step = packed(held)
    return np.rint(held / step) * step


def held_out(sample: Sample, *, traced: bool, strict: float) -> Numbers:
    """Return every message's scores by weights that never saw its company."""
    scores = np.zeros((len(sample.labels), len(NAMES)))
    for learning, judged in sample.folds():
        weights = learn(sample, learning, traced=traced, strict=strict)
        scores[judged] = weights.scores(sample.shown, sample.traced)[judged]
    return scores


def word_model(sample: Sample) -> npt.NDArray[np.int64]:
    """Return what words alone say, in the same folds: TF-IDF of one and two words."""
    said = np.zeros(len(sample.labels), dtype=np.int64)
    texts = np.array(sample.texts, dtype=object)
    for learning, judged in sample.folds():
        words = TfidfVectorizer(sublinear_tf=True, ngram_range=(1, 2), min_df=2)
        found = LogisticRegression(C=10, max_iter=5_000, class_weight="balanced")
        found.fit(words.fit_transform(texts[learning]), sample.labels[learning])
        said[judged] = found.predict(words.transform(texts[judged]))
    return said


def calibration(scores: Numbers, labels: npt.NDArray[np.int64]) -> tuple[float, Numbers]:
    """Return the slope and the shifts that make probabilities of scores, by likelihood."""

    def loss(inside: Numbers) -> float:
        return -float(np.log(chances(scores, inside[0], inside[1:])[rows, labels]).mean())

    rows = np.arange(len(labels))
    best = minimize(loss, np.array([1.0] + [0.0] * len(NAMES)), method="BFGS").x
    return float(best[0]), best[1:] - best[1:].mean()


def calibrated(sample: Sample, scores: Numbers) -> Numbers:
    """Return probabilities of each company's messages, calibrated on the other companies."""
    found = np.zeros_like(scores)
    for learning, judged in sample.folds():
        slope, shift = calibration(scores[learning], sample.labels[learning])
        found[judged] = chances(scores[judged], slope, shift)
    return found


def drawn(sample: Sample, figure: Callable[[npt.NDArray[np.int64]], float]) -> tuple[float, float]:
    """Return the 95 % interval of a figure, texts that are the same drawn together."""
    rng = np.random.default_rng(0)
    groups = [np.flatnonzero(sample.same == one) for one in range(sample.same.max() + 1)]
    found = [
        figure(np.concatenate([groups[i] for i in rng.integers(0, len(groups), len(groups))]))
        for _ in range(DRAWS)
    ]
    return tuple(np.quantile(found, (0.025, 0.975)))


def macro(labels: npt.NDArray[np.int64], said: npt.NDArray[np.int64]) -> float:
    """Return the mean F1 of the three functions."""
    return float(f1_score(labels, said, average="macro", labels=range(len(NAMES))))


def told(sample: Sample, name: str, said: npt.NDArray[np.int64]) -> None:
    """Print one line of the table: F1 of each function, their mean and its interval."""
    each = f1_score(sample.labels, said, average=None)
    low, high = drawn(sample, lambda who: macro(sample.labels[who], said[who]))
    parts = " | ".join(f"{one:.3f}" for one in each)
    print(f"| {name} | {parts} | {macro(sample.labels, said):.3f} | {low:.3f} to {high:.3f} |")


def off(found: Numbers, labels: npt.NDArray[np.int64]) -> tuple[float, float]:
    """Return the expected calibration error, in ten bins, and Brier's score."""
    sure, right = found.max(axis=1), found.argmax(axis=1) == labels
    at = np.minimum((sure * BINS).astype(int), BINS - 1)
    error = sum(
        (at == one).mean() * abs(sure[at == one].mean() - right[at == one].mean())
        for one in np.unique(at)
    )
    truth = np.eye(len(NAMES))[labels]
    return float(error), float(((found - truth) ** 2).sum(axis=1).mean())


def kept(sample: Sample, scores: Numbers, *, traced: bool, strict: float) -> Learned:
    """Learn from all messages; the calibration is that of companies never seen."""
    everybody = np.ones(len(sample.labels), dtype=bool)
    weights = learn(sample, everybody, traced=traced, strict=strict)
    slope, shift = calibration(scores, sample.labels)
    text, step = ("", 0.0) if weights.traces is None else packed(weights.traces)
    return Learned(
        start=tuple(weights.start.tolist()),
        signs={n: tuple(w) for n, w in zip(sample.names, weights.signs.tolist(), strict=True)},
        slope=round(slope, 4),
        shift=tuple(np.round(shift, 4).tolist()),
        traces=text,
        step=step,
    )


def main() -> None:
    """Judge by company left out, print the tables, and write the weights where asked."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file", type=Path)
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args()
    began = time.process_time()
    sample = read(asked.file)
    print(f"{len(sample.labels)} messages, {sample.same.max() + 1} different texts\n")
    ours = {
        "signs alone": {"traced": False, "strict": 0.03},
        "signs and traces of wording": {"traced": True, "strict": 0.2},
    }
    scores = {name: held_out(sample, **how) for name, how in ours.items()}
    print(f"| companies left out | {' | '.join(NAMES)} | macro-F1 | 95 % |\n|---|" + "---:|" * 5)
    words = word_model(sample)
    told(sample, "words (TF-IDF, logistic regression)", words)
    for name, found in scores.items():
        told(sample, name, found.argmax(axis=1))
    _differences(sample, words, scores)
    if asked.write:
        both = [kept(sample, scores[name], **how) for name, how in ours.items()]
        content = Kept(functions=NAMES, any_language=both[0], english=both[1])
        target = templates_folder() / FILE
        target.write_bytes(msgspec.json.format(msgspec.json.encode(content), indent=1) + b"\n")
        print(f"\nwritten: {target.name}, {target.stat().st_size / 1000:.0f} kB")
    print(f"\n{time.process_time() - began:.0f} CPU s")


def _differences(sample: Sample, words: npt.NDArray[np.int64], scores: dict[str, Numbers]) -> None:
    for name, found in scores.items():
        said = found.argmax(axis=1)
        low, high = drawn(
            sample,
            lambda who, said=said: (
                macro(sample.labels[who], said[who]) - macro(sample.labels[who], words[who])
            ),
        )
        print(f"\n{name}: better than words by {low:.3f} to {high:.3f}")
        error, brier = off(calibrated(sample, found), sample.labels)
        print(f"calibration error {error:.3f}, Brier {brier:.3f}")
        print(confusion_matrix(sample.labels, said))
        for company in np.unique(sample.companies):
            of = sample.companies == company
            right = (said[of] == sample.labels[of]).mean()
            print(f"  {company}: {of.sum()} messages, {right:.3f} right")


if __name__ == "__main__":
    main()
