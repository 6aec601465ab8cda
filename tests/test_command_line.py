"""The command line: what it says, and what it refuses in one line."""

import json
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest
import typer

from toolkit import pipeline
from toolkit.__main__ import app, main
from toolkit.reports import delivery

HERE = Path(__file__).parent.parent
COMMANDS = sorted(typer.main.get_command(app).commands)
every_command = pytest.mark.parametrize("command", COMMANDS)


class Done(NamedTuple):
    """What a command left behind."""

    returncode: int
    stdout: str
    stderr: str


MESSAGES = """message_id,platform,account_id,author_kind,ts_utc,direction,kind,parent_id,text
q1,x,ana,public,2026-01-05T09:00:00Z,in,post,,Bonjour ?
a1,x,house,org_brand,2026-01-05T10:00:00Z,out,reply,q1,Bonjour !
p1,x,house,org_brand,2026-01-06T10:00:00Z,out,post,,Promo
"""


@pytest.fixture
def vivevoix(monkeypatch, capsys):
    """Run the command as a consultant does, in this process: starting another takes longer."""

    def run(*arguments, root):
        monkeypatch.setattr(sys, "argv", ["vivevoix", *arguments, "--root", str(root)])
        with pytest.raises(SystemExit) as left:
            main()
        said = capsys.readouterr()
        return Done(left.value.code or 0, said.out, said.err)

    return run


def client(tmp_path, **files):
    """Make a client whose exports hold these files."""
    pipeline.new_client(tmp_path, "acme", name='Acme "SAS"', profile="sme", language="fr")
    for name, content in files.items():
        path = tmp_path / "acme" / "exports" / name.replace("__", ".")
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return tmp_path


@every_command
def test_every_command_has_help_with_an_example(command):
    assert (typer.main.get_command(app).commands[command].epilog or "").startswith("Example: ")


@every_command
def test_every_command_is_in_the_readme(command):
    assert f"vivevoix {command}" in (HERE / "README.md").read_text(encoding="utf-8")


def test_the_agreed_commands_are_there():
    agreed = {"new", "import", "measure", "audit", "demo", "tables", "lab"}
    assert agreed <= set(COMMANDS)


def test_a_new_client_is_measured_from_agreed_columns(vivevoix, tmp_path):
    root = client(tmp_path, messages__csv=MESSAGES)
    assert vivevoix("import", "acme", root=root).returncode == 0
    said = json.loads(vivevoix("measure", "acme", "--json", root=root).stdout)
    (one,) = (
        one
        for one in said["measures"]
        if (one["id"], one["group"], one["period"]) == ("reply_share", "all", "all")
    )
    assert (one["value"], one["n"], one["code"]) == (0.5, 2, "M1")


def test_the_tables_can_be_listed(vivevoix, tmp_path):
    root = client(tmp_path, messages__csv=MESSAGES)
    vivevoix("import", "acme", root=root)
    assert "messages" in vivevoix("tables", "acme", root=root).stdout


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({}, "nothing in"),
        ({"slack__zip": b"PK\x03\x04 not a zip"}, "slack.zip"),
        ({"holiday__docx": b"hello"}, "no importer knows"),
        ({"messages__csv": "account_id,text\nana,SECRET\n"}, "message_id"),
    ],
    ids=["empty export", "corrupt zip", "unknown platform", "missing columns"],
)
def test_a_bad_export_is_one_line_and_not_a_success(vivevoix, tmp_path, files, said):
    done = vivevoix("import", "acme", root=client(tmp_path, **files))
    assert done.returncode == 1
    (line,) = done.stderr.strip().splitlines()
    assert line.startswith("error: ")
    assert said in line
    assert "SECRET" not in done.stderr + done.stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("audit", "acne"), "there is: acme"),
        (("audit", "acme", "--formats", "pdf"), "there is: html"),
        (("new", "acme"), "already there"),
        (("new", "../acme"), "a-z"),
        (("import", "acme", "no-such-file.zip"), "not there"),
        (("measure", "acme", "--period", "2031-01"), "2026-01"),
    ],
)
def test_a_slip_of_the_pen_is_one_line_and_not_a_success(vivevoix, tmp_path, arguments, said):
    done = vivevoix(*arguments, root=client(tmp_path, messages__csv=MESSAGES))
    assert done.returncode == 1
    (line,) = done.stderr.strip().splitlines()
    assert said in line


def test_a_broken_settings_file_says_which_line(vivevoix, tmp_path):
    root = client(tmp_path, messages__csv=MESSAGES)
    (root / "acme" / "client.toml").write_text('name = "A"\nprofile = \n', encoding="utf-8")
    done = vivevoix("measure", "acme", root=root)
    assert done.returncode == 1
    assert "line 2" in done.stderr


def test_an_option_that_does_not_exist_is_a_usage_error(vivevoix, tmp_path):
    done = vivevoix("audit", "acme", "--lang", root=tmp_path)
    assert done.returncode == 2
    (line,) = done.stderr.strip().splitlines()
    assert "--lang" in line


def test_a_bug_says_where_and_never_what():
    source = (
        "import sys; from toolkit import __main__ as m, store;"
        "store.open_client = lambda *a: int('what she ' + 'wrote');"
        "sys.argv = ['vivevoix', 'tables', 'acme']; m.main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", source], capture_output=True, text=True, check=False, cwd=HERE
    )
    assert done.returncode == 1
    assert "unexpected ValueError" in done.stderr
    assert "she" not in done.stderr


def test_a_delivery_that_was_changed_is_said_to_be(tmp_path, monkeypatch, capsys):
    about = {"client": "acme", "language": "fr", "period": "all"}
    run = delivery.deliver(tmp_path, {"audit.html": b"<html></html>"}, **about)
    (run / "audit.html").write_bytes(b"<html>!</html>")
    monkeypatch.setattr(sys, "argv", ["vivevoix", "verify", str(run)])
    with pytest.raises(SystemExit) as left:
        main()
    assert left.value.code == 1
    assert "audit.html: changed" in capsys.readouterr().err
