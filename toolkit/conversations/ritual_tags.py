"""Recurring-day tags: those that everybody knows, and those that an organisation made its own."""

import narwhals as nw

from toolkit.conversations.frames import Collected, Frame, Rows, collect, read

RITUAL_TAGS = (
    "ff followfriday flashbackfriday fbf fridayfeeling fridayfun tgif motivationmonday "
    "mondaymotivation mondaymood tiptuesday traveltuesday tuesdaythoughts transformationtuesday "
    "humpday wcw wednesdaywisdom wisdomwednesday tbt throwbackthursday thursdaythoughts "
    "thankfulthursday caturday sundayfunday lundimotivation motivationdulundi lundiphoto "
    "mardiconseil mercredicitation mercredimotivation jeudiphoto jeudiconfession vendredifun "
    "vendredilecture vendredibonheur"
)


def carried(marks: Frame) -> Rows:
    """Return what messages carry: message_id, mark_kind, mark, times, is_own."""
    columns = ("message_id", "kind", "mark", "times", "is_own")
    rows = read(marks, "marks", *columns).rename({"kind": "mark_kind"})
    return rows.with_columns(nw.col("times").fill_null(1))


def uses(posts: Rows, shown: Rows) -> Collected:
    """Count each hashtag and smiley: in how many posts of a day, and how often.

    Columns: mark_kind, mark, weekday, iso_week, month, posts, times.
    """
    shown = shown.filter(nw.col("mark_kind").is_in(["hashtag", "emoji"]))
    dated = shown.join(posts.select("message_id", "weekday", "iso_week", "month"), on="message_id")
    counted = dated.group_by("mark_kind", "mark", "weekday", "iso_week", "month").agg(
        posts=nw.len().cast(nw.Int64), times=nw.col("times").sum().cast(nw.Int64)
    )
    return collect(counted)


def recited(used: Collected, ritual_tags: str = RITUAL_TAGS) -> list[str]:
    """Return the tags that are rituals: those of the list, and those that come back on one weekday.

    The latter fall on it 8 times in 10, with at least 6 uses over at least 6 weeks.
    """
    listed = {tag.lower().lstrip("#") for tag in ritual_tags.split()}
    return sorted(listed | _weekly(used))


def _weekly(used: Collected) -> set[str]:
    tags = used.filter(nw.col("mark_kind") == "hashtag")
    by_day = tags.group_by("mark", "weekday").agg(nw.col("posts").sum())
    by_tag = by_day.group_by("mark").agg(
        all_days=nw.col("posts").sum(), one_day=nw.col("posts").max()
    )
    weeks = tags.group_by("mark").agg(weeks=nw.col("iso_week").n_unique())
    weekly = by_tag.join(weeks, on="mark").filter(
        nw.col("all_days") >= 6, nw.col("weeks") >= 6, nw.col("one_day") >= 0.8 * nw.col("all_days")
    )
    return set(weekly["mark"].to_list())
