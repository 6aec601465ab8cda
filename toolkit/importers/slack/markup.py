"""Slack's way of writing mentions, links and times, undone."""

import re

MENTION = re.compile(r"<@([A-Z0-9]+)(?:\|[^<>]*)?>")
_MARKUP = re.compile(r"<([^<>]*)>")
_TS = re.compile(r"([0-9]{9,11})(?:\.([0-9]{1,6}))?")


def microseconds(ts: str) -> int | None:
    """Return when a message was written; never by way of a float, for ``ts`` is its key."""
    digits = ts[:10] + ts[11:]
    if len(ts) == 17 and ts[10] == "." and digits.isascii() and digits.isdigit():
        return int(digits)
    found = _TS.fullmatch(ts)
    return int(found[1] + (found[2] or "").ljust(6, "0")) if found else None


def plain(text: str) -> str:
    """Return text as it was typed: Slack's markup and its three escapes undone."""
    if "<" in text:
        text = _MARKUP.sub(_typed, text)
    if "&" in text:
        text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    return text


def _typed(markup: re.Match[str]) -> str:
    target, _, label = markup[1].partition("|")
    if target.startswith("@"):
        return target
    if target.startswith("#"):
        return f"#{label.removeprefix('#') or target[1:]}"
    if target.startswith("!date"):
        return label or target[1:]
    if target.startswith("!"):
        return f"@{(label or target[1:]).removeprefix('@')}"
    return target.removeprefix("mailto:")
