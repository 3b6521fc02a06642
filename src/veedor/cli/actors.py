"""`veedor actors`: whom the names of a record mean, who judged so and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from veedor.cli import _output
from veedor.cli._actor_options import EXAMPLES, Json, Name, Names, Why, examples
from veedor.cli._files import RecordHere, named, open_record
from veedor.cli._names import Actors, In, document_meant, project_actors, shown
from veedor.cli._people import By, person
from veedor.codebook.naming import APART
from veedor.errors import UsageError

if TYPE_CHECKING:  # slow to import
    from veedor.matching import Matched
    from veedor.record.actors.identity import Actor, Judgement, Pair
    from veedor.record.store import Record

app = typer.Typer(
    help="Whom the names of a record mean: list them, let them be matched, judge them, see why",
    epilog=_output.examples(EXAMPLES),
    no_args_is_help=True,
)
_MATCH = "let names be matched with: veedor actors match"


@app.command("list", epilog=examples("list"))
def list_(
    record: RecordHere = None,
    limit: Annotated[int, typer.Option(min=1, metavar="NUMBER", help="How many at most")] = 50,
    as_json: Json = False,
) -> None:
    """List the actors of a record, the most often named first."""
    from veedor.record.actors import identity

    with open_record(record) as opened:
        found = identity.actors(opened)
    if as_json:
        _output.print_json([_actor_to_plain(actor) for actor in found[:limit]], indent=1)
    elif not found:
        _output.hint(
            "no statement of the record names anybody; read reports with: veedor read REPORT --into RECORD"
        )
    else:
        _print_actors(found[:limit])
    if len(found) > limit:
        _output.hint(f"{limit} of {len(found)} actors are shown; see more with --limit")


def _actor_to_plain(actor: Actor) -> dict[str, Any]:
    return {
        "name": actor.name,
        "names": list(actor.names),
        "mentions": actor.mentions,
        "document": _only_in(actor),
    }


def _only_in(actor: Actor) -> str | None:
    """The document in which alone the names mean this actor, as `the police` do; None where they do in all."""
    inside = {node.partition(APART)[2] for node in actor.nodes}
    return (inside.pop() or None) if len(inside) == 1 else None


def _print_actors(found: Sequence[Actor]) -> None:
    table = _output.table(("Named", "Names", "Actor", "Also called"), numbers=("Named", "Names"))
    for actor in found:
        others = "; ".join(_output.one_line(name) for name in actor.names[1:6])
        inside = _only_in(actor)
        name = f"{actor.name} @ {inside[:8]}" if inside else actor.name
        table.add_row(str(actor.mentions), str(len(actor.names)), _output.one_line(name), others)
    _output.console().print(table)


@app.command(epilog=examples("show"))
def show(
    name: Name, record: RecordHere = None, report: In = None, actors: Actors = None, as_json: Json = False
) -> None:
    """Show an actor: its names, documents, offices and groups, and the judgements that join them."""
    from veedor.cli._profiles import profile

    with open_record(record) as opened:
        document_id = document_meant(opened, name, report)
        found = profile(opened, name, document_id, project_actors(opened, actors))
    if as_json:
        _output.print_json(found.to_plain(), indent=1)
        return
    for line in found.lines():
        typer.echo(line)


@app.command(epilog=examples("match"))
def match(
    record: RecordHere = None,
    actors: Actors = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show the pairs that would be judged, and write nothing")
    ] = False,
    as_json: Json = False,
) -> None:
    """Judge by rules which names mean one actor; what is not sure is left to `veedor actors propose`."""
    from veedor import matching

    with open_record(record) as opened:
        known = project_actors(opened, actors)
        found = matching.match(opened, known, writes=not dry_run)
        place = named(opened)
    if as_json:
        _output.print_json(
            {"change": found.change_id, "pairs": [_pair_to_plain(p) for p in found.pairs]}, indent=1
        )
        return
    for pair in found.pairs:
        typer.echo(
            f"{pair.verdict}  {shown(pair.left)} — {shown(pair.right)}  ({_output.one_line(pair.why)})"
        )
    _sum_up(found, place)


def _pair_to_plain(pair: Pair) -> dict[str, Any]:
    return {
        "left": pair.left.replace(APART, "@"),
        "right": pair.right.replace(APART, "@"),
        "verdict": str(pair.verdict),
        "why": pair.why,
        "score": pair.score,
    }


def _sum_up(found: Matched, place: str) -> None:
    from veedor.record.actors.identity import Verdict

    if not found.pairs:
        _output.hint(
            f"nothing new is to be judged; whom names mean is in: veedor actors list {place}, "
            f"what is open in: veedor actors propose {place}"
        )
        return
    counts = ", ".join(f"{found.many(verdict)} {verdict}" for verdict in Verdict)
    _output.hint(f"{counts}; what is unsure is in: veedor actors propose {place}")
    if found.held_back:
        _output.hint(f"{found.held_back} would join names that people parted, and were not joined")
    if found.change_id is None:
        _output.hint("nothing was written; leave --dry-run out to judge so")
    else:
        _output.hint(f"to take it all back: veedor undo {found.change_id} {place}")


@app.command(epilog=examples("propose"))
def propose(
    record: RecordHere = None,
    limit: Annotated[int, typer.Option(min=1, metavar="NUMBER", help="How many at most")] = 10,
    as_json: Json = False,
) -> None:
    """Show pairs of names that may mean one actor, the likeliest first, with sentences that name them.

    Answer with `veedor actors same NUMBER --why …`, `different` or `unsure`.
    """
    from veedor.cli._proposals import proposals

    with open_record(record) as opened:
        found = proposals(opened, limit=limit)
    if as_json:
        _output.print_json([one.to_plain() for one in found], indent=1)
    for line in (line for one in found if not as_json for line in one.lines()):
        typer.echo(line)
    if not found:
        _output.hint(f"no pair is open; {_MATCH}")
    elif not as_json:
        _output.hint('answer with: veedor actors same NUMBER --why "…"  (or different, or unsure)')


@app.command(epilog=examples("same"))
def same(
    context: typer.Context,
    names: Names,
    why: Why,
    report: In = None,
    by: By = None,
    as_json: Json = False,
) -> None:
    """Judge that two names mean one actor; --in says in which document the first is meant."""
    _judge(context, names, "same", why, report, by, as_json=as_json)


@app.command(epilog=examples("different"))
def different(
    context: typer.Context,
    names: Names,
    why: Why,
    report: In = None,
    by: By = None,
    as_json: Json = False,
) -> None:
    """Judge that two names mean different actors; --in says in which document the first is meant."""
    _judge(context, names, "different", why, report, by, as_json=as_json)


@app.command(epilog=examples("unsure"))
def unsure(
    context: typer.Context,
    names: Names,
    why: Annotated[str, typer.Option("--why", metavar="WORDS", help="Why")] = "cannot be told",
    report: In = None,
    by: By = None,
    as_json: Json = False,
) -> None:
    """Judge that it cannot be said whether two names mean one actor: they are not proposed again."""
    _judge(context, names, "unsure", why, report, by, as_json=as_json)


def _judge(
    context: typer.Context,
    names: Sequence[str],
    verdict: str,
    why: str,
    report: str | None,
    by: str | None,
    *,
    as_json: bool,
) -> None:
    from veedor.record.actors import identity
    from veedor.record.actors.conflicts import conflicts as conflicts_of

    if not why.strip():
        raise UsageError("A judgement needs a reason; say it with --why")
    given, place = _names_and_record(names)
    with open_record(place) as opened:
        left, right = _nodes(opened, given, report)
        pair = identity.Pair(left, right, identity.Verdict(verdict), why)
        change_id = identity.judge(opened, [pair], by=person(by, context.obj))
        clashes = [one for one in conflicts_of(opened) if verdict != "unsure"]
        where = named(opened)
    if as_json:
        _output.print_json(
            {"change": change_id, "left": shown(left), "right": shown(right), "verdict": verdict}
        )
    else:
        typer.echo(f"{shown(left)} — {shown(right)}: {verdict}")
        _output.hint(f"to take it back: veedor actors split {change_id} {where}")
    if clashes:
        _output.hint(f"{len(clashes)} judgements contradict others; see: veedor actors conflicts {where}")


def _is_record(words: str) -> bool:
    return "://" in words or words.endswith(".veedor") or Path(words).is_file()


def _names_and_record(words: Sequence[str]) -> tuple[list[str], str | None]:
    """The names, or the number of a pair, and the record that stands behind them."""
    from veedor.cli._proposals import is_number

    rest = list(words)
    is_pair = is_number(rest[0]) and (len(rest) == 1 or (len(rest) == 2 and _is_record(rest[1])))
    wanted = 1 if is_pair else 2
    if not wanted <= len(rest) <= wanted + 1:
        raise UsageError(
            "Give two names, or the number of a pair from: veedor actors propose; then the record"
        )
    return rest[:wanted], rest[wanted] if len(rest) > wanted else None


def _nodes(record: Record, names: Sequence[str], report: str | None) -> tuple[str, str]:
    from veedor.cli._proposals import pair_numbered
    from veedor.record.actors import mentions

    if len(names) == 1:
        return pair_numbered(record, names[0])
    return mentions.node_meant(record, names[0], report), mentions.node_meant(record, names[1])


@app.command(epilog=examples("conflicts"))
def conflicts(record: RecordHere = None, as_json: Json = False) -> None:
    """Show names that are judged different although other judgements join them, with all names on the way."""
    from veedor.record.actors.conflicts import conflicts as conflicts_of

    with open_record(record) as opened:
        found = conflicts_of(opened)
    if as_json:
        plain = [{"different": to_plain(c.different), "path": [to_plain(j) for j in c.path]} for c in found]
        _output.print_json(plain, indent=1)
    elif not found:
        _output.hint("no judgement contradicts another")
    else:
        for conflict in found:
            typer.echo(f"different: {in_words(conflict.different)}")
            for step in conflict.path:
                typer.echo(f"     same: {in_words(step)}")
        _output.hint("nothing is settled by itself; take one back with: veedor actors split CHANGE")


@app.command(epilog=examples("history"))
def history(name: Name, record: RecordHere = None, report: In = None, as_json: Json = False) -> None:
    """Show every judgement that holds on an actor's names, with who judged, when and why."""
    from veedor.record.actors import identity

    with open_record(record) as opened:
        document_id = document_meant(opened, name, report)
        found = identity.history(opened, name, document_id=document_id)
    if as_json:
        _output.print_json([to_plain(judgement) for judgement in found], indent=1)
        return
    for judgement in found:
        typer.echo(f"{judgement.verdict}: {in_words(judgement)}")
    if not found:
        _output.hint(f"nobody has judged {name!r}; {_MATCH}")


@app.command(epilog=examples("split"))
def split(
    context: typer.Context,
    change: Annotated[
        int, typer.Argument(metavar="CHANGE", help="Of a judgement: see veedor actors history")
    ],
    record: RecordHere = None,
    why: Annotated[str | None, typer.Option("--why", metavar="WORDS", help="Why it is taken back")] = None,
    by: By = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show what would move, and write nothing")
    ] = False,
    as_json: Json = False,
) -> None:
    """Take a judgement back, which parts the names that it had joined."""
    from veedor.record.actors import identity, parting
    from veedor.record.reviewing import review

    with open_record(record) as opened:
        moves = parting.would_part(opened, change)
        if not moves and change not in {judgement.change_id for judgement in identity.judgements(opened)}:
            raise UsageError(f"Change {change} joins no names; see: veedor actors history NAME")
        undone = None if dry_run else review.undo(opened, change, by=person(by, context.obj), reason=why)
        place = named(opened)
    if as_json:
        plain = {name.replace(APART, "@"): many for name, many in moves.items()}
        _output.print_json({"change": undone, "undone": change, "statements": plain})
        return
    for name, many in moves.items():
        typer.echo(f"{many:>8}  {shown(name)}")
    if undone is None:
        _output.hint("these names, with the statements that name them, would part; nothing was written")
    else:
        _output.hint(f"change {change} is taken back; to restore it: veedor undo {undone} {place}")


def in_words(judgement: Judgement) -> str:
    """A judgement with who gave it, when and why, on one line."""
    of = judgement
    sure = "" if of.score is None else f", {of.score:.0%} sure"
    said = f"{_output.one_line(of.why)}; {_output.one_line(of.by)}, {of.at}{sure}; change {of.change_id}"
    return f"{shown(of.left)} — {shown(of.right)}  ({said})"


def to_plain(judgement: Judgement) -> dict[str, Any]:
    """A judgement as JSON has it."""
    found = asdict(judgement)
    return found | {end: found[end].replace(APART, "@") for end in ("left", "right")}
