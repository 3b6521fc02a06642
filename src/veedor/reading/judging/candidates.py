"""What may be a statement: what the rules find, and what the model's heads see, side by side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from typing import NamedTuple

from veedor.codebook.labels import EventType, Kind, Stance, Status
from veedor.codebook.span import Quote
from veedor.reading.conditions import conditions, conditions_of
from veedor.reading.events.events import EventDraft, event_at
from veedor.reading.events.triggers import Trigger
from veedor.reading.figures.figures import FigureDraft
from veedor.reading.forecasts.forecasts import ForecastDraft
from veedor.reading.judging.judge import logit
from veedor.reading.judging.spans import anchor_of, span_of
from veedor.reading.learned import LABELS
from veedor.reading.parse import Parse
from veedor.reading.positions.positions import PositionDraft
from veedor.reading.roles.roles import RoleDraft
from veedor.reading.settle import Draft

SEEN_FROM = 0.1
"""From this probability on a word that the rules pass over is looked at."""
_KINDS: dict[type, Kind] = {
    EventDraft: Kind.EVENT,
    PositionDraft: Kind.POSITION,
    ForecastDraft: Kind.FORECAST,
    FigureDraft: Kind.FIGURE,
    RoleDraft: Kind.ROLE,
}
_STEPS = 2
"""Steps in the tree from a word to the head of what another statement is about; what stands farther below is mostly a
clause of its own, which takes the act for real. Of 0 to 6 steps two are best on the dev split and on the reports."""
_SEATED = frozenset({Kind.POSITION, Kind.FORECAST, Kind.FIGURE})


_ABOUT_ANOTHER = frozenset({Kind.EVENT, Kind.POSITION})
"""Kinds of which it is asked whether another statement is about them: a tenth of the dev split held out at a time, the
log loss of either falls by it (0.483 to 0.478, 0.452 to 0.444)."""


class Candidate(NamedTuple):
    """Something that may be a statement."""

    kind: Kind
    draft: Draft
    """By the rules, or made of what the heads see."""
    label: str
    """The event type or stance; for the other kinds the kind."""
    features: tuple[float, ...]


def kind_of(draft: Draft) -> Kind:
    """The kind of statement that a draft will be."""
    return _KINDS[type(draft)]


def label_of(draft: Draft) -> str:
    """The draft's event type or stance, or its kind."""
    if isinstance(draft, EventDraft):
        return str(draft.type)
    return str(draft.stance) if isinstance(draft, PositionDraft) else str(kind_of(draft))


def candidates(parse: Parse, found: Sequence[Draft], standing: Sequence[Draft]) -> Iterator[Candidate]:
    """Every candidate of a sentence that the heads have read.

    Args:
        parse: The sentence, with `learned`.
        found: All that the rules find.
        standing: Those of `found` that the rules would let stand.

    """
    by_place = {(kind_of(d), d.head): d for d in found}
    stands = {(kind_of(d), d.head) for d in standing}
    taken = {(kind, seat(parse, draft)) for (kind, _), draft in by_place.items()} | by_place.keys()
    for (kind, head), draft in by_place.items():
        at = seat(parse, draft)
        label, features = _weighed(parse, kind, at, label_of(draft), stands=(kind, head) in stands)
        yield Candidate(kind, _relabelled(parse, draft, label), label, features)
    for kind in Kind:
        for head in parse.learned.anchored(kind, SEEN_FROM) if parse.learned else ():
            if (kind, head) not in taken:
                yield from _of_heads(parse, kind, head)


def seat(parse: Parse, draft: Draft) -> int:
    """The word of the anchor at which the heads see the draft.

    A forecast's or position's head is its predicate, which may stand outside the anchor (`will be` ready) or at its
    end (`is bound to see`); the heads have learnt the head of the anchor's words.
    """
    kind = kind_of(draft)
    if parse.learned is None or kind not in _SEATED:
        return draft.head
    learned, anchor = parse.learned, draft.anchor
    inside = (w.index for w in parse.words if w.start < anchor.end and anchor.start < w.end)
    return max((draft.head, *inside), key=lambda word: learned.chance(word, kind))


def _of_heads(parse: Parse, kind: Kind, head: int) -> Iterator[Candidate]:
    """What the heads alone see at a word; nothing where it would not be told anyway, as a draft takes time."""
    assert parse.learned is not None
    judge = parse.learned.judge
    label, features = _weighed(parse, kind, head, "", stands=None)
    if judge.knows(str(kind)) and judge.told(str(kind), features) < judge.thresholds[str(kind)]:
        return
    draft = _seen(parse, kind, head, label)
    if draft is not None:
        yield Candidate(kind, draft, label, features)


def _weighed(
    parse: Parse, kind: Kind, head: int, by_rule: str, *, stands: bool | None
) -> tuple[str, tuple[float, ...]]:
    """The label that rules and heads together hold likeliest, and the features; `stands` is None without rules."""
    assert parse.learned is not None
    chances = parse.learned.labelled(head, kind)
    label = LABELS[kind][0]
    if len(chances) > 1:
        label = parse.learned.judge.label(f"{kind}.label", by_rule, with_rule(kind, by_rule, chances))
    total = sum(chances.values())
    features = (
        logit(total),
        float(stands is not None),
        float(bool(stands)),
        float(label == by_rule and len(chances) > 1),
        chances[label] / max(total, 1e-6),
        _as_content(parse, head) if kind in _ABOUT_ANOTHER else 0.0,
    )
    return label, features


def with_rule(kind: Kind, by_rule: str, chances: Mapping[str, float]) -> Mapping[str, float]:
    """The heads' chances of each label, with the chance that there is none added to the rules' stance.

    Where the heads see hardly a position, they know little of its stance: on the development reports 5 of 40 more are
    right so, on dev and train splits as many. Of event types the heads know more, even there.
    """
    if kind is not Kind.POSITION or not by_rule:
        return chances
    return {**chances, by_rule: chances[by_rule] + 1 - sum(chances.values())}


def _as_content(parse: Parse, head: int) -> float:
    """How surely the word stands in what another statement is about: that is not told again."""
    assert parse.learned is not None
    near = (head, *(word.index for word in islice(parse.ancestors(head), _STEPS)))
    found = (pair for word in near for pair in parse.learned.about_it(word).items())
    return max((chance for anchor, chance in found if anchor != head), default=0.0)


def _relabelled(parse: Parse, draft: Draft, label: str) -> Draft:
    """The draft under another label: an act of another type has its parties in other places."""
    if isinstance(draft, EventDraft) and str(draft.type) != label:
        trigger = draft.trigger or Trigger(draft.head, draft.type, None)
        return event_at(parse, trigger._replace(type=EventType(label)))
    if isinstance(draft, PositionDraft) and str(draft.stance) != label:
        return replace(draft, stance=Stance(label))
    return draft


def _seen(parse: Parse, kind: Kind, head: int, label: str) -> Draft | None:
    """What the heads alone see at a word, as a draft; None where a field is wanting that the kind must have."""
    assert parse.learned is not None
    anchor = anchor_of(parse, head)
    if kind is Kind.EVENT:
        return event_at(parse, Trigger(head, EventType(label), None), anchor)
    depends = conditions_of(parse, conditions(parse), head) if kind in _SEATED else ()
    if kind is Kind.POSITION:
        return PositionDraft(
            head, anchor, Stance(label), (), _best(parse, head, "about"), depends, "", holder_is_source=True
        )
    if kind is Kind.FORECAST:
        about = _best(parse, head, "about")
        return None if about is None else ForecastDraft(head, anchor, (), about, None, None, depends)
    if kind is Kind.ROLE:
        return _role(parse, head, anchor)
    return None


def _role(parse: Parse, head: int, anchor: Quote) -> RoleDraft | None:
    """The role whose holder the heads see; None where they see no name."""
    assert parse.learned is not None
    chances = {w: p for w, p in parse.learned.field(head, "holders").items() if parse.name_at(w) is not None}
    if not chances:
        return None
    name = parse.name_at(max(chances, key=chances.__getitem__))
    assert name is not None
    holder = Quote.at(parse.text, parse.words[name.first].start, parse.words[name.last].end)
    if holder.overlaps(anchor):
        return None
    status = parse.learned.attribute(head, "status")
    return RoleDraft(head, anchor, anchor, holder, None, Status(max(status, key=status.__getitem__)))


def _best(parse: Parse, head: int, field: str) -> Quote | None:
    """The words of the likeliest filler of a field."""
    assert parse.learned is not None
    chances = parse.learned.field(head, field)
    if not chances:
        return None
    return span_of(parse, max(chances, key=chances.__getitem__), field)
