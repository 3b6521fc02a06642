"""Who and what fills a field: the rules' words and the heads' words, each judged."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from veedor.codebook.span import Quote
from veedor.reading.judging.judge import logit
from veedor.reading.judging.spans import head_of, span_of
from veedor.reading.parse import Parse

_BELIEVED = 0.5
PARTIES = ("actors", "recipients", "places")
"""Fields of an event of which a word fills at most one."""


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


def filled(parse: Parse, anchor: int, kind: str, field: str, by_rule: Sequence[Quote]) -> tuple[Quote, ...]:
    """The quotes of a field that may have several: the believed ones, in order.

    Quotes of the rules that stand in another sentence, which the heads do not see, are kept.
    """
    learned, question = parse.learned, f"{kind}.{field}"
    if learned is None or not learned.judge.knows(question):
        return tuple(by_rule)
    chosen = [
        f.quote or span_of(parse, f.word, field)
        for f in fillers(parse, anchor, field, by_rule)
        if learned.judge.right(question, f.features) >= _BELIEVED
    ]
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
    if best is None or best[0] < _BELIEVED:
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
    return {
        field: [w for w, (chance, part) in sorted(best.items()) if part == field and chance >= _BELIEVED]
        for field in PARTIES
    }


def likeliest(parse: Parse, anchor: int, field: str) -> tuple[Quote, ...]:
    """The one quote that the heads hold likeliest for a field, however little; for one that must be filled."""
    chances = {} if parse.learned is None else parse.learned.field(anchor, field)
    return (span_of(parse, max(chances, key=chances.__getitem__), field),) if chances else ()
