"""What the machine says that the organisation's messages are: how many bear each label."""

from dataclasses import dataclass
from types import MappingProxyType

import narwhals as nw
import numpy as np

from toolkit.conversations.coders import MACHINE
from toolkit.conversations.exchange import external, said
from toolkit.conversations.frames import SHOWN, Collected, Frame, Rows, collect, count, read, within
from toolkit.conversations.gauges import Gauge
from toolkit.conversations.once import held, once
from toolkit.results import Measure
from toolkit.stats import Numbers

FUNCTIONS = ("information", "community", "action")  # Lovejoy and Saxton (2012)
UNCLASSIFIED = "unclassified"
PROMOTIONAL, OTHER = "promotional", "other"
ASKS = "asks"  # the public asks something
MODELS = (  # Grunig and Hunt (1984), from one-way to dialogue
    "press_agentry",
    "public_information",
    "two_way_asymmetric",
    "two_way_symmetric",
)
SCHEMES = MappingProxyType(  # what people code: two things of ours, one of the public's messages
    {
        "function": (*FUNCTIONS, UNCLASSIFIED),
        "promotion": (PROMOTIONAL, OTHER),
        "question": (ASKS, OTHER),
    }
)


@dataclass(frozen=True)
class Mix:
    """How many messages bear each label: one row per label, author and week.

    Columns: label, voice, t_us (of its first message), messages, example (a message).
    ``reason`` says why there is none.
    """

    rows: Collected
    reason: str | None

    @property
    def n(self) -> int:
        """The number of messages that bear a label."""
        return int(self.rows["messages"].sum())

    @property
    def people(self) -> int | None:
        """The number of voices that wrote them, None where there is none."""
        return self.rows["voice"].n_unique() or None

    def times(self, *labels: str) -> int:
        """Return how many messages bear one of these labels."""
        return int(self._bearing(labels)["messages"].sum())

    def examples(self, *labels: str) -> tuple[str, ...]:
        """Return a few messages that bear one of these labels."""
        found = self._bearing(labels)["example"].unique().sort()
        return tuple(found.to_list()[:SHOWN])

    def _bearing(self, labels: tuple[str, ...]) -> Collected:
        return self.rows.filter(nw.col("label").is_in(labels))

    def halves(self, labels: tuple[str, ...]) -> Numbers | None:
        """Return how often each label occurs in the first and in the second half of the time.

        None where either half is empty; a week belongs to the half in which it begins.
        """
        dated = self._bearing(labels).filter(~nw.col("t_us").is_null())
        if not len(dated):
            return None
        moments = dated["t_us"].to_numpy()
        late = moments > (moments.min() + moments.max()) / 2
        if late.all() or not late.any():
            return None
        label, times = dated["label"].to_numpy(), dated["messages"].to_numpy()
        rows = [[times[(label == one) & side].sum() for one in labels] for side in (~late, late)]
        return np.asarray(rows, dtype=np.float64)

    def share(self, gauge: Gauge, *labels: str) -> Measure:
        """Return the share of messages that bear one of these labels, or why there is none."""
        if self.reason:
            return gauge.missing(self.reason, people=self.people)
        hits, evidence = self.times(*labels), self.examples(*labels)
        return gauge.share(hits, self.n, people=self.people, evidence=evidence)


def mix(
    messages: Frame,
    accounts: Frame,
    labels: Frame,
    scheme: str,
    months: tuple[int, int] | None = None,
) -> Mix:
    """Return what the machine calls the organisation's messages, in one coding scheme.

    What has no label, for want of words to read, is not counted.
    """
    outward = external(messages)
    written = within(said(outward), months).select("message_id", "account_id", "iso_week", "t_us")
    known = read(accounts, "accounts", "account_id", "person_id")
    labelled = written.join(machine(labels, scheme), on="message_id")
    cells = labelled.group_by("label", "account_id", "iso_week").agg(
        messages=nw.len().cast(nw.Int64),
        t_us=nw.col("t_us").min(),
        example=nw.col("message_id").min(),
    )
    found = collect(
        cells.join(known, on="account_id", how="left")
        .with_columns(voice=nw.coalesce("person_id", "account_id"))
        .select("label", "voice", "t_us", "messages", "example")
    )
    return Mix(found, None if len(found) else _why_nothing(outward, written))


@once
def machine(labels: Frame, scheme: str) -> Rows:
    """Return what the machine says in one scheme: message_id, label."""
    rows = read(labels, "labels", "message_id", "scheme", "label", "coder_id")
    said_so = (nw.col("scheme") == scheme) & (nw.col("coder_id") == MACHINE)
    return held(rows.filter(said_so).select("message_id", "label"))


def _why_nothing(outward: Rows, written: Rows) -> str:
    if count(written):
        return "not_labelled"
    return "no_outbound" if count(outward) else "no_messages"
