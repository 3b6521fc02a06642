"""A statement as every page of the desk shows it: a sentence, its chips, what became of it, and where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from veedor.codebook.labels import EventType, Kind
from veedor.codebook.statement import Event, Statement
from veedor.codebook.wording import Chip, ChipKind, Piece, chips, sentence
from veedor.desk.shown import place_details, place_in_words, review_in_words, standing_in_words
from veedor.record import accounts
from veedor.record.accounts import Account
from veedor.record.reviewing.second_reading import Settled, Waiting, is_same_person, unsettled_of
from veedor.record.store import Record
from veedor.record.views import StatementRow
from veedor.record.wanted import Standing, State

WAITS = frozenset({State.READ, State.DIFFERS})
"""What nobody has decided on yet."""


@dataclass(frozen=True, slots=True)
class Card:
    """A statement beside, or without, its text."""

    id: str
    document_id: str
    document: str
    """The document's title, else its file, else its id."""
    publisher: str | None
    published: str | None
    statement: Statement
    pieces: tuple[Piece, ...]
    chips: tuple[Chip, ...]
    places: tuple[tuple[str, str], ...]
    """Where its places lie: words, and how that is known."""
    state: State
    standing: Standing
    decision_id: int | None
    review: str
    """What became of it in review; empty where nobody has decided."""
    reason: str
    note: str
    """What its publisher did to its words; empty where they stand."""
    held: Waiting | None = None
    """By whom it was decided, where that waits for a second reader or was sent back; None where nothing more is due."""

    @property
    def kind(self) -> Kind:
        """The kind of statement."""
        return self.statement.kind

    @property
    def type(self) -> EventType | None:
        """The event's type; None for other kinds."""
        return self.statement.type if isinstance(self.statement, Event) else None

    @property
    def waits(self) -> bool:
        """Whether it waits for somebody's decision."""
        return self.state in WAITS

    @property
    def holds(self) -> bool:
        """Whether it is still to be believed: neither rejected, nor taken back, nor replaced."""
        return self.standing is Standing.STANDS and self.state not in (State.REJECTED, State.IGNORED)

    def may_answer(self, person: str) -> bool:
        """Whether the person is one who may agree with the decision or send it back."""
        return self.held is not None and self.held.settled is Settled.OPEN and self.held.waits_for(person)

    def is_closed_to(self, person: str) -> bool:
        """Whether somebody else decides: the decision waits, or was sent back, and is not the person's own."""
        return self.held is not None and not is_same_person(self.held.by, person)

    def to_dict(self) -> dict[str, Any]:
        """The JSON form: the statement's own, with where it stands and what became of it."""
        said = {"id": self.id, "document": self.document_id, "state": str(self.state)}
        said |= {"standing": str(self.standing), "sentence": "".join(piece.words for piece in self.pieces)}
        if self.decision_id is not None:
            said["decision"] = str(self.decision_id)
        if self.held is not None:
            said["second_reading"] = str(self.held.settled)
        return said | self.statement.to_dict() | {"probability_right": self.statement.probability_right}


def cards_of(record: Record, rows: Iterable[StatementRow]) -> list[Card]:
    """The statements as cards, in their order."""
    rows = list(rows)
    held = unsettled_of(record, [row.decision_id for row in rows if row.decision_id is not None])
    return [
        card(row, account, held.get(row.decision_id or 0)) for row, account in accounts.told(record, rows)
    ]


def card(row: StatementRow, account: Account, held: Waiting | None = None) -> Card:
    """A statement's card, with what is told of it."""
    said = row.statement
    return Card(
        id=row.id,
        document_id=row.document_id,
        document=row.document,
        publisher=row.publisher,
        published=row.published,
        statement=said,
        pieces=sentence(said),
        chips=_chips(said),
        places=_places(account.places),
        state=row.state,
        standing=row.standing,
        decision_id=row.decision_id,
        review=review_in_words(account),
        reason=(account.decision.reason or "") if account.decision else "",
        note=standing_in_words(account),
        held=held,
    )


def _chips(statement: Statement) -> tuple[Chip, ...]:
    """Its chips; that of a date says by which rule it is known."""
    rule = statement.when.rule if statement.when else None
    return tuple(
        one._replace(label=f"{one.label}; {rule}") if rule and one.kind is ChipKind.WHEN else one
        for one in chips(statement)
    )


def _places(places: Sequence[accounts.Place]) -> tuple[tuple[str, str], ...]:
    return tuple((words, place_details(place)) for place in places if (words := place_in_words(place)))
