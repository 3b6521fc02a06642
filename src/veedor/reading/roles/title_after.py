"""What follows a title: its field (`of Education`) and the body or country (`of the ECC`)."""

from __future__ import annotations

from veedor.gazetteers.countries import country_of
from veedor.gazetteers.organizations import is_organization
from veedor.reading.parse import Parse
from veedor.reading.roles.title_words import HYPHENS, POSSESSIVES, Place, body_nouns, title_ending_at

_FIELD_PREPOSITIONS = frozenset({"for", "to", "on"})
_BODY_PREPOSITIONS = frozenset({"of", "in", "at", "from", "with", "for"})
_LONGEST_BODY = 10
"""Words of the longest listed organisation."""
_PREPOSITIONS = _FIELD_PREPOSITIONS | _BODY_PREPOSITIONS


def after(parse: Parse, last: int, kind: str, taken: tuple[Place, ...]) -> tuple[int, Place | None, int]:
    """Last word of the role, the body, and last word of the phrase, from what follows the title."""
    role_last, of, whole_last = last, None, last
    while of is None:
        at = whole_last + 1
        preposition = parse.words[at].text.lower() if at + 1 < len(parse.words) else ""
        end = complement_end(parse, at + 1, taken) if preposition in _PREPOSITIONS else None
        if end is None:
            break
        has_field = role_last > last and is_entity(parse, at + 1, end)
        if _is_field(parse, preposition, at + 1, end, kind) and not has_field:
            end = _field_list_end(parse, end, taken) if kind == "portfolio" else end
            role_last = end
        elif _is_body(parse, at + 1, end, kind, preposition):
            of = (at + 1, end)
        else:
            break
        whole_last = end
    return role_last, of, whole_last


def _field_list_end(parse: Parse, last: int, taken: tuple[Place, ...]) -> int:
    """Last word of a list of fields (`for Infrastructure, Transport and Regional Development`)."""
    words, begins = parse.words, {p[0] for p in taken}
    at, end, is_capital = last + 1, last, words[last].text[0].isupper()
    while is_capital and at + 1 < len(words) and words[at].text.lower() in {",", "and", "&"}:
        joins = words[at].text != ","
        at += 2 if words[at].text == "," and words[at + 1].text.lower() in {"and", "&"} else 1
        start = at
        while at < len(words) and words[at].text[0].isupper() and words[at].upos in {"PROPN", "NOUN", "ADJ"}:
            if at in begins or title_ending_at(parse, at, at) or title_ending_at(parse, at, start):
                return end
            at += 1
        if at == start:
            return end
        if joins or words[start - 1].text != ",":
            return at - 1
    return end


def complement_end(parse: Parse, first: int, taken: tuple[Place, ...]) -> int | None:
    """Last word of the noun phrase that begins at `first`; None where none does. It ends before a person."""
    begins = {p[0]: p[1] for p in taken}
    at = first
    if at in begins:
        return _past_possessed(parse, begins[at])
    if parse.words[at].upos == "DET" or parse.words[at].deprel == "nmod:poss":
        at += 1
    if at < len(parse.words) and at in begins:
        return _past_possessed(parse, begins[at])
    known = _known_body_end(parse, at)
    if known is not None:
        return known
    last = None
    while at < len(parse.words) and at not in begins:
        name = parse.name_at(at)
        if name is not None and name.kind != "PER":
            last = at = max(at, name.last)
        elif _is_form_of_address(parse, at):
            break
        elif _inside_phrase(parse, at, last):
            last = at if _ends_phrase(parse, at) else last
        elif parse.words[at].text == "(" and last is not None and _bracket_end(parse, at):
            return _bracket_end(parse, at)
        else:
            break
        at += 1
    if last is not None and last + 1 in begins and title_ending_at(parse, last, first):
        return _past_possessed(parse, begins[last + 1])
    return last


def _known_body_end(parse: Parse, first: int) -> int | None:
    """Last word of the listed organisation of several words that begins here (`Committee to Protect …`)."""
    if first >= len(parse.words) or not parse.words[first].text[0].isupper():
        return None
    for last in range(min(first + _LONGEST_BODY, len(parse.words)) - 1, first, -1):
        if parse.words[last].text[0].isupper() and is_organization(parse.quote(first, last)):
            return last
    return None


def _ends_phrase(parse: Parse, at: int) -> bool:
    """Whether a noun phrase may end with the word: an adjective must not describe what follows."""
    word = parse.words[at]
    if word.upos in {"PUNCT", "ADP", "DET", "CCONJ", "VERB", "PART"}:
        return word.upos == "PART" and word.text in POSSESSIVES
    return word.upos != "ADJ" or word.head < at or word.text[0].isupper()


def _is_form_of_address(parse: Parse, at: int) -> bool:
    found = title_ending_at(parse, at, at)
    return found is not None and found[1] in {"rank", "honorific"} and parse.words[at].text[0].isupper()


def _past_possessed(parse: Parse, last: int) -> int:
    """Past what a person owns (`of Roe's party`)."""
    at = last + 1
    if at < len(parse.words) and parse.words[at].text in POSSESSIVES:
        while at + 1 < len(parse.words) and parse.words[at + 1].upos in {"NOUN", "PROPN", "ADJ"}:
            at += 1
        return at
    return last


def _bracket_end(parse: Parse, at: int) -> int | None:
    """The closing bracket of an explanation of at most six words that begins at `at`."""
    return next((i for i in range(at + 1, min(at + 8, len(parse.words))) if parse.words[i].text == ")"), None)


def _inside_phrase(parse: Parse, at: int, last: int | None) -> bool:
    word = parse.words[at]
    if word.upos in {"NOUN", "PROPN", "ADJ", "X", "NUM"}:
        return not word.deprel.startswith(("obl:unmarked", "nmod:unmarked"))
    if word.text in HYPHENS | POSSESSIVES or word.text == "&":
        return last is not None
    if word.deprel == "amod" and word.head > at:
        return True
    if last is None or at + 1 >= len(parse.words):
        return False
    following = parse.words[at + 1]
    if title_ending_at(parse, at + 1, at + 1) or (
        at + 2 < len(parse.words) and title_ending_at(parse, at + 2, at + 1)
    ):
        return False
    if word.text == "of" or (word.upos == "DET" and parse.words[at - 1].text == "of"):
        return following.upos in {"PROPN", "DET", "NOUN", "ADJ"} and _names_on(parse, at)
    if word.text in {"and", "for"}:
        return following.upos == "PROPN" and parse.words[at - 1].upos == "PROPN" and _names_on(parse, at)
    return False


def _names_on(parse: Parse, at: int) -> bool:
    """Whether the phrase before `at` is a capitalised name that its next words continue."""
    after = next((w for w in parse.words[at + 1 : at + 3] if w.upos != "DET"), None)
    before = parse.words[at - 1]
    return (
        after is not None
        and after.text[0].isupper()
        and (before.text[0].isupper() or before.upos == "DET" or before.text == "of")
    )


def _is_field(parse: Parse, preposition: str, first: int, last: int, kind: str) -> bool:
    """Whether what follows is part of the title's own name (`of Education`, `to the United Nations`)."""
    if kind == "portfolio":
        return preposition in _FIELD_PREPOSITIONS or (preposition == "of" and _is_domain(parse, first, last))
    if preposition == "for":
        if title_ending_at(parse, last, first):
            return True  # `candidate for prime minister`
        is_named = _is_capitalised(parse, first, last) or is_entity(parse, first, last)
        is_plural = parse.words[last].xpos == "NNPS" and not is_entity(parse, first, last, learnt=False)
        return kind in {"leader", "occupation", "office"} and (not is_named or is_plural)
    if preposition == "of" and kind == "occupation":
        return not is_entity(parse, first, last)
    if (
        preposition != "of"
        or kind not in {"occupation", "office", "leader"}
        or _is_capitalised(parse, first, last)
    ):
        return False
    goes_on = last + 1 < len(parse.words) and parse.words[last + 1].text.lower() in {"at", "for", "with"}
    return goes_on and not is_entity(parse, first, last)


def _is_domain(parse: Parse, first: int, last: int) -> bool:
    """Whether a minister's `of` names a field: a body that the model sees in `Foreign Affairs` is none."""
    name = parse.name_at(last)
    is_learnt = name is not None and name.kind == "ORG" and parse.words[first].upos != "DET"
    shouts = parse.words[last].text.isupper()
    return not is_entity(parse, first, last, learnt=not is_learnt or shouts)


def _is_capitalised(parse: Parse, first: int, last: int) -> bool:
    return any(w.text[0].isupper() for w in parse.words[first : last + 1])


def is_entity(parse: Parse, first: int, last: int, *, learnt: bool = True) -> bool:
    """Whether words name a body, a country or a place; without `learnt` the model's own bodies do not count."""
    for name in parse.names:
        if name.first >= first and name.last <= last and (learnt or name.kind != "ORG"):
            return True
    phrase = parse.quote(first, last)
    if country_of(phrase) or is_organization(phrase):
        return True
    nouns = (
        w.text.lower()
        for w in parse.words[first : last + 1]
        if w.index == last or w.upos in {"NOUN", "PROPN"}
    )
    return any(noun in body_nouns() for noun in nouns)


def _is_body(parse: Parse, first: int, last: int, kind: str, preposition: str) -> bool:
    """Whether the title is held in what follows."""
    if preposition == "of":
        return True
    if (preposition == "with" and kind != "occupation") or preposition not in _BODY_PREPOSITIONS:
        return False
    if preposition == "for":
        return _is_capitalised(parse, first, last) or is_entity(parse, first, last)
    return is_entity(parse, first, last) and _is_capitalised(parse, first, last)
