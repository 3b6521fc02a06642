"""Reads positions and acts into stands: what a telling says of where its parties stand, and on what that depends.

Rules, all of them by the words alone:

- A position gives a stand of each holder on each issue that its `about` names. `demands`, `offers`, `accepts` and
  `prefers` want what the words say, `refuses` does not; words such as `not` or `keep` beside `sanctions` turn it.
- A value in the words (`in a year`, `$2 billion`) gives a stand on a facet of the issue (`election: date`); so does
  the statement's own date where it lies after the report.
- A condition gives a stand of the holder on what the condition is about, a precondition, and an edge from that issue
  to the position's. A condition on the position's own issue (`if the vote is held in a year`) is a term of it.
- `before`, `until`, `unless`, `without`, `while` and the like within `about` are read as conditions too.
- `REQUEST` is a demand on its recipients, `REJECT` a refusal; `AGREE` and `CONCEDE` accept, or offer what is to come.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from veedor.analysis.intervals import last_day
from veedor.analysis.talks.acts import REFUSING, Said, is_leaked, is_over, is_read, said_by, said_on
from veedor.analysis.talks.addressees import Known, asked_of, pronoun_for
from veedor.analysis.talks.clauses import Bearing, Clause, condition, cut
from veedor.analysis.talks.issue_words import (
    Named,
    Topic,
    named,
    of_name,
    person_in,
    says_yes,
    topic_named,
    topic_of_name,
)
from veedor.analysis.talks.ranges import Facet, Range, on_days
from veedor.analysis.talks.stands import ANY, Edge, Issue, Issues, Modality, Needed, Stand
from veedor.analysis.talks.values import Value, values
from veedor.analysis.telling import Party, Telling
from veedor.codebook.labels import Certainty

__all__ = ["Read", "is_read", "name_of", "read"]


class Read(NamedTuple):
    """What one telling says."""

    stands: list[Stand]
    edges: list[Edge]
    is_filed: bool
    """Whether its words name an issue."""


@dataclass(frozen=True, slots=True)
class _Reader:
    """One statement while it is read."""

    telling: Telling
    said: Said
    issues: Issues
    known: Known

    @property
    def day(self) -> date | None:
        """The day from which its dates are seen; None where it is not known, or no single month."""
        seen = said_on(self.telling)
        return last_day(seen) if seen else None


def read(telling: Telling, issues: Issues, known: Known) -> Read:
    """The stands and the edges that one telling gives; `is_filed` is False where its words name no issue."""
    said = said_by(telling)
    if said is None:
        return Read([], [], True)
    return _read(_Reader(telling, said, issues, known))


def _read(at: _Reader) -> Read:
    parts = cut(at.said.about)
    main = _main(at, parts.thing)
    if not main and not at.said.conditions:
        return Read([], [], False)
    first = main[0] if main else None
    wants = _wants(at, first) if first else at.said.modality not in REFUSING
    clauses = [*parts.clauses, *map(condition, at.said.conditions)]
    needed = [one for clause in clauses for one in _needed(at, clause, first, is_wanted=wants)]
    stands = [stand for one in main for stand in _on(at, one, needed)]
    stands += [stand for clause in clauses for stand in _terms(at, clause, first, wants)]
    stands += [stand for clause in clauses for stand in _preconditions(at, clause, first, is_wanted=wants)]
    return Read(stands, list(_edges(at, clauses, first, is_wanted=wants)), bool(main or stands))


def _main(at: _Reader, words: str) -> list[Named]:
    """The issues that a statement is about: as a person filed it, as it names its issue itself, else by its words."""
    found = [_of_holder(at, one) for one in named(f"{at.said.content} {words}".strip())]
    given = at.said.issue or ("" if found else at.issues.by_statement.get(at.telling.id, ""))
    if not given:
        return found
    name, _ = of_name(given)
    topic = topic_named(name) or topic_of_name(given)
    fitting = next((one for one in found if one.topic and topic and one.topic.name == topic.name), None)
    others = [one for one in found if one is not fitting and one.topic is not None] if fitting else []
    is_yes = fitting.says_yes if fitting else says_yes(words, given)
    # What a person files under an issue of the list in words of another kind answers in its own words.
    return [Named(name, is_yes, topic if fitting or not found else None, words, 0), *others]


def _of_holder(at: _Reader, one: Named) -> Named:
    """The issue, that of whoever speaks where the words say `he` or `my`: `candidacy of roe`."""
    if one.topic is None or one.topic.of != "person" or " of " in one.key or len(at.said.parties) != 1:
        return one
    whose = pronoun_for(one.words, at.said.parties[0])
    return one._replace(key=f"{one.key} of {whose}") if whose else one


def _wants(at: _Reader, one: Named) -> bool:
    """Whether the parties would have the issue's yes."""
    return one.says_yes != (at.said.modality in REFUSING)


def name_of(issues: Issues, machine_key: str) -> str:
    """How an issue is called: as people said, else by its key."""
    return issues.by_key.get(machine_key, machine_key)


def _stands(
    at: _Reader, one: Named, facet: Facet | None, wants: bool | None, **more: object
) -> Iterator[Stand]:
    """A stand for each party, on an issue or a facet."""
    telling, said = at.telling, at.said
    own = at.issues.by_statement.get(telling.id) if more.pop("is_main", False) else None
    label = "" if one.topic is None or wants is None else (one.topic.yes if wants else one.topic.no)
    together = frozenset(party.key for party in said.parties) if said.is_joint else frozenset[str]()
    topic = one.topic or topic_of_name(one.key)
    plain = Stand(
        party=Party("", ""),
        issue=Issue(own or name_of(at.issues, one.key), facet),
        modality=said.modality,
        wants=None if said.modality is Modality.DENIED else wants,
        words=one.words.strip(),
        sources=telling.parties("sources"),
        publisher=telling.publisher,
        said=said_on(telling),
        known=telling.reported,
        is_leaked=is_leaked(telling, said.parties),
        is_sure=telling.statement.certainty is Certainty.CERTAIN,
        label=label,
        topic=topic.name if topic else "",
        key=one.key,
        document_id=telling.document_id,
        ids=(telling.id,),
    )
    plain = replace(plain, **more)  # type: ignore[arg-type]  # fields of Stand, each of its own type
    for party in said.parties:
        yield replace(plain, party=party, together=together | {party.key})


def _on(at: _Reader, one: Named, needed: Sequence[Needed]) -> Iterator[Stand]:
    """The stands on an issue that the statement is about, and on its facets."""
    wants = _wants(at, one)
    recipient = at.said.recipients[0] if at.said.recipients else None
    asked = recipient or _asked(at, one)
    more = {"depends": tuple(needed), "addressee": asked, "is_main": True}
    yield from _stands(at, one, None, wants, **more)
    for facet, value in _facets(at, one):
        yield from _stands(at, one, facet, wants, value=value, addressee=asked, is_main=True)


def _asked(at: _Reader, one: Named) -> Party | None:
    """Of whom it is asked; whose candidacy or departure is spoken of is not asked for it by that."""
    party = asked_of(one.words, at.known, at.said.parties, topic=one.topic)
    is_subject = party is not None and one.topic is not None and one.topic.of == "person"
    return None if is_subject and party and person_in(party.name) == person_in(one.words) else party


def _facets(at: _Reader, one: Named) -> Iterator[tuple[Facet, Range]]:
    """The values of an issue in its words, and in the statement's own date where that lies ahead."""
    found = values(one.words, at.day)
    yield from ((_facet(value, one.topic), value.range) for value in found)
    when = at.telling.statement.when
    if when is None or any(value.facet is Facet.DATE for value in found) or one.start > 0:
        return
    if at.telling.reported and not is_over(when.value, at.telling.reported):
        worded = next((value.range for value in values(when.quote.words, at.day)), None)
        yield Facet.DATE, worded or on_days(when.value, when.quote.words)


def _facet(value: Value, topic: Topic | None) -> Facet:
    if value.facet is not None:
        return value.facet
    return topic.span if topic is not None and topic.span is not None else Facet.DURATION


def _is_own(one: Named, first: Named | None) -> bool:
    """Whether a condition is about the very issue of the position, so that it is one of its terms."""
    if first is None or one.key == first.key:
        return first is not None
    topic = first.topic or topic_of_name(first.key)
    if one.topic is None or topic is None or one.topic.name != topic.name:
        return False
    return topic.name in (one.key, first.key) or not topic.of


def _others(at: _Reader, clause: Clause, first: Named | None) -> list[Named]:
    """What a clause is about beside the position's own issue."""
    if clause.is_anything:
        return []
    found = (_of_holder(at, one) for one in clause.about)
    return [one for one in found if not _is_own(one, first)]


def _needed(at: _Reader, clause: Clause, first: Named | None, *, is_wanted: bool) -> Iterator[Needed]:
    bearing = clause.bearing(is_wanted=is_wanted)
    if bearing not in (Bearing.NEEDS, Bearing.BARS):
        return
    for one in _others(at, clause, first):
        wants = one.says_yes == (bearing is Bearing.NEEDS)
        yield Needed(issue=name_of(at.issues, one.key), wants=wants, words=one.words.strip())


def _preconditions(at: _Reader, clause: Clause, first: Named | None, *, is_wanted: bool) -> Iterator[Stand]:
    """The stands on what a clause asks for, and on its values."""
    bearing = clause.bearing(is_wanted=is_wanted)
    if bearing not in (Bearing.NEEDS, Bearing.BARS) or at.said.modality is Modality.DENIED:
        return
    for one in _others(at, clause, first):
        wants = one.says_yes == (bearing is Bearing.NEEDS)
        asked = _asked(at, one)
        more = {"modality": Modality.PRECONDITION, "addressee": asked}
        # Several who hold a condition in common want the same of somebody else: with one voice.
        together = frozenset(party.key for party in at.said.parties)
        yield from (_joint(stand, together) for stand in _stands(at, one, None, wants, **more))
        for value in values(one.words, at.day):
            facet = _facet(value, one.topic)
            found = _stands(at, one, facet, wants, value=value.range, **more)
            yield from (_joint(stand, together) for stand in found)


def _joint(stand: Stand, together: frozenset[str]) -> Stand:
    return replace(stand, together=together)


def _terms(at: _Reader, clause: Clause, first: Named | None, is_wanted: bool) -> Iterator[Stand]:
    """The values that a clause sets for the position's own issue: `if the vote is held in a year`."""
    if first is None or clause.bearing(is_wanted=is_wanted) is Bearing.NOTHING:
        return
    about = clause.about or (first._replace(words=clause.words),)
    for one in about:
        if clause.about and not _is_own(one, first):
            continue
        for value in values(one.words, at.day):
            own = first._replace(words=one.words)
            yield from _stands(
                at, own, _facet(value, first.topic), is_wanted, value=value.range, is_main=True
            )


def _edges(at: _Reader, clauses: Iterable[Clause], first: Named | None, *, is_wanted: bool) -> Iterator[Edge]:
    """What is to come before what, by the position's clauses."""
    if first is None or at.said.modality is Modality.DENIED:
        return
    main = at.issues.by_statement.get(at.telling.id) or name_of(at.issues, first.key)
    for clause in clauses:
        bearing = clause.bearing(is_wanted=is_wanted)
        if bearing is Bearing.NOTHING:
            continue
        if clause.is_anything and bearing is Bearing.THEN:
            yield _edge(at, main, ANY, at.said.about, first.words)
        for one in _others(at, clause, first):
            other = name_of(at.issues, one.key)
            if bearing is Bearing.THEN:
                yield _edge(at, main, other, at.said.about, first.words)
            else:
                yield _edge(at, other, main, one.words.strip(), one.words)


def _edge(at: _Reader, before: str, then: str, words: str, asked: str) -> Edge:
    return Edge(
        first=before,
        then=then,
        holders=at.said.parties,
        words=words,
        asked=asked_of(asked, at.known, at.said.parties),
        said=said_on(at.telling),
        known=at.telling.reported,
        ids=(at.telling.id,),
    )
