"""The first page: what is new since the last visit, what waits, what wants attention, how much happened when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

from veedor.charts.drawing import Chart
from veedor.charts.style import COLOURS
from veedor.charts.weeks import weeks_chart
from veedor.desk.asking import Action, Ask, Page, Raw
from veedor.desk.cards import Card, cards_of
from veedor.desk.pages.documents import in_order
from veedor.desk.pages.figures import Disputed, disputed
from veedor.desk.pages.taking_in import TakingIn, taking_in
from veedor.desk.paging import PER_PAGE, Part, part
from veedor.desk.texts import text, texts
from veedor.gathering import forecasts
from veedor.record import calendar, listing, news, visits
from veedor.record.changes import Verb
from veedor.record.listing import Listed
from veedor.record.news import TakenBack, Told
from veedor.record.reviewing import waiting
from veedor.record.reviewing.waiting import Counters
from veedor.record.store import Record
from veedor.record.visits import Before

_WEEKS = 26
"""Weeks that the chart shows: half a year."""
_NEWEST = 8
"""Documents that the list shows."""
_FEW = 4
"""Statements of each short list."""
_MOST_NEW = 1000
"""New documents that are counted one by one."""
_DENIALS_IN = 500
"""The newest documents in which denials are looked for."""
_DUE = 500
"""Forecasts whose date has come that are looked at, those that came due last."""


class Did(NamedTuple):
    """What somebody else did since the last visit."""

    by: str
    words: str
    """`accepted 12 statements`."""


@dataclass(frozen=True, slots=True)
class New:
    """What is new since the end of the last visit."""

    since: Before
    came_in: int
    """Documents; `_MOST_NEW` stands for that many or more."""
    newest: tuple[Listed, ...]
    """The first of them."""
    did: tuple[Did, ...]
    retracted: tuple[Told, ...]
    taken_back: tuple[TakenBack, ...]
    """Documents whose notes take statements back."""
    most: int = _MOST_NEW

    @property
    def is_quiet(self) -> bool:
        """Whether nothing is new."""
        return not (self.came_in or self.did or self.retracted or self.taken_back)


@dataclass(frozen=True, slots=True)
class Home:
    """The first page."""

    documents: int
    new: New | None
    """None on a first visit."""
    came_in: tuple[Listed, ...]
    """The newest documents, by their dates."""
    counters: Counters
    denials: tuple[Card, ...]
    due: tuple[Card, ...]
    differing: tuple[Disputed, ...]
    """Figures that cannot both be right."""
    weeks: tuple[Chart, ...]
    """Reports and events by week, counted when the last report came in; empty where no document is dated."""
    taking_in: TakingIn


def load(ask: Ask) -> Home:
    """What an analyst wants to know first."""
    memory, record = ask.desk.memory, ask.record
    ids = in_order(ask)
    denied = _denied(ask, ids, 0, _FEW)
    return Home(
        documents=len(ids),
        new=_new(ask),
        came_in=tuple(listing.rows_of(record, ids[:_NEWEST])),
        counters=memory.of(record, "counters", lambda: waiting.counters(record)),
        denials=tuple(cards_of(record, denied.rows[:_FEW])),
        due=tuple(cards_of(record, news.still(record, _open(ask), limit=_FEW))),
        differing=tuple(disputed(ask, most=_FEW)),
        weeks=memory.until_reading(record, "weeks", lambda: _weeks(record), patient=True),
        taking_in=taking_in(ask),
    )


# --- what is new -------------------------------------------------------------------------------------------


def _new(ask: Ask) -> New | None:
    record, since = ask.record, visits.before(ask.record, ask.person.name)
    if since is None:
        return None
    ids = listing.new_since(record, since.change_id, most=_MOST_NEW)
    done = news.decisions_since(record, since.change_id, but=ask.person.name)
    return New(
        since=since,
        came_in=len(ids),
        newest=tuple(listing.rows_of(record, ids[:_FEW])),
        did=tuple(Did(one.by, _did(one.verb, one.many)) for one in done[: 2 * _FEW]),
        retracted=tuple(news.retracted_since(record, since.change_id, limit=_FEW)),
        taken_back=tuple(news.withdrawn_since(record, since.change_id, limit=_FEW)),
    )


def _did(verb: Verb, many: int) -> str:
    return {
        Verb.ACCEPT: texts("accepted %(num)d statement", "accepted %(num)d statements", many),
        Verb.CORRECT: texts("corrected %(num)d statement", "corrected %(num)d statements", many),
        Verb.REJECT: texts("rejected %(num)d statement", "rejected %(num)d statements", many),
        Verb.ADD: texts("added %(num)d statement", "added %(num)d statements", many),
        Verb.COMMENT: texts("commented %(num)d time", "commented %(num)d times", many),
        Verb.AGREE: texts("agreed with %(num)d decision", "agreed with %(num)d decisions", many),
        Verb.SEND_BACK: texts("sent %(num)d decision back", "sent %(num)d decisions back", many),
        Verb.PAIR: texts("compared %(num)d pair of statements", "compared %(num)d pairs of statements", many),
        Verb.NAME_ISSUE: texts("named %(num)d issue", "named %(num)d issues", many),
        Verb.ENTER: texts("entered %(num)d criterion", "entered %(num)d criteria", many),
        Verb.RESOLVE: texts("resolved %(num)d forecast", "resolved %(num)d forecasts", many),
        Verb.WRITE: texts("wrote a brief", "wrote a brief %(num)d times", many),
        Verb.PUBLISH: texts("published a brief", "published %(num)d briefs", many),
    }.get(verb, texts("changed %(num)d statement", "changed %(num)d statements", many))


# --- what wants attention ----------------------------------------------------------------------------------


def _denied(ask: Ask, ids: Sequence[int], start: int, limit: int) -> news.Later:
    return ask.desk.memory.of(
        ask.record,
        ("denials", start, limit),
        lambda: news.denials(ask.record, ids, start=start, limit=limit, most=_DENIALS_IN),
    )


def _due(ask: Ask) -> list[str]:
    today = datetime.now(UTC).date()
    return ask.desk.memory.until_reading(
        ask.record, ("due", today), lambda: news.due(ask.record, today, most=_DUE), patient=True
    )


def _open(ask: Ask) -> list[str]:
    """The forecasts whose date has come and that nobody resolved, those that came due last first."""
    known = ask.desk.memory.of(ask.record, "forecasts judged", lambda: forecasts.judged(ask.record))
    return [id_ for id_ in _due(ask) if id_ not in known.resolved]


# --- the whole lists ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Denials:
    """Statements that somebody named says are not so."""

    cards: tuple[Card, ...]
    looked: int
    """How many documents were looked through, the newest first."""
    documents: int
    further: str
    """The address of those that follow; empty where none do."""


def load_denials(ask: Ask) -> Denials:
    """The newest denials, or those that follow them."""
    ids, start = in_order(ask), ask.number("from", 0)
    found = _denied(ask, ids, start, PER_PAGE)
    further = ask.to("denials", **{"from": found.place}) if found.place is not None else ""
    cards = tuple(cards_of(ask.record, found.rows))
    return Denials(cards, len(ids) if found.place is None else found.place, len(ids), further)


@dataclass(frozen=True, slots=True)
class Due:
    """Forecasts whose date has come, of which nobody has said how they came out."""

    part: Part[Card]
    most: int


def load_due(ask: Ask) -> Due:
    """The forecasts that came due last."""
    open_ = ask.desk.memory.of(
        ask.record, "due", lambda: [row.id for row in news.still(ask.record, _open(ask))]
    )
    shown = part(ask, open_)
    cards = cards_of(ask.record, news.still(ask.record, shown.rows))
    return Due(Part(cards, shown.number, shown.total, shown.per_page, shown.has_more), _DUE)


# --- the charts --------------------------------------------------------------------------------------------


def _weeks(record: Record) -> tuple[Chart, ...]:
    last = calendar.latest(record)
    if last is None:
        return ()
    monday = last - timedelta(days=last.weekday())
    first = monday - timedelta(weeks=_WEEKS - 1)
    mondays = [first + timedelta(weeks=n) for n in range(_WEEKS)]
    reports = _by_week(calendar.documents_by_day(record, first, last), mondays)
    by_type = calendar.events_by_day(record, first, last)
    events = _by_week({day: of.total() for day, of in by_type.items()}, mondays)
    week = text("Week of")
    return (
        weeks_chart(
            reports, title=text("Reports by week"), columns=(week, text("Reports")), colour=COLOURS[1]
        ),
        weeks_chart(events, title=text("Events by week"), columns=(week, text("Events"))),
    )


def _by_week(days: Mapping[date, int], mondays: Sequence[date]) -> dict[date, int]:
    """The numbers of days summed under their Mondays, each of which is there."""
    weeks = dict.fromkeys(mondays, 0)
    for day, many in days.items():
        weeks[day - timedelta(days=day.weekday())] += many
    return weeks


ANSWERS: tuple[Page | Action | Raw, ...] = (
    Page("home", "/", load, "home.html", title="Home"),
    Page("denials", "/denials", load_denials, "denials.html"),
    Page("due", "/forecasts-due", load_due, "due.html"),
)
