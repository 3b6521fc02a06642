"""Words of a report as they stand between quotation marks of a brief."""

from __future__ import annotations

import re

_DATELINE = re.compile(r"^[A-ZÀ-Þ][A-ZÀ-Þ .,'’()/-]{2,40} [-–—] (?=\S)")


def without_dateline(words: str) -> str:
    """The words without the place in capitals with which agencies begin a report (`RIVERTON - `)."""
    return _DATELINE.sub("", words)


_MARKS = re.compile(r"[\"“”]")


def bare(words: str) -> str:
    """The words without quotation marks around all of them, and without the comma that stands before the last."""
    whole = words[:1] in ("“", '"') and words[-1:] in ("”", '"') and len(_MARKS.findall(words)) == 2
    return words[1:-1].rstrip(",.").strip() if whole else words


def inner(words: str) -> str:
    """The words as they stand between quotation marks: those among them become single ones."""
    straight = re.sub(r'"([^"]*)"', r"‘\1’", words)
    return straight.replace("“", "‘").replace("”", "’")
