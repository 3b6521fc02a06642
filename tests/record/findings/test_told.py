"""What was judged of statements is told wherever changes are told."""

from __future__ import annotations

from tests.record.findings.said import Ids
from veedor.desk.pages.home import _did
from veedor.desk.pages.statement import verb_in_words
from veedor.record import changes, news
from veedor.record.actors import roll
from veedor.record.changes import Verb
from veedor.record.findings.issues import name_issue
from veedor.record.news import Done
from veedor.record.store import Record


def test_what_others_judged_is_told_with_what_they_decided(record: Record, ids: Ids) -> None:
    since = changes.log(record)[0].id
    name_issue(record, "Pay", key="pay", by="Ben")
    name_issue(record, "Wages", statement_id=ids.demands, by="Ben")
    undone = name_issue(record, "Money", key="wage", by="Ben")
    changes.undo(record, undone, by="Ben")
    name_issue(record, "Pay", key="money", by="Ana")
    assert news.decisions_since(record, since, but="Ana") == [Done("Ben", Verb.NAME_ISSUE, 2)]


def test_every_verb_is_told_in_words() -> None:
    assert all(verb_in_words(verb) for verb in Verb)
    for verb in (Verb.PAIR, Verb.NAME_ISSUE, Verb.ENTER, Verb.RESOLVE):
        assert "changed" not in _did(verb, 2)


def test_the_same_statements_are_shown_after_something_was_judged_of_them(record: Record, ids: Ids) -> None:
    before = roll.last_shown(record)
    name_issue(record, "Pay", statement_id=ids.demands, by="Ben")
    assert roll.last_shown(record) == before
