"""Who does and who suffers what: the phrases that name parties, and the subjects and objects of predicates.

Everything here reads the dependency tree of one sentence (Universal Dependencies, English EWT). A party is
named by the shortest phrase that still names it, title included (codebook, section Events).
"""

from __future__ import annotations

from veedor.codebook.span import Quote
from veedor.reading.parse import Parse, Word

_LEFT_OUT = frozenset(
    "acl advcl appos case cc ccomp conj cop csubj dep discourse expl mark nsubj parataxis punct "
    "vocative aux".split()
)
"""Relations that hang on a noun without helping to name it."""

_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET", "SYM", "X"})
_UTTERANCES = frozenset(
    "statement declaration letter report resolution speech message communiqué communique petition note document "
    "tweet post comment remark editorial appeal press".split()
)
"""Nouns whose participle tells what their author does (`issued a statement condemning the raid`)."""

_PREDICATES = frozenset({"VERB", "AUX", "ADJ", "NOUN"})
_RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})
_NAMING_PREPOSITIONS = frozenset({"of", "for", "to", "from", "in", "on", "at", "within", "inside", "against"})


LIGHT_VERBS = frozenset(
    "hold have take make carry conduct launch start begin resume continue stage give commit wage pay mount impose "
    "issue declare undertake pursue open end suspend deliver perpetrate lead organize organise run do lodge file "
    "express voice renew repeat reach sign announce plan call convene host attend join arrange "
    "schedule".split()
)
"""Verbs whose subject does what the object names (`held talks`); of others it only speaks or thinks of it."""


def phrase(parse: Parse, head: int) -> tuple[int, int]:
    """First and last word, both included, of the shortest phrase that names the noun `head`."""
    kept = {head}
    stack = [head]
    while stack:
        at = stack.pop()
        for child in parse.children(at):
            if _names(parse, at, child):
                kept.add(child.index)
                stack.append(child.index)
    first = last = head
    while first - 1 in kept or _inner_punctuation(parse, first - 1, kept, -1):
        first -= 1
    while last + 1 in kept or _inner_punctuation(parse, last + 1, kept, 1):
        last += 1
    return first, last


def _names(parse: Parse, at: int, child: Word) -> bool:
    """Whether `child` belongs to the phrase that names its head."""
    relation = child.deprel.split(":")[0]
    if relation == "appos":
        # `President Jane Roe` is sometimes read as an apposition: without a comma it is part of the name.
        return not any(parse.words[i].upos == "PUNCT" for i in range(at + 1, child.index))
    if relation == "case":
        return at != child.index and parse.words[at].deprel.startswith("nmod")
    if parse.words[at].deprel == "nummod":
        # `at least`, `some` before a number belong to the figure, not to the party's name
        return relation in {"nummod", "compound", "flat"}
    name = parse.name_at(at) if relation in {"conj", "cc", "nmod"} else None
    is_inside = name is not None and name.first <= child.index <= name.last
    if relation in {"conj", "cc"}:
        return is_inside
    if relation == "nmod" and child.index > at and not child.deprel.startswith("nmod:poss") and not is_inside:
        marker = parse.child(child.index, "case")
        return marker is not None and marker.lemma in _NAMING_PREPOSITIONS
    return relation not in _LEFT_OUT


def _inner_punctuation(parse: Parse, index: int, kept: set[int], step: int) -> bool:
    """Whether a hyphen, apostrophe or the like joins kept words (`vice-president`, `Ra'ad`)."""
    if not 0 <= index < len(parse.words) or not 0 <= index + step < len(parse.words):
        return False
    word = parse.words[index]
    if word.text in {",", ";", ":", "(", ")", "—", "–"} or word.upos not in {"PUNCT", "PART"}:
        return False
    return index + step in kept


def party(parse: Parse, head: int) -> Quote:
    """The shortest phrase that names the party headed by word `head`, title included."""
    first, last = phrase(parse, head)
    words = parse.words
    while first < head and (words[first].upos == "PUNCT" or words[first].deprel == "case"):
        first += 1
    while last > head and (words[last].upos == "PUNCT" or words[last].text in {"'s", "’s", "'", "’"}):
        last -= 1
    return Quote.at(parse.text, words[first].start, words[last].end)


def with_conjuncts(parse: Parse, head: int) -> list[int]:
    """The noun `head` and the nouns joined to it by `and`, `or` or commas, in order; a name is one party."""
    name = parse.name_at(head)
    last = head if name is None else name.last
    joined = (w.index for w in parse.children(head, "conj") if w.upos in _NOMINAL)
    return [head, *(i for i in joined if not head < i <= last)]


def parties(parse: Parse, head: int) -> list[Quote]:
    """The party headed by `head` and those joined to it, one quote each."""
    return [party(parse, index) for index in with_conjuncts(parse, head)]


def is_passive(parse: Parse, index: int) -> bool:
    """Whether the predicate is in the passive (`was arrested`, `arrested by`, `found gagged`)."""
    word, below = parse.words[index], parse.children(index)
    relations = {w.deprel for w in below}
    if relations >= {"nsubj", "obj"} and "aux:pass" not in relations:
        return False  # `has rejected mediation by the Union`
    if relations & {"aux:pass", "obl:agent"}:
        return word.xpos != "VBG"
    if any(w.deprel == "nsubj:pass" for w in below):
        # `may have agreed` has no passive, whatever its subject is called
        return not any(w.deprel == "aux" and w.lemma == "have" for w in below)
    if word.xpos != "VBN" or any(w.deprel in {"aux", "nsubj"} for w in below):
        return False
    if word.deprel == "conj" and word.head >= 0:
        return is_passive(parse, word.head)
    return word.deprel in {"acl", "advcl", "xcomp"}


def _agent(parse: Parse, index: int) -> list[int]:
    """Heads of the `by` phrase of a passive."""
    found = [w.index for w in parse.children(index) if w.deprel == "obl:agent"]
    return [j for i in found for j in with_conjuncts(parse, i)]


def _antecedent(parse: Parse, index: int) -> int | None:
    """The noun that a relative clause or participle headed by `index` describes."""
    word = parse.words[index]
    return word.head if word.head >= 0 and word.deprel.startswith("acl") else None


def _resolve_relative(parse: Parse, predicate: int, subject: int) -> list[int]:
    """`who` and `which` stand for the noun they describe."""
    if parse.words[subject].lemma in _RELATIVE and parse.words[subject].xpos in {"WDT", "WP", "WP$"}:
        at: int | None = predicate
        while at is not None and not parse.words[at].deprel.startswith("acl"):
            at = parse.words[at].head if parse.words[at].head >= 0 else None
        noun = None if at is None else _antecedent(parse, at)
        return [] if noun is None else with_conjuncts(parse, noun)
    return with_conjuncts(parse, subject)


def grammatical_subjects(parse: Parse, index: int, depth: int = 0) -> list[int]:
    """Heads of the grammatical subject of predicate `index`, borrowed from its governor where it has none."""
    own = next((w for w in parse.children(index) if w.deprel in {"nsubj", "nsubj:pass", "nsubj:outer"}), None)
    if own is not None:
        return _resolve_relative(parse, index, own.index)
    word = parse.words[index]
    if depth > 6 or word.head < 0:
        return []
    relation, governor = word.deprel.split(":")[0], word.head
    if relation == "xcomp":
        controlled = parse.child(governor, "iobj", "obj")
        if controlled is not None and parse.words[governor].lemma != "promise":
            return with_conjuncts(parse, controlled.index)
        return grammatical_subjects(parse, governor, depth + 1)
    if relation == "acl":
        if word.xpos == "VBG" and parse.words[governor].lemma in _UTTERANCES:
            return nominal_agents(parse, governor, depth + 1)
        if word.deprel == "acl:relcl" or word.xpos in {"VBG", "VBN"}:
            return with_conjuncts(parse, governor)
        # an infinitive (`the decision to sentence him`) is done by whoever decides
        return nominal_agents(parse, governor, depth + 1) or _clause_subjects(parse, governor, depth + 1)
    if relation == "advcl" and _is_object_controlled(parse, index):
        return objects(parse, governor)
    if relation in {"conj", "advcl", "parataxis"} and parse.words[governor].upos in _PREDICATES:
        speaker = _speaker_between(parse, governor, index) if relation == "advcl" else None
        return grammatical_subjects(parse, governor if speaker is None else speaker, depth + 1)
    return []


def _is_object_controlled(parse: Parse, index: int) -> bool:
    """Whether the object of the governor does it: `accused him of taking`, `thanked them for agreeing`."""
    mark = parse.child(index, "mark")
    return (
        parse.words[index].xpos == "VBG"
        and mark is not None
        and mark.lemma in {"of", "for", "from", "into"}
        and bool(objects(parse, parse.words[index].head))
    )


def _speaker_between(parse: Parse, governor: int, index: int) -> int | None:
    """The verb of saying between a quotation and a participle that goes on about its speaker.

    `"It is war", Roe said, urging restraint`: whoever says it urges.
    """
    between = (w for w in parse.children(governor, "parataxis") if governor < w.index < index)
    return next((w.index for w in between if parse.child(w.index, "nsubj") is not None), None)


def _clause_subjects(parse: Parse, noun: int, depth: int) -> list[int]:
    """The subjects of the verb that the noun hangs on."""
    word = parse.words[noun]
    if depth > 6 or word.head < 0 or word.deprel.split(":")[0] not in {"obj", "obl"}:
        return []
    return grammatical_subjects(parse, word.head, depth + 1)


def subjects(parse: Parse, index: int) -> list[int]:
    """Heads of the logical subject of predicate `index`: who does it; empty where nobody is named.

    Looks through control (`wants to run`), conjunction, relative clauses and the `by` of passives.
    """
    if is_passive(parse, index):
        return _agent(parse, index)
    return grammatical_subjects(parse, index)


def objects(parse: Parse, index: int) -> list[int]:
    """Heads of the logical object of predicate `index`: to whom or what it is done."""
    if is_passive(parse, index):
        word = parse.words[index]
        if word.deprel == "acl" and word.xpos == "VBN":
            return with_conjuncts(parse, word.head)
        subject = grammatical_subjects(parse, index)
        direct = parse.child(index, "obj")
        return subject if direct is None else [*subject, *with_conjuncts(parse, direct.index)]
    direct = parse.child(index, "obj")
    if direct is None:
        return _relative_object(parse, index)
    if direct.lemma in _RELATIVE:
        return _resolve_relative(parse, index, direct.index)
    return with_conjuncts(parse, direct.index)


def _relative_object(parse: Parse, index: int) -> list[int]:
    """The noun described by a relative clause without `that` (`the deal they signed`)."""
    word = parse.words[index]
    first = parse.child(index, "nsubj")
    if word.deprel != "acl:relcl" or first is None or first.lemma in _RELATIVE:
        return []
    # `the city where they met`, `the day when he left`: the noun is no object
    elsewhere = any(w.xpos == "WRB" for w in parse.children(index, "advmod"))
    return [] if elsewhere else with_conjuncts(parse, word.head)


def oblique(parse: Parse, index: int, *prepositions: str) -> list[int]:
    """Heads of the phrases that hang on `index` by one of the prepositions, conjuncts included."""
    return [
        joined
        for introducer, child in parse.introduced[index]
        if introducer in prepositions and (child.upos in _NOMINAL or child.upos == "VERB")
        for joined in with_conjuncts(parse, child.index)
    ]


def nominal_agents(parse: Parse, index: int, depth: int = 0) -> list[int]:
    """Who does the act that the noun `index` names: `by` phrase, possessor, or subject of its verb."""
    by = oblique(parse, index, "by")
    if by:
        return by
    owner = parse.child(index, "nmod:poss")
    if owner is not None:
        return with_conjuncts(parse, owner.index)
    word = parse.words[index]
    if word.head >= 0 and word.deprel in {"nsubj", "nsubj:pass"}:
        # `the request was made by the city`, `calls came from all sides`
        return _agent(parse, word.head) or (
            oblique(parse, word.head, "from") if parse.words[word.head].lemma == "come" else []
        )
    is_object = word.deprel == "obj" or (word.deprel == "xcomp" and word.upos == "NOUN")
    if is_object and depth < 6 and parse.words[word.head].lemma in LIGHT_VERBS:
        return grammatical_subjects(parse, word.head, depth + 1)
    return []
