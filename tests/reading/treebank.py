"""Sentences of our own with their trees (`mood.rows`), and documents made of them."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

from tests.reading.build import parse_of
from veedor.reading.parse import Parse


@cache
def _sentences() -> dict[str, Parse]:
    blocks = Path(__file__).with_name("mood.rows").read_text(encoding="utf-8").split("\n\n")
    parses = [parse_of(block) for block in blocks if not block.startswith("#")]
    return {parse.text: parse for parse in parses}


def sentence(text: str) -> Parse:
    """The sentence with its tree; KeyError where `mood.rows` has none."""
    return _sentences()[text]


def document(*texts: str, gap: str = " ") -> list[Parse]:
    """The sentences as one document, with `gap` between them."""
    whole = gap.join(texts)
    parses, begin = [], 0
    for text in texts:
        parse = sentence(text)
        words = tuple(w._replace(start=w.start + begin, end=w.end + begin) for w in parse.words)
        parses.append(replace(parse, text=whole, start=begin, end=begin + len(text), words=words))
        begin += len(text) + len(gap)
    return parses


def place(parse: Parse, word: str) -> int:
    """Index of the last word of that form."""
    return max(w.index for w in parse.words if w.text == word)
