"""Who held which office when: finds office holders whom a text names by title, which narrows its date."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import date
from enum import IntEnum
from functools import cache
from importlib.resources import files
from typing import NamedTuple

_TITLES = {
    "president": r"president",
    "vice president": r"vice[- ]president",
    "prime minister": r"prime minister|premier|pm",
    "chancellor": r"chancellor",
    "secretary of state": r"secretary of state",
    "foreign minister": r"foreign (?:minister|secretary)|minister (?:of|for) foreign (?:affairs|relations)",
    "defence minister": r"defen[cs]e (?:minister|secretary)|(?:minister|secretary) of defen[cs]e",
    "national security adviser": r"national security advis[eo]r",
    "treasury secretary": r"(?:treasury secretary|secretary of the treasury)",
    "home secretary": r"home secretary",
    "attorney general": r"attorney[- ]general",
    "ambassador to the UN": r"ambassador to the (?:united nations|un|u\.n\.)|(?:un|u\.n\.) ambassador",
    "secretary-general": r"secretary[- ]general",
    "high commissioner": r"high commissioner(?: for (?:human rights|refugees))?|human rights chief",
    "relief coordinator": r"emergency relief coordinator|(?:humanitarian|relief|aid) (?:chief|coordinator)",
    "high representative": r"high representative(?:/vice-president)?|foreign policy chief",
    "chairperson": r"chair(?:person|man|woman)?",
    "prosecutor": r"prosecutor",
    "director general": r"director[- ]general",
    "managing director": r"managing director",
    "pope": r"pope",
    "king": r"king",
    "speaker": (
        r"speaker"
        r"|(?:national assembly|house|parliament(?:ary)?|congress|assembly)(?:['’]s)? (?:president|leader|head)"
        r"|(?:president|head|leader) of (?:the )?(?:[\w-]+ ){0,3}(?:assembly|parliament|congress)"
    ),
    "regional president": r"president|leader",
    "interim president": r"(?:interim |acting |self-declared |self-proclaimed )?president|interim leader",
    "military leader": r"general|gen\.|army chief|junta leader|military leader|ruler",
    "opposition leader": r"opposition (?:leader|chief|figure|politician|candidate)|leader of the opposition",
    "special envoy": (
        r"(?:special |u\.?n\.? |us |u\.s\. |peace )?(?:envoy|representative|mediator)"
        r"(?: (?:for|to|on) (?:[A-Z][\w.]+ ?(?:and )?){1,3})?"
    ),
    "supreme leader": r"supreme leader|ayatollah",
}
_GOVERNING = frozenset({"president", "prime minister", "chancellor"})
# Words before a title which say that its bearer does not hold that office now, or holds another one.
_NOT = re.compile(
    r"\b(?:former|ex|then|late|past|previous|deputy|vice|shadow|assistant|under|ousted|deposed|onetime|one-time)"
    r"[- ](?:[\w.']+[- ]){0,3}$",
    re.IGNORECASE,
)
_GIVEN = r"(?P<given>(?:[A-Z][\w.'’-]*\s+){0,3})(?:(?:al|el|de|da|von|van|der|la|le)[\s-]){0,2}$"
_COMMON = frozenset(
    "Major Brown Clark Martin Harper Howard Abbott Henry Taylor Truss Morrison Morales".split()
)
"""Names of heads that are borne by many others, or are English words: alone they mean nobody."""
_CALENDAR = frozenset("Mon Tue Wed Thu Fri Sat Sun Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split())
"""How a capital word after a name begins that is no further name."""


# `President Morsi was removed`: the words tell that the term is over.
_LEFT = re.compile(
    r"(?:['’]s)?[^.;,]{0,12}\s(?:removed|ousted|toppled|deposed|overthrown|impeached|resigned|stepped down|died"
    r"|fled|left office|assassinated|resignation|ouster|removal|overthrow|fall|death|impeachment)\b"
)


class How(IntEnum):
    """How a text shows that someone is in office, the surest first."""

    TITLED = 0
    """With the title: `President Obama`."""
    GOVERNING = 1
    """By `the Obama administration`, which may be history."""
    NAMED = 2
    """By the name alone, of one whom texts mostly name while in office: hardly more than a hint."""


class Office(NamedTuple):
    """One term of one holder of an office."""

    office: str
    of: str
    """The country or body."""
    holder: str
    """Full name."""
    called: str
    """The name that stands after the title: `Obama`, `Ban`."""
    start: date
    """First day in office."""
    end: date | None
    """Last day; None where the term was not over when the table was written."""

    @property
    def is_head(self) -> bool:
        """Whether the office leads a state or a government."""
        return self.office in _GOVERNING


class Mention(NamedTuple):
    """A place where the text names an office holder as in office."""

    start: int
    end: int
    terms: tuple[Office, ...]
    """The terms that the words may mean; several where a name was borne twice (`President Bush`)."""
    how: How
    """How it shows that the holder is in office."""


@cache
def offices() -> tuple[Office, ...]:
    """The table `data/offices.tsv`."""
    text = files("veedor.documents").joinpath("data/offices.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    return tuple(
        Office(
            office, of, holder, called, date.fromisoformat(start), date.fromisoformat(end) if end else None
        )
        for office, of, holder, called, start, end in rows[1:]
    )


_LETTERS = str.maketrans("ıøŁł’", "ioLl'")


def folded(text: str) -> str:
    """The text without accents and curly apostrophes, as long as before: `Erdoğan` becomes `Erdogan`."""
    return "".join(unicodedata.normalize("NFD", c)[0] for c in text).translate(_LETTERS)


@cache
def _by_name() -> dict[str, tuple[Office, ...]]:
    names: dict[str, list[Office]] = {}
    for office in offices():
        names.setdefault(folded(office.called), []).append(office)
    return {name: tuple(terms) for name, terms in names.items()}


@cache
def _names() -> re.Pattern[str]:
    called = sorted(_by_name(), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, called))})\b")


@cache
def _before(office: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?P<title>(?i:{_TITLES[office]})),?\s+{_GIVEN}")


@cache
def _after(office: str) -> re.Pattern[str]:
    return re.compile(rf",\s(?:(?:the|[A-Z][\w.]*['’]s)\s)?(?:[\w.]+\s){{0,2}}?(?i:{_TITLES[office]})\b")


def _fits(term: Office, given: str, tail: str) -> bool:
    """Whether the names around the one found are the holder's: given names before, the rest after."""
    full = folded(term.holder)
    before, _, rest = full.partition(folded(term.called))
    first = given.split()[0].rstrip(".") if given.strip() else ""
    if first and not any(own.startswith(first) for own in before.split()):
        return False
    following = re.match(r"\s+([A-Z][\w'’-]*)", tail)
    if following is None or following[1][:3] in _CALENDAR:
        return True
    return bool(rest.strip()) and rest.split()[0] == following[1]


def _titled(text: str, start: int, end: int, term: Office) -> int | None:
    """Where the words that name the holder with the title begin; None where they do not."""
    left, right = text[max(0, start - 90) : start], text[end : end + 70]
    before = _before(term.office).search(left)
    if _LEFT.match(right):
        return None
    if before and not _NOT.search(left[: before.start()]) and _fits(term, before["given"], right):
        return start - len(left) + before.start()
    given = re.search(_GIVEN, left)
    after = _after(term.office).match(right)
    if given and given["given"] and after and not re.search(r"\b(?:former|ex|then)\b", after[0]):
        return start - len(given["given"]) if _fits(term, given["given"].split()[-1], "") else None
    return None


def _is_governing(text: str, start: int, end: int, term: Office) -> bool:
    """Whether the name stands in `the Obama administration`."""
    after = re.match(r"(?:['’]s)?\s(?i:administration|government|cabinet|presidency)\b", text[end : end + 30])
    return bool(after) and term.office in _GOVERNING and not _NOT.search(text[max(0, start - 40) : start])


@cache
def _alone() -> frozenset[str]:
    """Names of heads of state and government that only one person in the table bears, and that are no words."""
    persons: dict[str, set[str]] = {}
    for term in offices():
        persons.setdefault(folded(term.called), set()).add(term.holder)
    heads = {folded(t.called) for t in offices() if t.office in _GOVERNING}
    return frozenset(n for n in heads if len(persons[n]) == 1 and len(n) > 4 and n not in _COMMON)


def _named(text: str, start: int, end: int, term: Office) -> int | None:
    """Where the holder's full name, or the name by which the world knows a head, begins; None without either."""
    left, right = text[max(0, start - 60) : start], text[end : end + 30]
    given = folded(term.holder).partition(folded(term.called))[0]
    if _NOT.search(left) or not _fits(term, "", right):
        return None
    if given and left.endswith(given):
        return None if _NOT.search(left[: -len(given)]) else start - len(given)
    known = folded(term.called) in _alone() and not re.search(r"[A-Z][\w.'’-]*\s$", left)
    return start if known else None


def _mentions(text: str) -> Iterator[Mention]:
    plain = folded(text)
    for found in _names().finditer(plain):
        terms = _by_name()[found[0]]
        start, end = found.span()
        titled = {t: at for t in terms if (at := _titled(plain, start, end, t)) is not None}
        if titled:
            yield Mention(min(titled.values()), end, tuple(titled), How.TITLED)
        elif governing := tuple(t for t in terms if _is_governing(plain, start, end, t)):
            yield Mention(start, end, governing, How.GOVERNING)
        elif named := {t: at for t in terms if (at := _named(plain, start, end, t)) is not None}:
            yield Mention(min(named.values()), end, tuple(named), How.NAMED)


def holders_named(text: str) -> list[Mention]:
    """The office holders whom the text names as in office, each once, in the order of the text.

    Where it names two holders of one office, only the later is kept: the earlier is history.
    """
    once: dict[tuple[Office, ...], Mention] = {}
    for mention in sorted(_mentions(text), key=lambda m: m.how):
        once.setdefault(mention.terms, mention)
    latest: dict[tuple[str, str], date] = {}
    for terms in once:
        for term in terms:
            key = (term.office, term.of)
            latest[key] = max(latest.get(key, term.start), min(t.start for t in terms))
    return sorted(m for m in once.values() if any(t.start >= latest[t.office, t.of] for t in m.terms))
