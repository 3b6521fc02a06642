"""A record of talks in a made-up country: two reports and a later disclosure, with their statements."""

from __future__ import annotations

from tests.fakes import FakeReader, quote
from veedor.codebook.labels import Certainty, EventType, Polarity, Stance
from veedor.codebook.span import Quote
from veedor.codebook.statement import Event, Position, Role, Statement
from veedor.codebook.when import When
from veedor.documents.document import Basis, Document, Published
from veedor.record.store import Record

GOVERNMENT, OPPOSITION, THIRD = "Government of Varania", "Varanian opposition", "Government of Borland"

OFFERS = (
    "Two officials said the Varanian government has accepted a new presidential election in a year if "
    "Borland lifts its sanctions first and President Maro may run. "
    "The opposition and Borland would accept a presidential election within 6-9 months, provided that "
    "significant institutional changes are made beforehand and Maro is not a candidate. "
    "The front took it badly.\n"
    "A news agency reported that Borland's envoys met secretly with Ana Prado, the speaker. "
    "Prado rejected the report tepidly.\n"
    "The defence minister Ivo Maran visited Nordia about loans."
)
LATER = "The opposition offered a transitional council of both sides and the military."


def _offer(text: str) -> Position:
    return Position(
        anchor=quote(text, "has accepted"),
        stance=Stance.ACCEPTS,
        holders=(quote(text, "the Varanian government", GOVERNMENT),),
        about=quote(text, "a new presidential election in a year"),
        conditions=(quote(text, "Borland lifts its sanctions first"), quote(text, "President Maro may run")),
        issue="presidential election",
        sources=(quote(text, "Two officials"),),
    )


def _answer(text: str) -> Position:
    borland = text.index("Borland would")
    return Position(
        anchor=quote(text, "would accept"),
        stance=Stance.ACCEPTS,
        holders=(quote(text, "The opposition", OPPOSITION), Quote(borland, borland + 7, "Borland", THIRD)),
        about=quote(text, "a presidential election within 6-9 months"),
        conditions=(
            quote(text, "significant institutional changes are made beforehand"),
            quote(text, "Maro is not a candidate"),
        ),
        issue="presidential election",
    )


def _contacts(text: str) -> list[Statement]:
    ends = (quote(text, "Borland's envoys", THIRD), quote(text, "Ana Prado", "Ana Prado"))
    return [
        Event(
            type=EventType.CONSULT,
            anchor=quote(text, "met"),
            actors=ends,
            sources=(quote(text, "A news agency"),),
        ),
        Event(
            type=EventType.CONSULT,
            anchor=quote(text, "rejected the report"),
            actors=ends,
            sources=(quote(text, "Prado rejected"[:5], "Ana Prado"),),
            polarity=Polarity.NO,
            certainty=Certainty.HEDGED,
        ),
        Event(
            type=EventType.CONSULT,
            anchor=quote(text, "visited"),
            actors=(quote(text, "Ivo Maran", "Ivo Maran"),),
            places=(quote(text, "Nordia"),),
            about=quote(text, "loans"),
        ),
        Role(
            anchor=quote(text, "defence minister"),
            role=quote(text, "defence minister"),
            holder=quote(text, "Ivo Maran", "Ivo Maran"),
        ),
    ]


def statements_of(text: str) -> list[Statement]:
    """What the first report says."""
    unfiled = Position(
        anchor=quote(text, "took"),
        stance=Stance.REFUSES,
        holders=(quote(text, "The front", "Northern Front"),),
        about=quote(text, "it badly"[:2]),
    )
    return [_offer(text), _answer(text), unfiled, *_contacts(text)]


def document(id_: str, text: str, published: str | None = "2019-08-23") -> Document:
    """A report of the Varan Post."""
    dated = Published(published, Basis.GIVEN) if published else None
    return Document(
        id=id_, text=text, title=f"Talks in Varania {id_}", publisher="Varan Post", published=dated
    )


def fill(record: Record) -> None:
    """Put both reports into a record."""
    record.add(document("d1", OFFERS), statements_of(OFFERS), FakeReader())
    later = Position(
        anchor=quote(LATER, "offered"),
        stance=Stance.OFFERS,
        holders=(quote(LATER, "The opposition", OPPOSITION),),
        about=quote(LATER, "a transitional council of both sides and the military"),
        when=When(quote(LATER, "offered"), "2019-09-16"),
    )
    record.add(document("d2", LATER, "2019-09-16"), [later], FakeReader())


HOSTILE = "<script>alert('x')</script> demands \u202e\"autonomy\" & <b>land</b>."


def fill_hostile(record: Record) -> None:
    """Put a report into a record whose words try to be something else."""
    said = Position(
        anchor=quote(HOSTILE, "demands"),
        stance=Stance.DEMANDS,
        holders=(quote(HOSTILE, "<script>alert('x')</script>", "<script>alert('x')</script>"),),
        about=quote(HOSTILE, '\u202e"autonomy" & <b>land</b>'),
    )
    record.add(document("d9", HOSTILE), [said], FakeReader())
