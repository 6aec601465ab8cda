"""What is true of a simulated organisation, so that a measure can be held against it."""

import math
from dataclasses import dataclass
from datetime import date
from typing import Literal


@dataclass(frozen=True, kw_only=True)
class Team:
    """One team of the organisation chart; the first team of a chart leads."""

    name: str
    size: int
    site: str = ""


@dataclass(frozen=True, kw_only=True)
class Voice:
    """One account that speaks outward, and its share of all that is published."""

    share: float
    kind: Literal["brand", "person"] = "person"
    leads: bool = False


@dataclass(frozen=True, kw_only=True)
class Drift:
    """What changes on a certain day: the shares that hold from then on."""

    on: date
    advertising: float
    reply_share: float
    answered: float


@dataclass(frozen=True, kw_only=True)
class Outside:
    """How the organisation speaks outward; all shares lie between 0 and 1.

    ``delay_hours`` is the median of a lognormal delay between a message of the public and its
    answer, ``delay_spread`` the standard deviation of its logarithm. Rates per post (``hashtags``
    with ritual ones, ``emojis``) and the shares of posts count the organisation's own posts only.
    ``at_work`` moves answers that would fall outside working hours to the next opening.
    """

    outbound: int
    reply_share: float
    openers: int
    answered: float
    delay_hours: float
    delay_spread: float = 1.0
    at_work: bool = False
    voices: tuple[Voice, ...] = (Voice(share=1.0, kind="brand"),)
    advertising: float = 0.3
    rituals: float = 0.0
    scheduled: float = 0.0
    reshares: float = 0.0
    hashtags: float = 1.0
    emojis: float = 0.5
    links: float = 0.3
    own_links: float = 0.7
    nudges: float = 0.1
    drift: Drift | None = None

    def __post_init__(self) -> None:
        """Refuse shares that contradict each other."""
        if not math.isclose(sum(voice.share for voice in self.voices), 1.0, abs_tol=1e-6):
            raise ValueError("the shares of the voices must add up to 1")
        if self.openers * self.answered > self.outbound * self.reply_share:
            raise ValueError("there are more answers than replies")
        if self.rituals > self.hashtags:
            raise ValueError("every ritual post carries its tag: hashtags must be at least rituals")

    @property
    def effective_voices(self) -> float:
        """How many equal voices would be as concentrated as these. Hill (1973), order 1."""
        shares = [voice.share for voice in self.voices if voice.share > 0]
        return math.exp(-sum(share * math.log(share) for share in shares))

    @property
    def identified_share(self) -> float:
        """The share of what is published that a named person signs."""
        return sum(voice.share for voice in self.voices if voice.kind == "person")

    @property
    def leader_share(self) -> float:
        """The share of what is published that somebody who leads signs."""
        return sum(voice.share for voice in self.voices if voice.leads)


@dataclass(frozen=True, kw_only=True)
class Inside:
    """How people speak to each other inside; all shares lie between 0 and 1.

    ``messages`` counts what people wrote, without joins and robots. ``spread`` is the standard
    deviation of the logarithm of activity: 0 makes all equal, 1.3 makes a heavy tail.
    ``reciprocity`` is the edgewise one, over ties of at least two messages;
    ``upward_reciprocity`` is the share of ties towards a higher level that are returned.
    ``silos`` names teams whose people have no tie outside their team. ``rich`` writes what recent
    exports repeat in each message (profile, blocks, indentation): three times the size.
    """

    messages: int
    silent: float = 0.1
    spread: float = 1.0
    replies: float = 0.45
    contacts: float = 6.0
    homophily: float = 0.6
    reciprocity: float = 0.5
    upward_reciprocity: float = 0.4
    silos: tuple[str, ...] = ()
    direct: float = 0.0
    mentions: float = 0.1
    edits: float = 0.03
    reactions: float = 0.15
    files: float = 0.02
    topics: int = 8
    rich: bool = False

    def __post_init__(self) -> None:
        """Refuse an organisation in which nobody writes."""
        if not 0 <= self.silent < 1 or self.messages < 1:
            raise ValueError("somebody must write: silent is below 1, messages at least 1")


@dataclass(frozen=True, kw_only=True)
class Truth:
    """Everything that is decided about a simulated organisation; the seed decides the rest.

    ``last`` is the last day written on. ``week`` says when people work: office hours from Monday
    to Friday, or those of a shop, Saturday included.
    """

    name: str
    handle: str
    domain: str
    language: Literal["fr", "en"]
    sector: str
    zone: str
    country: str
    first: date
    last: date
    teams: tuple[Team, ...]
    week: Literal["office", "shop"] = "office"
    outside: Outside | None = None
    inside: Inside | None = None

    def __post_init__(self) -> None:
        """Refuse a chart without anybody, and more people who speak than there are."""
        speakers = [v for v in self.outside.voices if v.kind == "person"] if self.outside else []
        if self.headcount < max(1, len(speakers)):
            raise ValueError("there must be somebody, and a person for every personal account")

    @property
    def headcount(self) -> int:
        """Everybody on the organisation chart."""
        return sum(team.size for team in self.teams)


def unequal_voices(effective: float, *, people: int, leads: bool = False) -> tuple[Voice, ...]:
    """Return one brand account and that many people, as concentrated as ``effective`` equal voices.

    Shares fall as a power of the rank (Zipf); the brand is the first. ``ValueError`` where
    ``effective`` is not between 1 and the number of voices.
    """
    count = people + 1
    if not 1 < effective <= count:
        raise ValueError(f"effective voices must lie between 1 and {count}")
    low, high = 0.0, 60.0
    for _ in range(80):
        middle = (low + high) / 2
        voices = _falling(count, middle, leads=leads)
        low, high = (middle, high) if _effective(voices) > effective else (low, middle)
    return voices


def _falling(count: int, power: float, *, leads: bool) -> tuple[Voice, ...]:
    weights = [(rank + 1) ** -power for rank in range(count)]
    return tuple(
        Voice(
            share=weight / sum(weights),
            kind="person" if rank else "brand",
            leads=leads and rank == 1,
        )
        for rank, weight in enumerate(weights)
    )


def _effective(voices: tuple[Voice, ...]) -> float:
    shares = [voice.share for voice in voices]
    return math.exp(-sum(share * math.log(share) for share in shares if share > 0))
