"""Conditions: the clauses and phrases on which something said depends (`if ...`, `unless ...`, `only after ...`).

A condition is found by the words that open it (`data/condition_markers.tsv`); the tree says how far it goes and
what hangs on it. `positions.py` and `forecasts.py` ask for the conditions of their predicates.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from veedor.codebook.span import Quote
from veedor.reading.clauses import is_future, is_negated, words_between
from veedor.reading.lexicon import table
from veedor.reading.parse import Parse, Word

_FOCUS = frozenset({"only", "even", "just", "but", "except", "especially", "particularly"})
_UPWARD = frozenset({"xcomp", "obj", "obl", "nmod", "acl", "csubj", "nsubj", "ccomp"})
"""By these relations a condition said low in the tree belongs to the predicate above (`agreed to talks if ...`)."""
_SHARED = frozenset({"xcomp", "ccomp", "parataxis", "conj", "aux", "cop"})
"""By these relations a condition said high in the tree belongs to the predicate below (`said they would if ...`)."""


_ASKING = frozenset(
    "ask wonder know see decide determine doubt check question consider clear unclear sure find discuss tell "
    "learn remember matter care test".split()
)
_FINITE = frozenset({"VBZ", "VBP", "VBD"})
_NEAR = 12
"""Words after the comma of a condition that stands first, within which its predicate is sought."""


class Condition(NamedTuple):
    """One condition as the sentence has it, a list after a colon included."""

    governor: int
    """The word that the condition hangs on."""
    first: int
    """First word, the opening words included."""
    last: int
    """Last word, included."""
    parts: tuple[Quote, ...]
    """The conditions, one entry each."""


class _Marker(NamedTuple):
    words: tuple[str, ...]
    on: str
    needs: str


@cache
def _markers() -> dict[str, tuple[_Marker, ...]]:
    """Markers by their first word, the longest first."""
    found: dict[str, list[_Marker]] = {}
    for row in table("condition_markers"):
        words = tuple(row["marker"].split())
        found.setdefault(words[0], []).append(_Marker(words, row["on"], row["needs"]))
    return {first: tuple(sorted(some, key=lambda m: -len(m.words))) for first, some in found.items()}


def _holds(parse: Parse, marker: _Marker, at: int, governor: int) -> bool:
    """Whether what the marker needs is there."""
    if marker.needs == "no":
        return is_negated(parse, governor)
    if marker.needs == "future":
        infinitive = any(w.text.lower() == "to" for w in parse.children(governor, "mark"))
        return infinitive or is_future(parse, governor)
    if marker.needs == "only":
        return at > 0 and parse.words[at - 1].lemma.lower() in {"only", "just"}
    return True


def _match(parse: Parse, at: int) -> list[_Marker]:
    """The markers that stand at word `at`, the longest only."""
    some = _markers().get(parse.lowered[at])
    if not some:
        return []
    fitting = [m for m in some if parse.lowered[at : at + len(m.words)] == m.words]
    return [m for m in fitting if len(m.words) == len(fitting[0].words)]


def _clause_head(parse: Parse, at: int, after: int) -> int | None:
    """The lowest word above word `after` whose subtree holds the marker's last word, at `at`."""
    if after >= len(parse.words):
        return None
    word: Word = parse.words[after]
    while at not in parse.subtree(word.index):
        if word.head < 0:
            return None
        word = parse.words[word.head]
    return word.index


def conditions(parse: Parse) -> list[Condition]:
    """The conditions said in the sentence, in order."""
    found: list[Condition] = []
    for word in parse.words:
        if found and word.index <= found[-1].last:
            continue
        if (some := _match(parse, word.index)) and (condition := _condition(parse, word.index, some)):
            found.append(condition)
        elif inverted := _inverted(parse, word):
            found.append(inverted)
        elif word.lemma == "condition" and _text(parse, word.index + 1) == ":":
            found += _listed(parse, word.index, word.index + 1, word.head)
    return found


_INVERTED = frozenset({"should", "were", "had"})


def _inverted(parse: Parse, word: Word) -> Condition | None:
    """The condition that a verb before its subject opens (`should war break out`, `had he known`), or None."""
    head = word.head
    if parse.lowered[word.index] not in _INVERTED or word.deprel not in {"aux", "aux:pass", "cop"}:
        return None
    clause = parse.words[head]
    subject = parse.child(head, "nsubj")
    opens = parse.subtree(head, without=("punct",))[0] == word.index
    if clause.deprel != "advcl" or not opens or subject is None or subject.index < word.index:
        return None
    last = _end(parse, head)
    return Condition(
        _governor(parse, head, last, range(0)), word.index, last, _parts(parse, word.index, head, last)
    )


def _text(parse: Parse, index: int) -> str:
    return parse.words[index].text if index < len(parse.words) else ""


def _condition(parse: Parse, at: int, markers: list[_Marker]) -> Condition | None:
    """The condition that one of the markers opens at word `at`, or None."""
    after = at + len(markers[0].words)
    if _text(parse, after) == ":":
        listed = _listed(parse, at, after, _last_verb(parse, at))
        return listed[0] if listed else None
    head = _clause_head(parse, after - 1, after)
    if head is None or parse.words[head].head < 0 or _is_question(parse, at, head):
        return None
    if head == at and not _opens_clause(parse, head):
        return None
    first, last = _with_focus(parse, at), _with_role(parse, _end(parse, head))
    governor, is_clause = _governor(parse, head, last, range(at, after)), _is_clause(parse, head)
    misplaced = governor > last and _follows_its_clause(parse, first)
    if misplaced:
        governor = _last_verb(parse, first)
    gerund = parse.words[head].xpos == "VBG"
    if not any(
        (gerund or (m.on == "clause") == is_clause) and _holds(parse, m, at, governor) for m in markers
    ):
        return None
    parts = _parts(parse, first, head, last) if at <= head <= last else ()
    while parts and (joined := _joined(parse, governor, head, last)) is not None:
        last = _end(parse, joined)
        parts = (*parts, *_parts(parse, parse.subtree(joined, without=("cc", "punct"))[0], joined, last))
    if misplaced and (row := _row_of_clauses(parse, first)):
        last, parts = row
    return Condition(governor, first, last, parts) if parts else None


def _is_question(parse: Parse, at: int, head: int) -> bool:
    """Whether `if` means `whether`: the clause is what somebody asks or does not know, or says `will`."""
    word = parse.words[head]
    asked = at > 0 and (parse.words[at - 1].lemma in _ASKING or parse.words[at - 1].lemma == "whereby")
    is_content = word.deprel == "ccomp" and parse.words[word.head].lemma in _ASKING
    return asked or is_content or any(w.text.lower() == "will" for w in parse.children(head, "aux"))


def _opens_clause(parse: Parse, participle: int) -> bool:
    """Whether the tree hangs a finite clause on the marker itself (`provided the rebels disarm`)."""
    below = parse.children(participle, "xcomp", "ccomp")
    return any(w.xpos in _FINITE or parse.child(w.index, "aux", "cop") is not None for w in below)


def _joined(parse: Parse, governor: int, head: int, last: int) -> int | None:
    """The verb behind the condition that is joined to its verb, though the tree joins it to the undertaking.

    `will talk if the siege ends and leaves`: under `will` there would be no ending.
    """
    if governor > head or last + 2 >= len(parse.words) or parse.lowered[last + 1] != "and":
        return None
    verb = parse.words[parse.words[last + 1].head]
    same_form = verb.xpos == parse.words[head].xpos and verb.xpos in {"VBZ", "VBD"}
    if verb.index <= last + 1 or not same_form or not is_future(parse, governor):
        return None
    return None if parse.child(verb.index, "nsubj", "nsubj:pass", "expl", "mark", "aux") else verb.index


def _end(parse: Parse, head: int) -> int:
    """The last word of the unbroken clause around `head`, before an aside that `, which` or `, but` opens."""
    inside = set(parse.subtree(head))
    last = head
    while last + 1 in inside and not _opens_aside(parse, last + 1, head):
        last += 1
    return last


def _with_role(parse: Parse, last: int) -> int:
    """The last word of `with Roe as a candidate`, where the tree hangs what follows `as` elsewhere."""
    if last + 1 >= len(parse.words) or parse.lowered[last + 1] != "as" or parse.words[last].upos != "PROPN":
        return last
    role = parse.words[last + 1].head
    return role if role > last and parse.words[last + 1].deprel == "case" else last


def _opens_aside(parse: Parse, index: int, head: int) -> bool:
    """Whether a comma and a relative pronoun or `but` stand here."""
    following = parse.words[index + 1] if index + 1 < len(parse.words) else None
    return (
        parse.words[index].text == ","
        and following is not None
        and (following.xpos in {"WDT", "WP"} or following.lemma == "but")
        and index > head
    )


def _governor(parse: Parse, head: int, last: int, marker: range) -> int:
    """What the condition hangs on: the next modal predicate where it stands first, else what the tree says.

    A word of the marker (`as long as`, `provided that`) is no governor: what that hangs on is.
    """
    if _text(parse, last + 1) == ",":
        following = range(last + 2, min(last + 2 + _NEAR, len(parse.words)))
        found = next((i for i in following if is_future(parse, i)), None)
        if found is not None:
            return found
    governor = parse.words[head].head
    while governor in marker and parse.words[governor].head >= 0:
        governor = parse.words[governor].head
    return governor


def _follows_its_clause(parse: Parse, first: int) -> bool:
    """Whether the words that open a condition follow a clause without a comma: then it is that clause's.

    The tree may see it before the next clause (`agreed to a vote if it ends, she may run, and …`), where English
    would put a comma or a conjunction in front of it.
    """
    if first == 0:
        return False
    before = parse.words[first - 1]
    return before.upos not in {"PUNCT", "CCONJ", "SCONJ"} and before.deprel != "mark"


def _row_of_clauses(parse: Parse, first: int) -> tuple[int, tuple[Quote, ...]] | None:
    """The last word and the conditions of `if A, B, and C` from word `first` to the sentence's end; None for no row."""
    last = len(parse.words) - 1
    while parse.words[last].upos == "PUNCT":
        last -= 1
    cuts = _cuts(parse, first, last)
    ends_by_and = len(cuts) > 2 and parse.words[cuts[-1][0] - 1].upos == "CCONJ"
    if not ends_by_and or not all(_has_subject(parse, *cut) for cut in cuts):
        return None
    return last, tuple(quote for cut in cuts if (quote := words_between(parse, *cut)))


def _has_subject(parse: Parse, first: int, last: int) -> bool:
    return any(w.deprel.startswith("nsubj") for w in parse.words[first : last + 1])


def _is_clause(parse: Parse, head: int) -> bool:
    relation = parse.words[head].deprel.split(":")[0]
    if relation == "conj" and _is_phrase(parse, head):
        return False  # `would accept a vote, but not with Roe`
    return relation in {"advcl", "advmod", "acl", "parataxis", "conj"} or parse.words[head].upos == "VERB"


def _is_phrase(parse: Parse, head: int) -> bool:
    """Whether a noun stands here behind a preposition, and no verb with it."""
    is_noun = parse.words[head].upos in {"NOUN", "PROPN", "PRON"}
    has_case = parse.child(head, "case") is not None
    return is_noun and has_case and parse.child(head, "cop", "nsubj") is None


def _with_focus(parse: Parse, at: int) -> int:
    """Word `at`, or the `only` or `even` before it."""
    while at > 0 and parse.words[at - 1].lemma.lower() in _FOCUS:
        at -= 1
    return at + 1 if parse.words[at].lemma == "but" else at


def _parts(parse: Parse, first: int, head: int, last: int) -> tuple[Quote, ...]:
    """The condition cut where `and` joins another clause to its head."""
    starts = [first]
    for other in parse.children(head, "conj"):
        joined = {w.lemma.lower() for w in parse.children(other.index, "cc")}
        if other.upos in {"VERB", "AUX"} and "or" not in joined:
            starts.append(min(parse.subtree(other.index, without=("cc", "punct"))))
    ends = [_without_joint(parse, start) for start in starts[1:]] + [last]
    quotes = (words_between(parse, start, end) for start, end in zip(starts, ends, strict=True))
    return tuple(quote for quote in quotes if quote)


def _without_joint(parse: Parse, start: int) -> int:
    """The last word before `start` that is no comma and no conjunction."""
    end = start - 1
    while end > 0 and (
        parse.words[end].deprel in {"cc", "punct"} or parse.words[end].upos in {"CCONJ", "PUNCT"}
    ):
        end -= 1
    return end


def _last_verb(parse: Parse, before: int) -> int:
    """The verb nearest before the word, or the root."""
    verbs = [w.index for w in parse.words[:before] if w.upos in {"VERB", "AUX"}]
    root = parse.root
    return verbs[-1] if verbs else (root.index if root else 0)


def _listed(parse: Parse, at: int, colon: int, governor: int) -> list[Condition]:
    """The conditions listed after the colon, as one `Condition` with an entry for each; empty if none are."""
    last = len(parse.words) - 1
    if governor < 0 or colon >= last:
        return []
    cuts = _cuts(parse, colon + 1, last)
    quotes = (words_between(parse, start, end) for start, end in cuts)
    parts = tuple(quote for quote in quotes if quote)
    return [Condition(governor, at, last, parts)] if parts else []


def _cuts(parse: Parse, first: int, last: int) -> list[tuple[int, int]]:
    """The items of a list between two words: cut at semicolons, else at commas and at the last `and`.

    A piece without a verb belongs to the piece before it, unless no piece has a verb.
    """
    words = parse.words
    separators = {";"} if any(w.text == ";" for w in words[first : last + 1]) else {","}
    pieces, start = [], first
    for index in range(first, last + 1):
        is_joint = words[index].upos == "CCONJ" and _joins_clauses(parse, index, last)
        if words[index].text in separators or (is_joint and separators == {","}):
            pieces.append((start, index - 1))
            start = index + 1
    pieces = [p for p in [*pieces, (start, last)] if p[0] <= p[1]]
    has_verb = [any(words[i].upos in {"VERB", "AUX"} for i in range(a, b + 1)) for a, b in pieces]
    merged: list[tuple[int, int]] = []
    for piece, verbal in zip(pieces, has_verb, strict=True):
        if merged and any(has_verb) and not verbal:
            merged[-1] = (merged[-1][0], piece[1])
        else:
            merged.append(piece)
    return [(_after_joint(parse, a), b) for a, b in merged]


def _joins_clauses(parse: Parse, index: int, last: int) -> bool:
    """Whether a clause with its own subject follows the conjunction."""
    joined = parse.words[index].head
    return index < joined <= last and parse.child(joined, "nsubj", "expl") is not None


def _after_joint(parse: Parse, start: int) -> int:
    while parse.words[start].upos == "CCONJ" and start + 1 < len(parse.words):
        start += 1
    return start


def _above(parse: Parse, index: int, by: frozenset[str]) -> set[int]:
    """The word and those above it, as long as the relations upward are among `by`."""
    chain = {index}
    while (word := parse.words[index]).head >= 0 and word.deprel.split(":")[0] in by:
        index = word.head
        chain.add(index)
    return chain


def conditions_of(parse: Parse, found: list[Condition], predicate: int) -> tuple[Quote, ...]:
    """The conditions among `found` that predicate `predicate` depends on, one entry each, in order.

    A condition belongs to a predicate when it hangs on it, on something within its complement (`agreed to
    talks if ...`), or on what it is itself complement of (`he said they would, if ...`), and does not hold it.
    """
    if not found:
        return ()
    shared = _above(parse, predicate, _SHARED)
    belonging = (
        c
        for c in found
        if not c.first <= predicate <= c.last
        and (c.governor in shared or predicate in _above(parse, c.governor, _UPWARD))
    )
    return tuple(part for condition in belonging for part in condition.parts)


_BINDING = ("only ", "provided ", "providing ", "on condition ", "on the condition ", "not ")


def is_binding(quote: Quote) -> bool:
    """Whether the condition is one that a party sets (`only if ...`, `provided ...`), not one that may just come."""
    return quote.words.lower().startswith(_BINDING)


def whole(parse: Parse, found: list[Condition]) -> tuple[Quote, ...]:
    """Each condition from its opening words to its end, with a list after a colon and a `but` before it."""
    words, firsts = parse.words, [c.first - (parse.lowered[max(c.first - 1, 0)] == "but") for c in found]
    spans = zip(firsts, (c.last for c in found), strict=True)
    return tuple(Quote.at(parse.text, words[max(first, 0)].start, words[last].end) for first, last in spans)
