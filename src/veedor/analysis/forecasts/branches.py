"""Forecasts that are told together as ways in which it may go: one forecast with branches, never one credit each.

Whatever comes about is one of them once it has happened, so that a branch earns nothing by coming about; and no set is
taken to be exhaustive unless a person says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import groupby
from typing import NamedTuple

from veedor.analysis.forecasts.kinds import Foretold
from veedor.codebook.labels import Certainty
from veedor.codebook.statement import Event, Forecast
from veedor.gazetteers.tables import read_table

NEAR = 400
"""Characters within which the branches of one set follow each other: about two sentences."""
NEAR_SIDES = 200
"""The same for the sides of an either/or: one sentence."""


class BranchSet(NamedTuple):
    """Statements that tell one forecast with branches."""

    ids: tuple[str, ...]
    """The statements in the order of the text."""
    labels: tuple[str, ...]
    """The words that open each branch; empty where none do (`either … or`)."""
    why: str


def branch_sets(foretold: Iterable[Foretold]) -> tuple[BranchSet, ...]:
    """The branch sets among statements, in the order of documents and texts; of two statements or more each."""
    ordered = sorted(foretold, key=lambda one: (one.telling.document_id, one.telling.statement.anchor.start))
    return tuple(
        found
        for _, group in groupby(ordered, key=lambda one: one.telling.document_id)
        for found in _in_document(list(group))
    )


def by_statement(sets: Iterable[BranchSet]) -> Mapping[str, BranchSet]:
    """The branch set of each statement that is in one."""
    return {id_: one for one in sets for id_ in one.ids}


def _in_document(ordered: list[Foretold]) -> Iterator[BranchSet]:
    for run in _runs([(one, label) for one in ordered if (label := opening(one))]):
        labels = tuple(label for _, label in run)
        if len(set(labels)) > 1:
            ids = tuple(one.telling.id for one, _ in run)
            yield BranchSet(ids, labels, "told as ways in which it may go; not said to be all there are")
    for run in _runs([(one, "") for one in ordered if _is_side(one)], NEAR_SIDES):
        if len(run) > 1:
            ids = tuple(one.telling.id for one, _ in run)
            yield BranchSet(ids, ("",) * len(ids), "the sides of an either/or; not said to be all there are")


def _runs(marked: list[tuple[Foretold, str]], near: int = NEAR) -> Iterator[list[tuple[Foretold, str]]]:
    """Stretches of statements that follow each other closely."""
    run: list[tuple[Foretold, str]] = []
    for one, label in marked:
        if run and _start(one) - _start(run[-1][0]) > near:
            yield run
            run = []
        run.append((one, label))
    if run:
        yield run


def _start(one: Foretold) -> int:
    return one.telling.statement.anchor.start


def _is_side(one: Foretold) -> bool:
    """Whether it is left open by itself: one side of an either/or, as the codebook has them."""
    statement = one.telling.statement
    is_open = statement.certainty is Certainty.OPEN
    return isinstance(statement, Forecast) and is_open and not statement.probability and not opening(one)


def opening(one: Foretold) -> str:
    """The words that open a branch (`at best`), empty where there are none."""
    statement = one.telling.statement
    if not isinstance(statement, Event | Forecast):
        return ""
    near = [one.before[-_REACH:]]
    if isinstance(statement, Forecast):
        near += [statement.probability.words if statement.probability else "", statement.about.words]
    spelt = " ".join(" ".join(part.lower().split()) for part in near)
    return next((words for words in _openings() if words in spelt), "")


_REACH = 120
"""Characters before a statement in which the words stand that open its branch."""


@cache
def _openings() -> tuple[str, ...]:
    rows = read_table("veedor.analysis.forecasts", "scenario_words")
    return tuple(sorted((row["words"] for row in rows), key=len, reverse=True))
