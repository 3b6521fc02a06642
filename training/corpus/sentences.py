"""The corpus as training sentences: anchors, their labels and the statement graph, as tags and arcs of words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from training.corpus.store import Report, load
from training.data import FIELDS, Sentence
from veedor.reading.encoder import ATTRIBUTES, Encoder
from veedor.reading.parse import Parse
from veedor.reading.reader import ModelReader


def annotated(report: Report, parses: Sequence[Parse], lost: Counter[str] | None = None) -> list[Sentence]:
    """What the report's statements say of each sentence; what has no word there is counted in `lost`."""
    lost = Counter() if lost is None else lost
    split = report["document"].get("split", "train")
    found = [
        Sentence("veedor", split, [w.text for w in p.words], anchors=["O"] * len(p.words)) for p in parses
    ]
    for statement in report["statements"]:
        place = _place(parses, statement["anchor"])
        if place is None:
            lost["anchor without a word"] += 1
            continue
        number, head = place
        label = statement.get("type") or statement.get("stance") or statement["kind"]
        mine = found[number]
        if mine.anchors[head] not in ("O", label):
            lost["second statement on a word"] += 1
            continue
        mine.anchors[head] = label
        _fill(mine, parses[number], head, statement, lost)
    return found


def _fill(mine: Sentence, parse: Parse, head: int, statement: dict[str, Any], lost: Counter[str]) -> None:
    for name in ATTRIBUTES:
        if name in statement and not (name == "tense" and statement["kind"] in ("role", "figure")):
            mine.attributes.setdefault(name, {})[head] = statement[name]
    arcs = {(head, i, "part") for i in _inside(parse, statement["anchor"]) if i != head}
    for key, span in _spans(statement):
        word = _head(parse, span)
        if word is None:
            lost[f"{key} outside the sentence"] += 1
        else:
            arcs.add((head, word, key))
    mine.arcs.extend(sorted(arcs))


def _spans(statement: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for key in FIELDS:
        value = statement.get(key) or ()
        yield from ((key, span) for span in ([value] if isinstance(value, dict) else value))
    if statement.get("holder"):
        yield "holders", statement["holder"]


def _inside(parse: Parse, span: dict[str, Any]) -> list[int]:
    return [w.index for w in parse.words if w.start < span["end"] and w.end > span["start"]]


def _head(parse: Parse, span: dict[str, Any]) -> int | None:
    """The word of the span that hangs on a word outside it; None where the span is in another sentence."""
    if not parse.words or not parse.start <= span["start"] < parse.end:
        return None
    inside = _inside(parse, span)
    return next((i for i in inside if parse.words[i].head not in inside), None)


def _place(parses: Sequence[Parse], span: dict[str, Any]) -> tuple[int, int] | None:
    for number, parse in enumerate(parses):
        head = _head(parse, span)
        if head is not None:
            return number, head
    return None


def corpus_sentences(
    split: str, data: Path, model: Path, lost: Counter[str] | None = None
) -> Iterator[tuple[Report, list[Sentence]]]:
    """Each report of a split with its annotated sentences; the trees are those of the network in `model`."""
    reader = ModelReader(Encoder(model), model_version="training")
    reports: Iterable[Report] = load(split, data)
    for report in reports:
        yield report, annotated(report, reader.predict(report["document"]["text"]), lost)
