"""M10: the same mailing under other names, numbers, links and words."""

from itertools import combinations
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.texts.masking import masked
from toolkit.texts.minhash import estimated, sketches, standard_error
from toolkit.texts.repeated import templates
from toolkit.texts.shingles import pieces

COMPANIES = Path(__file__).resolve().parents[2] / "../shared/data/corporate_messaging"
LEVELS = (0.7, 0.8, 0.9)
OFFER = "Découvrez notre nouvelle carte de printemps, servie dès {} heures !"
LONG = "La bibliothèque sera fermée lundi, nous vous attendons mardi dès le matin avec {}"
WAYS = pytest.mark.parametrize("exact_up_to", [50_000, 0], ids=["all pairs", "sketches"])


def grouped(texts: list[str | None], level: float = 0.8, **settings: object) -> list[int]:
    return templates(texts, (level,), **settings)[level].tolist()


def by_hand(left: str, right: str) -> float:
    """Return the Jaccard index of two texts, counted the slow obvious way."""
    one, other = ({text[n : n + 5] for n in range(len(text) - 4)} for text in (left, right))
    return len(one & other) / len(one | other)


def invented(n: int, seed: int = 0) -> list[str]:
    """Return texts of a made-up language, a third of them copies with some words changed."""
    chance = np.random.default_rng(seed)
    words = [
        "".join(chance.choice(list("abcdefilmnoprstu"), size=size)) for size in [2, 4, 5, 7, 9] * 80
    ]
    said = [list(chance.choice(words, size=chance.integers(6, 25))) for _ in range(n)]
    for number in range(0, n - 1, 3):
        kept = chance.random(len(said[number])) > chance.choice([0.02, 0.06, 0.12])
        said[number + 1] = [
            w if k else str(chance.choice(words)) for w, k in zip(said[number], kept, strict=True)
        ]
    return [" ".join(one) for one in said]


def linked(texts: list[str], level: float) -> set[frozenset[int]]:
    """Return the connected groups of at least two texts, by comparing all pairs."""
    blank = masked(pl.Series(texts, dtype=pl.String)).to_list()
    group = {n: {n} for n, text in enumerate(blank) if text}
    for left, right in combinations(group, 2):
        if group[left] is not group[right] and by_hand(blank[left], blank[right]) >= level - 1e-9:
            both = group[left] | group[right]
            group |= dict.fromkeys(both, both)
    return {frozenset(one) for one in group.values() if len(one) > 1}


def sets(numbers: np.ndarray) -> set[frozenset[int]]:
    return {
        frozenset(np.flatnonzero(numbers == one).tolist()) for one in set(numbers.tolist()) - {-1}
    }


@WAYS
def test_other_links_names_and_numbers_are_the_same_mailing(exact_up_to: int) -> None:
    texts = [
        "Bonjour @ana, votre commande 12 part demain : https://acme.example/a?x=1",
        "BONJOUR @bob_s, votre commande 9 874 part demain : www.acme.example/zz 🎉",
        "Notre équipe sera au salon du livre samedi, venez lui parler.",
    ]
    assert grouped(texts, 1.0, exact_up_to=exact_up_to) == [0, 0, -1]


@WAYS
def test_a_few_other_words_are_the_same_mailing_up_to_a_level(exact_up_to: int) -> None:
    texts = [LONG.format("un café."), LONG.format("un thé chaud.")]
    assert 0.8 < by_hand(*masked(pl.Series(texts, dtype=pl.String))) < 0.9
    found = templates(texts, LEVELS, exact_up_to=exact_up_to)
    assert {level: one.tolist() for level, one in found.items()} == {
        0.7: [0, 0],
        0.8: [0, 0],
        0.9: [-1, -1],
    }


def test_what_is_linked_by_a_third_is_one_group() -> None:
    steps = ["un bon café.", "un bon thé.", "un beau thé."]
    texts = [LONG.format(one) for one in steps]
    level = 0.86
    blank = masked(pl.Series(texts, dtype=pl.String)).to_list()
    assert min(by_hand(blank[0], blank[1]), by_hand(blank[1], blank[2])) >= level
    assert by_hand(blank[0], blank[2]) < level
    assert grouped(texts, level) == [0, 0, 0]


def test_courtesies_and_silence_are_no_mailing() -> None:
    texts: list[str | None] = [
        "Merci beaucoup !",
        "Merci beaucoup !",
        None,
        "",
        "🎉",
        "🎉",
        "12",
        "12",
    ]
    assert grouped(texts) == [-1] * 8


def test_a_short_text_with_a_link_is_a_form_filled_in() -> None:
    assert grouped(["À lire : https://a.example/1", "À lire : https://b.example/2"]) == [0, 0]


def test_legal_notices_are_cut_out_before_comparing() -> None:
    notice = (
        "Société au capital de 12 000 euros, registre du commerce de Paris 123 456, toutes les "
        "conditions de vente sont affichées dans notre magasin et sur www.acme.example"
    )
    texts = [f"Le marché ouvre samedi. {notice}", f"Nous cherchons une libraire. {notice}"]
    assert grouped(texts, 0.7) == [0, 0]
    assert grouped(texts, 0.7, boilerplate=[notice.upper()]) == [-1, -1]
    assert grouped([notice, notice], boilerplate=[notice]) == [-1, -1]


def test_groups_are_numbered_as_they_first_appear() -> None:
    one, other = OFFER, LONG.format("le sourire")
    assert grouped([other, "seul au monde, vraiment", one, other, one]) == [0, -1, 1, 0, 1]


@WAYS
def test_nothing_to_compare_is_nobody_alike(exact_up_to: int) -> None:
    assert grouped([], exact_up_to=exact_up_to) == []
    assert grouped([None, "ok"], exact_up_to=exact_up_to) == [-1, -1]


def test_a_level_beyond_one_is_refused() -> None:
    with pytest.raises(ValueError, match="at most 1"):
        templates(["a"], (1.2,))


@pytest.mark.parametrize("level", LEVELS)
def test_all_pairs_are_those_of_the_slow_obvious_way(level: float) -> None:
    texts = invented(150)
    expected = linked(texts, level)
    assert expected
    assert sets(templates(texts, LEVELS)[level]) == expected


letters = st.text(st.sampled_from("ab é1@"), min_size=0, max_size=24)


@settings(max_examples=60, deadline=None)
@given(st.lists(letters, max_size=9), st.sampled_from(LEVELS))
def test_any_short_texts_are_grouped_as_the_slow_obvious_way_does(
    texts: list[str], level: float
) -> None:
    assert sets(templates(texts, (level,))[level]) == linked(texts, level)


def test_the_order_of_texts_does_not_matter() -> None:
    texts = invented(300)
    order = np.random.default_rng(1).permutation(len(texts))
    for exact_up_to in (1000, 0):
        straight = templates(texts, LEVELS, exact_up_to=exact_up_to)
        mixed = templates([texts[n] for n in order], LEVELS, exact_up_to=exact_up_to)
        for level in LEVELS:
            back = {frozenset(int(order[n]) for n in one) for one in sets(mixed[level])}
            assert back == sets(straight[level])


def test_a_higher_level_never_joins_what_a_lower_one_leaves_apart() -> None:
    found = templates(invented(300), LEVELS)
    for low, high in ((0.7, 0.8), (0.8, 0.9)):
        for one in sets(found[high]):
            assert any(one <= larger for larger in sets(found[low]))


def test_sketches_find_what_all_pairs_find() -> None:
    texts = invented(2000, seed=3)
    exact, near = templates(texts, LEVELS), templates(texts, LEVELS, exact_up_to=0)
    for level, fewest in ((0.7, 0.995), (0.8, 1.0), (0.9, 1.0)):
        known, found = exact[level] >= 0, near[level] >= 0
        assert not (found & ~known).any()  # each link is checked exactly
        assert (found & known).sum() >= fewest * known.sum()


def test_sketches_tell_the_likeness_within_three_standard_errors() -> None:
    """Broder (1997): sqrt(J (1 - J) / k); at k = 128 and J = .5 that is .044."""
    assert standard_error(0.5) == pytest.approx(0.044, abs=5e-4)
    texts = pl.Series(invented(900, seed=5))
    left = np.arange(0, 897, 3)
    exact = pieces(texts).similarity(left, left + 1)
    told = estimated(sketches(texts).astype(np.uint8), left, left + 1)
    errors = np.sqrt(exact * (1 - exact) / 128)
    wrong = np.abs(told - exact) > 3 * errors + 1e-9
    assert len(set(exact.round(2))) > 20
    assert wrong.mean() <= 0.02  # .003 of a normal law, and what two last bytes add
    assert np.mean(told - exact) == pytest.approx(0, abs=0.01)


def test_a_crowd_of_one_mailing_is_one_group_either_way() -> None:
    """Many texts of one frame, each with a word of its own, are not compared one by one."""
    frame = "Nous recrutons dans notre équipe {} pour un poste à pourvoir dès le mois prochain"
    texts = [frame.format(f"{chr(97 + n % 26)}{chr(97 + n // 26)}") for n in range(500)]
    for exact_up_to in (1000, 0):
        assert set(grouped(texts, 0.8, exact_up_to=exact_up_to)) == {0}


def test_what_companies_really_write_is_grouped_as_comparing_all_pairs_does() -> None:
    """Counted once by comparing all pairs of the 2,252 messages the slow obvious way."""
    path = COMPANIES / "corporate_messaging.csv"
    if not path.exists():
        pytest.skip("public samples are not there: corporate_messaging")
    texts = pl.read_csv(path, columns=["text"])["text"]
    for exact_up_to in (50_000, 0):
        found = templates(texts, LEVELS, exact_up_to=exact_up_to)
        assert [int((one >= 0).sum()) for one in found.values()] == [944, 880, 724]
