from __future__ import annotations

from datetime import date

import pytest

from tests.record.findings.said import Ids
from veedor.errors import DateError, UsageError
from veedor.record import changes
from veedor.record.changes import Verb
from veedor.record.findings.criteria import criteria, enter, entries
from veedor.record.findings.resolutions import Outcome, resolutions, resolve
from veedor.record.store import Record

DUE = date(2031, 6, 30)
PLAIN = {"question": "Does the strike end? <script>", "options": ["yes", "no"], "nested": {"a": None}}


def test_an_empty_record_has_neither_criteria_nor_resolutions(record: Record) -> None:
    assert (criteria(record), entries(record), resolutions(record)) == ({}, [], {})


def test_a_criterion_comes_back_as_it_was_entered(record: Record, ids: Ids) -> None:
    change_id = enter(record, ids.forecast, PLAIN, DUE, by="Ana", reason="before the vote")
    found = criteria(record)[ids.forecast]
    assert (found.plain, found.due, found.change_id) == (PLAIN, DUE, change_id)
    assert (found.by, found.why) == ("Ana", "before the vote")
    line = changes.one(record, change_id)
    assert line is not None
    assert (line.verb, line.document_id) == (Verb.ENTER, "r1")


def test_a_date_by_which_it_is_told_may_be_missing(record: Record, ids: Ids) -> None:
    enter(record, ids.forecast, PLAIN, None, by="Ana")
    assert criteria(record)[ids.forecast].due is None


def test_the_first_criterion_holds_until_it_is_taken_back(record: Record, ids: Ids) -> None:
    first = enter(record, ids.forecast, PLAIN, DUE, by="Ana")
    second = enter(record, ids.forecast, {"question": "easier"}, DUE, by="Ben")
    assert criteria(record)[ids.forecast].change_id == first
    assert [one.change_id for one in entries(record)] == [first, second]
    undone = changes.undo(record, first, by="Ana")
    assert criteria(record)[ids.forecast].change_id == second
    changes.undo(record, undone, by="Ana")
    assert criteria(record)[ids.forecast].change_id == first


def test_only_forecasts_have_criteria_and_resolutions(record: Record, ids: Ids) -> None:
    for id_, said in ((ids.met, "is no forecast"), ("nope", "no statement 'nope'")):
        with pytest.raises(UsageError, match=said):
            enter(record, id_, PLAIN, DUE, by="Ana")
        with pytest.raises(UsageError, match=said):
            resolve(record, id_, Outcome.YES, None, [ids.met], by="Ana")
    assert (entries(record), resolutions(record)) == ([], {})


def test_a_resolution_says_how_when_and_by_what(record: Record, ids: Ids) -> None:
    change_id = resolve(
        record, ids.forecast, Outcome.YES, "2031-06", [ids.ended, ids.met, ids.ended], by="Ana"
    )
    found = resolutions(record)[ids.forecast]
    assert (found.outcome, found.on, found.change_id) == (Outcome.YES, "2031-06", change_id)
    assert found.evidence == (ids.ended, ids.met)
    line = changes.one(record, change_id)
    assert line is not None
    assert line.verb is Verb.RESOLVE


def test_the_last_resolution_that_counts_holds(record: Record, ids: Ids) -> None:
    resolve(record, ids.forecast, Outcome.NO, DUE, [ids.ended], by="Ana")
    last = resolve(record, ids.forecast, Outcome.VOID, None, by="Ben", reason="there was no strike")
    assert resolutions(record)[ids.forecast].outcome is Outcome.VOID
    undone = changes.undo(record, last, by="Ana")
    assert resolutions(record)[ids.forecast].on == "2031-06-30"
    changes.undo(record, undone, by="Ana")
    assert resolutions(record)[ids.forecast].why == "there was no strike"


def test_a_resolution_needs_something_that_shows_it(record: Record, ids: Ids) -> None:
    with pytest.raises(UsageError, match="what shows"):
        resolve(record, ids.forecast, Outcome.YES, DUE, by="Ana", reason=" ")
    with pytest.raises(UsageError, match="no statement 'nope'"):
        resolve(record, ids.forecast, Outcome.YES, DUE, ["nope"], by="Ana")
    with pytest.raises(DateError, match="no EDTF"):
        resolve(record, ids.forecast, Outcome.YES, "next week", [ids.met], by="Ana")
    with pytest.raises(ValueError, match="perhaps"):
        resolve(record, ids.forecast, "perhaps", DUE, [ids.met], by="Ana")  # type: ignore[arg-type]
    assert resolutions(record) == {}
