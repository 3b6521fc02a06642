"""A record in a notebook: plain words in, tables out, on both databases."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import fields, replace
from pathlib import Path
from types import ModuleType

import pytest

import veedor
from tests.fakes import FakeReader
from tests.gathering.ballots import fill as fill_ballots
from tests.test_matching import put_assembly
from veedor.documents.document import Document
from veedor.errors import DateError, RecordError, UsageError
from veedor.frames import Rows
from veedor.notebook.open_record import OpenRecord
from veedor.record.wanted import Filter


@pytest.fixture
def record(place: str, report: Document, reader: FakeReader) -> Iterator[OpenRecord]:
    with veedor.open(place, create=True, by="ana") as opened:
        opened.record.add(report, reader.read(report), reader, passages=reader.read_whole(report).passages)
        yield opened


@pytest.fixture
def fake_model(monkeypatch: pytest.MonkeyPatch) -> FakeReader:
    """The reader that notebooks get instead of the model's."""
    fake = FakeReader()
    module = ModuleType("veedor.reading.reader")
    module.load_reader = lambda folder=None, threads=None: fake  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, module.__name__, module)
    return fake


def test_a_record_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(RecordError):
        veedor.open(tmp_path / "none.veedor")


def test_who_decides_is_named_by_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VEEDOR_PERSON", "Ana López")
    with veedor.open(tmp_path / "new.veedor", create=True) as opened:
        assert opened.by == "Ana López"
        assert repr(opened) == f"<record at {tmp_path / 'new.veedor'}>"


def test_statements_are_asked_for_in_plain_words(record: OpenRecord) -> None:
    (row,) = record.statements(kind="position", holder="ana ordonez")
    assert row.statement.kind == "position"
    assert len(record.statements(states=None, standings="stands", order="read")) == 4
    assert not record.statements(actor=None, kind="forecast")


def test_every_filter_is_understood(record: OpenRecord) -> None:
    words = {"date": "2021-05", "published": "2021", "kind": "event", "type": "CONSULT", "polarity": "yes"}
    words |= {"certainty": "certain", "tense": "past", "actor": "Mayor", "publisher": "Riverton Gazette"}
    assert len(record.statements(**words, document="d0c1", words="met", states=["read"], sure=0.5)) == 1
    rest = {one.name for one in fields(Filter)} - {*words, "document", "words", "states", "standings", "sure"}
    assert rest == {"stance", "status", "unit", "holder", "recipient", "source", "place", "country"}
    values = {"stance": "demands", "status": "current"}
    for name in rest:
        assert len(record.statements(**{name: values.get(name, "no such")})) <= 1


@pytest.mark.parametrize(
    ("wanted", "listed"),
    [
        ({"who": "Ana"}, "actor"),
        ({"kind": "rumour"}, "forecast"),
        ({"states": ["gone"]}, "rejected"),
        ({"order": "upside down"}, "newest"),
    ],
)
def test_what_there_is_not_is_answered_with_what_there_is(
    record: OpenRecord, wanted: dict[str, object], listed: str
) -> None:
    with pytest.raises(UsageError, match=listed):
        record.statements(**wanted)  # type: ignore[arg-type]


def test_a_date_that_is_none_is_an_error(record: OpenRecord) -> None:
    for ask in (lambda: record.statements(date="soon"), lambda: record.who("the mayor", on="soon")):
        with pytest.raises(DateError):
            ask()


def test_rows_are_a_sequence_and_become_tables(record: OpenRecord) -> None:
    rows = record.statements()
    assert len(rows) == len(list(rows)) == 4
    assert rows[0] == next(iter(rows))
    assert isinstance(rows[1:], Rows)
    assert repr(rows[1:]) == "<3 rows>"
    plain = rows.to_dicts()
    frame, table = rows.to_pandas(), rows.to_polars()
    assert list(frame.columns) == table.columns == rows.to_arrow().column_names == list(plain[0])
    assert table.to_dicts() == rows.to_arrow().to_pylist() == plain
    assert (len(frame), frame["kind"].nunique()) == (4, 4)


def test_a_table_without_rows_is_one_all_the_same(record: OpenRecord) -> None:
    rows = record.statements(kind="forecast")
    assert len(rows.to_pandas()) == len(rows.to_polars()) == rows.to_arrow().num_rows == 0
    assert rows._repr_html_() == "<p>none</p>"


def test_a_library_that_is_not_there_is_named(record: OpenRecord, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "polars", None)
    with pytest.raises(UsageError, match=r"veedor\[polars\]"):
        record.statements().to_polars()


def test_what_a_notebook_shows_holds_no_markup_of_reports(record: OpenRecord, report: Document) -> None:
    record.record.add(replace(report, id="d0c2", title="<script>x</script>"), [], FakeReader())
    shown = record.documents()._repr_html_()
    assert "<script>" not in shown
    assert "&lt;script&gt;" in shown
    many = Rows([{"n": n} for n in range(30)], lambda row: {"n": row["n"], "long": "x" * 200})
    assert "and 10 more" in many._repr_html_()
    assert "x" * 80 not in many._repr_html_()


def test_documents_and_their_text(record: OpenRecord) -> None:
    (row,) = record.documents(order="read").to_dicts()
    assert (row["id"], row["events"], row["positions"]) == ("d0c1", 1, 1)
    assert record.document("strike.txt").document.title == "A strike in Riverton"
    assert record.versions("d0c1").to_dicts() == []
    assert record.summary()["documents"] == 1
    assert record.summary()["read"] == 4


def test_passages_are_found(record: OpenRecord) -> None:
    (hit,) = record.search("strikers", kind="event").to_dicts()
    assert hit["document_id"] == "d0c1"
    assert record.search("nowhere").to_dicts() == []


def test_review_goes_by_the_persons_name(record: OpenRecord) -> None:
    first, second, third, _ = record.queue(order="text")
    assert len(record.queue(limit=2, kind="event")) == 1
    record.accept(first.id, reason="checked")
    record.correct(second.id, certainty="open", reason="the union is not sure")
    rejected = record.reject(third.id)
    record.comment(first.id, "look again")
    assert [len(record.statements(states=state)) for state in ("accepted", "corrected", "rejected")] == [
        1,
        1,
        1,
    ]
    record.undo(rejected, reason="too fast")
    assert len(record.statements(states="rejected")) == 0
    assert {change.by for change in record.log(limit=5)} == {"ana"}
    assert record.log(by="ana").to_dicts()[0]["verb"] == "undo"


def test_a_retracted_document_is_left_out(record: OpenRecord) -> None:
    record.retract("strike.txt", reason="made up")
    assert len(record.statements()) == 0
    assert len(record.statements(standings=["retracted"])) == 4


def test_names_are_judged_and_then_mean_one_actor(record: OpenRecord) -> None:
    change = record.same("Ana Órdoñez", "Mayor of Riverton", why="she is the mayor")
    assert len(record.statements(actor="Mayor of Riverton")) == 3
    assert {"Ana Órdoñez; Mayor of Riverton"} <= {row["names"] for row in record.actors().to_dicts()}
    record.undo(change)
    record.different("Ana Órdoñez", "Mayor of Riverton", why="two people")
    assert len(record.statements(actor="Mayor of Riverton")) == 1


def test_offices_and_groups_answer(record: OpenRecord) -> None:
    put_assembly(record.record)
    assert record.match().change_id is not None
    assert record.who("the president of the Assembly", on="2019-08", country="Malta").name == "Carla Borg"
    (row,) = record.offices(of="Malta", on="2019-07-10").to_dicts()
    assert (row["holder"], row["office"], row["of"]) == (
        "Carla Borg",
        "speaker",
        "National Assembly of Malta",
    )
    assert record.offices(on="1999").to_dicts() == []
    assert record.memberships("Lima Group").to_dicts() == []
    assert record.members("Lima Group", on="2018").certain == ()


def test_reports_are_read_and_a_bad_one_stops_no_other(
    record: OpenRecord, fake_model: FakeReader, tmp_path: Path
) -> None:
    text = "The mayor met the strikers on 9 May 2021, and the paper says that nobody else came to the town hall.\n"
    (tmp_path / "good.txt").write_text(text, encoding="utf-8")
    (tmp_path / "bad.txt").write_text("", encoding="utf-8")
    rows = record.read(
        [tmp_path / "bad.txt", tmp_path / "good.txt"], publisher="The Post", dated="2021-05-10"
    )
    bad, good = rows.to_dicts()
    assert bad["error"]
    assert (good["statements"], good["unchanged"], good["error"]) == (1, False, None)
    assert record.document(good["document_id"]).document.publisher == "The Post"
    again = record.read(tmp_path / "good.txt", publisher="The Post", dated="2021-05-10")
    assert again.to_dicts()[0]["unchanged"]
    assert fake_model.asked == 1
    assert record.log(by="ana").to_dicts()[0]["verb"] == "import"
    with pytest.raises(UsageError, match="publisher"):
        record.read(tmp_path / "good.txt", editor="Ana")


def test_the_notebook_loads_no_table_library_by_itself() -> None:
    tables = "{'pandas', 'polars', 'pyarrow', 'onnxruntime'}"
    code = f"import sys, veedor.notebook.open_record; print({tables} & set(sys.modules))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "set()"


def test_sure_is_refused_where_nothing_looks_at_it(record: OpenRecord) -> None:
    for ask in (lambda: record.search("mayor", sure=0.5), lambda: record.queue(sure=0.5)):
        with pytest.raises(UsageError, match="leave `sure` out"):
            ask()


def test_forecasts_are_entered_resolved_and_scored(record: OpenRecord) -> None:
    ids = fill_ballots(record.record)
    assert {row.id for row in record.forecasts(source="Ida Holm")} == {ids.likely}
    with pytest.raises(DateError):
        record.forecasts(as_of="soon")
    record.enter_criterion(ids.likely, resolver="the council's count")
    record.resolve_forecast(ids.likely, "no", "2031-05-05", evidence=[ids.three])
    found = record.forecast_scores(table="kent-1964")
    assert (found.n, found.brier) == (1, 0.75**2)
    (row,) = record.forecasts(source="Ida Holm").to_pandas().to_dict("records")
    assert (row["outcome"], row["low"], row["high"], row["is_entered"]) == ("no", 0.55, 1.0, True)
    with pytest.raises(UsageError, match="colour"):
        record.enter_criterion(ids.rain, colour="red")
