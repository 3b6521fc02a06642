"""From the bytes of a text file to its characters."""

from __future__ import annotations

import codecs
import re

from veedor.errors import UnreadableDocument

_MARKS = (  # UTF-32's mark begins with UTF-16's, so it is asked first
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 65_536
"""Bytes that are looked at to tell a text from something else."""
_CONTROL_BYTES = bytes(set(range(32)) - {9, 10, 12, 13, 27})
_CONTROL_SHARE = 0.01
"""A text has next to no control bytes; arbitrary bytes have one in ten (27 of 256 values)."""
_GUESSABLE = ["cp1252", "cp1251", "cp1253", "cp1255", "cp1256", "koi8_r", "shift_jis", "euc_jp", "gb18030"]
"""Windows-1252 (which holds Latin-1) and pages that look nothing like it. Its near kin, such as Windows-1250,
are left out: on English with a few accents a guess between kin is no better than chance."""
_DECLARED = re.compile(
    rb"""charset\s*=\s*["']?([\w.:-]+)|<\?xml[^>]*encoding\s*=\s*["']([\w.:-]+)""", re.IGNORECASE
)


def decoded(data: bytes, file: str) -> str:
    """The characters of a text file: UTF-8, UTF-16, UTF-32, what the file declares, or else the likeliest.

    Raises UnreadableDocument where the bytes are no text.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _strictly(data, name, file)
    wide = _wide(data[:_SAMPLE])
    if wide:
        return _strictly(data, wide, file)
    if is_binary(data):
        raise UnreadableDocument(
            f"'{file}' is not a text: it holds binary data; save its words as text, HTML, PDF or DOCX"
        )
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _damaged_utf8(data) or _declared(data) or _guessed(data, file)


def is_binary(data: bytes) -> bool:
    """Whether more of the first bytes are control characters than in any text."""
    sample = data[:_SAMPLE]
    controls = len(sample) - len(sample.translate(None, _CONTROL_BYTES))
    return controls > _CONTROL_SHARE * len(sample)


def _strictly(data: bytes, encoding: str, file: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableDocument(
            f"'{file}' is damaged: no {encoding} from byte {error.start} on; save it anew"
        ) from error


def _wide(sample: bytes) -> str | None:
    """UTF-16 without its mark shows by NULs in every second byte."""
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    enough = 0.3 * len(sample) / 2
    if odd > enough and even < odd / 20:
        return "utf-16-le"
    if even > enough and odd < even / 20:
        return "utf-16-be"
    return None


def _damaged_utf8(data: bytes) -> str | None:
    """UTF-8 with a few wrong bytes, which become U+FFFD; None where it is another encoding."""
    text = data.decode("utf-8", "replace")
    wrong = text.count("\ufffd")
    right = sum(1 for c in text if c > "\x7f") - wrong
    return text if right > 10 * wrong else None


def _declared(data: bytes) -> str | None:
    """The text by the encoding that a page names in its head; None where that does not work out."""
    found = _DECLARED.search(data[:4096])
    if not found:
        return None
    try:
        return data.decode((found[1] or found[2]).decode("ascii"))
    except (UnicodeError, LookupError):
        return None


def _guessed(data: bytes, file: str) -> str:
    from charset_normalizer import from_bytes

    guess = from_bytes(data[:_SAMPLE], cp_isolation=_GUESSABLE).best() or from_bytes(data[:_SAMPLE]).best()
    if guess is None:
        raise UnreadableDocument(f"the encoding of '{file}' is not known; save it as UTF-8")
    # A byte that Windows-1252 leaves open is what a text of the web means by Latin-1.
    return data.decode(guess.encoding, "replace")
