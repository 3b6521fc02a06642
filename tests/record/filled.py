"""A small sound record with a row in every table, written by hand where it takes people."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import Connection, insert, select

from tests.fakes import FakeReader
from veedor.codebook.labels import Certainty
from veedor.codebook.naming import node
from veedor.codebook.span import Quote
from veedor.documents.document import Basis, Document, Published
from veedor.record import adding, asked, briefs, changes, schema
from veedor.record.changes import Verb
from veedor.record.placing import Scene
from veedor.record.store import Record, Run

STRIKE = Document(
    id="d0c1",
    text=(
        "The mayor met the strikers on 3 May 2021 in Maracaibo. According to the union, 40 people were hurt.\n"
        "Deputy Ana Órdoñez wants new talks."
    ),
    title="A strike in Riverton",
    publisher="Riverton Gazette",
    address="https://gazette.example/strike",
    published=Published("2021-05-04", Basis.INFERRED, "named in the text", (Quote(30, 40, "3 May 2021"),)),
    file="strike.txt",
)
LATER = Document(
    id="d0d2",
    text="Nobody was hurt, the paper now says.\n\nThe mayor met the strikers again, in the presence of many.",
    publisher="Riverton Gazette",
    published=Published("2021-05", Basis.GIVEN),
)


def fill(record: Record) -> None:
    """Put a row into every table of an empty record."""
    reader, run = FakeReader(), Run("Ana")
    for document in (STRIKE, LATER):
        whole = reader.read_whole(document)
        with_place = [
            replace(said, places=(Quote.at(document.text, 44, 53),))  # type: ignore[call-arg]
            if document is STRIKE and said.kind == "event"
            else said
            for said in whole.statements
        ]
        record.add(document, with_place, reader, passages=whole.passages, run=run)
    with record.writing() as connection:
        _review(connection)
        _relate(connection)
        _judge(connection)
    briefs.save(record, "2021-W18", {"title": "A strike"}, by="Ana", frozen={"notes": {}})
    asked.note(
        record, asked.Asked("https://gazette.example/feed", '"1"', None, 1, "", "2021-05-04T10:00:00Z")
    )


def _review(connection: Connection) -> None:
    rows = schema.statements
    figure, position = (
        connection.execute(select(rows).where(rows.c.kind == kind)).one() for kind in ("figure", "position")
    )
    reading = adding.current_reading(connection, STRIKE.id)
    assert reading is not None
    _put(connection, schema.files, hash="ab" * 32, options="{}", reading_id=reading.id, place=0, many=1)
    figures = {s.id_in(STRIKE.id): s for s in FakeReader().read(STRIKE)}
    corrected = replace(figures[figure.id], certainty=Certainty.CERTAIN)
    corrected_id = corrected.id_in(STRIKE.id)
    adding.put_statements(connection, Scene(STRIKE.id, STRIKE.text), {corrected_id: corrected})
    first = _decide(connection, Verb.CORRECT, figure.id, reading.id, becomes=corrected_id)
    _decide(connection, Verb.AGREE, figure.id, reading.id, answers=first)
    rejected = _decide(connection, Verb.REJECT, position.id, reading.id)
    own = changes.append(connection, Verb.UNDO, "Ben", document_id=STRIKE.id)
    _put(connection, schema.undos, change_id=own, undone_id=rejected, back=False)
    ignoring = changes.append(connection, Verb.IGNORE, "Ana", reason="a figure of speech")
    _put(connection, schema.ignored, change_id=ignoring, kind="event", words="war", publisher="The Weekly")


def _decide(connection: Connection, verb: Verb, id_: str, reading_id: int, **more: Any) -> int:
    change_id = changes.append(connection, verb, "Ana", reason="I was there", document_id=STRIKE.id)
    row = {"document_id": STRIKE.id, "statement_id": id_, "verb": str(verb), "reading_id": reading_id}
    _put(connection, schema.reviews, change_id=change_id, **row, **more)
    return change_id


def _relate(connection: Connection) -> None:
    rows = schema.statements
    old = connection.scalars(
        select(rows.c.id).where(rows.c.document_id == STRIKE.id, rows.c.kind == "event")
    ).one()
    new = connection.scalars(select(rows.c.id).where(rows.c.document_id == LATER.id)).one()
    pair = {"document_id": LATER.id, "other_id": STRIKE.id}
    change_id = changes.append(connection, Verb.RELATE, "veedor", document_id=LATER.id)
    _put(
        connection,
        schema.relations,
        change_id=change_id,
        **pair,
        relation="version",
        share=1 / 3,
        why="by hand",
    )
    moved = changes.append(connection, Verb.REANCHOR, "veedor", part_of=change_id, document_id=LATER.id)
    row = {"statement_id": old, "document_id": LATER.id, "how": "exact", "becomes": new}
    _put(connection, schema.reanchored, change_id=moved, **row)
    taken = changes.append(connection, Verb.WITHDRAW, "veedor", part_of=change_id, document_id=LATER.id)
    row = {"statement_id": old, "document_id": LATER.id, "why": "a note says so"}
    _put(connection, schema.withdrawals, change_id=taken, **row, start=0, end=16)
    retracted = changes.append(connection, Verb.RETRACT, "Ana", reason="a forgery", document_id=LATER.id)
    _put(connection, schema.retractions, change_id=retracted, document_id=LATER.id)


def _judge(connection: Connection) -> None:
    change_id = changes.append(connection, Verb.JUDGE, "Ana", reason="the same person")
    for left, right, verdict in (
        ("ana ordonez", "deputy ordonez", "same"),
        (node("the mayor", STRIKE.id), "zoe mayor", "unsure"),
    ):
        row = {"left": left, "right": right, "verdict": verdict, "score": 0.1 + 0.2, "why": "her own words"}
        _put(connection, schema.judgements, change_id=change_id, **row)
    _find(connection)
    chosen = changes.append(connection, Verb.CHOOSE, "Ana")
    _put(connection, schema.options, change_id=chosen, name="readers", value="2")
    account = {"folded": "ana lopez", "name": "Ana López", "role": "lead", "hash": "$argon2id$made-up"}
    _put(connection, schema.people, **account, epoch=1, since=changes.now())
    _put(connection, schema.saved, person="ana lopez", name="talks", asked="q=talks", at=changes.now())
    _put(
        connection, schema.visits, person="ana lopez", change_id=chosen, ended=changes.now(), at=changes.now()
    )


def _find(connection: Connection) -> None:
    rows = schema.statements
    left, right, *_ = sorted(connection.scalars(select(rows.c.id)))
    found = {
        Verb.PAIR: (
            schema.pairings,
            {"left": left, "right": right, "family": "happening", "relation": "same happening"},
        ),
        Verb.NAME_ISSUE: (schema.named_issues, {"key": "talks", "name": "New talks"}),
        Verb.ENTER: (schema.criteria, {"statement_id": left, "plain": "{}", "due": date(2021, 6, 1)}),
        Verb.RESOLVE: (
            schema.resolutions,
            {"statement_id": left, "outcome": "yes", "came_out": "2021-05", "evidence": f'["{right}"]'},
        ),
    }
    for verb, (table, row) in found.items():
        _put(connection, table, change_id=changes.append(connection, verb, "Ana"), **row)


def _put(connection: Connection, table: Any, **row: Any) -> None:
    connection.execute(insert(table), [row])
