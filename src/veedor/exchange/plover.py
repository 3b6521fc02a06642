"""Events as PLOVER rows, with the columns in which POLECAT prints its weekly files: tab-separated, with a head.

A row is a statement: what several reports tell of one happening are several rows, as in any file of events that is
not freed of duplicates. What the codebook does not know stays empty. POLECAT: Halterman, Bagozzi, Beger, Schrodt and
Scarborough, PLOVER and POLECAT, 2023; the column names are those of its public files.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import IO, Any

from veedor.analysis.telling import Telling
from veedor.codebook.labels import Certainty, Kind, Polarity, Tense
from veedor.codebook.span import Quote
from veedor.codebook.statement import Event
from veedor.exchange.days import dated, day
from veedor.exchange.event_types import coded, intensities
from veedor.exchange.formats import Format, Told, Written
from veedor.exchange.reports import Report, Reports, Rows, with_parties
from veedor.exchange.states import iso3, iso3_of
from veedor.record.accounts import Place
from veedor.record.store import Record

COLUMNS = (
    *("Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts"),
    *("Actor Name", "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors", "Actor Title"),
    *("Actor Name Raw", "Wikipedia Actor ID"),
    *(
        "Recipient Name",
        "Recipient Country",
        "Recipient COW",
        "Primary Recipient Sector",
        "Recipient Sectors",
    ),
    *("Recipient Title", "Recipient Name Raw", "Wikipedia Recipient ID"),
    *("Placename", "City", "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID"),
    *("Raw Placename", "Feature Type", "Source", "Publication Date"),
    *("Story People", "Story Organizations", "Story Locations", "Language", "Version"),
)
"""POLECAT's columns in its order."""
DENIED = "it is said not to be so, and a row would count as an event"
PART = "; "
"""Between several parties or contexts of one event, as POLECAT has it."""


def write(record: Record, told: Iterable[Told], to: IO[bytes]) -> Written:
    """A row for each event whose type PLOVER has; what is left out is counted."""
    reports, written = Reports(record), Written()
    rows = Rows(to, delimiter="\t", lineterminator="\n")
    rows.put(COLUMNS)
    for one, telling in with_parties(record, told):
        event = one.row.statement
        assert isinstance(event, Event)
        if why := left_out(event):
            written.leave_out(why)
            continue
        row = _row(one, event, telling, reports.of(one.row.document_id))
        rows.put(row.get(column, "") for column in COLUMNS)
        written.many += 1
    return written


def left_out(event: Event) -> str | None:
    """Why an event has no row; None where it has one."""
    code = coded()[event.type]
    if not code.quad:
        return f"{event.type} has no code: {code.why}"
    return DENIED if event.polarity is Polarity.NO else None


def _row(one: Told, event: Event, telling: Telling, report: Report) -> dict[str, Any]:
    intensity = intensities().get(event.type)
    return {
        "Event ID": one.row.id,
        "Event Date": day(dated(event)),
        "Event Type": str(event.type),
        "Intensity": "" if intensity is None else intensity,
        "Quad Code": coded()[event.type].quad,
        "Contexts": PART.join(_contexts(event)),
        **_party("Actor", event.actors, telling),
        **_party("Recipient", event.recipients, telling),
        **_where(event, one.account.places),
        "Source": one.row.publisher or "",
        "Publication Date": day(one.row.published),
        "Language": report.document.language or "",
        "Version": f"{report.reader} {report.version}",
    }


def _contexts(event: Event) -> Iterable[str]:
    """PLOVER's contexts that the codebook knows: announced, and not said either way."""
    if event.tense is Tense.FUTURE:
        yield "future"
    if event.certainty is Certainty.OPEN:
        yield "hypothetical"


def _party(side: str, quotes: Sequence[Quote], telling: Telling) -> dict[str, str]:
    """Who is meant, by the record's judgements; the countries that the names themselves name; the report's words."""
    names = [telling.party(quote).name for quote in quotes]
    countries = dict.fromkeys(code for name in names if (code := iso3_of(name)))
    return {
        f"{side} Name": PART.join(dict.fromkeys(names)),
        f"{side} Country": PART.join(countries),
        f"{side} Name Raw": PART.join(quote.words for quote in quotes),
    }


def _where(event: Event, places: Sequence[Place]) -> dict[str, Any]:
    """Where: a place's columns where one is resolved; of several only the names, as a row has one point."""
    said: dict[str, Any] = {
        "Placename": PART.join(dict.fromkeys(place.name for place in places)),
        "Raw Placename": PART.join(quote.words for quote in event.places),
        "Country": PART.join(dict.fromkeys(iso3(place.country) for place in places if place.country)),
    }
    if len(places) != 1:
        return said
    (place,) = places
    return said | {
        "City": place.name if place.precision == "town" else "",
        "Province": place.region or "",
        "Latitude": "" if place.latitude is None else place.latitude,
        "Longitude": "" if place.longitude is None else place.longitude,
        "GeoNames ID": "" if place.geonames is None else place.geonames,
        "Feature Type": place.precision,
    }


FORMAT = Format(
    "plover",
    ".tsv",
    "events as PLOVER rows with POLECAT's columns: the sixteen types that PLOVER has; other types and denied events "
    "are left out, chains of sources and quotes are lost",
    frozenset({Kind.EVENT}),
    write,
)
