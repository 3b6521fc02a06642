"""PDF files: a text with its pages, built character by character from their boxes.

PDFium's own text ranges and its character indices can drift apart, so that they are never mixed here.
"""

from __future__ import annotations

import ctypes
import datetime
import re
import threading
from bisect import bisect_left
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from veedor.documents.clean import clean
from veedor.documents.draft import Draft
from veedor.documents.layout import Line, Piece, flow, lines_of, without_running_heads
from veedor.errors import EmptyDocument, UnreadableDocument

_ONE_AT_A_TIME = threading.Lock()
"""PDFium is not made for threads."""
_PASSWORD, _SECURITY = 4, 5
"""PDFium's error codes for a wrong password and for a kind of protection that it does not know."""
_TAIL = 2048
"""Bytes at the end in which `%%EOF` has to stand; writers add little after it."""
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_FILE_NAME = re.compile(
    r"^(?:Microsoft (?:Word|PowerPoint) - )|\.(?:docx?|pdf|indd|odt|rtf|qxd)$", re.IGNORECASE
)


def pdf(data: bytes, file: str) -> Draft:
    """The text of a PDF with the first character of every page; running heads and page numbers are left out.

    Raises UnreadableDocument for one that is encrypted, cut off, damaged or a scan without a text layer.
    """
    if b"%%EOF" not in data[-_TAIL:]:
        raise UnreadableDocument(
            f"'{file}' is a PDF that was cut off on the way: its end is missing; fetch it anew"
        )
    with opened(data, file) as document:
        pages = [lines_of(_pieces(page), number) for number, page in enumerate(document)]
        pictures = not any(pages) and any(_has_picture(page) for page in document)
        about = document.get_metadata_dict()
    if not any(pages):
        raise _nothing_in(file, pictures)
    text, starts = _text(pages)
    return Draft(
        text=text,
        title=_title(about.get("Title", "")),
        authors=tuple(name.strip() for name in about.get("Author", "").split(";") if name.strip()),
        dated=_day(about.get("CreationDate", "")),
        media_type="application/pdf",
        pages=starts,
    )


@contextmanager
def opened(data: bytes, file: str) -> Iterator[Any]:
    """A PDF that is open, and the only one meanwhile; UnreadableDocument where it cannot be opened."""
    with _ONE_AT_A_TIME:
        document = _open(data, file)
        try:
            yield document
        finally:
            document.close()


def _open(data: bytes, file: str) -> Any:
    from pypdfium2 import PdfDocument, PdfiumError

    try:
        return PdfDocument(data)
    except PdfiumError as error:
        if error.err_code in (_PASSWORD, _SECURITY):
            raise UnreadableDocument(
                f"'{file}' is encrypted; save a copy without a password and read that"
            ) from error
        raise UnreadableDocument(
            f"'{file}' is a damaged PDF: no page of it can be opened; fetch it anew"
        ) from error


def _nothing_in(file: str, pictures: bool) -> UnreadableDocument | EmptyDocument:
    if pictures:
        return UnreadableDocument(
            f"'{file}' is a scan: its pages are pictures and there is no text layer; run OCR first"
        )
    return EmptyDocument(f"no words on any page of '{file}'; if it shows some, they are drawn: run OCR first")


def _text(pages: list[list[Line]]) -> tuple[str, tuple[int, ...]]:
    """The whole text, and where each page begins in it (an empty page begins where the next one does)."""
    lines = without_running_heads(pages)
    text, starts = flow(lines)
    of_line = [line.page for line in lines]
    begins = [*starts, len(text)]
    return text + "\n", tuple(begins[bisect_left(of_line, number)] for number in range(len(pages)))


def _pieces(page: Any) -> list[Piece]:
    """The page's words with their boxes, upright also where the page is shown turned."""
    printed: list[Piece] = []
    last: tuple[float, float, float, float] | None = None
    spaced = False
    for character, box in _characters(page):
        if character.isspace():
            spaced = True
            continue
        if last is not None and _goes_on(last, box):
            piece = printed[-1]
            printed[-1] = Piece(
                piece.text + (" " if spaced else "") + character,
                min(piece.left, box[0]),
                min(piece.bottom, box[1]),
                max(piece.right, box[2]),
                max(piece.top, box[3]),
            )
        else:
            printed.append(Piece(character, *box))
        last, spaced = box, False
    return [piece._replace(text=_mended(piece.text)) for piece in printed]


Box = tuple[float, float, float, float]
"""Left, bottom, right, top."""


def _characters(page: Any) -> Iterator[tuple[str, Box]]:
    """Every character of the page in the order of the file, with the box of its type."""
    from pypdfium2 import raw

    textpage = page.get_textpage()
    turned = _turn(page)
    box = raw.FS_RECTF()
    pointer = ctypes.byref(box)
    high = ""
    for index in range(raw.FPDFText_CountChars(textpage)):
        character = _character(
            raw.FPDFText_GetUnicode(textpage, index), raw.FPDFText_IsHyphen(textpage, index) == 1
        )
        if "\ud800" <= character <= "\udbff":
            high = character
            continue
        if high:
            character, high = (
                (high + character).encode("utf-16", "surrogatepass").decode("utf-16", "replace"),
                "",
            )
        if character.isspace():
            yield " ", (0, 0, 0, 0)
        elif character and raw.FPDFText_GetLooseCharBox(textpage, index, pointer):
            yield character, turned(box.left, box.bottom, box.right, box.top)
    textpage.close()


def _character(code: int, parts_a_word: bool) -> str:
    r"""The character; `\xad` for a hyphen at a line's end, nothing for codes that print nothing."""
    if parts_a_word or code in (0x02, 0xFFFE):
        return "\xad"
    if code in (0, 0xFEFF, 0xFFFF) or 0x7F <= code < 0xA0 or (code < 32 and code not in (9, 10, 13)):
        return ""
    return chr(code)


def _turn(page: Any) -> Any:
    """A function from a box in the file to the box as shown."""
    turns = page.get_rotation() // 90 % 4
    return {
        0: lambda left, bottom, right, top: (left, bottom, right, top),
        1: lambda left, bottom, right, top: (bottom, -right, top, -left),
        2: lambda left, bottom, right, top: (-right, -top, -left, -bottom),
        3: lambda left, bottom, right, top: (-top, left, -bottom, right),
    }[turns]


def _goes_on(last: Box, box: Box) -> bool:
    """Whether a character stands on the same line as the one before, without a gap as wide as a gutter."""
    height = max(min(last[3] - last[1], box[3] - box[1]), 0.1)
    if min(last[3], box[3]) - max(last[1], box[1]) < 0.5 * height:
        return False
    return -2 * height < box[0] - last[2] < 1.2 * height


def _mended(words: str) -> str:
    """Words without ligatures, and with a soft hyphen only where it parts a word at the line's end."""
    for ligature, letters in _LIGATURES.items():
        words = words.replace(ligature, letters)
    return clean(words[:-1].replace("\xad", "-") + words[-1:])


def _has_picture(page: Any) -> bool:
    from pypdfium2 import raw

    return any(True for _ in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE]))


def _title(said: str) -> str | None:
    """The title, unless it is the name of the file it was made from."""
    said = clean(said).strip()
    return None if not said or _FILE_NAME.search(said) else said


def _day(said: str) -> str | None:
    """The day in a PDF date such as `D:20190822120000Z`."""
    found = re.match(r"(?:D:)?(\d{4})(\d\d)(\d\d)", said)
    if not found:
        return None
    try:
        return datetime.date(int(found[1]), int(found[2]), int(found[3])).isoformat()
    except ValueError:
        return None
