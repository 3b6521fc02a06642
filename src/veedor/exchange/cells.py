"""Statements as rows of a table: one column for each field, in words that a person can read and change.

    id               the statement's id, by which a row that comes back is known
    anchor …         words of the text; several are parted by ` | `
    actors names     whom the words mean, in the same order; empty where nobody is named
    when             EDTF; `when words` are the words that date it
    value            a number, or two ends as `6..9`

A program for tables takes a cell that begins with `=`, `+`, `-` or `@` for a formula, and would run it: such a cell
gets an apostrophe before it, which is taken off again when it comes back (OWASP, CSV injection).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from veedor.codebook.labels import Kind
from veedor.codebook.span import Quote
from veedor.codebook.statement import FIELDS, MANY, ONE, Statement
from veedor.codebook.when import When
from veedor.record.accounts import Account
from veedor.record.views import StatementRow

PART = " | "
"""Between several quotes of one field; a quote that holds it is given by its place, `start:end`."""
NAMES, WORDS = " names", " words"
NAMED = frozenset({"sources", "actors", "recipients", "places", "holders", "holder", "of"})
"""Fields whose quotes mean somebody or some place."""
ABOUT = ("id", "document_id", "document", "publisher", "published", "state", "standing")
"""Columns before a statement's own: they say where it stands, and are not changed in a table."""
AFTER = ("start", "end", "probability_right", "decided_by", "decided_at", "reason")
"""Columns after them, likewise."""
_PLACE = re.compile(r"(\d+):(\d+)", re.ASCII)
_FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
"""What may not stand at the beginning of a cell: also the wide forms, which some programs read as narrow ones."""


def columns(kind: Kind) -> tuple[str, ...]:
    """The columns of a kind's table, in order."""
    return (*ABOUT, *(column for name in FIELDS[kind] for column in _columns_of(name)), *AFTER)


def own_columns(kind: Kind) -> frozenset[str]:
    """Those that may be changed in a table: the statement's own."""
    return frozenset(column for name in FIELDS[kind] for column in _columns_of(name))


def cells(row: StatementRow, account: Account) -> dict[str, Any]:
    """A statement's cells by their columns: texts, and numbers where they are numbers; empty texts for nothing."""
    decision = account.decision
    return {
        "id": row.id,
        "document_id": row.document_id,
        "document": row.document,
        "publisher": row.publisher or "",
        "published": row.published or "",
        "state": str(row.state),
        "standing": str(row.standing),
        **own_cells(row.statement),
        "start": row.statement.anchor.start,
        "end": row.statement.anchor.end,
        "probability_right": ""
        if row.statement.probability_right is None
        else row.statement.probability_right,
        "decided_by": decision.by if decision else "",
        "decided_at": decision.at if decision else "",
        "reason": (decision.reason or "") if decision else "",
    }


def own_cells(statement: Statement) -> dict[str, Any]:
    """The cells of a statement's own columns."""
    found: dict[str, Any] = {}
    for name in FIELDS[statement.kind]:
        found |= dict(zip(_columns_of(name), _cells_of(name, getattr(statement, name)), strict=True))
    return found


def fields_from(kind: Kind, changed: Mapping[str, str], statement: Statement | None) -> dict[str, Any]:
    """The fields that changed cells mean, in the form that `record.reviewing.editing` takes.

    `statement` is what the cells said before; None for a new one.
    """
    found: dict[str, Any] = {}
    for name in FIELDS[kind]:
        if any(column in changed for column in _columns_of(name)):
            found[name] = _field(name, changed, getattr(statement, name, None))
    return found


def guarded(cell: Any) -> Any:
    """A cell that no program takes for a formula; `bare` gives it back as it was."""
    return f"'{cell}" if isinstance(cell, str) and _FORMULA.match(cell) else cell


def bare(cell: str) -> str:
    """A cell without the apostrophe that `guarded` put before it."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def _columns_of(name: str) -> tuple[str, ...]:
    if name == "when":
        return (name, name + WORDS)
    return (name, name + NAMES) if name in NAMED else (name,)


def _cells_of(name: str, value: Any) -> tuple[Any, ...]:
    if name == "when":
        return (value.value, _words(value.quote)) if isinstance(value, When) else ("", "")
    if name in MANY:
        quotes: tuple[Quote, ...] = value
        words = PART.join(map(_words, quotes))
        return (words, _names(quotes)) if name in NAMED else (words,)
    if name in ONE:
        words = "" if value is None else _words(value)
        return (words, _names((value,) if value else ())) if name in NAMED else (words,)
    if name == "value":
        return (f"{_number(value[0])}..{_number(value[1])}" if isinstance(value, tuple) else _number(value),)
    return ("" if value is None else str(value),)


def _number(value: float) -> int | float:
    return int(value) if value.is_integer() and abs(value) < 1e15 else value


def _words(quote: Quote) -> str:
    words = quote.words
    is_plain = PART.strip() not in words and words == words.strip() and words and not _PLACE.fullmatch(words)
    return words if is_plain else f"{quote.start}:{quote.end}"


def _names(quotes: tuple[Quote, ...]) -> str:
    return PART.join((quote.name or "") for quote in quotes).rstrip(" |") if quotes else ""


def _field(name: str, changed: Mapping[str, str], old: Any) -> Any:
    """A field's value out of the cells that changed, and out of what it was where they did not."""
    if name == "when":
        return _when(changed, old)
    if name in MANY:
        return _many(name, changed, old or ())
    if name in ONE:
        return _one(name, changed, old)
    said = changed[name].strip()
    if name == "value":
        return _value(said)
    return said or None


def _when(changed: Mapping[str, str], old: When | None) -> dict[str, Any] | str | None:
    value = changed.get("when", old.value if old else "").strip()
    words = changed.get("when" + WORDS, "").strip()
    if not value:
        return None
    if not words or (old and words == _words(old.quote)):
        return value
    return {"value": value, **_given(words)}


def _many(name: str, changed: Mapping[str, str], old: tuple[Quote, ...]) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = [one.to_dict() for one in old]
    if name in changed:
        items = list(_quotes(changed[name], old))
    if name + NAMES in changed:
        names = changed[name + NAMES].split(PART.strip())
        for number, item in enumerate(items):
            item["name"] = names[number].strip() if number < len(names) else ""
    return items


def _quotes(said: str, old: tuple[Quote, ...]) -> Iterator[dict[str, Any]]:
    given = [part.strip() for part in said.split(PART.strip()) if part.strip()]
    known = {_words(one): one for one in old}
    for number, words in enumerate(given):
        # The same words may stand twice and mean two things.
        same = old[number] if number < len(old) and words == _words(old[number]) else known.get(words)
        yield same.to_dict() if same else _given(words)


def _given(words: str) -> dict[str, Any]:
    place = _PLACE.fullmatch(words)
    return {"start": int(place[1]), "end": int(place[2])} if place else {"quote": words}


def _one(name: str, changed: Mapping[str, str], old: Quote | None) -> dict[str, Any] | None:
    item = old.to_dict() if old else {}
    if name in changed:
        said = changed[name].strip()
        if not said:
            return None
        item = item if old and said == _words(old) else _given(said)
    if name + NAMES in changed and item:
        item["name"] = changed[name + NAMES].strip()
    return item or None


def _value(said: str) -> float | list[float] | None:
    """The number that a cell says; ValueError where it says none."""
    low, dots, high = said.partition("..")
    if not said:
        return None
    return [float(low), float(high)] if dots else float(low.replace(",", ""))
