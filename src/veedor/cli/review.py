"""`veedor review`: what people decide of statements."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from veedor.cli import _lines, _output
from veedor.cli._files import RecordHere, open_record
from veedor.cli._people import By, person
from veedor.cli._review_options import (
    PAST,
    AsJson,
    Change,
    Expects,
    Fields,
    Id,
    Ids,
    In,
    Reason,
    Then,
    Wishes,
    examples,
    fields_of,
)
from veedor.codebook.labels import Kind
from veedor.errors import UsageError
from veedor.record.wanted import Filter, Scope, Turn

if TYPE_CHECKING:  # slow to import
    from veedor.record.store import Record

EXAMPLES = (
    "veedor review queue crisis.veedor",
    "veedor review accept 1f0c9a77d2 --in crisis.veedor",
    "veedor review correct 1f0c9a77d2 --set type=AGREE --set recipients='the union' --in crisis.veedor",
    "veedor review undo 42 --in crisis.veedor",
)

app = typer.Typer(
    name="review",
    help="Look through statements and decide: accept, correct, reject, add, undo",
    rich_markup_mode=None,
    no_args_is_help=True,
    epilog=_output.examples(EXAMPLES),
)


def _ids(record: Record, beginnings: Sequence[str]) -> list[str]:
    from veedor.record.reviewing import decided

    return [decided.find(record, beginning) for beginning in beginnings]


def _decide(
    context: typer.Context,
    place: str | None,
    statements: Sequence[str],
    verb: str,
    wishes: Wishes,
    *,
    fields: dict[str, Any] | None = None,
    expects: int | None = None,
) -> None:
    """Make one decision, or several as one change."""
    from veedor.record.changes import Verb
    from veedor.record.reviewing.review import Choice, decide

    by = person(wishes.by, context.obj)
    with open_record(place) as record:
        ids = _ids(record, statements)
        choices = [Choice(statement_id=id_, verb=Verb(verb), fields=fields, expects=expects) for id_ in ids]
        change_id = decide(record, choices, by=by, reason=wishes.reason)
    many = ids[0][: _lines.SHORT] if len(ids) == 1 else f"{len(ids)} statements"
    _lines.print_done(f"{PAST[verb]} {many}", change_id, as_json=wishes.as_json)


@app.command(epilog=examples("queue"))
def queue(
    record: RecordHere = None,
    limit: Annotated[int, typer.Option(min=1, help="How many")] = 20,
    order: Annotated[
        Turn, typer.Option(help="The most doubtful first, or as they stand in the texts")
    ] = Turn.DOUBT,
    kind: Annotated[Kind | None, typer.Option(help="Only this kind")] = None,
    document: Annotated[
        str | None, typer.Option(metavar="REPORT", help="Only of this document: its id or file name")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """List the statements that wait for review, and how many there are."""
    from veedor.record import views
    from veedor.record.reviewing import waiting

    with open_record(record) as opened:
        wanted = Filter(kind=kind, document=None if document is None else views.find(opened, document))
        rows = list(waiting.queue(opened, wanted, order=order, limit=limit))
        counters = None if as_json else waiting.counters(opened)
    _lines.print_all(rows, _lines.of_row, _lines.to_plain, as_json=as_json)
    if counters is not None:
        _output.hint(
            f"{counters.read} wait, {counters.differ} differ from a decision; "
            f"{counters.accepted} accepted, {counters.corrected} corrected, {counters.added} added, "
            f"{counters.rejected} rejected, {counters.ignored} ignored"
        )


@app.command(epilog=examples("show"))
def show(statement: Id, place: In = None, as_json: AsJson = False) -> None:
    """Show a statement with everything that was decided and said of it."""
    from veedor.record.reviewing import decided

    with open_record(place) as record:
        decision = decided.decision(record, decided.find(record, statement))
    if as_json:
        _output.print_json(_lines.decision_to_plain(decision), indent=1)
    else:
        typer.echo("\n".join(_lines.of_decision(decision)))


@app.command(epilog=examples("accept"))
def accept(
    context: typer.Context,
    statements: Ids,
    place: In = None,
    by: By = None,
    reason: Reason = None,
    expects: Expects = None,
    as_json: AsJson = False,
) -> None:
    """Accept statements as they are shown."""
    _decide(context, place, statements, "accept", Wishes(by, reason, as_json), expects=expects)


@app.command(epilog=examples("reject"))
def reject(
    context: typer.Context,
    statements: Ids,
    place: In = None,
    by: By = None,
    reason: Reason = None,
    expects: Expects = None,
    as_json: AsJson = False,
) -> None:
    """Reject statements; they stay in the record and are shown no more."""
    _decide(context, place, statements, "reject", Wishes(by, reason, as_json), expects=expects)


@app.command(epilog=examples("correct"))
def correct(
    context: typer.Context,
    statement: Id,
    fields: Fields = None,
    place: In = None,
    by: By = None,
    reason: Reason = None,
    expects: Expects = None,
    as_json: AsJson = False,
) -> None:
    """Correct fields of a statement; quotes are words of the report, or their place in it."""
    if not fields:
        raise UsageError("Nothing is to be corrected; add --set FIELD=VALUE")
    wishes = Wishes(by, reason, as_json)
    _decide(context, place, [statement], "correct", wishes, fields=fields_of(fields), expects=expects)


@app.command(epilog=examples("add"))
def add(
    context: typer.Context,
    report: Annotated[str, typer.Argument(metavar="REPORT", help="A document: its id or file name")],
    kind: Annotated[Kind, typer.Option(help="What kind of statement")],
    fields: Fields = None,
    place: In = None,
    by: By = None,
    reason: Reason = None,
    as_json: AsJson = False,
) -> None:
    """Add a statement that no machine found."""
    from veedor.record import views
    from veedor.record.reviewing import review

    who = person(by, context.obj)
    with open_record(place) as record:
        document_id = views.find(record, report)
        change_id = review.add_fields(record, document_id, kind, fields_of(fields), by=who, reason=reason)
    _lines.print_done("added", change_id, as_json=as_json)


@app.command(epilog=examples("comment"))
def comment(
    context: typer.Context,
    statement: Id,
    words: Annotated[str, typer.Argument(metavar="WORDS", help="What you think of it")],
    place: In = None,
    by: By = None,
    as_json: AsJson = False,
) -> None:
    """Say something about a statement without deciding."""
    from veedor.record.reviewing import decided, review

    who = person(by, context.obj)
    with open_record(place) as record:
        change_id = review.comment(record, decided.find(record, statement), words, by=who)
    _lines.print_done("noted", change_id, as_json=as_json)


@app.command(epilog=examples("same"))
def same(
    context: typer.Context,
    statement: Id,
    verb: Annotated[
        Then | None, typer.Option("--then", help="Decide so on it and on all that are listed")
    ] = None,
    fields: Fields = None,
    place: In = None,
    by: By = None,
    reason: Reason = None,
    as_json: AsJson = False,
) -> None:
    """List what waits for review in the same words, and decide on all of it as one."""
    from veedor.record.reviewing import decided, review

    if fields and verb is not Then.CORRECT:
        raise UsageError("--set says how to correct; add --then correct")
    with open_record(place) as record:
        ids = [decided.find(record, statement)]
        rows = review.same_words(record, ids[0])
    _lines.print_all(rows, _lines.of_row, _lines.to_plain, as_json=as_json and verb is None)
    if verb is None:
        _output.hint(
            f"{len(rows)} more wait in the same words; decide on all with --then accept, reject or correct"
        )
        return
    ids += [row.id for row in rows]
    _decide(context, place, ids, verb, Wishes(by, reason, as_json), fields=fields_of(fields))


@app.command(epilog=examples("ignore"))
def ignore(
    context: typer.Context,
    statement: Id,
    scope: Annotated[Scope, typer.Option(help="How far: this document, this publisher, or all")],
    place: In = None,
    by: By = None,
    reason: Reason = None,
    as_json: AsJson = False,
) -> None:
    """Reject a statement's words everywhere, now and in what will be read."""
    from veedor.record.reviewing import decided
    from veedor.record.reviewing import rules as _rules

    who = person(by, context.obj)
    with open_record(place) as record:
        change_id = _rules.ignore(record, decided.find(record, statement), scope, by=who, reason=reason)
    _lines.print_done("ignored from now on", change_id, as_json=as_json)


@app.command(epilog=examples("rules"))
def rules(record: RecordHere = None, as_json: AsJson = False) -> None:
    """List the words that are rejected everywhere, each with how many statements that hides."""
    from veedor.record.reviewing import rules as _rules

    with open_record(record) as opened:
        found = _rules.rules(opened)
    _lines.print_all(found, _lines.of_rule, asdict, as_json=as_json)
    if not found and not as_json:
        _output.hint("no words are rejected everywhere; do so with: veedor review ignore")


@app.command(epilog=examples("undo"))
def undo(
    context: typer.Context,
    change: Change,
    place: In = None,
    by: By = None,
    reason: Reason = None,
    as_json: AsJson = False,
) -> None:
    """Take a change back; what it replaced holds again."""
    from veedor.record.reviewing import review

    who = person(by, context.obj)
    with open_record(place) as record:
        change_id = review.undo(record, change, by=who, reason=reason)
    _lines.print_done(f"took change {change} back", change_id, as_json=as_json)


@app.command(epilog=examples("agree"))
def agree(
    context: typer.Context,
    change: Change,
    place: In = None,
    by: By = None,
    reason: Reason = None,
    as_json: AsJson = False,
) -> None:
    """Agree, as a second reader, with somebody's decision, which settles it."""
    from veedor.record.reviewing import second_reading

    who = person(by, context.obj)
    with open_record(place) as record:
        change_id = second_reading.agree(record, change, who, reason=reason)
    _lines.print_done(f"agreed with change {change}", change_id, as_json=as_json)


@app.command(epilog=examples("send-back"))
def send_back(
    context: typer.Context,
    change: Change,
    reason: Annotated[str, typer.Option("--reason", metavar="WORDS", help="Why; needed")],
    place: In = None,
    by: By = None,
    as_json: AsJson = False,
) -> None:
    """Send, as a second reader, somebody's decision back to them."""
    from veedor.record.reviewing import second_reading

    who = person(by, context.obj)
    with open_record(place) as record:
        change_id = second_reading.send_back(record, change, who, reason)
    _lines.print_done(f"sent change {change} back", change_id, as_json=as_json)


@app.command(epilog=examples("readers"))
def readers(
    context: typer.Context,
    many: Annotated[
        int | None, typer.Argument(metavar="NUMBER", help="1, or 2 so that a second person must agree")
    ] = None,
    place: In = None,
    by: By = None,
    reason: Reason = None,
    as_json: AsJson = False,
) -> None:
    """Show or choose how many persons a decision needs, and which decisions wait."""
    from veedor.record import options
    from veedor.record.reviewing import second_reading

    with open_record(place) as record:
        if many is not None:
            options.choose(record, options.READERS, many, person(by, context.obj), reason=reason)
        value = int(options.options(record)[options.READERS])
        waiting = second_reading.waiting(record, by)
    if as_json:
        _output.print_json({"readers": value, "waiting": waiting})
        return
    typer.echo(f"a decision needs {value} {'person' if value == 1 else 'persons'}")
    for change_id in waiting:
        typer.echo(f"change {change_id} waits")
    if waiting:
        _output.hint(
            "a second person answers with: veedor review agree CHANGE, or send-back CHANGE --reason …"
        )


@app.command(epilog=examples("differences"))
def differences(
    context: typer.Context,
    record: RecordHere = None,
    take: Annotated[
        list[str] | None, typer.Option(metavar="STATEMENT", help="Put this in the decision's place")
    ] = None,
    keep: Annotated[
        list[str] | None, typer.Option(metavar="STATEMENT", help="Let the decision stay for good")
    ] = None,
    by: By = None,
    reason: Reason = None,
    as_json: AsJson = False,
) -> None:
    """List what a later reading finds otherwise than people decided; take or keep."""
    from veedor.record.reviewing import differing

    with open_record(record) as opened:
        for act, beginnings, what in ((differing.take, take, "took"), (differing.keep, keep, "kept")):
            for id_ in _ids(opened, beginnings or ()):
                change_id = act(opened, id_, by=person(by, context.obj), reason=reason)
                _lines.print_done(f"{what} {id_[: _lines.SHORT]}", change_id, as_json=as_json)
        if take or keep:
            return
        found = differing.differences(opened)
    _lines.print_all(found, _lines.of_difference, _lines.difference_to_plain, as_json=as_json)
    if not found and not as_json:
        _output.hint("no later reading differs from a decision")
