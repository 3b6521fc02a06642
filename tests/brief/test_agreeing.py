"""When somebody `said so too`: only who says at least the same of the same people."""

from __future__ import annotations

import pytest

from tests.fakes import quote
from veedor.analysis.telling import Telling
from veedor.brief.agreeing import says_the_same
from veedor.codebook.labels import EventType, Polarity
from veedor.codebook.statement import Event, Figure
from veedor.codebook.when import When


def killing(whom: str, *, actor: str | None = None, at: str = "Riverton", day: str | None = None) -> Telling:
    """Somebody tells that people were killed."""
    who = actor or "Somebody"
    text = f"{who} killed {whom} at {at} on that day."
    event = Event(
        type=EventType.ASSAULT,
        anchor=quote(text, "killed"),
        actors=(quote(text, who),) if actor else (),
        recipients=(quote(text, whom),),
        places=(quote(text, at),),
        when=When(quote(text, "on that day"), day) if day else None,
    )
    return Telling(statement=event, id=f"{who} {whom}", document_id="d1")


def test_the_same_people_and_the_same_number_are_the_same() -> None:
    assert says_the_same(killing("12 people"), killing("12 people"))


def test_who_says_more_says_the_same_too() -> None:
    assert says_the_same(killing("12 people"), killing("12 people", actor="the army"))


@pytest.mark.parametrize(
    "other",
    [
        killing("31 people", actor="the army"),
        killing("12 people"),
        killing("12 people", actor="the navy"),
        killing("12 people", actor="the army", at="Brask"),
        killing("12 people", actor="the army", day="2026-04"),
    ],
    ids=["another number", "nobody named", "somebody else", "elsewhere", "another time"],
)
def test_who_says_something_else_does_not_say_so_too(other: Telling) -> None:
    assert not says_the_same(killing("12 people", actor="the army", day="2026-03-01"), other)


def test_another_word_or_another_kind_is_not_the_same() -> None:
    text = "Clashes went on, 12 people were killed."
    clashes = Event(type=EventType.ASSAULT, anchor=quote(text, "Clashes"))
    killed = Event(type=EventType.ASSAULT, anchor=quote(text, "killed"))
    dead = Figure(anchor=quote(text, "12 people"), what=quote(text, "people"), value=12.0, unit="people")
    lead, word, kind = (Telling(statement=one, id="s", document_id="d") for one in (killed, clashes, dead))
    assert not says_the_same(lead, word)
    assert not says_the_same(lead, kind)
    assert not says_the_same(kind, lead)


def test_an_offer_rejected_is_not_a_demand_rejected() -> None:
    text = "They rejected the offer of the envoys and rejected the demand for money."
    offer, demand = (
        Event(type=EventType.REJECT, anchor=quote(text, "rejected"), about=quote(text, about))
        for about in ("the offer of the envoys", "the demand for money")
    )
    one, two = (Telling(statement=event, id="s", document_id="d") for event in (offer, demand))
    assert says_the_same(one, one)
    assert not says_the_same(one, two)


def test_a_denial_that_has_no_word_but_its_own_denies_the_same() -> None:
    text = "The envoys will meet. The opposition denied it within a few hours."
    meets = Event(type=EventType.CONSULT, anchor=quote(text, "meet"))
    denied = Event(type=EventType.CONSULT, anchor=quote(text, "denied"), polarity=Polarity.NO)
    says, answers = (Telling(statement=one, id="s", document_id="d") for one in (meets, denied))
    assert says_the_same(says, answers)
