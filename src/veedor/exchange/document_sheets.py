"""A spreadsheet of documents: one to a row, with its text or the name of a file beside the sheet, read as any other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

from veedor.documents.load import Loaded, load_all
from veedor.errors import DocumentError, RecordError, UnreadableDocument, UsageError, VeedorError
from veedor.exchange.cells import bare
from veedor.exchange.event_rows import day_of
from veedor.exchange.sheets import tables
from veedor.gazetteers.tables import read_table
from veedor.pipeline import Outcome, take_in_files
from veedor.record import views
from veedor.record.store import Record, Run

if TYPE_CHECKING:
    from veedor.reading.reader import Reader

FIELDS = ("title", "publisher", "date", "address", "text", "file", "language")
"""What a row may say of its document; it needs `text` or `file`."""
_ENGLISH = frozenset({"english", "eng", "en-us", "en-gb"})


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A row as the sheet has it, by fields."""

    number: int
    """From 2, in the table it stands in."""
    said: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class DocumentSheet:
    """A spreadsheet of documents."""

    path: Path
    rows: tuple[DocumentRow, ...]
    publisher: str | None = None
    """Of the rows that name none."""
    unused: tuple[str, ...] = ()
    """Columns that say nothing that is kept of a document."""


class PlannedDocument(NamedTuple):
    """What would become of a row."""

    number: int
    fate: str
    """`add`, `same` (the record has it) or `skip`."""
    title: str
    why: str = ""
    """Why it is skipped."""


def fields_of(head: Sequence[str], mapped: Mapping[str, str] | None = None) -> dict[int, str]:
    """Which field each column tells, by its place; `mapped` says so by the column's name, and beats the usual names.

    Raises UsageError where a mapped column is not there, or its field is none, or two columns tell one field by it.
    """
    wished = {column.strip().casefold(): field.strip() for column, field in (mapped or {}).items()}
    names = [name.strip().casefold() for name in head]
    for column, field in wished.items():
        if column not in names or field not in FIELDS:
            raise UsageError(
                "--map names a column that the first row does not have, or a field that documents do not have; "
                f"write COLUMN=FIELD with one of: {', '.join(FIELDS)}"
            )
    if len(set(wished.values())) < len(wished):
        raise UsageError("--map gives two columns one field; name one of them")
    found = {names.index(column): field for column, field in wished.items()}
    for place, name in enumerate(names):
        usual = _usual().get(name)
        if usual is not None and name not in wished and usual not in found.values():
            found[place] = usual
    return found


def is_of_documents(head: Sequence[str]) -> bool:
    """Whether the first row is the head of a spreadsheet of documents: it tells their texts or files."""
    return bool({"text", "file"} & set(fields_of(head).values()))


def read_documents(
    path: Path, *, mapped: Mapping[str, str] | None = None, publisher: str | None = None
) -> DocumentSheet:
    """The rows of the first table that has any; UsageError where no column tells texts or files."""
    rows = next((rows for _, rows in tables(path) if rows), [])
    head = rows[0] if rows else []
    fields = fields_of(head, mapped)
    if not {"text", "file"} & set(fields.values()):
        raise UsageError(
            f"{path.name}: no column holds the documents' texts or files; name it with --map COLUMN=text"
        )
    found = []
    for number, cells in enumerate(rows[1:], start=2):
        said = {fields[place]: bare(cell).strip() for place, cell in enumerate(cells) if place in fields}
        if any(cell.strip() for cell in cells):
            found.append(DocumentRow(number, {field: cell for field, cell in said.items() if cell}))
    unused = tuple(name for place, name in enumerate(head) if place not in fields and name.strip())
    return DocumentSheet(path, tuple(found), publisher, unused)


def planned(record: Record | None, sheet: DocumentSheet) -> list[PlannedDocument]:
    """What would become of each row; the files are loaded, nothing is read by the reader, nothing written."""
    seen: dict[str, int] = {}
    return [_planned(record, sheet, row, seen) for row in sheet.rows]


def take_in(
    record: Record, sheet: DocumentSheet, reader: Reader, *, by: str, reason: str | None = None
) -> Iterator[tuple[int, Outcome, int | None]]:
    """The number of each row, what became of its document, and the one change with which all are taken back."""
    run = Run(by, reason or "a spreadsheet of documents")
    rows = {Path(f"{sheet.path.name}, row {row.number}"): row for row in sheet.rows}
    for outcome in take_in_files(rows, lambda file: load_row(sheet, rows[file]), reader, record, run=run):
        yield rows[outcome.file].number, outcome, run.id


def load_row(sheet: DocumentSheet, row: DocumentRow) -> Loaded:
    """The documents of a row, mostly one; a VeedorError says why there is none."""
    if "file" in row.said:
        return _described(sheet, row, _beside(sheet, row.said["file"]), None)
    if "text" not in row.said:
        raise UnreadableDocument(f"row {row.number} has neither a text nor a file; fill one in")
    with TemporaryDirectory() as folder:
        path = Path(folder, "text.txt")
        path.write_text(row.said["text"], encoding="utf-8", errors="replace", newline="")
        return _described(sheet, row, path, sheet.path.name)


def _described(sheet: DocumentSheet, row: DocumentRow, path: Path, file: str | None) -> Loaded:
    said = row.said
    date = said.get("date")
    loaded = load_all(
        path,
        publisher=said.get("publisher") or sheet.publisher,
        dated=(day_of(date) or date) if date else None,
        title=" ".join(said["title"].split()) if "title" in said else None,
        language=_code(said.get("language", "")),
    )
    told = (
        replace(one, address=said.get("address") or one.address, file=file or one.file)
        for one in loaded.documents
    )
    return Loaded(tuple(told), loaded.refused)


def _beside(sheet: DocumentSheet, name: str) -> Path:
    """The file that a row names, which lies in the sheet's folder or below it."""
    folder = sheet.path.absolute().parent.resolve()
    try:
        path = (folder / name).resolve()
    except (OSError, ValueError) as error:
        raise UnreadableDocument("the file's name cannot be one; write it as it is on the disk") from error
    # A sheet comes from others: it may not have any file of this machine read.
    if not path.is_relative_to(folder):
        raise UnreadableDocument(
            "the file is not beside the sheet; move it there, and name it without its folder"
        )
    return path


def _code(language: str) -> str | None:
    """The code of a language as sheets give it; None where it is better guessed from the text."""
    said = language.casefold()
    if said in _ENGLISH:
        return "en"
    return said if len(said) == 2 and said.isascii() and said.isalpha() else None


def _planned(
    record: Record | None, sheet: DocumentSheet, row: DocumentRow, seen: dict[str, int]
) -> PlannedDocument:
    title = row.said.get("title", "")
    try:
        loaded = load_row(sheet, row)
        if not loaded.documents:
            raise loaded.refused[0] if loaded.refused else DocumentError("it holds no document; leave it out")
    except RecordError:
        raise
    except VeedorError as error:
        return PlannedDocument(row.number, "skip", title, str(error))
    document = loaded.documents[0]
    title = document.title or title
    if document.id in seen:
        return PlannedDocument(row.number, "skip", title, f"row {seen[document.id]} holds the same text")
    seen[document.id] = row.number
    is_held = record is not None and bool(list(views.documents(record, of={document.id})))
    return PlannedDocument(row.number, "same" if is_held else "add", title)


@cache
def _usual() -> dict[str, str]:
    return {row["column"]: row["field"] for row in read_table("veedor.exchange", "document_columns")}
