import datetime as dt

import pytest

from toolkit.errors import TemplateError
from toolkit.results import Measure, Status
from toolkit.wording import Words

NARROW, WIDE = "\u202f", "\u00a0"


def share(value: float, **more: object) -> Measure:
    said = {"interval": (0.25, 0.44), **more}
    return Measure(id="answered_24h", code="M2", unit="share", n=92, value=value, **said)


# ------------------------------------------------------------------------- numbers and dates


@pytest.mark.parametrize(
    ("value", "french", "english"),
    [
        (0.0, "0 %", "0%"),
        (0.004, "0,4 %", "0.4%"),
        (0.0004, "0 %", "0%"),
        (0.342, "34 %", "34%"),
        (0.125, "13 %", "13%"),
        (0.145, "15 %", "15%"),
        (0.996, "99,6 %", "99.6%"),
        (1.0, "100 %", "100%"),
    ],
)
def test_a_share_is_read_as_per_cent(value: float, french: str, english: str) -> None:
    assert Words("fr").share(value) == french.replace(" ", NARROW)
    assert Words("en").share(value) == english


@pytest.mark.parametrize(
    ("seconds", "french", "english"),
    [
        (0, "0 s", "0 s"),
        (59.4, "59 s", "59 s"),
        (60, "1 min", "1 min"),
        (3599, "1 h", "1 h"),
        (12_000, "3 h 20", "3 h 20 min"),
        (11_100, "3 h 05", "3 h 05 min"),
        (10_800, "3 h", "3 h"),
        (172_799, "2 j", "2 d"),
        (2 * 86_400 + 4 * 3600, "2 j 4 h", "2 d 4 h"),
        (30 * 86_400, "30 j", "30 d"),
    ],
)
def test_a_delay_is_read_in_the_units_of_its_size(
    seconds: float, french: str, english: str
) -> None:
    assert Words("fr").duration(seconds) == french.replace(" ", WIDE)
    assert Words("en").duration(seconds) == english.replace(" ", WIDE)


def test_opening_hours_never_make_days() -> None:
    said = Words("fr").value("first_response_median_business", 60 * 3600)
    assert said == f"60{WIDE}h"
    assert Words("fr").value("first_response_median", 60 * 3600) == f"2{WIDE}j{WIDE}12{WIDE}h"


@pytest.mark.parametrize(
    ("measure", "value", "french", "english"),
    [
        ("voices_count", 5, "5", "5"),
        ("effective_voices", 3.4326, "3,4", "3.4"),
        ("hashtags_per_post", 1.85, "1,9", "1.9"),
        ("participation_gini", 0.4621, "0,46", "0.46"),
    ],
)
def test_a_value_is_written_in_its_unit(
    measure: str, value: float, french: str, english: str
) -> None:
    assert Words("fr").value(measure, value) == french
    assert Words("en").value(measure, value) == english


def test_thousands_are_set_apart() -> None:
    assert Words("fr").whole(12_345) == f"12{NARROW}345"
    assert Words("en").whole(12_345) == "12,345"


def test_months_and_dates_are_those_of_the_language() -> None:
    french, english = Words("fr"), Words("en")
    assert french.period_label("2026-03") == "mars 2026"
    assert english.period_label("2026-03") == "March 2026"
    assert french.period_label("all") == "Toute la période"
    assert french.date(dt.date(2026, 3, 1)) == "1er mars 2026"
    assert english.date("2026-03-31") == "31 March 2026"


def test_a_span_says_from_when_to_when() -> None:
    french = Words("fr")
    assert french.span("2026-01-01", "2026-03-31") == "du 1er janvier 2026 au 31 mars 2026"
    assert french.span("2026-01-11", "2026-01-11") == "11 janvier 2026"
    assert french.span(None, None) == "dates inconnues"


# ------------------------------------------------------------------------- sentences


def test_a_measure_is_said_with_its_interval_and_its_number_of_cases() -> None:
    said = Words("en").measure(share(0.34))
    assert said == (
        f"34% of people who write to us get an answer within a day (24{WIDE}h). "
        "The real value probably lies between 25% and 44% (95% interval). "
        "Conversations opened by the public: 92."
    )


def test_few_cases_are_said_to_be_few() -> None:
    words = Words("fr")
    few = share(0.34, status=Status.FEW)
    assert words.measure(few) == f"{words.measure(share(0.34))} {words.say('status.few.sentence')}"


def test_an_interval_that_reads_as_one_number_is_not_said() -> None:
    tight = share(0.34, interval=(0.3399, 0.3401))
    assert "34% and 34%" not in Words("en").measure(tight)


def test_a_measure_without_interval_does_not_speak_of_one() -> None:
    assert "interval" not in Words("en").measure(share(0.34, interval=None))
    assert Words("en").interval(share(0.34, interval=None)) == ""
    assert Words("en").interval(share(0.34)) == "25% to 44%"


def test_a_reason_without_words_falls_back_on_its_status() -> None:
    words = Words("en")
    missing = Measure(
        id="answered_24h",
        code="M2",
        unit="share",
        n=0,
        status=Status.SUPPRESSED,
        reason="something new",
    )
    assert words.measure(missing) == words.say("status.suppressed.sentence")


# ------------------------------------------------------------------------- what is wrong


def test_an_unknown_language_lists_those_there_are() -> None:
    with pytest.raises(TemplateError, match="en, fr"):
        Words("de")


def test_a_missing_text_is_named() -> None:
    with pytest.raises(TemplateError, match=r"fr\.toml has no words for ui\.nothing"):
        Words("fr").say("ui.nothing")


def test_a_blank_left_empty_is_named() -> None:
    with pytest.raises(TemplateError, match="k"):
        Words("fr").say("ui.k_note")


def test_a_whole_table_is_not_a_text() -> None:
    assert not Words("fr").has("ui")
    with pytest.raises(TemplateError, match="not a text"):
        Words("fr").say("ui")


def test_numbers_that_fill_blanks_are_written_out() -> None:
    assert "12,345" in Words("en").say("sentence.base", basis="Messages", n=12_345)
