"""A record's forecasts as the ledger takes them: with the words before them, the votes that settle them, criteria."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple

from veedor.analysis.forecasts.criterion import Criterion, ForecastKind
from veedor.analysis.forecasts.horizons import FARTHEST, Votes, is_about_a_vote, is_about_the_future, votes
from veedor.analysis.forecasts.kinds import Foretold
from veedor.analysis.forecasts.ledger import Given, Outcome, Resolved, Row, Typed, ledger, written
from veedor.analysis.forecasts.proposals import LATEST, Proposal, is_empty_word, proposals
from veedor.analysis.forecasts.scoring import Rules, Scores, scores
from veedor.analysis.forecasts.thresholds import is_shared
from veedor.analysis.intervals import first_day
from veedor.analysis.telling import Telling
from veedor.codebook.labels import EventType, Kind, Tense
from veedor.codebook.statement import Forecast
from veedor.errors import UsageError
from veedor.gathering.tellings import tellings, told
from veedor.record.actors import identity
from veedor.record.filters import among
from veedor.record.findings import criteria, resolutions
from veedor.record.gathered import Within
from veedor.record.newest import newest
from veedor.record.reviewing import lines
from veedor.record.searching.search import Hit, search
from veedor.record.store import Record
from veedor.record.wanted import Filter, How

FORECASTS = Filter(kind=Kind.FORECAST)
ANNOUNCED = Filter(kind=Kind.EVENT, tense=Tense.FUTURE)
"""Acts that somebody says will be done: the plans and dates of the ledger."""
_BEFORE = 200
"""Characters before a statement within which its sentence begins, for the words that belong to it."""
_ENDS = ".!?;\n"


class Judged(NamedTuple):
    """What people entered: the criteria that are scored, and how forecasts came out."""

    entered: Mapping[str, criteria.Entered]
    resolved: Mapping[str, resolutions.Resolution]

    @property
    def ids(self) -> frozenset[str]:
        """The forecasts of which anything was entered."""
        return frozenset((*self.entered, *self.resolved))


def judged(record: Record) -> Judged:
    """What people entered of a record's forecasts."""
    return Judged(criteria.criteria(record), resolutions.resolutions(record))


class AsOf(NamedTuple):
    """The day of which the ledger tells."""

    day: date
    is_past: bool = False
    """Whether somebody asks for it, so that only what was known by then counts; else it is today."""


def as_of_day(wanted: Filter, day: date | None) -> Filter:
    """The filter, narrowed to reports that were out by a day; without a day all, those without a date too."""
    return wanted if day is None else replace(wanted, published=f"../{day.isoformat()}")


def whole(
    record: Record, *, today: date, as_of: date | None = None, source: str | None = None
) -> tuple[Row, ...]:
    """Every row of a record's ledger, what is overdue first.

    Args:
        record: The record.
        today: The day of which the ledger tells where no other is asked for.
        as_of: An earlier day; reports that came out later, or have no date, are left out.
        source: Part of the name of whoever is a source of them.

    """
    if source is not None:
        meant = identity.meant(record, source)
        bases = (replace(FORECASTS, source=meant), replace(ANNOUNCED, source=meant))
        found = [one for base in bases for one in tellings(record, as_of_day(base, as_of))]
        return rows_of(record, found, _day(today, as_of), judged(record))
    # All that stands beside them is among them, so that nothing is asked for twice.
    every = tellings(record, as_of_day(Filter(), as_of), within=_ahead)
    return _rows(record, every, every, votes(every), _day(today, as_of), judged(record))


def of_statements(record: Record, ids: Collection[str], as_of: AsOf, known: Judged) -> tuple[Row, ...]:
    """The rows of some statements alone, with what their reports say beside them."""
    return rows_of(record, tellings(record, of=ids), as_of, known)


def judged_rows(
    record: Record, *, today: date, as_of: date | None = None, source: str | None = None
) -> tuple[Row, ...]:
    """The rows of which people entered anything: of the others nothing can be scored. Arguments as of `whole`."""
    known = judged(record)
    meant = identity.meant(record, source) if source else None
    found = tellings(record, as_of_day(Filter(source=meant), as_of), of=known.ids)
    return rows_of(record, found, _day(today, as_of), known)


def _day(today: date, asked: date | None) -> AsOf:
    return AsOf(today) if asked is None else AsOf(asked, is_past=True)


class Window(NamedTuple):
    """Some of the statements on the future, the newest reports first."""

    rows: tuple[Row, ...]
    """What is overdue first."""
    looked_at: int
    """How many statements they were made from."""
    has_more: bool
    order: tuple[str, ...] = ()
    """Their ids in the order of the reports, the newest first."""

    @property
    def in_order(self) -> tuple[Row, ...]:
        """The rows in the order of the reports, the newest first, and of their texts."""
        place = {id_: number for number, id_ in enumerate(self.order)}
        return tuple(sorted(self.rows, key=lambda row: place[row.id]))


def chosen(
    record: Record, wanted: Filter, ids: Collection[str], as_of: AsOf, known: Judged
) -> tuple[Row, ...]:
    """The rows of those statements, of some ids, that a filter lets through; what is overdue first."""
    return rows_of(record, tellings(record, wanted, of=ids), as_of, known)


def window(
    record: Record, wanted: Filter, as_of: AsOf, known: Judged, *, limit: int, offset: int = 0
) -> Window:
    """The rows of the statements numbered `[offset, offset + limit)` that a filter lets through."""
    found = newest(record, wanted, limit=limit + 1, offset=offset)
    some = told(record, found[:limit])
    rows, order = rows_of(record, some, as_of, known), tuple(one.id for one in some)
    return Window(rows, len(some), len(found) > limit, order)


def row_of(record: Record, statement_id: str, as_of: AsOf) -> Row:
    """The row of one statement; UsageError where it foretells nothing."""
    with record.reading() as connection:
        root = lines.line_of(connection, statement_id).root_id
    found = [row for row in of_statements(record, {root}, as_of, judged(record)) if row.id == root]
    if not found:
        raise UsageError(
            f"Statement {statement_id!r} of {record.place} foretells nothing that stands as of "
            f"{as_of.day.isoformat()}; list forecasts with: veedor forecasts {record.place}"
        )
    return found[0]


def rows_of(record: Record, some: Sequence[Telling], as_of: AsOf, known: Judged) -> tuple[Row, ...]:
    """The rows of statements, with the branches, denials, votes and totals that their reports tell beside them."""
    documents = {one.document_id for one in some}
    beside = _beside(record, documents) if documents else []
    every = list({one.id: one for one in (*some, *beside)}.values())
    return _rows(record, some, every, votes(_votes(record, some, every)), as_of, known)


def _rows(
    record: Record,
    some: Sequence[Telling],
    every: Sequence[Telling],
    of_votes: Votes,
    as_of: AsOf,
    known: Judged,
) -> tuple[Row, ...]:
    """The rows of some statements, with all that their reports say of the future."""
    wanted = {one.id for one in some}
    given = Given(
        {id_: Criterion.from_dict(one.plain) for id_, one in known.entered.items() if id_ in wanted},
        {id_: _resolved(one, known.entered.get(id_)) for id_, one in known.resolved.items() if id_ in wanted},
        of_votes,
        _figures(record, every),
    )
    ahead = [one for one in every if is_about_the_future(one.statement)]
    rows = ledger(_with_words_before(record, ahead), given, as_of=as_of.day, is_past=as_of.is_past)
    return tuple(row for row in rows if row.id in wanted)


def _beside(record: Record, documents: Collection[str]) -> list[Telling]:
    """What the same reports say of the future and of votes: branches, denials and days may stand there."""
    return tellings(
        record, within=lambda statements: (among(statements.c.document_id, documents), *_ahead(statements))
    )


def _ahead(statements: Any) -> tuple[Any, ...]:
    """That a statement tells of the future, or of a vote."""
    of = statements.c
    is_ahead = (of.kind == str(Kind.FORECAST)) | (of.tense == str(Tense.FUTURE))
    return (is_ahead | (of.type == str(EventType.ELECT)),)


def _in(documents: Collection[str]) -> Within:
    return lambda statements: (among(statements.c.document_id, documents),)


def _resolved(one: resolutions.Resolution, entered: criteria.Entered | None) -> Resolved:
    is_late = entered is not None and entered.change_id > one.change_id
    return Resolved(Outcome(one.outcome), one.on, one.evidence, one.by, one.why, is_late)


def _votes(record: Record, some: Sequence[Telling], every: Sequence[Telling]) -> list[Telling]:
    """Votes that may settle forecasts of how they turn out: of the same reports, and of the same countries after."""
    own = votes(every).by_document
    starts = [
        first_day(one.reported)
        for one in some
        if one.reported and one.country and one.document_id not in own and _asks_for_a_vote(one)
    ]
    if not starts:
        return list(every)
    span = f"{min(starts).isoformat()}/{(max(starts) + FARTHEST).isoformat()}"
    return [*every, *tellings(record, Filter(type=EventType.ELECT, date=span))]


def _asks_for_a_vote(one: Telling) -> bool:
    return one.statement.when is None and _is_about_a_vote(one)


def _is_about_a_vote(one: Telling) -> bool:
    return isinstance(one.statement, Forecast) and is_about_a_vote(one.statement)


def _figures(record: Record, some: Iterable[Telling]) -> list[Telling]:
    """Figures that say of how many there are, in reports that foretell a share: `the 9 seats`, not `9 seats`."""
    documents = {
        one.document_id
        for one in some
        if isinstance(one.statement, Forecast) and is_shared(one.statement.about.words)
    }
    if not documents:
        return []
    found = _with_words_before(record, tellings(record, Filter(kind=Kind.FIGURE), within=_in(documents)))
    return [one.telling for one in found if one.before.lower().split()[-1:] in _WHOLE]


_WHOLE = [["the"], ["all"], ["its"], ["their"], ["these"], ["those"]]
"""Words before a number of all that there are."""


def _with_words_before(record: Record, some: Iterable[Telling]) -> list[Foretold]:
    """The statements with what stands before them in their sentences."""
    texts: dict[str, str] = {}
    found = []
    with record.reading() as connection:
        for one in some:
            if one.document_id not in texts:
                # One text at a time: a report may be a book, and its statements stand together.
                texts = {one.document_id: lines.text_of(connection, one.document_id)}
            found.append(Foretold(one, before(texts[one.document_id], one)))
    return found


def before(text: str, one: Telling) -> str:
    """What stands in a statement's sentence before its words of probability, or before its anchor."""
    start = one.statement.anchor.start
    if isinstance(one.statement, Forecast) and one.statement.probability:
        start = min(start, one.statement.probability.start)
    near = text[max(0, start - _BEFORE) : start]
    return near[max(near.rfind(end) for end in _ENDS) + 1 :]


def told_of(record: Record, ids: Sequence[str]) -> list[Telling]:
    """Statements by their ids, whatever came after them."""
    return tellings(record, Filter(standings=None), of=ids) if ids else []


class Evidence(NamedTuple):
    """A statement that may show how a forecast came out."""

    proposal: Proposal
    telling: Telling


_PASSAGES = 20
"""Passages of later reports, the likest, that are looked through for evidence."""
_MOST_WORDS = 12
"""Words that are looked for."""


def evidence(record: Record, row: Row) -> tuple[Evidence, ...]:
    """What may show how a forecast came out: what is told in the passages of later reports that are likest to it."""
    wanted = Filter(published=_reach(row))
    rows = {said.id: said for hit in _passages(record, row, wanted) for said in hit.statements}
    found = {one.id: one for one in told(record, list(rows.values()))}
    return tuple(Evidence(one, found[one.id]) for one in proposals(row, found.values()))


def _passages(record: Record, row: Row, wanted: Filter) -> list[Hit]:
    """Passages of later reports, by the meaning of the forecast's own; by its words where there are no meanings."""
    around = tellings(record, of=[row.id], vectors=True)
    meaning = around[0].vector if around else None
    if meaning is not None:
        return search(record, None, meaning=meaning, wanted=wanted, by=How.MEANING, limit=_PASSAGES)
    words = _search_words(row.telling)
    return search(record, words, wanted=wanted, limit=_PASSAGES) if words else []


def _search_words(one: Telling) -> str:
    """A question for any of the words of who and what."""
    names = [quote.name or quote.words for quote in getattr(one.statement, "actors", ())]
    about = getattr(one.statement, "about", None)
    said = " ".join([*names, about.words if about else "", one.statement.anchor.words])
    kept = (word for word in re.findall(r"[^\W\d_]{4,}", said) if not is_empty_word(word))
    return " OR ".join(list(dict.fromkeys(kept))[:_MOST_WORDS])


def _reach(row: Row) -> str | None:
    """The dates of the reports in which it may be told: from the forecast's own to some time after its last day."""
    if row.telling.reported is None:
        return None
    start = first_day(row.telling.reported)
    return f"{start.isoformat()}/{((row.due or start) + LATEST).isoformat()}"


def enter(record: Record, statement_id: str, criterion: Criterion, *, by: str, reason: str = "") -> int:
    """The id of the change by which a forecast has a criterion, which is not touched again."""
    return criteria.enter(record, statement_id, criterion.to_dict(), criterion.due, by=by, reason=reason)


def enter_typed(
    record: Record,
    statement_id: str,
    typed: Mapping[str, Any],
    *,
    today: date,
    by: str,
    reason: str = "",
) -> int:
    """The id of the change by which a forecast has the proposed criterion with what a person says otherwise.

    Raises UsageError for a field that `Typed` has not.
    """
    unknown = sorted(set(typed) - set(Typed._fields))
    if unknown:
        raise UsageError(f"A criterion has no {unknown[0]!r}; it has {', '.join(Typed._fields)}")
    if typed.get("kind") not in (None, *ForecastKind):
        raise UsageError(
            f"There is no kind of forecast {typed['kind']!r}; take one of {', '.join(ForecastKind)}"
        )
    kind = ForecastKind(typed["kind"]) if typed.get("kind") else None
    row = row_of(record, statement_id, AsOf(today))
    return enter(record, row.id, written(row, Typed(**{**typed, "kind": kind})), by=by, reason=reason)


def scored(record: Record, *, today: date, as_of: date | None = None, **rules: Any) -> Scores:
    """The scores of a record's forecasts; `rules` are those of `Rules`, by their names."""
    return scores(judged_rows(record, today=today, as_of=as_of), Rules(**rules))
