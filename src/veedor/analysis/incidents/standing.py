"""How a happening stands: who asserts it, who denies it, since when, and from how many origins it is known."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from veedor.analysis.incidents.origins import Origin, chain, is_named, origins
from veedor.analysis.incidents.traits import event_of
from veedor.analysis.intervals import first_day
from veedor.analysis.telling import Party, Telling
from veedor.codebook.labels import Certainty, Polarity, Tense
from veedor.codebook.naming import key


@dataclass(frozen=True, slots=True)
class Side:
    """Somebody who asserts a happening, or denies it."""

    name: str
    """The root of the chain of sources, else the publisher, else the document."""
    ids: tuple[str, ...]
    since: str | None
    """EDTF: the earliest report that has it so; None where none is dated."""


@dataclass(frozen=True, slots=True)
class Dispute:
    """Two sides of one happening."""

    asserts: tuple[Side, ...]
    denies: tuple[Side, ...]
    since: str | None
    """EDTF: since when both are known; None where either is undated."""


def is_assertion(telling: Telling) -> bool:
    """Whether it says that the happening was, is, or will be."""
    said = telling.statement
    return said.polarity is Polarity.YES and said.certainty is not Certainty.OPEN


def is_denial(telling: Telling) -> bool:
    """Whether it says that the happening was not, is not, or will not be."""
    said = telling.statement
    return said.polarity is Polarity.NO and said.certainty is not Certainty.OPEN


def is_ahead(telling: Telling) -> bool:
    """Whether it lies in the future of its report."""
    return event_of(telling).tense is Tense.FUTURE


def is_planned(telling: Telling) -> bool:
    """Whether it is announced, or planned without more: in the future, and not denied."""
    return is_ahead(telling) and telling.statement.polarity is Polarity.YES


def sides(tellings: Iterable[Telling]) -> tuple[Side, ...]:
    """Who says so, each once, in the order in which they first did."""
    found: dict[str, list[Telling]] = defaultdict(list)
    names: dict[str, str] = {}
    for telling in tellings:
        who = speaker(telling)
        names.setdefault(who.key, who.name)
        found[who.key].append(telling)
    made = [Side(names[one], tuple(t.id for t in told), earliest(told)) for one, told in found.items()]
    return tuple(sorted(made, key=lambda side: (_day(side.since), side.name)))


def speaker(telling: Telling) -> Party:
    """Whose word it is: the last named of the chain of sources, else the last of it, else the publisher."""
    parties = list(chain(telling))
    named = [party for party in parties if is_named(party)] or parties
    if named:
        return named[-1]
    called = telling.publisher or telling.title or telling.document_id
    return Party(key(called), called)


def earliest(tellings: Iterable[Telling]) -> str | None:
    """The date, EDTF, of the earliest dated report among some; None where none is."""
    dates = [telling.reported for telling in tellings if telling.reported]
    return min(dates, key=lambda value: (first_day(value), value), default=None)


def latest(tellings: Iterable[Telling]) -> str | None:
    """The date, EDTF, of the latest dated report among some; None where none is."""
    dates = [telling.reported for telling in tellings if telling.reported]
    return max(dates, key=lambda value: (first_day(value), value), default=None)


def dispute_of(tellings: Sequence[Telling]) -> Dispute | None:
    """The two sides, where some assert the happening and others deny it; None where they agree.

    Who says later that it will not be, having said that it would, changed their mind and disputes nothing.
    """
    asserted, denied = [t for t in tellings if is_assertion(t)], [t for t in tellings if is_denial(t)]
    if not asserted or not denied:
        return None
    asserts, denies = sides(asserted), sides(denied)
    if {one.name for one in asserts} == {one.name for one in denies}:
        return None
    begun = [earliest(asserted), earliest(denied)]
    known = [date for date in begun if date]
    since = max(known, key=lambda value: (first_day(value), value)) if len(known) == len(begun) else None
    return Dispute(asserts, denies, since)


def is_withdrawn(tellings: Sequence[Telling], withdrawn: Collection[str]) -> bool:
    """Whether nobody stands by it: each who asserted it took it back later, or their publisher took back the words."""
    asserted = [telling for telling in tellings if is_assertion(telling) and telling.id not in withdrawn]
    taken_back = any(is_assertion(telling) and telling.id in withdrawn for telling in tellings)
    if not asserted:
        return taken_back
    denied = {
        speaker(telling).key: telling for telling in tellings if is_denial(telling) and is_ahead(telling)
    }
    return all(is_ahead(one) and _is_later(denied.get(speaker(one).key), one) for one in asserted)


def _is_later(denial: Telling | None, assertion: Telling) -> bool:
    if denial is None or denial.reported is None or assertion.reported is None:
        return False
    return first_day(denial.reported) > first_day(assertion.reported)


def known_from(tellings: Sequence[Telling]) -> tuple[Origin, ...]:
    """The independent origins of those who assert it; of those who deny it where nobody does."""
    asserted = [telling for telling in tellings if is_assertion(telling)]
    denied = [telling for telling in tellings if is_denial(telling)]
    counted = asserted or denied or list(tellings)
    chosen = {telling.id for telling in counted}
    return origins(counted, beside=[telling for telling in tellings if telling.id not in chosen])


def _day(value: str | None) -> str:
    return first_day(value).isoformat() if value else "9999-99-99"
