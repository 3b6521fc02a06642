"""Plain text and Markdown."""

from __future__ import annotations

import re

from veedor.documents.draft import Draft

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*\n", re.DOTALL)
_FIELD = re.compile(
    r"""^(title|author|publisher|date)[ \t]*:[ \t]*["']?(.*?)["']?[ \t]*$""", re.MULTILINE | re.IGNORECASE
)
_HEADING = re.compile(r"^#{1,6}[ \t]+(.*?)[ \t]*#*$", re.MULTILINE)
_UNDERLINE = re.compile(r"^[ \t]*(?:={3,}|-{3,}|\*{3,}|_{3,})[ \t]*$\n?", re.MULTILINE)
_QUOTED = re.compile(r"^[ \t]*(?:>[ \t]?)+", re.MULTILINE)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()\s]*(?:[ \t]+\"[^\"]*\")?\)")
_REFERENCE_LINK = re.compile(r"!?\[([^\[\]]+)\]\[[^\[\]]*\]")
_REFERENCE = re.compile(r"^[ ]{0,3}\[[^\[\]]+\]:[ \t]+\S.*$\n?", re.MULTILINE)
_BARE_ADDRESS = re.compile(r"<(https?://[^<>\s]+)>")
_EMPHASIS = re.compile(r"(?<![\w*_\\])(\*{1,3}|_{1,3})(?=\S)([^*_\n]*[^*_\s])\1(?![\w*_])")
_BULLET = re.compile(r"^([ \t]*)[*+][ \t]+", re.MULTILINE)


def plain(text: str) -> Draft:
    """The text as it is: a plain text says nothing about itself."""
    return Draft(text=text)


def markdown(text: str) -> Draft:
    """The text without its markup: what a reader of the printed page would see.

    Headings, emphasis, quotes, rules and comments lose their marks, a link keeps its words, list items begin
    with `- `. Tables and code stay as written. Title, author, publisher and date come from the front matter,
    the title otherwise from the first heading.
    """
    text = text.lstrip("\ufeff").replace("\r\n", "\n")
    front = _FRONT_MATTER.match(text)
    said = {name.lower(): value for name, value in _FIELD.findall(front[1])} if front else {}
    body = text[front.end() :] if front else text
    heading = _HEADING.search(body)
    return Draft(
        text=_unmarked(body),
        title=said.get("title") or (_unmarked(heading[1]) if heading else None) or None,
        publisher=said.get("publisher") or None,
        authors=(said["author"],) if said.get("author") else (),
        dated=said.get("date") or None,
        media_type="text/markdown",
    )


def _unmarked(text: str) -> str:
    for mark in (_COMMENT, _REFERENCE, _UNDERLINE, _QUOTED):
        text = mark.sub("", text)
    text = _BULLET.sub(r"\1- ", text)
    for mark in (_HEADING, _LINK, _REFERENCE_LINK, _BARE_ADDRESS):
        text = mark.sub(r"\1", text)
    for _ in range(3):  # bold in italics in a link is as deep as writers go
        text = _EMPHASIS.sub(r"\2", text)
    return text
