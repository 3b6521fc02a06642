"""One self-contained HTML file of an evaluation: its figures, then gold and machine side by side in every text.

The file fetches nothing, runs no script and can be mailed. Every word of a report or a statement in it is escaped.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from math import sqrt
from typing import Any, NamedTuple

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined, Template

from veedor.codebook.evaluation import Evaluation
from veedor.codebook.labels import Kind
from veedor.codebook.party_names import Titles, names_of
from veedor.codebook.scoring import Plain, fields_of, labels_of, match
from veedor.codebook.span import Span
from veedor.codebook.statement import FIELDS
from veedor.desk.marks import cuts
from veedor.reading.sentences import sentences

_LEFT_OUT = frozenset({"anchor", "issue"})
"""Fields without a row: the anchor heads the card, and two people word an issue differently."""


class Verdict(StrEnum):
    """What the evaluation makes of a field."""

    AGREES = "agrees"
    DIFFERS = "differs"
    UNCOUNTED = "differs, but no figure counts it"


class Status(StrEnum):
    """What became of a statement; the words of the page."""

    SAME = "same"
    DIFFERS = "differs"
    MISSED = "missed"
    INVENTED = "invented"


SIGNS = {Status.SAME: "✓", Status.DIFFERS: "≠", Status.MISSED: "−", Status.INVENTED: "+"}
"""Beside each colour, so that nobody has to tell colours apart."""
GLOSSES = {
    Status.SAME: "found, and every field agrees",
    Status.DIFFERS: "found, but fields differ",
    Status.MISSED: "in gold only",
    Status.INVENTED: "by the machine only",
}


class Compared(NamedTuple):
    """A document with both readings, in the JSON form of the codebook."""

    id: str
    facts: Mapping[str, Any]
    """What the gold file says of the document: `title`, `publisher`, `published`."""
    text: str
    gold: Sequence[Plain]
    system: Sequence[Plain]


class Row(NamedTuple):
    """One field of a statement on both sides."""

    field: str
    gold: tuple[str, ...]
    system: tuple[str, ...]
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Card:
    """A gold statement, a machine's, or a matched pair."""

    id: str
    number: int
    kind: Kind
    status: Status
    words: tuple[str, ...]
    """The anchor's words; two where the sides differ, gold first."""
    labels: tuple[str, ...]
    """The type or the stance; two where the sides differ, gold first."""
    rows: tuple[Row, ...]
    anchors: tuple[Span, ...]


class Mark(NamedTuple):
    """A stretch of a sentence."""

    words: str
    status: Status | None
    """Of the statement with the shortest anchor here; None outside anchors."""
    closing: tuple[Card, ...]
    """The statements whose anchor ends here."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with the statements that begin in it."""

    marks: tuple[Mark, ...]
    cards: tuple[Card, ...]
    opens_paragraph: bool


@dataclass(frozen=True, slots=True)
class Section:
    """A document."""

    id: str
    title: str
    facts: tuple[str, ...]
    sentences: tuple[Sentence, ...]
    gold: int
    system: int
    counts: dict[Status, int]


class Dot(NamedTuple):
    """A bin of the reliability diagram; all lengths in shares of its side."""

    x: float
    y: float
    radius: float


def compared_page(
    evaluation: Evaluation, documents: Sequence[Compared], *, called: str, titles: Titles
) -> str:
    """The HTML file of an evaluation of the machine that is `called` so, and of the documents it is made from."""
    sections = [_section(f"d{n}", one, titles) for n, one in enumerate(documents, 1)]
    cards = [card for one in sections for sentence in one.sentences for card in sentence.cards]
    return _template().render(
        e=evaluation,
        called=called,
        sections=sections,
        kinds=list(Kind),
        of_kind={kind: sum(card.kind is kind for card in cards) for kind in Kind},
        of_status={status: sum(card.status is status for card in cards) for status in Status},
        signs=SIGNS,
        glosses=GLOSSES,
        dots=list(_dots(evaluation)),
        Status=Status,
        Verdict=Verdict,
    )


def _dots(evaluation: Evaluation) -> Iterator[Dot]:
    known = evaluation.calibration
    for one in known.bins if known else ():
        if known and one.probability is not None and one.right is not None:
            yield Dot(one.probability, one.right, 0.012 + 0.05 * sqrt(one.many / known.many))


def _section(section_id: str, one: Compared, titles: Titles) -> Section:
    cards = _cards(section_id, one, titles)
    said = [
        one.facts.get("publisher"),
        one.facts.get("published"),
        one.id if one.facts.get("title") else None,
    ]
    return Section(
        id=section_id,
        title=str(one.facts.get("title") or one.id),
        facts=tuple(str(fact) for fact in said if fact),
        sentences=tuple(_sentences(one.text, cards)),
        gold=len(one.gold),
        system=len(one.system),
        counts={status: sum(card.status is status for card in cards) for status in Status},
    )


def _cards(section_id: str, one: Compared, titles: Titles) -> list[Card]:
    """All statements in the order of the text, a matched pair once."""
    pairs: list[tuple[Plain | None, Plain | None]] = list(match(one.gold, one.system))
    paired = {id(statement) for pair in pairs for statement in pair}
    pairs += [(g, None) for g in one.gold if id(g) not in paired]
    pairs += [(None, s) for s in one.system if id(s) not in paired]
    pairs.sort(key=_place)
    return [_card(f"{section_id}-{n}", n, g, s, one.text, titles) for n, (g, s) in enumerate(pairs, 1)]


def _place(pair: tuple[Plain | None, Plain | None]) -> tuple[int, int]:
    anchor = (pair[0] or pair[1] or {})["anchor"]
    return int(anchor["start"]), int(anchor["end"])


def _card(
    card_id: str, number: int, gold: Plain | None, system: Plain | None, text: str, titles: Titles
) -> Card:
    sides = [side for side in (gold, system) if side]
    kind = Kind(sides[0]["kind"])
    label = "type" if kind is Kind.EVENT else "stance"
    rows = tuple(_rows(kind, gold, system, text, titles))
    return Card(
        id=card_id,
        number=number,
        kind=kind,
        status=_status(gold, system, rows),
        words=tuple(dict.fromkeys(_words(side["anchor"], text) for side in sides)),
        labels=tuple(dict.fromkeys(str(side[label]) for side in sides if side.get(label))),
        rows=rows,
        anchors=tuple(Span(side["anchor"]["start"], side["anchor"]["end"]) for side in sides),
    )


def _verdicts(gold: Plain, system: Plain, titles: Titles) -> dict[str, bool]:
    """Whether each field of a matched pair that some figure of the evaluation counts is right in all of them."""
    verdicts = [(name, counts.f1 == 1) for name, counts in fields_of(gold, system)]
    verdicts += [*labels_of(gold, system), *names_of([(gold, system)], titles)]
    right: dict[str, bool] = {}
    for name, is_right in verdicts:
        field = name.partition(".")[2]
        right[field] = right.get(field, True) and is_right
    return right


def _status(gold: Plain | None, system: Plain | None, rows: Sequence[Row]) -> Status:
    if gold and system:
        wrong = any(row.verdict is Verdict.DIFFERS for row in rows)
        return Status.DIFFERS if wrong else Status.SAME
    return Status.MISSED if gold else Status.INVENTED


def _rows(kind: Kind, gold: Plain | None, system: Plain | None, text: str, titles: Titles) -> Iterator[Row]:
    """The fields that either side fills, in the codebook's order."""
    counted = _verdicts(gold, system, titles) if gold and system else {}
    for field in FIELDS[kind]:
        one, other = (_shown(side.get(field), text) if side else () for side in (gold, system))
        if (one or other) and field not in _LEFT_OUT:
            is_same = one == other or not (gold and system)
            verdict = Verdict.AGREES if counted.get(field, is_same) else Verdict.DIFFERS
            if field not in counted and not is_same:
                verdict = Verdict.UNCOUNTED
            yield Row(field, one, other, verdict)


def _shown(value: Any, text: str) -> tuple[str, ...]:
    """A field's value in words, one for each of several."""
    if value is None or value in ("", [], {}):
        return ()
    if isinstance(value, Mapping):
        return (_span_shown(value, text),)
    if isinstance(value, list) and isinstance(value[0], Mapping):
        return tuple(_span_shown(one, text) for one in value)
    if isinstance(value, list):
        return (" to ".join(map(_plain, value)),)
    return (_plain(value),)


def _plain(value: object) -> str:
    return f"{value:,.10g}" if isinstance(value, int | float) else str(value)


def _span_shown(span: Plain, text: str) -> str:
    """Its words, and in square brackets whom or when they mean."""
    words, meant = _words(span, text), str(span.get("name") or span.get("value") or "")
    return words if meant in ("", words) else f"{words} [{meant}]"


def _words(span: Plain, text: str) -> str:
    if "start" not in span or "end" not in span:
        return str(span.get("quote") or "")
    return " ".join(text[span["start"] : span["end"]].split())


def _sentences(text: str, cards: Sequence[Card]) -> Iterator[Sentence]:
    """The sentences of the text, each statement in the one in which its anchor begins, else in the last before."""
    spans = list(_covering(text))
    of_sentence: list[list[Card]] = [[] for _ in spans]
    starts = [span.start for span in spans]
    for card in cards:
        of_sentence[max(0, bisect_right(starts, card.anchors[0].start) - 1)].append(card)
    end = 0
    for span, some in zip(spans, of_sentence, strict=True):
        opens = end == 0 or "\n" in text[end : span.start]
        yield Sentence(tuple(_marks(text, span, some)), tuple(some), opens)
        end = span.end


def _covering(text: str) -> Iterator[Span]:
    """The sentences, each with what stands before it and is no sentence, as a bullet: no word is left out."""
    ends = [span.end for span in sentences(text)][:-1]
    begin = 0
    for end in (*ends, len(text)):
        start = begin + len(text[begin:end]) - len(text[begin:end].lstrip())
        if start < end:
            yield Span(start, end)
        begin = end


def _marks(text: str, sentence: Span, cards: Sequence[Card]) -> Iterator[Mark]:
    """The sentence in marks; their words, joined, are its text."""
    anchors = [
        (span, card) for card in cards for anchor in card.anchors if (span := _inside(anchor, sentence))
    ]
    ends = {card.id: max(span.end for span, other in anchors if other is card) for _, card in anchors}
    for cut in cuts(len(sentence), [span for span, _ in anchors]):
        covering = sorted((anchors[n] for n in cut.spans), key=lambda one: len(one[0]))
        closing = {card.id: card for _, card in covering if ends[card.id] == cut.end}
        yield Mark(
            words=text[sentence.start + cut.start : sentence.start + cut.end],
            status=covering[0][1].status if covering else None,
            closing=tuple(closing.values()),
        )


def _inside(anchor: Span, sentence: Span) -> Span | None:
    """The anchor's part that lies in the sentence, counted from its start; None where it lies outside."""
    start, end = max(anchor.start, sentence.start), min(anchor.end, sentence.end)
    return Span(start - sentence.start, end - sentence.start) if start < end else None


@lru_cache(maxsize=1)
def _template() -> Template:
    """The page's template; what it shows is escaped unless the template itself says otherwise."""
    loader = ChoiceLoader([PackageLoader("veedor.desk", folder) for folder in ("templates", "static")])
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined).get_template(
        "compared.html"
    )
