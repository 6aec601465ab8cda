"""The subject of a mail without what programmes put before it: what mails are about in common."""

from dataclasses import dataclass, field
from hashlib import blake2b

from toolkit.importers.email_archive.headers import REMEMBERED, unfolded
from toolkit.importers.email_archive.words import ANSWERS, AUTOMATIC, FORWARDS, PREFIX, TAG

PREFIXES = 20  # so many are taken off, one upon the other


@dataclass(frozen=True, slots=True)
class Subject:
    """A digest of the subject, and what its prefixes say: an answer, a mail passed on, a list.

    ``automatic`` says that a programme wrote it.
    """

    topic: str | None
    answer: bool
    passed_on: bool
    automatic: bool
    tag: str | None


@dataclass(slots=True)
class Subjects:
    """Reads subjects, remembering them: the mails of a conversation share theirs."""

    _known: dict[bytes, Subject] = field(default_factory=dict)

    def read(self, value: bytes) -> Subject:
        """Return what a Subject field says."""
        found = self._known.get(value)
        if found is None:
            if len(self._known) > REMEMBERED:
                self._known.clear()
            found = self._known[value] = subject(unfolded(value))
        return found


def subject(written: str) -> Subject:
    """Return what a subject says once decoded."""
    whole = written.strip(" \"'").lower()
    plain, first, tag = bare(whole)
    digest = blake2b(plain.encode("utf-8", "replace"), digest_size=10).hexdigest()
    return Subject(
        topic=digest if plain else None,
        answer=first in ANSWERS,
        passed_on=first in FORWARDS,
        automatic=whole.startswith(AUTOMATIC),
        tag=tag,
    )


def bare(whole: str) -> tuple[str, str | None, str | None]:
    """Return a lower-case subject without its prefixes, the first of these, and a list's tag.

    A tag with a digit is the number of a case and stays: it tells cases apart.
    """
    first = tag = None
    rest = whole
    for _ in range(PREFIXES):
        if (found := PREFIX.match(rest)) and found[1] in ANSWERS | FORWARDS:
            first = first or found[1]
        elif (found := TAG.match(rest)) and not any(map(str.isdigit, found[1])):
            tag = tag or found[1].strip()
        else:
            break
        if found.end() == len(rest):
            break  # nothing else is said
        rest = rest[found.end() :]
    return rest.strip(" \"'"), first, tag
