"""The words of a field, given the word at its head."""

from __future__ import annotations

from veedor.codebook.span import Quote
from veedor.reading.events.content import clause_words, thing
from veedor.reading.parse import Parse
from veedor.reading.parties import party

_LONGEST_ANCHOR = 7
"""Words of an anchor at most: further parts are some other phrase."""
_SURE = 0.5


def head_of(parse: Parse, quote: Quote) -> int | None:
    """The word of the quote that hangs on a word outside it; None where the quote is in another sentence."""
    inside = [w.index for w in parse.words if w.start < quote.end and w.end > quote.start]
    return next((i for i in inside if parse.words[i].head not in inside), None)


def span_of(parse: Parse, word: int, field: str) -> Quote:
    """The words of the field that has its head at `word`."""
    if field in {"actors", "recipients", "places", "holders", "sources", "of"}:
        return party(parse, word)
    if field in {"conditions", "by", "period"}:
        return _phrase(parse, word)
    if field == "probability":
        first = (
            word - 1 if word and parse.words[word - 1].upos == "NUM" else word
        )  # `60 percent`, not `percent`
        return Quote.at(parse.text, parse.words[first].start, parse.words[word].end)
    if field == "what":
        return _counted(parse, word)
    return clause_words(parse, word) if parse.words[word].upos in {"VERB", "AUX"} else thing(parse, word)


def _counted(parse: Parse, word: int) -> Quote:
    """What a number counts: a noun as it stands; of a clause whom the number is of and what is said of them.

    `Civilians were killed and wounded` of `at least 40 civilians were killed and wounded in raids`.
    """
    subject = parse.child(word, "nsubj", "nsubj:pass")
    if subject is None and parse.words[word].xpos == "VB":
        return Quote.at(parse.text, parse.words[word].start, parse.words[word].end)
    if parse.words[word].upos not in {"VERB", "AUX", "ADJ"} or subject is None or subject.index > word:
        return thing(parse, word)
    of_number = [
        i for i in parse.subtree(subject.index) if parse.words[i].upos == "NUM" and i <= subject.index
    ]
    first = max(of_number, default=parse.subtree(subject.index)[0] - 1) + 1
    if parse.words[subject.index].upos == "NUM" or first > word:
        first = word
    last = word
    for child in parse.children(word, "compound:prt", "conj", "obj"):
        size = len(parse.subtree(child.index))
        if (
            child.index > last
            and size <= _LONGEST_OBJECT
            and parse.child(child.index, "nsubj", "nsubj:pass") is None
        ):
            last = child.index
    return Quote.at(parse.text, parse.words[first].start, parse.words[last].end)


_LONGEST_OBJECT = 4
"""Words of what is told with the verb (`need food assistance`); a longer object is more than what is counted."""


def _phrase(parse: Parse, word: int) -> Quote:
    """All that hangs on the word, with what introduces it and without punctuation around."""
    below = parse.subtree(word)
    at = below.index(word)
    first = last = at
    while first > 0 and below[first] - below[first - 1] == 1:
        first -= 1
    while last + 1 < len(below) and below[last + 1] - below[last] == 1:
        last += 1
    kept = below[first : last + 1]
    while len(kept) > 1 and parse.words[kept[-1]].upos == "PUNCT":
        kept.pop()
    while len(kept) > 1 and parse.words[kept[0]].upos == "PUNCT":
        kept.pop(0)
    return Quote.at(parse.text, parse.words[kept[0]].start, parse.words[kept[-1]].end)


def anchor_of(parse: Parse, head: int) -> Quote:
    """The anchor's words: its head, and the parts that the model sees, as far as they stand together."""
    parts = parse.learned.field(head, "part") if parse.learned else {}
    sure = sorted({head, *(i for i, chance in parts.items() if chance >= _SURE)})
    while len(sure) > 1 and sure[-1] - sure[0] >= _LONGEST_ANCHOR:
        sure.remove(sure[-1] if sure[-1] - head > head - sure[0] else sure[0])
    return Quote.at(parse.text, parse.words[sure[0]].start, parse.words[sure[-1]].end)
