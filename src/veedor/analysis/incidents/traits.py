"""What is compared of tellings, in columns: one row for each telling, in the order given.

Every trait depends on its telling alone, never on the others: so the likeness of two tellings stays as it is,
whatever else comes in.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Hashable, Sequence
from datetime import date
from typing import Generic, NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from veedor.analysis.incidents.families import ORDER
from veedor.analysis.incidents.forms import Form, form_of
from veedor.analysis.incidents.stems import numbers, stems
from veedor.analysis.intervals import first_day, last_day
from veedor.analysis.telling import Telling
from veedor.codebook.labels import Tense
from veedor.codebook.statement import Event
from veedor.documents.passages import DIMENSIONS

EVER = 10**7
"""A day after all others; before all others where negative."""
BACK_DAYS, ON_DAYS, ONGOING_DAYS = 60, 180, 30
"""How far from its report an act without a date is looked for: one that is past before it, one to come after it, one
that goes on on either side. Set by hand: reports of the field come out monthly or oftener and look back on the time
between, with the report before."""

NEAR = 300
"""Characters between two acts of a document whose names are counted as each other's surroundings: about a paragraph."""

T = TypeVar("T", bound=Hashable)


class Numbered(Generic[T]):
    """Values by number, each once."""

    def __init__(self) -> None:
        """Begin with none."""
        self.values: list[T] = []
        self._numbers: dict[T, int] = {}

    def number(self, value: T) -> int:
        """The number of a value, the next one where it is new."""
        found = self._numbers.setdefault(value, len(self.values))
        if found == len(self.values):
            self.values.append(value)
        return found


class Days(NamedTuple):
    """The days on which an act may lie, as ordinals."""

    first: int
    last: int
    stated: bool
    """Whether the statement says so; else the report's date bounds it."""


Sets = Sequence[frozenset[Form]]
Words = Sequence[frozenset[str]]
Counts = Sequence[frozenset[int]]


class Traits(NamedTuple):
    """The columns; those of numbers point into the lists at the end."""

    types: NDArray[np.int8]
    first: NDArray[np.int64]
    last: NDArray[np.int64]
    stated: NDArray[np.bool_]
    reported: NDArray[np.int64]
    """The first day of the document's date; `EVER` where it is unknown."""
    ahead: NDArray[np.bool_]
    """Whether the act lies in the future of its report."""
    documents: NDArray[np.int64]
    starts: NDArray[np.int64]
    """The first character of the anchor in its document."""
    vectors: NDArray[np.float32]
    """Shape (tellings, 384), of length 1; zeros where there is none."""
    actors: NDArray[np.int64]
    recipients: NDArray[np.int64]
    parties: NDArray[np.int64]
    places: NDArray[np.int64]
    words: NDArray[np.int64]
    anchors: NDArray[np.int64]
    counts: NDArray[np.int64]
    around: NDArray[np.int64]
    """Words of the names in the document near by, its own among them."""
    sets: Sets
    """Sets of parties and places, by number."""
    stems: Words
    """Sets of words, by number."""
    numbers: Counts
    """Sets of numbers stated, by number."""


class _Row(NamedTuple):
    type: int
    days: Days
    reported: int
    ahead: bool
    actors: frozenset[Form]
    recipients: frozenset[Form]
    places: frozenset[Form]
    sources: frozenset[Form]
    words: frozenset[str]
    anchor: frozenset[str]
    counts: frozenset[int]


def event_of(telling: Telling) -> Event:
    """The telling's event."""
    assert isinstance(telling.statement, Event)
    return telling.statement


def days_of(telling: Telling) -> Days:
    """When an act may have been: as stated, else within reach of its report's date."""
    said = telling.statement
    reported = telling.reported
    if said.when is not None:
        first, last = first_day(said.when.value), last_day(said.when.value)
        start = first.toordinal() if first != date.min else -EVER
        end = last.toordinal() if last != date.max else EVER
        if end == EVER and reported and said.tense is not Tense.FUTURE:
            end = max(start, last_day(reported).toordinal())
        return Days(start, end, True)
    if reported is None:
        return Days(-EVER, EVER, False)
    first, last = first_day(reported), last_day(reported)
    back = {Tense.PAST: BACK_DAYS, Tense.PRESENT: ONGOING_DAYS, Tense.FUTURE: 0}[said.tense]
    on = {Tense.PAST: 0, Tense.PRESENT: ONGOING_DAYS, Tense.FUTURE: ON_DAYS}[said.tense]
    return Days(first.toordinal() - back, last.toordinal() + on, False)


def _forms(telling: Telling, field: str) -> frozenset[Form]:
    """Those of a field; without words that say nothing by themselves: `there`, `them`."""
    forms = map(form_of, telling.parties(field))
    return frozenset(form for form in forms if form.words or form.country or form.numbers)


def _row(telling: Telling) -> _Row:
    said = event_of(telling)
    actors, recipients = _forms(telling, "actors"), _forms(telling, "recipients")
    quotes = (said.about, *said.recipients, *said.actors)
    phrases = [quote.words for quote in quotes if quote is not None]
    anchor = stems(said.anchor.words)
    return _Row(
        type=ORDER.index(said.type),
        days=days_of(telling),
        reported=first_day(telling.reported).toordinal() if telling.reported else EVER,
        ahead=said.tense is Tense.FUTURE,
        actors=actors,
        recipients=recipients,
        places=_forms(telling, "places"),
        sources=_forms(telling, "sources"),
        words=frozenset[str]().union(anchor, *map(stems, phrases)),
        anchor=anchor,
        counts=frozenset[int]().union(*map(numbers, phrases), numbers(said.anchor.words)),
    )


def traits_of(tellings: Sequence[Telling]) -> Traits:
    """The columns of event tellings, a row for each."""
    rows = [_row(telling) for telling in tellings]
    sets, words, counts = Numbered[frozenset[Form]](), Numbered[frozenset[str]](), Numbered[frozenset[int]]()
    documents = Numbered[str]()

    def column(values: list[int]) -> NDArray[np.int64]:
        return np.array(values, np.int64)

    return Traits(
        types=np.array([row.type for row in rows], np.int8),
        first=column([row.days.first for row in rows]),
        last=column([row.days.last for row in rows]),
        stated=np.array([row.days.stated for row in rows], np.bool_),
        reported=column([row.reported for row in rows]),
        ahead=np.array([row.ahead for row in rows], np.bool_),
        documents=column([documents.number(telling.document_id) for telling in tellings]),
        starts=column([telling.statement.anchor.start for telling in tellings]),
        vectors=_vectors(tellings),
        actors=column([sets.number(row.actors) for row in rows]),
        recipients=column([sets.number(row.recipients) for row in rows]),
        parties=column([sets.number(row.actors | row.recipients) for row in rows]),
        places=column([sets.number(row.places) for row in rows]),
        words=column([words.number(row.words) for row in rows]),
        anchors=column([words.number(row.anchor) for row in rows]),
        counts=column([counts.number(row.counts) for row in rows]),
        around=column([words.number(near) for near in _around(tellings, rows)]),
        sets=sets.values,
        stems=words.values,
        numbers=counts.values,
    )


def _around(tellings: Sequence[Telling], rows: Sequence[_Row]) -> list[frozenset[str]]:
    """The words of names near each telling, in its document."""
    places: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for number, telling in enumerate(tellings):
        places[telling.document_id].append((telling.statement.anchor.start, number))
    names = [_names(row) for row in rows]
    found = [frozenset[str]()] * len(rows)
    for of_document in places.values():
        of_document.sort()
        starts = [start for start, _ in of_document]
        for start, number in of_document:
            near = slice(bisect_left(starts, start - NEAR), bisect_right(starts, start + NEAR))
            found[number] = frozenset().union(*(names[other] for _, other in of_document[near]))
    return found


def _names(row: _Row) -> frozenset[str]:
    forms = row.actors | row.recipients | row.places | row.sources
    countries = (form.country for form in forms if form.country)
    return frozenset[str]().union(countries, *(form.own for form in forms))


def _vectors(tellings: Sequence[Telling]) -> NDArray[np.float32]:
    blank = bytes(DIMENSIONS)
    content = b"".join(telling.vector or blank for telling in tellings)
    found = np.frombuffer(content, np.int8).reshape(len(tellings), DIMENSIONS).astype(np.float32)
    lengths = np.linalg.norm(found, axis=1, keepdims=True)
    made: NDArray[np.float32] = found / np.maximum(lengths, 1)  # of signed bytes: 0, or 1 at least
    return made
