"""One look at all that a project watches: what is new goes into the record, what fails is told and stops nothing.

What a server said of its feed is kept only once all that the feed brought is stored. So a look that was stopped, or in
which a page failed, is made again by the next one, and what the record holds already is not asked for twice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from veedor.documents.document import Document
from veedor.documents.folders import files_below
from veedor.documents.load import Loaded, load_all
from veedor.errors import DocumentError, FetchError
from veedor.feeds.fetching import Answer, Known, fetch
from veedor.feeds.hosts import host_of
from veedor.feeds.project_file import Feed, Folder, Watched
from veedor.feeds.robots import Robots
from veedor.pipeline import Outcome, after_reading, take_in_files
from veedor.record import asked
from veedor.record.asked import Asked
from veedor.record.changes import now
from veedor.record.store import Record, Run

if TYPE_CHECKING:
    from veedor.reading.reader import Reader

MEDIA = {
    "application/pdf": ".pdf",
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "text/markdown": ".md",
}
"""The suffix by which a page of a media type is loaded; a feed's own words decide what it is."""
_PAGES = 200
"""Pages that one look asks a feed's entries for; the others come at the next look."""


@dataclass(frozen=True, slots=True)
class Looked:
    """What became of one feed or folder."""

    source: str
    """Its address or path."""
    new: int = 0
    """Documents that were read."""
    known: int = 0
    """Documents that the record held already."""
    is_unchanged: bool = False
    """Whether the server said that nothing has changed."""
    failed: tuple[str, ...] = ()
    """Why it, or something it brought, could not be read; nothing of it is lost: the next look tries again."""


@dataclass(frozen=True, slots=True)
class _Look:
    """What one look needs everywhere."""

    watched: Watched
    record: Record
    reader: Reader
    run: Run
    robots: Robots


def look(watched: Watched, record: Record, reader: Reader, by: str) -> Iterator[Looked]:
    """What became of each feed and each folder, in the order of the project's file; all is one change of the log.

    RecordError is raised on, as nothing later could be stored either.
    """
    at = _Look(watched, record, reader, Run(by), Robots(watched.limits))
    for feed in watched.feeds:
        yield _feed(at, feed)
    for folder in watched.folders:
        yield _folder(at, folder)
    after_reading(record)


def _feed(at: _Look, feed: Feed) -> Looked:
    before = asked.before(at.record, feed.address)
    host = host_of(feed.address) if feed.private else None
    known = Known(before.etag, before.modified) if before and not before.failed else None
    try:
        at.robots.check(feed.address, private_host=host)
        answer = fetch(feed.address, at.watched.limits, known=known, private_host=host)
        looked = _unchanged(feed) if answer.is_unchanged else _entries(at, feed, answer, host)
    except (FetchError, DocumentError) as error:
        looked = Looked(feed.address, failed=(str(error),))
        answer = None
    _remember(at, looked, answer)
    return looked


def _unchanged(feed: Feed) -> Looked:
    return Looked(feed.address, is_unchanged=True)


def _remember(at: _Look, looked: Looked, answer: Answer | None) -> None:
    said = answer.known if answer and not looked.failed else Known()
    why = looked.failed[0] if looked.failed else ""
    asked.note(at.record, Asked(looked.source, said.etag, said.modified, looked.new, why, at=now()))


def _entries(at: _Look, feed: Feed, answer: Answer, host: str | None) -> Looked:
    loaded = _loaded(answer.body, f"{host_of(feed.address)}.xml", feed.publisher)
    held = asked.held(at.record, [one.address for one in loaded.documents if one.address])
    new = [one for one in loaded.documents if one.address is None or one.address not in held]
    if not feed.pages:
        outcomes = list(_taken(at, feed.address, Loaded(tuple(new), loaded.refused)))
        return _told(feed.address, outcomes, known=len(loaded.documents) - len(new))
    failed: list[str] = []
    pages = _pages(at, feed, new[:_PAGES], host, failed)
    outcomes = [found for page in pages for found in _taken(at, feed.address, page)]
    if len(new) > _PAGES:
        failed.append(f"{len(new) - _PAGES} pages are left for the next look")
    return _told(feed.address, outcomes, known=len(loaded.documents) - len(new), failed=failed)


def _pages(
    at: _Look, feed: Feed, entries: Sequence[Document], host: str | None, failed: list[str]
) -> Iterator[Loaded]:
    """The page of each entry, read as a file of its kind; why not is added to `failed`."""
    for entry in entries:
        if entry.address is None:
            yield Loaded((entry,), ())
            continue
        try:
            at.robots.check(entry.address, private_host=host)
            yield _page(entry, fetch(entry.address, at.watched.limits, private_host=host), feed.publisher)
        except (FetchError, DocumentError) as error:
            failed.append(f"{_short(entry.address)}: {error}")


def _page(entry: Document, answer: Answer, publisher: str | None) -> Loaded:
    media = answer.media_type.partition(";")[0].strip().lower()
    suffix = MEDIA.get(media, ".html")
    loaded = _loaded(answer.body, f"{host_of(answer.address)}{suffix}", publisher)
    # What the feed says of the page beats what the page says of itself: it was made for programs.
    told = tuple(
        replace(
            one,
            address=entry.address,
            title=one.title or entry.title,
            publisher=publisher or entry.publisher or one.publisher,
            published=entry.published or one.published,
        )
        for one in loaded.documents
    )
    return Loaded(told, loaded.refused)


def _loaded(body: bytes, name: str, publisher: str | None) -> Loaded:
    """The documents of what came, loaded as a file of this name is."""
    with TemporaryDirectory() as folder:
        path = Path(folder, name)
        path.write_bytes(body)
        return load_all(path, publisher=publisher)


def _taken(at: _Look, source: str, loaded: Loaded) -> Iterator[Outcome]:
    yield from take_in_files([Path(source)], lambda _: loaded, at.reader, at.record, run=at.run)


def _told(source: str, outcomes: Sequence[Outcome], *, known: int = 0, failed: Sequence[str] = ()) -> Looked:
    new = sum(one.taken is not None and not one.taken.is_unchanged for one in outcomes)
    held = sum(one.held is not None or (one.taken is not None and one.taken.is_unchanged) for one in outcomes)
    why = [str(one.error) for one in outcomes if one.error is not None]
    return Looked(source, new, known + held, failed=(*failed, *why))


def _folder(at: _Look, folder: Folder) -> Looked:
    options = {"publisher": folder.publisher}
    load: Callable[[Path], Loaded] = partial(load_all, publisher=folder.publisher)
    if not folder.path.is_dir():
        return Looked(str(folder.path), failed=("there is no such folder; make it, or correct the path",))
    outcomes = take_in_files(
        files_below(folder.path), load, at.reader, at.record, run=at.run, options=options
    )
    return _told(str(folder.path), list(outcomes))


def _short(address: str) -> str:
    return address if len(address) < 100 else address[:97] + "..."
