import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from types import FunctionType

import polars as pl
import pytest

from toolkit import metrics, model, plugins, rules
from toolkit.advice import ACTIONS, read_actions
from toolkit.advice.actions import GRADES
from toolkit.judge import YARDSTICKS, read_yardsticks
from toolkit.results import Action, Because, Level, Measure, Measures, Status
from toolkit.wording import Part, Words, blanks_of, languages, templates_folder

AGREED = [
    "reply_share",
    "answered_1h",
    "answered_24h",
    "answered_72h",
    "answered_7d",
    "first_response_median",
    "first_response_p90",
    "first_response_rmst_72h",
    "first_response_median_business",
    "first_response_median_naive",
    "voices_count",
    "effective_voices",
    "effective_voices_2d",
    "top_voice_share",
    "identified_share",
    "leader_share",
    "brand_share",
    "ritual_share",
    "hashtags_per_post",
    "emojis_per_post",
    "effective_emojis",
    "link_share",
    "own_link_share",
    "reciprocity_edgewise",
    "reciprocity_dyadic",
    "reciprocity_dyadic_nonnull",
    "participation_gini",
    "silent_share",
    "top_1_share",
    "next_9_share",
]
REASONS = [
    "no_table",
    "no_messages",
    "no_outbound",
    "no_opener",
    "no_inbound",
    "not_reached",
    "no_tie",
    "no_people",
    "too_few_people",
    "complement",
    "legal_gate",
    "no_mark",
    "one_author",
    "no_yardstick",
    "too_few",
    "in_between",
    "no_value",
    "interval_straddles",
    "no_interval",
]
OF_A_MEASURE = ("title", "label", "sentence", "basis", "method", "unit", "higher_is")
OF_A_RULE = (
    "title",
    "summary",
    "action",
    "cause",
    "first_step",
    "stop",
)
TITLE, YARDSTICK = r"measure\.\w+\.title", r"measure\.\w+\.yardstick"
NARROW, WIDE = "\u202f", "\u00a0"
HERE = Path(__file__).parent

each_language = pytest.mark.parametrize("language", languages())


@cache
def texts(language: str) -> dict[str, str]:
    path = templates_folder() / "wording" / f"{language}.toml"
    return dict(_flat(tomllib.loads(path.read_text(encoding="utf-8"))))


def _flat(part: Mapping[str, Part], above: str = "") -> Iterator[tuple[str, str]]:
    for name, below in part.items():
        if isinstance(below, str):
            yield above + name, below
        else:
            yield from _flat(below, f"{above}{name}.")


@cache
def measured() -> dict[str, Measure]:
    """Return every measure that a metric gives, asked of empty tables."""
    kinds = {"whole": pl.Int64(), "number": pl.Float64(), "flag": pl.Boolean(), "date": pl.Date()}
    kinds |= {"text": pl.String(), "time": pl.Datetime("us", "UTC")}
    empty = {
        name: pl.DataFrame(schema={column.name: kinds[column.kind] for column in table.columns})
        for name, table in model.TABLES.items()
    }
    found = {}
    for metric in plugins.functions(metrics, Measures).values():
        wanted = [name for name in metric.__annotations__ if name in empty]
        found |= {one.id: one for one in metric(**{name: empty[name] for name in wanted})}
    return found


# ------------------------------------------------------------------------- the two files


def test_french_and_english_are_there() -> None:
    assert {"fr", "en"} <= set(languages())


def test_every_language_has_the_same_keys() -> None:
    assert texts("fr").keys() == texts("en").keys()


def test_every_text_has_the_same_blanks_in_each_language() -> None:
    french, english = texts("fr"), texts("en")
    assert [key for key in french if blanks_of(french[key]) != blanks_of(english[key])] == []


@each_language
def test_no_text_is_empty_or_has_stray_spaces(language: str) -> None:
    wrong = [k for k, text in texts(language).items() if not text.strip() or text != text.strip()]
    assert wrong == []
    assert not [key for key, text in texts(language).items() if "  " in text]


@each_language
@pytest.mark.parametrize("measure", AGREED)
def test_every_agreed_measure_has_all_its_words(language: str, measure: str) -> None:
    missing = [name for name in OF_A_MEASURE if f"measure.{measure}.{name}" not in texts(language)]
    assert missing == []


@each_language
def test_a_measure_is_put_as_a_question(language: str) -> None:
    titles = {key: text for key, text in texts(language).items() if re.fullmatch(TITLE, key)}
    assert [key for key, text in titles.items() if not text.endswith("?")] == []


@each_language
def test_every_measure_that_a_metric_gives_is_worded_in_its_unit(language: str) -> None:
    words = Words(language)
    units = {name: words.say(f"measure.{name}.unit") for name in measured()}
    assert units == {name: one.unit for name, one in measured().items()}


@each_language
def test_every_yardstick_says_why_it_lies_where_it_does(language: str) -> None:
    judged = {key.split(".")[1] for key in texts(language) if re.fullmatch(YARDSTICK, key)}
    assert judged == set(read_yardsticks(templates_folder() / YARDSTICKS))


@each_language
def test_more_is_said_to_be_better_where_the_yardstick_has_it_so(language: str) -> None:
    words = Words(language)
    for measure, stick in read_yardsticks(templates_folder() / YARDSTICKS).items():
        wanted = "better" if stick.strength > stick.risk else "worse"
        assert words.say(f"measure.{measure}.higher_is") == wanted


@each_language
@pytest.mark.parametrize("rule", plugins.functions(rules, Because))
def test_every_rule_has_all_its_words(language: str, rule: str) -> None:
    assert [name for name in OF_A_RULE if f"rule.{rule}.{name}" not in texts(language)] == []


@each_language
@pytest.mark.parametrize("rule", plugins.functions(rules, Because))
def test_a_first_step_begins_after_its_day(language: str, rule: str) -> None:
    first = texts(language)[f"rule.{rule}.first_step"]
    assert first[0].islower(), first  # it stands behind "by 17 August 2026:"


@each_language
@pytest.mark.parametrize("rule", plugins.functions(rules, Because).items(), ids=lambda one: one[0])
def test_every_finding_that_may_justify_a_rule_has_its_why(
    language: str, rule: tuple[str, FunctionType]
) -> None:
    name, function = rule
    named = {one for one in function.__code__.co_consts if isinstance(one, str)} & {*measured()}
    worded = {key.rsplit(".", 1)[1] for key in texts(language) if f"rule.{name}.why." in key}
    assert worded == named


@each_language
@pytest.mark.parametrize(
    "action", read_actions(templates_folder() / ACTIONS).items(), ids=lambda one: one[0]
)
def test_all_that_an_action_says_has_words(language: str, action: tuple[str, Action]) -> None:
    name, said = action
    wanted = [f"advice.owner.{said.owner}", f"advice.cost.{said.cost}"]
    wanted += [f"advice.need.{need}" for need in said.needs]
    wanted += [f"advice.grade.{grade}" for grade in GRADES]
    wanted += [f"measure.{guard}.label" for guard in said.guard]
    assert [key for key in wanted if key not in texts(language)] == []
    assert said.guard or f"rule.{name}.guard" in texts(language)  # nothing without a guard-rail


@each_language
def test_no_rule_is_worded_that_does_not_exist(language: str) -> None:
    worded = {key.split(".")[1] for key in texts(language) if key.startswith("rule.")}
    assert worded == set(plugins.functions(rules, Because))


@each_language
@pytest.mark.parametrize("reason", REASONS)
def test_every_reason_is_said_in_a_sentence(language: str, reason: str) -> None:
    assert texts(language)[f"reason.{reason}"].endswith(".")


@each_language
def test_every_status_level_basis_and_unit_is_worded(language: str) -> None:
    words = Words(language)
    wanted = [f"status.{status}.label" for status in Status]
    wanted += [f"status.{status}.sentence" for status in Status]
    wanted += [f"level.{level}.label" for level in Level]
    wanted += [f"basis.{basis}" for basis in ("published", "convention", "own")]
    wanted += [f"unit.{unit}" for unit in {one.unit for one in measured().values()}]
    assert [key for key in wanted if not words.has(key)] == []


# ------------------------------------------------------------------------- typography


def where(language: str, wrong: str) -> list[str]:
    return [key for key, text in texts(language).items() if re.search(wrong, text)]


def test_french_spaces_never_break_before_a_mark() -> None:
    assert where("fr", rf"[^{NARROW}][;?!%]") == []
    assert where("fr", rf"[^{WIDE}]:") == []
    assert where("fr", rf"«[^{WIDE}]|[^{WIDE}]»") == []


def test_english_has_no_space_before_a_mark() -> None:
    assert where("en", r"\s[;?!%:,.]") == []


@each_language
def test_apostrophes_and_quotes_are_those_of_print(language: str) -> None:
    assert where(language, "['\"]") == []


@pytest.mark.parametrize(
    ("files", "dictionary"),
    [
        (("wording/en.toml", "yardsticks.toml"), ()),
        (("wording/fr.toml",), ("--dictionary", str(HERE / "spelling_fr.txt"))),
    ],
    ids=["English", "French"],
)
def test_the_spelling_is_right(files: tuple[str, ...], dictionary: tuple[str, ...]) -> None:
    paths = [str(templates_folder() / name) for name in files]
    command = [sys.executable, "-m", "codespell_lib", *dictionary, *paths]
    checked = subprocess.run(command, capture_output=True, text=True, check=False, cwd=HERE)
    assert checked.stdout == ""


def test_the_french_spelling_check_sees_a_missing_accent(tmp_path: Path) -> None:
    (tmp_path / "fr.toml").write_text('ui = "sans reponse"\n', encoding="utf-8")
    command = [sys.executable, "-m", "codespell_lib", "--dictionary", str(HERE / "spelling_fr.txt")]
    checked = subprocess.run(
        [*command, str(tmp_path / "fr.toml")], capture_output=True, text=True, check=False
    )
    assert "réponse" in checked.stdout


# ------------------------------------------------------------------------- sentences


@each_language
@pytest.mark.parametrize("reason", REASONS)
def test_a_missing_number_says_why_and_never_zero(language: str, reason: str) -> None:
    words = Words(language)
    missing = Measure(
        id="answered_24h",
        code="M2",
        unit="share",
        n=0,
        status=Status.NOT_COMPUTABLE,
        reason=reason,
    )
    assert words.measure(missing) == words.say(f"reason.{reason}")
    assert words.value_of(missing) == words.say("status.not_computable.label")
    assert not re.search(r"\b0\b", words.measure(missing))


@each_language
@pytest.mark.parametrize("measure", AGREED)
def test_every_measure_makes_a_sentence_that_ends(language: str, measure: str) -> None:
    words = Words(language)
    unit = words.say(f"measure.{measure}.unit")
    said = words.measure(Measure(id=measure, code="M0", unit=unit, n=40, value=0.5))
    assert said.endswith(".")
    assert words.value(measure, 0.5) in said
    assert "{" not in said
