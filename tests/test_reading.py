"""What a client hands over is read within limits, or refused with a reason."""

import io
import os
import stat
import struct
import unicodedata
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from toolkit.errors import BrokenExport, HostileExport
from toolkit.reading import (
    Archive,
    Found,
    Limits,
    Parser,
    Rejected,
    Rows,
    open_archive,
    parsed,
    plan,
    recognised,
)

SECRET = "ce que quelqu'un a vraiment écrit"


def zipped(path: Path, *files: tuple[str | zipfile.ZipInfo, bytes], packed: int = 8) -> Path:
    with zipfile.ZipFile(path, "w", packed) as archive:
        for name, content in files:
            archive.writestr(name, content)
    return path


def folder(path: Path, **files: str) -> Path:
    for name, content in files.items():
        file = path / name.replace("__", "/")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content, encoding="utf-8")
    return path


@pytest.mark.parametrize("kind", ["folder", "zip"])
def test_a_folder_and_a_zip_look_the_same(kind: str, tmp_path: Path) -> None:
    root = folder(tmp_path / "export", b="deux", a__c="un")
    if kind == "zip":
        root = zipped(tmp_path / "export.zip", ("b", b"deux"), ("a/c", b"un"), ("a/", b""))
    with open_archive(root) as archive:
        assert archive.names == ("a/c", "b")
        assert (archive.size("b"), archive.read("b")) == (4, b"deux")
        assert archive.under("a").names == ("c",)
        assert archive.under("a").read("c") == b"un"
        with archive.stream("b") as stream:
            assert (stream.read(1), stream.read()) == (b"d", b"eux")


@pytest.mark.parametrize(
    "name",
    [
        "../loin",
        "a/../../loin",
        "/etc/passwd",
        "..\\loin",
        "C:\\loin",
        "a\x1b[31m",
        "a\nb",
        "x" * 2000,
    ],
)
def test_a_name_that_leads_out_of_the_export_is_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(HostileExport, match="leads out") as refusal:
        open_archive(zipped(tmp_path / "export.zip", (name, b"")))
    assert str(refusal.value).isprintable()
    assert len(str(refusal.value)) < 250


def test_a_link_in_a_folder_is_refused(tmp_path: Path) -> None:
    root = folder(tmp_path / "export", a="un")
    (root / "lien").symlink_to(tmp_path)
    with pytest.raises(HostileExport, match="lien: a link"):
        open_archive(root)


def test_a_device_in_a_folder_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    root = folder(tmp_path / "export", a="un")
    os.mkfifo(root / "tube")
    with pytest.raises(HostileExport, match="tube"):
        open_archive(root)


def test_a_link_in_a_zip_is_refused(tmp_path: Path) -> None:
    link = zipfile.ZipInfo("lien")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with pytest.raises(HostileExport, match="lien: a link"):
        open_archive(zipped(tmp_path / "export.zip", (link, b"/etc/passwd")))


def test_a_file_that_swells_is_refused(tmp_path: Path) -> None:
    bomb = zipped(tmp_path / "export.zip", ("a", bytes(8 << 20)))
    with pytest.raises(HostileExport, match="swells"):
        open_archive(bomb)


def test_more_bytes_than_agreed_are_refused(tmp_path: Path) -> None:
    root = folder(tmp_path / "export", a="un", b="deux")
    with pytest.raises(HostileExport, match="5 bytes"):
        open_archive(root, Limits(total_bytes=5))


@pytest.mark.parametrize("kind", ["folder", "zip"])
def test_more_files_than_agreed_are_refused(kind: str, tmp_path: Path) -> None:
    root = folder(tmp_path / "export", a="", b="", c="")
    if kind == "zip":
        root = zipped(tmp_path / "export.zip", ("a", b""), ("b", b""), ("c", b""))
    assert open_archive(root, Limits(files=3)).names == ("a", "b", "c")
    with pytest.raises(HostileExport, match="2 files"):
        open_archive(root, Limits(files=2))


def test_the_count_that_a_zip_gives_of_itself_is_not_believed(tmp_path: Path) -> None:
    path = zipped(tmp_path / "export.zip", *((str(at), b"") for at in range(9)))
    content = path.read_bytes()
    at = content.rindex(b"PK\x05\x06")
    path.write_bytes(content[: at + 8] + struct.pack("<HH", 1, 1) + content[at + 12 :])
    with pytest.raises(HostileExport, match="4 files"):
        open_archive(path, Limits(files=4))


def test_a_file_too_big_to_be_read_at_once_can_still_be_streamed(tmp_path: Path) -> None:
    with open_archive(
        folder(tmp_path / "export", a="douze octets"), Limits(file_bytes=3)
    ) as archive:
        with pytest.raises(HostileExport, match="bigger"):
            archive.read("a")
        with archive.stream("a") as stream:
            assert stream.read() == b"douze octets"


def test_two_files_of_one_name_are_refused(tmp_path: Path) -> None:
    with pytest.warns(UserWarning, match="Duplicate"):
        path = zipped(tmp_path / "export.zip", ("a", b"un"), ("a", b"deux"))
    with pytest.raises(HostileExport, match="twice"):
        open_archive(path)


@pytest.mark.parametrize("content", [b"", b"PK", b"PK\x05\x06", b"no zip at all" * 9])
def test_what_is_no_zip_is_said_in_one_line(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "export.zip").write_bytes(content)
    with pytest.raises(BrokenExport, match=r"^export.zip: [^\n]*$"):
        open_archive(tmp_path / "export.zip")


def test_what_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(BrokenExport, match="export: neither"):
        open_archive(tmp_path / "export")


@pytest.mark.parametrize("cut", [1, 10, 100])
def test_a_zip_cut_short_is_refused(cut: int, tmp_path: Path) -> None:
    path = zipped(tmp_path / "export.zip", ("a", SECRET.encode() * 9))
    path.write_bytes(path.read_bytes()[:-cut])
    with pytest.raises(BrokenExport):
        open_archive(path)


def everything(archive: Archive, name: str, _: object) -> Iterator[Found]:
    yield Rows("messages", ("text",), [(archive.read(name).decode(),)], name)


def streamed(archive: Archive, name: str, _: object) -> Iterator[Found]:
    with archive.stream(name) as stream:
        yield Rows("messages", ("text",), [(stream.read().decode(),)], name)


@pytest.mark.parametrize("parser", [everything, streamed])
def test_one_damaged_file_does_not_cost_the_others(parser: Parser, tmp_path: Path) -> None:
    path = zipped(tmp_path / "export.zip", ("a", b"abcdef"), ("b", b"uvwxyz"), packed=0)
    path.write_bytes(path.read_bytes().replace(b"abcdef", b"abcxef"))
    with open_archive(path) as archive:
        found = [
            thing
            for name, route in plan({".*": parser}, archive.names).read
            for thing in parsed(route, archive, name, None)
        ]
    assert found[0] == Rejected("a", "damaged file")
    assert isinstance(found[1], Rows)
    assert found[1].where == "b"


@pytest.mark.parametrize("field", ["size", "password", "packing"])
def test_a_zip_that_lies_about_a_file_cannot_be_read(field: str, tmp_path: Path) -> None:
    path = zipped(tmp_path / "export.zip", ("a", b"x" * 50_000))
    content = bytearray(path.read_bytes())
    entry = content.rindex(b"PK\x01\x02")
    if field == "size":
        content[entry + 24 : entry + 28] = struct.pack("<I", 10)
    elif field == "password":
        content[entry + 8] |= 1
    else:
        content[entry + 10] = zipfile.ZIP_LZMA
    path.write_bytes(content)
    with open_archive(path) as archive, pytest.raises(BrokenExport, match=r"^a: damaged"):
        archive.read("a")


def test_accents_in_names_are_the_same_from_every_computer(tmp_path: Path) -> None:
    apart = zipfile.ZipInfo(unicodedata.normalize("NFD", "général/é.json"))
    path = zipped(tmp_path / "export.zip", (apart, b"[]"))
    mac = path.read_bytes()
    for at in (mac.index(b"PK\x03\x04") + 6, mac.index(b"PK\x01\x02") + 8):
        mac = mac[:at] + b"\x00\x00" + mac[at + 2 :]  # does not say that its names are UTF-8
    (tmp_path / "mac.zip").write_bytes(mac)
    for name in ("export.zip", "mac.zip"):
        with open_archive(tmp_path / name) as archive:
            assert archive.names == ("général/é.json",)
            assert archive.read("général/é.json") == b"[]"


def test_the_first_route_that_fits_decides() -> None:
    routes = {r"b.*": None, r".*\.json": everything, r"absent\.csv": everything}
    planned = plan(routes, ["a.json", "b.json", "c.txt", "0.json"])
    assert planned.read == (("0.json", everything), ("a.json", everything))
    assert (planned.ignored, planned.unknown) == (("b.json",), ("c.txt",))
    assert planned.absent == (r"absent\.csv",)


def test_a_signature_needs_a_file_for_each_of_its_patterns() -> None:
    assert recognised((r"a", r"b/.*"), ["b/1", "a"])
    assert not recognised((r"a", r"b/.*"), ["a", "ab/1"])


def test_a_stream_that_ends_too_early_is_damage(tmp_path: Path) -> None:
    root = folder(tmp_path / "export", a="douze octets")
    with open_archive(root) as archive:
        (root / "a").write_text("court", encoding="utf-8")
        with pytest.raises(BrokenExport), archive.stream("a") as stream:
            stream.read()
        with pytest.raises(BrokenExport):
            archive.read("a")


def test_a_text_can_be_read_from_a_stream_line_by_line(tmp_path: Path) -> None:
    path = zipped(tmp_path / "export.zip", ("a", b"un\ndeux\n" * 50_000))
    with open_archive(path) as archive, archive.stream("a") as stream:
        assert sum(1 for _ in io.TextIOWrapper(stream, "utf-8")) == 100_000
