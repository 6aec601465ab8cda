"""From what is known of accounts to persons: decisions, then evidence, the surest first."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from toolkit.ingest.identities.decisions import Decisions
from toolkit.ingest.identities.evidence import by_address, by_handle, by_name
from toolkit.ingest.identities.groups import Groups, Known, Link, Strength, link
from toolkit.ingest.identities.review import Candidate

ROSTERS = ("agreed", "org_chart", "directory")  # whose identifier of a person comes first
WHYS = ("email", "handle", "name")  # what is said where several things speak for it
BY_ITSELF = (Strength.LISTED, Strength.ADDRESS, Strength.HANDLE)
SAID = (Strength.TOLD, Strength.PLATFORM)


@dataclass(frozen=True)
class Persons:
    """Which person stands behind each account, and how that was found.

    ``candidates`` are both what was joined by itself and what is asked; ``against`` are the
    decisions to join that something speaks against: another decision, or no person to join.
    """

    of: Mapping[str, str]
    candidates: tuple[Candidate, ...] = ()
    against: tuple[tuple[str, ...], ...] = ()

    @property
    def asked(self) -> tuple[Candidate, ...]:
        """What is left to the consultant, the likeliest first."""
        return tuple(one for one in self.candidates if one.status == "review")

    @property
    def joined(self) -> Mapping[str, int]:
        """How much was joined by itself, by reason."""
        return Counter(one.why for one in self.candidates if one.status == "automatic")


def persons(
    known: Iterable[Known],
    decisions: Decisions,
    told: Iterable[Link] = (),
    nobody: Collection[str] = frozenset(),
) -> Persons:
    """Return who is who; the same whatever the order of accounts.

    ``told`` is what the client and the platforms say themselves; ``nobody`` are accounts that are
    no person's and that no decision joins. What was refused is never joined.
    """
    accounts = {one.id: one for one in sorted(known, key=lambda one: one.id)}
    apart = [one.accounts for one in decisions.apart]
    groups = Groups(accounts, apart, same_platform=decisions.same_platform_by_email)
    joined = sorted({one.accounts for one in decisions.joined})
    against = tuple(one for one in joined if not _decided(groups, one, nobody))
    links = sorted({*told, *_evidence(accounts, decisions)})
    automatic, waiting = _by_itself(groups, links)
    asked = _asked(groups, [*waiting, *by_name(groups, accounts.values())])
    return Persons(_who(groups), (*automatic, *asked), against)


def _evidence(accounts: Mapping[str, Known], decisions: Decisions) -> Iterator[Link]:
    yield from by_address(accounts.values(), same_platform=decisions.same_platform_by_email)
    yield from by_handle(accounts.values())


def _decided(groups: Groups, accounts: Iterable[str], nobody: Collection[str]) -> bool:
    """Join what the consultant joined, and say whether all of it could be."""
    given = list(accounts)
    first, *others = [one for one in given if one not in nobody] or given[:1]
    done = [groups.join(link(Strength.DECIDED, 1, first, one, "name")) for one in others]
    return all(done) and len(others) == len(given) - 1


def _by_itself(groups: Groups, links: Iterable[Link]) -> tuple[list[Candidate], list[Link]]:
    """Join what is sure, the surest first; return what was joined and what only hints."""
    automatic: list[Candidate] = []
    waiting: list[Link] = []
    for one in links:
        if groups.root(one.left) == groups.root(one.right):
            continue
        if one.strength < Strength.HINT and groups.join(one):
            if one.strength in BY_ITSELF:
                score = round(1 - one.doubt, 4)
                automatic.append(Candidate((one.left,), (one.right,), one.why, score, "automatic"))
        elif one.strength not in SAID:
            waiting.append(one)
    return automatic, waiting


def _asked(groups: Groups, links: Iterable[Link]) -> list[Candidate]:
    """Return what only hints, once for two persons, with all accounts of both."""
    found: dict[tuple[tuple[str, ...], tuple[str, ...]], list[Link]] = {}
    for one in links:
        left, right = sorted((_members(groups, one.left), _members(groups, one.right)))
        if left != right and not groups.are_apart(one.left, one.right):
            found.setdefault((left, right), []).append(one)
    asked = [
        Candidate(
            left,
            right,
            min(hints, key=lambda one: WHYS.index(one.why)).why,
            round(1 - min(one.doubt for one in hints), 4),
            "review",
        )
        for (left, right), hints in found.items()
    ]
    return sorted(asked, key=lambda one: one.order)


def _members(groups: Groups, account: str) -> tuple[str, ...]:
    """Return the accounts of a person that there are: decisions and inventories name others."""
    there = tuple(one for one in groups.members(account) if one in groups.accounts)
    return tuple(one for one in there if not groups.accounts[one].only_named) or there


def _who(groups: Groups) -> dict[str, str]:
    """Return account -> person: the roster's word for the person, else the first account."""
    found: dict[str, str] = {}
    for account in groups.accounts:
        if account not in found:
            members = [one for one in groups.members(account) if one in groups.accounts]
            person = min((_rank(groups.accounts[one]), one) for one in members)[1]
            found |= dict.fromkeys(members, person)
    return found


def _rank(one: Known) -> int:
    return rank_of(one.roster) + one.only_named


def rank_of(roster: str) -> int:
    """Return which lists come first for the identifier of a person: the client's own."""
    return ROSTERS.index(roster) if roster in ROSTERS else len(ROSTERS) + (not roster)
