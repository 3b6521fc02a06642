from __future__ import annotations

import io

import pypdfium2
import pytest
from fpdf import FPDF

from tests.documents import files
from veedor.documents.pdf import pdf


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_a_page_that_is_shown_turned_is_read_upright(degrees: int) -> None:
    made = FPDF()
    made.add_page()
    made.set_font("Times", size=11)
    with made.rotation(degrees, 105, 148):
        for row, words in enumerate(
            ("The government said on Monday that", "the opposition had refused to", "talk.")
        ):
            made.text(40, 130 + 6 * row, words)
    opened = pypdfium2.PdfDocument(bytes(made.output()))
    opened[0].set_rotation(degrees)
    turned = io.BytesIO()
    opened.save(turned)
    opened.close()
    assert pdf(turned.getvalue(), "x").text == (
        "The government said on Monday that the opposition had refused to talk.\n"
    )


def test_title_authors_and_day_come_from_the_metadata() -> None:
    made = files.printed("Words.")
    made.set_title("Weekly note")
    made.set_author("Jane Roe; John Doe")
    draft = pdf(bytes(made.output()), "x")
    assert (draft.title, draft.authors) == ("Weekly note", ("Jane Roe", "John Doe"))
    assert draft.dated == made.creation_date.date().isoformat()


@pytest.mark.parametrize("title", ["Microsoft Word - note", "note_final.docx", " "])
def test_the_name_of_a_file_is_no_title(title: str) -> None:
    made = files.printed("Words.")
    made.set_title(title)
    assert pdf(bytes(made.output()), "x").title is None


def test_paragraphs_stay_apart() -> None:
    assert pdf(files.pdf("Heading\n\n" + "words of a line " * 30), "x").text.startswith(
        "Heading\n\nwords of a line"
    )


def test_an_empty_page_begins_where_the_next_one_does() -> None:
    draft = pdf(files.pdf("First.", "", "Third."), "x")
    assert draft.text == "First.\n\nThird.\n"
    assert draft.pages == (0, 8, 8)
