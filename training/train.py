"""Trains the reader, from the corpora to ONNX: `python -m training.train --data ../shared/data --out runs/full`."""

from __future__ import annotations

import argparse
import json
import logging
import math
import os
import random
import time
from dataclasses import dataclass, fields
from pathlib import Path
from typing import NamedTuple

import numpy as np
import tokenizers
import torch
from torch import Tensor
from torch.nn import functional

from training.batches import Batch, Example, add_noise, batches, collate, make_example, make_labels
from training.corpus.sentences import corpus_sentences
from training.corpus.store import load_of_others
from training.data import MASK, Sentence, load
from training.evaluate import score, table
from training.export import build, install
from training.model import Reader, Sizes, Transformer, load_lower, mean_of_pieces, original_folder, save
from training.weigh import weigh, write
from veedor.reading.encoder import ATTRIBUTES, Encoder, Labels, Pieces

log = logging.getLogger("training")


@dataclass(frozen=True)
class Config:
    """How to train; a JSON file of `configs/`."""

    passes: float = 10
    """Times over the borrowed corpora, in the lower stage."""
    upper_passes: int = 16
    """Times over the project's own corpus, in the upper stage."""
    replay: float = 0.2
    """Share of the borrowed sentences, drawn anew, that each pass over the own corpus takes along."""
    without: tuple[str, ...] = ()
    """Borrowed corpora to leave out: `gum`, `wikigold`, `geneva`, `plover`, for ablations."""
    pieces_of_batch: int = 2048
    upper_pieces_of_batch: int = 1024
    """The own corpus is small: of half as many pieces a batch, twice as many steps are made."""
    encoder_rate: float = 1.5e-4
    head_rate: float = 1.5e-3
    upper_encoder_rate: float = 1e-4
    upper_head_rate: float = 1e-3
    warm_up: float = 0.08
    """Share of the steps in which the rates rise."""
    rounded_from: float = 0.6
    """Share of the upper stage after which the weights learn to bear 8-bit integers."""
    noise: float = 0.04
    """Share of sentences shown in lower case, and half as many in upper case."""
    seed: int = 7
    threads: int = 2


class Stage(NamedTuple):
    """One run of the optimizer."""

    passes: float
    encoder_rate: float
    head_rate: float
    rounded_from: float
    replay: float
    """Share of `replayed` in each pass."""
    pieces_of_batch: int
    keeps_pieces: bool = False
    """Whether the vectors of word pieces stay as they are: half of all weights, and few of them occur."""


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
    "anchors": 6.0,
    "attributes": 1.0,
    "fields": 1.0,
    "vector": 6.0,
}
"""Share of each head in the loss; every loss is a mean over the words (or pairs) that have the layer, but that of
the fields a sum over an anchor's pairs."""


VECTORS = 8000
"""Sentences to which the head of the sentence vector is fitted, four for each of its inputs."""


def losses(model: Reader, batch: Batch) -> dict[str, Tensor]:
    """The loss of every layer that the batch has."""
    x, vector = model.encode(batch.pieces, batch.shapes, batch.words)
    layers, found = batch.layers, {}
    for name, head in (
        ("upos", model.upos),
        ("xpos", model.xpos),
        ("names", model.names),
        ("events", model.events),
        ("anchors", model.anchors),
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
    if len(batch.anchor_rows):
        found |= _of_anchors(model, x, batch)
    found["vector"] = 1 - (vector * batch.vectors).sum(-1).mean()
    return {name: loss for name, loss in found.items() if loss.isfinite()}


def _of_anchors(model: Reader, x: Tensor, batch: Batch) -> dict[str, Tensor]:
    """The losses of what is said of gold anchors: their attributes, and their arcs."""
    sentence, word = batch.anchor_rows[:, 0], batch.anchor_rows[:, 1]
    said = model.attributes(x[sentence, word]).split([len(labels) for labels in ATTRIBUTES.values()], -1)
    attributes = [_cross_entropy(scores, batch.attributes[:, n]) for n, scores in enumerate(said)]
    scores, known = model.fields(x, sentence, word).float(), batch.fields != MASK
    summed = functional.binary_cross_entropy_with_logits(
        scores[known], batch.fields[known].float(), reduction="sum"
    )
    finite = [loss for loss in attributes if loss.isfinite()]
    return {"attributes": torch.stack(finite).sum(), "fields": summed / len(sentence)}


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
    """Trains a reader in two stages; leaves the lower in `out/lower` and the upper in `out`.

    The lower stage learns syntax, names, roles and the like from borrowed corpora, the upper one statements from
    the project's own, with some borrowed sentences in each pass lest it forget. A stage that was finished is not
    done again, one that was stopped goes on after its last whole pass.
    """
    torch.manual_seed(config.seed)
    torch.set_num_threads(config.threads)
    borrowed = [s for s in load(data) if s.split == "train" and s.corpus not in config.without]
    labels = make_labels(borrowed)
    pieces = Pieces(tokenizers.Tokenizer.from_file(str(original_folder() / "tokenizer.json")))
    out.mkdir(parents=True, exist_ok=True)
    lower = start or out / "lower"
    replayed = _examples(borrowed, pieces, labels, out / "vectors.npy")
    if not (lower / "done").exists():
        model = Reader(labels)
        model.transformer.load_original(original_folder())
        stage = Stage(config.passes, config.encoder_rate, config.head_rate, 2.0, 1.0, config.pieces_of_batch)
        _run(model, [], replayed, config, stage, lower)
        save(model, lower)
        build(lower)
        (lower / "done").touch()
    own = [s for _, found in corpus_sentences("train", data, lower / "int8") for s in found]
    examples = _examples(own, pieces, labels, out / "own_vectors.npy")
    model = load_lower(lower, labels)
    rates = (config.upper_encoder_rate, config.upper_head_rate)
    batch = config.upper_pieces_of_batch
    stage = Stage(config.upper_passes, *rates, config.rounded_from, config.replay, batch, keeps_pieces=True)
    _run(model, examples, replayed, config, stage, out)
    fit_vector(model, random.Random(config.seed).sample([*replayed, *examples], VECTORS))
    save(model, out)
    return model


def _examples(sentences: list[Sentence], pieces: Pieces, labels: Labels, cache: Path) -> list[Example]:
    examples = [e for s in sentences if s.words and (e := make_example(s, pieces, labels))]
    add_vectors(examples, labels, cache)
    log.info("%d sentences, %d pieces", len(examples), sum(e.window.length for e in examples))
    return examples


def _run(
    model: Reader, own: list[Example], replayed: list[Example], config: Config, stage: Stage, out: Path
) -> None:
    """Trains through one stage; after each pass the state is kept, from which a stopped run goes on."""
    chance = random.Random(config.seed)
    shapes = model.transformer.shapes.weight  # new as the heads are, so it learns at their rate
    encoder = {id(p) for p in model.transformer.parameters() if p is not shapes}
    model.transformer.pieces.weight.requires_grad_(not stage.keeps_pieces)
    learning = [p for p in model.parameters() if p.requires_grad]
    groups = [
        {"params": [p for p in learning if id(p) in encoder], "lr": stage.encoder_rate},
        {"params": [p for p in learning if id(p) not in encoder], "lr": stage.head_rate},
    ]
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    model.to(device).train()
    optimizer = torch.optim.AdamW(groups, betas=(0.9, 0.98), weight_decay=0.01, fused=True)
    step, first = _resume(model, optimizer, out, chance)
    per_pass = sum(
        1
        for _ in batches(
            _drawn(own, replayed, stage, random.Random(0)), stage.pieces_of_batch, random.Random(0)
        )
    )
    total, began = round(stage.passes * per_pass), time.monotonic()
    means: dict[str, float] = {}
    for number in range(first, math.ceil(stage.passes)):
        for chosen in batches(_drawn(own, replayed, stage, chance), stage.pieces_of_batch, chance):
            share = min(step / total, 1)
            model.round(share >= stage.rounded_from)
            factor = min(share / config.warm_up, (1 - share) / (1 - config.warm_up)) + 0.01
            for group, rate in zip(
                optimizer.param_groups, (stage.encoder_rate, stage.head_rate), strict=True
            ):
                group["lr"] = rate * factor
            _step(model, optimizer, collate(chosen, model.labels), config, means)
            step += 1
            if step % 50 == 0:
                now = " ".join(f"{name} {value:.3f}" for name, value in means.items())
                log.info("step %d of %d, %.0f s: %s", step, total, time.monotonic() - began, now)
        _keep(model, optimizer, out, chance, step, number + 1)
    model.to("cpu")
    (out / "state.pt").unlink(missing_ok=True)


def _drawn(own: list[Example], replayed: list[Example], stage: Stage, chance: random.Random) -> list[Example]:
    """The sentences of one pass."""
    return [*own, *chance.sample(replayed, round(stage.replay * len(replayed)))]


def _keep(
    model: Reader, optimizer: torch.optim.Optimizer, out: Path, chance: random.Random, step: int, passes: int
) -> None:
    """Keeps the state after a pass, whole or not at all."""
    out.mkdir(parents=True, exist_ok=True)
    state = {"model": model.state_dict(), "optimizer": optimizer.state_dict(), "step": step, "passes": passes}
    torch.save(state | {"chance": chance.getstate(), "torch": torch.get_rng_state()}, out / "state.pt.new")
    (out / "state.pt.new").rename(out / "state.pt")


def _resume(
    model: Reader, optimizer: torch.optim.Optimizer, out: Path, chance: random.Random
) -> tuple[int, int]:
    """Takes up the state that a stopped run left in `out`; returns the steps and passes done."""
    if not (out / "state.pt").exists():
        return 0, 0
    state = torch.load(out / "state.pt", weights_only=False)
    model.load_state_dict(state["model"])
    optimizer.load_state_dict(state["optimizer"])
    chance.setstate(state["chance"])
    torch.set_rng_state(state["torch"])
    log.info("going on after pass %d", state["passes"])
    return state["step"], state["passes"]


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
    batch = batch.to(model.root.device)
    with torch.autocast(model.root.device.type, torch.bfloat16):
        found = losses(model, batch)
    loss = torch.stack([WEIGHTS[name] * value for name, value in found.items()]).sum()
    optimizer.zero_grad()
    loss.backward()
    torch.nn.utils.clip_grad_norm_(model.parameters(), 5.0)
    optimizer.step()
    for name, value in found.items():
        means[name] = 0.95 * means.get(name, value.item()) + 0.05 * value.item()


def read_config(path: Path) -> Config:
    """The recipe in a JSON file of `configs/`; what it does not name stays as it is in `Config`."""
    known = {f.name for f in fields(Config)}
    return Config(**{k: v for k, v in json.loads(path.read_text()).items() if k in known})


def main() -> None:
    """Trains, exports, scores, and installs where asked to."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path(os.environ.get("DATA", "../shared/data")))
    parser.add_argument("--out", type=Path, required=True, help="folder for weights and ONNX files")
    parser.add_argument("--install", action="store_true", help="put the 8-bit network into the program")
    parser.add_argument("--start", type=Path, help="folder of a finished lower stage to go on from")
    parser.add_argument("--config", type=Path, default=Path(__file__).parent / "configs/full.json")
    given = parser.parse_args()
    logging.basicConfig(level=logging.ERROR, format="%(asctime)s %(message)s")
    log.setLevel(logging.INFO)
    train(read_config(given.config), given.data, given.out, given.start)
    build(given.out)
    judge = weigh(Encoder(given.out / "int8"), list(load_of_others("dev", given.data)))
    write(judge, given.out / "int8")
    sentences = [s for s in load(given.data) if s.split == "test"]
    sentences += [s for _, found in corpus_sentences("test", given.data, given.out / "int8") for s in found]
    print(table({name: score(Encoder(given.out / name), sentences) for name in ("float", "int8")}))
    if given.install:
        install(given.out / "int8")


if __name__ == "__main__":
    main()
