"""Tables of events that come in (`exchange/event_tables.py`); those that go out are in `test_event_tables.py`."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from veedor.codebook.labels import EventType
from veedor.codebook.statement import Event, Figure, Statement
from veedor.errors import UsageError
from veedor.exchange.event_rows import Style, day_of, event_row, style_of
from veedor.exchange.event_tables import (
    NO_ACTOR,
    NO_DATE,
    NO_TYPE,
    TWICE,
    Table,
    _table,
    planned,
    read_events,
    take_in,
)
from veedor.gazetteers.tables import read_table
from veedor.record import changes, checks, views
from veedor.record.searching import search
from veedor.record.store import Record

ACLED: dict[str, str] = {
    "event_id_cnty": "FRE1",
    "event_date": "03 May 2021",
    "time_precision": "1",
    "event_type": "Protests",
    "sub_event_type": "Peaceful protest",
    "actor1": "Protesters (Freedonia)",
    "assoc_actor_1": "Miners' Union; Women (Freedonia)",
    "actor2": "",
    "country": "Freedonia",
    "admin1": "Northmark",
    "location": "Riverton",
    "latitude": "1.5",
    "longitude": "2.5",
    "geo_precision": "1",
    "source": "Riverton Gazette",
    "notes": "Some 40 miners marched to the mayor's office.",
    "fatalities": "0",
}
POLECAT: dict[str, str] = {
    "Event ID": "7",
    "Event Date": "2021-05-03",
    "Event Type": "ACCUSE",
    "Actor Name": "Sylvania",
    "Recipient Name": "Freedonia; Ana Ruiz",
    "Placename": "Riverton",
    "Country": "Freedonia",
    "Publication Date": "2021-05-04",
    "Source": "Radio North",
    "Headline": "Sylvania blames its neighbour",
}


def table(folder: Path, *rows: dict[str, str], base: dict[str, str] = ACLED, **more: Any) -> Table:
    """The table of rows that differ from the usual one in these cells."""
    path = folder / ("events.csv" if base is ACLED else "events.txt")
    with path.open("w", encoding="utf-8", newline="") as to:
        writer = csv.DictWriter(to, list(base), delimiter="," if base is ACLED else "\t")
        writer.writeheader()
        writer.writerows([base | row for row in rows or ({},)])
    return read_events(path, **more)


def found(made: Table) -> list[Statement]:
    """The statements of a table, each of whose words stand in its document."""
    for one in made.claims:
        for statement in one.statements:
            statement.check(one.document.text)
    return [statement for one in made.claims for statement in one.statements]


def events(made: Table) -> list[tuple[EventType, tuple[str, ...], tuple[str, ...]]]:
    return [
        (one.type, tuple(q.words for q in one.actors), tuple(q.words for q in one.recipients))
        for one in found(made)
        if isinstance(one, Event)
    ]


@pytest.fixture
def record(place: str) -> Iterator[Record]:
    with Record.open(place) as made:
        yield made


def test_a_row_is_a_claim_of_its_publisher_with_its_source(tmp_path: Path) -> None:
    made = table(tmp_path)
    (event,) = found(made)
    assert isinstance(event, Event)
    assert made.claims[0].document.publisher == "ACLED"
    assert (event.type, event.anchor.words) == (EventType.PROTEST, "Protests")
    assert [one.name for one in event.actors] == [
        "Protesters (Freedonia)",
        "Miners' Union",
        "Women (Freedonia)",
    ]
    assert [one.words for one in event.sources] == ["Riverton Gazette"]
    assert [one.words for one in event.places] == ["Riverton"]
    assert event.when is not None
    assert event.when.value == "2021-05-03"


def test_two_sources_side_by_side_are_a_statement_each(tmp_path: Path) -> None:
    both = found(table(tmp_path, {"source": "Riverton Gazette; Radio North", "fatalities": "3"}))
    assert [(str(one.kind), [quote.name for quote in one.sources]) for one in both] == [
        ("event", ["Riverton Gazette"]),
        ("figure", ["Riverton Gazette"]),
        ("event", ["Radio North"]),
        ("figure", ["Radio North"]),
    ]


def test_a_polecat_row_keeps_its_type_and_both_sides(tmp_path: Path) -> None:
    made = table(tmp_path, base=POLECAT, publisher="The Lab")
    assert events(made) == [(EventType.ACCUSE, ("Sylvania",), ("Freedonia", "Ana Ruiz"))]
    document = made.claims[0].document
    assert (document.publisher, document.published and document.published.value) == ("The Lab", "2021-05-04")


@pytest.mark.parametrize(
    ("type_", "sub", "told"),
    [
        ("Battles", "Armed clash", [(EventType.ASSAULT, ("A", "B"), ())]),
        ("Battles", "Government regains territory", [(EventType.ASSAULT, ("A",), ("B",))]),
        (
            "Protests",
            "Excessive force against protesters",
            [(EventType.PROTEST, ("A",), ()), (EventType.ASSAULT, ("B",), ("A",))],
        ),
        ("Riots", "Violent demonstration", [(EventType.PROTEST, ("A",), ())]),
        ("Strategic developments", "Agreement", [(EventType.AGREE, ("A", "B"), ())]),
        ("Strategic developments", "Arrests", [(EventType.COERCE, ("A",), ("B",))]),
    ],
)
def test_types_become_the_codebooks_with_who_did_what_to_whom(
    tmp_path: Path, type_: str, sub: str, told: list[Any]
) -> None:
    row = {
        "event_type": type_,
        "sub_event_type": sub,
        "actor1": "A",
        "assoc_actor_1": "",
        "actor2": "B",
    }
    assert events(table(tmp_path, row)) == told


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ({"event_date": "soon"}, NO_DATE),
        ({"event_date": "2021-02-31"}, NO_DATE),
        ({"event_type": "Dances"}, NO_TYPE),
        ({"event_type": "Strategic developments", "sub_event_type": "Other"}, NO_TYPE),
        ({"actor1": "", "assoc_actor_1": ""}, NO_ACTOR),
    ],
)
def test_what_cannot_be_mapped_is_left_out_and_counted(tmp_path: Path, row: dict[str, str], why: str) -> None:
    made = table(tmp_path, row, {})
    assert dict(made.left_out) == {why: 1}
    assert len(found(made)) == 1


def test_a_row_that_stands_twice_is_one_claim(tmp_path: Path) -> None:
    made = table(tmp_path, {}, {})
    assert (len(found(made)), dict(made.left_out)) == (1, {TWICE: 1})


@pytest.mark.parametrize(
    ("precision", "value"), [("1", "2021-05-03"), ("2", "2021-05-03~"), ("3", "2021-05")]
)
def test_a_date_is_no_finer_than_the_table_says(tmp_path: Path, precision: str, value: str) -> None:
    (event,) = found(table(tmp_path, {"time_precision": precision}))
    assert event.when is not None
    assert event.when.value == value


def test_where_only_the_province_is_known_the_main_town_is_not_said(tmp_path: Path) -> None:
    (event,) = found(table(tmp_path, {"geo_precision": "3"}))
    assert isinstance(event, Event)
    assert [one.words for one in event.places] == ["Northmark"]


def test_deaths_are_a_figure_and_none_reported_is_no_figure(tmp_path: Path) -> None:
    figures = [one for one in found(table(tmp_path, {"fatalities": "3"})) if isinstance(one, Figure)]
    assert [(one.value, one.unit, one.anchor.words, one.what.words) for one in figures] == [
        (3.0, "people", "3 killed", "killed")
    ]
    assert not any(isinstance(one, Figure) for one in found(table(tmp_path)))


def test_each_month_is_a_document_and_a_long_one_is_several(tmp_path: Path) -> None:
    rows = [{"event_id_cnty": str(n), "notes": "x" * 2_000} for n in range(120)]
    made = table(tmp_path, *rows, {"event_date": "2021-06-01"})
    assert [one.document.title for one in made.claims] == [
        "ACLED: events of 2021-05",
        "ACLED: events of 2021-05, part 2",
        "ACLED: events of 2021-06",
    ]
    assert sum(one.rows for one in made.claims) == 121


def test_a_table_is_taken_in_once_and_taken_back_as_one(record: Record, tmp_path: Path) -> None:
    made = table(tmp_path, {"fatalities": "3"}, {"event_date": "2021-06-01"})
    assert [one.fate for one in planned(record, made)] == ["add", "add"]
    change = take_in(record, made, by="Ana")
    assert change is not None
    assert len(list(views.statements(record))) == 3
    assert checks.check(record) == []
    assert [hit.document_id for hit in search.search(record, "marched")]
    assert [one.fate for one in planned(record, made)] == ["same", "same"]
    assert take_in(record, made, by="Ana") is None
    changes.undo(record, change, by="Ana")
    assert not list(views.statements(record))


def test_a_later_table_of_the_same_month_is_a_newer_version_of_it(record: Record, tmp_path: Path) -> None:
    rows = [
        {"event_id_cnty": str(n), "notes": f"March {n} went from place {n} to place {n + 1}."}
        for n in range(20)
    ]
    take_in(record, table(tmp_path, *rows), by="Ana")
    take_in(record, table(tmp_path, *rows, {"event_id_cnty": "new"}), by="Ana")
    assert sorted(str(row.standing) for row in views.documents(record)) == ["stands", "superseded"]


def test_a_workbook_is_read_as_well(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(list(ACLED))
    sheet.append(list(ACLED.values()))
    book.save(tmp_path / "events.xlsx")
    assert len(found(read_events(tmp_path / "events.xlsx"))) == 1


def test_an_empty_table_claims_nothing(tmp_path: Path) -> None:
    path = tmp_path / "events.csv"
    path.write_text(",".join(ACLED) + "\n", encoding="utf-8")
    assert read_events(path) == Table(Style.ACLED, (), {})


def test_a_table_of_other_columns_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("colour,shape\n1,2\n", encoding="utf-8")
    with pytest.raises(UsageError, match="first row"):
        read_events(path)


@pytest.mark.parametrize(
    "words",
    ["<script>alert(1)</script>", "'=cmd|' /C calc'!A0", "\u202eabc\u2066 · against", "a\x00b\nc", "\ud800"],
)
def test_hostile_cells_are_words(words: str) -> None:
    row = event_row(Style.ACLED, 2, ACLED | {"actor1": words, "notes": words})
    assert all("\n" not in part and "\0" not in part for part in (*row.one, row.notes))


CELLS = st.fixed_dictionaries(
    {name: st.text(max_size=12) for name in ("actor1", "actor2", "source", "notes", "location")}
)


@settings(max_examples=30)
@given(st.lists(CELLS, max_size=4))
def test_whatever_the_cells_hold_every_quote_stands_in_the_text(rows: list[dict[str, str]]) -> None:
    cells = [list((ACLED | row).values()) for row in rows]
    found(_table(Style.ACLED, "events.csv", [list(ACLED), *cells], "The Lab"))


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("3 May 2021", "2021-05-03"),
        ("2021-05-03T10:00", "2021-05-03"),
        ("2021-05-03/2021-05-05", ""),
        ("05/03/2021", ""),
        ("", ""),
    ],
)
def test_days_are_read_only_where_they_can_mean_one(cell: str, day: str) -> None:
    assert day_of(cell) == day


def test_every_row_of_the_list_of_types_has_its_reason_and_a_type_of_the_codebook() -> None:
    for row in read_table("veedor.exchange", "table_event_types"):
        assert row["why"]
        assert not row["code"] or EventType(row["code"])
        assert row["table"] in set(Style)


def test_whose_table_it_is_shows_in_its_head() -> None:
    assert style_of(list(ACLED)) is Style.ACLED
    assert style_of(list(POLECAT)) is Style.POLECAT
    assert style_of(["id", "anchor"]) is None
