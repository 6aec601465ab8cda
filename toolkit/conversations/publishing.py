"""What the organisation publishes of its own accord: what could have been written in advance.

An answer follows the public's hour, a reshare carries somebody else's words: neither says when
the organisation chose to speak.
"""

import narwhals as nw

from toolkit.conversations.exchange import said
from toolkit.conversations.frames import Frame, Rows, collect, count, read

OWN_WORDS = ("post", "reply", "quote")
UNASKED = ("post", "quote")


def in_own_words(outward: Rows) -> Rows:
    """Return what the organisation wrote itself, answers included."""
    return said(outward).filter(nw.col("kind").fill_null("post").is_in(OWN_WORDS))


def published(outward: Rows) -> Rows:
    """Return what the organisation wrote itself without having been asked."""
    return said(outward).filter(nw.col("kind").fill_null("post").is_in(UNASKED))


def voices_in(rows: Rows, accounts: Frame) -> int:
    """Return how many people or accounts wrote these messages."""
    known = read(accounts, "accounts", "account_id", "person_id")
    by_account = rows.select("account_id").unique().join(known, on="account_id", how="left")
    voice = nw.coalesce("person_id", "account_id")
    return int(collect(by_account.select(voice.alias("voice")).unique())["voice"].len())


def why_no_post(outward: Rows) -> str:
    """Return the reason why nothing was published."""
    return "no_outbound" if count(outward) else "no_messages"
