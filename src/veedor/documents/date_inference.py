"""When a text that prints no date was written: weighs what its dates and office holders say of that day.

Every clue gives each day a log-likelihood; the days' sum, normalised, is a distribution over days, and the
answer is the shortest interval that holds `MASS` of it. A clue never weighs more than `FLOOR`, so that one
misread date cannot outvote the rest.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from veedor.documents.date_clues import DAYS, FLOOR, YEARS, Clue, Weights, clue_of, occurrences
from veedor.documents.date_pairs import this_weekday, together
from veedor.documents.date_tense import chance_ahead, sentence_around
from veedor.documents.date_values import NUMBERS, count
from veedor.documents.date_words import Expression, find
from veedor.documents.offices import How, Mention, holders_named
from veedor.documents.standing import Named, things_named

MASS = 0.85
"""Share of the distribution that the answer holds. Of 25 answers for dated texts without their date line (the
development reports, Wikinews, GUM, blogs of EWT) 22 hold the day, and 8 of the 9 that are at most two months
wide; 0.8 and 0.9 hold no more of them."""
MASS_IN_CONFLICT = 0.95
"""The same where holders and bodies named have no day in common."""
WIDEST_DAYS = 731
"""A wider interval (two years) dates nothing and is given up."""
READ_CHARACTERS = 60_000
"""How much of a long text is searched for clues; a report tells its time long before."""
_HISTORY = -4.0
"""A title may also be used of someone who has left the office: rarer than one in fifty."""
_AGAINST = _HISTORY + 0.5
"""A clue that weighs no more on a day speaks against it."""
_ALONE = -2.0
"""The same where the text names no second holder: it may tell the story of a summit of some years ago."""
_OFFICE = {
    How.TITLED: (FLOOR, _HISTORY, FLOOR),
    How.GOVERNING: (FLOOR, -2.0, -3.0),
    How.NAMED: (-1.0, -1.0, -2.0),
}
"""Weight before the term, just after it, and long after it."""
_STANDING = (-5.0, -2.5, -5.0)
"""The same of what is named in the present, such as a peace mission: its plan may be older than itself."""
_ENDING = frozenset({"mission", "body", "agreement", "talks"})
"""What ends on a day; armed groups and coalitions go on being named."""
_STOOD = (-4.0, 0.0, -1.5)
"""The same of what is not named in the present, or of what ends slowly."""
_GONE_ON = -2.5
"""Weight of a day from which two dates, sentences apart, do not mean the same time."""
_OUTSIDE = -3.0
"""What a day loses that is not within all terms: several holders together are surer than each."""


class Inferred(NamedTuple):
    """The days on which a text may have been written, with the clues that say so."""

    first: date
    last: date
    clues: tuple[Clue, ...]
    """Those that agree with the interval, the most telling first."""
    against: int
    """How many clues do not agree with it."""


def infer(text: str) -> Inferred | None:
    """When the text was written, as far as it shows; None where it does not."""
    read = text[:READ_CHARACTERS]
    named = [*_office_clues(holders_named(read)), *_standing_clues(things_named(read))]
    return weigh([*named, *_date_clues(read)])


def weigh(clues: Sequence[Clue]) -> Inferred | None:
    """The shortest interval that holds `MASS` of what the clues say; None where they say too little."""
    if not any(c.gives_year for c in clues) or not any(c.tells_now for c in clues):
        return None
    common = _common(clues)
    total = np.sum([c.weights for c in clues], axis=0)
    total = np.where(common, total, total + _OUTSIDE) if common.any() else total
    share = np.exp(total - total.max())
    first, last = _shortest(share / share.sum(), MASS if common.any() else MASS_IN_CONFLICT)
    if last - first >= WIDEST_DAYS or first == 0 or last == len(DAYS) - 1:
        return None
    best = int(total.argmax())
    fitting = [c for c in clues if c.weights[best] > _AGAINST and np.ptp(c.weights) > 1]
    against = sum(c.weights[best] <= _AGAINST for c in clues)
    if against > len(fitting) or _is_in_conflict(clues, best):
        return None
    telling = sorted((c for c in fitting if c.weights[best] > -2), key=lambda c: float(np.mean(c.weights)))
    return Inferred(_day(first), _day(last), tuple(telling), int(against))


def _common(clues: Sequence[Clue]) -> NDArray[np.bool_]:
    """The days within all terms of holders and bodies; none where they contradict each other."""
    within = [c.weights > -0.5 for c in clues if c.is_bound]
    return np.all(within, axis=0) if within else np.full(len(DAYS), True)


def _is_in_conflict(clues: Sequence[Clue], best: int) -> bool:
    """Whether no more terms hold the likeliest day than speak against it."""
    against = sum(bool(c.weights[best] <= _AGAINST) for c in clues if c.is_bound)
    agreeing = sum(bool(c.weights[best] > _AGAINST) for c in clues if c.is_bound)
    return 0 < against >= agreeing


def _day(index: int) -> date:
    return date.fromordinal(int(DAYS[index]))


def _shortest(share: Weights, mass: float) -> tuple[int, int]:
    """First and last index of the shortest run that holds `mass`, with days beside it that are as likely."""
    below = np.concatenate([[0.0], np.cumsum(share)])
    ends = np.searchsorted(below, below[:-1] + mass - 1e-9)
    lengths = np.where(ends < len(below), ends - np.arange(len(share)), len(share) + 1)
    first = int(lengths.argmin())
    last = int(ends[first]) - 1
    likely = share[first : last + 1].mean() / 2
    while first > 0 and share[first - 1] >= likely:
        first -= 1
    while last < len(share) - 1 and share[last + 1] >= likely:
        last += 1
    return first, last


def _office_clues(mentions: Sequence[Mention]) -> Iterator[Clue]:
    """A holder named as in office: hardly before the term, seldom after it, and ever less the longer ago."""
    several = sum(mention.how < How.NAMED for mention in mentions) > 1
    for mention in mentions:
        spans = [(term.start, term.end) for term in mention.terms]
        sure = mention.how < How.NAMED
        before, after, least = _OFFICE[mention.how]
        if mention.how is How.NAMED and not any(term.is_head for term in mention.terms):
            continue  # ministers and envoys are known before and after, by other offices
        weights = _of_terms(spans, before, after if several else max(after, _ALONE), least)
        yield Clue(mention.start, mention.end, weights, sure, False, sure)


def _standing_clues(things: Sequence[Named]) -> Iterator[Clue]:
    """A body, group or talks: hardly before they began; after their end only where told as past."""
    for thing in things:
        spans = [(term.start, term.end) for term in thing.terms]
        sure = thing.is_now and all(term.kind in _ENDING for term in thing.terms)
        weights = _of_terms(spans, *(_STANDING if sure else _STOOD))
        yield Clue(thing.start, thing.end, weights, thing.is_now, False, sure)


def _of_terms(
    spans: Sequence[tuple[date, date | None]], before: float, after: float, least: float
) -> Weights:
    """Weights of stretches of time: 0 within, `before` them, `after` them, fading to `least`."""
    weights = np.full(len(DAYS), before)
    for start, end in spans:
        over = DAYS - (end.toordinal() + 1 if end else DAYS[-1])
        fading = np.where(over < 0, 0.0, np.maximum(after - over / 500, least))
        weights = np.maximum(weights, np.where(start.toordinal() <= DAYS, fading, before))
    return weights


def _date_clues(text: str) -> Iterator[Clue]:
    """The clues of all dates; one that is named several times counts once, with the mean of its tenses."""
    expressions = find(text)
    chances = [chance_ahead(text, expression) for expression in expressions]
    ahead: dict[str, list[float]] = {}
    for number, expression in enumerate(expressions):
        if not _is_told(expressions, number, text):
            ahead.setdefault(_key(expression), []).append(chances[number])
    yield from _pair_clues(expressions, chances, text)
    yield from _latest_year(expressions, ahead)
    yield from _counted(expressions, text)
    seen: set[str] = set()
    in_year = any(_is_this_year(e) for e in expressions)
    for expression in expressions:
        key = _key(expression)
        if key not in ahead or key in seen:
            continue
        seen.add(key)
        clue = clue_of(expression, float(np.mean(ahead[key])), in_year=in_year)
        if clue is not None:
            yield clue


def _is_this_year(expression: Expression) -> bool:
    parts = expression.parts
    return parts.get("unit", "").lower() == "year" and parts.get("which", "").lower() == "this"


def _pair_clues(expressions: Sequence[Expression], chances: Sequence[float], text: str) -> Iterator[Clue]:
    """The clues of dates that belong together; the same two, said again, add nothing."""
    yield from filter(None, map(this_weekday, expressions))
    seen: set[tuple[str, str]] = set()
    for one, other, miss in _pairs(expressions, chances, text):
        keys = (_key(one), _key(other))
        if keys not in seen:
            seen.add(keys)
            yield from together(one, other, miss)


_Pair = tuple[Expression, Expression, float | None]


def _pairs(expressions: Sequence[Expression], chances: Sequence[float], text: str) -> Iterator[_Pair]:
    """Dates of one sentence, and those that the next sentences go on from."""
    for number, one in enumerate(expressions):
        _, end = sentence_around(text, one)
        for other in expressions[number + 1 : number + 4]:
            if other.end <= end:
                yield one, other, None
                yield other, one, None
        if one.rule == "day" and not one.is_absolute and chances[number] >= 0.5:
            for after in _gone_on(expressions, number, text, end):
                if chances[after] > 0.5:
                    yield one, expressions[after], _GONE_ON


def _gone_on(expressions: Sequence[Expression], number: int, text: str, end: int) -> Iterator[int]:
    """Which dates tell the week of a coming day: `From 3 March … They will feel it, starting next week`."""
    for after in range(number + 1, min(number + 4, len(expressions))):
        other = expressions[after]
        if other.rule in ("day", "days", "month") or other.is_absolute or "\n\n" in text[end : other.start]:
            return
        if other.start > end and other.parts.get("which", "").lower() in ("this", "next", "coming"):
            yield after


def _latest_year(expressions: Sequence[Expression], ahead: dict[str, list[float]]) -> Iterator[Clue]:
    """The latest year that a text names, and not as future, is mostly its own, the one before or the next."""
    named = [e for e in expressions if "year" in e.parts and max(ahead.get(_key(e), [1.0])) < 0.5]
    latest = max(named, key=lambda e: e.parts["year"], default=None)
    if latest is not None:
        gap = YEARS - int(latest.parts["year"])
        after = np.maximum(-0.8 * np.maximum(gap - 1, 0), -2.5)
        yield Clue(latest.start, latest.end, np.where(gap < -1, FLOOR / 2, after), False, False)


_COUNT = re.compile(
    r"\b(?:(?:less|fewer) than |nearly |almost |about |just |only |some |around |more than |over |barely )?"
    rf"(?P<n>\d{{1,2}}|{'|'.join(NUMBERS)}) (?P<unit>day|week|month)s? (?:after|since)\b[^.;:!?]{{0,60}}$",
    re.IGNORECASE,
)


def _counted(expressions: Sequence[Expression], text: str) -> Iterator[Clue]:
    """`Less than three months after the vote of July`: told at about that distance."""
    for one in expressions:
        found = _COUNT.search(text, max(0, one.start - 100), one.core_start)
        if found and one.rule in ("month", "day") and not one.is_absolute and not one.second:
            length = count(found["n"]) * {"day": 1, "week": 7, "month": 30}[found["unit"].lower()]
            starts, _ = occurrences(one)
            at = np.searchsorted(starts, DAYS, side="right") - 1
            gap = DAYS - starts[np.maximum(at, 0)]
            near = (gap >= 0.5 * length) & (gap <= 1.3 * length + 30)
            yield Clue(found.start(), one.end, np.where(near, 0.0, -1.5), False, True)


def _key(expression: Expression) -> str:
    second = expression.second.parts if expression.second else {}
    return f"{expression.rule} {sorted(expression.parts.items())} {sorted(second.items())}"


def _is_told(expressions: Sequence[Expression], number: int, text: str) -> bool:
    """Whether a yearless month goes on with a story of another year: `By March 1994 … In May`."""
    one = expressions[number]
    if one.is_absolute or one.rule not in ("month", "day"):
        return False
    before = [e for e in expressions[max(0, number - 4) : number] if e.start > one.start - 600]
    dated = [e for e in before if e.is_absolute or e.rule in ("month", "day", "unit", "near", "weekday")]
    return bool(dated) and (dated[-1].is_absolute and dated[-1].rule in ("month", "day", "days"))
