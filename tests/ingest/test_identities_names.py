"""Names and addresses as people write them: which are surely the same, which could be."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.ingest.identities import (
    fullest,
    kind_of_mailbox,
    read_name,
)
from toolkit.ingest.identities.mailboxes import same_mailbox
from toolkit.ingest.identities.names import likeness


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Anne DUPONT", "Dupont, Anne"),
        ("Hélène Lefèvre", "helene lefevre"),
        ("anne.dupont@acme.example", "Anne Dupont"),
        ("Dupont Anne", "anne_dupont"),
        ("Anne Dupont (Lyon)", "Mme Anne Dupont"),
        ('Brynden "Blackfish" Tully', "Brynden Tully"),
        ("Jean de la Fontaine", "Jean La Fontaine"),
        ("Anne d\u2019Artagnan", "Anne d'Artagnan"),
        ("AnneDupont", "anne dupont"),
        ("Zoe\u0301 Noe\u0308l", "Zoé Noël"),
        ("Łukasz Øster", "Lukasz Oster"),
    ],
)
def test_one_name_written_twice_is_the_same_name(one: str, other: str) -> None:
    assert read_name(one).key == read_name(other).key
    assert likeness(read_name(one), read_name(other)) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("a.dupont", "Anne Dupont"),
        ("adupont", "Anne Dupont"),
        ("annedupont", "Dupont, Anne"),
        ("jp.martin", "Jean-Pierre Martin"),
        ("jpmartin", "Jean-Pierre Martin"),
        ("Anne Marie Dupont", "Anne Dupont"),
        ("Anne Dupond", "Anne Dupont"),
        ("Alex Durand", "Alexandre Durand"),
        ("Samwel Tarly", "Samwell Tarly"),
        ("Rob J. Stark", "Rob Stark"),
        ("jdelafontaine", "Jean de la Fontaine"),
    ],
)
def test_names_that_could_be_one_person_s(one: str, other: str) -> None:
    assert 0.75 <= likeness(read_name(one), read_name(other)) < 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Anne Dupont", "Alain Dupont"),
        ("a.dupont", "Bruno Dupont"),
        ("Daniel Martin", "Danielle Martin"),
        ("Anne Dupont", "Anne Martin"),
        ("Anne", "Anne Dupont"),
        ("A. D.", "Anne Dupont"),
        ("Jean-Pierre", "Jean-Pierre Masson"),
        ("", "Anne Dupont"),
        ("🎉", "🎉"),
    ],
)
def test_names_that_tell_two_people_apart_or_nothing(one: str, other: str) -> None:
    assert likeness(read_name(one), read_name(other)) == 0


@given(one=st.text(max_size=40), other=st.text(max_size=40))
def test_any_two_texts_are_compared_the_same_both_ways(one: str, other: str) -> None:
    mine, theirs = read_name(one), read_name(other)
    assert 0 <= likeness(mine, theirs) == likeness(theirs, mine) <= 1


@pytest.mark.parametrize(
    ("names", "best"),
    [
        (("Tyrion", "Tyrion Lannister", "Tyrion Lannister, Hand of the King"), "Tyrion Lannister"),
        (("C. Stark", "Stark, Catelyn T.", "Catelyn T. Stark"), "Catelyn T. Stark"),
        (("anne@acme.example", "Anne"), "Anne"),
        (("Samwell TARLY", "Samwell Tarly"), "Samwell Tarly"),
        (("Helene Lefevre", "Hélène Lefèvre"), "Hélène Lefèvre"),
        (("catelyn@stark.winterfell",), "catelyn@stark.winterfell"),
    ],
)
def test_of_several_names_of_one_account_the_fullest_is_kept(
    names: tuple[str, ...], best: str
) -> None:
    for order in itertools.permutations(names):
        assert fullest(order) == best
        assert fullest((*order, *order[:1])) == best


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("contact@acme.example", "shared"),
        ("Info@acme.example", "shared"),
        ("support-lyon@acme.example", "shared"),
        ("service.clients@acme.example", "shared"),
        ("comptabilité@acme.example", "shared"),
        ("rh2@acme.example", "shared"),
        ("no-reply@acme.example", "machine"),
        ("ne-pas-repondre@acme.example", "machine"),
        ("noreply+a81@acme.example", "machine"),
        ("bounces-77@acme.example", "machine"),
        ("anne.dupont@acme.example", "person"),
        ("marc.sales@acme.example", "person"),
        ("infante@acme.example", "person"),
        ("rhea@acme.example", "person"),
    ],
)
def test_a_mailbox_is_a_person_s_shared_or_a_machine_s(address: str, kind: str) -> None:
    assert kind_of_mailbox(address) == kind


def test_only_what_surely_leads_to_one_mailbox_is_one_address() -> None:
    assert same_mailbox("An.Ne+x@GMail.com") == same_mailbox("anne@googlemail.com")
    assert same_mailbox("anne+x@outlook.com") == same_mailbox("anne@outlook.com")
    assert same_mailbox("an.ne@outlook.com") != same_mailbox("anne@outlook.com")
    assert same_mailbox("anne+x@acme.example") != same_mailbox("anne@acme.example")
