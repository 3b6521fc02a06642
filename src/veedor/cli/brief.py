"""`veedor brief`: a cited brief, drafted, checked, published, written out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from veedor.cli import _output
from veedor.cli._files import RecordHere, named, open_record
from veedor.cli._people import By, person
from veedor.errors import UsageError, VeedorError

if TYPE_CHECKING:  # slow to import
    from veedor.brief.checking import Finding
    from veedor.brief.template import Template
    from veedor.record.store import Record

_EXAMPLES_OF = {
    "draft": (
        "veedor brief draft 2026-W12 crisis.veedor --since 2026-03-16 --until 2026-03-22",
        "veedor brief draft 2026-W13 crisis.veedor --since 2026-03-23 --after 2026-W12",
    ),
    "list": ("veedor brief list crisis.veedor",),
    "check": ("veedor brief check 2026-W12 crisis.veedor",),
    "publish": ("veedor brief publish 2026-W12 crisis.veedor --by Ana",),
    "verify": ("veedor brief verify 2026-W12 crisis.veedor",),
    "write": (
        "veedor brief write 2026-W12 crisis.veedor -o brief.pdf",
        "veedor brief write 2026-W12 crisis.veedor -o brief.docx --template house.docx --public",
    ),
}
app = typer.Typer(help="A cited brief: drafted, checked, published, written out", no_args_is_help=True)
Name = Annotated[str, typer.Argument(metavar="NAME", help="What the brief is called, such as 2026-W12")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON instead")]


@app.command(epilog=_output.examples(_EXAMPLES_OF["draft"]))
def draft(
    context: typer.Context,
    name: Name,
    record: RecordHere = None,
    *,
    since: Annotated[str, typer.Option("--since", metavar="DAY", help="The first day that it tells of")],
    until: Annotated[
        str | None, typer.Option("--until", metavar="DAY", help="The last day; else today")
    ] = None,
    after: Annotated[
        str | None, typer.Option("--after", metavar="NAME", help="The brief from which it is begun")
    ] = None,
    template: Annotated[
        Path | None, typer.Option("--template", metavar="FILE", help="Else brief.toml beside the record")
    ] = None,
    by: By = None,
    as_json: Json = False,
) -> None:
    """Draft a brief out of what changed: sentences that only say what statements say, each with its footnotes."""
    from veedor.brief import keeping

    today = datetime.now(UTC).date()
    with open_record(record) as opened:
        made = keeping.begin(
            opened,
            name,
            since=_day(since),
            until=_day(until) if until else today,
            today=today,
            by=person(by, context.obj),
            template=_template(opened, template),
            after=after,
        )
        used = sum(len(section.sentences) for section in made.sections)
        waiting = sum(len(section.waiting) for section in made.sections)
        if as_json:
            _output.print_json(made.to_dict(), indent=1)
        else:
            _output.hint(f"{used} sentences on {len(made.ids)} statements; {waiting} more wait beside them")
            _output.hint(f"edit it on the desk: veedor desk {named(opened)}")
            _output.hint(f"or write it out: veedor brief write {name} {named(opened)} -o {name}.docx")


@app.command("list", epilog=_output.examples(_EXAMPLES_OF["list"]))
def list_(record: RecordHere = None, *, as_json: Json = False) -> None:
    """List the briefs of a record."""
    from veedor.record import briefs

    with open_record(record) as opened:
        found = briefs.every(opened)
    if as_json:
        rows = [
            {
                "name": one.name,
                "by": one.by,
                "at": one.at,
                "published": one.is_published,
                "change": one.change_id,
            }
            for one in found
        ]
        _output.print_json(rows, indent=1)
        return
    if not found:
        _output.hint("there is no brief yet; draft one with: veedor brief draft NAME --since DAY")
        return
    table = _output.table(("Brief", "Saved", "By", "Published"))
    for one in found:
        table.add_row(_output.one_line(one.name), one.at, one.by, "yes" if one.is_published else "no")
    _output.console().print(table)


@app.command(epilog=_output.examples(_EXAMPLES_OF["check"]))
def check(name: Name, record: RecordHere = None, *, as_json: Json = False) -> None:
    """Check a brief: does each sentence stand on what is known, and say who says it and how surely."""
    from veedor.brief import keeping
    from veedor.brief.checking import checked

    with open_record(record) as opened:
        brief, _ = keeping.opened(opened, name)
        _tell(checked(opened, brief), as_json=as_json)


@app.command(epilog=_output.examples(_EXAMPLES_OF["publish"]))
def publish(
    context: typer.Context,
    name: Name,
    record: RecordHere = None,
    *,
    by: By = None,
    reason: Annotated[str | None, typer.Option(metavar="WORDS", help="Why, for the log")] = None,
) -> None:
    """Freeze a brief with its footnotes, so that it can be verified against the record for ever."""
    from veedor.brief import keeping

    with open_record(record) as opened:
        change = keeping.publish(opened, name, by=person(by, context.obj), reason=reason)
        _output.hint(f"published; take it back with: veedor undo {change} {named(opened)}")


@app.command(epilog=_output.examples(_EXAMPLES_OF["verify"]))
def verify(name: Name, record: RecordHere = None, *, as_json: Json = False) -> None:
    """Verify a published brief: what does it say that the record does not say any more."""
    from veedor.brief import keeping

    with open_record(record) as opened:
        _tell(keeping.verify(opened, name), as_json=as_json)


@app.command(epilog=_output.examples(_EXAMPLES_OF["write"]))
def write(
    name: Name,
    record: RecordHere = None,
    *,
    to: Annotated[Path, typer.Option("-o", "--to", metavar="FILE", help="A .docx, .pdf, .html or .md file")],
    template: Annotated[
        Path | None, typer.Option("--template", metavar="FILE", help="A house's own .docx or .typ")
    ] = None,
    public: Annotated[
        bool, typer.Option("--public", help="Leave out what stands on confidential documents")
    ] = False,
) -> None:
    """Write a brief as Word, PDF, one HTML file or Markdown, with its footnotes."""
    from veedor.brief import keeping

    with open_record(record) as opened:
        ready = keeping.ready(opened, name, public=public)
    made = keeping.written(ready, to.suffix, template)
    try:
        to.write_bytes(made)
    except OSError as error:
        raise VeedorError(f"{to} cannot be written: {error.strerror}; name another place") from error
    _output.hint(f"{to}: {len(ready.footnotes)} footnotes, {len(ready.sources)} reports")


def _tell(faults: Sequence[Finding], *, as_json: bool) -> None:
    if as_json:
        _output.print_json([one._asdict() for one in faults], indent=1)
    elif not faults:
        _output.hint("every sentence stands on what the record says")
    else:
        table = _output.table(("Section", "Sentence", "What is wrong", "Statement"), numbers=("Sentence",))
        for one in faults:
            table.add_row(one.section, str(one.sentence), one.fault, one.statement_id or "")
        _output.console().print(table)
    if faults:
        raise typer.Exit(_output.SOME_FAILED)


def _template(record: Record, given: Path | None) -> Template | None:
    from veedor.brief.template import read_template, template_beside

    return read_template(given) if given else template_beside(record.place)


def _day(value: str) -> date:
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise UsageError(f"{value!r} is no day; write it as 2026-03-16") from error
