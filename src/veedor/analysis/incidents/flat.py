"""Incidents as rows of a flat table."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from veedor.analysis.incidents.incidents import Cell, Incident


def incident_to_flat(one: Incident) -> dict[str, Any]:
    """An incident's row; several names, ids or dates in one cell stand apart by `; `."""
    return {
        "id": one.id,
        "type": str(one.type),
        "when": one.when,
        "dates": _joined(one.dates),
        "actors": _joined(one.actors),
        "recipients": _joined(one.recipients),
        "places": _joined(one.places),
        "standing": str(one.standing),
        "origins": len(one.origins),
        "origin_names": "; ".join(origin.name for origin in one.origins),
        "asserted_by": "; ".join(side.name for side in one.dispute.asserts) if one.dispute else None,
        "denied_by": "; ".join(side.name for side in one.dispute.denies) if one.dispute else None,
        "disputed_since": one.dispute.since if one.dispute else None,
        "announced_for": one.outcome.window if one.outcome else None,
        "outcome": str(one.outcome.kind) if one.outcome else None,
        "first_told": one.first_told,
        "last_told": one.last_told,
        "statements": "; ".join(one.ids),
        "documents": "; ".join(one.documents),
    }


def _joined(cells: Iterable[Cell]) -> str:
    return "; ".join(cell.value for cell in cells)
