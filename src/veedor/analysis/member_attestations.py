"""What single statements attest of groups: that somebody is a member, has joined, has left.

Only what the nearest source states as fact counts. An act of joining tells a membership where what is joined is
a group: a standing organisation, one of which other statements name members, or one whose name says so
(`data/group_nouns.tsv`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from veedor.analysis.act_words import act
from veedor.analysis.intervals import after, before, is_before, open_end, open_start
from veedor.analysis.office_words import body_of
from veedor.analysis.sourced import Sourced
from veedor.codebook.labels import Certainty, EventType, Kind, Polarity, Status, Tense
from veedor.codebook.span import Quote
from veedor.codebook.statement import Event, Figure, Role
from veedor.gazetteers.organizations import is_organization
from veedor.gazetteers.tables import read_table

_MEMBER = re.compile(r"\b(?:members?|member[- ](?:state|country|nation|part(?:y|ies))s?)\b", re.IGNORECASE)
TYPES = frozenset(
    {
        EventType.COOPERATE,
        EventType.AGREE,
        EventType.RETREAT,
        EventType.SUPPORT,
        EventType.CONCEDE,
        EventType.COERCE,
        EventType.SANCTION,
        EventType.REJECT,
        EventType.RULE,
    }
)
"""Types under which the codebook has acts of joining, leaving, admitting and expelling."""


class MemberAttestation(NamedTuple):
    """What one statement says of one member of one group; EDTF dates, None where it does not say."""

    member: str
    group: str
    seen: tuple[str, str] | None
    starts: str | None
    ends: str | None
    sources: tuple[str, ...]


def member_named(words: str) -> str:
    """The one name of a member: a government's is its country's."""
    return body_of(words, country=None)


def group_named(words: str) -> str:
    """The one name of a group."""
    return body_of(words, country=None)


def may_attest(kind: Kind, words: str) -> bool:
    """Whether a role of these words, or an event whose anchor has them, may attest a membership."""
    return bool(_MEMBER.search(words)) if kind is Kind.ROLE else act("membership_acts", words) is not None


def member_attestations(rows: Iterable[Sourced]) -> list[MemberAttestation]:
    """What the statements attest, in no particular order."""
    own = list(set(rows))
    found = [one for row in own for one in _of_role(row)]
    known = {one.group for one in found} | {
        group_named(name) for row in own if isinstance(row.statement, Figure) for name in row.holders
    }
    return found + [one for row in own for one in _of_event(row, known)]


def _of_role(row: Sourced) -> Iterator[MemberAttestation]:
    role = row.statement
    if not isinstance(role, Role) or role.of is None or not _MEMBER.search(role.role.words):
        return
    is_said = role.certainty is Certainty.CERTAIN and role.polarity is Polarity.YES
    if not is_said or role.status is Status.CLAIMED:
        return
    seen, starts, ends = _of_status(role, row.reported)
    group = group_named(role.of.name or role.of.words)
    for member in row.holders:
        yield MemberAttestation(member_named(member), group, seen, starts, ends, (row.id,))


def _of_status(role: Role, published: str | None) -> tuple[tuple[str, str] | None, str | None, str | None]:
    """When a role says that the membership was seen, starts and ends."""
    when = role.when.value if role.when else None
    is_later = when is not None and published is not None and is_before(published, when)
    if role.status is Status.FUTURE or is_later:
        return None, when or (after(published) if published else None), None
    ended = before(published) if role.status is Status.FORMER and published else None
    if when is None:
        return ((published, published) if published and not ended else None), None, ended
    since, until = open_end(when), open_start(when)
    if until:
        return None, None, until
    if since:
        return (since, since if ended or published is None else published), since, ended
    return (when, when), None, ended


def _of_event(row: Sourced, known: set[str]) -> Iterator[MemberAttestation]:
    event = row.statement
    if not isinstance(event, Event) or event.type not in TYPES:
        return
    is_so = event.polarity is Polarity.YES and event.certainty is Certainty.CERTAIN
    found = act("membership_acts", event.anchor.words)
    if not is_so or found is None:
        return
    moving = event.actors if found["member"] == "actor" else event.recipients
    staying = event.recipients if found["member"] == "actor" else event.actors
    named = {name for quote in moving for name in _names(quote)}
    group = _group(row, [*staying, *([event.about] if event.about else [])], known)
    date = _date(event, row.reported)
    if group is None or date is None:
        return
    starts, ends = (date, None) if found["effect"] == "begins" else (None, date)
    for member in sorted(named & set(row.holders)):
        yield MemberAttestation(member_named(member), group, None, starts, ends, (row.id,))


def _names(quote: Quote) -> list[str]:
    return [name.strip() for name in (quote.name or quote.words).split(";")]


def _group(row: Sourced, parties: Sequence[Quote], known: set[str]) -> str | None:
    """The group that is joined or left; None where no party, or more than one, is a group."""
    groups = {group_named(name) for quote in parties for name in _names(quote) if name not in row.holders}
    fitting = sorted(group for group in groups if _is_group(group, known))
    return fitting[0] if len(fitting) == 1 else None


def _is_group(name: str, known: set[str]) -> bool:
    if name in known or is_organization(name):
        return True
    parts = name.split(" (")[0].split()
    is_named = len(parts) > 1 and name[0].isupper()
    return is_named and any(part.lower() in _group_nouns() for part in (parts[0], parts[-1], *_heads(parts)))


def _heads(parts: Sequence[str]) -> list[str]:
    """The noun before ` of`: the head of `Community of Island States`."""
    return [parts[i - 1] for i, part in enumerate(parts) if i and part == "of"][:1]


@cache
def _group_nouns() -> frozenset[str]:
    return frozenset(row["word"] for row in read_table("veedor.analysis", "group_nouns"))


def _date(event: Event, published: str | None) -> str | None:
    """When an act was or will be: its own date, else before or after the report; None without either."""
    if event.when:
        return open_end(event.when.value) or event.when.value
    if published is None:
        return None
    return after(published) if event.tense is Tense.FUTURE else before(published)
