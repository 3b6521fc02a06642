"""Lines of change from tables: what is new is given as ids."""

from __future__ import annotations

from datetime import date

from tests.fakes import quote
from tests.gathering import weeks
from veedor.analysis.changed import (
    Line,
    What,
    known_by,
    of_incidents,
    of_positions,
    ordered,
    published_between,
)
from veedor.analysis.incidents.incidents import incidents
from veedor.analysis.incidents.outcomes import Linked
from veedor.analysis.talks.positions import positions
from veedor.analysis.telling import Telling
from veedor.codebook.labels import EventType, Tense
from veedor.codebook.statement import Event, Statement

TODAY = date(2031, 6, 1)


def told(id_: str, text: str, said: list[Statement], published: str | None) -> list[Telling]:
    return [
        Telling(
            statement=statement,
            id=statement.id_in(id_),
            document_id=id_,
            publisher=f"The {id_} Post",
            published=published,
            story=id_,
        )
        for statement in said
    ]


FIRST = told("w1", weeks.FIRST, weeks.first_week(weeks.FIRST), "2031-05-01")
SECOND = told("w2", weeks.SECOND, weeks.second_week(weeks.SECOND), "2031-05-08")
NEW = {one.id for one in SECOND}


def of_events(tellings: list[Telling], new: set[str], linked: Linked | None = None) -> list[Line]:
    events = [one for one in tellings if one.statement.kind == "event"]
    return list(of_incidents(incidents(events, linked=linked or Linked(), today=TODAY), new))


def test_nothing_is_new_where_nothing_is_known() -> None:
    assert of_events([], set()) == []
    assert list(of_positions(positions([]), set(), {})) == []


def test_nothing_changed_where_nothing_is_new() -> None:
    assert of_events([*FIRST, *SECOND], set()) == []
    assert list(of_positions(positions([*FIRST, *SECOND]), set(), {})) == []


def test_the_order_in_which_they_are_told_does_not_matter() -> None:
    forward, backward = (of_events(some, NEW) for some in ([*FIRST, *SECOND], [*SECOND, *FIRST]))
    assert ordered(forward) == ordered(backward)
    assert [line.what for line in ordered(forward)] == [What.INCIDENT, What.DISPUTE]


def test_a_dispute_that_was_known_before_is_not_new() -> None:
    third = told("w3", weeks.FIRST, [weeks.met(weeks.FIRST, sources=("the mayor",))], "2031-05-12")
    lines = of_events([*FIRST, *SECOND, *third], {one.id for one in third})
    assert lines == []


def test_an_announcement_is_settled_by_an_outcome_that_is_told_since() -> None:
    text = "The envoys will meet in Riverton in June 2031."
    will = Event(
        type=EventType.CONSULT,
        anchor=quote(text, "will meet"),
        actors=(quote(text, "The envoys"),),
        tense=Tense.FUTURE,
    )
    (plan,) = told("w0", text, [will], "2031-04-20")
    (arrested,) = [one for one in SECOND if one.statement.anchor.words == "arrested"]
    linked = Linked(outcomes=((plan.id, arrested.id),))
    settled = [line for line in of_events([plan, *SECOND], NEW, linked) if line.what is What.OUTCOME]
    assert [(line.ids, line.on) for line in settled] == [((plan.id, arrested.id), "2031-05-08")]
    both_new = of_events([plan, *SECOND], {*NEW, plan.id}, linked)
    assert [line for line in both_new if line.what is What.OUTCOME] == []


def test_months_count_by_their_last_day_and_undated_reports_never() -> None:
    month = told("w4", weeks.FIRST, weeks.first_week(weeks.FIRST)[:1], "2031-05")
    undated = told("w5", weeks.FIRST, weeks.first_week(weeks.FIRST)[:1], None)
    some = [*month, *undated]
    assert published_between(some, date(2031, 5, 1), date(2031, 5, 30)) == set()
    assert published_between(some, date(2031, 5, 30), date(2031, 5, 31)) == {month[0].id}
    assert known_by(some, date(2031, 5, 31)) == month


def test_lines_stand_by_sort_and_the_latest_first() -> None:
    lines = [
        Line(what=What.CORRECTION, said="a", ids=(), on="2031-05"),
        Line(what=What.INCIDENT, said="b", ids=()),
        Line(what=What.INCIDENT, said="c", ids=(), on="2031-05-02"),
        Line(what=What.INCIDENT, said="d", ids=(), on="2031-05-03"),
    ]
    assert [line.said for line in ordered(lines)] == ["d", "c", "b", "a"]
    assert lines[0].to_dict() == {"what": "correction", "said": "a", "ids": [], "on": "2031-05"}
