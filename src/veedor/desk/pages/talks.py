"""Talks: who wants what on each issue as of a date, what keeps the parties apart, what moved, and who is silent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from veedor.analysis.talks.matrix import Matrix, Row
from veedor.analysis.talks.movement import Move, Moved, Silence
from veedor.analysis.talks.stands import Edge
from veedor.analysis.talks.verdicts import Cell, Verdict
from veedor.analysis.telling import Party
from veedor.charts.conditions import Arrow, Columns, Kinds, conditions_chart
from veedor.charts.drawing import Chart
from veedor.codebook.labels import Kind, Stance
from veedor.codebook.when import bounds
from veedor.desk.asking import Action, Ask, Page, Raw
from veedor.desk.cards import Card
from veedor.desk.listing import listed, wanted
from veedor.desk.paging import Part, part
from veedor.desk.plain import plain
from veedor.desk.texts import text
from veedor.errors import UsageError
from veedor.gathering.talks import Asked, Gathered, gather, sides_of
from veedor.record.wanted import Filter

REPORTS = 15
"""Reports of which a table is made unless more are asked for: so many that it comes at once."""
_MOST_REPORTS = 500
_COLUMNS = 4
"""Parties with a column of their own; more make no table that can be read."""
_MOST_ARROWS = 40
"""Arrows of the picture of conditions; all stand in the table beside it."""
_ROWS = 40
"""Issues and facets on a page."""
_SILENT = 12
_SYMBOLS = {
    Verdict.AGREED: "✓",
    Verdict.IN_PRINCIPLE: "≈",
    Verdict.OVERLAPPING: "∩",
    Verdict.GAP: "↔",
    Verdict.CONTRADICTORY: "✕",
    Verdict.ONE_SIDED: "◐",
    Verdict.UNKNOWN: "?",
}


class ShownRow(NamedTuple):
    """One issue, with a cell for each party that has a column."""

    row: Row
    cells: tuple[Cell | None, ...]
    others: tuple[Cell, ...]
    """The cells of parties without a column."""
    symbol: str

    @property
    def is_facet(self) -> bool:
        """Whether it is a facet of the issue above it."""
        return self.row.issue.facet is not None


@dataclass(frozen=True, slots=True)
class Talks:
    """The table of issues by parties, and what follows from it."""

    matrix: Matrix
    rows: Part[ShownRow]
    """A page of the table."""
    parties: tuple[Party, ...]
    """Those with a column."""
    has_others: bool
    chart: Chart | None
    """What is to come before what; None where nobody ties anything to anything."""
    moves: tuple[Moved, ...] | None
    """What moved since the day to compare with; None without one."""
    silences: tuple[Silence, ...]
    has_more_silences: bool
    last_day: date | None
    """To which silence is counted."""
    asked: Mapping[str, str]
    """What the address asks for, by name."""
    reports: int
    has_more: bool
    """Whether older reports were not looked at."""

    def to_dict(self) -> dict[str, Any]:
        """The JSON form."""
        return self.matrix.to_dict() | {
            "rows": plain([one.row for one in self.rows.rows]),
            "moves": None if self.moves is None else plain(self.moves),
            "silences": plain(self.silences),
            "counted_to": plain(self.last_day),
            "page": self.rows.number,
            "has_more_rows": self.rows.has_more,
            "reports": self.reports,
            "has_more_reports": self.has_more,
        }


def gathered(ask: Ask) -> Gathered:
    """What the reports that the address asks for tell of talks, kept until the record changes."""
    said = ask.words("side")
    sides = tuple(line for one in said for line in one.splitlines() if line.strip())
    as_of, publisher, most = day(ask, "as_of"), ask.word("publisher"), _reports(ask)
    name = ("talks", as_of, publisher, most, sides)

    def work_out() -> Gathered:
        wanted = Asked(as_of=as_of, publisher=publisher, most=most, sides=sides_of(sides))
        return gather(ask.record, wanted)

    return ask.desk.memory.of(ask.record, name, work_out)


def _reports(ask: Ask) -> int:
    return max(1, ask.number("reports", REPORTS, most=_MOST_REPORTS))


def day(ask: Ask, name: str) -> date | None:
    """The last day of a date (EDTF) in the address; None where it gives none, UsageError where it has no last day."""
    said = ask.word(name)
    if said is None:
        return None
    last = bounds(said).latest
    if last is None:
        raise UsageError(text("This date has no last day; write it as 2019-08-31, 2019-08 or 2019"))
    return last


def load(ask: Ask) -> Talks:
    """The table of the newest reports, as of the day that is asked for."""
    found = gathered(ask)
    made = found.table
    rows = [row for row in made.rows if _is_wanted(ask, row)]
    shown = part(ask, rows, per_page=_ROWS)
    parties = _columns(made.parties, shown.rows)
    since = day(ask, "since")
    if since is not None and found.asked.as_of is not None and since >= found.asked.as_of:
        raise UsageError(text("The day to compare with must come before the day of the table"))
    silences = found.silences()
    return Talks(
        made,
        Part([_shown(row, parties) for row in shown.rows], shown.number, shown.total, _ROWS, shown.has_more),
        parties,
        any(key not in {one.key for one in parties} for row in shown.rows for key in row.cells),
        _chart(ask, made),
        None if since is None else _telling(found.movement(since)),
        silences[:_SILENT],
        len(silences) > _SILENT,
        found.last_day,
        {name: said for name in _ASKED if (said := "\n".join(ask.words(name)))},
        found.documents,
        found.has_more,
    )


_ASKED = ("as_of", "since", "issue", "party", "publisher", "side")


_ORDER = (
    Move.CONTRADICTED,
    Move.HARDENED,
    Move.SOFTENED,
    Move.CHANGED_VALUE,
    Move.NEW,
    Move.DROPPED,
)


def _telling(moves: Sequence[Moved]) -> tuple[Moved, ...]:
    """The moves that tell something, the weightiest first; no facet that was dropped with its issue."""
    dropped = {
        (one.party, one.issue.name) for one in moves if one.issue.facet is None and Move.DROPPED in one.moves
    }
    kept = [
        one
        for one in moves
        if one.moves != (Move.REPEATED,)
        and not (one.issue.facet and Move.DROPPED in one.moves and (one.party, one.issue.name) in dropped)
    ]
    return tuple(sorted(kept, key=lambda one: min(map(_ORDER.index, one.moves))))


def _is_wanted(ask: Ask, row: Row) -> bool:
    issue, party = (ask.word(name) or "" for name in ("issue", "party"))
    names = [cell.party.name.casefold() for cell in row.cells.values()]
    return issue.casefold() in str(row.issue).casefold() and any(party.casefold() in name for name in names)


def _columns(parties: Sequence[Party], rows: Sequence[Row]) -> tuple[Party, ...]:
    """The parties with columns: those that stand in most of the rows, all of them where they are few."""
    many = {one.key: sum(one.key in row.cells for row in rows) for one in parties}
    own = sorted((one for one in parties if many[one.key]), key=lambda one: -many[one.key])
    return tuple(own if len(own) <= _COLUMNS + 1 else own[:_COLUMNS])


def _shown(row: Row, parties: Sequence[Party]) -> ShownRow:
    keys = [one.key for one in parties]
    others = tuple(cell for key, cell in row.cells.items() if key not in keys)
    return ShownRow(row, tuple(row.cells.get(key) for key in keys), others, _SYMBOLS[row.finding.verdict])


def _chart(ask: Ask, made: Matrix) -> Chart | None:
    if not made.graph.edges:
        return None
    circles = {
        step
        for cycle in made.cycles
        for step in zip(cycle.issues, (*cycle.issues[1:], cycle.issues[0]), strict=True)
    }
    arrows = [_arrow(ask, edge, is_circle=(edge.first, edge.then) in circles) for edge in made.graph.edges]
    arrows.sort(key=lambda one: not one.is_circle)
    columns = Columns(text("First"), text("Before"), text("Who wants it so"), text("In which words"))
    kinds = Kinds(text("comes before"), text("each waits for the other"))
    return conditions_chart(
        arrows[:_MOST_ARROWS], title=text("What is to come before what"), columns=columns, kinds=kinds
    )


def _arrow(ask: Ask, edge: Edge, *, is_circle: bool) -> Arrow:
    who = ", ".join(one.name for one in edge.holders)
    return Arrow(edge.first, edge.then, who, edge.words, is_circle, ask.to("statement", id=edge.ids[0]))


@dataclass(frozen=True, slots=True)
class Positions:
    """A page of positions."""

    positions: Part[Card]
    stances: tuple[Stance, ...]
    wanted: Mapping[str, str]


def load_positions(ask: Ask) -> Positions:
    """The positions that pass, the newest reports first."""
    said = ask.word("stance")
    if said is not None and said not in tuple(Stance):
        raise UsageError(f"There is no stance {said!r}; take one of {', '.join(Stance)}")
    asked, named = wanted(ask, Filter(kind=Kind.POSITION, stance=Stance(said) if said else None))
    return Positions(listed(ask, asked), tuple(Stance), named | ({"stance": said} if said else {}))


ANSWERS: tuple[Page | Action | Raw, ...] = (
    Page("talks", "/talks", load, "talks.html", title="Talks"),
    Page("positions", "/talks/positions", load_positions, "positions.html"),
)
