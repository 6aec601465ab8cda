"""The big export made for benchmarks, here in small."""

import json
import re
from collections import Counter

import pytest

from toolkit.simulate import big_firm, slack_at_scale

MESSAGES = 50_000


@pytest.fixture(scope="module")
def lines(tmp_path_factory):
    folder = tmp_path_factory.mktemp("scale")
    slack_at_scale(folder, messages=MESSAGES, seed=3, people=20)
    return [
        line
        for path in sorted(folder.glob("*/*.json"))
        for line in json.loads(path.read_text(encoding="utf-8"))
    ]


def test_twenty_people_write_fifty_thousand_messages(lines):
    written = [line for line in lines if "subtype" not in line]
    assert len(written) == MESSAGES
    assert len({line["user"] for line in written}) == 18  # two of twenty are silent


def test_a_message_has_the_size_and_keys_of_a_recent_export(lines):
    written = [line for line in lines if "subtype" not in line]
    sizes = [len(json.dumps(line, indent=2)) for line in written[:2000]]
    assert 500 < sum(sizes) / len(sizes) < 1500
    for line in written[:2000]:
        uuid = r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"
        assert re.fullmatch(uuid, line["client_msg_id"])
        assert line["blocks"][0]["type"] == "rich_text"
        assert line["user_profile"]["team"] == line["team"]


def test_the_busiest_write_most_of_it(lines):
    counts = Counter(line["user"] for line in lines if "subtype" not in line)
    assert sum(times for _, times in counts.most_common(4)) > 0.4 * MESSAGES


@pytest.mark.parametrize("messages", [1000, 1_000_000, 5_000_000])
def test_a_firm_grows_with_its_messages(messages):
    truth = big_firm(messages)
    assert truth.headcount == max(20, messages // 500)
    assert len(truth.teams) <= 110
    assert min(team.size for team in truth.teams) >= 1
