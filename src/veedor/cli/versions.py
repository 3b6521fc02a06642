"""`veedor versions`, `retract`, `relate`, `lost`: what documents are to each other, and what no longer holds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Annotated, Any

import typer

from veedor.cli import _output
from veedor.cli._differences import marked, pieces_json
from veedor.cli._files import RecordHere, named, open_record
from veedor.cli._people import By, person
from veedor.codebook.wording import plain
from veedor.documents.versions import Relation
from veedor.errors import UsageError

if TYPE_CHECKING:  # slow to import
    from veedor.record.store import Record
    from veedor.record.versions.versions import Version
    from veedor.record.views import DocumentRow, StatementRow

EXAMPLES = (
    "veedor versions weekly.html venezuela.veedor --diff",
    "veedor lost venezuela.veedor",
    'veedor retract 3fa2 venezuela.veedor --reason "the photograph was staged"',
    'veedor relate 3fa2 91c0 --as version --reason "the same page after the correction"',
)
"""Those of all four commands; `examples_of` gives those of one."""

Json = Annotated[bool, typer.Option("--json", help="Print JSON instead")]
Report = Annotated[str, typer.Argument(metavar="REPORT", help="A document: its id or file name")]
Reason = Annotated[str, typer.Option("--reason", metavar="WORDS", help="Why; it is kept in the log")]


def examples_of(command: str) -> tuple[str, ...]:
    """The examples of one of the commands."""
    return tuple(line for line in EXAMPLES if line.startswith(f"veedor {command} "))


@dataclass(frozen=True, slots=True)
class _Family:
    """A document's versions and carriers, with all relations between them."""

    document_id: str
    members: list[DocumentRow]
    """Versions oldest first, then the carriers."""
    relations: list[Version]
    older_id: str | None
    """The older one of the two neighbouring versions that are compared; None where there are no two."""
    newer_id: str | None
    fell: list[StatementRow]
    """Statements of older versions whose words are gone or withdrawn."""


def versions(
    report: Report,
    record: RecordHere = None,
    diff: Annotated[
        bool, typer.Option("--diff", help="Show word by word what changed since the version before")
    ] = False,
    as_json: Json = False,
) -> None:
    """Show the versions of a document, the oldest first, and who else carries the story.

    With --diff, words that went stand as [-words-] and new ones as {+words+}; on a terminal, struck out and bold.
    """
    from veedor.record import views

    with open_record(record) as opened:
        family = _family(opened, views.find(opened, report))
        pair = _texts(opened, family) if diff else None
        if as_json:
            _output.print_json(_as_json(opened, family, pair), indent=1)
            return
    if len(family.members) == 1 and not family.relations:
        _output.hint(
            "no other version or carrier is known; name one with: veedor relate REPORT OTHER --as version"
        )
    _print(family)
    if diff and pair is None:
        _output.hint("there is no second version to compare it with")
    elif pair is not None:
        _print_diff(family, *pair)
    _print_fell(family.fell)


def _family(record: Record, document_id: str) -> _Family:
    from veedor.record import views
    from veedor.record.versions import kin
    from veedor.record.versions.versions import family
    from veedor.record.wanted import Filter, Standing

    relations = family(record, document_id)
    told = kin.of_document(record, document_id)
    with record.reading() as connection:
        newer = kin.edges_of(connection, [document_id]).newer
    older = [one.id for one in told.older]
    later = [id_ for id_ in kin.reached(document_id, newer) if id_ != document_id]
    ids = [*reversed(older), document_id, *later, *(one.id for one in told.carriers)]
    # A carrier stands here by its newest version: what that is the newest version of is told beside it.
    beside = (id_ for one in relations if one.relation is not Relation.DIFFERENT for id_ in one[:2])
    ids = list(dict.fromkeys((*ids, *beside)))
    known = {row.id: row for row in views.documents(record, of=ids)}
    pair = (older[0], document_id) if older else (document_id, later[0] if later else None)
    gone = frozenset({Standing.LOST, Standing.WITHDRAWN})
    fell = [
        row
        for id_ in ids
        if id_ in known and known[id_].standing is Standing.SUPERSEDED
        for row in views.statements(record, Filter(document=id_, standings=gone))
    ]
    members = [known[id_] for id_ in ids if id_ in known]
    return _Family(document_id, members, relations, pair[0] if pair[1] else None, pair[1], fell)


def _texts(record: Record, family: _Family) -> tuple[str, str] | None:
    """The texts of the two neighbouring versions, the older first."""
    from veedor.record import views

    if family.older_id is None or family.newer_id is None:
        return None
    older, newer = (views.reading(record, id_).document for id_ in (family.older_id, family.newer_id))
    return older.text, newer.text


def kept_in_words(version: Version) -> str:
    """What a relation says, `same address, keeps 94 % of the words`, and who said so where a person did."""
    from veedor.record.versions.carrying import BY

    percent = version.share * 100
    shown = round(percent) if percent in (0, 100) else min(99, max(1, round(percent)))
    keeps = f"keeps {shown} % of the words"
    why = version.why.replace(f"{shown} % of the words kept", keeps)
    said = why if keeps in why or version.relation is Relation.DIFFERENT else f"{why}, {keeps}"
    return said if version.by == BY else f"{said} (said by {version.by})"


def _print(family: _Family) -> None:
    from rich.text import Text

    from veedor.record.wanted import Standing

    console = _output.console()
    table = _output.table(("Id", "Published", "Publisher", "Document", "What it is"))
    for row in family.members:
        said = _relations_of(row, family)
        if row.standing is Standing.RETRACTED:
            said.append("retracted")
        label = Text(_output.one_line(row.label), style="bold" if row.id == family.document_id else "")
        publisher = _output.one_line(row.publisher or "unknown")
        what = _output.one_line("; ".join(said)) or ("the first version" if len(family.members) > 1 else "")
        table.add_row(row.id[:8], _output.date(row.published), publisher, label, what)
    console.print(table)


def _relations_of(row: DocumentRow, family: _Family) -> list[str]:
    """What a document is to others, in words; not that it is no version of one that is a version of it."""
    related = {
        (one.document_id, one.other_id) for one in family.relations if one.relation is not Relation.DIFFERENT
    }
    return [
        _relation_in_words(one)
        for one in family.relations
        if one.document_id == row.id
        and not (one.relation is Relation.DIFFERENT and (one.other_id, one.document_id) in related)
    ]


def _relation_in_words(version: Version) -> str:
    other = version.other_id[:8]
    match version.relation:
        case Relation.VERSION:
            return f"newer version of {other}: {kept_in_words(version)}"
        case Relation.CARRIER:
            return f"carries the story of {other}: {kept_in_words(version)}"
        case Relation.DIFFERENT:
            return f"another text than {other}: {kept_in_words(version)}"


def _print_diff(family: _Family, old: str, new: str) -> None:
    from rich.text import Text

    console = _output.console()
    console.print()
    heading = f"From {(family.older_id or '')[:8]} to {(family.newer_id or '')[:8]}"
    console.print(Text(heading, style="bold"))
    console.print(marked(old, new, is_plain=not console.is_terminal))


def _print_fell(rows: Sequence[StatementRow]) -> None:
    """The statements of older versions that no longer stand."""
    from rich.text import Text

    if not rows:
        return
    console = _output.console()
    console.print()
    console.print(Text("What older versions said and the newest does not", style="bold"))
    table = _output.table(("Document", "Statement", "Kind", "What was said", "Why"))
    for row in rows:
        why = "withdrawn by its publisher" if row.standing == "withdrawn" else "its words are gone"
        said = _output.one_line(plain(row.statement))
        table.add_row(row.document_id[:8], row.id[:8], str(row.statement.kind), said, why)
    console.print(table)


def _as_json(record: Record, family: _Family, pair: tuple[str, str] | None) -> dict[str, Any]:
    from veedor.record.versions import kin

    told = kin.of_documents(record, [row.id for row in family.members])
    made: dict[str, Any] = {
        "document": family.document_id,
        "members": [asdict(row) | told[row.id].to_dict() for row in family.members],
        "relations": [one._asdict() for one in family.relations],
        "gone": _statements_json(record, family.fell),
    }
    if pair is not None:
        made["diff"] = {"older": family.older_id, "newer": family.newer_id, "pieces": pieces_json(*pair)}
    return made


def _statements_json(record: Record, rows: Iterable[StatementRow]) -> list[dict[str, Any]]:
    from veedor.record import accounts

    return [
        {"id": row.id, "document": row.document_id} | account.to_dict(row.statement)
        for row, account in accounts.told(record, rows)
    ]


def lost(
    record: RecordHere = None,
    document: Annotated[
        str | None, typer.Option(metavar="REPORT", help="Only of this document: its id or file name")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON lines, one for each statement")] = False,
) -> None:
    """List the statements of older versions whose words are gone from the newer one."""
    from veedor.record import views
    from veedor.record.versions.versions import lost as lost_of

    with open_record(record) as opened:
        rows = lost_of(opened, None if document is None else views.find(opened, document))
        if as_json:
            for line in _statements_json(opened, rows):
                _output.print_json(line)
            return
    if not rows:
        _output.hint("no newer version has lost a statement")
        return
    table = _output.table(("Id", "Document", "Published", "Statement", "Kind", "What was said"))
    for row in rows:
        said = _output.one_line(plain(row.statement))
        kind, label = str(row.statement.kind), _output.one_line(row.document)
        table.add_row(row.document_id[:8], label, _output.date(row.published), row.id[:8], kind, said)
    _output.console().print(table)


def retract(
    context: typer.Context,
    report: Report,
    record: RecordHere = None,
    *,
    reason: Reason,
    by: By = None,
    as_json: Json = False,
) -> None:
    """Retract a document: it stays in the record, but nothing stands on it until that is taken back."""
    from veedor.record import views
    from veedor.record.versions import kin
    from veedor.record.versions.versions import retract as retract_

    who = person(by, context.obj)
    with open_record(record) as opened:
        document_id = views.find(opened, report)
        already = kin.of_document(opened, document_id).retracted
        if already is not None:
            raise UsageError(
                f"{document_id} is retracted already, by {already.by}; to take that back: "
                f"veedor undo {already.id} {named(opened)}"
            )
        change = retract_(opened, document_id, by=who, reason=reason)
        place = named(opened)
    if as_json:
        _output.print_json({"change": change, "retracted": document_id})
        return
    _output.hint(f"{document_id[:8]} is retracted; to take that back: veedor undo {change} {place}")


def relate(
    context: typer.Context,
    report: Report,
    other: Annotated[
        str, typer.Argument(metavar="OTHER", help="The other document, the older of two versions")
    ],
    record: RecordHere = None,
    *,
    relation: Annotated[
        Relation,
        typer.Option(
            "--as",
            help="REPORT is a newer version of OTHER, carries the same story, or is a different one",
        ),
    ],
    reason: Reason,
    by: By = None,
    as_json: Json = False,
) -> None:
    """Say what a document is to another one, whatever the program made of them.

    A version's statements are looked for in the newer one, and what people decided of them goes along.
    """
    from veedor.record import views
    from veedor.record.versions.versions import judge

    who = person(by, context.obj)
    if not reason.strip():
        raise UsageError("A judgement needs a reason; say with --reason how one can tell")
    with open_record(record) as opened:
        ids = views.find(opened, report), views.find(opened, other)
        change = judge(opened, *ids, relation, by=who, reason=reason)
        place = named(opened)
    if as_json:
        _output.print_json({"change": change, "document": ids[0], "other": ids[1], "relation": relation})
        return
    said = {
        Relation.VERSION: "is a newer version of",
        Relation.CARRIER: "carries the story of",
        Relation.DIFFERENT: "is another text than",
    }
    what = f"{ids[0][:8]} {said[relation]} {ids[1][:8]}"
    _output.hint(f"{what}; to take that back: veedor undo {change} {place}")
