"""Who and what fills a field: the rules' words and the heads' words, each judged."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from typing import NamedTuple

from veedor.codebook.span import Quote
from veedor.reading.judging.judge import logit
from veedor.reading.judging.spans import head_of, span_of
from veedor.reading.parse import Parse
from veedor.reading.parties import party

_BELIEVED = 0.5
_WANTED = frozenset({"event.about", "position.holders", "forecast.actors", "figure.period"})
"""Questions whose answer is wanted more than it is feared: see `_WANTED_FROM`."""
_WANTED_FROM = 0.45
"""From this probability on an answer to them is given. Where probabilities are right, F1 is best from half of the best
F1 on (Lipton, Elkan and Naryanaswamy 2014), so below one half; measured on the dev split and on the development
reports, these four fields gain by it on both, and the other fields do not."""
PARTIES = ("actors", "recipients", "places")
"""Fields of an event of which a word fills at most one."""

_OF_PARTIES = frozenset({"actors", "holders"})
"""Fields of positions and forecasts that name parties, one quote each."""
_TOLD_BY_NAME = frozenset({"PER", "LOC"})


class Filler(NamedTuple):
    """A word that may fill a field."""

    word: int
    features: tuple[float, ...]
    quote: Quote | None
    """The rules' own words, where they say it."""


def fillers(parse: Parse, anchor: int, field: str, by_rule: Iterable[Quote | int]) -> list[Filler]:
    """The words that the rules or the heads would fill the field with, in order, with what each of them says."""
    if parse.learned is None:
        return []
    quotes: dict[int, Quote | None] = {}
    for said in by_rule:
        word = said if isinstance(said, int) else head_of(parse, said)
        if word is not None:
            quotes.setdefault(word, None if isinstance(said, int) else said)
    chances = parse.learned.field(anchor, field)
    return [
        Filler(word, _features(chances.get(word, 0.0), word in quotes, bool(quotes)), quotes.get(word))
        for word in sorted({*quotes, *chances})
    ]


def _features(chance: float, by_rule: bool, rules_speak: bool) -> tuple[float, ...]:
    return logit(chance), float(by_rule), float(rules_speak and not by_rule)


def _believed_from(question: str) -> float:
    return _WANTED_FROM if question in _WANTED else _BELIEVED


def filled(parse: Parse, anchor: int, kind: str, field: str, by_rule: Sequence[Quote]) -> tuple[Quote, ...]:
    """The quotes of a field that may have several: the believed ones, in order.

    Quotes of the rules that stand in another sentence, which the heads do not see, are kept.
    """
    learned, question = parse.learned, f"{kind}.{field}"
    if learned is None or not learned.judge.knows(question):
        return tuple(by_rule)
    believed = {
        f.word: f.quote or span_of(parse, f.word, field)
        for f in fillers(parse, anchor, field, by_rule)
        if learned.judge.right(question, f.features) >= _believed_from(question)
    }
    words = apart(parse, list(believed)) if field in _OF_PARTIES else list(believed)
    chosen = [believed.get(word) or span_of(parse, word, field) for word in words]
    elsewhere = [q for q in by_rule if head_of(parse, q) is None]
    return tuple(dict.fromkeys([*elsewhere, *chosen]))


def one(parse: Parse, anchor: int, kind: str, field: str, by_rule: Quote | None) -> Quote | None:
    """The quote of a field that has one: the likeliest, or None where none is believed."""
    learned, question = parse.learned, f"{kind}.{field}"
    if learned is None or not learned.judge.knows(question):
        return by_rule
    if by_rule is not None and head_of(parse, by_rule) is None:
        return by_rule
    found = fillers(parse, anchor, field, [] if by_rule is None else [by_rule])
    rated = [(learned.judge.right(question, f.features), f) for f in found]
    best = max(rated, key=lambda r: r[0], default=None)
    if best is None or best[0] < _believed_from(question):
        return None
    return best[1].quote or span_of(parse, best[1].word, field)


def parties(parse: Parse, anchor: int, by_rule: Mapping[str, Iterable[int]]) -> dict[str, list[int]]:
    """The head words of an event's actors, recipients and places; a word plays the part that it likeliest plays."""
    learned = parse.learned
    if learned is None or not learned.judge.knows("event.actors"):
        return {field: list(words) for field, words in by_rule.items()}
    best: dict[int, tuple[float, str]] = {}
    for field in PARTIES:
        for filler in fillers(parse, anchor, field, by_rule[field]):
            chance = learned.judge.right(f"event.{field}", filler.features)
            best[filler.word] = max(best.get(filler.word, (0.0, "")), (chance, field))
    believed = {
        field: [w for w, (chance, part) in sorted(best.items()) if part == field and chance >= _BELIEVED]
        for field in PARTIES
    }
    return {field: apart(parse, words) for field, words in believed.items()}


def apart(parse: Parse, words: Sequence[int]) -> list[int]:
    """The words, in order, one for each party.

    A description is told by the name beside it (`the capital, Khartoum`), a name without the description behind it;
    what stands within the phrase of another is that one's (`Kareli` in `the town of Kareli`).
    """
    named = dict.fromkeys(_name_beside(parse, word) for word in words)
    spans = {word: party(parse, word) for word in named if not _describes_any(parse, word, named)}
    kept: list[int] = []
    for word in sorted(spans, key=lambda w: (spans[w].start - spans[w].end, w)):
        if not any(spans[word].overlaps(spans[other]) for other in kept):
            kept.append(word)
    return sorted(kept)


def _name_beside(parse: Parse, word: int) -> int:
    """The person or place whose name stands behind a description and a comma; else the word itself."""
    if parse.name_at(word) is not None:
        return word
    names = ((w.index, parse.name_at(w.index)) for w in parse.children(word, "appos"))
    return next((i for i, name in names if name and name.kind in _TOLD_BY_NAME and i > word + 1), word)


def _describes_any(parse: Parse, word: int, others: Container[int]) -> bool:
    """Whether the word stands in apposition to one of the others; of two places the one lies in the other."""
    above = parse.words[word].head
    names = parse.name_at(word), parse.name_at(above)
    are_places = all(name is not None and name.kind == "LOC" for name in names)
    return parse.words[word].deprel == "appos" and above in others and not are_places


def likeliest(parse: Parse, anchor: int, field: str) -> tuple[Quote, ...]:
    """The one quote that the heads hold likeliest for a field, however little; for one that must be filled."""
    chances = {} if parse.learned is None else parse.learned.field(anchor, field)
    return (span_of(parse, max(chances, key=chances.__getitem__), field),) if chances else ()
