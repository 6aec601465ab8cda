"""One person on several platforms: what is joined by itself, and what the consultant is asked."""

from toolkit.ingest.identities.decisions import (
    ANSWERS,
    Answer,
    Decided,
    Decisions,
    Kind,
    read_decisions,
    taken_back,
    with_kind,
    with_link,
    write_decisions,
)
from toolkit.ingest.identities.groups import Known
from toolkit.ingest.identities.mailboxes import kind_of_mailbox
from toolkit.ingest.identities.names import fullest, read_name
from toolkit.ingest.identities.resolution import Persons, persons
from toolkit.ingest.identities.review import (
    Candidate,
    Review,
    keep_review,
    read_review,
    still_open,
    to_review,
)

__all__ = [
    "ANSWERS",
    "Answer",
    "Candidate",
    "Decided",
    "Decisions",
    "Kind",
    "Known",
    "Persons",
    "Review",
    "fullest",
    "keep_review",
    "kind_of_mailbox",
    "persons",
    "read_decisions",
    "read_name",
    "read_review",
    "still_open",
    "taken_back",
    "to_review",
    "with_kind",
    "with_link",
    "write_decisions",
]
