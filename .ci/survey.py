"""Writes the survey for LimeSurvey and for paper, from its questions."""

import sys
from pathlib import Path

from toolkit.surveys import read_instrument
from toolkit.surveys.form import page
from toolkit.surveys.limesurvey import structure


def main(folder: Path) -> None:
    """Write all forms of the survey beside its questions."""
    instrument = read_instrument(folder / "instrument.toml")
    (folder / "limesurvey.txt").write_text(structure(instrument), encoding="utf-8", newline="")
    for language in ("fr", "en"):
        (folder / f"form.{language}.html").write_text(page(instrument, language), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
