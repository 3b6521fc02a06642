"""The command line: words for people around functions found elsewhere."""

from __future__ import annotations

import io
import logging
import os
import sys
import warnings
from collections.abc import Sequence
from typing import Annotated

import typer

from veedor import __version__
from veedor.cli import (
    _output,
    actors,
    brief,
    changed,
    desk,
    doctor,
    documents,
    evaluate,
    export,
    figures,
    forecasts,
    import_,
    incidents,
    issues,
    log,
    offices,
    page,
    people,
    read,
    record,
    review,
    score,
    search,
    show,
    statements,
    talks,
    undo,
    versions,
    watch,
)
from veedor.errors import VeedorError
from veedor.settings import Settings

# Rich frames, and tracebacks that show local variables, are both left out: help reads well as plain text, and
# a variable may hold words of a report.
app = typer.Typer(
    name="veedor",
    help="Read reports on political crises into statements, each tied to the exact words that say it",
    epilog="Begin with: veedor read REPORT --into crisis.veedor",
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=False,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for _module, _command in (
    (desk, desk.desk),
    (read, read.read),
    (watch, watch.watch),
    (show, show.show),
    (documents, documents.documents),
    (statements, statements.statements),
    (search, search.search),
    (page, page.page),
    (export, export.export),
    (score, score.score),
    (evaluate, evaluate.evaluate),
    (changed, changed.changed),
    (talks, talks.talks),
    (log, log.log),
    (undo, undo.undo),
    (doctor, doctor.doctor),
):
    app.command(epilog=_output.examples(_module.EXAMPLES))(_command)
app.command("import", epilog=_output.examples(import_.EXAMPLES))(import_.import_)
for _of_versions in (versions.versions, versions.lost, versions.retract, versions.relate):
    app.command(epilog=_output.examples(versions.examples_of(_of_versions.__name__)))(_of_versions)
for _of_offices in (offices.offices, offices.members):
    app.command(epilog=_output.examples(offices.examples_of(_of_offices.__name__)))(_of_offices)
app.add_typer(actors.app, name="actors")
app.add_typer(brief.app, name="brief")
app.add_typer(forecasts.app, name="forecasts")
app.add_typer(figures.app, name="figures")
app.add_typer(incidents.app, name="incidents")
app.add_typer(issues.app, name="issues")
app.add_typer(people.app, name="people")
app.add_typer(record.app, name="record")
app.add_typer(review.app, name="review")


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"veedor {__version__}")
        raise typer.Exit


@app.callback()
def _veedor(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version")
    ] = False,
) -> None:
    pass


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one command and exit: 0 done, 1 some documents failed or something is wrong, 2 wrong use."""
    _hush(is_program=arguments is None)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    try:
        app(arguments, prog_name="veedor", obj=Settings.from_environment(os.environ))
    except VeedorError as error:
        _output.complain(error)
        sys.exit(_output.exit_code(error))
    except OSError as error:
        _output.complain(f"{error.filename or 'the output'} cannot be written or read: {error.strerror}")
        _output.let_go()
        sys.exit(_output.SOME_FAILED)


def _hush(*, is_program: bool) -> None:
    """Let only Veedor's own warnings through: those of libraries may hold words of a report."""
    ours = logging.StreamHandler()
    ours.addFilter(logging.Filter("veedor"))
    logging.basicConfig(level=logging.WARNING, format="%(name)s: %(message)s", handlers=[ours])
    if is_program and not sys.warnoptions:
        warnings.simplefilter("ignore")
