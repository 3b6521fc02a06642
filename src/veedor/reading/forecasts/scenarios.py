"""Scenarios: headings that name a possible course of things and say how likely it is, and what is told under them.

`Scenario 2: Collapse (likelihood: 20%)` is a forecast that there will be a collapse; what the lines below it tell in
the present happens in the scenario alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from veedor.codebook.span import Quote, Span

_SCENARIO = r"(?:scenario|outcome|case|pathway|future)"
_LABEL = (
    rf"(?:{_SCENARIO}\s+(?:\d+|[A-Ea-e]|one|two|three|four|five|six)\b|"
    rf"(?:best|worst|base|baseline|central|upside|downside|most likely|alternative)(?:[- ]case)?"
    rf"(?:\s+{_SCENARIO})?|(?:first|second|third|fourth|fifth)\s+scenario)"
)
_NUMBER = (
    r"(?:(?:about|around|some|roughly|under|over|~|<|>)\s?)?\d{1,3}(?:\s?[-–]\s?\d{1,3})?\s?(?:%|per\s?cent)"
)
_WORD = r"(?:(?:very|highly|most|more|less|quite|fairly)\s+)?(?:likely|unlikely|probable|improbable|possible|remote)"


def _likely(group: str) -> str:
    """How likely it is, behind a comma, dash or bracket: `(60%)`, `, likelihood: 20 percent`, `– unlikely`."""
    named = r"(?:(?:likelihood|probability|chances?|odds)\s*(?:of|:|–|-)?\s*)?"
    closing = r"\s*(?:likelihood|probability|chance)?\s*[)\]]?"
    return rf"(?:\s*[(\[,–—:-]\s*{named}(?P<{group}>{_NUMBER}|{_WORD}){closing})?"


_TITLE = r"(?:\s*[:.–—-]\s*(?P<title>[^(\n:.]*?[^(\n:.\s,–—-]))?"
_HEADING = re.compile(
    rf"\W{{0,4}}(?:\d+[.)]\s+)?{_LABEL}{_likely('first')}{_TITLE}{_likely('last')}\s*(?:[.:]|(?=\n)|$)",
    re.IGNORECASE,
)
_LONGEST = 14
"""Words of the longest line that is a heading."""


class Scenario(NamedTuple):
    """One heading and what stands under it."""

    title: Quote | None
    """What would happen; None where the heading has a number only."""
    likely: Quote | None
    """The words that say how likely it is."""
    told: Span | None
    """The lines under the heading, or behind it in its line; None where there are none."""


def scenarios(text: str) -> list[Scenario]:
    """The scenarios of a report, in order, none within another; most reports have none."""
    lines = [Span(m.start(), m.end()) for m in re.finditer(r"\S[^\n]*", text)]
    return list(_found(text, lines)) if re.search(r"scenario|[- ]case\b", text, re.IGNORECASE) else []


def _found(text: str, lines: Sequence[Span]) -> Iterator[Scenario]:
    for number, line in enumerate(lines):
        heading = _HEADING.match(text[line.start : line.end])
        if heading is None:
            continue
        below = next((n for n in range(number + 1, len(lines)) if _is_heading(text, lines[n])), len(lines))
        told = Span(lines[number + 1].start, lines[below - 1].end) if below > number + 1 else None
        if line.start + heading.end() < line.end:
            told = Span(line.start + heading.end(), line.end)
        title, first, last = (_quote(text, line.start, heading, part) for part in ("title", "first", "last"))
        yield Scenario(title, last or first, told)


def _quote(text: str, begin: int, heading: re.Match[str], part: str) -> Quote | None:
    start, end = heading.span(part)
    return None if start < 0 else Quote.at(text, begin + start, begin + end)


def _is_heading(text: str, line: Span) -> bool:
    words = text[line.start : line.end].rstrip()
    return len(words.split()) <= _LONGEST and not words.endswith((".", "!", "?", ";", ","))
