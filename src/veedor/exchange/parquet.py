"""Statements as one Parquet table with typed columns and their quotes as a nested list (Apache Parquet, by pyarrow)."""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import IO, Any

from veedor.codebook import wording
from veedor.codebook.labels import Kind
from veedor.codebook.span import Quote
from veedor.codebook.statement import FIELDS, Figure, Statement
from veedor.codebook.when import When
from veedor.errors import UsageError
from veedor.exchange.days import dated, span
from veedor.exchange.formats import Format, Told, Written
from veedor.exchange.reports import portions
from veedor.record.store import Record

_AT_ONCE = 5_000
"""Rows of a row group; so many are held at once."""


def write(record: Record, told: Iterable[Told], to: IO[bytes]) -> Written:
    """A table with a row for each statement; nothing is left out. UsageError where pyarrow is not installed."""
    arrow, parquet = _library("pyarrow"), _library("pyarrow.parquet")
    schema, written = schema_of(arrow), Written()
    with parquet.ParquetWriter(to, schema, compression="zstd") as writer:
        for some in portions(told, _AT_ONCE):
            rows = [{name: _plain(cell) for name, cell in _row(one).items()} for one in some]
            writer.write_table(arrow.Table.from_pylist(rows, schema=schema))
            written.many += len(rows)
    return written


def schema_of(arrow: Any) -> Any:
    """The table's columns with their types, by pyarrow."""
    text, day, whole, number = arrow.string(), arrow.date32(), arrow.int64(), arrow.float64()
    quote = arrow.struct([("field", text), ("start", whole), ("end", whole), ("words", text), ("name", text)])
    place = arrow.struct(
        [
            ("name", text),
            ("country", text),
            ("region", text),
            ("latitude", number),
            ("longitude", number),
            ("geonames", whole),
            ("precision", text),
            ("why", text),
        ]
    )

    def some(of: Any) -> Any:
        return arrow.list_(arrow.field("element", of))

    types = {"start": whole, "end": whole, "probability_right": number, "low": number, "high": number}
    types |= {"decided_at": arrow.timestamp("ms", tz="UTC"), "quotes": some(quote)}
    types |= dict.fromkeys(_DAYS, day) | {"places": some(place)}
    return arrow.schema([(name, types.get(name, text)) for name in COLUMNS])


_DAYS = ("published_first", "published_last", "first", "last")
_LABELS = ("type", "stance", "status", "polarity", "certainty", "tense", "unit", "comparison", "issue")
COLUMNS = (
    *("id", "root_id", "kind", "document_id", "document", "publisher"),
    *("published", "published_first", "published_last", "country", "state", "standing", "wording", "said_by"),
    *_LABELS,
    *("date", "first", "last", "low", "high", "start", "end", "words", "probability_right"),
    *("decided_by", "decided_at", "reason", "quotes", "places"),
)
"""The columns in order; docs/exchange.md says what they hold."""


def _row(one: Told) -> dict[str, Any]:
    row, statement, decision = one.row, one.row.statement, one.account.decision
    published, said = span(row.published), span(dated(statement))
    return {
        "id": row.id,
        "root_id": row.root_id,
        "kind": str(statement.kind),
        "document_id": row.document_id,
        "document": row.document,
        "publisher": row.publisher,
        "published": row.published,
        "published_first": published[0],
        "published_last": published[1],
        "country": row.country,
        "state": str(row.state),
        "standing": str(row.standing),
        "wording": wording.plain(statement),
        "said_by": wording.says(statement),
        **{name: _label(statement, name) for name in _LABELS},
        "date": dated(statement),
        "first": said[0],
        "last": said[1],
        **_ends(statement),
        "start": statement.anchor.start,
        "end": statement.anchor.end,
        "words": statement.anchor.words,
        "probability_right": statement.probability_right,
        "decided_by": decision.by if decision else None,
        "decided_at": _time(decision.at) if decision else None,
        "reason": decision.reason if decision else None,
        "quotes": list(_quotes(statement)),
        "places": [_place(place) for place in one.account.places],
    }


def _label(statement: Statement, name: str) -> str | None:
    value = getattr(statement, name, None)
    return str(value) if value else None


def _ends(statement: Statement) -> dict[str, float | None]:
    """The ends of a figure's value; equal where it is one number."""
    if not isinstance(statement, Figure):
        return {"low": None, "high": None}
    value = statement.value
    low, high = value if isinstance(value, tuple) else (value, value)
    return {"low": low, "high": high}


def _quotes(statement: Statement) -> Iterator[dict[str, Any]]:
    for name in FIELDS[statement.kind]:
        value = getattr(statement, name)
        if isinstance(value, When):
            value = value.quote
        for quote in (value,) if isinstance(value, Quote) else value if isinstance(value, tuple) else ():
            if isinstance(quote, Quote):
                yield {
                    "field": name,
                    "start": quote.start,
                    "end": quote.end,
                    "words": quote.words,
                    "name": quote.name,
                }


def _place(place: Any) -> dict[str, Any]:
    return {name: value for name, value in place._asdict().items() if name != "number"}


def _time(at: str) -> datetime:
    return datetime.fromisoformat(at.replace("Z", "+00:00"))


def _plain(cell: Any) -> Any:
    """A cell that Arrow can hold: half a character becomes a mark."""
    if isinstance(cell, str):
        return cell.encode("utf-8", "replace").decode()
    if isinstance(cell, dict):
        return {name: _plain(value) for name, value in cell.items()}
    return [_plain(value) for value in cell] if isinstance(cell, list) else cell


def _library(name: str) -> Any:
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError as error:
        raise UsageError(
            "pyarrow is not installed, which writes Parquet; pip install 'veedor[pyarrow]', or take another format"
        ) from error


FORMAT = Format(
    "parquet",
    ".parquet",
    "one table of all statements with typed columns and nested quotes (Parquet); needs pyarrow; leaves nothing out, "
    "but cannot hold people's findings on several statements",
    frozenset(Kind),
    write,
)
