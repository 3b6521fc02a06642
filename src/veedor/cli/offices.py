"""`veedor offices` and `veedor members`: who held which office and belonged to which group, and by what sources."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from veedor.cli import _output
from veedor.cli._files import RecordHere, open_record
from veedor.cli._names import Actors, project_actors
from veedor.codebook.when import bounds
from veedor.errors import UsageError

if TYPE_CHECKING:  # slow to import
    from veedor.analysis.memberships import Members, Membership, StatedCount
    from veedor.analysis.office_contradictions import Contradiction
    from veedor.analysis.office_holders import Resolution
    from veedor.analysis.offices import Occupancy

EXAMPLES = (
    "veedor offices venezuela.veedor --of Venezuela --on 2019-08",
    'veedor offices venezuela.veedor --who "the president of the Assembly" --on 2019-08 --country Venezuela',
    'veedor members "Lima Group" venezuela.veedor --on 2018-02',
)
_NONE = "no statement of the record tells of {}; read more with: veedor read REPORT --into RECORD"
_ROOM_FOR_A_TABLE = 80
"""Columns of a terminal below which six columns would break dates and ids."""
Json = Annotated[bool, typer.Option("--json", help="Print JSON instead")]
On = Annotated[
    str | None,
    typer.Option("--on", metavar="DATE", help="On this date: a year, a month or a day, as 2019-08-12"),
]


def examples_of(command: str) -> tuple[str, ...]:
    """The examples of one of the commands."""
    return tuple(line for line in EXAMPLES if line.startswith(f"veedor {command} "))


def offices(
    record: RecordHere = None,
    of: Annotated[
        str | None, typer.Option("--of", metavar="BODY", help="Only of this body or country")
    ] = None,
    on: On = None,
    who: Annotated[
        str | None, typer.Option("--who", metavar="WORDS", help="Whom these words mean, with --on")
    ] = None,
    country: Annotated[
        str | None, typer.Option(metavar="COUNTRY", help="With --who: the country the words are said of")
    ] = None,
    actors: Actors = None,
    as_json: Json = False,
) -> None:
    """List who held which office when, by the record's sources; where they contradict each other, both are shown.

    With --who it says whom words such as `the president of the Assembly` mean on a date, or why that cannot be said.
    """
    from veedor import sourcing

    if on is not None:
        bounds(on)
    if who is not None and on is None:
        raise UsageError("An office has a holder at a time; say when with --on, as --on 2019-08")
    with open_record(record) as opened:
        terms = sourcing.terms_of(opened, project_actors(opened, actors))
        if who is not None and on is not None:
            found = sourcing.holder(opened, who, on=on, country=country, terms=terms)
            _answer(who, on, found, as_json=as_json)
            return
    terms = sourcing.of_body(terms, of) if of is not None else terms
    disputes = sourcing.disputes_of(terms)
    if on is not None:
        terms = sourcing.held_on(terms, on)
        disputes = [one for one in disputes if any(side in terms for side in one.sides)]
    _show(terms, disputes, as_json=as_json)


def _answer(who: str, on: str, found: Resolution, *, as_json: bool) -> None:
    if as_json:
        candidates = [occupancy_to_plain(one) for one in found.candidates]
        plain = {"words": who, "on": on, "name": found.name, "why": found.why, "candidates": candidates}
        _output.print_json(plain, indent=1)
        return
    typer.echo(_output.one_line(found.name or "not known"))
    typer.echo(f"  {_output.one_line(found.why)}")
    for one in found.candidates[:5]:
        typer.echo(f"  {_output.one_line(occupancy_in_words(one))}")
    if found.name is None:
        _output.hint("name the body or --country, or list what is known with: veedor offices")


def _show(terms: Sequence[Occupancy], disputes: Sequence[Contradiction], *, as_json: bool) -> None:
    if as_json:
        clashes = [
            {
                "clash": str(one.clash),
                "why": one.why,
                "sides": [occupancy_to_plain(side) for side in one.sides],
            }
            for one in disputes
        ]
        plain = {"offices": [occupancy_to_plain(one) for one in terms], "contradictions": clashes}
        _output.print_json(plain, indent=1)
        return
    if not terms:
        _output.hint(_NONE.format("such an office"))
        return
    console = _output.console()
    if console.width < _ROOM_FOR_A_TABLE:
        _lines(terms, disputes)
        return
    table = _output.table(("Office", "Of", "Holder", "Attested", "Status", "Sources"))
    for one in terms:
        sources = ", ".join(source[:10] for source in one.sources[:3])
        more = f" and {len(one.sources) - 3} more" if len(one.sources) > 3 else ""
        cells = (one.office, one.of or "unknown", one.holder, _span(one), one.status, sources + more)
        table.add_row(*map(_output.one_line, cells))
    console.print(table)
    _lines((), disputes)


def _lines(terms: Sequence[Occupancy], disputes: Sequence[Contradiction]) -> None:
    """Offices and contradictions, each on a line."""
    for one in terms:
        typer.echo(_output.one_line(occupancy_in_words(one)))
    for clash in disputes:
        typer.echo(f"contradiction, {clash.clash}: {_output.one_line(clash.why)}")


def _span(one: Occupancy | Membership) -> str:
    """The dates of which sources speak, with a told beginning and end."""
    seen = one.seen_from or ""
    if one.seen_to and one.seen_to != one.seen_from:
        seen = f"{one.seen_from} to {one.seen_to}"
    begins = f"from {one.starts}" if one.starts and one.starts != one.seen_from else ""
    ends = f"ends {one.ends}" if one.ends else ""
    return ", ".join(part for part in (begins, seen, ends) if part) or "undated"


def occupancy_in_words(one: Occupancy) -> str:
    """An occupancy on one line."""
    of = f" of {one.of}" if one.of else ""
    return f"{one.holder}: {one.office}{of}, {_span(one)} ({one.status}; {', '.join(one.sources[:3])})"


def occupancy_to_plain(one: Occupancy) -> dict[str, Any]:
    """An occupancy as JSON has it."""
    return asdict(one) | {"basis": one.basis.name.lower()}


def members(
    group: Annotated[str, typer.Argument(metavar="GROUP", help="Its name as reports write it")],
    record: RecordHere = None,
    on: On = None,
    actors: Actors = None,
    as_json: Json = False,
) -> None:
    """List the members of a group, on a date or over time, beside the numbers of members that sources state."""
    from veedor import sourcing

    if on is not None:
        bounds(on)
    with open_record(record) as opened:
        known = project_actors(opened, actors)
        found = sourcing.members_of(opened, group, on=on, known=known) if on is not None else None
        terms = [] if on is not None else sourcing.members_over_time(opened, group, known)
    if found is not None:
        _show_members(group, found, as_json=as_json)
    elif as_json:
        _output.print_json([membership_to_plain(one) for one in terms], indent=1)
    elif not terms:
        _output.hint(_NONE.format(f"members of {group!r}"))
    for one in terms if not as_json else ():
        typer.echo(_output.one_line(membership_in_words(one)))


def _show_members(group: str, found: Members, *, as_json: bool) -> None:
    if as_json:
        counts = [_count_to_plain(count) for count in found.stated_counts]
        _output.print_json(found._asdict() | {"stated_counts": counts}, indent=1)
        return
    for name in found.certain:
        typer.echo(_output.one_line(name))
    for name in found.uncertain:
        typer.echo(f"{_output.one_line(name)} (uncertain)")
    for count in found.stated_counts:
        publisher = count.publisher or "an unnamed publisher"
        value = f"{count.comparison or ''} {_number(count)} {count.group}, says {publisher}, {count.at}"
        typer.echo(f"stated: {_output.one_line(value)} ({count.source})")
    for note in found.notes:
        _output.hint(_output.one_line(note))
    if not (found.certain or found.uncertain or found.stated_counts):
        _output.hint(_NONE.format(f"members of {group!r} at that time"))


def _number(count: StatedCount) -> str:
    low, high = count.value if isinstance(count.value, tuple) else (count.value, count.value)
    return f"{low:g}" if low == high else f"{low:g} to {high:g}"


def _count_to_plain(count: StatedCount) -> dict[str, Any]:
    return count._asdict()


def membership_in_words(one: Membership) -> str:
    """A membership on one line."""
    return f"{one.member}: {one.group}, {_span(one)} ({', '.join(one.sources[:3])})"


def membership_to_plain(one: Membership) -> dict[str, Any]:
    """A membership as JSON has it."""
    return asdict(one)
