"""Tellings of positions and acts, made by hand."""

from __future__ import annotations

from veedor.analysis.telling import Telling
from veedor.codebook.labels import Certainty, EventType, Polarity, Stance, Status, Tense
from veedor.codebook.span import Quote
from veedor.codebook.statement import Event, Position, Role
from veedor.codebook.when import When

_PLACES = iter(range(0, 10**9, 1000))


def quote(words, start=None, name=None):
    at = next(_PLACES) if start is None else start
    return Quote(at, at + len(words), words, name)


def _when(value, words=None):
    return None if value is None else When(quote(words or value), value)


def _quotes(names):
    return tuple(quote(name) for name in names)


def telling(statement, published, *, document=None, publisher="The Varan Post", story=""):
    own = document or f"d-{published}"
    return Telling(
        statement=statement,
        id=statement.id_in(own),
        document_id=own,
        publisher=publisher,
        published=published,
        story=story,
    )


def position(
    holders,
    stance,
    about,
    published="2019-08-23",
    *,
    conditions=(),
    issue="",
    sources=(),
    when=None,
    said=None,
    polarity=Polarity.YES,
    certainty=Certainty.CERTAIN,
    anchor="wants",
    probability=None,
    **more,
):
    statement = Position(
        anchor=quote(anchor),
        stance=Stance(stance),
        holders=_quotes([holders] if isinstance(holders, str) else holders),
        about=quote(about) if about else None,
        conditions=_quotes(conditions),
        issue=issue,
        sources=_quotes(sources),
        when=_when(when, said),
        polarity=polarity,
        certainty=certainty,
        probability_right=probability,
    )
    return telling(statement, published, **more)


def act(
    type,
    actors,
    about=None,
    published="2019-08-23",
    *,
    recipients=(),
    anchor="met",
    places=(),
    sources=(),
    when=None,
    said=None,
    polarity=Polarity.YES,
    certainty=Certainty.CERTAIN,
    tense=Tense.PAST,
    **more,
):
    statement = Event(
        type=EventType(type),
        anchor=quote(anchor),
        actors=_quotes(actors),
        recipients=_quotes(recipients),
        places=_quotes(places),
        about=quote(about) if about else None,
        sources=_quotes(sources),
        when=_when(when, said),
        polarity=polarity,
        certainty=certainty,
        tense=tense,
    )
    return telling(statement, published, **more)


def role(holder, words, of=None, published="2019-08-23", **more):
    statement = Role(
        anchor=quote(words),
        role=quote(words),
        holder=quote(holder),
        of=quote(of) if of else None,
        status=Status.CURRENT,
    )
    return telling(statement, published, **more)
