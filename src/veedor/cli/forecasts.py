"""`veedor forecasts`: what was foretold, by whom, how it came out, and how well."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from veedor.analysis.forecasts.criterion import ForecastKind
from veedor.analysis.forecasts.horizons import State
from veedor.cli import _output
from veedor.cli._files import RecordHere, named, open_record
from veedor.cli._forecast_options import (
    EXAMPLES,
    AsOf,
    Json,
    Reason,
    Statement,
    Voice,
    day,
    examples,
    today,
)
from veedor.cli._listing import ListsByDefault
from veedor.cli._people import By, person
from veedor.errors import UsageError

if TYPE_CHECKING:  # slow to import
    from veedor.analysis.forecasts.criterion import Criterion, Reading
    from veedor.analysis.forecasts.ledger import Row
    from veedor.analysis.forecasts.scoring import Scores
    from veedor.gathering.forecasts import Evidence

app = typer.Typer(
    cls=ListsByDefault,
    help="What was foretold: list it, enter by what it is told, resolve it, score it",
    epilog=_output.examples(EXAMPLES),
    no_args_is_help=True,
)


class _Outcome(StrEnum):
    YES = "yes"
    NO = "no"
    PARTLY = "partly"
    UNDECIDABLE = "undecidable"
    VOID = "void"


@app.command("list", epilog=examples("list"))
def list_(
    record: RecordHere = None,
    as_of: AsOf = None,
    voice: Voice = None,
    state: Annotated[State | None, typer.Option(help="Only those that have come so far")] = None,
    kind: Annotated[
        ForecastKind | None, typer.Option(metavar="KIND", help="Only this kind, such as probability or plan")
    ] = None,
    limit: Annotated[int, typer.Option(min=1, metavar="NUMBER", help="How many at most")] = 50,
    as_json: Json = False,
) -> None:
    """List what was foretold, announced and planned, what is overdue first."""
    from veedor.analysis.forecasts.flat import row_to_plain
    from veedor.gathering import forecasts

    with open_record(record) as opened:
        found = forecasts.whole(opened, today=today(), as_of=day(as_of), source=voice)
    rows = [row for row in found if state in (None, row.state) and kind in (None, row.kind)]
    if as_json:
        _output.print_json([row_to_plain(row) for row in rows[:limit]], indent=1)
    elif not rows:
        _output.hint(
            "nothing is foretold, or nothing passes; read more with: veedor read REPORT --into RECORD"
        )
    else:
        _print_ledger(rows[:limit])
    if len(rows) > limit:
        _output.hint(f"{limit} of {len(rows)} are shown; see more with --limit")


def _print_ledger(rows: Sequence[Row]) -> None:
    from veedor.analysis.forecasts.flat import how_likely, in_words

    table = _output.table(
        ("Id", "State", "Kind", "Who", "Foretold", "How likely", "By", "Outcome"), dates=("By",)
    )
    for row in rows:
        cells = (
            row.id[:8],
            str(row.state),
            str(row.kind),
            row.voice.name,
            in_words(row),
            how_likely(row) or "-",
            row.due.isoformat() if row.due else "-",
            str(row.resolved.outcome) if row.resolved else "-",
        )
        table.add_row(*map(_output.one_line, cells))
    _output.console().print(table)


@app.command(epilog=examples("show"))
def show(statement: Statement, record: RecordHere = None, as_of: AsOf = None, as_json: Json = False) -> None:
    """Show a forecast: its numbers with their source, its horizon, what was entered, what may show how it came out."""
    from veedor.analysis.forecasts.flat import row_to_plain
    from veedor.analysis.forecasts.ledger import proposed
    from veedor.gathering import forecasts
    from veedor.record.reviewing import decided

    with open_record(record) as opened:
        asked = day(as_of)
        told = forecasts.AsOf(asked or today(), asked is not None)
        row = forecasts.row_of(opened, decided.find(opened, statement), told)
        shown = forecasts.evidence(opened, row)
        place = named(opened)
    if as_json:
        plain = row_to_plain(row) | {"proposed": proposed(row).to_dict()}
        _output.print_json(plain | {"may_show": [_evidence_to_plain(one) for one in shown]}, indent=1)
        return
    for line in _lines(row, shown):
        typer.echo(_output.one_line(line) if not line.startswith("  ") else f"  {_output.one_line(line)}")
    if row.criterion is None:
        _output.hint(f"write down by what it is told with: veedor forecasts enter {row.id[:8]} {place}")
    elif row.resolved is None:
        _output.hint(f"say how it came out with: veedor forecasts resolve {row.id[:8]} {place} --outcome yes")


def _evidence_to_plain(one: Evidence) -> dict[str, Any]:
    return {
        "id": one.proposal.id,
        "outcome": str(one.proposal.outcome) if one.proposal.outcome else None,
        "why": one.proposal.why,
        "document": one.telling.document_id,
        "anchor": one.telling.statement.anchor.words,
    }


def _lines(row: Row, shown: Sequence[Evidence]) -> list[str]:
    """A forecast in lines; those indented belong to the one above."""
    from veedor.analysis.forecasts.flat import in_words
    from veedor.analysis.forecasts.ledger import proposed

    used = row.criterion or proposed(row)
    lines = [f"{row.voice.name}: {in_words(row)}", f"kind: {row.kind} ({row.sort.why})"]
    lines.append(f"criterion, {'entered' if row.criterion else 'proposed'}: {used.proposition}")
    lines.append(f"until: {used.horizon or 'no day'} ({used.horizon_why or row.horizon.why})")
    lines += [f"if: {words}" for words in used.conditional_on]
    lines += [f"note: {used.notes}"] if used.notes else []
    lines.append(f"words: {used.words or 'none'}")
    lines += [f"  {_reading(one)}" for one in used.readings]
    if row.resolved:
        on = f" on {row.resolved.on}" if row.resolved.on else ""
        lines.append(f"came out: {row.resolved.outcome}{on}, says {row.resolved.by}; {row.resolved.why}")
        lines += [f"  shown by {id_}" for id_ in row.resolved.evidence]
    lines.append(f"state: {row.state}")
    if shown:
        lines.append("may show how it came out; a person decides:")
    for one in shown:
        told = one.telling
        means = f"would mean {one.proposal.outcome}, " if one.proposal.outcome else ""
        lines.append(
            f"  {one.proposal.id[:8]} {told.published or 'undated'} {told.statement.anchor.words} "
            f"({means}{one.proposal.why})"
        )
    return lines


def _reading(one: Reading) -> str:
    from veedor.analysis.forecasts.words import tables

    ends = f"{one.low * 100:g} %" if one.low == one.high else f"{one.low * 100:g} to {one.high * 100:g} %"
    point = f", {one.point * 100:g} %" if one.point is not None and one.low != one.high else ""
    known = tables().get(one.table)
    return f"{known.name if known else 'the report itself'}: '{one.words}', {ends}{point}"


@app.command(epilog=examples("enter"))
def enter(
    context: typer.Context,
    statement: Statement,
    record: RecordHere = None,
    proposition: Annotated[
        str | None, typer.Option(metavar="WORDS", help="What must be so; else as proposed")
    ] = None,
    kind: Annotated[
        ForecastKind | None, typer.Option(metavar="KIND", help="Its kind; else as proposed")
    ] = None,
    horizon: Annotated[
        str | None, typer.Option(metavar="DATE", help="By when: 2019-12-08, 2019-12; empty for none")
    ] = None,
    why: Annotated[
        str | None,
        typer.Option("--why", metavar="WORDS", help="How the horizon follows, where the report has none"),
    ] = None,
    words: Annotated[
        str | None, typer.Option(metavar="WORDS", help="Words of probability, or a number: '70 %'")
    ] = None,
    resolver: Annotated[str, typer.Option(metavar="WORDS", help="Who or what tells how it came out")] = "",
    reference_class: Annotated[
        str, typer.Option("--like", metavar="WORDS", help="Like what other happenings it is")
    ] = "",
    exhaustive: Annotated[
        bool, typer.Option("--exhaustive", help="One of its branches must come about")
    ] = False,
    note: Annotated[
        str | None, typer.Option(metavar="WORDS", help="What is unclear or disputed about it")
    ] = None,
    reason: Reason = "",
    by: By = None,
    as_json: Json = False,
) -> None:
    """Enter by what it is told whether a forecast came about; what is entered first is what is scored."""
    from veedor.analysis.forecasts.ledger import Typed, written
    from veedor.gathering import forecasts
    from veedor.record.reviewing import decided

    typed = Typed(proposition, kind, horizon, why, words, None, exhaustive, reference_class, resolver, note)
    with open_record(record) as opened:
        row = forecasts.row_of(opened, decided.find(opened, statement), forecasts.AsOf(today()))
        made = written(row, typed)
        change = forecasts.enter(opened, row.id, made, by=person(by, context.obj), reason=reason)
        place = named(opened)
    _entered(made, row, change, place, as_json=as_json)


def _entered(made: Criterion, row: Row, change: int, place: str, *, as_json: bool) -> None:
    if as_json:
        _output.print_json({"change": change, "id": row.id, "criterion": made.to_dict()}, indent=1)
        return
    typer.echo(f"entered: {_output.one_line(made.proposition)} (by {made.horizon or 'no day'})")
    if row.criterion is not None:
        _output.hint(
            f"another criterion was entered before, and is the one that is scored; see: veedor log {place}"
        )
    if made.due is None:
        _output.hint("without a last day it is never due and never scored; add --horizon")
    _output.hint(f"take it back with: veedor undo {change} {place}")


@app.command(epilog=examples("resolve"))
def resolve(
    context: typer.Context,
    statement: Statement,
    outcome: Annotated[_Outcome, typer.Option(help="How it came out")],
    record: RecordHere = None,
    on: Annotated[str | None, typer.Option(metavar="DATE", help="When it came out so: 2019-12-08")] = None,
    evidence: Annotated[
        list[str] | None, typer.Option(metavar="ID", help="A statement that shows it; may be given again")
    ] = None,
    reason: Reason = "",
    by: By = None,
    as_json: Json = False,
) -> None:
    """Say how a forecast came out, and which statements show it; nothing but a person does."""
    from veedor.record.findings import resolutions
    from veedor.record.reviewing import decided

    with open_record(record) as opened:
        id_ = decided.find(opened, statement)
        shown = [decided.find(opened, one) for one in evidence or ()]
        change = resolutions.resolve(
            opened,
            id_,
            resolutions.Outcome(outcome),
            on,
            shown,
            by=person(by, context.obj),
            reason=reason,
        )
        place = named(opened)
    if as_json:
        _output.print_json({"change": change, "id": id_, "outcome": str(outcome)})
        return
    typer.echo(f"resolved: {id_[:8]} came out as {outcome}")
    _output.hint(f"take it back with: veedor undo {change} {place}")


@app.command(epilog=examples("score"))
def score(
    record: RecordHere = None,
    table: Annotated[
        str | None,
        typer.Option(metavar="TABLE", help="Whose numbers words have: capphrase, kent-1964, icd-203, phia"),
    ] = None,
    possibilities: Annotated[
        bool, typer.Option("--possibilities", help="Score what is only said to be possible too")
    ] = False,
    unread: Annotated[
        float | None,
        typer.Option(metavar="SHARE", min=0, max=1, help="What words count that the table gives no number"),
    ] = None,
    as_of: AsOf = None,
    voice: Voice = None,
    as_json: Json = False,
) -> None:
    """Score what may be scored, by voice, and say why the rest may not."""
    from veedor.analysis.forecasts.flat import scores_to_plain
    from veedor.analysis.forecasts.scoring import Rules, scores
    from veedor.analysis.forecasts.words import DEFAULT_TABLE
    from veedor.gathering import forecasts

    rules = Rules(table or DEFAULT_TABLE, possibilities, unread).checked()
    with open_record(record) as opened:
        found = scores(forecasts.judged_rows(opened, today=today(), as_of=day(as_of), source=voice), rules)
        place = named(opened)
    if as_json:
        _output.print_json(scores_to_plain(found), indent=1)
        return
    for line in _score_lines(found):
        typer.echo(_output.one_line(line) if not line.startswith("  ") else f"  {_output.one_line(line)}")
    if not found.n:
        _output.hint(
            f"enter criteria and say how forecasts came out; see what is due: veedor forecasts {place}"
        )


def _score_lines(found: Scores) -> list[str]:
    lines = list(found.rules.in_words())
    if found.brier is None or found.log is None or found.parts is None or found.low is None:
        lines.append("not enough to say: n = 0")
    else:
        held = f" [{found.interval.low:.3f}, {found.interval.high:.3f}]" if found.interval else ""
        lines.append(f"n = {found.n}: Brier {found.brier:.6f}{held}, Brier's sum {found.two_class:.6f}")
        lines.append(
            f"log {found.log:.6f} nats; Brier {found.low:.4f} to {found.high:.4f} within what the words may mean"
        )
        lines += [f"  {one}" for one in found.against]
        parts = found.parts
        lines.append(
            f"reliability {parts.reliability:.4f} - resolution {parts.resolution:.4f} "
            f"+ uncertainty {parts.uncertainty:.4f}"
        )
        lines += [f"  {kind}: n = {n}, Brier {value:.4f}" for kind, n, value in found.by_kind]
    lines.append(f"calibration: {found.curve_refused or 'see --json'}")
    for one in found.by_voice:
        held = (
            f"{one.interval.low:.3f} to {one.interval.high:.3f}"
            if one.interval
            else "not enough for an interval"
        )
        lines.append(f"  {one.voice.name}: n = {one.n}, Brier {one.brier:.4f} ({held}), log {one.log:.4f}")
    lines += [f"  not scored: {one.id[:8]}, {one.why}" for one in found.refused]
    return lines


@app.command(epilog=examples("words"))
def words(
    said: Annotated[str, typer.Argument(metavar="WORDS", help="Words of probability")], as_json: Json = False
) -> None:
    """Show what published tables say words of probability mean, with where each number comes from."""
    from veedor.analysis.forecasts.words import readings, tables

    found = readings(said)
    known = tables()
    if as_json:
        tables_plain = [known[one.table]._asdict() if one.table in known else None for one in found]
        _output.print_json(
            [one.to_dict() | {"source": source} for one, source in zip(found, tables_plain, strict=True)],
            indent=1,
        )
        return
    if not found:
        raise UsageError(f"No table gives '{said}' a number")
    for one in found:
        source = known.get(one.table)
        typer.echo(f"{_reading(one)}{f' ({source.reference})' if source else ''}")
