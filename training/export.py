"""Writes the trained network as ONNX, in 32-bit floats and in 8-bit integers."""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import warnings
from pathlib import Path

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from training.model import Reader, load, original_folder
from veedor.reading.encoder import ATTRIBUTES, MODEL_FOLDER, PIECES_OF_WINDOW

OUTPUTS = (
    "upos xpos arcs deprels names roles role_scores factuality saying events event_scores predicates "
    "anchors attributes fields field_scores vector"
).split()
FLOAT_PARTS = frozenset(
    "arc role field upos xpos names events anchors attributes binary label_out vector".split()
)
"""Parts that stay in floats: they are small, and pairs of words are sensitive."""


class Rows(nn.Module):
    """An embedding whose rows are 8-bit integers with a scale each."""

    def __init__(self, weight: Tensor) -> None:
        super().__init__()
        scale = weight.abs().amax(1, keepdim=True).clamp(min=1e-8) / 127
        self.register_buffer("scale", scale)
        self.register_buffer("rows", (weight / scale).round().to(torch.int8))

    def forward(self, index: Tensor) -> Tensor:
        """The rows that `index` names, in floats."""
        return self.rows[index].float() * self.scale[index]


ANCHOR_FROM = 0.03
"""Probability of being an anchor at all from which the fields of a word are worked out."""
FIELD_FROM = 0.05
"""Probability from which a field is told."""


class Exported(nn.Module):
    """The network as the installed program runs it: numbers of labels instead of scores wherever that is enough."""

    def __init__(self, model: Reader) -> None:
        super().__init__()
        self.model = model

    def forward(self, pieces: Tensor, shapes: Tensor, words: Tensor) -> tuple[Tensor, ...]:
        """Takes what `veedor.reading.encoder.inputs()` makes; gives `OUTPUTS`."""
        model = self.model
        pieces, shapes, words = pieces.long(), shapes.long(), words.long()
        x, vector = model.encode(pieces, shapes, words)
        is_word = words > 0
        arcs = model.arcs(x, words)
        binary = model.binary(x)
        predicates = (binary[..., 0] > 0) & is_word
        event_scores, events = model.events(x).softmax(-1).max(-1)
        roles, role_scores = self._roles(x, predicates, is_word)
        anchors = model.anchors(x).softmax(-1)
        fields, field_scores = self._fields(x, (anchors[..., 0] < 1 - ANCHOR_FROM) & is_word, is_word)
        return (
            model.upos(x).argmax(-1).to(torch.uint8),
            model.xpos(x).argmax(-1).to(torch.uint8),
            arcs,
            model.deprels(x, self._best_heads(arcs)).argmax(-1).to(torch.uint8),
            model.names(x).argmax(-1).to(torch.uint8),
            roles.int(),
            role_scores,
            binary[..., 2],
            binary[..., 1].sigmoid(),
            events.to(torch.uint8),
            event_scores,
            predicates,
            anchors,
            self._attributes(x),
            fields.int(),
            field_scores,
            vector,
        )

    def _attributes(self, x: Tensor) -> Tensor:
        """Probabilities of each group of `ATTRIBUTES`: (batch, words, labels)."""
        groups = self.model.attributes(x).split([len(labels) for labels in ATTRIBUTES.values()], -1)
        return torch.cat([group.softmax(-1) for group in groups], -1)

    def _fields(self, x: Tensor, anchors: Tensor, is_word: Tensor) -> tuple[Tensor, Tensor]:
        """Sentence, anchor, word and field of each arc (f, 4), and their probabilities (f,)."""
        place = torch.arange(anchors.shape[1]) + torch.arange(anchors.shape[0])[:, None]
        rows = (anchors | (place == 0)).nonzero()  # never empty: the runtime cannot reshape an empty array
        scores = self.model.fields(x, rows[:, 0], rows[:, 1]).sigmoid()
        is_anchor = anchors[rows[:, 0], rows[:, 1]]
        asked = is_word[rows[:, 0]][:, None] & is_anchor[:, None, None]
        found = ((scores > FIELD_FROM) & asked).transpose(1, 2).nonzero()
        arcs = torch.cat((rows[found[:, 0]], found[:, 1:]), 1)
        return arcs, scores[found[:, 0], found[:, 2], found[:, 1]]

    @staticmethod
    def _best_heads(arcs: Tensor) -> Tensor:
        """The best head of each word that is neither the root nor the word itself: (batch, words)."""
        places = torch.arange(arcs.shape[1])
        is_self = (places[:, None] == places[None]).float()
        return (arcs[:, :, 1:] - is_self * 1e6).argmax(-1)

    def _roles(self, x: Tensor, predicates: Tensor, is_word: Tensor) -> tuple[Tensor, Tensor]:
        """Sentence, predicate, argument and label of each role (r, 4), and their probabilities (r,)."""
        place = torch.arange(predicates.shape[1]) + torch.arange(predicates.shape[0])[:, None]
        rows = (predicates | (place == 0)).nonzero()  # never empty: the runtime cannot reshape an empty array
        scores, labels = self.model.roles(x, rows[:, 0], rows[:, 1]).softmax(1).max(1)
        is_predicate = predicates[rows[:, 0], rows[:, 1]]
        found = ((labels > 0) & is_word[rows[:, 0]] & is_predicate[:, None]).nonzero()
        label = labels[found[:, 0], found[:, 1]]
        roles = torch.cat((rows[found[:, 0]], found[:, 1:], label[:, None]), 1)
        return roles, scores[found[:, 0], found[:, 1]]


def to_onnx(model: Reader, path: Path) -> None:
    """Writes the network to `path`, in floats."""
    pieces = torch.tensor([[101, 2002, 3227, 2046, 102], [101, 2027, 2404, 102, 0]], dtype=torch.int32)
    shapes = torch.tensor([[0, 1, 2, 1, 0], [0, 1, 1, 0, 0]], dtype=torch.int32)
    words = torch.tensor([[1, 2, 3], [1, 2, 0]], dtype=torch.int32)
    model.binary.bias.data[0] += 100  # the tracer must see at least one predicate, and one anchor
    model.anchors.bias.data[0] -= 100
    with warnings.catch_warnings(), torch.inference_mode():
        warnings.simplefilter("ignore")
        exported = Exported(model).eval()
        traced = torch.jit.trace(exported, (pieces, shapes, words), check_trace=False)
        model.binary.bias.data[0] -= 100
        model.anchors.bias.data[0] += 100
        torch.onnx.export(
            traced,
            (pieces, shapes, words),
            str(path),
            dynamo=False,
            opset_version=17,
            input_names=["pieces", "shapes", "words"],
            output_names=list(OUTPUTS),
            dynamic_axes={
                "pieces": {0: "batch", 1: "pieces"},
                "shapes": {0: "batch", 1: "pieces"},
                "words": {0: "batch", 1: "words"},
            },
        )


def to_int8(model: Reader, path: Path, *, reduce_range: bool = True) -> None:
    """Writes the network to `path` with 8-bit weights.

    Each row of the embedding and each column of a matrix has its own scale. With `reduce_range` the matrices use
    7 bits: on processors without VNNI the sums of two products in 16 bits would overflow with 8.
    """
    model.transformer.pieces = Rows(model.transformer.pieces.weight.data)
    positions = nn.Embedding.from_pretrained(
        model.transformer.positions.weight.data[: PIECES_OF_WINDOW + 2].clone()
    )
    model.transformer.positions = positions
    floats = path.with_suffix(".float.onnx")
    to_onnx(model, floats)
    quantize_dynamic(
        floats,
        path,
        op_types_to_quantize=["MatMul"],
        nodes_to_exclude=_in_floats(onnx.load(floats)),
        per_channel=True,
        reduce_range=reduce_range,
        weight_type=QuantType.QInt8,
    )
    floats.unlink()
    network = onnx.load(path)
    for part in ("role", "field"):
        _store_in_bytes(network.graph, f"model.{part}.weight")
    onnx.save(network, path)


def _store_in_bytes(graph: onnx.GraphProto, name: str) -> None:
    """Keeps a matrix as 8-bit integers with a scale for each column; it is used in floats all the same."""
    kept = next(i for i in graph.initializer if i.name == name)
    weight = onnx.numpy_helper.to_array(kept)
    scale = np.maximum(np.abs(weight).max(0), 1e-8) / 127
    graph.initializer.remove(kept)
    for part, values in (
        ("bytes", np.round(weight / scale).astype(np.int8)),
        ("scale", scale.astype(np.float32)),
        ("zero", np.zeros(len(scale), np.int8)),
    ):
        graph.initializer.append(onnx.numpy_helper.from_array(values, f"{name}.{part}"))
    inputs = [f"{name}.bytes", f"{name}.scale", f"{name}.zero"]
    graph.node.insert(0, onnx.helper.make_node("DequantizeLinear", inputs, [name], f"/{name}", axis=1))


def _in_floats(network: onnx.ModelProto) -> list[str]:
    """Names, such as `/arc/MatMul`, of the products that stay in floats."""
    products = [n for n in network.graph.node if n.op_type in ("MatMul", "Gemm")]
    kept = [n for n in products if n.name.split("/")[1] in FLOAT_PARTS]
    return [n.name + ("_MatMul" if n.op_type == "Gemm" else "") for n in kept]  # the quantizer renames a Gemm


def build(built: Path) -> None:
    """Makes of what training left in `built` the folders `float` and `int8`, both complete for `Encoder`."""
    for name, write in (("float", to_onnx), ("int8", to_int8)):
        folder = built / name
        folder.mkdir(exist_ok=True)
        shutil.copyfile(built / "labels.json", folder / "labels.json")
        shutil.copyfile(original_folder() / "tokenizer.json", folder / "tokenizer.json")
        write(load(built), folder / "reader.onnx")


def install(source: Path, folder: Path = MODEL_FOLDER) -> None:
    """Puts network, labels and tokenizer into the program, each under its name only when complete.

    The labels get a `version`, the first digits of the network's SHA-256: a record tells readings apart by it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    names = ("labels.json", "tokenizer.json", "judge.json", "reader.onnx")
    for name in names:
        shutil.copyfile(source / name, folder / f"{name}.new")
    labels = json.loads((source / "labels.json").read_text(encoding="utf-8"))
    labels["version"] = hashlib.sha256((source / "reader.onnx").read_bytes()).hexdigest()[:8]
    (folder / "labels.json.new").write_text(json.dumps(labels, indent=1) + "\n", encoding="utf-8")
    for name in names:
        (folder / f"{name}.new").rename(folder / name)


def main() -> None:
    """Builds both networks from what training left."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="what training left")
    parser.add_argument("--install", action="store_true", help="put the 8-bit network into the program")
    given = parser.parse_args()
    torch.set_num_threads(2)
    build(given.folder)
    if given.install:
        install(given.folder / "int8")


if __name__ == "__main__":
    main()
