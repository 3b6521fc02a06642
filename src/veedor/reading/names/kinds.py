"""By which pronouns a noun may be taken up."""

from __future__ import annotations

from functools import cache

from veedor.gazetteers.countries import is_country, is_demonym, is_seat
from veedor.gazetteers.organizations import is_organization
from veedor.reading.lexicon import table, words
from veedor.reading.parse import Parse, Word
from veedor.reading.roles.title_words import body_nouns, classes

_ACRONYM = 3
"""Letters of the shortest acronym that is taken for a body without the model's word for it."""
SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubj:outer", "csubj"})
"""Relations of subjects."""
_NO_PERSONS = frozenset({"part", "tenure", "modifier"})
"""Classes of titles that are no persons by themselves."""
_PERSONAL = ("er", "or", "ist", "ian", "ant", "man", "ee")
INSIDE_NAME = frozenset({"flat", "compound", "nmod:desc", "name"})
"""Relations of words that are part of a name."""
_MASSES = frozenset({"force", "court", "office", "state"})
"""Nouns of bodies that without article mean none (`by force`, `in court`)."""
_NO_PARTIES = frozenset({"village", "channel", "service", "website", "home"})
"""Nouns of bodies that in the plural are mostly things."""


def party_kinds(parse: Parse, word: Word) -> str:
    """What a noun outside people's names may be taken up by; empty for what names no party."""
    if word.upos not in {"NOUN", "PROPN"} or word.deprel in INSIDE_NAME:
        return ""
    name = parse.name_at(word.index)
    if (name is not None and name.kind == "ORG") or is_organization(word.text) or _is_acronym(word):
        return "group many"
    if name is not None and is_country(parse.quote(name.first, name.last)):
        return "group"
    if word.deprel in SUBJECTS and is_seat(word.text):
        return "group"  # `Moscow says it will`
    if is_plural(word):
        return "many" if _are_people(word) else ""
    if _is_title(parse, word):
        return "person"
    if word.text.lower() in _MASSES and not parse.children(
        word.index, "det", "nmod:poss", "amod", "compound"
    ):
        return ""
    return "group many" if word.text.lower() in body_nouns() else ""


def is_person_noun(lemma: str) -> bool:
    """Whether a noun means a person (`suspect`)."""
    return lemma.lower() in words("person_nouns") or classes().get(lemma.lower(), "part") not in _NO_PERSONS


def is_plural(word: Word) -> bool:
    """Whether it is a noun in the plural; the tag alone mistakes some."""
    return word.xpos in {"NNS", "NNPS"} or (
        word.upos == "NOUN" and word.text.lower() == word.lemma.lower() + "s"
    )


def _is_title(parse: Parse, word: Word) -> bool:
    """Whether a noun names somebody by an office; one in capitals does behind an article (`the Prime Minister`)."""
    if classes().get(word.text.lower(), "part") in _NO_PERSONS:
        return False
    return word.upos == "NOUN" or (parse.child(word.index, "det") is not None and word.text.istitle())


def _is_acronym(word: Word) -> bool:
    """Whether capitals that do or suffer something stand for a body which the model did not see."""
    takes_part = word.deprel in SUBJECTS or word.deprel in {"obj", "obl:agent", "nmod:poss"}
    return takes_part and word.upos == "PROPN" and word.text.isupper() and len(word.text) >= _ACRONYM


def _are_people(word: Word) -> bool:
    """Whether a plural names people or bodies."""
    low = word.lemma.lower()
    if low in _people_nouns() or is_demonym(word.text) is not None:
        return True
    return low.endswith(_PERSONAL) and low not in words("things_like_persons")


@cache
def _people_nouns() -> frozenset[str]:
    titles = frozenset(
        row["title"] for row in table("titles") if row["class"] not in {"modifier", "tenure", "part"}
    )
    return titles | words("people_nouns") | (frozenset(body_nouns()) - _NO_PARTIES)
