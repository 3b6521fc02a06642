"""How well the voices foretold: scores of what may be scored, by a table that is named, and why the rest may not be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

from veedor.analysis.forecasts import flat
from veedor.analysis.forecasts.calibration import ENOUGH
from veedor.analysis.forecasts.scoring import Refused, Rules, Scored, Scores, VoiceScore, scores
from veedor.analysis.forecasts.words import DEFAULT_TABLE, Table, tables
from veedor.charts.drawing import Chart
from veedor.charts.reliability import Point, reliability_chart
from veedor.desk.asking import Action, Ask, Page, Raw
from veedor.desk.pages.forecasts import as_of
from veedor.desk.texts import text
from veedor.errors import UsageError
from veedor.gathering import forecasts


class Refusal(NamedTuple):
    """A forecast that is not scored."""

    refused: Refused
    words: str


class ScoredLine(NamedTuple):
    """A forecast that is scored."""

    scored: Scored
    words: str


@dataclass(frozen=True, slots=True)
class ScoresPage:
    """The scores of a record's ledger."""

    scores: Scores
    scored: tuple[ScoredLine, ...]
    refused: tuple[Refusal, ...]
    chart: Chart | None
    """None for fewer forecasts than a curve needs."""
    tables: tuple[Table, ...]
    unread: str
    enough: int = ENOUGH

    def to_dict(self) -> dict[str, Any]:
        """The scores as JSON has them."""
        return flat.scores_to_plain(self.scores)

    @property
    def voices(self) -> tuple[VoiceScore, ...]:
        """The voices, those with the most forecasts first."""
        return self.scores.by_voice


def load(ask: Ask) -> ScoresPage:
    """The scores by the rules of the address, as of the day asked for."""
    day = as_of(ask)
    asked = day.day if day.is_past else None
    rows = ask.desk.memory.of(
        ask.record,
        ("forecast scores", day),
        lambda: forecasts.judged_rows(ask.record, today=day.day, as_of=asked),
    )
    words = {row.id: flat.in_words(row) for row in rows}
    found = scores(rows, _rules(ask))
    return ScoresPage(
        found,
        tuple(ScoredLine(one, words[one.id]) for one in found.scored),
        tuple(Refusal(one, words[one.id]) for one in found.refused),
        _chart(found),
        tuple(tables().values()),
        ask.word("unread") or "",
    )


def _rules(ask: Ask) -> Rules:
    said = ask.word("unread")
    try:
        unread = float(said.rstrip(" %")) / (100 if "%" in said else 1) if said else None
    except ValueError as error:
        raise UsageError(text("That is no probability; write it as 0.5 or 50 %")) from error
    return Rules(ask.word("table") or DEFAULT_TABLE, ask.word("possibilities") is not None, unread).checked()


def _chart(found: Scores) -> Chart | None:
    if found.groups is None or found.curve is None:
        return None
    points = [
        Point(one.said, one.held, one.n, one.consistent.low, one.consistent.high) for one in found.groups
    ]
    columns = (
        text("said to be likely"),
        text("came about"),
        text("would lie here 95 times in 100"),
        text("forecasts"),
    )
    return reliability_chart(points, found.curve.steps, title=text("Said and come about"), columns=columns)


ANSWERS: tuple[Page | Action | Raw, ...] = (
    Page("forecast-scores", "/forecasts/scores", load, "forecast_scores.html"),
)
