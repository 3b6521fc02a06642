from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.documents import files
from tests.documents.files import SENTENCE, SPANISH
from veedor.documents.document import Document
from veedor.documents.load import load, load_all
from veedor.errors import EmptyDocument, ForeignLanguage, UnreadableDocument, UsageError

Put = Callable[[str, bytes | str], Path]


@pytest.fixture
def put(tmp_path: Path) -> Put:
    def write(name: str, holds: bytes | str) -> Path:
        path = tmp_path / name
        path.write_bytes(holds if isinstance(holds, bytes) else holds.encode())
        return path

    return write


def one(path: Path) -> Document:
    (document,) = load(path)
    return document


# --- plain text ------------------------------------------------------------------------------------------


def test_a_clean_text_stays_the_file_character_for_character(put: Put) -> None:
    text = f"\n{SENTENCE}\n\n  Café — “no” 🙂\t.  \n"
    document = one(put("note.txt", text))
    assert document.text == text
    assert document.id == hashlib.sha256(text.encode()).hexdigest()[:16]
    assert (document.file, document.media_type, document.language) == ("note.txt", "text/plain", "en")


def test_the_same_text_is_the_same_document(put: Put) -> None:
    windows = one(put("b.txt", b"\xef\xbb\xbf" + f"{SENTENCE}\r\n".encode()))
    assert windows.id == one(put("a.txt", f"{SENTENCE}\n")).id
    assert windows.text == f"{SENTENCE}\n"


@pytest.mark.parametrize(
    "encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "latin-1", "cp1252"]
)
def test_every_usual_encoding_is_read(put: Put, encoding: str) -> None:
    text = f"{SENTENCE} José Muñoz, a café owner in São Tomé, said “no” – twice.\n"
    text = text if encoding != "latin-1" else text.translate({0x201C: '"', 0x201D: '"', 0x2013: "-"})
    assert one(put("note.txt", text.encode(encoding))).text == text


def test_short_windows_text_is_read(put: Put) -> None:
    assert one(put("note.txt", "The prime minister’s office said no.".encode("cp1252"))).text.endswith(
        "’s office said no."
    )


def test_a_damaged_utf8_text_keeps_its_other_letters(put: Put) -> None:
    text = one(put("note.txt", "Café, naïve, Über, Łódź, crème, Süd – ".encode() * 4 + b"\xff no.")).text
    assert text.startswith("Café")
    assert text.endswith("\ufffd no.")


def test_a_long_text_is_read_quickly(put: Put) -> None:
    path = put("long.txt", (SENTENCE + "\n") * (20_000_000 // len(SENTENCE)))
    before = time.process_time()
    assert len(one(path).text) > 19_000_000
    assert time.process_time() - before < 3


def test_a_sentence_of_five_thousand_words_is_read(put: Put) -> None:
    text = "The government said " + ", ".join(["that the talks would go on"] * 1000) + "."
    assert one(put("long.txt", text)).text == text


def test_what_is_given_beats_what_the_file_says(put: Put) -> None:
    (document,) = load(
        put("talks.html", files.ARTICLE), publisher="Ours", dated="2019-09-01", title="Given", language="en"
    )
    assert (document.publisher, document.title, document.language) == ("Ours", "Given", "en")
    assert document.published is not None
    assert document.published.value == "2019-09-01"


def test_markdown_keeps_its_words_and_loses_its_marks(put: Put) -> None:
    text = (
        '---\ntitle: "Weekly note"\nauthor: Jane Roe\ndate: 2019-08-22\n---\n\n# Findings *so far*\n\n'
        f"{SENTENCE} See [the **list**](https://a.example/b_c) of _names_, snake_case and 2*3*4.\n\n"
        "> quoted words\n\n* first\n- second\n\n---\n<!-- not seen -->[ref]: https://a.example\n"
    )
    document = one(put("note.md", text))
    assert document.text.strip().startswith("Findings so far\n\nThe government")
    assert (
        "See the list of names, snake_case and 2*3*4.\n\nquoted words\n\n- first\n- second\n" in document.text
    )
    assert "not seen" not in document.text
    assert (document.title, document.authors) == ("Weekly note", ("Jane Roe",))
    assert document.published is not None
    assert document.published.value == "2019-08-22"


# --- refused ---------------------------------------------------------------------------------------------


def test_an_empty_file_is_refused(put: Put) -> None:
    with pytest.raises(EmptyDocument, match=r"'note\.txt' is empty"):
        load(put("note.txt", b""))


def test_white_space_alone_is_refused(put: Put) -> None:
    with pytest.raises(EmptyDocument, match="white space"):
        load(put("note.txt", " \n\t\ufeff\n "))


def test_a_binary_called_txt_is_refused(put: Put) -> None:
    with pytest.raises(UnreadableDocument, match="binary"):
        load(put("note.txt", bytes(range(256)) * 40))


@pytest.mark.parametrize(
    "holds", [b"\x89PNG\r\n\x1a\n", b"{\\rtf1 words}", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\x1f\x8b\x08"]
)
def test_other_formats_are_named_with_a_way_out(put: Put, holds: bytes) -> None:
    with pytest.raises(UnreadableDocument, match=r"'note\.txt' is an? .*; "):
        load(put("note.txt", holds + b" words" * 20))


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableDocument, match="there is no file"):
        load(tmp_path / "gone.txt")


def test_a_file_that_vanishes_is_refused(put: Put, monkeypatch: pytest.MonkeyPatch) -> None:
    path = put("note.txt", SENTENCE)
    whole = Path.read_bytes

    def vanish(self: Path) -> bytes:
        self.unlink()
        return whole(self)

    monkeypatch.setattr(Path, "read_bytes", vanish)
    with pytest.raises(UnreadableDocument, match="there is no file"):
        load(path)


def test_a_file_without_permission_is_refused(put: Put, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(UnreadableDocument, match="permissions"):
        load(put("note.txt", SENTENCE))


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableDocument, match="folder"):
        load(tmp_path)


def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(UnreadableDocument, match="no ordinary file"):
        load(tmp_path / "pipe")


def test_another_language_is_refused_by_name_unless_forced(put: Put) -> None:
    path = put("nota.txt", SPANISH)
    with pytest.raises(ForeignLanguage, match="in Spanish"):
        load(path)
    assert load(path, force=True)[0].language == "es"
    assert load(path, language="en")[0].language == "en"
    with pytest.raises(ForeignLanguage, match="in Arabic"):
        load(path, language="ar")


# --- web pages -------------------------------------------------------------------------------------------


def test_a_page_gives_its_article_and_metadata(put: Put) -> None:
    document = one(put("talks.html", files.ARTICLE))
    assert f"{SENTENCE}\n\nZoë Roe & others said that nothing had changed" in document.text
    assert "Arrested\t12\nFreed\t3" in document.text
    assert "Home" not in document.text
    assert (document.title, document.publisher) == ("Talks stall", "The Observer of Ruritania")
    assert (document.authors, document.address) == (("Jane Roe",), "https://observer.example/talks")
    assert document.published is not None
    assert document.published.value == "2019-08-22"


def test_content_decides_over_the_name(put: Put) -> None:
    assert one(put("talks.txt", files.ARTICLE)).media_type == "text/html"
    assert one(put("talks.pdf", SENTENCE)).media_type == "text/plain"


def test_a_page_in_the_encoding_it_declares_is_read(put: Put) -> None:
    page = files.ARTICLE.replace("<head>", '<head><meta charset="windows-1251">').replace("Zo&euml;", "Зоя")
    assert "Зоя Roe" in one(put("talks.html", page.encode("cp1251", "ignore"))).text


def test_a_page_without_an_article_is_refused(put: Put) -> None:
    page = "<html><body><nav><a href=/>Home</a></nav><script>var a = 1</script></body></html>"
    with pytest.raises(EmptyDocument, match="no article"):
        load(put("menu.html", page))


def test_entities_that_unfold_without_end_do_no_harm(put: Put) -> None:
    page = files.ARTICLE.replace("<!doctype html>", files.bomb()).replace("Zo&euml;", "&b9;")
    assert "&b9; Roe" in one(put("talks.html", page)).text
    (document,) = load(
        put("feed.xml", files.feed(SENTENCE, doctype=files.bomb()).replace(b"Border", b"&b9;"))
    )
    assert document.text == SENTENCE
    assert document.publisher == "&b9; Watch"


def test_entities_do_not_open_files(put: Put) -> None:
    secret = put("secret", "not to be seen")
    doctype = f'<!DOCTYPE rss [<!ENTITY s SYSTEM "{secret.as_uri()}">]>'
    (document,) = load(put("feed.xml", files.feed(SENTENCE, doctype=doctype).replace(b"Border", b"&s;")))
    assert "not to be seen" not in str(document.to_dict())


def test_a_page_nested_without_end_is_read_or_refused(put: Put) -> None:
    with pytest.raises(EmptyDocument):
        load(put("deep.html", "<html><body>" + "<div>" * 50_000 + SENTENCE))


# --- feeds -----------------------------------------------------------------------------------------------


def test_every_entry_of_a_feed_is_a_document(put: Put) -> None:
    documents = load(put("feed.xml", files.feed(SENTENCE, f"{SENTENCE}</p><p>Nothing &amp; more.", "")))
    assert [document.text for document in documents] == [SENTENCE, f"{SENTENCE}\n\nNothing & more."]
    assert [document.title for document in documents] == ["Entry 0", "Entry 1"]
    assert {document.publisher for document in documents} == {"Border Watch"}
    assert documents[0].published is not None
    assert documents[0].published.value == "2019-08-22"
    assert documents[0].address == "https://watch.example/0"


def test_one_foreign_entry_does_not_stop_the_others(put: Put) -> None:
    path = put("feed.xml", files.feed(SPANISH, SENTENCE))
    loaded = load_all(path)
    assert [document.text for document in loaded.documents] == [SENTENCE]
    assert [type(error) for error in loaded.refused] == [ForeignLanguage]
    assert len(load(path, force=True)) == 2


def test_a_feed_of_nothing_readable_raises(put: Put) -> None:
    with pytest.raises(ForeignLanguage):
        load(put("feed.xml", files.feed(SPANISH, SPANISH + " No.")))
    with pytest.raises(EmptyDocument):
        load(put("feed.xml", files.feed("", "")))


def test_one_title_does_not_fit_a_feed(put: Put) -> None:
    with pytest.raises(UsageError, match="2 documents"):
        load(put("feed.xml", files.feed(SENTENCE, SENTENCE + " No.")), title="x")


# --- PDF -------------------------------------------------------------------------------------------------


def test_a_pdf_gives_its_text_with_pages(put: Put) -> None:
    document = one(put("a.pdf", files.pdf(f"{SENTENCE} " * 4, "The second page says more than the first.")))
    assert (
        document.text == f"{(SENTENCE + ' ') * 4}".strip() + "\n\nThe second page says more than the first.\n"
    )
    assert document.page_of(0) == 1
    assert document.page_of(document.text.index("second")) == 2
    assert document.media_type == "application/pdf"


def test_a_pdf_that_prints_its_date_is_not_dated_by_its_conversion(put: Put) -> None:
    made = files.printed(f"NAIROBI, 12 October 2017 - {SENTENCE}")
    made.set_creation_date(datetime(2021, 2, 3, tzinfo=UTC))
    published = one(put("a.pdf", bytes(made.output()))).published
    assert published is not None
    assert published.value == "2017-10-12"


def test_a_pdf_loses_hyphens_at_line_ends(put: Put) -> None:
    document = one(put("a.pdf", files.pdf("The gov-\nernment met the op-\nposition in a well-known place.")))
    assert document.text == "The government met the opposition in a well-known place.\n"


def test_running_heads_and_page_numbers_of_a_pdf_are_left_out(put: Put) -> None:
    pages = [f"{SENTENCE} This is page {word}." for word in ("one", "two", "three")]
    text = one(put("a.pdf", files.pdf(*pages, maker=files.Bulletin))).text
    assert text == "\n\n".join(pages) + "\n"


def test_two_columns_of_a_pdf_are_read_one_after_the_other(put: Put) -> None:
    left, right = (
        " ".join(f"{side} sentence {n} has several words." for n in range(30)) for side in ("Left", "Right")
    )
    text = one(put("a.pdf", files.two_columns(left, right))).text
    assert text.index("Left sentence 15") < text.index("Right sentence 0")
    assert text.startswith("A title that runs")
    assert left[:400] in text


def test_an_encrypted_pdf_is_refused(put: Put) -> None:
    made = files.printed(SENTENCE)
    made.set_encryption(owner_password="owner", user_password="user")
    with pytest.raises(UnreadableDocument, match="encrypted"):
        load(put("a.pdf", bytes(made.output())))


def test_a_scanned_pdf_is_refused_for_having_no_text_layer(put: Put) -> None:
    with pytest.raises(UnreadableDocument, match="no text layer"):
        load(put("a.pdf", files.scan()))


def test_a_blank_pdf_is_refused(put: Put) -> None:
    with pytest.raises(EmptyDocument, match="no words"):
        load(put("a.pdf", files.pdf("")))


@pytest.mark.parametrize("share", [0.2, 0.5, 0.9])
def test_a_truncated_pdf_is_refused(put: Put, share: float) -> None:
    whole = files.pdf(SENTENCE)
    with pytest.raises(UnreadableDocument, match="cut off"):
        load(put("a.pdf", whole[: int(len(whole) * share)]))


def test_a_damaged_pdf_is_refused(put: Put) -> None:
    with pytest.raises(UnreadableDocument, match="damaged"):
        load(put("a.pdf", b"%PDF-1.7\n" + b"nonsense " * 50 + b"\n%%EOF\n"))


# --- Word ------------------------------------------------------------------------------------------------


def test_a_word_document_gives_paragraphs_lists_and_tables_in_order(put: Put) -> None:
    document = one(put("a.docx", files.docx(SENTENCE, "Second.")))
    assert document.text == (
        f"Findings\n\n{SENTENCE}\n\nSecond.\n\n- first point\n\nArrested\t12\nFreed\t3\n\nAfter the table.\n"
    )
    assert (document.title, document.authors) == ("Weekly note", ("Jane Roe", "John Doe"))


@pytest.mark.parametrize("share", [0.1, 0.5, 0.95])
def test_a_truncated_word_document_is_refused(put: Put, share: float) -> None:
    whole = files.docx(SENTENCE)
    with pytest.raises(UnreadableDocument, match="damaged Word document"):
        load(put("a.docx", whole[: int(len(whole) * share)]))


def test_a_word_document_that_unpacks_without_end_is_refused(
    put: Put, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("veedor.documents.word._LARGEST_UNPACKED", 5_000_000)
    packed = files.swollen_docx(5_000_000)
    assert len(packed) < 100_000
    with pytest.raises(UnreadableDocument, match="unpacks to"):
        load(put("a.docx", packed))


def test_another_packed_file_is_refused(put: Put, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as packed:
        packed.writestr("x.txt", SENTENCE)
    with pytest.raises(UnreadableDocument, match="packed"):
        load(tmp_path / "a.zip")


# --- cost ------------------------------------------------------------------------------------------------


def test_importing_load_pulls_in_no_format_library() -> None:
    heavy = (
        "trafilatura",
        "lxml",
        "pypdfium2",
        "docx",
        "feedparser",
        "py3langid",
        "charset_normalizer",
        "numpy",
    )
    code = f"import sys, veedor.documents.load; print([m for m in {heavy!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
