"""Files that a consultant may change, read so that every mistake in them is named."""

import json
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import fields
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

import msgspec

from toolkit.errors import BadSettings, TemplateError

Entry = TypeVar("Entry")


def tables(path: Path) -> dict[str, Any]:
    """Return the tables of a TOML file; ``TemplateError`` where it cannot be read."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise TemplateError(f"{path.name} cannot be read: {error}") from error


def kept(path: Path, kind: type[Entry]) -> Entry | None:
    """Return what a file in a client's folder keeps, None where there is no such file.

    ``BadSettings`` says which part cannot be understood, and never what it says.
    """
    name = f"{path.parent.name}/{path.name}"
    try:
        return msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), kind)
    except FileNotFoundError:
        return None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadSettings(f"{name} is not TOML in UTF-8") from error
    except msgspec.ValidationError as error:
        place = str(error).rpartition("at `")[2].strip("`$.") or "a name that is not known"
        raise BadSettings(f"{name}: {place} cannot be understood") from None


def literal(value: object) -> str:
    """Write a text, a number or a list of texts as TOML does, whatever was pasted into it.

    JSON writes them alike, but for what no TOML file may hold as it is.
    """
    whole = json.dumps(value, ensure_ascii=False)
    whole = whole.encode("utf-8", "replace").decode()  # half a letter is not UTF-8
    return whole.replace("\x7f", "\\u007f")


def entry(table: object, kind: type[Entry], **known: object) -> Entry | str:
    """Return a table as one of a kind, a dataclass, or what is wrong with it.

    ``known`` is what does not stand in the table, as the name that it stands under.
    """
    if not isinstance(table, dict):
        return "is not a table"
    there = {one.name for one in fields(kind)}  # type: ignore[arg-type]  # kinds are dataclasses
    if unknown := table.keys() - there:
        return f"does not know {', '.join(sorted(unknown))}"
    try:
        return msgspec.convert({**table, **known}, kind)
    except msgspec.ValidationError as error:
        return str(error)


def sound(
    path: Path, read: Mapping[str, Entry | str], kind: type[Entry], also: Iterable[str] = ()
) -> Mapping[str, Entry]:
    """Return the entries of a file by name; ``TemplateError`` says everything that is wrong.

    ``also`` is what is wrong with entries beside each other.
    """
    wrong = [*(f"[{name}] {one}" for name, one in read.items() if isinstance(one, str)), *also]
    if wrong:
        raise TemplateError(f"{path.name}: {'; '.join(wrong)}")
    return MappingProxyType({name: one for name, one in read.items() if isinstance(one, kind)})
