"""The tables of the people inside: who they are, whom they write to, what they answer."""

from toolkit.model.columns import CALENDAR, WAYS, Column, identifier, table

PEOPLE = table(
    "people",
    "person_id",
    "the roster: everybody who belongs to the organisation, silent people too",
    identifier("person_id", "identifier of the person", required=True),
    Column("team", "text", "team"),
    Column("level", "whole", "1 is staff, the highest is the top", unit="level"),
    identifier("manager_id", "person this one reports to"),
    Column("site", "text", "place of work"),
    Column("tz", "text", "time zone, as Europe/Paris"),
    Column("fte", "number", "working time", unit="full-time equivalents"),
    identifier("name", "name"),
    identifier("email", "address that joins the person to accounts"),
)

INTERACTIONS = table(
    "interactions",
    "interaction_id",
    "who wrote to whom inside; a message to nobody in particular has no addressee",
    Column("interaction_id", "text", "identifier of message and addressee"),
    Column("message_id", "text", "message that was sent"),
    identifier("src", "person who wrote", required=True),
    identifier("dst", "person written to, empty for a message to all"),
    Column("ts_utc", "time", "when", required=True),
    Column("channel_kind", "text", "by which way", one_of=WAYS),
    Column("channel_id", "text", "room"),
    Column("reply_to", "text", "message that it answers"),
    Column("weight", "number", "1 shared between the addressees", unit="share"),
    Column("recipients_n", "whole", "number of addressees", unit="people"),
    *CALENDAR,
    Column(
        "hours",
        "text",
        "whether the writer's own clock stood within working hours, or on what kind of day",
        one_of=("working", "outside", "closed", "holiday"),
    ),
    time="ts_utc",
)

CHANNELS = table(
    "channels",
    "channel_id",
    "rooms in which people write inside",
    Column("channel_id", "text", "identifier of the room", required=True),
    Column("kind", "text", "who may enter", one_of=("open", "private", "dm", "group_dm")),
    Column("members_n", "whole", "people in the room", unit="people"),
    Column("is_announcement_only", "flag", "whether only some may write"),
    Column("name", "text", "name of the room", personal=True),
)

MEETINGS = table(
    "meetings",
    "meeting_id",
    "meetings of the calendars",
    Column("meeting_id", "text", "identifier", required=True),
    identifier("organiser", "person who invites"),
    Column("start", "time", "when it starts", required=True),
    Column("end", "time", "when it ends"),
    Column("invited", "whole", "people invited", unit="people"),
    Column("accepted", "whole", "people who accepted", unit="people"),
    Column("recurring", "flag", "whether it comes back"),
    Column("cancelled", "flag", "whether it was cancelled"),
)

ATTENDANCE = table(
    "attendance",
    "meeting_id person_id",
    "who was asked to which meeting, and what they said",
    Column("meeting_id", "text", "the meeting", required=True),
    identifier("person_id", "who was asked", required=True),
    Column(
        "answer",
        "text",
        "what they said",
        one_of=("accepted", "declined", "tentative", "unanswered"),
    ),
)

SURVEY_ITEMS = table(
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

SURVEY_RESPONSES = table(
    "survey_responses",
    "resp_id wave item_id",
    "the answers to a survey",
    identifier("resp_id", "who answered, as a number", required=True),
    Column("wave", "text", "which survey"),
    Column("item_id", "text", "question", required=True),
    Column("value", "number", "answer"),
    Column("team", "text", "team of who answered"),
    Column("level", "whole", "level of who answered"),
    Column("site", "text", "place of work of who answered"),
)
