"""Rows of the two tables of events that the field reads, ACLED's and POLECAT's, in one form."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from veedor.codebook.when import validate
from veedor.errors import DateError
from veedor.exchange.cells import bare
from veedor.exchange.reports import flat


class Style(StrEnum):
    """Whose columns a table has."""

    ACLED = "acled"
    POLECAT = "polecat"

    @property
    def publisher(self) -> str:
        """Who is known to publish such tables."""
        return self.name


_NEEDED = {
    Style.ACLED: {"event_date", "event_type", "actor1"},
    Style.POLECAT: {"event date", "event type", "actor name"},
}
"""The columns, in small letters, by which a table of the style is known."""
_DAY = re.compile(r"(\d{4}-\d\d-\d\d)(?:[T ].*)?", re.ASCII)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WRITTEN = re.compile(r"(\d{1,2})[ -]([A-Za-z]{3})[a-z]*[ -](\d{4})")
_PARTS = re.compile(r"\s*;\s*")


class EventRow(NamedTuple):
    """One event as the table has it; every text on one line."""

    number: int
    """The row's number in its table, from 2."""
    id: str
    type: str
    sub: str
    date: str
    """EDTF, no finer than the table says that it is; empty where it has none."""
    one: tuple[str, ...]
    """Actor 1 with those who are said to be with it; POLECAT's actors."""
    two: tuple[str, ...]
    places: tuple[str, ...]
    """From the town to the country."""
    located: int
    """Which of the places is where it was, as far as the table knows; -1 where it names none."""
    killed: str
    notes: str
    sources: tuple[str, ...]
    published: str
    """A day; empty where it is not told."""


def style_of(head: Sequence[str]) -> Style | None:
    """Whose table it is by its head; None where it is neither's."""
    given = {name.strip().lower() for name in head}
    return next((style for style, needed in _NEEDED.items() if needed <= given), None)


def event_row(style: Style, number: int, cells: Mapping[str, str]) -> EventRow:
    """The row in one form; `cells` are by the columns' names in small letters."""
    said = {name: flat(bare(cell)) for name, cell in cells.items()}
    return (_acled if style is Style.ACLED else _polecat)(number, said)


def _acled(number: int, said: Mapping[str, str]) -> EventRow:
    # ACLED's precisions: 1 the day and the town itself, 2 near it (the week; the area), 3 only the month and the
    # province, for which a day and the main town stand (ACLED Codebook).
    places = tuple(said.get(name, "") for name in ("location", "admin2", "admin1", "country"))
    kept = tuple(dict.fromkeys(name for name in places if name))
    area = places[2] if said.get("geo_precision") == "3" and places[2] else places[0] or places[2]
    return EventRow(
        number,
        said.get("event_id_cnty", ""),
        said.get("event_type", ""),
        said.get("sub_event_type", ""),
        _coarsened(day_of(said.get("event_date", "")), said.get("time_precision", "")),
        _actors(said, "actor1", "assoc_actor_1"),
        _actors(said, "actor2", "assoc_actor_2"),
        kept,
        kept.index(area) if area in kept else len(kept) - 1,
        said.get("fatalities", ""),
        said.get("notes", ""),
        _parts(said.get("source", "")),
        "",
    )


def _polecat(number: int, said: Mapping[str, str]) -> EventRow:
    columns = ("placename", "city", "district", "province", "country")
    places = tuple(dict.fromkeys(name for column in columns if (name := said.get(column, ""))))
    notes = next((said[name] for name in ("event text", "headline", "story") if said.get(name)), "")
    return EventRow(
        number,
        said.get("event id", ""),
        said.get("event type", "").upper(),
        said.get("event mode", ""),
        day_of(said.get("event date", "")),
        _parts(said.get("actor name", "")),
        _parts(said.get("recipient name", "")),
        places,
        0 if places else -1,
        "",
        notes,
        _parts(said.get("source", "")),
        day_of(said.get("publication date", "")),
    )


def _actors(said: Mapping[str, str], actor: str, with_: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_parts(said.get(actor, "")) + _parts(said.get(with_, ""))))


def _parts(cell: str) -> tuple[str, ...]:
    return tuple(part for part in _PARTS.split(cell) if part and part.lower() != "none")


def day_of(cell: str) -> str:
    """A day as publishers of tables write it, `2021-05-03` or `3 May 2021`; empty where it is none."""
    written = _WRITTEN.fullmatch(cell)
    if written and written[2].lower() in _MONTHS:
        cell = f"{written[3]}-{_MONTHS.index(written[2].lower()) + 1:02}-{int(written[1]):02}"
    day = _DAY.fullmatch(cell)
    if day is None:
        return ""
    try:
        return validate(day[1])
    except DateError:
        return ""


def _coarsened(day: str, precision: str) -> str:
    if not day or precision not in ("2", "3"):
        return day
    return f"{day}~" if precision == "2" else day[:7]
