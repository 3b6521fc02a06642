from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.record.filled import LATER, fill
from tests.strategies import readings
from veedor.codebook.labels import Kind
from veedor.codebook.statement import FIELDS, MANY, Statement
from veedor.documents.document import Document
from veedor.errors import UsageError
from veedor.exchange.cells import bare, cells, columns, fields_from, guarded, own_cells, own_columns
from veedor.exchange.returned import Fate, planned, take_back
from veedor.exchange.sheets import Sheet, read_sheets, write_csv, write_xlsx
from veedor.record import accounts, changes, views
from veedor.record.reviewing import review
from veedor.record.reviewing.editing import edited
from veedor.record.store import Record
from veedor.record.wanted import Filter


@pytest.fixture
def filled(place: str) -> Iterator[Record]:
    with Record.open(place) as record:
        fill(record)
        yield record


def rows(record: Record, kind: Kind) -> list[dict[str, Any]]:
    """The cells of every statement of a kind."""
    found = views.statements(record, Filter(kind=kind, states=None, standings=None))
    return [cells(row, account) for row, account in accounts.told(record, found)]


def sheet(
    record: Record, kind: Kind, *, form: str, folder: Path, change: dict[str, str] | None = None
) -> list[Sheet]:
    """The table of a kind as it comes back out of a file, with some cells of the first row changed."""
    path = folder / f"{kind}s{form}"
    told = [row | (change or {}) if place == 0 else row for place, row in enumerate(rows(record, kind))]
    if form == ".csv":
        with path.open("w", encoding="utf-8", newline="") as to:
            write_csv(kind, told, to)
    else:
        with path.open("wb") as to_bytes:
            write_xlsx([(kind, told)], to_bytes)
    return read_sheets(path)


@pytest.mark.parametrize("form", [".csv", ".xlsx"])
@pytest.mark.parametrize("kind", list(Kind))
def test_a_table_that_comes_back_as_it_went_changes_nothing(
    filled: Record, tmp_path: Path, kind: Kind, form: str
) -> None:
    plan = planned(filled, sheet(filled, kind, form=form, folder=tmp_path))
    assert [one.fate for one in plan] == [Fate.SAME] * len(rows(filled, kind))
    assert take_back(filled, plan, by="Ana") is None


@pytest.mark.parametrize("form", [".csv", ".xlsx"])
def test_only_what_was_edited_changes_and_one_undo_takes_it_back(
    filled: Record, tmp_path: Path, form: str
) -> None:
    before = {kind: rows(filled, kind) for kind in Kind}
    edit = {"type": "REQUEST", "actors names": "Mayor of Elsewhere", "tense": "future"}
    plan = planned(filled, sheet(filled, Kind.EVENT, form=form, folder=tmp_path, change=edit))
    (changed,) = [one for one in plan if one.fate is Fate.CHANGE]
    assert changed.columns == tuple(sorted(edit))
    change = take_back(filled, plan, by="Ana", reason="checked in the sheet")
    assert change is not None
    now = next(
        row for row in rows(filled, Kind.EVENT) if row["document_id"] == before[Kind.EVENT][0]["document_id"]
    )
    assert {name: now[name] for name in edit} == edit
    assert {kind: rows(filled, kind) for kind in Kind if kind is not Kind.EVENT} == {
        kind: found for kind, found in before.items() if kind is not Kind.EVENT
    }
    changes.undo(filled, change, by="Ana")
    assert {kind: rows(filled, kind) for kind in Kind} == before


def test_a_new_row_adds_a_statement_at_its_words(filled: Record) -> None:
    given = {
        "document_id": LATER.id,
        "anchor": "met",
        "type": "CONSULT",
        "actors": "The mayor",
        "tense": "past",
    }
    plan = planned(filled, [Sheet(Kind.EVENT, [(2, given)])])
    assert [one.fate for one in plan] == [Fate.ADD]
    take_back(filled, plan, by="Ana")
    added = [
        row for row in rows(filled, Kind.EVENT) if row["state"] == "added" and row["document_id"] == LATER.id
    ]
    assert [(row["anchor"], row["actors"], row["tense"]) for row in added] == [("met", "The mayor", "past")]


@pytest.mark.parametrize(
    ("cell", "why"),
    [
        ({"type": "DANCE"}, "is no type"),
        ({"anchor": "words that are not there"}, "do not stand in the document"),
        ({"when": "soon"}, "EDTF"),
        ({"id": "0123456789abcdef"}, "something else there now"),
    ],
)
def test_a_row_that_cannot_be_taken_over_is_skipped_with_its_reason(
    filled: Record, tmp_path: Path, cell: dict[str, str], why: str
) -> None:
    before = rows(filled, Kind.EVENT)
    plan = planned(filled, sheet(filled, Kind.EVENT, form=".csv", folder=tmp_path, change=cell))
    assert plan[0].fate is Fate.SKIP
    assert why in plan[0].why
    take_back(filled, plan, by="Ana")
    assert rows(filled, Kind.EVENT) == before


def test_a_value_that_is_no_number_is_skipped(filled: Record, tmp_path: Path) -> None:
    plan = planned(filled, sheet(filled, Kind.FIGURE, form=".csv", folder=tmp_path, change={"value": "many"}))
    assert (plan[0].fate, "no number" in plan[0].why) == (Fate.SKIP, True)


def test_what_somebody_corrected_meanwhile_is_not_overwritten(filled: Record, tmp_path: Path) -> None:
    stale = sheet(filled, Kind.EVENT, form=".csv", folder=tmp_path, change={"type": "REQUEST"})
    take_back(filled, planned(filled, stale), by="Ben")
    again = sheet(
        filled,
        Kind.EVENT,
        form=".csv",
        folder=tmp_path,
        change={"id": stale[0].rows[0][1]["id"], "type": "AID"},
    )
    assert planned(filled, again)[0].fate is Fate.SKIP


def test_the_same_table_once_more_changes_and_adds_nothing(filled: Record, tmp_path: Path) -> None:
    once = sheet(filled, Kind.EVENT, form=".csv", folder=tmp_path, change={"type": "REQUEST"})
    new = {"document_id": LATER.id, "anchor": "met", "type": "CONSULT", "actors": "The mayor"}
    once[0].rows.extend([(90, new), (91, new)])
    plan = planned(filled, once)
    assert [one.fate for one in plan if one.number >= 90] == [Fate.ADD, Fate.SAME]
    take_back(filled, plan, by="Ana")
    assert {one.fate for one in planned(filled, once)} == {Fate.SAME}


def test_a_new_row_that_was_rejected_before_is_skipped(filled: Record) -> None:
    new = {"document_id": LATER.id, "anchor": "met", "type": "CONSULT", "actors": "The mayor"}
    take_back(filled, planned(filled, [Sheet(Kind.EVENT, [(2, new)])]), by="Ana")
    added = next(row for row in rows(filled, Kind.EVENT) if row["state"] == "added")
    review.reject(filled, added["id"], by="Ana", reason="misread")
    (plan,) = planned(filled, [Sheet(Kind.EVENT, [(2, new)])])
    assert (plan.fate, "already" in plan.why) == (Fate.SKIP, True)


@pytest.mark.parametrize("begins", ["=", "+", "-", "@", "\t", "\r", "＝"])
def test_a_cell_that_would_be_a_formula_is_text_and_comes_back(begins: str) -> None:
    cell = f'{begins}HYPERLINK("http://x.example")'
    assert guarded(cell) == f"'{cell}"
    assert bare(guarded(cell)) == cell


@given(st.text())
def test_any_cell_comes_back_as_it_went_and_is_no_formula(cell: str) -> None:
    assert bare(guarded(cell)) == cell
    assert not guarded(cell)[:1] or guarded(cell)[0] not in "=+-@\t\r\n＝＋－＠"


@given(readings())
def test_a_statement_of_any_kind_comes_back_out_of_its_cells(made: tuple[Document, list[Statement]]) -> None:
    document, found = made
    for statement in found:
        own = {name: str(cell) for name, cell in own_cells(statement).items()}
        assert set(own) == own_columns(statement.kind)
        # A sheet cannot hold a name of spaces, one with the bar that parts two names, or one place that means two.
        said = [quote.name for quote in statement.quotes() if quote.name is not None]
        said += [getattr(statement, name) for name in ("unit", "issue") if hasattr(statement, name)]
        fields = [getattr(statement, name) for name in FIELDS[statement.kind] if name in MANY]
        is_once = all(len({(q.start, q.end) for q in many}) == len(many) for many in fields)
        if is_once and all(one == one.strip() and "|" not in one for one in said):
            back = edited(statement, document.text, fields_from(statement.kind, own, statement))
            assert back.to_dict() == statement.to_dict()


def test_every_field_of_the_codebook_has_a_column() -> None:
    assert all(name in columns(kind) for kind in Kind for name in FIELDS[kind])


@pytest.mark.parametrize("form", [".csv", ".xlsx"])
def test_hostile_words_come_out_as_text(tmp_path: Path, form: str) -> None:
    words = [
        "=cmd|' /C calc'!A0",
        "<!ENTITY x SYSTEM 'file:///etc/passwd'>&x;",
        "\u202eabc\u2066",
        "a\x00b\x1b[31m",
        "#REF!",
    ]
    told = [
        dict.fromkeys(columns(Kind.EVENT), "") | {"id": str(n), "anchor": word}
        for n, word in enumerate(words)
    ]
    path = tmp_path / f"events{form}"
    if form == ".csv":
        with path.open("w", encoding="utf-8", newline="") as to:
            write_csv(Kind.EVENT, told, to)
    else:
        with path.open("wb") as to_bytes:
            write_xlsx([(Kind.EVENT, told)], to_bytes)
    (back,) = read_sheets(path)
    assert [bare(cells["anchor"])[:5] for _, cells in back.rows] == [
        (word.replace("\x00", " ").replace("\x1b", " ") if form == ".xlsx" else word)[:5] for word in words
    ]


def test_a_cell_of_a_hundred_thousand_letters_does_not_break_the_workbook(tmp_path: Path) -> None:
    told = dict.fromkeys(columns(Kind.EVENT), "") | {"id": "1", "anchor": "x" * 100_000}
    path = tmp_path / "events.xlsx"
    with path.open("wb") as to:
        assert write_xlsx([(Kind.EVENT, [told])], to) == 1
    assert len(read_sheets(path)[0].rows[0][1]["anchor"]) == 32_767


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("a.csv", b"\xff\xfe\x00a", "UTF-8"),
        ("a.csv", b"colour,shape\n1,2\n", "first row is not the head"),
        ("a.csv", b"id,id,anchor\n1,2,3\n", "stands twice"),
        ("a.xlsx", b"no workbook", "no workbook"),
    ],
)
def test_what_is_no_table_is_refused_with_what_to_do(
    tmp_path: Path, name: str, data: bytes, why: str
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(UsageError, match=why):
        read_sheets(path)


def test_a_workbook_that_unpacks_without_end_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", bytes(301_000_000))
    with pytest.raises(UsageError, match="unpacks to"):
        read_sheets(path)


def test_a_table_with_semicolons_as_some_programs_write_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "events.csv"
    path.write_text("id;type;anchor\r\n1;AID;gave\r\n", encoding="utf-8-sig")
    assert read_sheets(path) == [Sheet(Kind.EVENT, [(2, {"id": "1", "type": "AID", "anchor": "gave"})])]


def test_an_empty_table_has_its_head(tmp_path: Path) -> None:
    to = io.StringIO()
    assert write_csv(Kind.ROLE, [], to) == 0
    assert json.dumps(to.getvalue().lstrip("\ufeff").strip().split(",")) == json.dumps(
        list(columns(Kind.ROLE))
    )
