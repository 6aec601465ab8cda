"""The X archives and tables of a simulated firm, counted by hand against what is true of it."""

import math
import re
from collections import Counter, defaultdict
from datetime import UTC, datetime, timedelta
from html import unescape
from itertools import pairwise
from statistics import mean, stdev
from zoneinfo import ZoneInfo

import pytest

from toolkit.simulate.phrases import phrases

PARIS = ZoneInfo("Europe/Paris")
DAY = timedelta(days=1)
DRIFT = datetime(2026, 1, 1, tzinfo=PARIS)
WORDS = phrases("fr")
RITUALS = {ritual.tag: ritual.weekday for ritual in WORDS.rituals}


def written_at(tweet):
    return datetime.strptime(tweet["created_at"], "%a %b %d %H:%M:%S %z %Y")


def received_at(row):
    return datetime.strptime(row["ts_utc"], "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)


def within(share, total, sigmas=4):
    """The share that was decided, give or take what chance allows."""
    return pytest.approx(share, abs=sigmas * math.sqrt(share * (1 - share) / total))


def advertises(tweet):
    """Say whether the longest fixed part of an advertising phrase stands in the text."""
    text = unescape(tweet["full_text"])
    fixed = (max(re.split(r"\{\w+\}", one), key=len) for one in WORDS.outside.promotional)
    return any(part in text for part in fixed)


@pytest.fixture(scope="module")
def own(firm):
    """The firm's own posts: no answers, no reshares."""
    return [
        tweet
        for tweet in firm.tweets
        if "in_reply_to_user_id" not in tweet and not tweet["full_text"].startswith("RT @")
    ]


@pytest.fixture(scope="module")
def replies(firm):
    return [tweet for tweet in firm.tweets if "in_reply_to_user_id" in tweet]


@pytest.fixture(scope="module")
def received(firm):
    return {row["message_id"]: row for row in firm.table("messages.csv")}


@pytest.fixture(scope="module")
def exchanges(received, replies):
    """What each member of the public and the firm wrote to each other, in the order of time."""
    said = defaultdict(list)
    for row in received.values():
        said[row["account_id"]].append((received_at(row), "public", row["message_id"]))
    for tweet in replies:
        parent = f"x:{tweet['in_reply_to_status_id']}"
        said[f"x:{tweet['in_reply_to_user_id']}"].append((written_at(tweet), "firm", parent))
    return [sorted(one) for one in said.values()]


@pytest.fixture(scope="module")
def openers(exchanges):
    """When each message that opens an exchange was written, by its identifier."""
    found = {}
    for said in exchanges:
        before = datetime(2000, 1, 1, tzinfo=UTC)
        for moment, side, message in said:
            if side == "public" and moment - before > DAY:
                found[message] = moment
            before = moment
    return found


@pytest.fixture(scope="module")
def delays(openers, replies):
    """Hours until the first answer to each opening message that got one."""
    first = {}
    for tweet in sorted(replies, key=written_at):
        first.setdefault(f"x:{tweet['in_reply_to_status_id']}", written_at(tweet))
    return {
        message: (first[message] - asked).total_seconds() / 3600
        for message, asked in openers.items()
        if message in first
    }


def test_an_archive_is_a_script_that_sets_a_list(firm):
    assert len(firm.archives) == len(firm.truth.outside.voices)
    for data in firm.archives:
        for name, variable in (("account", "account"), ("tweets", "tweets")):
            text = (data / f"{name}.js").read_text(encoding="utf-8")
            assert text.startswith(f"window.YTD.{variable}.part0 = [")


def test_a_tweet_has_the_keys_and_types_of_a_real_archive(firm):
    for tweet in firm.tweets:
        assert tweet["id"] == tweet["id_str"]
        assert isinstance(tweet["id_str"], str)
        assert tweet["retweeted"] is False
        assert isinstance(tweet["favorite_count"], str)
        assert isinstance(tweet["retweet_count"], str)
        assert all(isinstance(place, str) for place in tweet["display_text_range"])
        assert tweet["edit_info"]["initial"]["editTweetIds"] == [tweet["id_str"]]
        assert set(tweet["entities"]) == {"hashtags", "symbols", "user_mentions", "urls"}
        assert tweet["source"].startswith('<a href="')


def test_marks_stand_where_the_archive_says(firm):
    for tweet in firm.tweets:
        entities = tweet["entities"]
        for tag in entities["hashtags"]:
            start, end = map(int, tag["indices"])
            assert tweet["full_text"][start:end] == f"#{tag['text']}"
        for link in entities["urls"]:
            start, end = map(int, link["indices"])
            assert tweet["full_text"][start:end] == link["url"]


def test_identifiers_are_unique_and_grow_with_time(firm, received):
    every = [(int(tweet["id_str"]), written_at(tweet)) for tweet in firm.tweets]
    every += [(int(name[2:]), received_at(row)) for name, row in received.items()]
    ordered = sorted(every)
    assert len({number for number, _ in ordered}) == len(ordered)
    assert all(before <= after for (_, before), (_, after) in pairwise(ordered))


def test_every_answer_points_to_a_message_received_before_from_the_one_addressed(replies, received):
    assert len(replies) > 1500
    for tweet in replies:
        parent = received[f"x:{tweet['in_reply_to_status_id']}"]
        assert parent["account_id"] == f"x:{tweet['in_reply_to_user_id']}"
        assert received_at(parent) < written_at(tweet)
        assert tweet["full_text"].startswith(f"@{tweet['in_reply_to_screen_name']} ")


def test_messages_received_are_addressed_to_an_account_of_the_firm(firm, received):
    kinds = {row["account_id"]: row["kind"] for row in firm.table("accounts.csv")}
    assert {kinds[row["to_account_id"]] for row in received.values()} <= {"brand", "person"}
    assert {kinds[row["account_id"]] for row in received.values()} == {"public"}
    assert {(row["direction"], row["author_kind"]) for row in received.values()} == {
        ("in", "public")
    }


def test_a_comment_stands_under_a_post_of_the_firm(firm, received):
    tweets = {f"x:{tweet['id_str']}": tweet for tweet in firm.tweets}
    comments = [row for row in received.values() if row["parent_id"]]
    assert len(comments) > 500
    for row in comments:
        parent = tweets[row["parent_id"]]
        assert f"x:{parent['account']}" == row["to_account_id"]
        assert written_at(parent) <= received_at(row)


def test_the_window_says_that_messages_received_are_complete(firm):
    windows = firm.table("observation_window.csv")
    assert len(windows) == len(firm.archives)
    for row in windows:
        assert row["inbound_complete"] == "yes"
        assert (row["start_utc"], row["end_utc"]) == (
            "2025-06-30T22:00:00Z",
            "2026-06-30T21:59:59Z",
        )


def test_as_many_exchanges_are_opened_as_was_decided(firm, openers):
    assert len(openers) == firm.truth.outside.openers


def test_the_share_of_openers_that_are_answered_is_the_one_decided(firm, openers, delays):
    outside, watched = firm.truth.outside, datetime(2026, 6, 20, tzinfo=UTC)
    for share, after, before in (
        (outside.answered, datetime(2025, 1, 1, tzinfo=UTC), DRIFT),
        (outside.drift.answered, DRIFT, watched),
    ):
        asked = [message for message, at in openers.items() if after <= at < before]
        answered = sum(message in delays for message in asked)
        assert answered / len(asked) == within(share, len(asked))


def test_delays_follow_the_law_that_was_decided(firm, delays):
    logs = [math.log(hours) for hours in delays.values()]
    spread = firm.truth.outside.delay_spread
    error = spread / math.sqrt(len(logs))
    assert mean(logs) == pytest.approx(math.log(firm.truth.outside.delay_hours), abs=4 * error)
    assert stdev(logs) == pytest.approx(spread, abs=4 * error)


def test_the_share_of_answers_among_what_is_published_is_the_one_decided(firm):
    outside = firm.truth.outside
    for share, late in ((outside.reply_share, False), (outside.drift.reply_share, True)):
        half = [tweet for tweet in firm.tweets if (written_at(tweet) >= DRIFT) == late]
        found = sum("in_reply_to_user_id" in tweet for tweet in half) / len(half)
        assert found == within(share, len(half))


def test_each_voice_has_its_share(firm):
    counts = Counter(tweet["account"] for tweet in firm.tweets)
    for account in firm.simulation.accounts:
        assert counts[account.account_id] / len(firm.tweets) == within(
            account.share, len(firm.tweets)
        )


def test_effective_and_identified_voices_follow_from_the_shares(firm):
    outside = firm.truth.outside
    people = {row["account_id"] for row in firm.table("accounts.csv") if row["kind"] == "person"}
    signed = sum(f"x:{tweet['account']}" in people for tweet in firm.tweets)
    assert signed / len(firm.tweets) == within(outside.identified_share, len(firm.tweets))
    shares = [n / len(firm.tweets) for n in Counter(t["account"] for t in firm.tweets).values()]
    effective = math.exp(-sum(share * math.log(share) for share in shares))
    assert effective == pytest.approx(outside.effective_voices, rel=0.05)


def test_advertising_takes_its_share_and_grows_on_the_day_of_the_drift(firm, own):
    outside = firm.truth.outside
    for share, late in ((outside.advertising, False), (outside.drift.advertising, True)):
        half = [tweet for tweet in own if (written_at(tweet) >= DRIFT) == late]
        assert sum(map(advertises, half)) / len(half) == within(share, len(half))


def test_ritual_tags_come_on_their_day_and_as_often_as_was_decided(firm, own):
    found = [
        (RITUALS[tag["text"]], written_at(tweet).astimezone(PARIS).isoweekday())
        for tweet in own
        for tag in tweet["entities"]["hashtags"]
        if tag["text"] in RITUALS
    ]
    assert all(wanted == weekday for wanted, weekday in found)
    assert len(found) / len(own) == within(firm.truth.outside.rituals, len(own))


def test_posts_fall_on_the_quarter_as_often_as_a_scheduler_and_chance_explain(firm, own):
    share = firm.truth.outside.scheduled
    on_quarter = sum(written_at(tweet).minute % 15 == 0 for tweet in own) / len(own)
    assert on_quarter == within(share + (1 - share) * 4 / 60, len(own))


def test_what_is_scheduled_names_the_programme(firm, own):
    named = sum(WORDS.scheduler in tweet["source"] for tweet in own) / len(own)
    assert named == within(firm.truth.outside.scheduled, len(own))


def test_tags_emojis_and_links_come_at_the_decided_rates(firm, own):
    outside, total = firm.truth.outside, len(own)
    tags = sum(len(tweet["entities"]["hashtags"]) for tweet in own) / total
    emojis = sum(tweet["full_text"].count(one) for tweet in own for one in WORDS.emojis) / total
    links = [link["expanded_url"] for tweet in own for link in tweet["entities"]["urls"]]
    ours = sum(firm.truth.domain in link for link in links)
    assert tags == pytest.approx(outside.hashtags, abs=4 * math.sqrt(outside.hashtags / total))
    assert emojis == pytest.approx(outside.emojis, abs=4 * math.sqrt(outside.emojis / total))
    assert len(links) / total == within(outside.links, total)
    assert ours / len(links) == within(outside.own_links, len(links))


def test_reshares_take_their_share_of_what_is_no_answer(firm, own, replies):
    posts = len(firm.tweets) - len(replies)
    assert (posts - len(own)) / posts == within(firm.truth.outside.reshares, posts)


def test_the_public_writes_in_the_evening_and_the_firm_does_not(received, own):
    evening = [
        sum(18 <= at.astimezone(PARIS).hour < 23 for at in moments)
        for moments in (
            [received_at(row) for row in received.values()],
            [written_at(tweet) for tweet in own],
        )
    ]
    assert evening[0] / len(received) > 0.25
    assert evening[1] / len(own) < 0.08


def test_texts_are_escaped_as_x_does(firm):
    assert not any(re.search(r"&(?!amp;|lt;|gt;)|[<>]", t["full_text"]) for t in firm.tweets)
