"""Scores networks on the corpora's own test sentences: `python -m training.evaluate runs/full/float runs/full/int8`."""

from __future__ import annotations

import argparse
import functools
import json
import os
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import tokenizers
import torch
from numpy.typing import NDArray

from training.batches import make_example
from training.corpus.sentences import corpus_sentences
from training.data import MASK, Sentence, load
from training.model import Sizes, Transformer, mean_of_pieces, original_folder
from veedor.reading.decode import best_tree, decode_names, join_trees
from veedor.reading.encoder import ATTRIBUTES, Arrays, Encoder, Labels, Pieces, inputs


class Counted:
    """Hits, found and wanted, for precision, recall and F1."""

    def __init__(self) -> None:
        self.hits = self.found = self.wanted = 0

    def add(self, found: set, wanted: set) -> None:
        """Counts one sentence."""
        self.hits += len(found & wanted)
        self.found += len(found)
        self.wanted += len(wanted)

    @property
    def f1(self) -> float:
        """Balanced F-score in percent."""
        return 200 * self.hits / max(self.found + self.wanted, 1)


def score(encoder: Encoder, sentences: Sequence[Sentence]) -> dict[str, float]:
    """All scores of a network, in percent (factuality and cosine as they are), by `head, corpus`."""
    read = encoder.encode([s.words for s in sentences])
    by_corpus: defaultdict[str, list[tuple[Sentence, Arrays]]] = defaultdict(list)
    for sentence, arrays in zip(sentences, read, strict=True):
        by_corpus[sentence.corpus].append((sentence, arrays))
    scores: dict[str, float] = {}
    for corpus, pairs in by_corpus.items():
        for part in (_syntax, _names, _roles, _factuality, _saying, _events, _anchors, _vectors):
            scores |= {f"{head}, {corpus}": value for head, value in part(pairs, encoder.labels).items()}
    return scores


Pairs = Sequence[tuple[Sentence, Arrays]]


def _syntax(pairs: Pairs, labels: Labels) -> dict[str, float]:
    hits: defaultdict[str, int] = defaultdict(int)
    count = 0
    for sentence, arrays in pairs:
        if sentence.heads is None:
            continue
        heads = join_trees([best_tree(a) for a in arrays.arcs])
        for i, head in enumerate(heads):
            deprel = "root" if head < 0 else labels.deprels[arrays.deprels[i]]
            is_head = head == sentence.heads[i]
            hits["UPOS"] += labels.upos[arrays.upos[i]] == sentence.upos[i]
            hits["XPOS"] += labels.xpos[arrays.xpos[i]] == sentence.xpos[i]
            hits["UAS"] += is_head
            hits["LAS"] += is_head and deprel == sentence.deprels[i]
            count += 1
    return {name: 100 * n / count for name, n in hits.items()}


def _names(pairs: Pairs, labels: Labels) -> dict[str, float]:
    """Exact spans with their kind; spans that touch a masked word count nowhere; NAT has a score of its own."""
    named, nationalities = Counted(), Counted()
    for sentence, arrays in pairs:
        if sentence.names is None:
            continue
        known = ["O" if label == MASK else str(label) for label in sentence.names]
        wanted = set(decode_names(known))
        found = {
            n
            for n in decode_names([labels.names[k] for k in arrays.names])
            if MASK not in sentence.names[n.first : n.last + 1]
        }
        named.add({n for n in found if n.kind != "NAT"}, {n for n in wanted if n.kind != "NAT"})
        nationalities.add({n for n in found if n.kind == "NAT"}, {n for n in wanted if n.kind == "NAT"})
    return {"names F1": named.f1, "nationalities F1": nationalities.f1} if named.wanted else {}


def _roles(pairs: Pairs, labels: Labels) -> dict[str, float]:
    predicates, arcs, roles, core = Counted(), Counted(), Counted(), Counted()
    for sentence, arrays in pairs:
        if sentence.predicates is None:
            continue
        predicates.add(
            set(np.flatnonzero(arrays.predicates).tolist()), set(np.flatnonzero(sentence.predicates).tolist())
        )
        found = {(p, a, labels.roles[label]) for p, a, label in arrays.roles.tolist()}
        wanted = set(sentence.roles)
        roles.add(found, wanted)
        arcs.add({r[:2] for r in found}, {r[:2] for r in wanted})
        core.add(
            {r for r in found if r[2].startswith("ARG0") or r[2] == "ARG1"},
            {r for r in wanted if r[2] in ("ARG0", "ARG1")},
        )
    if not predicates.wanted:
        return {}
    return {
        "predicates F1": predicates.f1,
        "roles F1": roles.f1,
        "role arcs F1": arcs.f1,
        "ARG0 and ARG1 F1": core.f1,
    }


def _factuality(pairs: Pairs, labels: Labels) -> dict[str, float]:
    both = [(a.factuality[i], value) for s, a in pairs for i, value in s.factuality]
    if not both:
        return {}
    found, wanted = np.array(both, np.float64).T
    return {
        "factuality Pearson": float(np.corrcoef(found, wanted)[0, 1]),
        "factuality MAE": float(np.abs(found - wanted).mean()),
    }


def _saying(pairs: Pairs, labels: Labels) -> dict[str, float]:
    counted = Counted()
    for sentence, arrays in pairs:
        if sentence.saying is not None:
            known = {i for i, x in enumerate(sentence.saying) if x != MASK}
            wanted = {i for i in known if sentence.saying[i] == 1}
            counted.add(set(np.flatnonzero(arrays.saying > 0.5).tolist()) & known, wanted)
    return {"saying F1": counted.f1} if counted.wanted else {}


def _events(pairs: Pairs, labels: Labels) -> dict[str, float]:
    typed, untyped = Counted(), Counted()
    for sentence, arrays in pairs:
        if sentence.events is None:
            continue
        wanted = {(i, e) for i, e in enumerate(sentence.events) if e not in ("O", MASK)}
        found = {
            (i, labels.events[e])
            for i, e in enumerate(arrays.events.tolist())
            if e and sentence.events[i] != MASK
        }
        typed.add(found, wanted)
        untyped.add({i for i, _ in found}, {i for i, _ in wanted})
    return {"event F1": typed.f1, "event found F1": untyped.f1} if typed.wanted else {}


def _anchors(pairs: Pairs, labels: Labels) -> dict[str, float]:
    """Anchors with their label; of gold anchors, the attributes' accuracy and the arcs."""
    anchors, arcs = Counted(), Counted()
    right: defaultdict[str, list[bool]] = defaultdict(list)
    for sentence, arrays in pairs:
        if sentence.anchors is None:
            continue
        gold = {i: label for i, label in enumerate(sentence.anchors) if label != "O"}
        best = arrays.anchors.argmax(1)
        anchors.add({(i, labels.anchors[n]) for i, n in enumerate(best.tolist()) if n}, set(gold.items()))
        found = zip(arrays.fields.tolist(), arrays.field_scores.tolist(), strict=True)
        told = {(a, w, labels.fields[f]) for (a, w, f), score in found if score > 0.5 and a in gold}
        arcs.add(told, set(sentence.arcs))
        first = 0
        for name, known in ATTRIBUTES.items():
            for i, label in sentence.attributes.get(name, {}).items():
                right[name].append(known[arrays.attributes[i, first : first + len(known)].argmax()] == label)
            first += len(known)
    if not anchors.wanted:
        return {}
    return {"anchors F1": anchors.f1, "fields F1": arcs.f1} | {
        f"{name} right": 100 * sum(hits) / len(hits) for name, hits in right.items() if hits
    }


def _vectors(pairs: Pairs, labels: Labels) -> dict[str, float]:
    wanted = [_original_vector(tuple(s.words), labels) for s, _ in pairs]
    return {
        "vector cosine": float(
            np.mean([a.vector @ w for (_, a), w in zip(pairs, wanted, strict=True) if w.any()])
        )
    }


@functools.cache
def _original() -> tuple[Transformer, Pieces]:
    encoder = Transformer(Sizes())
    encoder.load_original(original_folder())
    pieces = Pieces(tokenizers.Tokenizer.from_file(str(original_folder() / "tokenizer.json")))
    return encoder.eval(), pieces


@functools.cache
def _original_vector(words: tuple[str, ...], labels: Labels) -> NDArray[np.float32]:
    """What all-MiniLM-L6-v2 itself gives for a sentence; zeros for one longer than a window."""
    encoder, pieces = _original()
    example = make_example(Sentence("", "", list(words)), pieces, labels)
    if example is None:
        return np.zeros(384, np.float32)
    made = torch.from_numpy(inputs([example.window])["pieces"]).long()
    with torch.inference_mode():
        vector = mean_of_pieces(encoder(made, torch.zeros_like(made))[-1], made)[0]
    return np.asarray(torch.nn.functional.normalize(vector, dim=0))


def table(columns: dict[str, dict[str, float]]) -> str:
    """The scores side by side, as a Markdown table."""
    names = list(next(iter(columns.values())))
    lines = ["| head, test corpus | " + " | ".join(columns) + " |", "|---" * (len(columns) + 1) + "|"]
    for name in names:
        digits = 3 if "factuality" in name or "cosine" in name else 1
        lines.append(
            f"| {name} | " + " | ".join(f"{scores[name]:.{digits}f}" for scores in columns.values()) + " |"
        )
    return "\n".join(lines)


def main() -> None:
    """Prints the table of scores."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "folders", type=Path, nargs="+", help="folders with reader.onnx, labels.json, tokenizer.json"
    )
    parser.add_argument("--data", type=Path, default=Path(os.environ.get("DATA", "../shared/data")))
    parser.add_argument("--split", default="test", choices=("dev", "test"))
    parser.add_argument("--json", type=Path, help="also write the scores here")
    given = parser.parse_args()
    torch.set_num_threads(1)
    sentences = [s for s in load(given.data) if s.split == given.split]
    sentences += [
        s for _, found in corpus_sentences(given.split, given.data, given.folders[-1]) for s in found
    ]
    columns = {folder.name: score(Encoder(folder), sentences) for folder in given.folders}
    print(table(columns))
    if given.json:
        given.json.write_text(json.dumps(columns, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
