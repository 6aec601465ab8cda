"""From exports to a delivered audit: what must come out, and what must never."""

import json
import os
import re
import shutil
import subprocess
import sys
import zipfile

import nbformat
import polars as pl
import pytest

from tests.road.conftest import make_client
from tests.views.sample import saved_in
from toolkit import ingest, pipeline, release, screen
from toolkit.errors import BadSettings, BrokenExport, UnknownClient, UnknownParameter
from toolkit.reports import delivery
from toolkit.wording import Words

pytestmark = [pytest.mark.notebook, pytest.mark.xdist_group("road")]


def current(client):
    return client.reports / "current"


def contents(folder):
    return {path.name: _content(path) for path in folder.iterdir()}


def _content(path):
    """Return what a file says; a workbook's texts lie packed in it."""
    if path.suffix != ".xlsx":
        return path.read_bytes()
    with zipfile.ZipFile(path) as book:
        return b"\n".join(book.read(name) for name in sorted(book.namelist()))


def test_the_road_ends_with_a_delivery_that_verifies(audited):
    assert delivery.verify(current(audited)) == ()
    assert {"audit.html", "findings.json", "manifest.json"} <= contents(current(audited)).keys()


def test_without_the_vault_the_same_reports_come_out(audited, tmp_path):
    shutil.copytree(audited.release, tmp_path / "release")
    assert not (tmp_path / "vault").exists()
    again = pipeline.render(tmp_path / "release", "fr", tmp_path / "trace")
    delivered = {path.name: path.read_bytes() for path in current(audited).iterdir()}
    assert again == {name: delivered[name] for name in again}


def test_nothing_personal_leaves_the_vault(audited):
    tables = {name: frame.collect() for name, frame in ingest.load_tables(audited).items()}
    official = tables["accounts"].filter(pl.col("kind") == "brand")
    secrets = _personal(tables, official)
    assert len(secrets) > 500
    outputs = {**contents(audited.release), **contents(current(audited))}
    for name, content in outputs.items():
        text = content.decode("utf-8")
        text += json.dumps(saved_in(text), ensure_ascii=False) if name == "audit.html" else ""
        escaped = text + json.dumps(text, ensure_ascii=False)
        found = [secret for secret in secrets if secret in escaped]  # quickly, then as a word
        words = (rf"(?<!\w){re.escape(one)}(?!\w)" for one in found)
        assert [word for word in words if re.search(word, escaped)] == [], name


def _personal(tables, official):
    """Every text, name, address, handle and identifier of the tables, but the official names."""
    columns = [
        tables["messages"]["text"],
        tables["messages"]["message_id"],
        tables["accounts"]["account_id"],
        *(tables["accounts"][name] for name in ("name", "handle", "email")),
        *(tables["people"][name] for name in ("person_id", "name", "email")),
        tables["channels"]["name"],
    ]
    found = {value for column in columns for value in column.drop_nulls() if len(value) >= 6}
    known = {*official["name"], *official["handle"], "general"}
    return {one for one in found if one not in known and not any(one in name for name in known)}


def test_the_consultant_can_find_the_message_behind_a_coded_reference(audited):
    known = json.loads((audited.vault / "evidence.json").read_bytes())
    cells = release.read(audited.release).cells("external", group="all", period="all")
    cited = {reference for cell in cells for reference in cell.measure.evidence}
    messages = ingest.read_table(audited, "messages").select("message_id").collect()
    assert cited
    assert {known[reference] for reference in cited} <= set(messages["message_id"])


def test_a_team_too_small_to_be_shown_is_named_nowhere(audited):
    for name, content in {**contents(audited.release), **contents(current(audited))}.items():
        assert b'"Direction"' not in content, name


def test_another_language_says_the_same_numbers(audited, in_english):
    french = audited.reports / "current-fr"
    assert contents(in_english)["findings.json"] == contents(french)["findings.json"]
    assert 'lang="en"' in (in_english / "audit.html").read_text(encoding="utf-8")
    assert 'lang="fr"' in (french / "audit.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize(
    ("notebook", "measure"),
    [("2_external", "answered_24h"), ("3_internal", "silent_share"), ("audit", "answered_24h")],
)
@pytest.mark.usefixtures("in_english")
def test_a_notebook_says_the_sentence_in_its_language(audited, notebook, measure, language):
    (cell,) = (
        cell
        for cell in release.read(audited.release).facts.cells
        if (cell.measure.id, cell.group, cell.period) == (measure, "all", "all")
    )
    book = nbformat.read(audited.reports / f"current-{language}" / f"{notebook}.ipynb", 4)
    shown = json.dumps([cell.get("outputs") for cell in book.cells], ensure_ascii=False)
    words = Words(language)
    assert words.short(cell.measure) in shown
    assert words.say(f"measure.{measure}.title") in shown


def test_a_failed_audit_leaves_the_earlier_delivery_as_it_was(audited):
    before = contents(current(audited))
    settings = audited.folder / "client.toml"
    good = settings.read_text(encoding="utf-8")
    settings.write_text("name = ", encoding="utf-8")
    with pytest.raises(BadSettings):
        pipeline.audit(pipeline.store.open_client(audited.folder.parent, audited.slug))
    settings.write_text(good, encoding="utf-8")
    assert contents(current(audited)) == before


def test_exports_are_never_written_to(audited, tmp_path):
    fresh = make_client(tmp_path)
    mine = {path.relative_to(audited.exports) for path in audited.exports.rglob("*")}
    assert mine == {path.relative_to(fresh.exports) for path in fresh.exports.rglob("*")}


def test_the_same_path_is_not_copied_over_what_is_there(audited):
    with pytest.raises(BrokenExport, match="already there"):
        pipeline.take_in(audited, [audited.exports / "slack"])


def test_without_the_legal_gate_nothing_is_measured_inside(tmp_path):
    client = make_client(tmp_path, legal="[legal_gate]\n")
    inside = [cell for cell in pipeline.measure(client).cells if cell.scope == "internal"]
    assert {cell.measure.reason for cell in inside} == {"legal_gate"}


def test_a_period_narrows_what_is_counted(audited):
    whole = _outbound(pipeline.measure(audited))
    january = _outbound(pipeline.measure(audited, period="2026-01"))
    february = _outbound(pipeline.measure(audited, period="2026-02:2026-02"))
    assert 0 < january < whole
    assert january + february == whole


@pytest.mark.parametrize(
    "place", [{"PYTHONHASHSEED": "1", "TZ": "Asia/Tokyo"}, {"PYTHONHASHSEED": "2", "TZ": "UTC"}]
)
def test_the_same_exports_give_the_same_numbers_anywhere(audited, tmp_path, place):
    elsewhere = tmp_path / "clients" / audited.slug
    shutil.copytree(audited.folder, elsewhere, ignore=shutil.ignore_patterns("reports", "release"))
    shutil.rmtree(elsewhere / "vault" / "tables")
    (elsewhere / "vault" / "taken-in").unlink()
    command = [sys.executable, "-m", "toolkit", "measure", audited.slug, "--json"]
    done = subprocess.run(
        [*command, "--root", str(elsewhere.parent)],
        capture_output=True,
        check=True,
        env={**os.environ, **place},
    )
    assert json.loads(done.stdout) == json.loads(screen.facts_as_json(pipeline.measure(audited)))


def _outbound(facts):
    (cell,) = (
        cell
        for cell in facts.cells
        if (cell.measure.id, cell.group, cell.period) == ("reply_share", "all", "all")
    )
    return cell.measure.n


def test_a_period_is_the_one_that_the_cover_names(audited):
    about = pipeline.measure(audited, period="2026-02").about
    assert about.first.startswith("2026-02")
    assert about.last.startswith("2026-02")


@pytest.mark.parametrize("period", ["2026", "2031-01", "2026-02:2026-01", "janvier", "2026-1"])
def test_a_period_that_is_not_there_says_what_is(audited, period):
    with pytest.raises(UnknownParameter, match="2026-01 to 2026-02"):
        pipeline.measure(audited, period=period)


def test_a_release_of_another_client_is_not_shown(audited, monkeypatch):
    monkeypatch.setenv(pipeline.RELEASE, str(audited.release))
    with pytest.raises(UnknownClient):
        pipeline.viewer("another", "fr")
