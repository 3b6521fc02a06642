"""Which candidates of a sentence are told as statements, how surely each is right, and with which fields."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from veedor.codebook.labels import Kind
from veedor.codebook.span import Quote
from veedor.reading.events.events import EventDraft
from veedor.reading.figures.figures import FigureDraft
from veedor.reading.forecasts.forecasts import ForecastDraft
from veedor.reading.judging.candidates import Candidate, candidates, kind_of, seat
from veedor.reading.judging.fields import filled, one
from veedor.reading.judging.judge import Judge
from veedor.reading.parse import Parse
from veedor.reading.positions.positions import PositionDraft
from veedor.reading.roles.roles import RoleDraft
from veedor.reading.settle import Draft

_EXCLUSIVE = frozenset({Kind.EVENT, Kind.POSITION, Kind.FORECAST})
"""Kinds of which words carry at most one statement; a title or a number may stand inside an act's name."""
SURE = 0.9
"""The probability given to a position that its form alone tells. All nine in the corpus are positions of gold."""


class Judged(NamedTuple):
    """A draft that stands."""

    draft: Draft
    right: float | None
    """The probability that it is right; None where no model was asked."""


def judged(parse: Parse, found: Sequence[Draft], standing: Sequence[Draft]) -> list[Judged]:
    """The drafts that stand, in the order of their anchors, each with its fields as rules and heads have them.

    Without the heads (a parse made by hand), and without weights, these are `standing`.
    """
    if parse.learned is None or not parse.learned.judge.knows(str(Kind.EVENT)):
        return [Judged(draft, None) for draft in standing]
    judge = parse.learned.judge
    rated = [(_told(judge, c), c) for c in candidates(parse, found, standing)]
    believed = [(chance, c) for chance, c in rated if chance >= judge.thresholds[str(c.kind)]]
    kept = [Judged(with_fields(parse, c.draft), _right(judge, c)) for c in apart(believed)]
    return sorted(kept, key=lambda j: (j.draft.anchor.start, j.draft.anchor.end))


def _told(judge: Judge, candidate: Candidate) -> float:
    """The probability by which it is decided whether to tell the candidate: 1 where its form alone tells it."""
    return 1.0 if _is_sure(candidate) else judge.told(str(candidate.kind), candidate.features)


def _right(judge: Judge, candidate: Candidate) -> float:
    right = judge.right(str(candidate.kind), candidate.features)
    return max(right, SURE) if _is_sure(candidate) else right


def _is_sure(candidate: Candidate) -> bool:
    return isinstance(candidate.draft, PositionDraft) and candidate.draft.is_sure


def apart(rated: Iterable[tuple[float, Candidate]]) -> list[Candidate]:
    """The candidates without those on the words of a likelier one that excludes them."""
    kept: list[Candidate] = []
    for _, candidate in sorted(rated, key=lambda r: (-r[0], r[1].draft.anchor)):
        if not any(_excludes(other, candidate) for other in kept):
            kept.append(candidate)
    return kept


def _excludes(stronger: Candidate, weaker: Candidate) -> bool:
    together = stronger.kind is weaker.kind or {stronger.kind, weaker.kind} <= _EXCLUSIVE
    return together and stronger.draft.anchor.overlaps(weaker.draft.anchor)


def with_fields(parse: Parse, draft: Draft) -> Draft:
    """The draft with the fields that are believed; those of events were settled when the draft was made."""
    head = seat(parse, draft)
    match draft:
        case EventDraft() | RoleDraft():
            return draft
        case PositionDraft():
            return replace(
                draft,
                holders=filled(parse, head, "position", "holders", draft.holders) or draft.holders,
                about=_wanted(draft, one(parse, head, "position", "about", draft.about)),
                conditions=filled(parse, head, "position", "conditions", draft.conditions),
            )
        case ForecastDraft():
            return replace(
                draft,
                actors=filled(parse, head, "forecast", "actors", draft.actors),
                about=one(parse, head, "forecast", "about", draft.about) or draft.about,
                probability=one(parse, head, "forecast", "probability", draft.probability),
                by=one(parse, head, "forecast", "by", draft.by),
                conditions=filled(parse, head, "forecast", "conditions", draft.conditions),
            )
        case FigureDraft():
            return replace(
                draft,
                what=one(parse, head, "figure", "what", draft.what) or draft.what,
                period=one(parse, head, "figure", "period", draft.period),
            )


def _wanted(draft: PositionDraft, believed: Quote | None) -> Quote | None:
    """What the position is about: the rules' words where the believed ones repeat one of its conditions."""
    repeats = believed is not None and any(believed.overlaps(quote) for quote in draft.conditions)
    return draft.about if repeats and draft.about is not None else believed


def label(parse: Parse, draft: Draft, attribute: str, by_rule: str) -> str:
    """Polarity, certainty or tense of a statement, as rules and heads together hold it."""
    if parse.learned is None:
        return by_rule
    question = f"{kind_of(draft)}.{attribute}"
    return parse.learned.judge.label(
        question, by_rule, parse.learned.attribute(seat(parse, draft), attribute)
    )
