"""Whether a future act is announced by whoever will do it, or foreseen by somebody else.

The codebook keeps the two apart: a party's own plans are future events, what another will do is a forecast.
"""

from __future__ import annotations

from veedor.reading.clauses import base, is_negated, is_own, saying_above, speakers
from veedor.reading.events.triggers import is_party, trigger_at
from veedor.reading.lexicon import words
from veedor.reading.parse import Parse, Word
from veedor.reading.parties import grammatical_subjects, is_passive

BELIEVING = frozenset(
    "believe think fear hope expect predict forecast foresee anticipate worry doubt warn bet reckon dread concern "
    "afraid fearful hopeful optimistic pessimistic confident certain sure concerned worried convinced skeptical "
    "sceptical wary concern worry belief expectation prediction prospect risk danger possibility likelihood chance "
    "prophesy caution estimate suspect assume imagine calculate project likely unlikely possible probable".split()
)
"""Words after which a future act of others is foreseen, not announced."""
_PROMISING = frozenset(
    "promise pledge vow announce guarantee agree decide order decree swear undertake assurance assure commit "
    "commitment stipulate specify provide propose require".split()
)
"""Words whose content the speaker sees to: what follows is announced, whoever does it."""
_TAKING_PLACE = frozenset(
    "be begin start resume continue take happen occur follow open proceed go last end close run".split()
)
"""Verbs that say of an act only that it takes place."""
_WEATHERMEN = frozenset({"forecaster", "meteorologist"})
GUESSING = frozenset(
    "likely unlikely probably possibly perhaps maybe presumably certainly surely inevitably".split()
)
"""Adverbs that tell a guess of whoever says it."""
_OFFICIAL = frozenset(
    "official spokesman spokeswoman spokesperson minister ministry government president premier authority commander "
    "statement police military army department commission administration secretary office court organizer organiser "
    "parliament agency council chairman chief release presidency cabinet kremlin palace negotiator envoy diplomat "
    "general adviser advisor aide representative delegate ambassador governor mayor newspaper media report agency "
    "television radio daily station".split()
)
"""Speakers whose `will` announces what their side does."""


def is_announced(parse: Parse, act: int, predicate: int) -> bool:
    """Whether the future act is announced by its doer, an official or the author, rather than foreseen by another.

    Args:
        parse: The sentence.
        act: The word that names what will be done.
        predicate: The word that has the subject.

    """
    word = parse.words[act]
    if word.upos not in {"VERB", "NOUN"}:
        return False
    if any(w.lemma in GUESSING for w in parse.children(act, "advmod")):
        return False
    if word.lemma == "be" and is_negated(parse, act):
        return False
    saying = saying_above(parse, predicate)
    if saying is not None and base(parse.words[saying]) in _PROMISING and parse.child(act, "expl") is None:
        return True
    typed, outcome = trigger_at(parse, act) is not None, is_outcome(parse, word)
    by_party = any(is_party(parse, i) for i in grammatical_subjects(parse, predicate))
    if is_own(parse, predicate) and not _hoped_above(parse, predicate):
        return (not outcome or typed or by_party) and word.lemma != "win"
    if believed_above(parse, predicate):
        return False
    if is_alternative(parse, act) or (
        saying_above(parse, predicate) is not None and not speaks_officially(parse, predicate)
    ):
        return typed and is_passive(parse, act)
    if is_passive(parse, act):
        return True
    doers = [i for i in grammatical_subjects(parse, predicate) if parse.words[i].deprel != "expl"]
    if any(is_party(parse, i) or parse.words[i].text.lower() == "it" for i in doers):
        return typed or not outcome
    return word.lemma in _TAKING_PLACE and any(trigger_at(parse, i) is not None for i in doers)


def is_due(parse: Parse, predicate: int) -> bool:
    """Whether `should` foretells rather than demands: of a thing at a time, or in the words of forecasters."""
    if not any(w.text.lower() == "should" for w in parse.children(predicate, "aux")):
        return False
    if any(parse.words[i].lemma.lower() in _WEATHERMEN for i in speakers(parse, predicate)):
        return True
    if any(is_party(parse, i) for i in grammatical_subjects(parse, predicate)):
        return False
    times = parse.children(predicate, "obl", "obl:unmarked", "nmod:unmarked", "obl:tmod")
    return any(w.lemma.lower() in words("time_nouns") for w in times)


def is_outcome(parse: Parse, word: Word) -> bool:
    """Whether the verb tells how things turn out: by the list, or `will have to`."""
    forced = word.lemma == "have" and parse.child(word.index, "xcomp") is not None
    return forced or word.upos != "VERB" or word.lemma in words("outcome_verbs", "lemma")


def _hoped_above(parse: Parse, index: int) -> bool:
    """Whether it is what somebody believes or hopes of himself; a warning of one's own act is none."""
    saying = saying_above(parse, index)
    return believed_above(parse, index) and (
        saying is None or parse.words[saying].lemma not in {"warn", "caution"}
    )


def believed_above(parse: Parse, index: int) -> bool:
    """Whether the clause is what somebody believes, hopes, fears or predicts."""
    saying = saying_above(parse, index)
    if saying is not None:
        return base(parse.words[saying]) in BELIEVING
    return believing_above(parse, index) is not None


def believing_above(parse: Parse, index: int) -> int | None:
    """The word of belief that the clause completes."""
    word = parse.words[index]
    while word.head >= 0 and word.deprel.split(":")[0] in {"acl", "ccomp", "xcomp", "conj", "parataxis"}:
        if base(parse.words[word.head]) in BELIEVING:
            return word.head
        word = parse.words[word.head]
    return None


def speaks_officially(parse: Parse, predicate: int) -> bool:
    """Whether those who say it speak for a government or a body, or are a medium that reports."""
    said_by = speakers(parse, predicate)
    if said_by and parse.words[said_by[0]].upos == "PRON":
        said_by = grammatical_subjects(parse, predicate)
    bodies = (parse.name_at(i) for i in said_by)
    if any(name is not None and name.kind in {"ORG", "LOC"} for name in bodies):
        return True
    return any(parse.words[j].lemma.lower() in _OFFICIAL for i in said_by for j in parse.subtree(i))


def is_alternative(parse: Parse, index: int) -> bool:
    """Whether `or` joins the predicate to another (`they will yield or they will quit`)."""
    joined = parse.children(index, "conj")
    if any(w.lemma == "or" for other in joined for w in parse.children(other.index, "cc")):
        return any(other.upos == "VERB" for other in joined)
    word = parse.words[index]
    return word.deprel == "conj" and any(w.lemma == "or" for w in parse.children(index, "cc"))
