"""Later statements that may show how a forecast came out: proposed with the reason, never taken as the answer."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import timedelta
from functools import cache
from typing import NamedTuple

from veedor.analysis.forecasts.horizons import is_about_a_vote
from veedor.analysis.forecasts.kinds import is_not_to_be
from veedor.analysis.forecasts.ledger import Outcome, Row
from veedor.analysis.intervals import first_day, last_day
from veedor.analysis.telling import Telling
from veedor.codebook.labels import Certainty, EventType, Polarity, Tense
from veedor.codebook.statement import Event, Figure, Forecast, Position, Role, Statement
from veedor.codebook.when import overlaps
from veedor.gazetteers.tables import read_table

LATEST = timedelta(days=366)
"""How long after a forecast's last day a happening may still be what it was about: told late, it is dated earlier."""
MOST = 12
"""Proposals that are shown for one forecast."""
_STEM = 5
"""Letters by which words are compared, so that `resume`, `resumed` and `resumption` meet."""


class Proposal(NamedTuple):
    """A statement that may show how a forecast came out."""

    id: str
    outcome: Outcome | None
    """What it would mean for the forecast; None where that is for the reader to see."""
    why: str
    weight: float
    """How much speaks for it; only for the order."""


def proposals(row: Row, later: Iterable[Telling]) -> tuple[Proposal, ...]:
    """The statements that may show how a forecast came out, what speaks most for itself first.

    A statement is proposed where it tells of what was or is, in a report that came after the forecast's or in the same
    one, shares a party or the type of act with it, and shares words with what was foretold, or gives the count that
    it names.

    Args:
        row: The forecast.
        later: Statements of any kind.

    """
    found = (_proposal(row, telling) for telling in later if telling.id != row.id)
    ordered = sorted((one for one in found if one is not None), key=lambda one: (-one.weight, one.id))
    return tuple(ordered[:MOST])


def _proposal(row: Row, telling: Telling) -> Proposal | None:
    if not _may_show(row, telling):
        return None
    counted = _count(row, telling)
    if counted is not None:
        return counted
    of_vote = _of_the_vote(row, telling)
    if isinstance(telling.statement, Figure | Position):
        return Proposal(telling.id, None, of_vote, 1.5) if of_vote else None
    common = _common(row, telling)
    if common is None:
        return Proposal(telling.id, None, of_vote, 2.0) if of_vote else None
    why, weight = common
    whole = f"{why}; {of_vote}" if of_vote else why
    return Proposal(telling.id, _outcome(row, telling), whole, weight + 2.0 * bool(of_vote))


def _common(row: Row, telling: Telling) -> tuple[str, float] | None:
    """What a statement shares with the forecast, in words and as a weight; None where that is too little."""
    parties = _parties(row.telling) & _parties(telling)
    shared = _words(row.telling.statement) & _words(telling.statement)
    own = _type(row.telling.statement)
    is_same_type = own is not None and own is _type(telling.statement)
    if not shared and not (is_same_type and parties):
        return None
    if not parties and (_is_elsewhere(row, telling) or (not is_same_type and len(shared) < 2)):
        return None
    return _why(parties, shared, is_same_type), 2.0 * len(parties) + len(shared) + 2.0 * is_same_type


def _is_elsewhere(row: Row, telling: Telling) -> bool:
    """Whether the two reports speak of different countries."""
    here, there = row.telling.country, telling.country
    return here is not None and there is not None and here != there


def _of_the_vote(row: Row, telling: Telling) -> str:
    """That a statement tells of the vote that settles the forecast, in words; empty where it does not."""
    one, foretold = telling.statement, row.telling.statement
    horizon = row.criterion.horizon if row.criterion else getattr(row.horizon, "value", None)
    is_of = isinstance(one, Figure) or (isinstance(one, Event) and one.type is EventType.ELECT)
    is_asked = isinstance(foretold, Forecast) and is_about_a_vote(foretold)
    if not (is_of and is_asked and horizon and one.when and overlaps(one.when.value, horizon)):
        return ""
    if _is_elsewhere(row, telling):
        return ""
    return "dated to the vote that settles it"


def _may_show(row: Row, telling: Telling) -> bool:
    """Whether it tells of something that has come about, or not, since the forecast was made."""
    one = telling.statement
    if isinstance(one, Forecast) or one.tense is Tense.FUTURE or one.certainty is Certainty.OPEN:
        return False
    told, made = telling.reported, row.telling.reported
    if made is None or told is None:
        return telling.document_id != row.telling.document_id
    if last_day(told) < first_day(made) or telling.document_id == row.telling.document_id:
        return False
    happened = one.when.value if one.when else told
    if last_day(happened) < first_day(made):
        return False
    return row.due is None or first_day(happened) <= row.due + LATEST


def _outcome(row: Row, telling: Telling) -> Outcome | None:
    """What it means for the forecast where it tells the act itself; None for what is hedged or of others."""
    one, foretold = telling.statement, row.telling.statement
    if one.certainty is not Certainty.CERTAIN or row.threshold is not None:
        return None
    if not _parties(row.telling) & _parties(telling):
        return None
    held = (one.polarity is Polarity.YES) is not is_not_to_be(foretold)
    return Outcome.YES if held else Outcome.NO


def _count(row: Row, telling: Telling) -> Proposal | None:
    """A figure of what the forecast counts, held against its threshold."""
    one = telling.statement
    bar = row.threshold
    if bar is None or not isinstance(one, Figure) or not isinstance(one.value, float | int):
        return None
    is_meant = one.unit in re.findall(r"[a-z-]+", _text(row.telling.statement).lower())
    if not is_meant or one.comparison is not None or one.value > bar.of or one.value != int(one.value):
        return None
    outcome = Outcome.YES if bar.holds(int(one.value)) else Outcome.NO
    return Proposal(telling.id, outcome, f"{one.value:g} {one.unit}; foretold: {bar.why}", 6.0)


def _parties(telling: Telling) -> set[str]:
    names = ("actors", "recipients", "holders", "holder")
    return {party.key for name in names for party in telling.parties(name)}


def _type(statement: Statement) -> object:
    return statement.type if isinstance(statement, Event) else None


def _text(statement: Statement) -> str:
    """The words of what is told, without who and when."""
    parts = [statement.anchor.words]
    if isinstance(statement, Event | Forecast | Position) and statement.about:
        parts.append(statement.about.words)
    if isinstance(statement, Role):
        parts.append(statement.of.words if statement.of else "")
    return " ".join(parts)


def _words(statement: Statement) -> set[str]:
    """The beginnings of the words that say what it is about."""
    spelt = re.findall(r"[^\W\d_]{3,}", _text(statement).lower())
    return {word[:_STEM] for word in spelt if not is_empty_word(word)}


def _why(parties: set[str], shared: set[str], is_same_type: bool) -> str:
    reasons = []
    if is_same_type:
        reasons.append("the same type of act")
    if parties:
        reasons.append("the same party" if len(parties) == 1 else f"{len(parties)} of the same parties")
    if shared:
        reasons.append(f"{len(shared)} word{'s' * (len(shared) > 1)} in common")
    return ", ".join(reasons)


def is_empty_word(word: str) -> bool:
    """Whether a word says nothing of what a statement is about (`the`, `likely`, `week`)."""
    return word.lower() in _empty()


@cache
def _empty() -> frozenset[str]:
    return frozenset(row["word"] for row in read_table("veedor.analysis.forecasts", "empty_words"))
