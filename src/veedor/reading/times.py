"""When something happened: the date that stands in a word's clause, in EDTF (codebook, Fields: Dates).

A date hangs on a word of the tree, its host. It dates that word; what the host tells more about (`the crimes
committed since May`); the act whose occasion the host is (`left before Friday's vote`); and the nouns and
verbs that share the host's clause.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache

from veedor.codebook.span import Quote
from veedor.codebook.when import When
from veedor.documents.date_patterns import HINT_WORDS
from veedor.documents.date_rules import Dated, resolve_by_rule
from veedor.documents.date_words import Expression, find, needs_context, told_before
from veedor.reading.judging.judge import logit
from veedor.reading.parse import Parse, Word

_HALF = 0.5
_NOMINAL = frozenset({"NOUN", "PROPN", "NUM", "PRON"})
_SHARING = frozenset({"nsubj", "obj", "obl"})
"""How a nominal act hangs on the predicate whose date it shares."""
_OCCASIONS = {"since": "from", "before": "before", "until": "to", "till": "to"}
_OCCASIONS |= {"at": "", "during": ""}
"""Prepositions through which a dated noun dates the act above it, with the end that they open."""
_ELSEWHERE = frozenset(
    {"after", "before", "since", "until", "despite", "over", "amid", "because", "following"}
)
"""A noun under one of these is another act, at another time, than the clause's."""
_LIGHT = frozenset({"round", "series", "wave", "session", "number", "group", "string", "spate"})
"""Nouns that only measure the act named by the noun under them: `a round of talks`."""
_HELD = frozenset("election vote poll referendum runoff ballot primary round".split())
_HELD |= frozenset("address speech statement interview meeting session summit briefing".split())
"""What is held or made at one time, so that `in` it an act is dated too."""
_MOVED = frozenset({"postpone", "delay", "adjourn", "reschedule", "defer", "move", "put", "push"})
"""After these, `until Sunday` is the new day itself, and it is the object that happens on it."""
_CLAUSE_LIMITS = {"since": "from", "until": "to", "till": "to"}
"""Words that begin a clause whose date bounds the act above it (`since it won independence in 1974`)."""
_UNTIL = frozenset({"until", "till"})
_NOT = frozenset({"not", "n't", "never"})
_CENTURIES = frozenset({"16", "17", "18", "19", "20"})
"""First digits of a year, and of a date in digits."""
_COMING = frozenset({"upcoming", "coming", "forthcoming", "scheduled", "planned"})


def when_of(parse: Parse, head: int, dated: tuple[date, date] | None, *, future: bool | None) -> When | None:
    """The date that stands in the clause of the word `head`, with its words; None where none does.

    Args:
        parse: The sentence.
        head: Index of the head word of the statement's anchor.
        dated: First and last day on which the report may have been published; None where unknown.
        future: Whether the statement is about the future; None where that is not known.

    """
    expressions = _dates_in(parse.text, parse.start, parse.end) if _may_name_a_date(parse) else ()
    if not expressions:
        return None
    anchor, head = head, _dated_word(parse, head)
    near = _dates_of(parse, head, expressions)
    for expression in near if parse.learned is None else _believed(parse, anchor, near, expressions):
        own = _as_own(parse, head, expression)
        found = _value(parse, head, own, dated, future)
        if found:
            return When(Quote.at(parse.text, own.start, own.end), found.value, found.rule)
    return None


def when_in(
    parse: Parse, quote: Quote, head: int, dated: tuple[date, date] | None, *, future: bool | None
) -> When | None:
    """The date that stands in the words of a quote, as it is for the act of `head`; None where they name none."""
    for expression in _dates_in(parse.text, parse.start, parse.end) if _may_name_a_date(parse) else ():
        if expression.start < quote.end and quote.start < expression.end:
            found = _value(parse, head, expression, dated, future)
            if found:
                return When(Quote.at(parse.text, expression.start, expression.end), found.value, found.rule)
    return None


def dates_near(parse: Parse, anchor: int) -> list[tuple[Expression, tuple[float, ...]]]:
    """The dates of the sentence, with what heads and rules say of each as the date of the anchor's statement."""
    expressions = _dates_in(parse.text, parse.start, parse.end) if _may_name_a_date(parse) else ()
    return _features(parse, anchor, _dates_of(parse, _dated_word(parse, anchor), expressions), expressions)


def _dated_word(parse: Parse, anchor: int) -> int:
    """The anchor's word, or the predicate that it helps."""
    head = anchor
    while parse.words[head].deprel.split(":")[0] in ("aux", "cop") and parse.words[head].head >= 0:
        head = parse.words[head].head
    return head


def _features(
    parse: Parse, anchor: int, near: Sequence[Expression], expressions: Sequence[Expression]
) -> list[tuple[Expression, tuple[float, ...]]]:
    """What the heads and the rules (`near`, the surest first) say of each date of the sentence."""
    assert parse.learned is not None
    chances = parse.learned.field(anchor, "when")
    found: list[tuple[Expression, tuple[float, ...]]] = []
    for expression in expressions:
        chance = max((chances.get(i, 0.0) for i in _phrase_of(parse, expression, anchor)), default=0.0)
        found.append(
            (expression, (logit(chance), float(expression in near[:1]), float(expression in near[1:])))
        )
    return found


def _phrase_of(parse: Parse, expression: Expression, anchor: int) -> set[int]:
    """The words by any of which the heads may point to the date: its own, and what it hangs on (`the war of 1812`)."""
    inside = {w.index for w in parse.words if expression.start <= w.start < expression.end}
    above = {parse.words[i].head for i in inside} - inside
    return inside | {i for i in above if i >= 0 and i != anchor}


def _believed(
    parse: Parse, anchor: int, near: Sequence[Expression], expressions: Sequence[Expression]
) -> list[Expression]:
    """The dates that are believed to date the act, the likeliest first."""
    assert parse.learned is not None
    judge = parse.learned.judge
    if not judge.knows("when"):
        return list(near)
    rated = [(judge.right("when", f), e) for e, f in _features(parse, anchor, near, expressions)]
    return [e for right, e in sorted(rated, key=lambda r: -r[0]) if right >= _HALF]


def _may_name_a_date(parse: Parse) -> bool:
    """Whether a word is there without which there is no date; most sentences have none."""
    parts = (part for word in parse.lowered for part in word.rsplit("-", 1))  # `mid-December`
    return any(
        part in HINT_WORDS or part[:2] in _CENTURIES or part.rstrip(".") in HINT_WORDS for part in parts
    )


# The statements of a sentence are asked for one by one; the text is the same object, so its hash is known.
@lru_cache(maxsize=4)
def _dates_in(text: str, start: int, end: int) -> tuple[Expression, ...]:
    return tuple(find(text, start, end))


def _dates_of(parse: Parse, head: int, expressions: Sequence[Expression]) -> list[Expression]:
    """The expressions that date the act of `head`, the closest to it in the tree first."""
    near: list[tuple[int, int, Expression]] = []
    taken: set[int] = set()
    for expression in expressions:
        if _is_told_of(parse, head, expression):
            near.append((1, expression.start, expression))
            continue
        host = _host(parse, expression, taken)
        if host is None:
            continue
        taken.add(host.index)
        ranks = [_rank(parse, head, act, expression) for act in _acts(parse, host, expression)]
        known = [rank + steps for steps, rank in enumerate(ranks) if rank is not None]
        if known:
            near.append((min(known), expression.start, expression))
    return [expression for _, _, expression in sorted(near, key=lambda n: n[:2])]


def _is_told_of(parse: Parse, head: int, expression: Expression) -> bool:
    """Whether the act is what a clause tells of the date: `until 1844, when they began talks and signed`."""
    word = parse.words[head]
    while word.deprel == "conj" and word.head >= 0:
        word = parse.words[word.head]
    after = next((w for w in parse.words if w.start >= expression.end and w.text != ","), None)
    if after is not None and after.lemma == "when" and after.head == word.index:
        return True
    if word.deprel != "acl:relcl" or word.head < 0:
        return False
    return expression.core_start <= parse.words[word.head].start < expression.end


def _host(parse: Parse, expression: Expression, taken: set[int]) -> Word | None:
    """The word that the date hangs on, where the text leaves no doubt not the one of the tree.

    A date inside a noun phrase is the noun's; so is a second date of one verb (`agreed yesterday to a vote
    on Friday`), and one that a comma parts from its verb.
    """
    inside = [w for w in parse.words if expression.core_start <= w.start < expression.end]
    own = {w.index for w in inside}
    top = next((w for w in inside if w.head not in own), None)
    if top is None or top.head < 0:
        return None
    words, first, last = parse.words, inside[0].index, inside[-1].index
    before = words[first - 1] if first else None
    if before and before.upos == "DET" and before.head > last:
        return words[before.head]
    lead = next((w for w in words[:first] if w.start >= expression.start), words[first]).index
    beside = words[lead - 1] if lead else None
    if beside and beside.head == top.head and _is_elsewhere(parse, beside):
        return beside
    if top.head in taken and words[top.head].upos in {"VERB", "AUX"}:
        nouns = [w for w in parse.children(top.head) if w.index < lead and w.upos in _NOMINAL]
        return nouns[-1] if nouns and nouns[-1].index not in taken else words[top.head]
    comma = any(w.text == "," for w in words[last + 1 : max(last + 1, top.head)])
    if comma and lead and words[lead - 1].upos in _NOMINAL:
        return _phrase_head(parse, words[lead - 1])
    return words[top.head]


def _is_elsewhere(parse: Parse, noun: Word) -> bool:
    """Whether the noun is an act apart from its verb's: `after the election`."""
    case = parse.child(noun.index, "case")
    return noun.deprel == "obl" and case is not None and case.lemma in _ELSEWHERE


def _phrase_head(parse: Parse, word: Word) -> Word:
    """The noun whose phrase the word stands in."""
    while word.deprel.split(":")[0] in {"nmod", "compound", "flat", "appos"} and word.head >= 0:
        word = parse.words[word.head]
    return word


def _acts(parse: Parse, host: Word, expression: Expression) -> Iterator[Word]:
    """The words that a date on `host` dates, the nearest first."""
    yield host
    if host.head < 0:
        return
    above = parse.words[host.head]
    relation = host.deprel.split(":")[0]
    if relation == "acl":
        yield above
    elif _is_occasion(parse, host):
        yield above
        if above.deprel.startswith("acl"):
            yield parse.words[above.head]
    elif relation == "advcl" and _marker(parse, host) in _CLAUSE_LIMITS:
        yield above
    elif (
        relation in _SHARING and host.upos != "PROPN" and host.end < expression.core_start == expression.start
    ):
        yield above  # not the year of a name (`the Act of 1954`)


def _marker(parse: Parse, verb: Word) -> str:
    """The word that begins the verb's clause, in lower case, or an empty text."""
    found = parse.child(verb.index, "mark", "case")
    return found.text.lower() if found else ""


def _is_occasion(parse: Parse, noun: Word) -> bool:
    """Whether the noun tells by what an act is dated: `before yesterday's announcement`, `in Sunday's vote`."""
    case = parse.child(noun.index, "case")
    if case is None or noun.deprel != "obl":
        return False
    return case.lemma in _OCCASIONS or (case.lemma == "in" and noun.lemma in _HELD)


def _rank(parse: Parse, head: int, act: Word, expression: Expression) -> int | None:
    """0 where what dates `act` dates `head` as the same word, 2 as one of its clause, None where it does not."""
    word = parse.words[head]
    while word.index != act.index and word.head >= 0 and _is_led(parse, word):
        word = parse.words[word.head]
    if word.index == act.index:
        return None if act.lemma in _MOVED and expression.limit == "to" else 0
    if word.head != act.index or act.upos not in {"VERB", "AUX"}:
        return None
    return 2 if _shares(parse, word, act, expression) else None


def _shares(parse: Parse, word: Word, act: Word, expression: Expression) -> bool:
    """Whether a word under the dated verb `act` happens at the same time."""
    relation = word.deprel.split(":")[0]
    if relation == "conj":
        return word.upos in {"VERB", "AUX"} and expression.start < act.start
    if relation in ("xcomp", "advcl"):
        return word.upos == "VERB" and (relation == "xcomp" or _is_bare_participle(parse, word))
    return relation in _SHARING and word.upos in _NOMINAL and not _is_elsewhere(parse, word)


def _is_bare_participle(parse: Parse, word: Word) -> bool:
    """Whether it is the verb of `They came demanding talks`."""
    return word.xpos == "VBG" and not parse.children(word.index, "mark", "nsubj")


def _is_led(parse: Parse, word: Word) -> bool:
    """Whether a noun is dated with the noun above it: the second of a pair, or what a light noun measures."""
    above = parse.words[word.head]
    if word.upos not in _NOMINAL or above.upos not in _NOMINAL:
        return False
    return word.deprel == "conj" or (word.deprel == "nmod" and above.lemma in _LIGHT)


def _as_own(parse: Parse, head: int, expression: Expression) -> Expression:
    """The date without a preposition that belongs to the act: `Sunday's` of the vote in `before Sunday's vote`."""
    if _is_told_of(parse, head, expression):
        return replace(expression, limit="")
    case = parse.child(head, "case")
    if case is None or not expression.start <= case.start < expression.core_start:
        return expression
    return replace(expression, start=expression.core_start, limit="")


def _value(
    parse: Parse, head: int, expression: Expression, dated: tuple[date, date] | None, future: bool | None
) -> Dated | None:
    """The value of the expression as it stands for the act of `head`, and the rule behind it."""
    host = _host(parse, expression, set())
    if host and host.lemma in _MOVED:
        expression, future = replace(expression, limit=""), True
    elif host and host.index != head and not expression.limit:
        expression = replace(expression, limit=_limit_through(parse, host))
    if expression.limit == "to" and _is_put_off(parse, head):
        expression = replace(expression, limit="")
    before = told_before(parse.text, expression.start, dated) if needs_context(expression) else None
    is_future = False if _is_told_as_past(parse, head) else future or _is_ahead(parse, head) or future
    return resolve_by_rule(expression, dated, future=is_future, before=before)


def _is_put_off(parse: Parse, head: int) -> bool:
    """Whether it is denied up to a day, so that it happened then: `was not ratified until 1975`."""
    negated = any(w.lemma in _NOT for w in parse.children(head, "advmod"))
    return negated and not _UNTIL.isdisjoint(parse.lowered)


def _limit_through(parse: Parse, host: Word) -> str:
    """Which end of the act above is open where the date stands with `host`: `since the vote in May`."""
    if host.deprel == "advcl":
        return _CLAUSE_LIMITS.get(_marker(parse, host), "")
    case = parse.child(host.index, "case") if host.deprel == "obl" else None
    return _OCCASIONS.get(case.lemma, "") if case else ""


def _is_told_as_past(parse: Parse, head: int) -> bool:
    """Whether the verb's own form is past (`moved`, `was put`)."""
    word = parse.words[head]
    helpers = {w.text.lower() for w in parse.children(head, "aux", "aux:pass", "cop")}
    if helpers & {"will", "would", "shall", "may", "might", "could", "to"}:
        return False
    return word.xpos == "VBD" or (word.xpos == "VBN" and bool(helpers & {"was", "were", "had"}))


def _is_ahead(parse: Parse, head: int) -> bool:
    """Whether the words around the act say that it is to come: `the upcoming vote`, `ahead of the vote`."""
    if any(w.lemma in _COMING for w in parse.children(head, "amod")):
        return True
    return any(w.lemma == "ahead" for w in parse.children(head, "case"))
