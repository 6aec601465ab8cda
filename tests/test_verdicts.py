"""An audit judged in its place: after the one before, among similar clients, with its dates."""

from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

from toolkit import release, store, verdicts
from toolkit.errors import BadSettings, ClientError
from toolkit.release import About, Facts, Verdicts
from toolkit.results import WHOLE, Cell, Finding, Measure
from toolkit.store import Client


def client(root: Path, slug: str, settings: str = "") -> Client:
    text = f'name = "House"\n{settings}'
    store.create_client(root, slug, text, "", {})
    return store.open_client(root, slug)


def facts(last: str | None, **values: float) -> Facts:
    """Say what was measured: shares of a hundred cases, with an interval of two points."""
    cells = tuple(
        Cell(
            scope="external",
            group=WHOLE,
            period=WHOLE,
            measure=Measure(
                id=name, code="M", unit="share", n=100, value=value,
                interval=(value - 0.02, value + 0.02), evidence=("a",),
            ),
        )
        for name, value in values.items()
    )  # fmt: skip
    about = About(
        client="c", name="C", profile="sme", language="fr", simulated=False, k=5, first=None,
        last=last,
    )  # fmt: skip
    return Facts(about=about, sources=(), groups=(), cells=cells)


def audited(client: Client, found: Facts) -> Verdicts:
    """Judge, then keep and release, as an audit of the whole span does."""
    made = verdicts.verdicts(client, found)
    verdicts.keep(client.vault, found, made.findings)
    client.release.mkdir(exist_ok=True)
    for name, part in ((release.FACTS, found), (release.FINDINGS, made)):
        (client.release / name).write_bytes(release.encode(part))
    return made


def changes(made: Verdicts) -> dict[str, str]:
    return {one.measure: one.before.change for one in made.findings if one.before}


# ------------------------------------------------------------------------------ in time


def test_the_first_audit_has_nothing_before_it(tmp_path: Path) -> None:
    assert changes(audited(client(tmp_path, "one"), facts("2026-01-31", reply_share=0.1))) == {}


def test_a_later_audit_says_what_changed(tmp_path: Path) -> None:
    house = client(tmp_path, "one")
    audited(house, facts("2026-01-31", reply_share=0.1, answered_24h=0.4))
    made = audited(house, facts("2026-06-30", reply_share=0.3, answered_24h=0.4))
    assert changes(made) == {"reply_share": "better", "answered_24h": "same"}
    assert {one.before.last for one in made.findings if one.before} == {"2026-01-31"}


def test_the_same_audit_again_says_the_same(tmp_path: Path) -> None:
    house = client(tmp_path, "one")
    audited(house, facts("2026-01-31", reply_share=0.1))
    second = facts("2026-06-30", reply_share=0.3)
    assert audited(house, second) == audited(house, second)


def test_the_one_before_is_the_last_but_one(tmp_path: Path) -> None:
    house = client(tmp_path, "one")
    for last, value in (("2025-06-30", 0.5), ("2026-01-31", 0.1)):
        audited(house, facts(last, reply_share=value))
    assert changes(audited(house, facts("2026-06-30", reply_share=0.3))) == {
        "reply_share": "better"
    }
    assert len(verdicts.kept(house.vault)) == 2


def test_a_part_of_the_span_is_compared_with_nothing(tmp_path: Path) -> None:
    house = client(tmp_path, "one")
    audited(house, facts("2026-01-31", reply_share=0.1))
    made = verdicts.verdicts(house, facts("2026-06-30", reply_share=0.3), whole=False)
    assert changes(made) == {}


def test_an_export_without_a_date_is_kept_for_nobody(tmp_path: Path) -> None:
    house = client(tmp_path, "one")
    audited(house, facts(None, reply_share=0.1))
    assert verdicts.kept(house.vault) == ()


def test_what_was_kept_and_cannot_be_read_is_said_not_overwritten(tmp_path: Path) -> None:
    house = client(tmp_path, "one")
    house.vault.mkdir(exist_ok=True)
    (house.vault / verdicts.AUDITS).write_text("[{")
    with pytest.raises(ClientError, match="damaged"):
        audited(house, facts("2026-01-31", reply_share=0.1))
    assert (house.vault / verdicts.AUDITS).read_text() == "[{"


# ------------------------------------------------------------------------- among clients

KIN = 'sector = "Mutual insurance"'


def peers(made: Verdicts) -> int:
    return next((one.peers.n for one in made.findings if one.peers), 0)


def test_five_clients_of_the_sector_give_a_place_among_them(tmp_path: Path) -> None:
    for at in range(5):
        other = client(tmp_path, f"other-{at}", 'sector = "mutual  insurance"'.replace("  ", " "))
        audited(other, facts("2026-01-31", reply_share=0.1 * at + 0.1))
    assert peers(audited(client(tmp_path, "one", KIN), facts("2026-02-28", reply_share=0.2))) == 5


@pytest.mark.parametrize("settings", ["", 'sector = "bakery"', f"{KIN}\nsimulated = true"])
def test_a_client_of_another_kind_has_no_place_among_them(tmp_path: Path, settings: str) -> None:
    for at in range(5):
        audited(client(tmp_path, f"other-{at}", KIN), facts("2026-01-31", reply_share=0.1 * at))
    house = client(tmp_path, "one", settings)
    assert peers(audited(house, facts("2026-02-28", reply_share=0.2))) == 0


def test_a_client_that_is_not_audited_yet_counts_for_nothing(tmp_path: Path) -> None:
    for at in range(4):
        audited(client(tmp_path, f"other-{at}", KIN), facts("2026-01-31", reply_share=0.1 * at))
    client(tmp_path, "new", KIN)
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "client.toml").write_text("name = ")
    assert peers(audited(client(tmp_path, "one", KIN), facts("2026-02-28", reply_share=0.2))) == 0


def test_no_other_client_is_named_in_what_is_released(tmp_path: Path) -> None:
    for at in range(5):
        audited(client(tmp_path, f"other-{at}", KIN), facts("2026-01-31", reply_share=0.11 * at))
    made = audited(client(tmp_path, "one", KIN), facts("2026-02-28", reply_share=0.2))
    assert b"other-" not in msgspec.json.encode(made)


# ------------------------------------------------------------------------ dates and tools


def test_the_client_begins_when_it_says_so_and_else_on_a_monday(tmp_path: Path) -> None:
    said = client(tmp_path, "one", "starts_on = 2026-03-04")
    low = facts("2026-01-31", answered_24h=0.1)
    (advice,) = audited(said, low).recommendations
    assert (advice.first_step_by, advice.measured_on) == ("2026-03-18", "2026-06-03")
    (advice,) = audited(client(tmp_path, "two"), low).recommendations
    assert (advice.first_step_by, advice.measured_on) == ("2026-03-16", "2026-06-01")


def test_tools_keep_to_what_the_client_can_take(tmp_path: Path) -> None:
    low = facts("2026-01-31", answered_24h=0.1)
    free = audited(client(tmp_path, "one"), low).recommendations[0].offers
    light = '[tools]\neffort = "hour"\nnot_kept = ["private_messages", "messages"]'
    bound = audited(client(tmp_path, "two", light), low).recommendations[0].offers
    assert free != bound
    assert {one.family for one in free} >= {one.family for one in bound}


def test_a_misspelt_kind_of_tool_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadSettings, match="efort"):
        client(tmp_path, "one", '[tools]\nefort = "hour"')


def test_advice_far_from_the_lines_is_stable_and_advice_on_them_is_not(tmp_path: Path) -> None:
    house = client(tmp_path, "one")
    far = facts("2026-01-31", answered_24h=0.1, ritual_share=0.6, effective_voices=1.0)
    assert audited(house, far).stable == 1.0
    at_line = {"ritual_share": 0.121, "minute_excess": 0.221, "first_reply_by_person_share": 0.179,
               "pop_share": 0.029, "answered_72h_questions": 0.579}  # fmt: skip
    near = facts("2026-01-31", **at_line)
    assert verdicts.verdicts(house, near).stable < 0.9


def test_a_finding_is_kept_without_its_comparison(tmp_path: Path) -> None:
    house = client(tmp_path, "one")
    audited(house, facts("2026-01-31", reply_share=0.1))
    audited(house, facts("2026-06-30", reply_share=0.3))
    kept: list[Finding] = [one for audit in verdicts.kept(house.vault) for one in audit.findings]
    assert all(one == replace(one, before=None, peers=None) for one in kept)
