"""The Slack export of a simulated firm, counted by hand against what is true of the firm."""

import re
from collections import Counter, defaultdict
from datetime import datetime
from itertools import combinations
from zoneinfo import ZoneInfo

import pytest

PARIS = ZoneInfo("Europe/Paris")


def when(message):
    return datetime.fromtimestamp(int(message["ts"].partition(".")[0]), PARIS)


def addressed(firm):
    """Who wrote to whom: answers in threads, and direct messages."""
    pairs = {room["id"]: room["members"] for room in firm.slack("dms.json")}
    for message in firm.messages:
        if message["room"] in pairs:
            (other,) = set(pairs[message["room"]]) - {message["user"]}
            yield message["user"], other
        elif "parent_user_id" in message:
            yield message["user"], message["parent_user_id"]


@pytest.fixture(scope="module")
def ties(firm):
    return {pair for pair, times in Counter(addressed(firm)).items() if times >= 2}


@pytest.fixture(scope="module")
def level(firm):
    users = {user["profile"].get("email"): user["id"] for user in firm.slack("users.json")}
    return {users[row["email"]]: int(row["level"]) for row in firm.table("people.csv")}


def edgewise(ties):
    return sum((other, one) in ties for one, other in ties) / len(ties)


def test_users_have_the_keys_of_a_real_export(firm):
    for user in firm.slack("users.json"):
        assert isinstance(user["id"], str)
        assert user["team_id"] == "T0SIMULATED"
        assert isinstance(user["deleted"], bool)
        assert isinstance(user["tz_offset"], int)
        assert "real_name" in user["profile"]


def test_everybody_on_the_chart_is_a_user_and_joins_by_address(firm):
    addresses = {user["profile"].get("email") for user in firm.slack("users.json")}
    assert {row["email"] for row in firm.table("people.csv")} == addresses - {None}
    assert len(firm.table("people.csv")) == firm.truth.headcount


def test_one_robot_is_among_the_users(firm):
    assert sum(user["is_bot"] for user in firm.slack("users.json")) == 1


def test_every_folder_is_a_listed_channel_or_a_listed_pair(firm):
    channels = {channel["name"] for channel in firm.slack("channels.json")}
    pairs = {room["id"] for room in firm.slack("dms.json")}
    assert {room for room, _ in firm.days} <= channels | pairs


def test_whoever_writes_in_a_channel_is_a_member(firm):
    members = {room["name"]: set(room["members"]) for room in firm.slack("channels.json")}
    outsiders = [m for m in firm.messages if m["user"] not in members.get(m["room"], {m["user"]})]
    assert outsiders == []


def test_a_moment_is_written_as_slack_writes_it_and_is_unique_in_its_room(firm):
    moments = defaultdict(list)
    for (room, _), messages in firm.days.items():
        moments[room] += [message["ts"] for message in messages]
    for stamps in moments.values():
        assert all(re.fullmatch(r"\d{10}\.\d{6}", stamp) for stamp in stamps)
        assert len(set(stamps)) == len(stamps)
        assert stamps == sorted(stamps)


def test_a_message_lies_in_the_file_of_its_local_day(firm):
    for (_, day), messages in firm.days.items():
        assert {when(message).date().isoformat() for message in messages} == {day}


def test_people_wrote_exactly_as_many_messages_as_was_decided(firm):
    assert len(firm.messages) == firm.truth.inside.messages


def test_robots_have_no_user_and_joins_have_a_subtype(firm):
    lines = [message for messages in firm.days.values() for message in messages]
    bots = [line for line in lines if line.get("subtype") == "bot_message"]
    joins = [line for line in lines if line.get("subtype") == "channel_join"]
    assert bots
    assert all("user" not in bot and bot["bot_id"] for bot in bots)
    assert joins
    assert all(join["text"] == f"<@{join['user']}> a rejoint le canal" for join in joins)


def test_an_answer_in_a_thread_has_a_real_parent_that_came_before(firm):
    written = {(m["room"], m["ts"]): m for m in firm.messages}
    answers = [m for m in firm.messages if "parent_user_id" in m]
    assert len(answers) > 3000
    for answer in answers:
        parent = written[answer["room"], answer["thread_ts"]]
        assert parent["user"] == answer["parent_user_id"] != answer["user"]
        assert parent["ts"] < answer["ts"]
        assert {"user": answer["user"], "ts": answer["ts"]} in parent["replies"]


def test_the_first_message_of_a_thread_tells_its_answers(firm):
    told = [m for m in firm.messages if "replies" in m]
    answers = sum("parent_user_id" in m for m in firm.messages)
    assert sum(m["reply_count"] for m in told) == answers
    for parent in told:
        assert parent["thread_ts"] == parent["ts"]
        assert parent["reply_count"] == len(parent["replies"])
        assert parent["latest_reply"] == parent["replies"][-1]["ts"]
        assert set(parent["reply_users"]) == {reply["user"] for reply in parent["replies"]}


def test_some_answers_land_in_the_file_of_another_day(firm):
    later = [
        m
        for m in firm.messages
        if "parent_user_id" in m and when(m).date() != when({"ts": m["thread_ts"]}).date()
    ]
    assert len(later) > 100


def test_messages_are_edited_marked_and_carry_files_now_and_then(firm):
    inside, total = firm.truth.inside, len(firm.messages)
    for key, share in (
        ("edited", inside.edits),
        ("reactions", inside.reactions),
        ("files", inside.files),
    ):
        found = sum(key in message for message in firm.messages) / total
        assert found == pytest.approx(share, abs=3 * (share / total) ** 0.5)
    reaction = next(m for m in firm.messages if "reactions" in m)["reactions"][0]
    assert reaction["count"] == len(reaction["users"])


def test_a_mention_names_a_user(firm):
    users = {user["id"] for user in firm.slack("users.json")}
    named = [re.match(r"<@(U\w+)> ", m["text"]) for m in firm.messages]
    found = [match[1] for match in named if match]
    assert len(found) > 500
    assert set(found) <= users


def test_ties_are_returned_as_often_as_was_decided(firm, ties):
    assert len(ties) > 150
    assert edgewise(ties) == pytest.approx(firm.truth.inside.reciprocity, abs=0.01)


def test_ties_towards_a_higher_level_are_returned_less(firm, ties, level):
    upward = [(one, other) for one, other in ties if level[other] > level[one]]
    returned = sum((other, one) in ties for one, other in upward) / len(upward)
    assert len(upward) > 20
    assert returned == pytest.approx(firm.truth.inside.upward_reciprocity, abs=0.03)


def test_nobody_is_addressed_only_once(firm):
    assert min(Counter(addressed(firm)).values()) == 2


def test_a_silo_keeps_to_itself(firm, ties):
    team = {person.slack_id: person.team for person in firm.simulation.people}
    crossing = {(team[one], team[other]) for one, other in ties if team[one] != team[other]}
    assert {"Fournil", "Vente"} in [set(pair) for pair in crossing]
    assert all("Livraison" not in pair for pair in crossing)


def test_the_silent_are_as_many_as_was_decided(firm):
    active = {message["user"] for message in firm.messages}
    silent = firm.truth.headcount - len(active)
    assert silent == round(firm.truth.inside.silent * firm.truth.headcount)


def test_a_few_write_much_and_most_write_little(firm):
    counts = sorted(Counter(message["user"] for message in firm.messages).values())
    tenth = len(counts) // 10
    assert sum(counts[-tenth:]) / sum(counts) > 0.3
    differences = sum(b - a for a, b in combinations(counts, 2))
    gini = differences / (len(counts) * sum(counts))
    assert gini == pytest.approx(0.604, abs=0.12)  # 2 Phi(1.2 / sqrt(2)) - 1: Aitchison, Brown


def test_people_write_in_working_hours(firm):
    moments = [when(message) for message in firm.messages]
    in_hours = sum(m.weekday() < 5 and 8 <= m.hour < 18 for m in moments) / len(moments)
    assert 0.85 < in_hours < 0.99
    lunch = sum(m.hour == 12 for m in moments)
    assert lunch < 0.7 * sum(m.hour == 10 for m in moments)


def test_august_is_quieter_than_october(firm):
    months = Counter(when(message).month for message in firm.messages)
    assert months[8] < 0.7 * months[10]
