"""How long it takes to see who is who among the accounts of a big firm.

    python benchmarks/identities.py

Simulated people have accounts on four platforms, their names spelt in different ways. Besides, as
many accounts as there are all bear one name and one address: the worst case of any comparison.
"""

import argparse
import sys
from pathlib import Path

from contenders import measured

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

PEOPLE = 6_500


def firm(_: Path) -> int:
    """Join the accounts of a firm."""
    from tests.ingest.namesakes import organisation  # noqa: PLC0415 - each pays for what it loads
    from toolkit.ingest.identities import Decisions, persons  # noqa: PLC0415

    accounts = organisation(1, size=PEOPLE).accounts
    persons(accounts, Decisions())
    return len(accounts)


def namesakes(_: Path) -> int:
    """Join as many accounts of one name, one handle and one address."""
    from tests.ingest.namesakes import insider  # noqa: PLC0415
    from toolkit.ingest.identities import Decisions, persons  # noqa: PLC0415

    same = {"handle": "adupont", "address": "a@b.example"}
    accounts = [
        insider(f"{n % 4}:{n}", str(n % 4), "Anne Dupont", **same) for n in range(3 * PEOPLE)
    ]
    persons(accounts, Decisions())
    return len(accounts)


def main() -> int:
    """Run both and print what they took."""
    argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None).parse_args()
    print("| | accounts | CPU s | peak GB |")
    print("|---|---:|---:|---:|")
    for name, contender in (("a firm", firm), ("all of one name", namesakes)):
        one = measured(name, contender, Path())
        print(f"| {name} | {one.rows:,} | {one.cpu:.1f} | {one.peak:.2f} |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
