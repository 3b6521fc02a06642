"""Pages of a PDF as pictures."""

from __future__ import annotations

import pytest
from fpdf import FPDF

from veedor.documents.page_image import WIDTH, page_image
from veedor.errors import UnreadableDocument, UsageError


def _pdf(pages: int = 2, size: tuple[int, int] = (210, 297)) -> bytes:
    made = FPDF(format=size)
    made.set_font("helvetica", size=12)
    for number in range(pages):
        made.add_page()
        made.multi_cell(0, text=f"Page {number + 1} of a report on Riverton.")
    return bytes(made.output())


def _size(png: bytes) -> tuple[int, int]:
    return int.from_bytes(png[16:20]), int.from_bytes(png[20:24])


def test_a_page_is_a_picture_in_its_own_proportions() -> None:
    png = page_image(_pdf(), "report.pdf", 2)
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = _size(png)
    assert abs(width - WIDTH) <= 1
    assert height == pytest.approx(width * 297 / 210, abs=2)


def test_two_pages_are_two_pictures() -> None:
    data = _pdf()
    assert page_image(data, "report.pdf", 1) != page_image(data, "report.pdf", 2)


def test_an_endless_page_is_drawn_small_rather_than_filling_the_memory() -> None:
    width, height = _size(page_image(_pdf(1, (100, 5000)), "roll.pdf", 1))
    assert width * height < 6_100_000


@pytest.mark.parametrize("number", [0, 3])
def test_a_page_that_is_not_there_is_told_in_words(number: int) -> None:
    with pytest.raises(UsageError, match=f"no page {number}; it has 2"):
        page_image(_pdf(), "report.pdf", number)


def test_what_is_no_pdf_is_refused() -> None:
    with pytest.raises(UnreadableDocument, match="damaged"):
        page_image(b"%PDF-1.4 nothing", "report.pdf", 1)
