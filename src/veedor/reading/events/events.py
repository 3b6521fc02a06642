"""Events of one sentence: who did what to whom, where, about what.

Drafts only: sources, polarity, certainty, tense and dates are added by `assemble.py`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from veedor.codebook.labels import EventType
from veedor.codebook.span import Quote
from veedor.reading.events.content import content
from veedor.reading.events.participants import community, participants
from veedor.reading.events.places import places
from veedor.reading.events.triggers import Trigger, is_party, negation, trigger_at
from veedor.reading.judging.fields import one, parties, whole
from veedor.reading.lexicon import words
from veedor.reading.parse import Parse, Word
from veedor.reading.parties import party

_AS_ADJECTIVE = frozenset(
    {EventType.MOVE, EventType.ELECT, EventType.COERCE, EventType.ASSAULT, EventType.OFFICE}
)
"""Types whose participle before a noun tells an act (`displaced families`), not a quality (`disputed`)."""

_TELLING = frozenset({EventType.ASSAULT, EventType.ABUSE})
"""Types whose nouns name single acts rather than institutions, so that little need be attached."""

_POINTING = frozenset({"this", "that", "these", "those", "any", "no", "both", "such"})


@dataclass(frozen=True, slots=True)
class EventDraft:
    """An event before it is known who says so, how surely and when."""

    head: int
    """Head word of the anchor."""
    anchor: Quote
    type: EventType
    actors: tuple[Quote, ...] = ()
    recipients: tuple[Quote, ...] = ()
    places: tuple[Quote, ...] = ()
    about: Quote | None = None
    absorbs_negation: bool = False
    """Whether a `not` is already told by the type (`was not allowed to` is a COERCE): polarity stays `yes`."""
    trigger: Trigger | None = None
    """What the draft was made of; None in a draft made by hand."""


def events(parse: Parse) -> list[EventDraft]:
    """The events that the sentence names, in the order of the text; one for each act."""
    triggers = [t for t in (trigger_at(parse, w.index) for w in parse.words if _may_name_act(parse, w)) if t]
    named_with_verb = {t.part for t in triggers if t.part is not None}
    kept = [t for t in triggers if t.head not in named_with_verb and not _leads_to(parse, t, triggers)]
    return [event_at(parse, t) for t in kept if t.part is not None or _tells_an_act(parse, t)]


def _leads_to(parse: Parse, trigger: Trigger, others: list[Trigger]) -> bool:
    """Whether the act only leads to another of its type that hangs on it (`flew to visit`)."""
    if parse.words[trigger.head].lemma not in _TRAVEL:
        return False
    below = {w.index for w in parse.children(trigger.head, "advcl", "xcomp")}
    return any(o.head in below and o.type is trigger.type for o in others)


def _may_name_act(parse: Parse, word: Word) -> bool:
    """Whether the word stands where an act can be told: not inside a compound, not a mere auxiliary."""
    if word.upos == "VERB":
        return word.deprel not in {"case", "mark", "aux", "aux:pass", "cop", "fixed", "amod"} or _participle(
            parse, word
        )
    if word.upos == "ADJ" and word.xpos in {"VBN", "VBG"}:
        return _participle(parse, word)
    return word.upos == "NOUN" and word.deprel not in {
        "compound",
        "flat",
        "fixed",
        "nmod:unmarked",
        "obl:unmarked",
    }


def _modified(parse: Parse, word: Word) -> int | None:
    """The noun that the participle stands before, also beside another adjective; None where it is a verb."""
    while word.deprel == "conj" and word.head >= 0:
        word = parse.words[word.head]
    return word.head if word.deprel == "amod" else None


def _participle(parse: Parse, word: Word) -> bool:
    if _modified(parse, word) is None:
        return True
    trigger = trigger_at(parse, word.index)
    return trigger is not None and trigger.type in _AS_ADJECTIVE and word.xpos == "VBN"


def _tells_an_act(parse: Parse, trigger: Trigger) -> bool:
    """Whether the text attaches something to a nominal act (codebook, section Events: nominals)."""
    word = parse.words[trigger.head]
    if word.upos != "NOUN":
        return True
    if word.deprel == "conj" and _tells_beside(parse, trigger):
        return True
    if any(child.lemma in _POINTING for child in parse.children(trigger.head, "det", "amod")):
        return False
    if trigger.type in _TELLING and (
        word.xpos == "NNS" or parse.child(trigger.head, "amod", "compound", "nmod")
    ):
        return True
    if community(parse, trigger) or _light_governor(parse, word):
        return True
    return any(_attaches(parse, child) for child in parse.children(trigger.head))


def _tells_beside(parse: Parse, trigger: Trigger) -> bool:
    """Whether the noun is joined to another that tells an act (`the removal and replacement of officials`)."""
    head = parse.words[trigger.head].head
    first = trigger_at(parse, head) if parse.words[head].upos == "NOUN" else None
    return first is not None and _tells_an_act(parse, first)


def _attaches(parse: Parse, child: Word) -> bool:
    """Whether the modifier names a party, a place, a time, a status or a figure."""
    relation = child.deprel.split(":")[0]
    if child.lemma.lower() in words("time_nouns"):
        return relation in {"nmod", "compound", "obl"}
    if parse.name_at(child.index) is not None:
        return relation in {"nmod", "compound", "amod", "flat", "appos", "acl"}
    if relation == "nummod" or child.deprel in {"nmod:poss", "nmod:unmarked"}:
        return True
    if relation == "nmod":
        return is_party(parse, child.index) or any(
            parse.name_at(j) is not None for j in parse.subtree(child.index)
        )
    if relation in {"amod", "compound"}:
        return child.lemma.lower() in words("status_adjectives") or is_party(parse, child.index)
    return relation == "acl" and child.upos == "VERB"


_TRAVEL = frozenset({"fly", "travel", "go", "head", "come", "arrive", "return"})

_REACH = 6
"""Words between a verb and the object that belongs to the act's name, at most, for one anchor over both."""

_LIGHT = frozenset(
    "hold take carry conduct launch start begin resume continue stage suffer end "
    "occur happen follow break place erupt come advance stop halt organize organise attend "
    "receive issue declare".split()
)


def _light_governor(parse: Parse, word: Word) -> bool:
    """Whether a verb that says little but that it happened governs the noun (`talks resumed`)."""
    if word.head < 0 or word.deprel not in {"obj", "nsubj", "nsubj:pass"}:
        return False
    governor = parse.words[word.head]
    told = parse.child(governor.index, "obl:agent") is not None
    return governor.upos == "VERB" and (governor.lemma in _LIGHT or told)


def event_at(parse: Parse, trigger: Trigger, anchor: Quote | None = None) -> EventDraft:
    """The act that a word names, with its parties, places and content; `anchor` where the words are known."""
    actors, recipients = participants(parse, trigger)
    where = places(parse, trigger)
    by_rule = {
        "actors": [i for i in actors if i not in where],
        "recipients": [i for i in recipients if i not in where],
        "places": where,
    }
    parts = parties(parse, trigger.head, by_rule)
    told = {field: _quotes(parse, heads) for field, heads in parts.items()}
    about = content(parse, trigger, {*actors, *recipients, *where})
    return EventDraft(
        head=trigger.head,
        anchor=anchor or _anchor(parse, trigger),
        type=trigger.type,
        **told,
        absorbs_negation=trigger.is_negated,
        about=_about(parse, trigger, about, told),
        trigger=trigger,
    )


def _about(
    parse: Parse, trigger: Trigger, by_rule: Quote | None, told: Mapping[str, tuple[Quote, ...]]
) -> Quote | None:
    """What the act is about, which is never one of its parties or places again."""
    found = one(parse, trigger.head, "event", "about", by_rule)
    is_party_again = found and any(quote.covers(found) for quotes in told.values() for quote in quotes)
    return None if is_party_again else found


def _quotes(parse: Parse, heads: list[int]) -> tuple[Quote, ...]:
    return whole(parse, (party(parse, i) for i in heads))


def _anchor(parse: Parse, trigger: Trigger) -> Quote:
    """The shortest phrase that names the act: the verb with its particle and the object that belongs to it."""
    first = last = trigger.head
    for child in parse.children(trigger.head, "compound:prt"):
        first, last = min(first, child.index), max(last, child.index)
    denied = negation(parse, trigger.head) if trigger.is_negated else None
    first = first if denied is None else min(first, denied)
    part = trigger.part
    # `appoint judges`: the judges undergo it, their words are not the act's
    is_near = part is not None and abs(part - trigger.head) <= _REACH and not is_party(parse, part)
    if part is not None and is_near:
        first, last = min(first, part), max(last, part)
    for child in parse.children(trigger.head, "obl"):
        case = parse.child(child.index, "case")
        if (
            part is None
            and case is not None
            and case.index == last + 1
            and parse.words[trigger.head].lemma == "call"
        ):
            last = case.index
    return Quote.at(parse.text, parse.words[first].start, parse.words[last].end)
