"""Tables that come back: which rows would add, change or leave a statement, shown first, then done as one change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Any, NamedTuple

from veedor.codebook.labels import Kind
from veedor.codebook.statement import Statement
from veedor.errors import RecordError, UsageError, VeedorError
from veedor.exchange.cells import bare, fields_from, own_cells, own_columns
from veedor.exchange.sheets import Sheet
from veedor.record import changes, views
from veedor.record.changes import Verb
from veedor.record.reviewing import deciding, lines
from veedor.record.reviewing.editing import edited, written
from veedor.record.reviewing.lines import Said
from veedor.record.store import Record
from veedor.record.views import StatementRow
from veedor.record.wanted import SHOWN, Filter


class Fate(StrEnum):
    """What becomes of a row."""

    ADD = "add"
    CHANGE = "change"
    SAME = "same"
    """Nothing in it differs from what the record says."""
    SKIP = "skip"
    """It cannot be taken over, for a reason."""


class Planned(NamedTuple):
    """What would become of one row."""

    kind: Kind
    number: int
    """The row's number in its table, from 2."""
    fate: Fate
    statement_id: str
    """Empty for a new one."""
    document_id: str
    fields: Mapping[str, Any]
    """Those that differ, or those of the new statement."""
    columns: tuple[str, ...] = ()
    """The columns that differ."""
    why: str = ""
    """Why it is skipped."""


def planned(record: Record, sheets: Iterable[Sheet]) -> list[Planned]:
    """What would become of each row, in order; nothing is written."""
    known = _Known(record)
    return [
        _plan(record, known, sheet.kind, number, cells) for sheet in sheets for number, cells in sheet.rows
    ]


def take_back(record: Record, plan: Sequence[Planned], *, by: str, reason: str | None = None) -> int | None:
    """The change that does all that a plan adds and changes, or none of it; None where it does nothing.

    Raises UsageError or Overtaken where something cannot be done any more: plan anew.
    """
    todo = [one for one in plan if one.fate in (Fate.ADD, Fate.CHANGE)]
    if not todo:
        return None
    with record.writing() as connection:
        whole = changes.append(connection, Verb.BATCH, by, reason=reason or "a table that came back")
        said = Said(by, reason, whole)
        for one in todo:
            if one.fate is Fate.CHANGE:
                deciding.correct_fields(connection, one.statement_id, one.fields, said)
            else:
                text = lines.text_of(connection, one.document_id)
                deciding.add(connection, one.document_id, written(one.kind, text, one.fields), said)
        return whole


class _Known:
    """The statements and texts of the documents that rows name, each document asked for once."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self._rows: dict[str, dict[str, StatementRow]] = {}
        self._texts: dict[str, str] = {}
        self.added: set[str] = set()
        """The statements that rows before would add."""

    def rows(self, document_id: str) -> dict[str, StatementRow]:
        if document_id not in self._rows:
            wanted = Filter(document=document_id, states=None, standings=None)
            self._rows[document_id] = {row.id: row for row in views.statements(self._record, wanted)}
        return self._rows[document_id]

    def there(self, document_id: str, id_: str) -> StatementRow | None:
        """The statement in its present form, by the id of that or of its first one; None where there is none."""
        rows = self.rows(document_id)
        return rows.get(id_) or next((row for row in rows.values() if row.root_id == id_), None)

    def text(self, document_id: str) -> str:
        if document_id not in self._texts:
            self._texts[document_id] = views.reading(self._record, document_id).document.text
        return self._texts[document_id]


def _plan(record: Record, known: _Known, kind: Kind, number: int, given: Mapping[str, str]) -> Planned:
    cells = {name: bare(cell) for name, cell in given.items()}
    id_, document_id = cells.get("id", "").strip(), cells.get("document_id", "").strip()
    try:
        if not id_:
            return _added(known, kind, number, document_id, cells)
        return _changed(record, known, kind, number, id_, document_id, cells)
    except RecordError:
        raise
    except VeedorError as error:
        return Planned(kind, number, Fate.SKIP, id_, document_id, {}, why=str(error))
    except ValueError:
        why = "`value` is no number; write 40, or 6..9 for a range"
        return Planned(kind, number, Fate.SKIP, id_, document_id, {}, why=why)


def _added(known: _Known, kind: Kind, number: int, document_id: str, cells: Mapping[str, str]) -> Planned:
    if not document_id:
        raise UsageError("a new row needs `document_id`: the report in which its words stand")
    said = {name: cells[name] for name in own_columns(kind) & cells.keys() if cells[name].strip()}
    fields = fields_from(kind, said, None)
    id_ = written(kind, known.text(document_id), fields).id_in(document_id)
    there = known.there(document_id, id_)
    if there is not None and there.state not in SHOWN:
        raise UsageError(f"the statement is there already, as {there.state}: decide on {id_}")
    if there is not None or id_ in known.added:  # the same table once more, or the same row
        return Planned(kind, number, Fate.SAME, id_, document_id, {})
    known.added.add(id_)
    return Planned(kind, number, Fate.ADD, "", document_id, fields, tuple(sorted(said)))


def _changed(
    record: Record,
    known: _Known,
    kind: Kind,
    number: int,
    id_: str,
    document_id: str,
    cells: Mapping[str, str],
) -> Planned:
    document_id = document_id or _document_of(record, id_)
    row = known.rows(document_id).get(id_)
    corrected = None if row is not None else known.there(document_id, id_)
    if corrected is not None and not any(_differing(corrected.statement, cells)):  # the same table once more
        return Planned(kind, number, Fate.SAME, id_, document_id, {})
    if row is None:
        raise UsageError("the record says something else there now; export it anew and change that")
    if row.statement.kind is not kind:
        raise UsageError(f"it is no {kind} but a {row.statement.kind}; put it into that table")
    said = dict(_differing(row.statement, cells))
    fields = fields_from(kind, said, row.statement)
    if not said or edited(row.statement, known.text(document_id), fields) == row.statement:
        return Planned(kind, number, Fate.SAME, id_, document_id, {})
    return Planned(kind, number, Fate.CHANGE, id_, document_id, fields, tuple(sorted(said)))


def _differing(statement: Statement, cells: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for name, before in own_cells(statement).items():
        if name in cells and _folded(cells[name]) != _folded(str(before)):
            yield name, cells[name]


def _folded(cell: str) -> str:
    """A cell without what programs for tables change by themselves: line ends, space at the ends."""
    return cell.replace("\r\n", "\n").strip()


def _document_of(record: Record, statement_id: str) -> str:
    with record.reading() as connection:
        return lines.line_of(connection, statement_id).document_id
