"""Why tellings are taken for one happening, in plain words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from veedor.analysis.incidents.candidates import Pairs
from veedor.analysis.incidents.families import shared_family
from veedor.analysis.incidents.forms import Form, form_of, likeness
from veedor.analysis.incidents.likeness import Measure, measures, weights
from veedor.analysis.incidents.matching import NOTHING_JUDGED, Judged, Matching
from veedor.analysis.incidents.traits import event_of
from veedor.analysis.telling import Party, Telling
from veedor.codebook.when import in_words

_MOST = 4
"""Reasons for, and reasons against, that are told of a pair: the weightiest."""


@dataclass(frozen=True, slots=True)
class Link:
    """What holds a telling to its incident."""

    left: str
    right: str
    chance: float | None
    """In (0, 1); None where somebody judged so."""
    why: tuple[str, ...]
    """What speaks for it, the weightiest first."""
    but: tuple[str, ...]
    """What speaks against it."""


def links(matching: Matching, ids: Sequence[str], judged: Judged = NOTHING_JUDGED) -> tuple[Link, ...]:
    """For each telling of an incident but the first, the one before it to which it is nearest, with the reasons."""
    places = {telling.id: place for place, telling in enumerate(matching.tellings)}
    members = [places[id_] for id_ in ids]
    by_people = {frozenset(pair) for pair in judged.same}
    found = []
    for number, place in enumerate(members[1:], 1):
        found.append(_nearest(matching, place, members[:number], by_people))
    return tuple(found)


def _nearest(matching: Matching, place: int, before: Sequence[int], by_people: set[frozenset[str]]) -> Link:
    own = matching.tellings[place]
    for other in before:
        told = matching.tellings[other]
        if frozenset((own.id, told.id)) in by_people:
            return Link(told.id, own.id, None, ("somebody judged that they tell of one happening",), ())
    chances = {other: matching.chances.get((min(other, place), max(other, place)), 0.0) for other in before}
    other = max(chances, key=lambda one: (chances[one], -one))
    return explained(matching, other, place)


def explained(matching: Matching, left: int, right: int) -> Link:
    """What speaks for, and against, two tellings being of one happening; they are given by their places."""
    one, other = matching.tellings[left], matching.tellings[right]
    low, high = min(left, right), max(left, right)
    pair = Pairs(np.array([low], np.int64), np.array([high], np.int64))
    counted = measures(matching.traits, pair)[0] * weights()
    order = sorted(zip(Measure, counted.tolist(), strict=True), key=lambda item: -abs(item[1]))
    words = {name: _in_words(name, one, other) for name, weight in order if weight}
    speaks = [(weight, words[name]) for name, weight in order if weight and words[name]]
    why = tuple(said for weight, said in speaks if weight > 0)[:_MOST]
    but = tuple(said for weight, said in speaks if weight < 0)[:_MOST]
    return Link(one.id, other.id, matching.chances.get((low, high), 0.0), why, but)


def _in_words(name: Measure, one: Telling, other: Telling) -> str:
    """What a measure that counts for a pair means; empty where it says nothing to people."""
    told, also = event_of(one), event_of(other)
    match name:
        case Measure.SAME_TYPE:
            return f"both {told.type}"
        case Measure.CLOSE_TYPE:
            return f"{told.type} and {also.type} may tell one act ({shared_family(told.type, also.type)})"
        case Measure.ACTORS | Measure.ACTORS_CLASH | Measure.ACTORS_NAMED:
            return _parties("who did it", one, other, ("actors",))
        case Measure.RECIPIENTS | Measure.RECIPIENTS_CLASH:
            return _parties("to whom", one, other, ("recipients",))
        case Measure.PARTIES:
            return _parties("parties", one, other, ("actors", "recipients"))
        case Measure.PLACES | Measure.PLACES_CLASH:
            return _parties("places", one, other, ("places",))
        case Measure.SAME_DAY | Measure.OTHER_DAY:
            return _dates(one, other)
        case Measure.NEAR_STATED:
            return "the stated date is within reach of the other report's"
        case Measure.REPORTS:
            return "their reports are some days apart" if one.published != other.published else ""
        case Measure.WORDS | Measure.ACT:
            return f"words like “{told.anchor.words}” and “{also.anchor.words}”"
        case Measure.VECTOR:
            return "the text around them is on the same matter"
        case Measure.AROUND:
            return "the same names stand near by"
        case Measure.NUMBERS:
            return "the same number"
        case Measure.NUMBERS_CLASH | Measure.TOLL_CLASH:
            return "other numbers"
        case Measure.SAME_DOCUMENT:
            return "one document tells both"
        case Measure.CLOSE:
            return "they stand near each other"
        case Measure.AHEAD:
            return "one announces it, the other does not"
        case _:
            return ""


def _parties(what: str, one: Telling, other: Telling, fields: Sequence[str]) -> str:
    some, others = list(_named(one, fields)), list(_named(other, fields))
    pairs = [
        party.name if party.name == also.name else f"{party.name} and {also.name}"
        for party, form in some
        for also, and_form in others
        if likeness(form, and_form)
    ]
    if pairs:
        return f"{what}: {', '.join(dict.fromkeys(pairs))}"
    return f"{what} differ" if some and others else ""


def _named(telling: Telling, fields: Sequence[str]) -> Iterator[tuple[Party, Form]]:
    for field in fields:
        for party in telling.parties(field):
            yield party, form_of(party)


def _dates(one: Telling, other: Telling) -> str:
    left, right = one.statement.when, other.statement.when
    if left is None or right is None:
        return ""
    said, also = in_words(left.value), in_words(right.value)
    return f"both say {said}" if said == also else f"one says {said}, the other {also}"
