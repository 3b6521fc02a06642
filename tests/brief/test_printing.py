from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import pypdfium2
import pytest
from docx import Document
from lxml import etree

from veedor.brief.keeping import written
from veedor.brief.markdown import escaped, markdown
from veedor.brief.pdf import pdf
from veedor.brief.printed import Chapter, Exhibit, Footnote, Printed, Run
from veedor.brief.web import html
from veedor.brief.word import word
from veedor.errors import UsageError

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="100" height="20"><rect width="50" height="10"/></svg>'
_HOSTILE = (
    '#import "@preview/x:1.0.0": * #sys.inputs ${{ x }} </w:t></w:r> <script>alert(1)</script> &amp; &x; '
    "=1+1 \\input{x} [a](javascript:x) `code` *b* _c_ @ref <label> \u202eabc\u2066 \x00\x0b\x1b[31m \ufeff"
)


def brief(words: str = "The union said: “40 people were hurt”.", *, many: int = 1) -> Printed:
    """A brief with one sentence, which calls its footnotes, the first of them twice."""
    numbers = tuple(range(1, many + 1))
    return Printed(
        title=words[:200],
        span="1 May 2021 to 31 May 2021",
        dated="2021-05-31",
        chapters=(
            Chapter(
                "Rights",
                ((Run(words, numbers), Run(" And again.", (1,))),),
                (Exhibit("Counts", ("What", "Number"), ((words, "40"),), _SVG, "one bar"),),
            ),
        ),
        unknown=(words,),
        footnotes=tuple(Footnote(n, f"{words} {n}", "https://gazette.example/a?b=c&d") for n in numbers),
        sources=(words,),
        is_public=False,
    )


def footnotes_of(made: bytes) -> list[str]:
    """The words of each footnote of a Word document."""
    with zipfile.ZipFile(io.BytesIO(made)) as packed:
        root = etree.fromstring(packed.read("word/footnotes.xml"))
    notes = [note for note in root.iter(f"{_W}footnote") if note.get(f"{_W}type") is None]
    return ["".join(note.itertext()).strip() for note in notes]


def test_a_word_document_has_real_footnotes_each_once() -> None:
    made = word(brief(many=3))
    with zipfile.ZipFile(io.BytesIO(made)) as packed:
        body = packed.read("word/document.xml").decode()
    assert len(footnotes_of(made)) == 3
    assert body.count("w:footnoteReference ") == 3
    assert body.count("NOTEREF _note1 ") == 1
    assert re.findall(r'w:footnoteReference w:id="(\d+)"', body) == ["2", "3", "4"]


def test_a_word_document_opens_again_with_its_words_chart_and_table() -> None:
    document = Document(io.BytesIO(word(brief())))
    assert "The union said" in "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert [cell.text for cell in document.tables[0].rows[0].cells] == ["What", "Number"]
    with zipfile.ZipFile(io.BytesIO(word(brief()))) as packed:
        assert packed.read("word/media/chart1.svg").decode() == _SVG


def test_a_column_of_long_words_is_wider_in_word() -> None:
    document = Document(io.BytesIO(word(brief("many more words than the other column has"))))
    wide, narrow = document.tables[0].rows[0].cells
    assert narrow.width < wide.width


def test_a_house_template_keeps_its_styles_and_loses_its_body(tmp_path: Path) -> None:
    house = Document()
    house.add_paragraph("Old words of the template")
    house.styles["Heading 2"].font.name = "House Sans"
    house.sections[0].header.paragraphs[0].text = "The House"
    house.save(str(tmp_path / "house.docx"))
    made = Document(io.BytesIO(word(brief(), tmp_path / "house.docx")))
    assert made.styles["Heading 2"].font.name == "House Sans"
    assert made.sections[0].header.paragraphs[0].text == "The House"
    assert "Old words" not in "\n".join(paragraph.text for paragraph in made.paragraphs)


def test_a_template_that_is_no_document_is_refused(tmp_path: Path) -> None:
    (tmp_path / "house.docx").write_text("no document")
    with pytest.raises(UsageError, match="no Word document"):
        word(brief(), tmp_path / "house.docx")


def test_a_pdf_is_tagged_archivable_and_holds_its_words_in_order() -> None:
    made = pdf(brief(many=3))
    document = pypdfium2.PdfDocument(made)
    text = "".join(page.get_textpage().get_text_range() for page in document)
    assert made.startswith(b"%PDF-1.7")
    assert b"pdfaid" in made
    assert b"/MarkInfo" in made
    assert b"/StructTreeRoot" in made
    assert text.index("Rights") < text.index("And again") < text.index("Sources")


def test_the_same_brief_gives_the_same_pdf() -> None:
    assert pdf(brief()) == pdf(brief())


def test_a_template_that_typst_cannot_set_is_told(tmp_path: Path) -> None:
    (tmp_path / "house.typ").write_text("#let x = \n#nowhere(1)")
    with pytest.raises(UsageError, match="house's template"):
        pdf(brief(), tmp_path / "house.typ")


@pytest.mark.parametrize("form", [".md", ".html", ".docx", ".pdf"])
@pytest.mark.parametrize(
    "words", [_HOSTILE, "x" * 100_000, "‏שלום עולם‏ says", ""], ids=["marks", "long", "rtl", "empty"]
)
def test_hostile_words_come_out_as_text_in_every_format(form: str, words: str) -> None:
    assert written(brief(words), form)


def test_hostile_words_are_no_marks_of_a_page() -> None:
    page = html(brief(_HOSTILE))
    assert "<script>" not in page
    assert "&lt;script&gt;" in page
    assert "default-src 'none'" in page
    assert "{{ x }}" in page


def test_hostile_words_are_no_marks_of_markdown() -> None:
    text = markdown(brief(_HOSTILE))
    assert "<script>" not in text
    assert "[a](" not in text
    assert escaped("# 1. - *a* | b") == r"\# 1. - \*a\* \| b"
    assert escaped("- a") == r"\- a"


def test_a_link_of_a_footnote_is_only_one_of_the_web() -> None:
    assert 'href="https://gazette.example/a?b=c&amp;d"' in html(brief())


def test_a_page_needs_nothing_beside_it() -> None:
    page = html(brief())
    assert "data:image/svg+xml;base64," in page
    assert not re.search(r'(?:src|href)="(?!#|data:|https://gazette\.example)', page)


def test_another_format_is_refused_with_those_there_are() -> None:
    with pytest.raises(UsageError, match=r"\.docx"):
        written(brief(), ".odt")


def test_a_pdf_embeds_every_font_that_it_names() -> None:
    raw = pypdfium2.raw
    document = pypdfium2.PdfDocument(pdf(brief(many=3)))
    fonts = [
        raw.FPDFTextObj_GetFont(one.raw)
        for page in document
        for one in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT])
    ]
    assert fonts
    assert all(raw.FPDFFont_GetIsEmbedded(font) == 1 for font in fonts)


def test_libreoffice_opens_the_word_document_and_sets_every_footnote(tmp_path: Path) -> None:
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice is not installed. hint: apt-get install libreoffice-writer")
    (tmp_path / "brief.docx").write_bytes(word(brief(many=3)))
    home = f"-env:UserInstallation={(tmp_path / 'home').as_uri()}"
    command = [program, home, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), "brief.docx"]
    subprocess.run(command, check=True, cwd=tmp_path, capture_output=True, timeout=120)
    document = pypdfium2.PdfDocument((tmp_path / "brief.pdf").read_bytes())
    text = " ".join("".join(page.get_textpage().get_text_range() for page in document).split())
    assert all(f"“40 people were hurt”. {number} link" in text for number in (1, 2, 3))
    assert "Counts" in text
    assert len(re.findall("And again", text)) == 1


def test_a_template_gives_away_nothing_of_its_old_body_or_of_who_wrote_it(tmp_path: Path) -> None:
    house = Document(io.BytesIO(word(brief("The colonel told us."))))
    house.add_comment(
        house.paragraphs[-1].runs or house.paragraphs[0].runs, text="Ask the colonel", author="Ana"
    )
    about = house.core_properties
    about.last_modified_by, about.keywords, about.comments = "Ana", "colonel", "of the colonel"
    house.save(str(tmp_path / "house.docx"))
    made = word(brief(), tmp_path / "house.docx")
    with zipfile.ZipFile(io.BytesIO(made)) as packed:
        for name in packed.namelist():
            assert b"colonel" not in packed.read(name), name
            assert b"thumbnail" not in name.encode()
    about = Document(io.BytesIO(made)).core_properties
    assert (about.author, about.last_modified_by, about.comments) == ("Veedor", "", "")
    assert f"{about.created:%Y-%m-%d}" == "2021-05-31"


@pytest.mark.parametrize(
    ("form", "name"), [(".md", "house.docx"), (".pdf", "house.docx"), (".docx", "none.docx")]
)
def test_a_template_of_another_format_or_none_is_refused(tmp_path: Path, form: str, name: str) -> None:
    (tmp_path / "house.docx").write_bytes(word(brief()))
    with pytest.raises(UsageError, match="template"):
        written(brief(), form, tmp_path / name)
