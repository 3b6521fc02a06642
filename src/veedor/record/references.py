"""What the rows of a record refer to: questions that find the rows whose references do not fit.

The databases hold foreign keys, but a file can be written to by a program that does not ask for them; and that a
correction is of the same document as what it corrects, no foreign key says.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, and_, exists, func, literal, not_, or_, select

from veedor.record import schema
from veedor.record.changes import Verb
from veedor.record.people import PersonRole
from veedor.record.searching import search_index


class Question(NamedTuple):
    """A question whose every answer is a fault."""

    what: str
    """What is wrong, in one line."""
    noun: str
    """What the answers are the numbers or ids of."""
    query: Select[Any]
    """Selects one column."""


_LOGGED = (
    schema.undos,
    schema.readings,
    schema.relations,
    schema.retractions,
    schema.reanchored,
    schema.withdrawals,
    schema.reviews,
    schema.ignored,
    schema.judgements,
    schema.pairings,
    schema.named_issues,
    schema.criteria,
    schema.resolutions,
    schema.options,
)
"""The tables whose rows name the change that made them."""
_OF_A_DOCUMENT = (
    (schema.readings, "document_id"),
    (schema.statements, "document_id"),
    (schema.passages, "document_id"),
    (schema.bands, "document_id"),
    (schema.changes, "document_id"),
    (schema.relations, "document_id"),
    (schema.relations, "other_id"),
    (schema.retractions, "document_id"),
    (schema.reanchored, "document_id"),
    (schema.withdrawals, "document_id"),
    (schema.reviews, "document_id"),
    (schema.ignored, "document_id"),
)
_OF_A_STATEMENT = (
    (schema.parties, "statement_id"),
    (schema.places, "statement_id"),
    (schema.found, "statement_id"),
    (schema.reanchored, "statement_id"),
    (schema.reanchored, "becomes"),
    (schema.withdrawals, "statement_id"),
    (schema.reviews, "statement_id"),
    (schema.reviews, "becomes"),
    (schema.pairings, "left"),
    (schema.pairings, "right"),
    (schema.named_issues, "statement_id"),
    (schema.criteria, "statement_id"),
    (schema.resolutions, "statement_id"),
)


def questions() -> Iterator[Question]:
    """Every question, none of which needs more than a pass over its tables."""
    yield from _missing()
    yield from _of_the_log()
    yield from _of_readings()
    yield from _of_reviews()
    yield from _of_versions()
    yield from _of_people()


def _missing() -> Iterator[Question]:
    for rows, column in _OF_A_DOCUMENT:
        yield _dangling(rows, column, schema.documents, "a document")
    for rows, column in _OF_A_STATEMENT:
        yield _dangling(rows, column, schema.statements, "a statement")
    for rows in (schema.found, schema.files):
        yield _dangling(rows, "reading_id", schema.readings, "a reading")
    for rows in _LOGGED:
        yield _dangling(rows, "change_id", schema.changes, "a change")
    yield _dangling(schema.undos, "undone_id", schema.changes, "a change")
    yield _dangling(schema.changes, "part_of", schema.changes, "a change")
    ended = schema.visits.c.change_id
    is_there = exists().where(schema.changes.c.id == ended)
    yield Question(
        "visits.change_id names a change that is not there",
        "change",
        select(ended).where(ended != 0, ~is_there).distinct(),
    )


def _dangling(rows: Any, column: str, others: Any, what: str) -> Question:
    refers, other = rows.c[column], others.alias()
    query = select(refers).where(refers.is_not(None), ~exists().where(other.c.id == refers)).distinct()
    return Question(f"{rows.name}.{column} names {what} that is not there", column, query)


def _of_the_log() -> Iterator[Question]:
    log, undos, undoing = schema.changes, schema.undos, schema.changes.alias()
    yield Question(
        "a line of the log says nothing that this version knows",
        "change",
        select(log.c.id).where(
            or_(log.c.verb.not_in([str(verb) for verb in Verb]), func.trim(log.c.by) == "")
        ),
    )
    yield Question(
        "a part of a change is older than the whole",
        "change",
        select(log.c.id).where(log.c.part_of >= log.c.id),
    )
    is_undo = exists().where(undoing.c.id == undos.c.change_id, undoing.c.verb == str(Verb.UNDO))
    yield Question(
        "what takes a change back is no undo, or is older than it",
        "change",
        select(undos.c.change_id).where(or_(~is_undo, undos.c.undone_id > undos.c.change_id)).distinct(),
    )


def _of_readings() -> Iterator[Question]:
    documents, readings, found = schema.documents, schema.readings, schema.found
    statements, log = schema.statements, schema.changes
    yield Question(
        "a document has no reading",
        "document",
        select(documents.c.id).where(~exists().where(readings.c.document_id == documents.c.id)),
    )
    of_it = exists().where(
        log.c.id == readings.c.change_id,
        log.c.verb == str(Verb.READ),
        log.c.document_id == readings.c.document_id,
    )
    yield Question("a reading is not in the log", "reading", select(readings.c.id).where(~of_it))
    yield Question(
        "what a reading found is not numbered from 0 on",
        "reading",
        select(found.c.reading_id)
        .group_by(found.c.reading_id)
        .having(or_(func.min(found.c.place) != 0, func.max(found.c.place) != func.count() - 1)),
    )
    yield Question(
        "a reading found a statement of another document",
        "reading",
        select(found.c.reading_id)
        .join(readings, readings.c.id == found.c.reading_id)
        .join(statements, statements.c.id == found.c.statement_id)
        .where(statements.c.document_id != readings.c.document_id)
        .distinct(),
    )
    yield Question("a statement was neither read nor written by anybody", "statement", _ownerless())


def _ownerless() -> Select[Any]:
    statements, reviews = schema.statements, schema.reviews
    return select(statements.c.id).where(
        ~exists().where(schema.found.c.statement_id == statements.c.id),
        ~exists().where(reviews.c.statement_id == statements.c.id),
        ~exists().where(reviews.c.becomes == statements.c.id),
        ~exists().where(schema.reanchored.c.becomes == statements.c.id),
    )


def _of_reviews() -> Iterator[Question]:
    reviews, log, other, readings = schema.reviews, schema.changes, schema.reviews.alias(), schema.readings
    mine = select(reviews.c.change_id)
    fits = {
        "a decision is on a statement of another document": _is_of(reviews, "statement_id"),
        "a correction became a statement of another document": _is_of(reviews, "becomes"),
        "a decision and its line in the log do not agree": exists().where(
            log.c.id == reviews.c.change_id,
            log.c.verb == reviews.c.verb,
            log.c.document_id == reviews.c.document_id,
        ),
        "a decision was made after a reading that is not the document's": or_(
            reviews.c.reading_id.is_(None),
            reviews.c.reading_id == 0,
            exists().where(
                readings.c.id == reviews.c.reading_id, readings.c.document_id == reviews.c.document_id
            ),
        ),
        "an answer is to no decision on the same document": or_(
            reviews.c.answers.is_(None),
            exists().where(
                other.c.change_id == reviews.c.answers, other.c.document_id == reviews.c.document_id
            ),
        ),
        "a decision is carried from none, or from one on the same document": or_(
            reviews.c.carried_from.is_(None),
            exists().where(
                other.c.change_id == reviews.c.carried_from, other.c.document_id != reviews.c.document_id
            ),
        ),
        "a correction does not say what it became": or_(
            reviews.c.verb != str(Verb.CORRECT), reviews.c.becomes.is_not(None)
        ),
    }
    for what, holds in fits.items():
        yield Question(what, "change", mine.where(not_(holds)))


def _is_of(rows: Any, column: str) -> ColumnElement[bool]:
    """That the statement in a column, if any, is of the row's document."""
    statements = schema.statements.alias()
    is_here = exists().where(
        statements.c.id == rows.c[column], statements.c.document_id == rows.c.document_id
    )
    return or_(rows.c[column].is_(None), is_here)


def _of_versions() -> Iterator[Question]:
    moved, relations, statements = schema.reanchored, schema.relations, schema.statements.alias()
    is_elsewhere = exists().where(
        statements.c.id == moved.c.statement_id, statements.c.document_id != moved.c.document_id
    )
    is_settled = or_(moved.c.how != "lost", moved.c.becomes.is_(None))
    yield Question(
        "a statement was looked for in its own document, or found in another than said",
        "statement",
        select(moved.c.statement_id)
        .where(not_(and_(is_elsewhere, is_settled, _is_of(moved, "becomes"))))
        .distinct(),
    )
    yield Question(
        "a document is related to itself, or in a way that this version does not know",
        "change",
        select(relations.c.change_id).where(
            or_(
                relations.c.document_id == relations.c.other_id,
                relations.c.relation.not_in(["version", "carrier", "different"]),
            )
        ),
    )


def _of_people() -> Iterator[Question]:
    people = schema.people
    is_open = and_(people.c.until.is_(None), people.c.hash.startswith("$argon2"))
    is_closed = and_(people.c.until.is_not(None), people.c.hash == "")
    yield Question(
        "an account has a role that this version does not know, or is neither open nor closed",
        "account since",
        select(people.c.since).where(
            or_(people.c.role.not_in([str(role) for role in PersonRole]), not_(or_(is_open, is_closed)))
        ),
    )


def of_the_index(database: str) -> Iterator[Question]:
    """The questions to the search index of `sqlite` or `postgresql`."""
    passages = schema.passages
    indexed = search_index.indexed(database)
    is_indexed = exists(select(literal(1)).select_from(indexed).where(indexed.c.id == passages.c.id))
    yield Question("a passage cannot be searched", "passage", select(passages.c.id).where(~is_indexed))
    is_there = exists().where(passages.c.id == indexed.c.id)
    yield Question(
        "the search index knows a passage that is not there", "passage", select(indexed.c.id).where(~is_there)
    )
