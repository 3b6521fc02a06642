"""Which drafts of one sentence stand: one anchor carries one statement, and contents are not told twice.

The rules are the codebook's (section Events: content of another statement; what is asked, refused or
proposed is the `about`). Rules find drafts freely; here alone is decided what is kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from veedor.codebook.labels import EventType
from veedor.codebook.span import Quote, Span
from veedor.reading.events.events import EventDraft
from veedor.reading.figures.figures import FigureDraft
from veedor.reading.forecasts.forecasts import ForecastDraft, apart
from veedor.reading.parse import Parse
from veedor.reading.positions.positions import PositionDraft
from veedor.reading.roles.roles import RoleDraft

Draft = EventDraft | PositionDraft | ForecastDraft | FigureDraft | RoleDraft

_NOT_REPEATED = frozenset(
    {EventType.REQUEST, EventType.REJECT, EventType.THREATEN, EventType.RULE, EventType.AID}
)
"""Acts whose content is their `about`, not an act of its own."""


class Settled(NamedTuple):
    """What the rules find in a sentence."""

    found: list[Draft]
    """All, in the order of their anchors."""
    standing: list[Draft]
    """Those that stand, if the rules alone decide."""


def settle(
    parse: Parse,
    *,
    events: Sequence[EventDraft],
    positions: Sequence[PositionDraft],
    forecasts: Sequence[ForecastDraft],
    figures: Sequence[FigureDraft],
    roles: Sequence[RoleDraft],
) -> Settled:
    """The drafts, and those of them that stand."""
    found = _sorted([*events, *positions, *forecasts, *figures, *roles])
    positions, forecasts = apart(parse, positions, forecasts)
    standing = _without_contents(parse, events, positions, forecasts)
    return Settled(found, _sorted([*standing, *positions, *forecasts, *figures, *roles]))


def _sorted(drafts: list[Draft]) -> list[Draft]:
    return sorted(drafts, key=lambda d: (d.anchor.start, d.anchor.end))


def _contents(drafts: Iterable[PositionDraft | ForecastDraft]) -> list[Quote]:
    """What the drafts are about, and on which conditions."""
    return [q for d in drafts for q in (d.about, *d.conditions) if q is not None]


def _inside(anchor: Span, contents: Iterable[Span]) -> bool:
    return any(content.covers(anchor) for content in contents)


def _without_contents(
    parse: Parse,
    events: Sequence[EventDraft],
    positions: Sequence[PositionDraft],
    forecasts: Sequence[ForecastDraft],
) -> list[EventDraft]:
    """The events that are not merely what a position, a forecast, a demand or a refusal is about."""
    anchors = [*(p.anchor for p in positions), *(f.anchor for f in forecasts)]
    contents = _contents([*positions, *forecasts])
    asked = [e.about for e in events if e.type in _NOT_REPEATED and e.about is not None]
    return [
        e
        for e in events
        if not any(e.anchor.overlaps(a) for a in anchors)
        and (
            not (_inside(e.anchor, [*contents, *asked]) or _on_condition(parse, e)) or _presupposed(parse, e)
        )
    ]


def _is_past(parse: Parse, index: int) -> bool:
    """Whether the verb is finite and past or perfect: it tells what happened."""
    if any(w.upos == "AUX" and w.xpos == "MD" for w in parse.children(index)):
        return False
    finite = any(w.xpos in {"VBD", "VBZ", "VBP"} for w in parse.children(index, "aux"))
    return parse.words[index].xpos == "VBD" or (parse.words[index].xpos == "VBN" and finite)


def _on_condition(parse: Parse, event: EventDraft) -> bool:
    """Whether the act stands in an `if` clause: what another would depend on, not something told."""
    clauses = [parse.words[event.head], *parse.ancestors(event.head)]
    return any(
        w.deprel == "advcl" and any(m.lemma in {"if", "unless"} for m in parse.children(w.index, "mark"))
        for w in clauses
    )


def _presupposed(parse: Parse, event: EventDraft) -> bool:
    """Whether the content takes the act for real: a definite noun (`lift the sanctions`), a past clause."""
    word = parse.words[event.head]
    if word.upos == "VERB":
        participle = word.deprel in {"amod", "acl"} and word.xpos == "VBN"
        return participle or (_is_past(parse, event.head) and word.deprel in {"acl:relcl", "advcl"})
    determiner = parse.child(event.head, "det", "nmod:poss")
    return determiner is not None and determiner.lemma not in {"a", "an", "any", "no"}
