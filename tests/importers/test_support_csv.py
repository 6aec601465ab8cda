"""Customers and brands in one CSV: who spoke to whom, counted apart on a public sample."""

import csv
from collections import Counter
from datetime import datetime
from pathlib import Path

import golden
import pytest

from toolkit.reading import Rejected, Told

HEADER = "tweet_id,author_id,inbound,created_at,text,response_tweet_id,in_response_to_tweet_id\n"
WHEN = "Tue Oct 31 22:10:47 +0000 2017"


def lines(folder: Path, *rows: str, told: Told = golden.NOTHING_TOLD) -> golden.Reading:
    written = HEADER + "".join(f"{row}\n" for row in rows)
    return golden.read(golden.export(folder, {"any name.csv": written}), told)


def sample() -> list[dict[str, str]]:
    """Return the whole lines of the public sample; one of them is cut in two."""
    path = golden.public("twcs/twcs_first_2500.csv")
    with path.open(encoding="utf-8", newline="") as text:
        return [row for row in csv.DictReader(text) if row["in_response_to_tweet_id"] is not None]


def test_the_public_sample_is_read_as_counted_apart(tmp_path: Path) -> None:
    content = golden.public("twcs/twcs_first_2500.csv").read_bytes()
    reading = golden.read(golden.export(tmp_path, {"twcs.csv": content}))
    counted = sample()
    rows = reading.by("messages", "message_id")
    assert len(rows) == len(counted) == 2497
    assert [one.kind for one in reading.rejected] == ["fewer fields than columns"] * 2
    inward = {f"support:{row['tweet_id']}" for row in counted if row["inbound"] == "True"}
    assert {key for key, row in rows.items() if row["direction"] == "in"} == inward
    assert len(inward) == 1370
    brands = {row["author_id"] for row in counted if row["inbound"] == "False"}
    assert {row["handle"] for row in reading.rows("accounts")} == brands
    for row in counted:
        read = rows[f"support:{row['tweet_id']}"]
        when = datetime.strptime(row["created_at"], "%a %b %d %H:%M:%S %z %Y")
        assert read["ts_utc"] == when.timestamp() * 1_000_000
        answered = row["in_response_to_tweet_id"].removesuffix(".0")
        assert read["parent_id"] == (f"support:{answered}" if answered else None)
        assert read["text"] == row["text"]


def test_whom_a_message_calls_is_nearly_always_whom_it_answers(tmp_path: Path) -> None:
    content = golden.public("twcs/twcs_first_2500.csv").read_bytes()
    rows = golden.read(golden.export(tmp_path, {"a.csv": content})).by("messages", "message_id")
    answers = [row for row in rows.values() if row["direction"] == "out" and row["parent_id"]]
    known = [(row, rows[row["parent_id"]]) for row in answers if row["parent_id"] in rows]
    same = Counter(row["to_account_id"] == parent["account_id"] for row, parent in known)
    assert same[True] > 100 * same[False]


@pytest.mark.parametrize(
    ("text", "to"),
    [
        ("@115712 @AtelierCarafe bonjour", "support:ateliercarafe"),
        ("@115712 seulement", None),
        ("bonjour @atelierCARAFE", "support:ateliercarafe"),
        ("sans personne", None),
    ],
)
def test_a_customer_calls_the_first_brand(text: str, to: str | None, tmp_path: Path) -> None:
    (row,) = lines(tmp_path, f"1,115800,True,{WHEN},{text},,").rows("messages")
    assert (row["to_account_id"], row["author_kind"], row["direction"]) == (to, "public", "in")


def test_a_brand_calls_a_customer(tmp_path: Path) -> None:
    (row,) = lines(tmp_path, f"2,Carafe,False,{WHEN},@115800 oui,,1.0").rows("messages")
    assert (row["to_account_id"], row["parent_id"], row["kind"]) == (
        "support:115800",
        "support:1",
        "reply",
    )


def test_whose_a_brand_is_is_what_the_client_says(tmp_path: Path) -> None:
    told = Told(accounts={"@carafe": "brand"})
    rows = (f"1,Carafe,False,{WHEN},a,,", f"2,Autre,False,{WHEN},b,,")
    accounts = lines(tmp_path, *rows, told=told).by("accounts", "handle")
    assert (accounts["Carafe"]["kind"], accounts["Autre"]["kind"]) == ("brand", "unknown")


def test_columns_may_stand_in_any_other_shape(tmp_path: Path) -> None:
    written = f'\ufeff;"tweet_id";author_id;inbound;created_at;text\n0;1.0;Carafe;FALSE;{WHEN};a\n'
    (row,) = golden.read(golden.export(tmp_path, {"a.csv": written})).rows("messages")
    assert (row["message_id"], row["text"], row["parent_id"]) == ("support:1", "a", None)


def test_a_broken_line_costs_itself(tmp_path: Path) -> None:
    reading = lines(tmp_path, "1,Carafe", f"2,Carafe,False,{WHEN[:-9]},x,,", f",a,True,{WHEN},,,")
    assert reading.rejected == (
        Rejected("any name.csv[0]", "fewer fields than columns"),
        Rejected("any name.csv[1]", "created_at is no time"),
        Rejected("any name.csv[2]", "missing tweet_id"),
    )


def test_what_two_exports_share_is_the_same_twice(tmp_path: Path) -> None:
    shared = f"1,Carafe,False,{WHEN},a,,"
    first = lines(tmp_path / "a", shared, f"2,Carafe,False,{WHEN},b,,")
    second = lines(tmp_path / "b", f"3,Carafe,False,{WHEN},c,,", shared)
    rows = [one.by("messages", "message_id")["support:1"] for one in (first, second)]
    assert rows[0] == rows[1]
