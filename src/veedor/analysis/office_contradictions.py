"""Where sources contradict each other on who holds an office. Nothing is resolved here: both sides are shown."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple

from veedor.analysis.intervals import first_day, is_before, last_day
from veedor.analysis.office_attestations import Basis, Lane
from veedor.analysis.offices import Occupancy
from veedor.codebook.when import in_words


class Clash(StrEnum):
    """What a contradiction is about."""

    TWO_HOLDERS = "two holders"
    """Two people in one single seat at overlapping times."""
    CALLED_AFTER_END = "called current after the end"
    TWO_ENDS = "two ends"
    """Sources date the end differently."""
    DENIED = "denied"
    """A source says that the person does not hold it."""


class Contradiction(NamedTuple):
    """Occupancies that cannot all be so, or can only if something untold happened between."""

    clash: Clash
    office: str
    of: str | None
    sides: tuple[Occupancy, ...]
    """The occupancies concerned, each with its sources."""
    why: str
    """One line that says what does not fit."""


class _Held(NamedTuple):
    """The days of which sources speak, both included, cut where they tell a beginning or an end."""

    first: date
    last: date


def contradictions(occupancies: Iterable[Occupancy]) -> list[Contradiction]:
    """Every contradiction among the occupancies, by office, body and time of the first side.

    Two attestations whose dates are only known to a month or a report's week may be a handover within it: they
    are listed, and `why` says so. Offices of no known body contradict nobody.
    """
    seats: dict[tuple[str, str], list[Occupancy]] = defaultdict(list)
    for one in sorted(set(occupancies), key=_order):
        if one.of is not None:
            seats[one.office, one.of].append(one)
    return [clash for key in sorted(seats) for clash in _of_seat(seats[key])]


def _order(one: Occupancy) -> tuple[str, str, str, tuple[str, ...]]:
    date_known = one.seen_from or one.starts or one.ends
    return (
        first_day(date_known).isoformat() if date_known else "",
        one.holder,
        one.status,
        one.sources,
    )


def _of_seat(terms: Sequence[Occupancy]) -> Iterator[Contradiction]:
    for one, other, common in _overlapping(terms):
        if one.holder == other.holder:
            yield from _denied(one, other)
        elif one.is_single and other.is_single:
            yield from _two_holders(one, other, common)
    holders: dict[str, list[Occupancy]] = defaultdict(list)
    for one in terms:
        yield from _within(one)
        if one.status not in {Lane.CLAIMED, Lane.DENIED}:
            holders[one.holder].append(one)
    for own in holders.values():
        for one, other in pairwise(own):
            yield from _returned(one, other)


def _overlapping(terms: Sequence[Occupancy]) -> Iterator[tuple[Occupancy, Occupancy, _Held]]:
    """Every two occupancies that share days, with those days, by the first day of each."""
    held = sorted(((days, n) for n, one in enumerate(terms) if (days := _held(one))))
    for place, (days, n) in enumerate(held):
        for theirs, m in held[place + 1 :]:
            if theirs.first > days.last:
                break
            yield terms[n], terms[m], _Held(theirs.first, min(days.last, theirs.last))


def _held(one: Occupancy) -> _Held | None:
    """The days for which the office is said to be held; None where no source has the person in it."""
    if one.seen_from is None or one.seen_to is None:
        return None
    first, last = first_day(one.seen_from), last_day(one.seen_to)
    if one.starts and last_day(one.starts) < date.max:
        first = max(first, first_day(one.starts))
    if one.ends:
        last = min(last, last_day(one.ends))
    return _Held(first, last) if first <= last else None


def _two_holders(one: Occupancy, other: Occupancy, common: _Held) -> Iterator[Contradiction]:
    is_denial = Lane.DENIED in {one.status, other.status}
    if is_denial or _hands_over(one, other) or _hands_over(other, one):
        return
    first, last = common.first.isoformat(), common.last.isoformat()
    when = in_words(first if first == last else f"{first}/{last}")
    why = f"{_named(one)} and {_named(other)} are both attested as {_seat(one)}, {when}"
    if not _is_sure(one, other):
        why += "; a handover within that time is possible"
    if Basis.REPORT in {one.basis, other.basis}:
        why += "; the country is the report's, not named beside the office"
    yield Contradiction(Clash.TWO_HOLDERS, one.office, one.of, (one, other), why)


def _hands_over(one: Occupancy, other: Occupancy) -> bool:
    """Whether a told end of the one comes no later than the other's told beginning or first attestation."""
    begins = other.starts if other.starts and last_day(other.starts) < date.max else other.seen_from
    return bool(one.ends and begins and last_day(one.ends) <= first_day(begins))


def _is_sure(one: Occupancy, other: Occupancy) -> bool:
    """Whether the two are attested to the day on a common day, or each before and after a day of the other's."""
    surely = [(last_day(term.seen_from or ""), first_day(term.seen_to or "")) for term in (one, other)]
    first, last = max(begun for begun, _ in surely), min(going for _, going in surely)
    return first <= last


def _denied(one: Occupancy, other: Occupancy) -> Iterator[Contradiction]:
    """One person whom a source has in the office while another says that they are not."""
    if (one.status == Lane.DENIED) != (other.status == Lane.DENIED):
        why = f"{one.holder} is called {_seat(one)}, and said not to be, at the same time"
        yield Contradiction(Clash.DENIED, one.office, one.of, (one, other), why)


def _within(one: Occupancy) -> Iterator[Contradiction]:
    """What does not fit inside one occupancy."""
    if one.other_ends:
        dates = ", ".join(in_words(end) for end in (one.ends or "", *one.other_ends))
        why = f"sources end the term of {one.holder} as {_seat(one)} differently: {dates}"
        yield Contradiction(Clash.TWO_ENDS, one.office, one.of, (one,), why)
    if one.ends and one.seen_to and last_day(one.ends) < first_day(one.seen_to):
        yield Contradiction(Clash.CALLED_AFTER_END, one.office, one.of, (one,), _late(one, one))


def _returned(one: Occupancy, other: Occupancy) -> Iterator[Contradiction]:
    """A later term of the same person of which no source tells a beginning."""
    if one.ends and other.seen_from and other.starts is None and is_before(one.ends, other.seen_from):
        yield Contradiction(
            Clash.CALLED_AFTER_END,
            one.office,
            one.of,
            (one, other),
            f"{_late(one, other)}; none tells a return",
        )


def _late(one: Occupancy, other: Occupancy) -> str:
    """That somebody is called current after a source tells the end."""
    end, seen = in_words(one.ends or ""), in_words(other.seen_to or "")
    return f"{one.holder} is called {_seat(one)} ({seen}), though a source tells the end ({end})"


def _named(one: Occupancy) -> str:
    return f"{one.holder} (claimed)" if one.status == Lane.CLAIMED else one.holder


def _seat(one: Occupancy) -> str:
    return f"{one.office} of {one.of}"
