"""Events on a map: a feature for each event with a place that has a point (GeoJSON, RFC 7946)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import IO, Any

from veedor.codebook import wording
from veedor.codebook.labels import Kind
from veedor.codebook.statement import Event
from veedor.exchange.days import dated
from veedor.exchange.formats import Format, Told, Written
from veedor.exchange.reports import line
from veedor.record.accounts import Place
from veedor.record.store import Record

NO_PLACE = "no place is named, or none could be resolved"
NO_POINT = "only a country or a region is known, which has no point"
_DECIMALS = 6
"""Decimals of a degree: about a tenth of a metre, as RFC 7946 (11.2) advises."""


def write(record: Record, told: Iterable[Told], to: IO[bytes]) -> Written:
    """A FeatureCollection, feature by feature: what is left out is counted."""
    written = Written()
    to.write(b'{"type":"FeatureCollection","features":[')
    for one in told:
        points = _points(one.account.places)
        if not points:
            written.leave_out(NO_POINT if one.account.places else NO_PLACE)
            continue
        to.write((b",\n" if written.many else b"\n") + line(_feature(one, points)))
        written.many += 1
    to.write(b"\n]}\n")
    return written


def _points(places: Iterable[Place]) -> list[list[float]]:
    """Longitude and latitude of each place that has a point, each point once."""
    found: list[list[float]] = []
    for place in places:
        if place.longitude is not None and place.latitude is not None:
            point = [round(place.longitude, _DECIMALS), round(place.latitude, _DECIMALS)]
            if point not in found:
                found.append(point)
    return found


def _feature(one: Told, points: list[list[float]]) -> dict[str, Any]:
    is_one = len(points) == 1
    return {
        "type": "Feature",
        "id": one.row.id,
        "geometry": {
            "type": "Point" if is_one else "MultiPoint",
            "coordinates": points[0] if is_one else points,
        },
        "properties": _properties(one),
    }


def _properties(one: Told) -> dict[str, Any]:
    row, statement = one.row, one.row.statement
    assert isinstance(statement, Event)
    return {
        "id": row.id,
        "type": str(statement.type),
        "date": dated(statement),
        "wording": wording.plain(statement),
        "said_by": wording.says(statement),
        "polarity": str(statement.polarity),
        "certainty": str(statement.certainty),
        "tense": str(statement.tense),
        "document_id": row.document_id,
        "document": row.document,
        "publisher": row.publisher,
        "published": row.published,
        "state": str(row.state),
        "standing": str(row.standing),
        "places": [_place(place) for place in one.account.places],
    }


def _place(place: Place) -> dict[str, Any]:
    """A place with how near it is known, and why it is this one; also one that has no point."""
    return {name: value for name, value in place._asdict().items() if name != "number" and value is not None}


FORMAT = Format(
    "geojson",
    ".geojson",
    "events on a map (GeoJSON): one feature for each event whose place is a town; countries and regions have no "
    "point, and what has none is left out",
    frozenset({Kind.EVENT}),
    write,
)
