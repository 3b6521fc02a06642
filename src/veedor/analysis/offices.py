"""Who holds which office when, as far as the sources attest it.

Nothing is merged across bodies, and what is claimed or denied stays apart from what is held. A term goes on
from one attestation to the next, unless a source tells an end between them, or more than `REACH_DAYS` lie
between and another person is attested in the single seat meanwhile.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from veedor.analysis.intervals import (
    REACH_DAYS,
    earliest,
    finest,
    first_day,
    is_before,
    is_closed,
    last_day,
    latest,
)
from veedor.analysis.office_attestations import Attestation, Basis, Lane, Seat, Told, attestations
from veedor.analysis.office_words import body_of, read_office, seat_of
from veedor.analysis.sourced import Sourced
from veedor.codebook.labels import Status
from veedor.codebook.when import overlaps


@dataclass(frozen=True, slots=True, kw_only=True)
class Occupancy:
    """One person in one office of one body, with what sources attest of the time."""

    holder: str
    office: str
    of: str | None
    """The body or country; None where no source names it and the office is no state's."""
    seen_from: str | None = None
    """EDTF: the first date on which a source has the person in office; None where none does."""
    seen_to: str | None = None
    """EDTF: the last such date."""
    dates: tuple[str, ...] = ()
    """EDTF: every date on which a source has the person in office, in order."""
    starts: str | None = None
    """EDTF: the beginning, only where a source tells it; `../2019-08-12` is some day before the report."""
    ends: str | None = None
    """EDTF: the end, likewise."""
    status: str = str(Status.CURRENT)
    """A status of the codebook, or `denied`. `current` is at the last source's date, not today."""
    sources: tuple[str, ...] = ()
    """Ids of the statements, or `actors.toml`, in order."""
    other_ends: tuple[str, ...] = ()
    """Ends that other sources tell and that do not fit `ends`."""
    is_single: bool = False
    """Whether the body has one holder of the office at a time."""
    basis: Basis = Basis.SAID
    """How the body is known, by the surest of the sources."""


class _Key(NamedTuple):
    holder: str
    seat: Seat
    lane: Lane


class _Point(NamedTuple):
    """A stretch in which an office is said to be held."""

    first: date
    last: date


def occupancies(rows: Iterable[Sourced], *, project: Iterable[Occupancy] = ()) -> list[Occupancy]:
    """The occupancies that role statements and acts attest, by office, body, holder and time.

    Args:
        rows: The statements, in any order; those that name no office are passed over.
        project: What the project's own file says (source `actors.toml`), merged with what is read.

    """
    found = [*attestations(rows), *(_of_project(own) for own in project)]
    groups: dict[_Key, list[Attestation]] = defaultdict(list)
    spelled = _spellings(found)
    for one in found:
        seat = one.seat._replace(of=spelled.get(_folded(one.seat.of)))
        groups[_Key(one.holder, seat, one.lane)].append(one)
    rivals = _held_points(groups)
    terms = [
        _folded_term(key, term) for key, own in groups.items() for term in _terms(key, own, rivals[key.seat])
    ]
    return sorted(terms, key=_order)


def _order(term: Occupancy) -> tuple[str, str, str, str, str, tuple[str, ...]]:
    first = term.seen_from or term.starts or term.ends
    day = first_day(first).isoformat() if first else ""
    return term.office, term.of or "", term.holder, day, term.status, term.sources


def _folded(body: str | None) -> str:
    return (body or "").casefold()


def _spellings(found: Iterable[Attestation]) -> dict[str, str]:
    """One spelling for each body, the first in the alphabet."""
    spelled: dict[str, str] = {}
    for body in sorted({one.seat.of for one in found if one.seat.of}):
        spelled.setdefault(_folded(body), body)
    return spelled


def _of_project(own: Occupancy) -> Attestation:
    """A row of the project's file as an attestation, its office and body in the tables' names."""
    office = read_office(own.office)
    body = body_of(own.of, country=None) if own.of else None
    name, body = seat_of(office, body) if office else (own.office, body)
    first, last = own.seen_from or own.starts, own.seen_to or own.ends or own.seen_from or own.starts
    seen = (first, last) if first and last else None
    lane = Lane(own.status) if own.status in {Lane.CLAIMED, Lane.DENIED} else Lane.HELD
    told = Told(seen, own.starts, own.ends, is_over=own.ends is not None or own.status == Status.FORMER)
    seat = Seat(name, body, office.is_single if office else own.is_single)
    return Attestation(own.holder, seat, lane, told, own.sources or ("actors.toml",), Basis.PROJECT)


def _points(one: Attestation) -> list[_Point]:
    """The stretches in which a statement has the office held; a dated beginning is one."""
    found = [_Point(first_day(one.told.seen[0]), last_day(one.told.seen[1]))] if one.told.seen else []
    starts = one.told.starts
    if starts and is_closed(starts):
        found.append(_Point(first_day(starts), last_day(starts)))
    return found


def _held_points(groups: dict[_Key, list[Attestation]]) -> dict[Seat, list[tuple[str, _Point]]]:
    """Who is attested in each seat when, without what is claimed or denied."""
    found: dict[Seat, list[tuple[str, _Point]]] = defaultdict(list)
    for key, own in groups.items():
        points = [point for one in own for point in _points(one)] if key.lane is Lane.HELD else []
        found[key.seat].extend((key.holder, point) for point in points)
    return found


def _terms(
    key: _Key, own: Sequence[Attestation], held: Sequence[tuple[str, _Point]]
) -> list[list[Attestation]]:
    """The attestations of a person in an office, one list for each term; undated ones are one of their own."""
    points = sorted(point for one in own for point in _points(one))
    breaks = sorted({last_day(e) for one in own if (e := one.told.ends) and last_day(e) < date.max})
    if key.seat.is_single and key.lane is Lane.HELD:
        breaks = sorted({*breaks, *_gaps(key.holder, points, held)})
    begun = {bisect_left(breaks, day) for one in own if (day := _begun(one))}
    terms: dict[int | None, list[Attestation]] = defaultdict(list)
    for one in own:
        terms[_number(one, breaks, begun)].append(one)
    return list(terms.values())


def _gaps(holder: str, points: Sequence[_Point], held: Sequence[tuple[str, _Point]]) -> Iterator[date]:
    """The days after which a term is over because somebody else sits there before the next attestation."""
    reached = date.min
    for one, following in pairwise(points):
        reached = max(reached, one.last)
        is_long = (following.first - reached).days > REACH_DAYS
        if is_long and any(
            other != holder and reached < point.first and point.last < following.first
            for other, point in held
        ):
            yield reached


def _begun(one: Attestation) -> date | None:
    """The first day of what a statement says was held or began; None where it tells an end alone."""
    if one.told.seen:
        return first_day(one.told.seen[0])
    starts = one.told.starts
    if starts is None:
        return None
    return first_day(starts) if first_day(starts) > date.min else last_day(starts)


def _number(one: Attestation, breaks: Sequence[date], begun: set[int]) -> int | None:
    """Which term a statement speaks of, counted by the breaks before it; None where nothing dates it."""
    day = _begun(one)
    if day:
        return bisect_left(breaks, day)
    if one.told.ends is None:
        return None
    ended = bisect_left(breaks, last_day(one.told.ends))
    return max((number for number in begun if number <= ended), default=-1)


def _folded_term(key: _Key, term: Sequence[Attestation]) -> Occupancy:
    """One term's attestations as one occupancy."""
    seen = [one.told.seen for one in term if one.told.seen]
    told_ends = sorted({one.told.ends for one in term if one.told.ends})
    ends = finest(told_ends)
    return Occupancy(
        holder=key.holder,
        office=key.seat.office,
        of=key.seat.of,
        seen_from=earliest(first for first, _ in seen),
        seen_to=latest(last for _, last in seen),
        dates=tuple(sorted({day for pair in seen for day in pair}, key=lambda day: (first_day(day), day))),
        starts=_starts(term),
        ends=ends,
        status=_status(key.lane, term),
        sources=tuple(sorted({source for one in term for source in one.sources})),
        other_ends=tuple(end for end in told_ends if ends and not overlaps(end, ends)),
        is_single=key.seat.is_single,
        basis=min(one.basis for one in term),
    )


def _starts(term: Sequence[Attestation]) -> str | None:
    """The told beginning; one that comes after an attestation renews the office and begins nothing."""
    seen = [one.told.seen[0] for one in term if one.told.seen]
    told = {one.told.starts for one in term if one.told.starts}
    return finest(start for start in told if not any(is_before(first, start) for first in seen))


def _status(lane: Lane, term: Sequence[Attestation]) -> str:
    if lane is not Lane.HELD:
        return str(lane)
    if any(one.told.is_over for one in term):
        return str(Status.FORMER)
    return str(Status.FUTURE if all(one.told.is_future for one in term) else Status.CURRENT)
