"""What a number counts where its own words do not say: nouns after it, and what governs it."""

from __future__ import annotations

import re
from functools import cache
from itertools import islice

from veedor.codebook.span import Quote
from veedor.reading import lexicon
from veedor.reading.figures import units
from veedor.reading.parse import Parse, Word

HIGHEST = 12
"""Words upward that are asked what a number is of, and when; a longer chain is an enumeration."""
_LONGEST_NOUN_PHRASE = 10
"""Words that may stand from a number to the noun it counts."""
_NOT_WITH_NOUN = (
    *(
        "appos",
        "conj",
        "cc",
        "parataxis",
        "punct",
        "cop",
        "nsubj",
        "csubj",
        "aux",
        "advcl",
        "obl",
        "case",
        "mark",
    ),
    *("advmod", "xcomp", "ccomp", "obj", "discourse", "dep"),
)
"""Relations of what hangs on a noun (most of them when it is a predicate) without belonging to its phrase."""
_INNER = frozenset({"-", "–", '"', "“", "”", "'", "’", "‘", "/"})
"""Punctuation that may stand inside a noun phrase; a comma begins an addition to it."""


def low(parse: Parse, index: int) -> str:
    """The word at `index` in lower case, or an empty text beyond the sentence's ends."""
    return parse.words[index].text.lower() if 0 <= index < len(parse.words) else ""


def as_quote(parse: Parse, first: int, last: int) -> Quote:
    """The words `[first, last]`, both included, of the sentence."""
    return Quote.at(parse.text, parse.words[first].start, parse.words[last].end)


def top_word(parse: Parse, first: int, last: int) -> int:
    """The word of `[first, last]` that hangs on a word outside; the last such, as nouns follow their numbers."""
    inside = [w for w in parse.words[first : last + 1] if w.upos != "PUNCT"]
    outside = [w.index for w in inside if not first <= w.head <= last]
    return outside[-1] if outside else last


def following_noun(parse: Parse, at: int) -> int | None:
    """The head of the noun phrase that goes on at word `at`, or None where none does."""
    words, noun = parse.words, None
    for i in range(at, min(at + _LONGEST_NOUN_PHRASE, len(words))):
        word = words[i]
        if word.upos in ("NOUN", "PROPN"):
            noun = i
            if i + 1 < len(words) and words[i + 1].xpos == "POS":
                continue
            if not _modifies_next(parse, i):
                return noun
        elif not _may_stand_before_noun(parse, i):
            return noun
    return noun


def _modifies_next(parse: Parse, index: int) -> bool:
    """Whether the noun at `index` is only a modifier of one that follows: `Indian nationals`, `U.S. soldiers`."""
    word = parse.words[index]
    after = parse.words[index + 1] if index + 1 < len(parse.words) else None
    if after is None:
        return False
    if after.text == "-" and after.start == word.end:
        return index + 2 < len(parse.words) and parse.words[index + 2].start == after.end
    if after.upos not in ("NOUN", "PROPN", "ADJ", "VERB") or word.xpos in ("NNS",):
        return after.upos in ("NOUN", "PROPN") and word.head == after.index
    relation = word.deprel.split(":")[0]
    return relation in ("compound", "amod", "nmod", "flat", "nummod") and word.head > index


def _may_stand_before_noun(parse: Parse, index: int) -> bool:
    """Whether the word may stand between a number and its noun: adjectives, participles, hyphens, quotes."""
    word = parse.words[index]
    after = parse.words[index + 1] if index + 1 < len(parse.words) else None
    if after is None:
        return False
    if (
        word.upos == "ADJ"
        or word.text.lower() in units.MEASURES
        or (word.xpos == "POS" and after.upos != "PUNCT")
    ):
        return True
    if word.upos == "VERB":
        return word.xpos in ("VBN", "VBG") and word.deprel in ("amod", "compound")
    if word.upos == "ADV":
        return (after.upos in ("ADJ", "VERB") and word.head > index) or after.text == "-"
    if word.text in ("-", "–", '"', "“", "‘", "'"):
        return True
    if word.upos == "CCONJ" or word.text == ",":
        return (
            parse.words[index - 1].upos == "ADJ" and after.upos == "ADJ" and after.deprel in ("conj", "amod")
        )
    if word.upos == "ADP":
        return word.deprel == "compound" or after.text == "-"
    return False


def _parts(parse: Parse, word: Word) -> bool:
    """Whether the word is punctuation that ends a noun phrase; the comma of a list inside it does not."""
    if word.text == "," and word.head >= 0:
        return parse.words[word.head].deprel != "conj"
    return word.upos == "PUNCT" and word.text not in _INNER


def noun_words(
    parse: Parse,
    first: int,
    noun: int,
    *,
    without: tuple[str, ...] = _NOT_WITH_NOUN,
    less: frozenset[int] = frozenset(),
) -> Quote:
    """The words from `first` to the end of what belongs to `noun`; times and the words `less` are left out."""
    kept = {i for i in parse.subtree(noun, without=without) if not _parts(parse, parse.words[i])}
    for child in parse.children(noun, "nmod", "obl", "nummod"):
        if child.index > noun and _stands_apart(parse, child):
            kept -= set(parse.subtree(child.index))
    kept -= less
    while first < noun and parse.words[first].text in ("-", "–"):
        first += 1
    last = noun
    while last + 1 in kept or (last + 2 in kept and parse.words[last + 1].text in _INNER):
        last += 1
    return as_quote(parse, min(first, noun), last)


def _stands_apart(parse: Parse, child: Word) -> bool:
    """Whether a phrase behind a noun bounds it in time, gives a number, or names examples."""
    is_number = child.upos in ("NUM", "SYM")
    return is_number or is_time(parse, child.index) or case_of(parse, child.index) == "including"


def phrase_of(parse: Parse, noun: int, *, less: frozenset[int] = frozenset()) -> Quote:
    """The noun with what belongs to it on both sides, without the words `less` and a number before it."""
    kept = set(parse.subtree(noun, without=(*_NOT_WITH_NOUN, "acl:relcl"))) - less
    first = noun
    while first - 1 in kept:
        first -= 1
    numbered = [i for i in range(first, noun) if parse.words[i].upos in ("NUM", "SYM")]
    first = numbered[-1] + 1 if numbered else first
    return noun_words(parse, first, noun, without=(*_NOT_WITH_NOUN, "acl:relcl"), less=less)


def is_time(parse: Parse, index: int) -> bool:
    """Whether the word at `index` heads a phrase that bounds something in time: `last year`, `since May`."""
    word = parse.words[index]
    if word.text.isdigit() and len(word.text) == 4:
        return 1400 <= int(word.text) < 2200
    if not units.is_time_word(word):
        return False
    after = parse.words[index + 1].text.lower() if index + 1 < len(parse.words) else ""
    if after in ("after", "before", "ago", "later", "earlier", "old"):
        return after == "ago"
    return (
        word.upos == "PROPN"
        or word.deprel.endswith((":unmarked", ":tmod", "advmod"))
        or bool(case_of(parse, index))
    )


def case_of(parse: Parse, index: int) -> str:
    """The preposition of a noun, in lower case, or an empty text."""
    found = parse.child(index, "case")
    return found.text.lower() if found else ""


def elliptical(parse: Parse, first: int, last: int) -> tuple[str, Quote] | None:
    """The unit and the words for what a bare number counts, by what governs it; None where nothing says it."""
    top = parse.words[top_word(parse, first, last)]
    if (befallen := _befallen(parse, top, last) or _befallen_before(parse, first)) is not None:
        return "people", befallen
    if top.head < 0:
        return None
    governor = parse.words[top.head]
    if parse.child(top.index, "cop") is not None and (subject := parse.child(top.index, "nsubj")) is not None:
        return _counted_by(parse, subject)
    is_total = governor.lemma.lower() in _sized("number") and case_of(parse, top.index) == "of"
    if is_total and (befallen := _befallen(parse, governor, last)) is not None:
        return "people", befallen
    is_behind = top.deprel == "nummod" and governor.index < first
    if governor.upos == "NOUN" and (is_behind or top.deprel.split(":")[0] in ("nmod", "appos", "obl")):
        return _counted_by(parse, governor)
    if governor.upos in ("VERB", "AUX") and top.deprel.split(":")[0] in ("obl", "obj", "xcomp", "nmod"):
        return _by_clause(parse, governor, first)
    return None


_TALLIES = frozenset({"vote", "majority", "margin"})


def counted_by_vote(parse: Parse, first: int, last: int) -> tuple[str, Quote] | None:
    """Votes, where the number is one of the two of a result: `by a vote of 89 to 2`, `voted 31-28`, `a 49-35 vote`."""
    beside = [
        low(parse, i) in ("to", "-", "–") and low(parse, n)[:1].isdigit()
        for i, n in ((last + 1, last + 2), (first - 1, first - 2))
    ]
    if not any(beside):
        return None
    near = parse.words[max(0, first - 6) : last + 6]
    told = next((w for w in near if w.lemma.lower() in _TALLIES), None)
    return None if told is None else ("votes", as_quote(parse, told.index, told.index))


def _befallen(parse: Parse, top: Word, last: int) -> Quote | None:
    """The word for what happens to the persons that the number counts: `killed 17`, `left 17 dead`."""
    listed = lexicon.words("befalls_persons")
    after = parse.words[last + 1] if last + 1 < len(parse.words) else None
    if after is not None and after.upos in ("ADJ", "VERB") and after.lemma.lower() in listed:
        return as_quote(parse, after.index, after.index)
    if top.head < 0 or top.deprel.split(":")[0] not in ("nsubj", "obj", "xcomp"):
        return None
    governor = parse.words[top.head]
    candidates = [governor, *parse.children(governor.index, "xcomp")]
    found = next((w for w in candidates if w.lemma.lower() in listed or w.text.lower() in listed), None)
    return as_quote(parse, found.index, found.index) if found else None


_BETWEEN = re.compile(
    "at|least|most|more|less|fewer|than|about|around|some|nearly|almost|up|to|another|over|as|many"
)
"""Words that may stand between a verb and the bare number that is its object."""


def _befallen_before(parse: Parse, first: int) -> Quote | None:
    """The verb right before a bare number, for what happens to persons, however the tree has it."""
    at = first - 1
    while at >= 0 and _BETWEEN.fullmatch(low(parse, at)):
        at -= 1
    word = parse.words[at] if at >= 0 else None
    if word is None or word.upos != "VERB" or word.lemma.lower() not in lexicon.words("befalls_persons"):
        return None
    return as_quote(parse, at, at)


def _counted_by(parse: Parse, noun: Word) -> tuple[str, Quote] | None:
    """What a number says of the noun it hangs on: `number of voters`, `claims over 150,000`, `death toll`."""
    if noun.lemma.lower() in _sized("number") | _sized("toll"):
        inner = next((w for w in parse.children(noun.index, "nmod") if case_of(parse, w.index) == "of"), None)
        if inner is not None and inner.upos in ("NOUN", "PROPN"):
            return units.counted(parse.words, inner.index), phrase_of(parse, inner.index)
        kind = parse.words[noun.index - 1] if noun.index else noun
        if kind.deprel == "compound" and kind.head == noun.index and kind.upos == "NOUN":
            return units.counted(parse.words, kind.index), phrase_of(parse, noun.index)
        return ("people", phrase_of(parse, noun.index)) if noun.lemma.lower() in _sized("toll") else None
    if noun.lemma.lower() in lexicon.words("groups_of_persons"):
        return "people", phrase_of(parse, noun.index)
    if noun.xpos in ("NNS", "NNPS"):
        return units.counted(parse.words, noun.index), phrase_of(parse, noun.index)
    return None


def _by_clause(parse: Parse, verb: Word, first: int) -> tuple[str, Quote] | None:
    """What a number says of the clause's object or subject: `put the number of voters at`, `claims rose to`."""
    objects = [w for w in parse.children(verb.index, "obj") if w.index < first]
    for noun in objects:
        if (found := _counted_by(parse, noun)) is not None:
            return found
    subject = subject_of(parse, verb)
    return _counted_by(parse, subject) if subject is not None and tells_size(verb) else None


def subject_of(parse: Parse, predicate: Word) -> Word | None:
    """The subject of the predicate, or of the one it is joined to."""
    for word in (predicate, *islice(parse.ancestors(predicate.index), HIGHEST)):
        if (found := parse.child(word.index, "nsubj")) is not None:
            return found
        if word.deprel.split(":")[0] not in ("conj", "xcomp", "aux", "cop"):
            return None
    return None


@cache
def _sized(kind: str) -> frozenset[str]:
    """The words of one class of `size_words.tsv`."""
    return frozenset(row["word"] for row in lexicon.table("size_words") if row["class"] == kind)


def tells_size(verb: Word) -> bool:
    """Whether the verb's subject has the size that the number beside it says, or changes by it."""
    lemma = verb.lemma.lower()
    return lemma in _sized("state") or any(
        row["word"] == lemma for row in lexicon.table("change_words") if row["upos"] == "VERB"
    )
