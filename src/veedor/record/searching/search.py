"""Search: passages by their words, by their meaning, or by both, and what they say.

Ranking knows nothing of who may see what or of filters: it puts all passages in an order. Then the best are looked
at, a few, then more, until enough of them pass. So a filter costs little, and a page further down shows what
follows the page before.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import Connection, Select, and_, func, select

from veedor.errors import UsageError
from veedor.record import schema, views
from veedor.record.filters import among
from veedor.record.searching import search_index
from veedor.record.searching.candidates import MOST, Candidates, Carrier
from veedor.record.searching.stories import Stories
from veedor.record.searching.terms import Query, Snippet, parse_query, snippet
from veedor.record.views import StatementRow
from veedor.record.wanted import STANDING, Filter, How, Standing

if TYPE_CHECKING:  # numpy is needed for meanings alone
    from veedor.record.searching.fusion import Ranking
    from veedor.record.store import Record

_LOOKS = ((4, 2_000), (40, MOST))
"""How many of the best passages are looked at first and second: so many times those wanted, at most so many. Then
all are."""
_WIDTH = 160
"""Characters of a snippet: two lines of a terminal."""


class Ranks(NamedTuple):
    """Where a passage stands among all, from 1; None where it is not ranked so."""

    words: int | None
    meaning: int | None


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that was found."""

    document_id: str
    title: str | None
    """The document's title, else its file's name."""
    publisher: str | None
    published: str | None
    """EDTF; None where nothing shows it."""
    standing: Standing
    """The document's: it stands, is superseded, or is retracted."""
    start: int
    """First character, in the document, of the first words that the snippet marks; of the passage without any."""
    end: int
    """One past the last."""
    passage: tuple[int, int]
    """First character of the passage in the document, and one past its last."""
    snippet: Snippet
    """What to show; its `start` counts in the document."""
    score: float
    """By words BM25 (SQLite) or cover density (PostgreSQL), by meaning the cosine, by both what `fusion.py` gives:
    greater is better, and comparable within one search."""
    ranks: Ranks
    statements: tuple[StatementRow, ...]
    """What the passage says, as far as the filter lets it through, in the order of the text."""
    also: tuple[Carrier, ...]
    """The other documents that print the story, none of which has a hit of its own."""


class _Ranked(NamedTuple):
    """All passages that come into question."""

    ids: Sequence[int]
    """Best first."""
    scores: Sequence[float]
    by_words: Sequence[int] = ()
    """The passages that have the words, best first; empty where words were not looked for."""
    by_meaning: Sequence[int] = ()


def search(
    record: Record,
    words: str | None,
    *,
    meaning: bytes | None = None,
    wanted: Filter | None = None,
    by: How = How.WORDS,
    limit: int = 20,
    offset: int = 0,
    outdated: bool = False,
) -> list[Hit]:
    """The passages that are found, best first: of all, those numbered `[offset, offset + limit)`.

    A passage passes `wanted` if a statement whose anchor is in it does, or, where only its document is asked for,
    if that does. A story that several documents print is shown once.

    Args:
        record: The record to look into.
        words: What to look for: all of `words`, `"a phrase"`, `begin*`, `one OR other`, none of `-without`. By
            meaning they are only marked where they stand, and may be None.
        meaning: The question's vector, as `Reader.vector` gives it.
        wanted: Which statements or documents a passage must hold or belong to.
        by: Whether words, meaning, or both decide.
        limit: How many passages at most, in [1, 5000].
        offset: How many to leave out at the beginning.
        outdated: Whether documents that have a newer version or are retracted are looked into as well.

    Raises:
        UsageError: There is nothing to look for, or `limit` is out of its bounds.
        ModelError: The question's vector is of another model than the passages'.

    """
    query = _query(words, by)
    if not 1 <= limit <= MOST:
        raise UsageError(
            f"A search shows 1 to {MOST} passages, not {limit}; ask for them in pages, with offset"
        )
    wanted = wanted or Filter()
    if outdated and wanted.standings == STANDING:
        wanted = replace(wanted, standings=None)
    many = offset + limit
    with record.reading() as connection:
        stories, seen = Stories(connection), Candidates(connection, wanted, outdated)
        ranked = _ranked(record, connection, query, meaning, by, most=_looked_at(many))
        found = list(_first(ranked, seen, stories, many))
        if len(found) < many and len(ranked.ids) >= _looked_at(many):
            ranked = _ranked(record, connection, query, meaning, by, most=None)
            found = list(_first(ranked, seen, stories, many))
        found = found[offset:]
        return list(_hits(connection, found, ranked, seen, stories, query)) if found else []


def _query(words: str | None, by: How) -> Query | None:
    if by is How.MEANING:
        try:
            return parse_query(words or "")
        except UsageError:
            return None  # the vector is what is asked; there is only nothing to mark
    if not words:
        raise UsageError("There is no word to look for; write some, or look by meaning")
    return parse_query(words)


# --- ranking -----------------------------------------------------------------------------------------------------


def _ranked(
    record: Record,
    connection: Connection,
    query: Query | None,
    meaning: bytes | None,
    by: How,
    *,
    most: int | None,
) -> _Ranked:
    """The passages in their order, or so many of the first: all take time, and few are looked at."""
    if by is How.WORDS and query is not None:
        ids, scores = search_index.ranked(connection, query, most=most)
        return _Ranked(ids, scores, by_words=ids)
    if meaning is None:
        raise UsageError("To look by meaning a vector is needed; take it from Reader.vector")
    from veedor.record.searching import fusion

    if by is How.MEANING or query is None:
        near = _nearest(record, connection, meaning, most)
        ids = near.ids.tolist()
        return _Ranked(ids, near.scores.tolist(), by_meaning=ids)
    # The same beginnings whatever is asked for, so that pages follow each other.
    near = _nearest(record, connection, meaning, None if most is None else MOST)
    said = fusion.ranking(*search_index.ranked(connection, query, most=MOST))
    both = fusion.fused_beginnings(said, near, MOST)
    return _Ranked(both.ids.tolist(), both.scores.tolist(), said.ids.tolist(), near.ids.tolist())


def _nearest(record: Record, connection: Connection, meaning: bytes, most: int | None) -> Ranking:
    from veedor.record.searching import search_vectors

    # Whoever comes second makes the same of the same rows: nothing is lost if both do.
    record.vectors = search_vectors.refreshed(connection, record.vectors or search_vectors.NONE)
    return search_vectors.nearest(record.vectors, meaning, most=most)


# --- the first of them -------------------------------------------------------------------------------------------


def _first(ranked: _Ranked, seen: Candidates, stories: Stories, many: int) -> Iterator[Any]:
    """The rows of the best passages that may be seen, so many at most, each story in one document alone."""
    shown: dict[str, str] = {}
    given = 0
    for part, rows in _looks(ranked.ids, seen, many):
        stories.know({row.document_id for row in rows.values()})
        for row in (rows[id_] for id_ in part if id_ in rows):
            if given == many:
                return
            if shown.setdefault(stories.of(row.document_id), row.document_id) == row.document_id:
                given += 1
                yield row
        if given == many:
            return


def _looked_at(many: int) -> int:
    """How many passages are looked at before all are."""
    return sum(min(times * many, most) for times, most in _LOOKS)


def _looks(ids: Sequence[int], seen: Candidates, many: int) -> Iterator[tuple[Sequence[int], dict[int, Any]]]:
    """The ranked passages in parts, each with the rows of those in it that may be seen."""
    looked = 0
    for times, most in _LOOKS:
        part = ids[looked : looked + min(times * many, most)]
        if part:
            yield part, seen.among(part)
        looked += len(part)
    if looked < len(ids):
        yield ids[looked:], seen.among(None)


# --- what is shown of them ---------------------------------------------------------------------------------------


def _hits(
    connection: Connection,
    rows: Sequence[Any],
    ranked: _Ranked,
    seen: Candidates,
    stories: Stories,
    query: Query | None,
) -> Iterator[Hit]:
    ids = {row.id for row in rows}
    texts, said = _texts(connection, ids), _said(connection, rows, seen.wanted)
    carriers = seen.carriers({other for row in rows for other in stories.others(row.document_id)})
    places = _ranks(ranked.ids, ids)
    words, meaning = _ranks(ranked.by_words, ids), _ranks(ranked.by_meaning, ids)
    for row in rows:
        shown = _shown(texts[row.id], query, row.start)
        start, end = _opens_at(shown, row)
        yield Hit(
            document_id=row.document_id,
            title=row.title,
            publisher=row.publisher,
            published=row.published,
            standing=Standing(row.standing),
            start=start,
            end=end,
            passage=(row.start, row.end),
            snippet=shown,
            score=ranked.scores[places[row.id] - 1],
            ranks=Ranks(words.get(row.id), meaning.get(row.id)),
            statements=tuple(one for one in said.get(row.document_id, ()) if _is_in(one, row)),
            also=tuple(carriers[id_] for id_ in sorted(stories.others(row.document_id)) if id_ in carriers),
        )


def _ranks(order: Sequence[int], ids: Collection[int]) -> dict[int, int]:
    """The rank, from 1, of those of the passages that are in the order."""
    return {id_: rank for rank, id_ in enumerate(order, 1) if id_ in ids}


def _texts(connection: Connection, ids: Collection[int]) -> dict[int, str]:
    """The text of each passage."""
    passages, documents = schema.passages, schema.documents
    text = func.substr(documents.c.text, passages.c.start + 1, passages.c.end - passages.c.start)
    query = select(passages.c.id, text.label("text")).join(
        documents, documents.c.id == passages.c.document_id
    )
    return {row.id: row.text for row in connection.execute(query.where(passages.c.id.in_(ids)))}


def _said(connection: Connection, rows: Sequence[Any], wanted: Filter) -> dict[str, list[StatementRow]]:
    """By document, the statements in any of the passages that pass the filter."""
    found = defaultdict(list)
    # What becomes of a statement is asked only of those that stand there: it takes longer than all else.
    if ids := connection.scalars(_within([row.id for row in rows])).all():
        for row in views.statements_in(connection, wanted, within=lambda of: (among(of.c.id, ids),)):
            found[row.document_id].append(row)
    return found


def _within(passage_ids: Sequence[int]) -> Select[Any]:
    """The ids of the statements whose anchors lie in one of the passages, whatever became of them."""
    passages, statements = schema.passages, schema.statements
    is_in = and_(
        passages.c.document_id == statements.c.document_id,
        passages.c.start <= statements.c.start,
        statements.c.end <= passages.c.end,
    )
    query = select(statements.c.id).distinct().join(passages, is_in)
    return query.where(passages.c.id.in_(passage_ids))


def _is_in(said: StatementRow, passage: Any) -> bool:
    anchor = said.statement.anchor
    return bool(passage.start <= anchor.start and anchor.end <= passage.end)


def _shown(text: str, query: Query | None, start: int) -> Snippet:
    """What to show of a passage that begins at `start`, counted in the document."""
    if query is None:
        return Snippet(_beginning(text), (), start)
    found = snippet(text, query, width=_WIDTH)
    return found._replace(start=found.start + start)


def _beginning(text: str) -> str:
    """At most `_WIDTH` characters, whole words where possible."""
    if len(text) <= _WIDTH:
        return text
    return text[: _WIDTH + 1].rpartition(" ")[0] or text[:_WIDTH]


def _opens_at(shown: Snippet, row: Any) -> tuple[int, int]:
    if not shown.marks:
        return row.start, row.end
    first, last = shown.marks[0]
    return shown.start + first, shown.start + last
