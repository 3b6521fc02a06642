"""`veedor search`: the passages of a record that say something."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated, Any

import typer

from veedor.cli import _output
from veedor.cli._files import RecordHere, open_record
from veedor.codebook.labels import EventType, Kind
from veedor.record.wanted import Filter, How

if TYPE_CHECKING:  # slow to import
    from rich.text import Text

    from veedor.record.searching.search import Hit
    from veedor.record.searching.terms import Snippet
    from veedor.record.store import Record
    from veedor.settings import Settings

EXAMPLES = (
    "veedor search '\"electoral council\" -fraud' venezuela.veedor",
    "veedor search 'sanction* OR embargo' --kind event --date 2019-08",
    'veedor search "who would accept an early vote" --by meaning --json',
)


def search(
    context: typer.Context,
    words: Annotated[
        str,
        typer.Argument(
            metavar="WORDS",
            help='What to look for: words, "a phrase", begin*, one OR other, -without',
            show_default=False,
        ),
    ],
    record: RecordHere = None,
    by: Annotated[
        How, typer.Option(help="By the words themselves, by what they are about, or by both")
    ] = How.WORDS,
    kind: Annotated[Kind | None, typer.Option(help="Only passages with a statement of this kind")] = None,
    type_: Annotated[
        EventType | None,
        typer.Option(
            "--type",
            metavar="TYPE",
            case_sensitive=False,
            help="Only with an event of this type, such as PROTEST",
        ),
    ] = None,
    actor: Annotated[
        str | None, typer.Option(metavar="NAME", help="Only with a statement that names this party")
    ] = None,
    source: Annotated[
        str | None, typer.Option(metavar="NAME", help="Only with a statement by this source")
    ] = None,
    date: Annotated[
        str | None, typer.Option(metavar="DATE", help="Only with a statement dated to it, such as 2019-08")
    ] = None,
    published: Annotated[
        str | None, typer.Option(metavar="DATE", help="Only documents published then, such as 2019-08")
    ] = None,
    publisher: Annotated[str | None, typer.Option(metavar="NAME", help="Only documents of this one")] = None,
    document: Annotated[
        str | None, typer.Option(metavar="REPORT", help="Only of this document: its id or file name")
    ] = None,
    outdated: Annotated[
        bool, typer.Option("--outdated", help="Older versions and retracted documents as well")
    ] = False,
    limit: Annotated[int, typer.Option(min=1, max=5000, metavar="N", help="How many passages at most")] = 20,
    offset: Annotated[int, typer.Option(min=0, metavar="N", help="How many to leave out first")] = 0,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON lines, one for each passage")] = False,
) -> None:
    """Search the passages of a record.

    Accents, case and plurals do not matter. A story that several documents print is shown once.
    """
    from veedor.record import views
    from veedor.record.actors import identity
    from veedor.record.searching.search import search as find

    with open_record(record) as opened:
        wanted = Filter(
            kind=kind,
            type=type_,
            actor=None if actor is None else identity.meant(opened, actor),
            source=None if source is None else identity.meant(opened, source),
            date=date,
            published=published,
            publisher=publisher,
            document=None if document is None else views.find(opened, document),
        )
        meaning = None if by is How.WORDS else _vector(words, context.obj)
        hits = find(
            opened,
            words,
            meaning=meaning,
            wanted=wanted,
            by=by,
            limit=limit,
            offset=offset,
            outdated=outdated,
        )
        if as_json:
            _print_lines(hits)
        elif hits:
            _print(hits)
        else:
            _output.hint(_why_none(opened, by))


def _vector(words: str, settings: Settings) -> bytes:
    """The direction of what is asked, by the reader that the settings name."""
    from veedor.reading.reader import load_reader

    return load_reader(settings.model, settings.threads).vector(words)


def _why_none(record: Record, by: How) -> str:
    from veedor.record import views

    if not views.documents(record, limit=1):
        return "the record holds no documents; read some with: veedor read REPORT --into RECORD"
    if by is How.WORDS:
        return "no passage has these words and passes; leave a word or a filter out, or add --by meaning"
    return "no passage passes these filters; leave one out"


def _print_lines(hits: Iterable[Hit]) -> None:
    for hit in hits:
        _output.print_json(_plain(hit))


def _plain(hit: Hit) -> dict[str, Any]:
    return {
        "document": hit.document_id,
        "title": hit.title,
        "publisher": hit.publisher,
        "published": hit.published,
        "standing": str(hit.standing),
        "start": hit.start,
        "end": hit.end,
        "passage": list(hit.passage),
        "snippet": {
            "text": hit.snippet.text,
            "start": hit.snippet.start,
            "marks": [list(mark) for mark in hit.snippet.marks],
        },
        "score": hit.score,
        "ranks": hit.ranks._asdict(),
        "statements": [{"id": row.id} | row.statement.to_dict() for row in hit.statements],
        "also": [carrier._asdict() for carrier in hit.also],
    }


def _print(hits: Iterable[Hit]) -> None:
    from rich.padding import Padding
    from rich.text import Text

    console = _output.console()
    for hit in hits:
        standing = "" if hit.standing == "stands" else str(hit.standing)
        published = hit.published or "date unknown"
        place = f"{hit.document_id[:8]} at {hit.start}"
        about = (hit.title or hit.document_id, hit.publisher, published, standing, place)
        console.print(Text(_output.one_line(" · ".join(filter(None, about))), style="bold"))
        console.print(Padding(_marked(hit.snippet, styled=console.is_terminal), (0, 0, 0, 2)))
        if hit.also:
            console.print(Padding(_also(hit), (0, 0, 0, 2)))


def _marked(snippet: Snippet, *, styled: bool) -> Text:
    """The snippet on one line, its words bold; in brackets where nothing can be bold."""
    from rich.text import Text

    begin, end = ("", "") if styled else ("[", "]")
    made, at = Text(), 0
    for first, last in snippet.marks:
        made.append(_flat(snippet.text[at:first]))
        made.append(f"{begin}{_flat(snippet.text[first:last])}{end}", style="bold")
        at = last
    made.append(_flat(snippet.text[at:]))
    return made


def _flat(words: str) -> str:
    """The words without line breaks; blanks at either end stay."""
    return " ".join(_output.clean(words).splitlines())


def _also(hit: Hit) -> str:
    carriers = (
        f"{carrier.publisher or carrier.title or 'a document'} ({carrier.document_id[:8]})"
        for carrier in hit.also
    )
    return _output.one_line(f"also printed by {', '.join(carriers)}")
