"""What of the world existed only for some time: finds missions, bodies, groups and talks that a text names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from veedor.documents.date_tense import sentence_at
from veedor.documents.offices import folded

_TALKS = re.compile(r"\b(?:talks?|negotiat\w+|dialogue|mediat\w+|peace process)\b", re.IGNORECASE)
_NOW = re.compile(
    r"\b(?:has|have|is|are|will|can|could|may|remains?|continues?|says?|wants?|plans?|seeks?|hopes?|calls?"
    r"|goes|asks|accuses|demands|denies|insists|holds|faces|leads|keeps|refuses|supports|operates|represents"
    r"|warns|tries|fails|controls|includes|(?:last|this|next) (?:week|month)|today|yesterday|now|recent(?:ly)?)\b",
    re.IGNORECASE,
)
_OVER = re.compile(
    r"\b(?:former|ex|then|late|defunct|disbanded|dissolved|predecessor|history|historical|era|back in)\b",
    re.IGNORECASE,
)


class Standing(NamedTuple):
    """One stretch of time in which something of public life stood."""

    kind: str
    """`mission`, `body`, `coalition`, `armed group`, `agreement` or `talks`."""
    names: tuple[str, ...]
    """How texts call it; of talks, their mediator or place. Without accents."""
    beside: re.Pattern[str] | None
    """Words of which the text must hold one, where the name is not enough."""
    start: date
    end: date | None
    """Last day; None where it stood when the table was written."""


class Named(NamedTuple):
    """A place where a text names something that stood for some time."""

    start: int
    end: int
    terms: tuple[Standing, ...]
    """The stretches that the words may mean: what ended may have begun anew."""
    is_now: bool
    """Whether the sentence speaks of it in the present."""


@cache
def standings() -> tuple[Standing, ...]:
    """The table `data/bodies.tsv`."""
    text = files("veedor.documents").joinpath("data/bodies.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    return tuple(
        Standing(
            kind,
            tuple(folded(name).split("|")),
            re.compile(rf"\b(?:{folded(beside)})") if beside else None,
            date.fromisoformat(start),
            date.fromisoformat(end) if end else None,
        )
        for kind, name, beside, start, end in rows[1:]
    )


@cache
def _by_name() -> dict[str, tuple[Standing, ...]]:
    named: dict[str, list[Standing]] = {}
    for standing in standings():
        for name in standing.names:
            named.setdefault(name, []).append(standing)
    return {name: tuple(terms) for name, terms in named.items()}


@cache
def _names() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(_by_name(), key=len, reverse=True)))})\b")


def things_named(text: str) -> list[Named]:
    """What the text names of the table, each thing once, in the order of the text.

    A thing that any of its sentences tells in the present is told in the present.
    """
    once: dict[tuple[Standing, ...], Named] = {}
    for named in _named(text):
        known = once.get(named.terms)
        if known is None or (named.is_now and not known.is_now):
            once[named.terms] = named
    return sorted(once.values(), key=lambda n: n.start)


def _named(text: str) -> Iterator[Named]:
    plain = folded(text)
    fits: dict[Standing, bool] = {}
    for found in _names().finditer(plain):
        start, end = sentence_at(plain, *found.span())
        sentence = plain[start:end]
        talks = bool(_TALKS.search(sentence))
        terms = []
        for term in _by_name()[found[0]]:
            if term not in fits:
                fits[term] = term.beside is None or bool(term.beside.search(plain))
            if fits[term] and (talks or term.kind != "talks"):
                terms.append(term)
        if terms and not _OVER.search(plain, max(start, found.start() - 30), found.start()):
            is_now = bool(_NOW.search(sentence)) and not _OVER.search(sentence)
            yield Named(*found.span(), tuple(terms), is_now)
