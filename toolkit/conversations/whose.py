"""In whose name a message speaks: a person one can name, or a brand.

The expressions read the columns ``account_kind`` (as the client declared the account),
``author_kind`` (as the export says of the message) and ``signed``.
"""

import narwhals as nw


def _declared() -> nw.Expr:
    return nw.col("account_kind").fill_null("")


def _manner() -> nw.Expr:
    return nw.col("author_kind").fill_null("")


def is_signed() -> nw.Expr:
    """Say whether somebody signed for the account."""
    return ~nw.col("signed").is_null()


def by_person() -> nw.Expr:
    """Say whether a person wrote: the account is one, the message is said to be, or is signed."""
    return (_manner() == "org_person") | (_declared() == "person") | is_signed()


def of_brand() -> nw.Expr:
    """Say whether the account is a brand's: declared so, or writing so and not declared else."""
    undeclared = (_manner() == "org_brand") & ~_declared().is_in(["unknown", "person"])
    return (_declared() == "brand") | undeclared


def voice() -> nw.Expr:
    """Name who speaks: the person, else who signed for the account, else the account."""
    signature = nw.concat_str([nw.col("account_id"), nw.col("signed")], separator=" ")
    return nw.coalesce("person_id", signature, "account_id")
