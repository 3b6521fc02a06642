"""The installed network reads whatever words it is given."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import numpy as np
import pytest

from veedor.errors import ModelError
from veedor.reading.encoder import (
    EMPTY,
    MODEL_FILES,
    MODEL_FOLDER,
    PIECES_OF_WINDOW,
    PIECES_OF_WORD,
    SHAPES,
    Arrays,
    Encoder,
    Labels,
    Window,
    inputs,
    word_shape,
)

SENTENCE = "The teacher said on Monday that talks with the union had failed .".split()


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return Encoder(threads=1)


def assert_shapes_match(arrays: Arrays, count: int) -> None:
    """Every array is as long as the sentence, and every number has a label."""
    for name in (
        "upos",
        "xpos",
        "deprels",
        "names",
        "factuality",
        "saying",
        "events",
        "event_scores",
        "predicates",
    ):
        assert getattr(arrays, name).shape == (count,), name
    assert sum(len(a) for a in arrays.arcs) == count
    assert all(a.shape == (len(a), len(a) + 1) and np.isfinite(a).all() for a in arrays.arcs)
    assert arrays.roles.shape == (len(arrays.role_scores), 3)
    assert (arrays.roles[:, :2] < count).all()
    assert arrays.vector.shape == (384,)


@pytest.mark.parametrize(
    ("word", "is_first", "shape"),
    [
        ("talks", False, "lower"),
        ("Monday", False, "Title"),
        ("The", True, "Title at the start"),
        ("UN", False, "UPPER"),
        ("A", False, "Title"),
        ("McDonald", False, "mixed"),
        ("2019", False, "digit"),
        ("G7", False, "digit"),
        ("—", False, "other"),
        ("", False, "other"),
        ("🙂", False, "other"),
    ],
)
def test_word_shapes(word: str, is_first: bool, shape: str) -> None:
    assert SHAPES[word_shape(word, is_first)] == shape


def test_inputs_point_at_first_pieces_and_pad_with_zeros() -> None:
    short = Window(0, 0, [[7]], [1], 3)
    long = Window(1, 0, [[7, 8], [9]], [0, 4], 5)
    made = inputs([short, long])
    assert made["pieces"].tolist() == [[101, 7, 102, 0, 0], [101, 7, 8, 9, 102]]
    assert made["shapes"].tolist() == [[0, 2, 0, 0, 0], [0, 1, 1, 5, 0]]
    assert made["words"].tolist() == [[1, 0], [1, 3]]


def test_a_plain_sentence_is_read(encoder: Encoder) -> None:
    (arrays,) = encoder.encode([SENTENCE])
    assert_shapes_match(arrays, len(SENTENCE))
    assert [encoder.labels.upos[n] for n in arrays.upos[:4]] == ["DET", "NOUN", "VERB", "ADP"]
    assert arrays.saying.argmax() == 2
    assert np.linalg.norm(arrays.vector) == pytest.approx(1, abs=1e-3)


@pytest.mark.parametrize(
    "words",
    [
        ["\x00"],
        ["\u0301"],
        ["🙂", "\u200b"],
        [" "],
        [""],
        ["a" * 5000],
        ["-" * 5000],
        ["漢字", "العربية"],
        ["."],
    ],
    ids=repr,
)
def test_odd_words_are_read(encoder: Encoder, words: list[str]) -> None:
    (arrays,) = encoder.encode([words])
    assert_shapes_match(arrays, len(words))


def test_a_sentence_without_words_gives_empty_arrays(encoder: Encoder) -> None:
    arrays = encoder.encode([[], SENTENCE, []])
    assert [len(a.upos) for a in arrays] == [0, len(SENTENCE), 0]
    assert arrays[0] is EMPTY


def test_a_very_long_sentence_is_read_in_windows(encoder: Encoder) -> None:
    words = SENTENCE * 60
    (arrays,) = encoder.encode([words])
    assert_shapes_match(arrays, len(words))
    assert len(arrays.arcs) > 1
    assert max(len(a) for a in arrays.arcs) <= PIECES_OF_WINDOW
    assert arrays.roles[:, 0].max() > PIECES_OF_WINDOW


def test_order_of_sentences_is_kept(encoder: Encoder) -> None:
    sentences = [SENTENCE[:n] for n in (12, 3, 9, 1, 7)]
    assert [len(a.upos) for a in encoder.encode(sentences)] == [12, 3, 9, 1, 7]


def test_neighbours_in_a_batch_hardly_change_a_sentence(encoder: Encoder) -> None:
    (alone,) = encoder.encode([SENTENCE])
    together = encoder.encode([SENTENCE, SENTENCE * 3, ["Yes", "."]])[0]
    assert float(alone.vector @ together.vector) > 0.98


@pytest.mark.xfail(
    strict=False, reason="activations are scaled for each batch; this network turns one tag by it"
)
def test_neighbours_in_a_batch_change_no_tag_of_a_sentence(encoder: Encoder) -> None:
    (alone,) = encoder.encode([SENTENCE])
    together = encoder.encode([SENTENCE, SENTENCE * 3, ["Yes", "."]])[0]
    assert (alone.upos == together.upos).all()


def test_a_word_has_few_pieces(encoder: Encoder) -> None:
    assert max(map(len, encoder._pieces.of(["x" * 90, "." * 300]))) <= PIECES_OF_WORD


def test_label_sets_are_complete(encoder: Encoder) -> None:
    assert set(Labels._fields) < {f.name for f in fields(Arrays)}
    assert encoder.labels.names[0] == encoder.labels.roles[0] == encoder.labels.events[0] == "O"
    assert "root" not in encoder.labels.deprels


def test_a_folder_without_a_model_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"reader\.onnx"):
        Encoder(tmp_path)


@pytest.mark.parametrize("name", ["reader.onnx", "tokenizer.json", "labels.json"])
@pytest.mark.parametrize("holds", [b"", b"{", b"[]", b'{"upos": []}', b"\xff\xfe\x00"], ids=repr)
def test_a_damaged_model_is_refused_by_its_file(tmp_path: Path, name: str, holds: bytes) -> None:
    for file in MODEL_FILES:
        (tmp_path / file).symlink_to(MODEL_FOLDER / file)
    (tmp_path / name).unlink()
    (tmp_path / name).write_bytes(holds)
    with pytest.raises(ModelError, match=name):
        Encoder(tmp_path)
