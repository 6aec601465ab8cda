"""Writes environment.yml from requirements.lock, so that conda users get the same pins."""

import re
from pathlib import Path

BY_NAME = ("jupyterlab", "ipywidgets", "pandas", "seaborn", "papermill")
PIN = re.compile(r"^([a-z0-9][a-z0-9._-]*)==([^ ;\\]+)(?: ; ([^\\]+?))? ?\\?$", re.MULTILINE)


def environment(lock: str) -> str:
    """Return the text of environment.yml for the text of a lock file."""
    pins = PIN.findall(lock)
    by_name = [f"  - {name}={version}" for name, version, _ in pins if name in BY_NAME]
    by_pip = [
        f'      - "{name}=={version}' + (f" ; {marker.strip()}" if marker else "") + '"'
        for name, version, marker in pins
        if name not in BY_NAME
    ]
    return "\n".join(
        [
            "# The pins of requirements.lock, for conda users. `make lock` writes this file.",
            "name: vivevoix",
            "channels:",
            "  - conda-forge",
            "dependencies:",
            "  - python>=3.11,<3.14",
            *by_name,
            "  - pip",
            "  - pip:",
            *by_pip,
            "      - -e .",
            "",
        ]
    )


if __name__ == "__main__":
    here = Path(__file__).resolve().parent.parent
    text = environment((here / "requirements.lock").read_text(encoding="utf-8"))
    (here / "environment.yml").write_text(text, encoding="utf-8")
