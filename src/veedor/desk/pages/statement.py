"""A statement: its words in their place, its whole history, and the forms that change it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from veedor.codebook.labels import Kind
from veedor.codebook.span import Span
from veedor.codebook.statement import Statement
from veedor.codebook.wording import Piece, sentence
from veedor.desk import forms
from veedor.desk.around import Mark, around, around_place, text_of
from veedor.desk.asking import Action, Ask, May, Page, Raw
from veedor.desk.cards import Card, cards_of
from veedor.desk.forms import Field
from veedor.desk.texts import text
from veedor.errors import UsageError
from veedor.record.changes import Verb
from veedor.record.reviewing import decided, differing
from veedor.record.reviewing.decided import Decision, Entry
from veedor.record.reviewing.second_reading import Settled, is_same_person
from veedor.record.store import Record


class FieldChange(NamedTuple):
    """What a decision changed in one field."""

    field: str
    before: str
    """Empty where the field said nothing."""
    after: str


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that somebody decided, answered or remarked, with what it changed."""

    id: int
    verb: Verb
    said: str
    """The verb in words."""
    by: str
    at: str
    reason: str | None
    counts: bool
    """False where it was taken back."""
    is_carried: bool
    """Whether it repeats a decision on an older version of the document."""
    fields: tuple[FieldChange, ...]


class Form(NamedTuple):
    """Another form that the statement had."""

    id: str
    pieces: tuple[Piece, ...]


class Compared(NamedTuple):
    """A field as decided, and as a later reading found it."""

    field: str
    decided: str
    found: str


@dataclass(frozen=True, slots=True)
class Beside:
    """What a later reading found otherwise than people decided."""

    id: str
    decided: tuple[Piece, ...]
    found: tuple[Piece, ...]
    """Empty where the later reading finds nothing there."""
    fields: tuple[Compared, ...]
    """Those in which the two differ."""


@dataclass(frozen=True, slots=True)
class StatementPage:
    """All that is known of a statement."""

    id: str
    root_id: str
    document_id: str
    card: Card | None
    """None where only an earlier reading found it and nobody decided."""
    pieces: tuple[Piece, ...]
    decision_id: int | None
    marks: tuple[Mark, ...]
    history: tuple[Told, ...]
    """Newest first."""
    forms: tuple[Form, ...]
    differences: tuple[Beside, ...]
    settled: Settled | None
    may_answer: bool
    """Whether the decision waits for the person who asks to agree or to send it back."""


@dataclass(frozen=True, slots=True)
class OneCard:
    """A statement's card alone."""

    card: Card
    may_answer: bool


@dataclass(frozen=True, slots=True)
class Edit:
    """A form with every field of a statement."""

    id: str
    """Of the statement; empty where a new one is written."""
    document_id: str
    kind: Kind
    fields: tuple[Field, ...]
    card: Card | None
    """What the statement says now; None where a new one is written."""
    marks: tuple[Mark, ...]
    back: str
    reason: str

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """The kinds to choose from."""
        return tuple(Kind)

    @property
    def shown(self) -> tuple[Field, ...]:
        """The fields that say something, or need to."""
        return tuple(one for one in self.fields if not one.is_empty)

    @property
    def folded(self) -> tuple[Field, ...]:
        """The fields that say nothing."""
        return tuple(one for one in self.fields if one.is_empty)


# --- a statement and its history ---------------------------------------------------------------------------


def load(ask: Ask) -> StatementPage:
    """The statement that any id of its line names."""
    record = ask.record
    known = decided.decision(record, ask.path["id"])
    card = card_of(record, known)
    now = card.statement if card else known.first
    document_id = known.document_id
    return StatementPage(
        id=card.id if card else known.root_id,
        root_id=known.root_id,
        document_id=document_id,
        card=card,
        pieces=sentence(now),
        decision_id=card.decision_id if card else None,
        marks=around(text_of(record, document_id), now),
        history=tuple(reversed(list(_history(known)))),
        forms=tuple(_forms(known, document_id, now)),
        differences=tuple(_differences(record, document_id, known.root_id)),
        settled=known.settled,
        may_answer=_may_answer(ask, known),
    )


def load_card(ask: Ask) -> OneCard:
    """The card of the statement that any id of its line names."""
    known = decided.decision(ask.record, ask.path["id"])
    card = card_of(ask.record, known)
    if card is None:
        raise UsageError("The document's reading no longer has this statement; load the page anew")
    return OneCard(card, _may_answer(ask, known))


def card_of(record: Record, known: Decision) -> Card | None:
    """The card of a line; None where the record does not show it."""
    return None if known.row is None else cards_of(record, [known.row])[0]


def _may_answer(ask: Ask, known: Decision) -> bool:
    return known.settled is Settled.OPEN and not is_same_person(known.by, ask.person.name)


def _history(known: Decision) -> Iterator[Told]:
    """What happened to the line, oldest first, each with the fields it changed."""
    before = known.first
    for entry in known.history:
        fields: tuple[FieldChange, ...] = ()
        if entry.statement is not None:
            fields = tuple(_field_changes(before, entry.statement))
            before = entry.statement if entry.counts else before
        yield _told(entry, fields)


def _told(entry: Entry, fields: tuple[FieldChange, ...]) -> Told:
    return Told(
        entry.id,
        entry.verb,
        verb_in_words(entry.verb),
        entry.by,
        entry.at,
        entry.reason,
        entry.counts,
        is_carried=entry.carried_from is not None,
        fields=fields,
    )


def verb_in_words(verb: Verb) -> str:
    """What a change did, as lists tell it."""
    return {
        Verb.IMPORT: text("brought documents in"),
        Verb.READ: text("read a document"),
        Verb.RELATE: text("judged how documents belong together"),
        Verb.RETRACT: text("retracted a document"),
        Verb.WITHDRAW: text("found statements that a publisher takes back"),
        Verb.REANCHOR: text("looked for a document's statements in its newer version"),
        Verb.ACCEPT: text("accepted"),
        Verb.CORRECT: text("corrected"),
        Verb.REJECT: text("rejected"),
        Verb.ADD: text("added by hand"),
        Verb.COMMENT: text("commented"),
        Verb.AGREE: text("agreed"),
        Verb.SEND_BACK: text("sent back"),
        Verb.IGNORE: text("rejected words everywhere"),
        Verb.JUDGE: text("judged names"),
        Verb.PAIR: text("judged what two statements are to each other"),
        Verb.NAME_ISSUE: text("named an issue"),
        Verb.ENTER: text("entered a forecast's criterion"),
        Verb.RESOLVE: text("said how a forecast came out"),
        Verb.WRITE: text("wrote a brief"),
        Verb.PUBLISH: text("published a brief"),
        Verb.CHOOSE: text("chose an option"),
        Verb.UNDO: text("took back"),
        Verb.BATCH: text("decided on several at once"),
        Verb.ADMIT: text("said who may come in"),
    }[verb]


def _field_changes(before: Statement, after: Statement) -> Iterator[FieldChange]:
    was, is_, called = forms.in_words(before), forms.in_words(after), forms.words_of_fields()
    if before.kind != after.kind:
        yield FieldChange(called["kind"][0], str(before.kind), str(after.kind))
    for name in dict.fromkeys((*was, *is_)):
        if was.get(name) != is_.get(name):
            yield FieldChange(called[name][0], was.get(name, ""), is_.get(name, ""))


def _forms(known: Decision, document_id: str, now: Statement) -> Iterator[Form]:
    """The forms that the line had beside the one shown: as first found, and as corrected since."""
    found = {now.id_in(document_id)}
    for one in (known.first, *(entry.statement for entry in known.history)):
        if one is not None and (id_ := one.id_in(document_id)) not in found:
            found.add(id_)
            yield Form(id_, sentence(one))


def _differences(record: Record, document_id: str, root_id: str) -> Iterator[Beside]:
    for one in differing.differences(record, document_id):
        rows = [row for row in (one.found, *one.decided) if row is not None]
        if any(root_id in (row.id, row.root_id) for row in rows):
            yield _beside(one)


def _beside(one: differing.Difference) -> Beside:
    before, found = one.decided[0].statement, one.found.statement if one.found else None
    said, read, called = (
        forms.in_words(before),
        forms.in_words(found) if found else {},
        forms.words_of_fields(),
    )
    names = [name for name in dict.fromkeys((*said, *read)) if found and said.get(name) != read.get(name)]
    return Beside(
        one.id,
        sentence(before),
        sentence(found) if found else (),
        tuple(Compared(called[name][0], said.get(name, ""), read.get(name, "")) for name in names),
    )


# --- forms -------------------------------------------------------------------------------------------------


def load_edit(ask: Ask) -> Edit:
    """The form that corrects a statement, with what was typed where it comes back."""
    known = decided.decision(ask.record, ask.path["id"])
    card = card_of(ask.record, known)
    now = card.statement if card else known.first
    kind = kind_of(ask) or now.kind
    return Edit(
        id=card.id if card else known.root_id,
        document_id=known.document_id,
        kind=kind,
        fields=forms.shown(kind, now, ask.form or None),
        card=card,
        marks=around(text_of(ask.record, known.document_id), now),
        back=ask.word("back") or "",
        reason=ask.word("reason") or "",
    )


def load_new(ask: Ask) -> Edit:
    """The form that adds a statement to a document; `anchor` may be given as `start-end`."""
    document_id = ask.path["id"]
    body = text_of(ask.record, document_id)
    kind = kind_of(ask) or Kind.EVENT
    typed = dict(ask.form) if ask.form else {name: list(said) for name, said in ask.query.items()}
    place = _place(ask, body)
    if place is not None and not ask.form:
        typed |= {"anchor": [" ".join(body[place.start : place.end].split())]}
        typed |= {"anchor.at": [f"{place.start}-{place.end}"]}
    return Edit(
        id="",
        document_id=document_id,
        kind=kind,
        fields=forms.shown(kind, None, typed),
        card=None,
        marks=() if place is None else around_place(body, place),
        back=ask.word("back") or "",
        reason=ask.word("reason") or "",
    )


def kind_of(ask: Ask) -> Kind | None:
    """The kind that an address or a form names; None where it names none."""
    said = ask.word("kind")
    return next((kind for kind in Kind if kind == said), None)


def _place(ask: Ask, body: str) -> Span | None:
    """Where the words of a new statement stand, as the address or the form says."""
    for said in (ask.word("anchor.at"), ask.word("anchor")):
        start, mark, end = (said or "").partition("-")
        if mark and start.isdigit() and end.isdigit() and int(start) < int(end) <= len(body):
            return Span(int(start), int(end))
    return None


PAGE = Page("statement", "/statements/{id}", load, "statement.html")
EDIT = Page("edit", "/statements/{id}/edit", load_edit, "edit.html", may=May.DECIDE)
NEW = Page("new", "/documents/{id}/new", load_new, "edit.html", may=May.DECIDE)
ANSWERS: tuple[Page | Action | Raw, ...] = (
    PAGE,
    Page("card", "/statements/{id}/card", load_card, "card.html", is_part=True),
    EDIT,
    NEW,
)
