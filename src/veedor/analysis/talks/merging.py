"""Which issues may be one: proposals for a person, with the reason; nothing is merged by them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from veedor.analysis.incidents.stems import stems
from veedor.analysis.talks.issue_words import topic_named
from veedor.analysis.talks.stands import Reading, Stand
from veedor.analysis.telling import Telling

SHARED = 0.5
"""Share of the words of the shorter name that the longer one holds, from which on two may be one. Set by hand."""
ALIKE = 0.75
"""Cosine of the passages around two issues that share a word, from which on they may be one; set by hand."""
MOST = 50
"""Proposals given at most."""


@dataclass(frozen=True, slots=True)
class Merge:
    """Two issues that may be one."""

    one: str
    other: str
    score: float
    """How likely, in [0, 1], as an order for whoever looks through them; not a probability."""
    why: str
    ids: tuple[str, ...]
    """A statement or two of each."""


def proposals(reading: Reading, tellings: Iterable[Telling] = (), *, most: int = MOST) -> tuple[Merge, ...]:
    """Pairs of issues that may be one, the likeliest first; none where all are apart, or each was named by a person.

    Two issues of the same kind of the field's list may be one (`election`, `presidential election`), unless both say
    which (`regional election`, `presidential election`); else two that share words, or one word in passages that are
    alike. Issues of which people named both are left alone.

    Args:
        reading: What was read.
        tellings: For the vectors of the passages in which issues are spoken of; without them words alone count.
        most: Proposals given at most.

    """
    by_issue = _by_issue(reading.stands)
    named = {
        stand.issue.name for stand in reading.stands if stand.issue.name != stand.key and _is_named(stand)
    }
    vectors = {one.id: one.vector for one in tellings if one.vector}
    pairs = ((a, b) for a, b in _near(by_issue) if not (a in named and b in named))
    found = (_merge(a, b, by_issue, vectors) for a, b in pairs)
    return tuple(
        sorted((one for one in found if one), key=lambda one: (-one.score, one.one, one.other))[:most]
    )


def _is_named(stand: Stand) -> bool:
    """Whether a person named the issue, rather than that a bare name joined its fuller one."""
    topic = topic_named(stand.key)
    return topic is None or topic.name != stand.key


def _by_issue(stands: Iterable[Stand]) -> dict[str, list[Stand]]:
    found: dict[str, list[Stand]] = {}
    for stand in stands:
        found.setdefault(stand.issue.name, []).append(stand)
    return found


def _near(by_issue: Mapping[str, Sequence[Stand]]) -> Iterator[tuple[str, str]]:
    """The pairs that share a word or a kind, so that the work grows with them, not with the square of all issues."""
    by_mark: dict[str, list[str]] = {}
    for name in sorted(by_issue):
        for mark in _marks(name, by_issue[name]):
            by_mark.setdefault(mark, []).append(name)
    seen: set[tuple[str, str]] = set()
    for names in by_mark.values():
        for pair in combinations(names, 2):
            if pair not in seen:
                seen.add(pair)
                yield pair


def _marks(name: str, stands: Sequence[Stand]) -> set[str]:
    kinds = {f"={topic.name}" for stand in stands if (topic := topic_named(stand.key))}
    return {*stems(name), *kinds}


def _merge(
    a: str, b: str, by_issue: Mapping[str, Sequence[Stand]], vectors: Mapping[str, bytes]
) -> Merge | None:
    found = _same_kind(a, b) or _words(a, b) or _alike(a, b, by_issue, vectors)
    if found is None:
        return None
    ids = tuple(dict.fromkeys(stand.ids[0] for name in (a, b) for stand in by_issue[name][-2:]))
    return Merge(a, b, *found, ids)


def _same_kind(a: str, b: str) -> tuple[float, str] | None:
    """Whether one is the bare name of the other's kind; two that both say which are two."""
    one, other = topic_named(a), topic_named(b)
    if one is None or other is None or one.name != other.name:
        return None
    bare = next((name for name in (a, b) if name == one.name), None)
    return None if bare is None else (0.8, f"{bare!r} does not say which")


def _words(a: str, b: str) -> tuple[float, str] | None:
    one, other = stems(a), stems(b)
    both = topic_named(a), topic_named(b)
    shared = one & other
    if not shared or (both[0] is not None and both[1] is not None):
        return None
    share = len(shared) / min(len(one), len(other))
    if share < SHARED:
        return None
    return round(0.7 * share * (0.5 + 0.5 * len(shared) / len(one | other)), 3), "they share words"


def _alike(
    a: str, b: str, by_issue: Mapping[str, Sequence[Stand]], vectors: Mapping[str, bytes]
) -> tuple[float, str] | None:
    """Whether the passages are alike in which two issues are spoken of."""
    own = (
        [vectors[one] for stand in by_issue[name] for one in stand.ids if one in vectors] for name in (a, b)
    )
    one, other = (found[-3:] for found in own)
    near = max((_cosine(x, y) for x in one for y in other), default=0.0)
    return (round(0.6 * near, 3), "they are spoken of alike") if near >= ALIKE else None


def _cosine(a: bytes, b: bytes) -> float:
    """The cosine of two vectors of signed bytes, each a unit vector times 127."""
    pairs = zip(memoryview(a).cast("b"), memoryview(b).cast("b"), strict=True)
    return sum(x * y for x, y in pairs) / (127 * 127)
