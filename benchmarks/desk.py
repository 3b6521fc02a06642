"""Measures the desk: every page over a large record, a long report in a browser, twenty reviewers at once.

    python -m benchmarks.desk --shared ../shared

Each part is a program of its own (`python -m benchmarks.desk_pages`), so that none warms another up. Exits with 1
where a part misses a bar or fails; `make bench-desk` runs it.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from pathlib import Path

PARTS = ("pages", "browser", "reviewers")


def main() -> int:
    """0 where every bar is met, else 1."""
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--shared", type=Path, default=Path("../shared"))
    options.add_argument("--minutes", type=float, default=10.0, help="how long the reviewers work")
    options.add_argument(
        "--only", choices=(*PARTS, "effort"), action="append", help="this part alone; may be repeated"
    )
    given = options.parse_args()
    missed = []
    for part in given.only or PARTS:
        print(f"\n== {part}", flush=True)
        command = [sys.executable, "-m", f"benchmarks.desk_{part}", "--shared", str(given.shared)]
        command += ["--minutes", str(given.minutes)] if part == "reviewers" else []
        begun = time.perf_counter()
        is_met = subprocess.run(command, check=False).returncode == 0
        print(f"{part}: {'met' if is_met else 'MISSED'}, {time.perf_counter() - begun:.0f} s", flush=True)
        missed += [] if is_met else [part]
    print(f"\n{len(missed)} of {len(given.only or PARTS)} parts missed a bar: {', '.join(missed) or 'none'}")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
