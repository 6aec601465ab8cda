"""What the audit of a real company's mail costs: CPU seconds of each command, and peak memory.

    python benchmarks/real_mail.py

82,927 mails of a manufacturing company, public, beside the checkout and never part of it; the
figures are in docs/performance.md.
"""

import resource
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.road.real_mail import MAIL, company

STEPS = (("import", "mail"), ("audit", "mail"))


def main() -> None:
    """Make the client, take it the whole road, print what each command took."""
    if not MAIL.is_dir():
        sys.exit("the public mail of the manufacturing company is not here")
    with tempfile.TemporaryDirectory() as folder:
        company(Path(folder))
        print("| command | CPU s |\n|---|---:|")
        before = _children()
        for step in STEPS:
            command = [sys.executable, "-m", "toolkit", *step, "--root", folder]
            subprocess.run(command, check=True, capture_output=True)
            after = _children()
            print(f"| vivevoix {step[0]} | {after - before:.1f} |", flush=True)
            before = after
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1e6
    print(f"\npeak memory of the largest process {peak:.2f} GB")


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    main()
