"""Texts are read once, at import; no word of them goes into what was read."""

import json
from pathlib import Path

import polars as pl
import pytest

from toolkit import pipeline, store
from toolkit.conversations.coders import MACHINE
from toolkit.ingest import load_tables, take_in

HEAD = "message_id,account_id,scope,ts_utc,direction,kind,to_account_id,author_kind,text"
OUTSIDE = """a1,acme,external,2026-01-05T09:00:00Z,out,post,,org_brand,Nous ouvrons lundi. ^AB
a2,acme,external,2026-01-05T10:00:00Z,out,reply,zoe,org_brand,Bonjour zzSECRETzz je regarde
b1,zoe,external,2026-01-05T09:30:00Z,in,reply,acme,public,Vous ouvrez aussi dimanche ?
a3,acme,external,2026-01-06T09:00:00Z,out,post,,org_brand,-20 % à la boutique jusqu'à minuit lundi
a4,acme,external,2026-01-13T09:00:00Z,out,post,,org_brand,-20 % à la boutique jusqu'à minuit mardi
"""
INSIDE = "i1,anne,internal,2026-01-05T09:00:00Z,,post,,,Le salaire et le contrat de formation\n"
LEGAL = "Exemple SA au capital de mille euros immatriculée au registre de Lyon et contrôlée"
GATE = """
[legal_gate]
purpose = "audit"
basis = "intérêt légitime"
cse_required = false
notice_done_on = 2026-01-01
dpia_done_on = 2026-01-01
retention_days = 180
"""


@pytest.fixture
def client(tmp_path: Path) -> store.Client:
    made = pipeline.new_client(tmp_path, "acme", name="Acme", profile="sme", language="fr")
    (made.exports / "messages.csv").write_text(f"{HEAD}\n{OUTSIDE}{INSIDE}", encoding="utf-8")
    return made


def tables(client: store.Client) -> dict[str, pl.DataFrame]:
    take_in(client)
    return {name: frame.collect() for name, frame in load_tables(client).items()}


def test_cues_say_what_the_words_of_each_outward_message_do(client: store.Client) -> None:
    cues = {row["message_id"]: row for row in tables(client)["cues"].iter_rows(named=True)}
    assert set(cues) == {"a1", "a2", "a3", "a4", "b1"}
    assert {row["lang"] for row in cues.values()} == {"fr"}
    assert (cues["a1"]["signed"], cues["a1"]["person"], cues["a1"]["refers"]) == (
        *("ab", "plural", "self"),
    )
    assert cues["b1"]["is_question"]
    assert cues["b1"]["refers"] is None
    assert cues["a2"]["is_addressed"]
    assert (cues["a2"]["courtesies"], cues["a3"]["courtesies"]) == (2, 0)
    assert cues["a3"]["template_7"] == cues["a4"]["template_7"] == "a3"
    assert cues["a1"]["template_7"] is None


def test_the_machine_labels_what_the_organisation_wrote_and_nothing_else(
    client: store.Client,
) -> None:
    labels = tables(client)["labels"]
    assert set(labels["message_id"]) == {"a1", "a2", "a3", "a4"}
    assert set(labels["coder_id"]) == {MACHINE}
    functions = dict(
        labels.filter(pl.col("scheme") == "function").select("message_id", "label").iter_rows()
    )
    assert (functions["a2"], functions["a3"]) == ("community", "action")


def test_no_word_of_a_message_goes_into_what_was_read(client: store.Client) -> None:
    found = tables(client)
    for name in ("cues", "labels", "subjects"):
        assert "SECRET" not in json.dumps(found[name].to_dicts(), default=str)


def test_subjects_inside_are_looked_for_only_where_the_law_is_met(client: store.Client) -> None:
    assert "i1" not in set(tables(client)["subjects"]["message_id"])
    settings = client.folder / store.SETTINGS
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace("\n[legal_gate]\n", GATE), encoding="utf-8")
    opened = store.open_client(client.folder.parent, "acme")
    assert not opened.settings.legal_gate.missing()
    assert "i1" in set(tables(opened)["subjects"]["message_id"])


def test_boilerplate_makes_no_two_messages_alike(client: store.Client) -> None:
    rows = [
        f"c{n},acme,external,2026-02-0{n}T09:00:00Z,out,post,,org_brand,{word} {LEGAL}\n"
        for n, word in ((1, "Portes ouvertes"), (2, "Bonne année"))
    ]
    (client.exports / "messages.csv").write_text(f"{HEAD}\n{''.join(rows)}", encoding="utf-8")
    assert tables(client)["cues"]["template_7"].to_list() == ["c1", "c1"]
    settings = client.folder / store.SETTINGS
    line = f'boilerplate = ["{LEGAL}"]\n'
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace("# boilerplate", f"{line}# boilerplate"), encoding="utf-8")
    opened = store.open_client(client.folder.parent, "acme")
    assert tables(opened)["cues"]["template_7"].to_list() == [None, None]
