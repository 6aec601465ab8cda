import re

import polars as pl

from tests.importers import golden
from toolkit.texts.signatures import signatures


def signed(*texts: str, account: str = "acme") -> list[str | None]:
    frame = pl.DataFrame({"account_id": [account] * len(texts), "text": list(texts)})
    return signatures(frame).to_list()


def test_a_hat_always_signs() -> None:
    assert signed("Merci ! ^AB", "Bien reçu. ^Anne https://x.fr") == ["ab", "anne"]


def test_a_dash_signs_where_the_name_comes_back() -> None:
    assert signed("Merci -Becky", "À demain -Becky", "Bonjour") == ["becky", "becky", None]
    assert signed("Le train Lyon -Paris", "Bonjour") == [None, None]


def test_one_dash_among_many_messages_is_no_habit() -> None:
    many = [f"Message {n}" for n in range(200)]
    assert set(signed(*many, "Le train -Paris", "Le train -Paris")) == {None}


def test_each_account_has_its_own_habit() -> None:
    frame = pl.DataFrame(
        {"account_id": ["a", "a", "b"], "text": ["Oui -Zoé", "Non -Zoé", "Oui -Zoé"]}
    )
    assert signatures(frame).to_list() == ["zoé", "zoé", None]


def test_agents_of_real_brands_are_found_as_an_independent_reading_finds_them() -> None:
    path = golden.public("twcs/twcs_first_2500.csv")
    rows = pl.read_csv(path, infer_schema_length=0).filter(pl.col("inbound") == "False")
    brands = rows.select("text", account_id="author_id").drop_nulls()
    found = signatures(brands)
    hats = [bool(re.search(r"\^ ?[A-Za-z]{1,12}\W*(https?://\S+\s*)*$", t)) for t in brands["text"]]
    assert sum(hats) > 300
    missed = [hat for hat, who in zip(hats, found, strict=True) if hat and who is None]
    assert len(missed) <= 0.01 * sum(hats)
