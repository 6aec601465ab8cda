"""Names as people write them: brought to one form, and compared."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import permutations
from types import MappingProxyType

from rapidfuzz.distance import OSA

LONGEST = 120  # characters of a name that are looked at
PARTS = 5  # words of a name that are looked at
VARIANTS = 100  # names of one account that are looked at
NICKNAME = range(3, 6)  # letters of the beginning of a first name that stands for it
TYPED = 4  # letters from which a word may hold a slip
SLIP = 0.8  # how much of a word is left when it holds one


def listed(words: str) -> frozenset[str]:
    """Return the words of a text."""
    return frozenset(words.split())


TITLES = listed("mr mrs ms miss mx mme mlle monsieur madame mademoiselle dr prof sir")
PARTICLES = listed("de du des la le les da das do dos di del della van von zu")
# Daniel and Danielle are two people, as a rule.
FEMININE = listed("e a le la ne te se ine ette iane")  # codespell:ignore te,ine
UNFOLDED = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th"})
ADDRESS = re.compile(r"[^@\s<>\"']{1,64}(?:@| at )[^@\s<>\"'.]+\.[^@\s<>\"']*")
ASIDE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|\"[^\"]*\"|“[^“”]*”|«[^«»]*»")
HUMP = re.compile(r"(?<=[a-zà-öø-ÿ])(?=[A-ZÀ-ÖØ-Þ])")
APOSTROPHES = re.compile("['`\u2019\u02bc\u00b4]")
WORD = re.compile(r"[^\W\d_]+")
COMPOUND = re.compile(r"[A-ZÀ-ÖØ-Þ]\w+-[A-ZÀ-ÖØ-Þ]\w+")  # Jean-Pierre: one first name
VOWELS = frozenset("aeiouy")

# What a word of one name is worth where the other name has it otherwise.
BEGINNING, INITIAL, BOTH_INITIALS, ONE_MORE = 0.9, 0.75, 0.8, 0.96
# What a name written in one word is worth: with both names in full, or with one initial.
RUN_TOGETHER = MappingProxyType({"full": 0.9, "first initial": 0.8, "last initial": 0.7})


@dataclass(frozen=True, slots=True)
class Name:
    """A name in the form in which names are compared: ``words`` in full, and ``initials``.

    ``together`` says what the name looks like in one word, and how much such a likeness is worth.
    """

    words: tuple[str, ...]
    initials: tuple[str, ...]
    together: tuple[tuple[str, float], ...]

    @property
    def key(self) -> str:
        """The same text for the same name, whatever the order of its words."""
        return " ".join(sorted((*self.words, *self.initials)))

    @property
    def is_full(self) -> bool:
        """Whether there are a first and a last name, one of them in full."""
        return bool(self.words) and len(self.words) + len(self.initials) > 1


def read_name(text: str) -> Name:
    """Return a displayed name, a handle or an address in the form in which it is compared."""
    whole = unicodedata.normalize("NFC", text[:LONGEST])
    words = list(_spelled(_without_address(whole)))
    bare = [word for word in words if word not in PARTICLES]
    parts = [one for word in (bare if len(bare) > 1 else words) for one in _initials(word)][:PARTS]
    return Name(
        tuple(part for part in parts if len(part) > 1),
        tuple(part for part in parts if len(part) == 1),
        tuple(sorted({**_together(parts), **_together(words[:PARTS])}.items())),
    )


def is_address(text: str) -> bool:
    """Say whether a displayed name is an address and no name."""
    return ADDRESS.fullmatch(text[:LONGEST].strip("<>\"' ")) is not None


def _without_address(text: str) -> str:
    plain = text.strip("<>\"' ")
    if is_address(plain):
        return re.split("@| at ", plain)[0].partition("+")[0]
    without = ASIDE.sub(" ", text)
    return without if WORD.search(without) else text


def _spelled(text: str) -> Iterator[str]:
    """Yield the words of a name in plain letters, the first name first where a comma tells."""
    last, comma, first = text.partition(",")
    if COMPOUND.fullmatch(text.strip()):
        text = text.replace("-", "").lower()
    words = WORD.findall(APOSTROPHES.sub("", f"{first} {last}" if comma else text))
    if len(words) == 1:
        words = HUMP.sub(" ", words[0]).split()
    plain = (folded(word) for word in words)
    return (word for word in plain if word and word not in TITLES)


def folded(text: str) -> str:
    """Return a text in small letters without accents."""
    apart = unicodedata.normalize("NFKD", text.casefold().translate(UNFOLDED))
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def _initials(word: str) -> Iterable[str]:
    """Return J and P for JP: two consonants are no word."""
    return word if len(word) == 2 and VOWELS.isdisjoint(word) and word.isascii() else (word,)


def _together(parts: list[str]) -> dict[str, float]:
    """Return a name of several words as handles write it: annedupont, adupont, dupontanne."""
    if len(parts) < 2:
        return {}
    first, rest, begin, last = parts[0], "".join(parts[1:]), "".join(parts[:-1]), parts[-1]
    forms = {
        first + rest[0]: "last initial",
        last + first[0]: "first initial",
        first[0] + last: "first initial",
        first[0] + rest: "first initial",
        "".join(part[0] for part in parts[:-1]) + last: "first initial",
        last + begin: "full",
        first + rest: "full",
    }
    short = any(len(part) == 1 for part in parts)
    return {
        form: RUN_TOGETHER["first initial" if short and how == "full" else how]
        for form, how in forms.items()
        if len(form) > TYPED
    }


def blocks(name: Name) -> Iterator[str]:
    """Yield the keys under which a name meets those that it may be compared with.

    Two names meet where they share a word and the first letter of another, or where one is the
    other in one word.
    """
    parts = (*name.words, *name.initials)
    for word, other in permutations(parts, 2):
        if len(word) > 2:
            yield f"{word} {other[0]}"
    yield from (f"={form}" for form, _ in name.together)
    if len(parts) == 1:
        yield f"={parts[0]}"


def likeness(one: Name, other: Name) -> float:
    """Return from 0 to 1 how well two names agree; 0 where one of them does not tell enough."""
    if one.is_full and other.is_full:
        return _by_words(one, other)
    full, short = (one, other) if one.is_full else (other, one)
    if not full.is_full or len(short.words) != 1:
        return 0.0
    return dict(full.together).get(short.words[0], 0.0)


def _by_words(one: Name, other: Name) -> float:
    """Compare word by word: all of the shorter name must be in the longer, one word in full."""
    if one.key == other.key:
        return 1.0 if len(one.words) > 1 else BOTH_INITIALS
    short, long = sorted((one, other), key=lambda name: len(name.words) + len(name.initials))
    left = [*long.words, *long.initials]
    worth = []
    for part in (*short.words, *short.initials):
        best, place = max((_agreement(part, word), -n) for n, word in enumerate(left))
        if not best:
            return 0.0
        worth.append(best)
        del left[-place]
    if max(worth) < BEGINNING:
        return 0.0
    return float(sum(worth) / len(worth) * ONE_MORE ** len(left))


def _agreement(one: str, other: str) -> float:
    if one == other:
        return 1.0 if len(one) > 1 else BOTH_INITIALS
    short, long = sorted((one, other), key=len)
    if len(short) == 1:
        return INITIAL if long[0] == short else 0.0
    if long.startswith(short) and (len(short) in NICKNAME or long[len(short) :] in FEMININE):
        return 0.0 if long[len(short) :] in FEMININE else BEGINNING
    if len(short) < TYPED:
        return 0.0
    return float(OSA.normalized_similarity(short, long, score_cutoff=SLIP))


def fullest(names: Iterable[str]) -> str:
    """Return the name that says most, of several that one account was given.

    First come names in full, then those that most others agree with, then how they are written.
    How often each was written plays no part: an export that is given twice changes nothing.
    """
    given = sorted(set(names))[:VARIANTS]
    words = {name: frozenset(read_name(name).words) for name in given}

    def rank(name: str) -> tuple[object, ...]:
        mine = words[name]
        return (
            is_address(name) or not mine,
            -min(len(mine), 2),
            -sum(mine <= others for others in words.values()),
            "," in name,
            name.islower(),
            -sum(not letter.isascii() for letter in name),
            sum(letter.isupper() for letter in name),
            -len(name),
            name,
        )

    return min(given, key=rank)
