"""Measures the record: near-duplicates, identity, scale, kills, writers side by side; each figure beside its bar.

    python -m benchmarks.record --shared ../shared

Each part is a program of its own (`python -m benchmarks.kills`), so that none warms another up. Exits with 1 where
a part misses a bar or fails; `make bench-record` runs it.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from pathlib import Path

OF_CORPORA = ("duplicates", "identity", "scale")
"""Parts that read the folder with the corpora."""
PARTS = (*OF_CORPORA, "kills", "together")


def run(part: str, shared: Path) -> tuple[bool, float]:
    """Whether a part met its bars, and how many seconds it took; its figures are printed."""
    command = [sys.executable, "-m", f"benchmarks.{part}"]
    if part in OF_CORPORA:
        command += ["--shared", str(shared)]
    begun = time.perf_counter()
    is_met = subprocess.run(command, check=False).returncode == 0
    return is_met, time.perf_counter() - begun


def main() -> int:
    """0 where every bar is met, else 1."""
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--shared", type=Path, default=Path("../shared"))
    options.add_argument("--only", choices=PARTS, action="append", help="this part alone; may be repeated")
    given = options.parse_args()
    missed = []
    for part in given.only or PARTS:
        print(f"\n== {part}", flush=True)
        is_met, seconds = run(part, given.shared)
        print(f"{part}: {'met' if is_met else 'MISSED'}, {seconds:.0f} s", flush=True)
        missed += [] if is_met else [part]
    print(f"\n{len(missed)} of {len(given.only or PARTS)} parts missed a bar: {', '.join(missed) or 'none'}")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
