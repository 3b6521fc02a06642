"""Whom the words for an office mean on a date: `the president of the Assembly` in August 2019 is a name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from veedor.analysis.intervals import (
    REACH_DAYS,
    days_between,
    earliest,
    first_day,
    is_before,
    last_day,
    latest,
)
from veedor.analysis.office_attestations import Basis, Lane
from veedor.analysis.office_words import NamedOffice, body_of, may_mean, read_office, seat_of
from veedor.analysis.offices import Occupancy
from veedor.codebook.labels import Status
from veedor.codebook.when import in_words


class Resolution(NamedTuple):
    """Whom words mean, or why that cannot be said."""

    name: str | None
    """None where the record does not say it surely enough."""
    why: str
    """One line: what it rests on, or what is missing."""
    candidates: tuple[Occupancy, ...] = ()
    """The occupancies it rests on, or those that were considered, nearest first."""


def holder_of(
    words: str,
    *,
    on: str,
    occupancies: Sequence[Occupancy],
    country: str | None = None,
    body: str | None = None,
    bodies_named: Sequence[str] = (),
) -> Resolution:
    """Whom the words for an office mean on a date, with what that rests on.

    A single seat has its holder between two attestations of one person, and up to `REACH_DAYS` before the first
    or after the last one, as long as no source tells a beginning or an end between and nobody else is attested.

    Args:
        words: `the president of the Assembly`, `Iran's foreign minister`, `the Secretary General`.
        on: EDTF, the date of the text that says so.
        occupancies: What is known, in any order.
        country: What the text speaks of.
        body: The body, where the text has told it; counts where `words` name none.
        bodies_named: The bodies that the text names, nearest first; one of which no holder of this office is known
            is passed over.

    """
    office = read_office(words)
    if office is None:
        return Resolution(None, "these words name no office that the list knows")
    known = [one for one in occupancies if one.of is not None]
    for candidate in _bodies(office, country, body, bodies_named):
        fitting = _at(known, office, candidate)
        if fitting:
            return _resolved(fitting, on)
        if office.body or body:
            return Resolution(None, f"no holder of this office of {candidate} is known")
    return _nowhere(office, known)


def _bodies(
    office: NamedOffice, country: str | None, body: str | None, bodies_named: Sequence[str]
) -> list[str]:
    """The bodies that may be meant, the likeliest first."""
    if office.body or body:
        return [body_of(office.body or body or "", country=country)]
    named = [body_of(one, country=country) for one in bodies_named]
    if country and office.organ:
        return [*named, body_of(office.organ, country=country)]
    if country and office.is_state:
        return [body_of(country, country=None)]
    return named


def _at(known: Sequence[Occupancy], office: NamedOffice, body: str) -> list[Occupancy]:
    """The occupancies of an office at a body, or at the bodies that its short name may mean."""
    wanted, of = seat_of(office, body)
    meant = of or body
    there = [one for one in known if one.office == wanted]
    exact = [one for one in there if (one.of or "").casefold() == meant.casefold()]
    return exact or [one for one in there if may_mean(meant, one.of or "")]


def _nowhere(office: NamedOffice, known: Sequence[Occupancy]) -> Resolution:
    there = sorted((one for one in known if one.office == office.office), key=_order)
    return Resolution(None, "the text names no body of which a holder of this office is known", tuple(there))


def _order(one: Occupancy) -> tuple[str, str, str, tuple[str, ...]]:
    return one.of or "", one.seen_from or one.starts or "", one.holder, one.sources


def _resolved(terms: Sequence[Occupancy], on: str) -> Resolution:
    """The holder on a date among the occupancies of one office."""
    near = sorted((one for one in terms if _may_fit(one, on)), key=lambda one: (_away(one, on), _order(one)))
    fitting = [one for one in near if one.status in {Status.CURRENT, Status.FORMER}]
    if not fitting:
        return _unfit(terms, near, on)
    if not all(one.is_single for one in fitting):
        return Resolution(None, "several people hold such an office at a time", tuple(near))
    meant = _meant(fitting, on)
    holders = sorted({one.holder for one in meant})
    if len(holders) > 1:
        return Resolution(None, f"{' and '.join(holders)} both fit {in_words(on)}", tuple(near))
    return Resolution(holders[0], _why(meant, near, on), tuple(near))


def _seen(one: Occupancy) -> tuple[str, str] | None:
    """The first and last date that places somebody in an office: attested, else a told beginning."""
    if one.seen_from and one.seen_to:
        begun = one.starts if one.starts and first_day(one.starts) < first_day(one.seen_from) else None
        return (begun if begun and not _is_open(begun) else one.seen_from), one.seen_to
    return (one.starts, one.starts) if one.starts and not _is_open(one.starts) else None


def _is_open(value: str) -> bool:
    return ".." in value


def _away(one: Occupancy, on: str) -> int:
    """Days from a date to the time of which sources speak; 0 inside it."""
    seen = _seen(one)
    if seen is None:
        return REACH_DAYS + 1
    if is_before(on, seen[0]):
        return days_between(on, seen[0])
    return days_between(seen[1], on) if is_before(seen[1], on) else 0


def _may_fit(one: Occupancy, on: str) -> bool:
    """Whether an attestation is near enough, and no told beginning or end lies, or may lie, between."""
    is_ended = one.ends is not None and last_day(one.ends) < first_day(on)
    is_unbegun = one.starts is not None and is_before(on, one.starts)
    if is_ended or is_unbegun or _away(one, on) > REACH_DAYS:
        return False
    if one.seen_from and one.seen_to and not is_before(on, one.seen_from) and not is_before(one.seen_to, on):
        return True
    may_be_over = one.ends is not None and first_day(one.ends) <= last_day(on)
    return not may_be_over and _has_begun(one, on)


def _has_begun(one: Occupancy, on: str) -> bool:
    """Whether the told beginning, if there is one, surely lies before."""
    if one.starts is None or last_day(one.starts) <= last_day(on):
        return True
    return one.seen_from is not None and is_before(one.seen_from, on)


def _meant(fitting: Sequence[Occupancy], on: str) -> list[Occupancy]:
    """Who is attested around the date, else the last before it and the first after it."""
    inside = [one for one in fitting if _away(one, on) == 0]
    own = [one for one in inside if one.basis is Basis.PROJECT]
    if own:
        return own
    if inside:
        return [*inside, *(one for one in fitting if one not in inside and _is_between(one, inside, on))]
    before = [one for one in fitting if (seen := _seen(one)) and is_before(seen[1], on)]
    after = [one for one in fitting if one not in before]
    return [*_nearest(before, on), *_nearest(after, on)]


def _is_between(other: Occupancy, inside: Sequence[Occupancy], on: str) -> bool:
    """Whether somebody else is attested between the two attestations that stand around a date."""
    for one in inside:
        dates = [*one.dates, *(seen for seen in _seen(one) or ())]
        first = latest(day for day in dates if not is_before(on, day))
        last = earliest(day for day in dates if not is_before(day, on))
        if first and last and any(is_before(first, d) and is_before(d, last) for d in other.dates):
            return True
    return False


def _nearest(terms: Sequence[Occupancy], on: str) -> list[Occupancy]:
    least = min((_away(one, on) for one in terms), default=0)
    return [one for one in terms if _away(one, on) == least]


def _unfit(terms: Sequence[Occupancy], near: Sequence[Occupancy], on: str) -> Resolution:
    """Why nobody fits."""
    if near:
        return Resolution(
            None, "the office is only claimed, denied or still to be taken at that time", tuple(near)
        )
    nearest = sorted(terms, key=lambda one: (_away(one, on), _order(one)))
    return Resolution(
        None,
        f"no source has anybody in this office within {REACH_DAYS} days of {in_words(on)} without an end between",
        tuple(nearest),
    )


def _why(meant: Sequence[Occupancy], near: Sequence[Occupancy], on: str) -> str:
    one = meant[0]
    seen = _seen(one)
    days = max(_away(term, on) for term in meant)
    rests = " and ".join(dict.fromkeys(in_words(date) for date in seen or ()))
    why = f"{one.holder} is attested as {one.office} of {one.of}: {rests}"
    if days:
        why += f", {days} days away"
    if one.basis is Basis.REPORT:
        why += "; the country is the report's, not named beside the office"
    claims = sorted({term.holder for term in near if term.status == Lane.CLAIMED})
    return f"{why}; {' and '.join(claims)} claims it too" if claims else why
