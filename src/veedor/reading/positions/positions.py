"""Positions of one sentence: what an actor wants, accepts, offers, refuses, or would do on a condition.

Drafts only: sources, polarity, certainty, tense and dates are added by `assemble.py`, which also fills the
holder of what a speaker demands (`holders` empty, `holder_is_source` true) and drops it where nobody speaks.

Precedence, as far as it is decided here. An act of refusing, rejecting, agreeing or accepting done once (simple
past; of refusing and accepting the perfect too) is an event; so is an act of a typed kind that its doer intends,
plans or promises, unless a condition is attached. A standing view, a refusal or readiness that lasts, and all that
stands in its `about` and `conditions`, go before events. What others foresee that somebody will want is a
forecast. `forecasts.apart` settles positions and forecasts.
"""

from __future__ import annotations

from collections.abc import Iterator

from veedor.codebook.labels import Stance, Tense
from veedor.codebook.span import Quote
from veedor.reading.clauses import (
    is_negated,
    is_own,
    is_past,
    is_perfect,
    is_saying,
    modal_lemma,
    modals,
    saying_above,
)
from veedor.reading.conditions import Condition, conditions, conditions_of, is_binding, whole
from veedor.reading.forecasts.announced import is_due
from veedor.reading.parse import Parse, Word
from veedor.reading.parties import is_passive, subjects
from veedor.reading.positions.stances import (
    Cue,
    PositionDraft,
    anchor,
    cues,
    holders,
    is_typed,
    issue,
    wanted,
)
from veedor.reading.positions.undertakings import conditional, is_told_for, purposes

__all__ = ["PositionDraft", "positions"]

_OPPOSITE = {
    Stance.PREFERS: Stance.REFUSES,
    Stance.ACCEPTS: Stance.REFUSES,
    Stance.DEMANDS: Stance.REFUSES,
    Stance.REFUSES: Stance.ACCEPTS,
}
_RAISING = frozenset("continue seem appear remain begin start keep tend claim profess come".split())
"""Verbs whose infinitive is said of their subject, not asked of it."""
_POLITE = frozenset(
    "thank convey express congratulate say stress note point add remind emphasize emphasise ask encourage commend "
    "praise apologize apologise acknowledge assure extend".split()
)
"""Acts that `want to` merely introduces (`I want to thank`)."""
_INTRODUCING = frozenset("want wish like keen eager anxious happy glad".split())
_SPARING = frozenset("obviate eliminate remove reduce avoid discuss".split())
"""Acts on a need that demand nothing (`discussed the need to`)."""
_PLEASING = frozenset("be see hear have know say report announce introduce".split())
"""What one is glad to do without having been willing before (`happy to be here`)."""
_PROPOSING = frozenset("suggest propose recommend request demand urge ask advise plead".split())
_CLAUSES = frozenset({"xcomp", "acl", "advcl", "ccomp"})


def positions(parse: Parse) -> list[PositionDraft]:
    """The positions that the sentence tells, in the order of the text; none on the words of another."""
    said_if = conditions(parse)
    cued = list(_cued(parse, said_if))
    taken = {draft.head for draft in cued}
    others = (draft for draft in conditional(parse, said_if) if draft.head not in taken)
    return _apart(parse, [*cued, *others, *purposes(parse, said_if)])


def _cued(parse: Parse, said_if: list[Condition]) -> Iterator[PositionDraft]:
    """Positions told by a word of the list."""
    for word in parse.words:
        for cue in cues(word):
            draft = _draft(parse, word, cue, said_if)
            if draft is not None:
                yield draft
                break


def _draft(parse: Parse, word: Word, cue: Cue, said_if: list[Condition]) -> PositionDraft | None:
    """The position that the cue tells at the word, or None where it does not stand as the list asks."""
    if any(c.first <= word.index <= c.last for c in said_if) or _is_content(parse, word):
        return None
    about = next((a for a in (f(parse, word.index) for f in cue.frames) if a is not None), None)
    if about is None:
        return None
    predicate = about if word.upos in {"AUX", "ADP"} else word.index
    depends = conditions_of(parse, said_if, predicate)
    negated = is_negated(parse, predicate)
    if not _stands(parse, word, cue, bool(depends)) or (negated and not _turns(word, cue)):
        return None
    if _is_no_stance(parse, word, about) or (cue.yields and not depends and is_typed(parse, about)):
        return None
    whose = holders(parse, predicate, cue)
    if not whose and cue.holder in {"subject", "party"}:
        return None
    content = wanted(parse, word, about, whole(parse, said_if))
    return PositionDraft(
        head=word.index,
        anchor=anchor(parse, word),
        stance=_stance(parse, word, cue, about, negated),
        holders=whose,
        about=content,
        conditions=depends,
        issue=issue(parse, about, content),
        holder_is_source=not whose or is_saying(word),
        absorbs_negation=negated,
        tense=_tense(parse, word, cue),
        is_sure=bool(whose) and _is_bound(parse, word, depends),
    )


def _is_bound(parse: Parse, word: Word, depends: tuple[Quote, ...]) -> bool:
    """Whether a verb or adjective tells a stance that its holder binds to a condition (`is ready ... provided ...`)."""
    bound = word.upos in {"VERB", "ADJ"} and any(is_binding(quote) for quote in depends)
    return bound and is_told_for(parse, word.index)


def _tense(parse: Parse, word: Word, cue: Cue) -> Tense:
    """When the holder stands so: an offer or a view told in the past lasts, a wish told in the past is past."""
    if {modal_lemma(m) for m in modals(parse, word.index)} & {"will", "would", "shall"}:
        return Tense.FUTURE
    lasts = cue.stance is Stance.OFFERS or word.upos != "VERB" or saying_above(parse, word.index) is not None
    return Tense.PAST if is_past(parse, word.index) and not lasts else Tense.PRESENT


def _stance(parse: Parse, word: Word, cue: Cue, about: int, negated: bool) -> Stance:
    """The stance, turned by a `not`; of a `position that ...` what its clause says."""
    if word.lemma in {"position", "stance"} and not negated:
        must = any(modal_lemma(m) in {"must", "should"} for m in modals(parse, about))
        return Stance.REFUSES if is_negated(parse, about) else Stance.DEMANDS if must else cue.stance
    return _OPPOSITE[cue.stance] if negated and not cue.holds_not else cue.stance


def _turns(word: Word, cue: Cue) -> bool:
    """Whether a `not` turns the stance into its opposite: `not needed` and `did not offer` are no stances."""
    return cue.stance in _OPPOSITE and (cue.stance is not Stance.DEMANDS or word.upos == "AUX")


def _is_no_stance(parse: Parse, word: Word, about: int) -> bool:
    """Whether the cue only introduces another act (`want to thank`) or sides with somebody, which is an event."""
    if (
        word.upos == "ADJ"
        and word.deprel in {"acl:relcl", "advcl"}
        and word.lemma in {"necessary", "important"}
    ):
        return True
    if parse.words[about].lemma in _POLITE and word.lemma in _INTRODUCING:
        return True
    if word.lemma == "interest" and word.xpos == "NNS":
        return True  # `its interests in the region` are stakes
    if word.lemma == "position" and any(w.lemma == "in" for w in parse.children(word.index, "case")):
        return True  # `in a position to help` tells an ability
    if word.lemma == "should" and is_due(parse, about):
        return True
    if word.lemma == "need" and word.deprel == "obj" and parse.words[word.head].lemma in _SPARING:
        return True
    is_there = parse.words[about].lemma in _PLEASING or parse.child(about, "cop") is not None
    if is_there and word.lemma in {"happy", "glad"}:
        return True
    if parse.words[about].xpos in {"WP", "WDT"} or _asks_you(parse, word) or _is_proposed(parse, word, about):
        return True
    somebody = parse.name_at(about) is not None or parse.words[about].xpos == "PRP"
    return word.lemma in {"support", "back"} and somebody


def _asks_you(parse: Parse, word: Word) -> bool:
    """Whether whoever is spoken to is asked what they want (`Would you like to see a vote?`)."""
    subject = parse.child(word.index, "nsubj")
    return subject is not None and subject.text.lower() == "you" and parse.words[-1].text == "?"


def _is_proposed(parse: Parse, word: Word, about: int) -> bool:
    """Whether the modal verb is what a verb of asking asks for (`proposed that they should meet`): its content."""
    clause = parse.words[about]
    return word.upos == "AUX" and clause.deprel == "ccomp" and parse.words[clause.head].lemma in _PROPOSING


def _stands(parse: Parse, word: Word, cue: Cue, is_conditional: bool) -> bool:
    """Whether the cue stands in the tense and mood that make it a position rather than one act."""
    helpers = {modal_lemma(m) for m in modals(parse, word.index)}
    if cue.when == "would":
        return "would" in helpers
    if not is_conditional and _is_foreseen(parse, word, helpers):
        return False
    if cue.when == "will":
        return bool(helpers & {"will", "would", "can", "could", "shall"})
    if cue.stance is Stance.OFFERS and word.upos == "VERB" and is_passive(parse, word.index):
        return False
    if cue.when == "any" or is_conditional or word.upos != "VERB":
        return True
    return not _is_bare_participle(parse, word) and not _is_done_once(parse, word, cue)


def _is_bare_participle(parse: Parse, word: Word) -> bool:
    return word.xpos == "VBN" and not parse.children(word.index, "aux", "cop")


def _is_done_once(parse: Parse, word: Word, cue: Cue) -> bool:
    """Whether the verb tells one act: simple past, for some the perfect, or several parties agreeing."""
    if cue.when == "perfect":
        return _is_reciprocal(parse, word) or (
            is_past(parse, word.index) and not is_perfect(parse, word.index)
        )
    return is_perfect(parse, word.index) or is_past(parse, word.index)


def _is_foreseen(parse: Parse, word: Word, helpers: set[str]) -> bool:
    """Whether it is foreseen, not told, that the holder will want it (`will likely seek`, `may agree`)."""
    if not helpers or word.upos == "AUX" or is_own(parse, word.index):
        return False
    if helpers & {"may", "might"} or (helpers & {"could", "can"} and not is_negated(parse, word.index)):
        return True
    if helpers & {"will", "shall"} and not is_negated(parse, word.index):
        return True
    asked = any(w.text.lower() in {"if", "whether"} for w in parse.children(word.index))
    return asked or ("will" in helpers and saying_above(parse, word.index) is not None)


def _is_reciprocal(parse: Parse, word: Word) -> bool:
    """Whether several parties do it together: an act of agreeing with each other."""
    doers = subjects(parse, word.index)
    joined = (parse.words[j].lemma.lower() in {"and", "two", "both"} for i in doers for j in parse.subtree(i))
    return len(doers) > 1 or any(joined) or any(parse.words[i].lemma in {"side", "party"} for i in doers)


def _is_content(parse: Parse, word: Word) -> bool:
    """Whether the cue is itself what somebody is asked, able or meant to do (`urged them to accept`)."""
    if (
        word.deprel == "conj"
        and word.head >= 0
        and word.xpos in {"VBG", "VB"}
        and not modals(parse, word.index)
    ):
        return _is_content(parse, parse.words[word.head])
    if word.upos not in {"VERB", "ADJ"} or word.deprel.split(":")[0] not in _CLAUSES:
        return False
    marks = {w.text.lower() for w in parse.children(word.index, "mark")}
    if word.xpos == "VBG" and word.deprel != "xcomp":
        return bool(marks & {"for", "by", "after", "before", "of", "from", "as"})
    return "to" in marks and (word.deprel != "xcomp" or parse.words[word.head].lemma not in _RAISING)


def _apart(parse: Parse, found: list[PositionDraft]) -> list[PositionDraft]:
    """The drafts, outermost first, without those that stand in what another is about or on another's words."""
    kept: list[PositionDraft] = []
    for draft in sorted(found, key=lambda d: (-_length(d.about), d.anchor.start)):
        contents = [q for k in kept for q in (k.anchor, k.about, *k.conditions) if q is not None]
        if not any(q.start <= parse.words[draft.head].start < q.end or q == draft.anchor for q in contents):
            kept.append(draft)
    return sorted(kept, key=lambda d: d.anchor)


def _length(quote: Quote | None) -> int:
    return 0 if quote is None else len(quote)
