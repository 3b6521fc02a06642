"""`veedor talks`: who wants what on each issue, what moved, who met whom, and who is silent."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

from veedor.cli import _output, _talks_lines
from veedor.cli._files import RecordHere, open_record
from veedor.codebook.when import bounds
from veedor.errors import UsageError

if TYPE_CHECKING:  # slow to import
    from veedor.analysis.talks.matrix import Matrix, Row
    from veedor.gathering.talks import Gathered

EXAMPLES = (
    "veedor talks crisis.veedor --as-of 2019-08-23",
    "veedor talks crisis.veedor --since 2019-08-01 --as-of 2019-08-31",
    "veedor talks crisis.veedor --issue election --json",
    'veedor talks crisis.veedor --side "Government: Jane Roe; Ministry of Defence"',
    "veedor talks crisis.veedor --channels",
)


def talks(
    record: RecordHere = None,
    as_of: Annotated[
        str | None, typer.Option(metavar="DATE", help="What had appeared by this day: 2019-08-23")
    ] = None,
    since: Annotated[str | None, typer.Option(metavar="DATE", help="What moved since this day")] = None,
    issue: Annotated[
        str | None, typer.Option(metavar="WORDS", help="Only issues whose name holds this")
    ] = None,
    party: Annotated[
        str | None, typer.Option(metavar="WORDS", help="Only parties whose name holds this")
    ] = None,
    side: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME: PARTY; …", help="Parties to be taken as one, under a name; may be repeated"
        ),
    ] = None,
    reports: Annotated[
        int | None, typer.Option(min=1, metavar="NUMBER", help="Only the newest reports, so many")
    ] = None,
    channels: Annotated[
        bool, typer.Option("--channels", help="Who met whom, who went to whom, and how talks stand")
    ] = False,
    silence: Annotated[
        bool, typer.Option("--silence", help="For how long a party has not spoken of an issue")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON instead")] = False,
) -> None:
    """Show the table of issues by parties: what is agreed, how far apart they are, who waits for whom.

    With --since it shows what moved, with --channels who met whom, with --silence who has not spoken of what.
    """
    from veedor.gathering.talks import Asked, gather, sides_of

    if sum((since is not None, channels, silence)) > 1:
        raise UsageError("Take one of --since, --channels and --silence")
    asked = Asked(as_of=_day(as_of), most=reports, sides=sides_of(side or ()))
    with open_record(record) as opened:
        found = gather(opened, asked)
    wanted = _Wanted(issue, party)
    if since is not None:
        _moves(found, _day(since), wanted, as_json=as_json)
    elif channels:
        _channels(found, wanted, as_json=as_json)
    elif silence:
        _silence(found, wanted, as_json=as_json)
    else:
        _matrix(found, wanted, as_json=as_json)
    if found.has_more:
        _output.hint(f"the newest {found.documents} reports were looked at; see more with --reports")


class _Wanted:
    """Which issues and parties are shown."""

    def __init__(self, issue: str | None, party: str | None) -> None:
        self._issue, self._party = (issue or "").casefold(), (party or "").casefold()

    def lets(self, issue: object, names: Sequence[str]) -> bool:
        """Whether an issue, or one of the parties, is wanted."""
        fits = any(self._party in name.casefold() for name in names) if self._party else True
        return fits and self._issue in str(issue).casefold()

    def rows(self, made: Matrix) -> list[Row]:
        """The rows that are wanted."""
        return [
            row for row in made.rows if self.lets(row.issue, [cell.party.name for cell in row.cells.values()])
        ]


def _day(said: str | None) -> date | None:
    """The last day of a date (EDTF); UsageError where it has none, DateError where it is none."""
    if said is None:
        return None
    last = bounds(said).latest
    if last is None:
        raise UsageError(f"{said!r} has no last day; write it as 2019-08-31, 2019-08 or 2019")
    return last


def _json(value: Any) -> None:
    from veedor.desk.plain import plain

    _output.print_json(plain(value), indent=1)


def _matrix(found: Gathered, wanted: _Wanted, *, as_json: bool) -> None:
    made = found.table
    rows = wanted.rows(made)
    if as_json:
        _json(made.to_dict() | {"rows": rows})
    elif made.is_empty:
        typer.echo(_talks_lines.NOTHING)
        _output.hint("read reports with: veedor read REPORT --into RECORD")
    elif not rows:
        _output.hint("no issue passes these filters; leave one out")
    else:
        _talks_lines.print_matrix(made, rows)


def _moves(found: Gathered, since: date | None, wanted: _Wanted, *, as_json: bool) -> None:
    if since is None or (found.asked.as_of is not None and since >= found.asked.as_of):
        raise UsageError("--since must lie before --as-of")
    moves = [one for one in found.movement(since) if wanted.lets(one.issue, [one.party.name])]
    if as_json:
        _json(moves)
    else:
        _talks_lines.print_moves(moves)


def _channels(found: Gathered, wanted: _Wanted, *, as_json: bool) -> None:
    channels = [
        one for one in found.channels() if wanted.lets("", [end.name for end in (*one.ends, *one.through)])
    ]
    visits = [one for one in found.visits() if wanted.lets("", [who.name for who in (*one.who, *one.hosts)])]
    tracks = [one for one in found.tracks() if wanted.lets("", [who.name for who in one.parties])]
    if as_json:
        _json({"tracks": tracks, "channels": channels, "visits": visits})
    else:
        _talks_lines.print_channels(channels, visits, tracks)


def _silence(found: Gathered, wanted: _Wanted, *, as_json: bool) -> None:
    silences = [one for one in found.silences() if wanted.lets(one.issue, [one.party.name])]
    if as_json:
        _json(silences)
    else:
        _talks_lines.print_silences(silences)
