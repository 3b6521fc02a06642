"""What a position is made of: its cue, whose it is, the words for what is wanted, and the key of the question."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from veedor.codebook.labels import EventType, Stance, Tense
from veedor.codebook.span import Quote
from veedor.reading.clauses import base, clause_words, modal_lemma, modals, without_mark, words_between
from veedor.reading.events.triggers import is_party, trigger_at
from veedor.reading.figures.units import is_time_word
from veedor.reading.lexicon import table
from veedor.reading.parse import Parse, Word
from veedor.reading.parties import (
    grammatical_subjects,
    is_passive,
    objects,
    party,
    subjects,
    with_conjuncts,
)
from veedor.reading.positions.stance_frames import Frame, frame


@dataclass(frozen=True, slots=True)
class PositionDraft:
    """A position before it is known who reports it, how surely and when."""

    head: int
    """Head word of the anchor."""
    anchor: Quote
    stance: Stance
    holders: tuple[Quote, ...]
    """Whose position; empty where it is that of whoever speaks."""
    about: Quote | None
    """The words for the thing wanted or refused."""
    conditions: tuple[Quote, ...]
    issue: str
    """Lower-case key from a noun of `about`; may be empty."""
    holder_is_source: bool
    """Whether the holder says so in words (`promised`, `should` in speech), so that the holder is a source."""
    absorbs_negation: bool = False
    """Whether a `not` is told by the stance (`does not want` is `refuses`), so that polarity stays `yes`."""
    tense: Tense = Tense.PRESENT
    """A position lasts: present, whatever the verb of saying; past where it was wanted, future under `will`."""
    is_sure: bool = False
    """Whether its form alone tells it, whatever the model's heads see (`will sign only if ...`)."""


class Cue(NamedTuple):
    """One row of `data/stance_cues.tsv`."""

    frames: tuple[Frame, ...]
    stance: Stance
    holder: str
    when: str
    yields: bool
    """Whether a typed act that is wanted or promised is an event and no position."""
    holds_not: bool
    """Whether the frame itself holds the `not` or `no`."""


_STATES = frozenset({"commit", "dedicate", "oppose", "prepare"})
"""Verbs whose passive tells a state of its subject."""
_ASKING = frozenset({"should", "must", "ought"})
_IN_ANCHOR = frozenset({"not", "n't", "never", "only", "no", "it"})


@cache
def _cues() -> dict[tuple[str, str], tuple[Cue, ...]]:
    """The cues by lemma and part of speech, in the order of the list."""
    found: dict[tuple[str, str], list[Cue]] = {}
    for row in table("stance_cues"):
        names = row["frame"].split()
        holds_not = bool({"neg", "no-for", "not"} & set(names))
        frames = tuple(frame(name) for name in names)
        cue = Cue(
            frames, Stance(row["stance"]), row["holder"], row["when"], row["event"] == "yields", holds_not
        )
        found.setdefault((row["lemma"], row["upos"]), []).append(cue)
    return {key: tuple(cues) for key, cues in found.items()}


def cues(word: Word) -> tuple[Cue, ...]:
    """The cues that the word may be, in the order of the list; participles count as verbs and as adjectives."""
    known = _cues()
    found = known.get((base(word), word.upos), ())
    if word.upos == "VERB" and word.xpos in {"JJ", "VBN"}:
        found += known.get((word.text.lower(), "ADJ"), ())
    return found


def is_typed(parse: Parse, index: int) -> bool:
    """Whether the word names an act that has an event type; a fight against a thing is none."""
    act = trigger_at(parse, index)
    if act is None:
        return False
    fought = objects(parse, index)
    return act.type is not EventType.ASSAULT or not fought or any(is_party(parse, i) for i in fought)


def holders(parse: Parse, index: int, cue: Cue) -> tuple[Quote, ...]:
    """Whose position it is, a quote each; empty where the speaker's."""
    if cue.holder == "speaker":
        return ()
    heads = _owners(parse, index) if cue.holder == "owner" else _subjects(parse, index)
    kept = [i for i in heads if parse.words[i].deprel != "expl" and parse.words[i].text.lower() != "there"]
    if cue.holder in {"party", "owner"} or parse.words[index].upos == "ADJ":
        kept = [i for i in kept if is_party(parse, i) or parse.words[i].upos in {"PRON", "PROPN", "DET"}]
    return tuple(dict.fromkeys(party(parse, i) for i in kept))


def _subjects(parse: Parse, index: int) -> list[int]:
    """Heads of the subject of a verb, or of a predicate adjective or noun; of the agent of a passive."""
    agents, state = parse.children(index, "obl:agent"), parse.words[index].lemma in _STATES
    if agents or (not state and parse.words[index].upos == "VERB" and is_passive(parse, index)):
        return subjects(parse, index) if agents else []
    own = [w for w in parse.children(index, "nsubj") if w.xpos not in {"WDT", "WP"}]
    if parse.words[index].deprel == "acl:relcl" and own:
        return with_conjuncts(parse, own[-1].index)
    return grammatical_subjects(parse, index)


def _owners(parse: Parse, index: int) -> list[int]:
    """Heads of those whose aim, wish or offer the noun names."""
    owner = parse.child(index, "nmod:poss")
    if owner is not None:
        return [owner.index]
    for child in parse.children(index, "nmod"):
        link = parse.child(child.index, "case")
        if link is not None and link.text.lower() in {"of", "for"} and is_party(parse, child.index):
            return [child.index]
    word = parse.words[index]
    if word.deprel in {"obj", "xcomp", "obl", "nmod"} and word.head >= 0:
        return grammatical_subjects(parse, word.head)
    return []


def concerned(parse: Parse, head: int) -> tuple[Quote, ...]:
    """The party nearest to a stance that names no holder: its subject, its owner, or the sentence's subject."""
    root = parse.root
    below = [w.index for w in parse.children(head, "nmod:poss", "nmod", "amod", "compound")]
    above = grammatical_subjects(parse, root.index) if root is not None else []
    for index in (*grammatical_subjects(parse, head), *below, *above):
        if is_party(parse, index):
            return (party(parse, index),)
    return ()


def asked_of(parse: Parse, head: int) -> list[int]:
    """Head words of those of whom `should` and the like ask something; none where the speaker is among them."""
    word = parse.words[head]
    if word.upos == "ADJ" and word.deprel == "conj" and word.head >= 0 and parse.child(head, "nsubj") is None:
        return asked_of(parse, word.head)  # `should talk, and be ready to give way`
    clause = word.head if word.deprel == "aux" and word.head >= 0 else head
    helpers = {modal_lemma(modal) for modal in (word, *modals(parse, clause))}
    is_bound = word.lemma in {"need", "have"} and parse.child(head, "xcomp") is not None
    if not is_bound and not helpers & _ASKING:
        return []
    subjects = grammatical_subjects(parse, clause)
    return [] if any(parse.lowered[i] in {"i", "we"} for i in subjects) else subjects


def anchor(parse: Parse, word: Word) -> Quote:
    """The cue with its auxiliaries, negation and particle, or a noun with its adjectives, as far as they touch."""
    relations = (
        ("amod", "compound", "det") if word.upos == "NOUN" else ("aux", "cop", "compound:prt", "advmod")
    )
    kept = {word.index}
    for child in parse.children(word.index, *relations):
        if child.deprel not in {"advmod", "det"} or child.lemma.lower() in _IN_ANCHOR:
            kept.add(child.index)
    if word.upos == "ADP" and word.head >= 0:
        kept |= {w.index for w in parse.children(word.head, "cop")}
    first = last = word.index
    while first - 1 in kept or (first - 2 in kept and parse.words[first - 1].upos in {"ADV", "PART"}):
        first -= 1
    while last + 1 in kept:
        last += 1
    return words_between(parse, first, last) or Quote.at(parse.text, word.start, word.end)


def wanted(parse: Parse, word: Word, about: int, left: tuple[Quote, ...]) -> Quote | None:
    """The words for the thing wanted, headed by `about`, that the cue `word` takes; the quotes `left` are left out.

    Of a predicate that the cue is itself part of (`will not yield`), the words from the verb on.
    """
    outside = (*without_mark(parse, about), "parataxis", "nsubj:outer")
    left = (*left, *_joined_clauses(parse, about))
    if about == word.index:
        quote = clause_words(parse, about, without=(*outside, "nsubj"), not_in=left)
        return quote and _from(parse, about, quote)
    quote = clause_words(parse, about, without=outside, not_in=(*left, *_own_clause(parse, word, about)))
    if quote is None or word.upos == "AUX":
        return quote
    if word.index < about and quote.start <= word.start < quote.end:
        links = [
            w for w in parse.words[word.index + 1 : about] if w.lemma == "be" or w.deprel in {"cop", "mark"}
        ]
        first = next((w for w in links if w.upos == "AUX" or w.lemma == "be"), word).index + 1
        while first < about and parse.words[first].text.lower() in {"that", "to", "not"}:
            first += 1
        return _from(parse, first, quote)
    return _to_right_end(parse, word, quote, left)


def _joined_clauses(parse: Parse, about: int) -> Iterator[Quote]:
    """The clauses joined to `about` with a subject of their own (`we must build trust and they must follow`)."""
    for other in parse.children(about, "conj"):
        if other.upos in {"VERB", "ADJ"} and parse.child(other.index, "nsubj", "expl") is not None:
            below = parse.subtree(other.index)
            yield Quote.at(parse.text, parse.words[below[0]].start, parse.words[below[-1]].end)


def _own_clause(parse: Parse, word: Word, about: int) -> list[Quote]:
    """The clause within `about` that the cue itself stands in (`the plan, which they oppose`), or nothing."""
    at = word
    while at.head >= 0 and at.head != about:
        at = parse.words[at.head]
    if at.head != about or at.deprel != "acl:relcl" or at.index < about:
        return []
    below = parse.subtree(at.index)
    return [Quote.at(parse.text, parse.words[below[0]].start, parse.words[below[-1]].end)]


def _from(parse: Parse, first: int, quote: Quote) -> Quote:
    """The quote from word `first` on."""
    start = max(quote.start, parse.words[first].start)
    return Quote.at(parse.text, start, quote.end) if start < quote.end else quote


def _to_right_end(parse: Parse, word: Word, quote: Quote, left: tuple[Quote, ...]) -> Quote:
    """The quote joined with the object and the complements of the cue that stand right beside it."""
    if word.upos != "VERB":
        return quote
    start, end = quote.start, quote.end
    for child in parse.children(word.index, "obj", "iobj", "obl", "xcomp", "ccomp", "advcl"):
        below = parse.subtree(child.index, without=("punct",))
        first, last = parse.words[below[0]].start, parse.words[below[-1]].end
        if child.index < word.index or any(d.start < last and first < d.end for d in left):
            continue
        if parse.text.startswith(("in order to ", "so as to "), first):
            continue
        if 0 <= first - end <= 1:
            end = last
        elif 0 <= start - last <= 4 and child.deprel in {"obj", "iobj"}:
            start = first
    return Quote.at(parse.text, start, end)


def issue(parse: Parse, head: int, about: Quote | None) -> str:
    """A short key for what is at stake: a noun of `about` with the nouns and adjectives before it, or nothing.

    Of a clause headed by `head` the object's noun, else any after the verb, else the subject's.
    """
    if about is None:
        return ""
    words = parse.words
    nouns = [
        i for i in parse.subtree(head) if words[i].upos in {"NOUN", "PROPN"} and about.start <= words[i].start
    ]
    nouns = [i for i in nouns if words[i].end <= about.end and not is_time_word(words[i])]
    if not nouns:
        return ""
    found = parse.child(head, "obj", "nsubj:pass")
    after = [i for i in nouns if i >= head]
    noun = head if head in nouns else found.index if found and found.index in nouns else (after or nouns)[0]
    while words[noun].deprel in {"compound", "nmod:poss", "flat"} and words[noun].head in nouns:
        noun = words[noun].head
    before = [w for w in parse.children(noun, "compound", "amod") if w.index < noun]
    return " ".join([*(w.text.lower() for w in before[-2:]), words[noun].lemma.lower()])
