"""What holds now, as conditions and subqueries over rows that are only ever added.

- A reading is *current* when it counts and no later one of its document does; a document without one is not shown.
- A *decision* is the latest review of a statement that counts and decides: accept, correct, reject or add.
- A statement *stands* when its document's current reading found it and nobody decided otherwise, or when a person
  accepted, corrected or added it; unless its document is retracted or has a newer version, or its publisher
  withdrew it. What a person decided is not touched by a later reading: what that finds at the same words is
  a *difference*.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Select,
    Subquery,
    and_,
    bindparam,
    case,
    exists,
    func,
    literal,
    or_,
    select,
    union_all,
)

from veedor.record import schema
from veedor.record.changes import Verb, counts
from veedor.record.wanted import Standing, State

Conditions = Sequence[ColumnElement[bool]]

DECIDING = (str(Verb.ACCEPT), str(Verb.CORRECT), str(Verb.REJECT), str(Verb.ADD))

# Making the parts of a question takes longer than asking it, so what is asked of one table is made once. None of them
# is ever asked within itself, where one alias could not be told from the other.
_once = lru_cache(maxsize=100)


@_once
def is_current(readings: Any) -> ColumnElement[bool]:
    """That a reading counts and is its document's latest that does."""
    later = schema.readings.alias()
    return and_(
        counts(readings.c.change_id),
        ~exists().where(
            later.c.document_id == readings.c.document_id,
            later.c.id > readings.c.id,
            counts(later.c.change_id),
        ),
    )


@cache
def relations() -> Subquery:
    """The relation that holds of each pair of documents: columns of `relations`."""
    rows, later = schema.relations, schema.relations.alias()
    is_last = ~exists().where(
        later.c.document_id == rows.c.document_id,
        later.c.other_id == rows.c.other_id,
        later.c.change_id > rows.c.change_id,
        counts(later.c.change_id),
    )
    return select(rows).where(counts(rows.c.change_id), is_last).subquery()


@_once
def is_superseded(document_id: ColumnElement[str]) -> ColumnElement[bool]:
    """That a document has a newer version which the record shows."""
    rows, later = schema.relations.alias(), schema.relations.alias()
    is_last = ~exists().where(
        later.c.document_id == rows.c.document_id,
        later.c.other_id == rows.c.other_id,
        later.c.change_id > rows.c.change_id,
        counts(later.c.change_id),
    )
    newer = schema.readings.alias()
    return exists().where(
        rows.c.other_id == document_id,
        rows.c.relation == "version",
        counts(rows.c.change_id),
        is_last,
        exists().where(newer.c.document_id == rows.c.document_id, counts(newer.c.change_id)),
    )


@_once
def is_retracted(document_id: ColumnElement[str]) -> ColumnElement[bool]:
    """That a document is retracted."""
    rows = schema.retractions.alias()
    return exists().where(rows.c.document_id == document_id, counts(rows.c.change_id))


def decisions() -> Subquery:
    """The decision on each statement that has one: columns of `reviews`."""
    rows, later = schema.reviews, schema.reviews.alias()
    is_last = ~exists().where(
        later.c.statement_id == rows.c.statement_id,
        later.c.change_id > rows.c.change_id,
        later.c.verb.in_(DECIDING),
        counts(later.c.change_id),
    )
    deciding = rows.c.verb.in_(DECIDING)
    return select(rows).where(deciding, counts(rows.c.change_id), is_last).subquery()


@_once
def is_decided(statements: Any) -> ColumnElement[bool]:
    """That a statement is what somebody decided on, or what it became."""
    rows, as_is = schema.reviews.alias(), decisions()
    # The plain look into one document first: most have no review at all.
    return and_(
        exists().where(rows.c.document_id == statements.c.document_id),
        or_(has_decision(statements.c.id), exists().where(as_is.c.becomes == statements.c.id)),
    )


@_once
def has_decision(statement_id: ColumnElement[str]) -> ColumnElement[bool]:
    """That somebody decided on the statement of an id; what another one became is not looked at."""
    rows = schema.reviews.alias()
    # Where one decision counts, one of them is the last.
    return exists().where(
        rows.c.statement_id == statement_id, rows.c.verb.in_(DECIDING), counts(rows.c.change_id)
    )


@_once
def is_ignored(statements: Any, readings: Any) -> ColumnElement[bool]:
    """That somebody rejected the statement's words everywhere."""
    rules = schema.ignored.alias()
    return exists().where(
        rules.c.words == statements.c.words,
        rules.c.kind == statements.c.kind,
        or_(rules.c.type.is_(None), rules.c.type == statements.c.type),
        or_(rules.c.document_id.is_(None), rules.c.document_id == statements.c.document_id),
        or_(rules.c.publisher.is_(None), rules.c.publisher == readings.c.publisher),
        counts(rules.c.change_id),
    )


def _is_other(statements: Any, decided: Any, form: Any) -> ColumnElement[bool]:
    """That a statement stands at the words of a decided one's `form`, and was not read beside it."""
    beside, before = schema.found.alias(), schema.reanchored.alias()
    return and_(
        decided.c.document_id == statements.c.document_id,
        or_(form.c.id == decided.c.statement_id, form.c.id == decided.c.becomes),
        form.c.kind == statements.c.kind,
        form.c.start < statements.c.end,
        statements.c.start < form.c.end,
        # Said in so many words, as by itself SQLAlchemy correlates to the nearest query alone.
        ~exists()
        .where(beside.c.statement_id == statements.c.id, beside.c.reading_id == decided.c.reading_id)
        .correlate_except(beside),
        # Of a decision that came from an older version: what stood beside it there.
        ~exists().where(before.c.becomes == statements.c.id).correlate_except(before),
    )


@_once
def differs(statements: Any, readings: Any) -> ColumnElement[bool]:
    """That a person decided at the words of what a reading found, seeing one that had not found it."""
    decided, form = decisions(), schema.statements.alias()
    return and_(may_differ(statements, readings), exists().where(_is_other(statements, decided, form)))


@_once
def may_differ(statements: Any, readings: Any) -> ColumnElement[bool]:
    """That a person decided in a document seeing another reading of it: only then may what a reading found differ.

    It is soon answered, and no of most documents.
    """
    rows = schema.reviews.alias()
    return exists().where(rows.c.document_id == statements.c.document_id, rows.c.reading_id != readings.c.id)


def has_other(decided: Any, readings: Any) -> ColumnElement[bool]:
    """That a reading finds something else at a decided statement's words than was read when it was decided."""
    found, other, form = schema.found.alias(), schema.statements.alias(), schema.statements.alias()
    return exists().where(
        other.c.id == found.c.statement_id,
        found.c.reading_id == readings.c.id,
        other.c.id != decided.c.statement_id,
        _is_other(other, decided, form),
    )


def differing_from(statement_ids: Sequence[str]) -> Select[Any]:
    """Pairs of one of the statements and the statement on whose decision it bears: `id`, `root_id`."""
    decided, form, statements = decisions(), schema.statements.alias(), schema.statements
    return (
        select(statements.c.id, decided.c.statement_id.label("root_id"))
        .distinct()
        .join(decided, decided.c.document_id == statements.c.document_id)
        .join(form, _is_other(statements, decided, form))
        .where(statements.c.id.in_(statement_ids))
    )


@_once
def standing(statement_id: Any, document_id: Any) -> ColumnElement[str]:
    """The standing of a statement whose row was first found or written under `statement_id`."""
    moved = schema.reanchored.alias()
    is_lost = exists().where(
        moved.c.statement_id == statement_id, moved.c.how == "lost", counts(moved.c.change_id)
    )
    superseded = is_superseded(document_id)
    return case(
        (is_retracted(document_id), literal(str(Standing.RETRACTED))),
        (_is_withdrawn(statement_id), literal(str(Standing.WITHDRAWN))),
        (and_(superseded, is_lost), literal(str(Standing.LOST))),
        (superseded, literal(str(Standing.SUPERSEDED))),
        else_=literal(str(Standing.STANDS)),
    )


@_once
def stands(statement_id: Any, document_id: Any) -> ColumnElement[bool]:
    """That the standing of a statement is `stands`."""
    return and_(~is_retracted(document_id), ~_is_withdrawn(statement_id), ~is_superseded(document_id))


def _is_withdrawn(statement_id: Any) -> ColumnElement[bool]:
    """That its publisher took a statement back."""
    rows = schema.withdrawals.alias()
    return exists().where(rows.c.statement_id == statement_id, counts(rows.c.change_id))


def _columns(
    shown: Any, root_id: Any, readings: Any, rest: Sequence[Any], known: Standing | None = None
) -> list[Any]:
    has = standing(root_id, shown.c.document_id) if known is None else literal(str(known))
    return [
        *shown.c,
        root_id.label("root_id"),
        has.label("standing"),
        *rest,
        readings.c.id.label("reading_id"),
        readings.c.title,
        readings.c.publisher,
        readings.c.published,
        readings.c.file,
        readings.c.country,
        readings.c.earliest.label("published_earliest"),
        readings.c.latest.label("published_latest"),
    ]


def undecided(conditions: Any) -> Select[Any]:
    """What the current readings found and nobody decided; columns and `conditions` as of `statements`."""
    return undecided_as(None, None).where(*conditions(schema.statements, schema.readings))


@cache
def undecided_as(state: State | None, known: Standing | None) -> Select[Any]:
    """As `undecided`; a state or standing that all rows have is given, as asking each for it takes long."""
    shown, found, readings = schema.statements, schema.found, schema.readings
    is_in = case(
        (is_ignored(shown, readings), literal(str(State.IGNORED))),
        (differs(shown, readings), literal(str(State.DIFFERS))),
        else_=literal(str(State.READ)),
    )
    rest = [
        (is_in if state is None else literal(str(state))).label("state"),
        literal(None, schema.changes.c.id.type).label("decision_id"),
        found.c.probability_right,
        found.c.dated_by,
        literal(True).label("is_found"),
        found.c.place,
    ]
    return (
        select(*_columns(shown, shown.c.id, readings, rest, known))
        .join(found, found.c.statement_id == shown.c.id)
        .join(readings, readings.c.id == found.c.reading_id)
        .where(is_current(readings), ~is_decided(shown))
    )


@cache
def found_in_document() -> Select[Any]:
    """The statements that the current reading of the document `:document_id` found, with what the reading says of each.

    Columns are `id`, `plain`, `probability_right` and `dated_by`, rows in the order of the text. For a document
    of which nobody decided anything this is what `statements` gives, and far sooner asked.
    """
    shown, found, readings = schema.statements, schema.found, schema.readings
    return (
        select(shown.c.id, shown.c.plain, found.c.probability_right, found.c.dated_by)
        .join(found, found.c.statement_id == shown.c.id)
        .join(readings, readings.c.id == found.c.reading_id)
        .where(readings.c.document_id == bindparam("document_id"), is_current(readings))
        .order_by(shown.c.start, shown.c.end, found.c.place)
    )


def decided(conditions: Any, of_decision: Any = lambda decided, readings: ()) -> Select[Any]:
    """What people decided, in the form that it has since; columns and `conditions` as of `statements`.

    `of_decision(decided, readings)` gives what the row of `reviews` must fulfil beside the current reading's.
    """
    query, shown, rows = _decided()
    return query.where(*conditions(shown, schema.readings), *of_decision(rows, schema.readings))


class _Decided(NamedTuple):
    """The decided half of all statements, with the tables of its rows."""

    query: Select[Any]
    shown: Any
    decided: Subquery


@cache
def _decided() -> _Decided:
    decided, shown, readings = decisions(), schema.statements.alias("shown"), schema.readings
    as_was, as_is = schema.found.alias("found_as_was"), schema.found.alias("found_as_is")
    is_corrected = decided.c.becomes.is_not(None)
    rest = [
        _state(decided).label("state"),
        decided.c.change_id.label("decision_id"),
        # A person's form has no estimate, nor a rule that dates it.
        case((is_corrected, None), else_=as_was.c.probability_right).label("probability_right"),
        case((is_corrected, None), else_=as_was.c.dated_by).label("dated_by"),
        or_(as_was.c.statement_id.is_not(None), as_is.c.statement_id.is_not(None)).label("is_found"),
        func.coalesce(as_was.c.place, as_is.c.place, shown.c.start).label("place"),
    ]
    query = (
        select(*_columns(shown, decided.c.statement_id, readings, rest))
        .select_from(decided)
        .join(
            shown,
            and_(
                shown.c.id == func.coalesce(decided.c.becomes, decided.c.statement_id),
                shown.c.document_id == decided.c.document_id,
            ),
        )
        .join(readings, readings.c.document_id == decided.c.document_id)
        .outerjoin(
            as_was,
            and_(as_was.c.statement_id == decided.c.statement_id, as_was.c.reading_id == readings.c.id),
        )
        .outerjoin(
            as_is, and_(as_is.c.statement_id == decided.c.becomes, as_is.c.reading_id == readings.c.id)
        )
        .where(is_current(readings))
    )
    return _Decided(query, shown, decided)


def state_of(verb: Verb, becomes: str | None) -> State:
    """The state that the last decision on a statement gives it, as in all questions here."""
    if verb is Verb.REJECT:
        return State.REJECTED
    if becomes is not None:
        return State.CORRECTED
    return State.ADDED if verb is Verb.ADD else State.ACCEPTED


def _state(decided: Any) -> ColumnElement[str]:
    """The state of a decided statement; one that was corrected, then accepted, stays corrected."""
    return case(
        (decided.c.verb == str(Verb.REJECT), literal(str(State.REJECTED))),
        (decided.c.becomes.is_not(None), literal(str(State.CORRECTED))),
        (decided.c.verb == str(Verb.ADD), literal(str(State.ADDED))),
        else_=literal(str(State.ACCEPTED)),
    )


def statements(conditions: Any = lambda statements, readings: ()) -> CompoundSelect[Any]:
    """Every statement that is read or decided, whatever its state and standing.

    The columns are those of `statements` in the form shown, then `root_id` (the statement as first found or
    written), `standing`, `state`, `decision_id` (null where nobody decided), the found row's `probability_right`
    and `dated_by`, `is_found` (whether the current reading has it, as it was or as it is), `place`, and the current
    reading's `reading_id`, `title`, `publisher`, `published`, `file`, `published_earliest` and
    `published_latest`. `conditions(statements, readings)` gives what a row must fulfil; it is asked once for each
    half of the union, so that indexes of either serve.
    """
    return union_all(undecided(conditions), decided(conditions))
