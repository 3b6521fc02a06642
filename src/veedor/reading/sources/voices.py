"""Whose saying it is: the speakers of a cue and the words that name them."""

from __future__ import annotations

from veedor.codebook.span import Quote
from veedor.reading.mood.modality import classes
from veedor.reading.parse import Parse
from veedor.reading.parties import (
    grammatical_subjects,
    objects,
    oblique,
    party,
    phrase,
    subjects,
    with_conjuncts,
)
from veedor.reading.roles.title_words import classes as title_classes
from veedor.reading.sources.cues import (
    QUOTING,
    Saying,
    in_passive,
    is_document,
    is_expected,
    listed_as_adjective,
    preposition,
    saying_of,
    sayings,
)

_VOICELESS = frozenset(
    "this that it which what who there these those you one such nobody none no-one".split()
)
_FIRST_PERSON = frozenset({"i", "we", "me", "us", "my", "our"})
_AFTER_SPEECH = frozenset({",", '"', "”", "''", "’", "'"})
_HAVE_TO = frozenset({"portfolio", "office", "leader"})
"""Classes of titles that have a `to` of their own: `ambassador to`, `adviser to`."""
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
_LONG_NAME = 10
"""Words of a title and name: `the deputy head of the mission Jane Roe`."""


def speakers(parse: Parse, cue: int, saying: Saying) -> list[int]:
    """Heads of those whose saying it is; empty where nobody is named or the speaker speaks of themselves."""
    word = parse.words[cue]
    if word.upos in {"NOUN", "PROPN"}:
        says_itself = saying.group in {"document", "evidence"}
        found = (_authors(parse, cue) or [cue]) if says_itself else _owners(parse, cue)
    elif in_passive(parse, cue) and not listed_as_adjective(parse, cue):
        found = _doers(parse, cue) or [i for i in oblique(parse, cue, "in") if is_document(parse, i)]
    else:
        found = (
            _just_before(parse, cue)
            or _called_otherwise(parse, cue)
            or _just_after(parse, cue)
            or _beside(parse, cue)
            or _drawn_up(parse, cue)
            or grammatical_subjects(parse, cue)
            or _before_participle(parse, cue)
        )
    found = [*found, *_as_did(parse, cue)]
    return [i for i in dict.fromkeys(found) if _can_speak(parse, i)]


def cited(parse: Parse, cue: int) -> list[int]:
    """Heads of those whom the subject of the cue cites: `the paper, citing officials, reported`."""
    subject = parse.child(cue, "nsubj")
    governors = {cue} if subject is None else {cue, subject.index}
    for word in parse.words:
        if word.lemma in QUOTING and word.xpos == "VBG" and word.head in governors:
            return [i for i in objects(parse, word.index) if _can_speak(parse, i)]
    return []


def own_voice(parse: Parse, index: int) -> bool:
    """Whether the word is a pronoun of the first person: whoever speaks already."""
    return (
        parse.words[index].lemma.lower() in _FIRST_PERSON or parse.words[index].text.lower() in _FIRST_PERSON
    )


def _as_did(parse: Parse, cue: int) -> list[int]:
    """Whoever says the same: `as did the president`."""
    words = parse.words
    for word in words[cue + 1 : -1]:
        if word.lemma == "do" and words[word.index - 1].lemma == "as" and words[cue].upos == "VERB":
            after = (w for w in words[word.index + 1 :] if w.upos in _NOMINAL and w.deprel != "compound")
            return [w.index for w in after][:1]
    return []


def _doers(parse: Parse, verb: int) -> list[int]:
    """Who does it; of a passive, those that `by` names."""
    if is_expected(parse, verb):
        return oblique(parse, verb, "by")
    return [i for i in subjects(parse, verb) if preposition(parse, parse.words[i]) in {"by", ""}]


def _can_speak(parse: Parse, index: int) -> bool:
    word = parse.words[index]
    if word.deprel == "expl" or own_voice(parse, index) or _is_nobody(parse, index):
        return False
    personal = word.lemma == "it" and word.deprel == "nsubj"
    return personal or word.lemma.lower() not in _VOICELESS or word.upos not in {"PRON", "DET"}


def _is_nobody(parse: Parse, index: int) -> bool:
    """Whether there is no such speaker: `no reports of`, `none of them thinks`."""
    word = parse.words[index]
    return word.lemma.lower() == "none" or any(w.lemma == "no" for w in parse.children(index, "det"))


def _beside(parse: Parse, cue: int) -> list[int]:
    """The subject nearest the cue, where the tree gives it several: a title and a name, or what is said."""
    own = parse.children(cue, "nsubj")
    if len(own) < 2 or any(w.xpos in {"WP", "WDT"} for w in own):
        return []
    before = [w.index for w in own if w.index < cue]
    return with_conjuncts(parse, before[-1] if before else own[0].index)


def _called_otherwise(parse: Parse, cue: int) -> list[int]:
    """The noun before a finite cue that the tree hangs on it, but does not call its subject."""
    if parse.words[cue].xpos not in {"VBD", "VBZ", "VBP"}:
        return []
    if any(w.index < cue for w in parse.children(cue, "nsubj", "expl", "csubj")):
        return []
    before = [
        w for w in parse.children(cue, "vocative", "appos") if w.index < cue and w.upos in {"NOUN", "PROPN"}
    ]
    return with_conjuncts(parse, before[-1].index) if before else []


def _drawn_up(parse: Parse, cue: int) -> list[int]:
    """The subject that the tree draws up to a closing `, he said`: `witnesses tell us that …, Roe said`."""
    word = parse.words[cue]
    if word.deprel != "ccomp" or word.head < cue or parse.child(cue, "nsubj") is not None:
        return []
    above = parse.children(word.head, "nsubj")
    before = [w.index for w in above if w.index < cue]
    return with_conjuncts(parse, before[-1]) if before and above[-1].index > cue else []


def _just_before(parse: Parse, cue: int) -> list[int]:
    """The noun right before a cue that has no subject of its own, where the tree hung it elsewhere."""
    if parse.child(cue, "nsubj") is not None:
        return []
    at = cue - 1
    while at > 0 and (parse.words[at].upos in {"AUX", "ADV"} or parse.words[at].lemma in {"as", *QUOTING}):
        at -= 1
    while (
        at > 0 and parse.words[at].deprel in {"flat", "appos", "nmod", "conj"} and parse.words[at].head < at
    ):
        at = parse.words[at].head
    word = parse.words[max(at, 0)]
    if word.index >= cue or word.upos not in _NOMINAL:
        return []
    quoted = any(w.lemma in QUOTING for w in parse.words[word.index : cue])
    strayed = word.head == parse.words[cue].head and word.head < word.index
    absolute = (
        word.index > 0 and parse.words[word.index - 1].lemma == "with" and parse.words[cue].xpos == "VBG"
    )
    is_object = word.deprel == "obj" or (word.deprel == "nsubj" and word.head < word.index)
    told = is_object and parse.words[word.head].lemma in QUOTING
    found = (word.deprel.startswith("nsubj") and (strayed or quoted)) or absolute or told
    return [word.index] if found else []


def _just_after(parse: Parse, cue: int) -> list[int]:
    """The name after `"…," said`, where the tree hung it elsewhere."""
    at = cue + 1
    if cue == 0 or parse.words[cue - 1].text not in _AFTER_SPEECH or at >= len(parse.words):
        return []
    if parse.child(cue, "nsubj") is not None or parse.words[cue].xpos not in {"VBD", "VBZ", "VBP"}:
        return []
    while (
        at < parse.words[at].head <= cue + _LONG_NAME and parse.words[parse.words[at].head].upos in _NOMINAL
    ):
        at = parse.words[at].head
    return [at] if parse.words[at].upos in {"NOUN", "PROPN"} else []


def _authors(parse: Parse, document: int) -> list[int]:
    """Whoever says it in the document, where the tree hangs what is said on it: `said in a statement that`."""
    word = parse.words[document]
    is_where = word.deprel.split(":")[0] == "obl" and preposition(parse, word) in {"in", "through", "via"}
    if not is_where or not sayings(parse, word.head) or in_passive(parse, word.head):
        return []
    return grammatical_subjects(parse, word.head)


def _before_participle(parse: Parse, cue: int) -> list[int]:
    """The noun before a participle: `with the union saying that`."""
    word = parse.words[cue]
    return [word.head] if word.deprel == "acl" and word.xpos == "VBG" and word.head >= 0 else []


def _owners(parse: Parse, noun: int) -> list[int]:
    """Whose the claim, fear or promise is."""
    owner = parse.child(noun, "nmod:poss")
    found = with_conjuncts(parse, owner.index) if owner is not None and owner.deprel == "nmod:poss" else []
    found = found or oblique(parse, noun, "from", "among", "by") or _makers(parse, noun)
    word = parse.words[noun]
    if found or word.head < 0:
        return found
    relation, governor = word.deprel.split(":")[0], word.head
    found = [i for i in oblique(parse, governor, "from", "among") if i != noun]
    if found or parse.words[governor].upos not in {"VERB", "AUX"}:
        return found
    told = any(saying.group in {"say", "claim", "tell"} for saying in sayings(parse, governor))
    if relation == "obj" and (told or "voicing" in classes(parse.words[governor])):
        return grammatical_subjects(parse, governor)
    if relation == "obj" and parse.words[governor].lemma == "raise":  # so do bombs: only what has a name
        return [i for i in grammatical_subjects(parse, governor) if parse.words[i].upos == "PROPN"]
    if relation in {"obl", "advcl"} and preposition(parse, word) in {"on", "over", "in", "with", "for"}:
        return _doers(parse, governor)
    return []


def _makers(parse: Parse, noun: int) -> list[int]:
    """Owners that stand before the noun: `opposition claims`, `Turkish warnings`."""
    for child in parse.children(noun, "compound", "amod"):
        name = parse.name_at(child.index)
        if child.upos == "PROPN" or (name is not None and name.kind in {"ORG", "NAT", "PER"}):
            return with_conjuncts(parse, child.index)
        if child.upos == "NOUN" and child.lemma in {
            "government",
            "opposition",
            "police",
            "army",
            "rebel",
            "union",
        }:
            return [child.index]
    return []


def named(parse: Parse, heads: list[int], *, cue: int, jointly: bool = False) -> list[Quote]:
    """The phrases that name the speakers of the cue: one each, or one in all where they speak jointly."""
    quotes = [_without_told(parse, cue, i, _described(parse, _by_name(parse, i))) for i in heads]
    quotes = [_with_title(parse, cue, i, quote) for i, quote in zip(heads, quotes, strict=True)]
    quotes = [_without_content(parse, i, q) if i == cue else q for i, q in zip(heads, quotes, strict=True)]
    quotes = [_without_to(parse, quote) for quote in quotes]
    if jointly and len(quotes) > 1:
        first, last = min(q.start for q in quotes), max(q.end for q in quotes)
        return [Quote.at(parse.text, first, last)]
    return quotes


def _described(parse: Parse, head: int) -> Quote:
    """The party with the adjective after it that alone tells who speaks: `people close to the talks`."""
    quote, after = party(parse, head), head + 1
    if after >= len(parse.words) or parse.words[after].upos != "ADJ" or parse.words[head].upos != "NOUN":
        return quote
    told = parse.child(after, "obl", "nmod")
    if told is None or preposition(parse, told) not in {"to", "with", "of", "in"} or told.index < after:
        return quote
    last = max(i for i in parse.subtree(told.index, without=("acl", "appos", "punct", "conj")))
    return Quote.at(parse.text, quote.start, max(quote.end, parse.words[last].end))


def _without_content(parse: Parse, noun: int, quote: Quote) -> Quote:
    """Cut off what a document tells of: `reports of fighting`."""
    told = (w for w in parse.children(noun, "nmod") if w.index > noun and saying_of(parse, noun, w.index))
    first = next(told, None)
    if first is None or first.start >= quote.end:
        return quote
    return Quote.at(parse.text, quote.start, parse.words[noun].end)


def _with_title(parse: Parse, cue: int, head: int, quote: Quote) -> Quote:
    """With the title right before the name, where the tree makes it a subject of its own."""
    for title in parse.children(cue, "nsubj"):
        if title.index < head < cue and title.upos in {"NOUN", "PROPN"}:
            first = party(parse, title.index)
            if not parse.text[first.end : quote.start].strip() and first.end < quote.start:
                return Quote.at(parse.text, first.start, quote.end)
    return quote


def _by_name(parse: Parse, head: int) -> int:
    """The name beside a description: `the union's president, Jane Roe, said`, `an aid group, Doctors Abroad, says`."""
    own = parse.name_at(head)
    if parse.words[head].upos not in {"NOUN", "PROPN"} or (own is not None and own.kind == "PER"):
        return head
    for beside in parse.children(head, "appos"):
        name = parse.name_at(beside.index)
        if name is not None and name.kind in {"PER", "ORG"}:
            first, _ = phrase(parse, beside.index)
            if parse.words[first - 1].upos == "PUNCT":
                return beside.index
    return head


def _without_told(parse: Parse, cue: int, head: int, quote: Quote) -> Quote:
    """Cut off who is told: `said a doctor at the hospital to the agency`."""
    word = parse.words[head]
    if (
        head < cue
        or parse.words[cue].upos != "VERB"
        or title_classes().get(word.text.lower(), "") in _HAVE_TO
    ):
        return quote
    told = [w for w in parse.children(head, "nmod") if preposition(parse, w) == "to" and w.start < quote.end]
    marks = [parse.child(w.index, "case") for w in told]
    starts = [mark.start for mark in marks if mark is not None and mark.index > head + 1]
    if not starts:
        return quote
    return Quote.at(parse.text, quote.start, quote.start + len(parse.text[quote.start : starts[0]].rstrip()))


def _without_to(parse: Parse, quote: Quote) -> Quote:
    """Cut off the `to` of `according to`, which belongs to nobody's name."""
    return Quote.at(parse.text, quote.start + 3, quote.end) if quote.words.startswith("to ") else quote
