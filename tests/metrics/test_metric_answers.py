"""M2, told as conversations."""

from tests.talk import ask, talk
from toolkit.metrics.answers import answers

ASKED = "q1 public:ana d1 09:00 @acme\nq2 public:cem d1 09:00 @acme"
ANSWERED = "a1 brand:acme d1 09:30 > q1"


def test_ten_openers_four_answered_two_too_recent() -> None:
    asked = "\n".join(f"q{i} public:ana{i} d1 0{i}:00" for i in range(8))
    replied = "\n".join(f"a{i} brand:acme d1 1{i}:00 > q{i}" for i in range(4))
    recent = "q8 public:ana8 d9 12:00\nq9 public:ana9 d9 13:00"
    found = ask(answers, talk(f"{asked}\n{replied}\n{recent}\nuntil d10 inbound=yes"))
    one_day = found["answered_24h"]
    assert (one_day.value, one_day.n) == (4 / 8, 8)
    assert one_day.evidence == ("q4", "q5", "q6", "q7")
    assert (found["answered_1h"].value, found["answered_1h"].n) == (0, 10)


def test_half_an_hour_is_within_the_hour() -> None:
    found = ask(answers, talk(f"{ASKED}\n{ANSWERED}\nuntil d10"))
    assert [measure.value for measure in found.values()] == [0.5] * 4


def test_an_answer_counts_from_its_horizon_on() -> None:
    found = ask(answers, talk(f"{ASKED}\na1 brand:acme d3 09:00 > q1\nuntil d10"))
    assert [measure.value for measure in found.values()] == [0, 0, 0.5, 0.5]


def test_without_inbound_messages_nothing_is_known() -> None:
    found = ask(answers, talk("p1 brand:acme d1 09:00"))
    assert {measure.reason for measure in found.values()} == {"no_inbound"}


def test_an_export_that_lacks_inbound_messages_says_so_whatever_strays_into_it() -> None:
    found = ask(answers, talk(f"{ASKED}\n{ANSWERED}\nuntil d10 inbound=no"))
    assert {measure.reason for measure in found.values()} == {"no_inbound"}


def test_a_blind_account_does_not_blind_the_others() -> None:
    company = talk(f"""
        {ASKED}
        {ANSWERED}
        q3 public:eva d1 09:00 @shop
        p1 brand:shop d1 12:00
        until d10 account=acme inbound=yes
        until d10 account=shop inbound=no
    """)
    assert ask(answers, company)["answered_24h"].n == 2


def test_messages_that_open_nothing_are_no_zero() -> None:
    company = talk("p1 brand:acme d1 09:00 @ana\nq1 public:ana d1 10:00 > p1")
    found = ask(answers, company)
    assert {measure.reason for measure in found.values()} == {"no_opener"}


def test_nobody_answering_is_zero() -> None:
    found = ask(answers, talk(f"{ASKED}\np1 brand:acme d2 09:00\nuntil d10 inbound=yes"))
    assert [measure.value for measure in found.values()] == [0, 0, 0, 0]


def test_no_answer_in_an_export_without_answers_is_no_zero() -> None:
    company = talk(f"""
        {ASKED}
        until d10 account=acme inbound=yes replies=no
    """)
    assert {measure.reason for measure in ask(answers, company).values()} == {"no_outbound"}


def test_a_horizon_longer_than_the_watch_is_not_reached() -> None:
    found = ask(answers, talk(f"{ASKED}\n{ANSWERED}\nuntil d3"))
    assert found["answered_24h"].value == 0.5
    assert found["answered_72h"].reason == "not_reached"


def test_without_a_window_the_watch_ends_with_the_last_message() -> None:
    found = ask(answers, talk(f"{ASKED}\n{ANSWERED}\np1 brand:acme d2 12:00"))
    assert found["answered_24h"].n == 2
    assert found["answered_72h"].reason == "not_reached"


def test_an_answer_after_the_end_of_the_watch_is_not_seen() -> None:
    found = ask(answers, talk(f"{ASKED}\na1 brand:acme d6 09:00 > q1\nuntil d3"))
    assert found["answered_24h"].value == 0


def test_a_month_counts_its_openers_and_looks_beyond_its_end() -> None:
    company = talk("""
        q1 public:ana d26 09:00
        q2 public:cem d27 23:00
        a2 brand:acme d28 01:00 > q2
        q3 public:eva d28 09:00
        until d40 inbound=yes
    """)
    january = ask(answers, company, months=(202601, 202601))["answered_24h"]
    assert (january.value, january.n) == (0.5, 2)
    assert ask(answers, company, months=(202603, 202603))["answered_24h"].reason == "no_opener"


def test_an_answer_on_the_hour_is_within_the_hour() -> None:
    found = ask(answers, talk(f"{ASKED}\na1 brand:acme d1 10:00 > q1\nuntil d10"))
    assert found["answered_1h"].value == 0.5


def test_messages_to_nobody_in_particular_are_not_seen_by_blind_accounts_alone() -> None:
    company = talk("q1 public:ana d1 09:00\np1 brand:acme d1 12:00\nuntil d10 inbound=no")
    assert ask(answers, company)["answered_24h"].reason == "no_inbound"
