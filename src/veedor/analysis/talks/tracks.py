"""Whether talks go on: active, suspended or exhausted, as of a date, by what is said of the talks themselves."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple

from veedor.analysis.intervals import first_day, last_day
from veedor.analysis.talks.contacts import Context, around, known_by, parties_of, says
from veedor.analysis.telling import Party, Telling
from veedor.codebook.labels import Certainty, EventType, Polarity, Tense
from veedor.codebook.statement import Event

_NEAR = 500
"""Characters within which an act of one party belongs to talks told of beside it: some three sentences, set by hand."""
_CALLING = frozenset({EventType.CONSULT, EventType.COOPERATE})


class State(StrEnum):
    """How talks stand."""

    ACTIVE = "active"
    SUSPENDED = "suspended"
    EXHAUSTED = "exhausted"
    """Declared at an end, or failed."""
    ANNOUNCED = "announced"
    """Said to be taken up."""
    NOT_HELD = "not held"
    """Said not to have taken place, or not to be to come."""


_STOPS = (State.EXHAUSTED, State.SUSPENDED)


class StateSaid(NamedTuple):
    """What a statement says of how talks stand."""

    state: State
    by: str
    """Who says so, or whose act it is; empty where the author tells it and nobody acts."""
    on: str | None
    """EDTF: of the act, else of the report."""
    words: str
    id: str


@dataclass(frozen=True, slots=True)
class Track:
    """Talks between the same parties."""

    parties: tuple[Party, ...]
    said: tuple[StateSaid, ...]
    """In order of date; those without one first."""

    @property
    def state(self) -> State:
        """How they stand by what was said last; of one day, an end goes before a break, and a break before the rest."""
        return min(self.latest, key=lambda one: _STOPS.index(one.state) if one.state in _STOPS else 9).state

    @property
    def latest(self) -> tuple[StateSaid, ...]:
        """What was said of the last day."""
        last = _day(self.said[-1])
        return tuple(one for one in self.said if _day(one) == last)

    @property
    def is_disputed(self) -> bool:
        """Whether different states are told of the last day."""
        return len({one.state for one in self.latest}) > 1

    @property
    def ids(self) -> tuple[str, ...]:
        """The statements on which it rests."""
        return tuple(dict.fromkeys(one.id for one in self.said))

    def to_dict(self) -> dict[str, Any]:
        """The JSON form."""
        return {
            "parties": [one.name for one in self.parties],
            "state": str(self.state),
            "is_disputed": self.is_disputed,
            "said": [one._asdict() | {"state": str(one.state)} for one in self.said],
        }


def _day(one: StateSaid) -> int:
    return last_day(one.on).toordinal() if one.on else 0


class _Told(NamedTuple):
    said: StateSaid
    parties: tuple[Party, ...]
    telling: Telling
    is_named: bool
    """Whether its words call it talks."""


def tracks(
    tellings: Iterable[Telling], *, context: Context | None = None, as_of: date | None = None
) -> tuple[Track, ...]:
    """Talks with their state as of a date, those most lately spoken of first; none where nobody speaks of talks.

    Rules. A negotiation between the same parties is one track. An act of one party on talks (`suspended the talks`)
    belongs to the tracks told of beside it in which that party sits, else, where its document tells of none, to the
    only such track; where there is none it is a track of that party alone. What is said to be done after the date
    counts as announced. The state is what was said of the latest day.

    Args:
        tellings: Statements of any kind.
        context: The sentence of each statement.
        as_of: Only what had appeared by this day, and of acts only those up to it; everything without it.

    """
    known = known_by(tellings, as_of)
    found = [one for telling in known if (one := _told(telling, context or {}, as_of))]
    whole = [one for one in found if len(one.parties) > 1]
    groups: dict[frozenset[str], list[_Told]] = {}
    for one in whole:
        groups.setdefault(frozenset(party.key for party in one.parties), []).append(one)
    for one in (one for one in found if len(one.parties) < 2):
        for group in _homes(one, groups) or [groups.setdefault(frozenset(p.key for p in one.parties), [])]:
            group.append(one)
    made = [_track(group) for group in groups.values() if any(one.is_named for one in group)]
    return tuple(sorted(made, key=lambda track: _day(track.said[-1]), reverse=True))


def _homes(one: _Told, groups: dict[frozenset[str], list[_Told]]) -> list[list[_Told]]:
    """The tracks to which the act of one party, or of nobody, belongs."""
    own = {party.key for party in one.parties}
    fitting = [group for keys, group in groups.items() if len(keys) > 1 and own <= keys]
    here = [(group, _distance(one, group)) for group in fitting]
    beside = [group for group, far in here if far is not None and far <= _NEAR]
    is_told_of = any(far is not None for _, far in here)
    return beside or (fitting if len(fitting) == 1 and not is_told_of else [])


def _distance(one: _Told, group: Sequence[_Told]) -> int | None:
    """How many characters lie between it and the nearest word of a track in its document; None where none is there."""
    start = one.telling.statement.anchor.start
    found = (
        abs(other.telling.statement.anchor.start - start)
        for other in group
        if other.telling.document_id == one.telling.document_id
    )
    return min(found, default=None)


def _track(group: Sequence[_Told]) -> Track:
    parties = max((one.parties for one in group), key=len)
    said = {one.said: None for one in sorted(group, key=lambda one: (_day(one.said), one.said.id))}
    return Track(parties, tuple(said))


def _told(telling: Telling, context: Context, as_of: date | None) -> _Told | None:
    event = telling.statement
    if not isinstance(event, Event):
        return None
    is_calling = event.type is EventType.CONSULT
    about = event.about.words if event.about and event.type is not EventType.COOPERATE else ""
    words = f"{event.anchor.words} {about}"
    is_named = says("negotiation", words) or (is_calling and says("negotiation", around(telling, context)))
    # A denial is anchored on the verb of denying: it is of talks where others tell of them between the same parties.
    if not is_named and not (is_calling and event.polarity is Polarity.NO):
        return None
    state = _state(telling, event, words, as_of)
    if state is None:
        return None
    parties = parties_of(telling, "actors", "recipients")
    by = telling.root.name if telling.root else (parties[0].name if len(parties) == 1 else "")
    on = event.when.value if event.when else telling.reported
    return _Told(StateSaid(state, by, on, event.anchor.words, telling.id), parties, telling, is_named)


def _state(telling: Telling, event: Event, words: str, as_of: date | None) -> State | None:
    """What an event says of talks; None where it says nothing, or only what somebody would like."""
    if event.polarity is Polarity.NO:
        return State.NOT_HELD if event.type in _CALLING else None
    is_ahead = event.tense is Tense.FUTURE or bool(
        as_of and event.when and first_day(event.when.value) > as_of
    )
    for state in _STOPS:
        if says(state, words) and not says("active", event.anchor.words):
            return None if is_ahead or event.certainty is Certainty.OPEN else state
    if event.type not in _CALLING and not (event.type is EventType.AGREE and says("active", words)):
        return None
    if event.certainty is Certainty.OPEN:
        return None
    return State.ANNOUNCED if is_ahead else State.ACTIVE
