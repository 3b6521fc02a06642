from __future__ import annotations

import io
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.exchange.out import HOSTILE, at, hostile, written
from tests.record.filled import fill
from veedor.codebook.labels import EventType, Kind, Polarity
from veedor.codebook.statement import Event
from veedor.exchange.formats import Told, Written
from veedor.exchange.geojson import FORMAT, NO_PLACE, NO_POINT
from veedor.record.accounts import Account, Place
from veedor.record.store import Record
from veedor.record.views import StatementRow
from veedor.record.wanted import Standing, State

TEXT = "The army shelled Northtown and Southtown."
EVENT = Event(
    type=EventType.ASSAULT, anchor=at(TEXT, "shelled"), places=(at(TEXT, "Northtown"), at(TEXT, "Southtown"))
)
NORTH = Place(0, "Northtown", "VE", "Lara", 10.123456789, -66.5, 1, "town", "the only one")
SOUTH = Place(1, "Southtown", "VE", None, -0.5, 179.9, 2, "town", "the only one")
REGION = Place(0, "Lara", "VE", "Lara", None, None, None, "region", "a region")


def a_told(*places: Place, event: Event = EVENT) -> Told:
    row = StatementRow(
        *("e1", "d1", "A report", "The Weekly", "2021-05", "VE", event, "e1", State.READ, Standing.STANDS),
        decision_id=None,
        is_found=True,
    )
    return Told(row, Account("e1", "e1", State.READ, Standing.STANDS, None, None, places))


def features(*told: Told) -> tuple[list[dict[str, Any]], Written]:
    to = io.BytesIO()
    # Places are in the account, so that no record is asked.
    result = FORMAT.write(None, told, to)  # type: ignore[arg-type]
    return json.loads(to.getvalue())["features"], result


def test_a_town_is_a_point_with_longitude_first() -> None:
    ((feature,), _) = features(a_told(NORTH))
    assert feature["geometry"] == {"type": "Point", "coordinates": [-66.5, 10.123457]}
    assert feature["properties"]["places"][0]["why"] == "the only one"


def test_several_towns_are_a_multipoint_and_one_named_twice_a_point() -> None:
    ((several, once), _) = features(a_told(NORTH, SOUTH), a_told(NORTH, NORTH._replace(number=1)))
    assert several["geometry"]["type"] == "MultiPoint"
    assert len(several["geometry"]["coordinates"]) == 2
    assert once["geometry"]["type"] == "Point"


def test_what_has_no_point_is_left_out_and_counted() -> None:
    found, result = features(a_told(), a_told(REGION), a_told(NORTH))
    assert (len(found), result.many) == (1, 1)
    assert result.left_out == {NO_PLACE: 1, NO_POINT: 1}


def test_a_denied_event_says_so() -> None:
    ((feature,), _) = features(a_told(NORTH, event=replace(EVENT, polarity=Polarity.NO)))
    assert feature["properties"]["polarity"] == "no"


def test_the_field_own_reader_takes_it(tmp_path: Path) -> None:
    geojson = pytest.importorskip("geojson")
    with Record.open(str(tmp_path / "r.veedor")) as record:
        fill(record)
        data, result = written(record, FORMAT)
    whole = geojson.loads(data)
    assert whole.is_valid, whole.errors()
    assert len(whole["features"]) == result.many > 0


def test_hostile_words_stay_words() -> None:
    _, (event,) = hostile()
    assert isinstance(event, Event)
    ((feature,), _) = features(a_told(NORTH, event=event))
    assert HOSTILE.split()[2] in feature["properties"]["wording"]


def test_only_events_have_places() -> None:
    assert FORMAT.kinds == {Kind.EVENT}
