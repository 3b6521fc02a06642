from __future__ import annotations

import pytest

from veedor.codebook.labels import EventType, Polarity
from veedor.codebook.span import Quote
from veedor.codebook.statement import Event, Figure, Role, Statement
from veedor.documents.corrections import notes
from veedor.documents.withdrawals import withdrawn

OLD = (
    "The mayor said that 400 people were hurt on Monday. General Cole was arrested in Riverton. The army did not "
    "enter Hillside. Ana Reyes, the minister of defence, met the union. Police held 40 people at the port. The "
    "union called a strike."
)


def at(words: str, text: str = OLD) -> Quote:
    start = text.index(words)
    return Quote.at(text, start, start + len(words))


def event(anchor: str, *actors: str, text: str = OLD, no: bool = False) -> Event:
    return Event(
        type=EventType.ASSAULT,
        anchor=at(anchor, text),
        actors=tuple(at(actor, text) for actor in actors),
        polarity=Polarity.NO if no else Polarity.YES,
    )


HURT = event("hurt")
NUMBER = Figure(anchor=at("400"), value=400, unit="people", what=at("people"))
ARREST = Event(type=EventType.COERCE, anchor=at("arrested"), recipients=(at("General Cole"),))
ENTERED = event("enter", "The army", no=True)
ROLE = Role(anchor=at("minister of defence"), role=at("minister of defence"), holder=at("Ana Reyes"))
MEETING = event("met", "Ana Reyes")
HELD = Figure(anchor=at("40 people"), value=40, unit="people", what=at("40 people"))
STRIKE = event("strike", "The union")
ALL: list[Statement] = [HURT, NUMBER, ARREST, ENTERED, ROLE, MEETING, HELD, STRIKE]


def taken_back(printed: str) -> list[Statement]:
    (note,) = notes(printed)
    return [w.statement for w in withdrawn(note, ALL, OLD, same_text=False)]


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        (
            "Correction: An earlier version of this article said that 400 people were hurt. The figure is 40.",
            [NUMBER],
        ),
        ("An earlier version of this story said 400 people were hurt on Monday. It was 40.", [NUMBER]),
        ("Correction: 40 people were hurt on Monday, not 400, the mayor said.", [NUMBER]),
        ('Correction: "400 people" should read "40 people".', [NUMBER]),
        (
            "An earlier version of this article said General Cole was arrested in Riverton. He was dismissed.",
            [ARREST],
        ),
        (
            "An earlier version of this article wrongly identified Ana Reyes as the minister of defence; she is the "
            "minister of trade.",
            [ROLE],
        ),
        ("Correction: The strike was called by the teachers, not the union.", [STRIKE]),
        (
            "An earlier version of this article said that the army did not enter Hillside. It did on Friday.",
            [ENTERED],
        ),
    ],
)
def test_a_note_takes_back_what_it_calls_wrong(printed: str, expected: list[Statement]) -> None:
    assert taken_back(printed) == expected


@pytest.mark.parametrize(
    "printed",
    [
        "This story has been updated to reflect that 400 people were hurt.",
        "Correction: An earlier version of this article misspelled the name of General Cole.",
        "An earlier version of this article said that the army had entered Hillside. It had not.",
        "An earlier version of this article said that 400 houses were burnt. It was 40.",
        "An earlier version of this article said General Cole was born in Riverton. He was born in Hillside.",
        "Correction: The vote is on 6 May, not Monday.",
        "Correction: The strike was called off by the teachers, not the police.",
        "An earlier version of this article gave the wrong date for the strike. It is on 6 May.",
        "(Corrects name in second paragraph)",
        "Editor's note: the union disputes that a strike was called.",
    ],
)
def test_nothing_is_taken_back_where_it_is_not_sure(printed: str) -> None:
    assert taken_back(printed) == []


def test_a_retraction_takes_back_everything() -> None:
    assert taken_back("We have withdrawn this article.") == ALL


def test_each_withdrawal_says_why() -> None:
    (note,) = notes(
        "Correction: An earlier version of this article said that 400 people were hurt. It was 40."
    )
    (found,) = withdrawn(note, [NUMBER], OLD, same_text=False)
    assert found.why == "the note calls this number of people wrong"
    (note,) = notes("This article has been retracted.")
    assert withdrawn(note, [STRIKE], OLD, same_text=False)[0].why == "the publisher took the whole text back"


def test_the_notes_own_words_for_what_was_wrong_are_taken_back() -> None:
    text = (
        "The union met on Friday.\n\nCorrection: An earlier version of this article said that General Cole was "
        "arrested. In fact, he was dismissed."
    )
    (note,) = notes(text)
    told = [event("arrested", text=text), event("dismissed", text=text), event("met", text=text)]
    found = withdrawn(note, told, text, same_text=True)
    assert found == [(told[0], "it stands in the note's own words for what was wrong")]


def test_what_stands_uncorrected_beside_its_note_is_taken_back() -> None:
    text = (
        f"{OLD}\n\nCorrection: An earlier version of this article said that 400 people were hurt. It was 40."
    )
    (note,) = notes(text)
    assert [w.statement for w in withdrawn(note, [NUMBER, HELD], text, same_text=True)] == [NUMBER]


def test_a_retraction_in_the_text_leaves_its_own_words() -> None:
    text = f"This article has been retracted.\n\n{OLD}"
    (note,) = notes(text)
    own, other = event("retracted", text=text), event("hurt", text=text)
    assert [w.statement for w in withdrawn(note, [own, other], text, same_text=True)] == [other]


@pytest.mark.parametrize(
    ("said", "value"),
    [("12,500 people fled", 12500), ("1.5 million people fled", 1.5e6), ("twelve people fled", 12)],
)
def test_numbers_are_compared_by_value(said: str, value: float) -> None:
    text = f"The mayor said that {said} the town."
    figure = Figure(anchor=at(said.split()[0], text), value=value, unit="people", what=at("people", text))
    (note,) = notes(f"An earlier version of this article said that {said} the town. It was nobody.")
    assert [w.statement for w in withdrawn(note, [figure], text, same_text=False)] == [figure]
