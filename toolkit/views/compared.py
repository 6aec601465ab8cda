"""Says what a number was at the audit before, and what it is at similar organisations."""

from collections.abc import Iterator

from toolkit.cards import Fact
from toolkit.release import Release
from toolkit.results import Finding
from toolkit.wording import Words

CHANGED = ("better", "worse")


def compared(words: Words, finding: Finding) -> Iterator[Fact]:
    """Set a finding beside the audit before and beside similar clients, where there are any."""
    if before := finding.before:
        value = words.value(finding.measure, before.value)
        said = words.say(f"ui.before_{before.change}", value=value, last=words.date(before.last))
        yield Fact(name=words.say("ui.before"), said=(said,), role="before")
    if peers := finding.peers:
        ends = {
            name: words.value(finding.measure, number)
            for name, number in (("low", peers.low), ("middle", peers.middle), ("high", peers.high))
        }
        said = words.say("ui.peers_said", n=peers.n, **ends)
        yield Fact(name=words.say("ui.peers"), said=(said,), role="peers")


def since(release: Release, words: Words) -> tuple[str, ...]:
    """Say what has become better or worse since the audit before, one sentence each."""
    return tuple(
        words.say(
            "ui.since",
            measure=words.say(f"measure.{finding.measure}.label"),
            before=words.value(finding.measure, finding.before.value),
            now=words.value_of(finding),
            change=words.say(f"ui.since_{finding.before.change}"),
        )
        for finding in release.verdicts.findings
        if finding.before and finding.before.change in CHANGED
    )
