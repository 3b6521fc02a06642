"""What rules on positions and forecasts ask of a clause: its words, its modal verbs, its negation, who says it."""

from __future__ import annotations

from functools import cache

from veedor.codebook.span import Quote
from veedor.reading.lexicon import table, words
from veedor.reading.parse import Parse, Word
from veedor.reading.parties import grammatical_subjects

_NEGATIVE = frozenset({"not", "n't", "n’t", "never", "no", "neither", "nor", "nobody", "nothing", "none"})
_MODAL = frozenset("will would shall should can could may might must 'll ’ll 'd ’d ca wo".split())
_PAIRS = {'"': '"', "“": "”", "”": "“", "(": ")", ")": "(", "[": "]", "]": "["}
_SAYING_DEPTH = 12
"""How many words upward a verb of saying is sought."""


def words_between(parse: Parse, first: int, last: int) -> Quote | None:
    """The words `[first, last]` without punctuation at either end; None where nothing else is left.

    A quotation mark or bracket stays at an end where the other one of its pair stands inside.
    """
    words = parse.words
    while first <= last and _is_loose(parse, first, first, last):
        first += 1
    while last >= first and _is_loose(parse, last, first, last):
        last -= 1
    return Quote.at(parse.text, words[first].start, words[last].end) if first <= last else None


def _is_loose(parse: Parse, index: int, first: int, last: int) -> bool:
    """Whether the word is punctuation that belongs to no pair inside `[first, last]`."""
    word = parse.words[index]
    if word.upos != "PUNCT":
        return False
    if word.text not in _PAIRS or first == last:
        return True
    others = (w for w in parse.words[first : last + 1] if w.index != index and w.text == _PAIRS[word.text])
    return next(others, None) is None


def clause_words(
    parse: Parse, head: int, *, without: tuple[str, ...] = (), not_in: tuple[Quote, ...] = ()
) -> Quote | None:
    """The words around `head` that belong to its subtree, less some relations and less the quotes `not_in`.

    Takes the unbroken run that holds the head; a gap of punctuation alone does not break it.
    """
    words = parse.words
    inside = {
        i
        for i in parse.subtree(head, without=(*without, "punct"))
        if not any(q.start <= words[i].start < q.end for q in not_in)
    }
    first = last = head
    while first > 0 and (first - 1 in inside or (words[first - 1].upos == "PUNCT" and first - 2 in inside)):
        first -= 1
    while last + 1 < len(words) and (
        last + 1 in inside or (words[last + 1].upos == "PUNCT" and last + 2 in inside)
    ):
        last += 1
    first, last = _with_pair(parse, first, last)
    return words_between(parse, first, last)


def _with_pair(parse: Parse, first: int, last: int) -> tuple[int, int]:
    """The run with the quotation mark or bracket beside it whose partner stands inside."""
    words = parse.words
    inside = {w.text for w in words[first : last + 1]}
    if (
        first > 0
        and words[first - 1].text in {"“", "(", "[", '"'}
        and _PAIRS[words[first - 1].text] in inside
    ):
        first -= 1
    if (
        last + 1 < len(words)
        and words[last + 1].text in {"”", ")", "]"}
        and _PAIRS[words[last + 1].text] in inside
    ):
        last += 1
    return first, last


def without_mark(parse: Parse, head: int) -> tuple[str, ...]:
    """The relations to leave out so that a clause or phrase stands without what links it to its governor."""
    return ("mark", "cc") if parse.words[head].upos in {"VERB", "AUX"} else ("mark", "case", "cc")


def modals(parse: Parse, index: int) -> list[Word]:
    """The modal verbs of predicate `index`, in order."""
    return [w for w in parse.children(index, "aux") if w.xpos == "MD" or w.text.lower() in _MODAL]


def modal_lemma(word: Word) -> str:
    """The full form of a modal verb: `will` for `'ll` and `wo`, `would` for `'d`, `can` for `ca`."""
    short = {
        "'ll": "will",
        "’ll": "will",
        "wo": "will",
        "'d": "would",
        "’d": "would",
        "ca": "can",
        "ought": "ought",
    }
    return short.get(word.text.lower(), word.text.lower())


def is_negated(parse: Parse, index: int) -> bool:
    """Whether predicate `index` is said with `not`, `never`, `no one` or the like."""
    for child in parse.children(index):
        relation = child.deprel.split(":")[0]
        if child.lemma.lower() in _NEGATIVE and relation in {"advmod", "det", "cc", "nsubj", "aux"}:
            return True
        if relation in {"nsubj", "obj"} and any(
            w.lemma.lower() == "no" for w in parse.children(child.index, "det")
        ):
            return True
    return False


def is_future(parse: Parse, index: int) -> bool:
    """Whether the predicate stands under a modal verb."""
    return bool(modals(parse, index))


def is_past(parse: Parse, index: int) -> bool:
    """Whether the predicate tells of one past time: simple past, or perfect under a past auxiliary or modal."""
    helpers = parse.children(index, "aux", "cop")
    if any(w.xpos == "MD" for w in helpers):
        return any(w.lemma == "have" for w in helpers)
    finite = [w for w in helpers if w.xpos in {"VBD", "VBZ", "VBP"}]
    if finite:
        return finite[0].xpos == "VBD"
    return parse.words[index].xpos == "VBD"


def is_perfect(parse: Parse, index: int) -> bool:
    """Whether the predicate stands in the present perfect."""
    return any(w.lemma == "have" and w.xpos in {"VBZ", "VBP"} for w in parse.children(index, "aux"))


def has_happened(parse: Parse, index: int) -> bool:
    """Whether `have` follows the modal: `could have won`."""
    return any(w.lemma == "have" for w in parse.children(index, "aux"))


def saying_above(parse: Parse, index: int) -> int | None:
    """The word that carries the attribution of the clause around `index` within the sentence, or None.

    Looks up through complements, and at an inserted `he said`.
    """
    at = index
    for _ in range(_SAYING_DEPTH):
        inserted = (
            w for w in parse.children(at, "parataxis", "ccomp") if is_saying(w) and w.deprel == "parataxis"
        )
        if (found := next(inserted, None)) is not None and found.index != index:
            return found.index
        word = parse.words[at]
        if word.head < 0:
            return None
        governor = parse.words[word.head]
        if word.deprel.split(":")[0] in {"ccomp", "parataxis", "acl", "xcomp"} and is_saying(governor):
            return governor.index
        at = word.head
    return None


def is_saying(word: Word) -> bool:
    """Whether the word can carry an attribution (`data/saying.tsv`); participles count as verbs or adjectives."""
    some = ("VERB", "ADJ") if word.upos in {"VERB", "ADJ"} else (word.upos,)
    return any((form, upos) in _sayings() for form in (base(word), word.text.lower()) for upos in some)


def base(word: Word) -> str:
    """The lemma in small letters, rid of the ending that it keeps where a verb's tag says plain form (`fears`)."""
    lemma = word.lemma.lower()
    return lemma[:-1] if word.upos == "VERB" and lemma.endswith("s") and not lemma.endswith("ss") else lemma


@cache
def _sayings() -> frozenset[tuple[str, str]]:
    return frozenset((row["lemma"], row["upos"]) for row in table("saying") if not row["needs"])


def speakers(parse: Parse, index: int) -> list[int]:
    """Heads of those who, within the sentence, say the clause around `index`; empty where nobody does."""
    saying = saying_above(parse, index)
    if saying is None:
        return []
    if parse.words[saying].upos in {"VERB", "ADJ", "AUX"}:
        return grammatical_subjects(parse, saying)
    owner = parse.child(saying, "nmod:poss")
    return [owner.index] if owner else []


_OWN = frozenset({"i", "we", "us", "me", "our", "my"})
_OTHER = frozenset({"he", "she", "they", "it", "who", "which"})


def is_own(parse: Parse, index: int) -> bool:
    """Whether predicate `index` is said by its own subject: `we will`, `he said he would`."""
    subjects = grammatical_subjects(parse, index)
    if not subjects:
        return False
    subject = parse.words[subjects[0]]
    if subject.text.lower() in _OWN:
        return True
    said_by = [parse.words[i] for i in speakers(parse, index)]
    if subject.index in {w.index for w in said_by}:
        return True
    if subject.text.lower() in _OTHER:
        return any(_agrees(parse, subject, speaker) for speaker in said_by)
    return any(w.lemma.lower() == subject.lemma.lower() for w in said_by)


def _agrees(parse: Parse, pronoun: Word, speaker: Word) -> bool:
    """Whether the pronoun can mean the speaker: `they` not one person, `he` and `she` not several."""
    several = speaker.xpos in {"NNS", "NNPS"} or speaker.text.lower() in {"they", "we"}
    name = parse.name_at(speaker.index)
    body = speaker.lemma.lower() in words("collectives") or (name is not None and name.kind != "PER")
    if pronoun.text.lower() == "they":
        return several or body or bool(parse.children(speaker.index, "conj")) or speaker.upos == "PRON"
    return pronoun.text.lower() not in {"he", "she"} or not (several or body)
