"""Hides more than the small group itself, so that subtraction does not bring it back."""

from collections.abc import Mapping

from toolkit.results import WHOLE

TOO_FEW = "too_few_people"
COMPLEMENT = "complement"

Sizes = Mapping[tuple[str, str], int]  # people of a group in a period
Hidden = Mapping[str, str]  # what is hidden, and why


def hidden_months(people: Mapping[str, int], k: int) -> Hidden:
    """Return the months to hide: those of fewer than k people, and one more.

    The whole span minus the months shown is the sum of the hidden ones: with a month of k people
    or more among them, that sum describes k people or more.
    """
    months = {month: size for month, size in people.items() if month != WHOLE}
    hidden = {month: TOO_FEW for month, size in sorted(months.items()) if size < k}
    spare = sorted((size, month) for month, size in months.items() if month not in hidden)
    if hidden and spare:
        hidden[spare[0][1]] = COMPLEMENT
    return hidden


def hidden_groups(sizes: Sizes, k: int) -> Hidden:
    """Return the groups to hide: those of fewer than k people, then the next smallest.

    A group is hidden over all periods or over none, so that no period lends the number that
    another one hides. People outside every group count as one more hidden group.
    """
    by_period: dict[str, dict[str, int]] = {}
    least: dict[str, int] = {}
    for (group, period), size in sizes.items():
        by_period.setdefault(period, {})[group] = size
        least[group] = min(size, least.get(group, size))
    least.pop(WHOLE, None)
    hidden = {group: TOO_FEW for group in sorted(least) if least[group] < k}
    for group in sorted(least.keys() - hidden.keys(), key=lambda one: (least[one], one)):
        if all(_safe(people, hidden, k) for people in by_period.values()):
            break
        hidden[group] = COMPLEMENT
    return hidden


def _safe(people: Mapping[str, int], hidden: Hidden, k: int) -> bool:
    """Say whether the whole minus the groups shown describes nobody, or k people or more."""
    unseen = sum(size for group, size in people.items() if group in hidden)
    seen = sum(size for group, size in people.items() if group not in hidden and group != WHOLE)
    left = people[WHOLE] - seen if WHOLE in people else unseen
    return left >= k or (left <= 0 and unseen == 0)
