"""The register of channels: who met whom, through whom, open or secret, disclosed and confirmed or denied by whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from veedor.analysis.intervals import earliest, first_day
from veedor.analysis.talks.contacts import (
    Contact,
    Context,
    Format,
    Held,
    around,
    contacts,
    known_by,
    parties_of,
    says,
)
from veedor.analysis.telling import Party, Telling
from veedor.codebook.labels import Polarity

_FIELDS = ("actors", "recipients", "holders", "holder", "sources")


class Claim(NamedTuple):
    """What somebody says of a channel."""

    by: str
    """Who: the root of the chain of sources, else the publisher; empty where neither is known."""
    is_party: bool
    """Whether one of its ends says it."""
    held: Held
    published: str | None
    """EDTF: when the report appeared."""
    id: str


class Question(StrEnum):
    """Over what sources contradict each other."""

    HAPPENED = "whether it took place"
    AUTHORISED = "whether it was authorised"


class Contradiction(NamedTuple):
    """That sources contradict each other over a channel; both sides are given."""

    over: Question
    yes: tuple[Claim, ...]
    no: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Channel:
    """A way by which parties dealt with each other."""

    ends: tuple[Party, ...]
    through: tuple[Party, ...]
    """Who stood between them; empty where they dealt with each other themselves."""
    places: tuple[str, ...]
    formats: tuple[Format, ...]
    is_secret: bool | None
    """Whether anybody calls it secret; None where nobody says whether it was."""
    about: tuple[str, ...]
    held: tuple[str, ...]
    """EDTF: when the contacts were, as far as the texts say."""
    first_known: str | None
    """EDTF: the first date at which it is said to have been; else when it was first reported."""
    first_public: str | None
    """EDTF: when the first report of it appeared."""
    disclosed_by: tuple[Claim, ...]
    """Who told of it in the first report, or reports of one day."""
    confirmed_by: tuple[Claim, ...]
    """Who else says that it was, each once."""
    denied_by: tuple[Claim, ...]
    """Who says that it was not, outright or tepidly."""
    planned_by: tuple[Claim, ...]
    """Who says only that it is to be."""
    contradictions: tuple[Contradiction, ...]
    ids: tuple[str, ...]


def channels(
    tellings: Iterable[Telling], *, context: Context | None = None, as_of: date | None = None
) -> tuple[Channel, ...]:
    """The channels that reports known by a date tell of, the latest first known first; none where nobody met anybody.

    Rules. Contacts with the same ends, through the same party, are one channel; a denial that names only some of its
    ends belongs to the channel of its own story that has them. Who is the root of the first report's chain of sources
    has disclosed it, else the publisher; whoever else says so confirms it. It is secret where anybody's words say so.
    Authorised or not is what statements of the same story, or of its own, say of somebody at one of its ends.

    Args:
        tellings: Statements of any kind.
        context: The sentence of each statement, for words such as `secretly` that no quote holds.
        as_of: Only what had appeared by this day; everything without it.

    """
    known, said = list(known_by(tellings, as_of)), context or {}
    groups = _grouped(contacts(known, said))
    leaves = _leaves(known, said)
    found = [_channel(group, leaves) for group in groups]
    return tuple(sorted(found, key=_latest, reverse=True))


def _latest(channel: Channel) -> tuple[str, tuple[str, ...]]:
    day = first_day(channel.first_known).isoformat() if channel.first_known else ""
    return day, channel.ids


def _story(telling: Telling) -> str:
    return telling.story or telling.document_id


def _grouped(found: Sequence[Contact]) -> list[list[Contact]]:
    """The contacts of each channel; two parties at the least."""
    groups: dict[tuple[frozenset[str], frozenset[str]], list[Contact]] = defaultdict(list)
    partial: list[Contact] = []
    for one in found:
        if len(one.ends) + len(one.through) > 1:
            groups[one.keys, frozenset(party.key for party in one.through)].append(one)
        else:
            partial.append(one)
    for one in partial:
        fitting = [group for group in groups.values() if _belongs(one, group)]
        if len(fitting) == 1:
            fitting[0].append(one)
    return _with_denials(list(groups.values()))


def _with_denials(groups: list[list[Contact]]) -> list[list[Contact]]:
    """The groups, one of denials alone put to the one channel of its story that has all of its ends."""
    kept = [group for group in groups if any(one.held in (Held.HELD, Held.PLANNED) for one in group)]
    for group in groups:
        if group in kept:
            continue
        fitting = [other for other in kept if all(_belongs(one, other) for one in group)]
        if len(fitting) == 1:
            fitting[0].extend(group)
        else:
            kept.append(group)
    return kept


def _belongs(one: Contact, group: Sequence[Contact]) -> bool:
    stories = {_story(other.telling) for other in group}
    everybody = group[0].keys | {party.key for party in group[0].through}
    is_told = one.held in (Held.DENIED, Held.TEPID)
    return is_told and _story(one.telling) in stories and one.keys <= everybody


def _claim(one: Contact) -> Claim:
    root = one.root
    by = root.name if root else one.telling.publisher or ""
    return Claim(
        by, root is not None and root.key in one.keys, one.held, one.telling.reported, one.telling.id
    )


def _in_order(claims: Iterable[Claim]) -> list[Claim]:
    """The claims by date, those without one last."""
    return sorted(
        claims,
        key=lambda one: (one.published is None, (one.published and first_day(one.published)) or date.max),
    )


def _channel(group: Sequence[Contact], leaves: _Leaves) -> Channel:
    claims = _in_order(map(_claim, group))
    held = [one for one in claims if one.held is Held.HELD]
    disclosed = _first_report(held)
    times = [one.when for one in group if one.when and one.held is Held.HELD]
    public = earliest(one.published for one in claims if one.published)
    return Channel(
        ends=group[0].ends,
        through=group[0].through,
        places=tuple(dict.fromkeys(place for one in group for place in one.places)),
        formats=tuple(dict.fromkeys(one.format for one in group if one.format)),
        is_secret=_secret(group),
        about=tuple(dict.fromkeys(one.about for one in group if one.about)),
        held=tuple(sorted(set(times), key=first_day)),
        first_known=earliest([*times, *([public] if public else [])]),
        first_public=public,
        disclosed_by=disclosed,
        confirmed_by=tuple(_others(held, disclosed)),
        denied_by=tuple(_others((one for one in claims if one.held in (Held.DENIED, Held.TEPID)), ())),
        planned_by=tuple(_others((one for one in claims if one.held is Held.PLANNED), ())),
        contradictions=tuple(_contradictions(group, claims, leaves)),
        ids=tuple(dict.fromkeys(one.telling.id for one in group)),
    )


def _secret(group: Sequence[Contact]) -> bool | None:
    said = {one.is_secret for one in group} - {None}
    return None if not said else True in said


def _first_report(held: Sequence[Claim]) -> tuple[Claim, ...]:
    """Those who told of it on the first day, each once; in that report a denial's own side confirms it, and is left."""
    if not held:
        return ()
    first = [one for one in held if one.published == held[0].published]
    outside = [one for one in first if not one.is_party] or first
    return tuple(_others(outside, ()))


def _others(claims: Iterable[Claim], without: Sequence[Claim]) -> Iterator[Claim]:
    """The first claim of each who makes one, without those who made others."""
    seen = {one.by for one in without}
    for one in claims:
        if one.by not in seen:
            seen.add(one.by)
            yield one


def _contradictions(
    group: Sequence[Contact], claims: Sequence[Claim], leaves: _Leaves
) -> Iterator[Contradiction]:
    yes = tuple(_others((one for one in claims if one.held is Held.HELD), ()))
    no = tuple(_others((one for one in claims if one.held in (Held.DENIED, Held.TEPID)), ()))
    if yes and no:
        yield Contradiction(Question.HAPPENED, yes, no)
    with_leave, without = _authority(group, leaves)
    if with_leave and without:
        yield Contradiction(Question.AUTHORISED, with_leave, without)


class _Leave(NamedTuple):
    """That somebody is said to have had leave to deal with others, or none."""

    is_given: bool
    telling: Telling
    parties: frozenset[str]


_Leaves = Mapping[str, Sequence[_Leave]]
"""By story."""


def _leaves(tellings: Sequence[Telling], context: Context) -> _Leaves:
    """What is said of leave, looked for once and not for every channel."""
    found: dict[str, list[_Leave]] = defaultdict(list)
    for one in tellings:
        words = around(one, context)
        is_against = says("unauthorised", words)
        if one.statement.polarity is Polarity.YES and (is_against or says("authorised", words)):
            own = frozenset(party.key for party in parties_of(one, *_FIELDS))
            found[_story(one)].append(_Leave(not is_against, one, own))
    return found


def _authority(group: Sequence[Contact], leaves: _Leaves) -> tuple[tuple[Claim, ...], tuple[Claim, ...]]:
    """Who says that it was authorised, and who that it was not; nobody where the same say both."""
    ends = group[0].keys | {party.key for party in group[0].through}
    found: dict[bool, list[Claim]] = {True: [], False: []}
    for story in sorted({_story(one.telling) for one in group}):
        for is_given, one, parties in leaves.get(story, ()):
            root = one.root
            by = root.name if root else one.publisher or ""
            claim = Claim(by, root is not None and root.key in ends, Held.HELD, one.reported, one.id)
            if parties & ends:
                found[is_given].append(claim)
    yes, no = (tuple(_others(_in_order(found[side]), ())) for side in (True, False))
    return (yes, no) if {one.by for one in yes} != {one.by for one in no} else ((), ())
