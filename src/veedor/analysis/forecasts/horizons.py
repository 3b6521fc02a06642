"""By when a forecast comes about or does not, by its own words or by a rule that is stated; and what is due."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from itertools import takewhile
from typing import NamedTuple

from veedor.analysis.forecasts.criterion import HorizonRule
from veedor.analysis.intervals import first_day, is_before, is_closed, last_day
from veedor.analysis.telling import Telling
from veedor.codebook.labels import EventType, Polarity, Tense
from veedor.codebook.statement import Event, Forecast, Statement
from veedor.codebook.when import Precision, in_words, precision
from veedor.documents.date_words import find, resolve
from veedor.gazetteers.tables import read_table

SOON = timedelta(days=7)
"""How long before its last day a forecast is due: a week, in which whoever keeps the ledger looks for evidence."""
FARTHEST = timedelta(days=366)
"""How far after a report the vote lies at most that a forecast of it is settled by."""


_VAGUE = re.compile(
    r"\b(?:coming|few|several|near|some) (?:days|weeks|months|years|future|time)\b", re.IGNORECASE
)
"""Words of time that name no day, whatever the grammar makes of them (codebook, vague dates)."""


class Horizon(NamedTuple):
    """By when, and how one knows."""

    value: str
    """EDTF; its last day is the day by which it is settled."""
    rule: HorizonRule
    why: str
    ids: tuple[str, ...] = ()
    """The statements that date what it is about; empty where its own words do."""

    @property
    def due(self) -> date | None:
        """The last day; None where the end is open."""
        return _end(self.value)


class NoHorizon(NamedTuple):
    """Why there is no day by which it is settled."""

    why: str


class Vote(NamedTuple):
    """A vote that a statement dates to days."""

    id: str
    when: str
    document_id: str
    country: str | None


class Votes(NamedTuple):
    """Votes, found by the report that dates them and by the country that it speaks of."""

    by_document: Mapping[str, Sequence[Vote]] = {}
    by_country: Mapping[str, Sequence[Vote]] = {}
    """In the order of their last days."""


def votes(tellings: Iterable[Telling]) -> Votes:
    """The votes that statements date to days, held or to come."""
    found = sorted((vote for one in tellings if (vote := _vote(one))), key=lambda one: last_day(one.when))
    by_document: dict[str, list[Vote]] = defaultdict(list)
    by_country: dict[str, list[Vote]] = defaultdict(list)
    for one in found:
        by_document[one.document_id].append(one)
        if one.country:
            by_country[one.country].append(one)
    return Votes(by_document, by_country)


def _vote(one: Telling) -> Vote | None:
    """The vote of a statement; None where it is of something else or names no day."""
    said = one.statement
    if not isinstance(said, Event) or said.type is not EventType.ELECT or said.polarity is Polarity.NO:
        return None
    if said.when is None or not is_closed(said.when.value) or precision(said.when.value) is not Precision.DAY:
        return None
    return Vote(one.id, said.when.value, one.document_id, one.country)


def horizon_of(telling: Telling, known: Votes | None = None) -> Horizon | NoHorizon:
    """By when a forecast or an announced act is settled; with the reason where nothing says so.

    Args:
        telling: The statement.
        known: Votes of the record, which settle forecasts of how they turn out.

    """
    statement = telling.statement
    if statement.when is not None:
        return _explicit(telling, statement.when.value)
    said = _in_words_of_time(telling)
    if said is not None and isinstance(found := _explicit(telling, said), Horizon):
        return found
    if isinstance(statement, Forecast) and is_about_a_vote(statement):
        return _by_vote(telling, known or Votes())
    if isinstance(statement, Forecast) and statement.by is not None:
        return NoHorizon("its words of time have no date")
    return NoHorizon("no words say by when, and nothing it is about has a day")


def _explicit(telling: Telling, value: str) -> Horizon | NoHorizon:
    if _end(value) is None:
        return NoHorizon(f"its date has no end: {in_words(value)}")
    if telling.reported and is_before(value, telling.reported):
        return NoHorizon(f"its date, {in_words(value)}, lies before the report")
    return Horizon(value, HorizonRule.EXPLICIT, f"the report's words of time: {in_words(value)}")


def _in_words_of_time(telling: Telling) -> str | None:
    """The date that a forecast's words of time mean, seen from its report: `next week`, `a new round before November`.

    What it is about counts only where it bounds the end (`before`, `by`, `until`): any other date there may be of
    something else. None where there is no such date, or several.
    """
    statement = telling.statement
    if not isinstance(statement, Forecast) or telling.reported is None:
        return None
    bounding = [one for one in find(statement.about.words) if one.limit in ("to", "before")]
    found = [*(find(statement.by.words) if statement.by else bounding)]
    if len(found) != 1 or _VAGUE.search(statement.by.words if statement.by else statement.about.words):
        return None
    day = first_day(telling.reported)
    return resolve(found[0], (day, last_day(telling.reported)), future=True)


def _by_vote(telling: Telling, known: Votes) -> Horizon | NoHorizon:
    """The vote that the same report dates, else the next one in the same country that any report dates."""
    own = [vote for vote in known.by_document.get(telling.document_id, ()) if _is_ahead(vote, telling)]
    if own:
        return _only(own, "the vote that the same report dates to")
    first = _next(telling, known)
    if first is None:
        return NoHorizon("it is about a vote whose day no report of the record gives")
    same = [vote for vote in known.by_country[telling.country or ""] if vote.when == first.when]
    return _only(same, "the next vote in the country, dated to")


def _next(telling: Telling, known: Votes) -> Vote | None:
    """The next vote in the country that the report speaks of, as far as it is not too far off."""
    if telling.reported is None or telling.country is None:
        return None
    there = known.by_country.get(telling.country, ())
    place = bisect_left(there, first_day(telling.reported), key=lambda vote: last_day(vote.when))
    ahead = takewhile(lambda vote: last_day(vote.when) == last_day(there[place].when), there[place:])
    first = min(ahead, key=lambda vote: vote.when, default=None)
    return first if first and _is_ahead(first, telling) else None


def _is_ahead(vote: Vote, telling: Telling) -> bool:
    if telling.reported is None:
        return True
    start = first_day(telling.reported)
    return start <= last_day(vote.when) and first_day(vote.when) - start <= FARTHEST


def _only(found: list[Vote], rule: str) -> Horizon | NoHorizon:
    """The vote, if all are of one day."""
    days = sorted({vote.when for vote in found})
    if len(days) > 1:
        named = ", ".join(in_words(day) for day in days)
        return NoHorizon(f"it is about a vote, and several have a day: {named}")
    ids = tuple(dict.fromkeys(vote.id for vote in found))
    return Horizon(days[0], HorizonRule.INFERRED, f"{rule} {in_words(days[0])}", ids)


def is_about_a_vote(forecast: Forecast) -> bool:
    """Whether the words speak of how a vote turns out."""
    spelt = re.findall(r"[\w-]+", f"{forecast.anchor.words} {forecast.about.words}".lower())
    whole, stems = _vote_words()
    return any(word in whole or word.startswith(stems) for word in spelt)


@cache
def _vote_words() -> tuple[frozenset[str], tuple[str, ...]]:
    listed = [row["words"] for row in read_table("veedor.analysis.forecasts", "vote_words")]
    stems = tuple(word[:-1] for word in listed if word.endswith("*"))
    return frozenset(word for word in listed if not word.endswith("*")), stems


def _end(value: str) -> date | None:
    last = last_day(value)
    return None if last == date.max else last


class State(StrEnum):
    """How far a forecast has come, as of a day."""

    OPEN = "open"
    """Its day is more than a week off."""
    DUE = "due"
    """Its last day is today or within a week."""
    OVERDUE = "overdue"
    """Its last day is over, and nobody has said how it came out."""
    RESOLVED = "resolved"
    """A person said how it came out, or that it cannot be decided."""
    VOID = "void"
    """A person said that it does not count, as when its condition did not come about."""
    UNDATED = "undated"
    """No day settles it, so that it is never due and never scored."""


def state_of(due: date | None, outcome: str | None, as_of: date) -> State:
    """The state as of a day.

    Args:
        due: The last day of the horizon; None without one.
        outcome: How a person resolved it by that day; None where nobody did.
        as_of: The day.

    """
    if outcome is not None:
        return State.VOID if outcome == "void" else State.RESOLVED
    if due is None:
        return State.UNDATED
    if due < as_of:
        return State.OVERDUE
    return State.DUE if due - as_of <= SOON else State.OPEN


def is_about_the_future(statement: Statement) -> bool:
    """Whether a statement is one that the ledger keeps: a forecast, or an act announced for the future."""
    is_ahead = statement.tense is Tense.FUTURE
    return isinstance(statement, Forecast) or (isinstance(statement, Event) and is_ahead)
