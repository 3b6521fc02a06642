"""Titles by their words alone: which words of a sentence are an office, a relation, a rank.

The lists are `data/titles.tsv`, `data/title_status.tsv` and `data/body_nouns.tsv`.
"""

from __future__ import annotations

from functools import cache, lru_cache

from veedor.codebook.labels import Status
from veedor.reading.lexicon import table
from veedor.reading.parse import Parse, Word

Place = tuple[int, int]
"""First and last word, both included."""

HYPHENS = frozenset({"-", "‐", "‑", "–"})
POSSESSIVES = frozenset({"'s", "’s", "'", "’"})
NO_ROLES = frozenset({"rank", "honorific", "modifier"})
"""Classes of words before names that are no roles."""
_LONGEST = 7
"""Words of the longest title (`chancellor of the exchequer`), hyphens counted."""


@cache
def classes() -> dict[str, str]:
    """Class of each title: honorifics and acronyms as written, others in lower case without hyphens."""
    rows = [(row["title"], row["class"]) for row in table("titles")]
    return {title if kind == "honorific" or title.isupper() else _plain(title): kind for title, kind in rows}


@cache
def statuses() -> dict[str, Status]:
    """What words beside a title say of it: `former`, `acting`, `self-proclaimed`."""
    return {row["word"]: Status(row["status"]) for row in table("title_status")}


@cache
def body_nouns() -> dict[str, str]:
    """Common nouns of bodies (`government`, `party`) with their class, `state` or `group`."""
    return {row["word"]: row["class"] for row in table("body_nouns")}


@cache
def _endings() -> frozenset[str]:
    """Last words of all titles, so that other words are passed over at once."""
    return frozenset(title.split(" ")[-1].lower() for title in classes())


@lru_cache(maxsize=20_000)
def _plain(words: str) -> str:
    for hyphen in HYPHENS:
        words = words.replace(hyphen, " ")
    return " ".join(words.lower().split())


def _forms(word: Word) -> tuple[str, ...]:
    """A word as a title list may have it: as written, without `ex-`, in the singular."""
    low = word.text.lower()
    if low.startswith("ex-"):
        low = low[3:]
    if not low.endswith(("s", "men", "women")):
        return (low,)
    singular = low.removesuffix("s") if low.endswith("s") else low.removesuffix("men") + "man"
    return (low, singular) if word.xpos in {"NNS", "NNPS"} or low.endswith("men") else (low,)


def title_ending_at(parse: Parse, last: int, floor: int = 0) -> tuple[int, str] | None:
    """First word and class of the longest title from `floor` on that ends with word `last`; else None."""
    word = parse.words[last]
    best: tuple[int, str] | None = None
    for form in _forms(word):
        if _plain(form).rpartition(" ")[2] not in _endings():
            continue
        for first in range(last, max(floor, last - _LONGEST + 1) - 1, -1):
            if parse.words[first].text in HYPHENS:
                continue
            before = parse.quote(first, last)[: parse.words[last].start - parse.words[first].start]
            found = _class(before, form, word.text)
            if found:
                best = (first, found)
        if best:
            return best
    return None


def _class(before: str, form: str, written: str) -> str | None:
    known = classes()
    exact = known.get(before + written)
    if exact is not None and (exact == "honorific" or written.isupper()):
        return exact
    return known.get(_plain(before + form))
