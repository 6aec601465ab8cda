"""Whether the organisation speaks or recites: recurring-day tags, hashtags, smileys, links."""

from dataclasses import dataclass

import narwhals as nw
import numpy as np

from toolkit.conversations.exchange import external
from toolkit.conversations.frames import (
    Collected,
    Frame,
    Rows,
    collect,
    count,
    first_ids,
    read,
    within,
)
from toolkit.conversations.gauges import Gauge
from toolkit.conversations.publishing import in_own_words
from toolkit.conversations.ritual_tags import RITUAL_TAGS, carried, recited, uses
from toolkit.results import Measure, Measures
from toolkit.stats import Numbers, bootstrap, effective_number

SCOPE = "external"
MEASURES = {
    "ritual_share": "share",
    "hashtags_per_post": "per_post",
    "emojis_per_post": "per_post",
    "effective_emojis": "index",
    "link_share": "share",
    "own_link_share": "share",
}
MARKS = ("hashtag", "emoji", "link", "told_link", "own_link", "ritual")


@dataclass(frozen=True)
class Habits:
    """How many posts carry what: one row per author and per way of marking a post.

    Columns: voice, hashtag and emoji (how often), link, own_link, ritual (whether), posts.
    """

    rows: Collected

    @property
    def n(self) -> int:
        """The number of posts."""
        return int(self.rows["posts"].sum())

    @property
    def people(self) -> int:
        """The number of voices that wrote them."""
        return int(self.rows["voice"].n_unique())

    def carrying(self, what: str) -> int:
        """Return how many posts carry a mark."""
        return int(self.rows.filter(nw.col(what) > 0)["posts"].sum())


def rituals(
    messages: Frame,
    accounts: Frame,
    marks: Frame,
    *,
    months: tuple[int, int] | None = None,
    ritual_tags: str = RITUAL_TAGS,
    min_n: int = 40,
) -> Measures:
    """Ritual, hashtag, smiley and link habits of what the organisation writes (measure M11).

    A tag is a ritual if it is in the list, or if it falls on one weekday 8 times in 10, with at
    least 6 uses over at least 6 weeks. Marks per post are means; the smileys' effective number
    is Hill's (1973) of order 1; links are shares of the posts that carry one.
    ``months``, as 202601, keeps the posts of these months; habits are learnt from all of them.
    """
    outward = external(messages)
    ever, shown = in_own_words(outward), carried(marks)
    posts, used = within(ever, months), uses(ever, shown)
    rites = recited(used, ritual_tags)
    habits = _habits(posts, shown, accounts, rites)
    share, tags, smileys, variety, links, own = gauges = tuple(
        Gauge(name, "M11", unit, min_n) for name, unit in MEASURES.items()
    )
    if reason := _why_nothing(outward, marks, habits):
        return tuple(gauge.missing(reason, habits.n) for gauge in gauges)
    tagged = shown.filter(nw.col("mark_kind") == "hashtag", nw.col("mark").is_in(rites))
    evidence = first_ids(posts.join(tagged, on="message_id", how="semi"))
    return (
        _share(share, habits, "ritual", evidence),
        _per_post(tags, habits, "hashtag"),
        _per_post(smileys, habits, "emoji"),
        _variety(variety, habits, within(used.lazy(), months)),
        _share(links, habits, "link"),
        _own_links(own, habits),
    )


def _habits(posts: Rows, shown: Rows, accounts: Frame, rites: list[str]) -> Habits:
    def times(claim: nw.Expr) -> nw.Expr:
        return nw.when(claim).then("times").otherwise(nw.lit(0)).sum().cast(nw.Int64)

    kind = nw.col("mark_kind")
    per_post = shown.group_by("message_id").agg(
        hashtag=times(kind == "hashtag"),
        emoji=times(kind == "emoji"),
        link=times(kind == "link"),
        told_link=times((kind == "link") & ~nw.col("is_own").is_null()),
        own_link=times((kind == "link") & nw.col("is_own").fill_null(value=False)),
        ritual=times((kind == "hashtag") & nw.col("mark").is_in(rites)),
    )
    read_text = (~nw.col("text").is_null()).cast(nw.Int64)
    marked = posts.with_columns(text=read_text).join(per_post, on="message_id", how="left")
    marked = marked.with_columns(nw.col(MARKS).fill_null(0))
    kinds = marked.group_by("account_id", "text", *MARKS).agg(posts=nw.len().cast(nw.Int64))
    known = read(accounts, "accounts", "account_id", "person_id")
    voice = nw.coalesce("person_id", "account_id")
    return Habits(collect(kinds.join(known, on="account_id", how="left").with_columns(voice=voice)))


def _why_nothing(outward: Rows, marks: Frame, habits: Habits) -> str | None:
    """No mark on texts that were read is none at all; without texts nothing is known."""
    if not habits.n:
        return "no_outbound" if count(outward) else "no_messages"
    looked_for = habits.carrying("text") or count(read(marks, "marks", "message_id"))
    return None if looked_for else "no_mark"


def _share(gauge: Gauge, habits: Habits, what: str, evidence: tuple[str, ...] = ()) -> Measure:
    return gauge.share(habits.carrying(what), habits.n, people=habits.people, evidence=evidence)


def _per_post(gauge: Gauge, habits: Habits, what: str) -> Measure:
    """Return a mean, and its interval by drawing the posts again."""
    found = habits.rows.group_by(what).agg(nw.col("posts").sum()).sort(what)
    times, posts = (found[name].to_numpy().astype(np.float64) for name in (what, "posts"))

    def mean(draws: Numbers) -> Numbers:
        return np.asarray((draws @ times) / draws.sum(axis=-1), dtype=np.float64)

    interval = bootstrap(posts, mean, limits=(0.0, np.inf))
    return gauge.value(float(mean(posts)), habits.n, interval, people=habits.people)


def _variety(gauge: Gauge, habits: Habits, uses: Rows) -> Measure:
    used = uses.filter(nw.col("mark_kind") == "emoji").group_by("mark")
    counts = np.sort(collect(used.agg(nw.col("times").sum()))["times"].to_numpy())
    if not len(counts):
        return gauge.missing("no_mark", people=habits.people)
    interval = bootstrap(counts, effective_number, limits=(1.0, np.inf))
    value = float(effective_number(counts))
    return gauge.value(value, int(counts.sum()), interval, people=habits.people)


def _own_links(gauge: Gauge, habits: Habits) -> Measure:
    """Links of which nobody knows whose they are say nothing of the organisation's own."""
    if habits.carrying("link") and not habits.carrying("told_link"):
        return gauge.missing("no_own_domain", habits.n, habits.people)
    return _share(gauge, habits, "own_link")
