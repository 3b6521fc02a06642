"""Of what kind a disagreement of two figures is, and two figures held against each other."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from veedor.analysis.figures.comparable import ANY_TIME, Aspect, Comparability, Judged, comparable
from veedor.analysis.figures.counted import Sameness, terms_compared
from veedor.analysis.figures.derived import Derived
from veedor.analysis.figures.measured import Measured, told_last
from veedor.analysis.figures.quantities import in_words
from veedor.analysis.figures.windows import NEAR, Relation, relation
from veedor.analysis.intervals import is_before


class Class(StrEnum):
    """Of what kind a disagreement is."""

    WINDOW = "window"
    """They count over different times."""
    DEFINITION = "definition"
    """They count different categories, such as people in need and people targeted."""
    SCOPE = "scope"
    """One counts a part: a narrower group, one place, one force."""
    ROUNDING = "rounding"
    """One is the other, rounded."""
    TRANSCRIPTION = "transcription"
    """A digit was copied wrongly."""
    REVISION = "revision"
    """The same source, or a correction, put another number in its place."""
    ATTRIBUTION = "attribution"
    """The number is one; who said it, or whose deed it counts, is told in two ways."""
    DISPUTE = "true dispute"
    """They count the same, and cannot both be right."""
    UNSETTLED = "not enough to say"
    """They may count the same; what would tell is missing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """Two figures that disagree."""

    left: Measured
    """The one told first."""
    right: Measured
    kind: Class
    why: str
    """What sets them apart, in words."""
    proposal: str
    """How it may be settled, and why."""
    derived: Derived | None = None
    """A number that follows from both, such as the rest of the longer time."""

    @property
    def ids(self) -> tuple[str, ...]:
        """The statements that it stands on."""
        return tuple(dict.fromkeys((*self.left.ids, *self.right.ids)))


class Pair(NamedTuple):
    """Two figures held against each other."""

    left: Measured
    """The one told first."""
    right: Measured
    how: Comparability
    """Whether they are comparable, whatever their times."""

    def found(self, kind: Class, why: str, proposal: str, derived: Derived | None = None) -> Conflict:
        """A disagreement of the two."""
        return Conflict(
            left=self.left, right=self.right, kind=kind, why=why, proposal=proposal, derived=derived
        )

    @property
    def both(self) -> str:
        """The two numbers in words."""
        return f"{in_words(self.left.quantity)} and {in_words(self.right.quantity)}"

    @property
    def sources(self) -> str:
        """Who said them first, each once."""
        return " and ".join(dict.fromkeys(one.root.name for one in (self.left, self.right)))

    @property
    def categories(self) -> str:
        """What either number counts."""
        return ", ".join(
            f"{in_words(one.quantity)} counts {category(one)}" for one in (self.left, self.right)
        )

    @property
    def trap(self) -> str:
        """Why the category of one is easily mistaken, to be put behind a proposal; empty where it is not."""
        told = self.left.counted.trap or self.right.counted.trap
        return f"; {told}" if told else ""

    @property
    def is_one_number(self) -> bool:
        """Whether both say the same number."""
        said = self.left.quantity.said
        return said is not None and said == self.right.quantity.said

    @property
    def are_of_others(self) -> bool:
        """Whether they count different people or things, whatever else they share."""
        is_other = terms_compared(self.left.counted, self.right.counted) is Sameness.OTHER
        return is_other and self.how.differ_in(Aspect.POPULATION)

    @property
    def is_same_time(self) -> bool:
        """Whether they are of one time, as far as it is known."""
        left, right = self.left.window, self.right.window
        if left is None or right is None:
            return not comparable(self.left, self.right).differ_in(Aspect.AS_OF, Aspect.WINDOW)
        how = relation(left, right)
        are_near = left.runs_to_date and right.runs_to_date and abs(left.last - right.last) <= NEAR
        return how is Relation.SAME or (how is Relation.SAME_START and are_near)

    @property
    def is_revised(self) -> bool:
        """Whether the same source gave the second number later."""
        if self.left.root.key != self.right.root.key or not (self.left.published and self.right.published):
            return False
        return is_before(self.left.published, self.right.published)


def pair_of(one: Measured, other: Measured, judged: Judged | None) -> Pair:
    """Two figures, the one told first first, with whether they are comparable."""
    left, right = sorted((one, other), key=told_last)
    return Pair(left, right, comparable(left, right, times=ANY_TIME, judged=judged))


def category(one: Measured) -> str:
    """What a figure counts, in a word or its own words."""
    return one.counted.category.name if one.counted.category else one.counted.words
