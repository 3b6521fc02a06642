"""Saved web pages. Nothing is fetched, neither the page nor what it names."""

from __future__ import annotations

import re
from typing import Any

from veedor.documents.clean import clean
from veedor.documents.draft import Draft
from veedor.errors import EmptyDocument, UnreadableDocument

_LARGEST = 30_000_000
"""Characters of a page; the largest saved pages of news sites have about three million."""
_FEWEST_LETTERS = 20
"""What is left of a page of menus has fewer letters than one short sentence."""
_BLOCKS = frozenset(
    {
        "address",
        "article",
        "aside",
        "blockquote",
        "br",
        "dd",
        "div",
        "dl",
        "dt",
        "figcaption",
        "figure",
        "footer",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "main",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "td",
        "th",
        "tr",
        "ul",
    }
)
_DOCTYPE = re.compile(r"<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>", re.DOTALL | re.IGNORECASE)
"""Left out, so that no entity which a page defines for itself has a meaning."""
_UNSEEN = ("script", "style", "noscript", "template", "iframe", "object", "svg", "head", "title")
_OWN = '<meta name="generator" content="Veedor">'
"""How the pages that Veedor writes say so; in their heads."""
_HEAD = 5_000
"""Characters in which the head of such a page names its maker."""
_INVISIBLE = str.maketrans("", "", "\xad\u200b\u2060")
"""Soft hyphens and zero-width breaks: where a browser may break a line, not part of a word."""


def web_page(text: str, file: str) -> Draft:
    """The article of a page with the title, author, site and date that its metadata name.

    Raises EmptyDocument where the page has no article, UnreadableDocument where it is unreasonably large or one
    that Veedor wrote.
    """
    import trafilatura

    if len(text) > _LARGEST:
        raise UnreadableDocument(f"'{file}' is a page of {len(text):,} characters; save the article alone")
    if _OWN in text[:_HEAD]:
        raise UnreadableDocument(f"'{file}' is a page that Veedor wrote; read the reports that it shows")
    found = trafilatura.bare_extraction(
        _DOCTYPE.sub("", clean(text), count=1),
        include_comments=False,
        with_metadata=True,
        # No extensive search: a date guessed from the running text is dates.py's to make, which says so.
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    article = (
        ""
        if found is None or isinstance(found, dict)
        else _parted((found.text or "").split("\n"), typed=True)
    )
    if found is None or isinstance(found, dict) or sum(map(str.isalpha, article)) < _FEWEST_LETTERS:
        raise EmptyDocument(
            f"no article found in '{file}'; save the article's own page, or its words as text"
        )
    return Draft(
        text=article,
        title=found.title or None,
        publisher=found.sitename or found.hostname or None,
        authors=tuple(name.strip() for name in (found.author or "").split(";") if name.strip()),
        dated=found.date or None,
        address=found.url or None,
        media_type="text/html",
    )


def words_of(fragment: str) -> str:
    """The words of a piece of HTML that is an article already (a feed's entry)."""
    from lxml import html
    from lxml.etree import ParserError

    try:
        tree = html.fragment_fromstring(clean(fragment), create_parent="div")
    except ParserError:
        return ""
    said: list[str] = []
    _gather(tree, said)
    return _parted([re.sub(r"\s+", " ", line) for line in "".join(said).split("\n")])


def _parted(blocks: list[str], *, typed: bool = False) -> str:
    """The blocks with an empty line between them; a table's rows line by line, cells parted by tabs.

    With `typed` a block may be a line kept as typed: one that goes on in the next is followed by it at once.
    """
    lines: list[str] = []
    in_table = goes_on = False
    for block in (block.translate(_INVISIBLE).strip() for block in blocks):
        if not block:
            continue
        row = block.startswith("| ") and block.endswith("|")
        lines.append("" if (row and in_table) or (goes_on and block[0].islower()) else "\n")
        lines.append("\t".join(cell.strip() for cell in block[1:-1].split("|")) if row else block)
        lines.append("\n")
        in_table, goes_on = row, typed and not row and block[-1] not in ".!?:;"
    return "".join(lines).strip("\n")


def _gather(tree: Any, said: list[str]) -> None:
    """Append the seen words below `tree`, block by block; no recursion, since hostile pages nest deep."""
    from lxml.etree import iterwalk

    hidden = 0
    for event, element in iterwalk(tree, events=("start", "end", "comment", "pi")):
        named = isinstance(element.tag, str)
        if event == "start":
            hidden += element.tag in _UNSEEN
            said.append("\n" if element.tag in _BLOCKS else "")
            said.append("" if hidden else _flat(element.text))
            continue
        if named:
            hidden -= element.tag in _UNSEEN
            said.append("\n" if element.tag in _BLOCKS else "")
        if element is not tree and not hidden:
            said.append(_flat(element.tail))


def _flat(words: str | None) -> str:
    return (words or "").replace("\n", " ")
