"""Documents and statements as rows of the record, and back."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple

from veedor.codebook.naming import folded, shortened
from veedor.codebook.span import Quote
from veedor.codebook.statement import Statement, from_dict
from veedor.codebook.when import bounds
from veedor.documents.document import Basis, Document, Published
from veedor.gazetteers.name_forms import mention_key

PARTIES = ("actors", "recipients", "holders", "holder", "of")
"""The fields in which a statement's own parties stand; who says it is in `sources`."""
_FIELDS = (*PARTIES, "sources", "places")

_ABOUT_THE_FILE = ("file", "address")
"""What may differ between two copies of one report without changing what is read from it."""


class Found(NamedTuple):
    """A statement as its rows."""

    statement: dict[str, Any]
    parties: list[dict[str, Any]]


def by_id(document: Document, statements: Sequence[Statement]) -> dict[str, Statement]:
    """Each statement once, in order, under its id; SpanError where one quotes what the document does not say."""
    found: dict[str, Statement] = {}
    for statement in statements:
        statement.check(document.text)
        found.setdefault(statement.id_in(document.id), statement)
    return found


def rows_of(id_: str, document_id: str, statement: Statement) -> Found:
    """The rows of one statement."""
    earliest, latest = bounds_of(statement.when.value if statement.when else None)
    plain = statement.to_dict()
    row = {
        "id": id_,
        "document_id": document_id,
        "kind": str(statement.kind),
        "type": plain.get("type"),
        "certainty": str(statement.certainty),
        "start": statement.anchor.start,
        "end": statement.anchor.end,
        "dated": statement.when.value if statement.when else None,
        "earliest": earliest,
        "latest": latest,
        "plain": to_json(plain),
        **filters_of(plain),
    }
    return Found(row, list(_parties(id_, document_id, statement)))


def filters_of(plain: dict[str, Any]) -> dict[str, Any]:
    """The columns of a statement that only filters need, from its JSON form."""
    found = {name: storable(plain.get(name)) for name in ("polarity", "tense", "stance", "status", "unit")}
    return found | {"words": shortened(folded(plain["anchor"]["quote"]))}


def _parties(id_: str, document_id: str, statement: Statement) -> Iterator[dict[str, Any]]:
    for field in _FIELDS:
        value = getattr(statement, field, None)
        quotes = (value,) if isinstance(value, Quote) else value or ()
        for place, quote in enumerate(quotes):
            yield {
                "statement_id": id_,
                "field": field,
                "place": place,
                "words": storable(quote.words),
                "name": storable(quote.name),
                "folded": folded(f"{quote.words}\n{quote.name or ''}"),
                "key": mention_key(quote.name or quote.words, document_id=document_id),
            }


def bounds_of(value: str | None) -> tuple[date | None, date | None]:
    """First and last day that an EDTF value can mean; None where it is open, or where there is no value."""
    if value is None:
        return None, None
    found = bounds(value)
    return found.earliest, found.latest


def to_json(plain: object) -> str:
    """One line of JSON that any database and file can hold.

    Half a character, as in a file's name that is not UTF-8, becomes its escape: it stays what it was.
    """
    return json.dumps(plain, ensure_ascii=False).encode("utf-8", "backslashreplace").decode()


def storable(words: str | None) -> str | None:
    """The words with a mark for what no database can hold: half a character, and the character zero."""
    return None if words is None else words.encode("utf-8", "replace").decode().replace("\0", "\ufffd")


def details_of(document: Document) -> dict[str, Any]:
    """What is known of a document beside its text, as JSON has it."""
    return {name: value for name, value in document.to_dict().items() if name not in ("id", "text")}


def is_same_description(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Whether two `details_of` would be read alike: all but the file's name and address is equal."""
    return _without_file(one) == _without_file(other)


def _without_file(details: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in details.items() if name not in _ABOUT_THE_FILE}


def to_document(id_: str, text: str, details: dict[str, Any]) -> Document:
    """The document that `details_of` took apart."""
    known = {name: details.get(name) for name in ("title", "publisher", "language", "address", "file")}
    return Document(
        id=id_,
        text=text,
        authors=tuple(details.get("authors", ())),
        published=_published(details),
        media_type=details.get("media_type", "text/plain"),
        pages=tuple(details.get("pages", ())),
        **known,
    )


def _published(details: dict[str, Any]) -> Published | None:
    if "published" not in details:
        return None
    evidence = tuple(Quote.from_dict(quote) for quote in details.get("published_evidence", ()))
    basis = Basis(details["published_basis"])
    return Published(details["published"], basis, details.get("published_note", ""), evidence)


def to_statement(
    plain: str, probability_right: float | None = None, dated_by: str | None = None
) -> Statement:
    """The statement of a `plain` column; `dated_by` is the rule that gave its date."""
    made = from_dict(json.loads(plain))
    when = replace(made.when, rule=dated_by) if made.when else None
    return replace(made, probability_right=probability_right, when=when)
