"""Two names side by side: what is known of each, what they share, and what speaks against joining them."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from veedor.codebook.naming import APART, key
from veedor.codebook.span import Span
from veedor.desk import actors, judged
from veedor.desk.actors import Common, Form, Gathered
from veedor.desk.around import Mark, around_place, text_of
from veedor.desk.asking import Ask
from veedor.desk.filters import dated
from veedor.desk.judged import Told
from veedor.record import views
from veedor.record.actors import identity, namings
from veedor.record.actors.identity import Judgement
from veedor.record.filters import among
from veedor.record.wanted import Filter, Names

_NAMES = 8
_OFFICES = 5
_JUDGEMENTS = 20
_SAMPLES = 2
"""Sentences of each side, of two documents where there are two."""
_LOOKED_AT = 12
"""Statements among which they are looked for."""


class Sample(NamedTuple):
    """A sentence in which a name stands."""

    marks: tuple[Mark, ...]
    document: str
    publisher: str | None
    published: str | None
    address: str


class Office(NamedTuple):
    """An office that an actor held."""

    words: str
    when: str


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two: the actor whom a name means now."""

    node: str
    node_in: str | None
    name: str
    """As reports write it."""
    document: str
    """The only document in which it is meant; empty where it is meant in all."""
    address: str
    forms: tuple[Form, ...]
    """All names of the actor, the most frequent first; the first few."""
    forms_total: int
    gathered: Gathered
    offices: tuple[Office, ...]
    samples: tuple[Sample, ...]

    @property
    def countries(self) -> tuple[Common, ...]:
        """The countries of which its documents speak."""
        return self.gathered.countries


@dataclass(frozen=True, slots=True)
class Question:
    """Whether two names mean one actor."""

    left: Side
    right: Side
    judged: Told | None
    """What is judged of the pair so far."""
    is_one: bool
    """Whether judgements join the two already."""
    against: tuple[Told, ...]
    """Judgements that a name of the one is not a name of the other."""
    history: tuple[Told, ...]
    """What is judged of the names of both, the newest first."""
    shared: frozenset[str]
    """Countries, publishers and offices that both have."""


def question(ask: Ask, left: str, right: str) -> Question:
    """What is known of two nodes; UsageError where one is not named."""
    own_names, other_names = _names(ask, left), _names(ask, right)
    one, other = _side(ask, left, own_names), _side(ask, right, other_names)
    names = (own_names.nodes, other_names.nodes)
    whom = actors.whom(ask)
    with ask.record.reading() as connection:
        own = list(identity.holding(connection, pairs=[(min(left, right), max(left, right))]))
    against = [held for held in whom.different if _is_against(held, *names)]
    history = judged.told(ask, identity.newest(ask.record, {left, right}, _JUDGEMENTS))
    return Question(
        one,
        other,
        next(iter(judged.told(ask, own)), None),
        right in names[0],
        tuple(judged.told(ask, against)),
        tuple(history),
        _shared(one, other),
    )


def _is_against(one: Judgement, left: Collection[str], right: Collection[str]) -> bool:
    return (one.left in left and one.right in right) or (one.left in right and one.right in left)


def _names(ask: Ask, node: str) -> Names:
    """The names of the actor that has a node."""
    plain, _, document_id = node.partition(APART)
    return actors.names_of(ask, plain, document_id or None)


def _side(ask: Ask, node: str, names: Names) -> Side:
    known = actors.gathered(ask, names)
    words = known.forms[0].words if known.forms else node.partition(APART)[0]
    (plain, inside), own = judged.parts(node), _own_words(known, node)
    report = actors.reports(ask).get(inside) if inside else None
    return Side(
        plain,
        inside,
        own or words,
        report.label if report else inside or "",
        actors.address(ask, own or words, inside),
        known.forms[:_NAMES],
        len(known.forms),
        known,
        _offices(ask, names, known),
        tuple(islice(_samples(ask, node, known), _SAMPLES)),
    )


def _own_words(known: Gathered, node: str) -> str | None:
    """How reports mostly write the node itself, among all names of its actor."""
    plain = node.partition(APART)[0]
    return next((form.words for form in known.forms if key(form.words) == plain), None)


def _offices(ask: Ask, names: Names, known: Gathered) -> tuple[Office, ...]:
    spans = [
        (one, one.starts or one.seen_from, one.ends or one.seen_to)
        for one in actors.offices(ask, names, known)[:_OFFICES]
    ]
    return tuple(
        Office(
            f"{one.office}, {one.of}" if one.of else one.office,
            " – ".join(dict.fromkeys(dated(value) for value in (first, last) if value)),
        )
        for one, first, last in spans
    )


def _samples(ask: Ask, node: str, known: Gathered) -> Iterator[Sample]:
    """Sentences that name the node, of different documents, the newest first."""
    ids = known.samples[:_LOOKED_AT]
    if not ids:
        return
    with ask.record.reading() as connection:
        rows = list(views.statements_in(connection, Filter(), within=lambda of: (among(of.c.id, ids),)))
    for row in rows:
        quote = namings.quote_naming(row.statement, {node}, row.document_id)
        if quote is not None:
            place = Span(quote.start, quote.end)
            marks = around_place(text_of(ask.record, row.document_id), place, beside=0)
            to = ask.to("document", id=row.document_id) + f"#s-{row.id}"
            yield Sample(marks, row.document, row.publisher, row.published, to)


def _shared(left: Side, right: Side) -> frozenset[str]:
    def values(side: Side) -> set[str]:
        common = {one.words for one in (*side.gathered.countries, *side.gathered.publishers)}
        return common | {one.words for one in side.offices}

    return frozenset(values(left) & values(right))
