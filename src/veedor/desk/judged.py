"""Judgements of names as the pages of actors show them: with names as reports write them, and where they lead."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from veedor.codebook.naming import APART
from veedor.desk import actors
from veedor.desk.asking import Ask
from veedor.errors import UsageError
from veedor.record.actors import roll
from veedor.record.actors.identity import Actor, Judgement, Verdict
from veedor.record.actors.namings import Report


class Name(NamedTuple):
    """One of the two names of a judgement."""

    words: str
    document: str
    """The only document in which it is meant; empty where it is meant in all."""
    address: str
    """Of the actor whom it means now."""


class Told(NamedTuple):
    """A judgement on a page."""

    left: Name
    right: Name
    verdict: Verdict
    why: str
    score: float | None
    by: str
    at: str
    change_id: int
    compare: str
    """Where the two are compared, and judged again."""
    parting: str
    """Where it is shown what would part without it; empty where it joins nothing."""


def told(ask: Ask, judgements: Iterable[Judgement]) -> list[Told]:
    """The judgements as a page shows them, in their order."""
    listed = list(judgements)
    names = roll.written_as(ask.record, {node for one in listed for node in (one.left, one.right)})
    known = actors.reports(ask)
    shown = {node: _name(ask, node, words, known) for node, words in names.items()}
    return [_told(ask, one, shown) for one in listed]


def _told(ask: Ask, one: Judgement, shown: Mapping[str, Name]) -> Told:
    left, right = shown[one.left], shown[one.right]
    parting = address(ask, "parting", one.left, one.right) if one.verdict is Verdict.SAME else ""
    to = address(ask, "compare", one.left, one.right)
    return Told(left, right, one.verdict, one.why, one.score, one.by, one.at, one.change_id, to, parting)


def _name(ask: Ask, node: str, words: str, known: Mapping[str, Report]) -> Name:
    document_id = node.partition(APART)[2]
    report = known.get(document_id)
    label = report.label if report else document_id
    return Name(words, label, actors.address(ask, words, document_id or None))


def address(ask: Ask, page: str, left: str, right: str = "", **more: object) -> str:
    """The address of a page about two nodes."""
    (one, one_in), (other, other_in) = parts(left), parts(right)
    return ask.to(page, left=one, left_in=one_in, right=other, right_in=other_in, **more)


def parts(node: str) -> tuple[str, str | None]:
    """The name and the document of a node: no field of a form holds a line break unharmed."""
    plain, _, document_id = node.partition(APART)
    return plain, document_id or None


def node_given(ask: Ask, side: str) -> str:
    """The node that `left` and `left_in`, or `right` and `right_in`, give; UsageError where nothing names it."""
    plain, document_id = ask.needed(side), ask.word(f"{side}_in")
    node = f"{plain}{APART}{document_id}" if document_id else plain
    with ask.record.reading() as connection:
        if not roll.is_named(connection, node):
            raise UsageError(f"No statement names {plain!r}; look for it in the list of actors")
    return node


def main_node(actor: Actor) -> str:
    """The node by which judgements on an actor are made: that of its most frequent name."""
    if actor.key in actor.nodes:
        return actor.key
    begins = f"{actor.key}{APART}"
    return min((node for node in actor.nodes if node.startswith(begins)), default=min(actor.nodes))
