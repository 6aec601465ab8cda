"""Who answers whom: the edge rules, told as conversations."""

from typing import Any

from tests.talk import Tables, table, talk
from toolkit.conversations import exchange
from toolkit.conversations.frames import collect


def opened(company: Tables, **settings: Any) -> dict[str, float | None]:
    """Return each opener and the hours until its first answer."""
    found = collect(exchange.openers(exchange.external(company["messages"]), **settings))
    return {
        row["message_id"]: row["reply_us"] and (row["reply_us"] - row["t_us"]) / 3.6e9
        for row in found.sort("message_id").iter_rows(named=True)
    }


def test_a_day_of_silence_makes_the_next_message_an_opener() -> None:
    company = talk("""
        q1 public:ana d1 09:00
        q2 public:ana d1 20:00
        q3 public:ana d2 20:00
        q4 public:cem d1 10:00
    """)
    assert opened(company) == {"q1": None, "q3": None, "q4": None}


def test_the_organisation_breaks_the_silence_too() -> None:
    company = talk("""
        q1 public:ana d1 09:00
        a1 brand:acme d2 08:00 > q1 @ana
        q2 public:ana d2 20:00
    """)
    assert opened(company) == {"q1": 23}


def test_a_conversation_begun_by_the_organisation_has_no_opener() -> None:
    company = talk("""
        p1 brand:acme d1 09:00 @ana
        q1 public:ana d1 10:00 > p1
    """)
    assert opened(company) == {}


def test_how_long_silence_lasts_is_a_setting() -> None:
    company = talk("""
        q1 public:ana d1 09:00
        q2 public:ana d1 20:00
    """)
    assert opened(company, quiet_hours=8) == {"q1": None, "q2": None}


def test_an_answer_to_any_message_of_the_conversation_answers_it() -> None:
    company = talk("""
        q1 public:ana d1 09:00
        q2 public:ana d1 10:00
        a1 person:bob d1 11:00 > q2
        a2 brand:acme d1 12:00 > q1
    """)
    assert opened(company) == {"q1": 2}


def test_a_late_answer_belongs_to_the_conversation_it_answers() -> None:
    company = talk("""
        q1 public:ana d1 09:00
        q2 public:ana d3 09:00
        a1 brand:acme d4 09:00 > q1
    """)
    assert opened(company) == {"q1": 72, "q2": None}


def test_a_robot_a_paid_post_and_a_reshare_answer_nobody() -> None:
    company = talk("""
        q1 public:ana d1 09:00
        a1 robot:rob d1 09:01 > q1
        a2 brand:acme d1 09:02 > q1 paid
        a3 brand:acme d1 09:03 > q1 reshare
    """)
    assert opened(company) == {"q1": None}


def test_the_same_words_within_a_minute_six_times_are_a_machine() -> None:
    lines = [f"q{i} public:ana{i} d1 1{i}:00" for i in range(6)]
    lines += [f'a{i} brand:acme d1 1{i}:00 > q{i} "We will come back to you"' for i in range(6)]
    lines += ['b0 brand:acme d1 20:00 > q0 "We will come back to you"']
    assert opened(talk("\n".join(lines))) == {"q0": 10, **{f"q{i}": None for i in range(1, 6)}}


def test_the_same_words_five_times_are_a_habit() -> None:
    lines = [f"q{i} public:ana{i} d1 1{i}:00" for i in range(5)]
    lines += [f'a{i} brand:acme d1 1{i}:00 > q{i} "Hello"' for i in range(5)]
    assert opened(talk("\n".join(lines))) == {f"q{i}": 0 for i in range(5)}


def test_an_answer_in_the_minute_of_the_question_leaves_it_a_question() -> None:
    company = talk("""
        q1 public:ana d1 09:00
        a1 brand:acme d1 09:00 > q1
    """)
    assert opened(company) == {"q1": 0}


def test_an_answer_without_parent_goes_to_the_last_message_of_its_thread() -> None:
    company = talk("""
        q1 public:ana d1 09:00 #t
        q2 public:cem d1 10:00 #t
        a1 brand:acme d1 11:00 #t reply
        q3 public:eva d1 12:00 #t
    """)
    assert opened(company) == {"q1": None, "q2": 1, "q3": None}


def test_an_answer_to_somebody_goes_to_their_last_message_of_the_thread() -> None:
    company = talk("""
        q1 public:ana d1 09:00 #t
        q2 public:cem d1 10:00 #t
        a1 brand:acme d1 11:00 > lost #t @ana
    """)
    assert opened(company) == {"q1": 2, "q2": None}


def test_a_reply_to_oneself_in_the_same_thread_answers_nobody() -> None:
    company = talk("""
        p1 brand:acme d1 08:00 #t
        q1 public:ana d1 09:00 > p1 #t
        p2 brand:acme d1 10:00 > p1 #t
    """)
    assert opened(company) == {"q1": None}


def test_private_messages_outside_any_thread_answer_each_other() -> None:
    company = talk("""
        q1 public:ana d1 09:00 dm
        q2 public:cem d1 09:30 dm
        a1 brand:acme d1 10:00 dm @ana
        a2 brand:acme d1 10:30 dm
    """)
    assert opened(company) == {"q1": 1, "q2": None}


def test_reshares_and_system_lines_open_nothing() -> None:
    company = talk("""
        q1 public:ana d1 09:00 reshare
        q2 public:cem d1 09:00 system
    """)
    assert opened(company) == {}


def test_internal_messages_are_not_said_outwardly() -> None:
    company = talk("p1 brand:acme d1 09:00")
    inside = company["messages"].to_dicts()[0] | {"message_id": "i1", "scope": "internal"}
    rows = table("messages", [*company["messages"].to_dicts(), inside])
    assert collect(exchange.external(rows))["message_id"].to_list() == ["p1"]


def test_an_unknown_account_is_ours_if_it_writes_for_us() -> None:
    company = talk("p1 brand:acme d1 09:00\nq1 public:ana d1 09:00")
    accounts = company["accounts"].with_columns(kind=None).cast({"kind": str})
    outward = exchange.external(company["messages"])
    found = collect(exchange.own_accounts(outward, accounts))
    assert found["account_id"].to_list() == ["acme"]


def test_the_same_words_after_an_hour_are_a_form_letter_not_a_machine() -> None:
    lines = [f"q{i} public:ana{i} d1 1{i}:00" for i in range(7)]
    lines += [f'a{i} brand:acme d1 1{i}:02 > q{i} "Hello"' for i in range(7)]
    assert None not in opened(talk("\n".join(lines))).values()


def test_an_answer_that_names_nobody_breaks_the_silence_of_whom_it_answers() -> None:
    company = talk("""
        q1 public:ana d1 09:00
        a1 brand:acme d2 08:00 > q1
        q2 public:ana d2 20:00
    """)
    assert opened(company) == {"q1": 23}


def test_what_nobody_says_was_paid_for_was_not() -> None:
    company = talk("p1 brand:acme d1 09:00")
    rows = company["messages"].with_columns(is_paid=None)
    assert len(collect(exchange.outbound(exchange.external(rows)))) == 1
