"""What stands in the messages of a WhatsApp text: dates, times, names and words, as columns."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Self

import numpy as np
import polars as pl
import pyarrow as pa
from numpy.typing import NDArray

from toolkit.importers.whatsapp.lines import DATED, HEADER

MOST = 32  # ways of writing a moment that are remembered
DIGITS = frozenset("0123456789")
FIELDS = ("date", "hour", "minute", "second", "half")

_NAME = r"^([^:\n]{1,200}):(?: |\n|$)"  # without it WhatsApp itself speaks

Places = NDArray[np.int64]


@dataclass(frozen=True)
class Shape:
    """One way of writing the moment of a message, each sign in its place.

    ``spans`` are first sign and number of signs of date, hour, minute, second and half of the day.
    """

    pattern: str
    spans: tuple[tuple[int, int], ...]
    length: int

    @classmethod
    def of(cls, found: re.Match[str]) -> Self:
        """Return the shape of a moment that was read."""
        signs = [_any_like(sign, at == found.start(5)) for at, sign in enumerate(found[0])]
        if found[0].endswith("]"):  # a blank would belong to it
            signs.append("(?:[^ ]|$)")
        spans = tuple((found.start(n), found.end(n) - found.start(n)) for n in range(1, 6))
        return cls("^" + "".join(signs), spans, len(found[0]))


def _any_like(sign: str, is_half: bool) -> str:  # noqa: FBT001 - called for each sign
    if is_half:
        return "[AaPp]"
    return "[0-9]" if sign in DIGITS else pl.escape_regex(sign)


class Fields:
    """Takes messages apart; the shapes of moments that were seen are tried before any other."""

    def __init__(self) -> None:
        self._shapes: list[Shape] = []

    def of(self, content: bytes) -> tuple[str, pl.DataFrame]:
        """Return what stands before the first message, and the fields of all, in their order.

        Columns: date, hour, minute, second, half (of the day), name and text, as written.
        """
        before, fields = self._cut(content, FIELDS)
        return before, worded(fields)

    def dates(self, content: bytes) -> pl.DataFrame:
        """Return the fields date and name alone, and ``rest``, from which ``worded`` makes text."""
        return self._cut(content, FIELDS[:1])[1]

    def _cut(self, content: bytes, names: tuple[str, ...]) -> tuple[str, pl.DataFrame]:
        breaks = np.flatnonzero(np.frombuffer(content, np.uint8) == ord("\n"))
        shaped = list(self._shaped(texts(content, breaks)))
        firsts = np.sort(np.concatenate([np.empty(0, np.int64), *(at for _, at in shaped)]))
        starts = breaks[firsts]
        before = content[: int(starts[0]) if starts.size else None].decode()
        whole = texts(content, starts)
        parts = [
            _apart(whole.gather(np.searchsorted(firsts, at)), shape, names) for shape, at in shaped
        ]
        return before, _in_order(parts, [at for _, at in shaped], names)

    def _shaped(self, lines: pl.Series) -> Iterator[tuple[Shape, Places]]:
        """Yield shapes and the places of the lines that begin a message in that way."""
        at = np.arange(lines.len())
        for shape in self._shapes:
            mine = lines.str.contains(shape.pattern).to_numpy()
            if mine.any():
                yield shape, at[mine]
                lines, at = lines.filter(~mine), at[~mine]
        maybe = lines.str.contains(DATED)
        yield from self._new(lines.filter(maybe), at[maybe.to_numpy()])

    def _new(self, lines: pl.Series, at: Places) -> Iterator[tuple[Shape, Places]]:
        """Yield the same for shapes that were not seen before."""
        while at.size:
            found = HEADER.match(lines[0])
            if not found:
                lines, at = lines[1:], at[1:]
                continue
            shape = Shape.of(found)
            if len(self._shapes) >= MOST:
                yield shape, at[:1]
                lines, at = lines[1:], at[1:]
                continue
            self._shapes.append(shape)
            mine = lines.str.contains(shape.pattern).to_numpy()
            yield shape, at[mine]
            lines, at = lines.filter(~mine), at[~mine]


def texts(content: bytes, starts: Places) -> pl.Series:
    """Return pieces of a text, each from one of these places to the next; nothing is copied."""
    ends = np.append(starts, len(content)).astype(np.int64)
    pieces = pa.LargeStringArray.from_buffers(
        len(starts), pa.py_buffer(ends), pa.py_buffer(content)
    )
    return pl.Series(pieces, dtype=pl.String)


def worded(fields: pl.DataFrame) -> pl.DataFrame:
    """Tell the text from the name; a blank after the colon belongs to neither."""
    said = pl.col("rest").str.slice(pl.col("name").str.len_chars() + 1).str.strip_prefix(" ")
    text = pl.when(pl.col("name").is_null()).then("rest").otherwise(said)
    return fields.with_columns(text=text).drop("rest")


def _apart(messages: pl.Series, shape: Shape, names: tuple[str, ...]) -> pl.DataFrame:
    """Cut messages of one shape: there every field has its place."""
    rest = pl.col("rest")
    fields = (
        (rest.str.slice(start, length) if start >= 0 else pl.lit(None, pl.String)).alias(name)
        for name, (start, length) in zip(names, shape.spans, strict=False)
    )
    cut = messages.to_frame("rest").select(*fields, rest.str.slice(shape.length))
    return cut.with_columns(name=rest.str.extract(_NAME))


def _in_order(
    parts: list[pl.DataFrame], places: list[Places], names: tuple[str, ...]
) -> pl.DataFrame:
    if len(parts) == 1:
        return parts[0]
    empty = pl.DataFrame(schema=dict.fromkeys((*names, "rest", "name"), pl.String))
    order = np.argsort(np.concatenate([np.empty(0, np.int64), *places]))
    return pl.concat([empty, *parts])[order]
