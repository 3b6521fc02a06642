"""A statement in plain words: a sentence made of its own quotes and of fixed words, and its chips.

Nothing here is written freely. Every piece of a sentence is a quote of the report, or a part of one where
two quotes overlap, or one of the few fixed words below, so that a sentence claims no more than the statement.
The terminal and the pages share it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

from veedor.codebook.labels import Certainty, Polarity, Status
from veedor.codebook.span import Quote
from veedor.codebook.statement import Event, Figure, Forecast, Position, Role, Statement, Value
from veedor.codebook.when import in_words
from veedor.errors import DateError


class Part(StrEnum):
    """What a piece of a sentence is, for whoever draws it."""

    PARTY = "party"
    """Words that name someone or some place."""
    NAME = "name"
    """Whom the words mean, in square brackets; not words of the report."""
    ANCHOR = "anchor"
    """The words that carry the statement, or the stance that they show."""
    CONTENT = "content"
    """What it is about, and on which condition."""
    FIXED = "fixed"
    """A word of ours."""


class Piece(NamedTuple):
    """Some words of a sentence."""

    words: str
    part: Part


class ChipKind(StrEnum):
    """What a chip tells."""

    SAYS = "says"
    SURELY = "surely"
    DENIED = "denied"
    LIKELY = "likely"
    BY = "by"
    COUNT = "count"
    ISSUE = "issue"
    WHEN = "when"
    TENSE = "tense"


class Chip(NamedTuple):
    """One thing to know about a statement, short enough to stand in a frame."""

    kind: ChipKind
    words: str
    label: str
    """What the words are, for a tooltip or a screen reader: `who says so`."""


THE_AUTHOR = "the author"
"""Who says a statement that has no source."""
SAID_NOT_SO = "said not to be so"
_STEP = " › "
"""From a source to whom it cites."""
_DASH = Piece(" — ", Part.FIXED)
_SUBORDINATE = re.compile(
    r"(?:only |even |not )?(?:if|unless|until|till|when|once|while|so long as|as long as|provided|providing|"
    r"in case|should|were|had|after|before|without|with|in exchange|in return|on condition|assuming|whether|"
    r"as soon as|given|except|by|under|subject to|barring)\b",
    re.IGNORECASE,
)
"""Words by which a condition says itself that it is one."""


def sentence(statement: Statement) -> tuple[Piece, ...]:
    """The statement as a sentence in pieces; joined, their words are `plain`.

    An event reads `who — act — to whom — what — in where`, a position `who — refuses — what, unless …`, a
    forecast `of whom — what may happen`, a figure `number: what it counts (at least)`, a role
    `name: office — body (former)`. Names in square brackets say whom the words mean.
    """
    match statement:
        case Event():
            pieces = _event(statement)
        case Position():
            pieces = _position(statement)
        case Forecast():
            pieces = _forecast(statement)
        case Figure():
            pieces = _figure(statement)
        case Role():
            pieces = _role(statement)
    return tuple(Piece(_flat(piece.words), piece.part) for piece in pieces if piece.words)


def plain(statement: Statement) -> str:
    """The sentence as text, on one line."""
    return "".join(piece.words for piece in sentence(statement))


def chips(statement: Statement) -> tuple[Chip, ...]:
    """Who says so, how surely, whether it is denied, and what else dates or bounds it, in this order."""
    return tuple(Chip(kind, _flat(words), label) for kind, words, label in _chips(statement))


def says(statement: Statement) -> str:
    """Who says so: the chain of sources from the author inward, or `the author`."""
    return _STEP.join(_called(source) for source in statement.sources) or THE_AUTHOR


def dated(statement: Statement) -> str | None:
    """The words that date it with what they mean, `last Tuesday: 20 August 2019`; None without a date.

    Words that say all of it themselves stand alone: `on 2 March 2021`.
    """
    if statement.when is None:
        return None
    words, value = statement.when.quote.words, value_in_words(statement.when.value)
    return words if value.lower() in words.lower() else f"{words}: {value}"


def counted(figure: Figure) -> str:
    """The figure's number with its unit, `2,000–9,999 people`."""
    return f"{_number(figure.value)} {figure.unit}"


def value_in_words(value: str) -> str:
    """An EDTF value in words, or the value itself where it is none that can be read."""
    try:
        return in_words(value)
    except DateError:
        return value


def _chips(statement: Statement) -> Iterator[tuple[ChipKind, str, str]]:
    when = dated(statement)
    yield ChipKind.SAYS, says(statement), "who says so"
    if statement.polarity is Polarity.NO:
        yield ChipKind.DENIED, SAID_NOT_SO, "the source denies it"
    yield ChipKind.SURELY, str(statement.certainty), f"how surely: {Certainty(statement.certainty).gloss}"
    if isinstance(statement, Figure):
        yield ChipKind.COUNT, counted(statement), "the number and its unit"
    if isinstance(statement, Forecast) and statement.probability:
        yield ChipKind.LIKELY, statement.probability.words, "how likely, in the report's words"
    if isinstance(statement, Forecast) and statement.by and not (when and statement.by.words in when):
        yield ChipKind.BY, statement.by.words, "by when, in the report's words"
    if isinstance(statement, Position) and statement.issue:
        yield ChipKind.ISSUE, statement.issue, "the question at issue"
    if when:
        yield ChipKind.WHEN, when, "when: the report's words and what they mean"
    yield ChipKind.TENSE, str(statement.tense), f"seen from the report's date: {statement.tense.gloss}"


# --- one sentence for each kind ----------------------------------------------------------------------------


def _event(event: Event) -> Iterator[Piece]:
    shown = (event.anchor, event.about)
    yield from _parties(_outside(event.actors, *shown), after=_DASH)
    if event.about is None or event.about.overlaps(event.anchor):
        yield from _merged(event.anchor, event.about)
        yield from _parties(_outside(event.recipients, *shown), before=_DASH)
    else:
        yield Piece(event.anchor.words, Part.ANCHOR)
        yield from _parties(_outside(event.recipients, *shown), before=_DASH)
        yield _DASH
        yield Piece(event.about.words, Part.CONTENT)
    yield from _parties(_outside(event.places, *shown), before=Piece(" — in ", Part.FIXED))


def _position(position: Position) -> Iterator[Piece]:
    yield from _parties(position.holders, after=_DASH)
    yield Piece(str(position.stance), Part.ANCHOR)
    yield _DASH
    yield Piece((position.about or position.anchor).words, Part.CONTENT)
    yield from _conditions(position.conditions, position.about)


def _forecast(forecast: Forecast) -> Iterator[Piece]:
    yield from _parties(_outside(forecast.actors, forecast.anchor, forecast.about), after=_DASH)
    yield from _merged(forecast.anchor, forecast.about)
    yield from _conditions(forecast.conditions, forecast.about)


def _figure(figure: Figure) -> Iterator[Piece]:
    if figure.what.overlaps(figure.anchor):
        yield from _merged(figure.anchor, figure.what)
    else:
        yield Piece(figure.anchor.words, Part.ANCHOR)
        yield Piece(": ", Part.FIXED)
        yield Piece(figure.what.words, Part.CONTENT)
    for period in _outside((figure.period,), figure.anchor, figure.what):
        yield Piece(", ", Part.FIXED)
        yield Piece(period.words, Part.CONTENT)
    if figure.comparison:
        yield Piece(f" ({figure.comparison})", Part.FIXED)


def _role(role: Role) -> Iterator[Piece]:
    yield from _parties((role.holder,))
    yield Piece(": ", Part.FIXED)
    yield Piece(role.role.words, Part.ANCHOR)
    yield from _parties(_outside((role.of,), role.role, role.holder), before=_DASH)
    if role.status is not Status.CURRENT:
        yield Piece(f" ({role.status})", Part.FIXED)


# --- pieces ------------------------------------------------------------------------------------------------


def _parties(
    quotes: Sequence[Quote], *, before: Piece | None = None, after: Piece | None = None
) -> Iterator[Piece]:
    """`A, B and C` between two fixed pieces; nothing at all for no quotes."""
    for number, quote in enumerate(quotes):
        if number:
            yield Piece(" and " if number == len(quotes) - 1 else ", ", Part.FIXED)
        elif before:
            yield before
        yield Piece(quote.words, Part.PARTY)
        if _adds(quote):
            yield Piece(f" [{quote.name}]", Part.NAME)
    if quotes and after:
        yield after


def _conditions(conditions: Iterable[Quote], about: Quote | None) -> Iterator[Piece]:
    """Each condition after a comma, with a word of ours where its own words do not call it one."""
    for condition in _outside(conditions, about):
        yield Piece(", " if _SUBORDINATE.match(condition.words) else "; on condition: ", Part.FIXED)
        yield Piece(condition.words, Part.CONTENT)


def _merged(anchor: Quote, about: Quote | None) -> Iterator[Piece]:
    """The anchor with what it is about, each word once where the two overlap or touch."""
    if about is None:
        yield Piece(anchor.words, Part.ANCHOR)
    elif about.overlaps(anchor):
        yield Piece(about.words[: max(0, anchor.start - about.start)], Part.CONTENT)
        yield Piece(anchor.words, Part.ANCHOR)
        yield Piece(about.words[max(0, anchor.end - about.start) :], Part.CONTENT)
    else:
        yield Piece(anchor.words, Part.ANCHOR)
        yield Piece(" ", Part.FIXED) if about.start - anchor.end in (0, 1) else _DASH
        yield Piece(about.words, Part.CONTENT)


def _outside(quotes: Iterable[Quote | None], *shown: Quote | None) -> list[Quote]:
    """The quotes whose words are not part of one that is shown anyway."""
    return [quote for quote in quotes if quote and not any(other and other.covers(quote) for other in shown)]


def _called(quote: Quote) -> str:
    return f"{quote.words} [{quote.name}]" if _adds(quote) else quote.words


def _adds(quote: Quote) -> bool:
    """Whether the name, its bracketed short form left aside, says more than the words."""
    name = re.sub(r"\s*\([^()]*\)$", "", quote.name or "")
    return name.casefold() not in _flat(quote.words).casefold()


def _number(value: Value) -> str:
    if isinstance(value, tuple):
        return f"{_number(value[0])}–{_number(value[1])}"
    return f"{value:,.0f}" if value == int(value) else f"{value:,.10g}"


def _flat(words: str) -> str:
    """On one line: a quote may run over the end of one."""
    return re.sub(r"\s*\n\s*", " ", words)
