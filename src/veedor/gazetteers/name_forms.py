"""What kind of name a name is: a state's, a person's, a body's; and of which parts it is made."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache, lru_cache

from veedor.codebook.naming import key, node
from veedor.gazetteers.countries import bare, country_of, is_country, is_demonym
from veedor.gazetteers.organizations import is_organization
from veedor.gazetteers.spelling import (
    bracketed,
    explained,
    spelling,
    standard_words,
    tokens,
    visible,
    words_of,
)
from veedor.gazetteers.states import Facet, country_named, state_of


class Shape(StrEnum):
    """What a name looks like."""

    STATE = "state"
    """A country, its government or its people."""
    PERSON = "person"
    """A given name and a surname, or a title and a surname."""
    SINGLE = "single"
    """One capitalised word: a surname, an acronym or a body."""
    BODY = "body"
    """Any other name of a body."""
    GROUP = "group"
    """Common words: `protesters`, `religious schools`."""


@dataclass(frozen=True, slots=True)
class Form:
    """A name taken apart."""

    name: str
    spelling: str
    shape: Shape
    core: tuple[str, ...]
    """A person's names without title and particles; a body's words without small words and countries."""
    countries: frozenset[str] = frozenset()
    """The countries that the name itself names."""
    facet: Facet | None = None
    """Of a state, what of it is meant."""
    title: frozenset[str] = frozenset()
    """The words of office before a person's name."""
    address: str | None = None
    """`man` or `woman` where a form of address tells; else None."""
    short: str | None = None
    """The acronym that the name explains or, where the name is one, that acronym; folded."""
    belongs: frozenset[str] = frozenset()
    """Words by which the name points to a part, a member or the contrary of a party."""
    numbers: frozenset[str] = frozenset()
    standing: str | None = None
    """The organisation of the gazetteer that the name means."""


PARTICLES = frozenset(
    "al el de da di du del la le van von bin ibn ben bint der den dos das y e ul ur ud".split()
)
_SMALL = frozenset("of the for and in on to at from by a an 's s".split()) | PARTICLES
_LONGEST_COUNTRY = 4
"""Words of the longest name of a country that is sought inside a name."""
_MEN = frozenset("mr sir lord king prince father brother husband senor monsieur herr don".split())
_WOMEN = frozenset(
    "mrs ms miss dame lady queen princess mother sister wife widow senora madame mme frau dona".split()
)
_LINKS = frozenset("of for to on and the in from at".split())
_NUMBER = re.compile(r"\d+(?:st|nd|rd|th)?")
_ORDINALS = dict(
    zip(
        "first second third fourth fifth sixth seventh eighth ninth tenth ii iii iv vi vii viii ix jr sr".split(),
        "1 2 3 4 5 6 7 8 9 10 2 3 4 6 7 8 9 jr sr".split(),
        strict=True,
    )
)
_PREFIX = re.compile(
    r"(?:^|\s)(non|anti|pro|counter|ex|former|post|neo|so-called|rival|breakaway|dissident|splinter|pseudo)[-\s]"
    r"(?=\w)",
    re.IGNORECASE,
)
_BODY_KINDS = frozenset({"party", "government", "body", "armed group", "organisation", "organization"})


@lru_cache(maxsize=65536)
def form_of(name: str, kind: str | None = None) -> Form:
    """The parts of a name; `kind` is what is known of whom it means, as in `actors.toml`."""
    plain = bare(visible(name)[:300])
    long, short = explained(plain)
    standing = is_organization(plain) or is_organization(long)
    explains_itself = bracketed(plain)
    if explains_itself and _is_country_twice(*explains_itself):
        plain = bare(explains_itself[0])
    if standing is None and kind != "person" and (state := state_of(plain)):
        country, facet = state
        facet = Facet.GOVERNMENT if kind == "government" and facet is Facet.COUNTRY else facet
        return Form(plain, spelling(name), Shape.STATE, tokens(plain), frozenset({country}), facet)
    belongs = frozenset() if standing else _belongings(plain)
    person = None if standing or belongs or kind in _BODY_KINDS else _person(long, is_known=kind == "person")
    if person:
        return _person_form(plain, spelling(name), *person, short)
    form = _body_form(plain, spelling(name), long, short, standing, belongs)
    return replace(form, shape=Shape.BODY) if kind in _BODY_KINDS else form


def _is_country_twice(long: str, inside: str) -> bool:
    """`The Republic of Korea (South Korea)`."""
    country = is_country(long)
    return country is not None and country == is_country(inside)


def _person_form(
    plain: str, folded: str, title: tuple[str, ...], names: tuple[str, ...], explains: str | None
) -> Form:
    core = tuple(
        t for t in tokens(" ".join(names)) if t not in PARTICLES and t not in _ORDINALS and t != "'s"
    )
    core = core or tokens(" ".join(names)) or (folded,)
    said = tokens(" ".join(title))
    countries = frozenset(_countries(title)[0])
    office = frozenset(said) & words_of("title_words", "class", "office")
    shape = Shape.PERSON if len(core) > 1 or title else Shape.SINGLE
    numbers = frozenset(_ORDINALS[t] for t in tokens(" ".join(names)) if t in _ORDINALS)
    short = "".join(tokens(explains)) if explains else None
    return Form(plain, folded, shape, core, countries, None, office, _address(said), short, numbers=numbers)


def _address(title: tuple[str, ...]) -> str | None:
    if _MEN.intersection(title):
        return "man"
    return "woman" if _WOMEN.intersection(title) else None


def _body_form(
    plain: str, folded: str, long: str, short: str | None, standing: str | None, belongs: frozenset[str]
) -> Form:
    found = bracketed(plain) if short is None else None
    owner = country_named(found[1]) if found else None
    countries, rest = _countries(tuple((found[0] if found and owner else long).split()))
    core = tuple(standard_words().get(t, t) for t in tokens(" ".join(rest)) if t not in _SMALL)
    is_acronym = len(long.split()) == 1 and sum(c.isupper() for c in long) > 1 and len(long) <= 12
    if short is None:
        short = long if is_acronym else _acronym_with_noun(long)
    shape = Shape.GROUP if plain.islower() else Shape.SINGLE if " " not in plain else Shape.BODY
    return Form(
        plain,
        folded,
        shape,
        core,
        frozenset([*countries, *([owner] if owner else [])]),
        short="".join(tokens(short)) if short else None,
        belongs=belongs,
        numbers=frozenset(_number(t) for t in core if t in _ORDINALS or _NUMBER.fullmatch(t)),
        standing=standing,
    )


def _acronym_with_noun(long: str) -> str | None:
    """The acronym of `the XYZ party`, which means the party itself; of `the XYZ mission` there is none."""
    first, _, noun = long.partition(" ")
    is_acronym = sum(c.isupper() for c in first) > 1 and first.upper() == first and not is_country(first)
    return first if is_acronym and noun.lower() in _APPOSED and not is_organization(first) else None


def _number(token: str) -> str:
    return _ORDINALS.get(token) or token.rstrip("stndrh")


def _countries(words: tuple[str, ...]) -> tuple[list[str], list[str]]:
    """The countries that words name by themselves or their people, and the other words."""
    found, rest, at = [], [], 0
    while at < len(words):
        furthest = min(at + _LONGEST_COUNTRY, len(words)) if words[at][:1].isupper() else at
        for last in range(furthest, at, -1):
            part = " ".join(words[at:last]).strip(",;.")
            country = is_country(part) or is_demonym(part)
            if country:
                found.append(country)
                at = last
                break
        else:
            rest.append(words[at])
            at += 1
    return found, rest


@cache
def _title_words() -> frozenset[str]:
    return words_of("title_words", "class", "office") | words_of("title_words", "class", "honorific")


@cache
def body_words() -> frozenset[str]:
    """Words of which names of bodies are made in every country."""
    return body_nouns() | words_of("body_words", "class", "common")


@cache
def body_nouns() -> frozenset[str]:
    """Words that say what kind of body it is, folded and in their standard spelling."""
    plain = words_of("body_words", "class", "noun")
    return plain | frozenset(standard_words().get(word, word) for word in plain)


def _belongings(plain: str) -> frozenset[str]:
    """The words by which a name points to a part, a member or the contrary of a party."""
    folded = tokens(plain)
    found = {match[1].lower() for match in _PREFIX.finditer(plain)} - {"former", "ex"}
    if len(folded) > 1 and folded[-1] in words_of("belongings", "place", "after"):
        found.add(folded[-1].removesuffix("s"))
    opening = " ".join(folded[:2])
    if opening in words_of("belongings", "place", "before") and folded[0] not in _title_words():
        found.add(folded[0].removesuffix("s"))
    return frozenset(found)


def _person(plain: str, *, is_known: bool) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """The title and the names of a person; None where the words are no person's."""
    words = _without_apposition(plain).split()
    folded = [" ".join(tokens(word)) for word in words]
    owned = next((i for i in range(len(words) - 1, -1, -1) if folded[i].endswith("'s")), -1)
    at = max((i for i, word in enumerate(folded[:-1]) if word in _title_words()), default=-1)
    title_end = _after_portfolio(words, folded, at + 1) if at >= 0 else 0
    if at < 0 and owned >= 0:
        return None
    title, names = tuple(words[:title_end]), tuple(words[title_end:])
    if is_known and names:
        return title, names
    return (title, names) if _are_names(names, is_titled=at >= 0) else None


def _without_apposition(plain: str) -> str:
    """`the president, Ann Roe` and `Ann Roe, the president` without the title."""
    first, comma, last = plain.partition(", ")
    if not comma:
        return plain
    if any(t in _title_words() for t in tokens(last)) and first[:1].isupper():
        return first
    tail = plain.rsplit(", ", 1)[1]
    return tail if any(t in _title_words() for t in tokens(first)) else plain


def _after_portfolio(words: list[str], folded: list[str], start: int) -> int:
    """Where the names begin after a title: behind `of Education`, `to the United Nations`."""
    if start >= len(words) or folded[start] not in _LINKS:
        return start
    last = start
    for i in range(start, min(len(words), start + 8)):
        is_field = folded[i] in body_words() or folded[i] in words_of("title_words", "class", "part")
        if is_field or folded[i] in _LINKS or country_of(words[i].strip(",")):
            last = i
        elif i + 1 < len(words) and country_of(f"{words[i]} {words[i + 1]}"):
            last = i + 1
    return last + 1


def _are_names(names: tuple[str, ...], *, is_titled: bool) -> bool:
    folded = tokens(" ".join(names))
    most = 6 if is_titled else 5
    if not 1 <= len(names) <= most or len(folded) < (1 if is_titled else 2) or country_of(" ".join(names)):
        return False
    are_cased = all(word[:1].isupper() or word.lower() in PARTICLES or word[:3] in _JOINED for word in names)
    are_letters = not any(c.isdigit() for word in names for c in word)
    is_body = any(t in body_nouns() for t in folded) or all(t in body_words() for t in folded)
    return are_cased and are_letters and not is_body and not _countries(names)[0]


_APPOSED = frozenset({"party", "group", "movement", "militia", "organization", "organisation", "alliance"})
_JOINED = frozenset({"al-", "el-", "ul-", "as-", "ad-", "an-", "ar-", "az-", "at-", "ash"})


def is_acronym(form: Form) -> bool:
    """Whether the name is an acronym, with or without `party` after it."""
    return form.short is not None and form.core[:1] == (form.short,) and form.shape is not Shape.PERSON


def is_generic(form: Form) -> bool:
    """Whether bodies of several countries may bear the name."""
    return all(t in body_words() or t.isdigit() or len(t) < 2 for t in form.core)


def stands_alone(form: Form) -> bool:
    """Whether the name means the same party in every report."""
    if form.standing or form.shape is Shape.STATE:
        return True
    if form.shape is Shape.PERSON:
        return len(form.core) > 1
    return (
        form.shape is Shape.BODY and not is_acronym(form) and (bool(form.countries) or not is_generic(form))
    )


def mention_key(name: str, *, document_id: str | None = None, kind: str | None = None) -> str:
    """The node of a mention: the key of its name, in its document alone where the name does not say who is meant.

    `Leila Haddad` is the same in every report; `Mr Haddad`, `Hezbollah` and `Constitutional Court` are kept for
    each document, until a judgement joins them. Empty where the name has no character that can be seen.
    """
    plain = key(name)
    if document_id is None or not plain or stands_alone(form_of(name, kind)):
        return plain
    return node(name, document_id)
