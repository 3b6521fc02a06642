"""What we do not know, as far as the record itself shows it: sentences that count and name, and claim nothing."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import date, timedelta

from veedor.analysis.figures.kinds import Class
from veedor.analysis.figures.topics import by_topic, topic
from veedor.analysis.forecasts.horizons import NoHorizon
from veedor.analysis.incidents.origins import chain, is_named
from veedor.analysis.incidents.standings import Standing
from veedor.analysis.talks.verdicts import Cell, Verdict
from veedor.analysis.telling import Telling
from veedor.brief.outline import Part
from veedor.brief.sentences import speaker
from veedor.gathering import figures, forecasts, incidents, talks
from veedor.gathering.incidents import Window
from veedor.gathering.tellings import tellings
from veedor.record.gathered import gathered
from veedor.record.store import Record
from veedor.record.wanted import Filter

_NAMED = 4
"""Names in a list; how many more there are stands behind them."""
_BEFORE = timedelta(days=365)
"""How long before the brief a party's word, or a number, is looked for, as in `gathering.changed`."""


def unknown_of(record: Record, since: date, until: date) -> tuple[Part, ...]:
    """What the record leaves open on the time between two days, in sentences; empty where nothing is told of it.

    Each keeps the statements that it counts or names.
    """
    published = f"{since.isoformat()}/{until.isoformat()}"
    told = tellings(record, Filter(published=published))
    if not told:
        return ()
    documents = {one.document_id for one in told}
    ids = {one.id for one in told}
    return (
        *_unnamed(record, since, until, ids),
        *_issues(record, documents, until),
        *_figures(record, since, until, ids),
        *_forecasts(record, told, until),
    )


def _unnamed(record: Record, since: date, until: date, ids: AbstractSet[str]) -> Iterator[Part]:
    """Happenings that are told once, by a source without a name."""
    found = incidents.gather(record, Window(since, until), today=until, as_of=until)
    open_ = [
        row
        for row in found.shown()
        if row.standing is Standing.REPORTED
        and not ids.isdisjoint(row.ids)
        and all(_is_nameless(one) for one in found.tellings(row))
    ]
    if open_:
        happenings = "One happening is" if len(open_) == 1 else f"{len(open_)} happenings are"
        yield Part(f"{happenings} known from a source without a name alone.", _ids(row.ids for row in open_))


def _is_nameless(telling: Telling) -> bool:
    sources = list(chain(telling))
    return bool(sources) and not any(map(is_named, sources))


def _issues(record: Record, documents: Collection[str], until: date) -> Iterator[Part]:
    matrix = talks.gather(record, talks.Asked(as_of=until, documents=documents)).table
    open_ = [
        row
        for row in matrix.rows
        if row.finding.verdict is Verdict.UNKNOWN and len(row.cells) > 1 and row.issue.facet is None
    ]
    if open_:
        issues = _list(str(one.issue) for one in open_)
        ids = _ids(_told(cell) for row in open_ for cell in row.cells.values())
        yield Part(f"The reports do not show whether the parties agree on {issues}.", ids)


def _told(cell: Cell) -> Iterator[str]:
    return (id_ for stand in cell.stands for id_ in stand.ids)


def _figures(record: Record, since: date, until: date, ids: AbstractSet[str]) -> Iterator[Part]:
    wanted = replace(figures.FIGURES, published=f"{(since - _BEFORE).isoformat()}/{until.isoformat()}")
    judged = figures.judged(record)
    found = by_topic(figures.measured_of(record, gathered(record, wanted)), judged=judged)
    open_ = [
        (head.words or head.unit, one.ids)
        for head, own in found.items()
        for one in topic(head, own, judged=judged).conflicts
        if one.kind is Class.UNSETTLED and not ids.isdisjoint(one.ids)
    ]
    if open_:
        said = "The reports do not say enough to tell whether numbers contradict each other"
        yield Part(f"{said}: {_list(words for words, _ in open_)}.", _ids(own for _, own in open_))


def _forecasts(record: Record, told: Iterable[Telling], until: date) -> Iterator[Part]:
    own = [one for one in told if one.statement.kind == "forecast"]
    rows = forecasts.rows_of(record, own, forecasts.AsOf(until, is_past=True), forecasts.judged(record))
    open_ = [row for row in rows if row.criterion is None and isinstance(row.horizon, NoHorizon)]
    if open_:
        one = len(open_) == 1
        many = "One forecast names" if one else f"{len(open_)} forecasts name"
        said = f"{many} no day by which to tell how {'it' if one else 'they'} came out"
        said = f"{said}, by {_list(speaker(row.telling) for row in open_)}."
        yield Part(said, tuple(row.id for row in open_))


def _ids(found: Iterable[Iterable[str]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(id_ for ids in found for id_ in ids))


def _list(names: Iterable[str]) -> str:
    """A few names, each once, and how many more there are."""
    listed = list(dict.fromkeys(names))
    more = len(listed) - _NAMED
    shown = listed[:_NAMED]
    if more > 0:
        return f"{', '.join(shown)} and {more} more"
    return " and ".join([", ".join(shown[:-1]), shown[-1]]) if len(shown) > 1 else shown[0]
