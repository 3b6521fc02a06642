"""What moved between two dates, for each party and issue, and for how long a party has not spoken of one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from veedor.analysis.intervals import first_day, last_day
from veedor.analysis.talks.matrix import Matrix, of_reading
from veedor.analysis.talks.positions import Sides, positions
from veedor.analysis.talks.stands import Issue, Issues, Modality, Reading, Stand
from veedor.analysis.talks.verdicts import Cell
from veedor.analysis.telling import Party, Telling


class Move(StrEnum):
    """What a party did on an issue between two dates."""

    NEW = "new"
    CHANGED_VALUE = "changed value"
    SOFTENED = "softened"
    HARDENED = "hardened"
    DROPPED = "dropped silently"
    """It spoke of other issues, no more of this one."""
    CONTRADICTED = "contradicted itself"
    REPEATED = "repeated"


_GRANTING = frozenset({Modality.ACCEPT, Modality.OFFER, Modality.CONSIDER})
_REFUSING = frozenset({Modality.REFUSE, Modality.RED_LINE})


@dataclass(frozen=True, slots=True)
class Moved:
    """What became of one party's stand on one issue."""

    party: Party
    issue: Issue
    moves: tuple[Move, ...]
    """At least one."""
    why: str
    before: Cell | None
    """Where it stood at the first date; None where it had said nothing."""
    after: Cell | None
    """Where it stood at the second date, by what it said in between; None where it said nothing more."""

    @property
    def ids(self) -> tuple[str, ...]:
        """The statements on which it rests."""
        cells = (cell for cell in (self.before, self.after) if cell)
        return tuple(dict.fromkeys(one for cell in cells for one in cell.ids))

    def to_dict(self) -> dict[str, Any]:
        """The JSON form."""
        before, after = (cell.to_dict() if cell else None for cell in (self.before, self.after))
        return {
            "party": self.party.name,
            "issue": str(self.issue),
            "moves": [str(move) for move in self.moves],
            "why": self.why,
            "before": before,
            "after": after,
        }


def movement(
    tellings: Iterable[Telling],
    *,
    since: date,
    until: date | None = None,
    issues: Issues | None = None,
    sides: Sides | None = None,
) -> tuple[Moved, ...]:
    """What each party did on each issue between what was known by one date and by another, by party and issue.

    Rules. A stand first heard of in between is new. Of an older one: another range is a changed value; a harder way of
    putting it (a red line before demands, refusals and preconditions, these before preferences, consideration, offers
    and acceptance) or a further condition has hardened it, a softer way or a condition less has softened it. Who
    refuses what they had granted has hardened and contradicts itself; so does who is told both ways, or asks for the
    opposite of what it asked for. What is not repeated while the party speaks of other things is dropped silently. A
    party that says nothing at all in between has no row.

    Args:
        tellings: Statements of any kind.
        since: What had appeared by this day is before.
        until: What had appeared by this day, and not before, is after; all the rest without it.
        issues: What people said of issues.
        sides: Parties to be taken as another one, by key.

    """
    return moves_of(positions(tellings, issues=issues, as_of=until, sides=sides), since)


def moves_of(later: Reading, since: date) -> tuple[Moved, ...]:
    """The same, of what was read of all that had appeared by the second date."""
    earlier = [stand for stand in later.stands if _is_known_by(stand, since)]
    between = [stand for stand in later.stands if stand.known is not None and not _is_known_by(stand, since)]
    before, after = (of_reading(Reading(tuple(found))) for found in (earlier, between))
    return tuple(moved_between(before, after))


def _is_known_by(stand: Stand, day: date) -> bool:
    return stand.known is not None and last_day(stand.known) <= day


def moved_between(before: Matrix, after: Matrix) -> Iterator[Moved]:
    """What each party did on each issue between what was said before and what was said since."""
    old, new = _cells(before), _cells(after)
    speaking = {party for party, _ in new}
    for at in sorted({*old, *new}, key=lambda one: (one[0], str(one[1]))):
        was, now = old.get(at), new.get(at)
        either = was or now
        if either is None or (now is None and at[0] not in speaking):
            continue
        moves, why = _compared(was, now)
        yield Moved(either.party, at[1], moves, why, was, now)


def _cells(table: Matrix) -> dict[tuple[str, Issue], Cell]:
    return {(key, row.issue): cell for row in table.rows for key, cell in row.cells.items()}


def _compared(was: Cell | None, now: Cell | None) -> tuple[tuple[Move, ...], str]:
    if now is None:
        return (Move.DROPPED,), "spoke of other issues, no more of this one"
    if len({stand.wants for stand in now.stands if stand.wants is not None}) > 1:
        return (Move.CONTRADICTED,), "told both ways since"
    if was is None:
        return (Move.NEW,), f"{now.modality}: {now.words}"
    if was.wants is not None and now.wants is not None and was.wants != now.wants:
        return _turned(was, now)
    found = [*_values(was, now), *_manner(was, now), *_conditions(was, now)]
    if not found:
        return (Move.REPEATED,), f"still {now.words}"
    moves = tuple(dict.fromkeys(move for move, _ in found))
    return moves, "; ".join(why for _, why in found)


def _turned(was: Cell, now: Cell) -> tuple[tuple[Move, ...], str]:
    """What it means that a party wants the opposite of what it wanted."""
    why = f"from {was.modality}: {was.words} to {now.modality}: {now.words}"
    if was.modality in _GRANTING and now.modality in _REFUSING:
        return (Move.HARDENED, Move.CONTRADICTED), why
    if now.modality in _GRANTING:
        return (Move.SOFTENED,), why
    return (Move.CONTRADICTED,), why


def _values(was: Cell, now: Cell) -> Iterator[tuple[Move, str]]:
    if not was.values or not now.values:
        return
    same = len(was.values) == len(now.values) and all(
        any(one.equals(other) for other in now.values) for one in was.values
    )
    if not same:
        yield Move.CHANGED_VALUE, f"from {was.words} to {now.words}"


def _manner(was: Cell, now: Cell) -> Iterator[tuple[Move, str]]:
    """Whether it is put harder or softer; a denial says nothing of that."""
    if was.wants is None or now.wants is None or was.modality.hardness == now.modality.hardness:
        return
    move = Move.HARDENED if now.modality.hardness > was.modality.hardness else Move.SOFTENED
    yield move, f"from {was.modality} to {now.modality}"


def _conditions(was: Cell, now: Cell) -> Iterator[tuple[Move, str]]:
    old, new = ({one.issue for one in cell.depends} for cell in (was, now))
    if new - old:
        yield Move.HARDENED, f"now tied to {', '.join(sorted(new - old))}"
    if old - new:
        yield Move.SOFTENED, f"no more tied to {', '.join(sorted(old - new))}"


@dataclass(frozen=True, slots=True)
class Silence:
    """For how long a party has not spoken of an issue."""

    party: Party
    issue: str
    last: str | None
    """EDTF: when it last did; None where no date is known."""
    fewest_days: int | None
    """Days since, counted from the last day that the date allows; None without a date."""
    most_days: int | None
    """Counted from the first day that it allows; None without one, or where the date has an open start."""
    ids: tuple[str, ...]
    """What it last said of it."""

    def to_dict(self) -> dict[str, Any]:
        """The JSON form."""
        return {
            "party": self.party.name,
            "issue": self.issue,
            "last": self.last,
            "fewest_days": self.fewest_days,
            "most_days": self.most_days,
            "statements": list(self.ids),
        }


def silences(reading: Reading, as_of: date) -> tuple[Silence, ...]:
    """For how long each party has not spoken of each issue on which it has a stand, the longest silence first.

    Facets count for their issue; those of which no date is known come last.
    """
    by_issue: dict[tuple[str, str], list[Stand]] = {}
    for stand in reading.stands:
        by_issue.setdefault((stand.party.key, stand.issue.name), []).append(stand)
    found = [_silence(stands, as_of) for stands in by_issue.values()]
    return tuple(sorted(found, key=_longest))


def _longest(one: Silence) -> tuple[bool, int, str, str]:
    return one.fewest_days is None, -(one.fewest_days or 0), one.party.name, one.issue


def _silence(stands: Sequence[Stand], as_of: date) -> Silence:
    last = max(stands, key=lambda one: one.order)
    ids = tuple(
        dict.fromkeys(one for stand in stands if stand.order[0] == last.order[0] for one in stand.ids)
    )
    if last.said is None:
        return Silence(last.party, last.issue.name, None, None, None, ids)
    first = first_day(last.said)
    most = None if first == date.min else (as_of - first).days
    return Silence(
        last.party, last.issue.name, last.said, max(0, (as_of - last_day(last.said)).days), most, ids
    )
