"""Which messages people code: the same few for every coder, taken evenly from all there are."""

from collections.abc import Collection
from hashlib import blake2b

import polars as pl


def drawn(
    messages: pl.DataFrame, size: int, key: bytes, kept: Collection[str] = ()
) -> tuple[str, ...]:
    """Return the messages to code, in the order in which everybody codes them.

    ``messages`` has message_id and the columns by which it is stratified. Every message has the
    same chance: they are put in order of their strata, and one in every so many is taken, from a
    start that the client's ``key`` decides (systematic sampling: Madow and Madow, 1944). So each
    stratum has its share of the sample, and the rates found on it are those of the whole. What
    somebody coded already (``kept``) stays in the sample when new messages come.
    """
    ordered = _mixed(messages, key)
    strata = [name for name in messages.columns if name != "message_id"]
    ids = ordered.sort(*strata, "mixed", nulls_last=True)["message_id"].to_list()
    already = set(kept).intersection(ids)
    taken = [one for one in _every(ids, size, key) if one not in already]
    chosen = already | set(taken[: max(0, size - len(already))])
    return tuple(one for one in ordered["message_id"].to_list() if one in chosen)


def _mixed(messages: pl.DataFrame, key: bytes) -> pl.DataFrame:
    """Put messages in an order that nobody without the key can foresee."""
    mixed = [_digest(key, one) for one in messages["message_id"].to_list()]
    return messages.with_columns(mixed=pl.Series(mixed, dtype=pl.Binary)).sort("mixed")


def _every(ids: list[str], size: int, key: bytes) -> list[str]:
    """Return one message in every so many, mixed again: the first are a sample too."""
    if size >= len(ids):
        return ids
    step = len(ids) / size
    start = int.from_bytes(_digest(key, "start")[:6]) / 2**48 * step
    taken = [ids[min(int(start + place * step), len(ids) - 1)] for place in range(size)]
    return sorted(taken, key=lambda one: _digest(key, one))


def _digest(key: bytes, said: str) -> bytes:
    # A lone surrogate is no text for UTF-8, but may be in an export.
    return blake2b(said.encode("utf-8", "surrogatepass"), key=key, digest_size=16).digest()
