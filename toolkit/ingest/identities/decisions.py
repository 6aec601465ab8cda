"""What the consultant decides about who is who: kept in a file that can be read and edited."""

import json
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from typing import Annotated, Literal, TypeAlias

import msgspec

from toolkit import store
from toolkit.errors import BadSettings

Answer: TypeAlias = Literal["joined", "refused", "split"]
Kind: TypeAlias = Literal["person", "leader", "brand", "shared", "bot"]

ANSWERS: tuple[Answer, ...] = ("joined", "refused", "split")
HEADING = """\
# Qui est qui : les décisions du consultant, relues à chaque import.
# Who is who: the consultant's decisions, read again at each import.
# [[joined]]  une seule personne · one person
# [[refused]] pas la même personne · not the same person
# [[split]]   toutes différentes · all of them different people
# [kinds]     person, leader, brand, shared (boîte partagée · shared mailbox), bot
# Ce fichier est réécrit par l'outil : seules les notes sont gardées, pas les commentaires.
# The tool writes this file anew: notes are kept, comments are not.
"""


class Decided(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Accounts, or persons of the roster, of which one thing was decided."""

    accounts: Annotated[tuple[str, ...], msgspec.Meta(min_length=2)]
    note: str = ""


class Decisions(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All that was decided; ``same_platform_by_email`` joins accounts of one platform too."""

    same_platform_by_email: bool = False
    joined: tuple[Decided, ...] = ()
    refused: tuple[Decided, ...] = ()
    split: tuple[Decided, ...] = ()
    kinds: Mapping[str, Kind] = {}

    @property
    def apart(self) -> tuple[Decided, ...]:
        """The accounts that must not be one person, whatever else speaks for it."""
        return (*self.refused, *self.split)

    @property
    def named(self) -> frozenset[str]:
        """Every account that something was decided of."""
        links = (*self.joined, *self.apart)
        return frozenset([one for link in links for one in link.accounts]) | self.kinds.keys()


def read_decisions(client: store.Client) -> Decisions:
    """Read what was decided, nothing if there is no file; ``BadSettings`` says what is wrong."""
    path = client.folder / store.IDENTITIES
    try:
        return msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), Decisions)
    except FileNotFoundError:
        return Decisions()
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, msgspec.ValidationError) as error:
        raise BadSettings(f"{client.slug}/{path.name}: {error}") from error


def write_decisions(client: store.Client, decisions: Decisions) -> None:
    """Write the file, whole or not at all; what was decided twice is written once."""
    text = HEADING + "\n".join(_lines(decisions)) + "\n"
    store.replace_file(client.folder / store.IDENTITIES, text.encode())


def _lines(decisions: Decisions) -> Iterator[str]:
    said = "true" if decisions.same_platform_by_email else "false"
    yield f"\nsame_platform_by_email = {said}"
    for answer in ANSWERS:
        links: tuple[Decided, ...] = getattr(decisions, answer)
        for link in dict.fromkeys(links):
            yield f"\n[[{answer}]]"
            yield f"accounts = [{', '.join(map(_quoted, link.accounts))}]"
            if link.note:
                yield f"note = {_quoted(link.note)}"
    if decisions.kinds:
        yield "\n[kinds]"
        for account, kind in sorted(decisions.kinds.items()):
            yield f"{_quoted(account)} = {_quoted(kind)}"


def _quoted(text: str) -> str:
    """Write a text as TOML does: as JSON, which has one more character that it leaves bare."""
    whole = text.encode("utf-8", "replace").decode()  # half a character cannot be written
    return json.dumps(whole, ensure_ascii=False).replace("\x7f", "\\u007f")


def with_link(decisions: Decisions, answer: Answer, link: Decided) -> Decisions:
    """Return the decisions and one more, which takes the place of any other on these accounts."""
    others = {one: _others(getattr(decisions, one), link) for one in ANSWERS}
    others[answer] = (*others[answer], link)
    return msgspec.structs.replace(decisions, **others)


def _others(links: Iterable[Decided], link: Decided) -> tuple[Decided, ...]:
    return tuple(one for one in links if set(one.accounts) != set(link.accounts))


def with_kind(decisions: Decisions, account: str, kind: Kind) -> Decisions:
    """Return the decisions and what an account is."""
    return msgspec.structs.replace(decisions, kinds={**decisions.kinds, account: kind})


def taken_back(now: Decisions, before: Decisions, after: Decisions) -> Decisions:
    """Return the decisions as they are now, without what one step changed from before to after."""
    changed: dict[str, object] = {}
    for answer in ANSWERS:
        was, became, there = (getattr(one, answer) for one in (before, after, now))
        kept = [one for one in there if one in was or one not in became]
        changed[answer] = (*kept, *(one for one in was if one not in became and one not in there))
    said = before.kinds.keys() | after.kinds.keys()
    touched = {name for name in said if before.kinds.get(name) != after.kinds.get(name)}
    kinds = {name: kind for name, kind in now.kinds.items() if name not in touched}
    kinds |= {name: kind for name, kind in before.kinds.items() if name in touched}
    return msgspec.structs.replace(now, **changed, kinds=kinds)
