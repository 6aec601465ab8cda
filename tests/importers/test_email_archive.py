"""Mail becomes messages, and who wrote to whom; what outsiders write ties nobody."""

from pathlib import Path

import pytest
from mails import box, mail, only, ties

from toolkit.importers.email_archive.subjects import subject
from toolkit.reading import Told

# who writes to whom


def test_a_mail_ties_its_author_to_each_insider_it_is_sent_to(tmp_path: Path) -> None:
    reading = box(
        tmp_path,
        mail(To="bob@maison.example, Dora <dora@client.example>", Cc="clo@paris.maison.example"),
    )
    ana, bob, clo = (f"email:{who}" for who in ("ana@maison.example", "bob@maison.example",
                                                "clo@paris.maison.example"))  # fmt: skip
    assert ties(reading) == {(ana, bob), (ana, clo)}
    assert {row["weight"] for row in reading.rows("interactions")} == {0.5}
    assert {row["account_id"] for row in reading.rows("accounts")} == {ana, bob, clo}
    assert {row["channel_kind"] for row in reading.rows("interactions")} == {"email"}


def test_what_an_outsider_writes_is_kept_and_ties_nobody(tmp_path: Path) -> None:
    reading = box(tmp_path, mail(From="Dora <dora@client.example>"))
    assert only(reading)["author_kind"] == "public"
    assert not reading.rows("interactions")
    assert reading.by("accounts", "account_id")["email:dora@client.example"]["kind"] == "public"
    assert {row["person_id"] for row in reading.rows("people")} == {"email:bob@maison.example"}


def test_a_domain_that_only_ends_alike_is_another(tmp_path: Path) -> None:
    reading = box(tmp_path, mail(From="x@autremaison.example"))
    assert only(reading)["author_kind"] == "public"


def test_without_own_domains_everybody_is_in_and_it_is_said_once(tmp_path: Path) -> None:
    reading = box(tmp_path, mail(From="dora@client.example"), mail(), told=Told())
    assert {row["author_kind"] for row in reading.rows("messages")} == {"org_person"}
    assert [one.kind for one in reading.noted] == [
        "no own domain is set: everybody counts as one of the organisation"
    ]


@pytest.mark.parametrize("address", ["contact", "rh", "info", "compta", "vertrieb", "ventas"])
def test_a_desk_is_written_to_but_is_nobody(address: str, tmp_path: Path) -> None:
    reading = box(tmp_path, mail(To=f"{address}@maison.example"))
    assert ("email:ana@maison.example", f"email:{address}@maison.example") in ties(reading)
    accounts = reading.by("accounts", "account_id")
    assert accounts[f"email:{address}@maison.example"]["kind"] == "unknown"
    assert {row["person_id"] for row in reading.rows("people")} == {"email:ana@maison.example"}


@pytest.mark.parametrize(
    "address",
    ["noreply", "no-reply", "ne_pas_repondre", "MAILER-DAEMON", "jira-noreply", "do.not.reply"],
)
def test_nobody_writes_to_a_programme_and_it_writes_to_nobody(address: str, tmp_path: Path) -> None:
    told = mail(To=f"bob@maison.example, {address}@maison.example")
    reading = box(tmp_path, told, mail(From=f"{address}@maison.example", Message_ID="<2@x>"))
    assert ties(reading) == {("email:ana@maison.example", "email:bob@maison.example")}
    kinds = {row["message_id"]: row["author_kind"] for row in reading.rows("messages")}
    assert kinds == {"email:1@maison.example": "org_person", "email:2@x": "bot"}


@pytest.mark.parametrize(
    "fields",
    [
        {"Auto_Submitted": "auto-replied"},
        {"Precedence": "bulk"},
        {"Precedence": "auto_reply"},
        {"X_Auto_Response_Suppress": "All"},
        {"Subject": "Réponse automatique : Budget"},
        {"Subject": "=?utf-8?q?Out_of_Office=3A?= Budget"},
        {"Content_Type": "multipart/report; boundary=x"},
        {"List_Unsubscribe": "<https://x.example>"},
    ],
)
def test_what_a_programme_sends_by_itself_is_nobodys_word(
    fields: dict[str, str], tmp_path: Path
) -> None:
    reading = box(tmp_path, mail(**fields))
    assert only(reading)["author_kind"] == "bot"
    assert not reading.rows("interactions")


def test_what_people_send_through_an_old_list_is_their_word(tmp_path: Path) -> None:
    fields = {"Precedence": "bulk", "List_Id": "<equipe.maison.example>"}
    reading = box(tmp_path, mail(X_BeenThere="equipe@maison.example", **fields))
    assert only(reading)["author_kind"] == "org_person"


def test_the_settings_say_who_is_a_programme(tmp_path: Path) -> None:
    told = Told(own_domains=("maison.example",), accounts={"bob@maison.example": "bot"})
    reading = box(tmp_path, mail(), told=told)
    assert reading.by("accounts", "account_id")["email:bob@maison.example"]["kind"] == "bot"
    assert ties(reading) == {("email:ana@maison.example", None)}


def test_a_note_to_oneself_speaks_to_nobody_else(tmp_path: Path) -> None:
    assert ties(box(tmp_path, mail(To="ana@maison.example"))) == {
        ("email:ana@maison.example", None)
    }


# lists


@pytest.mark.parametrize(
    "fields",
    [
        {"List_Id": "Equipe <equipe.listes.maison.example>"},
        {"List_Post": "<mailto:equipe@listes.maison.example>"},
        {"X_BeenThere": "equipe@listes.maison.example"},
        {"Mailing_List": "list equipe@listes.maison.example; contact x@y.example"},
        {"To": "equipe@listes.maison.example"},
    ],
)
def test_a_list_is_a_room_where_one_speaks_to_all(fields: dict[str, str], tmp_path: Path) -> None:
    reading = box(tmp_path, mail(**fields))
    assert only(reading)["channel_id"] == "email:list:equipe.listes.maison.example"
    (room,) = reading.rows("channels")
    assert room["kind"] == "open"
    assert ties(reading) == {("email:ana@maison.example", None)}
    assert {row["person_id"] for row in reading.rows("people")} == {"email:ana@maison.example"}


@pytest.mark.parametrize(
    "fields",
    [
        {"X_Original_From": "Ana Lefèvre <ana@maison.example>"},
        {"Reply_To": "ana@maison.example"},
        {"Reply_To": "equipe@listes.maison.example", "X_Original_Sender": "ana@maison.example"},
    ],
)
def test_who_writes_by_way_of_a_list_is_found_behind_it(
    fields: dict[str, str], tmp_path: Path
) -> None:
    by_list = "\"'Ana Lefèvre' via Equipe\" <equipe@listes.maison.example>"
    reading = box(tmp_path, mail(From=by_list, List_Id="<equipe.listes.maison.example>", **fields))
    assert only(reading)["account_id"] == "email:ana@maison.example"
    (account,) = reading.rows("accounts")
    assert account["name"] == "Ana Lefèvre"


# conversations


def test_an_answer_knows_what_it_answers_and_where_it_began(tmp_path: Path) -> None:
    reading = box(
        tmp_path, mail(In_Reply_To="<p@x>", References="<r@x>\n <q@x>\n\t<p@x>", Subject="Re: a")
    )
    row = only(reading)
    assert (row["parent_id"], row["root_id"], row["kind"]) == ("email:p@x", "email:r@x", "reply")
    (tie,) = reading.rows("interactions")
    assert tie["reply_to"] == "email:p@x"


@pytest.mark.parametrize(
    ("fields", "parent"),
    [
        ({"References": "<r@x> <p@x>"}, "email:p@x"),
        ({"References": "r@x p@x"}, "email:p@x"),
        ({"In_Reply_To": "p@x"}, "email:p@x"),
        ({"In_Reply_To": "Your message of Mon, 8 Jan <p@x>"}, "email:p@x"),
        ({"In_Reply_To": "Votre message d'hier", "References": "<p@x>"}, "email:p@x"),
        ({"In_Reply_To": "<1@maison.example>"}, None),
        ({"In_Reply_To": "", "References": "<>"}, None),
    ],
)
def test_a_parent_is_found_however_it_is_named(
    fields: dict[str, str], parent: str | None, tmp_path: Path
) -> None:
    assert only(box(tmp_path, mail(**fields)))["parent_id"] == parent


@pytest.mark.parametrize(
    "prefix",
    ["Re: ", "RE : ", "Re:", "re[2]: ", "Re(3): ", "AW: ", "SV: ", "Antw: ", "Rép : ", "Réf : ",
     "RES: ", "Odp: ", "R: ", "Re: Re: ", "AW: WG: ", "[equipe] Re: ", "Re: [equipe] ",
     "回复\uff1a", "RE\xa0: "],
)  # fmt: skip
def test_an_answer_is_known_by_its_subject_in_any_language(prefix: str) -> None:
    found = subject(f"{prefix}Le  budget")
    assert found.answer
    assert found.topic == subject("Le  budget").topic


@pytest.mark.parametrize("prefix", ["TR: ", "Fwd: ", "FW: ", "WG: ", "RV: ", "TR : Re: ", "VS: "])
def test_what_is_passed_on_is_no_answer_and_has_the_same_topic(prefix: str) -> None:
    found = subject(f"{prefix}Budget")
    assert not found.answer
    assert found.topic == subject("Budget").topic


@pytest.mark.parametrize("title", ["Budget : la suite", "Retour: avis", "[#12] Budget", "Re"])
def test_other_words_before_a_colon_are_part_of_the_subject(title: str) -> None:
    found = subject(title)
    assert not found.answer
    assert found.topic != subject(title.rpartition(" ")[2]).topic or " " not in title


def test_a_mail_passed_on_refers_to_its_conversation_but_answers_nothing(tmp_path: Path) -> None:
    row = only(box(tmp_path, mail(Subject="TR: Budget", References="<r@x> <p@x>")))
    assert (row["kind"], row["parent_id"], row["root_id"]) == ("post", None, "email:r@x")


def test_a_mail_without_a_subject_has_no_topic(tmp_path: Path) -> None:
    assert only(box(tmp_path, mail(Subject=None)))["topic"] is None


# identifiers


@pytest.mark.parametrize("written", ["<1@x>", "1@x", " <1@x> (ajouté)", "< 1@x >"])
def test_an_identifier_is_the_same_however_it_is_written(written: str, tmp_path: Path) -> None:
    assert only(box(tmp_path, mail(Message_ID=written)))["message_id"] == "email:1@x"


def test_what_two_exports_share_is_the_same_twice(tmp_path: Path) -> None:
    shared = [mail(Message_ID=None, text=f"{n}") for n in "ab"] + [mail()]
    first = box(tmp_path / "1", *shared, mail(Message_ID="<3@x>"))
    second = box(tmp_path / "2", mail(Message_ID="<4@x>"), *shared[::-1])
    ids = [{row["message_id"] for row in one.rows("messages")} for one in (first, second)]
    assert len(ids[0] & ids[1]) == 3


def test_equal_mails_without_identifier_are_told_apart(tmp_path: Path) -> None:
    reading = box(tmp_path, mail(Message_ID=None), mail(Message_ID=None))
    assert len({row["message_id"] for row in reading.rows("messages")}) == 2
