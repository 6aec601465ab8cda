"""Opens a workbook in a process of its own: what breaks the reader breaks nothing else.

A few bytes can ask the reader for more memory than there is, which ends the process that asks.
Reads a workbook on its input; writes one JSON line for each sheet's name and for each row.
"""

import io
import json
import sys
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time

from python_calamine import load_workbook

MEMORY = 2 << 30  # bytes
MOST = 1 << 28  # characters of what is written


def main() -> None:
    """Write the sheets of the workbook that comes in; give up where they never end."""
    _bounded()
    written = 0
    for thing in _things(sys.stdin.buffer.read()):
        line = json.dumps(thing)
        written += len(line)
        if written > MOST:
            sys.exit(1)
        sys.stdout.write(f"{line}\n")


def _things(content: bytes) -> Iterator[str | tuple[str, ...]]:
    book = load_workbook(io.BytesIO(content))
    for name in book.sheet_names:
        yield name
        yield from map(_cells, book.get_sheet_by_name(name).iter_rows())


def _bounded() -> None:
    if sys.platform != "win32":
        import resource  # noqa: PLC0415 - Windows has none

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _cells(row: Sequence[object]) -> tuple[str, ...]:
    written = [_cell(value) for value in row]
    while written and not written[-1]:
        written.pop()
    return tuple(written)


def _cell(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    return str(value).strip()


if __name__ == "__main__":
    main()
