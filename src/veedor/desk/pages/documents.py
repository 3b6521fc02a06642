"""The list of documents: what came in, how it stands and why, how much of it was read and waits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from veedor.codebook.labels import Kind
from veedor.desk.asking import Action, Ask, Page, Raw
from veedor.desk.pages.taking_in import TakingIn, taking_in
from veedor.desk.paging import Part, part
from veedor.desk.texts import text, texts
from veedor.documents.document import Basis
from veedor.documents.language import language_called
from veedor.record import listing
from veedor.record.listing import DocumentFilter, Listed, ListOrder
from veedor.record.versions import kin
from veedor.record.versions.kin import DocumentAccount
from veedor.record.wanted import Standing

_FILTERS = ("title", "publisher", "year", "standing")


class Row(NamedTuple):
    """A document in the list, with what is told of it."""

    document: Listed
    told: DocumentAccount
    language: str
    """In words."""
    dated: str
    """How its date is known, in words."""
    copies: str
    """That several files held this very text, in words; may be empty."""


@dataclass(frozen=True, slots=True)
class Documents:
    """A page of the list."""

    part: Part[Row]
    order: ListOrder
    orders: Mapping[ListOrder, str]
    """What each order is called."""
    wanted: Mapping[str, str]
    """The filters in the address, by their names."""
    publishers: Sequence[tuple[str, int]]
    years: Sequence[int]
    standings: Sequence[Standing]
    kinds: Sequence[Kind]
    is_empty: bool
    """Whether the record holds no document at all."""
    taking_in: TakingIn


def load(ask: Ask) -> Documents:
    """The documents asked for, in the order asked for."""
    memory, record = ask.desk.memory, ask.record
    order, (wanted, named) = _order(ask), _wanted(ask)
    ids = in_order(ask, wanted, order)
    shown = part(ask, ids)
    rows = _rows(ask, listing.rows_of(record, shown.rows))
    return Documents(
        part=Part(rows, shown.number, shown.total, shown.per_page, shown.has_more),
        order=order,
        orders=_orders(),
        wanted=named,
        publishers=memory.until_reading(record, "publishers", lambda: listing.publishers(record)),
        years=memory.until_reading(record, "years", lambda: listing.years(record)),
        standings=(Standing.STANDS, Standing.SUPERSEDED, Standing.RETRACTED),
        kinds=tuple(Kind),
        is_empty=not ids and not in_order(ask),
        taking_in=taking_in(ask),
    )


def in_order(
    ask: Ask, wanted: DocumentFilter | None = None, order: ListOrder = ListOrder.NEWEST
) -> list[int]:
    """The readings of all documents that are wanted; kept until documents come in."""
    wanted = wanted or DocumentFilter()
    return ask.desk.memory.until_reading(
        ask.record, ("documents", wanted, order), lambda: listing.in_order(ask.record, wanted, order)
    )


def _order(ask: Ask) -> ListOrder:
    said = ask.word("order")
    return ListOrder(said) if said in tuple(ListOrder) else ListOrder.NEWEST


def _orders() -> dict[ListOrder, str]:
    return {
        ListOrder.NEWEST: text("newest first"),
        ListOrder.OLDEST: text("oldest first"),
        ListOrder.CAME_IN: text("last come in first"),
        ListOrder.TITLE: text("by title"),
        ListOrder.PUBLISHER: text("by publisher"),
    }


def _wanted(ask: Ask) -> tuple[DocumentFilter, dict[str, str]]:
    """The filter of the address, and its parts by name; what means nothing is left out."""
    named = {name: said for name in _FILTERS if (said := ask.word(name))}
    year, standing = named.get("year", ""), named.get("standing", "")
    if not (year.isascii() and year.isdigit() and 0 < int(year[:5]) < 10_000):
        named.pop("year", None)
    if standing not in (Standing.STANDS, Standing.SUPERSEDED, Standing.RETRACTED):
        named.pop("standing", None)
    made = DocumentFilter(
        publisher=named.get("publisher"),
        year=int(named["year"]) if "year" in named else None,
        standing=Standing(named["standing"]) if "standing" in named else None,
        title=named.get("title"),
    )
    return made, named


def _rows(ask: Ask, found: Sequence[Listed]) -> list[Row]:
    told = kin.of_documents(ask.record, [one.id for one in found])
    return [Row(one, told[one.id], _language(one), _dated(one), _copies(one)) for one in found]


def _language(one: Listed) -> str:
    called = language_called(one.language) if one.language else None
    return called.name if called else one.language or text("language unknown")


def _dated(one: Listed) -> str:
    return {
        str(Basis.GIVEN): text("as given"),
        str(Basis.METADATA): text("says the file"),
        str(Basis.INFERRED): text("inferred"),
    }.get(one.basis or "", text("nothing shows it"))


def _copies(one: Listed) -> str:
    return texts("%(num)d file", "%(num)d files with this very text", one.files) if one.files > 1 else ""


ANSWERS: tuple[Page | Action | Raw, ...] = (
    Page("documents", "/documents", load, "documents.html", title="Documents"),
)
