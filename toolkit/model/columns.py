"""What a table and its columns are, and the columns that several tables share."""

from dataclasses import dataclass
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


def table(name: str, key: str, meaning: str, *columns: Column, time: str | None = None) -> Table:
    """Return a table, the columns of its provenance added; ``key`` lists columns."""
    return Table(name, tuple(key.split()), meaning, (*columns, *SOURCE), time)


def identifier(name: str, meaning: str, *, required: bool = False) -> Column:
    """Return a column that names an account or a person."""
    return Column(name, "text", meaning, personal=True, required=required)
