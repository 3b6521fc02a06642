"""The ledger: every forecast with its voice, its numbers, its horizon, and how far it has come as of a day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple

from veedor.analysis.forecasts.branches import BranchSet, branch_sets, by_statement
from veedor.analysis.forecasts.criterion import Branches, Criterion, ForecastKind, HorizonRule, Reading
from veedor.analysis.forecasts.denials import denials
from veedor.analysis.forecasts.horizons import Horizon, NoHorizon, State, Votes, horizon_of, state_of
from veedor.analysis.forecasts.kinds import Foretold, Sort, is_foretold_not_to_be, sort_of
from veedor.analysis.forecasts.thresholds import Threshold, threshold, total_of
from veedor.analysis.forecasts.words import readings
from veedor.analysis.intervals import first_day, last_day
from veedor.analysis.telling import Party, Telling
from veedor.codebook.labels import Polarity
from veedor.codebook.statement import Event, Forecast, Statement
from veedor.errors import StatementError


class Outcome(StrEnum):
    """How a forecast came out, as a person says."""

    YES = "yes"
    NO = "no"
    PARTLY = "partly"
    UNDECIDABLE = "undecidable"
    """Nobody can tell, as where nothing measures it."""
    VOID = "void"
    """It does not count, as where its condition did not come about."""


class Resolved(NamedTuple):
    """A person's word on how it came out."""

    outcome: Outcome
    on: str | None = None
    """EDTF: when it came out so; None where nobody said, and then it holds as of any day."""
    evidence: tuple[str, ...] = ()
    """Ids of the statements that show it."""
    by: str = ""
    why: str = ""
    is_before_criterion: bool = False
    """Whether it was said before the criterion was entered, which then foretells nothing."""


class Given(NamedTuple):
    """What the ledger knows beside the forecasts themselves."""

    entered: Mapping[str, Criterion] = {}
    """The criterion of each statement that has one."""
    resolved: Mapping[str, Resolved] = {}
    votes: Votes = Votes()
    figures: Sequence[Telling] = ()
    """Figures of the same reports, which say how many seats there are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One forecast of the ledger."""

    telling: Telling
    sort: Sort
    """Its kind by the machine's rules; that of the criterion counts where one was entered."""
    readings: tuple[Reading, ...]
    """What the published tables say its words mean; empty where none reads them."""
    horizon: Horizon | NoHorizon
    """By the machine's rules; that of the criterion counts where one was entered."""
    threshold: Threshold | None
    branches: BranchSet | None
    denied_by: tuple[str, ...]
    """Statements of others that say the contrary."""
    criterion: Criterion | None
    """What a person entered; frozen."""
    resolved: Resolved | None
    state: State
    ids: tuple[str, ...] = field(default=())
    """All statements that the row stands on, its own first."""

    @property
    def id(self) -> str:
        """The id of the statement that foretells."""
        return self.telling.id

    @property
    def kind(self) -> ForecastKind:
        """The kind: the criterion's, else the one that the rules tell."""
        return self.criterion.kind if self.criterion else self.sort.kind

    @property
    def due(self) -> date | None:
        """The last day of the horizon; None where there is none."""
        if self.criterion:
            return self.criterion.due
        return self.horizon.due if isinstance(self.horizon, Horizon) else None

    @property
    def words(self) -> str:
        """The words of probability; empty where there are none."""
        return self.criterion.words if self.criterion else self.sort.words

    @property
    def voice(self) -> Party:
        """Who foretells it."""
        return voice(self.telling)


def voice(telling: Telling) -> Party:
    """Who foretells: the first of the chain of sources, else the report in its own voice, known by its publisher."""
    if telling.root is not None:
        return telling.root
    name = telling.publisher or telling.title or telling.document_id
    return Party(f"report {name.casefold()}", name)


def ledger(
    foretold: Iterable[Foretold], given: Given, *, as_of: date, is_past: bool = True
) -> tuple[Row, ...]:
    """The rows of all statements that foretell something, what is overdue first.

    Statements that are no claim about the future are left out; likewise, where the day is past, reports that were
    published and resolutions that came after it.

    Args:
        foretold: Statements of any kind, with what stands before them.
        given: Criteria, resolutions, votes and figures.
        as_of: The day of which the ledger tells.
        is_past: Whether only what was known by then counts; else all that is given does.

    """
    told = [one for one in foretold if not is_past or _is_known(one.telling, as_of)]
    sorts = [(one, sort) for one in told if (sort := sort_of(one)) is not None]
    beside = _Beside(
        by_statement(branch_sets(one for one, _ in sorts)),
        denials(one.telling for one, _ in sorts),
        _by_document(given.figures),
        given,
        as_of,
        is_past,
    )
    return tuple(sorted((_row(one, sort, beside) for one, sort in sorts), key=_urgency))


class _Beside(NamedTuple):
    """What a row needs to know beside its own statement."""

    sets: Mapping[str, BranchSet]
    denied: Mapping[str, tuple[str, ...]]
    figures: Mapping[str, list[Telling]]
    given: Given
    as_of: date
    is_past: bool


def _is_known(telling: Telling, as_of: date) -> bool:
    """Whether its report was out by the day; one without a date counts."""
    return telling.reported is None or first_day(telling.reported) <= as_of


def _by_document(figures: Iterable[Telling]) -> Mapping[str, list[Telling]]:
    found: dict[str, list[Telling]] = defaultdict(list)
    for one in figures:
        found[one.document_id].append(one)
    return found


def _row(one: Foretold, sort: Sort, beside: _Beside) -> Row:
    telling, given = one.telling, beside.given
    branches, denied = beside.sets.get(telling.id), beside.denied.get(telling.id, ())
    criterion, resolved = given.entered.get(telling.id), given.resolved.get(telling.id)
    if beside.is_past and resolved and resolved.on and last_day(resolved.on) > beside.as_of:
        resolved = None
    horizon = horizon_of(telling, given.votes)
    own = horizon.due if isinstance(horizon, Horizon) else None
    outcome = resolved.outcome if resolved else None
    bar, counted = _threshold(telling, beside.figures.get(telling.document_id, ()))
    near = (*(branches.ids if branches else ()), *denied, *counted)
    shown = (*near, *(horizon.ids if isinstance(horizon, Horizon) else ()))
    return Row(
        telling=telling,
        sort=_among_others(sort, branches, denied),
        readings=readings(sort.words, before=one.before) if sort.words else (),
        horizon=horizon,
        threshold=bar,
        branches=branches,
        denied_by=denied,
        criterion=criterion,
        resolved=resolved,
        state=state_of(criterion.due if criterion else own, outcome, beside.as_of),
        ids=tuple(dict.fromkeys((telling.id, *shown, *(resolved.evidence if resolved else ())))),
    )


def _among_others(sort: Sort, branches: BranchSet | None, denied: tuple[str, ...]) -> Sort:
    """The kind beside the other statements of the report."""
    if denied:
        return sort._replace(kind=ForecastKind.DENIED, why="somebody else says the contrary")
    if branches:
        return sort._replace(kind=ForecastKind.SCENARIO, why=branches.why)
    return sort


def _threshold(telling: Telling, figures: Sequence[Telling]) -> tuple[Threshold | None, tuple[str, ...]]:
    """The number that must be reached, with the figures that say of how many."""
    statement = telling.statement
    if not isinstance(statement, Forecast):
        return None, ()
    words = statement.about.words
    total = total_of(words, figures)
    found = threshold(words, of=total.value if total else None)
    return found, total.ids if total and found and found.of == total.value else ()


_ORDER = (State.OVERDUE, State.DUE, State.OPEN, State.UNDATED, State.RESOLVED, State.VOID)


def _urgency(row: Row) -> tuple[int, date, str, int]:
    """What is overdue first, then by the last day."""
    start = row.telling.statement.anchor.start
    return _ORDER.index(row.state), row.due or date.max, row.telling.document_id, start


def proposed(row: Row) -> Criterion:
    """The criterion that the machine would enter: a start for the person who writes the one that counts."""
    statement = row.telling.statement
    about = statement.about.words if isinstance(statement, Event | Forecast) and statement.about else ""
    who = ", ".join(party.name for party in row.telling.parties("actors"))
    claim = about if isinstance(statement, Forecast) else f"{statement.anchor.words} {about}".strip()
    dated = isinstance(row.horizon, Horizon)
    return Criterion(
        proposition=": ".join(part for part in (who, claim) if part) + _count(row.threshold),
        kind=row.kind,
        horizon=row.horizon.value if isinstance(row.horizon, Horizon) else None,
        horizon_rule=row.horizon.rule if isinstance(row.horizon, Horizon) else None,
        horizon_why=row.horizon.why if dated else "",
        words=row.sort.words,
        readings=row.readings,
        conditional_on=_conditions(statement),
        branches=Branches(row.branches.labels, is_exhaustive=False) if row.branches else None,
        notes=_notes(row),
    )


class Typed(NamedTuple):
    """What a person says otherwise than the machine proposed; None leaves it as proposed."""

    proposition: str | None = None
    kind: ForecastKind | None = None
    horizon: str | None = None
    """EDTF; empty for none at all."""
    horizon_why: str | None = None
    words: str | None = None
    """Words of probability, or a number such as `70 %`."""
    conditional_on: tuple[str, ...] | None = None
    is_exhaustive: bool = False
    """Whether one of the branches must come about."""
    reference_class: str = ""
    resolver: str = ""
    notes: str | None = None


def written(row: Row, typed: Typed) -> Criterion:
    """The criterion that a person enters: the proposed one with what they typed.

    StatementError where a horizon is not the report's own and nothing says how it follows.
    """
    made = proposed(row)
    changed: dict[str, Any] = {
        name: value
        for name in ("proposition", "kind", "conditional_on", "notes")
        if (value := getattr(typed, name)) is not None
    }
    if typed.words is not None and typed.words != made.words:
        changed |= {"words": typed.words, "readings": readings(typed.words)}
    if typed.horizon is not None and typed.horizon != (made.horizon or ""):
        changed |= _new_horizon(typed)
    elif typed.horizon_why and made.horizon:
        changed["horizon_why"] = typed.horizon_why
    if made.branches and typed.is_exhaustive:
        changed["branches"] = made.branches._replace(is_exhaustive=True)
    return replace(made, **changed, reference_class=typed.reference_class, resolver=typed.resolver)


def _new_horizon(typed: Typed) -> dict[str, Any]:
    """A horizon that the machine did not propose: a person's, so inferred, by the rule that they state."""
    if not typed.horizon:
        return {"horizon": None, "horizon_rule": None, "horizon_why": ""}
    if not (typed.horizon_why or "").strip():
        raise StatementError(
            "say how the horizon follows: which vote, which deadline, which words of the report"
        )
    return {
        "horizon": typed.horizon,
        "horizon_rule": HorizonRule.INFERRED,
        "horizon_why": typed.horizon_why,
    }


def _count(bar: Threshold | None) -> str:
    if bar is None or (bar.least is not None and bar.most is not None and bar.least > bar.most):
        return ""
    if bar.most is None:
        return f" ({bar.least} or more of {bar.of})"
    return f" ({bar.most} or fewer of {bar.of})" if bar.least is None else f" ({bar.least} of {bar.of})"


def _conditions(statement: Statement) -> tuple[str, ...]:
    if not isinstance(statement, Forecast):
        return ()
    return tuple(condition.words for condition in statement.conditions)


def _notes(row: Row) -> str:
    statement = row.telling.statement
    notes = [row.threshold.why] if row.threshold else []
    if isinstance(statement, Forecast) and is_foretold_not_to_be(statement):
        notes.append("foretold not to be: 'yes' means that it was not so")
    elif isinstance(statement, Event) and statement.polarity is Polarity.NO:
        notes.append("announced not to be: 'yes' means that it was not so")
    return "; ".join(notes)
