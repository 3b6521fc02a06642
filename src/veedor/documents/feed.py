"""Saved feeds (RSS and Atom): one draft for each entry. Nothing is fetched."""

from __future__ import annotations

import io
from typing import Any

from veedor.documents.draft import Draft
from veedor.documents.web import words_of
from veedor.errors import EmptyDocument, UnreadableDocument


def entries(data: bytes, file: str) -> list[Draft]:
    """The entries of a saved feed that have words, in the feed's order.

    Raises UnreadableDocument where the file is no feed, EmptyDocument where no entry has words.
    """
    import feedparser

    # A stream, because feedparser takes a text for an address and would fetch it.
    feed = feedparser.parse(io.BytesIO(data), resolve_relative_uris=False, sanitize_html=False)
    if not feed.entries and feed.bozo:
        raise UnreadableDocument(
            f"'{file}' is damaged: it begins as a feed but has no readable entry; save it anew"
        )
    publisher = words_of(feed.feed.get("title", "")) or None
    drafts = [_entry(entry, publisher) for entry in feed.entries]
    kept = [draft for draft in drafts if draft.text.strip()]
    if not kept:
        raise EmptyDocument(f"no entry of '{file}' has words in it; save the pages that the feed names")
    return kept


def _entry(entry: Any, publisher: str | None) -> Draft:
    contents = [part.get("value", "") for part in entry.get("content", ())] or [entry.get("summary", "")]
    return Draft(
        text=words_of(max(contents, key=len)),
        title=words_of(entry.get("title", "")) or None,
        publisher=words_of(entry.get("source", {}).get("title", "")) or publisher,
        authors=tuple(a["name"] for a in entry.get("authors", ()) if a.get("name")),
        dated=_day(entry),
        address=entry.get("link") or None,
        media_type="text/html",
    )


def _day(entry: Any) -> str | None:
    """The day of publication in Coordinated Universal Time, as `2019-08-22`."""
    moment = entry.get("published_parsed") or entry.get("updated_parsed")
    return f"{moment.tm_year:04}-{moment.tm_mon:02}-{moment.tm_mday:02}" if moment else None
