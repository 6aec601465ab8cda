"""Who speaks to whom in a message, and whether it asks: questions, persons, names of the house."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import polars as pl

from toolkit.texts.folding import plain
from toolkit.texts.lexicons import Lexicons

ASKING = (  # beginnings of a question without its mark
    "comment",
    "pourquoi",
    "quand",
    "combien",
    "est-ce que",
    "qui (?:peut|sait|a|aurait)",
    "quelqu'un (?:sait|a|peut|connait)",
    "(?:savez|pouvez|pourriez|avez|auriez)[- ]vous",
    "peut-on",
    "y a-t-il",
    "how (?:do|can|to|long|much|many|is|are|come)",
    "why (?:is|are|do|does|did|can)",
    "when (?:is|will|do|does|are|can)",
    "where (?:is|are|can|do)",
    "what (?:is|are|time|do|does|happened)",
    "who (?:is|are|can|do)",
    "(?:can|could|would|will) (?:you|someone|anyone|i|we)",
    "does (?:anyone|anybody)",
    "is there",
    "are there",
    "any (?:news|idea|update)",
)
LEGAL_FORMS = frozenset({"sa", "sas", "sarl", "inc", "ltd", "llc", "plc", "gmbh", "group"})
GLUE = r"[\s_-]*"  # what may stand between two words of a name, as in a hashtag
COURTESIES = ("greeting", "thanks", "apology", "wishes", "helping", "ask_opinion")
CALLS = ("others", "selves", "other_links", "own_links")


@dataclass(frozen=True, kw_only=True)
class House:
    """What the organisation is called: its names, and the handles of its accounts."""

    names: frozenset[str] = frozenset()
    handles: frozenset[str] = frozenset()

    @classmethod
    def of(cls, names: Iterable[str | None], handles: Iterable[str | None]) -> "House":
        """Make one of names as people write them; legal forms and single letters are no name."""
        written = pl.DataFrame({"name": [*filter(None, names)]}, schema={"name": pl.String})
        said = written.select(plain(pl.col("name")))["name"].to_list()
        words = (" ".join(one for one in name.split() if one not in LEGAL_FORMS) for name in said)
        return cls(
            names=frozenset(word for word in words if len(word) > 1),
            handles=frozenset(one.lower().lstrip("@") for one in handles if one),
        )


def calls(marks: pl.DataFrame, house: House) -> pl.DataFrame:
    """Return how often each message calls others, the house, and links to either.

    ``marks`` are rows of the table ``marks``; columns: message_id, others, selves, other_links,
    own_links.
    """
    name = pl.col("mark").str.to_lowercase()
    ours = name.is_in([*house.handles]) | name.str.replace(r"@.*$", "").is_in([*house.handles])
    mention, link = pl.col("kind") == "mention", pl.col("kind") == "link"
    own = pl.col("is_own")
    return marks.group_by("message_id").agg(
        others=(mention & ~ours).sum(),
        selves=(mention & ours).sum(),
        other_links=(link & ~own).fill_null(value=False).sum(),
        own_links=(link & own).fill_null(value=False).sum(),
    )


def speech(messages: pl.DataFrame, lexicons: Lexicons, house: House) -> pl.DataFrame:
    """Return is_question, is_addressed, person, refers and courtesies, in the messages' order.

    ``messages`` has text, lang, direction, to (the handle or account addressed), kind, and the
    counts of ``calls``. Of whom a message speaks is said of the organisation's own only.
    """
    seen = messages.select(
        "lang",
        *CALLS,
        ours=(pl.col("direction") == "out").fill_null(value=False),
        answers=pl.col("kind").is_in(["reply", "dm"]).fill_null(value=False),
        to_another=(
            pl.col("to").is_not_null() & ~pl.col("to").str.to_lowercase().is_in([*house.handles])
        ),
        plain=plain(pl.col("text").fill_null("")),
    )
    return seen.select(
        is_question=_asks(),
        is_addressed=(pl.col("others") > 0) | pl.col("to_another"),
        person=_person(lexicons),
        refers=pl.when("ours").then(_refers(lexicons, house)),
        courtesies=pl.sum_horizontal(_said(lexicons, name).cast(pl.Int64) for name in COURTESIES),
    )


def _asks() -> pl.Expr:
    bare = pl.col("plain").str.replace_all(r"https?://\S+", " ")
    start = bare.str.replace(r"^(?:\W*@[\w.]+)*\W*", "")
    return bare.str.contains(r"\?") | start.str.contains(rf"^(?:{'|'.join(ASKING)})\b")


def _person(lexicons: Lexicons) -> pl.Expr:
    one, several = (_said(lexicons, name) for name in ("one_person", "we"))
    return (
        pl.when(one & several)
        .then(pl.lit("both"))
        .when(one)
        .then(pl.lit("singular"))
        .when(several)
        .then(pl.lit("plural"))
    )


def _said(lexicons: Lexicons, cue: str) -> pl.Expr:
    """Whether a cue of the message's language is there; of any, where that is not known."""
    of_each = {
        name: pl.col("plain").str.contains(one.anywhere[cue]) for name, one in lexicons.items()
    }
    chosen = pl.any_horizontal(*of_each.values())
    for language, there in of_each.items():
        chosen = pl.when(pl.col("lang") == language).then(there).otherwise(chosen)
    return chosen


def _refers(lexicons: Lexicons, house: House) -> pl.Expr:
    """Tell self, other, both or none.

    Another is somebody who can be found: an account called, somebody answered, a page that is
    not the house's. "Our client" without a name is nobody; French "on" is the house.
    """
    other = (pl.col("others") > 0) | pl.col("to_another") | pl.col("answers")
    other = other | (pl.col("other_links") > 0)
    own = _said(lexicons, "we") | (pl.col("selves") > 0) | (pl.col("own_links") > 0)
    own = own | _named(house)
    return (
        pl.when(own & other)
        .then(pl.lit("both"))
        .when(other)
        .then(pl.lit("other"))
        .when(own)
        .then(pl.lit("self"))
        .otherwise(pl.lit("none"))
    )


def _named(house: House) -> pl.Expr:
    """Whether the house is named, in words or as a hashtag, declined or not."""
    patterns = [*_patterns(house)]
    return pl.col("plain").str.contains("|".join(patterns)) if patterns else pl.lit(value=False)


def _patterns(house: House) -> Iterator[str]:
    for name in sorted(house.names):
        parts = [re.escape(word) for word in name.split()]
        yield rf"(?:^|[^\w@]){GLUE.join(parts)}(?:'?s)?(?:$|\W)"
