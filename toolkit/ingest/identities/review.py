"""What an import did about who is who, and what it leaves to the consultant."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

import msgspec

from toolkit import store
from toolkit.errors import EmptyExport
from toolkit.ingest.identities.decisions import Decisions, read_decisions
from toolkit.ingest.identities.groups import Groups, Strength, Why, link

FILE = "identities.json"


@dataclass(frozen=True, slots=True)
class Candidate:
    """Two sides that may be one person: their accounts, why, how likely, and whether it is done."""

    left: tuple[str, ...]
    right: tuple[str, ...]
    why: Why
    score: float
    status: Literal["automatic", "review"]

    @property
    def order(self) -> tuple[float, tuple[str, ...], tuple[str, ...]]:
        """The likeliest first."""
        return (-self.score, self.left, self.right)


@dataclass(frozen=True)
class Review:
    """What an import leaves to the consultant, the likeliest first, and what it did by itself.

    ``joined`` counts what was joined, by reason; ``unknown`` are accounts that something was
    decided of and that no export knows; ``against`` are decisions that contradict others;
    ``unseen`` are accounts of the inventory that no export knows.
    """

    candidates: tuple[Candidate, ...] = ()
    joined: Mapping[str, int] = field(default_factory=dict)
    unknown: tuple[str, ...] = ()
    against: tuple[tuple[str, ...], ...] = ()
    unseen: tuple[str, ...] = ()


def keep_review(client: store.Client, review: Review) -> None:
    """Keep in the vault what is left to the consultant."""
    encoded = msgspec.json.encode(review, order="deterministic")
    store.replace_file(client.vault / FILE, msgspec.json.format(encoded, indent=1) + b"\n")


def read_review(client: store.Client) -> Review:
    """Read what the last import left; ``EmptyExport`` where nothing was imported yet."""
    try:
        return msgspec.json.decode((client.vault / FILE).read_bytes(), type=Review)
    except FileNotFoundError as error:
        raise EmptyExport(f"{client.slug}: nothing was imported yet") from error


def to_review(client: store.Client) -> tuple[Candidate, ...]:
    """Return whom the consultant is still asked about: what was decided since is left out."""
    return still_open(read_review(client).candidates, read_decisions(client))


def still_open(given: Iterable[Candidate], decisions: Decisions) -> tuple[Candidate, ...]:
    """Return the candidates that no decision answers, neither by itself nor with others."""
    asked = tuple(given)
    groups = Groups({}, [one.accounts for one in decisions.apart])
    sides = [side for one in asked for side in (one.left, one.right)]
    for first, *others in (*sides, *(one.accounts for one in decisions.joined)):
        for other in others:
            groups.join(link(Strength.DECIDED, 1, first, other, "name"))
    return tuple(
        one
        for one in asked
        if groups.root(one.left[0]) != groups.root(one.right[0])
        and not groups.are_apart(one.left[0], one.right[0])
    )
