"""Who speaks to whom outwardly: the organisation's messages, the public's, and who answers what."""

import narwhals as nw

from toolkit.conversations.frames import Frame, Rows, read
from toolkit.conversations.once import held, once
from toolkit.conversations.whose import by_person, is_signed, of_brand, voice

MICRO = 1_000_000
COLUMNS = (
    "message_id",
    "scope",
    "account_id",
    "author_kind",
    "direction",
    "parent_id",
    "thread_id",
    "root_id",
    "to_account_id",
    "kind",
    "text",
    "is_paid",
    "t_us",
    "month",
    "business_s",
    "weekday",
    "iso_week",
    "platform",
    "hour",
    "minute",
    "source_client",
)


@once
def external(messages: Frame) -> Rows:
    """Return everything that was written outwardly, whoever wrote it."""
    rows = read(messages, "messages", *COLUMNS)
    return held(rows.filter(nw.col("scope").fill_null("external") == "external"))


def outbound(outward: Rows) -> Rows:
    """Return what people of the organisation wrote: no robots, no paid posts, no system lines."""
    return outward.filter(
        nw.col("direction") == "out",
        nw.col("author_kind").fill_null("org_brand").is_in(["org_brand", "org_person"]),
        ~nw.col("is_paid").fill_null(value=False),
        nw.col("kind").fill_null("post") != "system",
    )


def inbound(outward: Rows) -> Rows:
    """Return what the public wrote to the organisation; a mere reshare says nothing to it."""
    return outward.filter(
        nw.col("direction") == "in",
        nw.col("author_kind").fill_null("public") == "public",
        ~nw.col("kind").fill_null("post").is_in(["system", "reshare"]),
    )


@once
def said(outward: Rows) -> Rows:
    """Return what the organisation wrote, without the answers that a machine gave for it."""
    return held(outbound(outward).join(automatic(outward), on="message_id", how="anti"))


@once
def own_accounts(outward: Rows, accounts: Frame) -> Rows:
    """Return the identifiers of the organisation's accounts: declared so, or writing for it."""
    known = read(accounts, "accounts", "account_id", "kind")
    declared = known.filter(nw.col("kind").is_in(["brand", "person"])).select("account_id")
    return held(nw.concat([declared, outbound(outward).select("account_id")]).unique())


@once
def speakers(outward: Rows, accounts: Frame, cues: Frame | None = None) -> Rows:
    """Return who speaks for the organisation and how much: one row per account and manner.

    ``voice`` is the person behind the account where known, else who signed (``cues``) for the
    account, else the account; ``is_signed`` says that a brand's messages are. ``is_person`` and
    ``is_brand`` say in whose name it speaks; neither holds for an account that the client has
    not declared yet (kind ``unknown``), unless its messages say that a person wrote them.
    """
    columns = ("account_id", "kind", "person_id", "is_leader")
    known = read(accounts, "accounts", *columns).rename({"kind": "account_kind"})
    written = _signed(said(outward), cues)
    counted = written.group_by("account_id", "author_kind", "signed").agg(messages=nw.len())
    spoken = counted.join(known, on="account_id", how="left").select(
        "account_id",
        "messages",
        "is_leader",
        voice=voice(),
        is_person=by_person(),
        is_brand=~by_person() & of_brand(),
        is_signed=is_signed() & of_brand(),
    )
    return held(spoken)


def _signed(written: Rows, cues: Frame | None) -> Rows:
    """Add who signed each message for its account, null where nobody did or nobody looked."""
    if cues is None:
        return written.with_columns(signed=nw.lit(None).cast(nw.String))
    known = read(cues, "cues", "message_id", "signed")
    return written.join(known, on="message_id", how="left")


@once
def answers_given(outward: Rows, *, same: int = 5, within: int = 60) -> Rows:
    """Return the organisation's answers to the public: which message each answers, and whose.

    Columns: message_id, answered_id, author (of the message answered), t_us, business_s.
    Automatic answers are left out: the same text more than ``same`` times, each ``within`` so
    many seconds; so are answers dated before what they answer.
    """
    given = _answers(outward)
    given = given.filter(nw.col("t_us") >= nw.col("asked_us"))
    by_people = given.join(_automatic(given, same, within), on="message_id", how="anti")
    return held(by_people.drop("text"))


def automatic(outward: Rows, *, same: int = 5, within: int = 60) -> Rows:
    """Return the identifiers of answers that a machine gave."""
    return _automatic(_answers(outward), same, within)


def _automatic(given: Rows, same: int, within: int) -> Rows:
    latency = nw.col("t_us") - nw.col("asked_us")
    quick = given.filter(latency < within * MICRO, ~nw.col("text").is_null())
    repeated = quick.group_by("text").agg(nw.len().alias("times")).filter(nw.col("times") > same)
    return quick.join(repeated, on="text", how="semi").select("message_id").unique()


@once
def _answers(outward: Rows) -> Rows:
    asked = inbound(outward).select(
        nw.col("message_id").alias("answered_id"),
        nw.col("account_id").alias("author"),
        nw.col("t_us").alias("asked_us"),
    )
    told = outbound(outward).filter(nw.col("kind").fill_null("reply") != "reshare")
    columns = ("message_id", "answered_id", "author", "asked_us", "t_us", "business_s", "text")
    direct = told.with_columns(answered_id=nw.col("parent_id")).join(asked, on="answered_id")
    by_thread = _answers_by_thread(outward)
    return held(nw.concat([direct.select(*columns), by_thread.select(*columns)]))


def _answers_by_thread(outward: Rows) -> Rows:
    """Answers whose parent is not in the export go to the last message of the same thread.

    That is the last one by the account addressed, where the answer says whom it addresses. A
    private message outside any thread belongs to the exchange with that account.
    """
    orphans = (
        outbound(outward)
        .filter(nw.col("kind").is_in(["reply", "dm"]))
        .join(outward.select(parent_id="message_id"), on="parent_id", how="anti")
        .with_columns(room=_room(otherwise=None), who=nw.coalesce("to_account_id", nw.lit("")))
        .filter(~nw.col("room").is_null(), (nw.col("room") != "") | (nw.col("who") != ""))
    )
    asked = inbound(outward).with_columns(
        room=_room(otherwise="message_id"),
        who=nw.col("account_id"),
        answered_id=nw.col("message_id"),
        author=nw.col("account_id"),
        asked_us=nw.col("t_us"),
    )
    asked = asked.join(orphans.select("room").unique(), on="room", how="semi")
    nobody = orphans.with_columns(
        answered_id=nw.lit(None).cast(nw.String),
        author=nw.lit(None).cast(nw.String),
        asked_us=nw.lit(None).cast(nw.Int64),
    )
    return _last_asked(nw.concat([asked, asked.with_columns(who=nw.lit("")), nobody]))


def _room(*, otherwise: str | None) -> nw.Expr:
    """Name the thread of a message; a private one may be outside any."""
    alone = nw.col(otherwise) if otherwise else nw.lit(None).cast(nw.String)
    own = nw.when(nw.col("kind") == "dm").then(nw.lit("")).otherwise(alone)
    return nw.coalesce("thread_id", "root_id", own)


def _last_asked(turns: Rows) -> Rows:
    """Carry the public's last message forward to each answer in the same room."""
    turns = turns.with_columns(is_answer=nw.col("asked_us").is_null())
    order = ["t_us", "is_answer", "message_id"]
    carried = [
        nw.col(name).fill_null(strategy="forward").over("room", "who", order_by=order)
        for name in ("answered_id", "author", "asked_us")
    ]
    found = turns.with_columns(*carried)
    return found.filter(nw.col("is_answer"), ~nw.col("answered_id").is_null())


@once
def openers(outward: Rows, *, quiet_hours: float = 24) -> Rows:
    """Return the messages by which the public opens a conversation, and the first answer to each.

    An opener comes after at least ``quiet_hours`` without exchange between its author and the
    organisation; the conversation lasts until the same author's next opener. Columns:
    message_id, to_account_id, t_us, month, business_s, and reply_us, reply_business_s, which are
    empty where there is no answer.
    """
    given = answers_given(outward)
    asked = _episodes(outward, given, quiet_hours)
    first = (
        given.select(message_id="answered_id", reply_us="t_us", reply_business_s="business_s")
        .group_by("message_id")
        .agg(nw.col("reply_us", "reply_business_s").min())
    )
    answered = asked.join(first, on="message_id", how="left").with_columns(
        nw.col("reply_us", "reply_business_s").min().over("author", "episode")
    )
    return held(answered.filter(nw.col("opens")).drop("opens", "author", "episode", "is_told"))


def _episodes(outward: Rows, given: Rows, quiet_hours: float) -> Rows:
    """Number each author's conversations; a public message says whether it opens one."""
    columns = ("author", "t_us", "message_id", "to_account_id", "business_s", "month", "is_told")
    asked = inbound(outward).filter(~nw.col("t_us").is_null())
    asked = asked.with_columns(author=nw.col("account_id"), is_told=nw.lit(value=False))
    told = said(outward).filter(~nw.col("to_account_id").is_null())
    told = told.select("t_us", author="to_account_id")
    told = (
        nw.concat([told, given.select("t_us", "author")])
        .unique()
        .with_columns(
            nw.lit(None).cast(nw.String).alias("message_id"),
            nw.lit(None).cast(nw.String).alias("to_account_id"),
            nw.lit(None).cast(nw.Int64).alias("business_s"),
            nw.lit(None).cast(nw.Int64).alias("month"),
            is_told=nw.lit(value=True),
        )
    )
    events = nw.concat([asked.select(*columns), told.select(*columns)])
    order = ["t_us", "is_told", "message_id"]  # some exports know the minute only
    quiet = nw.col("t_us") - nw.col("t_us").shift(1).over("author", order_by=order)
    opens = ~nw.col("is_told") & (quiet >= quiet_hours * 3600 * MICRO).fill_null(value=True)
    events = events.with_columns(opens=opens)
    number = nw.col("opens").cast(nw.Int64).cum_sum().over("author", order_by=order)
    return events.with_columns(episode=number.cast(nw.Int64)).filter(~nw.col("is_told"))
