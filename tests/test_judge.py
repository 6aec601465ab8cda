from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.errors import TemplateError
from toolkit.judge import judge, read_yardsticks
from toolkit.results import WHOLE, Cell, Finding, Level, Measure, Status, Yardstick
from toolkit.wording import templates_folder

SHIPPED = templates_folder() / "yardsticks.toml"


def more(measure: str = "answered_24h") -> Yardstick:
    """More is better: at risk below a half, a strength above eight in ten."""
    return Yardstick(
        measure=measure, risk=0.5, strength=0.8, enough=20, source="Vive voix", basis="own"
    )


def less(measure: str = "silent_share") -> Yardstick:
    """Less is better: at risk above a quarter, a strength below one in ten."""
    return Yardstick(
        measure=measure, risk=0.25, strength=0.1, enough=20, source="Vive voix", basis="own"
    )


def found(
    low: float, value: float, high: float, *, n: int = 100, yardstick: Yardstick | None = None
) -> Finding:
    stick = yardstick or more()
    measure = Measure(id=stick.measure, code="M2", unit="share", n=n, value=value)
    return judged(measure, stick, interval=(low, high))


def judged(
    measure: Measure, yardstick: Yardstick | None, *, interval: tuple[float, float] | None = None
) -> Finding:
    whole = replace(measure, interval=interval) if interval else measure
    cell = Cell(scope="external", group=WHOLE, period=WHOLE, measure=whole)
    sticks = {yardstick.measure: yardstick} if yardstick else {}
    return judge([cell], sticks)[0]


@pytest.mark.parametrize(
    ("interval", "level", "reason"),
    [
        ((0.20, 0.30, 0.40), Level.RISK, None),
        ((0.85, 0.90, 0.95), Level.STRENGTH, None),
        ((0.55, 0.60, 0.70), Level.UNKNOWN, "in_between"),
        ((0.50, 0.60, 0.80), Level.UNKNOWN, "in_between"),
        ((0.40, 0.45, 0.55), Level.UNKNOWN, "interval_straddles"),
        ((0.70, 0.85, 0.90), Level.UNKNOWN, "interval_straddles"),
        ((0.10, 0.60, 0.95), Level.UNKNOWN, "interval_straddles"),
    ],
)
def test_a_verdict_needs_the_whole_interval_on_one_side(
    interval: tuple[float, float, float], level: Level, reason: str | None
) -> None:
    finding = found(*interval)
    assert (finding.level, finding.reason) == (level, reason)


@pytest.mark.parametrize(
    ("interval", "level"),
    [
        ((0.30, 0.40, 0.50), Level.RISK),
        ((0.02, 0.05, 0.08), Level.STRENGTH),
        ((0.12, 0.20, 0.24), Level.UNKNOWN),
        ((0.20, 0.30, 0.40), Level.UNKNOWN),
    ],
)
def test_where_less_is_better_the_sides_are_exchanged(
    interval: tuple[float, float, float], level: Level
) -> None:
    assert found(*interval, yardstick=less()).level == level


def test_a_handful_is_never_evidence() -> None:
    finding = found(0.01, 0.02, 0.03, n=19)
    assert (finding.level, finding.reason) == (Level.UNKNOWN, "too_few")


def test_a_measure_that_calls_its_cases_few_gets_no_verdict() -> None:
    few = Measure(
        id="answered_24h",
        code="M2",
        unit="share",
        n=30,
        value=0.1,
        interval=(0.05, 0.2),
        status=Status.FEW,
    )
    assert judged(few, more()).reason == "too_few"


def test_no_value_is_no_verdict() -> None:
    hidden = Measure(
        id="answered_24h",
        code="M2",
        unit="share",
        n=0,
        status=Status.SUPPRESSED,
        reason="too_few_people",
    )
    assert judged(hidden, more()).reason == "no_value"


def test_a_value_without_interval_gets_no_verdict() -> None:
    bare = Measure(id="answered_24h", code="M2", unit="share", n=90, value=0.01)
    assert judged(bare, more()).reason == "no_interval"


def test_a_measure_without_yardstick_only_describes() -> None:
    bare = Measure(id="link_share", code="M11", unit="share", n=90, value=0.5)
    assert judged(bare, None).reason == "no_yardstick"


def test_only_the_whole_organisation_over_the_whole_span_is_judged() -> None:
    measure = Measure(id="answered_24h", code="M2", unit="share", n=90, value=0.5)
    cells = [
        Cell(scope="external", group=group, period=period, measure=measure)
        for group in (WHOLE, "x:1")
        for period in (WHOLE, "2026-01")
    ]
    assert len(judge(cells, {})) == 1


@given(low=st.floats(0, 1), value=st.floats(0, 1), high=st.floats(0, 1), n=st.integers(0, 60))
def test_a_risk_is_never_called_where_the_value_is_on_the_good_side(
    low: float, value: float, high: float, n: int
) -> None:
    low, value, high = sorted((low, value, high))
    finding = found(low, value, high, n=n)
    if finding.level is Level.RISK:
        assert high < 0.5
        assert n >= 20
    if finding.level is Level.STRENGTH:
        assert low > 0.8
        assert n >= 20
    assert (finding.level is Level.UNKNOWN) == (finding.reason is not None)


# ------------------------------------------------------------------------- yardsticks


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "yardsticks.toml"
    path.write_text(text, encoding="utf-8")
    return path


GOOD = 'risk = 0.5\nstrength = 0.8\nenough = 20\nsource = "S"\nbasis = "own"\n'


def test_the_yardsticks_that_are_shipped_load() -> None:
    assert "reply_share" in read_yardsticks(SHIPPED)


def test_most_shipped_yardsticks_say_that_they_are_our_own_judgement() -> None:
    bases = [yardstick.basis for yardstick in read_yardsticks(SHIPPED).values()]
    assert bases.count("own") > len(bases) / 2
    assert {"published", "convention", "own"} == set(bases)


@pytest.mark.parametrize("stick", read_yardsticks(SHIPPED).values(), ids=lambda one: one.measure)
def test_a_published_yardstick_names_its_authors_and_year(stick: Yardstick) -> None:
    dated = any(part.strip("(),").isdigit() for part in stick.source.split())
    assert dated == (stick.basis == "published")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (GOOD.replace('source = "S"', 'source = " "'), "no source"),
        (GOOD.replace('source = "S"\n', ""), "source"),
        (GOOD.replace('"own"', '"hearsay"'), "basis"),
        (GOOD.replace("0.8", "0.5"), "two different lines"),
        (GOOD.replace("0.8", "inf"), "finite"),
        (GOOD.replace("20", "0"), "at least one case"),
        (GOOD.replace("0.5", '"half"'), "risk"),
        (GOOD + "strenght = 1\n", "strenght"),
    ],
)
def test_a_doubtful_yardstick_does_not_load(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(TemplateError, match=said) as caught:
        read_yardsticks(written(tmp_path, f"[reply_share]\n{text}"))
    assert "reply_share" in str(caught.value)


def test_all_doubtful_yardsticks_are_named_at_once(tmp_path: Path) -> None:
    text = f"[one]\n{GOOD.replace('S', ' ')}[two]\n{GOOD.replace('own', 'x')}[three]\n{GOOD}"
    with pytest.raises(TemplateError, match=r"one.*two") as caught:
        read_yardsticks(written(tmp_path, text))
    assert "three" not in str(caught.value)


@pytest.mark.parametrize("text", ["[", "loose = 1"])
def test_a_file_that_is_not_made_of_yardsticks_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(TemplateError):
        read_yardsticks(written(tmp_path, text))


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(TemplateError, match=r"yardsticks\.toml"):
        read_yardsticks(tmp_path / "yardsticks.toml")
