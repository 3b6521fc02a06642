"""Which office and which body words mean: `Iran's foreign minister` is the `foreign minister` of `Iran`.

The lists are `data/office_titles.tsv`, `data/equal_fields.tsv` and `data/state_organs.tsv`.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from veedor.gazetteers.countries import bare, country_of
from veedor.gazetteers.name_forms import body_words
from veedor.gazetteers.organizations import is_organization
from veedor.gazetteers.tables import read_table

_ROOM = "veedor.analysis"
_PREPOSITIONS = frozenset({"of", "for", "to", "in", "at"})
_RANKS = frozenset("deputy vice assistant associate shadow co junior senior second executive".split())
_MARKS = frozenset(
    "the a an as its his her their our former ex then late past previous ousted deposed outgoing incumbent "
    "current new acting interim caretaker transitional provisional elected newly reelected designate".split()
)
"""Words before a title that say when or how it is held, not which office it is."""
_CLAIMED = frozenset("self declared proclaimed styled appointed".split())
_SMALL = frozenset({"of", "the", "and", "for"})
_OWNER = re.compile(r"^(?P<owner>.*?\w)(?:'s|s')\s+(?P<rest>.+)$")
_GOVERNMENT = re.compile(r"^(?:the )?government of (?:the )?(.+)$", re.IGNORECASE)
_LEADS_PARLIAMENT = frozenset({"president", "head", "chair", "leader"})


class NamedOffice(NamedTuple):
    """An office as words name it."""

    office: str
    """The one name for all equal words: `foreign minister`."""
    body: str | None
    """The words for the body or country; None where these words name none."""
    is_single: bool
    """Whether a body has one holder of it at a time."""
    is_state: bool
    """Whether it is the country's where no body is named."""
    organ: str | None = None
    """The kind of body meant where none is named."""
    is_claimed: bool = False
    """Whether the words say that the holder took it on their own word (`self-declared`)."""


class _Title(NamedTuple):
    office: str
    is_single: bool
    is_state: bool
    field: str
    organ: str | None


@cache
def _titles() -> dict[tuple[str, ...], _Title]:
    return {
        tuple(row["words"].split()): _Title(
            row["office"], row["seats"] == "one", row["state"] == "yes", row["field"], row["organ"] or None
        )
        for row in read_table(_ROOM, "office_titles")
    }


@cache
def _fields() -> dict[str, str]:
    return {row["words"]: row["field"] for row in read_table(_ROOM, "equal_fields")}


@cache
def _organs() -> dict[str, dict[str, str]]:
    return {row["words"]: row for row in read_table(_ROOM, "state_organs")}


@lru_cache(maxsize=8192)
def read_office(words: str) -> NamedOffice | None:
    """The office that words name, with the body they name; None where they name no known office."""
    owner, tokens = _owned(words.replace("’", "'").replace("-", " "))
    small = [token.lower().strip(",") for token in tokens]
    cut = next((i for i, token in enumerate(small) if i and token in _PREPOSITIONS), len(small))
    found = _title(small, cut)
    if found is None:
        return None
    start, end = found
    title = _titles()[tuple(small[start:end])]
    after = tokens[end + 1 :] if small[end : end + 1] and small[end] in _PREPOSITIONS else []
    preposition = small[end] if after else ""
    body, ranks, field = _before(tokens[:start], title)
    later_field, later_body = _after(after, preposition, title)
    named = _whole(later_body or body, owner)
    return _office(title, ranks, field or later_field, named)._replace(is_claimed="self" in small[:start])


def is_office(words: str) -> bool:
    """Whether words name the holder of an office by the office alone: `the president of the Assembly`."""
    _, tokens = _owned(words.replace("’", "'").replace("-", " "))
    small = [token.lower().strip(",") for token in tokens]
    cut = next((i for i, token in enumerate(small) if i and token in _PREPOSITIONS), len(small))
    found = _title(small, cut)
    # A `leadership` or `presidency` is a body; what follows a title without preposition is a name or makes it one.
    return found is not None and found[1] >= cut and not small[found[1] - 1].endswith(("ship", "cy"))


def _whole(body: str | None, owner: str | None) -> str | None:
    """The words for a body with its owner: `Assembly` and `Malta` are `Assembly of Malta`."""
    if body is None or owner is None:
        return body or owner
    return f"{bare(body)} of {owner}" if bare(body).lower() in _organs() else owner


def _owned(words: str) -> tuple[str | None, list[str]]:
    """Whose office the words say it is, and the other words; `People's Assembly` owns nothing."""
    owned = _OWNER.match(words)
    if owned is None or owned["owner"].lower().endswith("people"):
        return None, words.split()
    return owned["owner"], owned["rest"].split()


def _title(small: list[str], cut: int) -> tuple[int, int] | None:
    """Where the longest title stands that begins before the first preposition.

    Of equals it is the first, or the one that follows it at once: a `justice minister` is a minister.
    """
    spans = [
        (start, end)
        for start in range(cut)
        for end in range(start + 1, min(len(small), start + 4) + 1)
        if tuple(small[start:end]) in _titles()
    ]
    best = min(spans, key=lambda span: (span[0] - span[1], span), default=None)
    while best and (after := (best[1], 2 * best[1] - best[0])) in spans:
        best = after
    return best


def _before(tokens: list[str], title: _Title) -> tuple[str | None, str, str]:
    """What stands before a title: the words for the body, words of rank, and the field."""
    kept = [token for token in tokens if token.lower() not in _MARKS | _CLAIMED]
    ranks = " ".join(token.lower() for token in kept if token.lower() in _RANKS)
    rest = [token for token in kept if token.lower() not in _RANKS]
    size = next((n for n in range(len(rest), 0, -1) if _is_known(" ".join(rest[:n]))), 0)
    body, others = " ".join(rest[:size]) or None, " ".join(rest[size:])
    if not others:
        return body, ranks, ""
    is_body = body is None and title.field != "yes" and (others.lower() in _organs() or others[0].isupper())
    return (others, ranks, "") if is_body else (body, ranks, others.lower())


def _after(tokens: list[str], preposition: str, title: _Title) -> tuple[str, str | None]:
    """What follows a title after its preposition: the field and the words for the body."""
    words = " ".join(tokens)
    if not words:
        return "", None
    if title.field == "to" and preposition in {"to", "for"}:
        return f"to {body_of(words, country=None)}", None
    if title.field == "yes" and preposition == "to":
        return "", None
    if title.field != "yes" or _is_known(words):
        return "", words
    field, of, tail = words.rpartition(" of ")
    return (field.lower(), tail) if of and _is_known(tail) else (words.lower(), None)


def _office(title: _Title, ranks: str, field: str, body: str | None) -> NamedOffice:
    """The office of a title with its rank and field."""
    plain = field.removeprefix("the ")
    of_what = _fields().get(field) or _fields().get(plain) or plain
    name = f"{title.office} {of_what}" if field.startswith("to ") else f"{of_what} {title.office}"
    # A field makes one seat of a minister, and none of a judge: `immigration judge`, `party leader`.
    is_single = title.is_single if not field else bool(title.field)
    full = " ".join(f"{ranks} {name}".split())
    return NamedOffice(full, body, is_single and not ranks, title.is_state, title.organ)


def _is_known(words: str) -> bool:
    return country_of(words) is not None or is_organization(words) is not None


@lru_cache(maxsize=8192)
def body_of(words: str, *, country: str | None) -> str:
    """The one name of the body or country that words mean.

    Args:
        words: As a report or the record has them: `Iraqi`, `the Government of Iraq`, `the National Assembly`.
        country: What the report speaks of: completes a name that bodies of several countries bear
            (`National Assembly of Iraq`); None leaves it as it is.

    """
    plain = bare(words.replace("’", "'"))
    government = _GOVERNMENT.match(plain)
    if government:
        plain = government[1]
    known = country_of(plain) or is_organization(plain)
    if known:
        return known
    organ, whose = _organ(plain)
    whose = whose or country
    if organ is None and not (whose and _is_common(plain)):
        return plain
    name = " ".join(w if w in _SMALL else w[0].upper() + w[1:] for w in (organ or plain).split())
    return f"{name} of {whose}" if whose else name


def _is_common(plain: str) -> bool:
    """Whether a name is made of words that name bodies in every country: `Labour Party`, `the opposition`."""
    return bool(plain) and all(w.lower() in body_words() | _SMALL for w in plain.split())


def _organ(plain: str) -> tuple[str | None, str | None]:
    """The organ of state in a body's name, and its country where the name tells it."""
    if plain.lower() in _organs():
        return plain.lower(), None
    parts = plain.split()
    for n in range(1, len(parts)):
        head, tail = " ".join(parts[:n]), " ".join(parts[n:])
        if country_of(head) and tail.lower() in _organs():
            return tail.lower(), country_of(head)
        if parts[n] == "of" and head.lower() in _organs():
            whose = " ".join(parts[n + 1 :])
            return head.lower(), country_of(whose) or whose or None
    return None, None


def seat_of(office: NamedOffice, body: str | None) -> tuple[str, str | None]:
    """The names of an office and its body: whoever presides over a parliament is its `speaker`.

    The speaker of a country is the one of its parliament.
    """
    if body and office.organ and country_of(body):
        body = body_of(office.organ, country=body)
    kind = _organs().get(_organ(body)[0] or "", {}).get("kind") if body else None
    is_speaker = kind == "parliament" and office.office in _LEADS_PARLIAMENT
    return ("speaker" if is_speaker else office.office), body


def may_mean(words: str, body: str) -> bool:
    """Whether a body's short name may mean another body of the same country (`Assembly`: `National Assembly`)."""
    short, whose = _organ(words)
    full, owner = _organ(body)
    if short is None or full is None or whose != owner:
        return False
    organ, other = _organs()[short], _organs()[full]
    if organ["kind"] != other["kind"]:
        return False
    return organ["generic"] == "yes" or set(short.split()) <= set(full.split())
