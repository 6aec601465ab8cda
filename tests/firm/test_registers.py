"""A risk applies where its rule says so, and is printed as read only where it was."""

import msgspec
import pytest

from tests.firm.houses import BAKERY, CAMPSITE, DENTISTS, HOUSES, LISTED, UNSURE
from toolkit.errors import TemplateError
from toolkit.firm.claims import CLAIMS, claims
from toolkit.firm.profile import Profile, Sensitive, Trade, Use
from toolkit.firm.registers import (
    BENEFITS,
    RISKS,
    faced,
    gained,
    read_benefits,
    read_risks,
)
from toolkit.firm.said_more import reading
from toolkit.firm.words import FirmWords
from toolkit.wording import templates_folder

REGISTER = read_risks(templates_folder() / RISKS)
GAINS = read_benefits(templates_folder() / BENEFITS)


def risks(profile: Profile) -> dict[str, tuple[int, int]]:
    found = faced(REGISTER, claims(profile))
    return {one.risk.name: (one.likelihood, one.impact) for one in found}


def having(**changes: object) -> Profile:
    return msgspec.structs.replace(BAKERY, **changes)


def test_the_registers_are_whole() -> None:
    assert list(REGISTER) == [f"R{number:02d}" for number in range(1, 31)]
    assert list(GAINS) == [f"B{number:02d}" for number in range(1, 13)]


@pytest.mark.parametrize(
    ("risk", "with_it", "without"),
    [
        ("R07", {"uses": ("photos",)}, {"uses": ()}),
        ("R08", {"uses": ("influencers",)}, {"uses": ("photos",)}),
        ("R15", {"uses": ("staff_measured", "ai_text")}, {"uses": ("ai_text",)}),
        ("R17", {"headcount": 50}, {"headcount": 49}),
        ("R21", {"uses": ("scheduling",)}, {"uses": ()}),
        ("R23", {"sensitive": ("listed",)}, {"sensitive": ()}),
        ("R24", {"trade": "health"}, {"trade": "food"}),
        ("R26", {"trade": "alcohol"}, {"trade": "food"}),
        ("R27", {"trade": "public_service"}, {"trade": "association"}),
        ("R04", {"volunteers": 1}, {"volunteers": 0}),
        ("R12", {"headcount": 2}, {"headcount": 1}),
        ("R02", {"headcount": 19}, {"headcount": 20}),
    ],
)
def test_a_risk_applies_where_its_rule_says(risk, with_it, without) -> None:
    assert risk in risks(having(**with_it))
    assert risk not in risks(having(**without))


def test_rules_change_how_likely_and_how_serious_a_risk_is() -> None:
    assert risks(having(uses=("photos",), sensitive=()))["R07"] == (3, 3)
    assert risks(having(uses=("photos",), sensitive=("minors",)))["R07"] == (3, 4)
    assert risks(having(authority="named", asked_per_week=0))["R01"] == (3, 3)
    assert risks(having(authority="leader", asked_per_week=9))["R01"] == (5, 3)


def test_a_missing_answer_leaves_its_risk_to_be_confirmed_and_promises_no_gain() -> None:
    found = {one.risk.name: one for one in faced(REGISTER, claims(UNSURE))}
    assert found["R04"].perhaps  # nobody said who would speak
    assert not found["R01"].perhaps
    assert {one.name for one in gained(GAINS, claims(Profile()))} == {"B11"}


def test_the_gravest_comes_first() -> None:
    first = faced(REGISTER, claims(LISTED))[0]
    assert (first.risk.name, first.impact) == ("R05", 5)


@pytest.mark.parametrize("house", HOUSES.values(), ids=HOUSES)
def test_each_claim_about_a_house_has_its_name(house: Profile) -> None:
    known = claims(house)
    trades = {f"trade_{one}" for one in Trade.__args__}
    assert known.sure <= {*CLAIMS} | trades
    assert known.sure <= known.possible


def test_the_names_of_rules_are_those_of_answers() -> None:
    asked = {*Sensitive.__args__, *Use.__args__}
    assert asked <= {*CLAIMS}
    assert {one.removeprefix("trade_") for one in CLAIMS if one[:6] == "trade_"} <= {
        *Trade.__args__
    }


@pytest.mark.parametrize("language", ["fr", "en"])
def test_what_nobody_read_on_a_known_day_is_never_printed_as_read(language: str) -> None:
    words = FirmWords(language)
    to_check, own = words.firm("brief.to_check"), words.firm("brief.own")
    for risk in REGISTER.values():
        said = reading(risk, words)
        if risk.confidence == "own":
            assert said == own
        elif risk.checked_on is None or risk.confidence == "to_check":
            assert said.endswith(to_check)
        else:
            assert words.date(risk.checked_on) in said
            assert to_check not in said
        assert all(text in said for text in risk.texts)


def test_every_text_of_law_has_its_jurisdiction() -> None:
    assert all(risk.jurisdiction for risk in REGISTER.values() if risk.texts)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('when = ["weather"]', "does not know weather"),
        ("likelihood = 6", "go from 1 to 5"),
        ('texts = ["Code"]', "have a jurisdiction"),
        ('confidence = "quoted"', "has its source"),
        ('colour = "red"', "does not know colour"),
    ],
)
def test_a_register_that_is_wrong_says_what_is(tmp_path, line: str, said: str) -> None:
    entry = {
        "when": 'when = ["always"]',
        "likelihood": "likelihood = 2",
        "impact": "impact = 2",
        "owner": 'owner = "direction"',
        "confidence": 'confidence = "own"',
    }
    entry[line.split(" ", maxsplit=1)[0]] = line
    path = tmp_path / "risks.toml"
    path.write_text("[R01]\n" + "\n".join(entry.values()), encoding="utf-8")
    with pytest.raises(TemplateError, match=said):
        read_risks(path)


def test_of_two_risks_alike_that_of_the_trade_comes_first() -> None:
    found = faced(REGISTER, claims(DENTISTS))
    alike = [one.risk.name for one in found if (one.likelihood, one.impact) == (3, 4)]
    assert alike[0] == "R24"
    assert len(alike) > 1


def test_a_campsite_faces_its_season() -> None:
    assert {"R06", "R07", "R08", "R09", "R20", "R21"} <= risks(CAMPSITE).keys()
