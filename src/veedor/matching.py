"""Whom the record's names mean: what analysis proposes from the names and offices, judged in the record.

Judgements are appended by a program's name; a person's judgement of a pair is never touched, and a program never
joins what a person has parted.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from veedor.analysis.actors import Mention, Proposal, proposals
from veedor.analysis.near_names import near
from veedor.analysis.office_holders import Resolution, holder_of
from veedor.analysis.office_words import body_of, is_office, read_office
from veedor.analysis.offices import Occupancy
from veedor.codebook.naming import key
from veedor.gazetteers.countries import country_of
from veedor.gazetteers.name_forms import Shape, form_of
from veedor.gazetteers.project import ProjectActors, read_actors
from veedor.record.actors import identity
from veedor.record.actors import mentions as names
from veedor.record.actors.identity import Judgement, Pair, Verdict
from veedor.record.actors.mentions import Mentioned
from veedor.record.store import Record
from veedor.sourcing import bodies_named, country_name, terms_of

BY = "veedor"
"""Who judges, in the log."""
REASON = "matched names"
"""Why, in the log; by it a run knows what was matched before."""
_OFFICE = 0.9
"""How sure a program is of an office's holder, on the scale of the other proposals: the rule for one year is right
in 98 of 100 (`analysis.intervals.REACH_DAYS`), reading the role in nine of ten."""
_FEW = 300
"""New documents up to which their names alone are compared with the known ones; of more, all names are matched."""


class Matched(NamedTuple):
    """What a run of matching judged."""

    change_id: int | None
    """The one change by which it can be taken back; None where there was nothing to judge, or nothing is written."""
    pairs: tuple[Pair, ...] = ()
    """What was judged, the surest first."""
    held_back: int = 0
    """Pairs that a program would have joined although people parted them; they are proposals."""

    def many(self, verdict: Verdict) -> int:
        """How many pairs have this verdict."""
        return sum(pair.verdict is verdict for pair in self.pairs)


def match(
    record: Record,
    known: ProjectActors | None = None,
    *,
    by: str = BY,
    only_new: bool = False,
    writes: bool = True,
) -> Matched:
    """What was judged of the record's names, in one change; running it again adds only what is new.

    With `only_new`, only names of documents that were read since the last run are looked at: where a name has come
    to mean several parties by reports of another country, only a run over all names sees it. Without `writes` it
    says what it would judge.
    """
    seen = names.last_read(record)
    new = names.read_since(record, REASON) if only_new else None
    if new is not None and len(new) <= _FEW:
        wanted = _of_new(record, new, known) if new else []
    else:
        mentions = names.mentions(record)
        wanted = [*_named(mentions, known), *_in_office(record, mentions, known)]
    if not wanted:
        return Matched(None)
    pairs, held_back = _to_judge(wanted, identity.judgements(record))
    if not pairs or not writes:
        return Matched(None, tuple(pairs), held_back)
    change_id = identity.judge(record, pairs, by=by, reason=REASON, seen=seen)
    return Matched(change_id, tuple(pairs), held_back)


def actors_beside(record: Record) -> ProjectActors | None:
    """The project's own actors, from the `actors.toml` beside a record's file; None where there is none."""
    path = Path(record.place).with_name("actors.toml")
    return read_actors(path) if record.database == "sqlite" and path.is_file() else None


def _of_new(record: Record, documents: Collection[str], known: ProjectActors | None) -> list[Pair]:
    """What the names of a few new documents tell, beside the known names that they may mean."""
    own = names.mentions(record, of=documents)
    nodes = {mention.node for mention in own}
    new = names.only_in(record, nodes, documents)
    beside = names.known_as(record, near(new, names.keys(record) - nodes)) if new else []
    # The known names first, so that what is found of a name that is known already is said of it, not said anew.
    found = list(_named([*beside, *own], known))
    joined = {end for pair in found for end in pair[:2] if pair.verdict is Verdict.SAME and new & {*pair[:2]}}
    judged = {(one.left, one.right) for one in identity.judgements(record)} if joined else set()
    kept = [
        pair
        for pair in found
        if new & {*pair[:2]} or (joined & {*pair[:2]} and (min(pair[:2]), max(pair[:2])) not in judged)
    ]
    return [*kept, *_in_office(record, own, known)]


def _named(mentions: Iterable[Mentioned], known: ProjectActors | None) -> Iterator[Pair]:
    """What names alone tell."""
    of_names = [
        Mention(m.node, m.name, m.document_id, country_name(m.country))
        for m in _single(mentions)
        if not _is_office(m)
    ]
    yield from map(_pair, proposals(of_names, known))


def _is_office(mention: Mentioned) -> bool:
    """Whether a name is that of an office alone, which means another person in another year."""
    is_surname = " " not in mention.name and not mention.is_description
    return not is_surname and _names_office(mention.name)


# With its second argument, as elsewhere, so that a name is taken apart once.
@lru_cache(maxsize=65536)
def _is_state(name: str) -> bool:
    return form_of(name, None).shape is Shape.STATE


@lru_cache(maxsize=65536)
def _names_office(name: str) -> bool:
    return form_of(name, None).shape is not Shape.PERSON and is_office(name)


def _single(mentions: Iterable[Mentioned]) -> Iterator[Mentioned]:
    """The mentions, a country's or government's once for all documents: it means the same in each."""
    seen: set[tuple[str, str]] = set()
    for mention in mentions:
        is_state = _is_state(mention.name)
        if not is_state or (mention.node, mention.name) not in seen:
            yield mention
        if is_state:
            seen.add((mention.node, mention.name))


def _pair(proposal: Proposal) -> Pair:
    verdict = Verdict(str(proposal.verdict))
    return Pair(proposal.left, proposal.right, verdict, proposal.why, proposal.score)


def _in_office(record: Record, mentions: Sequence[Mentioned], known: ProjectActors | None) -> Iterator[Pair]:
    """Whom the words for an office mean in a report, by who held it then."""
    offices = [m for m in mentions if m.published and _is_office(m)]
    if not offices:
        return
    terms: dict[str, list[Occupancy]] = defaultdict(list)
    for term in terms_of(record, known):
        terms[term.office].append(term)
    beside = {mention.document_id: set[str]() for mention in offices}
    for mention in mentions:
        if mention.document_id in beside:
            beside[mention.document_id].add(mention.name)
    for mention in offices:
        found = _holder(record, mention, terms, beside[mention.document_id])
        if found.name is not None and key(found.name) != mention.node:
            yield Pair(mention.in_document, key(found.name), Verdict.SAME, found.why, _OFFICE)


def _holder(
    record: Record, mention: Mentioned, terms: dict[str, list[Occupancy]], beside: Collection[str]
) -> Resolution:
    """Whom the words mean in their document; nobody where its places point to different people."""
    office = read_office(mention.name)
    known = [] if office is None else [*terms[office.office], *terms["speaker"]]
    country, on = country_name(mention.country), mention.published or ""

    def meant(bodies: Sequence[str]) -> Resolution:
        return holder_of(mention.name, on=on, occupancies=known, country=country, bodies_named=bodies)

    of = {(one.of or "").casefold() for one in known}
    bodies = sorted(name for name in beside if body_of(name, country=country).casefold() in of)
    if office is None or office.body or len(bodies) < 2:
        return meant([name for name in bodies if country_of(name) is None])
    found = [meant(near) for near in bodies_named(record, mention.document_id, mention.name)]
    if len({one.name for one in found}) == 1:
        return found[0]
    return Resolution(None, "the places where the report says so point to different people")


def _to_judge(wanted: Iterable[Pair], judged: Sequence[Judgement]) -> tuple[list[Pair], int]:
    """The pairs to append, and how many of them only as proposals since people parted what they would join."""
    settled = {(j.left, j.right): j for j in judged}
    parts = _Parts(judged)
    new: list[Pair] = []
    held_back = 0
    for pair in sorted(wanted, key=lambda pair: (-(pair.score or 0), pair[:2])):
        pair = pair._replace(left=min(pair[:2]), right=max(pair[:2]))
        before = settled.get(pair[:2])
        if before is not None and (before.score is None or before.verdict is pair.verdict):
            continue
        if pair.verdict is Verdict.SAME and not parts.join(pair.left, pair.right):
            why = f"{pair.why}; but names that it would join are judged different"
            pair = pair._replace(verdict=Verdict.UNSURE, why=why)
            held_back += 1
            if before is not None and before.verdict is Verdict.UNSURE:
                continue
        new.append(pair)
    return new, held_back


class _Parts:
    """Which names are joined, and which joined names are judged different."""

    def __init__(self, judged: Sequence[Judgement]) -> None:
        self._above: dict[str, str] = {}
        self._apart: dict[str, set[str]] = {}
        for judgement in judged:
            if judgement.verdict is Verdict.SAME:
                self._unite(self._top(judgement.left), self._top(judgement.right))
        for judgement in judged:
            left, right = self._top(judgement.left), self._top(judgement.right)
            # Names that other judgements join are a conflict, which is shown; they part nothing else.
            if judgement.verdict is Verdict.DIFFERENT and left != right:
                self._apart.setdefault(left, set()).add(right)
                self._apart.setdefault(right, set()).add(left)

    def join(self, left: str, right: str) -> bool:
        """Whether two names may be one; they are then."""
        one, other = self._top(left), self._top(right)
        if one == other:
            return True
        if other in self._apart.get(one, ()):
            return False
        self._unite(one, other)
        return True

    def _top(self, name: str) -> str:
        while (above := self._above.get(name, name)) != name:
            self._above[name] = self._above.get(above, above)
            name = above
        return name

    def _unite(self, one: str, other: str) -> None:
        if one == other:
            return
        self._above[other] = one
        for apart in self._apart.pop(other, ()):
            self._apart[apart].discard(other)
            self._apart[apart].add(one)
            self._apart.setdefault(one, set()).add(apart)
