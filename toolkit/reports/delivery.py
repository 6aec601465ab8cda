"""Puts a finished audit in its place, whole or not at all, and checks it again later."""

import hashlib
import os
import re
import shutil
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path

import msgspec

from toolkit.errors import DeliveryError

MANIFEST = "manifest.json"
CURRENT = "current"
RUN = re.compile(r"[a-z]{2}-[0-9a-f]{12}")


class Kept(msgspec.Struct, frozen=True, kw_only=True):
    """One file of a delivery."""

    sha256: str
    bytes: int


class Manifest(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a delivery holds, and what it is about."""

    vivevoix: str
    client: str
    language: str
    period: str
    files: Mapping[str, Kept]


def deliver(
    reports: Path, files: Mapping[str, bytes], *, client: str, language: str, period: str
) -> Path:
    """Write a delivery beside the others and make it the current one; return its folder.

    The folder is named after its content: the same audit delivered again is the same folder.
    An interrupted delivery leaves the earlier ones, and ``current``, as they were.
    """
    manifest = _manifest(files, client=client, language=language, period=period)
    run = reports / run_name(manifest, language)
    if not run.is_dir():
        _write(run, {**files, MANIFEST: manifest})
    _point(reports / f"{CURRENT}-{language}", run.name)
    _point(reports / CURRENT, run.name)
    return run


def _manifest(files: Mapping[str, bytes], *, client: str, language: str, period: str) -> bytes:
    kept = {
        name: Kept(sha256=hashlib.sha256(content).hexdigest(), bytes=len(content))
        for name, content in sorted(files.items())
    }
    manifest = Manifest(
        vivevoix=version("vivevoix"), client=client, language=language, period=period, files=kept
    )
    return msgspec.json.format(msgspec.json.encode(manifest, order="deterministic"), indent=1)


def _write(run: Path, files: Mapping[str, bytes]) -> None:
    partial = run.with_name(f".{run.name}.{os.getpid()}.partial")
    shutil.rmtree(partial, ignore_errors=True)
    partial.mkdir(parents=True)
    for name, content in files.items():
        with (partial / name).open("wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
    partial.replace(run)


def _point(link: Path, name: str) -> None:
    """Make a link lead to a run, in one step for whoever follows it."""
    beside = link.with_name(f".{link.name}.{os.getpid()}.partial")
    beside.unlink(missing_ok=True)
    beside.symlink_to(name, target_is_directory=True)
    beside.replace(link)


def verify(run: Path) -> tuple[str, ...]:
    """Return what is wrong with a delivery: files missing, changed or added; empty if nothing."""
    manifest = read_manifest(run)
    there = {path.name for path in run.iterdir()} - {MANIFEST}
    wrong = [f"{name}: added" for name in there - manifest.files.keys()]
    wrong += [f"{name}: missing" for name in manifest.files.keys() - there]
    wrong += [
        f"{name}: changed"
        for name in there & manifest.files.keys()
        if hashlib.sha256((run / name).read_bytes()).hexdigest() != manifest.files[name].sha256
    ]
    name = run.resolve().name
    if RUN.fullmatch(name) and name != run_name((run / MANIFEST).read_bytes(), manifest.language):
        wrong.append(f"{MANIFEST}: changed")
    return tuple(sorted(wrong))


def run_name(manifest: bytes, language: str) -> str:
    """Return the name of a delivery's folder, which its content decides."""
    return f"{language}-{hashlib.sha256(manifest).hexdigest()[:12]}"


def read_manifest(run: Path) -> Manifest:
    """Read a delivery's manifest; ``DeliveryError`` where it is not one."""
    try:
        return msgspec.json.decode((run / MANIFEST).read_bytes(), type=Manifest)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise DeliveryError(f"no delivery in {run}: a delivery has a {MANIFEST}") from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise DeliveryError(f"{run.name}/{MANIFEST} is not the manifest of a delivery") from error
