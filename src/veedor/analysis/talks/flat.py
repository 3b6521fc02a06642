"""The tables of talks as flat rows, for data frames."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from veedor.analysis.talks.channels import Channel, Claim
from veedor.analysis.talks.matrix import Matrix, Row
from veedor.analysis.talks.movement import Moved
from veedor.analysis.talks.verdicts import Cell


class StandRow(NamedTuple):
    """Where one party stands on one issue, beside what is found of the issue."""

    row: Row
    cell: Cell


def stand_rows(made: Matrix) -> Iterator[StandRow]:
    """A row for each issue and party that speaks of it, in the order of the table."""
    for row in made.rows:
        yield from (StandRow(row, cell) for cell in row.cells.values())


def stand_to_flat(one: StandRow) -> dict[str, Any]:
    """A row of a table of issues by parties, as text and numbers."""
    finding, cell = one.row.finding, one.cell
    return {
        "issue": str(one.row.issue),
        "party": cell.party.name,
        "says": cell.words,
        "modality": str(cell.modality),
        "wants": cell.wants,
        "depends_on": _joined(need.issue for need in cell.depends),
        "asked_of": _joined(party.name for party in cell.addressees),
        "is_public": not cell.is_leaked,
        "said": cell.current[0].said,
        "finding": str(finding.verdict),
        "why": finding.why,
        "gap_nearest": finding.gap.nearest if finding.gap else None,
        "gap_farthest": finding.gap.farthest if finding.gap else None,
        "gap_unit": finding.gap.unit if finding.gap else None,
        "statements": _joined(cell.ids),
    }


def move_to_flat(one: Moved) -> dict[str, Any]:
    """What became of one stand, as text."""
    return {
        "party": one.party.name,
        "issue": str(one.issue),
        "moves": _joined(map(str, one.moves)),
        "why": one.why,
        "before": one.before.words if one.before else None,
        "after": one.after.words if one.after else None,
        "statements": _joined(one.ids),
    }


def channel_to_flat(one: Channel) -> dict[str, Any]:
    """A channel, as text."""
    return {
        "ends": _joined(party.name for party in one.ends),
        "through": _joined(party.name for party in one.through),
        "formats": _joined(map(str, one.formats)),
        "is_secret": one.is_secret,
        "first_known": one.first_known,
        "first_public": one.first_public,
        "disclosed_by": _by(one.disclosed_by),
        "confirmed_by": _by(one.confirmed_by),
        "denied_by": _by(one.denied_by),
        "contradictions": _joined(str(clash.over) for clash in one.contradictions),
        "statements": _joined(one.ids),
    }


def _by(claims: tuple[Claim, ...]) -> str:
    return _joined(claim.by for claim in claims)


def _joined(words: Any) -> str:
    return "; ".join(words)
