"""Charts and tables of a brief, and what it says of what is not known."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from tests.brief.reports import fill
from tests.fakes import FakeReader, quote
from veedor.brief import editing
from veedor.brief.drafting import draft
from veedor.brief.exhibits import MOST_ROWS, exhibits_of, offered
from veedor.brief.keeping import begin, publish, ready
from veedor.brief.outline import Brief, Part, from_dict
from veedor.brief.unknown import unknown_of
from veedor.codebook.labels import Tense
from veedor.codebook.statement import Forecast
from veedor.documents.document import Basis, Document, Published
from veedor.gathering.tellings import tellings
from veedor.record import briefs
from veedor.record.store import Record, Run
from veedor.record.wanted import Filter

_SINCE, _UNTIL = date(2021, 5, 1), date(2021, 5, 31)


@pytest.fixture
def filled(place: str) -> Iterator[Record]:
    with Record.open(place) as record:
        fill(record)
        yield record


def drafted(record: Record) -> Brief:
    """A draft on May 2021."""
    return draft(record, since=_SINCE, until=_UNTIL, today=date(2021, 6, 1))


def test_a_record_without_reports_has_neither_charts_nor_anything_unknown(place: str) -> None:
    with Record.open(place) as record:
        assert exhibits_of(record, drafted(record)) == {}
        assert unknown_of(record, _SINCE, _UNTIL) == ()


def test_what_is_disputed_stands_in_a_table_with_both_sides(filled: Record) -> None:
    (table,) = exhibits_of(filled, drafted(filled))["disputes"]
    assert table.columns[1:3] == ("Who says so", "Who says otherwise")
    assert [row[1:3] for row in table.rows] == [("the union", "The ministry")]


def test_a_forecast_that_falls_due_stands_in_a_table(filled: Record) -> None:
    (table,) = exhibits_of(filled, drafted(filled))["forecasts"]
    assert [row[2] for row in table.rows] == ["30 June 2021"]


def test_too_few_events_are_not_drawn_and_a_lone_party_has_no_table(filled: Record) -> None:
    made = exhibits_of(filled, drafted(filled))
    assert "happened" not in made
    assert "talks" not in made
    assert "figures" not in made


def test_no_table_has_more_rows_than_it_may_and_every_row_has_all_cells(filled: Record) -> None:
    for own in exhibits_of(filled, drafted(filled)).values():
        for one in own:
            assert 0 < len(one.rows) <= MOST_ROWS
            assert all(len(row) == len(one.columns) for row in one.rows)


def test_the_public_edition_shows_nothing_of_a_confidential_report(filled: Record) -> None:
    brief = replace(drafted(filled), confidential=frozenset({"bb02"}))
    assert "disputes" in exhibits_of(filled, brief)
    assert exhibits_of(filled, brief, public=True) == {}


def test_a_published_brief_keeps_its_tables(filled: Record) -> None:
    begin(filled, "W18", since=_SINCE, until=_UNTIL, today=date(2021, 6, 1), by="Ana")
    before = ready(filled, "W18")
    publish(filled, "W18", by="Ana")
    kept = briefs.latest(filled, "W18").frozen
    assert kept is not None
    assert kept["exhibits"].keys() == {"disputes", "forecasts"}
    assert ready(filled, "W18") == before


def test_a_table_that_is_left_out_is_still_offered_and_comes_back(filled: Record) -> None:
    brief = drafted(filled)
    (table,) = exhibits_of(filled, brief)["disputes"]
    left = editing.leave_out(brief, table.key)
    assert exhibits_of(filled, left).keys() == {"forecasts"}
    assert offered(filled, left) == offered(filled, brief)
    assert from_dict(left.to_dict()) == left
    assert editing.bring_back(left, table.key) == brief


def test_the_next_brief_leaves_out_what_this_one_left_out(filled: Record) -> None:
    first = begin(filled, "W18", since=_SINCE, until=_UNTIL, today=date(2021, 6, 1), by="Ana")
    briefs.save(filled, "W18", editing.leave_out(first, "disputes").to_dict(), by="Ana")
    begin(filled, "W19", since=_SINCE, until=_UNTIL, today=date(2021, 6, 1), by="Ana", after="W18")
    assert "What is disputed" not in str(ready(filled, "W19"))


def test_every_exhibit_has_a_key_of_its_own(filled: Record) -> None:
    keys = [one.key for own in exhibits_of(filled, drafted(filled)).values() for one in own]
    assert len(set(keys)) == len(keys)
    assert all(keys)


def test_what_we_do_not_know_of_a_confidential_report_is_not_in_the_public_edition(filled: Record) -> None:
    brief = begin(filled, "W18", since=_SINCE, until=_UNTIL, today=date(2021, 6, 1), by="Ana")
    said = Part("It is open what the ministry thinks.", (denial_of(brief),))
    secret = replace(brief, unknown=(said, Part("Where she is.")), confidential=frozenset({"bb02"}))
    briefs.save(filled, "W18", secret.to_dict(), by="Ana")
    assert ready(filled, "W18").unknown == (said.words, "Where she is.")
    assert ready(filled, "W18", public=True).unknown == ("Where she is.",)
    publish(filled, "W18", by="Ana")
    assert ready(filled, "W18", public=True).unknown == ("Where she is.",)


def denial_of(brief: Brief) -> str:
    """The statement by which the ministry denies what the union said."""
    section = next(one for one in brief.sections if one.key == "rights")
    return section.sentences[0].ids[1]


def test_a_forecast_without_a_day_is_open_and_the_line_knows_its_statement(filled: Record) -> None:
    text = "Wages will fall, the harbour board thinks."
    told = Forecast(
        anchor=quote(text, "will fall"),
        about=quote(text, "Wages will fall"),
        sources=(quote(text, "the harbour board"),),
        tense=Tense.FUTURE,
    )
    report = Document(id="cc03", text=text, title="Wages", published=Published("2021-05-06", Basis.GIVEN))
    added = filled.add(report, [told], FakeReader(), run=Run("Ana"))
    assert added is not None
    (line,) = unknown_of(filled, _SINCE, _UNTIL)
    assert line.words == "One forecast names no day by which to tell how it came out, by the harbour board."
    assert {one.document_id for one in tellings(filled, Filter(), of=set(line.ids))} == {"cc03"}


def test_a_line_of_what_we_do_not_know_keeps_its_statements_until_its_words_change(filled: Record) -> None:
    brief = replace(drafted(filled), unknown=(Part("One.", ("s1",)), Part("Two.", ("s2",))))
    told = editing.describe(brief, title="On Tasmia", unknown=["One.", "Two!"], confidential=())
    assert told.unknown == (Part("One.", ("s1",)), Part("Two!"))


def test_a_brief_that_was_saved_when_these_lines_were_words_alone_opens(filled: Record) -> None:
    plain = drafted(filled).to_dict() | {"unknown": ["Where she is."]}
    del plain["without"]
    assert from_dict(plain).unknown == (Part("Where she is."),)
