"""Parts join by being there: a file dropped in a folder is found, and no list has to be kept."""

import importlib
import pkgutil
from collections.abc import Callable, Mapping
from inspect import isfunction
from types import MappingProxyType, ModuleType
from typing import Any, get_type_hints

from toolkit.errors import VivevoixError


def modules(package: ModuleType) -> Mapping[str, ModuleType]:
    """Return every public module of a package, by its short name, in alphabetical order."""
    names = sorted(found.name for found in pkgutil.iter_modules(package.__path__))
    return MappingProxyType(
        {
            name: importlib.import_module(f"{package.__name__}.{name}")
            for name in names
            if not name.startswith("_")
        }
    )


def functions(package: ModuleType, returning: object) -> Mapping[str, Callable[..., Any]]:
    """Return every public function of a package that says it returns this, by name.

    Raises ``VivevoixError`` where two modules use the same name: one would hide the other.
    """
    found: dict[str, Callable[..., Any]] = {}
    for module in modules(package).values():
        for name, function in vars(module).items():
            if not _is_ours(name, function, module) or not _returns(function, returning):
                continue
            if name in found:
                raise VivevoixError(f"two functions of {package.__name__} are called {name}")
            found[name] = function
    return MappingProxyType(dict(sorted(found.items())))


def _is_ours(name: str, thing: object, module: ModuleType) -> bool:
    # What a module imports from elsewhere is not its own part.
    return isfunction(thing) and not name.startswith("_") and thing.__module__ == module.__name__


def _returns(function: Callable[..., Any], returning: object) -> bool:
    return bool(get_type_hints(function).get("return") == returning)
