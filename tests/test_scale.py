"""The benchmark of scale in its small form: that what it makes is what it says."""

from __future__ import annotations

from pathlib import Path

from benchmarks.corpus_records import Settings, corpus, document_of, record_at
from benchmarks.scale import questions
from veedor.record import views
from veedor.record.searching.search import search
from veedor.record.store import Record
from veedor.record.wanted import Filter

SMALL = Settings(documents=6, statements=60)


def test_a_generated_record_is_whole_and_made_once(tmp_path: Path) -> None:
    path, took = record_at(SMALL, None, processes=1, folder=tmp_path)
    assert took > 0
    assert record_at(SMALL, None, processes=1, folder=tmp_path) == (path, 0.0)
    assert record_at(SMALL._replace(seed=2), None, processes=1, folder=tmp_path)[0] != path
    with Record.open(path) as record:
        assert record.faults() == []
        assert len(views.documents(record)) == 6
        # A sentence of a correction may take one back.
        assert len(list(views.statements(record, Filter(standings=None)))) == 60
        asked = questions(record, 5)
        assert len(set(asked.words)) == len(asked.words) == 30
        assert any(search(record, words) for words in asked.words)


def test_documents_differ_but_come_out_the_same_each_time() -> None:
    made_of = corpus(None)
    one, same, other = (document_of(made_of, n, SMALL) for n in (1, 1, 2))
    assert one == same
    assert one.document.text != other.document.text
    for statement in one.statements:
        statement.check(one.document.text)
