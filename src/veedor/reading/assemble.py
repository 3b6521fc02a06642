"""From parses to statements: drafts of the five kinds, each given its sources, mood, date and names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple

from veedor.codebook.labels import Certainty, EventType, Kind, Polarity, Tense
from veedor.codebook.span import Quote
from veedor.codebook.statement import Event, Figure, Forecast, Position, Role, Statement
from veedor.codebook.when import When, bounds
from veedor.reading.events.events import EventDraft, events
from veedor.reading.figures.figures import FigureDraft, figures
from veedor.reading.forecasts.forecasts import ForecastDraft, forecasts
from veedor.reading.mood.certainty import mood, tense
from veedor.reading.names.names import Names, names
from veedor.reading.parse import Parse
from veedor.reading.positions.positions import PositionDraft, positions
from veedor.reading.roles.roles import RoleDraft, roles
from veedor.reading.settle import Draft, settle
from veedor.reading.sources.denials import denials
from veedor.reading.sources.sources import Attributions, Chain, attributions
from veedor.reading.sources.speakers import Place
from veedor.reading.times import when_of

Dated = tuple[date, date] | None
"""First and last day on which the report may have been published; None where unknown."""

_DONE_BY_SAYING = frozenset({EventType.ACCUSE, EventType.THREATEN})
"""Acts that may be told by their content alone (`said it was a farce`)."""


def assemble(parses: Sequence[Parse], dated: Dated = None) -> list[Statement]:
    """The statements of one document, in the order of the text; no two are equal."""
    offices = [roles(parse) for parse in parses]
    scene = _Scene(attributions(parses), names(parses, offices), dated)
    found: dict[Place, Statement] = {}
    all_found = []
    for number, parse in enumerate(parses):
        for draft in drafts(parse, offices[number]):
            for statement in _statements(scene, parse, number, draft):
                found.setdefault((number, draft.head), statement)
                all_found.append(statement)
    all_found += _denied(scene, parses, found)
    return sorted(dict.fromkeys(all_found), key=lambda s: (s.anchor.start, s.anchor.end))


class _Scene(NamedTuple):
    """What is known of the whole document while its sentences are assembled."""

    said: Attributions
    named: Names
    dated: Dated


def drafts(parse: Parse, offices: Sequence[RoleDraft]) -> list[Draft]:
    """What one sentence says before it is known who says so, how surely and when."""
    return settle(
        parse,
        events=events(parse),
        positions=positions(parse),
        forecasts=forecasts(parse),
        figures=figures(parse),
        roles=offices,
    )


def _statements(scene: _Scene, parse: Parse, number: int, draft: Draft) -> Iterator[Statement]:
    """The statements of one draft: one for each of the sources side by side."""
    for chain in scene.said.of(number, draft.head, _kind(draft)):
        statement = _statement(scene, parse, draft, _of_performer(draft, chain))
        if statement is not None:
            yield statement


def _of_performer(draft: Draft, chain: Chain) -> Chain:
    """The chain without its innermost source where that one does the act by saying it (`said it was a farce`)."""
    if not isinstance(draft, EventDraft) or draft.type not in _DONE_BY_SAYING:
        return chain
    return chain.performed() if chain.sources and chain.sources[-1] in draft.actors else chain


def _denied(scene: _Scene, parses: Sequence[Parse], found: Mapping[Place, Statement]) -> Iterator[Statement]:
    """Once more what somebody denies without naming it: anchored on the verb, with the denier as source."""
    for denial in denials(parses):
        told = next((found[place] for place in denial.denied if place in found), None)
        if told is None:
            continue
        verb = parses[denial.sentence].words[denial.verb]
        for chain in scene.said.voiced(denial.sentence, denial.verb):
            yield replace(
                told,
                anchor=Quote.at(parses[denial.sentence].text, verb.start, verb.end),
                sources=_named(chain.sources, scene.named),
                polarity=Polarity.NO,
                certainty=Certainty.CERTAIN,
            )


def _kind(draft: Draft) -> Kind:
    match draft:
        case EventDraft():
            return Kind.EVENT
        case PositionDraft():
            return Kind.POSITION
        case ForecastDraft():
            return Kind.FORECAST
        case FigureDraft():
            return Kind.FIGURE
        case RoleDraft():
            return Kind.ROLE


def _when(parse: Parse, head: int, dated: Dated) -> tuple[When | None, Tense | None]:
    """The date in the clause of `head`, and the tense that it shows for itself."""
    future = tense(parse, head) is Tense.FUTURE
    when = when_of(parse, head, dated, future=future)
    return when, None if when is None or dated is None else _tense_of(when, dated)


def _tense_of(when: When, dated: tuple[date, date]) -> Tense | None:
    """Past or future where the date lies wholly before or after the report; else None."""
    earliest, latest = bounds(when.value)
    if latest is not None and latest < dated[0]:
        return Tense.PAST
    if earliest is not None and earliest > dated[1]:
        return Tense.FUTURE
    return None


def _shared(scene: _Scene, parse: Parse, draft: Draft, chain: Chain) -> dict[str, Any]:
    """The fields that all kinds share."""
    # An office has no date of its own: that of its clause belongs to what its holder does.
    when, shown = (None, None) if isinstance(draft, RoleDraft) else _when(parse, draft.head, scene.dated)
    how = mood(parse, draft.head, chain, kind=_kind(draft), dated=shown)
    is_open = isinstance(draft, ForecastDraft) and draft.is_alternative
    return {
        "anchor": draft.anchor,
        "sources": _named(chain.sources, scene.named),
        "polarity": _polarity(draft, chain, how.polarity),
        "certainty": Certainty.OPEN if is_open else how.certainty,
        "tense": draft.tense if isinstance(draft, PositionDraft | ForecastDraft) else how.tense,
        "when": when,
    }


def _polarity(draft: Draft, chain: Chain, found: Polarity) -> Polarity:
    """The polarity; a negation that the draft's type or stance tells already counts no second time."""
    absorbs = isinstance(draft, EventDraft | PositionDraft) and draft.absorbs_negation
    return Polarity.YES if absorbs and not chain.denied else found


def _statement(scene: _Scene, parse: Parse, draft: Draft, chain: Chain) -> Statement | None:
    """The statement of one draft; None for a position that nobody holds."""
    named, shared = scene.named, _shared(scene, parse, draft, chain)
    match draft:
        case EventDraft():
            return Event(
                **shared,
                type=draft.type,
                actors=_named(draft.actors, named),
                recipients=_named(draft.recipients, named, acting=False),
                places=tuple(place.named(named.place_name(place)) for place in draft.places),
                about=draft.about,
            )
        case PositionDraft():
            return _position(draft, shared, named)
        case ForecastDraft():
            return _forecast(draft, shared, named)
        case FigureDraft():
            return Figure(
                **shared,
                value=draft.value,
                unit=draft.unit,
                what=draft.what,
                comparison=draft.comparison,
                period=draft.period,
            )
        case RoleDraft():
            (holder,) = _named((draft.holder,), named)
            return Role(
                **shared | {"sources": ()}, role=draft.role, holder=holder, of=draft.of, status=draft.status
            )


def _position(draft: PositionDraft, shared: dict[str, Any], named: Names) -> Position | None:
    """The position; what a speaker demands is the speaker's, and a demand that nobody voices is none."""
    holders = _named(draft.holders, named)
    if draft.holder_is_source and not holders:
        holders = shared["sources"][-1:]
        if not holders:
            return None
    return Position(
        **shared,
        stance=draft.stance,
        holders=holders,
        about=draft.about,
        conditions=draft.conditions,
        issue=draft.issue,
    )


def _forecast(draft: ForecastDraft, shared: dict[str, Any], named: Names) -> Forecast:
    return Forecast(
        **shared,
        actors=_named(draft.actors, named),
        about=draft.about,
        probability=draft.probability,
        by=draft.by,
        conditions=draft.conditions,
    )


def _named(quotes: Sequence[Quote], named: Names, *, acting: bool = True) -> tuple[Quote, ...]:
    """The quotes with the names of whom they mean; a country that acts is its government."""
    return tuple(quote.named(named.of(quote, acting=acting)) for quote in quotes)
