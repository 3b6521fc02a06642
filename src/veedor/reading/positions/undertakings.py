"""Positions that no single word tells: what somebody would do on a condition, and what an act is done for."""

from __future__ import annotations

from collections.abc import Iterator

from veedor.codebook.labels import EventType, Stance, Tense
from veedor.codebook.span import Quote
from veedor.reading.clauses import (
    clause_words,
    has_happened,
    is_negated,
    is_own,
    modal_lemma,
    modals,
    saying_above,
    words_between,
)
from veedor.reading.conditions import Condition, conditions_of, is_binding, whole
from veedor.reading.events.triggers import is_party, trigger_at
from veedor.reading.forecasts.announced import GUESSING, believed_above, is_outcome, speaks_officially
from veedor.reading.lexicon import words
from veedor.reading.parse import Parse, Word
from veedor.reading.parties import grammatical_subjects, is_passive, parties, party, subjects
from veedor.reading.positions.stances import PositionDraft, cues, is_typed, issue, wanted

_VOLITION = frozenset({"will", "would", "shall", "can", "could"})
_GIVING = frozenset({EventType.CONCEDE, EventType.AID, EventType.SUPPORT})
_SHARING = frozenset({EventType.CONSULT, EventType.AGREE, EventType.COOPERATE})
_ONLY = frozenset({"if", "when", "after", "once"})
_UNTIL = frozenset({"until", "till", "before", "without", "unless"})
"""Words that open a condition that binds beside `only`, and beside `not`."""
_ASKING = frozenset("ask urge encourage call invite request demand need".split())
"""Verbs whose content has a purpose of its own (`urged them to meet in order to agree`)."""
_TRYING = frozenset({"effort", "attempt", "bid"})
_LINKING = frozenset(
    "have be go use fail wait try manage take come need happen seem appear tend begin start continue get".split()
)
"""Verbs after which `to` opens no purpose."""


def conditional(parse: Parse, said_if: list[Condition]) -> Iterator[PositionDraft]:
    """`would only meet if ...`, `will not talk unless ...`: what somebody would do, on a condition."""
    for word in parse.words if said_if else ():
        helpers = [m for m in modals(parse, word.index) if modal_lemma(m) in _VOLITION]
        if not helpers or word.upos != "VERB" or is_passive(parse, word.index):
            continue
        depends = conditions_of(parse, said_if, word.index)
        who = [i for i in grammatical_subjects(parse, word.index) if _has_will(parse, i, word.index)]
        if depends and who and not any(c.first <= word.index <= c.last for c in said_if):
            draft = _on_condition(parse, word, helpers[0], who[0], depends, whole(parse, said_if))
            if draft is not None:
                yield draft


def _has_will(parse: Parse, index: int, predicate: int) -> bool:
    """Whether it is a party, and not the `you` that means anybody; `it` is one where it speaks of itself."""
    text = parse.words[index].text.lower()
    return (is_party(parse, index) and text != "you") or (text == "it" and is_own(parse, predicate))


def _on_condition(
    parse: Parse, word: Word, helper: Word, who: int, depends: tuple[Quote, ...], left: tuple[Quote, ...]
) -> PositionDraft | None:
    """What the party at `who` would do, or None where others merely foresee it."""
    only = any(w.lemma == "only" for w in parse.children(word.index, "advmod"))
    bound = only or any(is_binding(quote) for quote in depends)
    negated = is_negated(parse, word.index)
    if not _is_own_will(parse, word, modal_lemma(helper), bound or negated):
        return None
    about = wanted(parse, word, word.index, left)
    first, last = sorted((helper.index, word.index))
    near = words_between(parse, first, last) if last - first <= 4 else None
    return PositionDraft(
        head=word.index,
        anchor=near or Quote.at(parse.text, helper.start, helper.end),
        stance=_stance(parse, word, bound, negated),
        holders=tuple(dict.fromkeys(parties(parse, who))),
        about=about,
        conditions=depends,
        issue=issue(parse, word.index, about),
        holder_is_source=is_own(parse, word.index),
        absorbs_negation=negated,
        tense=Tense.FUTURE,
        is_sure=_is_sure(parse, word, helper, depends, only=only, negated=negated),
    )


def _is_sure(
    parse: Parse, word: Word, helper: Word, depends: tuple[Quote, ...], *, only: bool, negated: bool
) -> bool:
    """Whether an undertaking is so bound to its condition that nothing else is told (`will sign only if ...`)."""
    guessed = any(w.lemma in GUESSING for w in parse.children(word.index, "advmod"))
    foretold = guessed or is_outcome(parse, word) or not is_told_for(parse, word.index)
    # `would have met` and `not until 1941 would they meet` tell of the past.
    told_of_past = has_happened(parse, word.index) or parse.lowered[0] == "not"
    if foretold or told_of_past or (only and negated) or modal_lemma(helper) in {"can", "could"}:
        return False
    opening = _ONLY if only else _UNTIL if negated else frozenset[str]()
    bound = (quote.words.lower().split()[0] in opening and _tells_act(parse, quote) for quote in depends)
    return any(bound) or any(is_binding(quote) for quote in depends)


def is_told_for(parse: Parse, predicate: int) -> bool:
    """Whether a party, its spokesman or the author tells what the party does, rather than some observer."""
    if believed_above(parse, predicate):
        return False
    reported = saying_above(parse, predicate) is not None
    return not reported or is_own(parse, predicate) or speaks_officially(parse, predicate)


def _tells_act(parse: Parse, quote: Quote) -> bool:
    """Whether a condition holds a verb: `until Monday` is a date."""
    return any(w.upos in {"VERB", "AUX"} for w in parse.words if quote.start <= w.start < quote.end)


def _is_own_will(parse: Parse, word: Word, modal: str, marked: bool) -> bool:
    """Whether the subject's own will is told: by itself, by who speaks for it, or by the author.

    `marked` says that `only` or `not` stands with it, or a condition that a party sets: that tells a will even where
    others report it.
    """
    if is_own(parse, word.index):
        return marked or not (modal in {"can", "could"} or is_outcome(parse, word))
    if modal in {"can", "could"} or believed_above(parse, word.index):
        return False
    told_for = is_told_for(parse, word.index)
    return marked or (modal == "would" and told_for and not is_outcome(parse, word))


def _stance(parse: Parse, word: Word, bound: bool, negated: bool) -> Stance:
    """What somebody does who would do this on a condition, be it `bound` (`only if`) or one that may just come."""
    if negated:
        return Stance.REFUSES
    act = trigger_at(parse, word.index)
    if act is not None and act.type in _GIVING:
        return Stance.OFFERS
    return Stance.ACCEPTS if bound or (act is not None and act.type in _SHARING) else Stance.PREFERS


def purposes(parse: Parse, said_if: list[Condition]) -> Iterator[PositionDraft]:
    """`in order to avoid a repeat`, `to make sure that ...`: a purpose that is no act with a type."""
    for word in parse.words:
        mark = next((w for w in parse.children(word.index, "mark") if w.text.lower() == "to"), None)
        if mark is None or word.xpos != "VB" or is_typed(parse, word.index):
            continue
        governor = _done_for(parse, word, mark)
        if governor is None:
            continue
        who = [i for i in subjects(parse, governor.index) if is_party(parse, i)]
        content = clause_words(parse, word.index, without=("mark", "cc", "advcl"))
        if who and content is not None:
            yield PositionDraft(
                head=word.index,
                anchor=_purpose_words(parse, mark.index, word.index),
                stance=Stance.PREFERS,
                holders=tuple(dict.fromkeys(party(parse, i) for i in who)),
                about=content,
                conditions=conditions_of(parse, said_if, word.index),
                issue=issue(parse, word.index, content),
                holder_is_source=False,
            )


def _done_for(parse: Parse, word: Word, mark: Word) -> Word | None:
    """The verb of the act that is done for the purpose told at `word`; None where it tells none."""
    governor = parse.words[word.head] if word.head >= 0 else None
    if governor is None:
        return None
    if _opening(parse, mark.index) == 3:
        fits = word.deprel in {"advcl", "xcomp", "acl"} and not modals(parse, governor.index)
        return governor if fits and governor.lemma not in _ASKING else None
    if word.deprel == "acl" and _opening(parse, mark.index) == 4 and governor.head >= 0:
        return parse.words[governor.head]
    if word.deprel != "advcl" or word.lemma not in words("purpose_verbs", "lemma"):
        return None
    return None if _takes_infinitive(parse, governor) else governor


def _opening(parse: Parse, mark: int) -> int:
    """How many words open the purpose: 3 of `in order to`, 4 of `in an effort to`, else 1."""
    before = [w.text.lower() for w in parse.words[max(0, mark - 3) : mark]]
    if before[-2:] in (["in", "order"], ["so", "as"]):
        return 3
    return 4 if before[:2] in (["in", "an"], ["in", "a"]) and before[2:] and before[2] in _TRYING else 1


def _takes_infinitive(parse: Parse, governor: Word) -> bool:
    """Whether an infinitive after the word is its complement rather than a purpose (`advised them to stay`)."""
    if governor.upos != "VERB" or governor.lemma in _LINKING or cues(governor):
        return True
    return any(
        is_party(parse, child.index) or any(w.lemma in {"enough", "too"} for w in parse.children(child.index))
        for child in parse.children(governor.index, "obj")
    )


def _purpose_words(parse: Parse, mark: int, verb: int) -> Quote:
    """`in order to`, `so as to`, `in an effort to`, or `to` with its verb."""
    opening = _opening(parse, mark)
    first, last = (mark - opening + 1, mark) if opening > 1 else (mark, verb)
    sure = parse.child(verb, "xcomp")
    if last == verb and sure is not None and sure.index == verb + 1 and sure.upos == "ADJ":
        last = sure.index
    return Quote.at(parse.text, parse.words[first].start, parse.words[last].end)
