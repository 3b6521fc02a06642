from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from tests.fakes import FakeReader
from veedor.errors import UsageError
from veedor.exchange.document_sheets import (
    FIELDS,
    DocumentSheet,
    fields_of,
    is_of_documents,
    planned,
    read_documents,
    take_in,
)
from veedor.gazetteers.tables import read_table
from veedor.record import changes, checks, views
from veedor.record.store import Record

STRIKE = "The mayor met the strikers on 3 May 2021. According to the union, 40 people were hurt."
TALKS = "Deputy Ana Órdoñez wants new talks, and nobody else in the town seems to want them at all."


def sheet(folder: Path, text: str, **more: object) -> DocumentSheet:
    path = folder / "reports.csv"
    path.write_text(text, encoding="utf-8")
    return read_documents(path, **more)  # type: ignore[arg-type]


@pytest.fixture
def record(place: str) -> Iterator[Record]:
    with Record.open(place) as made:
        yield made


def test_rows_are_read_as_reports_with_what_the_sheet_says_of_them(record: Record, tmp_path: Path) -> None:
    given = sheet(
        tmp_path,
        f'Headline,Outlet,Published,URL,Text\nA strike,Gazette,4 May 2021,https://g.example/1,"{STRIKE}"\n',
    )
    assert [(one.number, one.fate, one.title) for one in planned(record, given)] == [(2, "add", "A strike")]
    ((number, outcome, change),) = list(take_in(record, given, FakeReader(), by="Ana"))
    assert (number, outcome.error) == (2, None)
    (row,) = views.documents(record)
    document = views.reading(record, row.id).document
    assert (document.title, document.publisher, document.address, document.file) == (
        "A strike",
        "Gazette",
        "https://g.example/1",
        "reports.csv",
    )
    assert document.published is not None
    assert document.published.value == "2021-05-04"
    assert checks.check(record) == []
    assert [one.fate for one in planned(record, given)] == ["same"]
    assert change is not None
    changes.undo(record, change, by="Ana")
    assert not views.documents(record)


def test_a_file_beside_the_sheet_is_loaded(record: Record, tmp_path: Path) -> None:
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "strike.txt").write_text(STRIKE, encoding="utf-8")
    given = sheet(tmp_path, "title,file\nA strike,texts/strike.txt\n", publisher="Gazette")
    list(take_in(record, given, FakeReader(), by="Ana"))
    (row,) = views.documents(record)
    assert (row.title, row.publisher, row.file) == ("A strike", "Gazette", "strike.txt")


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("A,,", "neither a text nor a file"),
        ("A,,nowhere.txt", "no file"),
        ("A,,../secret.txt", "not beside the sheet"),
        ("A,,/etc/hostname", "not beside the sheet"),
        ("A,,a\0b", "cannot be"),
        ("A,   ,", "neither a text nor a file"),
    ],
)
def test_a_row_that_cannot_be_read_is_skipped_with_its_reason(
    record: Record, tmp_path: Path, row: str, why: str
) -> None:
    (tmp_path.parent / "secret.txt").write_text("secret", encoding="utf-8")
    given = sheet(tmp_path, f'title,text,file\n{row}\nB,"{TALKS}",\n')
    bad, good = planned(record, given)
    assert (bad.fate, good.fate) == ("skip", "add")
    assert why in bad.why
    outcomes = list(take_in(record, given, FakeReader(), by="Ana"))
    assert [outcome.error is None for _, outcome, _ in outcomes] == [False, True]
    assert len(views.documents(record)) == 1


def test_a_date_that_is_none_skips_the_row(tmp_path: Path) -> None:
    (one,) = planned(None, sheet(tmp_path, f'date,text\nsoon,"{STRIKE}"\n'))
    assert (one.fate, bool(one.why)) == ("skip", True)


def test_a_text_that_stands_twice_is_one_document(tmp_path: Path) -> None:
    first, second = planned(None, sheet(tmp_path, f'text\n"{STRIKE}"\n"{STRIKE}"\n'))
    assert (first.fate, second.fate, second.why) == ("add", "skip", "row 2 holds the same text")


def test_a_text_in_another_language_is_skipped_as_when_it_is_read(tmp_path: Path) -> None:
    (one,) = planned(None, sheet(tmp_path, f'language,text\nes,"{STRIKE}"\n'))
    assert one.fate == "skip"
    assert "--force" in one.why


def test_columns_are_named_by_the_user_where_their_names_are_unusual(tmp_path: Path) -> None:
    given = sheet(
        tmp_path,
        f'Titular,Lo dicho,Colour\nA strike,"{STRIKE}",red\n',
        mapped={"Titular": "title", "lo dicho": "text"},
    )
    assert given.rows[0].said == {"title": "A strike", "text": STRIKE}
    assert given.unused == ("Colour",)


@pytest.mark.parametrize("mapped", [{"Nowhere": "title"}, {"text": "colour"}, {"text": "file", "b": "file"}])
def test_a_mapping_that_means_nothing_is_refused(mapped: dict[str, str]) -> None:
    with pytest.raises(UsageError, match="--map"):
        fields_of(["text", "b"], mapped)


def test_a_table_without_texts_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="--map COLUMN=text"):
        sheet(tmp_path, "colour,shape\nred,round\n")
    with pytest.raises(UsageError, match="--map COLUMN=text"):
        sheet(tmp_path, "")


def test_a_workbook_with_real_dates_is_read(tmp_path: Path) -> None:
    from datetime import datetime

    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.append(["Title", "Date", "Text"])
    page.append(["A strike", datetime(2021, 5, 4), STRIKE])
    book.save(tmp_path / "reports.xlsx")
    given = read_documents(tmp_path / "reports.xlsx")
    assert given.rows[0].said["date"] == "2021-05-04"
    assert [one.fate for one in planned(None, given)] == ["add"]


@pytest.mark.parametrize(
    "words",
    ["<script>alert(1)</script> says the mayor of the town to all", "=1+1 is what the town's mayor says"],
)
def test_hostile_words_are_words(tmp_path: Path, words: str) -> None:
    (one,) = planned(None, sheet(tmp_path, f'title,text\n"{words}","{TALKS}"\n'))
    assert (one.fate, one.title) == ("add", words)


def test_the_usual_names_of_columns_name_fields() -> None:
    rows = read_table("veedor.exchange", "document_columns")
    assert {row["field"] for row in rows} == set(FIELDS)
    assert all(row["column"] == row["column"].casefold() for row in rows)
    assert is_of_documents(["Headline", "Body"])
    assert not is_of_documents(["id", "anchor"])
