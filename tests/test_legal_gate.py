"""Nothing is measured inside before the legal conditions are met; it is said how to meet them."""

import pytest

from toolkit import measuring, pipeline
from toolkit.results import Status
from toolkit.store import LegalGate
from toolkit.wording import Words, templates_folder

DOCUMENTS = ("assessment.md", "notice.md", "works_council.md")


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_new_client_has_its_documents_in_its_language(tmp_path, language):
    made = pipeline.new_client(
        tmp_path, "acme", name="Acme {SAS}", profile="sme", language=language
    )
    folder = made.folder / "documents"
    assert {path.name for path in folder.iterdir()} == {*DOCUMENTS, "charter.md", "consent.md"}
    for path in folder.iterdir():
        text = path.read_text(encoding="utf-8")
        assert "Acme {SAS}" in text
        warning = "conseil juridique" if language == "fr" else "legal advice"
        assert warning in " ".join(text.replace("*", "").split())


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_refusal_says_what_to_do_and_where_the_documents_are(language):
    said = Words(language).say("reason.legal_gate")
    assert "client.toml" in said
    assert "documents" in said
    desk = Words(language).say("desk.intake.gate_closed")
    assert all(name in desk for name in DOCUMENTS)


@pytest.mark.parametrize("name", ["notice", "works_council", "assessment"])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_each_document_says_which_date_it_opens_the_gate_with(name, language):
    text = (templates_folder() / "client" / f"{name}.{language}.md").read_text(encoding="utf-8")
    field = {"notice": "notice_done_on", "works_council": "cse_done_on"}.get(name, "dpia_done_on")
    assert field in text
    assert field in LegalGate.__struct_fields__


def test_every_measure_inside_is_refused_for_the_same_reason():
    for metric in measuring.questions("internal").values():
        for one in measuring.refused(metric, "legal_gate"):
            assert (one.status, one.reason) == (Status.NOT_COMPUTABLE, "legal_gate")
