"""A Slack export of any size, as big firms have them: for benchmarks."""

from datetime import date
from pathlib import Path

from toolkit.simulate.organisation import Simulation, simulate
from toolkit.simulate.truth import Inside, Team, Truth

ROOMS = 122  # channels of a big workspace: a million messages make some 45,000 files


def big_firm(messages: int, *, people: int | None = None) -> Truth:
    """Return the truth of a firm with that many messages in a year; 20 people at the least.

    Messages carry blocks and profiles as recent exports do: about 1.1 kB each.
    """
    size = people or max(20, min(20_000, messages // 500))
    topics = 12
    teams = max(2, min(ROOMS - topics, size // 8))
    sizes = [size // teams + (rank < size % teams) for rank in range(teams)]
    return Truth(
        name="Simulated firm (simulation)",
        handle="simulated_firm",
        domain="simulated-firm.example",
        language="en",
        sector="engineering",
        zone="Europe/Paris",
        country="FR",
        first=date(2025, 7, 1),
        last=date(2026, 6, 30),
        teams=tuple(Team(name=f"Team {n}", size=count) for n, count in enumerate(sizes)),
        week="shop",
        inside=Inside(messages=messages, spread=1.3, contacts=8, topics=topics, rich=True),
    )


def slack_at_scale(
    folder: Path, *, messages: int, seed: int, people: int | None = None
) -> Simulation:
    """Write a Slack export with that many messages; joins and robots come on top."""
    made = simulate(big_firm(messages, people=people), seed=seed)
    made.write_slack(folder)
    return made
