"""Whether the words around a date speak of the future: by the nearest verb, without a parser."""

from __future__ import annotations

import re

from veedor.documents.date_words import Expression

_BOUNDARY = re.compile(r"(?<=[.!?;:])[\"”’')\]]*\s+(?=[\"“‘(\[]?[A-Z])|\n\s*\n")
_AHEAD = re.compile(
    r"\b(?:will|won't|shall|would)\b(?:\s+\w+)?(?:\s+\w+)?|['’]ll\b"
    r"|\b(?:is |are )?to be \w+|\b(?:is|are) to \w+|\bgoing to \w+"
    r"|\b(?:scheduled|slated|due|upcoming|forthcoming|planned|plans?|planning|expected|set (?:for|to)"
    r"|ahead of|next|coming|deadline|promised|postponed|vowed)\b",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    r"\b(?:was|were|had|did|has|have|been|since|ago|last|earlier|previous|recent|\w{2,}ed|said|told|won|lost"
    r"|held|took|came|went|left|met|began|made|became|saw|got|gave|fell|rose|led|fled|broke|cut|shot|found"
    r"|brought|sent|spoke|wrote|struck|swore|drew|ran|stood|kept|grew|sold|bought|fought|sought|quit)\b",
    re.IGNORECASE,
)
_PLANS = re.compile(
    r"\b(?:agreed|announced|called|warned|threatened|predicted|feared|scheduled|set|promised"
    r"|pledged|ordered|demanded|proposed|asked|urged|invited)\b"
    r"|\bto (?!the|an?|its|his|her|their|this|that|those|these)[a-z]+",
    re.IGNORECASE,
)
_EFFECTIVE = re.compile(r"effective\b|with effect\b|beginning\b|starting\b|commencing\b", re.IGNORECASE)
_NOUN = r"(?:['’]s)?\s[a-z]"


def sentence_around(text: str, expression: Expression) -> tuple[int, int]:
    """Where the sentence of an expression begins and ends; at most 400 characters to either side."""
    return sentence_at(text, expression.start, expression.end)


def sentence_at(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the sentence of the characters `[start, end)` begins and ends; at most 400 to either side."""
    low, high = max(0, start - 400), min(len(text), end + 400)
    starts = [m.end() for m in _BOUNDARY.finditer(text, low, start)]
    after = _BOUNDARY.search(text, end, high)
    return (starts[-1] if starts else low), (after.start() if after else high)


def chance_ahead(text: str, expression: Expression) -> float:
    """How likely, in (0, 1), the words around an expression speak of the future: by the nearest cue."""
    part = expression.parts.get("which", "").lower()
    if part in ("last", "past", "previous", "next", "coming"):
        return 0.99 if part in ("next", "coming") else 0.01
    # `gave them until Monday`, `must leave by May`: an end still to come, unless all around it is past.
    least = {"to": 0.6, "before": 0.3}.get(expression.limit, 0.0)
    if _EFFECTIVE.match(text, expression.start):
        least = 0.6  # `banned them, effective 1 May`
    return max(least, _chance_by_cue(text, expression))


def _chance_by_cue(text: str, expression: Expression) -> float:
    """That chance by the verb or adjective nearest in the sentence."""
    start, end = sentence_around(text, expression)
    ahead = [m.span() for m in _AHEAD.finditer(text, start, end)]
    behind = [m.span() for m in _BEHIND.finditer(text, start, end)]
    behind = [(a, b) for a, b in behind if not any(x <= a < y for x, y in ahead)]
    near = min((_gap(expression, s) for s in ahead), default=1000)
    far, verb = min(((_gap(expression, s), s) for s in behind), default=(1000, (start, start)))
    if near <= far:
        return 0.92 if near < far else 0.25
    # `the 9 May vote` tells nothing of its tense by the verb beside it, nor does `agreed to vote in May`.
    by_noun = expression.start == expression.core_start and re.match(_NOUN, text[expression.end :][:4])
    if by_noun and expression.rule == "day":
        return 0.4
    if _PLANS.search(text, verb[0], max(verb[1], expression.core_start)):
        return 0.4
    return 0.01 if far <= 25 else 0.08 if ahead else 0.03


def _gap(expression: Expression, span: tuple[int, int]) -> int:
    """Characters between a cue and an expression; one after it counts double (the verb comes first)."""
    start, end = span
    if end <= expression.core_start:
        return expression.core_start - end
    return 2 * max(0, start - expression.end)
