"""Who did an act, and to whom: its actors and recipients, as word indices.

The codebook's conventions (section Events): in a reciprocal act every party is an actor; a passive without an
agent has no actor; who moves is an actor; who suffers, is appointed or elected is a recipient.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from veedor.codebook.labels import EventType
from veedor.reading.events.triggers import Trigger, is_party, trigger_at
from veedor.reading.lexicon import words
from veedor.reading.parse import Parse, Word
from veedor.reading.parties import (
    is_passive,
    nominal_agents,
    objects,
    oblique,
    subjects,
    with_conjuncts,
)

_RECIPROCAL = frozenset({EventType.CONSULT, EventType.AGREE, EventType.COOPERATE})
_OF_AGENT = frozenset(
    {
        EventType.REQUEST,
        EventType.REJECT,
        EventType.RULE,
        EventType.THREATEN,
        EventType.PROTEST,
        EventType.MOBILIZE,
    }
)
"""Types whose nouns take who does it by `of` (`the refusal of the council`); others take who undergoes it."""
_FROM_AGENT = _OF_AGENT | {EventType.ACCUSE, EventType.SUPPORT, EventType.AID}
"""Types whose nouns take who does it by `from` (`criticism from the bishops`)."""
_IMPLICATE = frozenset({"link", "tie", "connect", "implicate", "involve", "convict", "suspect", "acquit"})
"""Verbs that lay an act at somebody's door (`was linked to the fraud`, `convicted of murder`)."""
_BY_COMMUNITIES = frozenset(
    {EventType.REQUEST, EventType.AID, EventType.SUPPORT, EventType.ACCUSE, EventType.REJECT}
)
"""Types whose nouns may be done by `international` or `public`."""
_BORROWS = frozenset(
    {EventType.CONSULT, EventType.REJECT, EventType.COOPERATE, EventType.SUPPORT, EventType.RETREAT}
)
"""Types whose nouns, in a phrase of time or manner, are done by the clause's subject (`during a visit, he said`)."""
_TARGETS = "with against from to on upon for of over at between among towards toward in".split()
_TAKE_THINGS = frozenset({"suggest", "propose", "recommend", "demand", "seek"})
"""Verbs of asking whose object is what is asked for, not who is asked."""
_OWNERS_SUFFER = frozenset(
    {
        EventType.COERCE,
        EventType.ASSAULT,
        EventType.SUPPORT,
        EventType.ACCUSE,
        EventType.REJECT,
        EventType.ABUSE,
        EventType.SANCTION,
        EventType.THREATEN,
    }
)
"""Types in which what is done to a thing is done to its owner (`seized their boat`, `praised his courage`)."""
_SPEAK_OF = frozenset({EventType.REQUEST, EventType.THREATEN, EventType.ACCUSE})
"""Types whose content may name whom they are aimed at (`demanded that X go`, `alleged that X lied`)."""
_PARTNERS = ("with", "between", "among", "alongside")
_GETTING = frozenset("receive get gain enjoy obtain win face suffer undergo draw attract survive".split())
"""Verbs whose subject undergoes the act that their object names (`received threats`)."""
_HARMING = frozenset("kill wound injure hurt die perish".split())
"""Verbs that tell what somebody suffers in the act that a phrase names (`wounded in a raid`)."""
_PLAIN_ADJECTIVES = frozenset(
    "general military public chief major private senior junior principal minor native local individual executive "
    "deputy relative official professional adult criminal regular common human terrorist".split()
)
"""Adjectives that are person words only as nouns."""


class Participants(NamedTuple):
    """Head words of the parties of an act."""

    actors: list[int]
    recipients: list[int]


def participants(parse: Parse, trigger: Trigger) -> Participants:
    """The parties of the act, each once; nobody is both actor and recipient."""
    word = parse.words[trigger.head]
    if word.upos == "NOUN":
        found = _of_noun(parse, trigger)
    elif word.deprel == "amod":
        found = _of_participle(trigger, word)
    else:
        found = _of_verb(parse, trigger)
    actors = _with_members(parse, found.actors) or _by_role(parse, trigger, set(found.recipients))
    recipients = _with_members(parse, found.recipients)
    return Participants(actors, [i for i in recipients if i not in actors])


def _with_members(parse: Parse, heads: Iterable[int]) -> list[int]:
    """The parties, each once, and those that they are said to include (`four people, including a judge`)."""
    members = {i: _somebody(parse, oblique(parse, i, "include", "including")) for i in heads}
    return list(dict.fromkeys(j for i, inside in members.items() for j in (i, *inside)))


def _by_role(parse: Parse, trigger: Trigger, taken: set[int]) -> list[int]:
    """Who acts by the model's PropBank roles, where the tree names nobody."""
    arguments = (r.argument for r in parse.arguments(trigger.head, "ARG0"))
    return [i for i in _somebody(parse, arguments) if i not in taken]


def _of_participle(trigger: Trigger, word: Word) -> Participants:
    """`displaced families`: the noun moves, or undergoes it."""
    return Participants([word.head], []) if trigger.type is EventType.MOVE else Participants([], [word.head])


def _somebody(parse: Parse, heads: Iterable[int]) -> list[int]:
    return [i for i in heads if is_party(parse, i)]


def _of_verb(parse: Parse, trigger: Trigger) -> Participants:
    actors = [j for i in subjects(parse, trigger.head) for j in [*_doers(parse, i), *_companions(parse, i)]]
    holders = [trigger.head] if trigger.part is None else [trigger.head, trigger.part]
    partners = _somebody(parse, (i for h in holders for i in oblique(parse, h, *_PARTNERS)))
    targets = [i for i in _targets(parse, trigger, holders) if i not in partners]
    return _by_type(parse, trigger, actors, targets, partners)


def _by_type(
    parse: Parse, trigger: Trigger, actors: list[int], targets: list[int], partners: list[int]
) -> Participants:
    """Actors and recipients of a verb by the conventions of its type."""
    part = None if trigger.part is None else parse.words[trigger.part].lemma
    if trigger.type is EventType.CONSULT:
        if parse.words[trigger.head].lemma in {"visit", "tour"}:
            return Participants(actors + partners, targets)
        return Participants(actors + partners + targets, [])
    if trigger.type in _RECIPROCAL or (trigger.type is EventType.SUPPORT and part in {"relation", "tie"}):
        return Participants(actors + partners, targets)
    if trigger.type is EventType.SUFFER:
        return Participants([], actors + targets)
    if trigger.type is EventType.MOVE and is_passive(parse, trigger.head):
        return Participants(targets, [])
    if trigger.type is EventType.ELECT and parse.words[trigger.head].lemma in {"defeat", "beat", "unseat"}:
        return Participants(actors + targets, [])
    return Participants(actors, targets + partners)


def _doers(parse: Parse, subject: int) -> list[int]:
    """Who acts where `subject` is the subject: itself, or who does the act that it names (`attacks killed`)."""
    word = parse.words[subject]
    if word.upos not in {"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET"} or word.deprel == "expl":
        return []
    if word.upos == "NOUN" and not is_party(parse, subject) and trigger_at(parse, subject) is not None:
        return _named_before(parse, subject) or _somebody(parse, nominal_agents(parse, subject))
    return [subject] if is_party(parse, subject) or word.upos == "PRON" else []


def _companions(parse: Parse, subject: int) -> list[int]:
    """Who does it with the subject: `the minister together with two generals`."""
    joined = [
        w
        for w in parse.children(subject, "nmod", "obl")
        if any(m.lemma in {"together", "along", "alongside"} for m in parse.children(w.index))
    ]
    return _somebody(parse, (j for w in joined for j in with_conjuncts(parse, w.index)))


def _targets(parse: Parse, trigger: Trigger, holders: list[int]) -> list[int]:
    """To whom it is done: objects, else owners of objects, phrases, or whom the content names."""
    direct = [i for i in objects(parse, trigger.head) if i != trigger.part or is_party(parse, i)]
    if parse.words[trigger.head].lemma in _TAKE_THINGS or trigger.type is EventType.AGREE:
        direct = []
    if trigger.type is EventType.RULE:
        direct = [i for i in direct if not _is_body(parse, i)]
    found = _somebody(parse, direct)
    indirect = parse.child(trigger.head, "iobj")
    if indirect is not None:
        found += with_conjuncts(parse, indirect.index)
    if not found or trigger.type in {EventType.REQUEST, EventType.AID, EventType.SANCTION}:
        near = ("against", "at") if trigger.type is EventType.PROTEST else _TARGETS
        found += _somebody(parse, (i for h in holders for i in oblique(parse, h, *near)))
    if not found and trigger.type in _OWNERS_SUFFER:
        found = [j for i in direct for j in _named_before(parse, i)]
    if not found and trigger.type in _SPEAK_OF:
        found = _in_content(parse, trigger)
    return found


def _is_body(parse: Parse, index: int) -> bool:
    """Whether a word names a body or a thing: one that is founded or declared is what the ruling is about."""
    name = parse.name_at(index)
    return name.kind == "ORG" if name is not None else parse.words[index].upos == "PROPN"


def _in_content(parse: Parse, trigger: Trigger) -> list[int]:
    """Of whom something is demanded or alleged (`demanded that X go`), or who is threatened with it."""
    clause = parse.child(trigger.head, "ccomp", "xcomp")
    if clause is None:
        return []
    if trigger.type is EventType.THREATEN:
        return _somebody(parse, objects(parse, clause.index))
    if is_passive(parse, clause.index):
        return []
    own = parse.child(clause.index, "nsubj")
    return _somebody(parse, with_conjuncts(parse, own.index)) if own is not None else []


def _named_before(parse: Parse, noun: int) -> list[int]:
    """The parties before a noun: owners, names and bodies (`their boat`, `rebel weapons`, `IAEA inspections`)."""
    before = [w for w in parse.children(noun, "nmod:poss", "compound", "amod") if w.index < noun]
    return [j for w in before if _is_party_before(parse, w) for j in with_conjuncts(parse, w.index)]


def _is_party_before(parse: Parse, word: Word) -> bool:
    """Whether a modifier names a party; an adjective only as a demonym (`general` strike, `Norwegian` mediation)."""
    name = parse.name_at(word.index)
    if word.upos == "ADJ" and word.lemma in _PLAIN_ADJECTIVES:
        return False
    return is_party(parse, word.index) and not (
        name is not None and name.kind == "LOC" and word.deprel == "compound"
    )


def _of_noun(parse: Parse, trigger: Trigger) -> Participants:
    head = trigger.head
    owners = [w.index for w in parse.children(head, "nmod:poss")]
    getters = _getters(parse, head)
    by = _somebody(parse, oblique(parse, head, "by"))
    before = _named_before(parse, head)
    actors = by + (_each_other(parse, head) or before or community(parse, trigger)) or _accused(parse, head)
    if not actors:
        actors = _somebody(parse, nominal_agents(parse, head)) or _borrowed(parse, trigger)
        actors = [i for i in actors if i not in getters]
    if not actors:
        near = ("of", "from") if trigger.type in _OF_AGENT else ("from",)
        actors = _somebody(parse, oblique(parse, head, *near)) if trigger.type in _FROM_AGENT else []
    partners = _somebody(
        parse, [*oblique(parse, head, *_PARTNERS, "involving", "involve"), *_involved(parse, head)]
    )
    targets = [i for i in _somebody(parse, oblique(parse, head, *_TARGETS)) if i not in partners]
    targets = [i for i in targets if i not in actors] or getters
    undergone = parse.words[head].lemma in words("undergone") and not oblique(parse, head, "of")
    if undergone and not set(owners).isdisjoint(actors):
        return Participants([i for i in actors if i not in owners], owners + targets)
    return _noun_by_type(trigger, actors, targets, partners)


def _getters(parse: Parse, noun: int) -> list[int]:
    """To whom an act is done that they get (`faced charges`), or in which they come to harm (`killed in the raid`)."""
    word = parse.words[noun]
    if word.head < 0:
        return []
    verb = parse.words[word.head]
    if word.deprel == "obj" and verb.lemma in _GETTING:
        return _somebody(parse, subjects(parse, verb.index))
    if verb.lemma in _HARMING and noun in oblique(parse, verb.index, "in", "during"):
        return _somebody(parse, objects(parse, verb.index) or subjects(parse, verb.index))
    return []


def _noun_by_type(
    trigger: Trigger, actors: list[int], targets: list[int], partners: list[int]
) -> Participants:
    """Actors and recipients of a noun by the conventions of its type."""
    if trigger.type is EventType.CONSULT:
        return Participants(actors + partners, [])
    if trigger.type in _RECIPROCAL:
        return Participants(actors + partners, targets)
    if trigger.type is EventType.SUFFER:
        return Participants([], actors + targets)
    if trigger.type is EventType.MOVE:
        return Participants(actors + targets, [])
    return Participants(actors, targets + partners)


def _accused(parse: Parse, noun: int) -> list[int]:
    """Who is said to have done it: `accused him of fraud`, `allegations of graft against her`."""
    word = parse.words[noun]
    case = parse.child(noun, "case")
    if word.head < 0 or case is None or case.lemma not in {"of", "with", "for", "to", "in"}:
        return []
    if parse.words[word.head].lemma in _IMPLICATE:
        return _somebody(parse, objects(parse, word.head))
    above = trigger_at(parse, word.head)
    if above is None or above.type is not EventType.ACCUSE:
        return []
    if parse.words[word.head].upos == "NOUN":
        # `allegations of graft and fraud against her`: the tree may hang the last phrase on any of the nouns
        nouns = [word.head, noun, *(w.index for w in parse.children(noun, "conj"))]
        return _somebody(parse, (i for n in nouns for i in oblique(parse, n, "against")))
    return _somebody(parse, objects(parse, word.head))


def community(parse: Parse, trigger: Trigger) -> list[int]:
    """The adjective that says who acts (`international pressure`, `public support`)."""
    if trigger.type not in _BY_COMMUNITIES:
        return []
    before = parse.children(trigger.head, "amod")
    return [w.index for w in before if w.lemma in words("acting_adjectives")]


def _each_other(parse: Parse, noun: int) -> list[int]:
    """The parties on both sides of a nominal act: `clashes between rebels and police`."""
    return _somebody(parse, oblique(parse, noun, "between", "among"))


def _involved(parse: Parse, noun: int) -> list[int]:
    """`an agreement involving X and Y`, `including`."""
    verbs = [w.index for w in parse.children(noun, "acl") if w.lemma in {"involve", "include", "between"}]
    return [j for i in verbs for j in objects(parse, i)]


def _borrowed(parse: Parse, trigger: Trigger) -> list[int]:
    """The clause's subject, for a noun in a phrase of time or manner."""
    word = parse.words[trigger.head]
    case = parse.child(trigger.head, "case")
    if trigger.type not in _BORROWS or word.deprel != "obl" or case is None:
        return []
    if case.lemma not in {
        "during",
        "in",
        "on",
        "upon",
        "without",
        "despite",
        "after",
        "at",
        "through",
        "before",
    }:
        return []
    return _somebody(parse, subjects(parse, word.head))
