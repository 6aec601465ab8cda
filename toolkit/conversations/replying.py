"""Which of the organisation's messages answer somebody outside it."""

import narwhals as nw

from toolkit.conversations.exchange import own_accounts, said
from toolkit.conversations.frames import Frame, Rows


def replying(outward: Rows, accounts: Frame) -> Rows:
    """Return what the organisation wrote; ``to_public`` says whether it answers an outsider.

    Columns: message_id, account_id, t_us, month, iso_week, to_public. Answers to itself or among
    its own accounts are not dialogue; an addressee that cannot be seen counts as the public.
    """
    by_us = outward.filter(nw.col("direction") == "out")
    own = own_accounts(outward, accounts).select(addressee="account_id", own=nw.lit(value=True))
    parents = by_us.select(parent_id="message_id", parent_author="account_id")
    addressee = nw.coalesce("to_account_id", "parent_author")
    is_reply = (nw.col("kind") == "reply").fill_null(value=False)
    written = said(outward).join(parents, on="parent_id", how="left")
    return (
        written.with_columns(addressee=addressee)
        .join(own, on="addressee", how="left")
        .select(
            *("message_id", "account_id", "t_us", "month", "iso_week"),
            to_public=is_reply & nw.col("own").is_null(),
        )
    )
