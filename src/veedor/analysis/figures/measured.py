"""A figure with all that is known of it: how many of what, where, over which time, as of when, and who says so.

A number alone cannot be held against another. What it counts often stands beside it: `238 people` were `killed`, by
whom and where is told by the event in which they stand. So figures are taken together with the events whose parties
they are, and with the words of their sentence where nothing nearer says it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from veedor.analysis.figures.counted import Counted, Measure, Near, common_unit, counted, countries_in
from veedor.analysis.figures.quantities import Quantity, quantity_of, times
from veedor.analysis.figures.windows import SAME_PERIOD, Timing, Window, timing_of
from veedor.analysis.intervals import last_day
from veedor.analysis.telling import Party, Telling
from veedor.codebook.labels import Certainty, Comparison, Polarity
from veedor.codebook.naming import key
from veedor.codebook.span import Quote
from veedor.codebook.statement import Event, Figure, Forecast, Position
from veedor.gazetteers.countries import code_of, is_country

_CORRECTS = re.compile(
    r"\b(?:correction|corrected|corrects|clarification|erratum|earlier version|previous version|"
    r"an? (?:earlier|previous) (?:report|story|post|edition)|misstated|mistakenly|incorrectly|in error)\b",
    re.IGNORECASE,
)
"""Words by which a report says that a number was wrong."""
_PLANNED = frozenset({"aid", "funding"})
"""Topics of which plans are counts of their own: people targeted, money required."""
_NEAR = 40
"""Characters from the words of an act's content to a figure in it, so that the act is the figure's own."""


class Where(NamedTuple):
    """A place that a figure is of."""

    key: str
    words: str
    country: str | None
    """ISO 3166-1 alpha-2; None where it is not known."""
    is_country: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """One figure of one report."""

    id: str
    ids: tuple[str, ...]
    """The statements that it stands on: its own first, then the events that say what is counted."""
    document_id: str
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    """EDTF; None where the report's date is unknown."""
    country: str | None = None
    """Of which the report speaks, ISO 3166-1 alpha-2."""
    story: str = ""
    start: int = 0
    """Where its words begin in the text."""
    words: str = ""
    """The number as the report has it."""
    quantity: Quantity
    """In the common unit of its measure."""
    counted: Counted
    is_change: bool = False
    """Whether it says by how much a number rose or fell, and not how many there are."""
    falls: bool = False
    """Whether it says by how much a number fell."""
    is_denied: bool = False
    is_foretold: bool = False
    """Whether it is foreseen, wished or supposed, and was not counted: `if turnout passes 60 percent`."""
    is_taken_back: bool = False
    """Whether a newer version of the report no longer has it, or its publisher withdrew it."""
    window: Window | None = None
    """None where no words say over which time."""
    per: str | None = None
    """The unit of time of a rate."""
    as_of: str | None = None
    """EDTF; None where neither words nor report give a day."""
    as_of_why: str = ""
    places: tuple[Where, ...] = ()
    """Empty where no words name one."""
    agents: tuple[Party, ...] = ()
    """Who did it, of what is done to people: `killed by the police`."""
    chain: tuple[Party, ...] = ()
    """Who says so, nearest the author first; empty where the author says it."""
    corrects: bool = False
    """Whether its sentence says that a number was wrong."""
    sentence: str = ""
    is_reviewed: bool = False

    @property
    def unit(self) -> str:
        """What it is counted in, a rate with its unit of time: `barrels per day`."""
        return f"{self.counted.unit} per {self.per}" if self.per else self.counted.unit

    @property
    def root(self) -> Party:
        """The first to have said it: the last of its chain, else the publisher, else the report itself."""
        if self.chain:
            return self.chain[-1]
        if self.publisher:
            return Party(key(self.publisher), self.publisher)
        return Party(self.document_id, self.title or self.document_id)

    @property
    def is_flow(self) -> bool | None:
        """Whether it counts over a time; None where that cannot be said."""
        if self.per:
            return False
        measure = self.counted.measure
        if measure is None:
            return True if self.window else None
        return measure is Measure.FLOW


def measured(
    tellings: Iterable[Telling],
    *,
    sentences: Mapping[str, str] | None = None,
    taken_back: Collection[str] = frozenset(),
) -> list[Measured]:
    """The figures among the statements, in their order, each with what the others of its report tell of it.

    Args:
        tellings: Figures, and the events, positions and forecasts of the same reports.
        sentences: The words around each figure, by its id, where they are at hand.
        taken_back: The ids of figures that newer versions of their reports no longer have, or publishers withdrew.

    """
    own = list(tellings)
    beside: dict[str, list[Telling]] = defaultdict(list)
    for one in own:
        if isinstance(one.statement, Event | Position | Forecast):
            beside[one.document_id].append(one)
    said = [(one, one.statement) for one in own if isinstance(one.statement, Figure)]
    found = [
        _measured(one, figure, beside[one.document_id], (sentences or {}).get(one.id, ""))
        for one, figure in said
    ]
    found = [replace(one, is_taken_back=True) if one.id in taken_back else one for one in found]
    return _with_what_is_left_out(_with_shared_places(found, [figure.what for _, figure in said]))


def _with_shared_places(figures: Sequence[Measured], counted: Sequence[Quote]) -> list[Measured]:
    """The figures, those that count the very words of another one with its places, where they name none.

    `The UN counted 300 dead in Norland; the ministry confirmed 120`: the second borrows its noun, and so its place.
    """
    places = {
        (one.document_id, what): one.places for one, what in zip(figures, counted, strict=True) if one.places
    }
    return [
        one if one.places else replace(one, places=places.get((one.document_id, what), ()))
        for one, what in zip(figures, counted, strict=True)
    ]


def _with_what_is_left_out(figures: Sequence[Measured]) -> list[Measured]:
    """The figures, those of `the same period` of another year with what the figure before them counts.

    `514 died this year, 384 in the same period of 2018`: what the second counts is left out because it is the same.
    """
    found: list[Measured] = []
    for one in figures:
        before = [each for each in found if _is_before_in_text(each, one)]
        whole = max(before, key=lambda each: each.start) if before else None
        if whole is not None and _leaves_out(one, whole):
            one = replace(one, counted=whole.counted, places=one.places or whole.places, agents=whole.agents)
        found.append(one)
    return found


def _leaves_out(one: Measured, whole: Measured) -> bool:
    """Whether a figure is of the same period of another year, and says no more of what it counts than the other."""
    if one.window is None or one.window.why != SAME_PERIOD:
        return False
    is_less = one.counted.category == whole.counted.category and one.counted.terms <= whole.counted.terms
    return one.counted.category is None or is_less


_LEFT_OUT = 400
"""Characters from a figure to the one before it of which it may leave out what is counted: the sentence before."""


def _is_before_in_text(one: Measured, other: Measured) -> bool:
    is_near = one.document_id == other.document_id and 0 < other.start - one.start < _LEFT_OUT
    return is_near and one.unit == other.unit and one.window is not None and one.counted.category is not None


def _measured(one: Telling, figure: Figure, beside: Sequence[Telling], sentence: str) -> Measured:
    acts = [act for act in beside if _stands_in(figure, act.statement)]
    what = Near(figure.what.words, _gap(figure.what, figure))
    said = counted(figure.unit, what, acts=_words_of(figure, acts), sentence=sentence)
    timing = _timing(figure, one.reported, acts)
    factor = common_unit(figure.unit)[1]
    quantity = quantity_of(figure)
    return Measured(
        id=one.id,
        ids=(one.id, *(act.id for act in acts)),
        document_id=one.document_id,
        title=one.title,
        publisher=one.publisher,
        published=one.reported,
        country=one.country,
        story=one.story or one.document_id,
        start=figure.anchor.start,
        words=figure.anchor.words,
        quantity=quantity if factor == 1 else times(quantity, factor),
        counted=said,
        is_change=figure.comparison in (Comparison.INCREASE, Comparison.DECREASE),
        falls=figure.comparison is Comparison.DECREASE,
        is_denied=figure.polarity is Polarity.NO,
        is_foretold=said.topic not in _PLANNED and _is_foretold(figure, beside),
        window=timing.window,
        per=timing.per,
        as_of=timing.as_of,
        as_of_why=timing.why,
        places=tuple(_places(figure, acts)),
        agents=tuple(_agents(figure, acts)),
        chain=tuple(one.party(source) for source in figure.sources),
        corrects=bool(_CORRECTS.search(sentence)),
        sentence=sentence,
        is_reviewed=one.is_reviewed,
    )


def _is_foretold(figure: Figure, beside: Iterable[Telling]) -> bool:
    """Whether a figure is part of a forecast, or of a condition, or is said to be open."""
    if figure.certainty is Certainty.OPEN:
        return True
    return any(quote.overlaps(figure.anchor) for one in beside for quote in _supposed(one.statement))


def _supposed(statement: object) -> tuple[Quote, ...]:
    """The words of a statement that tell what is not, or not yet, so."""
    if isinstance(statement, Forecast):
        return (*([statement.about] if statement.about else ()), *statement.conditions)
    return statement.conditions if isinstance(statement, Position) else ()


# --- the acts in which it stands ---------------------------------------------------------------------------


def _stands_in(figure: Figure, act: object) -> bool:
    """Whether a figure is a party of an event, or the beginning of what an act is about."""
    if isinstance(act, Event):
        if any(quote.overlaps(figure.anchor) for quote in (*act.actors, *act.recipients)):
            return True
        return act.about is not None and _begins(act.about, figure)
    if isinstance(act, Position | Forecast):
        return act.about is not None and _begins(act.about, figure)
    return False


def _begins(about: Quote, figure: Figure) -> bool:
    return about.overlaps(figure.anchor) and figure.anchor.start - about.start < _NEAR


def _words_of(figure: Figure, acts: Iterable[Telling]) -> list[Near]:
    """The words that carry the acts, with their distance from the figure."""
    return [Near(act.statement.anchor.words, _gap(act.statement.anchor, figure)) for act in acts]


def _gap(quote: Quote, figure: Figure) -> int:
    """Characters between a quote and a figure; 0 where they touch."""
    return max(0, quote.start - figure.anchor.end, figure.anchor.start - quote.end)


def _as_party(figure: Figure, acts: Iterable[Telling]) -> Iterator[tuple[Telling, Event]]:
    """The events of which it is a party."""
    for act in acts:
        said = act.statement
        if isinstance(said, Event) and any(
            quote.overlaps(figure.anchor) for quote in (*said.actors, *said.recipients)
        ):
            yield act, said


def _timing(figure: Figure, published: str | None, acts: Sequence[Telling]) -> Timing:
    """Its own time, else that of an event of which it is a party."""
    own = timing_of(figure, published)
    if own.window or own.per or figure.when or figure.period:
        return own
    for _, event in _as_party(figure, acts):
        if event.when is not None:
            return timing_of(replace(figure, when=event.when, tense=event.tense), published)
    return own


def _agents(figure: Figure, acts: Sequence[Telling]) -> Iterator[Party]:
    """Who did what was done to those that are counted."""
    known: set[str] = set()
    for act, event in _as_party(figure, acts):
        if any(quote.overlaps(figure.anchor) for quote in event.actors):
            continue
        for quote in event.actors:
            who = act.party(quote)
            if who.key not in known:
                known.add(who.key)
                yield who


def _places(figure: Figure, acts: Sequence[Telling]) -> Iterator[Where]:
    """The places of the events, and the countries that the words for what is counted name; each once."""
    found: dict[str, Where] = {}
    for _, event in _as_party(figure, acts):
        for place in event.places:
            if (where := where_of(place.name or place.words)) is not None:
                found.setdefault(where.key, where)
    if not found:
        for country in countries_in(figure.what.words):
            where = where_of(country)
            if where is not None:
                found.setdefault(where.key, where)
    # What lies in another of them says where in it.
    inner = [where for where in found.values() if not where.is_country]
    yield from inner or found.values()


_DIVISION = re.compile(
    r"^(?:the )?(?:(?:federal |northern |southern |eastern |western |central )?"
    r"(?:state|province|city|town|village|region|department|municipality|district|governorate|county|area) of )?"
    r"(?P<name>.+?)(?: (?:state|province|region|department|district|governorate|county))?$",
    re.IGNORECASE,
)
"""What words for a place say beside its name: `the state of`, `province`."""


def where_of(words: str) -> Where | None:
    """The place that words name, a country by any of its names; None where they name none: `the state`, `there`."""
    country = is_country(words)
    if country is not None:
        return Where(key(country), country, code_of(country), True)
    found = _DIVISION.match(" ".join(words.split()))
    name = found["name"] if found else ""
    if not any(letter.isupper() for letter in name):
        return None
    return Where(key(name), name, None, False)


# --- time --------------------------------------------------------------------------------------------------


def told_last(one: Measured) -> tuple[str, str, str]:
    """An order by as-of day, then by the report's date; what has none comes first."""
    as_of = last_day(one.as_of).isoformat() if one.as_of else ""
    published = last_day(one.published).isoformat() if one.published else ""
    return as_of, published, one.id
