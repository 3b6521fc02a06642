"""Files made by hand, so that no test needs one in the repository."""

from __future__ import annotations

import io
import zipfile

from docx import Document
from fpdf import FPDF

SENTENCE = "The government said on Monday that the opposition had refused to take part in the talks."
SPANISH = "El gobierno dijo el lunes que la oposición se había negado a participar en las conversaciones."

ARTICLE = f"""<!doctype html>
<html lang="en"><head><title>Talks stall | The Observer of Ruritania</title>
<meta property="og:site_name" content="The Observer of Ruritania">
<meta name="author" content="Jane Roe">
<meta property="article:published_time" content="2019-08-22T10:00:00Z">
<link rel="canonical" href="https://observer.example/talks"></head>
<body><nav><a href="/">Home</a> <a href="/world">World</a></nav>
<article><h1>Talks stall</h1><p>{SENTENCE}</p>
<p>Zo&euml; Roe &amp; others said that nothing had chan\xadged since the spring.</p>
<table><tr><td>Arrested</td><td>12</td></tr><tr><td>Freed</td><td>3</td></tr></table></article>
<footer>Copyright 2020</footer></body></html>"""

FEED = """<?xml version="1.0" encoding="utf-8"?>{doctype}
<rss version="2.0"><channel><title>Border Watch</title>{items}</channel></rss>"""


def feed(*words: str, doctype: str = "") -> bytes:
    """A feed with an entry for each of the words."""
    items = "".join(
        f"<item><title>Entry {n}</title><link>https://watch.example/{n}</link>"
        "<pubDate>Thu, 22 Aug 2019 10:00:00 GMT</pubDate>"
        f"<description><![CDATA[<p>{said}</p>]]></description></item>"
        for n, said in enumerate(words)
    )
    return FEED.format(items=items, doctype=doctype).encode()


def bomb() -> str:
    """A document type whose last entity unfolds to a billion words."""
    grows = (f'<!ENTITY b{n + 1} "{f"&b{n};" * 10}">' for n in range(9))
    return f'<!DOCTYPE x [<!ENTITY b0 "boom ">{"".join(grows)}]>'


class Bulletin(FPDF):
    """Pages with a running head and a number at the foot."""

    def header(self) -> None:
        self.set_font("Helvetica", size=9)
        self.cell(0, 10, "Monthly Bulletin of the Observatory", new_x="LMARGIN", new_y="NEXT")

    def footer(self) -> None:
        self.set_y(-15)
        self.set_font("Helvetica", size=9)
        self.cell(0, 10, f"Page {self.page_no()}", align="C")


def printed(*pages: str, maker: type[FPDF] = FPDF) -> FPDF:
    """A PDF with a page for each of the texts, still open for changes."""
    made = maker()
    for words in pages:
        made.add_page()
        made.set_font("Times", size=11)
        made.multi_cell(0, 6, words)
    return made


def pdf(*pages: str, maker: type[FPDF] = FPDF) -> bytes:
    """The bytes of `printed`."""
    return bytes(printed(*pages, maker=maker).output())


def two_columns(left: str, right: str) -> bytes:
    """A PDF page with a title over two columns, whose lines the file holds in turns."""
    made = FPDF()
    made.add_page()
    made.set_font("Times", size=16)
    made.cell(0, 12, "A title that runs over the whole width of the page, both columns of it")
    made.set_font("Times", size=10)
    rows = [made.multi_cell(85, 5, side, dry_run=True, output="LINES") for side in (left, right)]
    for number, pair in enumerate(zip(*rows, strict=False)):
        for x, words in zip((12, 110), pair, strict=True):
            made.text(x, 40 + 5 * number, words)
    return bytes(made.output())


def scan() -> bytes:
    """A PDF whose one page is a picture."""
    from PIL import Image

    made = FPDF()
    made.add_page()
    made.image(Image.new("L", (40, 40), 128), x=10, y=10, w=100)
    return bytes(made.output())


def docx(*paragraphs: str) -> bytes:
    """A Word document with a list, a table and core properties."""
    made = Document()
    made.core_properties.title = "Weekly note"
    made.core_properties.author = "Jane Roe; John Doe"
    made.add_heading("Findings", 1)
    for words in paragraphs:
        made.add_paragraph(words)
    made.add_paragraph("first point", style="List Bullet")
    table = made.add_table(2, 2)
    for cell, words in zip(table._cells, ("Arrested", "12", "Freed", "3"), strict=True):
        cell.text = words
    made.add_paragraph("After the table.")
    packed = io.BytesIO()
    made.save(packed)
    return packed.getvalue()


def swollen_docx(size: int) -> bytes:
    """A small Word document that unpacks to more than `size` bytes."""
    packed = io.BytesIO(docx(SENTENCE))
    with zipfile.ZipFile(packed, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/media/picture.bin", bytes(size))
    return packed.getvalue()
