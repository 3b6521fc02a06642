"""Word documents (.docx): paragraphs, lists and tables in their order, and the core properties."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from veedor.documents.draft import Draft
from veedor.errors import UnreadableDocument

_LARGEST_UNPACKED = 200_000_000
"""Bytes. A report of a thousand pages unpacks to less than a tenth of it, pictures left aside."""
_BLANK = datetime(2013, 12, 23, 23, 15)
"""The moment in the empty document that python-docx starts from: no day of any report."""
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ELSEWHERE = (f"{_W}moveFrom", "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback")
"""What stands below these is shown in another place, or a second time for old readers."""
_SIGNS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}


def word_document(data: bytes, file: str) -> Draft:
    """The text of a Word document; inserted words are in it, deleted ones, headers and footnotes are not.

    Raises UnreadableDocument where the file is cut off, damaged or unpacks to an unreasonable size.
    """
    opened = _open(data, file)
    about = opened.core_properties
    day = next(
        (day for day in (about.modified, about.created) if day and day.replace(tzinfo=None) != _BLANK), None
    )
    blocks = [block for block in _blocks(opened.element.body) if block.strip()]
    return Draft(
        text="\n\n".join(blocks) + "\n" if blocks else "",
        title=about.title.strip() or None,
        authors=tuple(
            name.strip() for name in about.author.split(";") if name.strip() not in ("", "python-docx")
        ),
        dated=day.date().isoformat() if day else None,
        media_type="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    )


def _open(data: bytes, file: str) -> Any:
    from docx import Document
    from docx.opc.exceptions import OpcError
    from lxml.etree import XMLSyntaxError

    damage = (
        zipfile.BadZipFile,
        zlib.error,
        OpcError,
        XMLSyntaxError,
        LookupError,
        ValueError,
        RuntimeError,
        OSError,
    )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            size = sum(part.file_size for part in packed.infolist())
        if size > _LARGEST_UNPACKED:
            raise UnreadableDocument(
                f"'{file}' unpacks to {size:,} bytes, more than a report has; it is left unread"
            )
        return Document(io.BytesIO(data))
    except damage as error:
        raise UnreadableDocument(
            f"'{file}' is a damaged Word document, perhaps cut off on the way; fetch or save it anew"
        ) from error


def _blocks(parent: Any) -> Iterator[str]:
    """Paragraphs, list items and tables below `parent`, in order."""
    for element in parent:
        if element.tag == f"{_W}p":
            yield _marked(element)
        elif element.tag == f"{_W}tbl":
            yield "\n".join(_rows(element))
        elif element.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}customXml"):
            yield from _blocks(element)


def _marked(paragraph: Any) -> str:
    """A paragraph's words; a list item's with a dash, since its number stands nowhere in the file."""
    words = _words(paragraph)
    style = paragraph.style or ""
    listed = paragraph.find(f"{_W}pPr/{_W}numPr") is not None or style.startswith("List")
    return f"- {words}" if listed and words.strip() and "Heading" not in style else words


def _rows(table: Any) -> Iterator[str]:
    """One line for each row, cells parted by tabs."""
    for row in table.findall(f"{_W}tr"):
        cells = (" ".join(_words(p) for p in cell.iter(f"{_W}p")).strip() for cell in row.findall(f"{_W}tc"))
        yield "\t".join(cells).strip()


def _words(paragraph: Any) -> str:
    """The words of a paragraph as Word shows them, fields and links by what they display."""
    said: list[str] = []
    for run in paragraph.iter(f"{_W}r"):
        if next(run.iterancestors(*_ELSEWHERE), None) is None:
            said.extend((e.text or "") if e.tag == f"{_W}t" else _SIGNS.get(e.tag, "") for e in run)
    return "".join(said).replace("\xad", "")
