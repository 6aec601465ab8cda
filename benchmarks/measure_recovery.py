"""Whether each outward measure finds what is true of accounts drawn from laws that are known.

    python benchmarks/measure_recovery.py --accounts 200

The index, its pillars and components, and drift are in index_recovery.py; what follows from real
exports is in recovery.py; signals against people and programmes are in signals.py. Here: who is
answered, conversations, reactions, functions, models, self and others, signatures.
"""

import argparse
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from statistics import fmean
from typing import Any

import numpy as np
import polars as pl

from toolkit import measuring
from toolkit.conversations.coders import MACHINE
from toolkit.measuring import Part, Tables
from toolkit.results import Measure
from toolkit.stats import wilson

START = datetime(2025, 1, 6, tzinfo=UTC)
DAYS, WATCHED = 180, 14
FUNCTIONS = ("information", "community", "action")
MODELS = ("press_agentry", "public_information", "two_way_asymmetric", "two_way_symmetric")
REACTIONS = {"conversation": "comments", "amplification": "shares", "applause": "likes"}
Rows = list[dict[str, Any]]


@dataclass(frozen=True, kw_only=True)
class Law:
    """What an account is drawn from: chances, and how many of what."""

    openers: int
    posts: int
    answered: Mapping[tuple[str, bool], float]  # by language, and whether it asks
    asks: float
    french: float
    by_person: float
    returns: float
    again: float  # that we answer somebody who came back
    reactions: Mapping[str, float]  # mean a post
    functions: tuple[float, float, float]
    models: tuple[float, float, float, float]
    promotes: float
    of_others: float
    signed: float


def drawn_law(chance: np.random.Generator) -> Law:
    """Draw the law of an account."""
    base = chance.uniform(0.3, 0.9)
    answered = {
        (tongue, asks): float(np.clip(base + chance.normal(0, 0.12), 0.05, 0.97))
        for tongue in ("fr", "en")
        for asks in (True, False)
    }
    return Law(
        openers=int(chance.integers(120, 400)),
        posts=int(chance.integers(60, 250)),
        answered=answered,
        asks=float(chance.uniform(0.3, 0.7)),
        french=float(chance.uniform(0.3, 0.8)),
        by_person=float(chance.uniform(0.05, 0.9)),
        returns=float(chance.uniform(0.05, 0.6)),
        again=float(chance.uniform(0.2, 0.9)),
        reactions={name: float(chance.uniform(0.5, 8)) for name in REACTIONS},
        functions=tuple(chance.dirichlet([4, 3, 2]).tolist()),
        models=tuple(chance.dirichlet([3, 4, 2, 3]).tolist()),
        promotes=float(chance.uniform(0.05, 0.6)),
        of_others=float(chance.uniform(0.2, 0.9)),
        signed=float(chance.uniform(0.05, 0.8)),
    )


def truth(law: Law) -> dict[str, float]:
    """Return what each measure should find."""
    tongue = {"fr": law.french, "en": 1 - law.french}
    ask = {True: law.asks, False: 1 - law.asks}
    found = {
        f"answered_72h_{one}": sum(law.answered[one, a] * ask[a] for a in ask) for one in tongue
    }
    by_asking = {a: sum(law.answered[one, a] * tongue[one] for one in tongue) for a in ask}
    whole = sum(by_asking[a] * ask[a] for a in ask)
    entered = law.openers * whole + law.posts
    found |= {
        "answered_72h_questions": by_asking[True],
        "answered_72h_remarks": by_asking[False],
        "first_reply_by_person_share": law.by_person + (1 - law.by_person) * law.signed,
        "pop_share": law.openers * whole * law.returns / entered,
        "last_word_share": 1 - law.returns * (1 - law.again),
        "conversation_depth": 2 + law.returns * (1 + law.again),
        "alterity": law.of_others,
        "signed_share": law.signed,
        "promotional_share_observed": law.promotes,
        "one_way_share": law.models[0] + law.models[1],
        "symmetry_ratio": law.models[3] / (law.models[2] + law.models[3]),
    }
    found |= {f"{name}_share": p for name, p in zip(FUNCTIONS, law.functions, strict=True)}
    found |= {f"{name}_share": p for name, p in zip(MODELS, law.models, strict=True)}
    found |= {f"{name}_rate": mean for name, mean in law.reactions.items()}
    zero = {name: (1 / (1 + mean / 2)) ** 2 for name, mean in law.reactions.items()}
    return found | {f"{name}_zero_share": share for name, share in zero.items()}


class Account:
    """An account as its law draws it, written down as agreed tables."""

    def __init__(self, law: Law, chance: np.random.Generator) -> None:
        self._law, self._chance = law, chance
        self._messages: Rows = []
        self._cues: Rows = []
        self._labels: Rows = []
        self._counts: Rows = []
        for number in range(law.openers):
            self._conversation(number)
        for number in range(law.posts):
            self._post(number)

    def tables(self) -> Tables:
        """Return the agreed tables."""
        kinds = {"acme": "brand", "anne": "person"}
        accounts = [
            {"account_id": name, "kind": kind, "person_id": name if kind == "person" else None}
            for name, kind in kinds.items()
        ]
        end = START + timedelta(days=DAYS + WATCHED)
        windows = [
            {"account_id": name, "end_utc": end, "inbound_complete": "yes"} for name in kinds
        ]
        rows = {
            "accounts": accounts,
            "observation_window": windows,
            "messages": self._messages,
            "cues": self._cues,
            "labels": self._labels,
            "message_metrics": self._counts,
        }
        return {name: _table(name, found) for name, found in rows.items()}

    def _hit(self, share: float) -> bool:
        return bool(self._chance.random() < share)

    def _conversation(self, number: int) -> None:
        """Somebody writes; perhaps we answer, perhaps they come back, perhaps we answer again."""
        law, name = self._law, f"q{number}"
        public, when = f"public{number}", float(self._chance.uniform(0, DAYS))
        tongue = "fr" if self._hit(law.french) else "en"
        asks = self._hit(law.asks)
        self._write(name, public, when, None, "acme")
        self._cues.append({"message_id": name, "lang": tongue, "is_question": asks})
        if not self._hit(law.answered[tongue, asks]):
            return
        ours = "anne" if self._hit(law.by_person) else "acme"
        self._own(f"{name}a", ours, when + self._chance.uniform(0.01, 2.5), name, public)
        if self._hit(law.returns):
            back = when + 2.5 + self._chance.uniform(0.01, 0.4)
            self._write(f"{name}b", public, back, f"{name}a", ours)
            if self._hit(law.again):
                self._own(f"{name}c", ours, back + 0.3, f"{name}b", public)

    def _post(self, number: int) -> None:
        name, law = f"p{number}", self._law
        when = float(self._chance.uniform(0, DAYS))
        self._own(name, "acme", when, None, None)
        counts = {
            column: int(self._chance.negative_binomial(2, 1 / (1 + law.reactions[one] / 2)))
            for one, column in REACTIONS.items()
        }
        captured = START + timedelta(days=when + 30)
        self._counts.append({"message_id": name, "captured_at": captured, **counts})

    def _own(
        self, name: str, account: str, when: float, parent: str | None, to: str | None
    ) -> None:
        law, chance = self._law, self._chance
        self._write(name, account, when, parent, to)
        signed = "ab" if account == "acme" and self._hit(law.signed) else None
        refers = "other" if self._hit(law.of_others) else "self"
        self._cues.append({"message_id": name, "refers": refers, "signed": signed, "lang": "fr"})
        said = {
            "function": FUNCTIONS[chance.choice(3, p=law.functions)],
            "model": MODELS[chance.choice(4, p=law.models)],
            "promotion": "promotional" if self._hit(law.promotes) else "other",
        }
        self._labels += [
            {"message_id": name, "scheme": scheme, "label": label, "coder_id": MACHINE}
            for scheme, label in said.items()
        ]

    def _write(
        self, name: str, account: str, when: float, parent: str | None, to: str | None
    ) -> None:
        moment = START + timedelta(days=when)
        ours = account in ("acme", "anne")
        author = {"acme": "org_brand", "anne": "org_person"}.get(account, "public")
        week = moment.isocalendar()
        self._messages.append(
            {
                "message_id": name,
                "scope": "external",
                "account_id": account,
                "author_kind": author,
                "direction": "out" if ours else "in",
                "kind": "reply" if parent else "post",
                "parent_id": parent,
                "to_account_id": to,
                "text": name,
                "ts_utc": moment,
                "t_us": int(moment.timestamp() * 1e6),
                "month": moment.year * 100 + moment.month,
                "iso_week": week.year * 100 + week.week,
            }
        )


def _table(name: str, rows: Rows) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=measuring.empty(name).schema)


def measured(law: Law, seed: int) -> dict[str, Measure]:
    """Draw an account and measure it as a whole."""
    tables = Account(law, np.random.default_rng(seed)).tables()
    part = Part(scope="external", tables=tables)
    wanted = truth(law).keys()
    return {
        cell.measure.id: cell.measure
        for cell in measuring.measure(part)
        if cell.measure.id in wanted
    }


def table(accounts: int) -> Iterator[str]:
    """Yield the lines of the table: how often each interval held the truth, and by how much."""
    seen: dict[str, list[tuple[float, Measure]]] = defaultdict(list)
    for seed in range(accounts):
        law = drawn_law(np.random.default_rng([seed, 1]))
        found = measured(law, seed)
        for name, true in truth(law).items():
            if name in found and found[name].value is not None:
                seen[name].append((true, found[name]))
    yield "| measure | accounts | true | found | bias | 95 % interval held the truth | |"
    yield "|---|---:|---:|---:|---:|---:|---|"
    for name, pairs in seen.items():
        held = sum(
            one.interval[0] <= true <= one.interval[1] for true, one in pairs if one.interval
        )
        low, high = wilson(held, len(pairs))
        true, value = fmean(t for t, _ in pairs), fmean(one.value or 0.0 for _, one in pairs)
        share = f"{held / len(pairs):.3f} ({low:.2f} to {high:.2f})"
        doubt = "" if low <= 0.95 <= high else "too narrow" if high < 0.95 else "wide"
        missed = f"{true:.3f} | {value:.3f} | {value - true:+.3f}"
        yield f"| {name} | {len(pairs)} | {missed} | {share} | {doubt} |"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--accounts", type=int, default=200)
    print("\n".join(table(parser.parse_args().accounts)))


if __name__ == "__main__":
    main()
