"""What became of what was announced: it came about, it did not, it is open, or overdue."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from veedor.analysis.incidents.standing import earliest, is_assertion, is_denial, is_planned
from veedor.analysis.intervals import first_day, last_day
from veedor.analysis.telling import Telling
from veedor.codebook.labels import Tense


class OutcomeKind(StrEnum):
    """What became of an announcement."""

    CAME_ABOUT = "came about"
    LATER = "came about later than announced"
    DID_NOT = "did not come about"
    CONTESTED = "some say that it came about, others that it did not"
    OPEN = "open"
    OVERDUE = "overdue"
    """The announced time is over, and no report says what became of it."""


class Linked(NamedTuple):
    """What people judged of announcements and outcomes, by the ids of statements."""

    outcomes: tuple[tuple[str, str], ...] = ()
    """Announcement and outcome."""
    none: tuple[tuple[str, str], ...] = ()
    """Announcement and what is not its outcome."""


NOTHING_LINKED = Linked()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an announcement."""

    kind: OutcomeKind
    ids: tuple[str, ...]
    """The statements that tell it; none where it is open or overdue."""
    announced: tuple[str, ...]
    """The statements that announce it."""
    window: str | None
    """EDTF: for when it is announced, by the latest report that says so; None where none does."""
    why: str
    by_people: bool = False
    """Whether somebody judged so."""
    proposed: tuple[str, ...] = ()
    """Statements of something alike at another time, which may tell what became of it: for a person to judge."""


def outcome_of(
    tellings: Sequence[Telling],
    *,
    today: date,
    linked: Linked = NOTHING_LINKED,
    known: Mapping[str, Telling] | None = None,
    proposed: Sequence[str] = (),
) -> Outcome | None:
    """What became of what these tellings of one happening announce; None where they announce nothing.

    Args:
        tellings: All of one happening.
        today: The day on which it is asked, for what is overdue.
        linked: What people judged; it goes before everything else.
        known: Tellings of other happenings by id, for what people linked.
        proposed: Tellings of something alike at another time.

    """
    planned = [telling for telling in tellings if is_planned(telling)]
    if not planned:
        return None
    announced = tuple(telling.id for telling in planned)
    refused = {right for left, right in linked.none if left in announced}
    everything = dict(known or {}) | {telling.id: telling for telling in tellings}
    judged = [
        everything[right] for left, right in linked.outcomes if left in announced and right in everything
    ]
    told = judged or [one for one in tellings if _tells_outcome(one, planned) and one.id not in refused]
    window = _window(planned)
    kind, why = _kind(told, window, today=today)
    if judged:
        why = f"somebody judged so; {why}"
    open_ = kind in (OutcomeKind.OPEN, OutcomeKind.OVERDUE)
    left = tuple(id_ for id_ in proposed if id_ not in refused) if open_ else ()
    return Outcome(kind, tuple(one.id for one in told), announced, window, why, bool(judged), left)


def _tells_outcome(telling: Telling, planned: Sequence[Telling]) -> bool:
    """Whether it looks back on what was announced: not ahead, and reported on a later day than the announcement."""
    if telling.statement.tense is Tense.FUTURE or not (is_assertion(telling) or is_denial(telling)):
        return False
    begun = earliest(planned)
    return bool(begun and telling.reported and first_day(telling.reported) > first_day(begun))


def _window(planned: Sequence[Telling]) -> str | None:
    dated = [telling for telling in planned if telling.statement.when]
    last = max(dated, key=lambda one: (_reported(one), one.id), default=None)
    return last.statement.when.value if last and last.statement.when else None


def _reported(telling: Telling) -> date:
    return first_day(telling.reported) if telling.reported else date.min


def _kind(told: Sequence[Telling], window: str | None, *, today: date) -> tuple[OutcomeKind, str]:
    happened = [telling for telling in told if is_assertion(telling)]
    denied = [telling for telling in told if is_denial(telling)]
    if happened and denied:
        return OutcomeKind.CONTESTED, "later reports say both"
    if denied:
        return OutcomeKind.DID_NOT, "a later report says that it did not"
    if happened:
        if all(_is_past_window(telling, window) for telling in happened):
            return OutcomeKind.LATER, "a later report dates it after the announced time"
        return OutcomeKind.CAME_ABOUT, "a later report says that it did"
    if window is None:
        return OutcomeKind.OPEN, "no time was announced, and no later report tells of it"
    if last_day(window) < today:
        return OutcomeKind.OVERDUE, "the announced time is over, and no report tells what became of it"
    return OutcomeKind.OPEN, "the announced time is not over"


def _is_past_window(telling: Telling, window: str | None) -> bool:
    when = telling.statement.when
    return bool(window and when and first_day(when.value) > last_day(window))
