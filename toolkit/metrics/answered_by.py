"""Who gets an answer and who does not: by language, by what is asked, by following."""

from dataclasses import dataclass

import narwhals as nw
import numpy as np
from numpy.typing import NDArray

from toolkit.conversations.answered import answered, in_time
from toolkit.conversations.exchange import external
from toolkit.conversations.frames import SHOWN, Frame, collect, read
from toolkit.conversations.gauges import Gauge
from toolkit.conversations.waiting import Waits, waits
from toolkit.results import Measure, Measures
from toolkit.stats import log_rank, newcombe

SCOPE = "external"
HOURS = 72
NAMED = ("fr", "en")  # languages that have a number of their own
FOLLOWED = 1000  # followers from which an account has an audience of its own
Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Openers:
    """What is known of each opener, in the order of ``Waits.ids``.

    ``lang`` is the place of its language among ``languages``, -1 where unknown; ``asks`` and
    ``remarks`` hold where it is known whether it asks; ``followed`` is the number of followers of
    its author, NaN where unknown.
    """

    languages: tuple[str, ...]
    lang: NDArray[np.int64]
    asks: Flags
    remarks: Flags
    followed: NDArray[np.float64]

    def parts(self) -> dict[str, Flags]:
        """Return the openers that are told apart, by name."""
        return {
            **{name: self._written_in(name) for name in NAMED},
            "other": (self.lang >= 0) & ~np.any([*map(self._written_in, NAMED)], axis=0),
            "questions": self.asks,
            "remarks": self.remarks,
            "followed": self.followed >= FOLLOWED,
            "unfollowed": self.followed < FOLLOWED,
        }

    def _written_in(self, language: str) -> Flags:
        place = (
            self.languages.index(language) if language in self.languages else len(self.languages)
        )
        return np.asarray(self.lang == place, dtype=np.bool_)

    def why_nobody(self, part: str) -> str:
        """Say why a part has nobody: nothing is known of any opener, or there is no such one."""
        if part.endswith("followed"):
            known, reason = bool((self.followed >= 0).any()), "no_followers"
        elif part in {"questions", "remarks"}:
            known, reason = bool((self.asks | self.remarks).any()), "no_cue"
        else:
            known, reason = bool((self.lang >= 0).any()), "no_cue"
        return "no_such_opener" if known else reason


def answered_by(
    messages: Frame,
    accounts: Frame,
    observation_window: Frame,
    cues: Frame,
    *,
    months: tuple[int, int] | None = None,
    quiet_hours: float = 24,
    min_n: int = 15,
) -> Measures:
    """Share answered within 72 hours, of some openers beside others (measure M2).

    By the language in which they are written, by whether they ask something, by whether their
    author has a thousand followers. The gap lies between the best and the worst answered of the
    languages that have ``min_n`` openers each; beside it, how often chance alone makes languages
    wait so differently, by the log-rank test of Peto and Peto (1972). ``months`` as in ``answers``.
    """
    found = waits(messages, accounts, observation_window, quiet_hours=quiet_hours, months=months)
    known = _openers(found, messages, accounts, cues)
    shares = (
        answered(
            Gauge(f"answered_72h_{name}", "M2", "share", min_n),
            found,
            HOURS,
            among=among,
            nobody=known.why_nobody(name),
        )
        for name, among in known.parts().items()
    )
    return (*shares, *_languages(found, known, min_n))


def _openers(found: Waits, messages: Frame, accounts: Frame, cues: Frame) -> Openers:
    """Look up what is known of each opener."""
    ids = nw.new_series("message_id", found.ids.tolist(), nw.String, backend="polars")
    writers = collect(external(messages).select("message_id", "account_id"))
    read_off = collect(read(cues, "cues", "message_id", "lang", "is_question"))
    audience = collect(read(accounts, "accounts", "account_id", "followers"))
    spoken = read_off["lang"].drop_nulls().unique().sort()
    read_off = read_off.join(spoken.to_frame().with_row_index("tongue"), on="lang", how="left")
    joined = (
        ids.to_frame()
        .with_row_index("place")
        .join(writers, on="message_id", how="left")
        .join(audience, on="account_id", how="left")
        .join(read_off, on="message_id", how="left")
        .sort("place")
    )
    asks, followers = joined["is_question"], joined["followers"].cast(nw.Float64)
    return Openers(
        languages=tuple(spoken.to_list()),
        lang=joined["tongue"].cast(nw.Int64).fill_null(-1).to_numpy(),
        asks=asks.fill_null(value=False).to_numpy().astype(np.bool_),
        remarks=(~asks).fill_null(value=False).to_numpy().astype(np.bool_),
        followed=followers.fill_null(np.nan).to_numpy(),
    )


def _languages(found: Waits, known: Openers, min_n: int) -> Measures:
    gap = Gauge("answered_72h_gap_language", "M2", "share", min_n)
    chance = Gauge("answered_language_p", "M2", "share", min_n)
    lang = known.lang
    watched, reached = in_time(found, HOURS)
    names, counts = np.unique(lang[watched & (lang >= 0)], return_counts=True)
    enough = names[counts >= min_n]
    if found.reason or len(enough) < 2:
        reason = found.reason or ("one_language" if len(names) else "no_cue")
        return tuple(one.missing(reason, people=found.people) for one in (gap, chance))
    compared = np.isin(lang, enough)
    clock = found.calendar
    _, p = log_rank(clock.waited[compared], clock.answered[compared], lang[compared])
    n = int(compared.sum())
    return (
        _gap(gap, found, np.where(watched & compared, lang, -1), reached),
        chance.value(
            p, n, (p, p), people=found.people, rests_on=int(counts[counts >= min_n].min())
        ),
    )


def _gap(gauge: Gauge, found: Waits, lang: NDArray[np.int64], reached: Flags) -> Measure:
    """Return how far the best answered language lies from the worst, whose unanswered are shown."""
    names = np.unique(lang[lang >= 0]).tolist()
    sizes = {name: (int(reached[lang == name].sum()), int((lang == name).sum())) for name in names}
    ranked = sorted(sizes, key=lambda name: (sizes[name][0] / sizes[name][1], name))
    worst, best = ranked[0], ranked[-1]
    (low_hits, low_n), (hits, n) = sizes[worst], sizes[best]
    below, above = newcombe(hits, n, low_hits, low_n)
    left = np.sort(found.ids[(lang == worst) & ~reached])
    return gauge.value(
        hits / n - low_hits / low_n,
        n + low_n,
        (max(0.0, below), above),
        people=found.people,
        rests_on=min(n, low_n),
        evidence=tuple(left[:SHOWN].tolist()),
    )
