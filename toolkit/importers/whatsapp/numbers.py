"""Identifiers for the messages of a WhatsApp chat, which have no numbers of their own."""

from collections import Counter
from hashlib import blake2b

import numpy as np
import polars as pl

from toolkit.importers.whatsapp.fields import texts
from toolkit.importers.whatsapp.words import PLATFORM

SIZE = 10  # bytes of a digest


class Numbers:
    """Numbers the messages of one chat by what they say, when, and by whom.

    The same words of the same minute are told apart by a number; what was said shortly before is
    remembered.
    """

    def __init__(self, chat: str | None) -> None:
        self._chat = str(chat)
        self._before: Counter[bytes] = Counter()

    def of(self, messages: pl.DataFrame) -> pl.Series:
        """Return the identifiers of messages, given as columns party, ts_utc and whole."""
        parts = pl.concat_str(pl.lit(self._chat), "party", "ts_utc", "whole", separator="\n")
        given = messages.select(parts.cast(pl.Binary)).to_series().to_list()
        found = [blake2b(one, digest_size=SIZE).digest() for one in given]
        hexed = b"".join(found).hex().encode()
        digests = texts(hexed, np.arange(len(found)) * 2 * SIZE).to_frame("digest")
        return digests.select(
            pl.concat_str(pl.lit(f"{PLATFORM}:"), "digest", self._times(found))
        ).to_series()

    def _times(self, found: list[bytes]) -> pl.Series:
        """Return what tells equal messages apart: nothing for the first, #2 for the second."""
        before, self._before = self._before, Counter(found)
        now = self._before
        again = {one for one, times in now.items() if times > 1} | (before.keys() & now.keys())
        marks = [""] * len(found)
        seen = {one: before[one] for one in again}
        for at in [at for at, one in enumerate(found) if one in again] if again else ():
            times = now[found[at]] = seen[found[at]] = seen[found[at]] + 1
            marks[at] = f"#{times}" if times > 1 else ""
        return pl.Series(marks, dtype=pl.String)
