"""A brief as a Word document with real footnotes.

python-docx knows no footnotes, so their part (`word/footnotes.xml`, ECMA-376, section 17.11) is written here: the two
separators that Word expects, then one footnote for each number. A second call of a footnote is a cross-reference to
the first. A house's template is any .docx: its styles, page and header are kept, its body is replaced.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from docx import Document
from docx.document import Document as DocxDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.exceptions import PackageNotFoundError
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Emu, Length, Pt
from docx.text.paragraph import Paragraph

from veedor.brief.printed import Exhibit, Footnote, Printed, Run
from veedor.errors import UsageError

_FOOTNOTES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SVG = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"
_SVG_EXTENSION = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"
"""By which Word knows the vector form of a picture ([MS-ODRAWXML], 2.5.7)."""
_FIRST = 2
"""Id of the first footnote: 0 and 1 are the separators."""
_WIDTH = Cm(16)
_LONG, _AROUND = 60, 8
"""Characters of a cell above which its column gets no wider, and those left free beside its longest word."""


def word(brief: Printed, template: Path | None = None) -> bytes:
    """The brief as a .docx file; UsageError where the template is none."""
    document = _begun(template)
    _styles(document)
    _properties(document, brief)
    document.add_heading(_clean(brief.title), 1)
    document.add_paragraph(_clean(brief.span))
    seen: set[int] = set()
    bullet = _bullet(document)
    for chapter in brief.chapters:
        document.add_heading(_clean(chapter.heading), 2)
        for sentence in chapter.sentences:
            _sentence(_item(document, bullet), sentence, seen)
        for exhibit in chapter.exhibits:
            _exhibit(document, exhibit)
    _list(document, "What we do not know", brief.unknown, bullet)
    _list(document, "Sources", brief.sources, bullet)
    _put_footnotes(document, brief.footnotes)
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def _begun(template: Path | None) -> DocxDocument:
    """A document without a body, with the template's styles, page and header."""
    try:
        document = Document(str(template)) if template else Document()
    except (PackageNotFoundError, BadZipFile, OSError, ValueError, KeyError) as error:
        raise UsageError(f"{template} is no Word document; give the path of a .docx file") from error
    body = document.element.body
    for child in list(body):
        if child.tag != qn("w:sectPr"):
            body.remove(child)
    _without_leftovers(document)
    return document


def _properties(document: DocxDocument, brief: Printed) -> None:
    """The file's properties: the brief's own, and nothing of who wrote or saved a template, or when."""
    about = document.core_properties
    for name in ("subject", "keywords", "comments", "category", "last_modified_by", "content_status"):
        setattr(about, name, "")
    about.title, about.author, about.revision = _clean(brief.title), "Veedor", 1
    about.created = about.modified = datetime.fromisoformat(brief.dated)


def _without_leftovers(document: DocxDocument) -> None:
    """Take along nothing that only the template's body showed: pictures, comments, notes, whom they name."""
    within = document.element.body.xml
    for name, relation in list(document.part.rels.items()):
        is_drawn = relation.reltype in (RELATIONSHIP_TYPE.IMAGE, RELATIONSHIP_TYPE.HYPERLINK)
        if relation.reltype.rpartition("/")[2] in _LEFTOVERS or (is_drawn and f'"{name}"' not in within):
            del document.part.rels[name]
    package = document.part.package
    for name, relation in list(package.rels.items()) if package else ():
        if relation.reltype.rpartition("/")[2] in ("thumbnail", "custom-properties"):
            del package.rels[name]


_LEFTOVERS = frozenset(
    {
        "comments",
        "commentsExtended",
        "commentsIds",
        "commentsExtensible",
        "people",
        "endnotes",
        "chart",
        "oleObject",
        "package",
        "diagramData",
        "aFChunk",
        "attachedTemplate",
    }
)
"""Parts of a Word document that belong to what its body says."""


def _styles(document: DocxDocument) -> None:
    """The styles of footnotes, where the template has none; its own are kept."""
    names = {style.name.casefold() for style in document.styles if style.name}
    if "footnote text" not in names:
        text = document.styles.add_style("footnote text", WD_STYLE_TYPE.PARAGRAPH)
        text.base_style = document.styles["Normal"]
        text.font.size = Pt(9)
        text.paragraph_format.space_after = Pt(0)
    if "footnote reference" not in names:
        mark = document.styles.add_style("footnote reference", WD_STYLE_TYPE.CHARACTER)
        mark.font.superscript = True


def _style_id(document: DocxDocument, name: str) -> str:
    found: Any = next(style for style in document.styles if style.name and style.name.casefold() == name)
    return str(found.style_id)


def _bullet(document: DocxDocument) -> str | None:
    """The id of the style of list items; None where a template has none."""
    return next((str(style.style_id) for style in document.styles if style.name == "List Bullet"), None)


def _item(document: DocxDocument, bullet: str | None) -> Paragraph:
    # By the style's id: python-docx looks through all styles for each name.
    paragraph = document.add_paragraph()
    if bullet is not None:
        paragraph._p.style = bullet
    return paragraph


def _sentence(paragraph: Paragraph, sentence: tuple[Run, ...], seen: set[int]) -> None:
    for run in sentence:
        paragraph.add_run(_clean(run.words))
        for at, number in enumerate(run.notes):
            if at:
                paragraph.add_run(",").font.superscript = True
            _call(paragraph, number, is_first=number not in seen)
            seen.add(number)


def _call(paragraph: Paragraph, number: int, *, is_first: bool) -> None:
    """The number of a footnote: the footnote itself where it is called first, else a reference to it."""
    if not is_first:
        return _refer(paragraph, number)
    name = f"_note{number}"
    begin, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    for mark in (begin, end):
        mark.set(qn("w:id"), str(number))
    begin.set(qn("w:name"), name)
    run = paragraph.add_run()
    run.font.superscript = True
    call = OxmlElement("w:footnoteReference")
    call.set(qn("w:id"), str(number + _FIRST - 1))
    run._r.append(call)
    run._r.addprevious(begin)
    run._r.addnext(end)


def _refer(paragraph: Paragraph, number: int) -> None:
    """A field that shows the number of a footnote called before, and leads to it."""
    for kind in ("begin", None, "separate", "text", "end"):
        run = paragraph.add_run()
        run.font.superscript = True
        if kind is None:
            code = OxmlElement("w:instrText")
            code.text = f" NOTEREF _note{number} \\h "
            run._r.append(code)
        elif kind == "text":
            run.text = str(number)
        else:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run._r.append(mark)


def _list(document: DocxDocument, heading: str, lines: tuple[str, ...], bullet: str | None) -> None:
    if lines:
        document.add_heading(heading, 2)
        for line in lines:
            _item(document, bullet).add_run(_clean(line))


def _exhibit(document: DocxDocument, exhibit: Exhibit) -> None:
    title = document.add_paragraph()
    title.add_run(_clean(exhibit.title)).bold = True
    title.paragraph_format.keep_with_next = True
    if exhibit.svg is not None:
        _picture(document, exhibit)
    table = document.add_table(rows=1 + len(exhibit.rows), cols=len(exhibit.columns))
    table.style = "Table Grid" if "Table Grid" in {style.name for style in document.styles} else None
    widths = _widths(exhibit)
    for column, width in zip(
        table.columns, widths, strict=True
    ):  # LibreOffice goes by these, Word by the cells'
        column.width = width
    for number, (words, row) in enumerate(zip((exhibit.columns, *exhibit.rows), table.rows, strict=True)):
        for said, cell, width in zip(words, row.cells, widths, strict=True):
            cell.width = width
            run = cell.paragraphs[0].add_run(_clean(said))
            run.bold = True if number == 0 else None
    document.add_paragraph()


def _widths(exhibit: Exhibit) -> list[Length]:
    """The widths of a table's columns: by its longest cell, up to a bound, and wide enough for its longest word."""
    columns = list(zip(exhibit.columns, *exhibit.rows, strict=True))
    shares = [max(min(max(map(len, one)), _LONG), _longest_word(one) + _AROUND) for one in columns]
    return [Emu(_WIDTH * share // sum(shares)) for share in shares]


def _longest_word(cells: Sequence[str]) -> int:
    return min(_LONG, max((len(word) for said in cells for word in said.split()), default=0))


def _picture(document: DocxDocument, exhibit: Exhibit) -> None:
    """The chart as a vector graphic, with the same as pixels for programs that know none."""
    import vl_convert

    pixels = vl_convert.svg_to_png(exhibit.svg or "", scale=2)
    shape = document.add_picture(io.BytesIO(pixels), width=_WIDTH)
    shape._inline.docPr.set("descr", _clean(exhibit.said or exhibit.title))
    package = document.part.package
    assert package is not None
    many = sum(1 for part in package.iter_parts() if part.content_type == "image/svg+xml")
    part = Part(
        PackURI(f"/word/media/chart{many + 1}.svg"), "image/svg+xml", (exhibit.svg or "").encode(), package
    )
    blip = shape._inline.graphic.graphicData.pic.blipFill.blip
    extensions, extension = OxmlElement("a:extLst"), OxmlElement("a:ext")
    extension.set("uri", _SVG_EXTENSION)
    vector = extension.makeelement(f"{{{_SVG}}}svgBlip", nsmap={"asvg": _SVG})
    vector.set(f"{{{_R}}}embed", document.part.relate_to(part, RELATIONSHIP_TYPE.IMAGE))
    extension.append(vector)
    extensions.append(extension)
    blip.append(extensions)


def _put_footnotes(document: DocxDocument, footnotes: tuple[Footnote, ...]) -> None:
    """The part of the footnotes; a template's own goes with its body."""
    from lxml import etree

    for name, relation in list(document.part.rels.items()):
        if relation.reltype == _FOOTNOTES:
            del document.part.rels[name]
    root = etree.Element(f"{{{_W}}}footnotes", nsmap={"w": _W, "r": _R})
    for number, kind in enumerate(("separator", "continuationSeparator")):
        note = etree.SubElement(
            root, f"{{{_W}}}footnote", {f"{{{_W}}}type": kind, f"{{{_W}}}id": str(number)}
        )
        run = etree.SubElement(etree.SubElement(note, f"{{{_W}}}p"), f"{{{_W}}}r")
        etree.SubElement(run, f"{{{_W}}}{kind}")
    part = Part(PackURI("/word/footnotes.xml"), _TYPE, b"", document.part.package)
    styles = _style_id(document, "footnote text"), _style_id(document, "footnote reference")
    for footnote in footnotes:
        root.append(_footnote(footnote, part, *styles))
    part._blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    document.part.relate_to(part, _FOOTNOTES)


def _footnote(footnote: Footnote, part: Part, text_style: str, mark_style: str) -> Any:
    from lxml import etree

    def tag(name: str, **attributes: str) -> Any:
        return etree.Element(
            f"{{{_W}}}{name}", {f"{{{_W}}}{key}": value for key, value in attributes.items()}
        )

    note, paragraph = tag("footnote", id=str(footnote.number + _FIRST - 1)), tag("p")
    about = tag("pPr")
    about.append(tag("pStyle", val=text_style))
    mark, look = tag("r"), tag("rPr")
    look.append(tag("rStyle", val=mark_style))
    mark.extend((look, tag("footnoteRef")))
    paragraph.extend((about, mark, *_words(f" {_clean(footnote.words)}", tag)))
    if footnote.address:
        link = etree.SubElement(paragraph, f"{{{_W}}}hyperlink")
        link.set(
            f"{{{_R}}}id", part.relate_to(footnote.address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        )
        link.extend(_words(" link", tag))
    note.append(paragraph)
    return note


def _words(words: str, tag: Any) -> Iterator[Any]:
    run, text = tag("r"), tag("t")
    text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    text.text = words
    run.append(text)
    yield run


def _clean(words: str) -> str:
    """The words without what XML cannot hold, on one line."""
    return "".join(c if ord(c) >= 0x20 and ord(c) not in (0xFFFE, 0xFFFF) else " " for c in words)
