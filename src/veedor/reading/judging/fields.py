"""Who and what fills a field: the rules' words and the heads' words, each judged."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Mapping, Sequence
from typing import NamedTuple

from veedor.codebook.span import Quote, Span
from veedor.reading.judging.judge import logit
from veedor.reading.judging.spans import head_of, span_of
from veedor.reading.lexicon import words as listed
from veedor.reading.names.pronouns import PRONOUNS
from veedor.reading.parse import Parse
from veedor.reading.parties import is_passive, party, with_conjuncts
from veedor.reading.sources.blocks import ASKERS

_BELIEVED = 0.5
_WANTED = frozenset(
    {"event.about", "event.recipients", "position.holders", "forecast.actors", "figure.period"}
)
"""Questions whose answer is wanted more than it is feared: see `_WANTED_FROM`."""
_WANTED_FROM = 0.45
"""From this probability on an answer to them is given. Where probabilities are right, F1 is best from half of the best
F1 on (Lipton, Elkan and Naryanaswamy 2014), so below one half; measured on the dev split and on the development
reports, these fields gain by it on both, and the other fields do not."""
PARTIES = ("actors", "recipients", "places")
"""Fields of an event of which a word fills at most one."""

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
    rated = {
        f.word: (learned.judge.right(question, f.features), f.quote)
        for f in fillers(parse, anchor, field, by_rule)
    }
    believed = {w: chance for w, (chance, _) in rated.items() if chance >= _believed_from(question)}
    words = _in_one_chain(parse, anchor, believed, by_rule) if field == "sources" else apart(parse, believed)
    chosen = [(w in rated and rated[w][1]) or span_of(parse, w, field) for w in words]
    elsewhere = [q for q in by_rule if head_of(parse, q) is None]
    return whole(parse, [*elsewhere, *chosen])


def _in_one_chain(parse: Parse, anchor: int, words: Collection[int], by_rule: Sequence[Quote]) -> list[int]:
    """The sources without those that the rules tell in a chain of their own, and without what describes another.

    Whoever speaks beyond a semicolon speaks of something else, where somebody speaks on this side of it.
    """
    told = {head_of(parse, quote) for quote in by_rule}
    beside = {j for i in told if i is not None for j in side_by_side(parse, i)} - told
    far = {w for w in words if w not in told and _is_parted(parse, w, anchor)}
    beyond = far if told or far < set(words) else set()
    headings = {w for w in words if w not in told and _is_heading(parse, w)}
    return [
        w
        for w in words
        if w not in beside | beyond | headings
        and not any(a.index in words for a in parse.children(w, "appos"))
    ]


def _is_heading(parse: Parse, word: int) -> bool:
    """Whether it stands before a colon at the head of its line and names nobody who speaks: `Shelter: Only 21 …`."""
    colon = next((w.index for w in parse.words if w.text == ":"), None)
    if colon is None or word > colon or parse.text[: parse.start].rstrip(" -•*")[-1:] not in {"", "\n"}:
        return False
    name, spelt = parse.name_at(word), parse.text[parse.words[0].start : parse.words[colon].start]
    is_speaker = (name is not None and name.kind == "PER") or spelt.lower() in ASKERS
    return not is_speaker and len(spelt.split()) <= _HEADING and spelt not in listed("agencies")


_HEADING = 4
"""Words of the longest heading in a line of its text."""


def _is_parted(parse: Parse, one: int, other: int) -> bool:
    return any(parse.words[i].text == ";" for i in range(min(one, other), max(one, other)))


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
        w: c
        for w, (c, field) in sorted(best.items())
        if c >= _believed_from(f"event.{field}")
        and not (field == "actors" and _is_of_content(parse, anchor, w))
    }
    return {
        field: apart(parse, {w: chance for w, chance in believed.items() if best[w][1] == field})
        for field in PARTIES
    }


def _is_of_content(parse: Parse, anchor: int, word: int) -> bool:
    """Whether somebody does what an active verb is about, not the act itself: `Roe rejected mediation by the Union`."""
    if parse.words[anchor].upos != "VERB" or is_passive(parse, anchor):
        return False
    is_by = any(w.lemma == "by" for w in parse.children(word, "case"))
    return is_by and word > anchor and parse.child(anchor, "nsubj") is not None


def apart(parse: Parse, believed: Mapping[int, float]) -> list[int]:
    """The words, in order, one for each party, given how likely each is.

    A description is told by the name beside it (`the capital, Khartoum`), a name without the description behind it;
    what stands within the phrase of another is that one's (`Kareli` in `the town of Kareli`). Of the same words twice
    in a sentence the likelier are meant.
    """
    named = dict.fromkeys(_name_beside(parse, word) for word in believed)
    spans = {word: party(parse, word) for word in named if not _describes_any(parse, word, named)}
    kept: list[int] = []
    for word in sorted(spans, key=lambda w: (spans[w].start - spans[w].end, w)):
        if not any(spans[word].overlaps(spans[other]) for other in kept):
            kept.append(word)
    likelier_last = sorted(kept, key=lambda w: believed.get(w, 0.0))
    return sorted({spans[word].words.lower(): word for word in likelier_last}.values())


def side_by_side(parse: Parse, word: int) -> list[int]:
    """The words joined to a word by `and`, `or` or commas, itself included."""
    first = word
    while parse.words[first].deprel == "conj" and parse.words[first].head >= 0:
        first = parse.words[first].head
    return with_conjuncts(parse, first)


def whole(parse: Parse, quotes: Iterable[Quote]) -> tuple[Quote, ...]:
    """The quotes, in order, those that overlap or have but a space between as one.

    Nothing parts `Foreign Minister` from `Jane Roe`: they are one party, whatever the tree makes of them.
    """
    kept: list[Quote] = []
    for quote in quotes:
        beside = next((q for q in kept if _is_one(parse, q, quote)), None)
        if beside is None:
            kept.append(quote)
        else:
            kept[kept.index(beside)] = Quote.at(
                parse.text, min(beside.start, quote.start), max(beside.end, quote.end)
            )
    return tuple(kept)


def _is_one(parse: Parse, one: Quote, other: Quote) -> bool:
    """Whether the quotes overlap, or only a space stands between them and neither goes on with a pronoun."""
    first, second = sorted((one, other))
    if first.overlaps(second):
        return True
    seam = (w for w in parse.words if w.end == first.end or w.start == second.start)
    return parse.text[first.end : second.start].isspace() and all(w.upos != "PRON" for w in seam)


def once(quotes: Sequence[Quote], anchor: Span) -> tuple[Quote, ...]:
    """The quotes, in order, without those that only name a party again, by a pronoun or in the same words.

    A party is best told by what names it, else by what stands nearest to the anchor.
    """
    kept: list[Quote] = []
    for quote in sorted(quotes, key=lambda q: (_is_pronoun(q), abs(q.start - anchor.start))):
        if not any(_names_again(quote, other) for other in kept):
            kept.append(quote)
    return tuple(quote for quote in quotes if quote in kept)


def _is_pronoun(quote: Quote) -> bool:
    return quote.words.lower() in PRONOUNS


def _names_again(quote: Quote, other: Quote) -> bool:
    if quote.name is None or quote.name != other.name:
        return quote.words == other.words
    return _is_pronoun(quote) or quote.words.lower() == other.words.lower()


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
