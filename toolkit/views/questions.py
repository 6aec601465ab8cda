"""What a consultant asks of the outside, in order, and which measures answer which question."""

from collections.abc import Iterable
from dataclasses import dataclass

OTHERS = "others"


@dataclass(frozen=True, kw_only=True)
class Question:
    """A question whose words stand under ``question.<name>``.

    ``headlines`` are measures by preference: the first that has a value is the answer.
    ``beside`` completes it. All measures of ``codes``, and those of ``also``, belong to it;
    the explorer shows first those named here, ``seen`` among them.
    """

    name: str
    headlines: tuple[str, ...]
    beside: tuple[str, ...]
    codes: tuple[str, ...]
    also: tuple[str, ...] = ()
    seen: tuple[str, ...] = ()


QUESTIONS = (
    Question(
        name="proximity",
        headlines=("proximity_index",),
        beside=("proximity_slope", "proximity_drift"),
        codes=("M15", "M16"),
        seen=("pillar_dialogue", "pillar_voices", "pillar_spontaneity", "pillar_register",
              "pillar_alterity"),
    ),
    Question(
        name="answers",
        headlines=("answered_24h", "answered_72h", "answered_7d", "reply_share"),
        beside=(
            "first_response_median", "first_response_median_naive", "reply_share", "pop_share",
            "conversation_depth", "last_word_share", "first_reply_by_person_share",
            "answered_72h_gap_language", "answered_72h_questions",
        ),
        codes=("M1", "M2", "M3", "M4", "C38", "S34"),
    ),
    Question(
        name="voices",
        headlines=("effective_voices",),
        beside=("voices_count", "top_voice_share", "identified_share", "leader_share",
                "signed_share"),
        codes=("M6", "M7"),
    ),
    Question(
        name="words",
        headlines=("promotional_share", "promotional_share_observed", "community_share"),
        beside=("one_way_share", "symmetry_ratio", "alterity", "own_link_share",
                "unclassified_share"),
        codes=("M12", "M13", "M14", "S35", "S36", "C39"),
        also=("link_share", "own_link_share", "hashtags_per_post", "emojis_per_post",
              "effective_emojis"),
    ),
    Question(
        name="hand",
        headlines=("near_duplicate_share", "ritual_share"),
        beside=("top_template_share", "minute_excess", "ritual_share", "scheduler_share",
                "burstiness_finite"),
        codes=("M8", "M9", "M10", "M11"),
    ),
    Question(
        name="buzz",
        headlines=("conversation_rate", "amplification_rate", "applause_rate"),
        beside=("conversation_per_1000", "amplification_per_1000", "applause_per_1000"),
        codes=("M5",),
    ),
)  # fmt: skip


def belongs(measure: str, code: str) -> str:
    """Return the name of the question that a measure answers, ``others`` where none does."""
    by_name = (one.name for one in QUESTIONS if measure in one.also)
    by_code = (one.name for one in QUESTIONS if code in one.codes)
    return next(by_name, None) or next(by_code, OTHERS)


def order(names: Iterable[str]) -> tuple[str, ...]:
    """Return these names of questions in the order in which they are asked, others last."""
    asked = [*(question.name for question in QUESTIONS), OTHERS]
    return tuple(sorted(set(names), key=asked.index))


def heads(measure: str, question: str, *, opens: bool) -> bool:
    """Say whether the explorer shows a measure first: its question names it, or it ``opens``.

    A measure opens what belongs to no question where it is the first of its code.
    """
    asked = next((one for one in QUESTIONS if one.name == question), None)
    if asked is None:
        return opens
    return measure in (*asked.headlines, *asked.beside, *asked.seen)
