"""Makes a document's text, once, before anything has an offset into it.

A text that is clean already comes back as it is, character for character, so that offsets into the text of a
clean UTF-8 file are offsets into the file's own characters.
"""

from __future__ import annotations

import re

_UNCLEAN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff]")
_LINE_ENDS = re.compile(r"\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ufeff]")
_LONE_SURROGATES = re.compile(r"[\ud800-\udfff]")


def clean(text: str) -> str:
    r"""The text with every line end as `\n` and without byte order marks and control characters (tabs stay).

    Half of a surrogate pair, which no file can hold, becomes U+FFFD. Cleaning twice changes nothing.
    """
    if not _UNCLEAN.search(text):
        return text
    text = _LINE_ENDS.sub("\n", text)
    text = _CONTROLS.sub("", text)
    return _LONE_SURROGATES.sub("\ufffd", text)
