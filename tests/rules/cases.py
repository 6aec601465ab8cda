"""For each rule, the smallest case that fires it and the nearest that does not.

A case names measures: ``-`` at risk, ``+`` a strength, ``=`` known, 0.9 [0.8; 1.0], and nothing
said of it. A rule fires on the first and not on any of the others.
"""

from collections.abc import Mapping

CASES: Mapping[str, tuple[str, ...]] = {
    # answers
    "answer_the_public": ("-answered_24h", "+answered_24h", "-answered_72h_remarks"),
    "answer_the_questions": ("-answered_72h_questions", "-answered_72h_remarks"),
    "serve_each_language": ("-answered_72h_gap_language", "-answered_72h_other"),
    "look_for_the_forgotten": ("-first_response_p90", "-first_response_median"),
    "announce_hours": (
        "-first_response_median +answered_7d",
        "-first_response_median",
        "-first_response_median -answered_7d",
        "+answered_7d",
    ),
    "answer_without_copying": (
        "-near_duplicate_share +answered_24h",
        "-near_duplicate_share",
        "-near_duplicate_share -answered_24h",
        "+answered_24h",
    ),
    "write_useful_answers_once": (
        "-answered_72h_questions -near_duplicate_share",
        "-answered_72h_questions",
        "-near_duplicate_share",
    ),
    # voices
    "train_more_voices": ("-effective_voices", "-identified_share"),
    "bring_inside_voices_out": (
        "-effective_voices +reciprocity_dyadic_nonnull",
        "-effective_voices",
        "-effective_voices -reciprocity_dyadic_nonnull",
        "+reciprocity_dyadic_nonnull",
    ),
    "sign_what_is_written": (
        "-identified_share -signed_share",
        "-identified_share",
        "-signed_share",
        "-identified_share +signed_share",
    ),
    "let_people_answer": ("-first_reply_by_person_share", "-identified_share"),
    "put_leaders_in_touch": (
        "-first_reply_by_leader_share -upward_answered_72h",
        "-first_reply_by_leader_share",
        "-upward_answered_72h",
        "-first_reply_by_leader_share +upward_answered_72h",
    ),
    "take_the_accounts_back": (
        "-top_voice_share -scheduler_share",
        "-top_voice_share",
        "-scheduler_share",
    ),
    # talk
    "keep_the_conversation_going": ("-pop_share", "-reply_share"),
    "publish_less_and_ask": (
        "-conversation_zero_share -reply_share",
        "-conversation_zero_share",
        "-reply_share",
    ),
    "stop_chasing_applause": (
        "-conversation_zero_share 40=applause_rate 1=conversation_rate",
        "-conversation_zero_share 4=applause_rate 1=conversation_rate",
        "-conversation_zero_share 40=applause_rate",
        "40=applause_rate 1=conversation_rate",
    ),
    "ask_real_questions": ("-one_way_share", "-symmetry_ratio"),
    "say_who_answers": ("-dialogic_loop", "-dialogic_returns"),
    "close_a_silent_account": (
        "-reply_share -answered_7d -effective_voices",
        "-reply_share -answered_7d",
        "-reply_share -effective_voices",
        "-answered_7d -effective_voices",
        "-reply_share -answered_7d +effective_voices",
    ),
    # register, rituals, spontaneity, drift
    "sell_less": ("-promotional_share", "-own_link_share"),
    "talk_of_others": ("-alterity", "-one_way_share"),
    "drop_the_rituals": ("-ritual_share", "-own_link_share"),
    "write_by_hand": ("-minute_excess", "-scheduler_share"),
    "look_for_what_changed": ("-proximity_drift", "-proximity_index"),
    # outside and inside
    "join_inside_and_outside": ("-mirror_people", "-mirror_overlap"),
    "tell_what_lives_inside": ("-mirror_overlap", "-mirror_people"),
    # listening inside
    "open_the_floor_inside": ("-silent_share", "-open_question_unanswered"),
    "answer_inside": ("-open_question_unanswered", "-newcomer_answered_72h"),
    "welcome_the_newcomers": ("-newcomer_answered_72h", "-open_question_unanswered"),
    "answer_in_the_open": (
        "-open_question_unanswered 0.9=direct_share",
        "-open_question_unanswered 0.4=direct_share",
        "-open_question_unanswered",
        "0.9=direct_share",
    ),
    "open_the_announcements": (
        "-silent_share 0.9=announcement_rooms_share",
        "-silent_share 0.2=announcement_rooms_share",
        "-silent_share",
        "0.9=announcement_rooms_share",
    ),
    # bosses, ties
    "let_bosses_answer": ("-upward_answered_72h", "-inside_horizontality"),
    "compare_said_and_done": (
        "-upward_answered_72h +survey_superiors_favourable",
        "-upward_answered_72h",
        "-upward_answered_72h -survey_superiors_favourable",
        "+survey_superiors_favourable",
    ),
    "mix_the_levels": ("-ei_level_gap", "-likeness_team"),
    "open_the_silos": ("-likeness_team", "-likeness_site"),
    "join_the_sites": ("-likeness_site", "-likeness_team"),
    "relieve_the_go_betweens": ("-centralization_between", "-centralization_in"),
    "reach_the_isolated": ("-no_tie_share", "-silent_share"),
    # load
    "protect_rest": ("-short_rest_share", "-after_hours_share"),
    "leave_the_weekend_alone": ("-weekend_share", "-after_hours_share"),
    "shrink_the_meetings": ("-meeting_large_share", "0.9=meeting_recurring_share"),
    # survey
    "make_it_safe_to_speak": ("-survey_climate_favourable", "-survey_media_favourable"),
    "train_managers_to_listen": ("-survey_superiors_favourable", "-survey_feedback_favourable"),
    "say_what_work_needs": ("-survey_integration_favourable", "-survey_perspective_favourable"),
    "clear_the_messages": ("-survey_media_favourable", "-information_overload"),
    "help_colleagues_meet": ("-survey_horizontal_favourable", "-survey_climate_favourable"),
    "say_where_we_go": ("-survey_perspective_favourable", "-survey_integration_favourable"),
    "listen_to_managers": ("-survey_subordinates_favourable", "-survey_superiors_favourable"),
    "speak_of_the_work_done": ("-survey_feedback_favourable", "-survey_superiors_favourable"),
    "send_less": ("-information_overload", "-information_underload"),
    "tell_what_is_missing": ("-information_underload", "-information_overload"),
    "explain_decisions": (
        "-information_underload 0.9=gap_decisions",
        "-information_underload 0.3=gap_decisions",
        "-information_underload",
        "0.9=gap_decisions",
    ),
    # proof
    "code_again": ("-coders_alpha_function", "-machine_accuracy_function"),
    "check_the_machine": ("-machine_accuracy_function", "-coders_alpha_function"),
    "ask_those_who_did_not_answer": ("-survey_response_rate", "-survey_climate_favourable"),
}
