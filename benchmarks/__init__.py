"""Measurements with bars: `gate` (how well the reader reads), `speed`, `record`, `desk`, `incidents`, `brief`.

A figure that misses its bar fails the run. Only a person moves a bar, in `floors.json` or where a part states it, and
says why in the commit.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

FLOORS = Path(__file__).parent / "floors.json"


class Measured(NamedTuple):
    """A figure beside its bar."""

    name: str
    value: float
    bar: float | None
    """None where it is reported only."""
    at_least: bool = True
    """Whether the bar is a floor; else it is a ceiling."""
    note: str = ""

    @property
    def is_met(self) -> bool:
        """Whether the figure reaches its bar; always without one."""
        if self.bar is None:
            return True
        return self.value >= self.bar if self.at_least else self.value <= self.bar


def floors(section: str) -> dict[str, float]:
    """The bars of one section of `floors.json`."""
    found: dict[str, float] = json.loads(FLOORS.read_text(encoding="utf-8"))[section]
    return found


def report(title: str, measured: Iterable[Measured]) -> bool:
    """Prints each figure beside its bar; says whether all bars are met."""
    print(f"\n{title}")
    all_met = True
    for m in measured:
        bar = "" if m.bar is None else f"{'at least' if m.at_least else 'at most'} {m.bar:g}"
        verdict = "" if m.bar is None else ("met" if m.is_met else "MISSED")
        print(f"  {m.name:34} {m.value:9.3f}  {bar:15} {verdict:7} {m.note}".rstrip())
        all_met = all_met and m.is_met
    return all_met
