from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from sqlalchemy import insert

from tests.fakes import FakeReader, quote
from veedor.codebook.statement import Event, from_dict
from veedor.documents.document import Document
from veedor.record import accounts, changes, schema, views
from veedor.record.changes import Verb
from veedor.record.reviewing import review
from veedor.record.store import Record
from veedor.record.wanted import Filter, Standing, State

TEXT = "The mayor met the strikers in Geneva on 3 May 2021. They never met, the paper notes; it regrets the error 👍."
NOTE = "They never met, the paper notes; it regrets the error 👍."


@pytest.fixture
def record(place: str) -> Iterator[Record]:
    document = Document(id="d1", text=TEXT)
    (met,) = FakeReader().read(document)
    assert isinstance(met, Event)
    assert met.when is not None
    dated = replace(met.when, rule="printed in full")
    with Record.open(place) as record:
        record.add(document, [replace(met, places=(quote(TEXT, "Geneva"),), when=dated)], FakeReader())
        yield record


def rows(record: Record) -> list[views.StatementRow]:
    return list(views.statements(record, Filter(states=None, standings=None)))


def test_what_nobody_touched_is_told_in_few_words(record: Record) -> None:
    (row,) = rows(record)
    (account,) = accounts.of_statements(record, [row])
    assert (account.state, account.standing) == (State.READ, Standing.STANDS)
    assert account.decision is account.taken_back is None
    plain = account.to_dict(row.statement)
    assert list(plain)[:6] == ["id", "root_id", "state", "standing", "probability_right", "kind"]
    assert plain["when"]["rule"] == "printed in full"
    assert plain["places"][0]["lies"]["geonames"] == 2660646
    assert plain["places"][0]["lies"]["country"] == "CH"
    assert from_dict(plain).id_in("d1") == plain["id"]


def test_a_decision_is_told_with_its_person_and_reason(record: Record) -> None:
    (row,) = rows(record)
    change_id = review.correct_fields(record, row.id, {"certainty": "hedged"}, by="ana", reason="a rumour")
    (corrected,) = rows(record)
    (account,) = accounts.of_statements(record, [corrected])
    assert account.decision is not None
    assert account.to_dict(corrected.statement)["decision"] == {
        "id": change_id,
        "by": "ana",
        "at": account.decision.at,
        "reason": "a rumour",
    }
    assert (account.root_id, account.id) == (row.id, corrected.id)
    assert [place.name for place in account.places] == ["Geneva"]


def test_a_withdrawal_is_told_in_the_words_of_its_note_until_it_is_taken_back(record: Record) -> None:
    (row,) = rows(record)
    with record.writing() as connection:
        change_id = changes.append(connection, Verb.WITHDRAW, "veedor", document_id="d1")
        start = TEXT.index(NOTE)
        said = {"change_id": change_id, "statement_id": row.id, "document_id": "d1", "why": "it names it"}
        ends = {"start": start, "end": start + len(NOTE)}
        connection.execute(insert(schema.withdrawals).values(said | ends))
    (account,) = accounts.of_statements(record, rows(record))
    assert account.standing is Standing.WITHDRAWN
    assert account.taken_back is not None
    assert account.taken_back.note.words == NOTE
    account.taken_back.note.check(TEXT)
    changes.undo(record, change_id, by="ana")
    assert accounts.of_statements(record, rows(record))[0].taken_back is None


def test_many_statements_are_told_in_their_order(record: Record) -> None:
    (row,) = rows(record)
    many = [row] * (accounts.AT_ONCE + 1)
    assert [one is row for one, _ in accounts.told(record, many)] == [True] * len(many)
