"""One forecast: what its words may mean, by what it is told, what may show how it came out, and who said so."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from veedor.analysis.forecasts.criterion import Criterion, ForecastKind
from veedor.analysis.forecasts.ledger import Outcome, Row, Typed, proposed, written
from veedor.analysis.forecasts.words import tables
from veedor.codebook.wording import Piece, sentence
from veedor.desk.around import Mark, around, text_of
from veedor.desk.asking import Action, Again, Ask, Done, Page, Raw
from veedor.desk.pages.deciding import back_to, with_done
from veedor.desk.pages.forecasts import Bar, Line, as_of, bar
from veedor.desk.texts import text
from veedor.errors import DateError, StatementError, UsageError
from veedor.gathering import forecasts
from veedor.record.findings import criteria, resolutions
from veedor.record.findings.criteria import Entered
from veedor.record.findings.resolutions import Resolution
from veedor.record.reviewing import decided

_FIELDS = ("proposition", "kind", "horizon", "horizon_why", "words", "conditional_on", "notes")
_ID = re.compile(r"[0-9a-f]{4,}")


class TableReading(NamedTuple):
    """What one table says that the words mean."""

    name: str
    """The table's; empty where the report itself gives the number."""
    reference: str
    words: str
    """The table's own expression."""
    bar: Bar


class MayShow(NamedTuple):
    """A statement that may show how it came out."""

    id: str
    pieces: tuple[Piece, ...]
    document_id: str
    document: str
    published: str | None
    means: str
    """The outcome that it would mean; empty where that is for the reader to see."""
    why: str


class Shows(NamedTuple):
    """A statement that shows how it came out, as a person says."""

    id: str
    pieces: tuple[Piece, ...]
    """Empty where it is not told any more."""


@dataclass(frozen=True, slots=True)
class ForecastPage:
    """All that is known of a forecast."""

    line: Line
    pieces: tuple[Piece, ...]
    marks: tuple[Mark, ...]
    criterion: Criterion
    """As entered, else as proposed."""
    entered: Entered | None
    """None where nobody has entered a criterion."""
    later: tuple[Entered, ...]
    """Criteria that were entered after the one that is scored."""
    resolution: Resolution | None
    shown_by: tuple[Shows, ...]
    readings: tuple[TableReading, ...]
    may_show: tuple[MayShow, ...]
    typed: Mapping[str, str]
    """What the form of the criterion holds."""
    typed_evidence: str
    related: tuple[Shows, ...]
    """What the ledger's row stands on beside its own statement: branches, denials, the day of the vote."""
    kinds: tuple[ForecastKind, ...] = tuple(ForecastKind)
    outcomes: tuple[Outcome, ...] = tuple(Outcome)


def load(ask: Ask) -> ForecastPage:
    """The forecast that any id of its statement names, as of the day asked for."""
    row = forecasts.row_of(ask.record, ask.path["id"], as_of(ask))
    used = row.criterion or proposed(row)
    own = [one for one in criteria.entries(ask.record) if one.statement_id == row.id]
    resolution = resolutions.resolutions(ask.record).get(row.id) if row.resolved else None
    statement = row.telling.statement
    return ForecastPage(
        line=Line(row),
        pieces=sentence(statement),
        marks=around(text_of(ask.record, row.telling.document_id), statement, beside=1),
        criterion=used,
        entered=own[0] if own else None,
        later=tuple(own[1:]),
        resolution=resolution,
        shown_by=_told(ask, resolution.evidence if resolution else ()),
        readings=tuple(_readings(used)),
        may_show=() if row.resolved else _may_show(ask, row),
        typed=_typed(ask, used),
        typed_evidence=" ".join(ask.words("other")),
        related=_told(ask, [id_ for id_ in row.ids if id_ != row.id]) if not row.resolved else (),
    )


def _readings(used: Criterion) -> list[TableReading]:
    known = tables()
    found = []
    for one in used.readings:
        of = known.get(one.table)
        found.append(TableReading(of.name if of else "", of.reference if of else "", one.words, bar([one])))
    return found


def _told(ask: Ask, ids: tuple[str, ...] | list[str]) -> tuple[Shows, ...]:
    """Some statements by their ids, in that order."""
    found = {one.id: one.statement for one in forecasts.told_of(ask.record, ids)}
    return tuple(Shows(id_, sentence(found[id_]) if id_ in found else ()) for id_ in ids)


def _may_show(ask: Ask, row: Row) -> tuple[MayShow, ...]:
    found = ask.desk.memory.of(
        ask.record, ("evidence", row.id, row.due), lambda: forecasts.evidence(ask.record, row)
    )
    return tuple(
        MayShow(
            one.telling.id,
            sentence(one.telling.statement),
            one.telling.document_id,
            one.telling.title or one.telling.publisher or one.telling.document_id,
            one.telling.published,
            str(one.proposal.outcome or ""),
            one.proposal.why,
        )
        for one in found
    )


def _typed(ask: Ask, used: Criterion) -> Mapping[str, str]:
    """The fields of the criterion's form: as typed where it comes back, else as proposed."""
    values = {
        "proposition": used.proposition,
        "kind": str(used.kind),
        "horizon": used.horizon or "",
        "horizon_why": used.horizon_why,
        "words": used.words,
        "conditional_on": "\n".join(used.conditional_on),
        "reference_class": used.reference_class,
        "resolver": used.resolver,
        "notes": used.notes,
    }
    return {name: (ask.word(name) or "") if name in ask.form else value for name, value in values.items()}


def enter(ask: Ask) -> Done | Again:
    """Enter by what the forecast is told; what was entered first stays what is scored."""
    row = forecasts.row_of(ask.record, ask.path["id"], as_of(ask))
    here = ask.to("forecast", id=row.id)
    try:
        made = written(row, _as_typed(ask))
        change = forecasts.enter(
            ask.record, row.id, made, by=ask.person.name, reason=ask.word("reason") or ""
        )
    except (StatementError, DateError, UsageError) as error:
        return Again(PAGE, load(ask), here, error)
    said = text("Entered: from now on this criterion is not changed")
    return Done(with_done(back_to(ask, here), change), said, {"change_id": change, "id": row.id})


def _as_typed(ask: Ask) -> Typed:
    kind = ask.word("kind")
    if kind is not None and kind not in tuple(ForecastKind):
        raise UsageError(text("There is no such kind or state of forecasts"))
    conditions = (ask.word("conditional_on") or "").splitlines()
    return Typed(
        proposition=ask.word("proposition") or "",
        kind=ForecastKind(kind) if kind else None,
        horizon=ask.word("horizon") or "",
        horizon_why=ask.word("horizon_why"),
        words=ask.word("words") or "",
        conditional_on=tuple(line.strip() for line in conditions if line.strip()),
        is_exhaustive=ask.word("is_exhaustive") is not None,
        reference_class=ask.word("reference_class") or "",
        resolver=ask.word("resolver") or "",
        notes=ask.word("notes") or "",
    )


def resolve(ask: Ask) -> Done | Again:
    """Say how the forecast came out, and which statements show it."""
    row = forecasts.row_of(ask.record, ask.path["id"], as_of(ask))
    here = ask.to("forecast", id=row.id)
    try:
        outcome = ask.needed("outcome")
        if outcome not in tuple(Outcome):
            raise UsageError(text("Choose how it came out"))
        change = resolutions.resolve(
            ask.record,
            row.id,
            resolutions.Outcome(outcome),
            ask.word("on"),
            _evidence(ask),
            by=ask.person.name,
            reason=ask.word("reason") or "",
        )
    except (DateError, UsageError) as error:
        return Again(PAGE, load(ask), here, error)
    said = text("Resolved: %(outcome)s") % {"outcome": outcome}
    return Done(with_done(back_to(ask, here), change), said, {"change_id": change, "id": row.id})


def _evidence(ask: Ask) -> list[str]:
    """The statements that were chosen, and those whose ids, or addresses, were typed."""
    typed = [part.rpartition("/")[2].removeprefix("#s-") for part in " ".join(ask.words("other")).split()]
    named = [part.rpartition("#s-")[2] for part in typed]
    if not all(_ID.fullmatch(one) for one in named):
        raise UsageError(
            text("Evidence is the id of a statement: it ends the address of the statement's page")
        )
    return [*ask.words("evidence"), *(decided.find(ask.record, one) for one in named)]


PAGE = Page("forecast", "/forecasts/{id}", load, "forecast.html")
ANSWERS: tuple[Page | Action | Raw, ...] = (
    PAGE,
    Action("enter-criterion", "/forecasts/{id}/enter", enter),
    Action("resolve", "/forecasts/{id}/resolve", resolve),
)
