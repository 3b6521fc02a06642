"""With whom an actor deals: who stands in events with it, who acts on whom, and how often."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import combinations, groupby
from typing import NamedTuple

from veedor.charts.drawing import Chart
from veedor.charts.network import Columns, Directions, Link, Neighbour, network_chart
from veedor.codebook.naming import APART
from veedor.desk import actors
from veedor.desk.actors import Gathered
from veedor.desk.asking import Ask
from veedor.desk.texts import text
from veedor.record.actors import namings
from veedor.record.actors.namings import Party
from veedor.record.actors.whom import Joined
from veedor.record.wanted import Names

MOST = 40
"""Neighbours that are drawn."""
_LINKS = 60
"""Lines between neighbours, the strongest."""
_FIELDS = ("actors", "recipients")


class Dealing(NamedTuple):
    """Somebody with whom an actor deals."""

    name: str
    many: int
    """Events in which both stand."""
    to_them: int
    """Those of them in which the actor acts on the other."""
    to_it: int
    """Those in which the other acts on the actor."""
    address: str
    together: str
    """Where those events are listed."""


@dataclass(frozen=True, slots=True)
class Dealings:
    """With whom an actor deals."""

    rows: tuple[Dealing, ...]
    """The most frequent first; `MOST` at most."""
    total: int
    """How many there are in all."""
    events: int
    """The events that were looked at."""
    has_more: bool
    """Whether older events were not looked at."""
    chart: Chart | None


class _Event(NamedTuple):
    """Who stands in an event with the actor."""

    id: str
    own: frozenset[str]
    """In which fields the actor stands."""
    others: dict[str, frozenset[str]]
    """In which fields each other one stands, by its first node."""


def dealings(
    ask: Ask, name: str, names: Names, known: Gathered, *, document_id: str | None = None
) -> Dealings:
    """With whom the actor of these names deals, by the newest events that stand.

    `name` is the one that is asked for, in the document where it means this actor.
    """
    parties = _parties(ask, known)
    forms: dict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
    together = actors.whom(ask).joined
    for one in parties:
        forms[_first(one.node, together)][one.form, one.node] += 1
    events = [event for event in _events(parties, names, together) if event.others]
    many = Counter(other for event in events for other in event.others)
    shown = sorted(many, key=lambda other: (-many[other], other))[:MOST]
    together_with = partial(actors.address, ask, name, document_id, page="together")
    rows = tuple(_dealing(ask, forms[other], events, other, together_with) for other in shown)
    has_more = known.dealings.many > len(known.dealings.ids)
    looked_at = len({one.statement_id for one in parties})
    return Dealings(rows, len(many), looked_at, has_more, _chart(name, rows, events, shown))


def _parties(ask: Ask, known: Gathered) -> list[Party]:
    ids = namings.standing(ask.record, known.dealings.ids)
    return list(namings.parties(ask.record, ids, _FIELDS))


def common(ask: Ask, names: Names, known: Gathered, other: Names) -> list[str]:
    """The events, the newest first, in which two actors stand."""
    by = groupby(_parties(ask, known), key=lambda one: one.statement_id)
    others = _own(other)
    found = {id_ for id_, own in by if any(one.node in others for one in own)}
    return [id_ for id_ in known.dealings.ids if id_ in found]


def _own(names: Names) -> frozenset[str]:
    """The keys under which the names of an actor stand in an event that names it."""
    return names.nodes | {here.partition(APART)[0] for here in names.here}


def _first(node: str, together: Joined) -> str:
    """The node by which an actor is counted."""
    return together.get(node, (node,))[0]


def _events(parties: Iterable[Party], names: Names, together: Joined) -> Iterator[_Event]:
    own_nodes = _own(names)
    for id_, all_ in groupby(parties, key=lambda one: one.statement_id):
        own: set[str] = set()
        others: dict[str, set[str]] = defaultdict(set)
        for one in all_:
            (own if one.node in own_nodes else others[_first(one.node, together)]).add(one.field)
        yield _Event(id_, frozenset(own), {other: frozenset(fields) for other, fields in others.items()})


def _dealing(
    ask: Ask,
    forms: Counter[tuple[str, str]],
    events: Sequence[_Event],
    other: str,
    together_with: Callable[..., str],
) -> Dealing:
    own = [event for event in events if other in event.others]
    called, node = forms.most_common(1)[0][0]
    return Dealing(
        called,
        len(own),
        sum("actors" in event.own and "recipients" in event.others[other] for event in own),
        sum("recipients" in event.own and "actors" in event.others[other] for event in own),
        actors.address_of_node(ask, node, called),
        together_with(other=called, other_in=node.partition(APART)[2]),
    )


def _chart(
    name: str, rows: Sequence[Dealing], events: Iterable[_Event], shown: Sequence[str]
) -> Chart | None:
    if not rows:
        return None
    number = {other: place for place, other in enumerate(shown)}
    pairs = Counter(
        pair
        for event in events
        for pair in combinations(sorted(number[one] for one in event.others if one in number), 2)
    )
    links = [Link(*pair, many) for pair, many in pairs.most_common(_LINKS)]
    return network_chart(
        name,
        [Neighbour(*row[:5]) for row in rows],
        links,
        title=text("With whom it deals"),
        columns=Columns(text("Who"), text("Events"), text("It acts on them"), text("They act on it")),
        directions=Directions(text("it acts on them"), text("they act on it"), text("both, or together")),
    )
