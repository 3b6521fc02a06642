"""A brief as Markdown, with footnotes as Pandoc, GitHub and most editors know them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from veedor.brief.printed import Exhibit, Printed

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>()#+!|~$&])")
_AT_START = re.compile(r"^(\s*)([-=.:]|\d+[.)])", re.MULTILINE)


def markdown(brief: Printed) -> str:
    """The brief as a text in Markdown; words of reports come out as words, whatever characters they hold."""
    return "\n".join(_lines(brief)) + "\n"


def _lines(brief: Printed) -> Iterator[str]:
    yield f"# {escaped(brief.title)}"
    yield f"\n{escaped(brief.span)}"
    for chapter in brief.chapters:
        yield f"\n## {escaped(chapter.heading)}\n"
        for sentence in chapter.sentences:
            runs = (escaped(run.words) + "".join(f"[^{n}]" for n in run.notes) for run in sentence)
            yield f"- {' '.join(runs).strip()}"
        for exhibit in chapter.exhibits:
            yield from _table(exhibit)
    if brief.unknown:
        yield "\n## What we do not know\n"
        yield from (f"- {escaped(one)}" for one in brief.unknown)
    if brief.sources:
        yield "\n## Sources\n"
        yield from (f"- {escaped(one)}" for one in brief.sources)
    yield ""
    for note in brief.footnotes:
        yield f"[^{note.number}]: {escaped(note.words)}"


def _table(exhibit: Exhibit) -> Iterator[str]:
    yield f"\n**{escaped(exhibit.title)}**\n"
    yield f"| {' | '.join(map(escaped, exhibit.columns))} |"
    yield "|" + "---|" * len(exhibit.columns)
    for row in exhibit.rows:
        yield f"| {' | '.join(map(escaped, row))} |"


def escaped(words: str) -> str:
    """The words on one line, as no Markdown program takes for marks."""
    line = " ".join("".join(c if c.isprintable() else " " for c in words).split())
    return _AT_START.sub(r"\1\\\2", _SPECIAL.sub(r"\\\1", line))
