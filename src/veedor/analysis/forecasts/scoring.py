"""Which forecasts of a ledger may be scored, and how well each voice foretold; what may not be, with its reason."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from veedor.analysis.forecasts.calibration import ENOUGH, Curve, Group, calibration, reliability_curve
from veedor.analysis.forecasts.criterion import ForecastKind
from veedor.analysis.forecasts.ledger import Outcome, Row
from veedor.analysis.forecasts.scores import (
    COIN,
    CONVENTIONS,
    Interval,
    Parts,
    brier,
    log_score,
    murphy,
    student_interval,
    two_class_brier,
)
from veedor.analysis.forecasts.words import DEFAULT_TABLE, Chance, chance, table
from veedor.analysis.telling import Party
from veedor.errors import UsageError


class Rules(NamedTuple):
    """By which rules a ledger is scored; they are printed with the scores."""

    table: str = DEFAULT_TABLE
    """The key of the table that gives words their numbers."""
    possibilities: bool = False
    """Whether what is said only to be possible (`could`, `may`) is scored too; it is flagged."""
    unread: float | None = None
    """The probability taken for words that the table gives no number; None leaves them out."""

    def checked(self) -> Rules:
        """The same rules; UsageError where there is no such table or probability."""
        table(self.table)
        if self.unread is not None and not 0 <= self.unread <= 1:
            raise UsageError(f"a probability lies from 0 to 1, not at {self.unread:g}")
        return self

    def in_words(self) -> tuple[str, ...]:
        """The rules as they are printed: the table, what is counted, and how the scores are meant."""
        named = table(self.table)
        counted = "only what says how likely it is"
        if self.possibilities:
            counted += ", and what is said to be possible, which is flagged"
        lines = [f"words of probability read by {named.name} ({named.reference})", f"scored: {counted}"]
        if self.unread is not None:
            lines.append(f"words that the table gives no number are taken as {self.unread:g}")
        return (*lines, *CONVENTIONS)


class Scored(NamedTuple):
    """A forecast that is scored."""

    id: str
    voice: Party
    kind: ForecastKind
    chance: Chance
    came_about: bool
    brier: float
    low: float
    """The best Brier score within the range of what the words may mean."""
    high: float
    """The worst."""


class Refused(NamedTuple):
    """A forecast that is not scored, and why."""

    id: str
    why: str


class VoiceScore(NamedTuple):
    """How well one voice foretold."""

    voice: Party
    n: int
    brier: float
    log: float
    interval: Interval | None
    """Of the Brier score, Student's, 95 of 100; None for a single forecast, from which nothing follows."""
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """The scores of a ledger; None where too few forecasts are scored for it."""

    rules: Rules
    scored: tuple[Scored, ...]
    refused: tuple[Refused, ...]
    brier: float | None
    low: float | None
    """The mean of the best scores within the ranges of what the words may mean."""
    high: float | None
    """The mean of the worst."""
    two_class: float | None
    log: float | None
    interval: Interval | None
    base_rate: float | None
    """The share that came about."""
    parts: Parts | None
    by_kind: tuple[tuple[ForecastKind, int, float], ...]
    """Number and Brier score of each kind: a possibility is no weak probability."""
    by_voice: tuple[VoiceScore, ...]
    """Those with the most forecasts first."""
    groups: tuple[Group, ...] | None
    """Of the curve of calibration."""
    curve: Curve | None

    @property
    def n(self) -> int:
        """How many forecasts are scored."""
        return len(self.scored)

    @property
    def against(self) -> tuple[str, ...]:
        """How the score compares with a coin and with always saying the share that came about, in words."""
        if self.brier is None or self.parts is None:
            return ()
        coin = f"{_compared(self.brier, COIN)} a coin ({COIN:g})"
        flat = self.parts.uncertainty
        if not flat:
            return coin, "all came out alike: there is no share that came about to compare with"
        beside = f"always saying the share that came about ({flat:.4g}), which nobody knew beforehand"
        return coin, f"{_compared(self.brier, flat)} {beside}"

    @property
    def curve_refused(self) -> str | None:
        """Why there is no curve of calibration; None where there is one."""
        return None if self.groups else f"not enough to say: n = {self.n}, a curve needs {ENOUGH}"


def _compared(value: float, other: float) -> str:
    if math.isclose(value, other, abs_tol=1e-9):
        return "as good as"
    return "better than" if value < other else "worse than"


def judged(row: Row, rules: Rules) -> Scored | Refused:
    """The forecast's score, or why it has none."""
    why = _why_not(row, rules)
    if why is not None or row.criterion is None or row.resolved is None:
        return Refused(row.id, why or "no criterion was entered")
    found = chance(row.criterion.readings, rules.table)
    if found is None and rules.unread is not None:
        found = Chance(rules.unread, rules.unread, rules.unread, "no number in the table, taken as asked")
    if found is None:
        return Refused(row.id, f"{table(rules.table).name} gives its words no number")
    outcome = float(row.resolved.outcome is Outcome.YES)
    ends = sorted((end - outcome) ** 2 for end in (found.low, found.high))
    return Scored(
        row.id, row.voice, row.kind, found, bool(outcome), (found.value - outcome) ** 2, ends[0], ends[1]
    )


def _why_not(row: Row, rules: Rules) -> str | None:
    """Why a forecast may not be scored, the first reason that holds; None where it may."""
    if row.kind is ForecastKind.POSSIBILITY and not rules.possibilities:
        return "a possibility is scored only where one asks for it"
    if row.kind not in (ForecastKind.PROBABILITY, ForecastKind.POSSIBILITY):
        return f"its kind, {row.kind}, is not scored"
    if row.criterion is None:
        return (
            "no criterion was entered before it was resolved" if row.resolved else "no criterion was entered"
        )
    if row.criterion.due is None:
        return "it has no horizon"
    if row.criterion.branches is not None:
        return "a branch set is one forecast, and no branch alone is scored"
    if row.resolved is None:
        return f"nobody has resolved it; its last day is {row.criterion.due.isoformat()}"
    if row.resolved.is_before_criterion:
        return "its criterion was entered after it had been resolved"
    if row.resolved.outcome not in (Outcome.YES, Outcome.NO):
        return f"it was resolved as {row.resolved.outcome}, which is neither yes nor no"
    return None


def scores(rows: Iterable[Row], rules: Rules | None = None) -> Scores:
    """The scores of what may be scored, by the rules that are stated, and all that is refused with its reason."""
    used = (rules or Rules()).checked()
    found = [judged(row, used) for row in rows]
    scored = tuple(one for one in found if isinstance(one, Scored))
    refused = tuple(one for one in found if isinstance(one, Refused))
    chances, held = [one.chance.value for one in scored], [one.came_about for one in scored]
    n = len(scored)
    groups = calibration(chances, held)
    return Scores(
        rules=used,
        scored=scored,
        refused=refused,
        brier=brier(chances, held) if n else None,
        low=math.fsum(one.low for one in scored) / n if n else None,
        high=math.fsum(one.high for one in scored) / n if n else None,
        two_class=two_class_brier(chances, held) if n else None,
        log=log_score(chances, held) if n else None,
        interval=student_interval([one.brier for one in scored]),
        base_rate=sum(held) / n if n else None,
        parts=murphy(chances, held) if n else None,
        by_kind=_by_kind(scored),
        by_voice=_by_voice(scored),
        groups=groups,
        curve=reliability_curve(chances, held) if groups else None,
    )


def _by_kind(scored: Sequence[Scored]) -> tuple[tuple[ForecastKind, int, float], ...]:
    kinds = sorted({one.kind for one in scored})
    of = {kind: [one.brier for one in scored if one.kind is kind] for kind in kinds}
    return tuple((kind, len(values), math.fsum(values) / len(values)) for kind, values in of.items())


def _by_voice(scored: Sequence[Scored]) -> tuple[VoiceScore, ...]:
    of: dict[str, list[Scored]] = defaultdict(list)
    for one in scored:
        of[one.voice.key].append(one)
    ordered = sorted(of.values(), key=lambda group: (-len(group), group[0].voice.name.casefold()))
    return tuple(_of_voice(group) for group in ordered)


def _of_voice(group: Sequence[Scored]) -> VoiceScore:
    chances, held = [one.chance.value for one in group], [one.came_about for one in group]
    return VoiceScore(
        group[0].voice,
        len(group),
        brier(chances, held),
        log_score(chances, held),
        student_interval([one.brier for one in group]),
        tuple(one.id for one in group),
    )
