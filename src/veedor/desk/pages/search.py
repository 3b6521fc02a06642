"""Search: passages by words or by meaning, statements by what they are; every hit opens at its words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice
from typing import Any, NamedTuple, TypeVar
from urllib.parse import urlencode

from veedor.codebook.labels import Certainty, EventType, Kind, Label, Stance
from veedor.codebook.when import bounds
from veedor.desk.asking import Action, Ask, Done, May, Page, Raw
from veedor.desk.cards import Card, cards_of
from veedor.desk.paging import Part, begun, number_of, part
from veedor.desk.reader import shared_reader
from veedor.desk.texts import text
from veedor.errors import DateError, UsageError
from veedor.record import saved, views
from veedor.record.actors import identity
from veedor.record.newest import newest
from veedor.record.saved import Saved
from veedor.record.searching.search import Hit, search
from veedor.record.wanted import Filter, How

_COUNTED = 100
"""Passages, the best ones, over which facets are counted."""
_PER_PAGE = 20
_SHOWN = 12
"""Values of a facet that are offered."""
_PARTIES = ("actor", "recipient", "holder", "source")
_LABELS: Mapping[str, type[Label]] = {
    "kind": Kind,
    "type": EventType,
    "stance": Stance,
    "certainty": Certainty,
}
_WORDS = ("place", "publisher", "country", "unit")
_DATES = ("date", "published")
Named = TypeVar("Named", bound=StrEnum)


class Found(NamedTuple):
    """A passage that was found, with what it says."""

    document_id: str
    title: str
    publisher: str | None
    published: str | None
    standing: str
    pieces: tuple[tuple[str, bool], ...]
    """Its words in pieces, each with whether it is what was looked for."""
    start: int
    """Where in the document it opens."""
    end: int
    statements: tuple[Card, ...]
    also: tuple[str, ...]
    """Who else prints the story."""


class Facet(NamedTuple):
    """How often each value occurs in what was found."""

    name: str
    values: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Search:
    """What was asked, and what was found."""

    words: str
    by: How
    wanted: Mapping[str, str]
    """The filters in the address, by their names."""
    choices: Mapping[str, tuple[Label, ...]]
    """The labels of the filters that have labels."""
    names: Mapping[str, str]
    """What each filter is called."""
    passages: Part[Found] | None
    """None where no words were given: then statements are listed."""
    statements: Part[Card] | None
    """None where words were given, or nothing was asked at all."""
    facets: tuple[Facet, ...]
    saved: tuple[Saved, ...]
    """The searches that the person keeps."""
    asked: str
    """What follows the question mark of this search's address; empty where nothing was asked."""
    is_empty: bool
    """Whether the record holds no document."""


def load(ask: Ask) -> Search:
    """The passages that have the words, or, without words, the statements that pass the filters."""
    words = ask.word("q") or ""
    by = _how(ask)
    named = {name: said for name in (*_LABELS, *_PARTIES, *_WORDS, *_DATES) if (said := ask.word(name))}
    wanted = _filter(ask, named)
    passages, facets = (None, ()) if not words else _passages(ask, words, by, wanted)
    statements = _statements(ask, wanted) if named and not words else None
    choices = {name: tuple(labels) for name, labels in _LABELS.items()}
    is_empty = not views.documents(ask.record, limit=1)
    kept = tuple(saved.searches(ask.record, ask.person.name))
    asked = _asked(words, by, named)
    return Search(words, by, named, choices, _names(), passages, statements, facets, kept, asked, is_empty)


def _asked(words: str, by: How, named: Mapping[str, str]) -> str:
    """What follows the question mark of a search's address; empty where nothing is asked."""
    how = [("by", str(by))] if by is not How.WORDS else []
    return urlencode([("q", words), *how, *named.items()]) if words or named else ""


def keep(ask: Ask) -> Done:
    """Keep a search under a name."""
    asked, name = ask.needed("asked"), ask.needed("name")
    saved.keep(ask.record, ask.person.name, name, asked)
    return Done(f"{ask.to('search')}?{asked}", text("The search is kept"))


def remove(ask: Ask) -> Done:
    """Remove a search that the person keeps."""
    saved.remove(ask.record, ask.person.name, ask.needed("name"))
    return Done(ask.to("search"), text("The search is removed"))


def _how(ask: Ask) -> How:
    said = ask.word("by")
    return How(said) if said in tuple(How) else How.WORDS


def _filter(ask: Ask, named: Mapping[str, str]) -> Filter:
    """The filter of the address; UsageError for a label that there is none of, or a date that is none."""
    made: dict[str, Any] = {name: named[name] for name in _WORDS if name in named}
    for name, labels in _LABELS.items():
        if name in named:
            made[name] = _label(name, named[name], labels)
    for name in _PARTIES:
        if name in named:
            made[name] = identity.meant(ask.record, named[name])
    for name in _DATES:
        if name in named:
            made[name] = _date(named[name])
    return Filter(**made)


def _label(name: str, said: str, labels: type[Label]) -> Label:
    try:
        return labels(said)
    except ValueError as error:
        raise UsageError(f"There is no {name} {said!r}; take one of {', '.join(labels)}") from error


def _date(said: str) -> str:
    try:
        bounds(said)
    except DateError as error:
        raise UsageError(f"{said!r} is no date; write it as 2019-08-21, 2019-08 or 2019") from error
    return said


def _passages(ask: Ask, words: str, by: How, wanted: Filter) -> tuple[Part[Found], tuple[Facet, ...]]:
    meaning = None if by is How.WORDS else shared_reader(ask.desk.settings).vector(words)
    start = (number_of(ask) - 1) * _PER_PAGE
    many = max(_COUNTED, start + _PER_PAGE + 1)
    hits = search(ask.record, words, meaning=meaning, wanted=wanted, by=by, limit=many)
    shown = part(ask, hits, per_page=_PER_PAGE)
    # Asked for all at once: of each hit alone, it would be half of what the page asks of the database.
    cards = iter(cards_of(ask.record, [row for hit in shown.rows for row in hit.statements]))
    found = [_found(hit, tuple(islice(cards, len(hit.statements)))) for hit in shown.rows]
    total = len(hits) if len(hits) < many else None
    return Part(found, shown.number, total, _PER_PAGE, shown.has_more), tuple(_facets(hits[:_COUNTED]))


def _found(hit: Hit, statements: tuple[Card, ...]) -> Found:
    return Found(
        hit.document_id,
        hit.title or hit.document_id,
        hit.publisher,
        hit.published,
        str(hit.standing),
        tuple(_pieces(hit.snippet.text, hit.snippet.marks)),
        hit.start,
        hit.end,
        statements,
        tuple(one.publisher or one.title or one.document_id for one in hit.also),
    )


def _pieces(words: str, marks: Sequence[tuple[int, int]]) -> Iterator[tuple[str, bool]]:
    """The words cut at the marks; joined, they are the same words."""
    at = 0
    for first, last in marks:
        if words[at:first]:
            yield words[at:first], False
        yield words[first:last], True
        at = last
    if words[at:]:
        yield words[at:], False


def _facets(hits: Sequence[Hit]) -> Iterator[Facet]:
    """What the passages found have in common, by filter; each value with in how many of them it is."""
    of: dict[str, Counter[str]] = {
        "publisher": Counter(),
        "published": Counter(),
        "kind": Counter(),
        "type": Counter(),
    }
    for hit in hits:
        of["publisher"].update([hit.publisher] if hit.publisher else [])
        of["published"].update([hit.published[:4]] if hit.published else [])
        of["kind"].update({str(one.statement.kind) for one in hit.statements})
        types = {getattr(one.statement, "type", None) for one in hit.statements}
        of["type"].update(str(one) for one in types - {None})
    for name, values in of.items():
        if values:
            yield Facet(name, tuple(values.most_common(_SHOWN)))


def _statements(ask: Ask, wanted: Filter) -> Part[Card]:
    start = (number_of(ask) - 1) * _PER_PAGE
    rows = newest(ask.record, wanted, limit=_PER_PAGE + 1, offset=start)
    listed = begun(ask, rows, per_page=_PER_PAGE)
    cards = cards_of(ask.record, listed.rows)
    return Part(cards, listed.number, None, _PER_PAGE, listed.has_more)


def _names() -> dict[str, str]:
    """What each filter is called on the page."""
    return {
        "kind": text("Kind"),
        "type": text("Event type"),
        "stance": text("Stance"),
        "certainty": text("Certainty"),
        "actor": text("Actor"),
        "recipient": text("To whom"),
        "holder": text("Whose position or role"),
        "source": text("Who says so"),
        "place": text("Place"),
        "publisher": text("Publisher"),
        "country": text("Country (two letters)"),
        "unit": text("Unit of a figure"),
        "date": text("When it happened"),
        "published": text("When it was published"),
    }


ANSWERS: tuple[Page | Action | Raw, ...] = (
    Page("search", "/search", load, "search.html", title="Search"),
    Action("keep-search", "/search/keep", keep, may=May.READ),
    Action("remove-search", "/search/remove", remove, may=May.READ),
)
