"""TikTok: the copy of an account's data in its old and new shapes, and the tables of Studio."""

from datetime import UTC, date, datetime
from pathlib import Path

import golden
import pytest
from spreadsheets import xlsx

from toolkit.importers.tiktok.copy import made, number_of
from toolkit.reading import Noted

AT = "2026-01-10 18:30:00"


def copy(folder: Path, *, videos: object = (), comments: object = (), new: bool = True):
    post, inner = ("Post", "Posts") if new else ("Video", "Videos")
    profile = {"ProfileMap": {"displayName": "Carafe", "userName": "carafe"}}
    data = {
        "Comment": {"Comments": {"App": 1, "CommentsList": comments}},
        post: {inner: {"VideoList": videos}},
        "Profile": {"Profile Information": profile},
        "Your Activity": {"Watch History": {"VideoList": [{"Date": AT, "Link": "vu"}] * 3}},
    }
    name = "user_data_tiktok.json" if new else "user_data.json"
    return golden.read(golden.export(folder, {name: data}))


@pytest.mark.parametrize("new", [True, False])
def test_published_videos_are_told_from_watched_ones(new: bool, tmp_path: Path) -> None:
    (row,) = copy(tmp_path, videos=[{"Date": AT, "Link": "x", "Likes": "7"}], new=new).rows(
        "messages"
    )
    assert (row["account_id"], row["kind"], row["direction"]) == ("tiktok:carafe", "post", "out")
    assert row["ts_utc"] == datetime(2026, 1, 10, 18, 30, tzinfo=UTC).timestamp() * 1_000_000


@pytest.mark.parametrize(
    "said",
    [
        {"date": f"{AT} UTC", "comment": "Merci"},
        {"Date": AT, "Comment": "Merci"},
        {"date": f"{AT} UTC", "comment": " Merci ", "original post link": ""},
    ],
)
def test_a_comment_is_read_in_its_shapes(said: dict[str, str], tmp_path: Path) -> None:
    (row,) = copy(tmp_path, comments=[said]).rows("messages")
    assert (row["text"], row["kind"]) == ("Merci", "reply")
    assert row["ts_utc"] == datetime(2026, 1, 10, 18, 30, tzinfo=UTC).timestamp() * 1_000_000


def test_nothing_is_written_in_several_ways(tmp_path: Path) -> None:
    for number, nothing in enumerate([None, [], {}]):
        assert not copy(tmp_path / str(number), videos=nothing, comments=nothing).rows("messages")


@pytest.mark.parametrize(
    ("readers", "shown"),
    [
        ("Public to everyone", True),
        ("Everyone", True),
        ("N/A", True),
        (None, True),
        ("Friends", False),
        ("Only me", False),
        ("Private", False),
        ("Amis", False),
    ],
)
def test_what_not_all_may_see_stays_out(readers: str, shown: bool, tmp_path: Path) -> None:
    reading = copy(tmp_path, videos=[{"Date": AT, "Link": "x", "WhoCanView": readers}])
    assert len(reading.rows("messages")) == shown
    note = Noted("user_data_tiktok.json", "videos that are not for all are left out")
    assert (note in reading.noted) is not shown


def test_numbers_are_read_from_links_and_tell_when() -> None:
    number = number_of("https://www.tiktok.com/@carafe/video/7593801968045260800?lang=fr")
    assert number == 7593801968045260800
    assert made(number) == datetime(2026, 1, 10, 18, 30, tzinfo=UTC).timestamp() * 1_000_000
    assert number_of("https://v16.example/obj/7593801968045260800") is None


def test_a_video_without_a_number_is_the_same_at_the_next_export(tmp_path: Path) -> None:
    first = copy(tmp_path / "a", videos=[{"Date": AT, "Link": "https://cdn.example/1?e=1"}])
    second = copy(tmp_path / "b", videos=[{"Date": AT, "Link": "https://cdn.example/2?e=2"}])
    assert first.rows("messages") == second.rows("messages")


def test_a_wrong_record_costs_itself(tmp_path: Path) -> None:
    videos = [{"Date": AT, "Link": "x"}, {"Date": 7}, "rien", {"Link": "x"}]
    reading = copy(tmp_path, videos=videos)
    assert len(reading.rows("messages")) == 1
    assert sorted((one.where, one.kind) for one in reading.rejected) == [
        ("user_data_tiktok.json#VideoList[1]", "wrong kind of Date"),
        ("user_data_tiktok.json#VideoList[2]", "wrong kind of record"),
        ("user_data_tiktok.json#VideoList[3]", "date is no time"),
    ]


LINK = "https://www.tiktok.com/@carafe/video/7593801968045260800"
STUDIO = {
    "en": "Video title,Video link,Post time,Total views,Total likes,Total comments,Total shares",
    "es": "Título del video,Enlace del video,Hora de publicación,Visualizaciones totales,"
    "Me gusta totales,Comentarios totales,Veces compartido",
}


@pytest.mark.parametrize("language", STUDIO)
@pytest.mark.parametrize("book", [False, True])
def test_studio_counts_videos(language: str, book: bool, tmp_path: Path) -> None:
    row = ["Souffler", LINK, "2026-01-10 19:30:00", "15,400", "820", "44", "63"]
    header = STUDIO[language]
    line = ",".join(f'"{said}"' for said in row)
    content = xlsx({"a": [header.split(","), row]}) if book else f"{header}\n{line}\n"
    reading = golden.read(
        golden.export(tmp_path, {f"Content.{'xlsx' if book else 'csv'}": content})
    )
    (found,) = reading.rows("message_metrics")
    assert (found["views"], found["likes"], found["comments"], found["shares"]) == (
        15400,
        820,
        44,
        63,
    )
    (message,) = reading.rows("messages")
    assert message["account_id"] == "tiktok:carafe"
    assert message["ts_utc"] == made(7593801968045260800)


def test_a_day_without_its_year_is_not_guessed(tmp_path: Path) -> None:
    written = "Date,Video Views,Profile Views,Likes,Comments,Shares\n"
    written += "December 31,100,10,2,1,3\n2026-01-01,200,20,4,0,1\n"
    reading = golden.read(golden.export(tmp_path, {"Overview.csv": written}))
    (day,) = reading.rows("account_metrics")
    assert (day["day"], day["views"], day["likes"]) == (date(2026, 1, 1), 200, 4)
    assert [one.kind for one in reading.rejected] == ["date is no day, or without its year"]


def test_the_table_of_somebody_else_is_not_taken(tmp_path: Path) -> None:
    data = {"user_data.json": {"Video": {"Videos": {"VideoList": []}}}}
    others = {"content.csv": "Date,Clicks\n2026-01-01,3\n", "video.csv": "Title,Link\na,b\n"}
    reading = golden.read(golden.export(tmp_path, data | others))
    assert reading.unknown == ("content.csv", "video.csv")
