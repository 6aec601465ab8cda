"""Rules of the published codebooks: what a reply, a share, an offer or a slogan counts as."""

import polars as pl

from toolkit.texts.folding import LINK, NAME

LETTERS = 2  # a message with fewer is only a sign, such as an emoji
WORTH = 1.0  # score from which a message promotes
LANGUAGES = ("fr", "en")  # in which anything was checked

JOINS = r"\b(?:join|follow|vote|subscribe|rejoign|suiv|votez|abonn)"
PLEADS = r"\b(?:petition|pledge|sign the|signez|mobilis|soutenez)"
GIVES = r"\b(?:donat|donnez|don\b|devis|quote)"

INFORMATION, COMMUNITY, ACTION = "information", "community", "action"


def function_by_rule(unclassified: str) -> pl.Expr:
    """Return the function where the codebook decides it, null where the words do.

    After Lovejoy and Saxton (2012): a share without a word of one's own informs, unless it
    answers; an answer talks with somebody, unless it asks for an act; what is but a sign talks
    with somebody where it calls him, and is not classified otherwise. Nor is a language that was
    never checked.
    """
    bare = pl.col("folded").str.replace_all(rf"{LINK}|{NAME}|#\w+|[^a-z]", "")
    wordless = bare.str.len_chars() < LETTERS
    answers = pl.col("is_reply").fill_null(value=False)
    acts = pl.any_horizontal("call_do", "buying", "offer", "recruiting")
    shared = (pl.col("kind") == "reshare").fill_null(value=False)
    foreign = pl.col("lang").is_not_null() & ~pl.col("lang").is_in([*LANGUAGES])
    return (
        pl.when(shared & ~answers)
        .then(pl.lit(INFORMATION))
        .when(wordless & (pl.col("address") | answers))
        .then(pl.lit(COMMUNITY))
        .when(wordless)
        .then(pl.lit(unclassified))
        .when(answers & ~acts)
        .then(pl.lit(COMMUNITY))
        .when(foreign)
        .then(pl.lit(unclassified))
    )


def promotion() -> pl.Expr:
    """Return ``promotional`` or ``other``, by the sum of what promotes and what talks.

    Calls, offers, praise of oneself and links to one's own pages promote; thanks, apologies,
    help and answers talk. An answer never promotes, but for a call with a link to one's own.
    """
    calls = pl.any_horizontal("call_do", "call_read")
    offers = pl.any_horizontal("offer", "buying")
    loud = pl.any_horizontal("exclaims_twice", "shout")
    talks = pl.any_horizontal("thanks", "apology", "helping", "ask_opinion", "greeting")
    answers = pl.col("is_reply").fill_null(value=False)
    own_link = pl.col("own_link").fill_null(value=False)
    score = (
        calls.cast(pl.Float64)
        + offers
        + 0.5 * pl.col("self_praise")
        + 0.5 * own_link
        + 0.25 * loud
        - talks.cast(pl.Float64)
        - answers
    )
    barred = answers & ~(calls & own_link)
    promotes = (score >= WORTH) & ~barred
    return pl.when(promotes).then(pl.lit("promotional")).otherwise(pl.lit("other"))


def category() -> pl.Expr:
    """Return the category within the function, after Lovejoy and Saxton (2012): I1, C1-C4, A1-A7.

    For firms, A2 asks for a contact or a gift, A4 recruits, A7 shows how to buy or use.
    """
    return (
        pl.when(pl.col("function") == INFORMATION)
        .then(pl.lit("I1"))
        .when(pl.col("function") == COMMUNITY)
        .then(_community())
        .when(pl.col("function") == ACTION)
        .then(_action())
        .otherwise(pl.lit("unclassified"))
    )


def model() -> pl.Expr:
    """Return the model of public relations, by the decision tree after Waters and Jamal (2011).

    Addressed to somebody: two-way, symmetric unless it only collects opinions or members. To
    nobody: two-way asymmetric where it asks all for an opinion, press agentry where it praises
    or shouts without a fact, else public information.
    """
    answers = pl.col("is_reply").fill_null(value=False)
    addressed = answers | pl.any_horizontal("address", "address_kind", "comment_warm")
    cares = pl.any_horizontal("helping", "apology", "answering", "thanks", "congratulations")
    collects = pl.any_horizontal("ask_opinion", "call_do") & ~cares
    facts = pl.any_horizontal("figures", "announcing", "event")
    loud = pl.any_horizontal("self_praise", "exclaims") & ~facts
    return (
        pl.when(addressed & collects)
        .then(pl.lit("two_way_asymmetric"))
        .when(addressed)
        .then(pl.lit("two_way_symmetric"))
        .when(pl.col("ask_opinion") & pl.col("question"))
        .then(pl.lit("two_way_asymmetric"))
        .when(loud | pl.col("exclaims_twice"))
        .then(pl.lit("press_agentry"))
        .otherwise(pl.lit("public_information"))
    )


def _community() -> pl.Expr:
    answers = pl.col("is_reply").fill_null(value=False)
    return (
        pl.when(pl.any_horizontal("thanks", "congratulations"))
        .then(pl.lit("C1"))
        .when(answers | pl.any_horizontal("helping", "apology", "answering", "address"))
        .then(pl.lit("C3"))
        .when(pl.any_horizontal("ask_opinion", "question"))
        .then(pl.lit("C4"))
        .otherwise(pl.lit("C2"))
    )


def _action() -> pl.Expr:
    return (
        pl.when(pl.col("recruiting"))
        .then(pl.lit("A4"))
        .when(pl.any_horizontal("offer", "buying"))
        .then(pl.lit("A3"))
        .when(pl.col("event"))
        .then(pl.lit("A1"))
        .when(pl.col("folded").str.contains(GIVES))
        .then(pl.lit("A2"))
        .when(pl.col("folded").str.contains(PLEADS))
        .then(pl.lit("A5"))
        .when(pl.col("folded").str.contains(JOINS))
        .then(pl.lit("A6"))
        .otherwise(pl.lit("A7"))
    )
