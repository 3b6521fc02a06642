"""Read-only questions to a record; each looks at a document's current reading alone."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, false, func, or_, select

from veedor.codebook.labels import Kind
from veedor.codebook.statement import Statement
from veedor.documents.document import Document
from veedor.errors import UsageError
from veedor.record import migrations
from veedor.record.rows import PARTIES, bounds_of, to_document, to_statement
from veedor.record.schema import documents as _documents
from veedor.record.schema import found as _found
from veedor.record.schema import parties as _parties
from veedor.record.schema import readings as _readings
from veedor.record.schema import statements as _statements
from veedor.record.store import Record
from veedor.record.wanted import Filter, Order


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document in a list."""

    id: str
    title: str | None
    publisher: str | None
    published: str | None
    file: str | None
    reader: str
    version: str
    read_at: str
    """UTC, ISO 8601."""
    counts: dict[Kind, int]
    """Statements of each kind, all kinds named."""

    @property
    def label(self) -> str:
        """What to call it in a list: its title, else its file, else its id."""
        return self.title or self.file or self.id


@dataclass(frozen=True, slots=True)
class StatementRow:
    """A statement in a list, with the document it stands in."""

    id: str
    document_id: str
    document: str
    """The document's title, else its file, else its id."""
    publisher: str | None
    published: str | None
    """EDTF; None where nothing shows it."""
    statement: Statement


@dataclass(frozen=True, slots=True)
class Reading:
    """A document and what its current reading found, in the order of the text."""

    document: Document
    statements: tuple[Statement, ...]
    reader: str
    version: str

    def to_dict(self) -> dict[str, Any]:
        """The form of `gold/*.json`."""
        return to_gold(self.document, self.statements)


@dataclass(frozen=True, slots=True)
class Size:
    """How much a record holds."""

    schema: int
    documents: int
    readings: int
    statements: int
    """Of current readings."""


def to_gold(document: Document, statements: Sequence[Statement]) -> dict[str, Any]:
    """A document with its statements in the form of `gold/*.json`, each statement's id first."""
    return {
        "document": document.to_dict(),
        "statements": [{"id": s.id_in(document.id)} | s.to_dict() for s in statements],
    }


def _current() -> ColumnElement[bool]:
    """That a reading is its document's latest."""
    later = _readings.alias("later")
    return ~exists().where(later.c.document_id == _readings.c.document_id, later.c.id > _readings.c.id)


def _order(order: Order) -> list[Any]:
    if order is Order.NEWEST:
        return [
            _readings.c.latest.desc().nulls_last(),
            _readings.c.earliest.desc().nulls_last(),
            _readings.c.id,
        ]
    earlier = _readings.alias("earlier")
    first = select(func.min(earlier.c.id)).where(earlier.c.document_id == _readings.c.document_id)
    return [first.scalar_subquery()]


def documents(record: Record, *, order: Order = Order.NEWEST) -> list[DocumentRow]:
    """Every document with its counts."""
    query = select(_readings).where(_current()).order_by(*_order(order))
    with record.reading() as connection:
        counts = _counts(connection.execute(_counting()).all())
        return [
            DocumentRow(
                row.document_id,
                row.title,
                row.publisher,
                row.published,
                row.file,
                row.reader,
                row.version,
                row.made_at,
                counts.get(row.document_id, dict.fromkeys(Kind, 0)),
            )
            for row in connection.execute(query)
        ]


def _counting() -> Select[Any]:
    return (
        select(_statements.c.document_id, _statements.c.kind, func.count().label("many"))
        .join(_found, _found.c.statement_id == _statements.c.id)
        .join(_readings, _readings.c.id == _found.c.reading_id)
        .where(_current())
        .group_by(_statements.c.document_id, _statements.c.kind)
    )


def _counts(rows: Sequence[Any]) -> dict[str, dict[Kind, int]]:
    counts: dict[str, dict[Kind, int]] = {}
    for row in rows:
        counts.setdefault(row.document_id, dict.fromkeys(Kind, 0))[Kind(row.kind)] = row.many
    return counts


def statements(
    record: Record, wanted: Filter | None = None, *, order: Order = Order.NEWEST
) -> Iterator[StatementRow]:
    """The statements that the filter lets through, one by one, so that a large record fits in memory."""
    query = (
        select(
            _statements.c.id,
            _statements.c.document_id,
            func.coalesce(_readings.c.title, _readings.c.file, _readings.c.document_id).label("document"),
            _readings.c.publisher,
            _readings.c.published,
            _statements.c.plain,
            _found.c.probability_right,
        )
        .join(_found, _found.c.statement_id == _statements.c.id)
        .join(_readings, _readings.c.id == _found.c.reading_id)
        .where(_current(), *_conditions(wanted or Filter()))
        .order_by(*_order(order), _statements.c.start, _statements.c.end, _found.c.place)
        .execution_options(yield_per=1000)
    )
    with record.reading() as connection:
        for row in connection.execute(query):
            statement = to_statement(row.plain, row.probability_right)
            yield StatementRow(row.id, row.document_id, row.document, row.publisher, row.published, statement)


def _conditions(wanted: Filter) -> Iterator[ColumnElement[bool]]:
    for name in ("kind", "type", "certainty"):
        value = getattr(wanted, name)
        if value is not None:
            yield _statements.c[name] == str(value)
    if wanted.document is not None:
        yield _statements.c.document_id == wanted.document
    if wanted.actor is not None:
        yield _has_party(wanted.actor, PARTIES)
    if wanted.source is not None:
        yield _has_party(wanted.source, ("sources",))
    if wanted.date is not None:
        yield _overlaps(wanted.date)


def _has_party(part: str, fields: Sequence[str]) -> ColumnElement[bool]:
    return exists().where(
        _parties.c.statement_id == _statements.c.id,
        _parties.c.field.in_(fields),
        _parties.c.folded.contains(part.casefold(), autoescape=True),
    )


def _overlaps(date: str) -> ColumnElement[bool]:
    """That a statement's own date shares a day with `date`; an open end reaches any day."""
    earliest, latest = bounds_of(date)
    conditions: list[ColumnElement[bool]] = [_statements.c.dated.is_not(None)]
    if latest is not None:
        conditions.append(or_(_statements.c.earliest.is_(None), _statements.c.earliest <= latest))
    if earliest is not None:
        conditions.append(or_(_statements.c.latest.is_(None), _statements.c.latest >= earliest))
    return and_(*conditions)


def find(record: Record, report: str) -> str:
    """The id of the one document meant by an id, the beginning of one, or a file's name.

    Raises UsageError where none or several are meant.
    """
    is_meant = or_(
        _readings.c.document_id == report,
        _readings.c.file == report,
        _readings.c.document_id.startswith(report, autoescape=True) if report else false(),
    )
    with record.reading() as connection:
        query = select(_readings.c.document_id, _readings.c.file).where(_current(), is_meant)
        rows = connection.execute(query).all()
    exact = [row for row in rows if row.document_id == report]
    ids = sorted({row.document_id for row in exact or rows})
    if not ids:
        hint = f"list them with: veedor documents {record.place}"
        raise UsageError(f"No document {report!r} in {record.place}; {hint}")
    if len(ids) > 1:
        raise UsageError(f"{report!r} means {len(ids)} documents ({', '.join(ids[:5])}); give more of the id")
    return str(ids[0])


def reading(record: Record, document_id: str) -> Reading:
    """A document with the statements of its current reading; UsageError where there is no such document."""
    query = (
        select(_readings, _documents.c.text)
        .join(_documents, _documents.c.id == _readings.c.document_id)
        .where(_readings.c.document_id == document_id, _current())
    )
    with record.reading() as connection:
        row = connection.execute(query).first()
    if row is None:
        raise UsageError(f"No document {document_id!r} in {record.place}")
    document = to_document(document_id, row.text, json.loads(row.details))
    said = tuple(one.statement for one in statements(record, Filter(document=document_id)))
    return Reading(document, said, row.reader, row.version)


def export(record: Record) -> Iterator[dict[str, Any]]:
    """Every document with its statements in the form of `gold/*.json`, in the order they came."""
    for row in documents(record, order=Order.READ):
        yield reading(record, row.id).to_dict()


def size(record: Record) -> Size:
    """How much the record holds."""
    current = (
        select(func.count())
        .select_from(_found.join(_readings, _readings.c.id == _found.c.reading_id))
        .where(_current())
    )
    with record.reading() as connection:
        return Size(
            schema=migrations.version_of(connection),
            documents=connection.scalar(select(func.count()).select_from(_documents)) or 0,
            readings=connection.scalar(select(func.count()).select_from(_readings)) or 0,
            statements=connection.scalar(current) or 0,
        )
