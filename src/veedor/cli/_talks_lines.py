"""Talks in lines and tables of a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import typer

from veedor.cli import _output
from veedor.codebook.when import in_words

if TYPE_CHECKING:  # slow to import
    from veedor.analysis.talks.channels import Channel, Claim
    from veedor.analysis.talks.matrix import Matrix, Row
    from veedor.analysis.talks.movement import Moved, Silence
    from veedor.analysis.talks.tracks import Track
    from veedor.analysis.talks.verdicts import Cell
    from veedor.analysis.talks.visits import Visit

NOTHING = "No positions: not enough to say"
_SHORT = 8
"""Characters of an id that are shown."""


def print_matrix(made: Matrix, rows: Sequence[Row]) -> None:
    """The issues, each with who says what of it, then the conditions."""
    for row in rows:
        typer.echo(f"{_output.one_line(str(row.issue))}: {row.finding.verdict}")
        typer.echo(f"  why: {_output.one_line(row.finding.why)}")
        for cell in row.cells.values():
            typer.echo(f"  {_output.one_line(_cell(cell))}")
    for line in _conditions(made):
        typer.echo(_output.one_line(line))
    if made.unfiled:
        many = len(made.unfiled)
        told = "1 position names" if many == 1 else f"{many} positions name"
        _output.hint(f"{told} no issue; file it with: veedor issues file STATEMENT NAME")
    if made.undated:
        _output.hint(f"{len(made.undated)} statements of reports without a date are left out")


def _cell(cell: Cell) -> str:
    parts = [f"{cell.party.name}: {cell.words} ({cell.modality})"]
    if cell.depends:
        parts.append(f"tied to {', '.join(one.issue for one in cell.depends)}")
    if cell.addressees:
        parts.append(f"asked of {', '.join(one.name for one in cell.addressees)}")
    if cell.is_leaked:
        parts.append("not public: unnamed sources say so")
    said = cell.current[0].said
    parts.append(in_words(said) if said else "undated")
    return f"{'; '.join(parts)} [{' '.join(one[:_SHORT] for one in cell.ids)}]"


def _conditions(made: Matrix) -> Iterator[str]:
    for cycle in made.cycles:
        kind = (
            "circle, each waits for the other"
            if cycle.is_deadlock
            else "circle of one party's own conditions"
        )
        steps = (f"{first} first: “{quote}”" for first, quote in zip(cycle.issues, cycle.quotes, strict=True))
        yield f"{kind}: {'; '.join(steps)}"
    for ordering in made.orderings:
        yield f"before {ordering.then}: {ordering.verdict}: {ordering.why}"


def print_moves(moves: Sequence[Moved]) -> None:
    """What moved, a line each."""
    for one in moves:
        line = f"{one.party.name}, {one.issue}: {', '.join(one.moves)} ({one.why}) [{_ids(one.ids)}]"
        typer.echo(_output.one_line(line))
    if not moves:
        _output.hint("nobody said anything new on any issue in that time")


def print_silences(found: Sequence[Silence]) -> None:
    """Who has not spoken of what for how long."""
    if not found:
        _output.hint(NOTHING)
        return
    table = _output.table(
        ("Days", "Party", "Issue", "Last spoke", "Ids"), numbers=("Days",), dates=("Last spoke",)
    )
    for one in found:
        cells = (one.party.name, one.issue, _output.date(one.last), _ids(one.ids))
        table.add_row(_days(one), *map(_output.one_line, cells))
    _output.console().print(table)


def _days(one: Silence) -> str:
    if one.fewest_days is None:
        return "unknown"
    if one.most_days is None:
        return f"{one.fewest_days} or more"
    return str(one.fewest_days) if one.most_days == one.fewest_days else f"{one.fewest_days}–{one.most_days}"


def _ids(ids: Sequence[str]) -> str:
    return " ".join(one[:_SHORT] for one in ids)


def print_channels(channels: Sequence[Channel], visits: Sequence[Visit], tracks: Sequence[Track]) -> None:
    """How talks stand, who met whom, and who went to whom."""
    for track in tracks:
        last = track.said[-1]
        parties = ", ".join(one.name for one in track.parties) or "talks"
        mark = ", disputed" if track.is_disputed else ""
        typer.echo(
            _output.one_line(f"talks of {parties}: {track.state}{mark} ({last.words}, {_when(last.on)})")
        )
    for channel in channels:
        for line in _channel(channel):
            typer.echo(line)
    for visit in visits:
        typer.echo(_output.one_line(_visit(visit)))
    if not (channels or visits or tracks):
        _output.hint("no report tells who met whom")


def _when(value: str | None) -> str:
    return in_words(value) if value else "undated"


def _channel(one: Channel) -> Iterator[str]:
    ends = " — ".join(end.name for end in one.ends)
    through = f" through {', '.join(end.name for end in one.through)}" if one.through else ""
    marks = [*one.formats, *(["secret"] if one.is_secret else ["open"] if one.is_secret is False else [])]
    shown = f" ({', '.join(marks)})" if marks else ""
    yield _output.one_line(f"{ends}{through}{shown}, first known {_when(one.first_known)} [{_ids(one.ids)}]")
    told = (
        ("disclosed by", one.disclosed_by),
        ("confirmed by", one.confirmed_by),
        ("denied by", one.denied_by),
        ("to be, says", one.planned_by),
    )
    for words, claims in told:
        if claims:
            yield f"  {_output.one_line(words + ' ' + ', '.join(map(_claim, claims)))}"
    for clash in one.contradictions:
        yield f"  sources contradict each other on {clash.over}"


def _claim(claim: Claim) -> str:
    tepid = " tepidly" if claim.held == "denied tepidly" else ""
    return f"{claim.by or 'an unnamed publisher'}{tepid}, {_when(claim.published)}"


def _visit(one: Visit) -> str:
    who = ", ".join(party.name for party in one.who)
    to = ", ".join((*(party.name for party in one.hosts), *one.places))
    about = f", on {'; '.join(one.agenda)}" if one.agenda else ""
    level = f" ({one.level})" if one.level else ""
    return f"visit: {who}{level} to {to}{about}, {_when(one.when)}, {', '.join(one.held)} [{_ids(one.ids)}]"
