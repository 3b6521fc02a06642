from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from tests.exchange.out import HOSTILE, SEVERAL, a_record, hostile, written
from tests.record.filled import fill
from veedor.codebook.span import Quote
from veedor.codebook.statement import Figure, Statement
from veedor.documents.document import Document
from veedor.errors import UsageError
from veedor.exchange.parquet import COLUMNS, FORMAT, schema_of
from veedor.record.store import Record


def rows(record: Record) -> list[dict[str, Any]]:
    import pyarrow
    import pyarrow.parquet

    table = pyarrow.parquet.read_table(io.BytesIO(written(record, FORMAT)[0]))
    assert table.schema.equals(schema_of(pyarrow))
    found: list[dict[str, Any]] = table.to_pylist()
    return found


def test_columns_are_typed_and_quotes_lead_to_their_words(tmp_path: Path) -> None:
    with Record.open(str(tmp_path / "r.veedor")) as record:
        fill(record)
        found = rows(record)
    event = next(row for row in found if row["kind"] == "event" and row["first"])
    assert (str(event["first"]), event["date"], event["type"]) == ("2021-05-03", "2021-05-03", "CONSULT")
    assert event["places"][0]["name"] == "Maracaibo"
    decided = next(row for row in found if row["decided_by"])
    assert decided["decided_at"].tzinfo is not None
    figure = next(row for row in found if row["kind"] == "figure")
    assert (figure["low"], figure["high"], figure["unit"]) == (40.0, 40.0, "people")


@settings(max_examples=5)
@given(SEVERAL)
def test_every_statement_has_a_row_with_all_its_quotes(
    tmp_path_factory: pytest.TempPathFactory, made: list[tuple[Document, list[Statement]]]
) -> None:
    with a_record(tmp_path_factory.mktemp("any") / "r.veedor", *made) as record:
        found = {row["id"]: row for row in rows(record)}
    said = {one.id_in(document.id): (document, one) for document, statements in made for one in statements}
    assert set(found) == set(said)
    for id_, (document, one) in said.items():
        row = found[id_]
        assert tuple(row) == COLUMNS
        assert {(quote["start"], quote["end"]) for quote in row["quotes"]} == {
            (quote.start, quote.end) for quote in one.quotes()
        }
        assert all(document.text[q["start"] : q["end"]] == q["words"] for q in row["quotes"])
        if isinstance(one, Figure):
            assert (row["low"], row["high"]) == (
                one.value if isinstance(one.value, tuple) else (one.value,) * 2
            )


def test_hostile_and_endless_words_come_out_as_they_are(tmp_path: Path) -> None:
    long = "x" * 100_000
    document, statements = hostile()
    other = Document(id="long", text=long)
    figure = Figure(anchor=Quote.at(long, 0, 100_000), what=Quote.at(long, 0, 1), value=1, unit="letters")
    with a_record(tmp_path / "r.veedor", (document, statements), (other, [figure])) as record:
        words = {row["document_id"]: row["words"] for row in rows(record)}
    assert words == {"bad1": HOSTILE, "long": long}


def test_without_pyarrow_it_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with (
        Record.open(str(tmp_path / "r.veedor")) as record,
        pytest.raises(UsageError, match=r"pip install 'veedor\[pyarrow\]'"),
    ):
        written(record, FORMAT)
