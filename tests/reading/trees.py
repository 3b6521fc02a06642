"""Short trees written on one line, documents made of them, and the sources that the rules read in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tests.reading.build import parse_of
from veedor.codebook.labels import Kind
from veedor.reading.parse import Name, Parse
from veedor.reading.sources.sources import attributions


def tree(rows: str, *names: Name) -> Parse:
    """A parse of rows `form lemma UPOS XPOS head deprel` with ` | ` between them."""
    return parse_of(rows.replace(" | ", "\n"), names=names)


def document(*sentences: Parse, gap: str = "\n\n") -> list[Parse]:
    """The sentences as one document, with `gap` between them."""
    whole, made, begin = gap.join(parse.text for parse in sentences), [], 0
    for parse in sentences:
        moved = tuple(w._replace(start=w.start + begin, end=w.end + begin) for w in parse.words)
        made.append(replace(parse, text=whole, start=begin, end=begin + len(parse.text), words=moved))
        begin += len(parse.text) + len(gap)
    return made


def all_sources(parses: Sequence[Parse], number: int, word: str, kind: Kind = Kind.EVENT) -> list[list[str]]:
    """The chains of sources of the last such word of the sentence."""
    at = max(w.index for w in parses[number].words if w.text == word)
    return [[quote.words for quote in chain.sources] for chain in attributions(parses).of(number, at, kind)]


def sources(parse: Parse, word: str, kind: Kind = Kind.EVENT) -> list[str]:
    """The only chain of sources of the word in a document of one sentence."""
    (chain,) = all_sources([parse], 0, word, kind)
    return chain
