"""Whatever the answers, the brief says each thing once, in whole sentences, in both languages."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from html import unescape

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.firm.houses import BAKERY, HOUSES
from toolkit.cards import Card
from toolkit.firm import said, said_more
from toolkit.firm.brief import Brief, brief, read_library
from toolkit.firm.kept import Answers, changed
from toolkit.firm.profile import DECIDING, Profile, Sensitive, Use, alternatives, options
from toolkit.firm.settings import Outcome
from toolkit.firm.words import FirmWords
from toolkit.reports.brief import page
from toolkit.wording import templates_folder

LIBRARY = read_library(templates_folder())
WORDS = {language: FirmWords(language) for language in ("fr", "en")}
PARTS = (
    said.outcome,
    said.criteria,
    said.capacity,
    said.flips,
    said_more.break_even,
    said_more.risks,
    said_more.benefits,
    said_more.tools,
    said_more.steps,
)
euros = st.none() | st.sampled_from([0.0, 12.5, 60.0, 1800.0])
profiles = st.fixed_dictionaries(
    {
        **{field: st.sampled_from([*alternatives(field), None]) for field in DECIDING},
        "headcount": st.sampled_from([None, 1, 4, 19, 20, 50, 300]),
        **{
            field: st.sampled_from([*options(field), None])
            for field in ("clientele", "trade", "exposure", "exit_plan")
        },
        "sensitive": st.lists(st.sampled_from(Sensitive.__args__), unique=True),
        "uses": st.lists(st.sampled_from(Use.__args__), unique=True),
        "unsaid": st.lists(st.sampled_from(["Prix", "Clients"]), unique=True),
        "unsure": st.lists(st.sampled_from(DECIDING), unique=True, max_size=3),
        **dict.fromkeys(("hour_cost", "failure_cost", "hire_cost"), euros),
    }
).map(lambda answers: msgspec.convert(answers, Profile))


def texts(card: Card) -> Iterator[str]:
    """Give every text of a card but the cells of its tables, which may well repeat."""
    yield card.title
    yield from (text for text in (card.lead, *card.notes) if text)
    for fact in card.facts:
        yield fact.name
    if card.kind == "summary":
        yield from (text for fact in card.facts for text in fact.said)
    for item in card.items:
        yield from texts(item)


def cells(card: Card) -> Iterator[str]:
    for row in card.table.rows if card.table else ():
        yield from row


@given(profiles, st.sampled_from(["fr", "en"]), st.booleans())
@settings(max_examples=500)
def test_no_sentence_is_empty_or_said_twice(
    profile: Profile, language: str, gate_open: bool
) -> None:
    made = brief(profile, LIBRARY, gate_open=gate_open)
    for part in PARTS:
        card = part(made, WORDS[language])
        every = [*texts(card)]
        assert [text for text, times in Counter(every).items() if times > 1] == []
        shown = [*every, *cells(card)]
        assert all(text.strip() for text in shown)
        assert not [text for text in shown if re.search(r"[{}]|\bNone\b|\bnan\b|  |\.\.", text)]
        rows = card.table.rows if card.table else ()
        assert len({*rows}) == len(rows)


@given(profiles)
@settings(max_examples=40)
def test_there_is_always_something_to_do_and_never_too_much(profile: Profile) -> None:
    made = brief(profile, LIBRARY)
    assert 2 <= len(made.steps) <= 5
    assert len({*made.steps}) == len(made.steps)
    assert why_or_all_is_open(made)


def why_or_all_is_open(made: Brief) -> bool:
    decision = made.decision
    said_so = decision.vetoes or decision.reasons or decision.doubts
    return bool(said_so) or decision.outcome is Outcome.SEVERAL_VOICES


def test_the_page_is_the_same_at_every_run_and_asks_for_nothing() -> None:
    answers = changed(Answers(), BAKERY, date(2026, 11, 24))
    made = brief(BAKERY, LIBRARY)
    first, again = (page(made, answers, "Le Fournil", WORDS["fr"]) for _ in range(2))
    assert first == again
    assert "default-src 'none'" in unescape(first)
    assert not re.search(r"<script|<link|src=|url\(|https?:", first)


def test_what_a_firm_wrote_is_never_markup() -> None:
    hostile = msgspec.structs.replace(BAKERY, unsaid=("<img src=x onerror=alert(1)>",))
    made = brief(hostile, LIBRARY)
    printed = page(made, changed(Answers(), hostile, date(2026, 11, 24)), "<b>A</b>", WORDS["en"])
    assert "<img" not in printed
    assert "<b>A" not in printed


@pytest.mark.parametrize("house", HOUSES.values(), ids=HOUSES)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_each_page_says_its_outcome_and_that_it_is_no_legal_advice(house, language) -> None:
    words = WORDS[language]
    made = brief(house, LIBRARY)
    printed = page(made, changed(Answers(), house, date(2026, 11, 24)), "A", words)
    assert words.firm(f"outcome.{made.decision.outcome.key}.title") in printed
    assert words.firm("brief.disclaimer") in printed
    assert printed.count('<section class="sheet">') == 2
