"""Which issue words are about, and whether they say yes or no to it: by a list of the field's, else by themselves.

The words are cut into parts at `and`, commas and semicolons; each part that names an issue of the list is about that
issue. Where none does, the issue is called after the first three words that carry something. The key is plain text
that a person can read, rename and merge.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from veedor.analysis.talks.ranges import Facet
from veedor.codebook.naming import folded, shortened
from veedor.codebook.when import MONTHS
from veedor.documents.date_values import WEEKDAYS
from veedor.gazetteers.tables import read_table

_ROOM = "veedor.analysis.talks"
_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*", re.UNICODE)
_PARTS = re.compile(r"\s*(?:,|;|\band\b|\bas well as\b)\s*", re.I)
_MOST_WORDS = 3
"""Words that say of what an issue is: `recognition of constituent assembly`."""
_MOST_OWN = 4
"""Words that carry something in the key of an issue that the list does not know."""
_LONGEST_OWN = 8
"""Words of such a key, all told."""
_OPPOSITE = tuple(
    (word,)
    for word in (
        "stop* end ends ending halt* prevent* ban bans banning block* cancel* suspend* drop* abandon* withdraw* "
        "scrap* dissolv* abolish* repeal* annul* remov* harm* jeopardi* undermin* endanger* damag*"
    ).split()
)
"""Words that say no to a thing that the list of issues does not know: `dissolve the unit` is no to the unit."""


Pattern = tuple[str, ...]
"""Words that may end in `*`, in their order."""


@dataclass(frozen=True, slots=True)
class Topic:
    """An issue of the field."""

    name: str
    of: str
    """What tells two of its name apart: `kind`, `person`, `object`; empty where nothing does."""
    span: Facet | None
    """What a bare span of time tells of it; a duration where it is None."""
    rank: int
    """0; 1 where it is meant only if the words name none of 0, 2 if they name no other at all."""
    yes: str
    no: str
    patterns: tuple[Pattern, ...]
    against: tuple[Pattern, ...]
    favouring: tuple[Pattern, ...]


class Named(NamedTuple):
    """What some words are about."""

    key: str
    """The issue's key; empty where they name none (`it`, `the proposal`)."""
    says_yes: bool
    """Whether the words want, or tell, that it be so: `lift the sanctions`; False for `X is not a candidate`."""
    topic: Topic | None
    """None for an issue that the list does not know."""
    words: str
    """The part of the words that is about it."""
    start: int
    """Where the part begins."""


class _Hit(NamedTuple):
    topic: Topic
    first: int
    last: int


@cache
def weak_words(kind: str) -> frozenset[str]:
    """The words of one kind of the list of words that carry nothing."""
    rows = read_table(_ROOM, "weak_words")
    return frozenset(word for row in rows if row["kind"] == kind for word in row["words"].split())


@cache
def kinds() -> dict[str, str]:
    """The words that tell kinds of an issue apart, each with its kind."""
    return {row["word"]: row["kind"] for row in read_table(_ROOM, "kinds")}


_RANKS = {"": 0, "middle": 1, "weak": 2}


@cache
def topics() -> tuple[Topic, ...]:
    """The issues of the list, in its order."""
    return tuple(_topic(row) for row in read_table(_ROOM, "issue_words"))


def _topic(row: dict[str, str]) -> Topic:
    span = Facet(row["span"]) if row["span"] else None
    lists = (_patterns(row[name]) for name in ("words", "against", "for"))
    return Topic(row["issue"], row["of"], span, _RANKS[row["rank"]], row["yes"], row["no"], *lists)


def _patterns(words: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(pattern.split()) for pattern in words.split("|") if pattern)


@cache
def topic_named(name: str) -> Topic | None:
    """The issue of the list that a key belongs to: `election` for `presidential election`; None for none."""
    whole = re.split(r" of ", name)[0] if topic_exactly(name) is None else name
    found = topic_exactly(whole)
    if found is not None:
        return found
    first, _, rest = whole.partition(" ")
    return topic_named(rest) if rest and first in kinds().values() else None


@cache
def topic_exactly(name: str) -> Topic | None:
    """The issue of the list with exactly this name."""
    return next((topic for topic in topics() if topic.name == name), None)


@lru_cache(maxsize=16384)
def _tokens(words: str) -> tuple[str, ...]:
    return tuple(_cut(words))


def tokens(words: str) -> list[str]:
    """The words, folded, without possessives, in order."""
    return list(_tokens(words))


def _cut(words: str) -> list[str]:
    return [_bare(word).replace(".", "") for word in _WORD.findall(folded(words.replace("’", "'")))]


def _bare(word: str) -> str:
    return word.removesuffix("'s").removesuffix("'")


def fits(pattern: str, word: str) -> bool:
    """Whether a word is, or with `*` at the pattern's end begins with, a pattern."""
    return word.startswith(pattern[:-1]) if pattern.endswith("*") else word == pattern


@lru_cache(maxsize=512)
def _by_first_letters(patterns: tuple[Pattern, ...]) -> dict[str, tuple[Pattern, ...]]:
    """The patterns by the first two letters of their first words, so that most words are let go at a look."""
    found: dict[str, list[Pattern]] = {}
    for pattern in patterns:
        found.setdefault("" if pattern[0] == "*" else pattern[0][:2], []).append(pattern)
    return {letters: tuple(own) for letters, own in found.items()}


def place_of(patterns: tuple[Pattern, ...], said: Sequence[str]) -> tuple[int, int] | None:
    """The first, and there the longest, place where a pattern stands: its first and last word."""
    by_letters = _by_first_letters(patterns)
    anywhere = by_letters.get("", ())
    for at, word in enumerate(said):
        own = (*by_letters.get(word[:2], ()), *anywhere)
        sizes = [len(pattern) for pattern in own if _stands(pattern, said, at)] if own else ()
        if sizes:
            return at, at + max(sizes) - 1
    return None


def _stands(pattern: Pattern, said: Sequence[str], at: int) -> bool:
    part = said[at : at + len(pattern)]
    return len(part) == len(pattern) and all(map(fits, pattern, part))


@lru_cache(maxsize=16384)
def _hit(said: tuple[str, ...]) -> _Hit | None:
    """The issue that words name: that of the best rank, and of these the first."""
    if place_of(_every_pattern(), said) is None:
        return None
    found = ((topic, place_of(topic.patterns, said)) for topic in topics())
    hits = [_Hit(topic, *place) for topic, place in found if place is not None]
    return min(hits, key=lambda hit: (hit.topic.rank, hit.first, hit.first - hit.last), default=None)


@cache
def _every_pattern() -> tuple[Pattern, ...]:
    return tuple(pattern for topic in topics() for pattern in topic.patterns)


@lru_cache(maxsize=16384)
def named(words: str) -> tuple[Named, ...]:
    """What words are about, one for each issue, in their order; none where they only point back or say nothing."""
    parts = _parts(words)
    if not any(hit for _, _, hit in parts):
        return tuple(_by_own_words(words))
    found: list[Named] = []
    start, said = 0, ""
    for at, part, hit in parts:
        start, said = (start, words[start : at + len(part)]) if said else (at, part)
        if hit is None:
            continue
        found.append(_of_topic(said, start))
        said = ""
    return tuple(_without_repetitions(found))


def _parts(words: str) -> list[tuple[int, str, _Hit | None]]:
    """The parts of words, each with where it begins and the issue it names."""
    starts = [0, *(match.end() for match in _PARTS.finditer(words))]
    ends = [*(match.start() for match in _PARTS.finditer(words)), len(words)]
    cut = [(start, words[start:end]) for start, end in zip(starts, ends, strict=True) if end > start]
    return [(start, part, _hit(tuple(tokens(part)))) for start, part in cut]


def _of_topic(words: str, start: int) -> Named:
    """What a part is about whose words name an issue of the list."""
    said = tokens(words)
    hit = _hit(tuple(said))
    assert hit is not None  # words before a part only make it longer
    return Named(_key(hit, said, words), _says_yes(hit.topic, said, hit), hit.topic, words, start)


def _without_repetitions(found: Sequence[Named]) -> Iterator[Named]:
    seen: set[str] = set()
    for one in found:
        if one.key not in seen:
            seen.add(one.key)
            yield one


def _key(hit: _Hit, said: Sequence[str], words: str) -> str:
    topic = hit.topic
    if topic.of == "kind":
        before = sorted(
            {kinds()[word] for word in said[max(0, hit.first - 6) : hit.first] if word in kinds()}
        )
        return " ".join([" and ".join(before), topic.name]).strip()
    whose = ""
    if topic.of == "person":
        whose = person_in(words)
    elif topic.of == "object":
        whose = " ".join(_content(said[hit.last + 1 :])[:_MOST_WORDS])
    return shortened(f"{topic.name} of {whose}" if whose else topic.name)


def _says_yes(topic: Topic, said: Sequence[str], hit: _Hit) -> bool:
    """Whether the words want the issue's `yes`; each `not`, and a word against it, turns the answer round."""
    denied = sum(word in weak_words("denying") for word in said)
    favoured = topic.favouring and place_of(topic.favouring, said) is not None
    against = not favoured and place_of(topic.against, said) is not None
    return (denied + bool(against)) % 2 == 0


_LEADS = frozenset(
    {"if", "that", "when", "once", "while", "the", "a", "an", "unless", "until", "only", "provided"}
)
_NO_NAMES = frozenset(
    "president government prime minister the general council assembly".split()
    + [name.lower() for name in (*MONTHS, *WEEKDAYS)]
)
"""Words with a capital letter that are no part of a person's name."""
_MONEY = re.compile(r"[$€£]|\b(?:dollars?|euros?)\b", re.I)
_NAME = re.compile(r"\b[A-ZÀ-ÖØ-Þ][\w'’-]+", re.UNICODE)


def person_in(words: str) -> str:
    """The last name, folded, of the first person whom words name by a capital letter; empty where they name none."""
    names: list[str] = []
    last = -1
    for match in _NAME.finditer(words):
        word = _bare(folded(match[0].replace("’", "'")))
        if word in _LEADS:
            continue
        if names and match.start() > last + 1:
            break
        names.append(word)
        last = match.end()
    kept = [name for name in names if name not in _NO_NAMES]
    return kept[-1] if kept else ""


def _content(said: Sequence[str]) -> list[str]:
    """The words that carry something, without what is said of any issue."""
    return [word for word in said if word not in _weak() and not word[0].isdigit()]


@cache
def _weak() -> frozenset[str]:
    return weak_words("function") | weak_words("loose") | weak_words("denying")


@lru_cache(maxsize=16384)
def _turns(word: str) -> bool:
    """Whether a word says no to what stands beside it."""
    return place_of(_OPPOSITE, (word,)) is not None


def _by_own_words(words: str) -> Iterator[Named]:
    """The issue called after the words themselves; none where they only point back."""
    said = tokens(words)
    kept = [word for word in _content(said) if word not in weak_words("accused")]
    kept = [word for word in kept if word not in weak_words("amounts")]
    if not kept and _MONEY.search(words):
        yield Named("financial support", True, topic_exactly("financial support"), words, 0)
    elif kept and not all(word in weak_words("pointing") for word in kept):
        yield Named(_own_name(said, kept), says_yes(words), None, words, 0)


def says_yes(words: str, issue: str = "") -> bool:
    """Whether words say yes to an issue that the list does not know; what stands in its own name says nothing."""
    said, own = tokens(words), tokens(issue)
    denied = sum(word in weak_words("denying") and word not in own for word in said)
    return (denied + any(_turns(word) and word not in own for word in said)) % 2 == 0


def _own_name(said: Sequence[str], kept: Sequence[str]) -> str:
    """The first words that carry something, with what stands between them, without a verb that only turns them."""
    bare = [word for word in kept if not _turns(word)] or list(kept)
    if len(bare) == 1:
        return shortened(singular(bare[0]))
    first = said.index(bare[0])
    part = said[first : first + _LONGEST_OWN]
    ends = [at for at, word in enumerate(part) if word in bare][:_MOST_OWN]
    return shortened(" ".join(part[: ends[-1] + 1]))


def singular(word: str) -> str:
    """A folded noun without its plural ending, by rule: `parties` is `party`, `talks` is `talk`."""
    if len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-2] if word.endswith(("sses", "shes", "ches", "xes")) else word[:-1]


_FACETS = {"date": Facet.DATE, "timing": Facet.DATE, "timetable": Facet.DATE, "calendar": Facet.DATE}
_FACETS |= {"schedule": Facet.DATE, "day": Facet.DATE, "duration": Facet.DURATION, "length": Facet.DURATION}


@lru_cache(maxsize=4096)
def of_name(issue: str) -> tuple[str, Facet | None]:
    """The key of an issue that a statement names, and the facet: `election date` is `election` and its date.

    An issue of the list is meant only where its own words, kinds, persons and words such as `relief` are all that the
    name holds; else the name itself, folded, is the key.
    """
    said = tokens(issue)
    facet = next((_FACETS[word] for word in said if word in _FACETS), None)
    hit = _hit(tuple(said))
    if hit is None or not _is_all(hit, said):
        return shortened(folded(issue)), None
    return _key(hit, said, issue), facet


@lru_cache(maxsize=4096)
def topic_of_name(issue: str) -> Topic | None:
    """The issue of the list that a name given by a person turns on: `peacekeeping force in Darfur`; None for none."""
    head = re.split(r"\b(?:in|on|of|for|with|between|to|at)\b", issue, maxsplit=1)[0]
    hit = _hit(tuple(tokens(head)))
    return hit.topic if hit else None


def _is_all(hit: _Hit, said: Sequence[str]) -> bool:
    """Whether a name holds nothing beside the issue that changes what is meant."""
    rest = [*said[: hit.first], *said[hit.last + 1 :]]
    light = weak_words("light") | weak_words("loose") | weak_words("function") | kinds().keys()
    left = [word for word in rest if word not in light]
    return not left or (hit.topic.of == "person" and len(left) <= 2) or (hit.topic.of == "object")
