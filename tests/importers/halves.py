"""Cuts an export in two halves that overlap, as two exports of different months would."""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

Halves = tuple[bytes, bytes] | None


def cut(name: str, content: bytes) -> Halves:
    """Return two overlapping halves of a file, or nothing where it cannot be cut."""
    for ending, way in WAYS.items():
        if re.search(ending, name, re.IGNORECASE):
            return way(content)
    return None


def _shared(records: list[str]) -> tuple[list[str], list[str]]:
    """Cut a list in two halves that share one record, and all that are equal to it.

    Where a platform gives no identifiers, the third of three equal records is known by the two
    before it: an export that holds only some of them cannot tell.
    """
    middle = len(records) // 2
    alike = [at for at, record in enumerate(records) if record == records[middle]]
    return records[: alike[-1] + 1], records[alike[0] :]


def _json(content: bytes) -> Halves:
    """Cut the longest of the outermost lists of objects, also of a list that is a programme."""
    text = content.decode("utf-8-sig", errors="surrogateescape")
    start = re.search(r"[\[{]", text)
    try:
        whole = json.loads(text[start.start() :]) if start else None
    except ValueError:
        return None
    found = min(_lists(whole), key=lambda one: (one.depth, -len(one.records)), default=None)
    if found is None or start is None or len(found.records) < 2:
        return None
    holder, records = found.holder, found.records
    indent = 1 if "\n" in text.strip() else None
    halves = []
    for half in _shared(records):
        holder[:] = half
        halves.append(text[: start.start()] + json.dumps(whole, indent=indent, ensure_ascii=False))
    first, second = (one.encode("utf-8", "surrogateescape") for one in halves)
    return first, second


@dataclass(frozen=True)
class _Found:
    """A list of objects, a copy of it, and how deep it lies."""

    holder: list[object]
    records: list[object]
    depth: int


def _lists(whole: object) -> list[_Found]:
    """Return every list of objects, from the outside in."""
    waiting, found = [(whole, 0)], []
    while waiting:
        one, depth = waiting.pop(0)
        if isinstance(one, list):
            if one and all(isinstance(item, dict) for item in one):
                found.append(_Found(one, list(one), depth))
            waiting += [(item, depth + 1) for item in one]
        elif isinstance(one, dict):
            waiting += [(item, depth + 1) for item in one.values()]
    return found


def _csv(content: bytes) -> Halves:
    """Cut the lines of a table, each half with its header."""
    text = content.decode("utf-8", "surrogateescape")
    records = _records(text)
    if len(records) < 3:
        return None
    first, second = _shared(records[1:])
    return tuple(
        "".join((records[0], *half)).encode("utf-8", "surrogateescape") for half in (first, second)
    )  # type: ignore[return-value]


def _records(text: str) -> list[str]:
    """Return the records of a CSV as they are written, line breaks inside quotes kept."""
    records, waiting = [], ""
    for line in text.splitlines(keepends=True):
        waiting += line
        if waiting.count('"') % 2 == 0:
            records.append(waiting)
            waiting = ""
    return [*records, waiting] if waiting else records


def _pieces(pattern: str) -> Callable[[bytes], Halves]:
    """Cut before every line that matches; what stands before the first is in both halves."""

    def way(content: bytes) -> Halves:
        starts = [found.start() for found in re.finditer(pattern.encode(), content, re.MULTILINE)]
        if len(starts) < 2:
            return None
        middle = len(starts) // 2
        after = starts[middle + 1] if middle + 1 < len(starts) else len(content)
        return content[:after], content[: starts[0]] + content[starts[middle] :]

    return way


WAYS: Mapping[str, Callable[[bytes], Halves]] = {
    r"\.jsonl$": _pieces(r"^\{\"type\": ?\"(?:direct_)?post\""),
    r"\.(json|js)$": _json,
    r"\.csv$": _csv,
    r"\.(mbox|mbx)$|(^|/)mbox$": _pieces(r"^From "),
    r"\.ldif$": _pieces(r"^dn:"),
    r"\.log": _pieces(r"^={73}\nDate:"),
    r"\.txt$": _pieces("^(?:From |\u200e?\\[?\\d{1,4}[./-]\\d)"),
}


def halves(
    files: Mapping[str, bytes], speaks: frozenset[str]
) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """Return two exports that overlap: files that hold what was said are cut, the others doubled.

    Files that cannot be cut go to one half or to the other in turn, and the first of them to both.
    """
    first, second = dict(files), dict(files)
    whole = [name for name in sorted(speaks) if cut(name, files[name]) is None]
    for name in sorted(speaks):
        if found := cut(name, files[name]):
            first[name], second[name] = found
    for place, name in enumerate(whole[1:]):
        del (second if place % 2 else first)[name]
    return first, second


def repeated(name: str, content: bytes, times: int) -> bytes | None:
    """Return a file whose records are there so many times, or nothing where it cannot be cut."""
    found = cut(name, content)
    if found is None:
        return None
    if name.endswith((".json", ".js")):
        return _longer_json(content, times)
    if name.endswith(".csv"):
        header, *records = _records(content.decode("utf-8", "surrogateescape"))
        return (header + "".join(records) * times).encode("utf-8", "surrogateescape")
    return content * times


def _longer_json(content: bytes, times: int) -> bytes | None:
    text = content.decode("utf-8-sig", errors="surrogateescape")
    start = re.search(r"[\[{]", text)
    if start is None:
        return None
    whole = json.loads(text[start.start() :])
    found = min(_lists(whole), key=lambda one: (one.depth, -len(one.records)))
    found.holder[:] = found.records * times
    indent = 1 if "\n" in text.strip() else None
    longer = text[: start.start()] + json.dumps(whole, indent=indent, ensure_ascii=False)
    return longer.encode("utf-8", "surrogateescape")
