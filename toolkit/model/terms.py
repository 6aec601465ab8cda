"""The tables of the terms under which one speaks and audits: hours, law, consent."""

from toolkit.model.columns import Column, identifier, table

CALENDARS = table(
    "calendars",
    "calendar_id weekday opens",
    "opening hours",
    Column("calendar_id", "text", "name of the calendar", required=True),
    Column("tz", "text", "time zone, as Europe/Paris"),
    Column("weekday", "whole", "Monday is 1", unit="1-7"),
    Column("opens", "text", "opening time, as 09:00"),
    Column("closes", "text", "closing time, as 18:00"),
)

LEGAL_GATE = table(
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

CONSENTS = table(
    "consents",
    "person_id scope given_on",
    "what people agreed to: without a valid line, nobody is named",
    identifier("person_id", "identifier, address or name of the person", required=True),
    Column("scope", "text", "what for, such as speaking in public or being named", required=True),
    Column("given_on", "date", "when it was given"),
    Column("expires_on", "date", "until when it holds"),
    Column("withdrawn_on", "date", "when it was taken back"),
    Column("document", "text", "where the signed form is kept", personal=True),
)
