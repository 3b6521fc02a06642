"""How incidents stand, and what was known when."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.analysis.incidents.told import telling
from veedor.analysis.incidents.incidents import Incident, Incidents, incidents
from veedor.analysis.incidents.matching import Judged
from veedor.analysis.incidents.outcomes import Linked, OutcomeKind
from veedor.analysis.incidents.standings import Standing
from veedor.analysis.telling import Telling
from veedor.codebook.labels import Certainty

TODAY = date(2031, 6, 30)


def _found(*tellings: Telling, as_of: date | None = None, today: date = TODAY, **judged: Any) -> Incidents:
    return incidents(tellings, today=today, as_of=as_of, **judged)


def _only(*tellings: Telling, as_of: date | None = None, **judged: Any) -> Incident:
    (only,) = _found(*tellings, as_of=as_of, **judged).rows
    return only


def _raid(publisher: str, published: str | None = "2031-05-09", **but: Any) -> Telling:
    said: dict[str, Any] = {"by": "Delta Guard", "to": "Radio Marn", "at": "Tolk", "when": "2031-05-08"}
    said |= {"publisher": publisher, "published": published} | but
    return telling("COERCE", "raided", **said)


def test_one_report_is_reported_once() -> None:
    only = _only(_raid("The Bell", id_="a"))
    assert only.standing is Standing.REPORTED
    assert [origin.name for origin in only.origins] == ["The Bell"]
    assert (only.id, only.when, only.first, only.last) == (
        "a",
        "2031-05-08",
        date(2031, 5, 8),
        date(2031, 5, 8),
    )


def test_two_independent_reports_corroborate() -> None:
    only = _only(_raid("The Bell"), _raid("Daily Oar"))
    assert only.standing is Standing.CORROBORATED
    assert len(only.origins) == 2


def test_copies_do_not_corroborate() -> None:
    only = _only(_raid("The Bell", story="w"), _raid("Daily Oar", story="w"))
    assert only.standing is Standing.REPORTED


def test_denial_disputes_and_both_sides_are_shown() -> None:
    only = _only(
        _raid("The Bell", says="Radio Marn", id_="yes"),
        _raid("Daily Oar", "2031-05-11", says="Delta Guard", denied=True, id_="no"),
    )
    assert only.standing is Standing.DISPUTED
    assert only.dispute is not None
    assert [(side.name, side.ids) for side in only.dispute.asserts] == [("Radio Marn", ("yes",))]
    assert [(side.name, side.ids) for side in only.dispute.denies] == [("Delta Guard", ("no",))]
    assert only.dispute.since == "2031-05-11"


def test_what_all_deny_did_not_come_about() -> None:
    assert _only(_raid("The Bell", denied=True)).standing is Standing.DID_NOT


def test_question_is_not_said_either_way() -> None:
    assert _only(_raid("The Bell", certainty=Certainty.OPEN)).standing is Standing.UNSAID


def test_publisher_who_takes_its_words_back_withdraws_it() -> None:
    assert _only(_raid("The Bell", id_="a"), withdrawn=["a"]).standing is Standing.WITHDRAWN
    both = _only(_raid("The Bell", id_="a"), _raid("Daily Oar", id_="b"), withdrawn=["a"])
    assert both.standing is not Standing.WITHDRAWN


def _talks(tense: str, published: str, **but: Any) -> Telling:
    said: dict[str, Any] = {
        "by": "Government of Zubrania; Lake Front",
        "at": "Port Sel",
        "when": "2031-05-20",
    }
    said |= {"tense": tense, "published": published, "publisher": "The Bell"} | but
    return telling("CONSULT", str(said.pop("anchor", "talks")), **said)


def test_announcement_is_open_then_overdue() -> None:
    ahead = _talks("future", "2031-05-10")
    before = _only(ahead, today=date(2031, 5, 15))
    assert before.standing is Standing.ANNOUNCED
    assert before.outcome is not None
    assert before.outcome.kind is OutcomeKind.OPEN
    after = _only(ahead, today=date(2031, 5, 22))
    assert after.outcome is not None
    assert after.outcome.kind is OutcomeKind.OVERDUE


def test_announcement_without_a_time_is_never_overdue() -> None:
    only = _only(_talks("future", "2031-05-10", when=None))
    assert only.outcome is not None
    assert only.outcome.kind is OutcomeKind.OPEN


def test_later_report_says_that_it_came_about() -> None:
    only = _only(_talks("future", "2031-05-10"), _talks("past", "2031-05-21", id_="done"))
    assert only.standing is Standing.CAME_ABOUT
    assert only.outcome is not None
    assert only.outcome.ids == ("done",)


def test_later_report_says_that_it_did_not() -> None:
    only = _only(_talks("future", "2031-05-10"), _talks("past", "2031-05-21", denied=True))
    assert only.standing is Standing.DID_NOT


def test_later_reports_that_say_both_dispute_it() -> None:
    only = _only(
        _talks("future", "2031-05-10"),
        _talks("past", "2031-05-21"),
        _talks("past", "2031-05-21", denied=True, publisher="Daily Oar"),
    )
    assert only.standing is Standing.DISPUTED


def test_who_calls_off_what_they_announced_withdraws_it() -> None:
    only = _only(
        _talks("future", "2031-05-10", says="Lake Front"),
        _talks("future", "2031-05-14", says="Lake Front", denied=True),
    )
    assert only.standing is Standing.WITHDRAWN


def test_dialogue_announced_for_next_week_and_denied_is_resolved_later() -> None:
    """As with the talks that a government announced for the next week, which were held a month after."""
    week: dict[str, Any] = {
        "by": "Government of Zubrania; Lake Front",
        "about": "the dialogue in Port Sel",
        "at": "Port Sel",
    }
    says_so = telling("CONSULT", "dialogue", **week, when="2031-10-13/2031-10-19", tense="future",
                      says="Government of Zubrania", published="2031-10-10", id_="yes")  # fmt: skip
    denies = telling("CONSULT", "dialogue", **week, when="2031-10-13/2031-10-19", tense="future", denied=True,
                     says="Lake Front", published="2031-10-11", id_="no")  # fmt: skip
    held = telling(
        "CONSULT",
        "dialogue",
        **week,
        when="2031-11-16",
        publisher="The Bell",
        published="2031-11-17",
        id_="held",
    )
    told = (says_so, denies, held)

    then = _found(*told, as_of=date(2031, 10, 12)).of("yes")
    assert then is not None
    assert set(then.ids) == {"yes", "no"}
    assert then.standing is Standing.DISPUTED
    assert then.outcome is not None
    assert then.outcome.kind is OutcomeKind.OPEN

    month = _found(*told, as_of=date(2031, 11, 20)).of("yes")
    assert month is not None
    assert month.standing is Standing.DISPUTED
    assert month.outcome is not None
    assert month.outcome.kind is OutcomeKind.OVERDUE
    assert month.outcome.proposed == ("held",)

    judged = _found(*told, as_of=date(2031, 11, 20), linked=Linked(outcomes=(("yes", "held"),))).of("yes")
    assert judged is not None
    assert judged.standing is Standing.DID_NOT
    assert judged.outcome is not None
    assert judged.outcome.kind is OutcomeKind.LATER
    assert judged.outcome.by_people

    refused = _found(*told, as_of=date(2031, 11, 20), linked=Linked(none=(("yes", "held"),))).of("yes")
    assert refused is not None
    assert refused.outcome is not None
    assert refused.outcome.proposed == ()


def test_contacts_disclosed_and_rejected_by_one_of_those_concerned_are_disputed() -> None:
    """As with contacts that an agency disclosed: one party denies them, the heads of both sides confirm."""
    said: dict[str, Any] = {"by": "Dario Senn; United Isles", "about": "secret contacts", "at": "Tolk"}
    told = [
        telling(
            "CONSULT", "contacts", **said, says="Meridian Press Agency", published="2031-08-18", id_="ap"
        ),
        telling(
            "CONSULT", "contacts", **said, says="Dario Senn", denied=True, published="2031-08-19", id_="no"
        ),
        telling("CONSULT", "contacts", **said, says="President Ruhl", published="2031-08-20", id_="one"),
        telling("CONSULT", "contacts", **said, says="President Aske", published="2031-08-20", id_="two"),
    ]
    only = _only(*told)
    assert only.standing is Standing.DISPUTED
    assert only.dispute is not None
    assert only.dispute.since == "2031-08-19"
    assert {side.name for side in only.dispute.asserts} == {
        "Meridian Press Agency",
        "President Ruhl",
        "President Aske",
    }
    assert len(only.origins) == 3
    first = _only(*told, as_of=date(2031, 8, 18))
    assert first.standing is Standing.REPORTED


def test_as_of_leaves_out_and_counts_what_is_not_dated() -> None:
    found = _found(_raid("The Bell"), _raid("Daily Oar", published=None), as_of=date(2031, 5, 9))
    assert (len(found.rows), found.undated) == (1, 1)
    assert _found(_raid("The Bell"), as_of=date(2031, 5, 8)).rows == ()


def test_document_dated_to_a_month_is_known_at_its_end() -> None:
    assert not _found(_raid("The Bell", published="2031-05"), as_of=date(2031, 5, 30)).rows
    assert _found(_raid("The Bell", published="2031-05"), as_of=date(2031, 5, 31)).rows


def test_contradictory_dates_are_shown_and_none_is_chosen() -> None:
    judged = Judged(same=(("a", "b"),))
    only = _only(_raid("The Bell", id_="a"), _raid("Daily Oar", when="2031-06-01", id_="b"), judged=judged)
    assert only.when is None
    assert only.is_dates_differ
    assert [cell.value for cell in only.dates] == ["2031-05-08", "2031-06-01"]
    assert (only.first, only.last) == (date(2031, 5, 8), date(2031, 6, 1))


def test_undated_happening_has_no_days() -> None:
    only = _only(_raid("The Bell", when=None, published=None))
    assert (only.when, only.first, only.last, only.first_told) == (None, None, None, None)
    assert not only.is_dates_differ


def test_every_cell_carries_its_statements() -> None:
    only = _only(_raid("The Bell", "2031-05-09", id_="a"), _raid("Daily Oar", "2031-05-10", id_="b"))
    for cell in (*only.actors, *only.recipients, *only.places, *only.dates):
        assert set(cell.ids) <= set(only.ids)
    assert only.recipients[0] == ("Radio Marn", ("a", "b"))


def test_no_tellings_make_no_incidents() -> None:
    found = _found()
    assert (found.rows, found.undated) == ((), 0)
    assert found.of("gone") is None


@pytest.mark.parametrize("tense", ["past", "present"])
def test_act_of_the_past_announces_nothing(tense: str) -> None:
    assert _only(_raid("The Bell", tense=tense)).outcome is None
