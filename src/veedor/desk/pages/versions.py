"""A document among its versions and carriers: what changed between two, what became of the statements, who says so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from veedor.desk.around import text_of
from veedor.desk.asking import Action, Ask, Done, Page, Raw
from veedor.desk.cards import Card, cards_of
from veedor.desk.pages.deciding import with_done
from veedor.desk.side_by_side import Differences, differences
from veedor.desk.texts import text
from veedor.documents.anchors import How
from veedor.documents.versions import Relation
from veedor.errors import UsageError
from veedor.record import views
from veedor.record.versions import kin, versions
from veedor.record.versions.kin import DocumentAccount
from veedor.record.versions.outcomes import outcomes
from veedor.record.versions.versions import Version
from veedor.record.views import DocumentRow
from veedor.record.wanted import Filter

_LISTED = 30
"""Statements of each sort that are listed."""


class Member(NamedTuple):
    """A document of the family."""

    document: DocumentRow
    told: DocumentAccount
    relation: Version | None
    """What it is to the document that the page is about, where that is said of the two themselves."""
    words: str
    """The same in words."""


class Carried(NamedTuple):
    """What became of the statements of an older version in a newer one."""

    kept: int
    """They stand in the newer version."""
    changed: tuple[Card, ...]
    """Their words stand, but the newer version does not say quite the same."""
    lost: tuple[Card, ...]
    """Their words are gone."""
    many_changed: int
    many_lost: int


@dataclass(frozen=True, slots=True)
class Compared:
    """Two documents beside each other."""

    old: DocumentRow
    new: DocumentRow
    is_version: bool
    """Whether one is a version of the other, as the record has it."""
    differences: Differences
    carried: Carried | None
    """None where neither is a version of the other."""


@dataclass(frozen=True, slots=True)
class Versions:
    """A document among its kin."""

    document: DocumentRow
    told: DocumentAccount
    family: tuple[Member, ...]
    compared: Compared | None
    """None where there is no other document to compare with."""
    is_inline: bool
    is_whole: bool


def load(ask: Ask) -> Versions:
    """The document's family, and one other document compared with it."""
    record, id_ = ask.record, ask.path["id"]
    relations = versions.family(record, id_)
    ids = list(dict.fromkeys([id_, *(one for row in relations for one in row[:2])]))
    other = _other(ask, id_)
    rows = {row.id: row for row in views.documents(record, of=[*ids, *([other] if other else [])])}
    if id_ not in rows:
        raise UsageError(text("There is no such document"))
    told = kin.of_documents(record, [one for one in ids if one in rows])
    members = tuple(
        _member(rows[one], told[one], id_, relations) for one in ids if one in rows and one != id_
    )
    other = other or _nearest(id_, told[id_], relations)
    is_whole = ask.word("whole") is not None
    compared = _compared(ask, rows, (id_, other), relations, is_whole=is_whole) if other in rows else None
    return Versions(rows[id_], told[id_], members, compared, ask.word("view") != "sides", is_whole)


def _other(ask: Ask, id_: str) -> str | None:
    """The document to compare with that somebody named, by its id, the beginning of one, or its file's name."""
    said = ask.word("with")
    if said is None:
        return None
    other = views.find(ask.record, said)
    if other == id_:
        raise UsageError(text("That is this document itself; name another one"))
    return other


def _nearest(id_: str, told: DocumentAccount, relations: Sequence[Version]) -> str | None:
    """The document to compare with where none is named: the version before, else the next one, else any."""
    near = [*told.older[:1], *([told.newest] if told.newest else []), *told.carriers[:1]]
    beside = [one for row in relations for one in row[:2] if id_ in row[:2] and one != id_]
    return next(iter([*(one.id for one in near), *beside]), None)


def _member(row: DocumentRow, told: DocumentAccount, id_: str, relations: Sequence[Version]) -> Member:
    own = next((one for one in relations if {one.document_id, one.other_id} == {row.id, id_}), None)
    if own is None:
        return Member(row, told, None, text("by way of another one"))
    words = {
        Relation.VERSION: text("newer version") if own.document_id == row.id else text("older version"),
        Relation.CARRIER: text("same wire story"),
        Relation.DIFFERENT: text("different"),
    }[own.relation]
    return Member(row, told, own, words)


def _compared(
    ask: Ask,
    rows: dict[str, DocumentRow],
    pair: tuple[str, str | None],
    relations: Sequence[Version],
    *,
    is_whole: bool,
) -> Compared:
    one, other = pair[0], str(pair[1])
    old, new = _in_time(rows[one], rows[other], relations)
    is_version = any(
        (row.document_id, row.other_id, row.relation) == (new.id, old.id, Relation.VERSION)
        for row in relations
    )
    # What is asked for again and again is kept: comparing two books takes a while.
    found = ask.desk.memory.until_reading(
        ask.record,
        ("differences", old.id, new.id, is_whole),
        lambda: differences(text_of(ask.record, old.id), text_of(ask.record, new.id), whole=is_whole),
    )
    carried = _carried(ask, old.id, new.id) if is_version else None
    return Compared(old, new, is_version, found, carried)


def _in_time(
    one: DocumentRow, other: DocumentRow, relations: Sequence[Version]
) -> tuple[DocumentRow, DocumentRow]:
    """The older and the newer one: as the record has it, else by their dates, else as they came in."""
    for row in relations:
        if row.relation is Relation.VERSION and {row.document_id, row.other_id} == {one.id, other.id}:
            return (other, one) if row.document_id == one.id else (one, other)
    first = (one.published or "9", one.read_at) <= (other.published or "9", other.read_at)
    return (one, other) if first else (other, one)


def _carried(ask: Ask, old: str, new: str) -> Carried:
    became = outcomes(ask.record, newer=new, older=old)
    rows = list(views.statements(ask.record, Filter(document=old, standings=None)))
    sorts: dict[str, list[views.StatementRow]] = {"kept": [], "changed": [], "lost": []}
    for row in rows:
        outcome = became.get(row.root_id)
        if outcome is not None:
            sort = "lost" if outcome.how is How.LOST else "kept" if outcome.becomes else "changed"
            sorts[sort].append(row)
    changed, lost = (tuple(cards_of(ask.record, sorts[name][:_LISTED])) for name in ("changed", "lost"))
    return Carried(len(sorts["kept"]), changed, lost, len(sorts["changed"]), len(sorts["lost"]))


# --- what people do ----------------------------------------------------------------------------------------


def judge(ask: Ask) -> Done:
    """Say what a document is to another one."""
    id_, other = ask.path["id"], ask.needed("other")
    said = ask.needed("verdict")
    verdict = next((one for one in Relation if one == said), None)
    if verdict is None:
        raise UsageError(text("Two documents are versions, carriers of one story, or different"))
    reason = ask.word("reason")
    if reason is None:
        raise UsageError(text("Say why, in a few words, so that others can follow"))
    newer = id_ if verdict is not Relation.VERSION else ask.word("newer") or id_
    if newer not in (id_, other):
        raise UsageError(text("One of the two is the newer one"))
    older = other if newer == id_ else id_
    made = versions.judge(ask.record, newer, older, verdict, by=ask.person.name, reason=reason)
    return _done(ask, made, text("You judged how documents belong together."), other)


def retract(ask: Ask) -> Done:
    """Retract a document, with a reason."""
    made = versions.retract(ask.record, ask.path["id"], by=ask.person.name, reason=ask.word("reason") or "")
    return _done(ask, made, text("You retracted a document."), None)


def _done(ask: Ask, change_id: int, said: str, other: str | None) -> Done:
    address = ask.to("versions", id=ask.path["id"], **{"with": other})
    return Done(with_done(address, change_id), said, {"change_id": change_id})


ANSWERS: tuple[Page | Action | Raw, ...] = (
    Page("versions", "/documents/{id}/versions", load, "versions.html"),
    Action("judge-versions", "/documents/{id}/judge", judge),
    Action("retract", "/documents/{id}/retract", retract),
)
