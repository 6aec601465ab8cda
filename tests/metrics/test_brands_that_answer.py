"""Real customers and brands, imported for good, against an independent reading of the same file."""

import re
import shutil
from pathlib import Path

import numpy as np
import pandas as pd
import polars as pl
import pytest

from tests.talk import Tables, ask, empty
from toolkit import ingest, pipeline
from toolkit.metrics.answers import answers
from toolkit.metrics.first_response import first_response

SAMPLE = Path(__file__).resolve().parents[2] / "../shared/data/twcs/twcs_first_2500.csv"
BRANDS = ("ChipotleTweets", "Delta", "AmazonHelp", "AppleSupport", "Uber_Support", "Tesco")
DAY = 24 * 3600


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Tables:
    if not SAMPLE.exists():
        pytest.skip("public samples are not there: twcs")
    root = tmp_path_factory.mktemp("brands")
    client = pipeline.new_client(root, "brands", name="Brands", profile="sme", language="en")
    shutil.copy(SAMPLE, client.exports / "twcs.csv")
    pipeline.take_in(client)
    return {name: frame.collect() for name, frame in ingest.load_tables(client).items()}


def of_brand(tables: Tables, brand: str) -> Tables:
    """Return what one brand wrote and what was addressed to it, however its name was spelt."""
    name = f"support:{brand.lower()}"
    to_it = pl.col("to_account_id") == name
    sent = (pl.col("account_id") == name) & (pl.col("direction") == "out")
    received = to_it & (pl.col("direction") == "in")
    return {
        **empty(),
        "accounts": tables["accounts"].filter(pl.col("account_id") == name),
        "messages": tables["messages"].filter(sent | received),
        "observation_window": tables["observation_window"].filter(pl.col("account_id") == name),
    }


@pytest.fixture(scope="module")
def tweets() -> pd.DataFrame:
    """Return the whole lines of the file, with whom each calls first."""
    if not SAMPLE.exists():
        pytest.skip("public samples are not there: twcs")
    found = pd.read_csv(SAMPLE, dtype=str, usecols=range(1, 8))
    found = found[found["inbound"].isin(["True", "False"]) & found["text"].notna()]
    found["t"] = [int(pd.Timestamp(one).timestamp()) for one in found["created_at"]]
    found["asks"] = found["inbound"] == "True"
    found["answers"] = found["in_response_to_tweet_id"].str.replace(".0", "", regex=False)
    called = [re.findall(r"@([A-Za-z0-9_]{1,30})", text) for text in found["text"]]
    found["to"] = [
        next((name.lower() for name in names if not (asks and name.isdigit())), None)
        for names, asks in zip(called, found["asks"], strict=True)
    ]
    return found.drop_duplicates("tweet_id")


def waited(everything: pd.DataFrame, brand: str) -> list[tuple[int, bool, int]]:
    """Return what each opener waited, whether it was answered, and how long it was watched."""
    asked = everything[everything["asks"] & (everything["to"] == brand.lower())]
    told = everything[~everything["asks"] & (everything["author_id"] == brand)]
    end = int(told["t"].max())
    author = asked.set_index("tweet_id")["author_id"]
    begun = asked.set_index("tweet_id")["t"]
    given = told[told["answers"].isin(author.index)].copy()
    given = given[given["t"] >= given["answers"].map(begun)]
    spoken = [*zip(given["answers"].map(author), given["t"], strict=True)]
    spoken += [*zip(told["to"], told["t"], strict=True)]
    rows = []
    for customer, mine in asked.sort_values(["t", "tweet_id"]).groupby("author_id"):
        theirs = [t for who, t in spoken if who == customer]
        openers: list[tuple[int, list[str]]] = []
        for tweet, t in zip(mine["tweet_id"], mine["t"], strict=True):
            before = [one for one in theirs if one < t]
            before += [
                one
                for one, name in zip(mine["t"], mine["tweet_id"], strict=True)
                if (one, name) < (t, tweet)
            ]
            if not before or t - max(before) >= DAY:
                openers.append((t, []))
            if openers:
                openers[-1][1].append(tweet)
        for t, episode in openers:
            reply = given.loc[given["answers"].isin(episode), "t"].min()
            if t <= end:
                answered = not np.isnan(reply)
                rows.append((int(reply if answered else end) - t, answered, end - t))
    return rows


@pytest.mark.parametrize("brand", BRANDS)
def test_a_brand_answers_as_an_independent_reading_finds(
    tables: Tables, tweets: pd.DataFrame, brand: str
) -> None:
    lifelines = pytest.importorskip("lifelines")
    waits = waited(tweets, brand)
    times, seen, watched = (np.asarray(column) for column in zip(*waits, strict=True))
    judge = lifelines.KaplanMeierFitter().fit(times, seen)
    found = ask(first_response, of_brand(tables, brand))
    median = found["first_response_median"]
    assert median.n == len(waits) >= 15
    if np.isfinite(judge.median_survival_time_):
        assert median.value == judge.median_survival_time_
    else:
        assert median.reason == "not_reached"
    assert found["first_response_median_naive"].value == np.median(times[seen])
    one_day = ask(answers, of_brand(tables, brand))["answered_24h"]
    ripe = watched >= DAY
    if ripe.any():
        assert one_day.n == ripe.sum()
        assert one_day.value == (seen & (times <= DAY))[ripe].mean()
    else:
        assert one_day.reason == "not_reached"
