"""Footnotes: where the words of a brief stand, so that a reader can look them up without Veedor."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from veedor.brief.places import sentence_of
from veedor.codebook.span import Quote
from veedor.codebook.when import in_words
from veedor.documents.document import Document
from veedor.record import views
from veedor.record.store import Record
from veedor.record.views import StatementRow
from veedor.record.wanted import Filter, Standing

_WITHHELD = "a confidential source"
_TAKEN_BACK = frozenset({Standing.WITHDRAWN, Standing.LOST, Standing.RETRACTED})
_LONGEST = 500
"""Characters of a sentence that a footnote quotes whole."""


@dataclass(frozen=True, slots=True)
class Note:
    """What a footnote says of one statement."""

    id: str
    """The statement's id, as it was first found or written."""
    form_id: str
    """The id of the form that is shown: another one means that it was corrected since."""
    document_id: str
    publisher: str | None
    title: str
    published: str | None
    """EDTF; None where nothing shows it."""
    quote: str
    """The report's sentence that carries the statement; of a long one the words around it, between ellipses."""
    start: int
    end: int
    page: int | None
    """Number, from 1; None in formats without pages."""
    paragraph: int
    """Number, from 1."""
    address: str | None
    is_confidential: bool = False
    state: str = ""
    """What became of the statement in review; `withdrawn` where its publisher took it back, `lost` where its words are
    gone from the report's newer version, `retracted` where the report is."""

    def to_dict(self) -> dict[str, Any]:
        """The JSON form."""
        return asdict(self)

    @property
    def where(self) -> str:
        """The page, or else the paragraph, in words."""
        return f"p. {self.page}" if self.page else f"para. {self.paragraph}"

    def source(self, *, public: bool = False) -> str:
        """Publisher, title and date; of a confidential source, in a public edition, only that it is one."""
        if self.is_confidential and public:
            return _WITHHELD
        dated = in_words(self.published) if self.published else "undated"
        return ", ".join(part for part in (self.publisher, self.title, dated) if part)

    def words(self, *, public: bool = False) -> str:
        """The whole footnote on one line."""
        if self.is_confidential and public:
            return f"{_begin(_WITHHELD)}."
        mark = " Confidential: for the house alone." if self.is_confidential else ""
        link = f" {self.address}" if self.address else ""
        end = "" if self.quote.endswith((".", "?", "!", "…")) else "."
        return f"{self.source()}, {self.where}: “{self.quote}”{end}{link}{mark}"


def notes(record: Record, ids: Sequence[str], confidential: Collection[str] = ()) -> dict[str, Note]:
    """The footnote of each statement that the record still holds, by its id, in the order given."""
    wanted = set(ids)
    rows = {row.root_id: row for row in _rows(record, wanted) if row.root_id in wanted}
    documents = {row.document_id for row in rows.values()}
    texts = {id_: views.reading(record, id_).document for id_ in documents}
    return {
        id_: _note(rows[id_], texts[rows[id_].document_id], rows[id_].document_id in confidential)
        for id_ in ids
        if id_ in rows
    }


def _rows(record: Record, ids: Collection[str]) -> list[StatementRow]:
    from veedor.record.gathered import gathered

    return list(gathered(record, Filter(states=None, standings=None), of=ids))


def _note(row: StatementRow, document: Document, is_confidential: bool) -> Note:
    anchor: Quote = row.statement.anchor
    return Note(
        id=row.root_id,
        form_id=row.id,
        document_id=row.document_id,
        publisher=row.publisher,
        title=row.document,
        published=row.published,
        quote=_quoted(document.text, row),
        start=anchor.start,
        end=anchor.end,
        page=document.page_of(anchor.start),
        paragraph=paragraph_of(document.text, anchor.start),
        address=document.address,
        is_confidential=is_confidential,
        state=str(row.standing) if row.standing in _TAKEN_BACK else str(row.state),
    )


def _quoted(text: str, row: StatementRow) -> str:
    """The whole sentence that holds the anchor, so that nobody is quoted in half; of a long one the nearest words."""
    anchor = row.statement.anchor
    sentence = sentence_of(text, anchor)
    if sentence.end - sentence.start <= _LONGEST:
        return _flat(text[sentence.start : sentence.end])
    quotes = [one for one in row.statement.quotes() if sentence.covers(one)]
    start, end = min(one.start for one in quotes), max(one.end for one in quotes)
    if end - start <= _LONGEST:
        return f"… {_flat(text[start:end])} …"
    around = _LONGEST // 4
    first = max(sentence.start, anchor.start - around)
    return f"… {_flat(text[first : min(sentence.end, first + 2 * around + anchor.end - anchor.start)])[:_LONGEST]} …"


def _flat(words: str) -> str:
    return " ".join(words.split())


def paragraph_of(text: str, place: int) -> int:
    """The number, from 1, of the paragraph that holds a character: paragraphs are parted by line ends."""
    lines = text[: place + 1].split("\n")
    return max(1, sum(bool(line.strip()) for line in lines))


def _begin(words: str) -> str:
    return words[:1].upper() + words[1:]
