"""The tables of what was written, by whom, and what it carries."""

from toolkit.model.columns import CALENDAR, KINDS, MARKED, SAID, Column, identifier, table

ACCOUNTS = table(
    "accounts",
    "account_id",
    "accounts that write, those of the organisation and the others",
    identifier("account_id", "identifier of the account, unique across platforms", required=True),
    Column("platform", "text", "where the account is"),
    Column("kind", "text", "who speaks", one_of=("brand", "person", "public", "bot", "unknown")),
    identifier("person_id", "the person behind the account, where known"),
    Column("is_leader", "flag", "whether that person leads the organisation"),
    Column("team", "text", "team of the account"),
    identifier("display_name_hash", "keyed digest of the displayed name"),
    Column("opened_on", "date", "when the account was opened"),
    Column("followers", "whole", "followers when the export was made", unit="accounts"),
    identifier("name", "displayed name"),
    identifier("handle", "name that others write to address the account"),
    identifier("email", "address of the account's holder"),
    Column("tz", "text", "time zone of the holder, as Europe/Paris"),
)

MESSAGES = table(
    "messages",
    "message_id",
    "everything that was written, outward and inward",
    Column("message_id", "text", "identifier, unique across platforms", required=True),
    Column("platform", "text", "where it was written"),
    Column("scope", "text", "outward or inward", one_of=("external", "internal")),
    identifier("account_id", "account that wrote it", required=True),
    Column("author_kind", "text", "who wrote", one_of=("org_brand", "org_person", "public", "bot")),
    Column("ts_utc", "time", "when it was written", required=True),
    Column("tz", "text", "time zone in which the day is counted"),
    Column("direction", "text", "out of the organisation or into it", one_of=("out", "in")),
    Column("parent_id", "text", "message that it answers"),
    Column("thread_id", "text", "conversation it belongs to"),
    Column("root_id", "text", "first message of the conversation"),
    identifier("to_account_id", "account that it is addressed to"),
    Column("channel_id", "text", "room in which it was written"),
    Column("kind", "text", "what it is", one_of=KINDS),
    Column("topic", "text", "digest of the subject, without Re: and the like, where there is one"),
    Column("text", "text", "what was written", personal=True),
    Column("lang", "text", "language, as the platform says"),
    Column("is_paid", "flag", "whether it was paid for"),
    Column("source_client", "text", "programme that published it"),
    Column("visibility", "text", "who may read it", one_of=("public", "private")),
    Column("edited_at", "time", "when it was last changed"),
    Column("deleted_at", "time", "when it was deleted"),
    *CALENDAR,
    time="ts_utc",
)

MARKS = table(
    "marks",
    "message_id kind mark",
    "what an outward message carries besides words",
    Column("message_id", "text", "message that carries it", required=True),
    Column("kind", "text", "what it is", required=True, one_of=MARKED),
    Column("mark", "text", "the mark, a tag in lower case", personal=True, required=True),
    Column("times", "whole", "how often the message carries it", unit="times"),
    Column("is_own", "flag", "whether a link leads to the organisation's own site"),
)

CUES = table(
    "cues",
    "message_id",
    "what the words of an outward message do, read from its text at each import",
    Column("message_id", "text", "message that was read", required=True),
    Column("lang", "text", "language in which it is written, as fr"),
    Column("is_question", "flag", "whether it asks something"),
    Column("is_addressed", "flag", "whether it speaks to somebody in particular"),
    Column("person", "text", "who speaks, by the pronouns", one_of=("singular", "plural", "both")),
    Column("refers", "text", "of whom it speaks", one_of=("self", "other", "both", "none")),
    Column("courtesies", "whole", "how many signs of dialogue: greeting, thanks...", unit="signs"),
    identifier("signed", "who signed it for the account, as ^AB or -Anne"),
    *(
        Column(f"template_{level}", "text", f"group of texts alike at a Jaccard index of .{level}")
        for level in (7, 8, 9)
    ),
)

SUBJECTS = table(
    "subjects",
    "message_id subject",
    "which subjects of the list a message touches, outward or inward",
    Column("message_id", "text", "message that touches it", required=True),
    Column("subject", "text", "the subject, as the list of subjects names it", required=True),
    Column("times", "whole", "how many of its words are there", unit="times"),
)

LABELS = table(
    "labels",
    "message_id scheme coder_id",
    "what coders, people or models, say a message is",
    Column("message_id", "text", "message that was coded", required=True),
    Column("scheme", "text", "coding scheme", required=True),
    Column("label", "text", "what the coder says", required=True),
    identifier("coder_id", "who coded, a person or model@version"),
    Column("p", "number", "probability that the coder gives", unit="0-1"),
    Column("adjudicated", "flag", "whether coders agreed on it together"),
)

MESSAGE_METRICS = table(
    "message_metrics",
    "message_id captured_at",
    "reactions to a message, as counted when the export was made",
    Column("message_id", "text", "message that was counted", required=True),
    Column("captured_at", "time", "when it was counted"),
    *(
        Column(name, "whole", f"number of {name}", unit="times")
        for name in (
            "likes",
            "comments",
            "shares",
            "saves",
            "clicks",
            "impressions",
            "reach",
            "views",
        )
    ),
    Column("followers_at_post", "whole", "followers when it was published", unit="accounts"),
)

ACCOUNT_METRICS = table(
    "account_metrics",
    "account_id day",
    "what a platform counts for an account day by day, its posts not told apart",
    identifier("account_id", "account that was counted", required=True),
    Column("day", "date", "which day", required=True),
    Column("followers", "whole", "followers at the end of the day", unit="accounts"),
    Column("follows", "whole", "new followers of the day", unit="accounts"),
    *(
        Column(name, "whole", f"number of {name}", unit="times")
        for name in ("likes", "comments", "shares", "clicks", "impressions", "reach", "views")
    ),
)

VERSIONS = table(
    "versions",
    "message_id edited_at deleted_at",
    "the states in which a message came, where exports disagree: which one counts, and since when",
    Column("message_id", "text", "message that came in several states", required=True),
    Column("edited_at", "time", "when this state was written, where it is an edit"),
    Column("deleted_at", "time", "when the message was deleted, where this state says so"),
    Column("is_kept", "flag", "whether this is the state that the tables hold"),
)

OBSERVATION_WINDOW = table(
    "observation_window",
    "account_id start_utc",
    "when an account was watched, and whether what it received is in the export",
    identifier("account_id", "account that was watched", required=True),
    Column("start_utc", "time", "first moment watched"),
    Column("end_utc", "time", "last moment watched"),
    Column("inbound_complete", "text", "messages received are there", one_of=SAID),
    Column("replies_complete", "flag", "whether all answers are there"),
)
