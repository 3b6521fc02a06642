"""The ledger and its scores as plain values, the same for JSON, notebooks and pages."""

from __future__ import annotations

from typing import Any

from veedor.analysis.forecasts.kinds import is_not_to_be
from veedor.analysis.forecasts.ledger import Row
from veedor.analysis.forecasts.scoring import Scores
from veedor.codebook import wording


def in_words(row: Row) -> str:
    """What is foretold: the criterion's sentence where one was entered, else the statement's own words.

    Where it is foretold not to be, as in `I do not think that he will leave`, that is said behind them.
    """
    if row.criterion:
        return row.criterion.proposition
    said = row.telling.statement
    return wording.plain(said) + (" (foretold: not so)" if is_not_to_be(said) else "")


def how_likely(row: Row) -> str:
    """The words of probability with the widest range that the tables give them: `likely: 55–90 % in 6 tables`."""
    read = row.criterion.readings if row.criterion else row.readings
    if not read:
        return f"{row.words}: no number" if row.words else ""
    low, high = min(one.low for one in read), max(one.high for one in read)
    ends = f"{low:.0%}" if low == high else f"{low * 100:.0f}–{high:.0%}"
    if read[0].table == "text":
        return f"{read[0].words}: {ends}"
    return f"{row.words}: {ends} in {len(read)} table{'s' * (len(read) > 1)}"


def row_to_plain(row: Row) -> dict[str, Any]:
    """A row of the ledger as JSON has it: its own statement, what the rules tell, what people entered."""
    horizon = row.criterion.horizon if row.criterion else getattr(row.horizon, "value", None)
    why = row.criterion.horizon_why if row.criterion else row.horizon.why
    return {
        "id": row.id,
        "document": row.telling.document_id,
        "published": row.telling.published,
        "voice": row.voice.name,
        "foretold": in_words(row),
        "words": row.words,
        "kind": str(row.kind),
        "kind_why": row.sort.why if row.criterion is None else "entered by a person",
        "readings": [one.to_dict() for one in (row.criterion.readings if row.criterion else row.readings)],
        "horizon": horizon,
        "horizon_why": why,
        "due": row.due.isoformat() if row.due else None,
        "conditions": [one.words for one in getattr(row.telling.statement, "conditions", ())],
        "branches": list(row.branches.ids) if row.branches else [],
        "denied_by": list(row.denied_by),
        "threshold": row.threshold.why if row.threshold else None,
        "state": str(row.state),
        "outcome": str(row.resolved.outcome) if row.resolved else None,
        "resolved_on": row.resolved.on if row.resolved else None,
        "evidence": list(row.resolved.evidence) if row.resolved else [],
        "criterion": row.criterion.to_dict() if row.criterion else None,
        "ids": list(row.ids),
    }


def row_to_flat(row: Row) -> dict[str, Any]:
    """A row of the ledger as a line of a table: lists joined by `; `, the range of its words as two numbers."""
    plain = row_to_plain(row)
    read, criterion = plain.pop("readings"), plain.pop("criterion")
    plain |= {"low": min((one["low"] for one in read), default=None)}
    plain |= {"high": max((one["high"] for one in read), default=None)}
    plain |= {"is_entered": criterion is not None}
    return {name: "; ".join(value) if isinstance(value, list) else value for name, value in plain.items()}


def scores_to_plain(found: Scores) -> dict[str, Any]:
    """The scores of a ledger as JSON has them; what cannot be said is null, with its reason beside it."""
    return {
        "rules": list(found.rules.in_words()),
        "table": found.rules.table,
        "n": found.n,
        "brier": found.brier,
        "brier_range": [found.low, found.high] if found.n else None,
        "brier_two_class": found.two_class,
        "log": found.log,
        "interval": list(found.interval) if found.interval else None,
        "base_rate": found.base_rate,
        "against": list(found.against),
        "parts": found.parts._asdict() if found.parts else None,
        "by_kind": [{"kind": str(kind), "n": n, "brier": value} for kind, n, value in found.by_kind],
        "by_voice": [
            {
                "voice": one.voice.name,
                "n": one.n,
                "brier": one.brier,
                "log": one.log,
                "interval": list(one.interval) if one.interval else None,
                "ids": list(one.ids),
            }
            for one in found.by_voice
        ],
        "curve": _curve(found),
        "curve_refused": found.curve_refused,
        "scored": [
            {
                "id": one.id,
                "voice": one.voice.name,
                "kind": str(one.kind),
                "chance": one.chance.value,
                "range": [one.chance.low, one.chance.high],
                "how": one.chance.how,
                "came_about": one.came_about,
                "brier": one.brier,
            }
            for one in found.scored
        ],
        "refused": [one._asdict() for one in found.refused],
    }


def _curve(found: Scores) -> dict[str, Any] | None:
    if found.groups is None or found.curve is None:
        return None
    return {
        "groups": [
            {"said": one.said, "held": one.held, "n": one.n, "consistent": list(one.consistent)}
            for one in found.groups
        ],
        "miscalibration": found.curve.miscalibration,
        "discrimination": found.curve.discrimination,
        "uncertainty": found.curve.uncertainty,
        "steps": [list(step) for step in found.curve.steps],
    }
