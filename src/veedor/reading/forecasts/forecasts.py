"""Forecasts of one sentence: what is said of the future, or of what is not yet known, and could be checked later.

Drafts only: sources, polarity, certainty, tense and dates are added by `assemble.py`; a draft that `is_alternative`
(either/or) is open. What goes before a forecast, and is decided in `foresight.py`: an act of a typed kind that its
doer, an official or the author announces with `will`, `set to` or `due to` is a future event; `would have won` is
no forecast; ability and habit (`can`, `could not`) are none. What goes before an event: every forecast returned,
its anchor and all that stands in its `about` and `conditions`. `apart` settles forecasts and positions.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from veedor.codebook.labels import Tense
from veedor.codebook.span import Quote
from veedor.reading.clauses import clause_words, modals, words_between
from veedor.reading.conditions import Condition, conditions, conditions_of
from veedor.reading.events.triggers import is_party
from veedor.reading.forecasts.announced import is_alternative, is_announced
from veedor.reading.forecasts.foresight import foreseen
from veedor.reading.forecasts.likelihood import Seen
from veedor.reading.lexicon import words
from veedor.reading.parse import Parse, Word
from veedor.reading.parties import grammatical_subjects, parties
from veedor.reading.positions.stances import PositionDraft

_BY = frozenset({"by", "within", "before", "after", "in", "on", "during", "over", "until", "next"})
_IMPERSONAL = frozenset({"it", "this", "that", "these", "those", "there", "what", "which"})


@dataclass(frozen=True, slots=True)
class ForecastDraft:
    """A forecast before it is known who makes it, how surely and when."""

    head: int
    """Head word of the anchor."""
    anchor: Quote
    actors: tuple[Quote, ...]
    """Of whom it is said; empty where the subject is no party."""
    about: Quote
    """What may happen."""
    probability: Quote | None
    """The words that say how likely, or None."""
    by: Quote | None
    """The words that say by when, or None."""
    conditions: tuple[Quote, ...]
    is_alternative: bool = False
    """Whether it is one side of an either/or."""
    tense: Tense = Tense.FUTURE
    """What is foreseen lies ahead, whatever the tense of the words that foresee it."""


def forecasts(parse: Parse) -> list[ForecastDraft]:
    """The forecasts that the sentence makes, in the order of the text; no two share an anchor's words."""
    said_if = conditions(parse)
    found: dict[int, ForecastDraft] = {}
    for seen in foreseen(parse, said_if):
        if any(c.first <= seen.head <= c.last for c in said_if):
            continue
        for draft in _drafts(parse, seen, said_if):
            found.setdefault(draft.head, draft)
    return _outermost(parse, list(found.values()))


def _drafts(parse: Parse, seen: Seen, said_if: list[Condition]) -> Iterator[ForecastDraft]:
    """The forecast made at the place, and one for each further side of an either/or."""
    depends = conditions_of(parse, said_if, seen.head)
    either = is_alternative(parse, seen.head)
    draft = _draft(parse, seen, depends, either)
    if draft is None:
        return
    yield draft
    for other in _sides(parse, seen, either):
        further = _draft(parse, _side(parse, seen, other), depends, either)
        if further is not None:
            yield further


def _sides(parse: Parse, seen: Seen, either: bool) -> Iterator[Word]:
    """Further predicates under the same modal verb: of an either/or, or of a row (`would cut and raise`)."""
    for other in parse.children(seen.about, "conj"):
        if other.upos != "VERB" or modals(parse, other.index):
            continue
        if either or _is_in_row(parse, seen.about, other):
            yield other


def _is_in_row(parse: Parse, first: int, other: Word) -> bool:
    """Whether the verb shares the modal verb of `first`, and is not announced by itself."""
    alone = parse.child(other.index, "nsubj", "expl", "aux", "mark", "cop") is None
    if not alone or other.xpos != "VB" or not modals(parse, first):
        return False
    return not is_announced(parse, other.index, first)


def _side(parse: Parse, seen: Seen, other: Word) -> Seen:
    """The place of a further side, which shares the modal verb and the subject of the first."""
    helpers = [w.index for w in parse.children(other.index, "aux", "cop") if w.index < other.index]
    first = min([other.index, *helpers])
    return seen._replace(head=other.index, first=first, last=max(first, other.index), about=other.index)


def _draft(parse: Parse, seen: Seen, depends: tuple[Quote, ...], either: bool) -> ForecastDraft | None:
    anchor = words_between(parse, seen.first, seen.last)
    by = _by(parse, seen)
    subject = _subject(parse, seen)
    actors = tuple(dict.fromkeys(q for i in subject if _is_somebody(parse, i) for q in parties(parse, i)))
    about = _about(parse, seen, (*depends, *([by] if by else [])), with_subject=not actors)
    if anchor is None or about is None:
        return None
    likely = None if seen.likely is None else words_between(parse, *seen.likely)
    return ForecastDraft(seen.head, anchor, actors, about, likely, by, depends, either)


def _subject(parse: Parse, seen: Seen) -> list[int]:
    """Heads of the subject of whom it is said."""
    if seen.whom is not None:
        return [seen.whom]
    return [] if seen.subject is None else grammatical_subjects(parse, seen.subject)[:1]


def _is_somebody(parse: Parse, index: int) -> bool:
    word = parse.words[index]
    return is_party(parse, index) or (word.upos == "PRON" and word.text.lower() not in _IMPERSONAL)


def _about(parse: Parse, seen: Seen, left: tuple[Quote, ...], *, with_subject: bool) -> Quote | None:
    """The words for what may happen: with its subject where that is no party."""
    outside: tuple[str, ...] = ("mark", "case", "cc", "parataxis", "discourse", "vocative")
    if is_alternative(parse, seen.about):
        outside = (*outside, "conj")
    left = (*left, *_further_clauses(parse, seen.about))
    quote = clause_words(parse, seen.about, without=outside, not_in=left)
    if quote is None or seen.subject is None:
        return quote and _with_participle(parse, seen, quote)
    subject = _subject(parse, seen)
    shared = seen.about != seen.subject and parse.words[seen.about].deprel == "conj"
    if (with_subject or seen.whom is not None) and not shared and subject and subject[0] < seen.about:
        bare = parse.words[subject[0]].text.lower() in _IMPERSONAL
        first = next(
            i for i in parse.subtree(subject[0]) if parse.words[i].upos != "PUNCT" or i == subject[0]
        )
        start = parse.words[first].start
        return quote if bare or start >= quote.end else Quote.at(parse.text, start, quote.end)
    return quote if with_subject and not shared else _from_predicate(parse, seen, quote)


def _further_clauses(parse: Parse, head: int) -> Iterator[Quote]:
    """Clauses joined to the predicate that have a modal verb or a subject of their own."""
    for other in parse.children(head, "conj"):
        own = modals(parse, other.index) or parse.child(other.index, "nsubj", "expl") is not None
        if own or (other.upos == "VERB" and _is_in_row(parse, head, other)):
            below = parse.subtree(other.index)
            yield Quote.at(parse.text, parse.words[below[0]].start, parse.words[below[-1]].end)


def _with_participle(parse: Parse, seen: Seen, quote: Quote) -> Quote:
    """The quote with the participle after it that says what happens to it (`the risk of the deal falling apart`)."""
    for clause in parse.children(seen.head, "acl"):
        below = parse.subtree(clause.index, without=("punct",))
        if (
            clause.index > seen.about
            and clause.xpos in {"VBG", "VBN"}
            and parse.words[below[0]].start == quote.end + 1
        ):
            return Quote.at(parse.text, quote.start, parse.words[below[-1]].end)
    return quote


def _from_predicate(parse: Parse, seen: Seen, quote: Quote) -> Quote:
    """The quote from after the modal verb, or `to`, on."""
    opening = [w.index for w in parse.children(seen.about, "aux", "mark", "nsubj") if w.index < seen.about]
    opening = [i for i in opening if parse.words[i].xpos not in {"VB", "VBN"}]
    first = max(opening) + 1 if opening else seen.about
    while first < seen.about and parse.words[first].upos in {"ADV", "PUNCT"}:
        first += 1
    start = max(quote.start, parse.words[first].start)
    return Quote.at(parse.text, start, quote.end) if start < quote.end else quote


def _by(parse: Parse, seen: Seen) -> Quote | None:
    """The words that say by when: a phrase of time that hangs on the predicate or on what governs it."""
    governor = parse.words[seen.about].head
    places = [seen.head, seen.about, *([seen.subject] if seen.subject is not None else [])]
    if governor >= 0 and parse.words[seen.about].deprel == "xcomp":
        places.append(governor)
    for index in dict.fromkeys(places):
        for child in parse.children(index, "obl", "nmod:unmarked", "advmod"):
            if _is_time(parse, child):
                return words_between(parse, *_ends(parse, child))
    word = parse.words[seen.head]
    if word.deprel == "conj" and word.head >= 0:
        shared = (c for c in parse.children(word.head, "obl", "nmod:unmarked") if c.index < word.head)
        return next((words_between(parse, *_ends(parse, c)) for c in shared if _is_time(parse, c)), None)
    return None


def _ends(parse: Parse, word: Word) -> tuple[int, int]:
    """First and last word of the phrase of time, its preposition first."""
    below = parse.subtree(word.index, without=("acl:relcl", "punct", "advcl", "cc", "conj", "parataxis"))
    link = parse.child(word.index, "case")
    return (below[0] if link is None else link.index), below[-1]


def _is_time(parse: Parse, word: Word) -> bool:
    """Whether the phrase says when: a noun of time, a year, or what comes after or before an act."""
    link = parse.child(word.index, "case")
    preposition = link.text.lower() if link is not None else ""
    if preposition and preposition not in _BY:
        return False
    if not preposition and (
        word.xpos == "NNS" or _text_before(parse, word) in {"a", "an", "each", "every", "per"}
    ):
        return False
    part = parse.child(word.index, "nmod") if word.lemma in {"end", "beginning", "start"} else None
    if part is not None and part.lemma.lower() not in words("time_nouns") and part.upos != "NUM":
        return False
    if word.lemma.lower() in words("time_nouns") or (
        word.upos == "NUM" and len(word.text) == 4 and preposition
    ):
        return True
    return preposition in {"after", "before"} and word.upos in {"NOUN", "PROPN"}


def _text_before(parse: Parse, word: Word) -> str:
    return parse.words[word.index - 1].text.lower() if word.index else ""


def _outermost(parse: Parse, found: Sequence[ForecastDraft]) -> list[ForecastDraft]:
    """The drafts without those that stand in what another is about, or on another's anchor."""
    kept: list[ForecastDraft] = []
    for draft in sorted(found, key=lambda d: (-len(d.about), d.anchor)):
        at = parse.words[draft.head].start
        held = any(
            draft.anchor.overlaps(k.anchor)
            or (k.about.start <= at < k.about.end and not k.anchor.overlaps(k.about))
            or (
                k.about.covers(draft.anchor)
                and k.about.covers(draft.about)
                and at > parse.words[k.head].start
            )
            for k in kept
        )
        if not held:
            kept.append(draft)
    return sorted(kept, key=lambda d: d.anchor)


def apart(
    parse: Parse, positions: Sequence[PositionDraft], forecasts: Sequence[ForecastDraft]
) -> tuple[list[PositionDraft], list[ForecastDraft]]:
    """The drafts without those that stand in the content of another kind; on the same words the position stands."""
    wanted = [q for p in positions for q in (p.about, *p.conditions) if q is not None]
    kept = [f for f in forecasts if not any(q.covers(f.anchor) for q in wanted)]
    kept = [f for f in kept if not any(_same_words(parse, p, f) for p in positions)]
    foretold = [q for f in kept for q in (f.about, *f.conditions)]
    return [p for p in positions if not any(q.covers(p.anchor) for q in foretold)], kept


def _same_words(parse: Parse, position: PositionDraft, forecast: ForecastDraft) -> bool:
    """Whether both read the same words, or the forecast's verb only says that the position is there."""
    if position.anchor.overlaps(forecast.anchor):
        return True
    there = parse.words[forecast.head].lemma == "be" and parse.words[position.head].head == forecast.head
    return there or (
        parse.words[position.head].head == forecast.head and parse.words[position.head].deprel == "cop"
    )
