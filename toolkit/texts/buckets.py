"""Letters in a row, counted without being kept: traces of wording that hold no word."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

BITS = 14  # 16,384 buckets
SIZES = (3, 4, 5)  # letters in a row
_BASE = np.uint64(1_099_511_628_211)
_MIX = np.uint64(0x9E3779B97F4A7C15)

Wholes = npt.NDArray[np.int64]
Numbers = npt.NDArray[np.float64]


@dataclass(frozen=True, kw_only=True)
class Traces:
    """In which bucket every few letters of every text fall; ``text`` is the number of the text."""

    bucket: Wholes
    text: Wholes
    texts: int

    def sums(self, weights: Numbers) -> Numbers:
        """Return each text's sum of weights (buckets x classes), over the root of its length.

        Shape: texts x classes.
        """
        lengths = np.bincount(self.text, minlength=self.texts)
        scale = 1 / np.sqrt(np.maximum(lengths, 1))
        sums = [
            np.bincount(self.text, weights=one[self.bucket], minlength=self.texts)
            for one in weights.T
        ]
        return np.column_stack(sums) * scale[:, None]


def traces(folded: pl.Series) -> Traces:
    """Return the traces of folded texts: three, four and five letters in a row, hashed."""
    texts = folded.fill_null("").to_list()
    pieces = [f" {text} ".encode() for text in texts]
    lengths = np.array([len(piece) for piece in pieces], dtype=np.int64)
    letters = np.frombuffer(b"".join(pieces), dtype=np.uint8).astype(np.uint64)
    owner = np.repeat(np.arange(len(pieces)), lengths)
    buckets, owners = [], []
    for size in SIZES:
        hashed = _hashed(letters, size)
        inside = owner[: len(hashed)] == owner[size - 1 :][: len(hashed)]
        buckets.append(hashed[inside])
        owners.append(owner[: len(hashed)][inside])
    return Traces(bucket=np.concatenate(buckets), text=np.concatenate(owners), texts=len(texts))


def _hashed(letters: npt.NDArray[np.uint64], size: int) -> Wholes:
    count = max(len(letters) - size + 1, 0)
    found = np.full(count, size, dtype=np.uint64)
    for shift in range(size):
        found = found * _BASE + letters[shift : shift + count]
    return ((found * _MIX) >> np.uint64(64 - BITS)).astype(np.int64)
