"""A topic of figures as plain rows: numbers, dates and words, each with the ids of the statements it stands on."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from veedor.analysis.figures.checks import Check
from veedor.analysis.figures.derived import Derived
from veedor.analysis.figures.kinds import Conflict
from veedor.analysis.figures.measured import Measured
from veedor.analysis.figures.quantities import bounds_in_words, in_words
from veedor.analysis.figures.series import NotDrawn, Series, sparkline
from veedor.analysis.figures.topics import Topic


class FigureRow(NamedTuple):
    """One figure."""

    id: str
    ids: tuple[str, ...]
    """The statements that it stands on, its own first."""
    number: str
    """In words, with its bound: `at least 514`."""
    value: float | None
    """None for a range or a vague word."""
    low: float | None
    """None where nothing bounds it from below."""
    high: float | None
    unit: str
    words: str
    """The number as the report has it."""
    what: str
    """The report's words for what is counted."""
    category: str | None
    """`killed`, `in need`; None where no word says it."""
    trap: str
    """Why the category is easily mistaken; empty where it is not."""
    first: str | None
    """The first day over which it counts, ISO 8601; None where no words say over which time."""
    last: str | None
    time: str
    """The same in words, `about 2018-08-19 to 2019-08-19`; empty where nothing is said."""
    time_why: str
    """By which rule the time follows from the words."""
    as_of: str | None
    as_of_why: str
    places: tuple[str, ...]
    by: tuple[str, ...]
    """Who did it."""
    says: str
    """Who says so, nearest the author first; empty for the author."""
    root: str
    """Who is the first to have said it."""
    state: str
    """Why it is no count that stands: `foretold`, `denied`, `taken back`, `a rise or fall`; else empty."""
    sentence: str
    document_id: str
    title: str | None
    publisher: str | None
    published: str | None
    is_reviewed: bool


class DerivedRow(NamedTuple):
    """A number that follows from others."""

    number: str
    bounds: str
    """What it may be by the rounding of its inputs; empty where it is exact."""
    value: float | None
    low: float | None
    high: float | None
    unit: str
    rule: str
    inputs: tuple[str, ...]
    as_of: str | None
    time: str


class ConflictRow(NamedTuple):
    """Two figures that disagree."""

    left: str
    right: str
    numbers: tuple[str, str]
    kind: str
    why: str
    proposal: str
    derived: DerivedRow | None
    ids: tuple[str, ...]


class CheckRow(NamedTuple):
    """A stated number, done again."""

    rule: str
    outcome: str
    why: str
    stated: str
    inputs: tuple[str, ...]
    derived: DerivedRow | None
    ids: tuple[str, ...]


class PointRow(NamedTuple):
    """A point of a series."""

    id: str
    first: str
    last: str
    value: float | None
    revises: str | None
    is_revised: bool
    disagrees: bool


class SeriesRow(NamedTuple):
    """One count over time."""

    shape: str
    unit: str
    words: str
    points: tuple[PointRow, ...]
    latest: str | None
    """The id of the point to quote, with its day; None where sources disagree on it."""
    latest_as_of: str | None
    sparkline: str
    """Why no line without axes may be drawn; empty where one may."""


class LooseRow(NamedTuple):
    """A figure that stands in no series."""

    id: str
    why: str


class TopicRow(NamedTuple):
    """All of a topic."""

    key: str
    unit: str
    words: str
    figures: tuple[FigureRow, ...]
    series: tuple[SeriesRow, ...]
    loose: tuple[LooseRow, ...]
    conflicts: tuple[ConflictRow, ...]
    checks: tuple[CheckRow, ...]


def topic_row(topic: Topic) -> TopicRow:
    """A topic as plain rows."""
    return TopicRow(
        topic.head.key,
        topic.head.unit,
        topic.head.words,
        tuple(figure_row(one) for one in topic.figures),
        tuple(series_row(one) for one in topic.series),
        tuple(LooseRow(one.measured.id, one.why) for one in topic.loose),
        tuple(conflict_row(one) for one in topic.conflicts),
        tuple(check_row(one) for one in topic.checks),
    )


def figure_row(one: Measured) -> FigureRow:
    """A figure as a plain row."""
    quantity, window = one.quantity, one.window
    return FigureRow(
        id=one.id,
        ids=one.ids,
        number=in_words(quantity),
        value=_float(quantity.said),
        low=_float(quantity.low),
        high=_float(quantity.high),
        unit=one.unit,
        words=one.words,
        what=one.counted.words,
        category=one.counted.category.name if one.counted.category else None,
        trap=one.counted.trap,
        first=window.first.isoformat() if window else None,
        last=window.last.isoformat() if window else None,
        time=window.in_words() if window else "",
        time_why=window.why if window else "",
        as_of=one.as_of,
        as_of_why=one.as_of_why,
        places=tuple(where.words for where in one.places),
        by=tuple(who.name for who in one.agents),
        says=" › ".join(who.name for who in one.chain),
        root=one.root.name,
        state=_state(one),
        sentence=one.sentence,
        document_id=one.document_id,
        title=one.title,
        publisher=one.publisher,
        published=one.published,
        is_reviewed=one.is_reviewed,
    )


def _state(one: Measured) -> str:
    states = {
        "taken back": one.is_taken_back,
        "denied": one.is_denied,
        "foretold": one.is_foretold,
        "a rise or fall": one.is_change,
    }
    return next((said for said, is_so in states.items() if is_so), "")


def _float(value: Fraction | None) -> float | None:
    return None if value is None else float(value)


def derived_row(one: Derived | None) -> DerivedRow | None:
    """A derived number as a plain row; None for none."""
    if one is None:
        return None
    made = one.quantity
    return DerivedRow(
        in_words(made),
        bounds_in_words(made),
        _float(made.said),
        _float(made.low),
        _float(made.high),
        one.unit,
        one.rule,
        one.inputs,
        one.as_of,
        one.window.in_words() if one.window else "",
    )


def conflict_row(one: Conflict) -> ConflictRow:
    """A disagreement as a plain row."""
    numbers = in_words(one.left.quantity), in_words(one.right.quantity)
    made = derived_row(one.derived)
    return ConflictRow(
        one.left.id, one.right.id, numbers, str(one.kind), one.why, one.proposal, made, one.ids
    )


def check_row(one: Check) -> CheckRow:
    """A check as a plain row."""
    inputs = tuple(each.id for each in one.inputs)
    made = derived_row(one.derived)
    return CheckRow(str(one.rule), str(one.outcome), one.why, one.stated.id, inputs, made, one.ids)


def series_row(one: Series) -> SeriesRow:
    """A series as a plain row."""
    points = tuple(
        PointRow(
            each.measured.id,
            each.first.isoformat(),
            each.last.isoformat(),
            _float(each.measured.quantity.said),
            each.revises,
            each.is_revised,
            each.disagrees,
        )
        for each in one.points
    )
    last, line = one.latest, sparkline(one)
    why = line.why if isinstance(line, NotDrawn) else ""
    id_, as_of = (last.measured.id, last.measured.as_of) if last else (None, None)
    return SeriesRow(str(one.shape), one.unit, one.words, points, id_, as_of, why)
