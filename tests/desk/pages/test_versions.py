"""Versions of a document: the word diff, what became of the statements, the judgement."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from starlette.testclient import TestClient

from tests.desk.conftest import seal_of
from tests.fakes import FakeReader
from veedor.desk.side_by_side import differences
from veedor.documents.differences import Change
from veedor.documents.document import Basis, Document, Published
from veedor.documents.versions import Relation
from veedor.record import changes
from veedor.record.store import Record
from veedor.record.versions import kin, versions

Browse = Callable[[Record], TestClient]
REST = " ".join(f"In district {n} the shops were closed for {n} days." for n in range(40))


@pytest.fixture
def two(filled: Record, report: Document, reader: FakeReader) -> Record:
    """A report, and another text of the same publisher a day later."""
    old = replace(report, id="old", text=f"{report.text}\n{REST}")
    text = old.text.replace("40 people", "many").replace("In district 9 the", "In district 9 all")
    new = replace(old, id="new", text=text, published=Published("2021-05-06", Basis.GIVEN), title="Later")
    for one in (old, new):
        filled.add(one, reader.read(one), reader)
    return filled


def test_a_document_alone_says_so(browse: Browse, filled: Record) -> None:
    page = browse(filled).get("/documents/d0c1/versions").text
    assert "No version or carrier of it is known" in page
    assert "What changed" not in page


def test_what_changed_is_shown_inline_and_side_by_side(browse: Browse, two: Record) -> None:
    client = browse(two)
    page = client.get("/documents/new/versions?with=old").text
    assert "<del>40 people " in page
    assert "<ins>many " in page
    assert "characters the same" in page
    assert "characters the same" not in client.get("/documents/new/versions?with=old&whole=1").text
    sides = client.get("/documents/new/versions?with=old&view=sides").text
    assert 'class="sides"' in sides
    assert "<ins>many " in sides


def test_what_became_of_the_statements_is_told(browse: Browse, two: Record) -> None:
    client = browse(two)
    page = client.get("/documents/old/versions").text
    assert "A newer version exists" in page
    assert "3 stand in the newer version" in page
    assert "1 is gone from it" in page
    carried = client.get("/documents/old/versions.json").json()["compared"]["carried"]
    assert [one["kind"] for one in carried["lost"]] == ["figure"]


@pytest.mark.parametrize("verdict", list(Relation))
def test_a_person_judges_a_pair_and_takes_it_back(browse: Browse, two: Record, verdict: Relation) -> None:
    client = browse(two)
    seal = seal_of(client.get("/documents/new/versions?with=old").text)
    form = {"seal": seal, "other": "d0c1", "verdict": str(verdict), "reason": "the same desk", "newer": "new"}
    page = client.post("/documents/new/judge", data=form).text
    assert "You judged how documents belong together." in page
    held = {(one.document_id, one.other_id): one for one in versions.family(two, "new")}
    assert held["new", "d0c1"].relation is verdict
    assert held["new", "d0c1"].by == "Ana"
    done = changes.log(two, by="Ana")[0]
    client.post(f"/changes/{done.id}/undo", data={"seal": seal})
    assert ("new", "d0c1") not in {one[:2] for one in versions.family(two, "new")}


def test_of_two_versions_the_other_one_may_be_the_newer(browse: Browse, two: Record) -> None:
    client = browse(two)
    seal = seal_of(client.get("/documents/new/versions").text)
    form = {"seal": seal, "other": "old", "verdict": "version", "reason": "misdated", "newer": "old"}
    client.post("/documents/new/judge", data=form)
    newest = kin.of_document(two, "new").newest
    assert newest is not None
    assert newest.id == "old"


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"reason": ""}, "Say why"),
        ({"verdict": "twins"}, "versions, carriers"),
        ({"other": "new"}, "one document"),
        ({"other": "nowhere"}, "No document"),
        ({"verdict": "version", "newer": "d0c1"}, "One of the two"),
    ],
)
def test_a_judgement_that_says_too_little_is_refused(
    browse: Browse, two: Record, changed: dict[str, str], words: str
) -> None:
    client = browse(two)
    before = len(changes.log(two))
    seal = seal_of(client.get("/documents/new/versions").text)
    form = {"seal": seal, "other": "old", "verdict": "different", "reason": "two stories", **changed}
    assert words in client.post("/documents/new/judge", data=form).text
    assert len(changes.log(two)) == before


def test_a_retraction_needs_a_reason_and_can_be_undone(browse: Browse, filled: Record) -> None:
    client = browse(filled)
    seal = seal_of(client.get("/documents/d0c1/versions").text)
    assert "needs a reason" in client.post("/documents/d0c1/retract", data={"seal": seal}).text
    page = client.post("/documents/d0c1/retract", data={"seal": seal, "reason": "a forgery"}).text
    assert "Retracted by Ana" in page
    assert "a forgery" in page
    assert "Retract this document" not in page
    client.post(f"/changes/{changes.log(filled)[0].id}/undo", data={"seal": seal})
    assert "Retract this document" in client.get("/documents/d0c1/versions").text


def test_comparing_with_itself_or_with_nothing_is_refused(browse: Browse, two: Record) -> None:
    client = browse(two)
    assert client.get("/documents/new/versions?with=new").status_code == 404
    assert client.get("/documents/new/versions?with=nowhere").status_code == 404
    assert client.get("/documents/nowhere/versions").status_code == 404


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("", ""),
        ("One line.", ""),
        ("One line.\nTwo lines.\n", "One line.\nThree lines.\nFour."),
        ("ONE\nline", "one line"),
        (REST, REST.replace("district 20 the", "district 20 no")),
        ("a\r\nb\u2028c\x0bd e", "a\r\nb\u2028c\x0bd f"),
    ],
)
def test_both_texts_come_out_whole(old: str, new: str) -> None:
    found = differences(old, new, whole=True)
    inline = "".join(run.words for run in found.inline if run.change is not Change.REMOVED)
    assert inline == (new if found.inline else "")
    for column, body in (("old", old), ("new", new)):
        rows = "".join(run.words for row in found.rows for run in getattr(row, column))
        assert rows.split() == body.split() or not found.inline


def test_long_stretches_that_both_have_are_cut_between_words() -> None:
    found = differences(REST, REST.replace("district 20 the", "district 20 no"))
    shown = [run for run in found.inline if run.change is Change.KEPT]
    assert sum(run.skipped for run in shown) > 1000
    assert all(word in REST.split() for run in shown for word in run.words.split())
