"""Whether two names mean the same party, as an evaluation asks it.

Names are the same when they differ only in case, accents, punctuation, articles and a title before them
(`President`). A gold name may give alternatives, in its `aliases` or in brackets, and several parties, `A; B`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from veedor.codebook.naming import folded, key
from veedor.codebook.scoring import Pair, Plain, span_pairs

PARTIES = ("sources", "actors", "recipients", "holders", "holder")
"""The fields that hold parties."""
_BRACKETS = re.compile(r"^(?P<long>[^()]+?)\s*\((?P<short>[^()]+)\)$")
_JOINED = re.compile(r"[.'’ʼ`´]")
"""What stands inside a word: `U.N.`, `Shi'ite`."""
_ARTICLES = frozenset({"the"})
_LINKS = frozenset({"of", "for", "to", "and", "at", "in", "on"})
"""After one of these a title goes on: `President of Turkey` is no party called `of Turkey`."""


class Titles(NamedTuple):
    """Words before a name that are no part of it."""

    titles: frozenset[tuple[str, ...]]
    """`president`, `prime minister`, `mr`, each as its words."""
    modifiers: frozenset[tuple[str, ...]]
    """Words before a title: `former`, `acting`."""

    @classmethod
    def of(cls, titles: Iterable[str], modifiers: Iterable[str]) -> Titles:
        """Both lists, made comparable."""
        return cls(frozenset(map(_words, titles)), frozenset(map(_words, modifiers)))


NO_TITLES = Titles(frozenset(), frozenset())


def same_party(gold: str, system: str, *, aliases: Iterable[str] = (), titles: Titles = NO_TITLES) -> bool:
    """Whether the system's name means whom the gold name, or one of its aliases, means."""
    return any(_same_parties(_several(one, titles), _several(system, titles)) for one in (gold, *aliases))


def names_of(pairs: Iterable[Pair], titles: Titles = NO_TITLES) -> Iterator[tuple[str, bool]]:
    """Whether each party that both sides of a matched pair quote is named right, by field (`event.actors`).

    Parties are those whose spans overlap and that have a name in gold; where the system gives none, its words are
    its name.
    """
    for g, s in pairs:
        for field in PARTIES:
            for one, other in span_pairs(_spans(g, field), _spans(s, field)):
                if one.get("name"):
                    yield f"{g['kind']}.{field}", _is_named_right(one, other, titles)


def _is_named_right(gold: Plain, system: Plain, titles: Titles) -> bool:
    called = str(system.get("name") or system.get("quote") or "")
    aliases = gold.get("aliases")
    others = [str(alias) for alias in aliases] if isinstance(aliases, list) else []
    return same_party(str(gold["name"]), called, aliases=others, titles=titles)


def _spans(statement: Plain, field: str) -> Sequence[Plain]:
    value = statement.get(field) or []
    return value if isinstance(value, list) else [value]


def _several(name: str, titles: Titles) -> list[frozenset[tuple[str, ...]]]:
    """For each party of `A; B` the forms of its name."""
    return [_forms(part, titles) for part in name.split(";") if part.strip()]


def _same_parties(gold: list[frozenset[tuple[str, ...]]], system: list[frozenset[tuple[str, ...]]]) -> bool:
    """Whether each of one is one of the other, in any order."""
    left = list(system)
    for forms in gold:
        hit = next((n for n, other in enumerate(left) if forms & other), None)
        if hit is None:
            return False
        del left[hit]
    return not left


def _forms(name: str, titles: Titles) -> frozenset[tuple[str, ...]]:
    """A name's words; with `(AK Party)` behind it, also those before the brackets, and those inside.

    What stands behind a description (`insurgents (Iraq)`) says where it belongs and is no name of its own.
    """
    bare = name.strip()
    alone = [bare]
    if brackets := _BRACKETS.match(bare):
        alone.append(brackets["long"])
        if brackets["long"][:1].isupper():
            alone.append(brackets["short"])
    return frozenset(form for one in alone if (form := _untitled(_words(one), titles)))


def _words(name: str) -> tuple[str, ...]:
    """The words by which names are compared; those of an article alone stay."""
    plain = re.sub(r"[\W_]+", " ", _JOINED.sub("", key(name)))
    words = tuple(word for word in plain.split() if word not in _ARTICLES)
    return words or (folded(name),)


def _untitled(words: tuple[str, ...], titles: Titles) -> tuple[str, ...]:
    """The words without the titles before them, where words of a name are left."""
    start = 0
    while behind := _behind_title(words, start, titles):
        start = behind
    return words[start:]


def _behind_title(words: tuple[str, ...], start: int, titles: Titles) -> int | None:
    """Where the name goes on behind the title that begins at `start`; None where none does."""
    at = start
    while behind := _behind(words, at, titles.modifiers):
        at = behind
    found = _behind(words, at, titles.titles)
    return None if found is None or found >= len(words) or words[found] in _LINKS else found


def _behind(words: tuple[str, ...], start: int, some: frozenset[tuple[str, ...]]) -> int | None:
    """Where the longest of some phrases that begins at `start` ends; None where none begins there."""
    ends = range(min(len(words), start + _LONGEST_TITLE), start, -1)
    return next((end for end in ends if words[start:end] in some), None)


_LONGEST_TITLE = 5
"""Words of the longest title looked for."""
