"""Who dealt with whom, as single statements tell it: the contacts from which the register of channels is made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache

from veedor.analysis.talks.issue_words import place_of, tokens
from veedor.analysis.talks.positions import is_known
from veedor.analysis.telling import Party, Telling
from veedor.codebook.labels import Certainty, EventType, Polarity, Tense
from veedor.codebook.naming import key
from veedor.codebook.statement import Event, Role
from veedor.gazetteers.tables import read_table

_ROOM = "veedor.analysis.talks"
_TYPES = frozenset({EventType.CONSULT, EventType.COOPERATE})
Context = Mapping[str, str]
"""The sentence in which a statement stands, by the statement's id; without it the statement's own words are all."""


class Format(StrEnum):
    """How the parties deal with each other."""

    DIRECT = "direct"
    PROXIMITY = "proximity"
    SHUTTLE = "shuttle"
    SEPARATE = "separate"


class Held(StrEnum):
    """What a statement says of a contact."""

    HELD = "held"
    PLANNED = "planned"
    """To come, or not said either way."""
    DENIED = "denied"
    TEPID = "denied tepidly"


@dataclass(frozen=True, slots=True)
class Contact:
    """One statement that parties dealt with each other, or did not."""

    ends: tuple[Party, ...]
    """Who dealt with whom, without who stood between them."""
    through: tuple[Party, ...]
    places: tuple[str, ...]
    held: Held
    format: Format | None
    """None where the words do not say."""
    is_secret: bool | None
    """Whether it is called secret; False where it is called open, None where nothing is said."""
    about: str
    when: str | None
    """EDTF; None where the text gives none."""
    telling: Telling

    @property
    def root(self) -> Party | None:
        """Who is the first to have said it; None where the author says it."""
        return self.telling.root

    @property
    def keys(self) -> frozenset[str]:
        """The keys of its ends."""
        return frozenset(party.key for party in self.ends)


@cache
def _words() -> dict[str, tuple[tuple[str, ...], ...]]:
    rows = read_table(_ROOM, "channel_words")
    return {row["kind"]: tuple(tuple(one.split()) for one in row["words"].split("|")) for row in rows}


@lru_cache(maxsize=65536)
def says(kind: str, words: str) -> bool:
    """Whether words say something of a kind of the list: `secret`, `shuttle`, `suspended`."""
    return place_of(_words()[kind], tokens(words)) is not None


def own_words(telling: Telling) -> str:
    """The words of a statement's own quotes, apart by blanks."""
    return " ".join(quote.words for quote in telling.statement.quotes())


def around(telling: Telling, context: Context) -> str:
    """The words in which a statement stands: its sentence where it is at hand, else its own."""
    return context.get(telling.id) or own_words(telling)


def parties_of(telling: Telling, *fields: str) -> tuple[Party, ...]:
    """The parties of some fields, each once; several names in one (`A; B`) are several parties."""
    found: dict[str, Party] = {}
    for party in (party for field in fields for party in telling.parties(field)):
        for name in party.name.split(";") if ";" in party.name else ():
            found.setdefault(key(name.strip()), Party(key(name.strip()), name.strip()))
        if ";" not in party.name:
            found.setdefault(party.key, party)
    return tuple(found.values())


def contacts(tellings: Iterable[Telling], context: Context | None = None) -> list[Contact]:
    """What statements of meetings, visits and mediation tell of contacts, in their order."""
    told = list(tellings)
    mediators = _mediators(told)
    return [one for telling in told if (one := _contact(telling, context or {}, mediators))]


def known_by(tellings: Iterable[Telling], as_of: object) -> Iterator[Telling]:
    """The tellings that had appeared by a date; all without one."""
    return (one for one in tellings if is_known(one, as_of))  # type: ignore[arg-type]  # a date, or None


def _mediators(tellings: Iterable[Telling]) -> set[tuple[str, str]]:
    """The documents and keys of those whom a role names mediators."""
    roles = (one for one in tellings if isinstance(one.statement, Role))
    return {
        (one.document_id, party.key)
        for one in roles
        if says("mediator", one.statement.role.words)  # type: ignore[union-attr]  # roles alone
        for party in one.parties("holder")
    }


def _contact(telling: Telling, context: Context, mediators: set[tuple[str, str]]) -> Contact | None:
    event = telling.statement
    if not isinstance(event, Event) or event.type not in _TYPES:
        return None
    words = around(telling, context)
    own = own_words(telling)
    is_contact = event.type is EventType.CONSULT or says("visit", own) or says("mediation", own)
    parties = parties_of(telling, "actors", "recipients")
    if not is_contact or not parties:
        return None
    form = _format(words)
    ends, through = _apart(telling, event, parties, form, mediators)
    return Contact(
        ends,
        through,
        tuple(quote.words for quote in event.places),
        _held(event, words),
        form,
        True if says("secret", words) else False if says("open", words) else None,
        event.about.words if event.about else "",
        event.when.value if event.when else None,
        telling,
    )


def _apart(
    telling: Telling,
    event: Event,
    parties: tuple[Party, ...],
    form: Format | None,
    mediators: set[tuple[str, str]],
) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
    """The ends, and who stood between them.

    That is who is called a mediator, who mediates or hosts by the event's own word, or who met three or more sides
    separately. Where no two ends would be left, everybody is one.
    """
    named = [party for party in parties if (telling.document_id, party.key) in mediators]
    actors = list(parties_of(telling, "actors"))
    if not named and says("mediation", event.anchor.words):
        named = actors if len(actors) < len(parties) else []
    if not named and form in (Format.SEPARATE, Format.SHUTTLE, Format.PROXIMITY) and len(parties) > 2:
        named = actors[:1]
    ends = tuple(party for party in parties if party not in named)
    if len(ends) < 2 and not (named and len(ends) == 1 and len(parties) > 2):
        return parties, ()
    return ends, tuple(named)


def _format(words: str) -> Format | None:
    order = (Format.PROXIMITY, Format.SHUTTLE, Format.SEPARATE, Format.DIRECT)
    return next((form for form in order if says(form, words)), None)


def _held(event: Event, words: str) -> Held:
    if event.polarity is Polarity.NO:
        is_tepid = event.certainty is Certainty.HEDGED or says("tepid", words)
        return Held.TEPID if is_tepid else Held.DENIED
    is_open = event.certainty is Certainty.OPEN or event.tense is Tense.FUTURE
    return Held.PLANNED if is_open else Held.HELD
