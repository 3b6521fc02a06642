"""Statements with their documents, made by hand for the tests of tables."""

from __future__ import annotations

from veedor.analysis.sourced import Sourced
from veedor.codebook.labels import Certainty, Comparison, EventType, Polarity, Status, Tense
from veedor.codebook.span import Quote
from veedor.codebook.statement import Event, Figure, Role, Statement
from veedor.codebook.when import When


def quote(words: str, start: int = 0, name: str | None = None) -> Quote:
    return Quote(start, start + len(words), words, name)


def dated(value: str | None, words: str | None = None) -> When | None:
    return None if value is None else When(quote(words or value), value)


def sourced(
    statement: Statement,
    holder: str,
    published: str | None,
    *,
    country: str | None = None,
    document: str = "",
) -> Sourced:
    own = document or f"d-{published}"
    return Sourced(statement, statement.id_in(own), own, "The Daily Post", published, country, holder)


def role(
    holder: str,
    words: str,
    published: str | None,
    *,
    of: str | None = None,
    status: Status = Status.CURRENT,
    when: str | None = None,
    said: str | None = None,
    polarity: Polarity = Polarity.YES,
    certainty: Certainty = Certainty.CERTAIN,
    country: str | None = "Malta",
    document: str = "",
    at: int = 0,
) -> Sourced:
    statement = Role(
        anchor=quote(words, at),
        role=quote(words, at),
        holder=quote(holder, at),
        of=quote(of, at) if of else None,
        status=status,
        when=dated(when, said),
        polarity=polarity,
        certainty=certainty,
    )
    return sourced(statement, holder, published, country=country, document=document)


def event(
    holder: str,
    anchor: str,
    published: str | None,
    *,
    type: EventType = EventType.OFFICE,
    actors: tuple[str, ...] = (),
    recipients: tuple[str, ...] = (),
    about: str | None = None,
    when: str | None = None,
    tense: Tense = Tense.PAST,
    certainty: Certainty = Certainty.CERTAIN,
    country: str | None = "Malta",
    document: str = "",
    at: int = 0,
) -> Sourced:
    statement = Event(
        type=type,
        anchor=quote(anchor, at),
        actors=tuple(quote(words, at) for words in actors),
        recipients=tuple(quote(words, at) for words in recipients),
        about=quote(about, at) if about else None,
        when=dated(when),
        tense=tense,
        certainty=certainty,
    )
    return sourced(statement, holder, published, country=country, document=document)


def count(
    group: str,
    value: float | tuple[float, float],
    published: str | None,
    *,
    comparison: Comparison | None = None,
    unit: str = "members",
    document: str = "",
) -> Sourced:
    statement = Figure(
        anchor=quote(f"{value} members"),
        value=value,
        unit=unit,
        what=quote("members"),
        comparison=comparison,
    )
    return sourced(statement, group, published, document=document)
