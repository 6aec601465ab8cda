"""The widget's bundle is what its sources say, with the licences of all that is in it."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from toolkit.views import widget

WIDGETS = Path(widget.__file__).parent / "widgets"
NO_NETWORK = re.compile("EAI_AGAIN|ENOTFOUND|ECONNREFUSED|ETIMEDOUT")
BUILT = ("explorer.bundle.js", "THIRD_PARTY_LICENCES.txt")


def test_the_sources_build_the_same_bytes(tmp_path):
    if shutil.which("npm") is None:
        pytest.skip("npm is not installed: the bundle cannot be built again")
    copy = tmp_path / "widgets"
    shutil.copytree(WIDGETS, copy, ignore=shutil.ignore_patterns("node_modules", *BUILT))
    for command in (["ci", "--ignore-scripts", "--prefer-offline"], ["run", "build"]):
        run = subprocess.run(
            ["npm", *command], cwd=copy, capture_output=True, text=True, check=False
        )
        if command[0] == "ci" and re.search(
            "EAI_AGAIN|ENOTFOUND|ECONNREFUSED|ETIMEDOUT", run.stderr
        ):
            pytest.skip("no package registry can be reached: the bundle cannot be built again")
        assert run.returncode == 0, run.stderr
    for name in BUILT:
        assert (copy / name).read_bytes() == (WIDGETS / name).read_bytes()


def test_the_lock_file_names_no_place():
    lock = json.loads((WIDGETS / "package-lock.json").read_text(encoding="utf-8"))
    packages = [package for name, package in lock["packages"].items() if name]
    assert packages
    assert all("resolved" not in package for package in packages)
    assert all("integrity" in package for package in packages)


def test_every_work_in_the_bundle_has_its_licence():
    licences = (WIDGETS / "THIRD_PARTY_LICENCES.txt").read_text(encoding="utf-8")
    for name in ("@observablehq/plot", "d3-shape", "d3-selection", "d3-scale"):
        assert re.search(
            rf"^{re.escape(name)} \d+\.\d+\.\d+ \((ISC|BSD|MIT)", licences, re.MULTILINE
        )
    assert "Permission to use, copy, modify" in licences


def test_no_text_is_ever_read_as_script_or_markup():
    bundle = (WIDGETS / "explorer.bundle.js").read_text(encoding="utf-8")
    assert not re.search(r"\beval\(|new Function\(|document\.write|insertAdjacentHTML", bundle)
    ours = "".join(path.read_text(encoding="utf-8") for path in (WIDGETS / "src").glob("*.js"))
    assert "createElement" in ours
    assert not re.search(r"innerHTML|outerHTML|\.html\(", ours)


def test_the_bundle_is_what_the_widget_standard_asks_for():
    bundle = (WIDGETS / "explorer.bundle.js").read_text(encoding="utf-8").rstrip()
    assert bundle.endswith("export default explorer.default;")
