"""The consultant says who is who: each answer is saved at once and holds at the next import."""

import csv
import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import ipywidgets
import nbformat
import pytest
from nbclient import NotebookClient

import toolkit
from toolkit import ingest, pipeline, store
from toolkit.cards import html, plain
from toolkit.desk.identities import Identities
from toolkit.desk.identities_session import shown
from toolkit.ingest.identities import read_decisions
from toolkit.wording import Words

NOTEBOOK = Path(__file__).parents[2] / "notebooks" / "1b_identities.ipynb"
HEAD = ("account_id", "platform", "kind", "name", "handle")
PEOPLE = ("Anne Dupont", "Bob Martin", "Zoé Petit", "Éric Roux", "Léa Blanc", "Hugo Morin")
MORE = ("Inès Faure", "Noël Garnier", "Théo Lambert", "Chloé Mercier", "Karim Dubois", "Léo Bonnet")
HOSTILE = '<img src=x onerror="alert(1)"> $\\href{javascript:alert(1)}{x}$ \u202eRoy'

each_language = pytest.mark.parametrize("language", ["fr", "en"])


@pytest.fixture
def client(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> store.Client:
    """A client whose twelve people, and one who wishes us ill, write on two platforms."""
    made = pipeline.new_client(tmp_path, "acme", name="Acme", profile="sme", language="fr")
    rows = []
    for number, name in enumerate((*PEOPLE, *MORE, f"{HOSTILE} Roy")):
        first, _, last = name.rpartition(" ")
        rows.append((f"slack:{number}", "slack", "person", name, f"u{number}"))
        rows.append((f"teams:{number}", "teams", "person", f"{last}, {first}", ""))
    rows.append(("slack:bot", "slack", "bot", "Helper", "helper"))
    text = io.StringIO()
    csv.writer(text).writerows((HEAD, *rows))
    (made.exports / "accounts.csv").write_text(text.getvalue(), encoding="utf-8")
    monkeypatch.setenv("VIVEVOIX_ROOT", str(tmp_path))
    return made


@pytest.fixture
def desk(client: store.Client) -> Callable[..., Identities]:
    """Open the desk of that client in a language."""
    return lambda language="en": toolkit.identities(client.slug, language)


def inside(widget: Any) -> Iterator[Any]:
    """Yield a widget and all that it holds and shows."""
    yield widget
    for child in getattr(widget, "children", ()):
        if child.layout.display != "none":
            yield from inside(child)


def labels(widget: Any) -> list[str]:
    return [one.value for one in inside(widget) if isinstance(one, ipywidgets.Label)]


def buttons(widget: Any, name: str) -> list[Any]:
    every = (one for one in inside(widget) if isinstance(one, ipywidgets.Button))
    return [one for one in every if one.description == name]


def click(widget: Any, name: str, place: int = 0) -> None:
    buttons(widget, name)[place].click()


def holders(client: store.Client) -> dict[str, str | None]:
    accounts = ingest.read_table(client, "accounts").select("account_id", "person_id")
    return dict(accounts.collect().rows())


def test_a_page_asks_ten_questions_and_says_how_far_one_is(desk: Any) -> None:
    form = desk().review()
    assert len(buttons(form, "Same person")) == 10
    assert {"0 of 13", "page 1 of 2"} <= set(labels(form))
    click(form, "Next")
    assert len(buttons(form, "Same person")) == 3
    click(form, "Back")
    assert len(buttons(form, "Same person")) == 10


def test_yes_joins_two_accounts_at_the_next_import(desk: Any, client: store.Client) -> None:
    form = desk().review()
    assert "Anne Dupont · slack · u0 · slack:0" in labels(form)
    assert "Dupont, Anne · teams · teams:0" in labels(form)
    click(form, "Same person")
    (link,) = read_decisions(client).joined
    assert link.accounts == ("slack:0", "teams:0")
    assert link.note == "Anne Dupont / Dupont, Anne"
    assert "1 of 13" in labels(form)
    pipeline.take_in(client)
    held = holders(client)
    assert held["slack:0"] == held["teams:0"] == "slack:0"
    assert held["slack:1"] is None
    assert len(desk().session.asked) == 12


def test_no_is_kept_and_asked_no_more(desk: Any, client: store.Client) -> None:
    form = desk().review()
    click(form, "Two people")
    assert [link.accounts for link in read_decisions(client).refused] == [("slack:0", "teams:0")]
    pipeline.take_in(client)
    assert len(desk().session.asked) == 12


def test_changing_one_s_mind_leaves_one_answer(desk: Any, client: store.Client) -> None:
    form = desk().review()
    click(form, "Same person")
    click(form, "Two people")
    click(form, "Two people")
    decided = read_decisions(client)
    assert (len(decided.joined), len(decided.refused)) == (0, 1)
    assert "Two people" in labels(form)


def test_later_writes_nothing_and_comes_back_at_the_end(desk: Any, client: store.Client) -> None:
    form = desk().review()
    click(form, "Later")
    assert "To be seen later" in labels(form)
    assert not (client.folder / store.IDENTITIES).exists()
    for place in range(1, 10):
        click(form, "Same person", place)
    click(form, "Next")
    for place in range(3):
        click(form, "Two people", place)
    click(form, "Next")
    assert len(buttons(form, "Same person")) == 1
    assert {"12 of 13", "page 1 of 1"} <= set(labels(form))
    assert "Anne Dupont · slack · u0 · slack:0" in labels(form)


def test_nothing_moves_while_a_page_is_answered(desk: Any) -> None:
    form = desk().review()
    before = [text for text in labels(form) if "slack" in text]
    click(form, "Same person", 3)
    assert [text for text in labels(form) if "slack" in text] == before


def test_undo_takes_back_the_last_steps_one_by_one(desk: Any, client: store.Client) -> None:
    form = desk().review()
    click(form, "Same person")
    first = read_decisions(client)
    click(form, "Two people")
    click(form, "Undo")
    assert read_decisions(client) == first
    click(form, "Undo")
    assert read_decisions(client).named == frozenset()
    click(form, "Undo")
    assert "0 of 13" in labels(form)


def test_what_was_edited_by_hand_meanwhile_is_kept(desk: Any, client: store.Client) -> None:
    form = desk().review()
    click(form, "Same person")
    path = client.folder / store.IDENTITIES
    path.write_text(f'{path.read_text(encoding="utf-8")}\n[kinds]\n"slack:3" = "leader"\n', "utf-8")
    click(form, "Two people", 1)
    click(form, "Undo")
    decided = read_decisions(client)
    assert decided.kinds == {"slack:3": "leader"}
    assert len(decided.joined) == 1


def fields(form: Any) -> tuple[Any, ...]:
    return tuple(one for one in inside(form) if isinstance(one, ipywidgets.Combobox))


def test_two_accounts_are_joined_or_parted_by_hand(desk: Any, client: store.Client) -> None:
    form = desk().by_hand()
    one, other = fields(form)
    one.value = "martin"
    assert set(one.options) == {
        "Bob Martin · slack · u1 · slack:1",
        "Martin, Bob · teams · teams:1",
    }
    one.value, other.value = one.options[0], "teams:4"
    click(form, "Join")
    assert [link.accounts for link in read_decisions(client).joined] == [("slack:1", "teams:4")]
    pipeline.take_in(client)
    assert holders(client)["teams:4"] == "slack:1"
    click(form, "Part")
    decided = read_decisions(client)
    assert decided.joined == ()
    assert [link.accounts for link in decided.split] == [("slack:1", "teams:4")]
    pipeline.take_in(client)
    assert holders(client)["teams:4"] is None
    click(form, "Undo")
    assert len(read_decisions(client).joined) == 1


def test_a_field_that_means_no_account_decides_nothing(desk: Any, client: store.Client) -> None:
    form = desk().by_hand()
    one, other = fields(form)
    for values in (("", ""), ("nobody", "teams:1"), ("teams:1", "teams:1")):
        one.value, other.value = values
        click(form, "Join")
        assert "First" in labels(form)[-1] or "Choose" in labels(form)[-1]
    one.value = ""
    click(form, "Say so")
    click(form, "Undo")
    assert labels(form)[-1] == "Nothing to undo."
    assert not (client.folder / store.IDENTITIES).exists()


def test_an_account_is_said_to_be_the_brand(desk: Any, client: store.Client) -> None:
    form = desk().by_hand()
    fields(form)[0].value = "slack:2"
    (kinds,) = (one for one in inside(form) if isinstance(one, ipywidgets.Dropdown))
    kinds.value = "brand"
    click(form, "Say so")
    pipeline.take_in(client)
    accounts = ingest.read_table(client, "accounts").filter(account_id="slack:2").collect()
    assert accounts["kind"].to_list() == ["brand"]
    assert len(desk().session.asked) == 12


def test_nothing_that_an_export_says_is_shown_but_as_text(desk: Any) -> None:
    opened = desk()
    for form in (opened.review(), opened.by_hand()):
        kinds = {type(one) for one in inside(form)}
        assert not kinds & {ipywidgets.HTML, ipywidgets.HTMLMath, ipywidgets.Output}
        for label in labels(form):
            assert "$" not in label
            assert "\\" not in label
            assert "\u202e" not in label
    cards = (opened.cover(), opened.summary())
    assert "<img" not in "".join(map(html, cards))


@pytest.mark.parametrize(
    ("given", "text"),
    [
        ("Anne\n\tDupont", "Anne Dupont"),
        ("\u202eAnne\u200b\x07", "Anne"),
        ("$x$ \\(y\\)", "\uff04x\uff04 \uff3c(y\uff3c)"),
        ("a" * 99, "a" * 59 + "…"),
        ("", ""),
    ],
)
def test_names_are_shown_short_and_harmless(given: str, text: str) -> None:
    assert shown(given) == text


def test_accounts_that_look_alike_are_never_confused(desk: Any) -> None:
    session = desk().session
    assert len(session.lines) == len(session.faces)
    assert set(session.lines.values()) == set(session.faces)


def test_the_summary_says_which_decisions_do_not_fit(desk: Any, client: store.Client) -> None:
    (client.folder / store.IDENTITIES).write_text(
        '[[joined]]\naccounts = ["slack:0", "slack:bot"]\n[kinds]\n"slack:gone" = "bot"\n', "utf-8"
    )
    said = plain(desk().summary())
    assert "slack:gone" in said
    assert "slack:0 · slack:bot" in said
    assert "Still to be checked: 13" in said


@each_language
def test_whose_people_these_are_is_said_first_in_the_language(desk: Any, language: str) -> None:
    cover = desk(language).cover()
    assert cover.title == "Acme"
    assert Words(language).say("desk.identities.for_you") in cover.notes
    assert "{" not in plain(cover) + plain(desk(language).summary())
    assert labels(desk(language).review())


@pytest.mark.notebook
@each_language
def test_the_notebook_runs_to_its_end(client: store.Client, language: str) -> None:
    book = nbformat.read(NOTEBOOK, as_version=4)
    cells = [cell for cell in book.cells if cell.cell_type == "code"]
    cells[0].source = f'client = "acme"\nlanguage = "{language}"\nperiod = "all"'
    where = {"metadata": {"path": str(client.folder)}}
    NotebookClient(book, timeout=120, resources=where).execute()
    shown_forms = [cell.outputs[0]["data"] for cell in cells[2:]]
    widget = "application/vnd.jupyter.widget-view+json"
    assert [widget in one for one in shown_forms] == [False, True, True, False]
