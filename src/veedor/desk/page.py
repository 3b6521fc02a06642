"""One self-contained HTML file of readings: texts with their highlights, beside them the statements.

The file fetches nothing, runs no script and can be mailed. Every word of a report in it is escaped.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined, Template

from veedor.codebook.labels import EventType, Kind
from veedor.codebook.statement import Event, Statement
from veedor.codebook.when import bounds
from veedor.codebook.wording import Chip, ChipKind, Piece, chips, sentence, value_in_words
from veedor.desk.marks import stretches
from veedor.desk.shown import (
    Shown,
    carrier_in_words,
    place_details,
    place_in_words,
    review_in_words,
    version_in_words,
)
from veedor.documents.document import Basis, Document, Published
from veedor.documents.language import language_called
from veedor.record.accounts import Account
from veedor.record.versions.kin import DocumentAccount, Kin
from veedor.record.wanted import Standing, State

_BASIS = {
    Basis.GIVEN: "as given by the user",
    Basis.METADATA: "by the file's own metadata",
    Basis.INFERRED: "inferred from the text",
}
_MOST_LIT = 250
"""Statements of a document up to which pointing at one lights up its words. A browser looks through all of
them for each: in Chromium that took 40 ms with 200 statements, and 400 ms with 1,000, which stutters."""


class Mark(NamedTuple):
    """A stretch of the text as the page shows it."""

    words: str
    kinds: tuple[Kind, ...]
    """Kinds of the statements whose anchor covers it, the shortest anchor first; empty for other words."""
    numbers: tuple[int, ...]
    """Numbers, on the page, of all statements that quote it."""
    target: str | None
    """Id of the card that a click leads to; None where no anchor covers it."""
    hint: str
    """What the statements of these anchors say; empty where no anchor covers it."""
    id: str | None
    """Where cards lead back to, if an anchor begins here."""
    page: int | None
    """Number of the page that begins here."""


class Place(NamedTuple):
    """Where a statement's place lies."""

    words: str
    details: str


@dataclass(frozen=True, slots=True)
class Card:
    """A statement beside the text."""

    id: str
    number: int
    back: str
    """Id of the first mark of its anchor."""
    kind: Kind
    type: EventType | None
    pieces: tuple[Piece, ...]
    chips: tuple[Chip, ...]
    page: int | None
    review: str
    """What became of it in review; empty where nobody has decided."""
    reason: str
    """Why it was decided so; empty where nobody said."""
    places: tuple[Place, ...]
    withdrawal: str | None
    """The words of the note by which its publisher takes it back; None where it does not."""
    is_lost: bool
    """Whether the newer version no longer says it."""


class Other(NamedTuple):
    """Another document that a section names."""

    words: str
    section: str | None
    """Id of its own section; None where the page has none."""


@dataclass(frozen=True, slots=True)
class Section:
    """A document with its statements."""

    id: str
    document: Document
    published: str
    standing: Standing
    retracted: str | None
    """By whom, when and why; None where nobody retracted it."""
    newer: Other | None
    older: tuple[Other, ...]
    carriers: tuple[Other, ...]
    checked: str
    """How much of the reading people have looked at."""
    marks: tuple[Mark, ...]
    cards: tuple[Card, ...]
    counts: dict[Kind, int]
    words: int


def page(readings: Sequence[Shown]) -> str:
    """The HTML file of the readings, in their order."""
    sections: list[Section] = []
    before = 0
    ids = {shown.document.id: _section_id(number) for number, shown in enumerate(readings, 1)}
    for number, shown in enumerate(readings, 1):
        sections.append(_section(_section_id(number), shown, before, ids))
        before += len(sections[-1].cards)
    counts = {kind: sum(section.counts[kind] for section in sections) for kind in Kind}
    return _template().render(
        sections=sections,
        kinds=list(Kind),
        counts=counts,
        languages=_languages(sections),
        most_lit=_MOST_LIT,
    )


def published_in_words(published: Published | None) -> str:
    """When the document was published and how that is known: `between 3 and 16 October 2017, inferred …`."""
    if published is None:
        return "date unknown"
    return f"{_date_in_words(published.value)}, {_BASIS[published.basis]}"


def _date_in_words(value: str) -> str:
    if "/" not in value:
        return value_in_words(value)
    first, last = bounds(value)
    if first is None or last is None:
        return value_in_words(value)
    start = (
        f"{first.day}" if (first.year, first.month) == (last.year, last.month) else value_in_words(f"{first}")
    )
    return f"between {start} and {value_in_words(f'{last}')}"


def _section_id(number: int) -> str:
    return f"d{number}"


def _section(section_id: str, shown: Shown, before: int, ids: Mapping[str, str]) -> Section:
    document, told = shown.document, shown.told or DocumentAccount(shown.document.id)
    by_id = {statement.id_in(document.id): statement for statement in shown.statements}
    in_order = sorted(by_id.items(), key=lambda item: (item[1].anchor, item[0]))
    cards = tuple(
        _card(statement, before + n, f"{section_id}-{id_}", document, shown.accounts.get(id_))
        for n, (id_, statement) in enumerate(in_order, 1)
    )
    return Section(
        id=section_id,
        document=document,
        published=published_in_words(document.published),
        standing=told.standing,
        retracted=_retracted(told),
        newer=_version(told.newest, ids) if told.newest else None,
        older=tuple(_version(one, ids) for one in told.older),
        carriers=tuple(Other(carrier_in_words(one), ids.get(one.id)) for one in told.carriers),
        checked=_checked(shown),
        marks=tuple(_marks(document, [statement for _, statement in in_order], cards, section_id)),
        cards=cards,
        counts={kind: sum(card.kind == kind for card in cards) for kind in Kind},
        words=len(document.text.split()),
    )


def _retracted(told: DocumentAccount) -> str | None:
    made = told.retracted
    if made is None:
        return None
    return f"by {made.by} on {value_in_words(made.at[:10])}" + (f": {made.reason}" if made.reason else "")


def _version(one: Kin, ids: Mapping[str, str]) -> Other:
    return Other(version_in_words(one), ids.get(one.id))


def _checked(shown: Shown) -> str:
    """How much of a reading people have decided on."""
    many = sum(account.state is not State.READ for account in shown.accounts.values())
    if not many:
        return "a machine's reading, to be checked"
    return f"a machine's reading, {many} of {len(shown.statements)} statements checked by people"


def _card(
    statement: Statement, number: int, card_id: str, document: Document, account: Account | None
) -> Card:
    places = account.places if account else ()
    taken_back = account.taken_back if account else None
    return Card(
        id=card_id,
        number=number,
        back=_mark_id(card_id.partition("-")[0], statement.anchor.start),
        kind=statement.kind,
        type=statement.type if isinstance(statement, Event) else None,
        pieces=sentence(statement),
        chips=tuple(_explained(chip, statement) for chip in chips(statement)),
        page=document.page_of(statement.anchor.start),
        review=review_in_words(account) if account else "",
        reason=(account.decision.reason or "") if account and account.decision else "",
        places=tuple(
            Place(words, place_details(place)) for place in places if (words := place_in_words(place))
        ),
        withdrawal=taken_back.note.words if taken_back else None,
        is_lost=account is not None and account.standing is Standing.LOST,
    )


def _explained(chip: Chip, statement: Statement) -> Chip:
    """The chip; that of a date says by which rule it is known."""
    if chip.kind is not ChipKind.WHEN or statement.when is None or statement.when.rule is None:
        return chip
    return chip._replace(label=f"{chip.label}; {statement.when.rule}")


def _languages(sections: Sequence[Section]) -> dict[str, str]:
    """English names of the documents' languages, by code; a code without a name names itself."""
    codes = {section.document.language for section in sections} - {None}
    return {code: getattr(language_called(code), "name", code) for code in codes if code}


def _joined(pieces: Sequence[Piece]) -> str:
    return "".join(piece.words for piece in pieces)


def _mark_id(section_id: str, character: int) -> str:
    return f"{section_id}-at-{character}"


def _marks(
    document: Document, statements: Sequence[Statement], cards: Sequence[Card], section_id: str
) -> Iterator[Mark]:
    """The document's text in marks; their words, joined, are the text."""
    for stretch in stretches(document, statements):
        anchored = [cards[n] for n in stretch.anchored]
        yield Mark(
            words=document.text[stretch.start : stretch.end],
            kinds=tuple(card.kind for card in anchored),
            numbers=tuple(cards[n].number for n in stretch.quoting),
            target=anchored[0].id if anchored else None,
            hint="\n".join(f"{card.kind}: {_joined(card.pieces)}" for card in anchored),
            id=_mark_id(section_id, stretch.start) if stretch.is_anchors_start else None,
            page=stretch.page,
        )


@lru_cache(maxsize=1)
def _template() -> Template:
    """The page's template; what it shows is escaped unless the template itself says otherwise."""
    loader = ChoiceLoader([PackageLoader("veedor.desk", folder) for folder in ("templates", "static")])
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined).get_template("reading.html")
