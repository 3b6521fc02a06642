"""Where a statement stands: the sentence of its report that holds it, and whether that is a heading."""

from __future__ import annotations

import re

from veedor.codebook.span import Span
from veedor.reading.sentences import sentences

_WINDOW = 700
"""Characters around a statement in which its sentence is looked for."""
_LONGEST_HEADING = 16
"""Words of a line without a full stop beyond which it is rather a wrapped sentence than a heading."""
_ENDED = re.compile(r"[.!?…:;,。！？؟।۔][\"'”’»)\]]*$")


def sentence_of(text: str, anchor: Span) -> Span:
    """The sentence that holds a span, as far as it lies near it; the span itself where none does."""
    first = max(0, anchor.start - _WINDOW)
    near = text[first : anchor.end + _WINDOW]
    for one in sentences(near):
        whole = Span(first + one.start, first + one.end)
        if whole.covers(anchor):
            return whole
    return Span(anchor.start, anchor.end)


def is_heading(text: str, sentence: Span) -> bool:
    """Whether a sentence is a line of its own, short and without an end, as titles are."""
    before, after = text[: sentence.start].rstrip(" \t"), text[sentence.end :].lstrip(" \t")
    is_line = before[-1:] in ("", "\n") and after[:1] in ("", "\n", "\r")
    words = text[sentence.start : sentence.end]
    return is_line and len(words.split()) <= _LONGEST_HEADING and not _ENDED.search(words.rstrip())
