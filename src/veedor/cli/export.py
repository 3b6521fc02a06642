"""`veedor export`: a record in the formats of other programs."""

from __future__ import annotations

import io
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Annotated

import typer

from veedor.cli import _output
from veedor.cli._files import RecordHere, open_record
from veedor.codebook.labels import Kind
from veedor.errors import UsageError, VeedorError
from veedor.record.wanted import SHOWN, STANDING, Filter

if TYPE_CHECKING:  # slow to import
    from veedor.exchange.formats import Format, Written
    from veedor.record.store import Record

EXAMPLES = (
    "veedor export venezuela.veedor > venezuela.jsonl",
    "veedor export venezuela.veedor --format lines -o venezuela.lines.jsonl",
    "veedor export venezuela.veedor --format xlsx -o venezuela.xlsx",
    "veedor export venezuela.veedor --format csv --kind event -o events.csv",
    "veedor export venezuela.veedor --format geojson -o events.geojson",
)
_OWN = {
    "gold": "a line of JSON for each document with its statements, as people annotate them",
    "lines": "JSON lines of everything, decisions and the log too: comes back equal by `veedor import`",
    "csv": "a table of one kind of statement, which may be edited and come back; without --kind a folder of five",
    "xlsx": "the same as a workbook with a sheet for each kind",
}


def export(
    record: RecordHere = None,
    format_: Annotated[
        str, typer.Option("--format", metavar="NAME", help="gold, lines, csv, xlsx …: see --formats")
    ] = "gold",
    to: Annotated[
        Path | None, typer.Option("-o", "--to", metavar="FILE", help="The file; else standard output")
    ] = None,
    kind: Annotated[Kind | None, typer.Option(help="Only statements of this kind")] = None,
    all_states: Annotated[
        bool, typer.Option("--all", help="Also what was rejected, and what waits beside a person's decision")
    ] = False,
    accounts: Annotated[
        bool,
        typer.Option("--accounts", help="With lines: also who may sign in, with their passwords' hashes"),
    ] = False,
    formats: Annotated[bool, typer.Option("--formats", help="List the formats, and end")] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="With gold: one JSON list instead of a line for each document")
    ] = False,
) -> None:
    """Write a record in a format of other programs.

    What a format cannot hold is left out and counted, with the reason. In gold each statement carries what became of
    it: accepted, corrected or added by whom, withdrawn by which note, lost from a newer version; superseded and
    retracted documents are there too, and say so.
    """
    if formats:
        _list_formats()
        return
    states = None if all_states else SHOWN
    standings = None if all_states else STANDING
    wanted = Filter(kind=kind, states=states, standings=standings)
    with open_record(record) as opened:
        if format_ == "gold":
            _gold(opened, to, states, as_json=as_json)
        elif format_ == "lines":
            _lines(opened, to, accounts=accounts)
        elif format_ == "csv" and kind is None:
            _folder(opened, to, wanted)
        elif format_ in ("csv", "xlsx"):
            _sheet(opened, to, wanted, format_)
        else:
            _tell(_written(opened, _meant(format_), to, wanted), to)


def _list_formats() -> None:
    from veedor.exchange.catalogue import ALL

    table = _output.table(("Format", "What it is for"))
    for name, gloss in [*_OWN.items(), *((one.name, one.gloss) for one in ALL)]:
        table.add_row(name, gloss)
    _output.console().print(table)


def _meant(name: str) -> Format:
    from veedor.exchange.catalogue import ALL
    from veedor.exchange.formats import by_name

    known = by_name(ALL)
    if name not in known:
        raise UsageError(f"There is no format {name!r}; take one of {', '.join([*_OWN, *known])}")
    return known[name]


def _gold(record: Record, to: Path | None, states: frozenset[object] | None, *, as_json: bool) -> None:
    import json

    from veedor.record import views

    lines = views.export(record, states=states)  # type: ignore[arg-type]
    if to is None and as_json:
        _output.print_json(list(lines))
    elif to is None:
        for line in lines:
            _output.print_json(line)
    else:
        many = 0
        with _whole(to) as file:
            for text in [json.dumps(list(lines))] if as_json else map(json.dumps, lines):
                file.write(f"{text}\n".encode())
                many += 1
        _output.hint(f"the record is in {to}" if as_json else f"{many:,} documents are in {to}")


def _lines(record: Record, to: Path | None, *, accounts: bool) -> None:
    from veedor.exchange.lines import dump

    many = 0
    with _whole(to) as file:
        for line in dump(record, accounts=accounts):
            file.write(line.encode("utf-8"))
            many += 1
    if to is not None:
        _output.hint(f"{many:,} lines are in {to}; keep them as you keep the record: they hold all of it")


def _folder(record: Record, to: Path | None, wanted: Filter) -> None:
    """Five tables in a folder."""
    from dataclasses import replace

    if to is None:
        raise UsageError(
            "A table holds one kind of statement; add --kind event, or a folder with -o for all five"
        )
    try:
        to.mkdir(exist_ok=True)
    except OSError as error:
        raise UsageError(f"{to} cannot be made a folder ({error.strerror}); name another one") from error
    for kind in Kind:
        _sheet(record, to / f"{kind}s.csv", replace(wanted, kind=kind), "csv")


def _sheet(record: Record, to: Path | None, wanted: Filter, form: str) -> None:
    from veedor.exchange.cells import cells
    from veedor.exchange.formats import told
    from veedor.exchange.sheets import write_csv, write_xlsx

    def rows(kind: Kind) -> Iterator[dict[str, object]]:
        of_kind = Filter(kind=kind, states=wanted.states, standings=wanted.standings)
        yield from (cells(row, account) for row, account in told(record, of_kind, [kind]))

    kinds = [wanted.kind] if wanted.kind else list(Kind)
    with _whole(to) as file:
        if form == "xlsx":
            many = write_xlsx([(kind, rows(kind)) for kind in kinds], file)
        else:
            text = io.TextIOWrapper(file, encoding="utf-8", newline="", write_through=True)
            many = write_csv(kinds[0], rows(kinds[0]), text)
            text.detach()  # closing it would close standard output too
    _output.hint(f"{many:,} statements are in {to or 'the table'}")


def _written(record: Record, format_: Format, to: Path | None, wanted: Filter) -> Written:
    from veedor.exchange.formats import told

    with _whole(to) as file:
        return format_.write(record, told(record, wanted, format_.kinds), file)


def _tell(written: Written, to: Path | None) -> None:
    _output.hint(f"{written.many:,} written" + (f" to {to}" if to else ""))
    for why, many in written.left_out.items():
        _output.hint(f"left out {many:,}: {why}")


@contextmanager
def _whole(to: Path | None) -> Iterator[IO[bytes]]:
    """A file that is there whole or not at all; standard output without a path."""
    if to is None:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    try:
        handle, name = tempfile.mkstemp(dir=to.absolute().parent, prefix=f".{to.name}.")
    except OSError as error:
        raise VeedorError(f"{to} cannot be written: {error.strerror}; name another place") from error
    made = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
        made.chmod(0o644)
        made.replace(to)
    except OSError as error:
        raise VeedorError(
            f"{to} cannot be written: {error.strerror}; make room, or name another place"
        ) from error
    finally:
        made.unlink(missing_ok=True)
