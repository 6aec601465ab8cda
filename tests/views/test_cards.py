"""A card says the same thing in a notebook, in a page and in plain text, and never executes."""

import json

import msgspec
import pytest

from toolkit.cards import CARD, Card, Fact, Picture, Table, read_card

PAYLOAD = "<script>alert(1)</script><img src=x onerror=alert(1)>"
CARD_SHOWN = Card(
    kind="measure",
    title="Répond-on ?",
    lead="34 % des personnes ont une réponse.",
    level="risk",
    facts=(Fact(name="Méthode", said=("Wilson (1927)",)),),
    picture=Picture(svg="<svg/>", alt="Mois par mois"),
    table=Table(caption="Valeurs", head=("Mois", "Valeur"), rows=(("mars", "34 %"),), numbers=(1,)),
    items=(Card(kind="finding", title="Détail"),),
)


def test_a_card_comes_back_as_it_went():
    bundle = json.loads(json.dumps(CARD_SHOWN._repr_mimebundle_()[CARD]))
    assert read_card(bundle) == CARD_SHOWN


def test_a_card_says_all_its_words_in_plain_text():
    said = CARD_SHOWN._repr_mimebundle_()["text/plain"]
    for words in ("Répond-on ?", "34 %", "Wilson (1927)", "mars", "Détail"):
        assert words in said


def test_what_a_client_wrote_is_text_in_a_notebook():
    card = Card(
        kind="note",
        title=PAYLOAD,
        lead=PAYLOAD,
        notes=(PAYLOAD,),
        facts=(Fact(name=PAYLOAD, said=(PAYLOAD,)),),
        picture=Picture(svg=PAYLOAD, alt=PAYLOAD),
        table=Table(caption=PAYLOAD, head=(PAYLOAD,), rows=((PAYLOAD,),)),
    )
    html = card._repr_mimebundle_()["text/html"]
    assert "<script" not in html
    assert "<img src=x" not in html


@pytest.mark.parametrize(
    "bundle", [{"kind": "advert", "title": "x"}, {"kind": "note"}, {"title": 3}, [], "card"]
)
def test_another_shape_is_not_a_card(bundle):
    with pytest.raises(msgspec.ValidationError):
        read_card(bundle)
