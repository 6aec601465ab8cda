"""Accounts that are one person: joined link by link, the surest first, and never against a no."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Literal, TypeAlias

Why: TypeAlias = Literal["email", "handle", "name"]
MAIL = "email"  # the platform on which an address is the account


class Strength(IntEnum):
    """How sure it is that two accounts are one person, the surest first."""

    DECIDED = 0  # by the consultant
    TOLD = 1  # by the client, account by account
    LISTED = 2  # the address stands in the roster
    ADDRESS = 3
    PLATFORM = 4  # the export names a person behind the account
    HANDLE = 5
    HINT = 6  # not enough to join anything


@dataclass(frozen=True, slots=True, order=True)
class Link:
    """What speaks for two accounts being one person; ``left`` comes before ``right``."""

    strength: Strength
    doubt: float
    left: str
    right: str
    why: Why


def link(strength: Strength, score: float, one: str, other: str, why: Why) -> Link:
    """Return a link between two accounts, whichever is named first."""
    left, right = sorted((one, other))
    return Link(strength, round(1 - score, 4), left, right, why)


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of an account, of a person of a roster, or of both under one identifier.

    ``platform`` is where the account is, ``roster`` which list the person stands in; ``inside``
    says that the account is a person's of the organisation. ``address`` is in its one form,
    ``shared`` where it is nobody's in particular. ``only_named`` is who stands nowhere but as
    the holder of an account, under an address or a name.
    """

    id: str
    platform: str = ""
    roster: str = ""
    inside: bool = False
    names: tuple[str, ...] = ()
    handle: str | None = None
    address: str | None = None
    shared: bool = False
    only_named: bool = False

    @property
    def certainty(self) -> int:
        """How surely this is a person of the organisation: 2 listed, 1 seen inside, 0 unknown."""
        return 2 if self.roster else int(self.inside)

    @property
    def places(self) -> frozenset[tuple[str, str]]:
        """Where a person can be only once."""
        found = {("roster", self.roster), ("platform", self.platform)}
        return frozenset(place for place in found if place[1])


@dataclass
class Groups:
    """Accounts joined into persons.

    No person holds two accounts of one platform or stands twice in one roster, unless a link is
    sure enough; nobody holds two accounts of which it was said that they are not one person's.
    """

    accounts: Mapping[str, Known]
    apart: Iterable[Collection[str]] = ()
    same_platform: bool = False
    _above: dict[str, str] = field(default_factory=dict)
    _members: dict[str, list[str]] = field(default_factory=dict)
    _marks: dict[str, set[tuple[str, str]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for number, some in enumerate(self.apart):
            for one in some:
                self._marks.setdefault(one, set()).add(("apart", str(number)))
        for known in self.accounts.values():
            self._marks.setdefault(known.id, set()).update(known.places)

    def root(self, account: str) -> str:
        """Return the account that stands for the person."""
        while (above := self._above.get(account, account)) != account:
            self._above[account] = self._above.get(above, above)
            account = above
        return account

    def members(self, account: str) -> tuple[str, ...]:
        """Return all accounts of the person behind one, in order."""
        return tuple(sorted(self._members.get(self.root(account), (account,))))

    def places(self, account: str) -> frozenset[tuple[str, str]]:
        """Return the platforms and rosters in which the person behind an account is known."""
        marks = self._marks.get(self.root(account), ())
        return frozenset(mark for mark in marks if mark[0] != "apart")

    def join(self, one: Link) -> bool:
        """Make one person of two accounts, and say whether that was possible."""
        left, right = self.root(one.left), self.root(one.right)
        if left == right:
            return True
        if not self.may_join(one):
            return False
        if len(self._members.get(left, ())) < len(self._members.get(right, ())):
            left, right = right, left
        self._above[right] = left
        self._members.setdefault(left, [left]).extend(self._members.pop(right, [right]))
        self._marks.setdefault(left, set()).update(self._marks.pop(right, ()))
        return True

    def may_join(self, one: Link) -> bool:
        """Say whether nothing speaks against two accounts being one person."""
        left, right = (self._marks.get(self.root(name), set()) for name in (one.left, one.right))
        return all(self._harmless(mark, one.strength) for mark in left & right)

    def _harmless(self, mark: tuple[str, str], strength: Strength) -> bool:
        """Say whether a link is sure enough to have this in common to both sides."""
        sort, name = mark
        if sort == "apart":
            return False
        if sort == "roster":
            return strength == Strength.DECIDED
        if strength == Strength.ADDRESS:
            return self.same_platform or name == MAIL
        return strength <= Strength.LISTED or strength == Strength.PLATFORM

    def are_apart(self, one: str, other: str) -> bool:
        """Say whether somebody decided that these are not one person."""
        left, right = (self._marks.get(self.root(name), set()) for name in (one, other))
        return any(sort == "apart" for sort, _ in left & right)
