"""Answers of a notebook as rows of plain cells, for data frames."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from veedor.analysis.memberships import Membership
from veedor.analysis.offices import Occupancy
from veedor.codebook.span import Quote
from veedor.codebook.wording import plain
from veedor.record.actors import identity
from veedor.record.searching.search import Hit
from veedor.record.versions.versions import Version
from veedor.record.views import DocumentRow, StatementRow

if TYPE_CHECKING:  # slow to import
    from veedor.pipeline import Outcome


def flat_document(row: DocumentRow) -> dict[str, Any]:
    """A document's row, with a column for each kind of statement."""
    counts = {f"{kind}s": many for kind, many in row.counts.items()}
    return {k: v for k, v in asdict(row).items() if k != "counts"} | counts


def flat_statement(row: StatementRow) -> dict[str, Any]:
    """A statement's row: what is known of it, then every field that any kind has, as text or number."""
    known = {name: getattr(row, name) for name in _OF_ROW}
    said = row.statement
    own = {name: _cell(getattr(said, name, None)) for name in _FIELDS}
    return {
        **known,
        "kind": str(said.kind),
        "sentence": plain(said),
        "anchor": said.anchor.words,
        "start": said.anchor.start,
        "end": said.anchor.end,
        **own,
        "date": said.when.value if said.when else None,
        "dated_by": said.when.rule if said.when else None,
        "probability_right": said.probability_right,
    }


_OF_ROW = ("id", "document_id", "document", "publisher", "published", "state", "standing")
_FIELDS = (
    *("type", "stance", "status", "actors", "recipients", "holders", "holder", "role", "of", "places"),
    *("about", "conditions", "probability", "by", "what", "value", "unit", "comparison", "period"),
    *("sources", "certainty", "polarity", "tense"),
)


def _cell(value: Any) -> Any:
    """A field for a table: whom a quote means, else its words; several joined by `; `."""
    if isinstance(value, Quote):
        return value.name or value.words
    if isinstance(value, tuple):
        return "; ".join(str(_cell(one)) for one in value) or None
    return value if value is None or isinstance(value, int | float) else str(value)


def flat_outcome(outcome: Outcome) -> dict[str, Any]:
    """What became of a file: the document that it gave, or the error."""
    taken, held = outcome.taken, outcome.held
    return {
        "file": str(outcome.file),
        "document_id": taken.document.id if taken else held.id if held else None,
        "title": taken.document.title if taken else held.title if held else None,
        "statements": len(taken.statements) if taken else sum(held.counts.values()) if held else None,
        "unchanged": taken.is_unchanged if taken else held is not None,
        "error": None if outcome.error is None else str(outcome.error),
    }


def flat_version(version: Version) -> dict[str, Any]:
    """A version of a report."""
    return {name: _cell(value) for name, value in version._asdict().items()}


def flat_occupancy(one: Occupancy) -> dict[str, Any]:
    """Who held an office, and what shows it."""
    return _joined(asdict(one)) | {"basis": one.basis.name.lower()}


def flat_membership(one: Membership) -> dict[str, Any]:
    """Who belonged to a group."""
    return _joined(asdict(one))


def _joined(row: Mapping[str, Any]) -> dict[str, Any]:
    """The row with its lists as text."""
    return {name: "; ".join(value) if isinstance(value, tuple) else value for name, value in row.items()}


def flat_hit(hit: Hit) -> dict[str, Any]:
    """A passage that was found."""
    return {
        "document_id": hit.document_id,
        "title": hit.title,
        "publisher": hit.publisher,
        "published": hit.published,
        "start": hit.start,
        "end": hit.end,
        "snippet": hit.snippet.text,
        "score": hit.score,
    }


def flat_actor(actor: identity.Actor) -> dict[str, Any]:
    """An actor with all names, joined by `; `."""
    return {"name": actor.name, "names": "; ".join(actor.names), "mentions": actor.mentions}
