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
_LONGEST_TITLE = 120
"""Characters; a longer first line is a paragraph."""
_SENTENCE_END = re.compile(r"[.:;,…][\s\"”’')\]]*$")
_ITEM = re.compile(r"(?:[-•*+>|=_~]|\d+[.)]\s|\W*$)")
_BYLINE = re.compile(
    r"(?i:by|published|posted|updated)\b[: ]|.*\b(?:\d{1,2}(?:st|nd|rd|th)?\s+[A-Z][a-z]+\.?,?|[A-Z][a-z]+\.?\s+"
    r"\d{1,2},?)\s+(?:19|20)\d\d\W*$"
)


def plain(text: str) -> Draft:
    """The text as it is; its title where the first line looks like one, since nothing else tells it."""
    return Draft(text=text, title=_first_line_title(text))


def _first_line_title(text: str) -> str | None:
    """The first line with words, where it is short, no sentence, and set off from what follows.

    Set off is what stands apart, or over a byline or a paragraph in one line; a short second line may be the
    same sentence, broken.
    """
    first, _, after = text.lstrip("\ufeff\r\n\t ").partition("\n")
    title, following = first.strip(), after.partition("\n")[0].strip()
    if not after.strip() or len(title) > _LONGEST_TITLE or not any(map(str.isalpha, title)):
        return None
    if _SENTENCE_END.search(title) or _ITEM.match(title) or _BYLINE.match(title):
        return None
    is_set_off = not following or len(following) > _LONGEST_TITLE or bool(_BYLINE.match(following))
    return title if is_set_off else None


def markdown(text: str) -> Draft:
    """The text without its markup: what a reader of the printed page would see.

    Headings, emphasis, quotes, rules and comments lose their marks, a link keeps its words, list items begin
    with `- `. Tables and code stay as written. Title, author, publisher and date come from the front matter,
    the title otherwise from the first heading, or from a first line that looks like one.
    """
    text = text.lstrip("\ufeff").replace("\r\n", "\n")
    front = _FRONT_MATTER.match(text)
    said = {name.lower(): value for name, value in _FIELD.findall(front[1])} if front else {}
    body = text[front.end() :] if front else text
    heading = _HEADING.search(body)
    words = _unmarked(body)
    return Draft(
        text=words,
        title=said.get("title") or (_unmarked(heading[1]) if heading else _first_line_title(words)) or None,
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
