"""Names and places that somebody chose to do harm, or that nobody foresaw."""

from __future__ import annotations

import os
import random
import re
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import event

from tests.fakes import FakeReader
from veedor.codebook.labels import EventType
from veedor.codebook.naming import node
from veedor.codebook.span import Quote
from veedor.codebook.statement import Event
from veedor.documents.document import Basis, Document, Published
from veedor.errors import RecordError, VeedorError
from veedor.record import changes, views
from veedor.record.actors import identity
from veedor.record.changes import Verb
from veedor.record.checks import check
from veedor.record.copies import backup, copy
from veedor.record.reviewing import review
from veedor.record.searching import search
from veedor.record.store import Record, Run
from veedor.record.wanted import Filter

LONG = "".join(random.Random(1).choices("abcdefghij klmnopqrstuvwxyzáéñß漢", k=10_000))
"""10,000 characters that no compression makes short."""
NAMES = {
    "SQL": "'; DROP TABLE statements; --",
    "long": LONG,
    "right to left": "\u202egazette\u202c \u2066Riverton\u2069",
    "zero": "The\0Gazette\0",
    "half a character": "\udce9t\udce9",
    "blanks": " \t ",
    "pattern": "%_\\%' OR 1=1",
    "steers a terminal": "\x1b[2J\x07",
    "noncharacter": "\ufffe\U0010ffff",
    "line break": "one\ntwo\r\n",
}


def told(action: Callable[[], object]) -> str:
    """What a user is told of an action that is refused; empty where it is not."""
    try:
        action()
    except VeedorError as error:
        return str(error)
    return ""


def named(number: int, name: str) -> tuple[Document, Event]:
    """A document in which everything has the name, with a statement in which everybody has it."""
    words = name if name == LONG else f"{number}. The mayor met the strikers."
    document = Document(
        id=f"d{number}",
        text=words,
        title=name,
        publisher=name,
        authors=(name,),
        address=name,
        published=Published("2021-05", Basis.GIVEN, name),
        file=name,
    )
    party = Quote.at(words, 0, len(words), name)
    return document, Event(
        type=EventType.CONSULT, anchor=party, actors=(party,), sources=(party,), places=(party,)
    )


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def record(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    """A record in which a document has each of the names."""
    place = tmp_path_factory.mktemp("hostile") / "a.veedor"
    if request.param == "postgresql":
        place = request.getfixturevalue("postgres").create("hostile")
    with Record.open(place) as record:
        for number, name in enumerate(NAMES.values()):
            document, said = named(number, name)
            passages = FakeReader().read_whole(document).passages
            record.add(document, [said], FakeReader(), passages=passages, run=Run(f"by {name}", name))
        yield record


@pytest.fixture(params=range(len(NAMES)), ids=NAMES)
def number(request: pytest.FixtureRequest) -> int:
    found: int = request.param
    return found


def test_a_name_comes_back_as_it_went_in(record: Record, number: int) -> None:
    document, said = named(number, list(NAMES.values())[number])
    back = views.reading(record, document.id)
    assert (back.document, back.statements) == (document, (said,))


@pytest.mark.parametrize(
    "field", ["actor", "source", "place", "holder", "words", "unit", "publisher", "document"]
)
def test_a_name_can_be_asked_for(record: Record, number: int, field: str) -> None:
    name = list(NAMES.values())[number]
    found = list(views.statements(record, Filter(**{field: name})))  # type: ignore[arg-type]
    if field in ("actor", "source", "place", "publisher"):
        assert f"d{number}" in {row.document_id for row in found}
    assert re.search("No document|documents|^$", told(lambda: views.find(record, name)))
    assert len(changes.log(record, by=f"by {name}", all_parts=True)) == 1


def test_a_name_can_be_searched(record: Record, number: int) -> None:
    why = told(lambda: search.search(record, list(NAMES.values())[number]))
    assert re.search("no word to look for|write at most|^$", why)


def test_a_person_may_be_called_anything(record: Record, number: int) -> None:
    name = list(NAMES.values())[number]
    document, said = named(number, name)
    id_, who = said.id_in(document.id), f"x{name}"
    review.accept(record, id_, by=who, reason=name)
    review.comment(record, id_, f"so: {name}", by=who)
    rejected = review.reject(record, id_, by=who, reason=name)
    review.undo(record, rejected, by=who, reason=name)
    pair = identity.Pair(node(who), node("somebody else"), identity.Verdict.SAME, name)
    identity.judge(record, [pair], by=who, reason=name)
    verbs = [Verb.JUDGE, Verb.UNDO, Verb.REJECT, Verb.COMMENT, Verb.ACCEPT]
    assert [change.verb for change in changes.log(record, by=who, all_parts=True)] == verbs


def test_all_that_leaves_a_sound_record(record: Record) -> None:
    assert check(record) == []
    assert views.size(record).documents == len(NAMES)


def test_a_record_of_names_goes_to_the_other_database(
    place: str, another_place: Callable[[str], str]
) -> None:
    other = another_place("sqlite" if "://" in place else "postgresql")
    with Record.open(place) as record, Record.open(other) as target:
        for number, name in enumerate(NAMES.values()):
            document = Document(
                id=f"d{number}", text=f"{number}. The mayor met the strikers.", title=name, file=name
            )
            record.add(document, FakeReader().read(document), FakeReader())
        copy(record, target)
        assert [d.title for d in views.documents(target)] == [d.title for d in views.documents(record)]
        assert check(target) == []


@pytest.mark.parametrize("text", ["The mayor\0 met the strikers.", "The mayor met \udce9."])
def test_a_text_that_no_database_holds_is_refused(place: str, text: str) -> None:
    with Record.open(place) as record:
        with pytest.raises(
            RecordError, match=r"d0c1 holds (the character zero|half a character) at \d+; load it"
        ):
            record.add(Document(id="d0c1", text=text), [], FakeReader())
        assert views.size(record).documents == 0


@pytest.mark.parametrize("id_", ["", "\0", "\udce9", "x" * 500, "one\ntwo"])
def test_an_id_that_no_index_holds_is_refused(place: str, id_: str) -> None:
    with Record.open(place) as record, pytest.raises(RecordError, match="id"):
        record.add(Document(id=id_, text="Words."), [], FakeReader())


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Path]:
    """A folder on a disk of little more than a megabyte."""
    folder = tmp_path / "small"
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=1200k", "tmpfs", str(folder)]
    try:
        made = subprocess.run(command, capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        made = False
    if os.geteuid() != 0 or not made:
        pytest.skip("a small disk can only be made by root, where mounting is allowed")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def reports() -> Iterator[Document]:
    """Reports that share no words, so that none is another's version."""
    for number in range(60):
        words = " ".join(f"w{number}x{n}" for n in range(1500))
        yield Document(id=f"d{number}", text=f"The mayor met the strikers. {words}.")


def add_until_full(record: Record) -> int:
    """How many documents were stored before the disk was full."""
    for number, document in enumerate(reports()):
        why = told(lambda document=document: record.add(document, FakeReader().read(document), FakeReader()))
        if why:
            assert "the disk is full" in why
            return number
    raise AssertionError("the disk was never full")


def test_a_disk_that_fills_loses_nothing(small: Path) -> None:
    path = small / "a.veedor"
    with Record.open(path) as record:
        stored = add_until_full(record)
        assert stored > 5
        assert add_until_full(record) <= stored
    with Record.open(path, create=False) as record:
        assert views.size(record).documents == stored
        assert check(record) == []


def test_a_full_disk_takes_no_backup_and_says_so(small: Path, tmp_path: Path) -> None:
    with Record.open(tmp_path / "a.veedor") as record:
        for document in reports():
            record.add(document, FakeReader().read(document), FakeReader())
        with pytest.raises(RecordError, match="disk is full"):
            backup(record, small / "kept.veedor")
        assert list(small.iterdir()) == []


def test_pages_that_run_out_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.veedor"
    with Record.open(path) as record:
        event.listen(record._engine, "begin", lambda c: c.exec_driver_sql("PRAGMA max_page_count = 200"))
        stored = add_until_full(record)
    with Record.open(path, create=False) as record:
        assert views.size(record).documents == stored
        assert check(record) == []
        after = Document(id="after", text="The mayor met the strikers.")
        record.add(after, FakeReader().read(after), FakeReader())
        assert check(record) == []
