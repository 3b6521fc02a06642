"""Trains the reader, from the corpora to ONNX: `python -m training.train --data ../shared/data --out runs/full`."""

from __future__ import annotations

import argparse
import json
import logging
import os
import random
import time
from dataclasses import dataclass, fields
from pathlib import Path

import numpy as np
import tokenizers
import torch
from torch import Tensor
from torch.nn import functional

from training.batches import Batch, Example, add_noise, batches, collate, make_example, make_labels
from training.data import MASK, load
from training.evaluate import score, table
from training.export import build, install
from training.model import Reader, Sizes, Transformer, mean_of_pieces, original_folder, save
from training.model import load as load_model
from veedor.reading.encoder import Encoder, Labels, Pieces

log = logging.getLogger("training")


@dataclass(frozen=True)
class Config:
    """How to train; a JSON file of `configs/`."""

    passes: float = 4
    """Times over the corpora."""
    minutes: float = 0
    """If not 0: stop after this long; the passes are then set from the speed of the first steps."""
    pieces_of_batch: int = 2048
    encoder_rate: float = 1.5e-4
    head_rate: float = 1.5e-3
    warm_up: float = 0.08
    """Share of the steps in which the rates rise."""
    rounded_from: float = 0.7
    """Share of the run after which the weights learn to bear 8-bit integers."""
    noise: float = 0.04
    """Share of sentences shown in lower case, and half as many in upper case."""
    seed: int = 7
    threads: int = 2


WEIGHTS = {
    "upos": 1.0,
    "xpos": 1.0,
    "arcs": 1.5,
    "deprels": 1.0,
    "names": 2.0,
    "predicates": 1.0,
    "roles": 1.0,
    "factuality": 0.5,
    "saying": 2.0,
    "events": 2.0,
    "vector": 6.0,
}
"""Share of each head in the loss; every loss is a mean over the words (or pairs) that have the layer."""


def losses(model: Reader, batch: Batch) -> dict[str, Tensor]:
    """The loss of every layer that the batch has."""
    x, vector = model.encode(batch.pieces, batch.shapes, batch.words)
    layers, found = batch.layers, {}
    for name, head in (
        ("upos", model.upos),
        ("xpos", model.xpos),
        ("names", model.names),
        ("events", model.events),
    ):
        found[name] = _cross_entropy(head(x), layers[name])
    binary = model.binary(x).float()
    found["predicates"] = _binary(binary[..., 0], layers["predicates"])
    found["saying"] = _binary(binary[..., 1], layers["saying"])
    found["arcs"] = _cross_entropy(model.arcs(x, batch.words), layers["heads"])
    heads = (layers["heads"] - 1).clamp(min=0)
    found["deprels"] = _cross_entropy(model.deprels(x, heads), layers["deprels"])
    if len(batch.role_rows):
        scores = model.roles(x, batch.role_rows[:, 0], batch.role_rows[:, 1]).transpose(1, 2)
        summed = functional.cross_entropy(
            scores.float().flatten(0, 1), batch.role_labels.flatten(), ignore_index=MASK, reduction="sum"
        )
        found["roles"] = summed / (layers["predicates"] != MASK).sum()
    if len(batch.facts):
        said = binary[batch.facts[:, 0], batch.facts[:, 1], 2]
        found["factuality"] = functional.smooth_l1_loss(said, batch.fact_values)
    found["vector"] = 1 - (vector * batch.vectors).sum(-1).mean()
    return {name: loss for name, loss in found.items() if loss.isfinite()}


def _cross_entropy(scores: Tensor, labels: Tensor) -> Tensor:
    return functional.cross_entropy(scores.float().flatten(0, -2), labels.flatten(), ignore_index=MASK)


def _binary(scores: Tensor, labels: Tensor) -> Tensor:
    known = labels != MASK
    return functional.binary_cross_entropy_with_logits(scores[known], labels[known].float())


def add_vectors(examples: list[Example], labels: Labels, cache: Path) -> None:
    """Gives each example the sentence vector of the original encoder, computed once and kept in `cache`."""
    if cache.exists() and len(known := np.load(cache)) == len(examples):
        for example, vector in zip(examples, known, strict=True):
            example.vector = torch.from_numpy(vector).float()
        return
    original = Transformer(Sizes())
    original.load_original(original_folder())
    original.eval()
    for batch in batches(examples, 8192, random.Random(0)):
        for example in batch:
            example.vector = torch.zeros(1)
        made = collate(batch, labels)
        with torch.inference_mode(), torch.autocast("cpu", torch.bfloat16):
            last = original(made.pieces, torch.zeros_like(made.shapes))[-1].float()
            vectors = functional.normalize(mean_of_pieces(last, made.pieces), dim=-1)
        for example, vector in zip(batch, vectors, strict=True):
            example.vector = vector.clone()
    np.save(cache, torch.stack([e.vector for e in examples]).numpy().astype(np.float16))


def train(config: Config, data: Path, out: Path, start: Path | None = None) -> Reader:
    """Trains a reader, from the original encoder or from an earlier run; leaves it, after each pass, in `out`."""
    torch.manual_seed(config.seed)
    torch.set_num_threads(config.threads)
    sentences = [s for s in load(data) if s.split == "train"]
    labels = make_labels(sentences)
    pieces = Pieces(tokenizers.Tokenizer.from_file(str(original_folder() / "tokenizer.json")))
    examples = [e for s in sentences if (e := make_example(s, pieces, labels))]
    out.mkdir(parents=True, exist_ok=True)
    add_vectors(examples, labels, out / "vectors.npy")
    model = Reader(labels) if start is None else load_model(start)
    if start is None:
        model.transformer.load_original(original_folder())
    log.info("%d sentences, %d pieces", len(examples), sum(e.window.length for e in examples))
    _run(model, examples, config, out)
    fit_vector(model, examples)
    save(model, out)
    return model


def _run(model: Reader, examples: list[Example], config: Config, out: Path) -> None:
    chance = random.Random(config.seed)
    shapes = model.transformer.shapes.weight  # new as the heads are, so it learns at their rate
    encoder = {id(p) for p in model.transformer.parameters() if p is not shapes}
    groups = [
        {"params": [p for p in model.parameters() if id(p) in encoder], "lr": config.encoder_rate},
        {"params": [p for p in model.parameters() if id(p) not in encoder], "lr": config.head_rate},
    ]
    optimizer = torch.optim.AdamW(groups, betas=(0.9, 0.98), weight_decay=0.01, fused=True)
    per_pass = sum(1 for _ in batches(examples, config.pieces_of_batch, random.Random(0)))
    began = time.monotonic()
    step, total = 0, round(config.passes * per_pass)
    means: dict[str, float] = {}
    model.train()
    while step < total:
        for chosen in batches(examples, config.pieces_of_batch, chance):
            share = (time.monotonic() - began) / (60 * config.minutes) if config.minutes else step / total
            if share >= 1:
                total = step
                break
            model.round(share >= config.rounded_from)
            factor = min(share / config.warm_up, (1 - share) / (1 - config.warm_up)) + 0.01
            for group, rate in zip(
                optimizer.param_groups, (config.encoder_rate, config.head_rate), strict=True
            ):
                group["lr"] = rate * factor
            _step(model, optimizer, collate(chosen, model.labels), config, means)
            step += 1
            if step % 50 == 0:
                now = " ".join(f"{name} {value:.3f}" for name, value in means.items())
                log.info("step %d of %d, %.0f s: %s", step, total, time.monotonic() - began, now)
        save(model, out)


def fit_vector(model: Reader, examples: list[Example], *, ridge: float = 1e-4) -> None:
    """Sets the head of the sentence vector, all else being trained and rounded, by ridge regression."""
    model.eval()
    model.round()
    seen: list[Tensor] = []
    hook = model.vector.register_forward_pre_hook(lambda _, given: seen.append(given[0].float()))
    wanted = []
    with torch.inference_mode(), torch.autocast("cpu", torch.bfloat16):
        for chosen in batches(examples, 2048, random.Random(0)):
            batch = collate(chosen, model.labels)
            model.encode(batch.pieces, batch.shapes, batch.words)
            wanted.append(batch.vectors)
    hook.remove()
    model.round(False)
    x = torch.cat(seen)
    x = torch.cat((x, torch.ones(len(x), 1)), 1).double()
    squares = x.T @ x / len(x)
    found = torch.linalg.solve(
        squares + ridge * torch.eye(len(squares)), x.T @ torch.cat(wanted).double() / len(x)
    )
    model.vector.weight.data, model.vector.bias.data = found[:-1].T.float().contiguous(), found[-1].float()


def _step(
    model: Reader, optimizer: torch.optim.Optimizer, batch: Batch, config: Config, means: dict[str, float]
) -> None:
    add_noise(batch, config.noise)
    with torch.autocast("cpu", torch.bfloat16):
        found = losses(model, batch)
    loss = torch.stack([WEIGHTS[name] * value for name, value in found.items()]).sum()
    optimizer.zero_grad()
    loss.backward()
    torch.nn.utils.clip_grad_norm_(model.parameters(), 5.0)
    optimizer.step()
    for name, value in found.items():
        means[name] = 0.95 * means.get(name, value.item()) + 0.05 * value.item()


def main() -> None:
    """Trains, exports, scores, and installs where asked to."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path(os.environ.get("DATA", "../shared/data")))
    parser.add_argument("--out", type=Path, required=True, help="folder for weights and ONNX files")
    parser.add_argument("--install", action="store_true", help="put the 8-bit network into the program")
    parser.add_argument("--start", type=Path, help="folder of an earlier run to go on from")
    parser.add_argument("--config", type=Path, default=Path(__file__).parent / "configs/full.json")
    given = parser.parse_args()
    logging.basicConfig(level=logging.ERROR, format="%(asctime)s %(message)s")
    log.setLevel(logging.INFO)
    known = {f.name for f in fields(Config)}
    config = Config(**{k: v for k, v in json.loads(given.config.read_text()).items() if k in known})
    train(config, given.data, given.out, given.start)
    build(given.out)
    sentences = [s for s in load(given.data) if s.split == "test"]
    print(table({name: score(Encoder(given.out / name), sentences) for name in ("float", "int8")}))
    if given.install:
        install(given.out / "int8")


if __name__ == "__main__":
    main()
