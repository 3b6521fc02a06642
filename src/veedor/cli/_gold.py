"""Files of annotated reports, a person's or a machine's: what they hold, and what is wrong with them."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from veedor.codebook.labels import EventType, Kind, Stance
from veedor.codebook.scoring import Plain, check, spans_of
from veedor.codebook.when import bounds
from veedor.documents.folders import files_below
from veedor.errors import DateError, StatementError, UsageError

if TYPE_CHECKING:  # slow to import
    from veedor.reading.reader import Reader

FORM = "an object with `document` and `statements`, a list of them, or one on each line"
Report = dict[str, Any]
_SUFFIXES = (".json", ".jsonl")
_CLOSED = {Kind.EVENT: ("type", frozenset(EventType)), Kind.POSITION: ("stance", frozenset(Stance))}
_NAMED_FAULTS = 5
"""Faults of a file that a message names; it counts the others."""


@dataclass(frozen=True, slots=True)
class Annotated:
    """A report with its statements, and the file that they stand in."""

    file: Path
    document: Mapping[str, Any]
    statements: Sequence[Plain]

    @property
    def text(self) -> str:
        """The report's text; empty where the file leaves it out."""
        return str(self.document.get("text") or "")

    @property
    def id(self) -> str:
        """What the report is called, by its own id or the file's name."""
        return str(self.document.get("id") or self.file.stem)

    @property
    def published(self) -> str | None:
        """When it was published, as EDTF, where the file says so."""
        value = self.document.get("published")
        return str(value) if value else None


def reports(file: Path) -> list[Report]:
    """The reports of a file, in any of the three forms, or of a pipe, `-`; UsageError for another."""
    try:
        text = sys.stdin.read() if file == Path("-") else file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{file} cannot be read as text; name a JSON file") from error
    try:
        plain = _decoded(text)
    except json.JSONDecodeError as error:
        raise UsageError(f"{file} is not JSON (line {error.lineno}); it should hold {FORM}") from error
    found = plain if isinstance(plain, list) else [plain]
    if not found or not all(isinstance(r, dict) and isinstance(r.get("statements"), list) for r in found):
        raise UsageError(f"{file} holds no reports; it should hold {FORM}")
    return found


def _decoded(text: str) -> Any:
    # Any: what a stranger's JSON holds is looked at by the caller.
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        if error.msg != "Extra data":
            raise
        return [json.loads(line) for line in text.split("\n") if line.strip()]


def gold_of(places: Iterable[Path]) -> list[Annotated]:
    """The annotated reports of files and folders, in order; UsageError that names whatever is wrong with one."""
    found: dict[str, Annotated] = {}
    for file in _files(places):
        for one in _annotated(file):
            _check_gold(one)
            if one.id in found:
                raise UsageError(
                    f"{one.file} and {found[one.id].file} both hold a document with the id {one.id!r}; "
                    "give each an id of its own, or name one file"
                )
            found[one.id] = one
    return list(found.values())


def system_of(place: Path, gold: Sequence[Annotated]) -> list[list[Plain]]:
    """A machine's statements for each of the gold documents, found by id, else by text, in a file or a folder."""
    outs = [one for file in _files([place]) for one in _annotated(file)]
    by_id = {str(one.document["id"]): one for one in outs if "id" in one.document}
    by_text = {one.text: one for one in outs if one.text}
    if len(gold) == len(outs) == 1:
        return [_twin(gold[0], outs[0])]
    found = []
    for one in gold:
        twin = by_id.get(one.id) or by_text.get(one.text)
        if twin is None:
            raise UsageError(
                f"{place} has no document with the id or text of {one.id!r} in {one.file}; add it, with an empty "
                "list of statements where none was found"
            )
        found.append(_twin(one, twin))
    return found


def read(reader: Reader, gold: Annotated) -> list[Plain]:
    """What the reader finds in the text of a gold document, dated as the file says, each with its probability."""
    from veedor.documents.document import Basis, Document, Published

    published = Published(gold.published, Basis.GIVEN) if gold.published else None
    found = reader.read(Document(id=gold.id, text=gold.text, published=published))
    return [_with_probability(one.to_dict(), one.probability_right) for one in found]


def _with_probability(plain: dict[str, Any], probability: float | None) -> Plain:
    return plain if probability is None else plain | {"probability_right": probability}


def _files(places: Iterable[Path]) -> list[Path]:
    """The files meant, each once; a folder means the JSON files in it and below, but no hidden ones."""
    files: dict[Path, Path] = {}
    for place in places:
        below = files_below(place, _SUFFIXES) if place.is_dir() else [place]
        if not below:
            raise UsageError(
                f"{place} holds no file of annotated reports ({', '.join(_SUFFIXES)}); name another"
            )
        for file in below:
            files.setdefault(file.resolve(), file)
    return list(files.values())


def _annotated(file: Path) -> Iterator[Annotated]:
    for report in reports(file):
        document = report.get("document", {})
        if not isinstance(document, dict):
            raise UsageError(f"{file}: `document` is no object; it should have `id`, `text` and `published`")
        yield Annotated(file, document, report["statements"])


def _check_gold(gold: Annotated) -> None:
    """UsageError unless the document has a text and every quote of its statements stands in it."""
    where = f"{gold.file}: document {gold.id!r}"
    if not gold.text:
        raise UsageError(f"{where} has no `text`; add the text that its offsets point into")
    try:
        bounds(gold.published) if gold.published else None
    except DateError as error:
        raise UsageError(f"{where} has a `published` that is no date: {error}") from error
    faults = [fault for n, one in enumerate(gold.statements, 1) for fault in _faults(one, n, gold.text)]
    if faults:
        more = f" (and {len(faults) - _NAMED_FAULTS} more)" if len(faults) > _NAMED_FAULTS else ""
        raise UsageError(f"{where}: {'; '.join(faults[:_NAMED_FAULTS])}{more}; correct them in the file")


def _faults(statement: Any, number: int, text: str) -> Iterator[str]:
    """What is wrong with a gold statement."""
    called = _called(statement, number)
    try:
        check([statement])
    except StatementError as error:
        yield f"{called}: {error}"
        return
    closed = _CLOSED.get(statement["kind"])
    if closed and str(statement.get(closed[0])) not in closed[1]:
        yield f"{called} has a `{closed[0]}` that the codebook does not know"
    for field, span in _all_spans(statement):
        if not _stands(span, text):
            yield f"{called}: the quote of `{field}` is not in the text at {span.get('start')}:{span.get('end')}"


def _all_spans(statement: Plain) -> Iterator[tuple[str, Plain]]:
    yield from spans_of(statement)
    if statement.get("when"):
        yield "when", statement["when"]


def _stands(span: Plain, text: str) -> bool:
    """Whether the span lies in the text and, where it has a quote, reproduces it."""
    start, end = span.get("start"), span.get("end")
    if not _lies(start, end, text):
        return False
    return "quote" not in span or text[start:end] == span["quote"]


def _lies(start: Any, end: Any, text: str) -> bool:
    return type(start) is int and type(end) is int and 0 <= start < end <= len(text)


def _twin(gold: Annotated, out: Annotated) -> list[Plain]:
    """The machine's statements, once it is sure that they point into the text of the gold document."""
    where = f"{out.file}: document {out.id!r}"
    if out.text and out.text != gold.text:
        raise UsageError(
            f"{where} has another text than {gold.file}, so its offsets point elsewhere; "
            "read the text of the gold file"
        )
    for number, statement in enumerate(out.statements, 1):
        called = _called(statement, number)
        try:
            check([statement])
        except StatementError as error:
            raise UsageError(f"{where}, {called}: {error}; correct the file") from error
        for field, span in _all_spans(statement):
            is_bare_date = field == "when" and "start" not in span and "end" not in span
            if not is_bare_date and not _lies(span.get("start"), span.get("end"), gold.text):
                raise UsageError(
                    f"{where}, {called}: `{field}` lies outside the text, which has {len(gold.text)} characters; "
                    "count characters, not bytes"
                )
    return list(out.statements)


def _called(statement: Any, number: int) -> str:
    """A statement by its id, else by its place in the list."""
    id_ = statement.get("id") if isinstance(statement, dict) else None
    return f"statement {id_}" if id_ else f"statement number {number}"
