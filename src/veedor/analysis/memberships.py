"""Who belongs to which group when, as far as the sources attest it, and how many members they count.

Counts that differ stand side by side, each with its date and source: none is averaged or preferred.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from veedor.analysis.intervals import (
    REACH_DAYS,
    days_between,
    earliest,
    finest,
    first_day,
    is_before,
    is_closed,
    last_day,
    latest,
)
from veedor.analysis.member_attestations import (
    MemberAttestation,
    group_named,
    member_attestations,
    member_named,
)
from veedor.analysis.sourced import Sourced
from veedor.codebook.labels import Comparison
from veedor.codebook.statement import Figure, Value

COUNTED = frozenset({"members", "countries", "states", "nations", "governments", "organizations", "parties"})
"""Units in which reports count the members of a group, as the codebook writes them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership:
    """One member of one group, with what sources attest of the time."""

    member: str
    group: str
    seen_from: str | None = None
    """EDTF: the first date on which a source counts it as a member; None where none does."""
    seen_to: str | None = None
    """EDTF: the last such date."""
    starts: str | None = None
    """EDTF: when it joined, only where a source tells it; `../2019-08-12` is some day before the report."""
    ends: str | None = None
    """EDTF: when it left, likewise."""
    sources: tuple[str, ...] = ()
    """Ids of the statements, or `actors.toml`, in order."""


class StatedCount(NamedTuple):
    """How many members a source says a group has."""

    group: str
    value: Value
    """The number, or the two ends of a range."""
    comparison: Comparison | None
    at: str
    """EDTF: the date of which the source says so."""
    publisher: str | None
    source: str
    """The statement's id."""


class Members(NamedTuple):
    """The members of a group on a date: names that are sure, names that are not, and what sources count."""

    certain: tuple[str, ...]
    """Attested around the date, or within `REACH_DAYS` of it with no leaving told."""
    uncertain: tuple[str, ...]
    """Attested further away, or joining or leaving on a day that may be this one."""
    stated_counts: tuple[StatedCount, ...]
    """The counts of that date, else the last before it and the first after it; by date and source."""
    notes: tuple[str, ...]
    """Where a count and the names differ: `12 stated by X (2019); 9 named`."""


def memberships(rows: Iterable[Sourced], *, project: Iterable[Membership] = ()) -> list[Membership]:
    """The memberships that roles and acts of joining and leaving attest, by group, member and time.

    Args:
        rows: The statements, in any order; those that tell no membership are passed over.
        project: What the project's own file says (source `actors.toml`), merged with what is read.

    """
    found = [*member_attestations(rows), *(_of_project(own) for own in project)]
    groups: dict[tuple[str, str], list[MemberAttestation]] = defaultdict(list)
    for one in found:
        groups[one.group, one.member].append(one)
    terms = [_term(term) for own in groups.values() for term in _terms(own)]
    return sorted(terms, key=lambda m: (m.group, m.member, m.seen_from or "", m.starts or "", m.sources))


def _of_project(own: Membership) -> MemberAttestation:
    first, last = own.seen_from or own.starts, own.seen_to or own.ends or own.seen_from or own.starts
    return MemberAttestation(
        member_named(own.member),
        group_named(own.group),
        (first, last) if first and last else None,
        own.starts,
        own.ends,
        own.sources or ("actors.toml",),
    )


def _day(one: MemberAttestation) -> date | None:
    """The first day of what is attested as membership; None where an end alone, or nothing, is dated."""
    if one.seen:
        return first_day(one.seen[0])
    if one.starts is None:
        return None
    return first_day(one.starts) if first_day(one.starts) > date.min else last_day(one.starts)


def _terms(own: Sequence[MemberAttestation]) -> list[list[MemberAttestation]]:
    """The attestations of one member in one group, one list for each time between a joining and a leaving."""
    breaks = sorted({last_day(one.ends) for one in own if one.ends and last_day(one.ends) < date.max})
    numbers = {day: sum(end < day for end in breaks) for one in own if (day := _day(one))}
    terms: dict[int | None, list[MemberAttestation]] = defaultdict(list)
    for one in own:
        day = _day(one)
        if day:
            terms[numbers[day]].append(one)
        elif one.ends:
            ended = sum(end < last_day(one.ends) for end in breaks)
            terms[max((n for n in numbers.values() if n <= ended), default=-1)].append(one)
        else:
            terms[None].append(one)
    return list(terms.values())


def _term(term: Sequence[MemberAttestation]) -> Membership:
    seen = [one.seen for one in term if one.seen]
    starts = finest(
        s for one in term if (s := one.starts) and not any(is_before(first, s) for first, _ in seen)
    )
    return Membership(
        member=term[0].member,
        group=term[0].group,
        seen_from=earliest(first for first, _ in seen),
        seen_to=latest(last for _, last in seen),
        starts=starts,
        ends=finest(one.ends for one in term if one.ends),
        sources=tuple(sorted({source for one in term for source in one.sources})),
    )


def stated_counts(rows: Iterable[Sourced]) -> list[StatedCount]:
    """How many members sources say that groups have, by group, date and source; undated ones are left out.

    A row counts where its statement is a figure of members or countries and `holder` names the group.
    """
    counts = [
        StatedCount(group_named(group), figure.value, figure.comparison, row.dated, row.publisher, row.id)
        for row in set(rows)
        if isinstance(figure := row.statement, Figure) and _is_count(figure) and row.dated
        for group in row.holders
    ]
    return sorted(counts, key=_count_order)


def _is_count(figure: Figure) -> bool:
    is_change = figure.comparison in {Comparison.INCREASE, Comparison.DECREASE}
    return figure.unit in COUNTED and not is_change


def _count_order(count: StatedCount) -> tuple[str, date, str, str]:
    return count.group, first_day(count.at), count.at, count.source


def members(
    group: str, *, on: str, memberships: Iterable[Membership], counts: Iterable[StatedCount] = ()
) -> Members:
    """The members of a group on a date, as far as sources say.

    Args:
        group: Its name, as a report or the record has it.
        on: EDTF.
        memberships: What is known, in any order.
        counts: What `stated_counts` found.

    """
    name = group_named(group)
    own = [one for one in memberships if one.group == name]
    certain = {one.member for one in own if _is_certain(one, on)}
    uncertain = {one.member for one in own if not _is_excluded(one, on)} - certain
    stated = _counts_on([one for one in counts if one.group == name], on)
    notes = tuple(dict.fromkeys(note for one in stated if (note := _note(one, len(certain)))))
    return Members(tuple(sorted(certain)), tuple(sorted(uncertain)), tuple(stated), notes)


def _is_excluded(one: Membership, on: str) -> bool:
    """Whether a told joining or leaving rules the date out."""
    is_gone = one.ends is not None and last_day(one.ends) < first_day(on)
    return is_gone or (one.starts is not None and is_before(on, one.starts))


def _is_certain(one: Membership, on: str) -> bool:
    if _is_excluded(one, on):
        return False
    dates = [day for day in (one.starts, one.seen_from, one.seen_to) if day and is_closed(day)]
    if not dates:
        return False
    first, last = earliest(dates) or on, latest(dates) or on
    may_be_over = one.ends is not None and first_day(one.ends) <= last_day(on)
    is_leaving = one.ends is not None and may_be_over and (is_closed(one.ends) or is_before(last, on))
    is_joining = one.starts == first and last_day(first) > first_day(on)
    if is_leaving or is_joining:
        return False
    if is_before(on, first):
        return days_between(on, first) <= REACH_DAYS and one.starts is None
    return not is_before(last, on) or days_between(last, on) <= REACH_DAYS


def _counts_on(counts: Sequence[StatedCount], on: str) -> list[StatedCount]:
    """The counts of a date, else those nearest before and after it within the reach."""
    same = [one for one in counts if days_between(one.at, on) == 0]
    if same:
        return sorted(same, key=_count_order)
    earlier = [one for one in counts if is_before(one.at, on) and days_between(one.at, on) <= REACH_DAYS]
    later = [one for one in counts if is_before(on, one.at) and days_between(one.at, on) <= REACH_DAYS]
    return sorted([*_nearest(earlier, on), *_nearest(later, on)], key=_count_order)


def _nearest(counts: Sequence[StatedCount], on: str) -> list[StatedCount]:
    least = min((days_between(one.at, on) for one in counts), default=0)
    return [one for one in counts if days_between(one.at, on) == least]


def _note(count: StatedCount, named: int) -> str | None:
    """That a count and the number of names differ; None where they agree."""
    low, high = count.value if isinstance(count.value, tuple) else (count.value, count.value)
    if low <= named <= high:
        return None
    shown = f"{low:g}" if low == high else f"{low:g}–{high:g}"
    words = f"{count.comparison} {shown}" if count.comparison else shown
    return f"{words} stated by {count.publisher or 'an unnamed publisher'} ({count.at}); {named} named"
