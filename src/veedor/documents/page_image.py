"""A page of a PDF as a picture, so that a reader can see what the text was made from."""

from __future__ import annotations

import struct
import zlib
from typing import Any

from veedor.documents.pdf import opened
from veedor.errors import UnreadableDocument, UsageError

WIDTH = 1100
"""Pixels across: small print is read easily at it on a screen, and a page takes some 200 KB."""
_MOST_PIXELS = 6_000_000
"""Of one picture; a page may be as long as a receipt roll."""


def page_image(data: bytes, file: str, number: int) -> bytes:
    """Page `number`, from 1, of a PDF as PNG.

    Raises UsageError where the PDF has no such page, UnreadableDocument where it cannot be opened.
    """
    with opened(data, file) as document:
        if not 1 <= number <= len(document):
            raise UsageError(f"'{file}' has no page {number}; it has {len(document)}")
        pixels = _drawn(document, file, number)
    return _png(pixels)


def _drawn(document: Any, file: str, number: int) -> Any:
    """The page's pixels, `(height, width, 3)`: red, green, blue."""
    from pypdfium2 import PdfiumError

    try:
        page = document[number - 1]
        bitmap = page.render(scale=_scale(*page.get_size()), rev_byteorder=True)
    except PdfiumError as error:
        raise UnreadableDocument(f"page {number} of '{file}' is damaged; fetch the file anew") from error
    return bitmap.to_numpy()[:, :, :3].copy()


def _scale(width: float, height: float) -> float:
    """How much to enlarge a page of this size in points."""
    width, height = max(width, 1.0), max(height, 1.0)
    return float(min(WIDTH / width, (_MOST_PIXELS / (width * height)) ** 0.5))


def _png(pixels: Any) -> bytes:
    """Pixels `(height, width, 3)` of one byte each as a PNG file."""
    height, width, _ = pixels.shape
    lines = b"".join(b"\0" + line.tobytes() for line in pixels)
    about = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", about), (b"IDAT", zlib.compress(lines, 3)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, content) for name, content in parts)


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
