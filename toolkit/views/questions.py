"""What a consultant asks, outside then inside, in order, and which measures answer."""

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
    scope: str = "external"


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
                "unclassified_share", "dialogic_register"),
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

INSIDE = (
    Question(
        name="heard",
        headlines=("reciprocity_dyadic_nonnull", "open_question_unanswered"),
        beside=("open_question_unanswered", "newcomer_answered_72h", "newcomer_wait_median",
                "reciprocity_edgewise"),
        codes=("M17",),
        also=("open_question_unanswered", "newcomer_answered_72h", "newcomer_wait_median"),
        scope="internal",
    ),
    Question(
        name="bosses",
        headlines=("upward_answered_72h", "upward_answered_24h", "upward_returned_share"),
        beside=("answer_asymmetry", "downward_answered_72h", "upward_wait_median",
                "upward_returned_share", "inside_horizontality"),
        codes=("M21", "C40"),
        scope="internal",
    ),
    Question(
        name="network",
        headlines=("likeness_team", "no_tie_share", "tie_density"),
        beside=("no_tie_share", "ei_team_gap", "likeness_site", "community_agreement",
                "centralization_in"),
        codes=("B2", "M18", "M19", "M20", "S29", "S30", "S31", "S32"),
        scope="internal",
    ),
    Question(
        name="floor",
        headlines=("silent_share", "participation_gini"),
        beside=("participation_gini", "top_1_share", "next_9_share"),
        codes=("M22",),
        scope="internal",
    ),
    Question(
        name="places",
        headlines=("open_room_share",),
        beside=("direct_share", "cross_team_rooms_share", "announcement_rooms_share",
                "room_members_median"),
        codes=("M23",),
        scope="internal",
    ),
    Question(
        name="load",
        headlines=("short_rest_share", "after_hours_answers_share", "after_hours_share"),
        beside=("after_hours_share", "after_hours_answers_share", "weekend_share", "holiday_share",
                "meeting_time"),
        codes=("M24", "S33"),
        scope="internal",
    ),
    Question(
        name="survey",
        headlines=("survey_overall", "survey_response_rate"),
        beside=("survey_response_rate", "survey_overall_favourable", "information_gap",
                "information_underload"),
        codes=("M25", "M26", "M27", "S37"),
        scope="internal",
    ),
    Question(
        name="mirror",
        headlines=("mirror_overlap",),
        beside=("mirror_people", "mirror_outside"),
        codes=("C41",),
        scope="internal",
    ),
)  # fmt: skip
ALL = (*QUESTIONS, *INSIDE)


def belongs(measure: str, code: str) -> str:
    """Return the name of the question that a measure answers, ``others`` where none does."""
    by_name = (one.name for one in ALL if measure in one.also)
    by_code = (one.name for one in ALL if code in one.codes)
    return next(by_name, None) or next(by_code, OTHERS)


def order(names: Iterable[str]) -> tuple[str, ...]:
    """Return these names of questions in the order in which they are asked, others last."""
    asked = [*(question.name for question in ALL), OTHERS]
    return tuple(sorted(set(names), key=asked.index))


def heads(measure: str, question: str, *, opens: bool) -> bool:
    """Say whether the explorer shows a measure first: its question names it, or it ``opens``.

    A measure opens what belongs to no question where it is the first of its code.
    """
    asked = next((one for one in ALL if one.name == question), None)
    if asked is None:
        return opens
    return measure in (*asked.headlines, *asked.beside, *asked.seen)
