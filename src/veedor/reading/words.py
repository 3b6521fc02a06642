"""Words of a sentence as spans, in the sense of Universal Dependencies: `don't` is `do` and `n't`.

The conventions are those of the English Web Treebank and GUM (release 2.16), on which the model is trained:
punctuation stands apart, compounds are split at hyphens (`peace` `-` `keeping`) unless the first part is only
a prefix (`pre-election`), amounts are split from their signs (`$` `223`, `60` `%`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from veedor.reading import lexicon

Place = tuple[int, int]

# Marks that combine with the letter before them: Latin, Cyrillic, Hebrew, Arabic, Devanagari.
_MARKS = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7"
    "\u0610-\u061a\u064b-\u065f\u0670\u0900-\u0903\u093a-\u094f"
)
_ALNUM = rf"(?:[^\W_][{_MARKS}]*)+"

_TOKEN = re.compile(
    rf"""
    (?P<address>(?:https?|ftp)://[^\s<>"“”]+ | www\.[^\s<>"“”]+
        | [\w.+-]{{1,64}}@[\w-]+(?:\.[\w-]+)+
        | (?<![\w.-])(?:[a-zA-Z0-9-]{{1,63}}\.){{1,8}}(?:com|org|net|gov|edu|info|int|mil)\b(?:/[^\s<>"“”]*)?
        | (?<!\w)@\w+)
  | (?P<initials>(?<![\w.])(?:(?:[^\W\d_]\.){{2,}}(?:[^\W\d_](?!\w))?|[a-z]\.[a-z](?!\w)))
  | (?P<clitic>(?<=[\w.)%])['’`](?:s|S|re|ve|ll|d|m)(?!\w))
  | (?P<run>[.!?]{{2,}}|-{{2,}}|={{2,}}|\*{{2,}}|_{{2,}}|\#{{2,}}|~{{2,}}|<{{2,}}|>{{2,}}|''|’’|‘‘|``)
  | (?P<money>\b(?:US|USD|U|A|AU|AUD|C|CA|CAD|HK|NZ|NT|TT|EC|R|S|Z)\$)
  | (?P<number>\+?\d{{1,4}}(?:-\d{{2,4}}){{2,4}}(?!\d) | \d{{3}}-\d{{4}}(?!\d)
        | \d{{1,2}}/\d{{1,2}}(?:/\d{{2,4}})?(?![\w/]) | \d{{1,2}}(?::\d{{2}})+(?!\d)
        | \d+(?:st|nd|rd|th|s|S)(?!\w) | \d+(?:[.,]\d+)* | (?<![\w.])\.\d+ | (?<!\w)['’]\d{{2}}s?(?!\w))
  | (?P<word>{_ALNUM}(?:['’`&_]{_ALNUM})*)
  | (?P<other>\S[{_MARKS}\u200d\ufe0e\ufe0f]*)
    """,
    re.VERBOSE,
)
_CLITIC = re.compile(
    r"(?:n['’`]t|['’`](?:s|re|ve|ll|d|m)|(?<=^do)nt|(?<=^did)nt|(?<=^does)nt|(?<=^is)nt|(?<=^was)nt|(?<=^could)nt)$",
    re.IGNORECASE,
)
_TWO_WORDS = {"cannot": 3, "gonna": 3, "wanna": 3, "gotta": 3, "gimme": 3, "lemme": 3}
"""Words without an apostrophe that the treebank splits, and after how many letters."""


def words(text: str, start: int, end: int) -> list[Place]:
    """The words of the sentence `text[start:end]` as spans `[first, past)` of the whole text, in order.

    Words do not overlap, are never blank, and together hold every character that is not white space.
    """
    sentence = text[start:end]
    return [(start + first, start + past) for first, past in _joined(sentence, _pieces(sentence))]


def _pieces(sentence: str) -> Iterator[Place]:
    """Spans within the sentence; every hyphen stands alone."""
    at = 0
    while match := _TOKEN.search(sentence, at):
        first, past = match.span()
        if match.lastgroup == "word":
            parts = _word(sentence, first, past)
        elif match.lastgroup == "address":
            parts = [(first, _address_end(sentence, first, past))]
        else:
            parts = [(first, past)]
        yield from parts
        at = parts[-1][1]


def _address_end(sentence: str, first: int, past: int) -> int:
    """Where an address ends once the sentence's own punctuation is taken off."""
    while past - first > 1 and sentence[past - 1] in ".,;:!?'\"’”)]}":
        if sentence[past - 1] == ")" and sentence.count("(", first, past) >= sentence.count(")", first, past):
            break
        past -= 1
    return past


def _word(sentence: str, first: int, past: int) -> list[Place]:
    """One run of letters as one word, or as a word and its clitic; an abbreviation takes its full stop."""
    word = sentence[first:past]
    if _takes_stop(sentence, word, past):
        return [(first, past + 1)]
    if word.lower() in _TWO_WORDS:
        middle = first + _TWO_WORDS[word.lower()]
        return [(first, middle), (middle, past)]
    clitic = _CLITIC.search(word)
    if clitic and clitic.start():
        middle = first + clitic.start()
        return [(first, middle), (middle, past)]
    return [(first, past)]


@cache
def abbreviations() -> dict[str, str]:
    """The class of each abbreviation, by its form without the full stop (`data/abbreviations.tsv`)."""
    return {row["word"]: row["class"] for row in lexicon.table("abbreviations")}


def abbreviated(word: str) -> str | None:
    """The class of an abbreviation, a title also in capitals (`AMB. KELLER:`); None where the word is none."""
    kind = abbreviations().get(word)
    if kind is None and word.isupper() and abbreviations().get(word.capitalize()) == "before":
        return "before"
    return kind


def _takes_stop(sentence: str, word: str, past: int) -> bool:
    """Whether the full stop after `word` belongs to it: an abbreviation, or an initial inside a name."""
    if not sentence.startswith(".", past) or sentence.startswith("..", past):
        return False
    rest = sentence[past + 1 : past + 12].lstrip()
    kind = abbreviated(word)
    if kind is None:
        return len(word) == 1 and word.isupper() and rest[:1].isupper()
    if kind == "number":
        return rest[:1].isdigit() or (bool(rest) and not rest[:1].isupper() and rest[:1] not in "\"'”’)]")
    return True


def _joined(sentence: str, pieces: Iterator[Place]) -> list[Place]:
    """The pieces, with prefixes joined to what follows their hyphen."""
    found: list[Place] = []
    for first, past in pieces:
        if _ends_in_prefix(sentence, found) and found[-1][1] == first and sentence[first].isalnum():
            found[-2:] = [(found[-2][0], past)]
        else:
            found.append((first, past))
    return found


def _ends_in_prefix(sentence: str, found: list[Place]) -> bool:
    """Whether the last two pieces are a prefix and its hyphen, with nothing between or glued before."""
    if len(found) < 2:
        return False
    (first, past), (hyphen, _) = found[-2:]
    if past != hyphen or sentence[hyphen] != "-" or len(sentence[first:past]) > 8:
        return False
    prefix = sentence[first:past]
    alone = len(found) < 3 or found[-3][1] != first or sentence[found[-3][0]] not in "-–"
    return alone and prefix.lower() in lexicon.words("prefixes") and prefix != "UN"
