from __future__ import annotations

import io
from datetime import datetime

from docx import Document
from docx.oxml import parse_xml

from veedor.documents.word import word_document

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def text_of(*paragraphs: str) -> str:
    """The text of a Word document made of paragraphs in Word's own XML."""
    made = Document()
    for inner in paragraphs:
        made.element.body.insert(len(made.element.body) - 1, parse_xml(f"<w:p {W}>{inner}</w:p>"))
    packed = io.BytesIO()
    made.save(packed)
    return word_document(packed.getvalue(), "x").text


def test_inserted_words_are_read_and_deleted_ones_are_not() -> None:
    said = (
        "<w:r><w:t>It </w:t></w:r><w:del w:id='1'><w:r><w:delText>never </w:delText></w:r></w:del>"
        "<w:ins w:id='2'><w:r><w:t>always </w:t></w:r></w:ins><w:r><w:t>fell.</w:t></w:r>"
    )
    assert text_of(said) == "It always fell.\n"


def test_moved_words_are_read_once() -> None:
    moved = "<w:moveFrom w:id='1'><w:r><w:t>Words.</w:t></w:r></w:moveFrom>"
    assert text_of(moved, "<w:moveTo w:id='2'><w:r><w:t>Words.</w:t></w:r></w:moveTo>") == "Words.\n"


def test_links_breaks_and_tabs_are_read() -> None:
    said = "<w:hyperlink><w:r><w:t>The list</w:t></w:r></w:hyperlink><w:r><w:tab/><w:t>a</w:t><w:br/><w:t>b</w:t></w:r>"
    assert (
        text_of("<w:pPr><w:tabs><w:tab w:val='left' w:pos='9'/></w:tabs></w:pPr>" + said)
        == "The list\ta\nb\n"
    )


def test_external_entities_stay_closed(tmp_path) -> None:  # type: ignore[no-untyped-def]
    import zipfile

    secret = tmp_path / "secret"
    secret.write_text("not to be seen")
    packed = io.BytesIO()
    Document().save(packed)
    hostile = io.BytesIO()
    with zipfile.ZipFile(packed) as whole, zipfile.ZipFile(hostile, "w") as changed:
        for part in whole.namelist():
            held = whole.read(part)
            if part == "word/document.xml":
                held = (
                    f'<!DOCTYPE x [<!ENTITY s SYSTEM "{secret.as_uri()}">]><w:document {W}><w:body>'
                    "<w:p><w:r><w:t>Words &s;</w:t></w:r></w:p></w:body></w:document>"
                ).encode()
            changed.writestr(part, held)
    assert "not to be seen" not in word_document(hostile.getvalue(), "x").text


def test_the_day_of_an_empty_template_is_no_day() -> None:
    packed = io.BytesIO()
    made = Document()
    made.add_paragraph("Words.")
    made.save(packed)
    assert word_document(packed.getvalue(), "x").dated is None
    made.core_properties.modified = datetime(2019, 8, 22)
    packed = io.BytesIO()
    made.save(packed)
    assert word_document(packed.getvalue(), "x").dated == "2019-08-22"
