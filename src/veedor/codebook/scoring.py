"""How near a machine's statements come to a person's.

A system statement matches a gold one when both have the same kind and their anchors share a character.
Pairs are made one to one, the largest overlap first; on a tie the same event type goes first, then the
anchors nearest in length, then the earlier statements. Fields are scored over the matched pairs alone, so
that a wrong actor does not hide a right event. Statements are in the JSON form of the codebook, because
what is scored may come from any program.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from veedor.codebook.labels import Kind
from veedor.errors import StatementError

Plain = Mapping[str, Any]
"""A statement, or a span, as JSON has it."""
Pair = tuple[Plain, Plain]

_MANY = ("sources", "actors", "recipients", "places", "holders", "conditions")
_ONE = ("about", "what", "holder", "role", "of", "by", "probability", "period")
_LABELS: dict[Kind, tuple[str, ...]] = {
    Kind.EVENT: ("type", "polarity", "certainty", "tense"),
    Kind.POSITION: ("stance", "polarity", "certainty"),
    Kind.FORECAST: ("polarity",),
    Kind.FIGURE: ("value", "unit"),
    Kind.ROLE: ("status",),
}
_OWN_LABEL = {Kind.EVENT: "type", Kind.POSITION: "stance"}
"""The label that says what an event or a position is."""
_TOLERANCE = 0.01
"""Two values are the same when they differ by no more than this share of the gold one."""


class Counts(NamedTuple):
    """How many of the spans found are right."""

    hits: int
    system: int
    gold: int

    @property
    def precision(self) -> float:
        """Share of what the system says that is right; 0 where it says nothing."""
        return self.hits / self.system if self.system else 0.0

    @property
    def recall(self) -> float:
        """Share of what is right that the system says; 0 where there is nothing to say."""
        return self.hits / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def plus(self, hits: int, system: int, gold: int) -> Counts:
        """These counts and more of the same."""
        return Counts(self.hits + hits, self.system + system, self.gold + gold)


class Right(NamedTuple):
    """How many labels of matched statements are right."""

    right: int
    matched: int

    @property
    def share(self) -> float:
        """Of the matched; 0 where none matched."""
        return self.right / self.matched if self.matched else 0.0

    def plus(self, right: bool) -> Right:
        """One matched statement more."""
        return Right(self.right + right, self.matched + 1)


@dataclass(frozen=True, slots=True)
class Score:
    """Counts over all documents."""

    spans: dict[str, Counts]
    """`kind:event`, `kind:event+type` and so on; then `event.actors` and so on over matched pairs."""
    labels: dict[str, Right]
    """`event.certainty` and so on over matched pairs."""

    def to_dict(self) -> dict[str, dict[str, float | int]]:
        """Every line by its name, kinds first, as `veedor score --json` prints it."""
        names = sorted(self.spans, key=lambda name: (not name.startswith("kind:"), name))
        plain: dict[str, dict[str, float | int]] = {}
        for name in names:
            counts = self.spans[name]
            shares = {"precision": counts.precision, "recall": counts.recall, "f1": counts.f1}
            plain[name] = shares | {"hits": counts.hits, "gold": counts.gold, "system": counts.system}
        for name in sorted(self.labels):
            label = self.labels[name]
            plain[name] = {"share": label.share, "right": label.right, "matched": label.matched}
        return plain


NOTHING = Counts(0, 0, 0)


def score(documents: Iterable[tuple[Sequence[Plain], Sequence[Plain]]]) -> Score:
    """The score over pairs of (gold, system) statements, a pair for each document.

    Raises StatementError where one is not as the codebook has it.
    """
    return total(score_of_document(gold, system) for gold, system in documents)


def score_of_document(gold: Sequence[Plain], system: Sequence[Plain]) -> Score:
    """The score of one document; StatementError where a statement is not as the codebook has it."""
    check([*gold, *system])
    pairs = match(gold, system)
    in_pairs = (counts for g, s in pairs for counts in fields_of(g, s))
    labels: dict[str, Right] = {}
    for name, right in (label for g, s in pairs for label in labels_of(g, s)):
        labels[name] = labels.get(name, Right(0, 0)).plus(right)
    return Score(_added([*_of_kinds(gold, system, pairs), *in_pairs]), labels)


def total(scores: Iterable[Score]) -> Score:
    """The scores of several documents as one: their counts, added."""
    spans: list[tuple[str, Counts]] = []
    labels: dict[str, Right] = {}
    for one in scores:
        spans += one.spans.items()
        for name, (right, matched) in one.labels.items():
            before = labels.get(name, Right(0, 0))
            labels[name] = Right(before.right + right, before.matched + matched)
    return Score(_added(spans), labels)


def by_label(gold: Sequence[Plain], system: Sequence[Plain], pairs: Sequence[Pair]) -> dict[str, Counts]:
    """Counts of every event type, as `type:AGREE`, and stance, as `stance:demands`, that either side uses.

    A hit is a matched pair in which both have the label.
    """
    found: list[tuple[str, Counts]] = [
        (name, Counts(1, 0, 0)) for g, s in pairs if (name := label_name(g)) and name == label_name(s)
    ]
    found += [(name, Counts(0, 1, 0)) for statement in system if (name := label_name(statement))]
    found += [(name, Counts(0, 0, 1)) for statement in gold if (name := label_name(statement))]
    return _added(found)


def label_name(statement: Plain) -> str | None:
    """`type:AGREE` of an event, `stance:demands` of a position; None of other kinds."""
    field = _OWN_LABEL.get(statement["kind"])
    return f"{field}:{statement.get(field) or f'no {field}'}" if field else None


def _added(counts: Iterable[tuple[str, Counts]]) -> dict[str, Counts]:
    added: dict[str, Counts] = {}
    for name, more in counts:
        added[name] = added.get(name, NOTHING).plus(*more)
    return added


def check(statements: Iterable[Plain]) -> None:
    """Raise StatementError unless all have a kind, an anchor, and spans with places."""
    for statement in statements:
        try:
            Kind(statement["kind"])
            for _, span in spans_of(statement):
                _overlap(span, span)
            _date(statement)
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            raise StatementError(
                f"a statement to be scored is not as the codebook has it: {error}"
            ) from error


def spans_of(statement: Plain) -> Iterator[tuple[str, Plain]]:
    """Every span of a statement with its field's name, the anchor first; dates are not among them."""
    yield "anchor", statement["anchor"]
    yield from ((field, span) for field in _MANY for span in statement.get(field) or [])
    yield from ((field, statement[field]) for field in _ONE if statement.get(field))


def _overlap(one: Plain, other: Plain) -> int:
    """Characters that two spans share."""
    shared: int = min(one["end"], other["end"]) - max(one["start"], other["start"])
    return max(0, shared)


def _length(statement: Plain) -> int:
    return int(statement["anchor"]["end"] - statement["anchor"]["start"])


def match(gold: Sequence[Plain], system: Sequence[Plain]) -> list[Pair]:
    """Gold and system statements that tell of the same, one to one."""
    candidates = sorted(
        (-shared, g.get("type") != s.get("type"), abs(_length(g) - _length(s)), i, j)
        for i, g in enumerate(gold)
        for j, s in enumerate(system)
        if g["kind"] == s["kind"] and (shared := _overlap(g["anchor"], s["anchor"]))
    )
    free_gold, free_system = set(range(len(gold))), set(range(len(system)))
    pairs = []
    for *_, i, j in candidates:
        if i in free_gold and j in free_system:
            free_gold.remove(i)
            free_system.remove(j)
            pairs.append((gold[i], system[j]))
    return pairs


def _of_kinds(
    gold: Sequence[Plain], system: Sequence[Plain], pairs: Sequence[Pair]
) -> Iterator[tuple[str, Counts]]:
    for kind in Kind:
        hits = sum(g["kind"] == kind for g, _ in pairs)
        counts = Counts(hits, _many(kind, system), _many(kind, gold))
        yield f"kind:{kind}", counts
        if kind is Kind.EVENT:
            typed = sum(g["kind"] == kind and g.get("type") == s.get("type") for g, s in pairs)
            yield "kind:event+type", counts._replace(hits=typed)


def _many(kind: Kind, statements: Sequence[Plain]) -> int:
    return sum(statement["kind"] == kind for statement in statements)


def fields_of(g: Plain, s: Plain) -> Iterator[tuple[str, Counts]]:
    """Counts of every field, by its name (`event.actors`), that either side of a matched pair fills."""
    for field in _MANY:
        in_gold, in_system = g.get(field) or [], s.get(field) or []
        if in_gold or in_system:
            hits = len(span_pairs(in_gold, in_system))
            yield f"{g['kind']}.{field}", Counts(hits, len(in_system), len(in_gold))
    for field in _ONE:
        one, other = g.get(field), s.get(field)
        if one or other:
            is_hit = bool(one and other and _overlap(one, other))
            yield f"{g['kind']}.{field}", Counts(is_hit, bool(other), bool(one))
    one, other = _date(g), _date(s)
    if one or other:
        yield f"{g['kind']}.when", Counts(one is not None and one == other, bool(other), bool(one))


def span_pairs(gold: Sequence[Plain], system: Sequence[Plain]) -> list[Pair]:
    """Each gold span with the first system span, still free, that overlaps it; taken in order."""
    left, pairs = list(system), []
    for span in gold:
        hit = next((n for n, other in enumerate(left) if _overlap(span, other)), None)
        if hit is not None:
            pairs.append((span, left.pop(hit)))
    return pairs


def _date(statement: Plain) -> str | None:
    value = (statement.get("when") or {}).get("value")
    return str(value) if value else None


def labels_of(g: Plain, s: Plain) -> Iterator[tuple[str, bool]]:
    """Whether each label, by its name (`event.certainty`), of a matched pair is right."""
    for field in _LABELS[Kind(g["kind"])]:
        is_same = _is_same_value if field == "value" else _is_same_label
        yield f"{g['kind']}.{field}", is_same(g.get(field), s.get(field))


def _is_same_label(gold: object, system: object) -> bool:
    return str(gold or "").lower() == str(system or "").lower()


def _is_same_value(gold: object, system: object) -> bool:
    """Whether a number, or both ends of a range, are the same within the tolerance."""
    try:
        ends = zip(_ends(gold), _ends(system), strict=True)
        return all(abs(one - other) <= _TOLERANCE * abs(one) for one, other in ends)
    except (TypeError, ValueError):
        return False


def _ends(value: Any) -> list[float]:
    return [float(end) for end in (value if isinstance(value, list) else [value])]
