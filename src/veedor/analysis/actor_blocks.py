"""Which names are worth comparing: those that share a key, so that the work grows with the names, not their square."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from veedor.analysis.body_rules import initials, kind_of_body, singular_words
from veedor.analysis.findings import Party
from veedor.gazetteers.name_forms import Form, Shape, body_words, is_acronym
from veedor.gazetteers.spelling import like_words, sound

WIDEST = 60
"""Names of a block that are all compared; in a wider one each is compared with its neighbours in the alphabet."""
NEIGHBOURS = 12
_MOST_NAMES = 5
"""Names of a person that count for its blocks."""
_MOST_WORDS = 10
_VOWELS = str.maketrans("", "", "aeiou")


def candidates(parties: Sequence[Party]) -> Iterator[tuple[int, int]]:
    """Pairs of numbers of parties, the smaller first, each once."""
    blocks: dict[str, list[int]] = defaultdict(list)
    for number, party in enumerate(parties):
        for block in dict.fromkeys(_blocks(party)):
            blocks[block].append(number)
    seen: set[tuple[int, int]] = set()
    for numbers in blocks.values():
        for pair in _pairs(parties, numbers):
            if pair not in seen:
                seen.add(pair)
                yield pair


def _pairs(parties: Sequence[Party], numbers: list[int]) -> Iterator[tuple[int, int]]:
    if len(numbers) <= WIDEST:
        reach, ordered = len(numbers), numbers
    else:
        reach, ordered = NEIGHBOURS, sorted(numbers, key=lambda n: parties[n].form.spelling)
    for at, left in enumerate(ordered):
        for right in ordered[at + 1 : at + 1 + reach]:
            yield min(left, right), max(left, right)


def _blocks(party: Party) -> Iterator[str]:
    form = party.form
    if form.standing:
        yield f"standing {form.standing}"
    if form.shape is Shape.STATE:
        yield from _state_blocks(form)
    elif form.shape is Shape.PERSON:
        yield from _person_blocks(form)
        if form.short:
            yield f"short {form.short}"
    else:
        yield from _body_blocks(party)


def _state_blocks(form: Form) -> Iterator[str]:
    for country in form.countries:
        yield f"state {country}"
    yield from (f"word {t}" for t in form.core if len(t) > 3 and t not in body_words())


def _person_blocks(form: Form) -> Iterator[str]:
    """Each name by its sound with the initial of each other one; and the consonants of first and last."""
    names = form.core[:_MOST_NAMES]
    if len(names) < 2:
        return
    for at, name in enumerate(names):
        for other in names[:at] + names[at + 1 :]:
            yield f"person {sound(name)} {sound(other)[:1]}"
    ends = sorted((sound(names[0]).translate(_VOWELS), sound(names[-1]).translate(_VOWELS)))
    yield f"ends {' '.join(ends)}"


def _body_blocks(party: Party) -> Iterator[str]:
    """The words, all but one of them, the acronym, the initials, the stem; the first word in its document."""
    form = party.form
    words = sorted(form.core[:_MOST_WORDS])
    yield f"body {' '.join(singular_words(form.core[:_MOST_WORDS]))}"
    if tuple(words) in like_words() or " ".join(words) in like_words().values():
        yield f"like {kind_of_body(form.core)}"
    if len(words) > 1:
        for n, word in enumerate(words):
            yield f"but one {' '.join(words[:n] + words[n + 1 :])} {sound(word)[:1]}"
    elif words and len(words[0]) > 4:
        yield f"one {sound(words[0]).translate(_VOWELS)}"
    if form.short:
        yield f"short {form.short}"
    if not is_acronym(form) and len(form.name) < 200 and len(letters := initials(form)) > 2:
        yield f"short {letters}"
    yield from (f"first {document} {first}" for document in party.documents for first in form.core[:1])
    if stem := _stem(form.core):
        yield f"stem {' '.join(stem)}"


def _stem(core: tuple[str, ...]) -> tuple[str, ...]:
    """The words without those at the end that only say what kind of body it is."""
    end = min(len(core), _MOST_WORDS)
    while end and core[end - 1] in body_words():
        end -= 1
    return core[:end]
