"""Promises that every measure keeps, those to come included."""

import inspect
from collections.abc import Callable
from dataclasses import astuple
from typing import Any

import narwhals as nw
import polars as pl
import pytest

from tests import talk
from tests.invented import organisation
from tests.talk import Tables, empty, table
from toolkit import metrics, plugins
from toolkit.conversations import exchange
from toolkit.model import TABLES
from toolkit.results import Measure, Measures, Status

Metric = Callable[..., Measures]
EVERY = plugins.functions(metrics, returning=Measures)
UNITS = {"share", "voices", "seconds", "per_post", "index", "points", "turns", "per_1000"}
AGREED = {
    *("reply_share", "answered_1h", "answered_24h", "answered_72h", "answered_7d"),
    *("first_response_median", "first_response_p90", "first_response_rmst_72h"),
    *("first_response_median_business", "first_response_median_naive"),
    *("voices_count", "effective_voices", "effective_voices_2d", "top_voice_share"),
    *("identified_share", "leader_share", "brand_share"),
    *("ritual_share", "hashtags_per_post", "emojis_per_post", "effective_emojis"),
    *("link_share", "own_link_share"),
    *("reciprocity_edgewise", "reciprocity_dyadic", "reciprocity_dyadic_nonnull"),
    *("participation_gini", "silent_share", "top_1_share", "next_9_share"),
    *("conversation_depth", "conversation_depth_median", "pop_share", "last_word_share"),
    *("conversation_rate", "amplification_rate", "applause_rate"),
    *("conversation_zero_share", "applause_median", "amplification_per_1000"),
    *("answered_72h_fr", "answered_72h_en", "answered_72h_other", "answered_72h_gap_language"),
    *("answered_72h_questions", "answered_72h_remarks", "answered_72h_competing"),
    *("first_reply_by_person_share", "first_reply_by_leader_share"),
    *("open_room_share", "direct_share", "open_question_unanswered", "newcomer_answered_72h"),
    *("after_hours_share", "after_hours_answers_share", "short_rest_share", "meeting_time"),
    *("survey_response_rate", "survey_climate", "survey_climate_alpha", "gap_decisions"),
    *("dialogic_score", "dialogic_loop", "dialogic_orientation"),
}
EASED = {
    "drift": {"min_messages": 5, "min_openers": 1, "least": 2},
    "newcomers": {"settled_days": 5},
}  # four months are invented, and few people are new
every_metric = pytest.mark.parametrize("metric", EVERY.values(), ids=list(EVERY))


@pytest.fixture(scope="module")
def company() -> Tables:
    return organisation(seed=1)


def ask(metric: Metric, tables: Tables, **settings: int) -> dict[str, Measure]:
    """Ask a question, with less demanded where the invented organisation is too small for it."""
    return talk.ask(metric, tables, **(EASED.get(metric.__name__, {}) | settings))


def tables_of(metric: Metric) -> list[str]:
    return [name for name in inspect.signature(metric).parameters if name in TABLES]


def assert_same(found: dict[str, Measure], expected: dict[str, Measure]) -> None:
    """Check that measures are equal, their numbers but for the last digits."""
    assert list(found) == list(expected)
    for name, measure in found.items():
        for left, right in zip(_flat(measure), _flat(expected[name]), strict=True):
            assert (
                left == pytest.approx(right, rel=1e-9) if isinstance(left, float) else left == right
            )


def _flat(thing: Any) -> list[Any]:
    parts = astuple(thing) if isinstance(thing, Measure) else thing
    return [leaf for part in parts for leaf in (_flat(part) if isinstance(part, tuple) else [part])]


def test_the_agreed_measures_are_there_once() -> None:
    found = [measure for metric in EVERY.values() for measure in ask(metric, empty())]
    assert sorted(found) == sorted(set(found))
    assert set(found) >= AGREED


@every_metric
def test_a_metric_takes_agreed_tables_and_settings_with_defaults(metric: Metric) -> None:
    for parameter in inspect.signature(metric).parameters.values():
        is_table = parameter.kind is parameter.POSITIONAL_OR_KEYWORD and parameter.name in TABLES
        is_setting = parameter.kind is parameter.KEYWORD_ONLY
        assert is_table or (is_setting and parameter.default is not parameter.empty)
    assert inspect.getmodule(metric).SCOPE in {"external", "internal"}


@every_metric
def test_empty_is_not_zero(metric: Metric) -> None:
    for measure in ask(metric, empty()).values():
        assert (measure.status, measure.value) == (Status.NOT_COMPUTABLE, None)
        assert measure.reason
        assert measure.unit in UNITS


@every_metric
def test_frames_without_columns_are_empty_tables(metric: Metric) -> None:
    bare = {name: pl.DataFrame() for name in TABLES}
    assert ask(metric, bare) == ask(metric, empty())


@every_metric
def test_a_full_organisation_gets_numbers_with_intervals(metric: Metric, company: Tables) -> None:
    found = ask(metric, company).values()
    assert any(measure.value is not None for measure in found)
    for measure in found:
        assert measure.value is None or measure.interval is not None


@every_metric
def test_the_order_of_rows_does_not_matter(metric: Metric, company: Tables) -> None:
    shuffled = {
        name: frame.sample(fraction=1, shuffle=True, seed=2) for name, frame in company.items()
    }
    assert_same(ask(metric, shuffled), ask(metric, company))


@every_metric
def test_tables_are_left_as_they_were(metric: Metric, company: Tables) -> None:
    frames = {name: frame.to_pandas() for name, frame in company.items()}
    before = {name: frame.copy(deep=True) for name, frame in frames.items()}
    ask(metric, frames)
    for name, frame in frames.items():
        assert frame.equals(before[name])


@every_metric
def test_the_same_tables_give_the_same_measures(metric: Metric, company: Tables) -> None:
    assert ask(metric, company) == ask(metric, company)


@every_metric
def test_evidence_is_a_few_identifiers(metric: Metric, company: Tables) -> None:
    known = {*company["messages"]["message_id"], *company["interactions"]["message_id"]}
    for measure in ask(metric, company).values():
        assert set(measure.evidence) <= known
        assert len(measure.evidence) <= 5


@every_metric
def test_more_cases_asked_for_make_every_number_few(metric: Metric, company: Tables) -> None:
    for measure in ask(metric, company, min_n=10**9).values():
        assert measure.status in {Status.FEW, Status.NOT_COMPUTABLE}


@every_metric
def test_the_other_scope_changes_nothing(metric: Metric, company: Tables) -> None:
    inner = company["messages"].with_columns(
        pl.format("n{}", "message_id").alias("message_id"), scope=pl.lit("internal")
    )
    both = company | {"messages": pl.concat([company["messages"], inner])}
    assert_same(ask(metric, both), ask(metric, company))


@every_metric
@pytest.mark.parametrize("engine", ["lazy", "pandas", "arrow", "duckdb"])
def test_every_engine_gives_the_same(metric: Metric, company: Tables, engine: str) -> None:
    held = {name: held_by(engine, company[name]) for name in tables_of(metric)}
    assert_same(ask(metric, held), ask(metric, company))


def held_by(engine: str, frame: pl.DataFrame) -> Any:
    if engine == "lazy":
        return frame.lazy()
    if engine == "pandas":
        return frame.to_pandas()
    if engine == "arrow":
        return frame.to_arrow()
    return pytest.importorskip("duckdb").from_arrow(frame.to_arrow())


@every_metric
def test_columns_nobody_needs_may_be_missing(metric: Metric, company: Tables) -> None:
    """A column that is empty throughout and one that is not there are the same."""
    for name in tables_of(metric):
        for columns in unneeded(name):
            absent = company | {name: company[name].drop(columns)}
            types = company[name].schema
            hollow = [pl.lit(None).cast(types[column]).alias(column) for column in columns]
            blank = company | {name: company[name].with_columns(hollow)}
            assert_same(ask(metric, absent), ask(metric, blank))


def unneeded(name: str) -> list[list[str]]:
    """Return the columns of a table that may be missing, in three groups: one by one takes long."""
    columns = [
        column.name
        for column in TABLES[name].columns
        if not column.required and (name != "messages" or column.name in exchange.COLUMNS)
    ]
    return [columns[first::3] for first in range(3) if columns[first::3]]


@every_metric
def test_a_frame_of_narwhals_will_do(metric: Metric, company: Tables) -> None:
    wrapped = {name: nw.from_native(company[name]) for name in tables_of(metric)}
    assert_same(ask(metric, wrapped), ask(metric, company))


def test_the_oddities_are_all_there(company: Tables) -> None:
    """The organisation of these tests is worth being measured only if it is odd."""
    messages = company["messages"]
    for name in ("author_kind", "to_account_id", "parent_id", "kind", "text", "is_paid"):
        assert 0 < messages[name].null_count() < len(messages)
    assert table("messages", []).schema == messages.schema
