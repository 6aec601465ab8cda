"""What each piece of advice asks of the organisation, read from ``templates/actions.toml``."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from toolkit.results import Action
from toolkit.templates import entry, sound, tables

ACTIONS = "actions.toml"
FAMILIES = ("tool", "training", "rule", "role", "content", "measure")
OWNERS = ("direction", "communication", "human_resources", "it", "managers", "volunteers")
COSTS = ("none", "low", "medium", "high")
GRADES = ("A", "B", "C", "D")
NEEDS = ("volunteers", "consent", "paid_time", "works_council", "legal_advice", "listening_inside")

Actions = Mapping[str, Action]


def read_actions(path: Path) -> Actions:
    """Read the actions, by rule; ``TemplateError`` says everything that is wrong."""
    read = {rule: _action(table) for rule, table in tables(path).items()}
    actions = {rule: one for rule, one in read.items() if isinstance(one, Action)}
    lost = (f"[{rule}] {one}" for rule in actions for one in _lost(rule, actions))
    return sound(path, read, Action, lost)


def _action(table: object) -> Action | str:
    """Return the action, or what is wrong with it."""
    read = entry(table, Action)
    return read if isinstance(read, str) else next(_faults(read), None) or read


def _faults(action: Action) -> Iterator[str]:
    chosen = {
        "family": ({action.family}, FAMILIES),
        "owner": ({action.owner}, OWNERS),
        "cost": ({action.cost}, COSTS),
        "grade": ({action.grade}, GRADES),
        "needs": ({*action.needs}, NEEDS),
    }
    for name, (said, there) in chosen.items():
        if said - {*there}:
            yield f"{name}: {', '.join(sorted(said - {*there}))}; there is: {', '.join(there)}"
    few, many = action.effort_days
    if not 0 < few <= many:
        yield "effort_days: the fewest, then the most, above 0"
    low, likely, high = action.effect
    if not 0 <= low <= likely <= high <= 1 or not high:
        yield "effect: at least, likely, at most, from 0 to 1"
    if action.lead_weeks < 1:
        yield "lead_weeks: a week or more"


def _lost(rule: str, actions: Actions) -> Iterator[str]:
    action = actions[rule]
    for name in (*action.after, *action.instead_of):
        if name not in actions or name == rule:
            yield f"there is no other action {name}"
    for name in action.instead_of:
        if name in actions and rule in actions[name].instead_of:
            yield f"replaces {name}, which replaces it"
