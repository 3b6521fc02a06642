"""The list of documents, and taking reports in from it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tests.desk.conftest import ADDRESS, TOKEN, seal_of
from tests.fakes import FakeReader
from veedor.desk.app import create_app
from veedor.desk.asking import Desk
from veedor.desk.guard.doors import OwnComputer
from veedor.desk.intake import Intake
from veedor.desk.memory import Memory
from veedor.documents.document import Basis, Document, Published
from veedor.record import views
from veedor.record.reviewing import review
from veedor.record.store import Record
from veedor.record.versions import versions
from veedor.settings import Settings

Browse = Callable[[Record], TestClient]
STRIKE = (
    "The mayor met the strikers on 3 May 2021. According to the union, 40 people were hurt in the port.\n"
)


@pytest.fixture
def desk(record: Record, reader: FakeReader) -> Iterator[Desk]:
    settings = Settings.from_environment({})
    made = Desk(record, settings, Memory(), intake=Intake(record, settings, lambda: reader))
    yield made
    made.close()


@pytest.fixture
def client(desk: Desk) -> Iterator[TestClient]:
    app = create_app(desk, OwnComputer(TOKEN, "Ana"), "secret")
    with TestClient(app, base_url=ADDRESS) as opened:
        opened.get(f"/log?token={TOKEN}")
        yield opened


def another(report: Document, id_: str, **changed: object) -> Document:
    text = f"{report.text}\nOf note {id_} alone: {' '.join(f'{id_}{n} was seen' for n in range(60))}."
    return replace(report, **{"id": id_, "text": text, **changed})  # type: ignore[arg-type]


@pytest.fixture
def several(record: Record, report: Document, reader: FakeReader) -> Record:
    dated = Published("2019-05", Basis.INFERRED, "by the words ‘in May’")
    documents = (
        report,
        another(report, "aa", title="Bread is short", publisher="Harbour Wire", published=dated),
        another(report, "bb", title=None, file="weekly.pdf", publisher=None, published=None, language=None),
    )
    for one in documents:
        record.add(one, reader.read(one), reader)
    return record


def ids(client: TestClient, asked: str = "") -> list[str]:
    return [one["document"]["id"] for one in client.get(f"/documents.json{asked}").json()["part"]["rows"]]


def test_an_empty_record_offers_to_take_reports_in(client: TestClient) -> None:
    page = client.get("/documents").text
    assert "No report has come in yet" in page
    assert 'name="file"' in page
    assert "Watch a folder" in page


def test_every_row_leads_to_the_reading_desk_and_tells_how_it_stands(
    client: TestClient, several: Record
) -> None:
    row = next(iter(views.statements(several)))
    review.accept(several, row.id, by="Ben")
    versions.retract(several, "aa", by="Ben", reason="a forgery & worse")
    page = client.get("/documents").text
    for words in ('href="/documents/d0c1"', "retracted", "by Ben: a forgery &amp; worse", "language unknown"):
        assert words in page
    rows = {one["document"]["id"]: one for one in client.get("/documents.json").json()["part"]["rows"]}
    assert rows["d0c1"]["document"]["counts"] == {
        "event": 1,
        "position": 1,
        "forecast": 0,
        "figure": 1,
        "role": 1,
    }
    waiting = {id_: one["document"]["waiting"] for id_, one in rows.items()}
    assert waiting == {"d0c1": 4 - (row.document_id == "d0c1"), "aa": 0, "bb": 4 - (row.document_id == "bb")}
    assert (rows["aa"]["dated"], rows["bb"]["dated"]) == ("inferred", "nothing shows it")
    assert rows["d0c1"]["document"]["length"] == len(views.reading(several, "d0c1").document.text)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("", ["d0c1", "aa", "bb"]),
        ("?order=oldest", ["aa", "d0c1", "bb"]),
        ("?order=came-in", ["bb", "aa", "d0c1"]),
        ("?order=title", ["d0c1", "aa", "bb"]),
        ("?order=publisher", ["aa", "d0c1", "bb"]),
        ("?order=nonsense", ["d0c1", "aa", "bb"]),
        ("?title=BREAD+is", ["aa"]),
        ("?title=weekly", ["bb"]),
        ("?title=100%25", []),
        ("?publisher=Harbour+Wire", ["aa"]),
        ("?year=2019", ["aa"]),
        ("?year=2021", ["d0c1"]),
        ("?year=never", ["d0c1", "aa", "bb"]),
        ("?standing=stands", ["d0c1", "aa", "bb"]),
        ("?standing=retracted", []),
        ("?standing=nonsense", ["d0c1", "aa", "bb"]),
        ("?page=7", []),
    ],
)
def test_the_list_is_asked_in_the_address(
    client: TestClient, several: Record, asked: str, found: list[str]
) -> None:
    assert ids(client, asked) == found


def test_a_filter_that_finds_nothing_says_so(client: TestClient, several: Record) -> None:
    page = client.get("/documents?title=unheard").text
    assert "No document is like that" in page
    assert 'value="unheard"' in page


def test_versions_and_carriers_are_named(client: TestClient, several: Record, reader: FakeReader) -> None:
    old = views.reading(several, "aa").document
    newer = replace(
        old,
        id="cc",
        text=f"{old.text} More.",
        title="Bread again",
        published=Published("2019-06-02", Basis.GIVEN),
    )
    several.add(newer, reader.read(newer), reader)
    page = client.get("/documents?standing=superseded").text
    assert "superseded" in page
    assert "Bread again" in page
    assert ids(client, "?standing=superseded") == ["aa"]


def test_words_of_a_report_are_never_more_than_words(
    client: TestClient, record: Record, report: Document, reader: FakeReader
) -> None:
    hostile = replace(
        report, title='<script>alert("x")</script>\u202e', publisher="<img src=x onerror=alert(1)>"
    )
    record.add(hostile, reader.read(hostile), reader)
    for path in ("/documents", "/", "/documents/d0c1/versions"):
        page = client.get(path).text
        assert "<script>alert" not in page
        assert "<img" not in page
    assert "&lt;script&gt;" in page


def test_files_are_sent_read_and_told_of(client: TestClient, desk: Desk, record: Record) -> None:
    seal = seal_of(client.get("/documents").text)
    answer = client.post(
        "/documents/upload",
        data={"seal": seal, "publisher": "Gazette", "dated": "2021-05-04"},
        files=[
            ("file", ("../strike.txt", STRIKE.encode())),
            ("file", ("p.png", b"\x89PNG\r\n\x1a\nxx")),
        ],
    )
    assert answer.status_code == 200
    assert desk.intake.wait(30)
    now = client.get("/taking-in.json").json()
    assert now["open"] == 0
    assert [(one["name"], one["words"]) for one in now["files"]] == [
        ("p.png", "refused"),
        ("strike.txt", "read: 2 statements"),
    ]
    (told,) = now["files"][1]["documents"]
    assert client.get(told["to"]).status_code == 200
    assert "picture" in client.get("/documents").text
    assert "strike.txt" in client.get("/taking-in").text
    assert views.documents(record)[0].publisher == "Gazette"


def test_a_pasted_text_is_read(client: TestClient, desk: Desk, record: Record) -> None:
    seal = seal_of(client.get("/").text)
    client.post("/documents/paste", data={"seal": seal, "text": STRIKE, "title": "Day 3", "force": "1"})
    assert desk.intake.wait(30)
    assert [row.title for row in views.documents(record)] == ["Day 3"]


@pytest.mark.parametrize(
    ("path", "sent", "words"),
    [
        ("upload", {}, "No file was chosen"),
        ("paste", {"text": "   "}, "There is no text"),
        ("paste", {"text": STRIKE, "dated": "last week"}, "last week"),
        ("watch", {}, "Nothing was given for folder"),
        ("watch", {"folder": "reports"}, "whole path"),
    ],
)
def test_what_cannot_be_taken_in_is_refused_in_words(
    client: TestClient, record: Record, path: str, sent: dict[str, str], words: str
) -> None:
    seal = seal_of(client.get("/documents").text)
    answer = client.post(f"/documents/{path}", data={"seal": seal, **sent})
    assert 400 <= answer.status_code < 500
    assert words in answer.text
    assert views.documents(record) == []


def test_one_title_names_one_file(client: TestClient) -> None:
    seal = seal_of(client.get("/documents").text)
    files = [("file", ("a.txt", b"x")), ("file", ("b.txt", b"y"))]
    answer = client.post("/documents/upload", data={"seal": seal, "title": "Both"}, files=files)
    assert "One title cannot name several files" in answer.text


def test_a_form_without_its_seal_takes_nothing_in(client: TestClient, record: Record) -> None:
    answer = client.post("/documents/paste", data={"text": STRIKE})
    assert answer.status_code == 403
    assert views.documents(record) == []


def test_a_folder_is_watched_and_no_more(client: TestClient, tmp_path: Path) -> None:
    (tmp_path / "incoming").mkdir()
    seal = seal_of(client.get("/documents").text)
    page = client.post("/documents/watch", data={"seal": seal, "folder": str(tmp_path / "incoming")}).text
    assert "Watch it no more" in page
    assert "incoming" in page
    assert "Watch it no more" not in client.post("/documents/unwatch", data={"seal": seal}).text


def test_stopping_with_nothing_to_read_is_no_fault(client: TestClient) -> None:
    seal = seal_of(client.get("/documents").text)
    said = client.post("/documents/stop", headers={"x-seal": seal, "accept": "application/json"}).json()
    assert said["given_up"] == 0


def test_no_folder_is_watched_on_a_desk_of_a_team(record: Record, tmp_path: Path) -> None:
    desk = Desk(record, Settings.from_environment({}), Memory(), is_team=True)
    app = create_app(desk, OwnComputer(TOKEN, "Ana"), "secret")
    with TestClient(app, base_url=ADDRESS) as client:
        page = client.get(f"/documents?token={TOKEN}").text
        assert "Watch a folder" not in page
        answer = client.post("/documents/watch", data={"seal": seal_of(page), "folder": str(tmp_path)})
        assert "works alone" in answer.text
    assert desk.watching.folder is None
