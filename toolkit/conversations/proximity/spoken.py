"""What the organisation says, day by day and voice by voice: how much of it does what."""

import narwhals as nw

from toolkit.conversations.clients import is_scheduler
from toolkit.conversations.coded import PROMOTIONAL, machine
from toolkit.conversations.exchange import external
from toolkit.conversations.frames import Collected, Frame, Rows, collect, in_memory, read, within
from toolkit.conversations.once import once
from toolkit.conversations.publishing import OWN_WORDS, UNASKED
from toolkit.conversations.replying import replying
from toolkit.conversations.ritual_tags import carried, recited, uses
from toolkit.conversations.rounded import dated_finely, rounded_clocks
from toolkit.conversations.whose import by_person, of_brand, voice
from toolkit.stats import QUARTERS

DAY_US = 86_400_000_000
LEVELS = (7, 8, 9)  # tenths of Jaccard's index from which two texts are alike
COUNTED = (
    *("written", "to_public", "unasked", "declared", "named", "unnamed", "timed", "on_quarter"),
    *("worded", "alike_7", "alike_8", "alike_9", "own_words", "texts", "ritual"),
    *("programmed", "scheduled", "labelled", "promotional", "referring", "of_others", "of_self"),
)
AGAINST = (  # what pulls a pillar down, of which examples are kept
    *("unasked", "unnamed", "on_quarter", "alike_8"),
    *("ritual", "scheduled", "promotional", "of_self"),
)
KNOWN = (
    *("message_id", "kind", "author_kind", "text", "weekday", "minute"),
    *("platform", "source_client"),
)


def spoken(
    messages: Frame,
    accounts: Frame,
    marks: Frame,
    cues: Frame,
    labels: Frame,
    months: tuple[int, int] | None,
) -> Collected:
    """Return how many messages of each voice do what on each day: one row per day and voice.

    Columns: day (since 1970, -1 where unknown), month, voice, those of ``COUNTED``, and for each
    of ``AGAINST`` an example, named ``example_...``. A text is alike another if both are of the
    period; rituals are learnt from all that was written, as are rounded clocks.
    """
    outward = external(messages)
    ever = _ever(outward, accounts)
    said = within(ever, months)
    for told in (_cues(cues), _labels(labels), _rites(ever, marks)):
        said = said.join(told, on="message_id", how="left")
    claims = _claims(_named(said, accounts), _rounded(outward, ever), _tools(ever))
    keys = ("day", "month", "voice")
    return collect(
        claims.group_by(*keys)
        .agg(
            *(_times(nw.col(name)).alias(name) for name in COUNTED),
            *(_example(nw.col(name)).alias(f"example_{name}") for name in AGAINST),
        )
        .sort(*keys)
    )


@once
def _ever(outward: Rows, accounts: Frame) -> Rows:
    """Return all that was ever said, and whether it speaks to the public."""
    return in_memory(replying(outward, accounts).join(outward.select(*KNOWN), on="message_id"))


@once
def _cues(cues: Frame) -> Rows:
    columns = ("message_id", "refers", "signed", *(f"template_{level}" for level in LEVELS))
    return in_memory(read(cues, "cues", *columns).with_columns(is_read=nw.lit(value=True)))


@once
def _labels(labels: Frame) -> Rows:
    return in_memory(machine(labels, "promotion").rename({"label": "tone"}))


@once
def _rites(ever: Rows, marks: Frame) -> Rows:
    """Return the messages that carry a recurring-day tag."""
    shown = in_memory(carried(marks))
    rites = recited(uses(ever.filter(_kind().is_in(OWN_WORDS)), shown))
    tagged = shown.filter(nw.col("mark_kind") == "hashtag", nw.col("mark").is_in(rites))
    return in_memory(tagged.select("message_id").unique().with_columns(is_rite=nw.lit(value=True)))


def _kind() -> nw.Expr:
    return nw.col("kind").fill_null("post")


def _named(said: Rows, accounts: Frame) -> Rows:
    """Add who speaks: the person, else who signed for the account, else the account."""
    known = in_memory(read(accounts, "accounts", "account_id", "kind", "person_id"))
    known = known.rename({"kind": "account_kind"})
    return said.join(known, on="account_id", how="left").with_columns(
        voice=voice(),
        named=by_person(),
        unnamed=~by_person() & of_brand(),
        declared=by_person() | of_brand(),
    )


def _claims(said: Rows, rounded: list[str], tools: list[str]) -> Rows:
    """Say of each message what it does, one flag each.

    ``rounded`` are the platforms whose minutes say nothing, ``tools`` those that schedule.
    """
    unasked = _kind().is_in(UNASKED)
    dated = ~nw.col("minute").is_null() & ~nw.col("t_us").is_null()
    timed = unasked & dated & ~nw.col("platform").fill_null("").is_in(rounded)
    known = unasked & ~nw.col("source_client").is_null()
    flags = said.with_columns(
        *_worded(),
        *_tones(),
        day=nw.when(~nw.col("t_us").is_null()).then(nw.col("t_us") // DAY_US).otherwise(-1),
        written=nw.lit(value=True),
        unasked=~nw.col("to_public"),
        timed=timed,
        on_quarter=timed & nw.col("minute").is_in(list(QUARTERS)).fill_null(value=False),
        programmed=known,
        scheduled=known & nw.col("source_client").is_in(tools).fill_null(value=False),
    )
    return flags.with_columns(**{f"alike_{level}": _alike(level) for level in LEVELS})


def _worded() -> tuple[nw.Expr, ...]:
    """Say of a message whether it is in our own words, was read, and recites."""
    own = _kind().is_in(OWN_WORDS)
    rite = nw.col("is_rite").fill_null(value=False)
    worded = own & nw.col("is_read").fill_null(value=False)
    groups = [f"template_{level}" for level in LEVELS]
    return (
        own.alias("own_words"),
        worded.alias("worded"),
        (own & (~nw.col("text").is_null() | rite)).alias("texts"),
        (own & rite).alias("ritual"),
        *(nw.when(worded).then(nw.col(group)).alias(group) for group in groups),
    )


def _tones() -> tuple[nw.Expr, ...]:
    """Say of a message whether it sells, and of whom it speaks."""
    tone, refers = nw.col("tone").fill_null(""), nw.col("refers").fill_null("")
    return (
        (tone != "").alias("labelled"),
        (tone == PROMOTIONAL).alias("promotional"),
        refers.is_in(["other", "both", "self"]).alias("referring"),
        refers.is_in(["other", "both"]).alias("of_others"),
        (refers == "self").alias("of_self"),
    )


@once
def _rounded(outward: Rows, ever: Rows) -> list[str]:
    """Return the platforms on which the minute of a message says nothing."""
    dated = in_memory(outward.select("message_id", "minute", "hour", "t_us", "platform"))
    return rounded_clocks(dated_finely(dated), ever.filter(_kind().is_in(UNASKED))).no_minute


@once
def _tools(ever: Rows) -> list[str]:
    """Return the scheduling tools that posts came out of, as their platforms name them."""
    clients = collect(ever.filter(_kind().is_in(UNASKED)).select("source_client").unique())
    names = sorted(clients["source_client"].drop_nulls().to_list())
    return [name for name in names if is_scheduler(name)]


def _alike(level: int) -> nw.Expr:
    group = nw.col(f"template_{level}")
    return ~group.is_null() & (group.count().over(f"template_{level}") >= 2)


def _times(claim: nw.Expr) -> nw.Expr:
    return nw.when(claim).then(nw.lit(1)).otherwise(nw.lit(0)).sum().cast(nw.Int64)


def _example(claim: nw.Expr) -> nw.Expr:
    return nw.when(claim).then(nw.col("message_id")).min()
