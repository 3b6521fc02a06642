"""The statements of a record as the tables of the analysis take them: by whom, where, and since when they are told."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from veedor.analysis.telling import Party, Telling
from veedor.codebook.span import Quote
from veedor.codebook.statement import Statement
from veedor.record import arriving
from veedor.record.actors.meant import Meant, meanings
from veedor.record.actors.whom import Joined
from veedor.record.gathered import Within, gathered
from veedor.record.searching.passages import Around
from veedor.record.searching.stories import Stories
from veedor.record.store import Record
from veedor.record.views import StatementRow
from veedor.record.wanted import SETTLED, Filter, State


def tellings(
    record: Record,
    wanted: Filter | None = None,
    *,
    of: Collection[str] | None = None,
    vectors: bool = False,
    within: Within | None = None,
    joined: Joined | None = None,
) -> list[Telling]:
    """The statements that a filter lets through, the newest documents first, in the order of their texts.

    With `of`, only statements of these ids, as they were first found or written; `within` says what else they must
    fulfil. `vectors` are read only where asked for; `joined` is what judgements make one, where that is at hand
    (`whom.Judged`), and asked where not.
    """
    rows = gathered(record, wanted or Filter(), of=of, within=within)
    return told(record, rows, vectors=vectors, joined=joined)


def told(
    record: Record, rows: Sequence[StatementRow], *, vectors: bool = False, joined: Joined | None = None
) -> list[Telling]:
    """The same of statements that are at hand, in their order."""
    documents = {row.document_id for row in rows}
    meant = meanings(record, {row.id: row.document_id for row in rows}, joined=joined)
    first = arriving.first_read(record, documents)
    stories = _stories(record, documents)
    around = Around(record, documents) if vectors else None
    return [
        Telling(
            statement=row.statement,
            id=row.root_id,
            document_id=row.document_id,
            title=row.document,
            publisher=row.publisher,
            published=row.published,
            country=row.country,
            story=stories[row.document_id],
            who=dict(_who(row.statement, meant.get(row.id, {}))),
            vector=around.at(row.document_id, row.statement.anchor.start) if around else None,
            is_reviewed=row.state in SETTLED,
            change_id=_since(row, first),
        )
        for row in rows
    ]


def _stories(record: Record, documents: Collection[str]) -> dict[str, str]:
    """The story that each document prints: one for its carriers and for the versions of either."""
    with record.reading() as connection:
        stories = Stories(connection)
        stories.know(documents)
        return {id_: stories.of(id_) for id_ in documents}


def _since(row: StatementRow, first: Mapping[str, int]) -> int:
    """The change by which a statement came in: a person's own by their decision, any other with its document."""
    if row.state is State.ADDED and row.decision_id is not None:
        return row.decision_id
    return first[row.document_id]


def _who(
    statement: Statement, meant: Mapping[tuple[str, int], Meant]
) -> Iterator[tuple[tuple[int, int], Party]]:
    for (field, place), one in meant.items():
        value: Any = getattr(statement, field)
        quote = value if isinstance(value, Quote) else value[place]
        yield (quote.start, quote.end), Party(*one)
