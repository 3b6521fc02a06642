"""Tables as CSV and XLSX: one table for each kind of statement, and back as rows of texts."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO, Any, NamedTuple

from veedor.codebook.labels import Kind
from veedor.errors import UsageError
from veedor.exchange.cells import ABOUT, columns, guarded, own_columns

CSV, XLSX = ".csv", ".xlsx"
_LONGEST_CELL = 32_767
"""Characters that a cell of a workbook holds, by its specification."""
_LARGEST = 300_000_000
"""Bytes of an unpacked workbook: a small file may unpack to one that fills the memory."""
csv.field_size_limit(10_000_000)


class Sheet(NamedTuple):
    """A table that came in."""

    kind: Kind
    rows: list[tuple[int, dict[str, str]]]
    """The number of each row in its table, from 2, and its cells as texts."""


def write_csv(kind: Kind, rows: Iterable[Mapping[str, Any]], to: IO[str]) -> int:
    """How many rows were written: UTF-8 with a mark at its beginning, by which Excel knows the encoding."""
    to.write("\ufeff")
    writer = csv.DictWriter(to, columns(kind), lineterminator="\r\n")
    writer.writeheader()
    many = 0
    for row in rows:
        writer.writerow({name: guarded(cell) for name, cell in row.items()})
        many += 1
    return many


def write_xlsx(tables: Iterable[tuple[Kind, Iterable[Mapping[str, Any]]]], to: IO[bytes]) -> int:
    """How many rows were written, into one workbook with a sheet for each kind; rows are not held in memory."""
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell

    book = Workbook(write_only=True)
    many = 0
    for kind, rows in tables:
        sheet = book.create_sheet(f"{kind}s")
        sheet.freeze_panes = "B2"
        sheet.append(columns(kind))
        for row in rows:
            made = []
            for name in columns(kind):
                cell = WriteOnlyCell(sheet, _storable(guarded(row[name])))
                if isinstance(row[name], str):
                    cell.data_type = "s"  # else what looks like an error value or a date becomes one
                made.append(cell)
            sheet.append(made)
            many += 1
    book.save(to)
    return many


def _storable(cell: Any) -> Any:
    """A cell as a workbook may hold it: XML has no control characters, and a cell has a longest length."""
    if not isinstance(cell, str):
        return cell
    kept = "".join(
        c if c in "\t\n\r" or (ord(c) >= 0x20 and ord(c) not in (0xFFFE, 0xFFFF)) else " " for c in cell
    )
    return kept if len(kept) <= _LONGEST_CELL else kept[: _LONGEST_CELL - 1] + "…"


def read_sheets(path: Path) -> list[Sheet]:
    """The tables of a file; UsageError where it is none, or has columns that no kind has."""
    return [_sheet(name, rows) for name, rows in tables(path) if rows]


def tables(path: Path) -> list[tuple[str, list[list[str]]]]:
    """The tables of a file with their names, each a list of rows of texts; UsageError where it holds none."""
    try:
        return list(_xlsx(path) if path.suffix.lower() == XLSX else _csv(path))
    except OSError as error:
        raise UsageError(f"{path} cannot be read ({error.strerror})") from error


def _csv(path: Path) -> Iterator[tuple[str, list[list[str]]]]:
    try:
        text = path.read_bytes().decode("utf-8-sig")
        head = text[:20_000].split("\n", 1)[0]
        # Of those that are as many the comma, as names of columns seldom have one.
        between = max(",;\t", key=head.count)
        yield path.name, list(csv.reader(io.StringIO(text, newline=""), delimiter=between))
    except UnicodeDecodeError as error:
        raise UsageError(f"{path.name} is not UTF-8; save it as `CSV UTF-8`") from error
    except csv.Error as error:
        raise UsageError(f"{path.name} is no table that can be read ({error}); export it anew") from error


def _xlsx(path: Path) -> Iterator[tuple[str, list[list[str]]]]:
    import openpyxl
    from openpyxl.utils.exceptions import InvalidFileException

    _check_size(path)
    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, TypeError) as error:
        raise UsageError(f"{path.name} is no workbook that can be read; save it as .xlsx anew") from error
    try:
        for sheet in book.worksheets:
            yield sheet.title, [[_text(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]
    finally:
        book.close()


def _check_size(path: Path) -> None:
    try:
        with zipfile.ZipFile(path) as packed:
            size = sum(one.file_size for one in packed.infolist())
    except zipfile.BadZipFile as error:
        raise UsageError(f"{path.name} is no workbook; save it as .xlsx anew") from error
    if size > _LARGEST:
        raise UsageError(f"{path.name} unpacks to {size // 1_000_000} MB, more than a table of statements")


def _text(cell: Any) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return cell.isoformat()[:10] if hasattr(cell, "isoformat") else str(cell)


def _sheet(name: str, rows: Sequence[Sequence[str]]) -> Sheet:
    head = [cell.strip() for cell in rows[0]]
    kind = _kind_of(head, name)
    found = []
    for number, row in enumerate(rows[1:], start=2):
        cells = {column: row[place] if place < len(row) else "" for place, column in enumerate(head)}
        if any(cell.strip() for cell in cells.values()):
            found.append((number, cells))
    return Sheet(kind, found)


def _kind_of(head: Sequence[str], name: str) -> Kind:
    """The kind whose columns stand in the head: those that came out, some of them, in any order."""
    given = [column for column in head if column]
    if len(set(given)) < len(given):
        raise UsageError(f"{name}: a column stands twice in the head; leave one out")
    fitting = [kind for kind in Kind if set(given) <= set(columns(kind)) and set(given) & own_columns(kind)]
    if len(fitting) > 1:
        fitting = [kind for kind in fitting if name.lower().startswith(str(kind))] or fitting
    if not fitting or not {"id", "document_id"} & set(given):
        raise UsageError(
            f"{name}: the first row is not the head of a table of statements; it needs `id`, or `{ABOUT[1]}` for "
            "new rows, and columns of one kind as they came out"
        )
    return fitting[0]
