"""Who stands at the head of a report, and what that makes of its own voice."""

from __future__ import annotations

import pytest

from veedor.reading.names.byline import byline, is_person
from veedor.reading.parse import Name, Parse, Word

REPORT = "\n\nTroops crossed the river at night, and by dawn the ministry had lost the bridge and the town."


def head(text: str, *kinds: tuple[str, str]) -> list[Parse]:
    """A report under the lines, in which the model sees names of these kinds."""
    words, names = [], []
    for index, (name, kind) in enumerate(kinds):
        start = text.index(name)
        words.append(Word(index, start, start + len(name), name, name, "PROPN", "NNP", -1, "root"))
        names.append(Name(index, index, kind))
    return [Parse(text + REPORT, 0, len(text), tuple(words), names=tuple(names))]


def named(text: str, *kinds: tuple[str, str]) -> str | None:
    author = byline(head(text, *kinds))
    return author and author.words


@pytest.mark.parametrize(
    ("text", "author"),
    [
        ("Two Flags\nBy Ada Holt, professor of law. 3 May 2031", "Ada Holt"),
        ("Two Flags\nBy Dr Ada Holt and Jon Berg", "Ada Holt"),
        ("Two Flags\nA column by Ada Holt for the Norland Post", "Ada Holt"),
        ("By A. Holt\n3 May 2031", "A. Holt"),
        ("Two Flags\nPrepared by the Relief Cell (RC), Port Holt", "Relief Cell"),
        ("Two Flags\nHarbour Institute for Peace, Briefing No. 7, 3 May 2031", "Harbour Institute for Peace"),
        ("Two Flags\nNorland Forum Policy Paper, 3 May 2031", "Norland Forum"),
        ("Two Flags\nCountry Risk Note, Berg & Lund Bank, 3 May 2031", "Berg & Lund Bank"),
        ("Two Flags\nSituation Report No. 9, as of 3 May 2031\nPort Holt, 3 May 2031", None),
        ("What Is Done by Rebels in Norland\n3 May 2031", None),
        ("", None),
    ],
)
def test_head_of_a_report_names_who_wrote_or_issued_it(text: str, author: str | None) -> None:
    assert named(text) == author


def test_body_that_the_model_sees_stands_beside_a_date_only() -> None:
    assert named("Two Flags\nThe Norland Post, 3 May 2031", ("Norland Post", "ORG")) == "Norland Post"
    assert named("Two Flags\nThe Norland Post", ("Norland Post", "ORG")) is None
    assert named("Two Flags\nPort Holt, 3 May 2031", ("Port Holt", "LOC")) is None


def test_report_that_begins_at_once_has_no_head() -> None:
    assert byline(head("")) is None
    assert byline([]) is None


def test_person_and_body_are_told_apart() -> None:
    person = head("Two Flags\nBy Ada Holt", ("Ada Holt", "PER"))
    body = head("Two Flags\nBy the Holt Institute", ("Holt", "PER"))
    assert [is_person(one, byline(one)) for one in (person, body)] == [True, False]  # type: ignore[arg-type]
