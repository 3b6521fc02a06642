"""Figures: numbers with what they count (codebook, section Figures).

`numbers.py` finds the numbers, `units.py` knows what can be counted; here each number is read in its sentence:
what it counts, how it bounds it, and over which time. A number for which nothing says what it counts is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from veedor.codebook.labels import Comparison
from veedor.codebook.span import Quote
from veedor.codebook.statement import Value
from veedor.reading import lexicon
from veedor.reading.figures import units
from veedor.reading.figures.amounts import (
    behind_article,
    behind_determiners,
    behind_number,
    governing_words,
    measured,
    measured_by,
    names_before,
)
from veedor.reading.figures.beside import goes_on, is_share_of_next
from veedor.reading.figures.comparisons import comparison_of
from veedor.reading.figures.counting import (
    as_quote,
    counted_by_vote,
    elliptical,
    following_noun,
    low,
    noun_words,
    top_word,
)
from veedor.reading.figures.dollars import dollar_of
from veedor.reading.figures.durations import only_locates, period_of, span_words
from veedor.reading.figures.number_words import Number
from veedor.reading.figures.numbers import number_from, numbers
from veedor.reading.figures.readings import Reading, unnumbered
from veedor.reading.parse import Parse


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureDraft:
    """A figure before it is known who says it, how surely and when."""

    head: int
    """The word of the anchor that hangs on a word outside it."""
    anchor: Quote
    """The number with its unit."""
    value: Value
    unit: str
    what: Quote
    """The words for what is counted."""
    comparison: Comparison | None = None
    period: Quote | None = None
    """The words that bound it in time."""


def figures(parse: Parse) -> list[FigureDraft]:
    """The figures of a sentence, in the order of the text; their anchors do not overlap."""
    found: list[FigureDraft] = []
    last = -1
    for reading in sorted(
        [*_in_turn(parse, list(_readings(parse))), *unnumbered(parse)], key=lambda r: r.first
    ):
        if reading.what is None or reading.first <= last:
            continue  # in `0$0` the sign belongs to the first number
        last = reading.last
        top = top_word(parse, reading.first, reading.last)
        found.append(
            FigureDraft(
                head=top,
                anchor=as_quote(parse, reading.first, reading.last),
                value=reading.value,
                unit=reading.unit,
                what=reading.what,
                comparison=comparison_of(
                    parse, reading.first, reading.last, top, unit=reading.unit, is_span=reading.is_span
                ),
                period=period_of(parse, reading.first, reading.last, top),
            )
        )
    return found


def _readings(parse: Parse) -> Iterator[Reading]:
    """The readings of all numbers; spans of time said in two units are one, and ellipses look back."""
    before: Reading | None = None
    held: Reading | None = None
    for number in numbers(parse.words):
        if _is_named(parse, number) or (before is not None and number.first <= before.last):
            continue
        reading = _read(parse, number, before)
        if held is not None and reading is not None and (joined := _joined(parse, held, reading)):
            held = before = joined
            continue
        if held is not None:
            yield held
        held = reading
        before = reading or before
    if held is not None:
        yield held


def _in_turn(parse: Parse, readings: list[Reading]) -> list[Reading]:
    """The readings; where `respectively` pairs them with as many parties named before, each with its own."""
    if all(w.text.lower() != "respectively" for w in parse.words) or len(readings) < 2:
        return readings
    listed = [readings[-1]]
    for reading in reversed(readings[:-1]):
        between = {w.text.lower() for w in parse.words[reading.last + 1 : listed[0].first]}
        if not between or not between <= {",", "and"}:
            break
        listed.insert(0, reading)
    parties = names_before(parse, listed[0].first, len(listed))
    if parties is None:
        return readings
    paired = [replace(r, what=p) for r, p in zip(listed, parties, strict=True)]
    return [*readings[: len(readings) - len(listed)], *paired]


def _is_named(parse: Parse, number: Number) -> bool:
    """Whether the number is part of a name that begins before it: `Movimento 5 Stelle`, `Group of 20`."""
    name = parse.name_at(number.first)
    return name is not None and name.first < number.first


def _joined(parse: Parse, former: Reading, latter: Reading) -> Reading | None:
    """`5 years and 9 months` as one span, or None."""
    between = [w.text.lower() for w in parse.words[former.last + 1 : latter.first]]
    if not (former.is_span and latter.is_span) or between not in (["and"], [","], [",", "and"]):
        return None
    if isinstance(former.value, tuple) or isinstance(latter.value, tuple):
        return None
    added = units.added_spans((former.value, former.unit), (latter.value, latter.unit))
    if added is None:
        return None
    return replace(former, last=latter.last, value=added[0], unit=added[1], what=former.what or latter.what)


def _read(parse: Parse, number: Number, before: Reading | None) -> Reading | None:
    """What the number says, by the first way of reading that fits."""
    ways: Sequence[Callable[[Parse, Number], Reading | None]] = (_money, _percent, _share)
    for way in ways:
        if reading := way(parse, number):
            return _restated(parse, reading, before)
    span = units.time_after(parse.words, number.last)
    if span is not None:
        if only_locates(parse, number, span):
            return None
        what = span_words(parse, number, span)
        value = units.multiplied(number.value, span.each)
        return Reading(number.first, span.last, value, span.name, what, is_span=True)
    if _names_a_kind(parse, number):
        return None
    reading = _compound(parse, number) or _counted(parse, number, before) or _bare(parse, number, before)
    return None if reading is None or _is_mere_one(parse, number, reading) else reading


def _restated(parse: Parse, reading: Reading, before: Reading | None) -> Reading:
    """The amount, with what the one before it is of where it repeats that in other money or compares with it."""
    if before is None:
        return reading
    link = low(parse, reading.first - 1)
    is_bracketed = link == "(" and before.last == reading.first - 2
    is_changed = reading.unit == before.unit == "percent" and link in ("from", "to", "than", "against")
    return replace(reading, what=before.what) if is_bracketed or is_changed else reading


def _money(parse: Parse, number: Number) -> Reading | None:
    words = parse.words
    before = units.currency_before(words, number.first)
    after = units.currency_after(words, number.last)
    unit = before or after
    if unit is None:
        return None
    name = dollar_of(parse.text) if _is_bare_dollar(parse, unit) else unit.name
    first = before.first if before else number.first
    last = after.last if after and (before is None or after.name == before.name) else number.last
    value = units.multiplied(number.value, unit.each)
    return Reading(first, last, value, name, measured(parse, first, last))


def _is_bare_dollar(parse: Parse, unit: units.Unit) -> bool:
    """Whether the currency is told by nothing but `$`, `dollars` or `cents`."""
    told = parse.words[unit.first : unit.last + 1]
    return len(told) == 1 and told[0].text.lower() in ("$", "dollar", "dollars", "cent", "cents")


def _percent(parse: Parse, number: Number) -> Reading | None:
    unit = units.percent_after(parse.words, number.last)
    if unit is None:
        return None
    return Reading(number.first, unit.last, number.value, unit.name, measured(parse, number.first, unit.last))


def _share(parse: Parse, number: Number) -> Reading | None:
    if not number.is_share:
        return None
    first, last = number.first, number.last
    if units.time_after(parse.words, last) or low(parse, last + 1) in ("hour", "past"):
        return None
    return Reading(first, last, number.value, "percent", measured(parse, first, last))


def _compound(parse: Parse, number: Number) -> Reading | None:
    """`26,000-strong force`, `500-member assembly`, `45-page report`."""
    words, at = parse.words, number.last + 2
    if low(parse, at - 1) == "strong":
        noun = following_noun(parse, at)
        what = None if noun is None else noun_words(parse, at, noun)
        return Reading(number.first, at - 1, number.value, "people", what)
    if low(parse, at - 1) != "-" or at >= len(words) or words[at].start != words[number.last].end + 1:
        return None
    noun = following_noun(parse, at + 1)
    if noun is None:
        return None
    what = noun_words(parse, at + 1, noun)
    if low(parse, at) == "strong" or units.is_person(words[at]):
        return Reading(number.first, at, number.value, "people", what)
    if low(parse, at) in ("nation", "party"):
        return Reading(number.first, at, number.value, units.counted(words, at), what)
    if words[at].upos != "NOUN" or not words[number.first].text[0].isdigit():
        return None
    return Reading(number.first, at, number.value, units.plural(words[at]), what)


_NO_MEASURES = frozenset(
    {"state", "way", "fold", "point", "star", "tier", "sided", "round", "time", "pronged", "track"}
)
"""Words behind a number and a hyphen that make a kind of thing: `two-state solution`, `two-time winner`."""
_OF_PARTIES = frozenset(
    {"talks", "negotiations", "system", "democracy", "rule", "state", "process", "politics"}
)
"""What `six-party` only says the kind of; of a coalition or a government it counts the parties."""


def _names_a_kind(parse: Parse, number: Number) -> bool:
    """Whether number and noun, joined by a hyphen, make a kind of thing and count nothing."""
    at = number.last + 2
    if low(parse, at - 1) != "-" or at >= len(parse.words):
        return False
    return low(parse, at) in _NO_MEASURES or (low(parse, at) == "party" and low(parse, at + 1) in _OF_PARTIES)


def _counted(parse: Parse, number: Number, before: Reading | None) -> Reading | None:
    """A number before the noun it counts, or before `of` and the noun."""
    begins, noun, last = _part(parse, number) or _whole(parse, number)
    if noun is None or not _is_counted(parse, number, noun):
        return None if begins == number.last + 1 else _of_those(parse, number, begins, before)
    word = parse.words[noun]
    what = measured_by(parse, number.first, noun) or noun_words(parse, begins, noun)
    if word.lemma.lower() == "other" and word.upos in ("NOUN", "PRON"):
        if before is not None:
            return Reading(number.first, noun, number.value, before.unit, before.what)
        return Reading(number.first, noun, number.value, "people", what)
    name = parse.name_at(noun)
    is_plural_name = name is not None and word.text.endswith("s") and word.text[0].isupper()
    unit = _NAMED_UNITS.get(name.kind if name and is_plural_name else "") or units.counted(parse.words, noun)
    return Reading(number.first, last, number.value, unit, what)


_NAMED_UNITS = {"LOC": "countries", "NAT": "people"}
"""What names in the plural are: `the two Sudans`, `hundreds of Tamils`."""
_BEFALLEN = frozenset({"dead", "wounded", "injured", "missing", "killed", "detained", "arrested", "accused"})


def _of_those(parse: Parse, number: Number, begins: int, before: Reading | None) -> Reading | None:
    """`two of them`, `three of whom`, `four of the dead`: of what was counted before, else of persons."""
    word = parse.words[begins] if begins < len(parse.words) else None
    if word is None or (word.upos != "PRON" and low(parse, begins) not in _BEFALLEN):
        return None
    if before is not None and word.upos == "PRON" and not before.is_span:
        return Reading(number.first, number.last, number.value, before.unit, before.what)
    if low(parse, begins) in ("them", "whom", "us", "you") or word.upos != "PRON":
        what = as_quote(parse, begins, begins)
        return Reading(number.first, number.last, number.value, "people", what)
    return None


def _whole(parse: Parse, number: Number) -> tuple[int, int | None, int]:
    """First word and head of the noun phrase right behind the number, and the anchor's last word."""
    at = number.last + 1
    if low(parse, at) == "(" and low(parse, at + 2) == ")" and parse.words[at + 1].xpos == "NNS":
        # `89 (deaths)`
        return at + 1, at + 1, at + 2
    if f"{low(parse, at)} {low(parse, at + 1)}" in ("or more", "or so", "or fewer", "or less"):
        at += 2
    noun = following_noun(parse, at)
    if noun is not None and not _agrees(parse, number, noun):
        tree = parse.words[number.last].head
        if parse.words[number.last].deprel == "nummod" and tree > noun and _agrees(parse, number, tree):
            noun = tree
    return at, noun, number.last if noun is None else noun


def _part(parse: Parse, number: Number) -> tuple[int, int | None, int] | None:
    """The same where `of` or `out of` follows; the anchor is the number alone where the whole is counted too."""
    at = number.last + 1
    at += [low(parse, at), low(parse, at + 1)] == ["out", "of"]
    if low(parse, at) != "of":
        return None
    begins = behind_article(parse, at + 1)
    start = behind_determiners(parse, at + 1)
    if low(parse, start) == "total" and low(parse, start + 1) == "of":
        start += 2
    noun = following_noun(parse, start)
    if noun is not None and low(parse, noun + 1) in ("'s", "’s", "'", "’"):
        # `39 of the state's 40 delegates`
        start = noun + 2 if behind_number(parse, noun + 2) > noun + 2 else start
    inner = behind_number(parse, start)
    if inner > start:
        return inner, following_noun(parse, inner), number.last
    return begins, noun, number.last if noun is None else noun


def _is_counted(parse: Parse, number: Number, noun: int) -> bool:
    """Whether the number counts what the noun names."""
    return low(parse, number.last + 1) in ("of", "out") or _agrees(parse, number, noun)


def _agrees(parse: Parse, number: Number, noun: int) -> bool:
    """Whether number and noun agree: `94 poll` is a name, not a count of polls."""
    word = parse.words[noun]
    if number.value == 1.0 or number.is_vague or word.xpos in ("NNS", "NNPS"):
        return True
    if units.has_no_singular(word) or word.text.lower().endswith("s") or units.is_person(word):
        return True
    return "," in parse.words[number.first].text or number.last > number.first


def _bare(parse: Parse, number: Number, before: Reading | None) -> Reading | None:
    """A number whose noun stands elsewhere: `killed 17`, `the toll rose to 89`, `from 13 seats to 25`."""
    if number.is_vague and (what := governing_words(parse, number.first, number.last)) is not None:
        # `Hundreds gathered`: a vague plural that stands alone means people.
        return Reading(number.first, number.last, number.value, "people", what)
    found = counted_by_vote(parse, number.first, number.last) or elliptical(parse, number.first, number.last)
    if found is not None:
        return Reading(number.first, number.last, number.value, *found)
    if before is not None and not before.is_span:
        is_beside = before.unit != "percent" and goes_on(parse, number)
        if is_beside or is_share_of_next(parse, before, number):
            return Reading(number.first, number.last, number.value, before.unit, before.what)
    return _changed(parse, number)


def _changed(parse: Parse, number: Number) -> Reading | None:
    """The first number of a change whose second says the unit: `from 240 to 395 dollars`."""
    if low(parse, number.first - 1) != "from" or low(parse, number.last + 1) != "to":
        return None
    following = number_from(parse.words, number.last + 2)
    changed = following and _read(parse, following, None)
    return changed and replace(changed, first=number.first, last=number.last, value=number.value)


def _is_mere_one(parse: Parse, number: Number, reading: Reading) -> bool:
    """Whether `one` points or picks instead of counting: `one of his aims`, `one day`, `larger than one vote`."""
    if number.value != 1.0:
        return False
    before = low(parse, number.first - 1)
    if before == "least" or (before in ("only", "just") and reading.unit == "people"):
        return False
    top = parse.words[top_word(parse, reading.first, reading.last)]
    if reading.unit != "people" or low(parse, number.last + 1) == "of":
        return True
    governor = parse.words[top.head] if top.head >= 0 else top
    befallen = [governor, *parse.children(governor.index, "xcomp")]
    is_befallen = any(w.lemma.lower() in lexicon.words("befalls_persons") for w in befallen)
    is_listed = (
        top.deprel == "conj" and governor.upos == "NOUN" and parse.child(governor.index, "nummod") is not None
    )
    return not is_befallen and not is_listed
