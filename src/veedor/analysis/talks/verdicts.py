"""How the parties' stands on one issue lie to each other: agreed, a gap with its size, contradictory, one-sided.

Rules. A party's current stands are those of the last day on which it spoke of the issue. Parties that a statement lets
demand, offer or refuse something together speak with one voice there; parties that accept it together agree. An issue
on which one voice alone is heard is one-sided. Stands that want opposite things are contradictory. Where all want the
same, it is agreed in principle if somebody ties it to conditions, if its terms are apart, or if somebody would only
consider it; unknown where they speak of different things. Ranges are equal (agreed), share a value (overlapping) or
lie apart (a gap). Nothing is averaged.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import combinations
from typing import Any, NamedTuple

from veedor.analysis.incidents.stems import stems
from veedor.analysis.intervals import last_day
from veedor.analysis.talks.ranges import Gap, Range, common, gap, gap_in_words, in_words
from veedor.analysis.talks.stands import Issue, Modality, Needed, Stand
from veedor.analysis.telling import Party


class Verdict(StrEnum):
    """How the parties lie to each other on an issue."""

    AGREED = "agreed"
    IN_PRINCIPLE = "agreed in principle"
    """The same yes, with different terms or on conditions."""
    OVERLAPPING = "overlapping"
    GAP = "gap"
    CONTRADICTORY = "contradictory"
    ONE_SIDED = "one-sided"
    UNKNOWN = "unknown"


_SEVERITY = {
    Verdict.AGREED: 0,
    Verdict.IN_PRINCIPLE: 1,
    Verdict.OVERLAPPING: 2,
    Verdict.UNKNOWN: 3,
    Verdict.GAP: 4,
    Verdict.CONTRADICTORY: 5,
}


@dataclass(frozen=True, slots=True)
class Cell:
    """Where one party stands on one issue."""

    party: Party
    issue: Issue
    stands: tuple[Stand, ...]
    """All it said by the date, the latest first; at least one."""

    @property
    def current(self) -> tuple[Stand, ...]:
        """What it said on the last day on which it spoke of the issue; what is undated only where all is."""
        latest = self.stands[0].order[0]
        return tuple(stand for stand in self.stands if stand.order[0] == latest)

    @property
    def counted(self) -> tuple[Stand, ...]:
        """The current stands that say what it wants."""
        return tuple(stand for stand in self.current if stand.wants is not None)

    @property
    def wants(self) -> bool | None:
        """Whether it would have the issue's yes; None where it is told both ways, or only what it does not ask."""
        found = {stand.wants for stand in self.counted}
        return found.pop() if len(found) == 1 else None

    @property
    def is_both(self) -> bool:
        """Whether its current stands want opposite things."""
        return len({stand.wants for stand in self.counted}) > 1

    @property
    def modality(self) -> Modality:
        """The hardest way in which it now puts it."""
        return max((stand.modality for stand in self.current), key=lambda one: one.hardness)

    @property
    def depends(self) -> tuple[Needed, ...]:
        """On what it ties it now."""
        return tuple({one.issue: one for stand in self.current for one in stand.depends}.values())

    @property
    def values(self) -> tuple[Range, ...]:
        """What it puts it in now, each once."""
        found = [stand.value for stand in self.counted if stand.value is not None]
        return tuple(
            one for at, one in enumerate(found) if not any(one.equals(other) for other in found[:at])
        )

    @property
    def addressees(self) -> tuple[Party, ...]:
        """Of whom it asks it now; where it does not say so now, of whom it last did."""
        now = dict.fromkeys(stand.addressee for stand in self.current if stand.addressee)
        before = (stand.addressee for stand in self.stands if stand.addressee)
        return tuple(now) or tuple(one for one in (next(before, None),) if one)

    @property
    def is_leaked(self) -> bool:
        """Whether only unnamed sources say so."""
        return all(stand.is_leaked for stand in self.current)

    @property
    def words(self) -> str:
        """What it wants in a few words: its values, else the issue's answer."""
        if self.values:
            shown = " or ".join(map(in_words, self.values))
            return f"not {shown}" if self.wants is False else shown
        answers = dict.fromkeys(_answer(stand) for stand in self.counted)
        return " / ".join(answers) if answers else str(Modality.DENIED)

    @property
    def ids(self) -> tuple[str, ...]:
        """The statements on which the current stands rest."""
        return tuple(dict.fromkeys(one for stand in self.current for one in stand.ids))

    def to_dict(self) -> dict[str, Any]:
        """The JSON form: what it says now, and on which statements that rests."""
        return {
            "party": self.party.name,
            "says": self.words,
            "modality": str(self.modality),
            "wants": self.wants,
            "depends_on": [
                {"issue": one.issue, "wants": one.wants, "words": one.words} for one in self.depends
            ],
            "asked_of": [one.name for one in self.addressees],
            "is_public": not self.is_leaked,
            "is_sure": all(stand.is_sure for stand in self.current),
            "said": self.current[0].said,
            "words": list(dict.fromkeys(stand.words for stand in self.current)),
            "statements": list(self.ids),
            "earlier": list(
                dict.fromkeys(id_ for one in self.stands[len(self.current) :] for id_ in one.ids)
            ),
        }


def _answer(stand: Stand) -> str:
    return stand.label or ("yes" if stand.wants else "no")


class Finding(NamedTuple):
    """What is found of an issue, with the reason."""

    verdict: Verdict
    why: str
    gap: Gap | None = None
    ids: tuple[str, ...] = ()
    """The statements of all sides on which it rests."""


def judged(cells: Sequence[Cell], facets: Mapping[Issue, Finding]) -> Finding:
    """How the parties lie to each other on an issue.

    Args:
        cells: Where each party stands on it; parties that say nothing have none.
        facets: What was found of the issue's facets; empty for a facet itself.

    """
    speaking = [cell for cell in cells if cell.counted]
    ids = tuple(dict.fromkeys(one for cell in cells for one in cell.ids))
    unclear = next((cell for cell in speaking if cell.is_both), None)
    if not speaking:
        why = "it is only said what is not asked" if cells else "nobody says anything on it"
        return Finding(Verdict.UNKNOWN, why, None, ids)
    voices = _voices(speaking)
    if len(voices) == 1 or _all_ask_others(speaking):
        return Finding(Verdict.ONE_SIDED, _one_sided(speaking), None, ids)
    if unclear is not None:
        return Finding(Verdict.UNKNOWN, f"{unclear.party.name} is told both ways", None, ids)
    pairs = [(a, b) for one, other in combinations(voices, 2) for a in one for b in other]
    found = [(_pair(a, b, facets), set(a.ids).isdisjoint(b.ids)) for a, b in pairs]
    return max(found, key=_weight)[0]._replace(ids=ids)


def _weight(one: tuple[Finding, bool]) -> tuple[int, float, bool]:
    """Which of the pairs tells most: what keeps them apart, how far, and whether they speak for themselves."""
    finding, is_apart = one
    return _SEVERITY[finding.verdict], finding.gap.nearest if finding.gap else 0.0, is_apart


def _voices(cells: Sequence[Cell]) -> list[list[Cell]]:
    """The cells, those together whose parties speak with one voice on the issue."""
    voices: list[tuple[set[str], list[Cell]]] = []
    for cell in cells:
        keys = {cell.party.key}.union(*(stand.together for stand in cell.counted))
        apart = [voice for voice in voices if voice[0].isdisjoint(keys)]
        joined = [voice for voice in voices if not voice[0].isdisjoint(keys)]
        members = [one for voice in joined for one in voice[1]]
        voices = [*apart, (keys.union(*(voice[0] for voice in joined)), [*members, cell])]
    return [voice for _, voice in voices]


def names(parties: Iterable[Party]) -> str:
    """The parties' names in a sentence: `A, B and C`."""
    *most, last = [party.name for party in parties] or [""]
    return f"{', '.join(most)} and {last}" if most else last


def _all_ask_others(speaking: Sequence[Cell]) -> bool:
    """Whether all who speak ask the same of somebody who does not speak."""
    keys = {cell.party.key for cell in speaking}
    asking = (Modality.DEMAND, Modality.PRECONDITION)
    return len({cell.wants for cell in speaking}) == 1 and all(
        cell.addressees
        and cell.modality in asking
        and keys.isdisjoint(party.key for party in cell.addressees)
        for cell in speaking
    )


def _one_sided(speaking: Sequence[Cell]) -> str:
    who = names(cell.party for cell in speaking)
    why = f"only {who} {'speaks' if len(speaking) == 1 else 'speak'} of it"
    asked = dict.fromkeys(party for cell in speaking for party in cell.addressees)
    silent = [party for party in asked if party.key not in {cell.party.key for cell in speaking}]
    return f"{why}; asked of {names(silent)}" if silent else why


def _pair(a: Cell, b: Cell, facets: Mapping[Issue, Finding]) -> Finding:
    if a.issue.facet is not None:
        return _ranges(a, b)
    if a.wants != b.wants:
        return Finding(Verdict.CONTRADICTORY, f"{a.party.name}: {a.words}; {b.party.name}: {b.words}")
    if _asks(a, b) and _asks(b, a):
        return Finding(Verdict.UNKNOWN, f"{a.party.name} and {b.party.name} each ask it of the other")
    if not _is_one_question(a, b):
        return Finding(
            Verdict.UNKNOWN, f"{a.party.name} and {b.party.name} both speak of it, each of something else"
        )
    if a.wants is False:
        return Finding(Verdict.AGREED, f"neither {a.party.name} nor {b.party.name} would have it")
    reasons = list(_terms(a, b, facets))
    if reasons:
        return Finding(Verdict.IN_PRINCIPLE, f"both: {a.words}; but {'; '.join(reasons)}")
    asking = all(cell.modality not in _GRANTING for cell in (a, b))
    return Finding(Verdict.AGREED, f"both {'ask for it' if asking else 'say so'}: {a.words}")


_GRANTING = frozenset({Modality.ACCEPT, Modality.OFFER, Modality.CONSIDER})


def _is_one_question(a: Cell, b: Cell) -> bool:
    """Whether the same answer of two parties is to the same question.

    That is so on an issue of the field's list, where one of them grants what the other wants, and where their words
    have one in common; under a name such as `asylum` two parties may want things that do not touch each other.
    """
    both = (*a.counted, *b.counted)
    if any(stand.label or not stand.words or stand.modality in _GRANTING for stand in both):
        return True
    said = [frozenset[str]().union(*(stems(stand.words) for stand in cell.counted)) for cell in (a, b)]
    return not said[0].isdisjoint(said[1])


def _asks(a: Cell, b: Cell) -> bool:
    """Whether a party demands it of the other."""
    asking = (Modality.DEMAND, Modality.PRECONDITION)
    return any(
        stand.modality in asking and stand.addressee is not None and stand.addressee.key == b.party.key
        for stand in a.counted
    )


def _terms(a: Cell, b: Cell, facets: Mapping[Issue, Finding]) -> Iterable[str]:
    """What keeps two who want the same from having agreed."""
    for cell in (a, b):
        if cell.depends:
            yield f"{cell.party.name} ties it to {_listed(one.issue for one in cell.depends)}"
        if cell.modality is Modality.CONSIDER:
            yield f"{cell.party.name} would only consider it"
    for issue, found in facets.items():
        if found.verdict in (Verdict.GAP, Verdict.CONTRADICTORY, Verdict.OVERLAPPING):
            yield f"the {issue.facet}s differ"


def _listed(words: Iterable[str]) -> str:
    *most, last = words
    return f"{', '.join(most)} and {last}" if most else last


def _ranges(a: Cell, b: Cell) -> Finding:
    """How the values of two parties lie to each other; unknown where sources give values that lie differently."""
    on = _day(a), _day(b)
    pairs = [both for one in a.values for other in b.values if (both := common(one, other, on))]
    if not pairs:
        return Finding(Verdict.UNKNOWN, f"{a.words} and {b.words} cannot be compared")
    found = [_two_ranges(a, b, *pair) for pair in pairs]
    if len({one.verdict for one in found}) > 1:
        return Finding(
            Verdict.UNKNOWN, f"the sources differ: {a.party.name}: {a.words}; {b.party.name}: {b.words}"
        )
    return max(found, key=lambda one: one.gap.nearest if one.gap else 0.0)


def _day(cell: Cell) -> date | None:
    said = cell.current[0].said
    return last_day(said) if said else None


def _two_ranges(a: Cell, b: Cell, one: Range, other: Range) -> Finding:
    both = f"{a.party.name}: {a.words}; {b.party.name}: {b.words}"
    if a.wants != b.wants:
        verdict = Verdict.CONTRADICTORY if one.meets(other) else Verdict.UNKNOWN
        return Finding(verdict, both)
    if a.wants is False:
        return Finding(Verdict.UNKNOWN, f"both only say what they refuse: {both}")
    apart = gap(one, other)
    if apart is not None:
        return Finding(Verdict.GAP, f"{gap_in_words(apart)}: {both}", apart)
    same = one.equals(other)
    return Finding(Verdict.AGREED if same else Verdict.OVERLAPPING, both)
