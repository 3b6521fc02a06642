"""All that tellings say of where parties stand, as of a date: one list of stands, one of what is to come first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from veedor.analysis.intervals import last_day
from veedor.analysis.talks.addressees import known_in
from veedor.analysis.talks.issue_words import topic_exactly
from veedor.analysis.talks.places import apart
from veedor.analysis.talks.reading import Read, is_read, name_of, read
from veedor.analysis.talks.stands import ANY, Edge, Issue, Issues, Needed, Reading, Stand
from veedor.analysis.telling import Party, Telling

Sides = Mapping[str, Party]
"""Under whom people file parties: the key of `Jane Roe` with the party `Government`."""


def is_known(telling: Telling, as_of: date | None) -> bool | None:
    """Whether a telling had surely appeared by a date; None where it is not known when it appeared.

    A report dated no finer than a month is known from the month's last day on.
    """
    if as_of is None:
        return True
    return None if telling.reported is None else last_day(telling.reported) <= as_of


def positions(
    tellings: Iterable[Telling],
    *,
    issues: Issues | None = None,
    as_of: date | None = None,
    sides: Sides | None = None,
) -> Reading:
    """The stands and the edges of all tellings that had appeared by a date, in the order in which they were said.

    Args:
        tellings: Statements of any kind; positions and acts are read, and all tell whom a document names.
        issues: What people said of issues; without it the words decide.
        as_of: Only what had appeared by this day; everything, also what is undated, without it.
        sides: Parties to be taken as another one: what they say is said by that one.

    A name without what tells issues of its kind apart (`election`, `candidacy`) means the only one of the kind that
    its document names, else the only one of all; where there are several it stays by itself. One issue of which
    reports on different countries speak, with no party in common, is one for each country: `talks (Malta)`.

    """
    told = issues or Issues()
    candidates = list(tellings)
    wanted = [one for one in candidates if is_known(one, as_of)]
    known = _known(wanted)
    reads = [(one, read(one, told, known[one.document_id])) for one in wanted if is_read(one)]
    names = apart(reads, _joined(reads, told), told)
    stands = [_renamed(stand, names[one.document_id]) for one, found in reads for stand in found.stands]
    edges = [_edge(edge, names[one.document_id]) for one, found in reads for edge in found.edges]
    undated = (one.id for one in candidates if is_known(one, as_of) is None and is_read(one))
    return Reading(
        _once([_sided(stand, sides or {}) for stand in stands], {one.id: _story(one) for one in wanted}),
        _edges_once([_sided_edge(edge, sides or {}) for edge in edges]),
        tuple(one.id for one, found in reads if not found.is_filed),
        tuple(undated),
    )


def _story(telling: Telling) -> str:
    return telling.story or telling.document_id


def _known(tellings: Iterable[Telling]) -> Mapping[str, Mapping[str, Party]]:
    by_document: dict[str, list[Telling]] = defaultdict(list)
    for one in tellings:
        by_document[one.document_id].append(one)
    return {document: known_in(found) for document, found in by_document.items()}


def _joined(reads: Sequence[tuple[Telling, Read]], issues: Issues) -> Mapping[str, Mapping[str, str]]:
    """For each document, the fuller name of every name that leaves open which issue of its kind it means."""
    by_document: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    everywhere: dict[str, set[str]] = defaultdict(set)
    for telling, found in reads:
        for stand in found.stands:
            if stand.topic and stand.topic != stand.key:
                by_document[telling.document_id][stand.topic].add(stand.key)
                topic = topic_exactly(stand.topic)
                everywhere[stand.topic] |= {stand.key} if topic and topic.of else set()
    return {
        document: dict(_fuller(by_document[document], everywhere, issues))
        for document in {telling.document_id for telling, _ in reads}
    }


def _fuller(
    here: Mapping[str, set[str]], everywhere: Mapping[str, set[str]], issues: Issues
) -> Iterator[tuple[str, str]]:
    for bare in {*here, *everywhere} - issues.by_key.keys():
        fuller = here.get(bare) or everywhere[bare]
        if len(fuller) == 1:
            yield bare, name_of(issues, next(iter(fuller)))


def _renamed(stand: Stand, names: Mapping[str, str]) -> Stand:
    needed = tuple(_needed(one, names) for one in stand.depends)
    name = names.get(stand.issue.name, stand.issue.name)
    return replace(stand, issue=Issue(name, stand.issue.facet), depends=needed)


def _needed(one: Needed, names: Mapping[str, str]) -> Needed:
    return replace(one, issue=names.get(one.issue, one.issue))


def _edge(edge: Edge, names: Mapping[str, str]) -> Edge:
    return replace(edge, first=names.get(edge.first, edge.first), then=names.get(edge.then, edge.then))


def _sided(stand: Stand, sides: Sides) -> Stand:
    addressee = sides.get(stand.addressee.key, stand.addressee) if stand.addressee else None
    together = frozenset(sides[key].key if key in sides else key for key in stand.together)
    party = sides.get(stand.party.key, stand.party)
    return replace(stand, party=party, addressee=addressee, together=together)


def _sided_edge(edge: Edge, sides: Sides) -> Edge:
    holders = {sides.get(one.key, one): None for one in edge.holders}
    asked = sides.get(edge.asked.key, edge.asked) if edge.asked else None
    return replace(edge, holders=tuple(holders), asked=asked)


def _once(stands: Iterable[Stand], stories: Mapping[str, str]) -> tuple[Stand, ...]:
    """The stands in order, what copies and versions of one story repeat as one stand with all ids."""
    found: dict[tuple[object, ...], Stand] = {}
    for stand in stands:
        words = stand.words.casefold()
        same = (
            stories[stand.ids[0]],
            stand.party.key,
            stand.issue,
            stand.modality,
            stand.wants,
            stand.value,
            words,
        )
        before = found.get(same)
        ids = (*(before.ids if before else ()), *stand.ids)
        found[same] = replace(before or stand, ids=tuple(dict.fromkeys(ids)))
    return tuple(sorted(found.values(), key=lambda one: one.order))


def _edges_once(edges: Iterable[Edge]) -> tuple[Edge, ...]:
    """The edges, those between the same issues by the same holders as one with all ids, in the first one's words."""
    found: dict[tuple[object, ...], Edge] = {}
    for edge in edges:
        if edge.first == edge.then or not edge.holders:
            continue
        same = (edge.first, edge.then, edge.holders)
        before = found.get(same)
        ids = (*(before.ids if before else ()), *edge.ids)
        found[same] = replace(before or edge, ids=tuple(dict.fromkeys(ids)))
    return tuple(found.values())


def issues_of(reading: Reading) -> tuple[str, ...]:
    """The names of all issues that stands or edges speak of, in the order in which they came up."""
    names = dict.fromkeys(stand.issue.name for stand in reading.stands)
    names |= dict.fromkeys(name for edge in reading.edges for name in (edge.first, edge.then) if name != ANY)
    return tuple(names)
