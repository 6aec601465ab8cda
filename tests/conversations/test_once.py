"""What several measures derive from the same rows is derived once, and never from stale rows."""

import gc

import pandas as pd
import polars as pl

from toolkit.conversations.once import once

calls: list[int] = []


@once
def counted(frame: pl.DataFrame, *, plus: int = 0) -> int:
    calls.append(len(frame))
    return len(frame) + plus


def asked(frame: pl.DataFrame, **settings: int) -> tuple[int, int]:
    """What is returned, and how often it was worked out for it."""
    before = len(calls)
    return counted(frame, **settings), len(calls) - before


def test_the_very_same_frame_is_derived_from_once() -> None:
    frame = pl.DataFrame({"a": [1, 2]})
    assert [asked(frame), asked(frame), asked(frame, plus=0)] == [(2, 1), (2, 0), (2, 0)]


def test_another_setting_is_another_question() -> None:
    frame = pl.DataFrame({"a": [1, 2]})
    assert [asked(frame), asked(frame, plus=1), asked(frame, plus=1)] == [(2, 1), (3, 1), (3, 0)]


def test_an_equal_frame_is_not_the_same() -> None:
    assert asked(pl.DataFrame({"a": [1]})) == (1, 1)
    assert asked(pl.DataFrame({"a": [1]})) == (1, 1)


def test_what_is_forgotten_with_a_frame_is_never_given_to_the_next() -> None:
    for size in range(1, 50):
        frame = pl.DataFrame({"a": range(size)})
        assert asked(frame) == (size, 1)
        del frame
        gc.collect()


def test_frames_that_can_be_changed_in_place_are_derived_from_anew() -> None:
    frame = pd.DataFrame({"a": [1, 2]})
    assert asked(frame) == (2, 1)
    frame.loc[2] = [3]
    assert asked(frame) == (3, 1)
