"""What a position, or an act of asking, refusing, agreeing or yielding, says: by whom, of what, how firmly."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import NamedTuple

from veedor.analysis.intervals import last_day
from veedor.analysis.talks.issue_words import place_of, tokens, weak_words
from veedor.analysis.talks.stands import Modality
from veedor.analysis.telling import Party, Telling
from veedor.codebook.labels import Certainty, EventType, Polarity, Stance, Tense
from veedor.codebook.naming import key
from veedor.codebook.statement import Event, Position
from veedor.gazetteers.tables import read_table

_ROOM = "veedor.analysis.talks"
_STANCES = {
    Stance.DEMANDS: Modality.DEMAND,
    Stance.ACCEPTS: Modality.ACCEPT,
    Stance.OFFERS: Modality.OFFER,
    Stance.REFUSES: Modality.REFUSE,
    Stance.PREFERS: Modality.PREFER,
}
_ACTS = {
    EventType.REQUEST: Modality.DEMAND,
    EventType.REJECT: Modality.REFUSE,
    EventType.AGREE: Modality.ACCEPT,
    EventType.CONCEDE: Modality.ACCEPT,
}
REFUSING = frozenset({Modality.REFUSE, Modality.RED_LINE})


class Said(NamedTuple):
    """What a statement says, whatever its kind."""

    parties: tuple[Party, ...]
    modality: Modality
    anchor: str
    about: str
    content: str
    """Words before those of `about` that belong to what it is about; empty for positions."""
    conditions: tuple[str, ...]
    issue: str
    recipients: tuple[Party, ...]
    is_joint: bool
    """Whether its parties speak with one voice, rather than agree with each other."""


@cache
def _modal_words() -> dict[str, tuple[tuple[str, ...], ...]]:
    rows = read_table(_ROOM, "modality_words")
    return {row["modality"]: tuple(tuple(one.split()) for one in row["words"].split("|")) for row in rows}


def _says(modality: str, words: str) -> bool:
    return place_of(_modal_words()[modality], tokens(words)) is not None


def said_on(telling: Telling) -> str | None:
    """When a statement was said, EDTF: its own date, unless that lies ahead of the report; else the report's."""
    own, reported = telling.statement.when, telling.reported
    if own is None or not is_over(own.value, reported):
        return reported
    return own.value


def is_over(value: str, reported: str | None) -> bool:
    """Whether a date (EDTF) does not lie ahead of a report; one with an open end does."""
    latest = last_day(value)
    return latest != date.max and (reported is None or latest <= last_day(reported))


def is_read(telling: Telling) -> bool:
    """Whether a telling may say where somebody stands."""
    return said_by(telling) is not None


def said_by(telling: Telling) -> Said | None:
    """What a telling says of where somebody stands; None where it is no position and no such act."""
    match telling.statement:
        case Position() as position:
            return _position(telling, position)
        case Event() as event:
            return _act(telling, event)
    return None


def _parties(telling: Telling, name: str) -> tuple[Party, ...]:
    """Whom a field means; several names in one (`A; B`) are several parties."""
    found: dict[str, Party] = {}
    for party in telling.parties(name):
        for one in party.name.split(";") if ";" in party.name else (party.name,):
            whole = Party(key(one.strip()), one.strip()) if ";" in party.name else party
            if whole.key:
                found.setdefault(whole.key, whole)
    return tuple(found.values())


def _position(telling: Telling, one: Position) -> Said:
    modality = _modality(_STANCES[one.stance], one)
    parties = _parties(telling, "holders")
    is_ours = one.probability_right is None or telling.is_reviewed
    return Said(
        parties,
        modality,
        one.anchor.words,
        one.about.words if one.about else "",
        "",
        tuple(quote.words for quote in one.conditions),
        # A reader's own key is the head of the words that are at hand anyway; a person's says more.
        one.issue if is_ours else "",
        (),
        one.stance is not Stance.ACCEPTS,
    )


def _modality(plain: Modality, one: Position | Event) -> Modality:
    """The modality, as the words and the polarity change it."""
    about = one.about.words if one.about else ""
    if one.polarity is Polarity.NO:
        turned = {Modality.ACCEPT: Modality.REFUSE, Modality.REFUSE: Modality.CONSIDER}
        return turned.get(plain, Modality.DENIED)
    if plain is Modality.REFUSE and _says("red line", f"{one.anchor.words} {about}"):
        return Modality.RED_LINE
    if plain in (Modality.DEMAND, Modality.PREFER) and _says("precondition", f"{one.anchor.words} {about}"):
        return Modality.PRECONDITION
    soft = (Modality.ACCEPT, Modality.OFFER, Modality.PREFER)
    return Modality.CONSIDER if plain in soft and _says("would consider", one.anchor.words) else plain


def _act(telling: Telling, one: Event) -> Said | None:
    """An act of asking, refusing, agreeing or yielding with its content; None for others, and for what is denied."""
    plain = _ACTS.get(one.type)
    if plain is None or one.about is None or one.polarity is Polarity.NO:
        return None
    if one.certainty is Certainty.OPEN and one.type is not EventType.REQUEST:
        return None
    if one.type is EventType.REJECT and not set(tokens(one.about.words)).isdisjoint(weak_words("accused")):
        return None
    if one.type is EventType.REQUEST and _says("offer", one.anchor.words):
        plain = Modality.OFFER
    if one.type is EventType.CONCEDE and one.tense is Tense.FUTURE and not _says("accept", one.anchor.words):
        plain = Modality.OFFER
    parties, others = _parties(telling, "actors"), _parties(telling, "recipients")
    content = one.anchor.words if one.type is EventType.CONCEDE else ""
    if one.type is EventType.AGREE:
        parties, others = (*parties, *(party for party in others if party not in parties)), ()
    joint = one.type is not EventType.AGREE
    modality = _modality(plain, one)
    return Said(parties, modality, one.anchor.words, one.about.words, content, (), "", others, joint)


def is_leaked(telling: Telling, parties: Sequence[Party]) -> bool:
    """Whether only somebody without a name says where a party stands: `officials`, `people close to the talks`."""
    root = telling.root
    if root is None or any(root.key == party.key for party in parties):
        return False
    name = telling.statement.sources[-1].name or telling.statement.sources[-1].words
    return not any(word[:1].isupper() for word in name.split() if word.lower() not in _UNNAMED)


_UNNAMED = frozenset("two three several some us eu un western diplomats officials people sources".split())
