"""Events with the 61 columns of GDELT's Event Database 2.0, tab-separated and without a head, as GDELT prints them.

CAMEO's root code is known, not the codes below it: `EventCode` is the root's own (`040`). A row has one actor on each
side, so that an event of several parties is several rows, each pair once. Source of the columns: The GDELT Event
Database Data Format Codebook V2.0, 19 February 2015. Empty: the Goldstein score, which was made for acts between
states and hangs on codes that are not known; the tone; FIPS and GNS codes of places.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from itertools import product
from typing import IO, Any

from veedor.analysis.telling import Telling
from veedor.codebook.labels import Certainty, Kind, Tense
from veedor.codebook.span import Quote
from veedor.codebook.statement import Event
from veedor.exchange.cells import guarded
from veedor.exchange.days import dated, prefix
from veedor.exchange.event_types import QUAD_CLASSES, coded
from veedor.exchange.formats import Format, Told, Written
from veedor.exchange.plover import left_out
from veedor.exchange.reports import Report, Reports, flat, with_parties
from veedor.exchange.states import is_government, iso3_of
from veedor.gazetteers.countries import name_of
from veedor.record.accounts import Place
from veedor.record.store import Record

_ACTOR = "Code Name CountryCode KnownGroupCode EthnicCode Religion1Code Religion2Code Type1Code Type2Code Type3Code"
_GEO = "Type Fullname CountryCode ADM1Code ADM2Code Lat Long FeatureID"
COLUMNS = (
    *("GlobalEventID", "Day", "MonthYear", "Year", "FractionDate"),
    *(f"Actor{side}{name}" for side in (1, 2) for name in _ACTOR.split()),
    *("IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale"),
    *("NumMentions", "NumSources", "NumArticles", "AvgTone"),
    *(f"{of}Geo_{name}" for of in ("Actor1", "Actor2", "Action") for name in _GEO.split()),
    *("DATEADDED", "SOURCEURL"),
)
"""GDELT's columns in its order."""
_NOT_YET = "it is announced, and GDELT has no column that would say so"
_NOT_SAID = "it is not said either way whether it is so, and GDELT has no column that would say so"
_DAYS_OF_MONTH, _DAYS_OF_YEAR = 30, 365


def write(record: Record, told: Iterable[Told], to: IO[bytes]) -> Written:
    """Rows for each event whose type CAMEO has and that is said to have been; what is left out is counted."""
    reports, written = Reports(record), Written()
    for one, telling in with_parties(record, told):
        event = one.row.statement
        assert isinstance(event, Event)
        if why := _left_out(event):
            written.leave_out(why)
            continue
        for row in _rows(one, event, telling, reports.of(one.row.document_id)):
            to.write(_line(row.get(column, "") for column in COLUMNS))
            written.many += 1
    return written


def _left_out(event: Event) -> str | None:
    if why := left_out(event):
        return why
    if event.tense is Tense.FUTURE:
        return _NOT_YET
    return _NOT_SAID if event.certainty is Certainty.OPEN else None


def _rows(one: Told, event: Event, telling: Telling, report: Report) -> Iterator[dict[str, Any]]:
    shared = _shared(one, event, report)
    sides = [_names(quotes, telling) for quotes in (event.actors, event.recipients)]
    for first, second in product(*sides):
        row = {**shared, **_actor(1, first), **_actor(2, second)}
        yield {"GlobalEventID": _number(one.row.id, first, second), **row}


def _names(quotes: Sequence[Quote], telling: Telling) -> list[str]:
    """Who is meant, each once; one empty name where nobody is named."""
    return list(dict.fromkeys(telling.party(quote).name for quote in quotes)) or [""]


def _number(*parts: str) -> int:
    """A number of an event and a pair that stays the same; GDELT's are numbers, of at most 63 bits here."""
    digest = hashlib.sha256("\n".join(parts).encode("utf-8", "replace")).digest()
    return int.from_bytes(digest[:8], "big") >> 1


def _shared(one: Told, event: Event, report: Report) -> dict[str, Any]:
    code = coded()[event.type]
    general = f"{code.cameo}0"
    return {
        **_dates(prefix(dated(event))),
        "EventCode": general,
        "EventBaseCode": general,
        "EventRootCode": code.cameo,
        "QuadClass": QUAD_CLASSES[code.quad],
        "NumMentions": 1,
        "NumSources": 1,
        "NumArticles": 1,
        **_place(one.account.places),
        "DATEADDED": "".join(c for c in report.read_at[:19] if c.isdigit()),
        "SOURCEURL": report.address or report.urn,
    }


def _dates(value: str) -> dict[str, Any]:
    """The columns of a day; of a month or a year those that it fills."""
    year, month, day = (*value.split("-"), "", "")[:3]
    found = {
        "Year": year,
        "MonthYear": year + month if month else "",
        "Day": year + month + day if day else "",
    }
    if day:
        passed = (int(month) - 1) * _DAYS_OF_MONTH + int(day)
        found["FractionDate"] = f"{int(year) + passed / _DAYS_OF_YEAR:.4f}"
    return found


def _actor(side: int, name: str) -> dict[str, str]:
    """A party; codes where it is a state, whose alpha-3 CAMEO's codes of countries are but for a few."""
    country = iso3_of(name) if name else ""
    kind = "GOV" if country and is_government(name) else ""
    return {
        f"Actor{side}Name": name.upper(),
        f"Actor{side}CountryCode": country,
        f"Actor{side}Type1Code": kind,
        f"Actor{side}Code": country + kind,
    }


def _place(places: Sequence[Place]) -> dict[str, Any]:
    """The place of an event that has just one; the type by GDELT's numbers."""
    if len(places) != 1:
        return {}
    (place,) = places
    types = {
        "country": 1,
        "region": 2 if place.country == "US" else 5,
        "town": 3 if place.country == "US" else 4,
    }
    country = name_of(place.country) if place.country else None
    parts = dict.fromkeys(part for part in (place.name, place.region, country) if part)
    return {
        "ActionGeo_Type": types.get(place.precision, ""),
        "ActionGeo_Fullname": ", ".join(parts),
        "ActionGeo_Lat": "" if place.latitude is None else place.latitude,
        "ActionGeo_Long": "" if place.longitude is None else place.longitude,
    }


def _line(cells: Iterable[Any]) -> bytes:
    """A row without quotation marks around its cells, as GDELT's readers split it at tabs."""
    safe = (guarded(flat(cell)) if isinstance(cell, str) else str(cell) for cell in cells)
    return ("\t".join(safe) + "\n").encode("utf-8")


FORMAT = Format(
    "cameo",
    ".gdelt.tsv",
    "events with CAMEO's root codes and the 61 columns of GDELT 2.0: past and present events of the sixteen types "
    "that PLOVER has; no Goldstein score, no tone",
    frozenset({Kind.EVENT}),
    write,
)
