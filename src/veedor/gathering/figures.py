"""A record's figures as the tables take them: with what their reports tell beside them, and what people judged."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain, repeat
from typing import NamedTuple

from veedor.analysis.figures.checks import Check, Outcome, checks
from veedor.analysis.figures.comparable import Judged
from veedor.analysis.figures.measured import Measured, measured
from veedor.analysis.figures.topics import Head, Topic, by_topic, topic
from veedor.analysis.telling import Telling
from veedor.codebook.labels import Kind
from veedor.codebook.naming import folded
from veedor.documents.date_tense import sentence_at
from veedor.errors import UsageError
from veedor.gathering.tellings import told
from veedor.record.counted import of_documents, touched_since
from veedor.record.findings import pairings
from veedor.record.findings.pairings import Relation
from veedor.record.gathered import gathered
from veedor.record.reviewing import lines
from veedor.record.store import Record
from veedor.record.views import StatementRow
from veedor.record.wanted import Filter, Standing

HELD = frozenset({Standing.STANDS, Standing.LOST, Standing.WITHDRAWN})
"""What stands, and what a newer version of a report no longer has: that number is one that was revised."""
FIGURES = Filter(kind=Kind.FIGURE, standings=HELD)
_BESIDE = (Kind.EVENT, Kind.POSITION, Kind.FORECAST)
"""Kinds of statements that tell what a figure counts."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """Some of a record's figures, in topics."""

    topics: dict[Head, list[Measured]]
    checks: tuple[Check, ...]
    judged: Judged
    looked_at: int
    """How many figures they were made from."""
    next: int | None = None
    """Where in the list of documents to go on; None where there are no further ones."""

    def topic(self, head: Head) -> Topic:
        """One topic with all that follows from its figures."""
        return topic(head, self.topics[head], self.checks, judged=self.judged)

    def head(self, key: str) -> Head | None:
        """The topic of a key; None where there is none."""
        return next((head for head in self.topics if head.key == key), None)


class Kept(NamedTuple):
    """All figures of a record, as they were after a change."""

    last: int
    """The number of that change."""
    by_document: dict[str, tuple[Measured, ...]]


def kept(record: Record, before: Kept | None = None) -> Kept:
    """All figures of a record as it is; gone on from what was worked out before, where it is known what changed."""
    last, touched = touched_since(record, before.last if before else 0)
    if before is None or touched is None:
        found, held = measured_of(record, gathered(record, FIGURES)), {}
    elif touched:
        found = measured_of(record, gathered(record, FIGURES, within=of_documents(touched)))
        held = {id_: own for id_, own in before.by_document.items() if id_ not in touched}
    else:
        return Kept(last, before.by_document)
    own: dict[str, list[Measured]] = defaultdict(list)
    for one in found:
        own[one.document_id].append(one)
    return Kept(last, held | {id_: tuple(figures) for id_, figures in own.items()})


def of_kept(record: Record, held: Kept) -> Gathered:
    """The topics of all figures, with what people judged by now."""
    return _gathered(record, [one for own in held.by_document.values() for one in own])


def judged(record: Record) -> dict[frozenset[str], bool]:
    """What people judged of figures: whether two of them are one count."""
    relations = {Relation.SAME_COUNT: True, Relation.DIFFERENT_COUNTS: False}
    return {
        frozenset((one.left, one.right)): relations[one.relation]
        for one in pairings.pairings(record)
        if one.relation in relations
    }


def whole(record: Record, wanted: Filter = FIGURES, *, as_of: date | None = None) -> Gathered:
    """All figures that a filter lets through; `as_of` leaves out reports that came out later, or have no date."""
    return _gathered(record, measured_of(record, gathered(record, as_of_day(wanted, as_of))))


def of_newest(record: Record, documents: Sequence[str]) -> list[Measured]:
    """The figures of some documents, as `of_measured` takes them."""
    return measured_of(record, gathered(record, FIGURES, within=of_documents(documents, kinds=[Kind.FIGURE])))


def of_measured(record: Record, found: Sequence[Measured]) -> Gathered:
    """The topics of figures that were worked out before, with what people judged by now."""
    return _gathered(record, found)


def window(
    record: Record,
    documents: Sequence[str],
    wanted: Filter = FIGURES,
    *,
    start: int = 0,
    words: str | None = None,
) -> Gathered:
    """The figures of some documents out of a list, from the one numbered `start` on.

    So many documents are looked through that there are enough figures to show; `words` are part of what is counted.
    """
    rows: list[StatementRow] = []
    place = start
    for portion in chain(_PORTIONS, repeat(_PORTIONS[-1])):
        some = documents[place : place + portion]
        if not some or len(rows) >= _ENOUGH or place - start > _MOST_DOCUMENTS:
            break
        rows += gathered(record, wanted, within=of_documents(some, kinds=[Kind.FIGURE], words=words))
        place += len(some)
    found = _gathered(record, measured_of(record, rows))
    return replace(found, next=place if place < len(documents) else None)


_PORTIONS = (20, 80, 320, 1_000)
"""Documents that are asked about together, first a few: most filters let something of each through."""
_ENOUGH = 25
_MOST_DOCUMENTS = 1_500
"""Documents that are looked through for one page of figures that a filter seldom lets through."""


def as_of_day(wanted: Filter, day: date | None) -> Filter:
    """The filter, narrowed to reports that were out by a day; without a day all, those without a date too."""
    return wanted if day is None else replace(wanted, published=f"../{day.isoformat()}")


def _gathered(record: Record, found: Sequence[Measured]) -> Gathered:
    known = judged(record)
    return Gathered(by_topic(found, judged=known), tuple(checks(found)), known, len(found))


def measured_of(record: Record, rows: Sequence[StatementRow]) -> list[Measured]:
    """Figures with what their reports tell beside them, and with the words of their sentences; in their order."""
    found: list[Measured] = []
    for some in _by_documents(rows):
        figures = told(record, some)
        beside = _beside(record, {one.document_id for one in figures})
        taken_back = {row.root_id for row in some if row.standing is not Standing.STANDS}
        sentences = _sentences(record, figures)
        found += measured([*figures, *beside], sentences=sentences, taken_back=taken_back)
    return found


_DOCUMENTS = 300
"""Documents whose other statements are held at once."""


def _by_documents(rows: Sequence[StatementRow]) -> Iterator[list[StatementRow]]:
    """The rows in their order, those of one document together, of so many documents at once."""
    some: dict[str, list[StatementRow]] = {}
    for row in rows:
        if row.document_id not in some and len(some) == _DOCUMENTS:
            yield [one for own in some.values() for one in own]
            some = {}
        some.setdefault(row.document_id, []).append(row)
    if some:
        yield [one for own in some.values() for one in own]


def _beside(record: Record, documents: Collection[str]) -> list[Telling]:
    """What else the reports tell, under the names that they give: no judgement of names is asked for."""
    within = of_documents(documents, kinds=_BESIDE)
    return [
        Telling(statement=row.statement, id=row.root_id, document_id=row.document_id, country=row.country)
        for row in gathered(record, Filter(standings=HELD), within=within)
    ]


def _sentences(record: Record, figures: Iterable[Telling]) -> dict[str, str]:
    """The sentence of each figure, by its id."""
    texts: dict[str, str] = {}
    found = {}
    with record.reading() as connection:
        for one in figures:
            if one.document_id not in texts:
                # One text at a time: a report may be a book, and its statements stand together.
                texts = {one.document_id: lines.text_of(connection, one.document_id)}
            text, anchor = texts[one.document_id], one.statement.anchor
            first, last = sentence_at(text, anchor.start, anchor.end)
            found[one.id] = text[first:last].strip()
    return found


class Wanted(NamedTuple):
    """Which topics, and which of their figures, are wanted; what is None lets all through."""

    what: str | None = None
    """Part of the words for what is counted, or of a category: `killed`, `voting centres`."""
    unit: str | None = None
    place: str | None = None
    """Part of the words of a place."""
    in_conflict: bool = False
    """Whether only topics in which figures disagree, or do not add up, are wanted."""


def topics(found: Gathered, wanted: Wanted | None = None) -> list[Topic]:
    """The topics that pass: first where most disagrees, then those with more figures, then the newest."""
    of = wanted or Wanted()
    made = [found.topic(head) for head, figures in found.topics.items() if _passes(head, figures, of)]
    if of.place:
        made = [_of_place(one, found, of.place) for one in made]
    if of.in_conflict:
        made = [one for one in made if one.conflicts or _alarms(one)]
    return sorted(made, key=lambda one: (-_alarms(one), -len(one.open), -len(one.figures)))


def _alarms(one: Topic) -> int:
    return sum(check.outcome is Outcome.ALARM for check in one.checks)


def _of_place(one: Topic, found: Gathered, words: str) -> Topic:
    """A topic with those of its figures that are of a place."""
    own = [each for each in one.figures if _is_of_place(each, words)]
    return topic(one.head, own, found.checks, judged=found.judged)


def _passes(head: Head, figures: Sequence[Measured], wanted: Wanted) -> bool:
    if wanted.unit and wanted.unit.casefold() not in {one.unit.casefold() for one in figures}:
        return False
    if wanted.place and not any(_is_of_place(one, wanted.place) for one in figures):
        return False
    if not wanted.what:
        return True
    part = folded(wanted.what)
    return part in folded(f"{head.unit} {head.words}") or any(_says(one, part) for one in figures)


def _says(one: Measured, part: str) -> bool:
    category = one.counted.category.name if one.counted.category else ""
    return part in folded(f"{category} {one.counted.words}")


def _is_of_place(one: Measured, words: str) -> bool:
    part = folded(words)
    return any(part in folded(where.words) for where in one.places)


def judge(record: Record, left_id: str, right_id: str, *, is_same: bool, by: str, reason: str = "") -> int:
    """The id of the change by which two figures are judged to be one count, or different ones.

    Raises UsageError for what is no figure, and without a reason.
    """
    if not reason.strip():
        raise UsageError("A judgement needs a reason; say why the two are one count, or different ones")
    for id_ in (left_id, right_id):
        with record.reading() as connection:
            found = lines.line_of(connection, id_)
        if not gathered(record, FIGURES, of={found.root_id}):
            raise UsageError(f"Statement {id_!r} is no figure that stands; list them with: veedor figures")
    relation = Relation.SAME_COUNT if is_same else Relation.DIFFERENT_COUNTS
    return pairings.pair(record, left_id, right_id, relation, by=by, reason=reason)
