"""What several measures derive from the same rows is derived once, for as long as the rows live."""

import inspect
import weakref
from collections.abc import Callable, Hashable
from functools import wraps
from typing import ParamSpec, TypeVar

import narwhals as nw
import polars as pl

Given = ParamSpec("Given")
Found = TypeVar("Found")
SETTLED = (pl.DataFrame, pl.LazyFrame, nw.LazyFrame)  # nobody can change these
PLAIN = (int, float, str, tuple, type(None))


def once(derive: Callable[Given, Found]) -> Callable[Given, Found]:
    """Remember what a function returns for the very same frames and settings.

    Frames that could be changed in place, such as those of pandas, are derived from anew each
    time. What was derived is forgotten with any of the frames.
    """
    kept: dict[Hashable, tuple[list[weakref.ref[object]], Found]] = {}
    asked = inspect.signature(derive)

    @wraps(derive)
    def derived(*args: Given.args, **settings: Given.kwargs) -> Found:
        bound = asked.bind(*args, **settings)
        bound.apply_defaults()
        values = tuple(bound.arguments.values())
        if not all(isinstance(value, (*SETTLED, *PLAIN)) for value in values):
            return derive(*args, **settings)
        key = tuple(id(one) if isinstance(one, SETTLED) else one for one in values)
        if key not in kept:
            found = derive(*args, **settings)
            frames = [one for one in values if isinstance(one, SETTLED)]
            kept[key] = ([weakref.ref(one, lambda _: kept.pop(key, None)) for one in frames], found)
            return found
        return kept[key][1]

    return derived


def held(rows: "nw.LazyFrame[pl.LazyFrame]") -> "nw.LazyFrame[pl.LazyFrame]":
    """Read rows once that Polars holds, for all that is asked of them; others stay put."""
    if not rows.implementation.is_polars():
        return rows
    return rows.collect(backend="polars").lazy(backend="polars")
