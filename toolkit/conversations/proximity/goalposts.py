"""Between which fixed marks each component of the index goes from 0 to 1."""

from dataclasses import dataclass

import numpy as np

from toolkit.stats import PILLARS, Numbers

GOALPOSTS_VERSION = "1"


@dataclass(frozen=True)
class Component:
    """One thing that is observed, and the pillar that it belongs to.

    ``of`` names the counts that it is a share of, ``lacking`` the reason why there is none,
    ``against`` the messages that pull it down. ``heard`` says that it rests on the public's.
    """

    name: str
    pillar: str
    of: str
    lacking: str
    against: str
    heard: bool = False


PARTS = (
    Component("reply", "dialogue", "written", "no_outbound", "unasked"),
    Component(
        "answered_72h_business", "dialogue", "watched", "no_opener", "unanswered", heard=True
    ),
    Component("pop", "dialogue", "talks", "no_exchange", "not_returned", heard=True),
    Component("voices", "voices", "written", "no_outbound", "unnamed"),
    Component("identified", "voices", "declared", "no_kind", "unnamed"),
    Component("minutes", "spontaneity", "timed", "coarse_times", "on_quarter"),
    Component("duplicates", "spontaneity", "worded", "not_read", "alike_8"),
    Component("rituals", "spontaneity", "own_words", "no_mark", "ritual"),
    Component("scheduler", "spontaneity", "programmed", "no_client", "scheduled"),
    Component("register", "register", "labelled", "not_labelled", "promotional"),
    Component("alterity", "alterity", "referring", "no_reference", "of_self"),
)
COMPONENTS = tuple(part.name for part in PARTS)
PILLAR_OF = np.asarray([PILLARS.index(part.pillar) for part in PARTS])  # the place of its pillar
VOICES = COMPONENTS.index("voices")


@dataclass(frozen=True, kw_only=True)
class Goalposts:
    """What is worth 1; 0 is none, and a single voice. Fixed, so that clients and years compare.

    Shares, all said so that more is nearer: of messages that answer the public, of openers
    answered in time, of conversations that the public takes up again, of messages by named
    persons, of posts that fall on no quarter of the hour, that are like no other, carry no
    recurring-day tag, came out of no scheduling tool, sell nothing, speak of others. Voices: as
    many as ``base_voices`` and ``voices_a_head`` make, at least 3 and at most 12.
    """

    reply: float = 0.5
    answered_72h_business: float = 1.0
    pop: float = 0.3
    identified: float = 1.0
    minutes: float = 1.0
    duplicates: float = 1.0
    rituals: float = 1.0
    scheduler: float = 1.0
    register: float = 1.0
    alterity: float = 1.0
    base_voices: float = 2.0
    voices_a_head: float = 0.02
    fewest_voices: float = 3.0
    most_voices: float = 12.0

    def voices(self, headcount: int | None) -> float:
        """Return how many equal voices are worth 1 in an organisation of that many people."""
        wished = self.base_voices + self.voices_a_head * (headcount or 0)
        return float(np.clip(wished, self.fewest_voices, self.most_voices))

    def upper(self, headcount: int | None) -> Numbers:
        """Return what is worth 1, in the order of ``COMPONENTS``."""
        held = {**vars(self), "voices": self.voices(headcount)}
        return np.asarray([held[name] for name in COMPONENTS], dtype=np.float64)
