"""Review: one statement at a time, the least sure first, decided by a key.

Where one stands in the queue is said by the address alone: `after` is the statement behind which it goes on,
`skipped` are those passed over, and `at` is one to look at out of turn. So two people, or two windows, have queues of
their own, and a link leads to the same question.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import NamedTuple

from veedor.codebook.labels import Kind
from veedor.desk import answering
from veedor.desk.around import Mark, around, text_of
from veedor.desk.asking import Action, Ask, Page, Raw
from veedor.desk.cards import Card, cards_of
from veedor.desk.memory import last_change
from veedor.desk.pages.deciding import MOST_AT_ONCE
from veedor.desk.pages.statement import verb_in_words
from veedor.desk.texts import texts
from veedor.record import changes, views
from veedor.record.changes import Change, Verb
from veedor.record.reviewing import decided, review, waiting
from veedor.record.reviewing.progress import Progress, only_decided, progress
from veedor.record.wanted import Filter, Turn

_MOST_SKIPPED = 200
"""Statements that the address keeps as skipped: some 3,500 characters, which every browser and server takes."""
_STRIP = 50
"""Decisions in the history strip."""
_DECIDING = frozenset({Verb.ACCEPT, Verb.CORRECT, Verb.REJECT, Verb.ADD, Verb.BATCH, Verb.IGNORE})


class Chip(NamedTuple):
    """A filter that can be put on or taken off."""

    words: str
    to: str
    is_on: bool


class Made(NamedTuple):
    """A decision of this person, to be looked at again."""

    change_id: int
    said: str
    """What was done, in words."""
    at: str
    sentence: str
    """What the statement says; empty where the change is about several, or none."""
    to: str
    """Where to look at it again; empty where there is no one statement."""
    counts: bool


@dataclass(frozen=True, slots=True)
class Same:
    """Others that wait with the same words."""

    cards: tuple[Card, ...]
    has_more: bool
    """Whether there are more than can be decided at once."""


@dataclass(frozen=True, slots=True)
class Question:
    """The statement to decide on."""

    card: Card
    marks: tuple[Mark, ...]
    same: Same
    is_at: bool
    """Whether it was asked for by name, out of turn."""


class _First(NamedTuple):
    """What waits first, in the queue from its beginning."""

    row: views.StatementRow | None
    """None where nothing waits."""
    change_id: int
    """The last change before it was looked for."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How far review has come."""

    waiting: int
    today: int
    """Decisions that the person who asks made today and that count."""
    done: int
    """Statements that anybody has decided on."""


@dataclass(frozen=True, slots=True)
class Queue:
    """What the page shows."""

    question: Question | None
    counts: Counts
    skipped: int
    is_over: bool
    """Whether nothing waits behind what was skipped."""
    history: tuple[Made, ...]
    """Newest first."""
    kinds: tuple[Chip, ...]
    narrowed: tuple[Chip, ...]
    """The document and the publisher to which the queue is narrowed."""
    second: Chip | None
    """What waits for the person's second reading, or was sent back to them; None where nothing is and was asked for."""
    order: Turn
    back: str
    """The address to show after a decision."""
    stay: str
    """The address of this question, or, once it is decided, of the next one: where editing leads back to."""
    next: str
    """The address of the next question, this one being passed over; empty where there is no question."""
    previous: str
    """The address of the question passed over before; empty where none was."""
    again: str
    """The address of the queue from its beginning."""
    other_order: str


def load(ask: Ask) -> Queue:
    """The question at its place in the queue, and how far review has come."""
    skipped = _skipped(ask)
    question = _asked(ask) or _next(ask, skipped)
    here = question.card.id if question else ""
    forth = [*skipped, here] if question and not question.is_at else skipped
    before, behind = _beside(ask, skipped)
    return Queue(
        question=question,
        counts=_counts(ask),
        skipped=len(skipped),
        is_over=question is None,
        history=tuple(_history(ask, skipped)),
        kinds=tuple(_kinds(ask)),
        narrowed=tuple(_narrowed(ask)),
        second=_second(ask),
        order=_order(ask),
        back=_at(ask, [one for one in skipped if one != here], after=_after(ask, question)),
        stay=_at(ask, skipped, at=ask.word("at")),
        next=behind or (_at(ask, forth, after=_after(ask, question)) if question else ""),
        previous=before,
        again=_at(ask, [], after=None),
        other_order=_at(ask, [], after=None, order=Turn.DOUBT if _order(ask) is Turn.TEXT else Turn.TEXT),
    )


# --- the address -------------------------------------------------------------------------------------------


def _skipped(ask: Ask) -> list[str]:
    said = (ask.word("skipped") or "").split(".")
    return [one for one in said if one.isalnum() and len(one) <= 16][-_MOST_SKIPPED:]


def _after(ask: Ask, question: Question | None) -> str | None:
    """Behind which statement the queue goes on: what was decided or passed over need not be looked through again."""
    if ask.word("second"):
        return None
    return ask.word("after") if question is None or question.is_at else question.card.id


def _beside(ask: Ask, skipped: Sequence[str]) -> tuple[str, str]:
    """The addresses of the statements passed over before, and after, the one looked at; empty where there is none."""
    at = ask.word("at")
    here = skipped.index(at) if at in skipped else len(skipped)
    before = _at(ask, skipped, at=skipped[here - 1]) if here else ""
    return before, _at(ask, skipped, at=skipped[here + 1]) if here + 1 < len(skipped) else ""


def _order(ask: Ask) -> Turn:
    return Turn.TEXT if ask.word("order") == Turn.TEXT else Turn.DOUBT


def _filter(ask: Ask) -> Filter:
    kind = next((one for one in Kind if one == ask.word("kind")), None)
    return Filter(kind=kind, document=ask.word("document"), publisher=ask.word("publisher"))


def _at(ask: Ask, skipped: Sequence[str], **other: object) -> str:
    """The queue's address with these statements skipped and, where given, other filters."""
    kept = ("kind", "document", "publisher", "order", "after", "second")
    asked: dict[str, object] = {name: ask.word(name) for name in kept}
    passed = ".".join(list(dict.fromkeys(skipped))[-_MOST_SKIPPED:])
    return ask.to("queue", **(asked | other), skipped=passed)


# --- the question ------------------------------------------------------------------------------------------


def _asked(ask: Ask) -> Question | None:
    """The statement that the address names."""
    id_ = ask.word("at")
    row = decided.shown(ask.record, id_) if id_ else None
    return _question(ask, row, is_at=True) if row else None


def _next(ask: Ask, skipped: Sequence[str]) -> Question | None:
    """The first that waits behind the place reached; from the beginning where that is the end and none was skipped."""
    if ask.word("second"):
        held = answering.first(ask, skipped)
        return _question(ask, held, is_at=False) if held else None
    after = ask.word("after")
    row = None if after is None else _waiting(ask, after=after)
    if row is None and not (after and skipped):
        row = _first_row(ask)
    return _question(ask, row, is_at=False) if row else None


def _waiting(ask: Ask, **begin: str) -> views.StatementRow | None:
    return next(waiting.queue(ask.record, _filter(ask), order=_order(ask), limit=1, **begin), None)


def _first_row(ask: Ask) -> views.StatementRow | None:
    """The first that waits, looked for from the one on that was first before: all before that one is decided."""
    name = ("first", _filter(ask), _order(ask))
    first: _First = ask.desk.memory.on_from(ask.record, name, lambda before: _first(ask, before))
    return first.row


def _first(ask: Ask, before: _First | None) -> _First:
    last, row = last_change(ask.record), None
    if before is not None and before.row and only_decided(ask.record, before.change_id):
        row = _waiting(ask, at=before.row.id)
    return _First(row or _waiting(ask), last)


def _question(ask: Ask, row: views.StatementRow, *, is_at: bool) -> Question:
    card = cards_of(ask.record, [row])[0]
    body = text_of(ask.record, card.document_id)
    others = review.same_words_as(ask.record, row, limit=MOST_AT_ONCE + 1) if card.waits else []
    same = Same(tuple(cards_of(ask.record, others[:MOST_AT_ONCE])), len(others) > MOST_AT_ONCE)
    return Question(card, around(body, card.statement), same, is_at)


# --- what stands beside it ---------------------------------------------------------------------------------


def _counts(ask: Ask) -> Counts:
    record, memory = ask.record, ask.desk.memory
    far: Progress = memory.on_from(record, "progress", lambda before: progress(record, before))
    today = datetime.now(UTC).date().isoformat()
    by = ask.person.name
    made = memory.of(record, ("today", by, today), lambda: changes.many(record, by, today, verbs=_DECIDING))
    return Counts(far.waiting, made, far.done)


def _history(ask: Ask, skipped: Sequence[str]) -> list[Made]:
    made = changes.log(ask.record, by=ask.person.name, limit=_STRIP, verbs=_DECIDING)
    about = decided.statements_of(ask.record, [one.id for one in made], findings=False)
    alone = {one.id: about[one.id][0] for one in made if len(about.get(one.id, ())) == 1}
    said = decided.sentences_of(ask.record, list(alone.values()))
    return [_made(ask, one, alone.get(one.id), said, skipped) for one in made]


def _made(ask: Ask, change: Change, id_: str | None, said: dict[str, str], skipped: Sequence[str]) -> Made:
    to = _at(ask, skipped, at=id_) if id_ else ""
    words = said.get(id_, "") if id_ else ""
    return Made(change.id, verb_in_words(change.verb), change.at, words, to, change.counts)


def _kinds(ask: Ask) -> list[Chip]:
    on = _filter(ask).kind
    return [
        Chip(str(kind), _at(ask, [], after=None, kind=None if kind is on else kind), kind is on)
        for kind in Kind
    ]


def _second(ask: Ask) -> Chip | None:
    """The decisions of others that this person is to answer, and their own that were sent back."""
    many, is_on = len(answering.waiting_for(ask)), ask.word("second") is not None
    to = _at(ask, [], after=None, second=None if is_on else "1")
    words = texts("%(num)d for your second reading", "%(num)d for your second reading", many)
    return Chip(words, to, is_on) if many or is_on else None


def _narrowed(ask: Ask) -> list[Chip]:
    found = []
    if document := ask.word("document"):
        rows = views.documents(ask.record, of=[document])
        found.append(Chip(rows[0].label if rows else document, _at(ask, [], after=None, document=None), True))
    if publisher := ask.word("publisher"):
        found.append(Chip(publisher, _at(ask, [], after=None, publisher=None), True))
    return found


ANSWERS: tuple[Page | Action | Raw, ...] = (Page("queue", "/queue", load, "queue.html", title="Review"),)
