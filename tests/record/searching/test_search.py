from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.fakes import FakeReader
from tests.postgres import Server
from veedor.codebook.labels import Kind
from veedor.documents.document import Basis, Document, Published
from veedor.documents.versions import Relation
from veedor.errors import ModelError, UsageError
from veedor.record import changes
from veedor.record.searching.search import Hit, search
from veedor.record.store import Record, Run
from veedor.record.versions import versions
from veedor.record.wanted import Filter, How, Names, Standing

STRIKE = (
    "The mayor met the strikers on 3 May 2021. According to the union, 40 people were hurt. Nobody from the "
    "harbour office came, and the cranes stood still until the evening, which had not happened in years.\n\n"
    "The provincial élections were put off twice. A judge of the Supreme Court said on Sunday that the voters' "
    "lists were not ready, and that the electoral council would have to begin again with all of them.\n"
)
TALKS = (
    "Deputy Ana Órdoñez wants new talks on the lists of voters. The court of the province had begun to hear the "
    "parties, and the council kept silent about the supreme question, as the papers call it, all week long.\n"
)
REPORTS = {
    "strike": ("Harbour Post", "2021-05-04", STRIKE),
    "talks": ("Valley Herald", "2021-06-09", TALKS),
}


def document(name: str, *, text: str | None = None, publisher: str | None = None) -> Document:
    given, day, said = REPORTS[name]
    return Document(
        id=name,
        text=text or said,
        title=name.capitalize(),
        publisher=publisher or given,
        published=Published(day, Basis.GIVEN),
        file=f"{name}.txt",
    )


def add(record: Record, *documents: Document, run: Run | None = None) -> None:
    reader = FakeReader()
    for one in documents:
        whole = reader.read_whole(one)
        record.add(one, whole.statements, reader, passages=whole.passages, run=run)


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def library(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    """Two reports; nobody changes them."""
    if request.param == "sqlite":
        place = str(tmp_path_factory.mktemp("library") / "crisis.veedor")
    else:
        server: Server = request.getfixturevalue("postgres")
        place = server.create("library")
    with Record.open(place) as record:
        add(record, document("strike"), document("talks"))
        yield record


def words_of(hit: Hit) -> list[str]:
    return [hit.snippet.text[start:end] for start, end in hit.snippet.marks]


def text_of(hit: Hit) -> str:
    return REPORTS[hit.document_id][2]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("mayor", ["strike"]),
        ("MAYOR strikers", ["strike"]),
        ("mayor Deputy", []),
        ("mayor OR deputy", ["strike", "talks"]),
        ('"supreme court"', ["strike"]),
        ("supreme court", ["strike", "talks"]),
        ("supreme -judge", ["talks"]),
        ("elect*", ["strike"]),
        ("elections", ["strike"]),
        ("Ordonez", ["talks"]),
        ("voter", ["strike", "talks"]),
        ("'; DROP TABLE passages", []),
    ],
)
def test_words_are_found(library: Record, asked: str, found: list[str]) -> None:
    assert sorted(hit.document_id for hit in search(library, asked)) == found


def test_a_hit_opens_at_its_words(library: Record) -> None:
    (hit,) = search(library, '"supreme court"')
    assert STRIKE[hit.start : hit.end] == "Supreme Court"
    assert words_of(hit) == ["Supreme Court"]
    assert STRIKE[hit.snippet.start :].startswith(hit.snippet.text)
    assert hit.passage[0] == STRIKE.index("The provincial")
    assert (hit.title, hit.publisher, hit.published) == ("Strike", "Harbour Post", "2021-05-04")


def test_a_hit_brings_what_its_passage_says(library: Record) -> None:
    (hit,) = search(library, "mayor")
    assert [row.statement.anchor.words for row in hit.statements] == ["met", "40 people"]
    (without,) = search(library, "judge")
    assert without.statements == ()


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (Filter(kind=Kind.FIGURE), ["strike"]),
        (Filter(kind=Kind.ROLE), ["talks"]),
        (Filter(date="2021-05"), ["strike"]),
        (Filter(date="2021-06"), []),
        (Filter(actor="ordonez"), ["talks"]),
        (Filter(actor=Names(frozenset({"ana ordonez"}), frozenset(), frozenset())), ["talks"]),
        (Filter(actor=Names(frozenset({"ana ordonez"}), frozenset(), frozenset()), date="2021-05"), []),
        (Filter(publisher="Valley Herald"), ["talks"]),
        (Filter(published="2021-05"), ["strike"]),
        (Filter(document="talks"), ["talks"]),
        (Filter(document="talks", kind=Kind.FIGURE), []),
    ],
)
def test_a_filter_keeps_passages_that_hold_such_a_statement(
    library: Record, wanted: Filter, found: list[str]
) -> None:
    assert [hit.document_id for hit in search(library, "mayor OR talks", wanted=wanted)] == found


def test_a_filter_on_documents_keeps_passages_that_say_nothing(library: Record) -> None:
    hits = search(library, "judge", wanted=Filter(publisher="Harbour Post"))
    assert [hit.document_id for hit in hits] == ["strike"]
    assert search(library, "judge", wanted=Filter(kind=Kind.EVENT)) == []


def test_a_filter_that_few_pass_is_looked_for_in_all(library: Record) -> None:
    asked = FakeReader().vector("supreme court judge voters lists")
    wanted = Filter(kind=Kind.ROLE)
    (hit,) = search(library, None, meaning=asked, by=How.MEANING, wanted=wanted, limit=1)
    assert hit.document_id == "talks"
    assert search(library, None, meaning=asked, by=How.MEANING, wanted=wanted, limit=1, offset=1) == []


def test_by_meaning_the_nearest_comes_first(library: Record) -> None:
    asked = FakeReader().vector("silent papers and the question they call supreme")
    first, *rest = search(library, None, meaning=asked, by=How.MEANING)
    assert (first.document_id, first.ranks) == ("talks", (None, 1))
    assert (first.start, first.end) == first.passage
    assert first.snippet.marks == ()
    assert len(first.snippet.text) <= 160
    assert text_of(first)[first.snippet.start :].startswith(first.snippet.text)
    assert len(rest) == 2
    assert first.score > max(hit.score for hit in rest)


def test_by_meaning_words_are_marked_where_they_stand(library: Record) -> None:
    asked = FakeReader().vector("supreme court judge")
    hits = search(library, "judge", meaning=asked, by=How.MEANING)
    assert [words_of(hit) for hit in hits if hit.snippet.marks] == [["judge"]]


def test_both_put_first_what_both_find(library: Record) -> None:
    asked = FakeReader().vector("Supreme Court judge of the voters lists")
    hits = search(library, "supreme", meaning=asked, by=How.BOTH)
    assert [hit.ranks.meaning is not None for hit in hits] == [True] * 3
    assert hits[0].score == pytest.approx(
        1 / (60 + (hits[0].ranks.words or 0)) + 1 / (60 + (hits[0].ranks.meaning or 0))
    )
    assert hits[-1].ranks.words is None


def test_pages_follow_each_other(library: Record) -> None:
    asked = FakeReader().vector("voters")
    whole = search(library, "the", meaning=asked, by=How.BOTH)
    pages = [
        search(library, "the", meaning=asked, by=How.BOTH, limit=1, offset=n)[0] for n in range(len(whole))
    ]
    assert pages == whole


@pytest.mark.parametrize(
    ("words", "by"), [(None, How.WORDS), ("  ", How.WORDS), ("-only", How.BOTH), ("x", How.MEANING)]
)
def test_nothing_to_look_for_is_an_error(library: Record, words: str | None, by: How) -> None:
    with pytest.raises(UsageError):
        search(library, words, by=by)


def test_a_vector_of_another_model_is_an_error(library: Record) -> None:
    with pytest.raises(ModelError, match="12 bytes"):
        search(library, None, meaning=b"x" * 12, by=How.MEANING)


def test_what_is_retracted_or_taken_back_is_not_found(place: str) -> None:
    with Record.open(place) as record:
        run = Run("Ana")
        add(record, document("strike"))
        add(record, document("talks"), run=run)
        retracted = versions.retract(record, "strike", by="Ana", reason="made up")
        assert search(record, "mayor") == []
        (hit,) = search(record, "mayor", outdated=True)
        assert hit.standing is Standing.RETRACTED
        assert [row.standing for row in hit.statements] == [Standing.RETRACTED] * 2
        changes.undo(record, retracted, by="Ana")
        changes.undo(record, run.id or 0, by="Ana")
        assert [hit.document_id for hit in search(record, "mayor OR talks", outdated=True)] == ["strike"]


def test_an_older_version_and_a_carrier_are_not_shown_twice(place: str) -> None:
    older = replace(document("strike"), id="older", text=STRIKE.replace("40 people", "30 people"))
    carrier = document("strike", text=f"Agency report. {STRIKE}", publisher="Valley Herald")
    with Record.open(place) as record:
        add(record, older, document("strike"), replace(carrier, id="carrier"))
        versions.judge(record, "strike", "older", Relation.VERSION, by="Ana", reason="same page")
        versions.judge(record, "carrier", "strike", Relation.CARRIER, by="Ana", reason="same words")
        (hit,) = search(record, "strikers")
        (also,) = hit.also
        assert {hit.document_id, also.document_id} == {"strike", "carrier"}
        assert {hit.publisher, also.publisher} == {"Harbour Post", "Valley Herald"}
        assert {row.document_id for row in hit.statements} == {hit.document_id}


def test_new_passages_are_found_by_meaning_at_once(tmp_path: Path) -> None:
    asked = FakeReader().vector("supreme question of the papers")
    with Record.open(tmp_path / "a.veedor") as record:
        assert search(record, None, meaning=asked, by=How.MEANING) == []
        add(record, document("strike"))
        assert {hit.document_id for hit in search(record, None, meaning=asked, by=How.MEANING)} == {"strike"}
        with Record.open(tmp_path / "a.veedor") as other:
            add(other, document("talks"))
        assert search(record, None, meaning=asked, by=How.MEANING)[0].document_id == "talks"
