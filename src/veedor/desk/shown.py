"""Documents as people see them: with what became of them and of their statements, in words.

The terminal and the pages share it. What nobody decided and what simply stands needs no words.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from veedor.codebook.statement import Statement
from veedor.codebook.wording import value_in_words
from veedor.documents.document import Document
from veedor.gazetteers.countries import name_of
from veedor.record import accounts, views
from veedor.record.accounts import Account, Place
from veedor.record.store import Record
from veedor.record.versions import kin
from veedor.record.versions.kin import DocumentAccount, Kin
from veedor.record.views import Reading
from veedor.record.wanted import Standing, State

_DECIDED = {
    State.ACCEPTED: "accepted",
    State.CORRECTED: "corrected",
    State.ADDED: "added by hand",
    State.REJECTED: "rejected",
}
_UNDECIDED = {
    State.IGNORED: "its words are rejected everywhere",
    State.DIFFERS: "differs from what a person decided",
}


@dataclass(frozen=True, slots=True)
class Shown:
    """A document with its statements and, where it comes from a record, what is told of both."""

    document: Document
    statements: Sequence[Statement]
    told: DocumentAccount | None = None
    accounts: Mapping[str, Account] = field(default_factory=dict)
    """By the statements' ids; empty where no record keeps them."""

    def account(self, statement: Statement) -> Account | None:
        """What is told of one of the statements; None where no record keeps it."""
        return self.accounts.get(statement.id_in(self.document.id))

    def to_dict(self) -> dict[str, Any]:
        """The form of `gold/*.json`, with all that is told."""
        if self.told is None:
            return views.to_gold(self.document, self.statements)
        told = ((one, self.accounts[one.id_in(self.document.id)]) for one in self.statements)
        return views.to_told(self.document, self.told, told)


def of_record(record: Record, document_id: str) -> Shown:
    """A document of a record; UsageError where there is none."""
    return _shown(record, views.reading(record, document_id), kin.of_document(record, document_id))


def all_of(record: Record) -> Iterator[Shown]:
    """The documents of a record, newest first."""
    told = kin.of_documents(record)
    for row in views.documents(record):
        account = told.get(row.id) or DocumentAccount(row.id)
        yield _shown(record, views.reading(record, row.id), account)


def _shown(record: Record, reading: Reading, told: DocumentAccount) -> Shown:
    by_id = {account.id: account for account in accounts.of_statements(record, reading.rows)}
    return Shown(reading.document, reading.statements, told, by_id)


def review_in_words(account: Account) -> str:
    """What became of a statement in review, `corrected by Ana`; empty where nobody has decided."""
    said = _DECIDED.get(account.state)
    if said is None:
        return _UNDECIDED.get(account.state, "")
    return f"{said} by {account.decision.by}" if account.decision else said


def standing_in_words(account: Account) -> str:
    """What a publisher did to a statement's words; empty where they stand, or stand in a newer version.

    That the whole document is retracted or has a newer version is told of the document.
    """
    if account.taken_back:
        return f"withdrawn by its publisher: “{_flat(account.taken_back.note.words)}”"
    if account.standing is Standing.WITHDRAWN:
        return "withdrawn by its publisher"
    return "gone from the newer version" if account.standing is Standing.LOST else ""


def words_of(account: Account) -> list[str]:
    """Review and standing in words, those that there are."""
    return [words for words in (review_in_words(account), standing_in_words(account)) if words]


def document_in_words(told: DocumentAccount) -> list[str]:
    """What no longer holds of a document: `retracted by Ana: …`, `superseded by 3fa2910c`."""
    said = []
    if told.retracted:
        reason = f": {_flat(told.retracted.reason)}" if told.retracted.reason else ""
        said.append(f"retracted by {told.retracted.by}{reason}")
    if told.newest:
        said.append(f"superseded by {told.newest.id[:8]}")
    return said


def version_in_words(one: Kin) -> str:
    """Another version by its title and date."""
    return _listed(one.label, value_in_words(one.published) if one.published else None)


def carrier_in_words(one: Kin) -> str:
    """Another carrier of the story by its publisher, else its title, and its date."""
    return _listed(one.publisher or one.label, value_in_words(one.published) if one.published else None)


def place_in_words(place: Place) -> str:
    """A place with its country, `Barquisimeto, Venezuela`; empty where it is a country itself."""
    country = (name_of(place.country) or place.country) if place.country else None
    return "" if country in (None, place.name) else f"{place.name}, {country}"


def place_details(place: Place) -> str:
    """The region, how finely the place is known and by which rule, and its GeoNames id."""
    region = place.region if place.region != place.name else None
    return "; ".join(
        filter(None, (region, place.why, f"GeoNames {place.geonames}" if place.geonames else None))
    )


def _listed(*parts: str | None) -> str:
    return ", ".join(filter(None, parts))


def _flat(words: str) -> str:
    return " ".join(words.split())
