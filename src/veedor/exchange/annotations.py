"""Statements as W3C Web Annotations (JSON-LD): each points at its words in the text, and carries the whole of itself.

One AnnotationPage, whose items stand on a line each, so that a large record is written and read piece by piece. The
target of an annotation is the report: its address on the web, else a name of our own (`urn:veedor:document:ID`). Two
selectors say where the words stand: a TextQuoteSelector (the words, with 32 characters before and after) and a
TextPositionSelector. Positions count Unicode code points, from 0, end exclusive, in the text that Veedor took from
the report, which `veedor:document` names; on a page of the web the quote leads there, not the position.

The bodies are for any program: the statement as a sentence, and its labels as tags. `veedor:statement` holds the
statement as `export` prints it, as a JSON literal of JSON-LD 1.1, so that a program which expands the graph loses
nothing of it. Sources: Web Annotation Data Model and Vocabulary, W3C Recommendations of 23 February 2017.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import IO, Any

from veedor import __version__
from veedor.codebook import wording
from veedor.codebook.labels import Kind
from veedor.codebook.statement import LABELS, Statement
from veedor.exchange.formats import Format, Told, Written
from veedor.exchange.reports import Report, Reports, line, urn
from veedor.record.store import Record
from veedor.record.wanted import State

STANDARD = "http://www.w3.org/ns/anno.jsonld"
CONTEXT: dict[str, Any] = {
    "@version": 1.1,
    "veedor": "urn:veedor:terms#",
    "veedor:statement": {"@id": "veedor:statement", "@type": "@json"},
    "veedor:document": {"@id": "veedor:document", "@type": "@id"},
}
"""What our own words mean: a JSON literal, and a name of a document."""
PAGE = "urn:veedor:annotations"
AROUND = 32
"""Characters before and after the words."""
_PROGRAM = "veedor"


def write(record: Record, told: Iterable[Told], to: IO[bytes]) -> Written:
    """An AnnotationPage with an annotation for each statement; nothing is left out."""
    reports, written = Reports(record), Written()
    head = line({"@context": [STANDARD, CONTEXT], "id": PAGE, "type": "AnnotationPage"})
    to.write(head[:-1] + b',"items":[')
    for one in told:
        to.write((b",\n" if written.many else b"\n") + line(annotation(one, reports.of(one.row.document_id))))
        written.many += 1
    to.write(b"\n]}\n")
    return written


def annotation(one: Told, report: Report) -> dict[str, Any]:
    """The annotation of a statement, without the context that its page gives."""
    return {
        "id": urn("statement", one.row.id),
        "type": "Annotation",
        "motivation": "describing",
        **_who(one, report),
        "generator": {"type": "Software", "name": f"Veedor {__version__}"},
        "body": list(_bodies(one.row.statement)),
        "target": _target(one.row.statement, report),
        "veedor:document": report.urn,
        "veedor:statement": one.account.to_dict(one.row.statement),
    }


def _who(one: Told, report: Report) -> dict[str, Any]:
    """Who made it and when: the reader, and who decided since; a person where they wrote or corrected it."""
    decision = one.account.decision
    reader = {
        "id": f"{urn('reader', report.reader)}:{report.version}",
        "type": "Software",
        "name": f"{report.reader} {report.version}",
    }
    if decision is None:
        return {"creator": reader, "created": report.read_at}
    if one.row.state is State.ADDED:
        return {"creator": _agent(decision.by), "created": decision.at}
    is_corrected = one.row.state is State.CORRECTED
    creator = [reader, _agent(decision.by)] if is_corrected else reader
    return {"creator": creator, "created": report.read_at, "modified": decision.at}


def _agent(by: str) -> dict[str, str]:
    """Who decided: a program of ours, or a person."""
    is_program = by.split(" ", 1)[0] == _PROGRAM
    return {"id": urn("by", by), "type": "Software" if is_program else "Person", "name": by}


def _bodies(statement: Statement) -> Iterator[dict[str, str]]:
    yield {
        "type": "TextualBody",
        "value": wording.plain(statement),
        "format": "text/plain",
        "purpose": "describing",
    }
    for tag in _tags(statement):
        yield {"type": "TextualBody", "value": tag, "purpose": "tagging"}


def _tags(statement: Statement) -> Iterator[str]:
    """The kind, then `label: value` for each label of a closed list."""
    yield str(statement.kind)
    for name in LABELS:
        value = getattr(statement, name, None)
        if value is not None:
            yield f"{name}: {value}"


def _target(statement: Statement, report: Report) -> dict[str, Any]:
    text, anchor = report.document.text, statement.anchor
    return {
        "type": "SpecificResource",
        "source": report.address or report.urn,
        "selector": [
            {
                "type": "TextQuoteSelector",
                "exact": anchor.words,
                "prefix": text[max(0, anchor.start - AROUND) : anchor.start],
                "suffix": text[anchor.end : anchor.end + AROUND],
            },
            {"type": "TextPositionSelector", "start": anchor.start, "end": anchor.end},
        ],
    }


FORMAT = Format(
    "annotations",
    ".jsonld",
    "W3C Web Annotations (JSON-LD): every statement at its words in the report, with the whole of it beside; leaves "
    "nothing out, but cannot hold people's findings on several statements",
    frozenset(Kind),
    write,
)
