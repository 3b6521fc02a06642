"""Where an act happened: the location phrases that the text attaches to it."""

from __future__ import annotations

from veedor.codebook.labels import EventType
from veedor.gazetteers.countries import is_country
from veedor.reading.events.triggers import Trigger
from veedor.reading.lexicon import words
from veedor.reading.parse import Parse, Word
from veedor.reading.parties import objects, oblique, party

_AT = ("in", "at", "near", "outside", "across", "throughout", "within", "around", "off", "inside")
_PATHS = ("to", "into", "from", "through", "via", "towards", "toward")
_MOVING = frozenset(
    {EventType.CONSULT, EventType.MOVE, EventType.RETREAT, EventType.MOBILIZE, EventType.COERCE}
)
"""Types that take people from one place to another."""
_BODILY = frozenset({EventType.ASSAULT, EventType.SUFFER, EventType.PROTEST})
"""Types of acts on the spot: what the clause says of place, in whichever phrase, says where they happened."""
_ON_THE_SPOT = _BODILY | _MOVING | {EventType.AID}
"""Types whose object is where the act is (`arrested two men in Oslo`)."""
_GONE_TO = frozenset({EventType.MOVE, EventType.RETREAT})
"""Types whose object, if it is a place, is gone to or left."""
_VERB_JOINED = frozenset({"conj", "advcl"})
_NOUN_JOINED = frozenset({"obj", "nsubj", "obl"})
"""By which relations a verb, or a noun, shares the places of the verb above it."""
_HELD_SOMEWHERE = frozenset({EventType.ELECT, EventType.PROTEST, EventType.SUFFER})
"""Types whose owner, if it is a place, is where it happened (`the country's election`)."""


def places(parse: Parse, trigger: Trigger) -> list[int]:
    """Head words of the places of an act, and of the places that those are said to lie in."""
    found = [
        *_attached(parse, trigger),
        *_within_phrases(parse, trigger),
        *_visited(parse, trigger),
        *_struck(parse, trigger),
        *_before_the_noun(parse, trigger),
    ]
    return list(dict.fromkeys(i for place in found for i in _nested(parse, place)))


def is_location(parse: Parse, index: int) -> bool:
    """Whether the word stands in the name of a place."""
    name = parse.name_at(index)
    return name is not None and name.kind == "LOC"


def is_town(parse: Parse, index: int) -> bool:
    """Whether the word names a place smaller than a country; a country attacked is a party."""
    return is_location(parse, index) and is_country(party(parse, index).words) is None


def _attached(parse: Parse, trigger: Trigger) -> list[int]:
    """Location phrases and adverbs of the act and of the verb that governs it (`In Peru, they began to march`)."""
    prepositions = _AT + (_PATHS if trigger.type in _MOVING else ())
    holders = [trigger.head] if trigger.part is None else [trigger.head, trigger.part]
    found: list[int] = []
    for holder in [*holders, *_governors(parse, trigger)]:
        found += [
            i for i in oblique(parse, holder, *prepositions) if is_location(parse, i) or _is_ground(parse, i)
        ]
        # `on` a town or an island is a place, `on` a country is whom the act is aimed at
        found += [i for i in oblique(parse, holder, "on") if _is_ground(parse, i)]
        found += [w.index for w in parse.children(holder, "advmod") if w.lemma in {"here", "there", "abroad"}]
    return found + _where(parse, trigger.head)


def _where(parse: Parse, index: int) -> list[int]:
    """The place that a clause with `where` describes (`Qatar, where they met`)."""
    word = parse.words[index]
    if word.deprel != "acl:relcl" or not any(w.lemma == "where" for w in parse.children(index, "advmod")):
        return []
    return [word.head] if is_location(parse, word.head) else []


def _governors(parse: Parse, trigger: Trigger) -> list[int]:
    """The verbs whose places are the act's too: above an infinitive (`started` above `asking`).

    Of an act on the spot also the verb that its noun belongs to (`clashes broke out in Oslo`), and the one that it
    is joined to (`in Oslo, police fired, killing two`).
    """
    index = trigger.head
    found: list[int] = []
    while parse.words[index].deprel == "xcomp" and len(found) < 4:
        index = parse.words[index].head
        found.append(index)
    word = parse.words[index]
    joined = _NOUN_JOINED if word.upos == "NOUN" else _VERB_JOINED
    if trigger.type in _BODILY and word.head >= 0 and word.deprel.partition(":")[0] in joined:
        found.append(word.head)
    return found


def _within_phrases(parse: Parse, trigger: Trigger) -> list[int]:
    """Places said of whom it is done to (`killed two men in Oslo`), or of what it is done by (`in a blast in Oslo`)."""
    if trigger.type not in _ON_THE_SPOT:
        return []
    relations = ("obj", "nsubj:pass", "nsubj", "obl") if trigger.type in _BODILY else ("obj",)
    return [
        i
        for phrase in parse.children(trigger.head, *relations)
        for i in oblique(parse, phrase.index, *_AT)
        if is_location(parse, i)
    ]


def _visited(parse: Parse, trigger: Trigger) -> list[int]:
    """What is visited, entered or left, and the town that is attacked."""
    targets = objects(parse, trigger.head)
    is_visit = trigger.type is EventType.CONSULT and parse.words[trigger.head].lemma in {"visit", "tour"}
    if is_visit or trigger.type in _GONE_TO:
        return [i for i in targets if is_location(parse, i)]
    return [i for i in targets if is_town(parse, i)] if trigger.type is EventType.ASSAULT else []


def _struck(parse: Parse, trigger: Trigger) -> list[int]:
    """The place that is struck, where a noun names the act (`the bombing of Tripoli`, `attacks on the town`)."""
    if trigger.type is not EventType.ASSAULT or parse.words[trigger.head].upos != "NOUN":
        return []
    return [i for i in oblique(parse, trigger.head, "of", "on") if is_town(parse, i)]


def _before_the_noun(parse: Parse, trigger: Trigger) -> list[int]:
    """A place before a nominal act: its owner (`the nation's election`), or a town (`the Geneva talks`)."""
    if parse.words[trigger.head].upos != "NOUN":
        return []
    towns = [w.index for w in parse.children(trigger.head, "compound") if is_town(parse, w.index)]
    if trigger.type not in _HELD_SOMEWHERE:
        return towns
    return towns + [w.index for w in parse.children(trigger.head, "nmod:poss") if _is_land(parse, w)]


def _nested(parse: Parse, place: int) -> list[int]:
    """The place, and places that it is said to lie in (`Istanbul, Turkey`, `a camp in southern Darfur`)."""
    inner = parse.children(place, "nmod", "appos")
    return [place, *(w.index for w in inner if w.deprel != "nmod:poss" and is_location(parse, w.index))]


def _is_land(parse: Parse, word: Word) -> bool:
    return is_location(parse, word.index) or word.lemma in {"country", "nation", "region", "city"}


def _is_ground(parse: Parse, index: int) -> bool:
    return parse.words[index].lemma.lower() in words("grounds")
