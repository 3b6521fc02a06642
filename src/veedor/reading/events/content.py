"""What an act is about: the words for what was asked, agreed, refused, decided, alleged, bought."""

from __future__ import annotations

from veedor.codebook.labels import EventType
from veedor.codebook.span import Quote
from veedor.reading.events.triggers import Trigger
from veedor.reading.lexicon import words
from veedor.reading.parse import Parse
from veedor.reading.parties import objects, oblique

_TAKE_CLAUSES = frozenset(
    {
        EventType.AGREE,
        EventType.REQUEST,
        EventType.REJECT,
        EventType.THREATEN,
        EventType.RULE,
        EventType.ACCUSE,
        EventType.CONCEDE,
        EventType.SUPPORT,
    }
)
"""Acts in words: their content is a clause where one follows."""

_NO_TOPIC = frozenset(
    {EventType.ASSAULT, EventType.MOBILIZE, EventType.SUFFER, EventType.MOVE, EventType.OFFICE}
)
"""Acts upon somebody: what hangs on them by a preposition is circumstance, not content."""

_OBJECT_TELLS = frozenset(
    {
        EventType.AGREE,
        EventType.ELECT,
        EventType.REQUEST,
        EventType.RULE,
        EventType.REJECT,
        EventType.CONCEDE,
        EventType.AID,
        EventType.TRADE,
    }
)
"""Types for which the object that belongs to the act's name is also what it is about (`signed three deals`)."""

_TOPICS = ("about", "regarding", "concerning", "on", "over", "of", "for", "against", "as", "to")
"""Prepositions that introduce a topic, the surest first."""

_NO_CONTENT = frozenset({"PRON", "DET", "PUNCT", "ADV", "ADP"})
_APART = ("case", "punct", "acl:relcl", "appos", "parataxis", "cc")


def content(parse: Parse, trigger: Trigger, taken: set[int]) -> Quote | None:
    """The words for what the act is about, or None; `taken` are the heads of its parties and places."""
    holders = [trigger.head] if trigger.part is None else [trigger.part, trigger.head]
    found = _clause(parse, trigger, holders) or _object(parse, trigger, taken)
    if found is None and trigger.type not in _NO_TOPIC:
        found = _topic(parse, trigger, holders, taken)
    if (
        found is None
        and trigger.part is not None
        and trigger.type in _OBJECT_TELLS
        and trigger.part not in taken
    ):
        found = thing(parse, trigger.part)
    return found


def _clause(parse: Parse, trigger: Trigger, holders: list[int]) -> Quote | None:
    """The clause that an act in words introduces."""
    if trigger.type not in _TAKE_CLAUSES:
        return None
    for holder in holders:
        clause = parse.child(holder, "ccomp", "xcomp", "acl")
        if clause is None or clause.index < holder or clause.deprel == "acl:relcl":
            continue
        if clause.upos in {"VERB", "NOUN"} and (clause.deprel != "acl" or clause.xpos in {"VB", "VBG"}):
            return clause_words(parse, clause.index)
    return None


def _object(parse: Parse, trigger: Trigger, taken: set[int]) -> Quote | None:
    """The object, where it is no party and does not merely name the act."""
    if trigger.part is not None or parse.words[trigger.head].upos == "NOUN":
        return None
    for i in objects(parse, trigger.head):
        if i not in taken and parse.words[i].upos not in _NO_CONTENT and not _is_time(parse, i):
            return thing(parse, i)
    return None


def _topic(parse: Parse, trigger: Trigger, holders: list[int], taken: set[int]) -> Quote | None:
    """The phrase by which the act's topic hangs on it, by the surest preposition."""
    for preposition in _TOPICS:
        for i in (i for h in holders for i in oblique(parse, h, preposition)):
            word = parse.words[i]
            if i in taken or word.upos in _NO_CONTENT or _is_time(parse, i):
                continue
            if word.upos != "VERB":
                return thing(parse, i)
            if word.xpos == "VBG":
                return clause_words(parse, i)
    return None


def _is_time(parse: Parse, index: int) -> bool:
    return parse.words[index].lemma.lower() in words("time_nouns") or parse.words[index].upos == "NUM"


def clause_words(parse: Parse, head: int) -> Quote:
    """The words of a clause, from its subject on, without its conjunction and final punctuation."""
    span = parse.subtree(head, without=("mark", "punct", "cc"))
    subject = parse.child(head, "nsubj")
    first = head if subject is None else min(subject.index, head)
    return _run(parse, [i for i in span if i >= first or i >= min(parse.subtree(first))], head)


def thing(parse: Parse, head: int) -> Quote:
    """A noun phrase with what describes it, without its preposition and relative clauses."""
    return _run(parse, parse.subtree(head, without=_APART), head)


def _run(parse: Parse, span: list[int], head: int) -> Quote:
    """The words of `span` around `head` without gaps of more than one word, edges free of punctuation."""
    at = span.index(head)
    first = last = at
    while first > 0 and span[first] - span[first - 1] <= 2:
        first -= 1
    while last + 1 < len(span) and span[last + 1] - span[last] <= 2:
        last += 1
    kept = span[first : last + 1]
    while len(kept) > 1 and parse.words[kept[-1]].upos == "PUNCT":
        kept.pop()
    while len(kept) > 1 and parse.words[kept[0]].upos in {"PUNCT", "CCONJ"}:
        kept.pop(0)
    return Quote.at(parse.text, parse.words[kept[0]].start, parse.words[kept[-1]].end)
