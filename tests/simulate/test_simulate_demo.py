"""The demonstration clients: valid settings, marked as simulated, and the stories they tell."""

import tomllib

import msgspec
import pytest

from toolkit.errors import TemplateError
from toolkit.simulate import demo_clients
from toolkit.simulate.people import stream
from toolkit.simulate.phrases import Phrases, Talk, phrases
from toolkit.store import SLUG, Settings

DEMOS = {demo.slug: demo for demo in demo_clients()}
every_demo = pytest.mark.parametrize("slug", DEMOS)
every_language = pytest.mark.parametrize("language", ["fr", "en"])


def settings(slug):
    return msgspec.convert(tomllib.loads(DEMOS[slug].settings_text), Settings)


def shape(value):
    """The keys of nested tables, without the words."""
    if isinstance(value, dict):
        return {key: shape(one) for key, one in value.items() if key != "sectors"}
    return type(value).__name__


def test_there_are_two_clients_in_french_and_one_in_english():
    assert [demo.slug for demo in demo_clients("fr")] == ["boulangerie-martin", "mutuelle-horizon"]
    assert [demo.slug for demo in demo_clients("en")] == ["harbour-engineering"]


@every_demo
def test_settings_are_valid_and_say_that_all_is_simulated(slug):
    read = settings(slug)
    assert SLUG.fullmatch(slug)
    assert read.simulated
    assert "(simulation)" in read.name
    assert read.headcount == DEMOS[slug].simulation.truth.headcount
    assert read.legal_gate.missing() == ()


@every_demo
def test_settings_name_every_account_that_speaks(slug):
    accounts = DEMOS[slug].simulation.accounts
    assert settings(slug).accounts == {account.handle: account.kind for account in accounts}
    assert all(len(account.handle) <= 15 for account in accounts)


@every_demo
def test_every_account_says_in_its_profile_that_it_is_simulated(slug, tmp_path):
    simulation = DEMOS[slug].simulation
    for account in simulation.accounts:
        simulation.write_archive(tmp_path / account.handle, account)
        profile = (tmp_path / account.handle / "data/profile.js").read_text(encoding="utf-8")
        assert "(simulation)" in profile


@pytest.mark.parametrize(
    ("slug", "headcount", "profile", "sent", "received", "inside"),
    [
        ("boulangerie-martin", 21, "sme", 400, 250, 3000),
        ("mutuelle-horizon", 400, "large", 1500, 1200, 40_000),
        ("harbour-engineering", 120, "large", 900, 600, 15_000),
    ],
)
def test_a_demonstration_has_its_size(slug, headcount, profile, sent, received, inside):
    simulation = DEMOS[slug].simulation
    assert simulation.truth.headcount == headcount
    assert settings(slug).profile == profile
    assert len(simulation.outside.sent) == pytest.approx(sent, rel=0.05)
    assert len(simulation.outside.received) == pytest.approx(received, rel=0.15)
    assert len(simulation.inside.lines.ts) == pytest.approx(inside, rel=0.1)


def test_the_insurer_has_one_voice_and_teams_too_small_to_show():
    truth = DEMOS["mutuelle-horizon"].simulation.truth
    assert truth.outside.effective_voices < 1.3
    assert sum(team.size < 5 for team in truth.teams) == 3


def test_the_engineers_speak_with_several_voices():
    assert DEMOS["harbour-engineering"].simulation.truth.outside.effective_voices > 4


@every_language
def test_every_blank_of_every_phrase_is_filled(language):
    for sector in phrases(language).sectors:
        talk = Talk(language, sector, "Name", stream(1, "test"))
        said = talk.words
        for group in (said.outside, said.inside):
            for name in group.__struct_fields__:
                if name not in {"joins", "bot_name", "openings", "closings"}:
                    texts = talk.pool(getattr(group, name), 40)
                    assert not any("{" in text or "  " in text for text in texts)


def test_french_articles_are_contracted():
    talk = Talk("fr", "bakery", "Name", stream(1, "test"))
    assert talk.say(("rendez-vous à le fournil, près de les halles",)) == (
        "Rendez-vous au fournil, près des halles"
    )


def test_both_languages_have_the_same_words_to_fill():
    fr, en = (msgspec.to_builtins(phrases(language)) for language in ("fr", "en"))
    assert shape(fr) == shape(en)
    assert set(fr) == set(Phrases.__struct_fields__)


@every_language
def test_names_are_all_different(language):
    words = phrases(language)
    assert len(set(words.first_names)) == len(words.first_names) > 90
    assert len(set(words.last_names)) == len(words.last_names) > 100


def test_a_language_without_words_is_refused():
    with pytest.raises(TemplateError, match=r"there is no it\.toml"):
        phrases("it")


def test_a_sector_without_words_lists_those_there_are():
    with pytest.raises(TemplateError, match="there is: bakery, mutual"):
        Talk("fr", "fishing", "Name", stream(1, "test"))
