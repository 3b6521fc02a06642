"""A statement with some fields changed, as people write them: words of the text, or their place in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from veedor.codebook.labels import Kind
from veedor.codebook.span import Quote
from veedor.codebook.statement import FIELDS, LABELS, MANY, ONE, Statement, from_dict
from veedor.codebook.when import When, validate
from veedor.errors import DateError, StatementError, UsageError

_PLACE = re.compile(r"(\d+):(\d+)", re.ASCII)


def edited(statement: Statement, text: str, fields: Mapping[str, Any]) -> Statement:
    """The statement with these fields instead, in the form that `to_dict` gives.

    A quote may also be words of the text (where they stand several times, those nearest the old ones count) or
    `start:end`; for several quotes, one of these or a list of them. A date may be an EDTF value alone, which keeps
    its words. None takes a field away. A quote keeps its name unless another, or an empty one, is given. Raises
    UsageError for a field that the kind does not have or words that the text does not say, SpanError for a place
    outside it, StatementError for what the codebook does not allow.
    """
    plain = statement.to_dict()
    kind = _kind(fields.get("kind", plain["kind"]))
    _check_fields(kind, fields)
    anchor = _one("anchor", fields.get("anchor", plain["anchor"]), text, statement.anchor, statement.anchor)
    for name, value in fields.items():
        old = getattr(statement, name, None)
        near = statement.anchor if anchor is None else anchor
        plain[name] = _value(name, value, text, old, near)
    return _made(kind, plain)


def written(kind: Kind, text: str, fields: Mapping[str, Any]) -> Statement:
    """A new statement of these fields, which are given as in `edited`; raises as that does.

    Words that stand several times in the text are those nearest the anchor; the anchor's own must stand once.
    """
    _check_fields(kind, fields)
    if "anchor" not in fields:
        raise UsageError("A statement needs its anchor: the words that carry it")
    anchor = _one("anchor", fields["anchor"], text, None, None)
    if anchor is None:
        raise UsageError("A statement needs its anchor: the words that carry it")
    plain = {
        name: _value(name, value, text, None, anchor) for name, value in fields.items() if name != "kind"
    }
    return _made(kind, plain | {"anchor": anchor.to_dict()})


def _kind(value: Any) -> Kind:
    try:
        return Kind(value)
    except ValueError as error:
        raise StatementError(f"{value!r} is no kind; it is one of {', '.join(Kind)}") from error


def _check_fields(kind: Kind, fields: Mapping[str, Any]) -> None:
    unknown = [name for name in fields if name != "kind" and name not in FIELDS[kind]]
    if unknown:
        raise UsageError(f"No {kind} has {', '.join(unknown)}; its fields are {', '.join(FIELDS[kind])}")
    for name, value in fields.items():
        if name in LABELS and value and value not in list(LABELS[name]):
            raise UsageError(f"{value!r} is no {name}; it is one of {', '.join(LABELS[name])}")


def _made(kind: Kind, plain: dict[str, Any]) -> Statement:
    said = {name: value for name, value in plain.items() if value is not None}
    return from_dict(said | {"kind": str(kind)})


def _value(name: str, value: Any, text: str, old: Any, near: Quote) -> Any:
    """A field's value as JSON has it."""
    if value is None or value == "":
        return None
    if name in ONE:
        quote = _one(name, value, text, old if isinstance(old, Quote) else None, near)
        return None if quote is None else quote.to_dict()
    if name in MANY:
        return [quote.to_dict() for quote in _many(name, value, text, old or (), near)]
    if name == "when":
        return _when(value, text, old, near)
    return value


def _many(name: str, value: Any, text: str, old: tuple[Quote, ...], near: Quote) -> Iterator[Quote]:
    for number, item in enumerate(value if isinstance(value, list | tuple) else [value]):
        before = old[number] if number < len(old) else None
        quote = _one(name, item, text, before, near)
        if quote is not None:
            named = next((one.name for one in old if (one.start, one.end) == (quote.start, quote.end)), None)
            is_said = quote.name or (isinstance(item, Mapping) and "name" in item)
            yield quote if is_said else quote.named(named)


def _one(name: str, value: Any, text: str, old: Quote | None, near: Quote | None) -> Quote | None:
    """The quote that a value means; None where it takes the quote away."""
    if isinstance(value, Quote):
        return value
    if not value:
        return None
    given = value if isinstance(value, Mapping) else _spelt(str(value))
    start, end = _place(name, given, text, old, near)
    is_old = old is not None and (old.start, old.end) == (start, end)
    return Quote.at(text, start, end, given.get("name", old.name if old and is_old else None) or None)


def _spelt(value: str) -> dict[str, Any]:
    place = _PLACE.fullmatch(value)
    return {"start": int(place[1]), "end": int(place[2])} if place else {"quote": value}


def _place(
    name: str, given: Mapping[str, Any], text: str, old: Quote | None, near: Quote | None
) -> tuple[int, int]:
    if "start" in given and "end" in given:
        return int(given["start"]), int(given["end"])
    if "quote" in given:
        return _nearest(name, str(given["quote"]), text, old or near)
    if old is None:
        raise UsageError(f"{name} needs its words, or start:end")
    return old.start, old.end


def _nearest(name: str, words: str, text: str, near: Quote | None) -> tuple[int, int]:
    """Where the words stand, over a line's end too; nearest to a quote, or once where there is none."""
    pattern = r"\s+".join(re.escape(word) for word in words.split())
    found = [match.span() for match in re.finditer(pattern, text)] if pattern else []
    if not found:
        raise UsageError(f"The words for {name} do not stand in the document; copy them, or give start:end")
    if near is not None:
        return min(found, key=lambda span: abs(span[0] - near.start))
    if len(found) > 1:
        raise UsageError(f"The words for {name} stand {len(found)} times in the document; give start:end")
    return found[0]


def _when(value: Any, text: str, old: When | None, near: Quote) -> dict[str, Any]:
    """A date from its JSON form, or from an EDTF value alone."""
    before = None if old is None else old.quote
    if not isinstance(value, Mapping):
        validate(str(value))
        if old is None:
            raise UsageError('when needs its words too: {"quote": "last Tuesday", "value": "2019-08-20"}')
        return When(old.quote, str(value)).to_dict()
    if "value" not in value and old is None:
        raise DateError("when needs its value in EDTF, such as 2019-08-20")
    quote = _one(
        "when", {name: value[name] for name in ("start", "end", "quote") if name in value}, text, before, near
    )
    if quote is None:
        if before is None:
            raise UsageError("when needs its words, or start and end")
        quote = before
    return When(
        quote.named(None), str(value["value"] if "value" in value or old is None else old.value)
    ).to_dict()
