"""A tar is read within limits like a zip, or refused with a reason; nothing of it stays behind."""

import gzip
import io
import os
import tarfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.errors import BrokenExport, HostileExport, VivevoixError
from toolkit.reading import Limits, open_archive

LONG = "dossier/" + "é" * 120 + "/" + "n" * 90


def member(name: str, **more: object) -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)
    for key, value in more.items():
        setattr(info, key, value)
    return info


def tarred(path: Path, *files: tuple[str | tarfile.TarInfo, bytes], form: int = 1) -> Path:
    mode = "w:gz" if path.suffix in (".gz", ".tgz") else "w"
    with tarfile.open(path, mode, format=form) as tar:  # type: ignore[call-overload]
        for given_name, content in files:
            info = member(given_name) if isinstance(given_name, str) else given_name
            info.size = len(content)
            tar.addfile(info, io.BytesIO(content))
    return path


@pytest.mark.parametrize("name", ["e.tar", "e.tar.gz", "e.tgz", "E.TAR"])
@pytest.mark.parametrize("form", [tarfile.USTAR_FORMAT, tarfile.GNU_FORMAT, tarfile.PAX_FORMAT])
def test_a_tar_and_a_folder_look_the_same(name: str, form: int, tmp_path: Path) -> None:
    folder = member("./a", type=tarfile.DIRTYPE)
    path = tarred(tmp_path / name, (folder, b""), ("./b", b"deux"), ("./a/c", b"un"), form=form)
    with open_archive(path) as archive:
        assert archive.names == ("a/c", "b")
        assert (archive.size("b"), archive.read("b")) == (4, b"deux")
        assert archive.under("a").read("c") == b"un"
        assert archive.head("b") == "deux"
        with archive.stream("b") as one, archive.stream("a/c") as other:
            assert (one.read(1), other.read(), one.read()) == (b"d", b"un", b"eux")


@pytest.mark.parametrize("form", [tarfile.GNU_FORMAT, tarfile.PAX_FORMAT])
def test_long_names_and_accents_are_whole(form: int, tmp_path: Path) -> None:
    with open_archive(tarred(tmp_path / "e.tar", (LONG, b"un"), ("b", b"x"), form=form)) as archive:
        assert archive.names == ("b", LONG)
        assert archive.read(LONG) == b"un"


def test_a_name_in_two_parts_is_put_together(tmp_path: Path) -> None:
    name = "d" * 120 + "/" + "n" * 60
    path = tarred(tmp_path / "e.tar", (name, b"un"), form=tarfile.USTAR_FORMAT)
    with open_archive(path) as archive:
        assert archive.names == (name,)


def test_what_a_browser_unpacked_without_renaming_it_is_read(tmp_path: Path) -> None:
    path = tarred(tmp_path / "e.tar", ("a", b"un")).rename(tmp_path / "e.tar.gz")
    with open_archive(path) as archive:
        assert archive.read("a") == b"un"


def test_the_copy_of_a_packed_tar_has_no_name(tmp_path: Path) -> None:
    with open_archive(tarred(tmp_path / "e.tar.gz", ("a", b"un"))):
        assert [one.name for one in tmp_path.iterdir()] == ["e.tar.gz"]


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="this system does not tell")
def test_what_was_unpacked_ends_with_the_tar(tmp_path: Path) -> None:
    path = tarred(tmp_path / "e.tar.gz", ("a", b"un"))
    before = len(list(Path("/proc/self/fd").iterdir()))
    with open_archive(path):
        pass
    path.write_bytes(path.read_bytes()[:40])
    with pytest.raises(BrokenExport):
        open_archive(path)
    assert len(list(Path("/proc/self/fd").iterdir())) == before


@pytest.mark.parametrize(
    "name", ["../loin", "a/../../loin", "/etc/passwd", "..\\loin", "C:\\loin", "a\x1b[31m", "a\nb"]
)
@pytest.mark.parametrize("kind", [tarfile.REGTYPE, tarfile.DIRTYPE])
def test_a_name_that_leads_out_is_refused(name: str, kind: bytes, tmp_path: Path) -> None:
    path = tarred(tmp_path / "e.tar", (member(name, type=kind), b""))
    with pytest.raises(HostileExport, match="leads out") as refusal:
        open_archive(path)
    assert str(refusal.value).isprintable()


@pytest.mark.parametrize(
    "kind",
    [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.BLKTYPE, tarfile.FIFOTYPE, b"V"],
)
def test_a_link_or_a_device_is_refused(kind: bytes, tmp_path: Path) -> None:
    path = tarred(tmp_path / "e.tar", (member("lien", type=kind, linkname="/etc/passwd"), b""))
    with pytest.raises(HostileExport, match="lien: a link"):
        open_archive(path)


def test_a_packed_tar_that_swells_is_refused(tmp_path: Path) -> None:
    path = tarred(tmp_path / "e.tar.gz", ("a", bytes(8 << 20)))
    with pytest.raises(HostileExport, match="swells"):
        open_archive(path)
    with pytest.raises(HostileExport, match="bytes we read"):
        open_archive(path, Limits(ratio=10_000, total_bytes=1 << 20))


def test_more_bytes_or_files_than_agreed_are_refused(tmp_path: Path) -> None:
    path = tarred(tmp_path / "e.tar", ("a", b"un"), ("b", b"deux"))
    with open_archive(path, Limits(files=2, total_bytes=6)) as archive:
        assert archive.names == ("a", "b")
    with pytest.raises(HostileExport, match="5 bytes"):
        open_archive(path, Limits(total_bytes=5))
    with pytest.raises(HostileExport, match="1 files"):
        open_archive(path, Limits(files=1))


def test_a_file_too_big_to_be_read_at_once_can_still_be_streamed(tmp_path: Path) -> None:
    path = tarred(tmp_path / "e.tar", ("a", b"douze octets"))
    with open_archive(path, Limits(file_bytes=3)) as archive:
        with pytest.raises(HostileExport, match="bigger"):
            archive.read("a")
        with archive.stream("a") as stream:
            assert stream.read() == b"douze octets"


def test_two_files_of_one_name_are_refused(tmp_path: Path) -> None:
    with pytest.raises(HostileExport, match="twice"):
        open_archive(tarred(tmp_path / "e.tar", ("a", b"un"), ("./a", b"deux")))


@pytest.mark.parametrize("name", ["e.tar", "e.tar.gz"])
def test_a_tar_cut_short_is_refused(name: str, tmp_path: Path) -> None:
    path = tarred(tmp_path / name, ("a", os.urandom(3000)), ("b", b"deux"))
    whole = path.read_bytes()
    for share in (0.2, 0.5, 0.9) if name.endswith("gz") else (0.1, 0.2, 0.35):
        path.write_bytes(whole[: int(len(whole) * share)])
        with pytest.raises(BrokenExport, match="not a tar that opens"):
            open_archive(path)


@pytest.mark.parametrize(
    "content", [b"", b"no tar at all" * 99, b"\x1f\x8b", b"\x1f\x8b" + bytes(99), b"x" * 512]
)
def test_what_is_no_tar_is_said_in_one_line(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "e.tar"
    path.write_bytes(content)
    with pytest.raises(BrokenExport, match="not a tar that opens"):
        open_archive(path)


def test_an_empty_tar_holds_nothing(tmp_path: Path) -> None:
    with open_archive(tarred(tmp_path / "e.tar")) as archive:
        assert archive.names == ()


def test_a_file_with_holes_cannot_be_read_but_the_others_can(tmp_path: Path) -> None:
    holes = member("a", pax_headers={"GNU.sparse.major": "1"})
    path = tarred(tmp_path / "e.tar", (holes, b"un"), ("b", b"x"), form=tarfile.PAX_FORMAT)
    with open_archive(path) as archive:
        assert archive.read("b") == b"x"
        with pytest.raises(BrokenExport, match="damaged"):
            archive.read("a")


@pytest.mark.parametrize("size", ["-1", "9" * 30, "9" * 5000, "x"])
def test_a_size_that_cannot_be_is_refused(size: str, tmp_path: Path) -> None:
    big = member("a", pax_headers={"size": size})
    path = tarred(tmp_path / "e.tar", (big, b"un"), form=tarfile.PAX_FORMAT)
    with pytest.raises(BrokenExport, match="not a tar that opens"):
        open_archive(path)


def test_what_stands_before_a_file_is_never_read_without_bound(tmp_path: Path) -> None:
    long = member("a", pax_headers={"comment": "x" * (1 << 17)})
    path = tarred(tmp_path / "e.tar", (long, b"un"), form=tarfile.PAX_FORMAT)
    with pytest.raises(BrokenExport, match="not a tar that opens"):
        open_archive(path)


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_a_wounded_tar_is_refused_or_read(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("wounded")
    packed = data.draw(st.booleans())
    form = data.draw(st.sampled_from([0, 1, 2]))
    path = tarred(folder / "e.tar", ("a" * 90, b"un"), ("b", b"deux"), form=form)
    content = bytearray(path.read_bytes()[:4096])
    for _ in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    if data.draw(st.booleans()):  # a hostile tar is careful with its sum
        block = content[:512]
        block[148:156] = b" " * 8
        content[148:156] = b"%06o\x00 " % sum(block)
    path.write_bytes(gzip.compress(bytes(content)) if packed else bytes(content))
    assert (refused(path) or "read").isprintable()


def refused(path: Path) -> str | None:
    """Read all of a tar, and return what the refusal says, if it is one of ours."""
    try:
        with open_archive(path) as archive:
            for name in archive.names:
                archive.head(name)
    except VivevoixError as refusal:
        return str(refusal)
    return None
