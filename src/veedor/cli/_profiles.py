"""All that a record knows of one actor, as lines and as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from veedor.cli import _output
from veedor.codebook.naming import key

if TYPE_CHECKING:  # slow to import
    from veedor.analysis.memberships import Membership
    from veedor.analysis.offices import Occupancy
    from veedor.gazetteers.project import ProjectActors
    from veedor.record.actors.identity import Actor, Judgement
    from veedor.record.store import Record
    from veedor.record.views import DocumentRow

_MOST = 20
"""Lines of a list for people; JSON has all."""


@dataclass(frozen=True, slots=True)
class Profile:
    """An actor with what its names stand for."""

    actor: Actor
    documents: tuple[tuple[DocumentRow, int], ...]
    """With how many of its statements name the actor, most first."""
    offices: tuple[Occupancy, ...]
    groups: tuple[Membership, ...]
    judgements: tuple[Judgement, ...]

    def to_plain(self) -> dict[str, Any]:
        """The profile as JSON has it."""
        from veedor.cli.actors import to_plain
        from veedor.cli.offices import membership_to_plain, occupancy_to_plain

        return {
            "name": self.actor.name,
            "names": list(self.actor.names),
            "mentions": self.actor.mentions,
            "documents": [
                {"id": row.id, "label": row.label, "statements": many} for row, many in self.documents
            ],
            "offices": [occupancy_to_plain(one) for one in self.offices],
            "groups": [membership_to_plain(one) for one in self.groups],
            "judgements": [to_plain(one) for one in self.judgements],
        }

    def lines(self) -> Iterator[str]:
        """The profile for people."""
        from veedor.cli.actors import in_words
        from veedor.cli.offices import membership_in_words, occupancy_in_words

        yield _output.one_line(self.actor.name)
        yield f"named in {self.actor.mentions} places of statements"
        yield from _listed("Names", self.actor.names)
        yield from _listed(
            "Documents",
            [f"{row.id[:8]}  {row.label} ({row.published or 'undated'}): {n}" for row, n in self.documents],
        )
        yield from _listed("Offices", [occupancy_in_words(one) for one in self.offices])
        yield from _listed("Groups", [membership_in_words(one) for one in self.groups])
        yield from _listed("Judgements", [f"{one.verdict}: {in_words(one)}" for one in self.judgements])


def _listed(heading: str, lines: Sequence[str]) -> Iterator[str]:
    if not lines:
        return
    yield f"\n{heading}"
    yield from (f"  {_output.one_line(line)}" for line in lines[:_MOST])
    if len(lines) > _MOST:
        yield f"  and {len(lines) - _MOST} more; all are in --json"


def profile(record: Record, name: str, document_id: str | None, known: ProjectActors | None) -> Profile:
    """All that a record knows of the actor whom a name means; UsageError where no statement names it."""
    from veedor import sourcing
    from veedor.record.actors import identity

    found = identity.actor(record, name, document_id=document_id)
    names = {key(one) for one in found.names}
    return Profile(
        found,
        tuple(_documents(record, name, document_id)),
        tuple(one for one in sourcing.terms_of(record, known) if key(one.holder) in names),
        tuple(one for one in sourcing.groups_of(record, known) if key(one.member) in names),
        tuple(identity.history(record, name, document_id=document_id)),
    )


def _documents(record: Record, name: str, document_id: str | None) -> list[tuple[DocumentRow, int]]:
    from veedor.record import views
    from veedor.record.actors import identity
    from veedor.record.wanted import Filter

    names = identity.names_of(record, name, document_id=document_id)
    found = {
        row.id: row.document_id
        for wanted in (Filter(actor=names, standings=None), Filter(source=names, standings=None))
        for row in views.statements(record, wanted)
    }
    counts = list(found.values())
    rows = views.documents(record, of=set(counts)) if counts else []
    return sorted(((row, counts.count(row.id)) for row in rows), key=lambda pair: -pair[1])
