"""What people answered to a survey: the last wave, each answer towards good, from 0 to 100."""

from collections.abc import Sequence
from dataclasses import dataclass

import narwhals as nw
import numpy as np
from numpy.typing import NDArray

from toolkit.conversations.frames import Collected, Frame, collect, count, read
from toolkit.stats import Numbers

SINGLE = "single"
ITEM = ("scale", "role", "pair_id", "min", "max", "reversed")


@dataclass(frozen=True)
class Answers:
    """Answers to some questions: respondents in rows, questions in columns, NaN where none.

    ``people`` are the respondents, ``groups`` their teams, empty where it was not said.
    ``values`` run from 0 (worst or least) to 100; ``steps`` is how many answers there were to
    choose from.
    """

    values: Numbers
    items: tuple[str, ...]
    steps: int
    people: NDArray[np.str_]
    groups: NDArray[np.str_]

    def laid_out(self, people: Sequence[str], items: Sequence[str]) -> Numbers:
        """Return the answers of these respondents to these questions, NaN where none."""
        values = np.full((len(people), len(items)), np.nan)
        rows = {one: at for at, one in enumerate(people)}
        columns = [(at, self.items.index(one)) for at, one in enumerate(items) if one in self.items]
        here = np.array([rows.get(one, -1) for one in self.people.tolist()], dtype=np.int64)
        for at, own in columns:
            values[here[here >= 0], at] = self.values[here >= 0, own]
        return values

    def scores(self) -> Numbers:
        """Return the mean of each respondent who answered half of the questions or more."""
        known = ~np.isnan(self.values)
        enough = known.sum(axis=1) * 2 >= max(len(self.items), 1)
        if not enough.any():
            return np.zeros(0)
        return np.asarray(np.nanmean(self.values[enough], axis=1), dtype=np.float64)

    def answered(self) -> NDArray[np.bool_]:
        """Say of each respondent whether they answered half of the questions or more."""
        return np.asarray(
            (~np.isnan(self.values)).sum(axis=1) * 2 >= max(len(self.items), 1), dtype=np.bool_
        )


@dataclass(frozen=True)
class Wave:
    """One survey as it was answered, a row an answer, by respondent and question."""

    rows: Collected
    respondents: int

    def of(self, *scales: str) -> Answers:
        """Return the answers to the questions of some dimensions."""
        part = nw.col("scale").is_in(list(scales)) & (nw.col("role") == SINGLE)
        return _wide(self.rows.filter(part), "item_id")

    def needs(self, role: str) -> Answers:
        """Return the answers to one half of pairs, such as what is received; items are pairs."""
        return _wide(
            self.rows.filter(nw.col("role") == role, ~nw.col("pair_id").is_null()), "pair_id"
        )


def last_wave(survey_responses: Frame, survey_items: Frame) -> Wave:
    """Return the answers of the last wave; a wave without a date comes before all others.

    An answer outside its question's ends is none; where a question does not say its ends, they
    are the lowest and the highest answer that anybody gave to a question of its scale.
    """
    answers = read(
        survey_responses, "survey_responses", *("resp_id", "wave", "item_id"), "value", "team"
    )
    dated = answers.with_columns(wave=nw.col("wave").fill_null(""))
    latest = dated.select(nw.col("wave").max())
    mine = dated.join(latest, on="wave", how="semi").filter(~nw.col("value").is_null())
    once = mine.group_by("resp_id", "item_id").agg(nw.col("value").mean(), nw.col("team").min())
    known = read(survey_items, "survey_items", "item_id", *ITEM)
    items = known.group_by("item_id").agg(
        *(nw.col(one).min() for one in ITEM if one != "reversed"),
        nw.col("reversed").cast(nw.Int64).max(),
    )
    respondents = count(mine.select("resp_id").unique())
    rows = collect(once.join(items, on="item_id", how="left").sort("resp_id", "item_id"))
    return Wave(_on_one_scale(rows), respondents)


def _on_one_scale(rows: Collected) -> Collected:
    """Turn answers towards good and bring them to 0 to 100, as far as their ends are known."""
    seen = rows.with_columns(
        low=nw.coalesce("min", nw.col("value").min().over("scale", "role")),
        high=nw.coalesce("max", nw.col("value").max().over("scale", "role")),
        role=nw.col("role").fill_null(SINGLE),
    )
    inside = seen.filter(
        nw.col("low") < nw.col("high"), nw.col("value").is_between(nw.col("low"), nw.col("high"))
    )
    part = (nw.col("value") - nw.col("low")) / (nw.col("high") - nw.col("low"))
    turned = nw.when(nw.col("reversed") == 1).then(1 - part).otherwise(part)
    return inside.with_columns(points=turned * 100, steps=nw.col("high") - nw.col("low") + 1)


def _wide(rows: Collected, column: str) -> Answers:
    names, who = (np.asarray(rows[one].to_list(), dtype=str) for one in (column, "resp_id"))
    items, at = np.unique(names, return_inverse=True)
    people, row = np.unique(who, return_inverse=True)
    values = np.full((len(people), len(items)), np.nan)
    values[row, at] = rows["points"].to_numpy() if len(rows) else ()
    groups = np.full(len(people), "", dtype=object)
    groups[row] = rows["team"].fill_null("").to_list() if len(rows) else []
    steps = int(rows["steps"].max()) if len(rows) else 0
    return Answers(values, tuple(items.tolist()), steps, people, groups.astype(str))


def asked_people(people: Frame) -> int | None:
    """Return how many people there are to ask; None where there is no roster."""
    return count(read(people, "people", "person_id").unique()) or None
