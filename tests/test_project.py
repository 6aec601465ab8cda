"""The project keeps its word: pins, documents, layout."""

import re
import runpy
import tomllib
from pathlib import Path

import pytest

HERE = Path(__file__).parent.parent
LOCKS = ("requirements.lock", "requirements-checks.lock")


def read(name):
    return (HERE / name).read_text(encoding="utf-8")


def pins(lock):
    return set(re.findall(r"^([a-z0-9._-]+==[^ ;\\]+)", read(lock), re.MULTILINE))


def test_environment_yml_has_the_pins_of_the_lock():
    conda = re.findall(r"^  - ([a-z]+)=([0-9.]+)$", read("environment.yml"), re.MULTILINE)
    pip = re.findall(r'^      - "([^" ;]+)', read("environment.yml"), re.MULTILINE)
    assert {f"{name}=={version}" for name, version in conda} | set(pip) == pins(LOCKS[0])


def test_environment_yml_is_what_make_lock_writes():
    written = runpy.run_path(str(HERE / ".ci" / "environment_from_lock.py"))["environment"]
    assert written(read(LOCKS[0])) == read("environment.yml")


@pytest.mark.parametrize("name", ["jupyterlab", "ipywidgets", "pandas", "seaborn", "papermill"])
def test_the_five_packages_are_there_by_name(name):
    assert re.search(rf"^  - {name}=", read("environment.yml"), re.MULTILINE)


@pytest.mark.parametrize("lock", LOCKS)
def test_every_pin_has_hashes_and_no_address(lock):
    text = read(lock)
    entries = re.split(r"\n(?=[a-z0-9])", text.strip())
    assert all("--hash=sha256:" in entry for entry in entries)
    assert "://" not in text


def test_what_is_installed_for_the_tests_includes_what_runs():
    assert pins(LOCKS[0]) <= pins(LOCKS[1])


def test_every_direct_dependency_is_pinned():
    project = tomllib.loads(read("pyproject.toml"))["project"]
    pinned = {pin.split("==")[0] for pin in pins(LOCKS[0])}
    assert {name.lower() for name in project["dependencies"]} <= pinned


def test_the_layout_is_the_agreed_one():
    for folder in ("toolkit", "notebooks", "templates", "client_data", "tests"):
        assert (HERE / folder).is_dir()


def test_npm_packages_are_locked_without_addresses():
    locks = list((HERE / "toolkit").rglob("package-lock.json"))
    assert locks
    for lock in locks:
        assert "resolved" not in lock.read_text(encoding="utf-8")


def test_the_readme_gives_the_two_commands():
    text = read("README.md")
    assert "make audit" in text
    assert "make test" in text
