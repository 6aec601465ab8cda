"""The words of the brief: complete, the same in each language, and well set."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.test_wording_files import NARROW, WIDE, _flat
from toolkit.catalogue import TOOLS, read_catalogue
from toolkit.catalogue.tools import Effort, Hosting, Kept, Leaving, Privacy
from toolkit.firm.decision import CRITERIA, VETOES, WHYS
from toolkit.firm.profile import HOUSE, QUESTIONS, options
from toolkit.firm.registers import (
    BENEFITS,
    RISKS,
    Jurisdiction,
    Owner,
    Source,
    read_benefits,
    read_risks,
)
from toolkit.firm.settings import Outcome
from toolkit.firm.steps import SETTLED, USUAL
from toolkit.templates import tables
from toolkit.wording import blanks_of, languages, templates_folder

FOLDER = templates_folder()
ASKED = (*HOUSE, *(field for fields in QUESTIONS.values() for field in fields))
each_language = pytest.mark.parametrize("language", languages())


def texts(language: str) -> dict[str, str]:
    return dict(_flat(tables(FOLDER / "firm" / f"{language}.toml")))


def wanted() -> set[str]:
    """Return every key that the data of the brief calls for."""
    catalogue = read_catalogue(FOLDER / TOOLS)
    keys = {f"option.{field}.{one}" for field in ASKED for one in options(field)}
    keys |= {f"field.{field}" for field in (*ASKED, "gate")}
    keys |= {f"ask.{name}.{part}" for name in ("house", *QUESTIONS) for part in ("title", "help")}
    keys |= {f"outcome.{one.key}.{part}" for one in Outcome for part in ("title", "said", "short")}
    keys |= {f"reason.{name}{end}" for name in WHYS for end in ("", "_doubt")}
    keys |= {f"{part}.{name}" for part in ("strong", "criterion") for name in CRITERIA}
    keys |= {f"step.{name}" for names in USUAL.values() for name in names}
    keys |= {f"step.{SETTLED[name]}" for name in VETOES}
    keys |= {
        f"risk.{name}.{part}"
        for name in read_risks(FOLDER / RISKS)
        for part in ("title", "text", "do")
    }
    gains = read_benefits(FOLDER / BENEFITS)
    keys |= {f"benefit.{name}.{part}" for name in gains for part in ("title", "text")}
    keys |= {f"need.{need}" for one in gains.values() for need in one.needs}
    keys |= {f"owner.{one}" for one in (*Owner.__args__, "house")}
    keys |= {f"jurisdiction.{one}" for one in Jurisdiction.__args__ if one}
    keys |= {f"source_of.{one}" for one in Source.__args__ if one}
    keys |= {f"family.{name}.{part}" for name in catalogue.families for part in ("title", "need")}
    keys |= {f"tool.{name}.{part}" for name in catalogue.tools for part in ("title", "does")}
    kinds = {"keeps": Kept, "privacy": Privacy, "leaving": Leaving, "effort": Effort}
    kinds |= {"hosting": Hosting}
    return keys | {f"{name}.{one}" for name, kind in kinds.items() for one in kind.__args__}


@each_language
def test_everything_that_may_be_said_has_its_words(language: str) -> None:
    assert wanted() - texts(language).keys() == set()


def test_no_words_are_left_of_what_is_gone() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in sources())
    extra = {
        key: key.partition(".")[2].removeprefix("fits_") for key in texts("fr").keys() - wanted()
    }
    assert {key.split(".")[0] for key in extra} <= {"brief", "step", "why", "aside"}
    assert [key for key, name in extra.items() if not re.search(rf'(brief\.|"){name}"', code)] == []


def sources() -> list[Path]:
    root = FOLDER.parent
    return [
        *(root / "toolkit" / "firm").glob("*.py"),
        *(root / "toolkit" / "catalogue").glob("*.py"),
        *(root / "toolkit" / "desk").glob("firm*.py"),
        root / "toolkit" / "reports" / "brief.py",
        root / "templates" / "report" / "brief.html.jinja",
    ]


def test_every_language_has_the_same_keys_and_blanks() -> None:
    french, english = texts("fr"), texts("en")
    assert french.keys() == english.keys()
    assert [key for key in french if blanks_of(french[key]) != blanks_of(english[key])] == []


@each_language
def test_no_text_is_empty_or_badly_spaced(language: str) -> None:
    said = texts(language)
    assert [key for key, text in said.items() if not text or text != text.strip()] == []
    assert [key for key, text in said.items() if "  " in text or re.search("['\"]", text)] == []


def test_french_spaces_never_break_before_a_mark() -> None:
    wrong = (rf"[^{NARROW}][;?!%]", rf"[^{WIDE}]:", rf"«[^{WIDE}]|[^{WIDE}]»")
    assert [
        key for key, text in texts("fr").items() if any(re.search(w, text) for w in wrong)
    ] == []


def test_english_has_no_space_before_a_mark() -> None:
    assert [key for key, text in texts("en").items() if re.search(r"\s[;?!%:,.]", text)] == []


@each_language
def test_the_spelling_is_right(language: str) -> None:
    here = Path(__file__).parents[1]
    french = ["--dictionary", str(here / "spelling_fr.txt")] if language == "fr" else []
    path = str(FOLDER / "firm" / f"{language}.toml")
    command = [sys.executable, "-m", "codespell_lib", *french, path]
    checked = subprocess.run(command, capture_output=True, text=True, check=False, cwd=here)
    assert checked.stdout == ""
