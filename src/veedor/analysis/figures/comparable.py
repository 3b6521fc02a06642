"""Whether two figures may be held against each other: field by field, with the reason in words.

A field that one of them does not tell is unknown, and then it is unknown whether the two count the same: nothing is
taken to be equal because it is missing on both sides. People's pairings override all of it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from enum import StrEnum
from typing import NamedTuple

from veedor.analysis.figures.counted import Sameness, terms_compared
from veedor.analysis.figures.measured import Measured
from veedor.analysis.figures.windows import NEAR, Relation, Window, relation
from veedor.analysis.intervals import days_between
from veedor.gazetteers.countries import name_of

Judged = Mapping[frozenset[str], bool]
"""What people judged of two figures by their ids: True where they are one count, False where they are different."""
SOON_DAYS = 31
"""Days that may lie between two as-of days of one standing number, such as people in need, for the two to be held
against each other; own judgement: plans and counts of this kind are revised by the month."""
ONE_TIME = frozenset({Relation.SAME})
ANY_TIME: frozenset[Relation] = frozenset(Relation)


class Verdict(StrEnum):
    """Whether two figures are comparable."""

    YES = "comparable"
    NO = "not comparable"
    UNKNOWN = "not enough to say"


class Aspect(StrEnum):
    """In what two figures may differ."""

    UNIT = "unit"
    KIND = "kind of number"
    COUNTED = "what is counted"
    POPULATION = "of whom"
    PLACE = "place"
    AGENT = "by whom"
    WINDOW = "time"
    AS_OF = "as of"
    JUDGED = "judgement"


class Difference(NamedTuple):
    """One respect in which two figures differ, or in which nothing says whether they do."""

    aspect: Aspect
    is_known: bool
    """Whether they are known to differ; else it is unknown."""
    why: str


class Comparability(NamedTuple):
    """Whether two figures are comparable, and why."""

    verdict: Verdict
    differences: tuple[Difference, ...]

    @property
    def why(self) -> str:
        """The reasons in a line; empty where nothing differs."""
        return "; ".join(one.why for one in self.differences)

    def known(self) -> str:
        """The reasons for which they are known to differ, in a line."""
        return "; ".join(one.why for one in self.differences if one.is_known)

    def differ_in(self, *aspects: Aspect) -> bool:
        """Whether they are known to differ in one of these respects."""
        return any(one.is_known and one.aspect in aspects for one in self.differences)


def comparable(
    one: Measured, other: Measured, *, times: Collection[Relation] = ONE_TIME, judged: Judged | None = None
) -> Comparability:
    """Whether two figures count the same, so that they may be held against each other.

    `times` says how their windows may lie to each other; with `ANY_TIME` only those must be known.
    """
    verdict = (judged or {}).get(frozenset((one.id, other.id)))
    if verdict is False:
        why = Difference(Aspect.JUDGED, True, "a person judged them to be different counts")
        return Comparability(Verdict.NO, (why,))
    found = tuple(_differences(one, other, times))
    if verdict is True:
        # People say what is counted; no judgement makes one unit, or one time, of two.
        found = tuple(each for each in found if each.is_known and each.aspect in (Aspect.UNIT, Aspect.WINDOW))
    if any(each.is_known for each in found):
        return Comparability(Verdict.NO, found)
    return Comparability(Verdict.UNKNOWN if found else Verdict.YES, found)


def _differences(one: Measured, other: Measured, times: Collection[Relation]) -> Iterator[Difference]:
    yield from _kind(one, other)
    yield from _counted(one, other)
    yield from _place(one, other)
    yield from _agent(one, other)
    yield from _time(one, other, times)


def _kind(one: Measured, other: Measured) -> Iterator[Difference]:
    if one.unit != other.unit:
        yield Difference(Aspect.UNIT, True, f"one is in {one.unit}, the other in {other.unit}")
    if one.is_change != other.is_change:
        yield Difference(Aspect.KIND, True, "one is a rise or fall, the other a number")
    if one.is_foretold != other.is_foretold:
        yield Difference(Aspect.KIND, True, "one is foretold or supposed, the other is told as it was")


def _counted(one: Measured, other: Measured) -> Iterator[Difference]:
    left, right = one.counted.category, other.counted.category
    if left != right:
        if left and right:
            yield Difference(Aspect.COUNTED, True, f"one counts {left.name}, the other {right.name}")
        else:
            named = left or right
            why = f"one counts {named.name if named else ''}, the other does not say"
            yield Difference(Aspect.COUNTED, False, why)
    yield from _population(one, other, is_bare=left is None and right is None)


def _population(one: Measured, other: Measured, *, is_bare: bool) -> Iterator[Difference]:
    mine, others = one.counted.words, other.counted.words
    match terms_compared(one.counted, other.counted):
        case Sameness.SAME:
            if is_bare and not one.counted.terms:
                yield Difference(Aspect.POPULATION, False, f"nothing says which {one.unit} either counts")
        case Sameness.NARROWER:
            yield Difference(
                Aspect.POPULATION, True, f"“{_short(mine)}” and “{_short(others)}”: one is narrower"
            )
        case Sameness.OTHER:
            yield Difference(Aspect.POPULATION, True, f"“{_short(mine)}” is not “{_short(others)}”")
        case Sameness.UNKNOWN:
            yield Difference(
                Aspect.POPULATION, False, f"whether “{_short(mine)}” is “{_short(others)}” cannot be told"
            )


def _short(words: str) -> str:
    flat = " ".join(words.split())
    return flat if len(flat) <= 60 else f"{flat[:57]}…"


def _place(one: Measured, other: Measured) -> Iterator[Difference]:
    left, right = ({where.key for where in each.places} for each in (one, other))
    if left and left == right:
        return
    if left and right:
        yield Difference(Aspect.PLACE, True, f"one is of {_where(one)}, the other of {_where(other)}")
    elif not left and not right:
        is_one_report = (
            one.document_id == other.document_id
        )  # whose scene is the same where it names no other
        if not is_one_report and (one.country is None or one.country != other.country):
            yield Difference(
                Aspect.PLACE, False, "neither says where, and the reports speak of no one country"
            )
    elif not _is_whole_country(one, other):
        named, silent = (one, other) if left else (other, one)
        about = f", its report speaks of {name_of(silent.country)}" if silent.country else ""
        yield Difference(Aspect.PLACE, False, f"one is of {_where(named)}, the other names no place{about}")


def _is_whole_country(one: Measured, other: Measured) -> bool:
    """Whether one is of a country and the other, naming no place, stands in a report that speaks of that country."""
    named, silent = (one, other) if one.places else (other, one)
    countries = {where.country for where in named.places if where.is_country}
    return len(named.places) == 1 and silent.country is not None and countries == {silent.country}


def _where(one: Measured) -> str:
    return " and ".join(where.words for where in one.places)


def _agent(one: Measured, other: Measured) -> Iterator[Difference]:
    left, right = ({who.key for who in each.agents} for each in (one, other))
    if left == right:
        return
    if left and right:
        mine, others = (" and ".join(who.name for who in each.agents) for each in (one, other))
        yield Difference(Aspect.AGENT, True, f"one is of what {mine} did, the other of what {others} did")
    else:
        named = " and ".join(who.name for who in (one.agents or other.agents))
        yield Difference(
            Aspect.AGENT, False, f"one is of what {named} did, the other does not say whose deed"
        )


def _time(one: Measured, other: Measured, times: Collection[Relation]) -> Iterator[Difference]:
    flows = {one.is_flow, other.is_flow}
    if flows == {False}:
        yield from _as_of(one, other, times)
    elif one.window is None or other.window is None:
        silent = "neither says" if one.window is None and other.window is None else "one does not say"
        yield Difference(Aspect.WINDOW, False, f"{silent} over which time it counts")
    else:
        yield from _windows(one.window, other.window, times)


def _windows(one: Window, other: Window, times: Collection[Relation]) -> Iterator[Difference]:
    how = relation(one, other)
    spans = " and ".join(dict.fromkeys((one.in_words(), other.in_words())))
    are_sure = one.is_sure and other.is_sure
    if how not in times and not _both_to_date(one, other, times):
        is_known = are_sure or abs(one.days - other.days) > SOON_DAYS  # more than what is unsure may be off
        yield Difference(Aspect.WINDOW, is_known, f"{how}: {spans}")
    elif not are_sure:
        yield Difference(Aspect.WINDOW, False, f"an end of the time is taken, not told: {spans}")


def _both_to_date(one: Window, other: Window, times: Collection[Relation]) -> bool:
    """Whether both run from one day to the report's, and the reports are of one week."""
    if Relation.SAME not in times or not (one.runs_to_date and other.runs_to_date):
        return False
    return one.first == other.first and abs(one.last - other.last) <= NEAR


def _as_of(one: Measured, other: Measured, times: Collection[Relation]) -> Iterator[Difference]:
    if one.as_of is None or other.as_of is None:
        yield Difference(Aspect.AS_OF, False, "the day of which one speaks is unknown")
    elif Relation.APART not in times and days_between(one.as_of, other.as_of) > SOON_DAYS:
        yield Difference(Aspect.AS_OF, True, f"one is as of {one.as_of}, the other as of {other.as_of}")
