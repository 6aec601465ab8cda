"""Identifiers for messages that carry none: a digest of what stays the same at the next export."""

from collections import Counter
from hashlib import blake2b


def digest(*parts: str) -> str:
    """Return what stands for these parts, always the same."""
    joined = "\0".join(parts).encode("utf-8", "replace")
    return blake2b(joined, digest_size=10).hexdigest()


class Unnumbered:
    """Gives the messages of one file their identifiers; equal ones are told apart in their order.

    It remembers every message as one number, which is small enough for millions.
    """

    def __init__(self, platform: str) -> None:
        self._platform = platform
        self._once: set[int] = set()
        self._again: Counter[int] = Counter()

    def identifier(self, *parts: str) -> str:
        """Return the identifier of the next message that has these stable parts."""
        known = digest(*parts)
        key = int(known[:15], 16)
        if key not in self._once:
            self._once.add(key)
            return f"{self._platform}:{known}"
        self._again[key] += 1
        return f"{self._platform}:{known}-{self._again[key] + 1}"
