"""What sort of claim about the future a statement is, and why: only what says how likely it is can be scored."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from veedor.analysis.forecasts.criterion import ForecastKind
from veedor.analysis.forecasts.numbers import stated_chance
from veedor.analysis.forecasts.words import in_full, meaning
from veedor.analysis.telling import Telling
from veedor.codebook.labels import Certainty, Polarity, Tense
from veedor.codebook.statement import Event, Forecast, Statement
from veedor.codebook.when import Precision, precision
from veedor.gazetteers.tables import read_table


class Foretold(NamedTuple):
    """A statement on the future, with what stands before it in its sentence."""

    telling: Telling
    before: str = ""
    """From the sentence's start to the words of probability, or to the anchor where there are none."""


class Sort(NamedTuple):
    """The kind of a forecast, and by what it is told."""

    kind: ForecastKind
    why: str
    words: str = ""
    """The words of probability, in full (`little chance`); empty where there are none."""


def sort_of(foretold: Foretold) -> Sort | None:
    """The kind of a statement taken by itself; None where it is no claim about the future.

    Scenarios and denials show only beside others: `branches.branch_sets`, `denials.denials`.
    """
    statement = foretold.telling.statement
    if isinstance(statement, Event):
        return _of_event(statement)
    return _of_forecast(statement, foretold.before) if isinstance(statement, Forecast) else None


def _of_event(event: Event) -> Sort | None:
    """Future events are what somebody is going to do: scheduled where they have a day, else planned."""
    if event.tense is not Tense.FUTURE:
        return None
    if event.certainty is Certainty.CERTAIN and event.when and precision(event.when.value) is Precision.DAY:
        return Sort(ForecastKind.SCHEDULED, "announced for a day")
    return Sort(ForecastKind.PLAN, "announced or planned by whoever will do it, without a day")


def _of_forecast(forecast: Forecast, before: str) -> Sort:
    found = _likelihood(forecast, before)
    if forecast.conditions:
        return Sort(
            ForecastKind.CONDITIONAL, "holds only if its condition comes about", found.words if found else ""
        )
    if found is not None:
        return found
    if forecast.tense is not Tense.FUTURE:
        return Sort(ForecastKind.ASSESSMENT, "judges how things stand, and names nothing to come")
    if forecast.certainty is Certainty.CERTAIN:
        return Sort(ForecastKind.ASSESSMENT, "no word says how likely it is")
    return Sort(ForecastKind.POSSIBILITY, "hoped, feared or left open, with no word for how likely it is")


_WHY = {
    ForecastKind.PROBABILITY: "words of probability say how likely it is",
    ForecastKind.POSSIBILITY: "words say that it may be, not how likely it is",
    ForecastKind.CONDITIONAL: "'would' leaves its condition unsaid",
}


def _likelihood(forecast: Forecast, before: str) -> Sort | None:
    """The kind by the words of probability, in full, or by the helping verb; None where there are neither."""
    if forecast.probability is None:
        return _by_modal(forecast)
    words = forecast.probability.words
    stated = stated_chance(words, before=before)
    if stated is not None:
        return Sort(ForecastKind.PROBABILITY, "a number says how likely it is", words)
    whole = in_full(words, before=before)
    known = meaning(whole)
    if known is not None:
        return Sort(known.kind, _WHY[known.kind], whole)
    modal = _by_modal(forecast)
    kind = modal.kind if modal else ForecastKind.POSSIBILITY
    return Sort(kind, "the words of probability are on no list", whole)


_ADVERB = re.compile(r"\b(?:[a-z]+ly|perhaps|maybe|doubtless)\b")
"""Words of an anchor that may say how likely it is, beside the helping verb: `will inevitably lose`."""


def _by_modal(forecast: Forecast) -> Sort | None:
    """What an adverb of the anchor says, else its helping verb.

    A reported `would` that is stated as fact stands for somebody's `will`.
    """
    for word in _ADVERB.findall(forecast.anchor.words.lower()):
        known = meaning(word)
        if known is not None:
            return Sort(known.kind, _WHY[known.kind], word)
    for word in re.findall(r"'ll|going to|[a-z]+(?:'t)?", forecast.anchor.words.lower().replace("’", "'")):
        if word not in _modals():
            continue
        kind, words = _modals()[word]
        if kind is not ForecastKind.CONDITIONAL:
            return Sort(kind, "foretold flatly" if words == "will" else _WHY[kind], words)
        if forecast.sources and forecast.certainty is Certainty.CERTAIN:
            return Sort(ForecastKind.PROBABILITY, "a reported 'would' stands for a 'will'", "will")
        return Sort(kind, _WHY[kind], word)
    return None


@cache
def _modals() -> dict[str, tuple[ForecastKind, str]]:
    rows = read_table("veedor.analysis.forecasts", "modal_words")
    return {row["word"]: (ForecastKind(row["kind"]), row["words"]) for row in rows}


def is_foretold_not_to_be(forecast: Forecast) -> bool:
    """Whether it is foretold that something will not be, as against said to be unlikely.

    `Will probably not resign` foretells that it will not be; `is not likely to resign` says how likely it is.
    """
    if forecast.polarity is Polarity.YES:
        return False
    said = forecast.probability.words if forecast.probability else ""
    return not re.search(r"\b(?:not|no|never|hardly|scarcely|unlikely)\b|n['’]t\b", said.lower())


def is_not_to_be(statement: Statement) -> bool:
    """Whether a forecast foretells, or a plan announces, that something will not be."""
    if isinstance(statement, Forecast):
        return is_foretold_not_to_be(statement)
    return isinstance(statement, Event) and statement.polarity is Polarity.NO
