"""The small firm's brief has its chapter in the audit; what a firm keeps to itself stays there."""

from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

from tests.firm.houses import HOUSES
from tests.views.sample import audit, executed, sample
from toolkit import pipeline, release
from toolkit.cards import Card, plain
from toolkit.firm.kept import FIRM, HELD, Answers, released, written
from toolkit.firm.profile import Profile
from toolkit.release import Release
from toolkit.reports.html import compose
from toolkit.views.viewer import Viewer
from toolkit.wording import Words, languages

each_language = pytest.mark.parametrize("language", languages())


def answered(folder: Path, profile: Profile) -> Release:
    (folder / FIRM).write_text(written(Answers(profile=profile), "head"), encoding="utf-8")
    given = sample()
    return replace(given, facts=replace(given.facts, firm=released(folder, gate_open=True)))


def shown(given: Release, language: str) -> Card:
    card = Viewer(given, Words(language)).brief()
    assert card is not None
    return card


@each_language
@pytest.mark.parametrize("house", [name for name, one in HOUSES.items() if one.started])
def test_every_house_has_its_chapter_without_a_blank(
    tmp_path: Path, house: str, language: str
) -> None:
    card = shown(answered(tmp_path, HOUSES[house]), language)
    assert len(card.items) == 8
    assert "{" not in plain(card)
    assert all(one.lead or one.notes or one.table for one in card.items)


@each_language
def test_the_chapter_stands_in_the_page_and_the_release_alone_makes_it(
    tmp_path: Path, language: str
) -> None:
    given = answered(tmp_path, next(iter(HOUSES.values())))
    again = msgspec.json.decode(release.encode(given.facts), type=release.Facts)
    show = Viewer(replace(given, facts=again), Words(language))
    page = compose(given, Words(language), executed(audit(show)))
    assert 'id="brief"' in page
    assert shown(given, language).items[0].title in page


def test_a_firm_that_answered_nothing_has_no_chapter(tmp_path: Path) -> None:
    made = pipeline.new_client(tmp_path, "acme", name="Acme", profile="sme", language="fr")
    assert released(made.folder, gate_open=True) is None
    show = Viewer(sample(), Words("fr"))
    assert show.brief() is None
    assert 'id="brief"' not in compose(sample(), Words("fr"), executed(audit(show)))


def test_what_the_firm_keeps_to_itself_does_not_leave(tmp_path: Path) -> None:
    secret = "the recipe of Anne Martin"
    profile = msgspec.structs.replace(next(iter(HOUSES.values())), unsaid=(secret,))
    given = answered(tmp_path, profile)
    assert given.facts.firm is not None
    assert given.facts.firm.answers["unsaid"] in (HELD, [*HELD])
    assert secret.encode() not in release.encode(given.facts)
    assert secret not in plain(shown(given, "en"))
