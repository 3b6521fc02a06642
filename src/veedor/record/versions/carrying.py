"""From an older version of a document to a newer one: its statements, and what people decided of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, insert, select

from veedor.codebook.statement import Statement
from veedor.documents.anchors import How, Moves, Placed, reanchor_statement
from veedor.record import adding, changes, schema
from veedor.record.changes import Verb
from veedor.record.placing import Scene
from veedor.record.reviewing.lines import decided_as
from veedor.record.rows import to_statement
from veedor.record.versions.shown import Shown, shown

BY = "veedor"
"""Who relates documents and finds statements again, in the log."""


def carry(connection: Connection, *, newer: str, older: str, part_of: int | None) -> None:
    """Look for the older version's statements in the newer one; what people decided goes along."""
    texts = texts_of(connection, (newer, older))
    moves = Moves(texts[older], texts[newer])
    rows = shown(connection, older)
    if not rows:
        return
    change_id = changes.append(connection, Verb.REANCHOR, BY, part_of=part_of, document_id=newer)
    placed = {row.root_id: reanchor_statement(row.statement, moves) for row in rows}
    for row in rows:
        if row.decision_id is not None:
            _carry_decision(connection, row, placed[row.root_id], moves, newer, part_of)
    known = _ids(connection, newer)
    # What differed from a decision differs in the newer version too: it is not what a person saw beside it.
    differing = {row.root_id for row in rows if row.differs}
    found = [
        _reanchored(change_id, root, newer, place, frozenset() if root in differing else known)
        for root, place in placed.items()
    ]
    connection.execute(insert(schema.reanchored), found)


def texts_of(connection: Connection, ids: Sequence[str]) -> dict[str, str]:
    """The texts of documents, by id."""
    documents = schema.documents
    rows = connection.execute(select(documents.c.id, documents.c.text).where(documents.c.id.in_(ids)))
    return {row.id: row.text for row in rows}


def _ids(connection: Connection, document_id: str) -> frozenset[str]:
    query = select(schema.statements.c.id).where(schema.statements.c.document_id == document_id)
    return frozenset(connection.scalars(query))


def _reanchored(
    change_id: int, root_id: str, newer: str, placed: Placed, known: frozenset[str]
) -> dict[str, Any]:
    id_ = None if placed.statement is None else placed.statement.id_in(newer)
    return {
        "change_id": change_id,
        "statement_id": root_id,
        "document_id": newer,
        "how": str(placed.how),
        "becomes": id_ if id_ in known else None,
    }


def _carry_decision(
    connection: Connection,
    row: Shown,
    placed: Placed,
    moves: Moves,
    newer: str,
    part_of: int | None,
) -> None:
    """Repeat a decision in the newer version, unless the words are gone or a person decided on either form there."""
    root = _root(connection, row, placed, moves)
    if root is None or placed.statement is None:
        return
    root_id, shown_id = root.id_in(newer), placed.statement.id_in(newer)
    if any(decided_as(connection, form) for form in (root_id, shown_id)):
        return
    decision = schema.reviews.c
    was = connection.execute(
        select(decision.verb, schema.changes.c.by, schema.changes.c.reason)
        .join(schema.changes, schema.changes.c.id == decision.change_id)
        .where(decision.change_id == row.decision_id)
    ).one()
    adding.put_statements(connection, Scene(newer, moves.new), {root_id: root, shown_id: placed.statement})
    change_id = changes.append(
        connection, Verb(was.verb), was.by, reason=was.reason, part_of=part_of, document_id=newer
    )
    review = {
        "change_id": change_id,
        "document_id": newer,
        "statement_id": root_id,
        "verb": was.verb,
        "becomes": shown_id if shown_id != root_id else None,
        "reading_id": 0,
        "carried_from": row.decision_id,
    }
    connection.execute(insert(schema.reviews).values(review))


def _root(connection: Connection, row: Shown, placed: Placed, moves: Moves) -> Statement | None:
    """The statement as first found, in the newer version; the corrected form where its own words are gone."""
    if row.root_id == row.id:
        return placed.statement
    plain = connection.scalar(select(schema.statements.c.plain).where(schema.statements.c.id == row.root_id))
    found = reanchor_statement(to_statement(str(plain)), moves)
    return placed.statement if found.how is How.LOST else found.statement
