"""What finding near-duplicates costs, and whether sketches find what comparing all pairs finds.

    python benchmarks/near_duplicates.py --exact 50000 --sketched 1000000

Texts are invented: words of a made-up language, as frequent as words are (Zipf), some texts
free, the others from mailings whose names, numbers, links and words change. Each search runs in
a process of its own.
"""

import argparse
import multiprocessing
import resource
import time
from collections.abc import Callable
from itertools import product

import numpy as np

from toolkit.texts.repeated import templates

SEED = 7
SYLLABLES = ["".join(one) for one in product("bcdfglmnprstv", ("a", "e", "i", "o", "u", "on"))]
WORDS = 30_000
LEVELS = (0.7, 0.8, 0.9)
MAILED = 0.4  # share of texts that come from a mailing
CHANGED = (0.0, 0.02, 0.05, 0.1, 0.2)  # shares of words that a mailing's copies change


def vocabulary(chance: np.random.Generator) -> np.ndarray:
    """Return the words of a made-up language."""
    lengths = chance.integers(1, 5, size=WORDS)
    return np.array(["".join(chance.choice(SYLLABLES, size=length)) for length in lengths])


def invented(n: int) -> list[str]:
    """Return so many texts of 8 to 40 words; a mailing has 20 copies on average."""
    chance = np.random.default_rng(SEED)
    words = vocabulary(chance)
    weights = 1 / np.arange(10, WORDS + 10)
    weights /= weights.sum()
    mailings = max(1, int(n * MAILED / 20))
    lengths = chance.integers(8, 41, size=n)
    of_mailing = np.where(chance.random(n) < MAILED, chance.integers(0, mailings, size=n), -1)
    drawn = chance.choice(WORDS, size=int(lengths.sum()), p=weights)
    free = np.split(drawn, np.cumsum(lengths)[:-1])
    models = [free[int(one)] for one in chance.integers(0, n, size=mailings)]
    texts = []
    for number, mailing in enumerate(of_mailing):
        said = free[number] if mailing < 0 else _copied(chance, models[mailing], mailing)
        link = f" https://acme.example/{number}" if number % 3 else ""
        texts.append(" ".join(words[said]) + f" {number % 97} %" + link)
    return texts


def _copied(chance: np.random.Generator, model: np.ndarray, mailing: int) -> np.ndarray:
    changed = chance.random(len(model)) < CHANGED[mailing % len(CHANGED)]
    return np.where(changed, chance.integers(0, WORDS, size=len(model)), model)


def crowd(n: int) -> list[str]:
    """Return texts of one mailing, each with one word of its own: the hardest case."""
    chance = np.random.default_rng(SEED)
    words = vocabulary(chance)
    frame = words[chance.integers(0, WORDS, size=24)]
    own = words[chance.integers(0, WORDS, size=n)]
    return [" ".join([*frame[:12], word, *frame[12:]]) + f" {word[::-1]}" for word in own]


def cost(make: Callable[[int], list[str]], n: int, exact_up_to: int) -> None:
    """Print what a search costs, and the share of texts that have a near-duplicate."""
    texts = make(n)
    before, started = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
    found = templates(texts, LEVELS, exact_up_to=exact_up_to)
    spent = time.process_time() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    shares = ", ".join(f"{(found[level] >= 0).mean():.4f} at {level}" for level in LEVELS)
    way = "all pairs" if exact_up_to >= n else "sketches"
    print(
        f"{make.__name__:9} {way:9} {n:>9,} texts {spent:7.1f} CPU s, "
        f"{(peak - before) / 1e6:.2f} GB more than the texts ({before / 1e6:.2f}); shares {shares}",
        flush=True,
    )


def agreement(n: int) -> None:
    """Print how many texts both searches put into a group of at least two."""
    texts = invented(n)
    exact, near = templates(texts, LEVELS), templates(texts, LEVELS, exact_up_to=0)
    for level in LEVELS:
        both = ((exact[level] >= 0) & (near[level] >= 0)).sum()
        print(
            f"at {level}: all pairs group {(exact[level] >= 0).sum():,}, sketches "
            f"{(near[level] >= 0).sum():,}, both {both:,}"
        )


def main() -> None:
    """Run each search in a process of its own."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--exact", type=int, default=50_000)
    parser.add_argument("--sketched", type=int, default=1_000_000)
    told = parser.parse_args()
    runs = [
        (cost, (invented, told.exact, told.exact)),
        (cost, (crowd, told.exact, told.exact)),
        (cost, (invented, told.sketched, 0)),
        (cost, (crowd, told.sketched, 0)),
        (agreement, (told.exact,)),
    ]
    for work, given in runs:
        process = multiprocessing.get_context("spawn").Process(target=work, args=given)
        process.start()
        process.join()


if __name__ == "__main__":
    main()
