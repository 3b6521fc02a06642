"""The list of actors: who is named, under which names, how often."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from veedor.desk import actors
from veedor.desk.asking import Action, Ask, Page, Raw
from veedor.desk.filters import dated
from veedor.desk.paging import Part, part
from veedor.desk.texts import texts
from veedor.record.actors import roll
from veedor.record.actors.namings import Report
from veedor.record.actors.roll import Listed


class Row(NamedTuple):
    """An actor on the list."""

    name: str
    names: tuple[str, ...]
    """Other names of it, the most frequent first."""
    more: int
    """How many further names it has."""
    mentions: int
    """In how many fields of statements it is named."""
    address: str
    document: str
    """The only document in which the name means this actor, or how many there are; empty where it means it in all."""


@dataclass(frozen=True, slots=True)
class Actors:
    """A page of the list."""

    words: str
    """The part of a name that is looked for."""
    part: Part[Row]
    pairs: int
    """Pairs of names that wait for a judgement."""
    conflicts: int
    """Judgements that contradict others."""


def load(ask: Ask) -> Actors:
    """The actors, or those of whom a name has the letters that are asked for, the most often named first."""
    words = ask.word("q") or ""
    whom = actors.whom(ask)
    every, many = actors.entries(ask)
    found = part(ask, roll.having(every, words) if words else every)
    known = actors.reports(ask)
    rows = [_row(ask, one, known) for one in roll.listed(ask.record, found.rows, many)]
    shown = Part(rows, found.number, found.total, found.per_page, found.has_more)
    return Actors(words, shown, len(whom.open), len(whom.conflicts))


def _row(ask: Ask, one: Listed, known: Mapping[str, Report]) -> Row:
    inside = sorted(one.documents)
    document = ""
    if len(inside) == 1:
        report = known.get(inside[0])
        document = f"{report.label} ({dated(report.published)})" if report else inside[0]
    elif inside:
        document = texts("%(num)d document", "%(num)d documents", len(inside))
    to = actors.address_of_node(ask, one.node, one.name)
    return Row(one.name, one.names, one.more, one.mentions, to, document)


ANSWERS: tuple[Page | Action | Raw, ...] = (Page("actors", "/actors", load, "actors.html", title="Actors"),)
