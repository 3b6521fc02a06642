from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.exchange.out import a_record, at, hostile, written
from veedor.codebook.labels import Certainty, EventType, Polarity, Tense
from veedor.codebook.statement import Event
from veedor.codebook.when import When
from veedor.documents.document import Basis, Document, Published
from veedor.exchange import cameo, plover
from veedor.exchange.event_types import QUAD_CLASSES, coded, intensities, is_sound
from veedor.exchange.formats import Written
from veedor.record.store import Record

TEXT = "Norway and the Mayor of Riverton met Guatemala and the miners in Maracaibo on 3 May 2021."
OWN = ("ELECT", "OFFICE", "RULE", "ABUSE", "SUFFER", "MOVE", "TRADE")


def event(type_: EventType = EventType.CONSULT, value: str | None = "2021-05-03", **fields: Any) -> Event:
    return Event(
        **(
            {
                "type": type_,
                "anchor": at(TEXT, "met"),
                "actors": (at(TEXT, "Norway", "Government of Norway"), at(TEXT, "the Mayor of Riverton")),
                "recipients": (at(TEXT, "Guatemala"), at(TEXT, "the miners")),
                "places": (at(TEXT, "Maracaibo"),),
                "when": When(at(TEXT, "3 May 2021"), value) if value else None,
                "tense": Tense.PAST,
            }
            | fields
        )
    )


def record_of(path: Path, events: Sequence[Event]) -> Any:
    document = Document(
        id="p1",
        text=TEXT,
        title="A meeting",
        publisher="The Weekly",
        language="en",
        address="https://weekly.example/1",
        published=Published("2021-05-04", Basis.GIVEN),
    )
    return a_record(path / "r.veedor", (document, events))


def plover_rows(record: Record) -> tuple[list[dict[str, str]], Written]:
    data, result = written(record, plover.FORMAT)
    return list(csv.DictReader(io.StringIO(data.decode(), newline=""), delimiter="\t")), result


def cameo_rows(record: Record) -> tuple[list[dict[str, str]], Written]:
    data, result = written(record, cameo.FORMAT)
    lines = data.decode().split("\n")[:-1]
    return [dict(zip(cameo.COLUMNS, line.split("\t"), strict=True)) for line in lines], result


def test_each_type_of_the_codebook_has_a_code_or_says_why_it_has_none() -> None:
    assert set(coded()) == set(EventType)
    without = {str(type_) for type_, one in coded().items() if not one.cameo}
    assert without == set(OWN)
    assert all(one.why for one in coded().values())
    assert all(bool(one.quad) == bool(one.cameo) for one in coded().values())
    assert {one.quad for one in coded().values() if one.quad} == set(QUAD_CLASSES)


def test_a_score_whose_sign_its_modes_contradict_is_not_printed() -> None:
    # PLOVER's table prints 3 for ACCUSE, whose modes are -2, -3.5 and -3.5.
    assert EventType.ACCUSE not in intensities()
    assert set(intensities()) == {type_ for type_ in coded() if coded()[type_].quad} - {EventType.ACCUSE}
    assert (intensities()[EventType.AID], intensities()[EventType.ASSAULT]) == (10, -9)


@given(st.floats(-10, 10), st.lists(st.floats(-10, 10), max_size=4))
def test_a_score_is_sound_unless_it_is_on_the_other_side_of_zero(score: float, modes: list[float]) -> None:
    assert is_sound(score, modes) is is_sound(-score, [-mode for mode in modes])
    assert is_sound(0, modes)
    assert is_sound(score, ())


def test_a_plover_row_has_the_columns_of_polecat_and_what_is_known(tmp_path: Path) -> None:
    with record_of(tmp_path, [event()]) as record:
        ((row,), result) = plover_rows(record)
    assert (len(row), result.many) == (40, 1)
    known = {name: cell for name, cell in row.items() if cell}
    assert known.pop("Event ID") == event().id_in("p1")
    assert known == {
        "Event Date": "2021-05-03",
        "Event Type": "CONSULT",
        "Intensity": "2.5",
        "Quad Code": "VERBAL COOPERATION",
        "Actor Name": "Government of Norway; the Mayor of Riverton",
        "Actor Country": "NOR",
        "Actor Name Raw": "Norway; the Mayor of Riverton",
        "Recipient Name": "Guatemala; the miners",
        "Recipient Country": "GTM",
        "Recipient Name Raw": "Guatemala; the miners",
        "Placename": "Maracaibo",
        "City": "Maracaibo",
        "Province": known["Province"],
        "Country": "VEN",
        "Latitude": known["Latitude"],
        "Longitude": known["Longitude"],
        "GeoNames ID": known["GeoNames ID"],
        "Raw Placename": "Maracaibo",
        "Feature Type": "town",
        "Source": "The Weekly",
        "Publication Date": "2021-05-04",
        "Language": "en",
        "Version": "fake 1",
    }


def test_a_date_that_is_no_day_stays_empty(tmp_path: Path) -> None:
    with record_of(tmp_path, [event(value="2021-05")]) as record:
        assert plover_rows(record)[0][0]["Event Date"] == ""


def test_what_is_announced_or_not_said_is_a_context(tmp_path: Path) -> None:
    said = [event(tense=Tense.FUTURE), event(EventType.AID, certainty=Certainty.OPEN)]
    with record_of(tmp_path, said) as record:
        rows, _ = plover_rows(record)
    assert {row["Event Type"]: row["Contexts"] for row in rows} == {
        "CONSULT": "future",
        "AID": "hypothetical",
    }


def test_types_of_our_own_and_denied_events_are_left_out_and_counted(tmp_path: Path) -> None:
    said = [event(EventType(name)) for name in OWN] + [event(polarity=Polarity.NO)]
    with record_of(tmp_path, said) as record:
        for rows_of in (plover_rows, cameo_rows):
            rows, result = rows_of(record)
            assert (rows, result.many, sum(result.left_out.values())) == ([], 0, 8)
            assert {why.split()[0] for why in result.left_out} == {*OWN, "it"}


def test_a_gdelt_row_is_61_cells_for_each_pair_of_parties(tmp_path: Path) -> None:
    with record_of(tmp_path, [event()]) as record:
        rows, result = cameo_rows(record)
    assert (len(cameo.COLUMNS), len(rows), result.many) == (61, 4, 4)
    assert {(row["Actor1Name"], row["Actor2Name"]) for row in rows} == {
        (first, second)
        for first in ("GOVERNMENT OF NORWAY", "THE MAYOR OF RIVERTON")
        for second in ("GUATEMALA", "THE MINERS")
    }
    assert len({row["GlobalEventID"] for row in rows}) == 4
    assert all(int(row["GlobalEventID"]) < 2**63 for row in rows)


def test_codes_dates_and_places_of_a_gdelt_row(tmp_path: Path) -> None:
    with record_of(tmp_path, [event()]) as record:
        row = cameo_rows(record)[0][0]
    assert [row[name] for name in ("EventCode", "EventBaseCode", "EventRootCode", "QuadClass")] == [
        *("040", "040", "04"),
        "1",
    ]
    assert [row[name] for name in ("Day", "MonthYear", "Year", "FractionDate")] == [
        *("20210503", "202105", "2021"),
        "2021.3370",  # (4 * 30 + 3) / 365
    ]
    assert (row["Actor1Code"], row["Actor1CountryCode"], row["Actor1Type1Code"]) == ("NORGOV", "NOR", "GOV")
    assert (row["ActionGeo_Type"], row["ActionGeo_CountryCode"]) == ("4", "")
    assert (row["GoldsteinScale"], row["AvgTone"]) == ("", "")
    assert row["SOURCEURL"] == "https://weekly.example/1"


@pytest.mark.parametrize(
    ("value", "cells"),
    [("2021-05", ["", "202105", "2021"]), ("2021~", ["", "", "2021"]), (None, ["", "", ""])],
)
def test_of_a_coarser_date_gdelt_gets_what_is_known(
    tmp_path: Path, value: str | None, cells: list[str]
) -> None:
    with record_of(tmp_path, [event(value=value)]) as record:
        row = cameo_rows(record)[0][0]
    assert [row[name] for name in ("Day", "MonthYear", "Year")] == cells


def test_gdelt_has_no_place_for_what_is_announced_or_open(tmp_path: Path) -> None:
    said = [event(tense=Tense.FUTURE), event(EventType.AID, certainty=Certainty.OPEN)]
    with record_of(tmp_path, said) as record:
        rows, result = cameo_rows(record)
    assert (rows, sorted(result.left_out.values())) == ([], [1, 1])


def test_nobody_named_is_one_row_with_an_empty_name(tmp_path: Path) -> None:
    with record_of(tmp_path, [event(actors=(), recipients=())]) as record:
        ((row,), _) = cameo_rows(record)
    assert (row["Actor1Name"], row["Actor2Name"]) == ("", "")


def test_hostile_words_stay_in_their_cell_and_are_no_formula(tmp_path: Path) -> None:
    with a_record(tmp_path / "r.veedor", hostile()) as record:
        ((row,), _) = plover_rows(record)
        assert None not in row
        assert row["Actor Name Raw"].startswith("'=cmd|")
        assert "\x1b" not in "".join(row.values())
        ((other,), _) = cameo_rows(record)
    assert other["Actor1Name"].startswith("'=CMD|")
