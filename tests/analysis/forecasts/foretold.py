"""Forecasts and announcements with their reports, made by hand for the tests of the ledger."""

from __future__ import annotations

from itertools import count
from typing import Any

from veedor.analysis.forecasts.kinds import Foretold
from veedor.analysis.telling import Telling
from veedor.codebook.labels import Certainty, EventType, Polarity, Tense
from veedor.codebook.span import Quote
from veedor.codebook.statement import Event, Figure, Forecast, Statement
from veedor.codebook.when import When

_numbers = count(1)


def quote(words: str, start: int = 0) -> Quote:
    return Quote(start, start + len(words), words)


def when(value: str | None) -> When | None:
    return None if value is None else When(quote("then"), value)


def telling(statement: Statement, *, published: str | None = "2031-03-01", **given: Any) -> Telling:
    number = next(_numbers)
    given.setdefault("document_id", "report")
    given.setdefault("publisher", "The Gazette")
    return Telling(statement=statement, id=f"s{number}", published=published, **given)


def forecast(
    anchor: str,
    about: str,
    *,
    likely: str | None = None,
    actors: tuple[str, ...] = (),
    sources: tuple[str, ...] = (),
    conditions: tuple[str, ...] = (),
    by: str | None = None,
    dated: str | None = None,
    polarity: Polarity = Polarity.YES,
    certainty: Certainty = Certainty.HEDGED,
    tense: Tense = Tense.FUTURE,
    at: int = 0,
    **given: Any,
) -> Telling:
    statement = Forecast(
        anchor=quote(anchor, at),
        about=quote(about, at),
        probability=quote(likely, at) if likely else None,
        actors=tuple(quote(name, at) for name in actors),
        sources=tuple(quote(name, at) for name in sources),
        conditions=tuple(quote(words, at) for words in conditions),
        by=quote(by, at) if by else None,
        when=when(dated),
        polarity=polarity,
        certainty=certainty,
        tense=tense,
    )
    return telling(statement, **given)


def event(
    type_: EventType,
    anchor: str,
    *,
    actors: tuple[str, ...] = (),
    sources: tuple[str, ...] = (),
    dated: str | None = None,
    polarity: Polarity = Polarity.YES,
    certainty: Certainty = Certainty.CERTAIN,
    tense: Tense = Tense.FUTURE,
    at: int = 0,
    **given: Any,
) -> Telling:
    statement = Event(
        type=type_,
        anchor=quote(anchor, at),
        actors=tuple(quote(name, at) for name in actors),
        sources=tuple(quote(name, at) for name in sources),
        when=when(dated),
        polarity=polarity,
        certainty=certainty,
        tense=tense,
    )
    return telling(statement, **given)


def figure(value: float, unit: str, *, at: int = 0, **given: Any) -> Telling:
    statement = Figure(anchor=quote(f"{value:g} {unit}", at), value=value, unit=unit, what=quote(unit, at))
    return telling(statement, **given)


def foretold(*tellings: Telling, before: str = "") -> list[Foretold]:
    return [Foretold(one, before) for one in tellings]
