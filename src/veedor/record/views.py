"""Read-only questions to a record: what holds now, as `current.py` has it."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Connection, case, false, func, literal, or_, select

from veedor.codebook.labels import Kind
from veedor.codebook.statement import Statement
from veedor.documents.document import Document
from veedor.errors import UsageError
from veedor.record import accounts, current, filters, migrations
from veedor.record.current import is_current, is_retracted, is_superseded
from veedor.record.rows import storable, to_document, to_statement
from veedor.record.schema import documents as _documents
from veedor.record.schema import readings as _readings
from veedor.record.versions import kin
from veedor.record.wanted import SETTLED, SHOWN, Filter, Order, Standing, State

if TYPE_CHECKING:
    from veedor.record.store import Record


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
    standing: Standing

    @property
    def label(self) -> str:
        """What to call it in a list: its title, else its file, else its id."""
        return self.title or self.file or self.id


@dataclass(frozen=True, slots=True)
class StatementRow:
    """A statement in a list, with the document it stands in and what became of it."""

    id: str
    document_id: str
    document: str
    """The document's title, else its file, else its id."""
    publisher: str | None
    published: str | None
    """EDTF; None where nothing shows it."""
    country: str | None
    """ISO 3166-1 alpha-2 of the country that the document speaks of."""
    statement: Statement
    root_id: str
    """The statement as first found or written; differs from `id` where a person corrected it."""
    state: State
    standing: Standing
    decision_id: int | None
    """The change by which a person decided; None where nobody has."""
    is_found: bool
    """Whether the document's current reading finds it too (of a corrected one: as it was or as it is)."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A document and what its current reading found, in the order of the text."""

    document: Document
    statements: tuple[Statement, ...]
    reader: str
    version: str
    rows: tuple[StatementRow, ...] = ()
    """The statements with what became of them, in the same order."""

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
    """Those shown: read or decided, and not rejected."""


def to_gold(document: Document, statements: Sequence[Statement]) -> dict[str, Any]:
    """A document with its statements in the form of `gold/*.json`, each statement's id first."""
    return {
        "document": document.to_dict(),
        "statements": [{"id": s.id_in(document.id)} | s.to_dict() for s in statements],
    }


def _order(readings: Any, order: Order) -> list[Any]:
    if order is Order.NEWEST:
        return [readings.latest.desc().nulls_last(), readings.earliest.desc().nulls_last(), readings.id]
    earlier = _readings.alias("earlier")
    first = select(func.min(earlier.c.id)).where(earlier.c.document_id == readings.document_id)
    return [first.scalar_subquery()]


def documents(
    record: Record,
    *,
    order: Order = Order.NEWEST,
    of: Collection[str] | None = None,
    limit: int | None = None,
    offset: int = 0,
) -> list[DocumentRow]:
    """The documents with their counts and standing; older versions and retracted ones too.

    `of` are the ids of the only ones that are wanted; `limit` and `offset` cut a page out of the list, for which
    only its own statements are counted.
    """
    query = (
        select(_readings, standing_of(_readings).label("standing"))
        .where(is_current(_readings))
        .order_by(*_order(_readings.c, order))
        .limit(limit)
        .offset(offset)
    )
    if of is not None:
        query = query.where(_readings.c.document_id.in_(of))
    with record.reading() as connection:
        rows = connection.execute(query).all()
        is_part = limit is not None or of is not None
        counts = _counts(connection, [row.document_id for row in rows] if is_part else None)
    return [_document_row(row, counts) for row in rows]


def _document_row(row: Any, counts: Mapping[str, dict[Kind, int]]) -> DocumentRow:
    return DocumentRow(
        row.document_id,
        row.title,
        row.publisher,
        row.published,
        row.file,
        row.reader,
        row.version,
        row.made_at,
        counts.get(row.document_id, dict.fromkeys(Kind, 0)),
        Standing(row.standing),
    )


def standing_of(readings: Any) -> ColumnElement[str]:
    """The standing of a reading's document."""
    return case(
        (is_retracted(readings.c.document_id), literal(str(Standing.RETRACTED))),
        (is_superseded(readings.c.document_id), literal(str(Standing.SUPERSEDED))),
        else_=literal(str(Standing.STANDS)),
    )


def _counts(connection: Connection, of: Collection[str] | None) -> dict[str, dict[Kind, int]]:
    """How many statements of each kind each document shows, or each of those named."""
    rows = current.statements(
        lambda statements, readings: () if of is None else (readings.c.document_id.in_(of),)
    ).subquery()
    query = (
        select(rows.c.document_id, rows.c.kind, func.count().label("many"))
        .where(rows.c.state.in_(SHOWN))
        .group_by(rows.c.document_id, rows.c.kind)
    )
    counts: dict[str, dict[Kind, int]] = {}
    for row in connection.execute(query):
        counts.setdefault(row.document_id, dict.fromkeys(Kind, 0))[Kind(row.kind)] = row.many
    return counts


def statements(
    record: Record, wanted: Filter | None = None, *, order: Order = Order.NEWEST
) -> Iterator[StatementRow]:
    """The statements that the filter lets through, one by one, so that a large record fits in memory."""
    with record.reading() as connection:
        yield from statements_in(connection, wanted or Filter(), order=order)


def statements_in(
    connection: Connection,
    wanted: Filter,
    *,
    order: Order = Order.NEWEST,
    within: Callable[[Any], Iterable[ColumnElement[bool]]] | None = None,
) -> Iterator[StatementRow]:
    """As `statements`, within a transaction that is open; `within` says what else the rows must fulfil."""
    rows = current.statements(
        lambda of, readings: (
            *filters.conditions(wanted, of, readings, begins=within is None),
            *(within(of) if within else ()),
        )
    ).subquery()
    query = select(rows)
    if wanted.states is not None:
        query = query.where(rows.c.state.in_(wanted.states))
    if wanted.standings is not None:
        query = query.where(rows.c.standing.in_(wanted.standings))
    if wanted.sure is not None:
        query = query.where(or_(rows.c.probability_right >= wanted.sure, rows.c.state.in_(SETTLED)))
    query = query.order_by(*_statement_order(rows.c, order), rows.c.start, rows.c.end, rows.c.place)
    # Closed also where whoever asks stops early: PostgreSQL's driver minds a question left open.
    with connection.execute(query.execution_options(yield_per=1000)) as result:
        for row in result:
            yield statement_row(row)


def _statement_order(rows: Any, order: Order) -> list[Any]:
    if order is Order.NEWEST:
        latest, earliest = rows.published_latest, rows.published_earliest
        return [latest.desc().nulls_last(), earliest.desc().nulls_last(), rows.reading_id]
    earlier = _readings.alias("earlier")
    first = select(func.min(earlier.c.id)).where(earlier.c.document_id == rows.document_id)
    return [first.scalar_subquery()]


def statement_row(row: Any) -> StatementRow:
    """A row of `current.statements` as people see it."""
    return StatementRow(
        id=row.id,
        document_id=row.document_id,
        document=row.title or row.file or row.document_id,
        publisher=row.publisher,
        published=row.published,
        country=row.country,
        statement=to_statement(row.plain, row.probability_right, row.dated_by),
        root_id=row.root_id,
        state=State(row.state),
        standing=Standing(row.standing),
        decision_id=row.decision_id,
        is_found=bool(row.is_found),
    )


def find(record: Record, report: str) -> str:
    """The id of the one document meant by an id, the beginning of one, or a file's name.

    Of several versions that came in under one file's name the newest is meant. Raises UsageError where none or
    several are meant.
    """
    as_stored = storable(report) or ""
    is_meant = or_(
        _readings.c.document_id == as_stored,
        _readings.c.file == as_stored,
        _readings.c.document_id.startswith(as_stored, autoescape=True) if as_stored else false(),
    )
    with record.reading() as connection:
        query = select(_readings.c.document_id, _readings.c.file).where(is_current(_readings), is_meant)
        rows = connection.execute(query).all()
        exact = [row for row in rows if row.document_id == report]
        ids = sorted({row.document_id for row in exact or rows})
        if len(ids) > 1 and all(row.file == report for row in rows):
            ids = _newest(connection, ids)
    if not ids:
        hint = f"list them with: veedor documents {record.place}"
        raise UsageError(f"No document {report!r} in {record.place}; {hint}")
    if len(ids) > 1:
        raise UsageError(f"{report!r} means {len(ids)} documents ({', '.join(ids[:5])}); give more of the id")
    return str(ids[0])


def _newest(connection: Connection, ids: Sequence[str]) -> list[str]:
    """Those of the documents of which no other one is a newer version."""
    newer = kin.edges_of(connection, ids).newer
    others = set(ids)
    return [id_ for id_ in ids if not others & (set(kin.reached(id_, newer)) - {id_})]


def reading(record: Record, document_id: str, *, states: frozenset[State] | None = SHOWN) -> Reading:
    """A document with the statements of its current reading, whatever their standing.

    Raises UsageError where there is no such document.
    """
    query = (
        select(_readings, _documents.c.text)
        .join(_documents, _documents.c.id == _readings.c.document_id)
        .where(_readings.c.document_id == document_id, is_current(_readings))
    )
    with record.reading() as connection:
        row = connection.execute(query).first()
    if row is None:
        raise UsageError(f"No document {document_id!r} in {record.place}")
    document = to_document(document_id, row.text, json.loads(row.details))
    rows = tuple(statements(record, Filter(document=document_id, states=states, standings=None)))
    return Reading(document, tuple(one.statement for one in rows), row.reader, row.version, rows)


def export(record: Record, *, states: frozenset[State] | None = SHOWN) -> Iterator[dict[str, Any]]:
    """Every document with its statements in the form of `gold/*.json`, in the order they came.

    Beside what a gold file has, the document and each statement carry what is told of them (`kin.py`,
    `accounts.py`): standing, review, withdrawal, where its places lie. `states` are those that are wanted.
    """
    told = kin.of_documents(record)
    for row in documents(record, order=Order.READ):
        whole = reading(record, row.id, states=states)
        said = ((row.statement, account) for row, account in accounts.told(record, whole.rows))
        yield to_told(whole.document, told.get(row.id) or kin.DocumentAccount(row.id), said)


def to_told(
    document: Document, told: kin.DocumentAccount, said: Iterable[tuple[Statement, accounts.Account]]
) -> dict[str, Any]:
    """As `to_gold`, with what is told of the document and of its statements."""
    plain = document.to_dict()
    text = plain.pop("text")
    return {
        "document": plain | told.to_dict() | {"text": text},
        "statements": [account.to_dict(statement) for statement, account in said],
    }


def size(record: Record) -> Size:
    """How much the record holds."""
    shown = current.statements().subquery()
    many = select(func.count()).select_from(shown)
    visible = select(func.count()).select_from(_readings).where(is_current(_readings))
    with record.reading() as connection:
        return Size(
            schema=migrations.version_of(connection),
            documents=connection.scalar(visible) or 0,
            readings=connection.scalar(select(func.count()).select_from(_readings)) or 0,
            statements=connection.scalar(many.where(shown.c.state.in_(SHOWN))) or 0,
        )
