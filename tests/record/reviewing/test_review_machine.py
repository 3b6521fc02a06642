"""Readings, decisions, rules and undoing in any order, against a model that works each view out from the beginning."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import delete, func, insert, select

from tests.postgres import Server
from veedor.codebook.labels import EventType
from veedor.codebook.span import Quote
from veedor.codebook.statement import Event, Statement
from veedor.documents.document import Document
from veedor.errors import UsageError
from veedor.record import changes, schema, views
from veedor.record.changes import Verb
from veedor.record.reviewing import differing, review, rules, waiting
from veedor.record.reviewing.rules import Scope
from veedor.record.store import Record, Run
from veedor.record.wanted import Filter, Turn

ANCHORS = {
    "d1": ("met", "met, argued", "parted"),
    "d2": ("signed", "signed and sealed", "burned"),
    "d3": ("marched", "marched on", "sang"),
}
DOCUMENTS = {
    "d1": Document(id="d1", publisher="Gazette", text="They met, argued, shook hands for once and parted."),
    "d2": Document(
        id="d2", publisher="Gazette", text="A paper was signed and sealed on Monday; nobody burned it"
    ),
    "d3": Document(id="d3", publisher="Courier", text="Some thousand marched on while children sang along"),
}
"""Different enough that none is a version of another."""


def sayable(document: Document) -> Iterator[Statement]:
    for words in ANCHORS[document.id]:
        start = document.text.index(words)
        anchor = Quote.at(document.text, start, start + len(words))
        for type_ in (EventType.CONSULT, EventType.AGREE):
            yield Event(type=type_, anchor=anchor)


SAID = {
    id_: {statement.id_in(id_): statement for statement in sayable(document)}
    for id_, document in DOCUMENTS.items()
}
FORMS = {document: list(said) for document, said in SAID.items()}
PEOPLE = ("Ana", "Ben")


class Row(NamedTuple):
    """What the views say of a statement."""

    document: str
    id: str
    root: str
    state: str
    standing: str
    decision: int | None
    is_found: bool


class Reader(NamedTuple):
    name: str
    version: str


@dataclass
class Change:
    """A change with what it said; `flipped` are those that an undo took out or put in, with what they are since."""

    id: int
    verb: str
    document: str = ""
    part_of: int | None = None
    root: str = ""
    becomes: str | None = None
    reading: int = 0
    found: tuple[str, ...] = ()
    hides: tuple[str, str, str, str] = ("", "", "", "")
    flipped: dict[int, bool] = field(default_factory=dict)


class Model:
    """All that was ever said, and which of it counts."""

    def __init__(self) -> None:
        self.log: dict[int, Change] = {}
        self.counts: dict[int, bool] = {}

    def append(self, change: Change) -> None:
        self.log[change.id] = change
        self.counts[change.id] = True

    def undo(self, id_: int, own: int) -> None:
        undone = self.log[id_]
        flipped = {id_: False}
        if undone.flipped:
            flipped |= {other: not now for other, now in undone.flipped.items() if self.counts[other] == now}
        else:
            flipped |= {part.id: False for part in self.holding() if part.part_of == id_}
        self.append(Change(own, "undo", flipped=flipped))
        self.counts |= flipped

    def holding(self, *verbs: str) -> Iterator[Change]:
        """The changes that count, oldest first."""
        for change in self.log.values():
            if self.counts[change.id] and (not verbs or change.verb in verbs):
                yield change

    def readings(self) -> dict[str, Change]:
        """The current reading of each document."""
        return {change.document: change for change in self.holding("read")}

    def decisions(self) -> dict[tuple[str, str], Change]:
        """The decision on each line, by document and first form."""
        decided: dict[tuple[str, str], Change] = {}
        for change in self.holding("accept", "correct", "reject", "add"):
            decided.pop((change.document, change.root), None)
            decided[change.document, change.root] = change
        return decided

    def rows(self) -> set[Row]:
        retracted = {change.document for change in self.holding("retract")}
        decided = self.decisions()
        return {
            row._replace(standing="retracted" if document in retracted else "stands")
            for document, reading in self.readings().items()
            for row in self.rows_of(reading, [c for c in decided.values() if c.document == document])
        }

    def rows_of(self, reading: Change, decided: list[Change]) -> Iterator[Row]:
        taken = {form for change in decided for form in (change.root, change.becomes)}
        for id_ in reading.found:
            if id_ not in taken:
                state = self.state_of(id_, reading.document, decided)
                yield Row(reading.document, id_, id_, state, "", None, True)
        for change in decided:
            is_found = change.root in reading.found or change.becomes in reading.found
            id_ = change.becomes or change.root
            state = {"reject": "rejected", "add": "added"}.get(change.verb, "accepted")
            if change.becomes and state != "rejected":
                state = "corrected"
            yield Row(reading.document, id_, change.root, state, "", change.id, is_found)

    def state_of(self, id_: str, document: str, decided: list[Change]) -> str:
        said = SAID[document][id_]
        words, type_ = said.anchor.words, str(said.type)  # type: ignore[union-attr]
        hides = (words, type_, document, DOCUMENTS[document].publisher or "")
        if any(
            all(a in ("", b) for a, b in zip(c.hides, hides, strict=True)) for c in self.holding("ignore")
        ):
            return "ignored"
        for change in decided:
            forms = [SAID[document][form] for form in (change.root, change.becomes) if form]
            if any(form.anchor.overlaps(said.anchor) for form in forms) and id_ not in self.read(
                change.reading
            ):
                return "differs"
        return "read"

    def found_no_more(self) -> set[str]:
        """The forms of decided lines at whose words the document's later reading finds nothing new."""
        gone = set()
        for change in self.decisions().values():
            now = self.readings().get(change.document)
            forms = {form for form in (change.root, change.becomes) if form}
            if now is None or change.verb == "reject" or change.id > now.id or forms & set(now.found):
                continue
            was = self.read(change.reading)
            if forms & set(was) and not any(
                self.overlaps(change.document, id_, forms) for id_ in now.found if id_ not in was
            ):
                gone.add(change.becomes or change.root)
        return gone

    def overlaps(self, document: str, id_: str, forms: set[str]) -> bool:
        said = SAID[document]
        return any(said[form].anchor.overlaps(said[id_].anchor) for form in forms)

    def read(self, reading: int) -> tuple[str, ...]:
        return self.log[reading].found if reading else ()

    def line(self, document: str, id_: str) -> Change | None:
        """The decision on the line that an id means; None where nobody decided."""
        decided = [change for change in self.decisions().values() if change.document == document]
        own = [change for change in decided if change.root == id_]
        return (own or [change for change in reversed(decided) if change.becomes == id_] or [None])[0]

    def has_form(self, document: str, form: str, *, but: str) -> bool:
        """Whether another line on which somebody decided has that form."""
        return any(
            form in (change.root, change.becomes) and change.root != but
            for change in self.decisions().values()
            if change.document == document
        )

    def last_finding(self, document: str, id_: str) -> int:
        found = [c.id for c in self.holding("read") if c.document == document and id_ in c.found]
        return max(found)


class Review(RuleBasedStateMachine):
    """What people and machines do to one record."""

    def __init__(self, record: Record) -> None:
        super().__init__()
        self.record = record
        emptied(record)
        self.model = Model()
        self.versions = itertools.count(1)
        self.tables: dict[str, set[Any]] = {}
        self.before: dict[int, set[Row]] = {}

    # --- what happens --------------------------------------------------------------------------------------

    @rule(
        found=st.dictionaries(st.sampled_from(sorted(DOCUMENTS)), st.sets(st.integers(0, 5)), min_size=1),
        is_run=st.booleans(),
    )
    def read(self, found: dict[str, set[int]], is_run: bool) -> None:
        reader = Reader("fake", str(next(self.versions)))
        run = Run("Ana") if is_run else None
        seen = self.seen()
        for document, numbers in found.items():
            forms = tuple(FORMS[document][number] for number in sorted(numbers))
            said = [SAID[document][form] for form in forms]
            self.record.add(DOCUMENTS[document], said, reader, run=run)
            part_of = run.id if run else None
            if run and part_of not in self.model.log:
                assert part_of is not None
                self.model.append(Change(part_of, "import"))
                self.before[part_of] = seen
            self.model.append(Change(self.last_read(), "read", document, part_of, found=forms))

    @precondition(lambda self: self.model.rows())
    @rule(data=st.data(), by=st.sampled_from(PEOPLE), verb=st.sampled_from(["accept", "reject"]))
    def decide(self, data: st.DataObject, by: str, verb: str) -> None:
        row = self.any_row(data)
        id_ = data.draw(st.sampled_from(sorted({row.id, row.root})), "id")
        act = review.accept if verb == "accept" else review.reject
        was = self.model.line(row.document, id_)
        root = was.root if was else id_
        form = id_ if verb == "accept" else (was.becomes if was else None)
        self.log(
            lambda: act(self.record, id_, by=by, expects=was.id if was else 0),
            verb,
            row.document,
            root,
            becomes=None if form == root else form,
            reading=was.reading if was else self.model.last_finding(row.document, id_),
        )

    @precondition(lambda self: self.model.rows())
    @rule(data=st.data(), by=st.sampled_from(PEOPLE))
    def correct(self, data: st.DataObject, by: str) -> None:
        row = self.any_row(data)
        id_ = data.draw(st.sampled_from(sorted({row.id, row.root})), "id")
        to = data.draw(st.sampled_from(FORMS[row.document]), "to")
        was = self.model.line(row.document, id_)
        root = was.root if was else id_
        shown = (was.becomes if was else None) or root
        said = SAID[row.document][to]
        if to == shown or self.model.has_form(row.document, to, but=root):
            with self.refused():
                review.correct(self.record, id_, said, by=by)
            return
        self.log(
            lambda: review.correct(self.record, id_, said, by=by),
            "accept" if to == root else "correct",
            row.document,
            root,
            becomes=None if to == root else to,
            reading=was.reading if was else self.model.last_finding(row.document, id_),
        )

    @precondition(lambda self: self.model.readings())
    @rule(data=st.data(), by=st.sampled_from(PEOPLE))
    def add(self, data: st.DataObject, by: str) -> None:
        document = data.draw(st.sampled_from(sorted(self.model.readings())), "document")
        id_ = data.draw(st.sampled_from(FORMS[document]), "statement")
        if self.model.line(document, id_) is not None:
            with self.refused():
                review.add(self.record, document, SAID[document][id_], by=by)
            return
        self.log(
            lambda: review.add(self.record, document, SAID[document][id_], by=by),
            "add",
            document,
            id_,
            reading=self.model.readings()[document].id,
        )

    @precondition(lambda self: any(row.state == "differs" for row in self.model.rows()))
    @rule(data=st.data(), takes=st.booleans())
    def take_or_keep(self, data: st.DataObject, takes: bool) -> None:
        found = differing.differences(self.record)
        if not found:
            return
        difference = data.draw(st.sampled_from(sorted(found, key=lambda one: one.id)), "difference")
        row = difference.decided[0]
        was = self.model.log[row.decision_id or 0]
        what = {"document": row.document_id, "root": was.root, "becomes": was.becomes, "reading": was.reading}
        if difference.found is None:
            verb = "reject" if takes else "accept"
        elif takes:
            verb, what["becomes"] = "correct", difference.id
        else:
            reading = self.model.last_finding(row.document_id, difference.id)
            verb, what = "reject", what | {"root": difference.id, "becomes": None, "reading": reading}
        act = differing.take if takes else differing.keep
        self.log(lambda: act(self.record, difference.id, by="Ana"), verb, **what)

    @precondition(lambda self: self.model.rows())
    @rule(data=st.data())
    def comment(self, data: st.DataObject) -> None:
        row = self.any_row(data)
        self.log(lambda: review.comment(self.record, row.id, "Is it so?", by="Ana"), "comment", row.document)

    @precondition(lambda self: self.model.rows())
    @rule(data=st.data(), scope=st.sampled_from(Scope))
    def ignore(self, data: st.DataObject, scope: Scope) -> None:
        row = self.any_row(data)
        was = self.model.line(row.document, row.id)
        said = SAID[row.document][(was.becomes or was.root) if was else row.id]
        hides = (
            said.anchor.words,
            str(said.type),  # type: ignore[union-attr]
            row.document if scope is Scope.DOCUMENT else "",
            DOCUMENTS[row.document].publisher or "" if scope is Scope.PUBLISHER else "",
        )
        self.log(
            lambda: rules.ignore(self.record, row.id, scope, by="Ben"), "ignore", row.document, hides=hides
        )

    @precondition(lambda self: self.model.readings())
    @rule(data=st.data())
    def retract(self, data: st.DataObject) -> None:
        document = data.draw(st.sampled_from(sorted(self.model.readings())), "document")
        self.log(lambda: self.retracted(document), "retract", document)

    def retracted(self, document: str) -> int:
        with self.record.writing() as connection:
            id_ = changes.append(connection, Verb.RETRACT, "Ana", document_id=document)
            connection.execute(insert(schema.retractions).values(change_id=id_, document_id=document))
            return id_

    @precondition(lambda self: self.model.log)
    @rule(data=st.data())
    def undo(self, data: st.DataObject) -> None:
        self.take_back(data.draw(st.sampled_from(sorted(self.model.log)), "change"))

    @precondition(lambda self: self.model.log)
    @rule()
    def undo_the_newest(self) -> None:
        newest = max(self.model.log)
        part_of = self.model.log[newest].part_of
        self.take_back(newest if part_of is None else part_of)
        if newest in self.before:
            assert self.seen() == self.before[newest]

    @precondition(lambda self: any(change.verb == "undo" for change in self.model.holding()))
    @rule(data=st.data())
    def undo_an_undo(self, data: st.DataObject) -> None:
        undos = [change.id for change in self.model.holding("undo")]
        self.take_back(data.draw(st.sampled_from(undos), "undo"))

    def take_back(self, id_: int) -> None:
        if not self.model.counts[id_]:
            with self.refused():
                review.undo(self.record, id_, by="Ben")
            return
        seen = self.seen()
        own = review.undo(self.record, id_, by="Ben")
        self.model.undo(id_, own)
        self.before[own] = seen

    # --- what always holds ---------------------------------------------------------------------------------

    @invariant()
    def the_view_is_the_models(self) -> None:
        assert self.seen() == self.model.rows()

    def teardown(self) -> None:
        # At the end of each sequence alone, as they ask a lot.
        self.what_waits_is_what_the_view_says_waits()
        self.what_differs_is_what_the_model_says()

    def what_waits_is_what_the_view_says_waits(self) -> None:
        stand = [row for row in self.model.rows() if row.standing == "stands"]
        waits = sorted(row.id for row in stand if row.state in ("read", "differs"))
        assert [sorted(row.id for row in waiting.queue(self.record, order=turn)) for turn in Turn] == [
            waits
        ] * 2
        counters = waiting.counters(self.record)
        many = Counter(row.state for row in stand)
        assert (counters.read, counters.differ, counters.ignored) == (
            many["read"],
            many["differs"],
            many["ignored"],
        )
        assert (counters.accepted, counters.corrected, counters.added, counters.rejected) == (
            many["accepted"],
            many["corrected"],
            many["added"],
            many["rejected"],
        )

    def what_differs_is_what_the_model_says(self) -> None:
        stands = {row.document for row in self.model.rows() if row.standing == "stands"}
        found = differing.differences(self.record)
        assert {one.id for one in found if one.found} == {
            row.id for row in self.model.rows() if row.state == "differs" and row.document in stands
        }
        assert {one.id for one in found if not one.found} == {
            id_ for id_ in self.model.found_no_more() if any(id_ in FORMS[document] for document in stands)
        }

    @invariant()
    def no_row_is_lost_or_changed(self) -> None:
        with self.record.reading() as connection:
            now = {
                table.name: {tuple(row) for row in connection.execute(select(table))}
                for table in schema.metadata.sorted_tables
            }
        for name, rows in self.tables.items():
            assert rows <= now[name], name
        self.tables = now

    # --- helpers -------------------------------------------------------------------------------------------

    def seen(self) -> set[Row]:
        rows = list(views.statements(self.record, Filter(states=None, standings=None)))
        made = {
            Row(
                row.document_id,
                row.id,
                row.root_id,
                str(row.state),
                str(row.standing),
                row.decision_id,
                row.is_found,
            )
            for row in rows
        }
        assert len(made) == len(rows)
        return made

    def last_read(self) -> int:
        with self.record.reading() as connection:
            return int(connection.execute(select(func.max(schema.readings.c.change_id))).scalar_one())

    def any_row(self, data: st.DataObject) -> Row:
        return data.draw(st.sampled_from(sorted(self.model.rows(), key=str)), "row")

    def log(self, act: Callable[[], int], verb: str, document: str, root: str = "", **rest: Any) -> None:
        seen = self.seen()
        id_ = act()
        self.model.append(Change(id_, verb, document, root=root, **rest))
        self.before[id_] = seen

    @contextmanager
    def refused(self) -> Iterator[None]:
        with pytest.raises(UsageError):
            yield


def emptied(record: Record) -> None:
    """Take all out of a record: each new one would have to work out all its questions anew."""
    with record.writing() as connection:
        for table in reversed(schema.metadata.sorted_tables):
            if table is not schema.meta:
                connection.execute(delete(table))


def test_any_sequence_on_sqlite_is_the_models(tmp_path: Path) -> None:
    with Record.open(tmp_path / "a.veedor") as record:
        run_state_machine_as_test(
            lambda: Review(record), settings=settings(max_examples=12, stateful_step_count=15)
        )


def test_a_few_sequences_on_postgresql_are_the_models(postgres: Server) -> None:
    with Record.open(postgres.create("review_machine")) as record:
        run_state_machine_as_test(
            lambda: Review(record), settings=settings(max_examples=3, stateful_step_count=12)
        )
