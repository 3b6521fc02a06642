"""Visits and delegations: who went to whom, at which level, with which agenda, and what came of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import NamedTuple

from veedor.analysis.intervals import days_between, first_day
from veedor.analysis.talks.contacts import Contact as _Contact
from veedor.analysis.talks.contacts import Context, Held, contacts, known_by, parties_of, says
from veedor.analysis.talks.issue_words import place_of, tokens
from veedor.analysis.telling import Party, Telling
from veedor.codebook.labels import EventType, Polarity, Status
from veedor.codebook.statement import Event, Role
from veedor.gazetteers.tables import read_table

_RESULTS = frozenset({EventType.AGREE, EventType.CONCEDE, EventType.REJECT, EventType.TRADE, EventType.AID})
NEAR_DAYS = 7
"""How many days from a visit something that its parties did may be told as its result; one week, set by hand."""


class Result(NamedTuple):
    """What a party to a visit is told to have done at that time."""

    type: EventType
    words: str
    id: str


@dataclass(frozen=True, slots=True)
class Visit:
    """One visit, by all that tell of it."""

    who: tuple[Party, ...]
    hosts: tuple[Party, ...]
    """Who was visited; empty where only a place is named."""
    places: tuple[str, ...]
    level: str
    """Of the highest of those who went, by their titles; empty where no title is told."""
    titles: tuple[str, ...]
    """The words for who they are, as the documents have them."""
    agenda: tuple[str, ...]
    held: tuple[Held, ...]
    when: str | None
    """EDTF, of the first that dates it; None where nobody does."""
    results: tuple[Result, ...]
    """What their parties did in the same report, on the occasion; to be read, not taken for granted."""
    ids: tuple[str, ...]


@cache
def _levels() -> tuple[tuple[str, tuple[tuple[str, ...], ...]], ...]:
    rows = read_table("veedor.analysis.talks", "levels")
    return tuple((row["level"], tuple(tuple(one.split()) for one in row["words"].split("|"))) for row in rows)


def level_of(words: str) -> str:
    """The level that a title, or the words for a party, tell; empty where they tell none."""
    said = tokens(words)
    return next((level for level, patterns in _levels() if place_of(patterns, said) is not None), "")


def visits(
    tellings: Iterable[Telling], *, context: Context | None = None, as_of: date | None = None
) -> tuple[Visit, ...]:
    """The visits that reports known by a date tell of, the latest first, those without a date last.

    Visits of the same party to the same host or place are one where their dates may be the same. A visit is a contact
    whose own words call it one (`visited`, `flew`, `sent`).
    """
    known = list(known_by(tellings, as_of))
    found = [one for one in contacts(known, context) if _is_visit(one)]
    titles = _titles(known)
    made = [_visit(group, titles, known) for group in _grouped(found)]
    return tuple(sorted(made, key=lambda one: (one.when is not None, one.when or "", one.ids), reverse=True))


def _is_visit(one: _Contact) -> bool:
    event = one.telling.statement
    names_a_host = len(one.ends) + len(one.through) > 1 or one.places
    return isinstance(event, Event) and bool(names_a_host) and says("visit", event.anchor.words)


def _who(one: _Contact) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
    """Who went, and to whom: the actors and the recipients; the first actor where there are only actors."""
    actors, hosts = parties_of(one.telling, "actors"), parties_of(one.telling, "recipients")
    if not hosts and not one.places and len(actors) > 1:
        return actors[:1], actors[1:]
    return actors, hosts


def _grouped(found: Iterable[_Contact]) -> list[list[_Contact]]:
    groups: dict[tuple[frozenset[str], frozenset[str]], list[list[_Contact]]] = defaultdict(list)
    for one in found:
        who, hosts = _who(one)
        to = frozenset(party.key for party in hosts) or frozenset(place.casefold() for place in one.places)
        same = groups[frozenset(party.key for party in who), to]
        group = next((group for group in same if all(_may_be_same(one, other) for other in group)), None)
        same.append([one]) if group is None else group.append(one)
    return [group for same in groups.values() for group in same]


def _may_be_same(one: _Contact, other: _Contact) -> bool:
    return one.when is None or other.when is None or days_between(one.when, other.when) == 0


def _titles(tellings: Iterable[Telling]) -> Mapping[str, list[str]]:
    """The titles of each party, by its key."""
    found: dict[str, list[str]] = defaultdict(list)
    for one in tellings:
        if isinstance(one.statement, Role) and one.statement.status is Status.CURRENT:
            for party in one.parties("holder"):
                found[party.key].append(one.statement.role.words)
    return found


def _visit(group: Sequence[_Contact], titles: Mapping[str, list[str]], tellings: Sequence[Telling]) -> Visit:
    who, hosts = _who(group[0])
    called = [quote.words for one in group for quote in one.telling.statement.actors]  # type: ignore[union-attr]
    own = list(dict.fromkeys(title for party in who for title in titles.get(party.key, ())))
    levels = [level for words in (*own, *called) if (level := level_of(words))]
    order = [level for level, _ in _levels()]
    return Visit(
        who=who,
        hosts=hosts,
        places=tuple(dict.fromkeys(place for one in group for place in one.places)),
        level=min(levels, key=order.index, default=""),
        titles=tuple(own),
        agenda=tuple(dict.fromkeys(one.about for one in group if one.about)),
        held=tuple(dict.fromkeys(one.held for one in group)),
        when=min((one.when for one in group if one.when), key=first_day, default=None),
        results=tuple(_results(group, tellings)),
        ids=tuple(dict.fromkeys(one.telling.id for one in group)),
    )


def _results(group: Sequence[_Contact], tellings: Sequence[Telling]) -> Iterator[Result]:
    """What the visit's parties agreed, yielded, refused or traded with each other, by the same documents."""
    documents = {one.telling.document_id for one in group}
    who = {party.key for one in group for party in one.ends}
    dates = [one.when for one in group if one.when]
    for one in tellings:
        event = one.statement
        if one.document_id not in documents or not isinstance(event, Event) or event.type not in _RESULTS:
            continue
        own = {party.key for party in parties_of(one, "actors", "recipients")}
        is_near = not event.when or not dates or _is_near(event.when.value, dates)
        if (
            own & who
            and len(own & who) + bool(event.about) > 1
            and is_near
            and event.polarity is Polarity.YES
        ):
            yield Result(event.type, event.about.words if event.about else event.anchor.words, one.id)


def _is_near(value: str, dates: Sequence[str]) -> bool:
    return any(days_between(value, other) <= NEAR_DAYS for other in dates)
