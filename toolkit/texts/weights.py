"""What was learned from labelled messages: how much each sign speaks for each function."""

import base64
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import msgspec
import numpy as np
import numpy.typing as npt

from toolkit.errors import TemplateError
from toolkit.texts.buckets import BITS, Traces

FILE = "functions/weights.json"
Numbers = npt.NDArray[np.float64]


class Learned(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One set of weights as it is kept in the file; ``traces`` holds whole numbers as bytes."""

    start: tuple[float, ...]
    signs: dict[str, tuple[float, ...]]
    slope: float
    shift: tuple[float, ...]
    traces: str = ""
    step: float = 0.0


class Kept(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The file: the functions, the weights for English, and those for any language."""

    functions: tuple[str, ...]
    english: Learned
    any_language: Learned


@dataclass(frozen=True, kw_only=True)
class Weights:
    """Weights ready for arithmetic; shapes: functions, signs x functions, buckets x functions."""

    names: tuple[str, ...]
    start: Numbers
    signs: Numbers
    traces: Numbers | None
    slope: float
    shift: Numbers

    def scores(self, shown: Numbers, traces: Traces | None) -> Numbers:
        """Return how much speaks for each function; shape texts x functions."""
        scores: Numbers = self.start + shown @ self.signs
        if self.traces is not None and traces is not None:
            scores = scores + traces.sums(self.traces)
        return scores

    def chances(self, scores: Numbers) -> Numbers:
        """Return calibrated probabilities of scores, which add up to one."""
        return chances(scores, self.slope, self.shift)


def chances(scores: Numbers, slope: float, shift: Numbers) -> Numbers:
    """Return probabilities of scores, calibrated by a slope and a shift for each function."""
    calibrated = slope * scores + shift
    raised = np.exp(calibrated - calibrated.max(axis=1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=1, keepdims=True))


def read_weights(
    folder: Path, names: tuple[str, ...]
) -> tuple[tuple[str, ...], Mapping[str, Weights]]:
    """Return the functions, and the weights ``english`` and ``any_language``.

    ``TemplateError`` where the file does not fit the signs of these names.
    """
    try:
        kept = msgspec.json.decode((folder / FILE).read_bytes(), type=Kept)
    except (OSError, msgspec.DecodeError) as error:
        raise TemplateError(f"{FILE} cannot be read: {error}") from error
    both = {"english": kept.english, "any_language": kept.any_language}
    for name, one in both.items():
        if tuple(one.signs) != names:
            raise TemplateError(f"{FILE}: {name} was learned with other signs; learn it again")
    return kept.functions, {name: _ready(one) for name, one in both.items()}


def _ready(learned: Learned) -> Weights:
    return Weights(
        names=tuple(learned.signs),
        start=np.array(learned.start),
        signs=np.array([*learned.signs.values()]),
        traces=_unpacked(learned) if learned.traces else None,
        slope=learned.slope,
        shift=np.array(learned.shift),
    )


def _unpacked(learned: Learned) -> Numbers:
    whole = np.frombuffer(base64.b64decode(learned.traces), dtype=np.int8)
    return whole.reshape(2**BITS, -1).astype(np.float64) * learned.step


def packed(traces: Numbers) -> tuple[str, float]:
    """Return weights of buckets as text of small whole numbers, and the step between these."""
    step = float(np.abs(traces).max() / 127) or 1.0
    whole = np.rint(traces / step).astype(np.int8)
    return base64.b64encode(whole.tobytes()).decode(), step
