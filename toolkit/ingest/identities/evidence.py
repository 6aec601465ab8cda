"""What speaks for two accounts being one person's: an address, a handle, a name."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from toolkit.ingest.identities.groups import MAIL, Groups, Known, Link, Strength, link
from toolkit.ingest.identities.mailboxes import kind_of_mailbox, same_mailbox
from toolkit.ingest.identities.names import Name, blocks, is_address, likeness, read_name

ALIKE = 0.8  # names that agree well enough to confirm a handle
ENOUGH = 0.75  # names that agree well enough to be shown
AS_GOOD = 0.05  # what a name may be worth less than the best one, and still be shown
OTHER_SPELLING, CONFIRMED, UNCONFIRMED, HALF_CONFIRMED = 0.98, 0.95, 0.7, 0.6
CROWD = 8  # accounts of one handle or address: more of them tell nothing
COMMON = 40  # people of one name: more of them tell nothing
BLUESKY = ".bsky.social"  # what follows the handle of whoever has no domain there
SHORTEST = 4  # letters of a handle that tells something


def by_address(known: Iterable[Known], *, same_platform: bool) -> Iterator[Link]:
    """Yield what joins the holders of one address, each with the surest of them."""
    boxes: dict[str, list[Known]] = defaultdict(list)
    for one in known:
        if one.address and not one.shared:
            boxes[same_mailbox(one.address)].append(one)
    for holders in boxes.values():
        if len(holders) > 1:
            first, *others = sorted(holders, key=lambda one: (-one.certainty, one.id))
            doubtful = _doubtful(holders, same_platform=same_platform)
            for other in () if doubtful and len(holders) > CROWD else others:
                yield _by_address(first, other, doubtful=doubtful)


def _doubtful(holders: Sequence[Known], *, same_platform: bool) -> bool:
    """Say whether several of one kind hold an address: two of a roster, or of a platform."""
    listed = [one.roster for one in holders if one.roster]
    if len(set(listed)) < len(listed):
        return True
    places = [one.platform for one in holders if one.platform not in ("", MAIL)]
    return not (listed or same_platform) and len(set(places)) < len(places)


def _by_address(first: Known, other: Known, *, doubtful: bool) -> Link:
    score = 1.0 if first.address == other.address else OTHER_SPELLING
    sure = Strength.LISTED if first.roster else Strength.ADDRESS
    # Of an account that nobody declared we do not know whether it speaks for a person at all.
    if doubtful or (not other.certainty and _agreement(first, other) == 0):
        sure = Strength.HINT
    return link(sure, score, first.id, other.id, "email")


def by_handle(known: Iterable[Known]) -> Iterator[Link]:
    """Yield what joins accounts of one handle on different platforms."""
    held: dict[str, dict[str, Known]] = defaultdict(dict)
    for one in known:
        for handle in handles(one):
            held[handle][one.id] = one
    for holders in held.values():
        if 1 < len(holders) <= CROWD and any(one.certainty for one in holders.values()):
            yield from _by_handle(sorted(holders.values(), key=lambda one: one.id))


def handles(one: Known) -> frozenset[str]:
    """Return the names that address an account and could tell whose it is."""
    local = one.address if one.address and not one.shared else ""
    given = {(one.handle or "").lower().removeprefix("@"), local}
    return frozenset(
        handle
        for handle in (text.partition("@")[0].removesuffix(BLUESKY) for text in given)
        if len(handle) >= SHORTEST and kind_of_mailbox(f"{handle}@") == "person"
    )


def _by_handle(holders: Sequence[Known]) -> Iterator[Link]:
    places = [place for one in holders for place in one.places]
    several = len(set(places)) < len(places)
    for one, other in combinations(holders, 2):
        if one.places & other.places or not (one.certainty or other.certainty):
            continue
        if one.address and one.address == other.address:
            continue  # the address tells it already
        agreement = _agreement(one, other)
        if agreement is None:
            yield link(Strength.HINT, UNCONFIRMED, one.id, other.id, "handle")
        elif agreement >= ALIKE:
            doubtful = several or not (one.certainty and other.certainty)
            sure = Strength.HINT if doubtful else Strength.HANDLE
            yield link(sure, CONFIRMED, one.id, other.id, "handle")
        elif agreement:
            yield link(Strength.HINT, HALF_CONFIRMED, one.id, other.id, "handle")


def _agreement(one: Known, other: Known) -> float | None:
    """Return how well the displayed names agree, nothing where one of them has none in full.

    A first name that is only an initial repeats what the handle says: it confirms nothing.
    """
    mine, theirs = (
        [name for name in map(read_name, _displayed(some)) if name.is_full] for some in (one, other)
    )
    if not (mine and theirs):
        return None
    return max(
        min(likeness(a, b), 1.0 if len(a.words) > 1 < len(b.words) else ALIKE / 2)
        for a in mine
        for b in theirs
    )


def _displayed(one: Known) -> Iterator[str]:
    """Yield the names that an account shows and that are more than its handle or address."""
    return (name for name in one.names if not is_address(name) and name.lower() != one.handle)


@dataclass(frozen=True)
class _Called:
    """Under which names a person is known: those that are shown in full, and all in any form."""

    shown: tuple[Name, ...]
    names: tuple[Name, ...]

    def disagrees(self, other: "_Called") -> bool:
        """Say whether both are shown in full, and as different people."""
        return bool(self.shown and other.shown) and not any(
            likeness(mine, theirs) for mine in self.shown for theirs in other.shown
        )


def by_name(groups: Groups, known: Iterable[Known]) -> Iterator[Link]:
    """Yield which persons could be one by their names: never enough to join them."""
    found = _alike(groups, _called(groups, known))
    best: dict[tuple[str, tuple[str, str]], float] = defaultdict(float)
    for (left, right), score in found.items():
        for one, other in ((left, right), (right, left)):
            for place in groups.places(other):
                best[one, place] = max(best[one, place], score)
    for (left, right), score in found.items():
        if all(
            any(score >= best[one, place] - AS_GOOD for place in groups.places(other))
            for one, other in ((left, right), (right, left))
        ):
            yield link(Strength.HINT, score, left, right, "name")


def _called(groups: Groups, known: Iterable[Known]) -> Mapping[str, _Called]:
    """Return person -> the names under which that person is known."""
    texts: dict[str, tuple[set[str], set[str]]] = defaultdict(lambda: (set(), set()))
    for one in known:
        if one.certainty:
            shown, other = texts[groups.root(one.id)]
            shown.update(_displayed(one))
            other.update(one.names, handles(one))
    return {
        person: _Called(
            tuple(name for name in map(read_name, sorted(shown)) if name.is_full),
            tuple({name.key: name for name in map(read_name, sorted(shown | other))}.values()),
        )
        for person, (shown, other) in texts.items()
    }


def _alike(groups: Groups, called: Mapping[str, _Called]) -> Mapping[tuple[str, str], float]:
    """Return pairs of persons whose names agree, and how well; only those that share a block."""
    met: dict[str, list[tuple[str, Name]]] = defaultdict(list)
    for person, known in called.items():
        for name in known.names:
            for block in frozenset(blocks(name)):
                met[block].append((person, name))
    found: dict[tuple[str, str], float] = {}
    for some in met.values():
        if len({person for person, _ in some}) <= COMMON:
            for (one, mine), (other, theirs) in combinations(some, 2):
                pair = (min(one, other), max(one, other))
                score = 0.0 if one == other else likeness(mine, theirs)
                if score >= ENOUGH and score > found.get(pair, 0.0):
                    found[pair] = score
    return {
        (one, other): score
        for (one, other), score in found.items()
        if _could_be_one(groups, one, other) and not called[one].disagrees(called[other])
    }


def _could_be_one(groups: Groups, one: str, other: str) -> bool:
    """Say whether two persons could be one: no platform has both, but for addresses."""
    both = groups.places(one) & groups.places(other)
    return both <= {("platform", MAIL)} and not groups.are_apart(one, other)
