"""How long the public waits for an answer, and how long we watched."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import narwhals as nw
import numpy as np
from numpy.typing import NDArray

from toolkit.conversations.exchange import MICRO, external, inbound, openers, speakers
from toolkit.conversations.frames import Collected, Frame, Rows, collect, count, read, within
from toolkit.stats import Numbers

OPENERS = ("message_id", "t_us", "month")


@dataclass(frozen=True)
class Clock:
    """Seconds waited by each opener, or watched in vain, on one clock.

    ``openers`` says which ones they are, row by row: message_id, t_us, month.
    """

    waited: Numbers
    watched: Numbers
    answered: NDArray[np.bool_]
    openers: Collected


@dataclass(frozen=True)
class Waits:
    """The public's openers: who they are, what they waited, who may answer.

    ``reason`` says why there is none. ``business`` is None where no opening hours are known.
    """

    ids: NDArray[np.object_]
    calendar: Clock
    business: Clock | None
    people: int | None
    reason: str | None = None


@dataclass(frozen=True)
class Watch:
    """Until when each account was watched, and the accounts whose inbound messages are missing.

    ``ends`` maps an account to microseconds; ``blind`` holds accounts.
    """

    ends: dict[str, int]
    blind: frozenset[str]
    without_replies: bool

    @property
    def all_blind(self) -> bool:
        """Whether every watched account lacks what it received."""
        return bool(self.blind) and self.blind == self.ends.keys()


def waits(
    messages: Frame,
    accounts: Frame,
    observation_window: Frame,
    *,
    quiet_hours: float,
    months: tuple[int, int] | None = None,
) -> Waits:
    """Return what the public's openers waited, or the reason why that cannot be known.

    ``months``, as 202601, keeps the openers of these months, both ends in them; what was
    written before and after still tells whether they open anything, and whether they were answered.
    """
    outward = external(messages)
    asked = collect(within(openers(outward, quiet_hours=quiet_hours), months))
    spoken = collect(speakers(outward, accounts))
    ours = set(spoken["account_id"].to_list()) | set(asked["to_account_id"].drop_nulls().unique())
    watched = watch(observation_window, ours)
    seen = _seen(asked, watched)
    people = spoken["voice"].n_unique() or None
    if not len(seen):
        return _nobody(_why_nobody(outward, watched, asked), people, asked)
    if people is None and watched.without_replies:
        return _nobody("no_outbound", people, asked)
    return _measured(outward, seen, watched, people)


def watch(observation_window: Frame, ours: set[str]) -> Watch:
    """Return until when these accounts were watched, and which lack what they received."""
    columns = ("account_id", "end_utc", "inbound_complete", "replies_complete")
    windows = collect(read(observation_window, "observation_window", *columns))
    rows = [row for row in windows.iter_rows(named=True) if row["account_id"] in ours]
    ends: dict[str, int] = {}
    for row in rows:
        ends[row["account_id"]] = max(ends.get(row["account_id"], 0), _micro(row["end_utc"]))
    inbound_known = {row["account_id"] for row in rows if row["inbound_complete"] != "no"}
    lacking = bool(rows) and all(row["replies_complete"] is False for row in rows)
    return Watch(ends, frozenset(ends.keys() - inbound_known), lacking)


def _micro(moment: datetime | None) -> int:
    """Return microseconds since 1970, 0 where no end is known."""
    if moment is None:
        return 0
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    since = aware - datetime(1970, 1, 1, tzinfo=UTC)
    return (since.days * 86_400 + since.seconds) * MICRO + since.microseconds


def _seen(asked: Collected, watch: Watch) -> Collected:
    """Leave out what was addressed to accounts whose inbound messages are not in the export."""
    addressee = nw.col("to_account_id")
    unseen = addressee.is_in(sorted(watch.blind)).fill_null(value=watch.all_blind)
    return asked.filter(~unseen)


def _nobody(reason: str, people: int | None, asked: Collected) -> Waits:
    nothing, none = np.empty(0), asked.head(0).select(*OPENERS)
    clock = Clock(nothing, nothing, np.empty(0, dtype=np.bool_), none)
    return Waits(np.empty(0, dtype=np.object_), clock, None, people, reason)


def _why_nobody(outward: Rows, watch: Watch, asked: Collected) -> str:
    """Say why no opener was seen; ``asked`` are those left out as addressed to a blind account."""
    if not count(outward):
        return "no_messages"
    if len(asked) or watch.all_blind or not count(inbound(outward)):
        return "no_inbound"
    return "no_opener"


def _measured(outward: Rows, asked: Collected, watch: Watch, people: int | None) -> Waits:
    """Set both clocks; an opener after the end of the watch is not counted."""
    ends = _ends(outward, asked, watch)
    asked = asked.with_columns(end_us=nw.new_series("end_us", ends, nw.Int64, backend="polars"))
    asked = asked.filter(nw.col("t_us") <= nw.col("end_us"))
    calendar = _clock(asked, "t_us", "reply_us", asked["end_us"].to_numpy(), MICRO)
    ids = np.asarray(asked["message_id"].to_list(), dtype=np.object_)
    business = _business(outward, asked)
    reason = None if len(ids) else "no_opener"
    return Waits(ids, calendar, business, people, reason)


def _ends(outward: Rows, asked: Collected, watch: Watch) -> list[int]:
    """Return the end of the watch for each opener: that of the account it addresses.

    Failing that, the last end of all; failing any, the last message there is.
    """
    last = int(collect(outward.select(nw.col("t_us").max())).item())
    ends = {account: end for account, end in watch.ends.items() if end}
    otherwise = max(ends.values(), default=last)
    return [ends.get(account, otherwise) for account in asked["to_account_id"].to_list()]


def _clock(asked: Collected, start: str, reply: str, ends: NDArray[Any], unit: int) -> Clock:
    begun = asked[start].to_numpy().astype(np.float64)
    replied = asked[reply].cast(nw.Float64).fill_null(np.inf).to_numpy()
    watched = (ends.astype(np.float64) - begun) / unit
    waited = (replied - begun) / unit
    answered = waited <= watched
    return Clock(np.where(answered, waited, watched), watched, answered, asked.select(*OPENERS))


def _business(outward: Rows, asked: Collected) -> Clock | None:
    """Set the clock of opening hours; it stops at the last message seen before the watch ended."""
    known = asked.filter(
        ~nw.col("business_s").is_null(),
        ~nw.col("reply_business_s").is_null() | nw.col("reply_us").is_null(),
    )
    if not len(known):
        return None
    moments = sorted(known["end_us"].unique().to_list())
    read_off = collect(
        outward.select(
            nw.when(nw.col("t_us") <= moment).then("business_s").max().alias(str(moment))
            for moment in moments
        )
    ).row(0)
    stops = dict(zip(moments, read_off, strict=True))
    ends = np.asarray([stops[end] for end in known["end_us"].to_list()], dtype=np.float64)
    return _clock(known, "business_s", "reply_business_s", ends, 1)
