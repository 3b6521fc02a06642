"""From parses to statements: drafts of the five kinds, each given its sources, mood, date and names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple

from veedor.codebook.labels import Certainty, EventType, Polarity, Stance, Status, Tense
from veedor.codebook.span import Quote, Span
from veedor.codebook.statement import Event, Figure, Forecast, Position, Role, Statement
from veedor.codebook.when import When, bounds
from veedor.reading.events.events import EventDraft, events
from veedor.reading.events.triggers import trigger_at
from veedor.reading.figures.figures import FigureDraft, figures
from veedor.reading.forecasts.forecasts import ForecastDraft, forecasts
from veedor.reading.forecasts.scenarios import Scenario, scenarios
from veedor.reading.judging.candidates import kind_of, seat
from veedor.reading.judging.fields import filled, likeliest, once
from veedor.reading.judging.judging import SURE, Judged, judged, label
from veedor.reading.judging.spans import head_of
from veedor.reading.mood.certainty import mood, tense, would_follow
from veedor.reading.mood.polarity import falls_short, is_intended, is_plainly_negated
from veedor.reading.names.byline import byline
from veedor.reading.names.names import Names, names
from veedor.reading.parse import Parse
from veedor.reading.positions.positions import PositionDraft, positions
from veedor.reading.positions.stances import asked_of, concerned
from veedor.reading.roles.roles import RoleDraft, roles
from veedor.reading.settle import Draft, Settled, settle
from veedor.reading.sources.denials import denials
from veedor.reading.sources.sources import Attributions, Chain, attributions
from veedor.reading.sources.speakers import Place
from veedor.reading.times import when_in, when_of

Dated = tuple[date, date] | None
"""First and last day on which the report may have been published; None where unknown."""

_SELF = frozenset({"i", "we"})
_DONE_BY_SAYING = frozenset({EventType.ACCUSE, EventType.THREATEN})
"""Acts that may be told by their content alone (`said it was a farce`)."""
_WELCOME = frozenset({EventType.SUPPORT, EventType.AGREE, EventType.AID, EventType.COOPERATE})
"""Acts that are not done where they are negated; of others a `not` may be the act itself (`did not release them`)."""


def assemble(parses: Sequence[Parse], dated: Dated = None) -> list[Statement]:
    """The statements of one document, in the order of the text; no two are equal."""
    offices = [roles(parse) for parse in parses]
    scene = scene_of(parses, offices, dated)
    found: dict[Place, Statement] = {}
    all_found = []
    for number, parse in enumerate(parses):
        for told in _with_scenarios(scene, parse, drafts(parse, offices[number])):
            for statement in _statements(scene, parse, number, told):
                found.setdefault((number, told.draft.head), statement)
                all_found.append(statement)
    denied = list(_denied(scene, parses, found))
    anchors = {statement.anchor for statement in denied}
    all_found = [*denied, *(s for s in all_found if s.anchor not in anchors)]
    return sorted(dict.fromkeys(all_found), key=lambda s: (s.anchor.start, s.anchor.end))


class Scene(NamedTuple):
    """What is known of the whole document while its sentences are assembled."""

    said: Attributions
    named: Names
    dated: Dated
    selves: Sequence[Quote]
    """The words by which the author speaks in the first person, outside quotations."""
    author: Quote | None
    """The author, where the head of the report names one."""
    urges: bool
    """Whether the author says in the first person, or by `should`, what ought to be: news tell what must be by law."""
    scenarios: Sequence[Scenario]
    """The possible courses of things that it sets out under headings."""


def scene_of(parses: Sequence[Parse], offices: Sequence[Sequence[RoleDraft]], dated: Dated = None) -> Scene:
    """What is known of a document by all its sentences."""
    said = attributions(parses)
    selves = list(_selves(parses, said))
    return Scene(
        said,
        names(parses, offices, dated=dated),
        dated,
        selves,
        byline(parses),
        bool(selves) or _urges(parses, said),
        scenarios(parses[0].text if parses else ""),
    )


def _selves(parses: Sequence[Parse], said: Attributions) -> Iterator[Quote]:
    for number, parse in enumerate(parses):
        for word in parse.words:
            if parse.lowered[word.index] in _SELF and not said.quoted(number, word.index):
                yield Quote.at(parse.text, word.start, word.end)


def _urges(parses: Sequence[Parse], said: Attributions) -> bool:
    return any(
        parse.lowered[word.index] in {"should", "ought"}
        and not any(chain.sources for chain in said.of(number, word.index))
        for number, parse in enumerate(parses)
        for word in parse.words
        if word.upos == "AUX"
    )


def drafts(parse: Parse, offices: Sequence[RoleDraft]) -> list[Judged]:
    """What one sentence says before it is known who says so, how surely and when."""
    settled = settled_of(parse, offices)
    return judged(parse, settled.found, settled.standing)


def _with_scenarios(scene: Scene, parse: Parse, told: list[Judged]) -> list[Judged]:
    """What a sentence says, and what headings in it foretell in the place of all that seems to be told there."""
    for scenario in scene.scenarios:
        title = scenario.title
        if title is None or scenario.likely is None or not parse.start <= title.start < parse.end:
            continue
        head = head_of(parse, title)
        if head is not None:
            foretold = ForecastDraft(head, title, (), title, scenario.likely, None, ())
            heading = Span(title.start, max(title.end, scenario.likely.end))
            told = [Judged(foretold, SURE), *(t for t in told if not t.draft.anchor.overlaps(heading))]
    return told


def _supposed(scene: Scene, parse: Parse, draft: Draft) -> dict[str, Any]:
    """Certainty and tense of what happens in a scenario or under a condition alone; empty for all else.

    Under the heading of a scenario that is what is told in the present.
    """
    if any(scenario.title == draft.anchor for scenario in scene.scenarios):
        return {"certainty": Certainty.HEDGED}
    if not isinstance(draft, EventDraft):
        return {}
    at = draft.anchor.start
    is_under = any(s.told is not None and s.told.start <= at < s.told.end for s in scene.scenarios)
    told_by = (parse.words[draft.head], *parse.children(draft.head, "aux", "aux:pass", "cop"))
    if is_under and any(w.xpos in {"VBZ", "VBP"} and w.lemma != "have" for w in told_by):
        return {"certainty": Certainty.OPEN, "tense": Tense.FUTURE}
    return {"certainty": Certainty.OPEN} if would_follow(parse, draft.head) else {}


def settled_of(parse: Parse, offices: Sequence[RoleDraft]) -> Settled:
    """What the rules find in one sentence."""
    return settle(
        parse,
        events=events(parse),
        positions=positions(parse),
        forecasts=forecasts(parse),
        figures=figures(parse),
        roles=offices,
    )


def _statements(scene: Scene, parse: Parse, number: int, told: Judged) -> Iterator[Statement]:
    """The statements of one draft: one for each of the sources side by side."""
    for chain in scene.said.of(number, told.draft.head, kind_of(told.draft)):
        statement = statement_of(scene, parse, told, _of_performer(parse, told.draft, chain))
        if statement is not None:
            yield statement


def _of_performer(parse: Parse, draft: Draft, chain: Chain) -> Chain:
    """The chain without its innermost source where that one does the act by saying it (`said it was a farce`)."""
    if not isinstance(draft, EventDraft) or draft.type not in _DONE_BY_SAYING:
        return chain
    if draft.type is EventType.THREATEN and not _names_threat(parse, draft.head):
        return chain.performed()  # `he said they will be punished`: the threat is his saying so
    return chain.performed() if chain.sources and chain.sources[-1] in draft.actors else chain


def _names_threat(parse: Parse, head: int) -> bool:
    named = trigger_at(parse, head)
    return named is not None and named.type is EventType.THREATEN


def _denied(scene: Scene, parses: Sequence[Parse], found: Mapping[Place, Statement]) -> Iterator[Statement]:
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


def _when(parse: Parse, draft: Draft, dated: Dated) -> tuple[When | None, Tense | None]:
    """The date in the clause of the draft's head, and the tense that it shows for itself."""
    future = label(parse, draft, "tense", tense(parse, draft.head)) == Tense.FUTURE
    if isinstance(draft, FigureDraft):  # it holds for its period, and has no other date
        period = draft.period
        when = None if period is None else when_in(parse, period, draft.head, dated, future=future)
    else:
        when = when_of(parse, draft.head, dated, future=future)
    return when, None if when is None or dated is None else _tense_of(when, dated)


def _tense_of(when: When, dated: tuple[date, date]) -> Tense | None:
    """Past or future where the date lies wholly before or after the report; else None."""
    earliest, latest = bounds(when.value)
    if latest is not None and latest < dated[0]:
        return Tense.PAST
    if earliest is not None and earliest > dated[1]:
        return Tense.FUTURE
    return None


def _shared(scene: Scene, parse: Parse, told: Judged, chain: Chain) -> dict[str, Any]:
    """The fields that all kinds share."""
    draft, kind = told.draft, kind_of(told.draft)
    # An office has no date of its own: that of its clause belongs to what its holder does.
    when, shown = (None, None) if isinstance(draft, RoleDraft) else _when(parse, draft, scene.dated)
    how = mood(parse, draft.head, chain, kind=kind, dated=shown)
    is_open = isinstance(draft, ForecastDraft) and draft.is_alternative
    certainty = Certainty.OPEN if is_open else how.certainty
    when_told = draft.tense if isinstance(draft, PositionDraft | ForecastDraft) else how.tense
    return {
        "anchor": draft.anchor,
        "sources": _named(_sources(parse, draft, chain), scene.named),
        "polarity": _believed_polarity(parse, draft, chain, how.polarity),
        "certainty": Certainty(label(parse, draft, "certainty", certainty)),
        "tense": Tense(label(parse, draft, "tense", when_told)),
        "when": when,
        "probability_right": told.right,
        **_supposed(scene, parse, draft),
    }


def _sources(parse: Parse, draft: Draft, chain: Chain) -> tuple[Quote, ...]:
    """The chain's sources as far as they are believed, and those that the heads alone see.

    The heads, who are asked once for each anchor, cannot tell the sides of a dispute apart.
    """
    if chain.disputed:
        return chain.sources
    return filled(parse, seat(parse, draft), str(kind_of(draft)), "sources", chain.sources)


def _believed_polarity(parse: Parse, draft: Draft, chain: Chain, found: Polarity) -> Polarity:
    by_rule = _polarity(draft, chain, found)
    if (
        isinstance(draft, EventDraft)
        and draft.type is EventType.COERCE
        and parse.words[draft.head].lemma == "deny"
    ):
        return Polarity.NO if is_plainly_negated(parse, draft.head) else Polarity.YES  # `were denied water`
    if chain.disputed or _is_told_plainly(parse, draft, chain, by_rule):
        return by_rule
    return Polarity(label(parse, draft, "polarity", by_rule))


def _is_told_plainly(parse: Parse, draft: Draft, chain: Chain, by_rule: Polarity) -> bool:
    """Whether the words leave no doubt about the polarity of an act, whatever the heads hold."""
    if not isinstance(draft, EventDraft) or by_rule is Polarity.YES:
        return False
    is_undone = falls_short(parse, draft.head) or (chain.denied and is_intended(parse, draft.head))
    return is_undone or (draft.type in _WELCOME and is_plainly_negated(parse, draft.head))


def _polarity(draft: Draft, chain: Chain, found: Polarity) -> Polarity:
    """The polarity; a negation that the draft's type or stance tells already counts no second time."""
    absorbs = isinstance(draft, EventDraft | PositionDraft) and draft.absorbs_negation
    return Polarity.YES if absorbs and not chain.denied else found


def statement_of(scene: Scene, parse: Parse, told: Judged, chain: Chain) -> Statement | None:
    """The statement of one draft; None for a position that nobody holds."""
    draft, named, shared = told.draft, scene.named, _shared(scene, parse, told, chain)
    match draft:
        case EventDraft():
            return Event(
                **shared,
                type=draft.type,
                actors=once(_named(draft.actors, named), draft.anchor),
                recipients=once(_named(draft.recipients, named, acting=False), draft.anchor),
                places=once([p.named(named.place_name(p)) for p in draft.places], draft.anchor),
                about=draft.about,
            )
        case PositionDraft():
            return _position(scene, parse, draft, shared)
        case ForecastDraft():
            return _forecast(draft, shared, named)
        case FigureDraft():
            return Figure(
                **shared,
                value=draft.value,
                unit=draft.unit,
                what=draft.what,
                comparison=draft.comparison,
                period=_period(draft.period, shared["when"]),
            )
        case RoleDraft():
            (holder,) = _named((draft.holder,), named)
            status = Status(label(parse, draft, "status", draft.status))
            return Role(
                **shared | {"sources": ()}, role=draft.role, holder=holder, of=draft.of, status=status
            )


def _period(period: Quote | None, when: When | None) -> Quote | None:
    """The words that bound a figure in time, whole where its date takes in more (`between April and June`)."""
    return when.quote if period is not None and when is not None and when.quote.covers(period) else period


def _position(scene: Scene, parse: Parse, draft: PositionDraft, shared: dict[str, Any]) -> Position | None:
    """The position; what a speaker demands is the speaker's, and one that nobody voices or holds is none."""
    asked = asked_of(parse, draft.head)
    if asked and draft.stance not in {Stance.DEMANDS, Stance.REFUSES}:
        return None  # what they should be ready for is no stance of theirs
    whose = [quote for quote in draft.holders if head_of(parse, quote) not in asked]
    holders = once(_named(whose, scene.named), draft.anchor)
    if not holders and (draft.holder_is_source or asked):
        holders = shared["sources"][-1:] or _named(_holders(scene, parse, draft), scene.named)
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


def _holders(scene: Scene, parse: Parse, draft: PositionDraft) -> tuple[Quote, ...]:
    """Whose the position is where no source is named.

    Whom the heads hold likeliest, but nobody of whom it is asked; else the author, by the head of the report or, in
    a speech or letter, as last met in the first person; else, where a model believes in the position and nobody is
    asked, the party that its sentence is about.
    """
    asked = asked_of(parse, draft.head)
    found = tuple(
        quote
        for quote in likeliest(parse, seat(parse, draft), "holders")
        if head_of(parse, quote) not in asked
    )
    if found or (parse.learned is None and not (scene.selves or scene.author)):
        return found
    before = [q for q in scene.selves if q.start <= draft.anchor.start]
    near = [scene.author] if scene.author and scene.urges else before[-1:] or list(scene.selves[:1])
    return tuple(near) or (() if asked else concerned(parse, draft.head))


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
