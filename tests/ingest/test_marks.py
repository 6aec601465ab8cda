from collections import Counter
from collections.abc import Sequence

import emoji
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.ingest.incoming import empty
from toolkit.ingest.marks import SIGNS, marks
from toolkit.model import MARKS


def found(text: str, kind: str, own: Sequence[str] = ()) -> dict[str, int]:
    """The marks of one kind in one text, and how often each is there."""
    return {mark: times for mark, times, _ in rows(text, kind, own)}


def rows(text: str, kind: str, own: Sequence[str] = ()) -> list[tuple[str, int, bool | None]]:
    messages = pl.DataFrame(
        {
            "t_us": [0],
            "message_id": ["m"],
            "scope": ["external"],
            "text": [text],
            "source_file": ["f"],
            "importer": ["x@1"],
        }
    )
    made = marks(messages, own, empty(MARKS)).filter(pl.col("kind") == kind)
    return made.select("mark", "times", "is_own").rows()


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("#FF à tous", {"ff": 1}),
        ("#Été2026 #été2026", {"été2026": 2}),
        ("(#vrai) «#Aussi»", {"vrai": 1, "aussi": 1}),
        ("le numéro #1 de C#, a#b", {}),
        ("https://acme.fr/page#contact", {}),
        ("R&#39;D", {}),
        ("\uff03東京", {"東京": 1}),
        ("#️⃣", {}),
    ],
)
def test_a_tag_starts_a_word_and_holds_a_letter(text: str, tags: dict[str, int]) -> None:
    assert found(text, "hashtag") == tags


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Merci @Bob_2 !", {"bob_2": 1}),
        (".@bob, voir @bob", {"bob": 2}),
        ("écrire à bob@acme.fr", {}),
        ("@anna@mastodon.social", {"anna@mastodon.social": 1}),
        ("https://t.co/@bob", {}),
    ],
)
def test_a_name_is_not_an_address(text: str, names: dict[str, int]) -> None:
    assert found(text, "mention") == names


@pytest.mark.parametrize(
    ("text", "hosts"),
    [
        ("https://www.Acme.fr/offre?x=1 http://acme.fr:8080", {"acme.fr": 2}),
        ("voir www.exemple.fr.", {"exemple.fr": 1}),
        ("https://t.co/AbC123", {"t.co": 1}),
        ("(https://acme.fr)", {"acme.fr": 1}),
        ("https://user@evil.example/acme.fr", {"evil.example": 1}),
        ("acme.fr sans lien", {}),
    ],
)
def test_of_a_link_only_its_host_is_kept(text: str, hosts: dict[str, int]) -> None:
    assert found(text, "link") == hosts


def test_a_link_home_is_the_organisations_own() -> None:
    text = "https://shop.acme.fr https://acme.fr https://notacme.fr https://t.co/1"
    assert {mark: own for mark, _, own in rows(text, "link", ["www.acme.fr"])} == {
        "acme.fr": True,
        "shop.acme.fr": True,
        "notacme.fr": False,
        "t.co": None,
    }


def test_without_a_known_domain_nobody_knows_whose_a_link_is() -> None:
    assert rows("https://acme.fr", "link") == [("acme.fr", 1, None)]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("👍🏽", 1),
        ("👨‍👩‍👧‍👦", 1),
        ("🇫🇷🇬🇧", 2),
        ("1️⃣", 1),
        ("🏴󠁧󠁢󠁥󠁮󠁧󠁿", 1),
        ("🏳️‍🌈", 1),
        ("🎉🎉", 2),
        ("❤️ ❤", 2),
        ("1 # *", 0),
        ("Acme® 2026™", 0),
    ],
)
def test_an_emoji_is_what_a_reader_sees_as_one(text: str, count: int) -> None:
    assert sum(found(text, "emoji").values()) == count


def test_a_coloured_heart_is_the_same_heart() -> None:
    assert found("❤️ ❤", "emoji") == {"❤": 2}


# The judge knows newer sequences by name; components alone (a skin tone, a letter) are no message.
KNOWN = sorted(
    text
    for text, known in emoji.EMOJI_DATA.items()
    if known["status"] != emoji.STATUS["component"] and text not in SIGNS
)


def test_every_emoji_of_the_judge_counts_once() -> None:

    every = pl.DataFrame({"text": KNOWN}).with_columns(
        t_us=pl.int_range(pl.len()),
        message_id=pl.int_range(pl.len()).cast(pl.String),
        scope=pl.lit("external"),
        source_file=pl.lit("f"),
        importer=pl.lit("x@1"),
    )
    counted = marks(every, (), empty(MARKS)).filter(pl.col("kind") == "emoji")
    totals = dict(counted.group_by("message_id").agg(pl.col("times").sum()).rows())
    wrong = [text for at, text in enumerate(KNOWN) if totals.get(str(at)) != 1]
    assert wrong == []


@given(
    st.lists(st.sampled_from(KNOWN) | st.sampled_from(["Bravo", "3", "le 14 juillet"]), max_size=9)
)
def test_emojis_in_a_sentence_are_counted_as_the_judge_counts(words: list[str]) -> None:
    text = " ".join(words)
    judged = Counter(one["emoji"].replace("\ufe0f", "") for one in emoji.emoji_list(text))
    assert found(text, "emoji") == dict(judged)


def test_words_inside_the_house_carry_no_marks(exports, message) -> None:  # type: ignore[no-untyped-def]
    exports.take_in({"room.txt": [message("m1", scope="internal", text="#FF 🎉")]})
    assert not (exports.client.tables / "marks.parquet").exists()


def test_marks_that_the_client_lists_win(exports, message) -> None:  # type: ignore[no-untyped-def]
    told = {"table": "marks", "message_id": "m1", "kind": "hashtag", "mark": "ff", "times": "7"}
    exports.take_in({"square.txt": [message("m1", text="#FF 🎉")], "agreed.txt": [told]})
    assert exports.column("marks", "mark", "times") == {"ff": 7, "🎉": 1}


def test_where_a_short_link_leads_is_kept_instead_of_it(exports, message) -> None:  # type: ignore[no-untyped-def]
    exports.settings["own_domains"] = ("acme.fr",)
    led = {"table": "marks", "message_id": "m1", "kind": "link", "mark": "acme.fr", "times": 1}
    texts = [message("m1", text="https://t.co/1"), message("m2", text="https://t.co/2")]
    exports.take_in({"square.txt": [*texts, led]})
    assert exports.column("marks", "mark", "is_own") == {"acme.fr": True, "t.co": None}
