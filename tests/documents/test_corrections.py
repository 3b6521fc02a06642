from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from veedor.documents.correction_patterns import sentence_cuts
from veedor.documents.corrections import LONGEST, Note, NoteKind, notes

BODY = "The army entered Riverton at dawn. The mayor said that 40 people were hurt."


def only(text: str) -> Note:
    (note,) = notes(text)
    for quote in (note.quote, note.wrong, note.right):
        if quote:
            quote.check(text)
            assert note.quote.covers(quote)
    return note


def told(note: Note) -> tuple[str | None, str | None]:
    return note.wrong.words if note.wrong else None, note.right.words if note.right else None


@pytest.mark.parametrize(
    ("printed", "wrong", "right"),
    [
        (
            "[Correction: An earlier version of this article said that 400 people were hurt. The correct number "
            "is 40.]",
            "400 people were hurt",
            "40",
        ),
        (
            "Correction (3 May): The minister resigned on Tuesday, not Monday, as first reported.",
            "Monday",
            "The minister resigned on Tuesday",
        ),
        (
            "An earlier version of this article misstated the number of people hurt as 400. It was 40.",
            "the number of people hurt as 400",
            "It was 40",
        ),
        (
            "An earlier version of this story misstated the date of the vote. It is on 6 May. We regret the error.",
            None,
            "It is on 6 May",
        ),
        (
            "A previous version of this report wrongly identified Ana Reyes as the minister of defence; she is the "
            "minister of trade.",
            "Ana Reyes as the minister of defence",
            "she is the minister of trade",
        ),
        (
            "An earlier version of this post gave the wrong date for the vote. It is on 6 May.",
            None,
            "It is on 6 May",
        ),
        ("This article was corrected to say that 40, not 400, people were hurt.", "400", "40"),
        (
            "Editor's note: This article was amended on 5 May 2019 to clarify that talks were held in Oslo rather "
            "than Geneva.",
            "Geneva",
            "talks were held in Oslo",
        ),
        (
            "Because of an editing error, an article on Tuesday misstated the year of the treaty. It was signed in "
            "1999, not 1989.",
            "1989",
            "It was signed in 1999",
        ),
        ("Corrections: The toll was changed from 400 to 40.", "400", "40"),
        ('CORRECTION — "400 people" should read "40 people".', "400 people", "40 people"),
        (
            "We wrongly reported that the mayor had fled. He is in the city.",
            "the mayor had fled",
            "He is in the city",
        ),
        (
            "An earlier version said the vote was on 5 May when it was in fact on 6 May.",
            "the vote was on 5 May",
            "it was in fact on 6 May",
        ),
        ("*Correction: The name of the envoy is Ana Reyes.*", None, "The name of the envoy is Ana Reyes"),
        ("(Corrects to say 40, not 400, in second paragraph)", "400", "40"),
        ("(Corrects name in second paragraph)", None, None),
        (
            "Clarification: The party has not left the coalition.",
            None,
            "The party has not left the coalition",
        ),
        (
            "The original version of this story said General A. B. Cole was arrested; in fact, he was dismissed.",
            "General A. B. Cole was arrested",
            "he was dismissed",
        ),
        (
            "This article originally said the bridge was closed, but in fact it stayed open.",
            "the bridge was closed",
            "it stayed open",
        ),
        (
            "The story has been corrected. The clinic should have been named as the Hill Clinic.",
            None,
            "named as the Hill Clinic",
        ),
    ],
)
def test_a_correction_says_what_was_wrong_and_what_is_right(
    printed: str, wrong: str | None, right: str | None
) -> None:
    for text in (f"{BODY}\n\n{printed}", f"{printed}\n\n{BODY}"):
        note = only(text)
        assert note.kind is NoteKind.CORRECTION
        assert note.quote.words.strip("*") in printed
        assert len(note.quote) >= len(printed) - 2
        assert told(note) == (wrong, right)


@pytest.mark.parametrize(
    ("printed", "right"),
    [
        ("This story has been updated to reflect that 12 people were hurt.", "12 people were hurt"),
        (
            "Update, 10:15 am: Police now say that three people were held.",
            "Police now say that three people were held",
        ),
        ("UPDATED 3 May 2021: The talks have ended.", "The talks have ended"),
        (
            "Editor’s note — the names of two witnesses are not given.",
            "the names of two witnesses are not given",
        ),
    ],
)
def test_an_update_calls_nothing_wrong(printed: str, right: str) -> None:
    note = only(f"{BODY}\n\n{printed}")
    assert note.kind is NoteKind.UPDATE
    assert told(note) == (None, right)


@pytest.mark.parametrize(
    "printed",
    [
        "We have withdrawn this article because its sources could not be confirmed.",
        "This story has been retracted.",
        "Editor's note: This report fell short of our standards. We have retracted this story.",
        "[Retraction: The article rested on a document that proved to be forged.]",
    ],
)
def test_a_whole_text_is_taken_back(printed: str) -> None:
    note = only(f"{printed}\n\n{BODY}")
    assert note.kind is NoteKind.RETRACTION
    assert told(note) == (None, None)
    assert note.quote.words == printed


@pytest.mark.parametrize(
    "text",
    [
        "The market correction wiped out a year of gains: analysts fear more.",
        "Correction in stocks deepens\n\nShares fell by 10 percent, not 8, in an hour.",
        "The correctional facility in Hillside held 90 men, not 60.",
        "The ministry of correction said: no inmate was hurt.",
        "Correction of the border was the issue, the ministry said.",
        "An earlier version of the bill said that strikes were legal.",
        "An earlier version of the agreement, seen by this newspaper, gave the army two seats.",
        "An earlier version of the report said that 90 had died, the ministry noted.\n\nMore.\n\nEnd.",
        "The article was amended in 1999 to allow a second term, not a third.\n\nIt may be amended again.\n\nEnd.",
        "One clause stands. This article was amended in 1999 to allow a second term. Others followed.",
        "This report was withdrawn by the ministry after a day.",
        "This item was removed from the agenda.",
        "Withdrawal notice: the government leaves the treaty in a year.",
        "Amendment 12: the house decides alone.",
        "The statistics office issued a correction to its figures: growth was 3 percent, not 4 percent.",
        "He wants a clarification from the court, and the minister an update by Friday.",
        '"We wrongly said that the road was safe," the general told reporters.',
        "correction: written small, as in a table",
        "",
    ],
)
def test_the_words_alone_make_no_note(text: str) -> None:
    assert notes(text) == []


def test_a_note_inside_a_paragraph_ends_where_it_speaks_of_something_else() -> None:
    text = (
        "The army entered Riverton. An earlier version of this story said that it had shelled the town. In fact, "
        "it did not. The mayor asked for calm. It rained."
    )
    note = only(text)
    assert note.quote.words.startswith("An earlier version")
    assert note.quote.words.endswith("In fact, it did not.")
    assert told(note) == ("it had shelled the town", "it did not")


def test_a_note_in_brackets_ends_with_its_bracket() -> None:
    text = "Forty were hurt (Correction: it was 40, not 400 [see below]), the mayor said."
    note = only(text)
    assert note.quote.words == "(Correction: it was 40, not 400 [see below])"
    assert told(note)[1] == "it was 40"


def test_notes_come_in_order_and_apart() -> None:
    text = f"Correction: The vote is on 6 May, not 5 May.\n\n{BODY}\n\nThis story has been updated."
    first, second = notes(text)
    assert (first.kind, second.kind) == (NoteKind.CORRECTION, NoteKind.UPDATE)
    assert first.quote.end <= second.quote.start


def test_a_text_without_empty_lines_has_a_paragraph_on_each_line() -> None:
    note = only(f"Correction: The vote is on 6 May, not 5 May.\n{BODY}")
    assert note.quote.words == "Correction: The vote is on 6 May, not 5 May."


def test_a_note_does_not_swallow_a_text_of_one_line() -> None:
    assert len(only("Correction: " + "It rained in Riverton. " * 200).quote) <= LONGEST


@given(
    st.lists(
        st.sampled_from(
            "Correction: ( ) [ ] \n \n\n An earlier version of this article said that , not . ; when it was 40 400 "
            'should read " ” we have withdrawn misstated as'.split(" ")
        ),
        max_size=40,
    )
)
def test_any_text_gives_notes_that_stand_in_it(parts: list[str]) -> None:
    text = " ".join(parts)
    reached = 0
    for note in notes(text):
        for quote in (note.quote, note.wrong, note.right):
            if quote:
                quote.check(text)
        assert note.quote.start >= reached
        reached = note.quote.end


def test_abbreviations_end_no_sentence() -> None:
    words = "Mr. Cole met Gen. A. Reyes. They left the U.S. Embassy."
    assert [words[slice(*cut)] for cut in sentence_cuts(words)] == [
        "Mr. Cole met Gen. A. Reyes.",
        "They left the U.S. Embassy.",
    ]
