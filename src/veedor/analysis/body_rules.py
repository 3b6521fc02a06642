"""When two names of bodies, or of states, mean one party."""

from __future__ import annotations

from functools import lru_cache

from rapidfuzz import fuzz

from veedor.analysis.findings import Finding, Party, different, same, unsure
from veedor.analysis.person_rules import is_spelling
from veedor.gazetteers.name_forms import Form, Shape, body_nouns, body_words, is_acronym, is_generic
from veedor.gazetteers.spelling import like_words
from veedor.gazetteers.states import Facet

_ALIKE = 80
"""Token-sort ratio from which two names of different parties are worth a word."""
_SHORTEST_ACRONYM = 3


def judge_states(a: Form, b: Form) -> Finding | None:
    """What the names of two states tell."""
    if a.countries != b.countries:
        return different(0.01, "two different countries")
    if a.facet is b.facet:
        if a.facet in (Facet.AUTHORITIES, Facet.OFFICE):
            return unsure(0.8, "the authorities of the same country")
        return same(
            0.98, f"the same country's {a.facet}" if a.facet is not Facet.COUNTRY else "the same country"
        )
    if Facet.PEOPLE in (a.facet, b.facet):
        return different(0.05, "a people is not its state")
    if {a.facet, b.facet} == {Facet.COUNTRY, Facet.GOVERNMENT}:
        return unsure(0.7, "a country and its government: one party where the country acts")
    return unsure(0.6, "a government and the authorities of the same country")


def differ(a: Form, b: Form) -> Finding | None:
    """Why two names that look alike cannot mean one party; None where nothing forbids it."""
    if a.belongs != b.belongs:
        return different(
            0.03, f"`{', '.join(sorted(a.belongs ^ b.belongs))}` points to others than the party"
        )
    if a.numbers != b.numbers:
        return different(0.02, "different numbers")
    if a.countries and b.countries and a.countries != b.countries:
        return different(0.02, "namesakes of two countries")
    if a.standing and b.standing and a.standing != b.standing:
        return different(0.02, "two standing organisations")
    return None


def judge_bodies(a: Party, b: Party, *, rivals: int) -> Finding | None:
    """What two names of bodies tell; None where nothing speaks for one body.

    Args:
        a: The one.
        b: The other.
        rivals: How many long forms are known for the acronym, where one of the two is an acronym.

    """
    x, y = a.form, b.form
    if x.standing and x.standing == y.standing:
        return same(0.99, f"both are names of {x.standing}")
    forbidden = differ(x, y)
    if forbidden:
        return forbidden if fuzz.token_sort_ratio(x.spelling, y.spelling) >= _ALIKE else None
    if singular_words(x.core) == singular_words(y.core):
        return _namesakes(a, b)
    return _acronym(a, b, rivals) or _short_form(a, b) or _respelt(a, b) or _alike(a, b)


@lru_cache(maxsize=65536)
def singular_words(core: tuple[str, ...]) -> tuple[str, ...]:
    """The words, sorted, plurals as singulars."""
    return tuple(sorted(t.removesuffix("s") if len(t) > 4 else t for t in core))


def _namesakes(a: Party, b: Party) -> Finding | None:
    """The same words, the country named by one, by both or by none."""
    x, y = a.form, b.form
    if Shape.GROUP in (x.shape, y.shape) and not a.meets(b):
        return None
    if x.countries and x.countries == y.countries:
        return same(0.98, "the same body of the same country")
    if x.countries or y.countries:
        if a.all_countries & b.all_countries:
            return same(0.96, "the same body, once with the country of which the other report speaks")
        if a.meets(b) and not is_generic(x):
            return same(0.95, "the same body with and without its country, in the same document")
        return unsure(0.5, "the same body, whose country only one names")
    if not is_generic(x) or a.meets(b):
        return same(0.97, "the same words")
    if a.shares_country(b):
        return same(0.96, "the same body in reports on the same country")
    if a.countries and b.countries:
        return different(
            0.1, "a name that bodies of several countries bear, in reports on different countries"
        )
    return unsure(0.5, "a name that bodies of several countries bear")


def _acronym(a: Party, b: Party, rivals: int) -> Finding | None:
    for long, short in ((a, b), (b, a)):
        if short.form.short is None or not is_acronym(short.form) or is_acronym(long.form):
            continue
        letters = short.form.short
        if letters == long.form.short:
            return _explained(long, short, rivals)
        if letters == initials(long.form) and len(letters) >= _SHORTEST_ACRONYM:
            if long.meets(short) and rivals < 2:
                return same(0.95, f"{letters.upper()} are its initials, in the same document")
            if rivals < 2 and long.shares_country(short):
                return same(0.93, f"{letters.upper()} are its initials, and of no other name")
            return unsure(0.7 if long.shares_country(short) else 0.55, f"{letters.upper()} are its initials")
    if a.form.short and a.form.short == b.form.short and is_acronym(a.form) and is_acronym(b.form):
        near = a.meets(b) or a.shares_country(b)
        return same(0.96, "the same acronym") if near else unsure(0.6, "the same acronym in other reports")
    return None


def _explained(long: Party, short: Party, rivals: int) -> Finding:
    letters = (short.form.short or "").upper()
    if long.meets(short) or (rivals < 2 and long.shares_country(short)):
        return same(0.98, f"the name explains its acronym {letters}")
    if rivals < 2 and len(letters) >= _SHORTEST_ACRONYM:
        return same(0.94, f"the name explains its acronym {letters}, and no other name does")
    return unsure(0.6, f"an acronym {letters} that several names explain")


def initials(form: Form) -> str:
    """The initials of the name's capitalised words, folded."""
    return "".join(word[0] for word in form.name.replace("-", " ").split() if word[:1].isupper()).casefold()


def _short_form(a: Party, b: Party) -> Finding | None:
    """The first words of a name, whose other words only say what kind of body it is."""
    short, long = sorted((a, b), key=lambda party: len(party.form.core))
    n = len(short.form.core)
    rest = long.form.core[n:]
    if not n or not rest or long.form.core[:n] != short.form.core or short.form.shape is Shape.GROUP:
        return None
    if not all(t in body_words() for t in rest) or is_acronym(short.form):
        return unsure(0.4, "the one begins with the other") if a.meets(b) else None
    # `National` is no short form of anything; `Labour` is one of `Labour Party`.
    is_name = n > 1 or " " not in short.form.name
    if a.meets(b) and is_name:
        return same(0.94, "its short form in the same document")
    return unsure(0.6, "perhaps its short form") if not is_generic(short.form) else None


def _respelt(a: Party, b: Party) -> Finding | None:
    x, y = singular_words(a.form.core), singular_words(b.form.core)
    if len(x) != len(y):
        return None
    pairs = [(p, q) for p, q in zip(x, y, strict=True) if p != q]
    if not all(is_spelling(p, q) for p, q in pairs):
        return None
    if any(p in body_words() and q in body_words() for p, q in pairs) or any(len(p) < 4 for p, _ in pairs):
        return None
    is_sure = len(x) > 1 and len(pairs) == 1 and (a.meets(b) or bool(a.all_countries & b.all_countries))
    why = "one word spelt differently" if len(pairs) == 1 else "words spelt alike"
    return same(0.94, why) if is_sure and any(t in body_nouns() for t in x) else unsure(0.75, why)


@lru_cache(maxsize=65536)
def kind_of_body(core: tuple[str, ...]) -> str:
    """One word for all bodies of a kind (`forces` for army and armed forces); else the sorted words."""
    ordered = tuple(sorted(core))
    return like_words().get(ordered) or " ".join(ordered)


def _alike(a: Party, b: Party) -> Finding | None:
    """The army and the armed forces, the parliament and the national assembly of one country."""
    if kind_of_body(a.form.core) == kind_of_body(b.form.core) and a.all_countries & b.all_countries:
        return unsure(0.6, "bodies of the same kind in the same country")
    return None
