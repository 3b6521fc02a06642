from __future__ import annotations

import pytest

from tests.documents.files import ARTICLE, SENTENCE
from veedor.desk.page import page
from veedor.desk.shown import Shown
from veedor.documents.document import Document
from veedor.documents.feed import entries
from veedor.documents.web import web_page, words_of
from veedor.errors import UnreadableDocument


def test_blocks_become_paragraphs() -> None:
    assert words_of("<p>One\n two.</p><ul><li>three</li><li>four</li></ul>five<br>six") == (
        "One two.\n\nthree\n\nfour\n\nfive\n\nsix"
    )


def test_what_a_reader_does_not_see_is_left_out() -> None:
    assert (
        words_of("a<script>no()</script> b<!-- no --> c<style>p{}</style><template>no</template> d")
        == "a b c d"
    )


def test_plain_words_and_nothing_pass() -> None:
    assert words_of("Fish &amp; chips") == "Fish & chips"
    assert words_of("") == words_of("<!-- -->") == ""


def test_hostile_nesting_is_survived() -> None:
    assert "deep" in words_of("<b>" * 200 + "deep")
    words_of("<div>" * 100_000)


def test_lines_kept_as_typed_go_on_in_the_next() -> None:
    page = ARTICLE.replace(
        "<table>", "<pre>The ministers said\nthat nothing had changed.\nThey left.</pre><table>"
    )
    assert "The ministers said\nthat nothing had changed.\n\nThey left." in web_page(page, "x").text


def test_atom_entries_are_read() -> None:
    feed = f"""<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Border Watch</title>
    <entry><title type="html">One &amp;lt;b&amp;gt;</title><link href="https://watch.example/1"/>
    <author><name>Jane Roe</name></author><updated>2019-08-22T23:30:00-04:00</updated>
    <summary>short</summary>
    <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{SENTENCE}</p></div></content></entry></feed>"""
    (draft,) = entries(feed.encode(), "x")
    assert draft.text == SENTENCE
    assert draft.authors == ("Jane Roe",)
    assert draft.dated == "2019-08-23"
    assert draft.publisher == "Border Watch"


def test_a_page_that_veedor_wrote_is_no_report(report: Document) -> None:
    made = page([Shown(report, ())])
    with pytest.raises(UnreadableDocument, match="Veedor wrote"):
        web_page(made, "reading.html")
