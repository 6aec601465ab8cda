"""What all import benchmarks share: each contender in a process of its own, and their table."""

import contextlib
import multiprocessing
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

OURS = "Vive voix"
Contender = Callable[[Path], int]


@dataclass(frozen=True)
class Result:
    """What one contender took: seconds of CPU and of the clock on the wall, GB, rows."""

    name: str
    cpu: float
    wall: float
    peak: float
    rows: int


def apart(work: Callable[..., None], *given: object) -> None:
    """Do something in a process that ends: contenders would inherit its peak of memory."""
    process = multiprocessing.get_context("spawn").Process(target=work, args=given)
    process.start()
    process.join()
    if process.exitcode:
        sys.exit("the export could not be simulated")


def measured(name: str, contender: Contender, client: Path) -> Result:
    """Run one contender in a new process and return what it took, its own processes included."""
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=_run, args=(name, contender, client, there))
    process.start()
    there.close()
    try:
        result: Result = here.recv()
    except EOFError:
        sys.exit(f"{name}: stopped before its end (out of memory?)")
    finally:
        process.join()
    return result


def _run(
    name: str, contender: Contender, client: Path, pipe: "multiprocessing.connection.Connection"
) -> None:
    start = time.perf_counter()
    rows = contender(client)
    wall = time.perf_counter() - start
    kinds = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    used = [resource.getrusage(kind) for kind in kinds]
    cpu = sum(one.ru_utime + one.ru_stime for one in used)
    unit = 1e9 if sys.platform == "darwin" else 1e6  # bytes there, kilobytes elsewhere
    pipe.send(Result(name, cpu, wall, max(one.ru_maxrss for one in used) / unit, rows))


def table(results: Sequence[Result], million: float, megabytes: float) -> Iterator[str]:
    """Yield the lines of a table: seconds per million messages, and how many times ours."""
    own = next(one for one in results if one.name == OURS)
    yield "| | CPU s | CPU s a million | MB a CPU s | wall s | peak GB | CPU, ours = 1 | memory |"
    yield "|---|---:|---:|---:|---:|---:|---:|---:|"
    for one in results:
        yield (
            f"| {one.name} | {one.cpu:.1f} | {one.cpu / million:.1f} | {megabytes / one.cpu:.0f} "
            f"| {one.wall:.1f} | {one.peak:.2f} | {one.cpu / own.cpu:.2f} "
            f"| {one.peak / own.peak:.2f} |"
        )


@contextlib.contextmanager
def folder(kept: Path | None) -> Iterator[Path]:
    """Yield a folder that is deleted afterwards, or the one that is to be kept."""
    if kept:
        yield kept
        return
    with tempfile.TemporaryDirectory(prefix="vivevoix-bench-") as made:
        yield Path(made)
