"""The agreed tables: the one vocabulary in which importers write and measures read."""

from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

Kind = Literal["text", "whole", "number", "flag", "time", "date"]


@dataclass(frozen=True)
class Column:
    """One column: its type, what it means, its unit, and whether it tells who somebody is.

    ``time`` is UTC to the microsecond; ``one_of`` lists the only words allowed.
    """

    name: str
    kind: Kind
    meaning: str
    unit: str = ""
    personal: bool = False
    required: bool = False
    one_of: tuple[str, ...] = ()


@dataclass(frozen=True)
class Table:
    """One agreed table; ``key`` says which columns make a row the same row at the next export."""

    name: str
    key: tuple[str, ...]
    meaning: str
    columns: tuple[Column, ...]
    time: str | None = None

    def column(self, name: str) -> Column:
        """Return the column of that name; ``KeyError`` where there is none."""
        return {column.name: column for column in self.columns}[name]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all columns, in their agreed order."""
        return tuple(column.name for column in self.columns)


AUTHORS = ("org_brand", "org_person", "public", "bot")
KINDS = ("post", "reply", "reshare", "quote", "dm", "system")
MARKED = ("hashtag", "emoji", "link", "mention")
WAYS = ("dm", "group_dm", "channel", "email", "meeting", "comment")
SAID = ("yes", "no", "unknown")

SOURCE = (
    Column("source_file", "text", "file of the export that the row was read from", personal=True),
    Column("importer", "text", "importer and its version, such as slack@1"),
)

CALENDAR = (
    Column("t_us", "whole", "when, in UTC", unit="microseconds since 1970"),
    Column("day", "whole", "local date, as 20260131", unit="date"),
    Column("month", "whole", "local month, as 202601", unit="month"),
    Column("iso_week", "whole", "ISO year and week, as 202605", unit="week"),
    Column("weekday", "whole", "local weekday, Monday is 1", unit="1-7"),
    Column("hour", "whole", "local hour", unit="0-23"),
    Column("minute", "whole", "minute of the hour", unit="0-59"),
    Column("business_s", "whole", "opening seconds elapsed since 1970", unit="seconds"),
)


def _table(name: str, key: str, meaning: str, *columns: Column, time: str | None = None) -> Table:
    return Table(name, tuple(key.split()), meaning, (*columns, *SOURCE), time)


def _id(name: str, meaning: str, *, required: bool = False) -> Column:
    return Column(name, "text", meaning, personal=True, required=required)


ACCOUNTS = _table(
    "accounts",
    "account_id",
    "accounts that write, those of the organisation and the others",
    _id("account_id", "identifier of the account, unique across platforms", required=True),
    Column("platform", "text", "where the account is"),
    Column("kind", "text", "who speaks", one_of=("brand", "person", "public", "bot", "unknown")),
    _id("person_id", "the person behind the account, where known"),
    Column("is_leader", "flag", "whether that person leads the organisation"),
    Column("team", "text", "team of the account"),
    _id("display_name_hash", "keyed digest of the displayed name"),
    Column("opened_on", "date", "when the account was opened"),
    Column("followers", "whole", "followers when the export was made", unit="accounts"),
    _id("name", "displayed name"),
    _id("handle", "name that others write to address the account"),
    _id("email", "address of the account's holder"),
    Column("tz", "text", "time zone of the holder, as Europe/Paris"),
)

MESSAGES = _table(
    "messages",
    "message_id",
    "everything that was written, outward and inward",
    Column("message_id", "text", "identifier, unique across platforms", required=True),
    Column("platform", "text", "where it was written"),
    Column("scope", "text", "outward or inward", one_of=("external", "internal")),
    _id("account_id", "account that wrote it", required=True),
    Column("author_kind", "text", "who wrote", one_of=("org_brand", "org_person", "public", "bot")),
    Column("ts_utc", "time", "when it was written", required=True),
    Column("tz", "text", "time zone in which the day is counted"),
    Column("direction", "text", "out of the organisation or into it", one_of=("out", "in")),
    Column("parent_id", "text", "message that it answers"),
    Column("thread_id", "text", "conversation it belongs to"),
    Column("root_id", "text", "first message of the conversation"),
    _id("to_account_id", "account that it is addressed to"),
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

MARKS = _table(
    "marks",
    "message_id kind mark",
    "what an outward message carries besides words",
    Column("message_id", "text", "message that carries it", required=True),
    Column("kind", "text", "what it is", required=True, one_of=MARKED),
    Column("mark", "text", "the mark, a tag in lower case", personal=True, required=True),
    Column("times", "whole", "how often the message carries it", unit="times"),
    Column("is_own", "flag", "whether a link leads to the organisation's own site"),
)

MESSAGE_METRICS = _table(
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

ACCOUNT_METRICS = _table(
    "account_metrics",
    "account_id day",
    "what a platform counts for an account day by day, its posts not told apart",
    _id("account_id", "account that was counted", required=True),
    Column("day", "date", "which day", required=True),
    Column("followers", "whole", "followers at the end of the day", unit="accounts"),
    Column("follows", "whole", "new followers of the day", unit="accounts"),
    *(
        Column(name, "whole", f"number of {name}", unit="times")
        for name in ("likes", "comments", "shares", "clicks", "impressions", "reach", "views")
    ),
)

VERSIONS = _table(
    "versions",
    "message_id edited_at deleted_at",
    "the states in which a message came, where exports disagree: which one counts, and since when",
    Column("message_id", "text", "message that came in several states", required=True),
    Column("edited_at", "time", "when this state was written, where it is an edit"),
    Column("deleted_at", "time", "when the message was deleted, where this state says so"),
    Column("is_kept", "flag", "whether this is the state that the tables hold"),
)

CONSENTS = _table(
    "consents",
    "person_id scope given_on",
    "what people agreed to: without a valid line, nobody is named",
    _id("person_id", "identifier, address or name of the person", required=True),
    Column("scope", "text", "what for, such as speaking in public or being named", required=True),
    Column("given_on", "date", "when it was given"),
    Column("expires_on", "date", "until when it holds"),
    Column("withdrawn_on", "date", "when it was taken back"),
    Column("document", "text", "where the signed form is kept", personal=True),
)

LABELS = _table(
    "labels",
    "message_id scheme coder_id",
    "what coders, people or models, say a message is",
    Column("message_id", "text", "message that was coded", required=True),
    Column("scheme", "text", "coding scheme", required=True),
    Column("label", "text", "what the coder says", required=True),
    _id("coder_id", "who coded, a person or model@version"),
    Column("p", "number", "probability that the coder gives", unit="0-1"),
    Column("adjudicated", "flag", "whether coders agreed on it together"),
)

OBSERVATION_WINDOW = _table(
    "observation_window",
    "account_id start_utc",
    "when an account was watched, and whether what it received is in the export",
    _id("account_id", "account that was watched", required=True),
    Column("start_utc", "time", "first moment watched"),
    Column("end_utc", "time", "last moment watched"),
    Column("inbound_complete", "text", "messages received are there", one_of=SAID),
    Column("replies_complete", "flag", "whether all answers are there"),
)

CALENDARS = _table(
    "calendars",
    "calendar_id weekday opens",
    "opening hours",
    Column("calendar_id", "text", "name of the calendar", required=True),
    Column("tz", "text", "time zone, as Europe/Paris"),
    Column("weekday", "whole", "Monday is 1", unit="1-7"),
    Column("opens", "text", "opening time, as 09:00"),
    Column("closes", "text", "closing time, as 18:00"),
)

PEOPLE = _table(
    "people",
    "person_id",
    "the roster: everybody who belongs to the organisation, silent people too",
    _id("person_id", "identifier of the person", required=True),
    Column("team", "text", "team"),
    Column("level", "whole", "1 is staff, the highest is the top", unit="level"),
    _id("manager_id", "person this one reports to"),
    Column("site", "text", "place of work"),
    Column("tz", "text", "time zone, as Europe/Paris"),
    Column("fte", "number", "working time", unit="full-time equivalents"),
    _id("name", "name"),
    _id("email", "address that joins the person to accounts"),
)

INTERACTIONS = _table(
    "interactions",
    "interaction_id",
    "who wrote to whom inside; a message to nobody in particular has no addressee",
    Column("interaction_id", "text", "identifier of message and addressee"),
    Column("message_id", "text", "message that was sent"),
    _id("src", "person who wrote", required=True),
    _id("dst", "person written to, empty for a message to all"),
    Column("ts_utc", "time", "when", required=True),
    Column("channel_kind", "text", "by which way", one_of=WAYS),
    Column("channel_id", "text", "room"),
    Column("reply_to", "text", "message that it answers"),
    Column("weight", "number", "1 shared between the addressees", unit="share"),
    Column("recipients_n", "whole", "number of addressees", unit="people"),
    *CALENDAR,
    time="ts_utc",
)

CHANNELS = _table(
    "channels",
    "channel_id",
    "rooms in which people write inside",
    Column("channel_id", "text", "identifier of the room", required=True),
    Column("kind", "text", "who may enter", one_of=("open", "private", "dm", "group_dm")),
    Column("members_n", "whole", "people in the room", unit="people"),
    Column("is_announcement_only", "flag", "whether only some may write"),
    Column("name", "text", "name of the room", personal=True),
)

MEETINGS = _table(
    "meetings",
    "meeting_id",
    "meetings of the calendars",
    Column("meeting_id", "text", "identifier", required=True),
    _id("organiser", "person who invites"),
    Column("start", "time", "when it starts", required=True),
    Column("end", "time", "when it ends"),
    Column("invited", "whole", "people invited", unit="people"),
    Column("accepted", "whole", "people who accepted", unit="people"),
    Column("recurring", "flag", "whether it comes back"),
    Column("cancelled", "flag", "whether it was cancelled"),
)

ATTENDANCE = _table(
    "attendance",
    "meeting_id person_id",
    "who was asked to which meeting, and what they said",
    Column("meeting_id", "text", "the meeting", required=True),
    _id("person_id", "who was asked", required=True),
    Column(
        "answer",
        "text",
        "what they said",
        one_of=("accepted", "declined", "tentative", "unanswered"),
    ),
)

SURVEY_ITEMS = _table(
    "survey_items",
    "item_id",
    "the questions of a survey",
    Column("item_id", "text", "identifier of the question", required=True),
    Column("scale", "text", "dimension that it belongs to"),
    Column("role", "text", "part of a pair, or single"),
    Column("pair_id", "text", "the pair"),
    Column("min", "number", "lowest answer"),
    Column("max", "number", "highest answer"),
    Column("reversed", "flag", "whether a high answer means little"),
    Column("text_fr", "text", "the question in French"),
    Column("text_en", "text", "the question in English"),
    Column("licence", "text", "under which terms it may be used"),
)

SURVEY_RESPONSES = _table(
    "survey_responses",
    "resp_id wave item_id",
    "the answers to a survey",
    _id("resp_id", "who answered, as a number", required=True),
    Column("wave", "text", "which survey"),
    Column("item_id", "text", "question", required=True),
    Column("value", "number", "answer"),
    Column("team", "text", "team of who answered"),
    Column("level", "whole", "level of who answered"),
    Column("site", "text", "place of work of who answered"),
)

LEGAL_GATE = _table(
    "legal_gate",
    "purpose",
    "what allows an internal audit",
    Column("purpose", "text", "what for", required=True),
    Column("basis", "text", "legal basis"),
    Column("cse_required", "flag", "whether the works council must be consulted"),
    Column("cse_done_on", "date", "when it was consulted"),
    Column("notice_done_on", "date", "when employees were informed"),
    Column("dpia_done_on", "date", "when the data-protection assessment was done"),
    Column("retention_days", "whole", "how long data are kept", unit="days"),
    Column("k_min", "whole", "smallest group that is shown", unit="people"),
)

TABLES = MappingProxyType(
    {
        table.name: table
        for table in (
            ACCOUNTS,
            MESSAGES,
            MARKS,
            MESSAGE_METRICS,
            ACCOUNT_METRICS,
            VERSIONS,
            LABELS,
            OBSERVATION_WINDOW,
            CALENDARS,
            PEOPLE,
            INTERACTIONS,
            CHANNELS,
            MEETINGS,
            ATTENDANCE,
            SURVEY_ITEMS,
            SURVEY_RESPONSES,
            LEGAL_GATE,
            CONSENTS,
        )
    }
)
