"""The ONNX session: words in, arrays out, no word of politics.

`Encoder.encode()` takes sentences that are already cut into words. Of a sentence longer than the model's window
it reads one window after the other and joins what comes out.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from veedor.errors import ModelError

if TYPE_CHECKING:
    import onnxruntime
    import tokenizers

MODEL_FOLDER = Path(__file__).parent / "model"
"""The weights that come with the program."""
MODEL_FILES = ("reader.onnx", "tokenizer.json", "labels.json")
UNKNOWN, START, END = 100, 101, 102
"""Piece ids of [UNK], [CLS] and [SEP] in the vocabulary of BERT."""
PIECES_OF_WORD = 8
"""Pieces of one word beyond this many are cut: a line of dashes should not fill the window."""
PIECES_OF_WINDOW = 254
"""Longest stretch read at once, without [CLS] and [SEP]; training saw sentences of up to 100 words."""
PIECES_OF_BATCH = 1536
"""Pieces in one run of the session, padding counted: past this a run gains no speed, only memory."""
WORDS_REMEMBERED = 60_000
ATTRIBUTES = {
    "polarity": ("yes", "no"),
    "certainty": ("certain", "hedged", "open"),
    "tense": ("past", "present", "future"),
    "status": ("current", "former", "future", "claimed"),
}
"""What the model says of an anchor's word, by the codebook's labels, in the order of its numbers."""
SHAPES = ("lower", "Title", "UPPER", "mixed", "digit", "other", "Title at the start")
"""The word shapes, by number; the vocabulary of pieces is lower case and does not show them."""


def word_shape(word: str, is_first: bool) -> int:
    """The word's place in `SHAPES`."""
    if any(c.isdigit() for c in word):
        return 4
    if not any(c.isalpha() for c in word):
        return 5
    if word.islower():
        return 0
    if word.isupper() and len(word) > 1:
        return 2
    if word[:1].isupper() and not any(c.isupper() for c in word[1:]):
        return 6 if is_first else 1
    return 3


class Pieces:
    """Cuts words into word pieces, with a memory for words met before."""

    def __init__(self, tokenizer: tokenizers.Tokenizer) -> None:
        tokenizer.no_padding()
        tokenizer.no_truncation()
        self._tokenizer = tokenizer
        self._known: dict[str, list[int]] = {}

    def of(self, words: Sequence[str]) -> list[list[int]]:
        """The piece ids of each word, from one to `PIECES_OF_WORD`; a word without pieces is [UNK]."""
        if len(self._known) > WORDS_REMEMBERED:
            self._known = {}  # not cleared, as another thread may be reading with it
        known = self._known
        new = list({w for w in words if w not in known})
        if new:
            found = self._tokenizer.encode_batch([w[:200] for w in new], add_special_tokens=False)
            known.update((w, e.ids[:PIECES_OF_WORD] or [UNKNOWN]) for w, e in zip(new, found, strict=True))
        return [known[w] for w in words]


def damaged(path: Path) -> ModelError:
    """The error for a file of the model that cannot be used."""
    return ModelError(
        f"the model's {path.name} in {path.parent} is damaged or of another version; install Veedor again"
    )


class Labels(NamedTuple):
    """The label sets of the model, in the order of its numbers."""

    upos: tuple[str, ...]
    xpos: tuple[str, ...]
    deprels: tuple[str, ...]
    names: tuple[str, ...]
    roles: tuple[str, ...]
    events: tuple[str, ...]
    anchors: tuple[str, ...]
    """`O`, event types, stances, and the kinds that have no types."""
    fields: tuple[str, ...]
    """Arcs of the statement graph: the fields of statements, and `part` for the anchor's further words."""

    @classmethod
    def load(cls, path: Path) -> Labels:
        """Reads `labels.json`; ModelError where it is damaged."""
        try:
            content = json.loads(path.read_text(encoding="utf-8"))
            return cls(**{name: tuple(content[name]) for name in cls._fields})
        except (OSError, ValueError, LookupError, TypeError) as error:
            raise damaged(path) from error


@dataclass(frozen=True)
class Arrays:
    """What the model says of one sentence of n words; labels are numbers into `Labels`."""

    upos: NDArray[np.uint8]
    """Shape (n,)."""
    xpos: NDArray[np.uint8]
    """Shape (n,)."""
    arcs: tuple[NDArray[np.float32], ...]
    """One matrix for each window of k words, shape (k, k + 1): score of each head, column 0 is the root."""
    deprels: NDArray[np.uint8]
    """Shape (n,): the relation if the word is not the root."""
    names: NDArray[np.uint8]
    """Shape (n,): BIO labels."""
    roles: NDArray[np.int32]
    """Shape (r, 3): predicate, argument, label; ascending."""
    role_scores: NDArray[np.float32]
    """Shape (r,): probability of each role's label."""
    factuality: NDArray[np.float32]
    """Shape (n,): meant for predicates."""
    saying: NDArray[np.float32]
    """Shape (n,): probabilities."""
    events: NDArray[np.uint8]
    """Shape (n,): the likeliest event type, 0 for none."""
    event_scores: NDArray[np.float32]
    """Shape (n,): probability of `events`."""
    vector: NDArray[np.float32]
    """Shape (384,), unit length."""
    anchors: NDArray[np.float32]
    """Shape (n, anchor labels): probabilities of what each word anchors, `O` first."""
    attributes: NDArray[np.float32]
    """Shape (n, labels of `ATTRIBUTES`): probabilities, one group of labels after the other, meant for anchors."""
    fields: NDArray[np.int32]
    """Shape (f, 3): anchor word, word, field; ascending."""
    field_scores: NDArray[np.float32]
    """Shape (f,): probability of each field."""
    predicates: NDArray[np.bool_] = field(repr=False)
    """Shape (n,): whether the word is a predicate of PropBank."""


class Window(NamedTuple):
    """A stretch of one sentence, short enough for the model."""

    sentence: int
    first: int
    """Number, in the sentence, of the first word."""
    pieces: list[list[int]]
    shapes: list[int]
    length: int
    """Pieces, [CLS] and [SEP] included."""


class Encoder:
    """Reads words with the model of a folder (`reader.onnx`, `tokenizer.json`, `labels.json`)."""

    def __init__(self, folder: Path = MODEL_FOLDER, *, threads: int | None = None) -> None:
        import onnxruntime

        missing = [name for name in MODEL_FILES if not (folder / name).is_file()]
        if missing:
            raise ModelError(f"No {' and no '.join(missing)} in {folder}; install Veedor again")
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads or len(os.sched_getaffinity(0))
        options.inter_op_num_threads = 1
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        options.enable_cpu_mem_arena = False
        options.log_severity_level = 3
        self.labels = Labels.load(folder / "labels.json")
        self._pieces = Pieces(_tokenizer(folder / "tokenizer.json"))
        self._session = _session(folder / "reader.onnx", options)
        self._outputs = [o.name for o in self._session.get_outputs()]

    def encode(self, sentences: Sequence[Sequence[str]]) -> list[Arrays]:
        """The arrays of each sentence, in the order given; a sentence without words gives empty arrays."""
        windows = [w for n, words in enumerate(sentences) for w in self._windows(n, words)]
        windows.sort(key=lambda w: w.length)
        found: list[list[tuple[Window, Arrays]]] = [[] for _ in sentences]
        for batch in _batches(windows):
            for window, arrays in zip(batch, self._run(batch), strict=True):
                found[window.sentence].append((window, arrays))
        return [_join(sorted(parts, key=lambda p: p[0].first)) for parts in found]

    def vectors(self, sentences: Sequence[Sequence[str]]) -> NDArray[np.float32]:
        """The sentence vectors alone, shape (sentences, 384); zeros for a sentence without words.

        Of the graph only the transformer runs, none of the heads: for search queries, and as the measure of what
        the rest of the reading adds. Of a sentence longer than the window the last part counts.
        """
        found = np.zeros((len(sentences), 384), np.float32)
        windows = [w for n, words in enumerate(sentences) for w in self._windows(n, words)]
        for batch in _batches(sorted(windows, key=lambda w: w.length)):
            (vectors,) = self._session.run(["vector"], inputs(batch))
            found[[window.sentence for window in batch]] = vectors
        return found

    def _windows(self, sentence: int, words: Sequence[str]) -> Iterator[Window]:
        pieces = self._pieces.of(words)
        shapes = [word_shape(w, i == 0) for i, w in enumerate(words)]
        first, filled = 0, 0
        for i, word in enumerate(pieces):
            if filled + len(word) > PIECES_OF_WINDOW:
                yield Window(sentence, first, pieces[first:i], shapes[first:i], filled + 2)
                first, filled = i, 0
            filled += len(word)
        if filled:
            yield Window(sentence, first, pieces[first:], shapes[first:], filled + 2)

    def _run(self, batch: Sequence[Window]) -> list[Arrays]:
        out = dict(zip(self._outputs, self._session.run(self._outputs, inputs(batch)), strict=True))
        return [_cut(out, row, len(window.pieces)) for row, window in enumerate(batch)]


def _tokenizer(path: Path) -> tokenizers.Tokenizer:
    import tokenizers

    try:
        text = path.read_text(encoding="utf-8")
        json.loads(text)["model"]["vocab"]  # for another file the library raises a bare Exception
        return tokenizers.Tokenizer.from_str(text)
    except (OSError, ValueError, LookupError, TypeError) as error:
        raise damaged(path) from error


def _session(path: Path, options: onnxruntime.SessionOptions) -> onnxruntime.InferenceSession:
    import onnxruntime
    from onnxruntime.capi import onnxruntime_pybind11_state as ort

    damage = (ort.Fail, ort.InvalidArgument, ort.InvalidGraph, ort.InvalidProtobuf, ort.NotImplemented)
    try:
        return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    except damage as error:
        raise damaged(path) from error


def inputs(batch: Sequence[Window]) -> dict[str, NDArray[np.int32]]:
    """The model's inputs: `pieces` and `shapes` (batch, pieces), `words` (batch, words).

    `words` holds where each word's first piece stands, 0 past the last word; pieces past the last are 0, and so
    are the shapes of pieces that belong to no word (a shape counts from 1).
    """
    length = max(w.length for w in batch)
    count = max(len(w.pieces) for w in batch)
    pieces = np.zeros((len(batch), length), np.int32)
    shapes = np.zeros((len(batch), length), np.int32)
    words = np.zeros((len(batch), count), np.int32)
    for row, window in enumerate(batch):
        sizes = np.array([len(p) for p in window.pieces])
        pieces[row, : window.length] = [START, *(i for word in window.pieces for i in word), END]
        shapes[row, 1 : window.length - 1] = np.repeat(np.array(window.shapes) + 1, sizes)
        words[row, : len(sizes)] = 1 + np.cumsum(sizes) - sizes
    return {"pieces": pieces, "shapes": shapes, "words": words}


def _batches(windows: Sequence[Window]) -> Iterator[list[Window]]:
    """Cuts windows, sorted by length, into batches of at most `PIECES_OF_BATCH` pieces."""
    batch: list[Window] = []
    for window in windows:
        if batch and window.length * (len(batch) + 1) > PIECES_OF_BATCH:
            yield batch
            batch = []
        batch.append(window)
    if batch:
        yield batch


def _cut(out: dict[str, NDArray[np.generic]], row: int, n: int) -> Arrays:
    """The arrays of one window of `n` words, without the padding; copies, so that the batch can be freed."""
    mine, of_anchors = out["roles"][:, 0] == row, out["fields"][:, 0] == row
    per_word = {name: out[name][row, :n].copy() for name in PER_WORD}
    return Arrays(
        **per_word,  # type: ignore[arg-type]
        arcs=(out["arcs"][row, :n, : n + 1].astype(np.float32),),
        roles=out["roles"][mine, 1:].astype(np.int32),
        role_scores=out["role_scores"][mine].astype(np.float32),
        fields=out["fields"][of_anchors, 1:].astype(np.int32),
        field_scores=out["field_scores"][of_anchors].astype(np.float32),
        vector=out["vector"][row].astype(np.float32),
    )


PER_WORD = (
    "upos",
    "xpos",
    "deprels",
    "names",
    "factuality",
    "saying",
    "events",
    "event_scores",
    "predicates",
    "anchors",
    "attributes",
)


def _join(parts: Sequence[tuple[Window, Arrays]]) -> Arrays:
    """One sentence's windows, in order, as one."""
    if not parts:
        return EMPTY
    if len(parts) == 1:
        return parts[0][1]
    moved = [np.array([w.first, w.first, 0], np.int32) for w, _ in parts]
    roles = [arrays.roles + by for by, (_, arrays) in zip(moved, parts, strict=True)]
    fields = [arrays.fields + by for by, (_, arrays) in zip(moved, parts, strict=True)]
    vector = np.sum([arrays.vector * w.length for w, arrays in parts], axis=0)
    per_word = {name: np.concatenate([getattr(a, name) for _, a in parts]) for name in PER_WORD}
    return Arrays(
        **per_word,
        arcs=tuple(a.arcs[0] for _, a in parts),
        roles=np.concatenate(roles),
        role_scores=np.concatenate([a.role_scores for _, a in parts]),
        fields=np.concatenate(fields),
        field_scores=np.concatenate([a.field_scores for _, a in parts]),
        vector=(vector / max(float(np.linalg.norm(vector)), 1e-9)).astype(np.float32),
    )


_BYTES, _FLOATS = np.zeros(0, np.uint8), np.zeros(0, np.float32)
EMPTY = Arrays(
    upos=_BYTES,
    xpos=_BYTES,
    arcs=(),
    deprels=_BYTES,
    names=_BYTES,
    roles=np.zeros((0, 3), np.int32),
    role_scores=_FLOATS,
    anchors=np.zeros((0, 1), np.float32),
    attributes=np.zeros((0, sum(map(len, ATTRIBUTES.values()))), np.float32),
    fields=np.zeros((0, 3), np.int32),
    field_scores=_FLOATS,
    factuality=_FLOATS,
    saying=_FLOATS,
    events=_BYTES,
    event_scores=_FLOATS,
    vector=np.zeros(384, np.float32),
    predicates=np.zeros(0, np.bool_),
)
"""What a sentence without words gives."""
