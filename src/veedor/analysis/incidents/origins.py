"""From how many independent origins a happening is known.

A telling's origin is the root of its chain of sources, or the report itself where its author says so. What counts
once: the carriers of one wire story; the reports of one publisher; whoever quotes a publisher, together with that
publisher's own report; all that name one source. Sources that nobody can tell from others (`officials`) are no origin
of their own: what they say counts to whom they said it.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from veedor.analysis.incidents.forms import form_of
from veedor.analysis.incidents.stems import common_stems, stem
from veedor.analysis.telling import Party, Telling
from veedor.codebook.naming import key
from veedor.codebook.span import Quote
from veedor.gazetteers.tables import read_table

_BRACKET = re.compile(r"^(?P<long>[^()]+?)\s*\((?P<short>[^()]+)\)$")
_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_LEAST_INITIALS = 2


class Origin(NamedTuple):
    """One independent origin."""

    name: str
    """The named source all of it goes back to; else the publisher, else the document."""
    ids: tuple[str, ...]
    """The statements that go back to it."""
    documents: tuple[str, ...]


class _Joined:
    """Which names of origins are one."""

    def __init__(self) -> None:
        self._above: dict[str, str] = {}

    def top(self, one: str) -> str:
        while (above := self._above.get(one, one)) != one:
            one = above
        return one

    def join(self, one: str, other: str) -> None:
        one, other = self.top(one), self.top(other)
        if one != other:
            self._above[max(one, other)] = min(one, other)


def origins(tellings: Sequence[Telling], *, beside: Sequence[Telling] = ()) -> tuple[Origin, ...]:
    """The independent origins of some tellings of one happening; those with most statements first.

    Args:
        tellings: Those to count.
        beside: Others of the happening: a publisher whose own telling is among them is known to have its source.

    """
    if len(tellings) == 1 and not beside:
        return (_only(tellings[0]),)
    roots = _Roots((*tellings, *beside))
    found: dict[str, list[Telling]] = defaultdict(list)
    for telling in tellings:
        found[roots.of(telling)].append(telling)
    made = [_origin(group, roots) for group in found.values()]
    return tuple(sorted(made, key=lambda one: (-len(one.ids), one.name, one.ids)))


def _only(telling: Telling) -> Origin:
    """The origin of what is told once."""
    named = [party for party in chain(telling) if is_named(party)]
    called = named[-1].name if named else telling.publisher or telling.title or telling.document_id
    return Origin(called, (telling.id,), (telling.document_id,))


class _Roots:
    """Where each telling of a happening comes from, by a name of its own making."""

    def __init__(self, tellings: Sequence[Telling]) -> None:
        self._spelt = _spellings(tellings)
        self._joined = _Joined()
        self._carriers: dict[str, set[str | None]] = defaultdict(set)
        self._cites: dict[str, Party] = {}
        """Whom each document names first as the source of the happening."""
        self.names: dict[str, str] = {}
        for telling in tellings:
            self._carriers[telling.story].add(telling.publisher)
            if named := [party for party in chain(telling) if is_named(party)]:
                self._cites.setdefault(telling.document_id, named[-1])
        own = {telling.id: self.own(telling) for telling in tellings}
        # Whoever cites a publisher depends on where that publisher has it from.
        for telling in tellings:
            if telling.publisher and (cited := f"party {self._spelt[key(telling.publisher)]}") in self.names:
                self._joined.join(cited, own[telling.id])

    def own(self, telling: Telling) -> str:
        """Where a telling comes from, as it says itself."""
        named = [party for party in chain(telling) if is_named(party)]
        if not telling.statement.sources and telling.document_id in self._cites:
            # What an author takes up again without naming the source anew is no report of their own.
            named = [self._cites[telling.document_id]]
        if named:
            root = f"party {self._spelt[named[-1].key]}"
            self.names.setdefault(root, named[-1].name)
            return root
        if telling.publisher and len(self._carriers[telling.story]) < 2:
            return f"publisher {self._spelt[key(telling.publisher)]}"
        return f"story {telling.story or telling.document_id}"

    def of(self, telling: Telling) -> str:
        """The same, where what is one is called by one name."""
        return self._joined.top(self.own(telling))

    def called(self, telling: Telling) -> str:
        """The name of the source, the publisher or the document."""
        cited = self.names.get(self.own(telling))
        return cited or telling.publisher or telling.title or telling.document_id


def _origin(group: Sequence[Telling], roots: _Roots) -> Origin:
    """An origin, called by the source that most of its tellings name, else as its first report."""
    sourced = Counter(roots.called(one) for one in group if any(map(is_named, chain(one))))
    called = min(sourced, key=lambda name: (-sourced[name], name), default=roots.called(group[0]))
    ids = tuple(telling.id for telling in group)
    return Origin(called, ids, tuple(dict.fromkeys(telling.document_id for telling in group)))


def chain(telling: Telling) -> Iterator[Party]:
    """Who hands it on and who said it first, nearest the author first."""
    quotes: Iterable[Quote] = telling.statement.sources
    return map(telling.party, quotes)


def is_named(party: Party) -> bool:
    """Whether a source can be told from others: it has a name, and not only what many are called.

    `the police`, `two officials`, `people close to the talks` are not; `National Police of Ruritania` is.
    """
    form = form_of(party)
    has_capital = any(letter.isupper() for letter in party.name)
    return has_capital and bool(form.country or form.words - common_stems() - _unnamed())


@cache
def _unnamed() -> frozenset[str]:
    rows = read_table("veedor.analysis.incidents", "weak_words")
    return frozenset(stem(word) for row in rows if row["kind"] == "source" for word in row["words"].split())


def _spellings(tellings: Sequence[Telling]) -> dict[str, str]:
    """For each key of a source or publisher the one under which all its spellings are counted.

    `Associated Press (AP)`, `AP` and `Associated Press` are one, by the bracket or the initials of capital words.
    """
    called = {key(one.publisher): one.publisher for one in tellings if one.publisher}
    called |= {party.key: party.name for one in tellings for party in chain(one)}
    long: dict[str, set[str]] = defaultdict(set)
    for own, name in called.items():
        for short in _other_forms(name):
            long[short].add(own)
    joined = _Joined()
    # In order, so that the same names are always joined alike.
    for own in sorted(called):
        same = sorted(one for one in long.get(own, ()) if one != own)
        # Two long names of one short name leave open which it means, unless they are one themselves.
        if len({_whole(called[one]) for one in same}) == 1:
            for one in same:
                joined.join(own, one)
    return {own: joined.top(own) for own in called}


def _whole(name: str) -> str:
    """The key of a name without what stands in brackets behind it."""
    return key(_BRACKET.sub(r"\g<long>", name))


def _other_forms(name: str) -> Iterator[str]:
    """The keys by which a long name may be called otherwise: without its bracket, by that, by its initials."""
    found = _BRACKET.match(name)
    if found:
        yield key(found["short"])
        yield key(found["long"])
    capitals = [
        word[0]
        for word in re.findall(r"[^\W\d_][\w'’-]*", found["long"] if found else name)
        if word[0].isupper()
    ]
    if len(capitals) >= _LEAST_INITIALS:
        yield key("".join(capitals))
