"""Figures: how many of what, over which time, who says so, and where the numbers disagree.

All figures are taken together where a record has no more than can be; of a larger one a part is shown at a time, the
newest reports first, and the page says so.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from veedor.analysis.figures.kinds import Class, Conflict
from veedor.analysis.figures.measured import Measured
from veedor.analysis.figures.quantities import number_in_words
from veedor.analysis.figures.rows import FigureRow, TopicRow, figure_row, topic_row
from veedor.analysis.figures.series import NotDrawn, Point, Series, sparkline
from veedor.analysis.figures.topics import Topic
from veedor.charts.drawing import Chart
from veedor.charts.series import Columns, Dot, Standings, series_chart
from veedor.codebook.labels import Kind
from veedor.desk.asking import Action, Again, Ask, Done, Page, Raw
from veedor.desk.pages.deciding import back_to, with_done
from veedor.desk.paging import Part, part
from veedor.desk.texts import text
from veedor.errors import UsageError
from veedor.gathering import figures as gathering
from veedor.gathering.figures import FIGURES, Gathered, Wanted
from veedor.record.counted import many_of, newest_documents
from veedor.record.findings import pairings
from veedor.record.findings.pairings import Family, Pairing

_MOST = 1_500
"""Figures of a record that are all taken together; more would take longer the first time than a page may."""
_PER_PAGE = 25
"""Topics on a page."""
_RECENT = 200
"""The newest documents of a large record among whose figures disputes are looked for."""
_LINE = (120, 28)
"""Width and height of a line without axes, in units of its own."""


class Shown(NamedTuple):
    """A topic on the list."""

    row: TopicRow
    address: str
    line: str
    """The points of its line without axes, as SVG has them; empty where none may be drawn."""
    ends: tuple[str, str]
    """The first and the last number of the line."""


@dataclass(frozen=True, slots=True)
class Figures:
    """A page of topics."""

    topics: Part[Shown]
    wanted: Mapping[str, str]
    is_whole: bool
    """Whether all figures of the record are taken together."""
    looked_at: int
    """How many figures the topics were made from."""
    further: str
    """The address of the next part of a large record; empty where there is none."""

    @property
    def several(self) -> list[Shown]:
        """The topics with several figures, or with something found."""
        return [one for one in self.topics.rows if not _is_alone(one.row)]

    @property
    def alone(self) -> Alone:
        """The others, each with its one figure."""
        rows = [one for one in self.topics.rows if _is_alone(one.row)]
        return Alone(tuple(one.row.figures[0] for one in rows), tuple(one.address for one in rows))


class Alone(NamedTuple):
    """Figures that are the only ones of their topics, and where those are shown."""

    figures: tuple[FigureRow, ...]
    addresses: tuple[str, ...]


def _is_alone(row: TopicRow) -> bool:
    return len(row.figures) == 1 and not row.conflicts and not row.checks


class Judged(NamedTuple):
    """What a person said of two figures of the topic."""

    pairing: Pairing
    left: str
    right: str
    """Their numbers."""


@dataclass(frozen=True, slots=True)
class OneTopic:
    """A topic with all that is said of it."""

    row: TopicRow
    charts: tuple[Chart, ...]
    judged: tuple[Judged, ...]
    is_whole: bool
    back: str


# --- what is looked at -------------------------------------------------------------------------------------


class _Found(NamedTuple):
    gathered: Gathered
    topics: list[Topic]
    is_whole: bool


def _found(ask: Ask) -> _Found:
    """All figures, or, of a large record, the part that the address asks for."""
    memory, record = ask.desk.memory, ask.record
    if _is_small(ask):
        return memory.of(record, "topics of figures", lambda: _whole(ask))
    asked = {name: said for name in (*_ASKED, "from") if (said := ask.word(name))}
    return memory.of(record, ("topics of figures", *asked.items()), lambda: _window(ask, asked))


def _is_small(ask: Ask) -> bool:
    """Whether all figures of the record are taken together."""
    record = ask.record
    return (
        ask.desk.memory.until_reading(record, "many figures", lambda: many_of(record, Kind.FIGURE)) <= _MOST
    )


_ASKED = ("what", "unit", "publisher")
"""What a database is asked for; the rest is looked for among what it gives."""


def _window(ask: Ask, asked: Mapping[str, str]) -> _Found:
    record, start = ask.record, ask.number("from", 0)
    documents = ask.desk.memory.until_reading(record, "newest documents", lambda: newest_documents(record))
    wanted = replace(FIGURES, unit=asked.get("unit"), publisher=asked.get("publisher"))
    some = gathering.window(record, documents, wanted, start=start, words=asked.get("what"))
    return _Found(some, gathering.topics(some), is_whole=False)


def _whole(ask: Ask) -> _Found:
    record = ask.record
    kept = ask.desk.memory.on_from(record, "figures", lambda before: gathering.kept(record, before))
    every = gathering.of_kept(record, kept)
    return _Found(every, gathering.topics(every), is_whole=True)


class Disputed(NamedTuple):
    """Two figures that cannot both be right."""

    what: str
    left: FigureRow
    right: FigureRow
    why: str
    address: str
    """Of the topic; of all that disagrees where the topic's own page begins with another part of the record."""


def disputed(ask: Ask, *, most: int) -> list[Disputed]:
    """The last dispute of each topic, those told last first; of a large record those among its newest reports."""
    found = _found(ask) if (is_whole := _is_small(ask)) else _recent(ask)
    last = [(one.head, each) for one in found.topics if (each := _last_dispute(one)) is not None]
    last.sort(key=lambda pair: _told(pair[1]), reverse=True)
    return [
        Disputed(
            head.words or head.unit,
            figure_row(each.left),
            figure_row(each.right),
            each.why,
            ask.to("topic", key=head.key) if is_whole else ask.to("figures", conflicts=1),
        )
        for head, each in last[:most]
    ]


def _last_dispute(one: Topic) -> Conflict | None:
    return max((each for each in one.conflicts if each.kind is Class.DISPUTE), key=_told, default=None)


def _told(one: Conflict) -> str:
    return one.right.published or ""


def _recent(ask: Ask) -> _Found:
    memory, record = ask.desk.memory, ask.record

    def newest() -> list[Measured]:
        return gathering.of_newest(record, newest_documents(record)[:_RECENT])

    measured = memory.until_reading(record, "newest figures", newest, patient=True)

    def topics() -> _Found:
        some = gathering.of_measured(record, measured)
        return _Found(some, gathering.topics(some), is_whole=False)

    return memory.of(record, "topics of the newest figures", topics)


# --- the list ----------------------------------------------------------------------------------------------


def load(ask: Ask) -> Figures:
    """The topics that pass, those first in which numbers disagree."""
    found = _found(ask)
    words = {name: said for name in ("what", "unit", "place", "publisher") if (said := ask.word(name))}
    in_conflict = ask.word("conflicts") is not None
    if words or in_conflict:
        narrowed = Wanted(words.get("what"), words.get("unit"), words.get("place"), in_conflict)
        topics = gathering.topics(found.gathered, narrowed)
        if publisher := words.get("publisher"):
            topics = [one for one in topics if any(each.publisher == publisher for each in one.figures)]
    else:
        topics = found.topics
    listed = _listed(ask, topics, found)
    shown = Part(
        [_shown(ask, one, found) for one in listed.rows],
        listed.number,
        listed.total,
        listed.per_page,
        listed.has_more,
    )
    named = words | ({"conflicts": "1"} if in_conflict else {})
    on = found.gathered.next
    further = "" if on is None else ask.to("figures", **named, **{"from": on})
    return Figures(shown, named, found.is_whole, found.gathered.looked_at, further)


def _listed(ask: Ask, topics: Sequence[Topic], found: _Found) -> Part[Topic]:
    return part(ask, topics, per_page=_PER_PAGE if found.is_whole else max(1, len(topics)))


def _shown(ask: Ask, one: Topic, found: _Found) -> Shown:
    rest = {} if found.is_whole else {name: ask.word(name) for name in (*_ASKED, "from")}
    line, ends = _spark(one.series)
    return Shown(topic_row(one), ask.to("topic", key=one.head.key, **rest), line, ends)


def _spark(series: Sequence[Series]) -> tuple[str, tuple[str, str]]:
    """The longest series as a line, where one may be drawn."""
    for one in series:
        points = sparkline(one)
        if not isinstance(points, NotDrawn):
            return _polyline(points), (_number(points[0].measured), _number(points[-1].measured))
    return "", ("", "")


def _number(one: Measured) -> str:
    return number_in_words(one.quantity.said)


def _polyline(points: Sequence[Point]) -> str:
    width, height = _LINE
    days = [one.last.toordinal() for one in points]
    numbers = [float(one.measured.quantity.said or 0) for one in points]
    span, most = max(1, days[-1] - days[0]), max(*numbers, 1.0)
    places = (
        (2 + (width - 4) * (day - days[0]) / span, height - 2 - (height - 4) * max(0.0, number) / most)
        for day, number in zip(days, numbers, strict=True)
    )
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in places)


# --- one topic ---------------------------------------------------------------------------------------------


def load_topic(ask: Ask) -> OneTopic:
    """One topic: its series, what disagrees, and all its figures with their words."""
    found = _found(ask)
    key = ask.path["key"]
    one = next((each for each in found.topics if each.head.key == key), None)
    if one is None:
        raise UsageError(
            text("No figures stand under this address any more; look for them on the page of figures")
        )
    charts = tuple(_chart(ask, each) for each in one.series if len(each.points) > 1)
    row = topic_row(one)
    return OneTopic(row, charts, _judged(ask, one), found.is_whole, ask.to("figures"))


def _chart(ask: Ask, one: Series) -> Chart:
    standings = Standings(text("told"), text("disputed"), text("revised since"))
    dots = [_dot(ask, each, standings) for each in one.points]
    columns = Columns(
        text("When"), text("How many"), text("By its words"), text("Who says so"), text("What became of it")
    )
    last = one.points[-1].measured
    named = [last.counted.category.name] if last.counted.category else []
    named += [one.words, *(where.words for where in last.places)]
    words = " ".join(" – ".join(named).split())
    title = text("%(what)s, in %(unit)s: %(shape)s") % {"what": words, "unit": one.unit, "shape": one.shape}
    return series_chart(dots, title=title, unit=one.unit, columns=columns, standings=standings)


def _dot(ask: Ask, one: Point, standings: Standings) -> Dot:
    told, quantity = one.measured, one.measured.quantity
    state = standings.revised if one.is_revised else standings.disputed if one.disagrees else standings.told
    return Dot(
        one.first,
        one.last,
        float(quantity.said or 0),
        None if quantity.low is None else float(quantity.low),
        None if quantity.high is None else float(quantity.high),
        told.root.name,
        told.words,
        state,
        ask.to("statement", id=told.id),
    )


def _judged(ask: Ask, one: Topic) -> tuple[Judged, ...]:
    numbers = {each.id: each.words for each in one.figures}
    found = pairings.pairings(ask.record, of=set(numbers))
    return tuple(
        Judged(each, numbers.get(each.left, each.left), numbers.get(each.right, each.right))
        for each in found
        if each.relation.family is Family.COUNT
    )


# --- what people judge -------------------------------------------------------------------------------------


def judge(ask: Ask) -> Done | Again:
    """Judge that two figures are one count, or different ones."""
    left, right, said = ask.needed("left"), ask.needed("right"), ask.needed("relation")
    if said not in ("same", "different"):
        raise UsageError(text("Two figures are the same count, or different ones"))
    made = gathering.judge(
        ask.record, left, right, is_same=said == "same", by=ask.person.name, reason=ask.word("reason") or ""
    )
    told = (
        text("The two figures are one count now.")
        if said == "same"
        else text("The two figures are different counts now.")
    )
    to = with_done(back_to(ask, ask.to("figures")), made)
    return Done(to, told, {"change_id": made, "relation": said})


ANSWERS: tuple[Page | Action | Raw, ...] = (
    Page("figures", "/figures", load, "figures.html", title="Figures"),
    Page("topic", "/figures/{key}", load_topic, "topic.html"),
    Action("judge-figures", "/figures/judge", judge),
)
