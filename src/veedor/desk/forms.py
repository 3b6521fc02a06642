"""The fields of a statement as forms show and send them.

A quote comes as words of the report, or as its place `start-end`. Beside it, under its name with an ending, may come
`.at`, the place where the words stood when the form was made, so that words that stand twice keep their place, and
`.name`, whom they mean; beside `when` comes `when.value` in EDTF. A field of several quotes comes several times, its
`.at` and `.name` as often and in the same order. A field that the form does not name stays as it is; one that is
named and empty is taken away.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import MISSING, dataclass
from dataclasses import fields as fields_of
from itertools import zip_longest
from typing import Any, NamedTuple

from veedor.codebook.labels import Kind
from veedor.codebook.span import Quote
from veedor.codebook.statement import (
    FIELDS,
    LABELS,
    MANY,
    ONE,
    Event,
    Figure,
    Forecast,
    Position,
    Role,
    Statement,
)
from veedor.codebook.when import When
from veedor.desk.texts import text
from veedor.errors import UsageError

Form = Mapping[str, Sequence[Any]]

_PLACE = re.compile(r"(\d{1,9})[-:](\d{1,9})", re.ASCII)
_RANGE = re.compile(r"([\d.,]+)\s*(?:-|–|—|to|\.\.)\s*([\d.,]+)", re.ASCII)  # dashes as people type them
_CLASSES: tuple[type[Any], ...] = (Event, Position, Forecast, Figure, Role)
NEEDED: dict[Kind, frozenset[str]] = {
    kind.kind: frozenset(
        one.name for one in fields_of(kind) if one.default is MISSING and one.default_factory is MISSING
    )
    for kind in _CLASSES
}
"""The fields of each kind without which there is no statement."""
NAMED = frozenset({"actors", "recipients", "holders", "holder", "of", "sources"})
"""Fields whose quotes name parties."""


class Choice(NamedTuple):
    """One label that a field may have."""

    value: str
    gloss: str
    is_chosen: bool


class Row(NamedTuple):
    """One quote, or one value, of a field."""

    words: str = ""
    at: str = ""
    """Where the words stand, `start-end`; empty where nobody knows yet."""
    name: str = ""
    """Whom the words mean."""
    value: str = ""
    """Of a date: its value in EDTF."""


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a form."""

    name: str
    label: str
    hint: str
    sort: str
    """`label`, `quote`, `quotes`, `when` or `words`."""
    rows: tuple[Row, ...]
    """What it holds; of several quotes with an empty one to write into."""
    choices: tuple[Choice, ...] = ()
    is_needed: bool = False
    has_names: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether it says nothing, so that it may be folded away."""
        return not self.is_needed and self.sort != "label" and not any(row.words for row in self.rows)


# --- what a form shows -------------------------------------------------------------------------------------


def shown(kind: Kind, statement: Statement | None, typed: Form | None = None) -> tuple[Field, ...]:
    """The fields of a kind: as typed where something was, else as the statement has them, else empty."""
    said = words_of_fields()
    return tuple(_field(kind, name, said[name], statement, typed) for name in FIELDS[kind])


def _field(
    kind: Kind, name: str, said: tuple[str, str], statement: Statement | None, typed: Form | None
) -> Field:
    is_typed = typed is not None and any(key == name or key.startswith(f"{name}.") for key in typed)
    rows = tuple(_typed_rows(name, typed or {}) if is_typed else _rows(getattr(statement, name, None)))
    if name in MANY:
        extra = 1 + (typed is not None and name in typed.get("more", ()))
        rows = (*(row for row in rows if row.words or row.at), *[Row()] * extra)
    chosen = rows[0].words if rows else ""
    return Field(
        name,
        *said,
        sort=_sort(name),
        rows=rows or (Row(),),
        choices=_choices(name, chosen, is_needed=name in NEEDED[kind]),
        is_needed=name in NEEDED[kind],
        has_names=name in NAMED,
    )


def _sort(name: str) -> str:
    if name in LABELS:
        return "label"
    if name in MANY:
        return "quotes"
    if name in ONE:
        return "quote"
    return "when" if name == "when" else "words"


def _choices(name: str, chosen: str, *, is_needed: bool) -> tuple[Choice, ...]:
    if name not in LABELS:
        return ()
    found = [Choice(str(one), one.gloss, str(one) == chosen) for one in LABELS[name]]
    if name == "comparison" or (is_needed and not chosen):
        found.insert(0, Choice("", text("said flat") if name == "comparison" else "", not chosen))
    return tuple(found)


def _rows(value: Any) -> Iterator[Row]:
    """What a field of a statement holds, as rows of a form."""
    if isinstance(value, Quote):
        yield Row(_flat(value.words), f"{value.start}-{value.end}", value.name or "")
    elif isinstance(value, When):
        quote = value.quote
        yield Row(_flat(quote.words), f"{quote.start}-{quote.end}", value=value.value)
    elif isinstance(value, tuple) and all(isinstance(one, Quote) for one in value):
        for one in value:
            yield from _rows(one)
    elif value is not None:
        ends = value if isinstance(value, tuple) else (value,)
        yield Row("–".join(f"{end:.12g}" if isinstance(end, float) else str(end) for end in ends))


def _typed_rows(name: str, typed: Form) -> Iterator[Row]:
    columns = (_words(typed, name), _words(typed, f"{name}.at"), _words(typed, f"{name}.name"))
    values = _words(typed, f"{name}.value")
    for row in zip_longest(*columns, values, fillvalue=""):
        yield Row(*row)


def _words(form: Form, name: str) -> list[str]:
    return [one.strip() for one in form.get(name, ()) if isinstance(one, str)]


def _flat(words: str) -> str:
    return " ".join(words.split())


# --- what a form sends -------------------------------------------------------------------------------------


def sent(form: Form, kind: Kind, body: str) -> dict[str, Any]:
    """The fields that a form gives, as `record.reviewing.editing` takes them; `body` is the document's text.

    Raises UsageError for a needed field that is empty and a number that is none.
    """
    given = [name for name in FIELDS[kind] if name in form or f"{name}.at" in form]
    return {name: _value(name, form, body, is_needed=name in NEEDED[kind]) for name in given}


def _value(name: str, form: Form, body: str, *, is_needed: bool) -> Any:
    if name in MANY:
        value: Any = _quotes(name, form, body)
    elif name in ONE:
        value = next(iter(_quotes(name, form, body)), None)
    elif name == "when":
        value = _when(form, body)
    else:
        words = next(iter(_words(form, name)), "")
        value = _number(words) if name == "value" and words else words or None
    if is_needed and not value:
        raise UsageError(text("%(field)s is needed; fill it in") % {"field": words_of_fields()[name][0]})
    return value


def _quotes(name: str, form: Form, body: str) -> list[dict[str, Any]]:
    names = _words(form, f"{name}.name") if f"{name}.name" in form else None
    words, places = _words(form, name), _words(form, f"{name}.at")
    found = []
    for number, (said, at) in enumerate(zip_longest(words, places, fillvalue="")):
        quote = _quote(said, at, body, has_words=name in form)
        if quote is not None:
            named = {} if names is None else {"name": names[number] if number < len(names) else ""}
            found.append(quote | named)
    return found


def _quote(words: str, at: str, body: str, *, has_words: bool) -> dict[str, Any] | None:
    """Where a quote stands, or its words, for them to be looked for; None where there is none."""
    stood = _place(at)
    if not has_words:
        return stood
    if not words:
        return None
    if stood and _flat(body[stood["start"] : stood["end"]]) == _flat(words):
        return stood
    # Words such as `2019-2020` may look like a place: they are words where the report has them.
    place = _place(words)
    return place if place and words not in body else {"quote": words}


def _place(words: str) -> dict[str, int] | None:
    found = _PLACE.fullmatch(words)
    return {"start": int(found[1]), "end": int(found[2])} if found else None


def _when(form: Form, body: str) -> Any:
    value = next(iter(_words(form, "when.value")), "")
    words, at = ("".join(_words(form, name)[:1]) for name in ("when", "when.at"))
    quote = _quote(words, at, body, has_words="when" in form)
    if quote is None:
        return value if value and "when" not in form else None
    return quote | ({"value": value} if value else {})


def _number(words: str) -> Any:
    """A number, or the two ends of a range, however the thousands are set apart."""
    found = _RANGE.fullmatch(words)
    try:
        ends = [float(end.replace(",", "")) for end in (found.groups() if found else [words])]
    except ValueError as error:
        raise UsageError(text("The number is written 40, 2,000 or 2000-9999, without words")) from error
    return ends if found else ends[0]


def changed(before: Statement, after: Statement) -> dict[str, Any]:
    """The fields in which a statement differs from another, as `editing` takes them; None where one is taken away."""
    old, new = before.to_dict(), after.to_dict()
    fields = {name: _sendable(new.get(name)) for name in FIELDS[after.kind] if old.get(name) != new.get(name)}
    return fields if before.kind == after.kind else {"kind": str(after.kind)} | fields


def _sendable(value: Any) -> Any:
    """A field with the names that it does not have said too, as otherwise old ones would stay."""
    if isinstance(value, list):
        return [_sendable(one) for one in value]
    if isinstance(value, dict) and "value" not in value:
        return {"name": ""} | value
    return value


def words_of_fields() -> dict[str, tuple[str, str]]:
    """What each field is called, and what to write into it."""
    return {
        "type": (text("Type"), text("what was done")),
        "stance": (text("Stance"), text("what the holder does with the thing in question")),
        "anchor": (text("Words"), text("the exact words that carry the statement")),
        "sources": (text("Said by"), text("who says so, nearest the author first, then whom that one cites")),
        "actors": (text("Who"), text("who does it")),
        "recipients": (text("To whom"), text("to whom, with whom or for whom it is done")),
        "places": (text("Where"), text("the words that name the place")),
        "holders": (text("Whose position"), text("who wants, accepts, offers or refuses it")),
        "holder": (text("Who"), text("who has the role")),
        "about": (text("What"), text("what it is about")),
        "conditions": (text("On condition"), text("the words that set a condition")),
        "issue": (text("Issue"), text("a short key that statements on the same question share")),
        "probability": (text("How likely"), text("the words that say how likely")),
        "by": (text("By when"), text("the words that say by when")),
        "what": (text("What it counts"), text("the words for what is counted")),
        "value": (text("Number"), text("40, or a range such as 2000-9999")),
        "unit": (text("Unit"), text("people, percent, a currency, or what is counted")),
        "comparison": (text("Bound"), text("how the number bounds what is counted")),
        "period": (text("Period"), text("the words that bound it in time")),
        "role": (text("Role"), text("the office or relation")),
        "of": (text("Of"), text("the body or country")),
        "status": (text("Status"), text("whether the role is held")),
        "polarity": (text("Said to be so"), text("whether it is said to be so, or not to be so")),
        "certainty": (text("How surely"), text("how surely the nearest source says it")),
        "tense": (text("Seen from the report"), text("before, at or after the report's date")),
        "when": (text("When"), text("the words that date it")),
        "kind": (text("Kind"), text("which of the five kinds of statement")),
    }


def in_words(statement: Statement) -> dict[str, str]:
    """What each field says, for reading; those that say nothing are left out."""
    plain = statement.to_dict()
    said = {name: _said(plain[name]) for name in FIELDS[statement.kind] if plain.get(name)}
    return {name: words for name, words in said.items() if words}


def _said(value: Any) -> str:
    if isinstance(value, list):
        joint = "–" if all(isinstance(one, int | float) for one in value) else "; "
        return joint.join(_said(one) for one in value)
    if isinstance(value, dict):
        added = value.get("name") or value.get("value")
        return _flat(value["quote"]) + (f" [{added}]" if added else "")
    return f"{value:,.10g}" if isinstance(value, int | float) else str(value)
