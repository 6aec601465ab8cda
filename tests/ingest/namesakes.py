"""People who sign differently on four platforms, who is really who, and random decisions."""

import random
import unicodedata
from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st

from toolkit.ingest.identities import Decided, Decisions, Known

FIRST_NAMES = """
Anne Marie Jean-Pierre Élodie François Frédéric Hélène Jérôme Zoé Mathieu Chloé Inès Noël
Thomas Camille Léa Hugo Manon Nicolas Sophie Julien Céline Émile Aurélie Bastien Clément Daniel
Danielle Éric Fabien Gaëlle Henri Isabelle Jacques Karim Laurence Laurent Martine Nadia Olivier
Pauline Quentin Rachel Sébastien Théo Ursule Valérie William Xavier Yasmine Alexandre Benoît
Charlotte David Emmanuelle Fatou Grégoire Siân Łukasz Jürgen José"""
LAST_NAMES = """
Dupont Martin Bernard Dubois Thomas Robert Richard Petit Durand Leroy Moreau Simon Laurent
Lefèvre Michel Garcia David Bertrand Roux Vincent Fournier Morel Girard André Mercier Dupuis Lambert
Bonnet Français Martinez Legrand Garnier Faure Rousseau Blanc Guérin Muller Henry Roussel Nicolas
Perrin Morin Mathieu Clément Gauthier Dumont Lopez Fontaine Chevalier Robin Masson Sanchez Gérard
Nguyễn Boyer Denis Lemaire Duval Joly Gautier Roger Roche Roy Noël Meyer Lucas Meunier Jean Pérez
Marchand Dufour Blanchard Marie Barbier Brun Dumas Brunet Schmitt Leroux Colin Fernandez
Øster Kowalski O'Connor d'Artagnan"""
ENDINGS = ("ac", "ard", "aud", "el", "eau", "ier", "in", "ot", "ou", "y", "ez", "ini", "ova", "sky")
FIRST, LAST = FIRST_NAMES.split(), LAST_NAMES.split()
COMPOUND = ("de la Fontaine", "Le Goff", "van den Berg", "Martin-Dubois", "du Bellay", "El Amrani")


@dataclass(frozen=True)
class Organisation:
    """The accounts of an organisation, and whose each really is."""

    accounts: tuple[Known, ...]
    truth: dict[str, int]

    def pairs(self) -> set[tuple[str, str]]:
        """Return every two accounts of one person."""
        names = sorted(self.truth)
        by_person: dict[int, list[str]] = {}
        for name in names:
            by_person.setdefault(self.truth[name], []).append(name)
        return {
            (one, other)
            for some in by_person.values()
            for one in some
            for other in some
            if one < other
        }


def plain(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text.casefold().replace("ø", "o").replace("ł", "l"))
    return "".join(one for one in letters if one.isascii() and (one.isalnum() or one in "-. "))


def organisation(seed: int, size: int = 300) -> Organisation:
    dice = random.Random(seed)
    accounts: list[Known] = []
    truth: dict[str, int] = {}
    taken: set[str] = set()
    for number in range(size):
        last = dice.choice(COMPOUND) if dice.random() < 0.06 else dice.choice(LAST)
        if size > len(LAST) * len(FIRST) / 10:  # a big organisation has more names
            last = f"{last}{dice.choice(ENDINGS)}{dice.choice(ENDINGS)}"
        for one in _person(dice, number, dice.choice(FIRST), last, taken):
            accounts.append(one)
            truth[one.id] = number
    return Organisation(tuple(accounts), truth)


def _person(
    dice: random.Random, number: int, first: str, last: str, taken: set[str]
) -> list[Known]:
    local = dice.choice([_dotted, _initial, _initial, _dotted, _hyphen])(first, last)
    address = f"{local}{number if local in taken else ''}@acme.example"
    taken.add(local)
    chat = _name(dice, first, last)
    found = [
        Known(
            f"slack:{number}",
            "slack",
            inside=True,
            names=(chat,),
            handle=local.replace(".", "") if dice.random() < 0.7 else f"u{number}",
            address=address if dice.random() < 0.7 else None,
        ),
        Known(
            f"email:{address}",
            "email",
            inside=True,
            names=_header(dice, first, last),
            address=address,
        ),
    ]
    if dice.random() < 0.8:
        office = dice.choice([f"{last.upper()} {first}", f"{last}, {first}", f"{first} {last}"])
        upper = address if dice.random() < 0.5 else None
        found.append(Known(f"teams:{number}", "teams", inside=True, names=(office,), address=upper))
    if dice.random() < 0.3:
        handle = dice.choice(
            [plain(first + last).replace(" ", ""), local.replace(".", ""), f"zz{number}"]
        )
        found.append(
            Known(f"x:{number}", "x", inside=True, names=(_name(dice, first, last),), handle=handle)
        )
    return found


def _name(dice: random.Random, first: str, last: str) -> str:
    return dice.choice(
        [
            f"{first} {last}",
            f"{first} {last}",
            f"{first} {last}",
            plain(f"{first} {last}"),
            f"{last} {first}",
            f"{first[0]}. {last}",
            f"{first} {_slip(dice, last)}",
            f"{first} {last} (Lyon)",
            first,
        ]
    )


def _header(dice: random.Random, first: str, last: str) -> tuple[str, ...]:
    if dice.random() < 0.1:
        return ()
    return (dice.choice([f"{first} {last}", f"{last}, {first}", f"{first[0]}. {last}"]),)


def _slip(dice: random.Random, word: str) -> str:
    place = dice.randrange(1, max(2, len(word) - 1))
    return word[:place] + word[place + 1 :] if len(word) > 5 else word


def _dotted(first: str, last: str) -> str:
    return plain(f"{first}.{last}").replace(" ", "")


def _initial(first: str, last: str) -> str:
    return plain(f"{first[0]}{last}").replace(" ", "")


def _hyphen(first: str, last: str) -> str:
    return plain(f"{first[0]}.{last}").replace(" ", "-")


def insider(name: str, platform: str, shown: str = "", **known: Any) -> Known:
    return Known(name, platform, inside=True, names=(shown,) if shown else (), **known)


SOME = organisation(7, size=25)
NAMES = sorted(SOME.truth)
links = st.lists(st.sampled_from(NAMES), min_size=2, max_size=4, unique=True).map(
    lambda some: Decided(tuple(some))
)
decisions = st.builds(
    Decisions,
    joined=st.lists(links, max_size=6).map(tuple),
    refused=st.lists(links, max_size=6).map(tuple),
    split=st.lists(links, max_size=3).map(tuple),
    same_platform_by_email=st.booleans(),
)
