"""Whom a surname alone means: the full name in the same document, or the one known holder of the office."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import cache, partial
from itertools import pairwise
from typing import NamedTuple, TypeAlias

from veedor.analysis.findings import Finding, Party, different, same, unsure
from veedor.analysis.person_rules import judge_people
from veedor.gazetteers.name_forms import Shape

_LIKELY = 0.65
"""Score above which two full names are not counted as two people."""
_MOST = 5
"""Full names that are proposed to a person for one surname."""
_MOST_COMPARED = 100
"""Full names with one surname that are looked at."""


_Distinct: TypeAlias = Callable[[tuple[int, ...]], list[int]]
"""`_distinct` of some parties, kept for each group of numbers."""


class Pair(NamedTuple):
    """Two parties, by their numbers, and what is found of them."""

    left: int
    right: int
    finding: Finding


def is_surname(party: Party) -> bool:
    """Whether the name is a single word that may be a person's."""
    form = party.form
    is_one = len(form.core) == 1 and form.shape in (Shape.PERSON, Shape.SINGLE)
    return is_one and form.standing is None and not form.belongs


def is_full_name(party: Party) -> bool:
    """Whether the name has a given name and a surname."""
    return party.form.shape is Shape.PERSON and len(party.form.core) > 1


def judge_surnames(parties: Sequence[Party]) -> Iterator[Pair]:
    """What the surnames among the parties tell."""
    holders: dict[str, list[int]] = defaultdict(list)
    for number, party in enumerate(parties):
        if is_full_name(party):
            for part in dict.fromkeys((party.form.core[-1], party.form.core[0], *party.form.core[1:-1])):
                holders[part].append(number)
    by_document = _by_document(parties, holders)
    people = cache(partial(_distinct, parties))
    for number, party in enumerate(parties):
        if is_surname(party):
            near = _near(party, by_document)
            found = (
                _in_document(parties, party, near, people)
                if near
                else _elsewhere(parties, party, holders, people)
            )
            yield from (Pair(number, other, finding) for other, finding in found)
    yield from _titled(parties, by_document)


def _by_document(parties: Sequence[Party], holders: dict[str, list[int]]) -> dict[tuple[str, str], list[int]]:
    found: dict[tuple[str, str], list[int]] = defaultdict(list)
    for part, numbers in holders.items():
        for number in numbers:
            for document in parties[number].documents:
                found[document, part].append(number)
    return found


def _near(party: Party, by_document: dict[tuple[str, str], list[int]]) -> list[int]:
    part = party.form.core[0]
    return sorted({n for document in party.documents for n in by_document.get((document, part), ())})


def _in_document(
    parties: Sequence[Party], party: Party, near: list[int], distinct: _Distinct
) -> list[tuple[int, Finding]]:
    part = party.form.core[0]
    near = near[:_MOST_COMPARED]
    ending = [n for n in near if parties[n].form.core[-1] == part] or near
    ending = [n for n in ending if {parties[n].form.address, party.form.address} != {"man", "woman"}]
    people = distinct(tuple(ending))
    if not people:
        return []
    if len(people) > 1:
        why = f"{len(people)} people of the document bear this name"
        return [(n, unsure(0.5, why)) for n in people[:_MOST]]
    only = parties[people[0]]
    if only.form.core[-1] == part or party.form.shape is Shape.SINGLE:
        return [(people[0], same(0.97, "the only full name with this surname in the document"))]
    return [(people[0], unsure(0.6, "a part of the only full name like it in the document"))]


def _distinct(parties: Sequence[Party], numbers: tuple[int, ...]) -> list[int]:
    """Without those whose names are among the names of another: they mean one person."""
    longest = sorted(numbers, key=lambda n: (-len(parties[n].form.core), parties[n].form.spelling))
    kept: list[int] = []
    for number in longest:
        if not any(_may_be_one(parties[number], parties[other]) for other in kept):
            kept.append(number)
    return kept


def _may_be_one(a: Party, b: Party) -> bool:
    """Whether one name is a part of the other, or another spelling of it."""
    if set(a.form.core) <= set(b.form.core):
        return True
    finding = judge_people(a, b)
    return finding is not None and finding.score > _LIKELY


def _elsewhere(
    parties: Sequence[Party], party: Party, holders: dict[str, list[int]], distinct: _Distinct
) -> list[tuple[int, Finding]]:
    """The full names of other documents: sure only for the one holder of the same office and country."""
    part = party.form.core[0]
    ending = [n for n in holders.get(part, ())[:_MOST_COMPARED] if parties[n].form.core[-1] == part]
    people = distinct(tuple(ending))
    in_office = [n for n in ending if _holds(parties[n], party)]
    if in_office and len(people) == 1:
        why = "the only holder of the office in the same country with this surname"
        return [(in_office[0], same(0.93, why))]
    return [
        (n, unsure(0.55 if n in in_office else 0.4, "the surname of another report")) for n in people[:_MOST]
    ]


def _holds(full: Party, short: Party) -> bool:
    """Whether both are called by one office of one country."""
    return bool(full.form.title & short.form.title and full.all_countries & short.all_countries)


def _titled(parties: Sequence[Party], by_document: dict[tuple[str, str], list[int]]) -> Iterator[Pair]:
    """Surnames of a document that gives no full name, with and without title."""
    seen: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, party in enumerate(parties):
        if is_surname(party) and not _near(party, by_document):
            for document in party.documents:
                seen[document, party.form.core[0]].append(number)
    for numbers in seen.values():
        for left, right in pairwise(numbers):
            yield Pair(left, right, _same_surname(parties[left], parties[right]))


def _same_surname(a: Party, b: Party) -> Finding:
    if {a.form.address, b.form.address} == {"man", "woman"}:
        return different(0.02, "a man and a woman with one surname")
    if (
        a.form.title
        and b.form.title
        and not a.form.title & b.form.title
        and a.form.countries != b.form.countries
    ):
        return different(0.2, "the same surname with offices of two countries")
    return same(0.95, "the same surname in the same document")
