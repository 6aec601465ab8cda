"""However many processes read, the tables are the same to the byte."""

import shutil
from pathlib import Path

import pytest

from toolkit import ingest
from toolkit.errors import TableError
from toolkit.ingest import workers
from toolkit.simulate import slack_at_scale
from toolkit.store import Client, Settings


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Client:
    folder = tmp_path_factory.mktemp("several") / "acme"
    slack_at_scale(folder / "exports" / "slack", messages=3000, seed=1)
    shutil.make_archive(str(folder / "exports" / "again"), "zip", folder / "exports" / "slack")
    (folder / "exports" / "people.csv").write_text("person_id,team\np1,A\n", encoding="utf-8")
    broken = next((folder / "exports" / "slack").glob("*/*.json"))
    broken.write_bytes(broken.read_bytes()[:-5])
    return Client(folder, Settings(name="Acme"))


def test_processes_change_nothing_but_the_time(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers, "WORTH", 1 << 18)
    seen = []
    for count in (1, 2, 3):
        told: list[tuple[str, int, int]] = []
        intake = ingest.take_in(
            client, workers=count, progress=lambda *step, to=told: to.append(step)
        )
        tables = {path.name: path.read_bytes() for path in client.tables.iterdir()}
        seen.append((tables, intake))
        reads = [step for step in told if step[0] == "read"]
        assert reads[-1][1] == reads[-1][2] == sum(_sizes(client))
        assert [done for _, done, _ in reads] == sorted(done for _, done, _ in reads)
    assert seen[0] == seen[1] == seen[2]
    assert len(seen[0][1].rejected) > 0


def _sizes(client: Client) -> list[int]:
    folder = client.exports / "slack"
    read = [*folder.glob("*/*.json"), *(folder / f"{one}.json" for one in ("users", "channels"))]
    whole = [path.stat().st_size for path in read if path.is_file()]
    import zipfile  # noqa: PLC0415

    with zipfile.ZipFile(client.exports / "again.zip") as packed:
        names = ("users.json", "channels.json")
        again = [
            one.file_size
            for one in packed.infolist()
            if one.filename in names or (one.filename.count("/") == 1 and not one.is_dir())
        ]
    return [*whole, *again, (client.exports / "people.csv").stat().st_size]


def test_what_one_process_finds_wrong_stops_the_import_as_ever(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "acme" / "exports"
    folder.mkdir(parents=True)
    (folder / "people.csv").write_text("team\nA\n", encoding="utf-8")
    (folder / "accounts.csv").write_text("kind\nbrand\n", encoding="utf-8")
    with pytest.raises(TableError, match=r"accounts\.csv has no column account_id; people\.csv"):
        ingest.take_in(Client(tmp_path / "acme", Settings(name="Acme")), workers=2)
