"""Incidents as pages show them: found for a stretch of time, kept until the record changes, one row for each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime

from veedor.analysis.incidents.incidents import Incident
from veedor.analysis.incidents.standings import Standing
from veedor.codebook.labels import EventType
from veedor.codebook.statement import Event
from veedor.codebook.when import bounds
from veedor.codebook.wording import Piece, says, sentence, value_in_words
from veedor.desk.asking import Ask
from veedor.desk.texts import text
from veedor.errors import DateError, UsageError
from veedor.gathering.incidents import Gathered, LookedAt, Window, looked_at, put_together
from veedor.record.wanted import Filter

SIGNS = {
    Standing.REPORTED: "○",
    Standing.CORROBORATED: "●",
    Standing.DISPUTED: "≠",
    Standing.ANNOUNCED: "→",
    Standing.CAME_ABOUT: "✓",
    Standing.DID_NOT: "✕",
    Standing.WITHDRAWN: "↩",
    Standing.UNSAID: "?",
}
"""What stands beside an incident on the timeline; its words stand in the list and in the table."""


@dataclass(frozen=True, slots=True)
class Row:
    """An incident in a list."""

    id: str
    address: str
    pieces: tuple[Piece, ...]
    """The statement that stands for it, as a sentence."""
    says: str
    """Who says so in that statement."""
    type: EventType
    when: str
    """Its date in words; empty where none is stated."""
    is_dates_differ: bool
    first: date | None
    last: date | None
    actors: tuple[str, ...]
    standing: Standing
    sign: str
    origins: int
    told: int
    """How many statements tell of it."""
    documents: int
    due: str
    """For when it is announced, in words; empty where nothing is, or for no time."""
    outcome: str
    """What became of what was announced; empty where nothing is announced."""


def found(
    ask: Ask,
    window: Window,
    *,
    limit: int | None = None,
    asked: Filter | None = None,
    undated: bool = True,
) -> Gathered:
    """The incidents of a stretch of time, as they were known on the day that the address asks for.

    The rest is that of `gather`.
    """
    as_of, today = day_asked(ask, "as_of", first=False), today_here()

    def work_out() -> Gathered:
        looked = looked_at(ask.record, window, asked=asked, limit=limit, undated=undated)
        if asked is None and undated:
            _looked_at(ask, window, limit, lambda: looked)
        return put_together(ask.record, window, looked, today=today, as_of=as_of)

    name = ("incidents", window, as_of, today, asked, limit, undated)
    return ask.desk.memory.of(ask.record, name, work_out)


def found_with(ask: Ask, window: Window, root_id: str, *, limit: int) -> Gathered:
    """As `found`, with a statement that is looked at in any case, by its id as first found or written.

    What is put together for one statement alone is not kept: it would be looked through for garbage with all else.
    """
    fresh: list[LookedAt] = []

    def look() -> LookedAt:
        fresh.append(looked_at(ask.record, window, limit=limit))
        return fresh[0]

    is_among = root_id in _looked_at(ask, window, limit, look)
    if is_among and not fresh:
        of = found(ask, window, limit=limit)
        if of.found.of(root_id) is not None:
            return of
    looked = fresh[0] if fresh else looked_at(ask.record, window, limit=limit)
    as_of = day_asked(ask, "as_of", first=False)
    return put_together(ask.record, window, looked, today=today_here(), as_of=as_of, also=(root_id,))


def _looked_at(ask: Ask, window: Window, limit: int | None, look: Callable[[], LookedAt]) -> frozenset[str]:
    """The statements, as first found or written, that are looked at in a stretch of time."""
    name = ("events", window, limit)
    return ask.desk.memory.of(ask.record, name, lambda: frozenset(row.root_id for row in look().rows))


def today_here() -> date:
    """The day on which it is asked."""
    return datetime.now(UTC).date()


def day_asked(ask: Ask, name: str, *, first: bool) -> date | None:
    """The first or the last day of a date in the address; UsageError where it is none."""
    said = ask.word(name)
    if said is None:
        return None
    try:
        earliest, latest = bounds(said)
    except DateError as error:
        raise UsageError(f"{said!r} is no date; write it as 2019-08-21, 2019-08 or 2019") from error
    return earliest if first else latest


def row(ask: Ask, of: Gathered, one: Incident) -> Row:
    """An incident's row."""
    best = of.best(one).statement
    assert isinstance(best, Event)
    outcome = one.outcome
    return Row(
        id=one.id,
        address=address(ask, of, one.id),
        pieces=sentence(best),
        says=says(best),
        type=one.type,
        when=value_in_words(one.when) if one.when else text("dates differ") if one.is_dates_differ else "",
        is_dates_differ=one.is_dates_differ,
        first=one.first,
        last=one.last,
        actors=tuple(cell.value for cell in one.actors),
        standing=one.standing,
        sign=SIGNS[one.standing],
        origins=len(one.origins),
        told=len(one.ids),
        documents=len(one.documents),
        due=value_in_words(outcome.window) if outcome and outcome.window else "",
        outcome=str(outcome.kind) if outcome else "",
    )


def address(ask: Ask, of: Gathered, statement_id: str) -> str:
    """The address of the incident of a statement, put together from the same days."""
    return ask.to(
        "incident",
        id=statement_id,
        **{"from": of.window.first, "to": of.window.last, "as_of": ask.word("as_of")},
    )
