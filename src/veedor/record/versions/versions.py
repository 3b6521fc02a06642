"""Versions and carriers: what a new document is to those that the record holds, and what follows for its statements.

The older text stays as it is. Its statements are looked for in the newer one by their words and context; what
a person decided goes along where the words stand, and what a publisher takes back is marked, with the note's words.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import BindParameter, Connection, Select, bindparam, func, insert, select

from veedor.documents.corrections import notes
from veedor.documents.document import Document
from veedor.documents.versions import (
    Edition,
    Related,
    Relation,
    compare,
    fingerprint,
    relation,
    same_address,
)
from veedor.errors import UsageError
from veedor.record import adding, changes, current, schema, views
from veedor.record.changes import Verb
from veedor.record.current import is_current, is_superseded
from veedor.record.rows import bounds_of, storable
from veedor.record.versions import kin, withdrawals
from veedor.record.versions.carrying import BY, carry, texts_of
from veedor.record.wanted import Filter, Standing

if TYPE_CHECKING:
    from veedor.record.store import Record

_CLOSEST = 12
"""Candidates that are compared word by word: those with the most bands in common, of the same publisher first. The
story that a hundred papers print needs no hundred comparisons."""


class _Known(NamedTuple):
    """A document of the record beside a new one."""

    id: str
    edition: Edition
    earliest: date | None
    latest: date | None
    is_superseded: bool


_INSERT_BANDS = insert(schema.bands)
"""Made once: making it takes longer than writing the rows."""


def bands_of(text: str) -> tuple[int, ...]:
    """The keys by which near-identical texts are found; slow enough to be made before a transaction."""
    return fingerprint(text).bands


def put_bands(connection: Connection, document_id: str, bands: Iterable[int]) -> None:
    """Write the bands of a document that is new to the record."""
    rows = [{"key": band, "document_id": document_id} for band in dict.fromkeys(bands)]
    if rows:
        connection.execute(_INSERT_BANDS, rows)


def relate(
    connection: Connection,
    document: Document,
    bands: Sequence[int],
    *,
    part_of: int | None,
    among: Collection[str] | None = None,
) -> None:
    """Say what a document that has just been read is to those that are there, and carry statements over.

    The document's reading must be written already, in this transaction. With `among`, it is related to none but these.
    """
    edition = Edition.of(document)
    for known, related in _closest(edition, _candidates(connection, document, bands)):
        is_newer = _is_newer(known, document)
        newer, older = (known.id, document.id) if is_newer else (document.id, known.id)
        if (among is not None and known.id not in among) or _is_related(connection, document.id, known.id):
            continue
        append_relation(connection, newer, older, related, by=BY, part_of=part_of)
        if related.relation is Relation.VERSION:
            carry(connection, newer=newer, older=older, part_of=part_of)


def _is_newer(known: _Known, document: Document) -> bool:
    """Whether of two versions the one that is there is the newer one.

    The later published is; where the dates do not tell, the one that alone has a note on what it said before, and
    else the later to come in.
    """
    own = bounds_of(document.published.value if document.published else None)
    if known.earliest and own[1] and known.earliest > own[1]:
        return True
    if known.latest and own[0] and known.latest < own[0]:
        return False
    return bool(notes(known.edition.text)) and not notes(document.text)


def _is_related(connection: Connection, one: str, other: str) -> bool:
    """Whether something is said of a pair already, either way round.

    So it is of a document that comes in again after its import was taken back: by a person, or by what was read of
    the other one, which would else become the older version of its own older version.
    """
    return any(other in pair[:2] for pair in kin.pairs_of(connection, [one]))


def append_relation(
    connection: Connection,
    document_id: str,
    other_id: str,
    related: Related,
    *,
    by: str,
    reason: str | None = None,
    part_of: int | None = None,
) -> int:
    """The id of the change that says what a document is to another one."""
    change_id = changes.append(
        connection, Verb.RELATE, by, reason=reason, part_of=part_of, document_id=document_id
    )
    row = {
        "change_id": change_id,
        "document_id": document_id,
        "other_id": other_id,
        "relation": str(related.relation),
        "share": related.share,
        "why": storable(related.why),
    }
    connection.execute(insert(schema.relations).values(row))
    return change_id


def _candidates(connection: Connection, document: Document, bands: Sequence[int]) -> Iterator[_Known]:
    """The documents that may be the same story, likeliest first."""
    shared = _sharing(connection, document, bands)
    ids = [*shared, *_of_address(connection, document)]
    if not ids:
        return
    asked = {"ids": ids, "document_id": document.id}
    found = {row.document_id: row for row in connection.execute(_others(), asked)}
    for id_ in dict.fromkeys(ids):
        if id_ in found:
            yield _known(found[id_])


def _sharing(connection: Connection, document: Document, bands: Sequence[int]) -> list[str]:
    """The ids of the few documents that share most bands, those of the same publisher first."""
    # Most share none, which is soon answered.
    asked = {"bands": list(bands), "document_id": document.id}
    if connection.execute(_A_SHARED_BAND, asked).first() is None:
        return []
    return list(connection.scalars(_near(), asked | {"publisher": storable(document.publisher) or ""}))


# Made once, as they are asked of many documents: making a question takes longer than asking it.
_IS_OTHER = (
    schema.bands.c.key.in_(bindparam("bands", expanding=True)),
    schema.bands.c.document_id != bindparam("document_id"),
)
_A_SHARED_BAND = select(schema.bands.c.document_id).where(*_IS_OTHER).limit(1)


@cache
def _near() -> Select[Any]:
    """The ids of the documents that share most bands."""
    table, readings = schema.bands, schema.readings
    shared = (
        select(table.c.document_id, func.count().label("many"))
        .where(*_IS_OTHER)
        .group_by(table.c.document_id)
        .subquery()
    )
    same_publisher = readings.c.publisher == bindparam("publisher", type_=readings.c.publisher.type)
    return (
        select(readings.c.document_id)
        .join(shared, shared.c.document_id == readings.c.document_id)
        .where(is_current(readings))
        .order_by(same_publisher.desc(), shared.c.many.desc(), readings.c.id.desc())
        .limit(_CLOSEST)
    )


@cache
def _others() -> Select[Any]:
    """The current readings of some documents but one, with their texts."""
    readings, documents = schema.readings, schema.documents
    ids: BindParameter[list[str]] = bindparam("ids", expanding=True)
    return (
        select(readings, documents.c.text, is_superseded(readings.c.document_id).label("superseded"))
        .join(documents, documents.c.id == readings.c.document_id)
        .where(
            is_current(readings),
            readings.c.document_id.in_(ids),
            readings.c.document_id != bindparam("document_id"),
        )
    )


def _known(row: Any) -> _Known:
    edition = Edition(row.text, row.publisher, row.address, row.published, row.title)
    return _Known(row.document_id, edition, row.earliest, row.latest, bool(row.superseded))


def _of_address(connection: Connection, document: Document) -> list[str]:
    """Documents of the same page, which may be written in several ways."""
    if not document.address:
        return []
    readings = schema.readings
    # The last part of a path stands in every way to write an address; what it finds is compared exactly.
    last = (storable(document.address) or "").split("#")[0].split("?")[0].rstrip("/").rpartition("/")[2]
    query = select(readings.c.document_id, readings.c.address).where(
        readings.c.address.contains(last, autoescape=True), is_current(readings)
    )
    return [
        row.document_id for row in connection.execute(query) if same_address(row.address, document.address)
    ]


def _closest(edition: Edition, candidates: Iterable[_Known]) -> Iterator[tuple[_Known, Related]]:
    """Of the candidates those to be related to: the newest version, one carrier, and a page reused."""
    best: dict[Relation, tuple[tuple[bool, float], _Known, Related]] = {}
    for known in candidates:
        related = relation(known.edition, edition)
        if related.relation is Relation.DIFFERENT and not same_address(
            known.edition.address, edition.address
        ):
            continue
        rank = (not known.is_superseded, related.share)
        if related.relation not in best or rank > best[related.relation][0]:
            best[related.relation] = (rank, known, related)
    for _, known, related in best.values():
        yield known, related


class Version(NamedTuple):
    """A document beside another one, as its newer or older version, or as another carrier of the same story."""

    document_id: str
    other_id: str
    """The older one of two versions."""
    relation: Relation
    share: float
    """The part of the older text's runs of words that the newer one kept, in [0, 1]."""
    why: str
    by: str
    at: str


def judge(record: Record, document_id: str, other_id: str, verdict: Relation, *, by: str, reason: str) -> int:
    """The id of the change by which a person says what a document is to another one.

    A version's statements are looked for in the newer one, `document_id`; what notes of either take back is marked in
    the other; what was held of the pair the other way
    round no longer counts. Raises UsageError where they are one, or where the newer one is an older version already.
    """
    if document_id == other_id:
        raise UsageError(f"{document_id} is one document; name the other one too")
    with record.writing() as connection:
        for id_ in (document_id, other_id):
            _check_known(connection, record, id_)
        texts = texts_of(connection, (document_id, other_id))
        share = compare(texts[other_id], texts[document_id]).share_of_old
        related = Related(verdict, reason, share)
        change_id = append_relation(connection, document_id, other_id, related, by=by, reason=reason)
        _turn(connection, document_id, other_id, related, by=by, part_of=change_id)
        if verdict is Relation.VERSION:
            carry(connection, newer=document_id, older=other_id, part_of=change_id)
        for id_, text in texts.items():
            withdrawals.withdraw(connection, Document(id=id_, text=text), part_of=change_id)
        return change_id


def _turn(
    connection: Connection, document_id: str, other_id: str, related: Related, *, by: str, part_of: int
) -> None:
    """Put aside that the other document is a version or a carrier of this one: two would be newer than each other."""
    rows = current.relations()
    query = select(rows.c.relation).where(
        rows.c.document_id == other_id,
        rows.c.other_id == document_id,
        rows.c.relation != str(Relation.DIFFERENT),
    )
    if connection.execute(query).first() is not None:
        turned = related._replace(relation=Relation.DIFFERENT)
        append_relation(connection, other_id, document_id, turned, by=by, reason=related.why, part_of=part_of)
    newer = kin.edges_of(connection, [document_id]).newer
    if related.relation is Relation.VERSION and other_id in kin.reached(document_id, newer):
        raise UsageError(
            f"{other_id} is a newer version of {document_id} by way of another one; see: veedor versions {other_id}"
        )


def retract(record: Record, document_id: str, *, by: str, reason: str) -> int:
    """The id of the change that retracts a document; what stands on it shows so until that is taken back."""
    if not reason.strip():
        raise UsageError("A retraction needs a reason; say why nothing should stand on the document")
    with record.writing() as connection:
        _check_known(connection, record, document_id)
        change_id = changes.append(connection, Verb.RETRACT, by, reason=reason, document_id=document_id)
        connection.execute(insert(schema.retractions).values(change_id=change_id, document_id=document_id))
        return change_id


def _check_known(connection: Connection, record: Record, document_id: str) -> None:
    if adding.current_reading(connection, document_id) is None:
        raise UsageError(f"No document {document_id!r} in {record.place}; list them with: veedor documents")


def family(record: Record, document_id: str) -> list[Version]:
    """Every relation that leads to a document: its versions, their versions, and all carriers; oldest first."""
    with record.reading() as connection:
        known, new = {document_id}, {document_id}
        found: dict[tuple[str, str], Version] = {}
        while new:
            rows = [_version(row) for row in connection.execute(_relations_of(new))]
            found |= {row[:2]: row for row in rows}
            near = {id_ for row in rows if row.relation is not Relation.DIFFERENT for id_ in row[:2]}
            new = near - known
            known |= new
    return sorted(found.values(), key=lambda row: (row.at, row.document_id, row.other_id))


def _relations_of(ids: Iterable[str]) -> Any:
    rows, log = current.relations(), schema.changes
    query = select(rows, log.c.by, log.c.at).join(log, log.c.id == rows.c.change_id)
    return query.where(rows.c.document_id.in_(ids) | rows.c.other_id.in_(ids))


def _version(row: Any) -> Version:
    related = Relation(row.relation)
    return Version(row.document_id, row.other_id, related, row.share, row.why, row.by, row.at)


def lost(record: Record, document_id: str | None = None) -> list[views.StatementRow]:
    """The statements of older versions whose words the newer version does not have, of one document or of all."""
    wanted = Filter(document=document_id, standings=frozenset({Standing.LOST}))
    return list(views.statements(record, wanted))
