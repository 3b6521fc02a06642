from __future__ import annotations

import pytest

from tests.record.findings.said import Ids
from veedor.errors import UsageError
from veedor.record import changes
from veedor.record.changes import Verb
from veedor.record.findings.issues import Issues, issues, name_issue, named_issues
from veedor.record.store import Record


def test_an_empty_record_names_no_issue(record: Record) -> None:
    assert issues(record) == Issues({}, {})


def test_a_statement_and_a_key_may_be_named(record: Record, ids: Ids) -> None:
    change_id = name_issue(
        record, "Pay in the  harbour\n", statement_id=ids.demands, by="Ana", reason="it says so"
    )
    name_issue(record, "Pay in the harbour", key="pay", by="Ben")
    assert issues(record) == Issues({ids.demands: "Pay in the harbour"}, {"pay": "Pay in the harbour"})
    first = named_issues(record)[0]
    assert (first.change_id, first.why, first.by) == (change_id, "it says so", "Ana")
    line = changes.one(record, change_id)
    assert line is not None
    assert (line.verb, line.document_id) == (Verb.NAME_ISSUE, "r1")


def test_the_last_name_that_counts_holds(record: Record) -> None:
    name_issue(record, "Pay", key="pay", by="Ana")
    last = name_issue(record, "Wages", key="pay", by="Ben")
    assert issues(record).by_key == {"pay": "Wages"}
    undone = changes.undo(record, last, by="Ana")
    assert issues(record).by_key == {"pay": "Pay"}
    changes.undo(record, undone, by="Ana")
    assert issues(record).by_key == {"pay": "Wages"}


def test_two_keys_may_have_one_name(record: Record) -> None:
    for key in ("pay", "wage"):
        name_issue(record, "Pay", key=key, by="Ana")
    assert issues(record).by_key == {"pay": "Pay", "wage": "Pay"}


@pytest.mark.parametrize(
    ("issue", "of", "said"),
    [
        ("  ", {"key": "pay"}, "needs a name"),
        ("x" * 201, {"key": "pay"}, "201 characters"),
        ("Pay", {}, "a statement by its id, or a key"),
        ("Pay", {"key": "pay", "statement_id": "nope"}, "a statement by its id, or a key"),
        ("Pay", {"key": " "}, "key is empty"),
        ("Pay", {"statement_id": "nope"}, "no statement 'nope'"),
    ],
)
def test_what_cannot_be_named_is_refused(record: Record, issue: str, of: dict[str, str], said: str) -> None:
    with pytest.raises(UsageError, match=said):
        name_issue(record, issue, by="Ana", **of)
    assert changes.log(record) == []


def test_hostile_names_are_kept_as_words(record: Record) -> None:
    name = "<img src=x onerror=alert(1)> \u0645\u0631\u062d\u0628\u0627 '; DROP TABLE named_issues"
    name_issue(record, name, key=name, by="Ana")
    assert issues(record).by_key == {name: name}
