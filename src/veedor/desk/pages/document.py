"""The reading desk: a document's text with its highlights, beside it what was read from it, to be decided in place."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import groupby
from typing import NamedTuple, TypeVar

from veedor.codebook.labels import Kind
from veedor.codebook.span import Span
from veedor.desk.asking import Action, Ask, File, Page, Raw
from veedor.desk.cards import WAITS, Card, cards_of
from veedor.desk.marks import Stretch, blocks, stretches
from veedor.desk.originals import PDF, Original, original_of, page_of
from veedor.desk.page import published_in_words
from veedor.desk.texts import text
from veedor.documents.document import Document
from veedor.documents.language import language_called
from veedor.errors import UsageError
from veedor.record import views
from veedor.record.reviewing import decided, review
from veedor.record.store import Record
from veedor.record.versions import kin
from veedor.record.versions.kin import DocumentAccount
from veedor.record.views import Reading, StatementRow
from veedor.record.wanted import State

_LINE = 78
"""Characters of a line of the text pane, about; by them a browser knows how much room a block takes."""
_MOST_LINES = 40
_MOST_SAME = 200
"""As many as are decided at once (`deciding.MOST_AT_ONCE`)."""
Named = TypeVar("Named", bound=StrEnum)
_SILENT = frozenset({State.REJECTED, State.IGNORED})
"""What is not to be believed: its words are not lit."""


class View(StrEnum):
    """What stands in the pane of the text."""

    TEXT = "text"
    PAGES = "pages"
    """The pages of the original, beside the text where there is room."""


class Wanted(StrEnum):
    """Which statements are listed."""

    ALL = "all"
    WAITING = "waiting"
    DECIDED = "decided"


class Mark(NamedTuple):
    """A stretch of the text as the page shows it."""

    words: str
    ids: str
    """Of all statements that quote it, with spaces between."""
    target: str | None
    """Id of the statement that a click leads to; None where no anchor covers it."""
    style: str
    """Classes for the kinds of the statements anchored here that hold: of the shortest anchor, then of the next."""
    at: int | None
    """Where cards lead back to, if an anchor begins here."""
    page: int | None
    """Number of the page that begins here."""


class Block(NamedTuple):
    """A paragraph, or a part of a long one."""

    at: int
    """Its first character in the document's text."""
    lines: int
    """How many lines it takes, about."""
    page: int | None
    """The page on which it begins; None for a document without pages."""
    marks: tuple[Mark, ...]


class Tally(NamedTuple):
    """How many statements there are of each sort."""

    all: int
    waiting: int
    kinds: Mapping[Kind, int]

    @property
    def decided(self) -> int:
        """Those on which somebody decided, one by one or by a rule."""
        return self.all - self.waiting


@dataclass(frozen=True, slots=True)
class ReadingDesk:
    """A document with what was read from it and what became of that."""

    document: Document
    told: DocumentAccount
    published: str
    """When it was published and how that is known."""
    language: str
    """Its language in English; empty where nobody knows it."""
    reader: str
    words: int
    tally: Tally
    cards: tuple[Card, ...]
    """Every statement, in the order of the text."""
    wanted: Wanted
    kinds: frozenset[Kind]
    """The kinds that are listed."""
    view: View
    is_kept: bool
    """Whether the pages of the original are asked for and can be shown."""
    blocks: tuple[Block, ...] = field(repr=False)

    @property
    def name(self) -> str:
        """What to call it: its title, else its file, else its id."""
        return self.document.title or self.document.file or self.document.id

    @property
    def hidden(self) -> tuple[Kind, ...]:
        """The kinds that are not listed."""
        return tuple(kind for kind in Kind if kind not in self.kinds)

    def switched(self, kind: Kind) -> list[Kind]:
        """The kinds that are listed once this one is switched on or off; none are named where that is all."""
        kinds = self.kinds ^ {kind}
        return [one for one in Kind if one in kinds] if len(kinds) < len(Kind) else []

    @property
    def pages(self) -> int:
        """How many pages it has; 0 for a format without."""
        return len(self.document.pages)

    @property
    def is_pdf(self) -> bool:
        """Whether it was read from a PDF, whose pages can be drawn."""
        return self.document.media_type == PDF

    def page_of(self, card: Card) -> int | None:
        """The page on which a card's words begin; None where there is but one."""
        return self.document.page_of(card.statement.anchor.start) if self.pages > 1 else None


@dataclass(frozen=True, slots=True)
class Part:
    """What changed on the desk by a decision: a card, and the blocks of the text that show it."""

    card: Card | None
    page: int | None
    same: int
    """How many other statements with the same words wait, where the address asks for it."""
    blocks: tuple[Block, ...] = field(repr=False)


# --- the page ----------------------------------------------------------------------------------------------


def load(ask: Ask) -> ReadingDesk:
    """The document that the address names."""
    record = ask.record
    reading = views.reading(record, ask.path["id"], states=None)
    document, view = reading.document, _one_of(View, ask.word("view"), View.TEXT)
    wants_original = view is View.PAGES and document.media_type == PDF
    return ReadingDesk(
        document=document,
        told=kin.of_document(record, document.id),
        published=published_in_words(document.published),
        language=getattr(language_called(document.language or ""), "name", document.language or ""),
        reader=f"{reading.reader} {reading.version}",
        words=len(document.text.split()),
        tally=_tally(reading.rows),
        cards=tuple(cards_of(record, reading.rows)),
        wanted=_one_of(Wanted, ask.word("state"), Wanted.ALL),
        kinds=frozenset(Kind(one) for one in ask.words("kind") if one in list(Kind)) or frozenset(Kind),
        view=view,
        is_kept=wants_original and original_of(record, document) is not None,
        blocks=tuple(_blocks(reading)),
    )


def _one_of(kind: type[Named], said: str | None, otherwise: Named) -> Named:
    return next((one for one in kind if one == said), otherwise)


def _tally(rows: Sequence[StatementRow]) -> Tally:
    kinds = Counter(row.statement.kind for row in rows)
    waiting = sum(row.state in WAITS for row in rows)
    return Tally(len(rows), waiting, {kind: kinds[kind] for kind in Kind})


# --- the text ----------------------------------------------------------------------------------------------


def _blocks(reading: Reading, wanted: Iterable[Span] | None = None) -> Iterator[Block]:
    """The text in blocks, or only those that are wanted."""
    document, rows = reading.document, reading.rows
    spans = blocks(document.text)
    shown = set(spans) if wanted is None else set(wanted)
    starts = [span.start for span in spans]
    found = stretches(document, [row.statement for row in rows], borders=starts)
    for number, some in groupby(found, lambda stretch: bisect_right(starts, stretch.start) - 1):
        if spans[number] in shown:
            yield _block(document, spans[number], rows, list(some))


def _block(document: Document, span: Span, rows: Sequence[StatementRow], found: Sequence[Stretch]) -> Block:
    words = document.text[span.start : span.end]
    lines = sum(max(1, -(-len(line) // _LINE)) for line in words.split("\n")[: _MOST_LINES + 1])
    lines -= words.endswith("\n")
    page = document.page_of(span.start) if len(document.pages) > 1 else None
    marks = tuple(_mark(document, stretch, rows) for stretch in found)
    return Block(span.start, max(1, min(lines, _MOST_LINES)), page, marks)


def _mark(document: Document, stretch: Stretch, rows: Sequence[StatementRow]) -> Mark:
    if not stretch.quoting:
        return Mark(document.text[stretch.start : stretch.end], "", None, "", None, stretch.page)
    anchored = [rows[n] for n in stretch.anchored]
    holding = [row for row in anchored if row.state not in _SILENT]
    return Mark(
        words=document.text[stretch.start : stretch.end],
        ids=" ".join([rows[n].id for n in stretch.quoting]),
        target=(holding or anchored)[0].id if anchored else None,
        style=_style([row.statement.kind for row in holding[:2]]),
        at=stretch.start if stretch.is_anchors_start else None,
        page=stretch.page,
    )


def _style(kinds: Sequence[Kind]) -> str:
    """The colour of the first kind, the line of the last: ` k-event u-figure`."""
    return f" k-{kinds[0]} u-{kinds[-1]}" if kinds else ""


# --- what changed ------------------------------------------------------------------------------------------


def load_part(ask: Ask) -> Part:
    """A card as it is now; with `text`, also the blocks that quote it, and those that begin at `block`."""
    reading = views.reading(ask.record, ask.path["id"], states=None)
    document, card = reading.document, _card(ask, reading)
    is_paged = card is not None and len(document.pages) > 1
    return Part(
        card=card,
        page=document.page_of(card.statement.anchor.start) if card and is_paged else None,
        same=len(review.same_words(ask.record, card.id, limit=_MOST_SAME))
        if card and ask.word("same")
        else 0,
        blocks=tuple(_blocks(reading, _changed(ask, document, card))) if ask.word("text") else (),
    )


def _changed(ask: Ask, document: Document, card: Card | None) -> Iterator[Span]:
    at = {int(one) for one in ask.words("block") if one.isascii() and one.isdigit() and len(one) < 10}
    quotes = list(card.statement.quotes()) if card else []
    for span in blocks(document.text):
        if span.start in at or any(span.overlaps(quote) for quote in quotes):
            yield span


def _card(ask: Ask, reading: Reading) -> Card | None:
    """The card asked for, under any id of its line; None where none is, or where the document has it no more."""
    asked = ask.word("card")
    if asked is None:
        return None
    row = next((row for row in reading.rows if asked in (row.id, row.root_id)), None)
    if row is None:
        row = decided.decision(ask.record, asked).row
    is_here = row is not None and row.document_id == reading.document.id
    return cards_of(ask.record, [row])[0] if row and is_here else None


# --- the original ------------------------------------------------------------------------------------------


def load_page(ask: Ask) -> File:
    """A page of the original PDF as a picture."""
    record, id_ = ask.record, ask.path["id"]
    original = ask.desk.memory.of(record, ("original", id_), lambda: _original(record, id_))
    number = ask.path["n"]
    if not (number.isascii() and number.isdigit() and len(number) < 6):
        raise UsageError(text("A page has a number, from 1 on"))
    return File(page_of(original, int(number)), "image/png")


def _original(record: Record, document_id: str) -> Original:
    document = views.reading(record, document_id).document
    found = original_of(record, document) if document.media_type == PDF else None
    if found is None:
        raise UsageError(text("The original is not kept; put the file beside the record to see its pages"))
    return found


PAGE = Page("document", "/documents/{id}", load, "document.html")
ANSWERS: tuple[Page | Action | Raw, ...] = (
    Page("document-part", "/documents/{id}/part", load_part, "document_part.html", is_part=True),
    Raw("document-page", "/documents/{id}/page/{n}.png", load_page),
    PAGE,
)
