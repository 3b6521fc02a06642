"""Claims about the future that somebody else denies: `X says that talks will resume; Y denies it`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from veedor.analysis.telling import Telling
from veedor.codebook.labels import Polarity, Tense
from veedor.codebook.statement import Event, Forecast
from veedor.codebook.when import overlaps

NEAR = 400
"""Characters between a claim and its denial at most, where the two are told in one breath: about two sentences."""


def denials(tellings: Iterable[Telling]) -> Mapping[str, tuple[str, ...]]:
    """The statements that say the contrary of each, in one document and from another source.

    A claim and its denial are of one kind and, for events, of one type, of opposite polarity, and stand near each other
    (codebook, section Denials).
    """
    found: dict[str, tuple[str, ...]] = {}
    ordered = sorted(tellings, key=lambda one: (one.document_id, one.statement.anchor.start))
    for _, group in groupby(ordered, key=lambda one: one.document_id):
        for left, right in _contrary(list(group)):
            found[left.id] = (*found.get(left.id, ()), right.id)
            found[right.id] = (*found.get(right.id, ()), left.id)
    return found


def _contrary(told: list[Telling]) -> Iterator[tuple[Telling, Telling]]:
    ahead = [one for one in told if _is_ahead(one)]
    denied = [one for one in ahead if one.statement.polarity is Polarity.NO]
    for no in denied:
        claims = [yes for yes in ahead if yes.statement.polarity is Polarity.YES and _is_of_the_same(yes, no)]
        if _names_nobody(no):
            # `The union denied it` points back to one claim: the last before it, else the nearest.
            claims = sorted(claims, key=lambda yes: _distance(yes, no))[:1]
        yield from ((yes, no) for yes in claims)


def _distance(yes: Telling, no: Telling) -> tuple[bool, int]:
    ahead = yes.statement.anchor.start - no.statement.anchor.start
    return ahead > 0, abs(ahead)


def _is_ahead(one: Telling) -> bool:
    if isinstance(one.statement, Forecast):
        return True
    return isinstance(one.statement, Event) and one.statement.tense is Tense.FUTURE


def _is_of_the_same(yes: Telling, no: Telling) -> bool:
    a, b = yes.statement, no.statement
    if abs(a.anchor.start - b.anchor.start) > NEAR or not b.sources:
        return False
    if {p.key for p in yes.parties("sources")} == {p.key for p in no.parties("sources")}:
        return False
    if a.when and b.when and not overlaps(a.when.value, b.when.value):
        return False
    if isinstance(a, Event) and isinstance(b, Event):
        return a.type is b.type and (_names_nobody(no) or bool(_named(yes) & _named(no)))
    return isinstance(a, Forecast) and isinstance(b, Forecast) and _words_meet(a, b)


def _names_nobody(no: Telling) -> bool:
    """Whether the denial of an act names no party but who denies."""
    return isinstance(no.statement, Event) and not _named(no) - {p.key for p in no.parties("sources")}


def _named(one: Telling) -> set[str]:
    return {party.key for name in ("actors", "recipients") for party in one.parties(name)}


def _words_meet(a: Forecast, b: Forecast) -> bool:
    """Whether the two tell of one place of the text, or in half of the words the same."""
    if a.about.overlaps(b.about) or a.anchor.overlaps(b.anchor):
        return True
    one, other = ({w for w in q.words.lower().split() if len(w) > 3} for q in (a.about, b.about))
    return bool(one & other) and 2 * len(one & other) >= min(len(one), len(other))
