"""Training sentences as tensors, in batches of similar length."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields

import torch
from torch import Tensor

from training.data import ANCHORS, EVENTS, FIELDS, MASK, NAME_LABELS, ROLES, Sentence
from veedor.reading.encoder import ATTRIBUTES, PIECES_OF_WINDOW, Labels, Pieces, Window, inputs, word_shape

LOWER, TITLE, UPPER = 0, 1, 2


def make_labels(sentences: Sequence[Sentence]) -> Labels:
    """The label sets: tags and relations as the training sentences have them, the most frequent first."""
    counts: dict[str, Counter[str]] = {"upos": Counter(), "xpos": Counter(), "deprels": Counter()}
    for sentence in sentences:
        if sentence.split == "train":
            for layer, counter in counts.items():
                counter.update(getattr(sentence, layer) or ())
    del counts["deprels"]["root"]
    made = {layer: tuple(label for label, _ in counter.most_common()) for layer, counter in counts.items()}
    return Labels(
        names=NAME_LABELS,
        roles=tuple(ROLES),
        events=tuple(map(str, EVENTS)),
        anchors=ANCHORS,
        fields=FIELDS,
        **made,
    )


@dataclass
class Example:
    """A sentence cut into pieces, its labels as numbers."""

    sentence: Sentence
    window: Window
    layers: dict[str, list[int]]
    vector: Tensor | None = None
    """The original encoder's sentence vector."""


def make_example(sentence: Sentence, pieces: Pieces, labels: Labels) -> Example | None:
    """The example, or None where the sentence is longer than a window."""
    cut = pieces.of(sentence.words)
    length = sum(map(len, cut)) + 2
    if length > PIECES_OF_WINDOW:
        return None
    shapes = [word_shape(w, i == 0) for i, w in enumerate(sentence.words)]
    numbers = {
        "upos": _numbers(sentence.upos, labels.upos),
        "xpos": _numbers(sentence.xpos, labels.xpos),
        "deprels": _numbers(sentence.deprels, labels.deprels),
        "names": _numbers(sentence.names, labels.names),
        "events": _numbers(sentence.events, labels.events),
        "heads": None if sentence.heads is None else [h + 1 for h in sentence.heads],
        "predicates": sentence.predicates,
        "saying": sentence.saying,
        "anchors": _numbers(sentence.anchors, labels.anchors),
    }
    return Example(
        sentence, Window(0, 0, cut, shapes, length), {k: v for k, v in numbers.items() if v is not None}
    )


def _numbers(values: Sequence[str | int] | None, labels: Sequence[str]) -> list[int] | None:
    if values is None:
        return None
    place = {label: n for n, label in enumerate(labels)}
    return [place.get(v, MASK) if isinstance(v, str) else v for v in values]


@dataclass
class Batch:
    """Inputs of the network and what it should say; words that a layer does not have hold `MASK`."""

    pieces: Tensor
    shapes: Tensor
    words: Tensor
    layers: dict[str, Tensor]
    """Each of shape (batch, words); `heads` counts words from 1, 0 is the root."""
    role_rows: Tensor
    """Sentence and word of each gold predicate: (k, 2)."""
    role_labels: Tensor
    """(k, words)."""
    facts: Tensor
    """Sentence, word (f, 2)."""
    fact_values: Tensor
    anchor_rows: Tensor
    """Sentence and word of each gold anchor: (a, 2)."""
    attributes: Tensor
    """(a, attributes): number of each attribute's label."""
    fields: Tensor
    """(a, fields, words): 1 for an arc, `MASK` past the sentence."""
    vectors: Tensor

    def to(self, device: torch.device) -> Batch:
        """The batch on a device."""
        moved = {f.name: getattr(self, f.name) for f in fields(self)}
        layers = {name: layer.to(device) for name, layer in moved.pop("layers").items()}
        return Batch(layers=layers, **{name: tensor.to(device) for name, tensor in moved.items()})


LAYERS = ("upos", "xpos", "deprels", "names", "events", "heads", "predicates", "saying", "anchors")


def collate(examples: Sequence[Example], labels: Labels) -> Batch:
    """The examples as one batch."""
    made = {name: torch.from_numpy(array) for name, array in inputs([e.window for e in examples]).items()}
    count = made["words"].shape[1]
    layers = {}
    for name in LAYERS:
        rows = [e.layers.get(name, [])[:count] for e in examples]
        layers[name] = torch.tensor([row + [MASK] * (count - len(row)) for row in rows])
    rows, values = _roles(examples, labels, count)
    facts = [(n, word, value) for n, e in enumerate(examples) for word, value in e.sentence.factuality]
    anchor_rows, attributes, arcs = _statements(examples, labels, count)
    return Batch(
        **made,
        anchor_rows=anchor_rows,
        attributes=attributes,
        fields=arcs,
        layers=layers,
        role_rows=rows,
        role_labels=values,
        facts=torch.tensor([f[:2] for f in facts]).reshape(-1, 2),
        fact_values=torch.tensor([f[2] for f in facts]),
        vectors=torch.stack([e.vector for e in examples if e.vector is not None]),
    )


def _roles(examples: Sequence[Example], labels: Labels, count: int) -> tuple[Tensor, Tensor]:
    rows, values = [], []
    place = {label: n for n, label in enumerate(labels.roles)}
    for n, example in enumerate(examples):
        for predicate, is_one in enumerate(example.layers.get("predicates", ())):
            if is_one:
                row = [0] * len(example.sentence.words) + [MASK] * (count - len(example.sentence.words))
                for p, argument, label in example.sentence.roles:
                    if p == predicate:
                        row[argument] = place[label]
                rows.append((n, predicate))
                values.append(row)
    return torch.tensor(rows).reshape(-1, 2), torch.tensor(values).reshape(-1, count)


def _statements(examples: Sequence[Example], labels: Labels, count: int) -> tuple[Tensor, Tensor, Tensor]:
    rows = [
        (n, i)
        for n, e in enumerate(examples)
        for i, a in enumerate(e.sentence.anchors or ())
        if a not in ("O", MASK)
    ]
    place = {row: k for k, row in enumerate(rows)}
    attributes = torch.full((len(rows), len(ATTRIBUTES)), MASK)
    arcs = torch.full((len(rows), len(labels.fields), count), MASK)
    for (n, i), k in place.items():
        sentence = examples[n].sentence
        arcs[k, :, : len(sentence.words)] = 0
        for column, (name, known) in enumerate(ATTRIBUTES.items()):
            if (said := sentence.attributes.get(name, {}).get(i)) is not None:
                attributes[k, column] = known.index(said)
    for n, example in enumerate(examples):
        for anchor, word, field in example.sentence.arcs:
            if (k := place.get((n, anchor))) is not None:
                arcs[k, labels.fields.index(field), word] = 1
    return torch.tensor(rows).reshape(-1, 2), attributes, arcs


def batches(examples: Sequence[Example], size: int, chance: random.Random) -> Iterator[list[Example]]:
    """All examples once, in batches of at most `size` pieces, lengths alike within a batch, batches shuffled."""
    ordered = sorted(examples, key=lambda e: e.window.length + chance.random() * 3)
    found, batch = [], []
    for example in ordered:
        if batch and (example.window.length + 2) * (len(batch) + 1) > size:
            found.append(batch)
            batch = []
        batch.append(example)
    found.append(batch)
    chance.shuffle(found)
    return iter(found)


def add_noise(batch: Batch, share: float) -> None:
    """In `share` of the sentences all words become lower, and in half as many UPPER: headlines, chats, telegrams."""
    draw = torch.rand(len(batch.shapes), 1)
    shapes = batch.shapes
    cased = (shapes >= 1) & (shapes <= 4) | (shapes == 7)
    lowered = torch.where(cased & (draw < share), LOWER + 1, shapes)
    batch.shapes = torch.where(cased & (draw > 1 - share / 2), UPPER + 1, lowered)
