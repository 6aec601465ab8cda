"""Advice: what is at risk calls for it, in an order that can be explained."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from toolkit import measuring, plugins, rules
from toolkit.advice import read_actions, recommendations, severity, target
from toolkit.advice.advise import graded
from toolkit.advice.priority import Stake, _triangular, ranks
from toolkit.errors import TemplateError
from toolkit.judge import read_yardsticks
from toolkit.results import Action, Because, Finding, Level, Status, Yardstick
from toolkit.wording import templates_folder

TEMPLATES = templates_folder()
STICKS = read_yardsticks(TEMPLATES / "yardsticks.toml")
ACTIONS = read_actions(TEMPLATES / "actions.toml")
GOOD = """
family = "rule"
owner = "direction"
effort_days = [1, 2]
cost = "none"
lead_weeks = 13
effect = [0.1, 0.2, 0.3]
grade = "D"
"""


def at_risk(measure: str, value: float, *, n: int = 0, evidence: tuple[str, ...] = ()) -> Finding:
    stick = STICKS[measure]
    assert severity_of(value, stick) > 0
    return Finding(
        measure=measure,
        scope="external",
        level=Level.RISK,
        value=value,
        interval=(value, value),
        n=n or stick.enough,
        status=Status.OK,
        yardstick=stick,
        evidence=evidence,
    )


def severity_of(value: float, stick: Yardstick) -> float:
    return (stick.risk - value) / (stick.strength - stick.risk)


def advised(*findings: Finding, **changed: Mapping[str, object]) -> list[str]:
    """Ask for advice, with some actions changed for the occasion."""
    actions = {**ACTIONS, **{name: replace(ACTIONS[name], **new) for name, new in changed.items()}}
    return [one.rule for one in recommendations(findings, actions)]


# ---------------------------------------------------------------- what a finding is worth


def test_severity_counts_widths_beyond_the_risk_line() -> None:
    stick = Yardstick(measure="m", risk=0.5, strength=0.8, enough=20, source="S", basis="own")
    finding = replace(at_risk("answered_24h", 0.1), yardstick=stick, value=0.2)
    assert severity(finding) == pytest.approx(1.0)
    assert severity(replace(finding, level=Level.UNKNOWN, value=0.6)) == 0.0
    less = replace(stick, risk=0.25, strength=0.1)
    assert severity(replace(finding, yardstick=less, value=0.4)) == pytest.approx(1.0)


def test_the_target_is_half_of_the_way_to_the_strength() -> None:
    stick = Yardstick(measure="m", risk=0.25, strength=0.1, enough=20, source="S", basis="own")
    aim = target(replace(at_risk("answered_24h", 0.1), value=0.4), stick)
    assert aim is not None
    assert (aim.baseline, aim.target) == (0.4, pytest.approx(0.25))


def test_a_strength_has_no_target() -> None:
    finding = replace(at_risk("answered_24h", 0.1), value=0.9)
    assert target(finding, STICKS["answered_24h"]) is None


def test_advice_says_which_findings_justify_it_what_to_aim_at_and_where_to_look() -> None:
    (advice,) = recommendations([at_risk("answered_24h", 0.2, evidence=("a", "b"))], ACTIONS)
    assert advice.because == ("answered_24h",)
    assert advice.evidence == ("a", "b")
    assert (advice.targets[0].baseline, advice.targets[0].target) == (0.2, pytest.approx(0.5))
    assert advice.ranks == (1, 1)


def test_nothing_at_risk_means_no_advice() -> None:
    finding = replace(at_risk("answered_24h", 0.2), level=Level.UNKNOWN)
    assert recommendations([finding], ACTIONS) == ()


# ---------------------------------------------------------------------------- in which order


def test_priority_is_likely_gain_times_certainty_over_days() -> None:
    stake = Stake(gain=(0.5, 1.0, 2.0), grade="C", days=5.0)
    assert stake.priority == pytest.approx(1.0 * 0.5 / 5.0)


def test_the_most_worthwhile_advice_comes_first_whatever_the_order_of_the_findings() -> None:
    edge = STICKS["ritual_share"].risk + 0.001
    light, grave = at_risk("ritual_share", edge), at_risk("answered_7d", 0.1)
    same = {"effort_days": (2, 2), "effect": (0.2, 0.5, 0.8), "grade": "C"}
    for order in ((light, grave), (grave, light)):
        found = advised(*order, drop_the_rituals=same, answer_the_public=same)
        assert found == ["answer_the_public", "drop_the_rituals"]


def test_what_must_come_first_comes_first() -> None:
    findings = at_risk("top_voice_share", 0.99), at_risk("silent_share", 0.6)
    cheap = {"effort_days": (1, 1), "after": ()}
    assert advised(*findings, train_more_voices=cheap)[0] == "train_more_voices"
    bound = cheap | {"after": ("open_the_floor_inside",)}
    assert advised(*findings, train_more_voices=bound)[0] == "open_the_floor_inside"


def test_advice_that_another_replaces_is_left_out_and_said() -> None:
    findings = at_risk("top_voice_share", 0.99), at_risk("ritual_share", 0.5)
    actions = {
        **ACTIONS,
        "train_more_voices": replace(
            ACTIONS["train_more_voices"], instead_of=("drop_the_rituals",)
        ),
    }
    (only,) = recommendations(findings, actions)
    assert (only.rule, only.silenced) == ("train_more_voices", ("drop_the_rituals",))
    alone = recommendations([at_risk("top_voice_share", 0.99)], actions)
    assert alone[0].silenced == ()


def test_ranks_that_nothing_disputes_are_sure_and_equal_ones_change_places() -> None:
    one = Stake(gain=(0.4, 0.5, 0.6), grade="B", days=2)
    far = Stake(gain=(0.4, 0.5, 0.6), grade="B", days=200)
    assert ranks([one, far]) == ((1, 1), (2, 2))
    assert ranks([one, one, far]) == ((1, 2), (1, 2), (3, 3))
    assert ranks([]) == ()


def test_gains_are_drawn_from_the_triangle_of_their_three_values() -> None:
    chance = np.linspace(0.0005, 0.9995, 1000)[:, None]
    low, likely, high = np.array([[0.1], [0.3], [0.9]])
    assert _triangular(chance, low, likely, high).mean() == pytest.approx(1.3 / 3, abs=1e-3)
    flat = np.array([0.5])
    assert _triangular(chance, flat, flat, flat) == pytest.approx(0.5, abs=1e-6)


# ------------------------------------------------------------------------------- how sure


def test_precise_findings_raise_the_grade_by_one_but_never_above_b() -> None:
    enough = STICKS["answered_24h"].enough
    ample = (at_risk("answered_24h", 0.2, n=10 * enough),)
    assert [graded(grade, ample) for grade in "ABCD"] == ["A", "B", "B", "C"]
    fair = (at_risk("answered_24h", 0.2, n=10 * enough - 1),)
    assert [graded(grade, fair) for grade in "ABCD"] == ["A", "B", "C", "D"]


def test_what_only_a_machine_counted_lowers_the_grade() -> None:
    counted = (replace(at_risk("answered_24h", 0.2), measure="promotional_share_observed"),)
    assert [graded(grade, counted) for grade in "ABCD"] == ["B", "C", "D", "D"]


# ------------------------------------------------------------------------- the file of actions


def test_every_rule_has_its_action_and_every_action_its_rule() -> None:
    assert set(ACTIONS) == set(plugins.functions(rules, Because))


def test_every_guard_is_a_measure_that_exists() -> None:
    there = {
        one.id
        for scope in measuring.TIMED
        for metric in measuring.questions(scope).values()
        for one in measuring.refused(metric, "no_table")
    }
    assert {guard for action in ACTIONS.values() for guard in action.guard} <= there


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (GOOD.replace('"rule"', '"magic"'), "there is: tool, training"),
        (GOOD.replace("[1, 2]", "[2, 1]"), "effort_days"),
        (GOOD.replace("0.3]", "1.3]"), "effect"),
        (GOOD.replace("13", "0"), "lead_weeks"),
        (GOOD.replace('"D"', '"E"'), "grade"),
        (GOOD.replace('"none"', '"much"'), "cost"),
        (GOOD + 'needs = ["luck"]', "luck"),
        (GOOD + 'after = ["nobody"]', "nobody"),
        (GOOD + 'after = ["one"]', "no other action one"),
        (GOOD + "efort = 1", "efort"),
    ],
)
def test_a_doubtful_action_does_not_load(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "actions.toml"
    path.write_text(f"[one]{text}", encoding="utf-8")
    with pytest.raises(TemplateError, match=said) as caught:
        read_actions(path)
    assert "[one]" in str(caught.value)


def test_two_actions_cannot_replace_each_other(tmp_path: Path) -> None:
    path = tmp_path / "actions.toml"
    both = f'[one]{GOOD}instead_of = ["two"]\n[two]{GOOD}instead_of = ["one"]'
    path.write_text(both, encoding="utf-8")
    with pytest.raises(TemplateError, match="replaces two"):
        read_actions(path)


def test_an_action_is_made_of_plain_values() -> None:
    assert isinstance(ACTIONS["drop_the_rituals"], Action)
    assert ACTIONS["drop_the_rituals"].effort_days == (1, 2)
