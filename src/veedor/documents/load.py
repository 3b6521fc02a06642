"""From a file to documents: which format it is, its text made once, its language, its date.

What a file holds decides how it is read; its name decides only between plain text, Markdown and HTML. Nothing
is ever fetched.
"""

from __future__ import annotations

import hashlib
import re
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from veedor.documents.clean import clean
from veedor.documents.document import Document
from veedor.documents.draft import Draft
from veedor.documents.encoding import decoded
from veedor.documents.feed import entries
from veedor.documents.language import language_called, language_of
from veedor.documents.pdf import pdf
from veedor.documents.plain import markdown, plain
from veedor.documents.web import web_page
from veedor.documents.word import word_document
from veedor.errors import DocumentError, EmptyDocument, ForeignLanguage, UnreadableDocument, UsageError

VERSION = "1"
"""Counts up whenever a file may give another text or description than it did: files that a record knows are then
loaded again."""
_LARGEST_FILE = 200_000_000
"""Bytes: a hundred times a long report."""
_HEAD = 4096
"""How far into a text its format shows."""
_MADE = (
    "application/pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
)
"""Formats whose files say when they were made, not when the report was published."""
_READS = "en"
"""The language that the reader was made for."""

_OTHER_FORMATS = (
    (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        "an old or password-protected Office file",
        "save it as .docx without a password",
    ),
    (b"{\\rtf", "a Rich Text file", "save it as .docx"),
    (b"\x89PNG", "a picture", "run text recognition (OCR) on it first"),
    (b"\xff\xd8\xff", "a picture", "run text recognition (OCR) on it first"),
    (b"GIF8", "a picture", "run text recognition (OCR) on it first"),
    (b"SQLite format 3\x00", "a database", "export its texts first"),
    (b"\x1f\x8b", "a packed file", "unpack it first"),
)
_PROLOGUE = r"(?:<!--.*?-->|<\?.*?\?>|<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>)"
"""What may stand before an XML file's first element: comments, instructions, a document type."""
_FEED = re.compile(rf"\s*(?:{_PROLOGUE}\s*)*<(?:rss|feed|rdf:RDF)[\s>]", re.DOTALL | re.IGNORECASE)
_PAGE = re.compile(r"<(?:!doctype\s+html|html|head|body)[\s>]", re.IGNORECASE)


class Loaded(NamedTuple):
    """What a file gave."""

    documents: tuple[Document, ...]
    refused: tuple[DocumentError, ...]
    """Why entries of a feed were left out; empty for every other format, which raises instead."""


@dataclass(frozen=True, slots=True)
class _Given:
    """What the user says of a file; None leaves it to the file."""

    publisher: str | None
    dated: str | None
    title: str | None
    language: str | None
    force: bool


def load(
    path: str | Path,
    *,
    publisher: str | None = None,
    dated: str | None = None,
    title: str | None = None,
    language: str | None = None,
    force: bool = False,
) -> list[Document]:
    """The documents of a file: one, or those of a saved feed that can be read.

    What is given beats what the file says. `language` (ISO 639-1) skips the guess; `force` reads a text in
    another language than English all the same. Raises a DocumentError where nothing can be read.
    """
    loaded = load_all(path, publisher=publisher, dated=dated, title=title, language=language, force=force)
    if not loaded.documents:
        raise loaded.refused[0]
    return list(loaded.documents)


def load_all(
    path: str | Path,
    *,
    publisher: str | None = None,
    dated: str | None = None,
    title: str | None = None,
    language: str | None = None,
    force: bool = False,
) -> Loaded:
    """As `load`, with the reasons for the entries of a feed that were left out."""
    given = _Given(publisher, dated, title, language, force)
    path = Path(path)
    drafts = _drafts(_bytes(path), path)
    if len(drafts) > 1 and title:
        raise UsageError(
            f"'{path.name}' holds {len(drafts)} documents, which one title cannot name; leave it out"
        )
    documents: dict[str, Document] = {}
    refused: list[DocumentError] = []
    for draft in drafts:
        try:
            document = _document(draft, path.name, given)
        except DocumentError as error:
            if len(drafts) == 1:
                raise
            refused.append(error)
        else:
            documents.setdefault(document.id, document)
    return Loaded(tuple(documents.values()), tuple(refused))


def _bytes(path: Path) -> bytes:
    """What the file holds; UnreadableDocument where there is no such file or it cannot be read."""
    try:
        about = path.stat()
        if stat.S_ISDIR(about.st_mode):
            raise UnreadableDocument(f"'{path}' is a folder; name the files in it")
        if not stat.S_ISREG(about.st_mode):
            raise UnreadableDocument(f"'{path}' is no ordinary file; save what it gives to a file first")
        if about.st_size > _LARGEST_FILE:
            raise UnreadableDocument(
                f"'{path.name}' has {about.st_size:,} bytes, more than a report; split it first"
            )
        return path.read_bytes()
    except FileNotFoundError as error:
        raise UnreadableDocument(
            f"there is no file '{path}'; check the name, or whether it was moved"
        ) from error
    except PermissionError as error:
        raise UnreadableDocument(f"'{path}' may not be read by this user; change its permissions") from error
    except (OSError, ValueError) as error:
        raise UnreadableDocument(
            f"'{path}' cannot be read ({type(error).__name__}); copy it to this disk"
        ) from error


def _drafts(data: bytes, path: Path) -> list[Draft]:
    """What the file holds, by its first bytes, then its first characters, then its suffix."""
    file, suffix = path.name, path.suffix.lower()
    if not data:
        raise EmptyDocument(f"'{file}' is empty: 0 bytes; check whether it was saved or copied whole")
    if b"%PDF-" in data[:1024]:
        return [pdf(data, file)]
    if data.startswith(b"PK\x03\x04"):
        return [_from_zip(data, file, suffix)]
    for magic, what, advice in _OTHER_FORMATS:
        if data.startswith(magic):
            raise UnreadableDocument(f"'{file}' is {what}; {advice}")
    text = decoded(data, file)
    head = text[:_HEAD].lstrip("\ufeff")
    if _FEED.match(head):
        return entries(data, file)
    if suffix in (".html", ".htm", ".xhtml") or _PAGE.search(head[:1024]):
        return [web_page(text, file)]
    if head.startswith("<?xml"):
        raise UnreadableDocument(f"'{file}' is XML but neither a feed nor a page; save its words as text")
    return [markdown(text) if suffix in (".md", ".markdown") else plain(text)]


def _from_zip(data: bytes, file: str, suffix: str) -> Draft:
    if suffix == ".docx" or b"word/document.xml" in data:
        return word_document(data, file)
    raise UnreadableDocument(
        f"'{file}' is a packed file or of another program; unpack it, or save it as .docx"
    )


def _document(draft: Draft, file: str, given: _Given) -> Document:
    from veedor.documents.dates import published_in  # brings numpy, which importing this module need not

    text = clean(draft.text)
    if not text.strip():
        raise EmptyDocument(f"'{file}' holds nothing but white space; check whether it was saved whole")
    return Document(
        id=hashlib.sha256(text.encode("utf-8")).hexdigest()[:16],
        text=text,
        title=given.title or draft.title,
        publisher=given.publisher or draft.publisher,
        authors=draft.authors,
        language=_language(text, file, given),
        published=published_in(text, given=given.dated, metadata=draft.dated, made=draft.media_type in _MADE),
        address=draft.address,
        file=file,
        media_type=draft.media_type,
        pages=draft.pages,
    )


def _language(text: str, file: str, given: _Given) -> str | None:
    """The code of the language, None where it does not show; ForeignLanguage for another than English."""
    found = language_of(text) if given.language is None else None
    code = given.language or (found.code if found else None)
    if code not in (None, _READS) and not given.force:
        called = language_called(code or "")
        name = called.name if called else f"the language '{code}'"
        raise ForeignLanguage(
            f"'{file}' is in {name}; the reader was made for English: pass --force to read it anyway"
        )
    return code
