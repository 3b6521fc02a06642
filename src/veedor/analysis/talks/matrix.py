"""The table of issues by parties as of a date, and what keeps the parties apart on each issue."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from veedor.analysis.talks.ordering import Cycle, Graph, Ordering, graph_of
from veedor.analysis.talks.positions import Sides, positions
from veedor.analysis.talks.stands import Issue, Issues, Reading, Stand
from veedor.analysis.talks.verdicts import Cell, Finding, judged
from veedor.analysis.telling import Party, Telling


@dataclass(frozen=True, slots=True)
class Row:
    """One issue, or one facet of it."""

    issue: Issue
    cells: Mapping[str, Cell]
    """By the party's key; a party that says nothing on it has none."""
    finding: Finding

    @property
    def ids(self) -> tuple[str, ...]:
        """The statements on which the row rests."""
        return self.finding.ids

    def to_dict(self) -> dict[str, Any]:
        """The JSON form."""
        gap = self.finding.gap
        return {
            "issue": str(self.issue),
            "finding": str(self.finding.verdict),
            "why": self.finding.why,
            "gap": None if gap is None else gap._asdict(),
            "cells": [cell.to_dict() for cell in self.cells.values()],
            "statements": list(self.ids),
        }


@dataclass(frozen=True, slots=True)
class Matrix:
    """Who wants what on each issue, as of a date."""

    as_of: date | None
    """None where all that the record holds counts."""
    parties: tuple[Party, ...]
    """Those that take most stands first."""
    rows: tuple[Row, ...]
    """Issues on which most parties speak first, each followed by its facets."""
    graph: Graph
    """What is to come before what."""
    unfiled: tuple[str, ...]
    """Ids of positions that name no issue."""
    undated: tuple[str, ...]
    """Ids of positions left out because it is not known when their reports appeared."""

    @property
    def cycles(self) -> tuple[Cycle, ...]:
        """Issues of which each waits for the other."""
        return self.graph.cycles

    @property
    def orderings(self) -> tuple[Ordering, ...]:
        """Issues that wait for different things, as different parties have it."""
        return self.graph.orderings

    @property
    def is_empty(self) -> bool:
        """Whether there is not enough to say anything."""
        return not self.rows

    def to_dict(self) -> dict[str, Any]:
        """The JSON form."""
        return {
            "as_of": None if self.as_of is None else self.as_of.isoformat(),
            "parties": [one.name for one in self.parties],
            "rows": [one.to_dict() for one in self.rows],
            **self.graph.to_dict(),
            "unfiled": list(self.unfiled),
            "undated": list(self.undated),
        }

    def row(self, issue: str) -> Row | None:
        """The row of an issue, as `election` or `election: date`; None where there is none."""
        return next((row for row in self.rows if str(row.issue) == issue), None)


def matrix(
    tellings: Iterable[Telling],
    *,
    issues: Issues | None = None,
    as_of: date | None = None,
    sides: Sides | None = None,
) -> Matrix:
    """The table of issues by parties; no rows where nothing was said.

    Args:
        tellings: Statements of any kind.
        issues: What people said of issues.
        as_of: Only what had appeared by this day; everything without it.
        sides: Parties to be taken as another one, by key.

    """
    return of_reading(positions(tellings, issues=issues, as_of=as_of, sides=sides), as_of)


def of_reading(reading: Reading, as_of: date | None = None) -> Matrix:
    """The table of what was read."""
    by_issue: dict[Issue, list[Stand]] = defaultdict(list)
    for stand in reading.stands:
        by_issue[stand.issue].append(stand)
    cells = {issue: _cells(issue, found) for issue, found in by_issue.items()}
    rows = _rows(cells)
    return Matrix(as_of, _parties(reading), rows, graph_of(reading), reading.unfiled, reading.undated)


def _cells(issue: Issue, stands: Iterable[Stand]) -> dict[str, Cell]:
    by_party: dict[Party, list[Stand]] = defaultdict(list)
    called: dict[str, Party] = {}
    for stand in stands:
        by_party[called.setdefault(stand.party.key, stand.party)].append(stand)
    return {
        party.key: Cell(party, issue, tuple(sorted(found, key=lambda one: one.order, reverse=True)))
        for party, found in by_party.items()
    }


def _rows(cells: Mapping[Issue, Mapping[str, Cell]]) -> tuple[Row, ...]:
    """The rows in order: an issue of which only a facet is spoken of stands before its facets all the same."""
    names = sorted({issue.name for issue in cells}, key=lambda name: _rank(name, cells))
    rows: list[Row] = []
    for name in names:
        facets = sorted((issue for issue in cells if issue.name == name and issue.facet), key=str)
        found = {issue: judged([*cells[issue].values()], {}) for issue in facets}
        whole = Issue(name)
        if whole in cells:
            rows.append(Row(whole, cells[whole], judged([*cells[whole].values()], found)))
        rows += [Row(issue, cells[issue], found[issue]) for issue in facets]
    return tuple(rows)


def _rank(name: str, cells: Mapping[Issue, Mapping[str, Cell]]) -> tuple[int, int, str]:
    own = [found for issue, found in cells.items() if issue.name == name]
    parties = {key for found in own for key in found}
    latest = max(
        (stand.order[0] for found in own for cell in found.values() for stand in cell.stands), default=0
    )
    return -len(parties), -latest, name


def _parties(reading: Reading) -> tuple[Party, ...]:
    counts = Counter(stand.party.key for stand in reading.stands if stand.issue.facet is None)
    called: dict[str, Party] = {}
    for stand in reading.stands:
        called.setdefault(stand.party.key, stand.party)
    return tuple(sorted(called.values(), key=lambda one: (-counts[one.key], one.name)))
