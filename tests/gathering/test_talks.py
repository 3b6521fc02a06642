from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

import veedor
from tests.fakes import FakeReader
from tests.gathering.talks_record import GOVERNMENT, OFFERS, OPPOSITION, THIRD, document, fill, statements_of
from veedor.analysis.talks.flat import stand_to_flat
from veedor.analysis.talks.verdicts import Verdict
from veedor.codebook.naming import key, node
from veedor.errors import UsageError
from veedor.gathering.talks import Asked, file_statement, gather, issue_rows, name_key, sides_of
from veedor.record.actors import identity
from veedor.record.actors.identity import Pair
from veedor.record.actors.identity import Verdict as Judged
from veedor.record.store import Record


@pytest.fixture
def record(place: str) -> Iterator[Record]:
    with Record.open(place) as record:
        yield record


@pytest.fixture
def filled(record: Record) -> Record:
    fill(record)
    return record


def test_an_empty_record_has_no_talks(record: Record) -> None:
    found = gather(record)
    assert found.table.is_empty
    assert (found.channels(), found.visits(), found.tracks(), found.silences()) == ((), (), (), ())
    assert found.last_day is None
    assert issue_rows(found) == []


def test_the_table_is_that_of_the_day_that_is_asked_for(filled: Record) -> None:
    made = gather(filled, Asked(as_of=date(2019, 8, 23))).table
    findings = {str(row.issue): row.finding.verdict for row in made.rows}
    assert findings == {
        "presidential election": Verdict.IN_PRINCIPLE,
        "presidential election: date": Verdict.GAP,
        "candidacy of maro": Verdict.CONTRADICTORY,
        "sanctions": Verdict.ONE_SIDED,
        "institutional change": Verdict.ONE_SIDED,
    }
    assert len(made.unfiled) == 1
    later = gather(filled, Asked(as_of=date(2019, 9, 17))).table
    assert later.row("transition") is not None


def test_the_condition_is_asked_of_the_third_state(filled: Record) -> None:
    row = gather(filled).table.row("sanctions")
    assert row is not None
    assert [one.name for one in row.cells[key(GOVERNMENT)].addressees] == [THIRD]


def test_the_newest_reports_are_looked_at_first(filled: Record) -> None:
    found = gather(filled, Asked(most=1))
    assert (found.documents, found.has_more) == (1, True)
    assert [str(row.issue) for row in found.table.rows] == ["transition"]
    assert not gather(filled, Asked(most=2)).has_more


def test_reports_of_one_publisher_alone(filled: Record) -> None:
    assert gather(filled, Asked(publisher="Nobody's Post")).documents == 0
    assert gather(filled, Asked(documents=["d2"])).documents == 1


def test_sentences_tell_that_a_channel_was_secret_and_denied_tepidly(filled: Record) -> None:
    (channel,) = (one for one in gather(filled).channels() if one.denied_by)
    assert channel.is_secret
    assert [one.by for one in channel.disclosed_by] == ["A news agency"]
    assert str(channel.denied_by[0].held) == "denied tepidly"
    (visit,) = gather(filled).visits()
    assert (visit.level, visit.places, visit.agenda) == ("minister", ("Nordia",), ("loans",))


def test_what_moved_since_a_day(filled: Record) -> None:
    moves = gather(filled).movement(date(2019, 8, 31))
    assert {(one.party.name, str(one.issue)): str(one.moves[0]) for one in moves} == {
        (OPPOSITION, "transition"): "new",
        (OPPOSITION, "candidacy of maro"): "dropped silently",
        (OPPOSITION, "institutional change"): "dropped silently",
        (OPPOSITION, "presidential election"): "dropped silently",
        (OPPOSITION, "presidential election: date"): "dropped silently",
    }


def test_silence_is_counted_to_the_newest_report(filled: Record) -> None:
    found = gather(filled)
    assert found.last_day == date(2019, 9, 16)
    assert {one.fewest_days for one in found.silences()} == {24, 0}


def test_people_name_and_merge_issues_and_file_positions(filled: Record) -> None:
    name_key(filled, "sanctions", "Relief", by="Ana", reason="so called at the table")
    name_key(filled, "institutional change", "Relief", by="Ana")
    (unfiled,) = gather(filled).table.unfiled
    file_statement(filled, unfiled, "Relief", by="Ana")
    made = gather(filled).table
    row = made.row("Relief")
    assert row is not None
    assert {cell.party.name for cell in row.cells.values()} == {
        GOVERNMENT,
        OPPOSITION,
        THIRD,
        "Northern Front",
    }
    assert made.row("sanctions") is None
    assert made.unfiled == ()
    (told,) = (one for one in issue_rows(gather(filled)) if one.name == "Relief")
    assert {"sanctions", "institutional change"} <= set(told.keys)


def test_judgements_of_names_make_two_parties_one(filled: Record) -> None:
    pair = Pair(node(OPPOSITION), node(GOVERNMENT), Judged.SAME, "for the test")
    identity.judge(filled, [pair], by="Ana")
    assert len({one.key for one in gather(filled).table.parties}) == 2


def test_a_second_version_of_a_report_tells_nothing_twice(filled: Record) -> None:
    filled.add(document("d1", OFFERS), statements_of(OFFERS), FakeReader("2"))
    row = gather(filled).table.row("sanctions")
    assert row is not None
    assert len(row.ids) == 1


def test_sides_are_typed_with_their_parties() -> None:
    sides = sides_of(["State: Jane Roe; the Army "])
    assert {one.name for one in sides.values()} == {"State"}
    assert key("Jane Roe") in sides
    assert key("the Army") in sides


@pytest.mark.parametrize("said", ["", "State", "State:", ": Jane Roe"])
def test_a_side_needs_a_name_and_parties(said: str) -> None:
    with pytest.raises(UsageError):
        sides_of([said])


def test_a_notebook_asks_for_talks_in_plain_words(tmp_path: Path) -> None:
    place = tmp_path / "crisis.veedor"
    with Record.open(place) as record:
        fill(record)
    with veedor.open(place, by="Ana") as opened:
        rows = opened.talks(as_of="2019-08-23", sides=["Allies: Varanian opposition; Government of Borland"])
        dates = [row for row in map(stand_to_flat, rows) if row["issue"] == "presidential election: date"]
        assert {row["party"]: row["says"] for row in dates} == {
            GOVERNMENT: "12 months",
            "Allies": "6–9 months",
        }
        assert {row["gap_nearest"] for row in dates} == {3.0}
        assert any(one.issue.name == "transition" for one in opened.moves("2019-08-31"))
        assert len(list(opened.channels())) == 1
        opened.name_issue("sanctions", "Relief")
        assert any(one.row.issue.name == "Relief" for one in opened.talks())
