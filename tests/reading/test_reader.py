"""The whole reading with the model that ships: what must hold for any text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from veedor.documents.document import Basis, Document, Published
from veedor.errors import ModelError
from veedor.reading.reader import ModelReader, load_reader

SENTENCES = (
    "The government announced on Monday that talks will resume next week; the opposition denied it.",
    "At least 45 people were killed in Kisumu, according to the Red Cross.",
    "If the sanctions are lifted, President Amina Doe could win the election in May.",
    "“We refuse to sign,” said Juan Pérez, the leader of the rebels.",
)


@pytest.fixture(scope="module")
def model() -> ModelReader:
    return load_reader()


def read(model: ModelReader, text: str) -> list[object]:
    document = Document(id="x", text=text, published=Published("2021-05-03", Basis.GIVEN))
    return list(model.read(document))


def test_a_reading_has_all_it_should_of_a_plain_report(model: ModelReader) -> None:
    kinds = {str(s.kind) for s in read(model, " ".join(SENTENCES))}  # type: ignore[attr-defined]
    assert {"event", "figure", "role"} <= kinds


def test_reading_twice_gives_the_same_statements(model: ModelReader) -> None:
    text = "\n".join(SENTENCES)
    assert read(model, text) == read(model, text)


_ODD = st.sampled_from(
    ["\r\n", "🙂", "é", "\u202eabc\u202c", "שלום", "مرحبا", "\u200b", "\x0b", "…", "“", "”", "- ", "#"]
)


@settings(max_examples=60)
@given(st.lists(st.one_of(st.sampled_from(SENTENCES), _ODD, st.text(max_size=30)), max_size=6))
def test_every_quote_stands_at_its_offsets_in_any_text(model: ModelReader, parts: list[str]) -> None:
    text = "".join(parts)
    for statement in read(model, text):
        statement.check(text)  # type: ignore[attr-defined]


def test_an_empty_text_says_nothing(model: ModelReader) -> None:
    assert read(model, " \n ") == []


def test_a_sentence_of_5000_words_is_read(model: ModelReader) -> None:
    text = "Rebels attacked the town " + "and the army fled " * 1250
    assert len(read(model, text)) > 0


def test_folder_without_a_model_says_what_is_missing(tmp_path: object) -> None:
    with pytest.raises(ModelError, match=r"reader\.onnx"):
        load_reader(tmp_path)  # type: ignore[arg-type]
