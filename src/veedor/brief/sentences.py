"""Sentences of a draft: each says what its statements say, who says so, and how surely, and nothing else.

    The union said: “40 people were hurt”.[1] The ministry said that it is not so.[2]

What happened is told in the report's own words, between quotation marks; who says it and how surely in fixed words of
ours, which stand in the tables here and which `checking.py` finds again. Nobody is summed up, nothing is averaged.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from importlib import resources
from typing import NamedTuple

from veedor.analysis.telling import Telling
from veedor.brief.agreeing import is_of_one_word, says_the_same
from veedor.brief.outline import Part, Sentence
from veedor.brief.quoting import bare, inner, without_dateline
from veedor.codebook.labels import Certainty, Polarity
from veedor.codebook.span import Quote, Span
from veedor.codebook.statement import Figure, Forecast, Position, Role, Statement
from veedor.codebook.wording import value_in_words
from veedor.reading.lexicon import words as words_of

SURELY: dict[tuple[Polarity, Certainty], str] = {
    (Polarity.YES, Certainty.CERTAIN): "said",
    (Polarity.YES, Certainty.HEDGED): "said, though not as certain",
    (Polarity.YES, Certainty.OPEN): "spoke of this, without saying that it is so",
    (Polarity.NO, Certainty.CERTAIN): "said that it is not so",
    (Polarity.NO, Certainty.HEDGED): "said, though not as certain, that it is not so",
    (Polarity.NO, Certainty.OPEN): "spoke of this, without saying that it is so or not",
}
"""In which words of ours each polarity and certainty is told; in the past, which is the same for one and for many."""
AGREES: dict[Certainty, str] = {
    Certainty.CERTAIN: "said so too",
    Certainty.HEDGED: "said so too, though not as certain",
    Certainty.OPEN: "spoke of it too, without saying that it is so",
}
"""The same, of whoever says what was told already."""
TELLS: dict[Certainty, str] = {
    Certainty.CERTAIN: "said something of it",
    Certainty.HEDGED: "said, though not as certain, something of it",
    Certainty.OPEN: "spoke of this, without saying that it is so",
}
"""The same, of whoever says something else of the same, where there is no room for the words."""
_ALONE = ("it is not so", "something is not so")
"""What a denial is called, and what it is called where it is told by itself: its own words then say what is not so."""
_FEW_WORDS = 4
"""Of a statement's own words; where it has fewer, the whole sentence is quoted, for they say too little alone."""
_LEAST_LEFT = 3
"""Words that are left without a speaker, so that they still say something; of a denial as many as of a statement, since
`denied it at once` leaves none that say what is denied."""
_MANY_WORDS = 60
_WHOLE_WORDS = 40
"""Words of a sentence in a report's own voice up to which it is quoted whole: a reader wants no piece of it."""
_MOST_AGREEING = 3
"""Who says the same by name; of more only the number is told."""
_MOST_QUOTED = 3
"""Who says something else of the same, or denies it, in their own words; of more only the number is told."""
_UNNAMED = "an unnamed report"


class Said(NamedTuple):
    """A telling with the sentence in which it stands."""

    telling: Telling
    text: str
    """The document's text."""
    sentence: Span
    """The sentence that holds the anchor."""


def told(said: Said, others: Sequence[Said] = (), *, is_new: bool = False) -> Sentence:
    """One sentence that tells a statement, with what others say of the same.

    Who says the same, or denies just that, is named; who says something else of it is quoted.
    """
    if said.telling.statement.polarity is Polarity.NO:
        return Sentence((_opening(said),), is_new=is_new)  # the other way round it would say the contrary
    agreeing = [one for one in others if one.telling.statement.polarity is Polarity.YES]
    denials = [one for one in others if one.telling.statement.polarity is Polarity.NO]
    same, other = _parted(said, agreeing)
    denied, otherwise = _parted(said, denials)
    own = [one for one in denied if speaker(one.telling) == speaker(said.telling)]  # who says both is quoted
    denied = [one for one in denied if speaker(one.telling) != speaker(said.telling)]
    held = [one for one in other[:_LOOKED_AT] if _quotes(said, one)]
    ids = {one.telling.id for one in held}
    opening = _opening(said)
    parts = [Part(opening.words, (*opening.ids, *sorted(ids)))]
    parts += _agreeing(said, same)
    parts += _quoted([one for one in other if one.telling.id not in ids])
    parts += _denying(denied)
    parts += _quoted([*own, *otherwise])
    return Sentence(tuple(parts), is_new=is_new)


_LOOKED_AT = 20
"""Of those who say something else, so many are looked through for the same words; beyond, they are only counted."""


def _parted(said: Said, others: Sequence[Said]) -> tuple[list[Said], list[Said]]:
    """Those who speak of just what a statement says, and those who speak of something else that belongs to it.

    Of the latter those come first who use the same word: they are quoted before others.
    """
    found: dict[bool, list[Said]] = {True: [], False: []}
    for one in others:
        found[says_the_same(said.telling, one.telling)].append(one)
    return found[True], sorted(found[False], key=lambda one: not is_of_one_word(said.telling, one.telling))


def _quoted(others: Sequence[Said]) -> Iterable[Part]:
    """A few in their own words, and how many more say something of it, for each way of saying it."""
    found = [*_each_once(others[:_LOOKED_AT]), *([one] for one in others[_LOOKED_AT:])]
    for held in found[:_MOST_QUOTED]:
        yield _next(Part(_opening(held[0]).words, tuple(one.telling.id for one in held)))
    more: dict[str, list[Said]] = {}
    for one in (one for held in found[_MOST_QUOTED:] for one in held):
        statement = one.telling.statement
        is_so = statement.polarity is Polarity.YES
        how = TELLS[Certainty(statement.certainty)] if is_so else _alone(statement)
        more.setdefault(how, []).append(one)
    for how, some in more.items():
        many = _more(len({speaker(one.telling) for one in some}))
        yield Part(f" {many} {how}.", tuple(one.telling.id for one in some))


def beside(said: Sequence[Said], *, is_new: bool = False) -> Sentence:
    """One sentence that tells each of several statements in full: they are of one thing, and do not say the same."""
    parts: list[Part] = []
    for one in _each_once(said):
        part = _opening(one[0])
        ids = tuple(each.telling.id for each in one)
        parts.append(_next(Part(part.words, ids)) if parts else Part(part.words, ids))
    return Sentence(tuple(parts), is_new=is_new)


def _next(part: Part) -> Part:
    return Part(f" {part.words}", part.ids)


def _each_once(said: Sequence[Said]) -> list[list[Said]]:
    """The statements, those together of which the first quotes what the others do; the longer quotation goes first."""
    found: list[list[Said]] = []
    order = {one.telling.id: place for place, one in enumerate(said)}
    for one in sorted(said, key=lambda one: -len(clause(one))):
        held = next((held for held in found if _quotes(held[0], one)), None)
        if held is None:
            found.append([one])
        else:
            held.append(one)
    return sorted(found, key=lambda held: min(order[one.telling.id] for one in held))


def _quotes(longer: Said, shorter: Said) -> bool:
    """Whether a statement quotes another's words and who says them: of one speaker, or in one sentence of a report."""
    words, who = clause(longer).casefold(), speaker(shorter.telling)
    is_told = speaker(longer.telling) == who or (
        longer.telling.document_id == shorter.telling.document_id
        and longer.sentence == shorter.sentence
        and who.casefold() in words
    )
    is_same = verb(longer.telling.statement) == verb(shorter.telling.statement)
    return is_told and is_same and clause(shorter).casefold() in words


def speaker(telling: Telling) -> str:
    """Who says so: the chain of sources from whoever said it first to whoever was nearest the report, or the report."""
    chain = [_name(quote, telling) for quote in reversed(telling.statement.sources)]
    if not chain:
        return telling.publisher or (f"the report “{_flat(telling.title)}”" if telling.title else _UNNAMED)
    cited = list(dict.fromkeys(chain))
    return cited[0] if len(cited) == 1 else f"{cited[0]}, cited by {' and '.join(cited[1:])},"


def _called(said: Said) -> str:
    """The speaker as a sentence begins with it: with `the` where the report calls a body so."""
    who, sources = speaker(said.telling), said.telling.statement.sources
    if not sources or who.casefold().startswith("the "):
        return who
    quote = sources[-1]
    words, name = _flat(quote.words).casefold(), _name(quote, said.telling).casefold()
    if said.text[: quote.start][-4:].casefold() == "the ":
        words = f"the {words}"
    if words in (f"a {name}", f"an {name}"):
        return _flat(quote.words)
    if not words.startswith("the "):
        article = _article(said.text, quote)
        return f"{article} {who}" if article and words == name else who
    is_body = not _bodies().isdisjoint(name.split())
    return f"the {who}" if is_body or words == f"the {name}" else who


def _article(text: str, quote: Quote) -> str:
    """`a` or `an`, where it stands before the words."""
    before = text[max(0, quote.start - 4) : quote.start].casefold().split()
    is_apart = text[: quote.start][-1:].isspace()
    return before[-1] if is_apart and before and before[-1] in ("a", "an") else ""


@cache
def _bodies() -> frozenset[str]:
    """Nouns in the names of governments, councils, unions and the like, as the reader knows them."""
    return words_of("body_nouns")


def verb(statement: Statement) -> str:
    """In which words of ours a statement is said: they hold its polarity and certainty."""
    return SURELY[Polarity(statement.polarity), Certainty(statement.certainty)]


def clause(said: Said) -> str:
    """The report's words that carry the statement, on one line.

    What a report says itself is quoted as a whole sentence, unless that is long; so is what others say, without the
    words that name them before or after it, where it does not turn to something else. Else the words from the
    statement's first to its last with a condition that follows them.
    """
    statement, sentence = said.telling.statement, said.sentence
    inside = [quote for quote in _own_quotes(statement) if sentence.covers(quote)]
    start = min(quote.start for quote in inside)
    end = max(quote.end for quote in inside)
    if _condition().match(said.text[end : sentence.end]):
        end = sentence.end
    words = _flat(said.text[start:end])
    whole = without_dateline(_flat(said.text[sentence.start : sentence.end]))
    is_denied = statement.polarity is Polarity.NO
    if len(whole.split()) <= _WHOLE_WORDS:
        own = _without_speaker(whole, statement.sources, is_denied=is_denied)
        if not statement.sources or (own != whole and not _turn().search(own)):
            return own
    if len(words.split()) < _FEW_WORDS and len(whole.split()) <= _MANY_WORDS:
        if _turn().search(whole):
            return whole  # without its beginning, words would seem to be said that are denied there
        words = whole
    return without_dateline(_without_speaker(words, statement.sources, is_denied=is_denied))


def _without_speaker(words: str, sources: Sequence[Quote], *, is_denied: bool) -> str:
    """The words without a speaker and a verb of saying around them; as they are where too little would be left.

    A verb of denying goes only where the sentence of the brief says itself that the words are denied.
    """
    for name in dict.fromkeys(name for one in sources for name in (_flat(one.words), one.name or "") if name):
        for around in _speaking(without_dateline(name), is_denied=is_denied):
            left = around.sub("", words)
            if left != words and len(left.split()) >= (_FEW_WORDS if is_denied else _LEAST_LEFT):
                return left
    return words


@lru_cache(maxsize=1024)
def _speaking(speaker: str, *, is_denied: bool) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A speaker, perhaps with what they are between commas, and a verb of saying: before what is said, and after it."""
    title = r"(?:the |an? )?"
    who = rf"{title}{re.escape(speaker)}(?: \([^()]{{1,60}}\))?"
    saying = rf"(?:{'|'.join((*_words('saying_forms'), *(_words('denying_forms') if is_denied else ())))})"
    before = rf"^{who}(?:, [^,]{{1,80}},)? {saying}(?:(?: on \w+)? that\b)?,? "
    after = rf",? (?:according to {who}|{who} {saying}|{saying} {who})(?: on \w+)?\.?$"
    return re.compile(before, re.IGNORECASE), re.compile(after, re.IGNORECASE)


@cache
def _turn() -> re.Pattern[str]:
    """Where a sentence may turn from what somebody says to what others do or say, or to what they say beside it."""
    turning, saying = _words("turning_words"), (*_words("saying_forms"), *_words("denying_forms"))
    again = rf"\b(?:and|but) (?:\w+ )?(?:{'|'.join(saying)})\b"
    return re.compile(rf";|,\s+(?:{'|'.join(turning)})\b|{again}", re.IGNORECASE)


@cache
def _condition() -> re.Pattern[str]:
    """What follows words that depend on something."""
    return re.compile(rf",?\s+(?:{'|'.join(_words('condition_words'))})\b", re.IGNORECASE)


@cache
def _words(table: str) -> tuple[str, ...]:
    text = (resources.files(__package__) / "data" / f"{table}.tsv").read_text(encoding="utf-8")
    return tuple(re.escape(line) for line in text.splitlines() if line and not line.startswith("#"))[1:]


def _own_quotes(statement: Statement) -> Iterable[Quote]:
    """What the statement says, without who says so and the words that date it."""
    sources = set(statement.sources)
    dated = statement.when.quote if statement.when else None
    for quote in statement.quotes():
        if quote not in sources and quote is not dated:
            yield quote


def _opening(said: Said) -> Part:
    statement = said.telling.statement
    words = bare(clause(said).rstrip("."))
    about = f" ({about})" if (about := "; ".join(_about(statement))) else ""
    end = "" if words.endswith(("?", "!")) and not about else "."
    opening = f"{_begin(_called(said))} {_alone(statement)}: “{inner(words)}”{about}{end}"
    return Part(opening, (said.telling.id,))


def _alone(statement: Statement) -> str:
    """In which words of ours a statement is said that nothing was said of before."""
    return verb(statement).replace(*_ALONE)


def says(words: str, statement: Statement) -> bool:
    """Whether words of a brief say how surely a statement is said, and whether it is said to be so."""
    known = [verb(statement), _alone(statement)]
    if statement.polarity is Polarity.YES:
        known.append(AGREES[Certainty(statement.certainty)])
    return any(one in words for one in known)


def _about(statement: Statement) -> Iterable[str]:
    """What the quoted words alone may not show: of which kind the statement is, and of when it speaks."""
    match statement:
        case Forecast():
            yield "a forecast"
        case Position():
            yield f"a position: {statement.stance}"
        case Role():
            yield f"an office: {statement.status}"
        case Figure() if statement.comparison:
            yield f"the number: {statement.comparison}"
    if statement.when:
        yield f"date: {value_in_words(statement.when.value)}"


def _agreeing(said: Said, others: Sequence[Said]) -> Iterable[Part]:
    """Who says the same, each once; how surely, where it is not said flat."""
    known = {speaker(said.telling)}
    yield from _each(
        (one, AGREES[Certainty(one.telling.statement.certainty)])
        for one in others
        if speaker(one.telling) not in known
    )


def _denying(others: Sequence[Said]) -> Iterable[Part]:
    yield from _each((one, verb(one.telling.statement)) for one in others)


def _each(saying: Iterable[tuple[Said, str]]) -> Iterable[Part]:
    """A few by name, and how many more say it, for each way of saying it."""
    found: dict[str, dict[str, list[str]]] = {}
    called: dict[str, str] = {}
    for one, how in saying:
        who = called.setdefault(speaker(one.telling), _called(one))
        found.setdefault(how, {}).setdefault(who, []).append(one.telling.id)
    for how, speakers in found.items():
        named = list(speakers.items())
        for who, ids in named[:_MOST_AGREEING]:
            yield Part(f" {_begin(who)} {how}.", tuple(ids))
        if more := named[_MOST_AGREEING:]:
            yield Part(f" {_more(len(more))} {how}.", tuple(id_ for _, ids in more for id_ in ids))


def _more(many: int) -> str:
    return f"{many} more"


def names_all(words: str, tellings: Sequence[Telling]) -> bool:
    """Whether a part of a sentence says how many say so, without naming each of them."""
    return words.strip().startswith(f"{_more(len({speaker(one) for one in tellings}))} ")


def _name(quote: Quote, telling: Telling) -> str:
    return without_dateline(_flat(telling.party(quote).name or quote.words))


def _begin(words: str) -> str:
    return words[:1].upper() + words[1:]


def _flat(words: str) -> str:
    return re.sub(r"\s+", " ", words).strip()
