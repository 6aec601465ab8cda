"""Text as people read it: HTML without its tags, mojibake undone, moments as microseconds."""

import html
import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

START = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
LATEST = 4_102_444_800_000_000  # 2100: a later moment is a slip

_UNSEEN = re.compile(r"(?is)<(script|style|head|title)\b[^<>]*>.*?(</\1\s*>|\Z)|<!--.*?(-->|\Z)")
_BREAK = re.compile(r"(?i)<(?:br|/p|/div|/li|/tr|/h[1-6]|/blockquote)\b[^<>]*>")
_TAG = re.compile(r"<[^<>]*>")
_BLANKS = re.compile(r"[ \t\xa0]+")
_LINES = re.compile(r" ?\n[ \n]*")


def plain_html(written: str) -> str:
    """Return HTML as it is read: a line for each paragraph, entities undone, no tag."""
    if "<" not in written and "&" not in written:
        return written.strip()
    seen = _UNSEEN.sub(" ", written) if "<" in written else written
    bare = _TAG.sub("", _BREAK.sub("\n", seen.replace("\r", "")))
    return _LINES.sub("\n", _BLANKS.sub(" ", html.unescape(bare))).strip()


def mended(written: str) -> str:
    """Return text whose UTF-8 bytes were taken for Latin-1, as Meta's downloads have it."""
    if written.isascii():
        return written
    try:
        return written.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return written


def moment(written: str | None, zone: str | None = None) -> int | None:
    """Return an ISO 8601 moment in microseconds since 1970, UTC; nothing where it is none.

    One without an offset is local to ``zone``, else UTC.
    """
    try:
        found = datetime.fromisoformat(written or "")
    except ValueError:
        return None
    return instant(found, zone)


def moments(written: Sequence[str | None]) -> list[int | None]:
    """Return the same of many, most of which say their offset."""
    read = datetime.fromisoformat
    try:
        since = [read(one or "") - START for one in written]
    except (ValueError, TypeError, OverflowError):
        return [moment(one) for one in written]
    # A division of time spans takes three times as long.
    found = [(one.days * 86_400 + one.seconds) * 1_000_000 + one.microseconds for one in since]
    if found and min(found) >= 0 and max(found) < LATEST:
        return [*found]
    return [moment(one) for one in written]


def instant(local: datetime, zone: str | None = None) -> int | None:
    """Return a date and time in microseconds since 1970, UTC, if it lies from 1970 to 2100.

    One without an offset is local to ``zone``, else UTC; where the clock shows it twice, the
    first.
    """
    aware = local if local.tzinfo else local.replace(tzinfo=_zone(zone) if zone else UTC)
    try:
        found = (aware - START) // MICROSECOND
    except OverflowError:
        return None
    return found if 0 <= found < LATEST else None


def seconds(count: float | str | None, scale: int = 1_000_000) -> int | None:
    """Return microseconds of a count since 1970; ``scale`` is the microseconds of its unit."""
    try:
        found = int(count) * scale if isinstance(count, int | str) else round((count or -1) * scale)
    except (ValueError, OverflowError):
        return None
    return found if 0 <= found < LATEST else None


@cache
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)
