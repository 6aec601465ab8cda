"""M25, M26, M27 and S37: what people say when they are asked."""

import numpy as np
import polars as pl
import pytest

from tests.talk import Tables, ask, empty, table
from toolkit import stats
from toolkit.metrics.survey_needs import survey_needs
from toolkit.metrics.survey_reliability import survey_reliability
from toolkit.metrics.survey_satisfaction import survey_satisfaction

CLIMATE = ("climate_1", "climate_2", "climate_3")  # the third is read backwards
ITEMS = [
    *({"item_id": one, "scale": "climate", "role": "single"} for one in CLIMATE),
    *({"item_id": f"media_{n}", "scale": "media", "role": "single"} for n in (1, 2, 3)),
    *(
        {"item_id": f"{topic}_{role}", "role": role, "pair_id": topic}
        for topic in ("pay", "rules")
        for role in ("received", "needed", "importance")
    ),
]
Answers = list[dict[str, float | str | None]]


def survey(answers: Answers, *, roster: int = 0, wave: str | None = None) -> Tables:
    """Return a survey: what each respondent answered, question by question; ``team`` apart."""
    items = [one | {"min": 1, "max": 5, "reversed": one["item_id"] == "climate_3"} for one in ITEMS]
    rows = [
        {"resp_id": f"r{n}", "wave": wave, "item_id": item, "value": value, "team": one.get("team")}
        for n, one in enumerate(answers)
        for item, value in one.items()
        if item != "team" and value is not None
    ]
    return empty() | {
        "survey_items": table("survey_items", items),
        "survey_responses": table("survey_responses", rows),
        "people": table("people", [{"person_id": f"p{n}"} for n in range(roster)]),
    }


def climate(*rows: tuple[float | None, ...], team: str | None = None) -> Answers:
    return [{**dict(zip(CLIMATE, row, strict=True)), "team": team} for row in rows]


def test_a_question_read_backwards_is_turned() -> None:
    """5, 5 and 1 are the best that can be said; 1, 1 and 5 the worst."""
    found = ask(survey_satisfaction, survey(climate((5, 5, 1), (1, 1, 5), (3, 3, 3), (4, 5, 2))))
    mean, good = found["survey_climate"], found["survey_climate_favourable"]
    assert mean.value == pytest.approx((100 + 0 + 50 + 250 / 3) / 4)
    assert (good.value, good.n) == (pytest.approx(6 / 12), 4)
    assert found["survey_overall"].value == mean.value


def test_who_left_out_most_questions_is_not_counted() -> None:
    answers = climate((5, None, 1), (None, 1, None), (1, 1, 5))
    found = ask(survey_satisfaction, survey(answers))
    assert (found["survey_climate"].n, found["survey_climate"].value) == (2, 50)
    assert found["survey_climate_favourable"].value == pytest.approx(2 / 5)


def test_scales_of_other_lengths_are_brought_to_a_hundred_points() -> None:
    tables = survey(climate((0, 10, 5), (10, 10, 0)))
    longer = tables["survey_items"].with_columns(min=pl.lit(0.0), max=pl.lit(10.0))
    found = ask(survey_satisfaction, tables | {"survey_items": longer})
    assert found["survey_climate"].value == pytest.approx((50 + 100) / 2)


def test_the_response_rate_is_of_everybody_who_could_be_asked() -> None:
    answers = climate((5, 5, 1), (4, 4, 2), (3, 3, 3))
    assert (
        ask(survey_satisfaction, survey(answers, roster=12))["survey_response_rate"].value == 0.25
    )
    assert ask(survey_satisfaction, survey(answers))["survey_response_rate"].reason == "no_people"
    few = ask(survey_satisfaction, survey(answers, roster=2))["survey_response_rate"]
    assert few.reason == "more_than_roster"


def test_the_more_of_all_people_answered_the_closer_the_interval() -> None:
    """The finite-population correction: sqrt((N - n) / (N - 1)), nothing left when all answered."""
    answers = climate(*[(value, value, 6 - value) for value in (1, 2, 3, 4, 5, 5, 4, 3, 2, 4)])

    def width(roster: int) -> float:
        low, high = ask(survey_satisfaction, survey(answers, roster=roster))[
            "survey_climate"
        ].interval
        return high - low

    assert width(10) == 0
    assert width(40) == pytest.approx(width(0) * (30 / 39) ** 0.5)


def test_only_the_last_survey_counts() -> None:
    before, after = (
        survey(climate((1, 1, 5), (1, 1, 5)), wave="2024"),
        survey(climate((5, 5, 1), (5, 5, 1)), wave="2025"),
    )
    both = pl.concat([before["survey_responses"], after["survey_responses"]])
    found = ask(survey_satisfaction, after | {"survey_responses": both})
    assert (found["survey_climate"].value, found["survey_climate"].n) == (100, 2)


def test_alpha_and_omega_are_of_questions_turned_the_same_way() -> None:
    chance = np.random.default_rng(3)
    mood = chance.normal(size=(80, 1)) + chance.normal(size=(80, 3)) * 0.7
    said = np.clip(np.round(3 + mood), 1, 5)
    rows = [(a, b, 6 - c) for a, b, c in said.tolist()]
    found = ask(survey_reliability, survey(climate(*rows)))
    alpha, omega = found["survey_climate_alpha"], found["survey_climate_omega"]
    assert alpha.value == pytest.approx(stats.cronbach_alpha(said))
    assert alpha.interval == pytest.approx(stats.feldt_interval(alpha.value, 80, 3))
    assert omega.value == pytest.approx(stats.mcdonald_omega(said))
    assert found["survey_media_alpha"].reason == "no_dimension"


def test_thirty_answers_are_wanted_for_alpha_and_ten_needed() -> None:
    rows = [(n % 5 + 1, (n + 1) % 5 + 1, n % 4 + 1) for n in range(12)]
    found = ask(survey_reliability, survey(climate(*rows)))["survey_climate_alpha"]
    assert (found.status.value, found.n) == ("few", 12)
    assert ask(survey_reliability, survey(climate(*rows[:9])))["survey_climate_alpha"].value is None


def test_teams_that_agree_and_differ_can_be_compared() -> None:
    answers = climate(*[(5, 5, 1)] * 7, (4, 5, 1), team="a") + climate(
        *[(2, 2, 4)] * 7, (2, 3, 4), team="b"
    )
    found = ask(survey_reliability, survey(answers))
    assert found["survey_team_agreement"].value > 0.95
    assert found["survey_team_icc1"].value > 0.95
    assert found["survey_team_icc2"].value > 0.95


def test_a_team_of_seven_answers_is_left_out_of_what_teams_say() -> None:
    answers = climate(*[(5, 5, 1)] * 8, team="a") + climate(*[(2, 2, 4)] * 7, team="b")
    found = ask(survey_reliability, survey(answers))
    assert found["survey_team_icc1"].reason == "one_team_answered"


def pay(*pairs: tuple[float | None, float | None]) -> Answers:
    return [{"pay_needed": needed, "pay_received": received} for needed, received in pairs]


def test_the_gap_is_within_the_same_person() -> None:
    """The fixture of M27; the fourth, who said nothing of what is received, is left out."""
    found = ask(survey_needs, survey(pay((5, 3), (4, 4), (2, 4), (5, None))))
    assert (found["gap_pay"].value, found["gap_pay"].n) == (0, 3)
    shares = {one: found[f"information_{one}"].value for one in ("underload", "overload", "fit")}
    assert shares == pytest.approx(dict.fromkeys(shares, 1 / 3))


def test_means_of_different_people_make_no_gap() -> None:
    """Trap: one half answered by some and the other half by others is no pair at all."""
    found = ask(survey_needs, survey(pay((5, None), (5, None), (None, 1), (None, 1))))
    assert found["gap_pay"].value is None
    assert found["information_gap"].value is None


def test_importance_is_what_was_said_else_what_is_needed() -> None:
    answers = pay((5, 3), (3, 3))
    assert ask(survey_needs, survey(answers))["importance_pay"].value == 75
    told = [{**one, "pay_importance": 2} for one in answers]
    assert ask(survey_needs, survey(told))["importance_pay"].value == 25


def test_a_survey_that_asks_for_no_pairs_has_no_gap() -> None:
    found = ask(survey_needs, survey(climate((5, 5, 1), (4, 4, 2))))
    assert {one.reason for one in found.values()} == {"no_pair"}
