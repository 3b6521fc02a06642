from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from sqlalchemy import delete, func, select

from tests.fakes import FakeReader, quote
from veedor.codebook.labels import Certainty, EventType, Kind
from veedor.codebook.statement import Event, Figure, Statement
from veedor.codebook.when import When
from veedor.documents.document import Document
from veedor.errors import Overtaken, SpanError, StatementError, UsageError
from veedor.record import changes, options, schema, views
from veedor.record.changes import Verb
from veedor.record.reviewing import decided, differing, review, rules, second_reading, waiting
from veedor.record.reviewing.review import Choice
from veedor.record.reviewing.second_reading import Settled
from veedor.record.store import Record, Run
from veedor.record.views import StatementRow
from veedor.record.wanted import Filter, Scope, State, Turn

ALL = {"states": None, "standings": None}


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def shared_record(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Record]:
    """One record for all tests, as each new one would have to work out all its questions anew."""
    place = str(tmp_path_factory.mktemp("review") / "a.veedor")
    if request.param == "postgresql":
        place = request.getfixturevalue("postgres").create("review")
    with Record.open(place) as record:
        yield record


@pytest.fixture
def record(shared_record: Record, report: Document, reader: FakeReader) -> Record:
    """One report with a meeting, a figure, a role and a position."""
    with shared_record.writing() as connection:
        for table in reversed(schema.metadata.sorted_tables):
            if table is not schema.meta:
                connection.execute(delete(table))
    shared_record.add(report, reader.read(report), reader)
    return shared_record


def rows(record: Record, **wanted: object) -> list[StatementRow]:
    return list(views.statements(record, Filter(**(ALL | wanted))))  # type: ignore[arg-type]


def the(record: Record, kind: Kind, **wanted: object) -> StatementRow:
    (row,) = rows(record, kind=kind, **wanted)
    return row


def meeting(record: Record) -> StatementRow:
    return the(record, Kind.EVENT)


def told(found: list[StatementRow]) -> list[tuple[str, State]]:
    return [(row.id, row.state) for row in found]


def read_again(record: Record, document: Document, *statements: Statement, version: str = "2") -> None:
    record.add(document, statements, FakeReader(version))


# --- decisions ---------------------------------------------------------------------------------------------


def test_accepting_is_a_row_with_person_time_and_reason(record: Record) -> None:
    id_ = meeting(record).id
    change_id = review.accept(record, id_, by="Ana", reason="I was there")
    assert meeting(record).state is State.ACCEPTED
    (entry,) = decided.decision(record, id_).history
    assert (entry.id, entry.verb, entry.by, entry.reason) == (change_id, Verb.ACCEPT, "Ana", "I was there")
    assert entry.at.endswith("Z")


def test_correction_keeps_the_first_reading(record: Record, report: Document) -> None:
    row = meeting(record)
    review.correct(record, row.id, replace(row.statement, type=EventType.AGREE), by="Ana")  # type: ignore[arg-type]
    corrected = meeting(record)
    assert (corrected.state, corrected.root_id, corrected.id != row.id) == (State.CORRECTED, row.id, True)
    found = decided.decision(record, corrected.id)
    assert found.first.type is EventType.CONSULT  # type: ignore[union-attr]
    assert found.row == corrected
    assert corrected.statement.probability_right is None
    assert corrected.is_found


def test_the_anchor_can_be_corrected(record: Record, report: Document) -> None:
    row = meeting(record)
    review.correct(
        record, row.id, replace(row.statement, anchor=quote(report.text, "The mayor met")), by="Ana"
    )
    assert meeting(record).statement.anchor.words == "The mayor met"


def test_a_correction_that_misquotes_the_report_is_refused_before_anything_is_written(record: Record) -> None:
    row = meeting(record)
    wrong = replace(row.statement, anchor=quote("The mayor bit the strikers", "bit"))
    with pytest.raises(SpanError):
        review.correct(record, row.id, wrong, by="Ana")
    assert rows(record) == [*rows(record)]
    assert meeting(record) == row
    assert changes.log(record, by="Ana") == []


def test_any_id_of_a_line_is_understood(record: Record) -> None:
    first = meeting(record).id
    review.correct_fields(record, first, {"type": "AGREE"}, by="Ana")
    second = meeting(record).id
    review.correct_fields(record, first, {"certainty": "hedged"}, by="Ben")
    third = meeting(record)
    assert (third.statement.type, third.statement.certainty) == (EventType.AGREE, Certainty.HEDGED)  # type: ignore[union-attr]
    for id_ in (first, second, third.id):
        assert decided.decision(record, id_).row == third
    review.reject(record, second, by="Ana")
    assert told([meeting(record)]) == [(third.id, State.REJECTED)]


def test_accepting_takes_the_form_that_the_id_names(record: Record) -> None:
    first = meeting(record).id
    review.correct_fields(record, first, {"type": "AGREE"}, by="Ana")
    second = meeting(record).id
    review.accept(record, second, by="Ben")
    assert told([meeting(record)]) == [(second, State.CORRECTED)]
    review.accept(record, first, by="Ben")
    assert told([meeting(record)]) == [(first, State.ACCEPTED)]


def test_correcting_back_to_the_first_form_accepts_it(record: Record) -> None:
    first = meeting(record)
    review.correct_fields(record, first.id, {"type": "AGREE"}, by="Ana")
    review.correct(record, first.id, first.statement, by="Ana")
    assert told([meeting(record)]) == [(first.id, State.ACCEPTED)]


def test_a_correction_that_changes_nothing_is_refused(record: Record) -> None:
    row = meeting(record)
    with pytest.raises(UsageError, match="already"):
        review.correct(record, row.id, row.statement, by="Ana")


def test_two_lines_cannot_be_corrected_to_say_the_same(record: Record) -> None:
    event, figure = meeting(record), the(record, Kind.FIGURE)
    review.accept(record, event.id, by="Ana")
    with pytest.raises(UsageError, match=f"{event.id} says exactly that"):
        review.correct(record, figure.id, event.statement, by="Ana")


def test_a_corrected_line_takes_in_what_a_machine_reads_the_same(record: Record) -> None:
    event, figure = meeting(record), the(record, Kind.FIGURE)
    change_id = review.correct(record, figure.id, event.statement, by="Ana")
    assert [row.root_id for row in rows(record, kind=Kind.EVENT)] == [figure.id]
    review.undo(record, change_id, by="Ana")
    assert [row.root_id for row in rows(record, kind=Kind.EVENT)] == [event.id]


def test_a_statement_can_be_added_by_hand_once(record: Record, report: Document) -> None:
    said = Event(type=EventType.SUFFER, anchor=quote(report.text, "were hurt"))
    review.add(record, report.id, said, by="Ana")
    row = the(record, Kind.EVENT, type=EventType.SUFFER)
    assert (row.state, row.is_found) == (State.ADDED, False)
    with pytest.raises(UsageError, match="there already"):
        review.add(record, report.id, said, by="Ben")


def test_adding_to_a_document_that_is_not_there_is_refused(record: Record, report: Document) -> None:
    said = Event(type=EventType.SUFFER, anchor=quote(report.text, "were hurt"))
    with pytest.raises(UsageError, match="no document"):
        review.add(record, "nothing", said, by="Ana")


def test_a_comment_decides_nothing(record: Record) -> None:
    row = meeting(record)
    review.comment(record, row.id, "Who else was there?", by="Ana")
    assert meeting(record) == row
    assert [entry.reason for entry in decided.decision(record, row.id).history] == ["Who else was there?"]
    with pytest.raises(UsageError, match="needs words"):
        review.comment(record, row.id, "  ", by="Ana")


def test_deciding_on_what_is_not_there_says_how_to_go_on(record: Record) -> None:
    with pytest.raises(UsageError, match="veedor review queue"):
        review.accept(record, "0" * 16, by="Ana")
    with pytest.raises(UsageError, match="who makes it"):
        review.accept(record, meeting(record).id, by=" ")


def test_undo_brings_back_what_was_there(record: Record) -> None:
    before = rows(record)
    change_id = review.correct_fields(record, meeting(record).id, {"type": "AGREE"}, by="Ana")
    after = rows(record)
    undone = review.undo(record, change_id, by="Ben")
    assert rows(record) == before
    review.undo(record, undone, by="Ana")
    assert rows(record) == after


def test_undoing_what_was_put_in_and_taken_out_since_leaves_the_later_word(record: Record) -> None:
    change_id = review.accept(record, meeting(record).id, by="Ana")
    out = review.undo(record, change_id, by="Ana")
    back = review.undo(record, out, by="Ana")
    review.undo(record, change_id, by="Ana")
    before = rows(record)
    again = review.undo(record, back, by="Ana")
    assert rows(record) == before
    review.undo(record, again, by="Ana")
    assert rows(record) == before


def test_what_a_taken_back_import_found_cannot_be_decided_on(record: Record, report: Document) -> None:
    run = Run("Ana")
    other = replace(report, id="d0d2", text="Nobody else met anybody that day in the whole town.")
    record.add(other, FakeReader().read(other), FakeReader(), run=run)
    (row,) = rows(record, document="d0d2")
    assert run.id is not None
    review.undo(record, run.id, by="Ana")
    with pytest.raises(UsageError, match="taken back"):
        review.accept(record, row.id, by="Ana")


def test_several_decisions_are_one_change(record: Record) -> None:
    before = rows(record)
    choices = [
        Choice(statement_id=meeting(record).id, verb=Verb.CORRECT, fields={"type": "AGREE"}),
        Choice(statement_id=the(record, Kind.FIGURE).id, verb=Verb.REJECT),
    ]
    whole = review.batch(record, choices, by="Ana")
    assert [change.id for change in changes.log(record, by="Ana")] == [whole]
    assert {row.state for row in rows(record)} == {State.CORRECTED, State.REJECTED, State.READ}
    review.undo(record, whole, by="Ana")
    assert rows(record) == before


def test_a_batch_is_done_wholly_or_not_at_all(record: Record) -> None:
    choices = [
        Choice(statement_id=meeting(record).id, verb=Verb.ACCEPT),
        Choice(statement_id="0" * 16, verb=Verb.REJECT),
    ]
    with pytest.raises(UsageError):
        review.batch(record, choices, by="Ana")
    assert meeting(record).state is State.READ


# --- no lost update ----------------------------------------------------------------------------------------


def test_who_decides_on_what_somebody_decided_since_is_told(record: Record) -> None:
    seen = meeting(record)
    review.reject(record, seen.id, by="Ben")
    with pytest.raises(Overtaken, match="Ben decided"):
        review.accept(record, seen.id, by="Ana", expects=seen.decision_id or 0)
    assert meeting(record).state is State.REJECTED


def test_who_decides_on_what_somebody_took_back_since_is_told(record: Record) -> None:
    change_id = review.accept(record, meeting(record).id, by="Ana")
    review.undo(record, change_id, by="Ben")
    with pytest.raises(Overtaken, match="Ben took"):
        review.reject(record, meeting(record).id, by="Ana", expects=change_id)


def test_who_saw_the_last_decision_decides(record: Record) -> None:
    change_id = review.accept(record, meeting(record).id, by="Ana", expects=0)
    review.reject(record, meeting(record).id, by="Ben", expects=change_id)
    with pytest.raises(UsageError, match="is no decision on"):
        review.reject(record, meeting(record).id, by="Ben", expects=10**6)


def test_of_several_who_decide_at_once_one_does_and_the_others_are_told(record: Record) -> None:
    id_ = meeting(record).id

    def decide(person: str) -> int | None:
        try:
            return review.accept(record, id_, by=person, expects=0)
        except Overtaken:
            return None

    with ThreadPoolExecutor(4) as pool:
        done = [change_id for change_id in pool.map(decide, "ABCDEFGH") if change_id is not None]
    assert [meeting(record).decision_id] == done
    assert len(decided.decision(record, id_).history) == 1


# --- fields ------------------------------------------------------------------------------------------------


def test_words_mean_their_place_nearest_the_old_one(record: Record, report: Document) -> None:
    twice = replace(
        report, id="twice", text="Talks? The mayor met them. Later, the mayor left. The mayor smiled."
    )
    read_again(record, twice, Event(type=EventType.RETREAT, anchor=quote(twice.text, "left")))
    row = the(record, Kind.EVENT, document="twice")
    review.correct_fields(record, row.id, {"actors": "mayor"}, by="Ana")
    (actor,) = the(record, Kind.EVENT, document="twice").statement.actors  # type: ignore[union-attr]
    assert actor.start == twice.text.index("mayor left")


def test_a_field_can_be_words_a_place_or_json(record: Record, report: Document) -> None:
    row = meeting(record)
    start = report.text.index("strikers")
    fields = {
        "actors": ["The mayor", {"quote": "the union", "name": "Dockers' Union"}],
        "recipients": f"{start}:{start + 8}",
        "about": "new talks",
        "when": "2021-05-03/2021-05-04",
    }
    review.correct_fields(record, row.id, fields, by="Ana")
    said = meeting(record).statement
    assert isinstance(said, Event)
    assert [actor.name for actor in said.actors] == ["Mayor of Riverton", "Dockers' Union"]
    assert [one.words for one in said.recipients] == ["strikers"]
    assert said.about is not None
    assert said.about.words == "new talks"
    assert said.when == When(quote(report.text, "3 May 2021"), "2021-05-03/2021-05-04")
    said.check(report.text)


def test_words_may_run_over_the_end_of_a_line(record: Record, report: Document) -> None:
    review.correct_fields(record, meeting(record).id, {"about": "hurt. Deputy"}, by="Ana")
    assert meeting(record).statement.about.words == "hurt.\nDeputy"  # type: ignore[union-attr]


def test_an_empty_value_takes_a_field_away(record: Record) -> None:
    review.correct_fields(record, meeting(record).id, {"when": None, "actors": []}, by="Ana")
    said = meeting(record).statement
    assert (said.when, said.actors) == (None, ())  # type: ignore[union-attr]


def test_the_kind_can_be_corrected_with_the_fields_that_it_needs(record: Record) -> None:
    fields = {"kind": "figure", "what": "people", "value": "40", "unit": "people"}
    review.correct_fields(record, meeting(record).id, fields, by="Ana")
    said = next(row.statement for row in rows(record) if row.state is State.CORRECTED)
    assert isinstance(said, Figure)
    assert said.value == 40.0


@pytest.mark.parametrize(
    ("fields", "error", "why"),
    [
        ({"actors": "the pope"}, UsageError, "do not stand in the document"),
        ({"stance": "demands"}, UsageError, "its fields are"),
        ({"type": "DANCE"}, UsageError, "is no type; it is one of AGREE"),
        ({"kind": "rumour"}, StatementError, "no kind"),
        ({"anchor": "90:10000"}, SpanError, "outside"),
        ({"anchor": None}, StatementError, "anchor"),
        ({"about": {"name": "somebody"}}, UsageError, "needs its words"),
    ],
)
def test_a_field_that_cannot_be_is_refused(
    record: Record, fields: dict[str, object], error: type[Exception], why: str
) -> None:
    before = rows(record)
    with pytest.raises(error, match=why):
        review.correct_fields(record, meeting(record).id, fields, by="Ana")
    assert rows(record) == before


def test_a_statement_can_be_added_by_its_fields(record: Record, report: Document) -> None:
    fields = {"type": "SUFFER", "anchor": "were hurt", "recipients": "40 people"}
    review.add_fields(record, report.id, Kind.EVENT, fields, by="Ana")
    assert the(record, Kind.EVENT, type=EventType.SUFFER).statement.recipients[0].words == "40 people"  # type: ignore[union-attr]
    with pytest.raises(UsageError, match="stand 2 times"):
        review.add_fields(record, report.id, Kind.EVENT, {"type": "SUFFER", "anchor": "the"}, by="Ana")
    with pytest.raises(UsageError, match="needs its anchor"):
        review.add_fields(record, report.id, Kind.EVENT, {"type": "SUFFER"}, by="Ana")


# --- the same words, everywhere ----------------------------------------------------------------------------


def three_meetings(record: Record, report: Document) -> None:
    for number, (publisher, text) in enumerate(
        [
            ("Riverton Gazette", "In the harbour somebody met a ship that nobody had seen before."),
            ("Courier", "Ministers of nine countries met, the agency wrote, for lunch and left early."),
        ]
    ):
        other = replace(report, id=f"other{number}", text=text, publisher=publisher)
        read_again(record, other, Event(type=EventType.CONSULT, anchor=quote(text, "met")))


def test_the_same_words_are_shown_before_they_are_decided_on(record: Record, report: Document) -> None:
    three_meetings(record, report)
    row = the(record, Kind.EVENT, document=report.id)
    others = review.same_words(record, row.id)
    assert sorted(other.document_id for other in others) == ["other0", "other1"]
    choices = [Choice(statement_id=one.id, verb=Verb.REJECT) for one in (row, *others)]
    review.batch(record, choices, by="Ana")
    assert {one.state for one in rows(record, kind=Kind.EVENT)} == {State.REJECTED}
    assert review.same_words(record, row.id) == []


@pytest.mark.parametrize(("scope", "hides"), [(Scope.DOCUMENT, 1), (Scope.PUBLISHER, 2), (Scope.ALL, 3)])
def test_words_are_rejected_as_far_as_the_scope_reaches(
    record: Record, report: Document, scope: Scope, hides: int
) -> None:
    three_meetings(record, report)
    before = rows(record)
    change_id = rules.ignore(
        record, the(record, Kind.EVENT, document=report.id).id, scope, by="Ana", reason="a name"
    )
    (found,) = rules.rules(record)
    assert (found.id, found.words, found.scope, found.hides, found.reason) == (
        change_id,
        "met",
        scope,
        hides,
        "a name",
    )
    assert [row.state for row in rows(record, kind=Kind.EVENT)].count(State.IGNORED) == hides
    review.undo(record, change_id, by="Ana")
    assert (rows(record), rules.rules(record)) == (before, [])


def test_what_a_person_decided_is_not_ignored(record: Record) -> None:
    review.accept(record, meeting(record).id, by="Ana")
    rules.ignore(record, meeting(record).id, Scope.ALL, by="Ben")
    assert meeting(record).state is State.ACCEPTED
    assert rules.rules(record)[0].hides == 0


def test_a_document_without_a_publisher_gives_no_rule_for_one(record: Record, report: Document) -> None:
    nobodys = replace(report, id="nobodys", text="Two old friends met again at last.", publisher=None)
    read_again(record, nobodys, Event(type=EventType.CONSULT, anchor=quote(nobodys.text, "met")))
    with pytest.raises(UsageError, match="no publisher"):
        rules.ignore(record, the(record, Kind.EVENT, document="nobodys").id, Scope.PUBLISHER, by="Ana")


# --- differences -------------------------------------------------------------------------------------------


@pytest.fixture
def other(record: Record, report: Document) -> Event:
    """What the second reading finds at the words on which Ana decided."""
    review.accept(record, meeting(record).id, by="Ana")
    made = Event(type=EventType.AGREE, anchor=quote(report.text, "met the strikers"))
    read_again(record, report, made)
    return made


def test_a_later_reading_shows_as_a_difference(record: Record, report: Document, other: Event) -> None:
    (difference,) = differing.differences(record, report.id)
    assert difference.found is not None
    assert difference.found.statement == other
    assert [row.state for row in difference.decided] == [State.ACCEPTED]
    assert difference == differing.differences(record)[0]
    assert next(waiting.queue(record)) == difference.found


def test_taking_a_difference_replaces_the_decision(record: Record, other: Event) -> None:
    (difference,) = differing.differences(record)
    before = rows(record)
    change_id = differing.take(record, difference.id, by="Ben")
    assert meeting(record).statement == other
    assert meeting(record).root_id == difference.decided[0].root_id
    assert differing.differences(record) == []
    review.undo(record, change_id, by="Ben")
    assert rows(record) == before


def test_keeping_a_decision_dismisses_the_difference_for_good(
    record: Record, report: Document, other: Event
) -> None:
    (difference,) = differing.differences(record)
    differing.keep(record, difference.id, by="Ben")
    assert differing.differences(record) == []
    read_again(record, report, other, version="3")
    assert differing.differences(record) == []
    assert sorted(row.state for row in rows(record, kind=Kind.EVENT)) == [State.ACCEPTED, State.REJECTED]


def test_accepting_a_difference_lets_both_stand(record: Record, other: Event) -> None:
    (difference,) = differing.differences(record)
    review.accept(record, difference.id, by="Ben")
    assert [row.state for row in rows(record, kind=Kind.EVENT)] == [State.ACCEPTED, State.ACCEPTED]
    assert differing.differences(record) == []


def test_deciding_again_does_not_let_a_difference_in(record: Record, other: Event) -> None:
    (difference,) = differing.differences(record)
    review.correct_fields(record, difference.decided[0].id, {"certainty": "hedged"}, by="Ana")
    assert [one.id for one in differing.differences(record)] == [difference.id]


def test_what_is_read_beside_a_decision_is_no_difference(record: Record, report: Document) -> None:
    event = meeting(record)
    review.accept(record, event.id, by="Ana")
    elsewhere = Event(type=EventType.AGREE, anchor=quote(report.text, "new talks"))
    read_again(record, report, event.statement, elsewhere)
    assert differing.differences(record) == []
    assert the(record, Kind.EVENT, type=EventType.AGREE).state is State.READ


def test_a_decided_statement_that_is_found_no_more_is_a_difference(record: Record, report: Document) -> None:
    event = meeting(record)
    review.accept(record, event.id, by="Ana")
    read_again(record, report)
    (difference,) = differing.differences(record)
    assert (difference.id, difference.found) == (event.id, None)
    keep = differing.keep(record, event.id, by="Ben")
    assert differing.differences(record) == []
    review.undo(record, keep, by="Ben")
    differing.take(record, event.id, by="Ben")
    assert meeting(record).state is State.REJECTED
    assert differing.differences(record) == []


def test_a_reading_that_finds_the_corrected_form_agrees(record: Record, report: Document) -> None:
    review.correct_fields(record, meeting(record).id, {"type": "AGREE"}, by="Ana")
    read_again(record, report, meeting(record).statement)
    assert differing.differences(record) == []
    assert [(row.state, row.is_found) for row in rows(record, kind=Kind.EVENT)] == [(State.CORRECTED, True)]


def test_what_is_added_by_hand_is_missed_by_no_reading(record: Record, report: Document) -> None:
    said = Event(type=EventType.SUFFER, anchor=quote(report.text, "were hurt"))
    review.add(record, report.id, said, by="Ana")
    read_again(record, report)
    assert differing.differences(record) == []


def test_a_decision_on_what_only_an_earlier_reading_found_stands_against_the_later(
    record: Record, report: Document
) -> None:
    seen = meeting(record)
    read_again(record, report, Event(type=EventType.AGREE, anchor=quote(report.text, "met")))
    review.accept(record, seen.id, by="Ana")
    assert sorted(row.state for row in rows(record, kind=Kind.EVENT)) == [State.ACCEPTED, State.DIFFERS]


def test_what_is_no_difference_cannot_be_taken(record: Record) -> None:
    with pytest.raises(UsageError, match="differs from no decision"):
        differing.take(record, meeting(record).id, by="Ana")


# --- two persons -------------------------------------------------------------------------------------------


@pytest.fixture
def two(record: Record) -> Record:
    options.choose(record, "readers", 2, "Ana")
    return record


def test_with_one_reader_every_decision_is_settled(record: Record) -> None:
    change_id = review.accept(record, meeting(record).id, by="Ana")
    assert decided.decision(record, meeting(record).id).settled is Settled.SETTLED
    assert options.options(record) == {"readers": "1"}
    with pytest.raises(UsageError, match="waits for nobody"):
        second_reading.agree(record, change_id, "Ben")


def test_a_decision_waits_until_a_second_person_agrees(two: Record) -> None:
    id_ = meeting(two).id
    change_id = review.accept(two, id_, by="Ana")
    assert decided.decision(two, id_).settled is Settled.OPEN
    assert (second_reading.waiting(two, "Ben"), second_reading.waiting(two, "Ana")) == ([change_id], [])
    with pytest.raises(UsageError, match="your own"):
        second_reading.agree(two, change_id, " ana")
    agreed = second_reading.agree(two, change_id, "Ben")
    assert decided.decision(two, id_).settled is Settled.SETTLED
    assert [entry.answers for entry in decided.decision(two, id_).history] == [None, change_id]
    review.undo(two, agreed, by="Ben")
    assert decided.decision(two, id_).settled is Settled.OPEN


def test_of_some_decisions_those_are_told_that_are_not_settled(two: Record) -> None:
    ids = [row.id for row in rows(two)][:3]
    agreed, back, open_ = (review.accept(two, id_, by="Ana") for id_ in ids)
    second_reading.agree(two, agreed, "Ben")
    second_reading.send_back(two, back, "Ben", "which day?")
    found = second_reading.unsettled_of(two, [agreed, back, open_, 10**6])
    assert {id_: one.settled for id_, one in found.items()} == {back: Settled.SENT_BACK, open_: Settled.OPEN}
    assert {one.by for one in found.values()} == {"Ana"}
    assert found[open_].waits_for("Ben")
    assert found[back].waits_for(" ana")
    assert not found[back].waits_for("Ben")
    options.choose(two, "readers", 1, "Ana")
    assert second_reading.unsettled_of(two, [back, open_]) == {}
    assert second_reading.unsettled_of(two, []) == {}


def test_a_second_reader_cannot_edit(two: Record) -> None:
    id_ = meeting(two).id
    change_id = review.accept(two, id_, by="Ana")
    for act in (
        lambda: review.accept(two, id_, by="Ben"),
        lambda: review.reject(two, id_, by="Ben"),
        lambda: review.correct_fields(two, id_, {"type": "AGREE"}, by="Ben"),
        lambda: review.undo(two, change_id, by="Ben"),
    ):
        with pytest.raises(UsageError, match="waits for a second reader"):
            act()
    review.comment(two, id_, "I doubt it", by="Ben")
    assert meeting(two).decision_id == change_id


def test_what_comes_back_is_decided_again_by_its_author(two: Record) -> None:
    id_ = meeting(two).id
    change_id = review.accept(two, id_, by="Ana")
    second_reading.send_back(two, change_id, "Ben", "the date is wrong")
    assert decided.decision(two, id_).settled is Settled.SENT_BACK
    assert (second_reading.waiting(two, "Ana"), second_reading.waiting(two, "Ben")) == ([change_id], [])
    with pytest.raises(UsageError, match="sent back to Ana"):
        review.reject(two, id_, by="Ben")
    again = review.correct_fields(two, id_, {"when": None}, by="Ana")
    assert decided.decision(two, id_).settled is Settled.OPEN
    second_reading.agree(two, again, "Ben")
    assert waiting.counters(two).open == 0
    review.reject(two, id_, by="Ben")
    assert decided.decision(two, id_).settled is Settled.OPEN


def test_a_decision_goes_back_with_a_reason_only(two: Record) -> None:
    change_id = review.accept(two, meeting(two).id, by="Ana")
    with pytest.raises(UsageError, match="give a reason"):
        second_reading.send_back(two, change_id, "Ben", " ")


def test_an_answer_to_a_decision_that_no_longer_holds_is_overtaken(two: Record) -> None:
    first = review.accept(two, meeting(two).id, by="Ana")
    second = review.reject(two, meeting(two).id, by="Ana")
    with pytest.raises(Overtaken, match="decided again"):
        second_reading.agree(two, first, "Ben")
    review.undo(two, second, by="Ana")
    review.undo(two, first, by="Ana")
    with pytest.raises(Overtaken, match="taken back"):
        second_reading.agree(two, first, "Ben")
    with pytest.raises(UsageError, match="decides on no statement"):
        second_reading.agree(two, 10**6, "Ben")


def test_a_second_reader_cannot_take_back_what_waits_as_part_of_a_batch(two: Record) -> None:
    whole = review.batch(two, [Choice(statement_id=meeting(two).id, verb=Verb.REJECT)], by="Ana")
    with pytest.raises(UsageError, match="waits for a second reader"):
        review.undo(two, whole, by="Ben")
    review.undo(two, whole, by="Ana")
    assert meeting(two).state is State.READ


def test_undoing_an_undo_is_no_way_round_the_second_reader(two: Record) -> None:
    decision = review.accept(two, meeting(two).id, by="Ana")
    restored = review.undo(two, review.undo(two, decision, by="Ana"), by="Ana")
    with pytest.raises(UsageError, match="waits for a second reader"):
        review.undo(two, restored, by="Ben")
    assert meeting(two).decision_id == decision


def test_nobody_puts_in_again_a_decision_of_theirs_over_one_that_waits(two: Record) -> None:
    first = review.accept(two, meeting(two).id, by="Ana")
    taken = review.undo(two, first, by="Ana")
    second = review.reject(two, meeting(two).id, by="Ben")
    out = review.undo(two, second, by="Ben")
    review.undo(two, taken, by="Ana")
    with pytest.raises(UsageError, match="waits for a second reader"):
        review.undo(two, out, by="Ben")
    assert meeting(two).decision_id == first


def test_nobody_settles_their_own_by_undoing(two: Record) -> None:
    decision = review.accept(two, meeting(two).id, by="Ana")
    agreed = second_reading.agree(two, decision, "Ben")
    out = review.undo(two, agreed, by="Ben")
    with pytest.raises(UsageError, match="your own"):
        review.undo(two, out, by="Ana")
    assert decided.decision(two, meeting(two).id).settled is Settled.OPEN


def test_what_one_person_settled_stays_settled_in_a_newer_version(record: Record, report: Document) -> None:
    review.accept(record, meeting(record).id, by="Ana")
    options.choose(record, "readers", 2, "Ana")
    newer = carried_to(record, report)
    assert decided.decision(record, newer.id).settled is Settled.SETTLED


def test_an_import_is_taken_back_with_what_was_carried_to_it(two: Record, report: Document) -> None:
    review.accept(two, meeting(two).id, by="Ana")
    run = Run("Ben")
    newer = carried_to(two, report, run)
    assert decided.decision(two, newer.id).settled is Settled.OPEN
    with pytest.raises(UsageError, match="waits for a second reader"):
        review.undo(two, newer.decision_id or 0, by="Ben")
    review.undo(two, run.id or 0, by="Ben")
    assert meeting(two).state is State.ACCEPTED


def carried_to(record: Record, report: Document, run: Run | None = None) -> StatementRow:
    """The meeting in a newer version of the report, with what was decided of it in the older one."""
    newer = replace(report, id="newer", text=f"Updated. {report.text}")
    record.add(newer, FakeReader().read(newer), FakeReader(), run=run)
    row = the(record, Kind.EVENT, document="newer")
    assert (row.state, row.decision_id is None) == (State.ACCEPTED, False)
    return row


def test_what_was_decided_before_two_read_stays_settled(record: Record) -> None:
    review.accept(record, meeting(record).id, by="Ana")
    change_id = options.choose(record, "readers", 2, "Ana")
    assert decided.decision(record, meeting(record).id).settled is Settled.SETTLED
    review.undo(record, change_id, by="Ana")
    assert options.options(record) == {"readers": "1"}


def test_an_option_that_is_none_is_refused(record: Record) -> None:
    with pytest.raises(UsageError, match="no option"):
        options.choose(record, "colour", "red", "Ana")
    with pytest.raises(UsageError, match="one of 1, 2"):
        options.choose(record, "readers", "3", "Ana")


# --- what waits --------------------------------------------------------------------------------------------


def test_the_queue_begins_with_what_is_least_sure(record: Record, report: Document) -> None:
    sure = {"met": 0.9, "hurt": 0.2, "talks": None, "union": 0.5}
    found = [
        Event(type=EventType.CONSULT, anchor=quote(report.text, words), probability_right=p)
        for words, p in sure.items()
    ]
    read_again(record, report, *found)
    assert [row.statement.anchor.words for row in waiting.queue(record)] == ["hurt", "union", "met", "talks"]
    assert [row.statement.anchor.words for row in waiting.queue(record, limit=1)] == ["hurt"]
    in_text = [row.statement.anchor.words for row in waiting.queue(record, order=Turn.TEXT)]
    assert in_text == ["met", "union", "hurt", "talks"]


def test_what_is_decided_or_ignored_does_not_wait(record: Record) -> None:
    review.accept(record, meeting(record).id, by="Ana")
    rules.ignore(record, the(record, Kind.ROLE).id, Scope.ALL, by="Ana")
    for order in Turn:
        kinds = {row.statement.kind for row in waiting.queue(record, order=order)}
        assert kinds == {Kind.FIGURE, Kind.POSITION}
    assert [row.statement.kind for row in waiting.queue(record, Filter(kind=Kind.FIGURE))] == [Kind.FIGURE]


def test_counters_count_as_the_views_show(record: Record, report: Document, other: Event) -> None:
    three_meetings(record, report)
    rules.ignore(record, the(record, Kind.EVENT, document="other1").id, Scope.DOCUMENT, by="Ana")
    review.add_fields(record, "other0", Kind.EVENT, {"type": "MOVE", "anchor": "ship"}, by="Ana")
    options.choose(record, "readers", 2, "Ana")
    review.reject(record, the(record, Kind.EVENT, document="other0", type=EventType.CONSULT).id, by="Ana")
    counters = waiting.counters(record)
    shown = [row.state for row in rows(record)]
    assert [counters.read, counters.differ, counters.ignored] == [
        shown.count(state) for state in (State.READ, State.DIFFERS, State.IGNORED)
    ]
    assert (counters.accepted, counters.corrected, counters.added, counters.rejected) == (1, 0, 1, 1)
    assert (counters.open, counters.sent_back) == (1, 0)


def test_a_statement_is_found_by_the_beginning_of_its_id(record: Record) -> None:
    id_ = meeting(record).id
    assert decided.find(record, id_[:6]) == id_
    for beginning in ("", "zzz"):
        with pytest.raises(UsageError, match="No statement"):
            decided.find(record, beginning)


def test_reviewing_writes_no_statement_twice(record: Record) -> None:
    row = meeting(record)
    for type_ in ("AGREE", "REQUEST", "AGREE"):
        review.correct_fields(record, row.id, {"type": type_}, by="Ana")
    with record.reading() as connection:
        many = connection.scalar(select(func.count()).select_from(schema.statements))
    assert many == 6


def test_a_label_that_there_is_none_of_is_refused_with_those_there_are(record: Record) -> None:
    with pytest.raises(UsageError, match="'maybe' is no certainty; it is one of certain, hedged, open"):
        review.correct_fields(record, meeting(record).id, {"certainty": "maybe"}, by="Ana")
