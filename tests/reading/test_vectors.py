"""Passages and their vectors, by hand and with the model that ships."""

from __future__ import annotations

import numpy as np
import pytest

from tests.fakes import FakeReader
from tests.reading.test_reader import SENTENCES
from veedor.documents.document import Document
from veedor.errors import UsageError
from veedor.reading import reader as reader_module
from veedor.reading.parse import Parse
from veedor.reading.reader import ModelReader, load_reader
from veedor.reading.vectors import passages_of, to_bytes


@pytest.fixture(scope="module")
def model() -> ModelReader:
    return load_reader()


def cosine(a: bytes | None, b: bytes | None) -> float:
    assert a is not None
    assert b is not None
    x, y = (np.frombuffer(v, np.int8).astype(np.float64) for v in (a, b))
    return float(x @ y / np.linalg.norm(x) / np.linalg.norm(y))


def unit(*numbers: float) -> np.ndarray:
    vector = np.zeros(384, np.float32)
    vector[: len(numbers)] = numbers
    return vector / np.linalg.norm(vector)


def test_a_vector_keeps_its_direction() -> None:
    assert cosine(to_bytes([unit(3, 4)]), to_bytes([unit(6, 8)])) == pytest.approx(1)
    assert np.frombuffer(to_bytes([unit(-1)]) or b"", np.int8)[0] == -127


def test_a_mean_of_vectors_lies_between_them() -> None:
    mean = to_bytes([unit(1, 0), unit(0, 1)])
    assert cosine(mean, to_bytes([unit(1, 0)])) == pytest.approx(0.707, abs=0.01)


def test_vectors_without_a_direction_give_none() -> None:
    assert to_bytes([]) is None
    assert to_bytes([unit(1), -unit(1)]) is None


def test_passages_of_parses_without_vectors_have_none() -> None:
    (passage,) = passages_of([Parse("Talks ended.", 0, 12, ())])
    assert (passage.start, passage.end, passage.vector) == (0, 12, None)


def test_a_whole_reading_covers_every_sentence(model: ModelReader) -> None:
    text = "\n\n".join([" ".join(SENTENCES)] * 3)
    document = Document(id="x", text=text)
    whole = model.read_whole(document)
    assert whole.statements == model.read(document)
    shown = " ".join(text[p.start : p.end] for p in whole.passages)
    assert shown.split() == text.split()
    assert all(p.vector and len(p.vector) == 384 for p in whole.passages)


def test_a_question_is_nearest_to_the_passage_that_tells_of_it(model: ModelReader) -> None:
    text = "\n\n".join(
        (
            "The central bank raised its interest rate to twelve percent on Tuesday. Inflation has slowed since "
            "the spring, but food remains dear, and the currency lost a tenth of its worth in one month alone, as "
            "it did last year.",
            "Soldiers shot at a crowd of marchers in the harbour district, killing four of them. The army said "
            "that its men had been attacked first; witnesses denied this and showed films of the shooting, taken "
            "from a roof.",
        )
    )
    passages = model.read_whole(Document(id="x", text=text)).passages
    asked = model.vector("protesters killed by troops")
    near = [cosine(asked, passage.vector) for passage in passages]
    assert len(near) == 2
    assert near[1] > near[0] + 0.2


def test_no_passage_is_lost_between_slices(model: ModelReader, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader_module, "SENTENCES_OF_REPORT", 4)
    monkeypatch.setattr(reader_module, "SENTENCES_OF_SLICE", 3)
    text = " ".join(SENTENCES * 2)
    passages = model.read_whole(Document(id="x", text=text)).passages
    assert " ".join(text[p.start : p.end] for p in passages) == text


def test_a_question_without_words_is_refused(model: ModelReader) -> None:
    with pytest.raises(UsageError, match="no word"):
        model.vector(" \n ")


def test_the_fake_reader_finds_texts_that_share_words_near(report: Document) -> None:
    fake = FakeReader()
    whole = fake.read_whole(report)
    assert whole.statements == fake.read(report)
    assert "".join(report.text[p.start : p.end] for p in whole.passages) == report.text
    strike, bank = fake.vector("the mayor met the strikers"), fake.vector("a bank lost money")
    assert cosine(strike, whole.passages[0].vector) > cosine(bank, whole.passages[0].vector) + 0.3
