"""When two full names of people mean one person."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz.distance import OSA, JaroWinkler

from veedor.analysis.findings import Finding, Party, different, same, unsure
from veedor.gazetteers.spelling import sound

# Set on the first half of `benchmarks.identity`: below these, other given names begin to look like spellings.
NEAR = 0.9
SHORTEST = 5
MOST_EDITS = 2
LONG = 6
"""Letters of words of which one letter may differ between reports."""
_FAR = 0.75


def judge_people(a: Party, b: Party) -> Finding | None:
    """What two full names tell; None where nothing speaks for one person."""
    x, y = a.form.core, b.form.core
    if a.form.numbers != b.form.numbers:
        return _numbered(a, b) if sorted(x) == sorted(y) else None
    if sorted(x) == sorted(y):
        return same(0.98, "the same names" if x == y else "the same names in another order")
    if _has_other_initials(x, y):
        return unsure(0.4, "the same ends, other initials between them")
    short, long = sorted((x, y), key=len)
    if len(short) < len(long):
        return _shortened(short, long, is_near=a.meets(b), is_close=a.meets(b) or a.shares_country(b))
    return _respelt(x, y, is_near=a.meets(b), is_close=a.shares_country(b))


def _numbered(a: Party, b: Party) -> Finding:
    """A second, a third, a younger; where only one says so, the other may have left it out."""
    if a.form.numbers and b.form.numbers:
        return different(0.02, "namesakes with different numbers")
    return unsure(0.5, "one is numbered or called the younger, the other not")


def _has_other_initials(x: Sequence[str], y: Sequence[str]) -> bool:
    """`George H. W. Bush` and `George W. Bush`: whoever prints initials prints all of them."""
    middles = [[part[0] for part in names[1:-1]] for names in (x, y)]
    are_initials = any(len(part) == 1 for names in (x, y) for part in names[1:-1])
    has_same_ends = x[0] == y[0] and x[-1] == y[-1]
    return are_initials and has_same_ends and all(middles) and middles[0] != middles[1]


def _shortened(short: Sequence[str], long: Sequence[str], *, is_near: bool, is_close: bool) -> Finding | None:
    """Middle names, second surnames and initials left out."""
    rest = iter(long)
    if all(any(_fits(part, other) for other in rest) for part in short):
        has_ends = _fits(short[0], long[0]) and short[-1] == long[-1]
        has_initial = len(short[0]) == 1 or len(long[0]) == 1
        if has_ends and (is_near or not has_initial):
            return same(0.96, "the same given name and surname, one with middle names")
        if is_near and short[0] == long[0]:
            return same(0.95, "one is a part of the other, in the same document")
        return unsure(0.8 if is_close else 0.65, "all names of the one are among those of the other")
    if short[-1] == long[-1] and _sounds(short[0], long[0]):
        return unsure(0.6, "the same surname and a given name that sounds alike, one with further names")
    return None


def _fits(part: str, whole: str) -> bool:
    """Whether they are equal, or one is the other's initial."""
    return part == whole or (1 in (len(part), len(whole)) and part[0] == whole[0])


def _sounds(x: str, y: str) -> bool:
    return x == y or (len(x) > 2 and sound(x) == sound(y))


def is_spelling(x: str, y: str) -> bool:
    """Whether two folded words may be one word written by two hands."""
    if _sounds(x, y):
        return True
    is_long = min(len(x), len(y)) >= SHORTEST
    near = is_long and JaroWinkler.similarity(sound(x), sound(y)) >= NEAR
    return bool(near) and OSA.distance(x, y) <= MOST_EDITS


def _respelt(x: Sequence[str], y: Sequence[str], *, is_near: bool, is_close: bool) -> Finding | None:
    """As many names on either side, all alike but not all equal."""
    pairs = [(p, q) for p, q in zip(x, y, strict=True) if p != q]
    if all(_fits(p, q) for p, q in pairs):
        if x[0] == y[0] and x[-1] == y[-1]:
            return same(0.96, "the same given name and surname, with an initial between them")
        return _initials(is_near=is_near, is_close=is_close)
    if not all(is_spelling(p, q) or _fits(p, q) for p, q in pairs):
        return _kin(x, y, is_near=is_near)
    if all(_sounds(p, q) for p, q in pairs):
        return same(0.95, "the same names in another transliteration")
    if is_near and len(pairs) == 1 and not _is_other_gender(*pairs[0]):
        return same(0.94, "one name spelt differently in the same document")
    if is_close and len(pairs) == 1 and _is_small(*pairs[0], others=len(x) - 1):
        return same(0.93, "one letter of one name differs, in reports on the same country")
    return unsure(0.8 if len(pairs) == 1 else 0.7, "names spelt alike")


def _is_small(x: str, y: str, *, others: int) -> bool:
    """Whether one letter differs within long words, not at their end, where it may change the sex."""
    is_long = min(len(x), len(y)) >= LONG or others > 1
    return is_long and OSA.distance(x, y) == 1 and not _is_other_gender(x, y)


def _initials(*, is_near: bool, is_close: bool) -> Finding:
    if is_near:
        return same(0.95, "an initial and the name it begins, in the same document")
    return unsure(0.75 if is_close else 0.65, "an initial and a name that it may begin")


def _is_other_gender(x: str, y: str) -> bool:
    """`Mario` and `Maria`, `Martin` and `Martina`."""
    return x + "a" == y or y + "a" == x or (x[:-1] == y[:-1] and "a" in (x[-1], y[-1]))


def _kin(x: Sequence[str], y: Sequence[str], *, is_near: bool) -> Finding | None:
    """One surname with two given names is a family, where both stand in one document."""
    if is_near and x[-1] == y[-1] and JaroWinkler.similarity(x[0], y[0]) < _FAR:
        return different(0.03, "the same surname with another given name in the same document")
    return None
