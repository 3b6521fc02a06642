"""Charts and tables of the desks for a brief: each chart stands beside a table that says the same.

They tell what was known on the last day of the brief. Where there is not enough for one, there is none.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from veedor.analysis.figures.kinds import Class, Conflict
from veedor.analysis.figures.series import Series
from veedor.analysis.figures.topics import Topic, by_topic, topic
from veedor.analysis.forecasts.horizons import State
from veedor.analysis.forecasts.ledger import Row as Forecast
from veedor.analysis.incidents.incidents import Incident
from veedor.analysis.intervals import last_day
from veedor.analysis.talks.matrix import Row as IssueRow
from veedor.brief.outline import Brief
from veedor.brief.printed import Exhibit
from veedor.codebook.when import in_words
from veedor.codebook.wording import plain
from veedor.gathering import figures, forecasts, incidents, talks
from veedor.gathering.incidents import Window
from veedor.gathering.tellings import tellings
from veedor.record.gathered import gathered
from veedor.record.store import Record
from veedor.record.wanted import Filter

MOST_ROWS = 12
"""Rows of a table; a longer one belongs on the desk."""
_DAYS, _WEEKS = 12, 12
"""So many bars of a day, or of a week, at most; beyond, one stands for a month."""
_LEAST_BARS = 2
_LEAST_EVENTS = 5
"""Fewer dated events are told in sentences sooner than drawn."""
_LEAST_POINTS = 3
"""Numbers of a series; two are said in a sentence."""
_MOST_SERIES = 3
_BEFORE = timedelta(days=365)
"""How long before the brief numbers of a series are looked for, as in `gathering.changed`."""
_AHEAD = timedelta(days=30)
"""How long after the brief a forecast that is listed falls due."""
_WIDTH = 560
"""Of a chart, in the units of its graphic: as wide as the text of a page set in type of its size."""
_FONT = "Libertinus Serif, Liberation Serif, Georgia, serif"
"""That of the PDF, then what other programs have."""


def exhibits_of(record: Record, brief: Brief, *, public: bool = False) -> dict[str, tuple[Exhibit, ...]]:
    """The charts and tables of a brief, by the key of the section that they follow, less those that it leaves out.

    `public` leaves out all that stands on the brief's confidential documents.
    """
    found = offered(record, brief, public=public)
    kept = {key: tuple(one for one in own if one.key not in brief.without) for key, own in found.items()}
    return {key: own for key, own in kept.items() if own}


def offered(record: Record, brief: Brief, *, public: bool = False) -> dict[str, tuple[Exhibit, ...]]:
    """Every chart and table that there is for the time of a brief, those that it leaves out among them."""
    since, until = date.fromisoformat(brief.since), date.fromisoformat(brief.until)
    hidden = brief.confidential if public else frozenset()
    keys = {section.key for section in brief.sections}
    happened = [one for one in _incidents(record, since, until) if hidden.isdisjoint(one.documents)]
    topics = _topics(record, since, until, hidden)
    made: dict[str, tuple[Exhibit, ...]] = {
        "happened": tuple(_events(happened, since, until)),
        "talks": tuple(_talks(record, until, hidden)),
        "figures": tuple(_series(topics, brief.ids)),
        "forecasts": tuple(_forecasts(record, since, until, hidden)),
        "disputes": tuple(_disputes(record, happened, topics, since, until)),
    }
    return {key: tuple(_named(key, own)) for key, own in made.items() if own and key in keys}


def _named(section: str, found: Iterable[Exhibit]) -> Iterator[Exhibit]:
    """The exhibits of a section with their keys: the section's, and behind it what tells several of one apart."""
    for one in found:
        yield one._replace(key=f"{section} {one.key}".strip())


# --- what happened -----------------------------------------------------------------------------------------


def _incidents(record: Record, since: date, until: date) -> list[Incident]:
    return incidents.gather(record, Window(since, until), today=until, as_of=until).shown()


def _events(happened: Sequence[Incident], since: date, until: date) -> Iterator[Exhibit]:
    """A bar for each day, week or month, of the happenings that are dated to it."""
    sort, bars = _bars(since, until)
    shown = dict.fromkeys(bars[-MOST_ROWS:], 0)
    for one in happened:
        if one.first and one.first == one.last and max(since, min(shown)) <= one.first <= until:
            shown[max(bar for bar in shown if bar <= one.first)] += 1
    if sum(shown.values()) < _LEAST_EVENTS or sum(map(bool, shown.values())) < _LEAST_BARS:
        return
    from veedor.charts.weeks import weeks_chart

    title = f"Events by {sort}, as far as reports date them to a day"
    chart = weeks_chart(shown, title=title, columns=(_FROM[sort], "Events"))
    said = f"Bars: {', '.join(f'{row[0]}: {row[1]}' for row in chart.rows)}"
    yield Exhibit(chart.title, chart.columns, chart.rows, _drawn(chart.spec), said)


_FROM = {"day": "Day", "week": "Week from", "month": "Month from"}


def _bars(since: date, until: date) -> tuple[str, list[date]]:
    """What a bar stands for, and the first day of each."""
    many = (until - since).days + 1
    if many <= _DAYS:
        return "day", [since + timedelta(days=n) for n in range(many)]
    monday = since - timedelta(days=since.weekday())
    mondays = [monday + timedelta(weeks=n) for n in range((until - monday).days // 7 + 1)]
    if len(mondays) <= _WEEKS:
        return "week", mondays
    months = [(since.year * 12 + since.month - 1) + n for n in range(_months(since, until) + 1)]
    return "month", [date(month // 12, month % 12 + 1, 1) for month in months]


def _months(since: date, until: date) -> int:
    return (until.year - since.year) * 12 + until.month - since.month


def _drawn(spec: Mapping[str, Any]) -> str:
    """The chart for paper: of a set width, without links, in the type of the page."""
    import vl_convert

    own: dict[str, Any] = {**spec, "width": _WIDTH, "config": {**spec["config"], "font": _FONT}}
    for layer in own.get("layer", ()):
        layer["encoding"].pop("href", None)
    return str(vl_convert.vegalite_to_svg(own))


# --- talks -------------------------------------------------------------------------------------------------


def _talks(record: Record, until: date, hidden: Collection[str]) -> Iterator[Exhibit]:
    """Who wants what on each issue of which more than one party speaks."""
    found = talks.gather(record, talks.Asked(as_of=until, most=_MOST_REPORTS))
    open_ = tuple(one for one in found.tellings if one.document_id not in hidden)
    matrix = replace(found, tellings=open_).table
    rows = [row for row in matrix.rows if row.issue.facet is None and len(row.cells) > 1]
    if rows:
        title = f"Positions as of {in_words(until.isoformat())}"
        yield Exhibit(
            title, ("Issue", "Who wants what", "How they stand"), tuple(map(_issue, rows[:MOST_ROWS]))
        )


_MOST_REPORTS = 2_000
"""The newest reports of which positions are read, so that a large record is looked through in seconds."""
_MOST_PARTIES = 4


def _issue(row: IssueRow) -> tuple[str, ...]:
    said = [f"{cell.party.name}: {cell.modality}, {cell.words}" for cell in row.cells.values()]
    more = len(said) - _MOST_PARTIES
    shown = said[:_MOST_PARTIES] + ([f"and {more} more"] if more > 0 else [])
    return str(row.issue), "; ".join(shown), str(row.finding.verdict)


# --- figures -----------------------------------------------------------------------------------------------


def _topics(record: Record, since: date, until: date, hidden: Collection[str]) -> list[Topic]:
    wanted = replace(figures.FIGURES, published=f"{(since - _BEFORE).isoformat()}/{until.isoformat()}")
    rows = [row for row in gathered(record, wanted) if row.document_id not in hidden]
    judged = figures.judged(record)
    found = by_topic(figures.measured_of(record, rows), judged=judged)
    return [topic(head, own, judged=judged) for head, own in found.items()]


def _series(topics: Sequence[Topic], used: Collection[str]) -> Iterator[Exhibit]:
    """The series that hold a figure of the brief, the longest first."""
    own = set(used)
    found = [
        (one, series)
        for one in topics
        for series in one.series
        if len(series.points) >= _LEAST_POINTS and any(point.measured.id in own for point in series.points)
    ]
    found.sort(key=lambda one: -len(one[1].points))
    for _, series in found[:_MOST_SERIES]:
        yield _of_series(series)


def _of_series(one: Series) -> Exhibit:
    from veedor.charts.series import Columns, Dot, Standings, series_chart

    standings = Standings("told", "disputed", "revised since")
    columns = Columns("When", "How many", "By its words", "Who says so", "What became of it")
    dots = []
    for point in one.points[-MOST_ROWS:]:
        told, quantity = point.measured, point.measured.quantity
        state = standings.revised if point.is_revised else standings.told
        dots.append(
            Dot(
                point.first,
                point.last,
                float(quantity.said or 0),
                None if quantity.low is None else float(quantity.low),
                None if quantity.high is None else float(quantity.high),
                told.root.name,
                told.words,
                standings.disputed if point.disagrees and not point.is_revised else state,
                "",
            )
        )
    title = f"{one.words}, in {one.unit}: {one.shape}"
    chart = series_chart(dots, title=title, unit=one.unit, columns=columns, standings=standings)
    said = "; ".join(f"{row[0]}: {row[1]}" for row in chart.rows)
    key = f"{one.words}, in {one.unit}"
    return Exhibit(chart.title, chart.columns, chart.rows, _drawn(chart.spec), f"Points: {said}", key)


# --- forecasts ---------------------------------------------------------------------------------------------


def _forecasts(record: Record, since: date, until: date, hidden: Collection[str]) -> Iterator[Exhibit]:
    """Forecasts that fall due in the time of the brief or soon after it, and those that came out in it."""
    known = forecasts.judged(record)
    last = until + _AHEAD
    wanted = replace(
        forecasts.FORECASTS,
        date=f"{since.isoformat()}/{last.isoformat()}",
        published=f"../{until.isoformat()}",
    )
    ids = {one.id for one in tellings(record, wanted)} | known.ids
    rows = forecasts.of_statements(record, ids, forecasts.AsOf(until, is_past=True), known) if ids else ()
    secret = _hidden_ids(record, rows, hidden)
    shown = [
        row
        for row in rows
        if secret.isdisjoint(_stands_on(row))
        and ((row.due is not None and since <= row.due <= last) or _came_out(row, since, until))
    ]
    if shown:
        shown.sort(key=lambda row: (row.due or date.max, row.id))
        columns = ("Who", "What", "By", "How it stands")
        title = f"Forecasts due by {in_words(last.isoformat())}, and resolved ones"
        yield Exhibit(title, columns, tuple(map(_forecast, shown[:MOST_ROWS])))


def _hidden_ids(record: Record, rows: Iterable[Forecast], hidden: Collection[str]) -> set[str]:
    """The statements of confidential documents on which forecasts, or what became of them, stand."""
    if not hidden:
        return set()
    ids = {id_ for row in rows for id_ in _stands_on(row)}
    found = tellings(record, Filter(states=None, standings=None), of=ids) if ids else ()
    return {one.id for one in found if one.document_id in hidden}


def _stands_on(row: Forecast) -> set[str]:
    return {row.id, *row.ids, *row.denied_by, *(row.resolved.evidence if row.resolved else ())}


def _came_out(row: Forecast, since: date, until: date) -> bool:
    on = row.resolved.on if row.resolved else None
    return on is not None and since <= last_day(on) <= until


_STATES = {State.DUE: "due within a week", State.OVERDUE: "overdue: nobody has said how it came out"}
"""In words of those who do not know the desk."""


def _forecast(row: Forecast) -> tuple[str, ...]:
    due = in_words(row.due.isoformat()) if row.due else "no day"
    state = f"came out: {row.resolved.outcome}" if row.resolved else _STATES.get(row.state, str(row.state))
    return row.voice.name, plain(row.telling.statement), due, state


# --- disputes ----------------------------------------------------------------------------------------------


def _disputes(
    record: Record, happened: Sequence[Incident], topics: Sequence[Topic], since: date, until: date
) -> Iterator[Exhibit]:
    """Happenings that some assert and others deny, and numbers that cannot both be right."""
    told = [one for one in happened if one.dispute is not None]
    known = {one.id: one for one in tellings(record, of={one.id for one in told})} if told else {}
    rows = [_dispute(one, plain(known[one.id].statement)) for one in told if one.id in known]
    rows += [
        _conflict(one)
        for each in topics
        for one in each.conflicts
        if one.kind is Class.DISPUTE and _is_late(one, since)
    ]
    if rows:
        columns = ("What", "Who says so", "Who says otherwise", "Since")
        yield Exhibit(
            f"What is disputed as of {in_words(until.isoformat())}", columns, tuple(rows[:MOST_ROWS])
        )


def _is_late(one: Conflict, since: date) -> bool:
    """Whether one of the two numbers was told in the time of the brief."""
    return any(each.published and last_day(each.published) >= since for each in (one.left, one.right))


def _dispute(one: Incident, what: str) -> tuple[str, ...]:
    assert one.dispute is not None  # looked at by the caller
    asserts, denies = (
        ", ".join(side.name for side in sides) for sides in (one.dispute.asserts, one.dispute.denies)
    )
    return what, asserts, denies, in_words(one.dispute.since) if one.dispute.since else "not known"


def _conflict(one: Conflict) -> tuple[str, ...]:
    said = [f"{each.root.name}: {each.words}" for each in (one.left, one.right)]
    since = one.right.published
    return one.right.counted.words, said[0], said[1], in_words(since) if since else "not known"
