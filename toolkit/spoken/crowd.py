"""What many people said in a room, as columns: the same rows as one by one, at a lower price."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from types import MappingProxyType
from typing import Any

import polars as pl

from toolkit.reading import Rows
from toolkit.spoken.inside import (
    COUNTS,
    INTERACTION,
    SCOPE,
    TALKS,
    Room,
    Said,
    Talk,
    ties,
)

ENOUGH = 1 << 13  # messages that are worth being made columns

_KINDS: Mapping[str, pl.DataType] = MappingProxyType(
    dict.fromkeys(("when", "edited", "likes"), pl.Int64())
    | dict.fromkeys(("machine", "system"), pl.Boolean())
)
_SPEAKS = ("message_id", "account", "when", "parent", "parent_author")
_NOBODY = frozenset[str]()
_NO_TEXT = pl.lit(None, pl.String)
_NO_MOMENT = pl.lit(None, pl.Int64)


@dataclass(frozen=True, slots=True, kw_only=True)
class Several:
    """Some messages: the fields of ``Said``, each for all; ``likes`` as a count or nothing."""

    message_id: Sequence[str]
    account: Sequence[str]
    when: Sequence[int]
    text: Sequence[str | None]
    parent: Sequence[str | None]
    parent_author: Sequence[str | None]
    machine: Sequence[bool]
    system: Sequence[bool]
    edited: Sequence[int | None]
    client: Sequence[str | None]
    likes: Sequence[int | None]


FIELDS = tuple(one.name for one in fields(Several))


@dataclass(slots=True)
class Crowd:
    """Gathers what was said in a room until there is enough of it to hand over.

    Where a message speaks to every member, or members are known, each is looked at for itself.
    """

    platform: str
    where: str
    room: Room = field(default_factory=lambda: Room(None, None))
    root: str | None = None
    _talk: Talk = field(init=False)
    _values: dict[str, list[object]] = field(default_factory=lambda: {one: [] for one in FIELDS})
    _named: dict[int, Sequence[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._talk = Talk(self.platform, self.where)

    def add(self, some: Several, named: Mapping[int, Sequence[str]]) -> Iterator[Rows]:
        """Take messages in; yield the rows of what was gathered where that is enough.

        ``named`` are the people whom a message names, by its place.
        """
        before = len(self._values["when"])
        for name, values in self._values.items():
            values.extend(getattr(some, name))
        self._named |= {before + at: people for at, people in named.items() if people}
        if len(self._values["when"]) >= ENOUGH:
            yield from self.rows()

    def rows(self) -> Iterator[Rows]:
        """Yield the rows of what was gathered since the last time, by table."""
        if not self._values["when"]:
            return
        said = None
        if self.room.kind not in TALKS and self.room.people is None:
            said = self._framed()
        yield from self._one_by_one() if said is None else self._together(said)
        self._named = {}
        for values in self._values.values():
            values.clear()

    def _said(self, at: int) -> Said:
        values: dict[str, Any] = {name: values[at] for name, values in self._values.items()}
        return Said(**values, root=self.root, mentions=self._named.get(at, ()))

    def _naming(self, at: int) -> Said:
        """Return a message as far as it says to whom it speaks."""
        values: dict[str, Any] = {name: self._values[name][at] for name in _SPEAKS}
        return Said(**values, text=None, mentions=self._named[at])

    def _one_by_one(self) -> Iterator[Rows]:
        for at in range(len(self._values["when"])):
            self._talk.add(self._said(at), self.room)
        yield from self._talk.rows()

    def _framed(self) -> pl.DataFrame | None:
        """Return what was gathered as columns; nothing where a number is too big for one."""
        try:
            return pl.DataFrame(
                [
                    pl.Series(name, values, dtype=_KINDS.get(name, pl.String()))
                    for name, values in self._values.items()
                ]
            )
        except (TypeError, OverflowError, pl.exceptions.PolarsError):
            return None

    def _together(self, said: pl.DataFrame) -> Iterator[Rows]:
        yield Rows.of("messages", _messages(said, self), self.where)
        heard = (~(said["machine"] | said["system"])).to_numpy().copy()
        named = [at for at in self._named if heard[at]]
        rows = [row for at in named for row in ties(self._naming(at), self.room, _NOBODY, None)]
        yield Rows("interactions", INTERACTION, rows, self.where)
        heard[named] = False
        yield Rows.of("interactions", _ties(said.filter(heard), self.room), self.where)
        liked = said.filter(pl.col("likes") != 0)
        counts = liked.select("message_id", "likes", comments=pl.lit(None, pl.Int64))
        yield Rows.of("message_metrics", counts.select(COUNTS), self.where)


def _messages(said: pl.DataFrame, crowd: Crowd) -> pl.DataFrame:
    root = pl.coalesce(pl.lit(crowd.root, pl.String), "parent")
    answers = pl.col("parent").is_not_null()
    kind = pl.when("system").then(pl.lit("system")).when(answers).then(pl.lit("reply"))
    made: dict[str, pl.Expr] = {
        "platform": pl.lit(crowd.platform),
        "scope": pl.lit(SCOPE),
        "account_id": pl.col("account"),
        "author_kind": pl.when("machine").then(pl.lit("bot")).otherwise(pl.lit("org_person")),
        "ts_utc": pl.col("when"),
        "parent_id": pl.col("parent"),
        "thread_id": root,
        "root_id": root,
        "channel_id": pl.lit(crowd.room.channel_id, pl.String),
        "kind": kind.otherwise(pl.lit("post")),
        "topic": _NO_TEXT,
        "text": pl.when(pl.col("text") != "").then("text"),
        "lang": _NO_TEXT,
        "source_client": pl.col("client"),
        "visibility": pl.lit(crowd.room.visibility, pl.String),
        "edited_at": pl.col("edited"),
        "deleted_at": _NO_MOMENT,
    }
    return said.select("message_id", **made)


def _ties(said: pl.DataFrame, room: Room) -> pl.DataFrame:
    """Return whom messages speak to that name nobody: whoever wrote what they answer, or all."""
    answers = (pl.col("parent") != "") & pl.col("parent_author").ne_missing(pl.col("account"))
    known = answers.fill_null(value=False)
    to = pl.when(known).then(pl.lit(">reply")).otherwise(pl.lit(">all"))
    made: dict[str, pl.Expr] = {
        "interaction_id": pl.concat_str("message_id", to),
        "message_id": pl.col("message_id"),
        "src": pl.col("account"),
        "dst": pl.when(known).then("parent_author"),
        "ts_utc": pl.col("when"),
        "channel_kind": pl.lit("channel"),
        "channel_id": pl.lit(room.channel_id, pl.String),
        "reply_to": pl.col("parent"),
        "weight": pl.lit(1.0),
        "recipients_n": pl.when(known).then(pl.lit(1)),
    }
    return said.select(**made)
