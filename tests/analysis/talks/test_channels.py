from datetime import date

import pytest

from tests.analysis.talks.tellings import act, position, role
from veedor.analysis.talks.channels import Question, channels
from veedor.analysis.talks.contacts import Format, Held
from veedor.analysis.talks.tracks import State, tracks
from veedor.analysis.talks.visits import visits
from veedor.codebook.labels import Certainty, Polarity, Tense

ENVOYS, DEPUTY = "Borland officials", "Ana Prado"


def disclosure(**more):
    return act(
        "CONSULT", [ENVOYS, DEPUTY], published="2019-08-19", sources=["Wire Service"], document="d1", **more
    )


def denial(**more):
    return act(
        "CONSULT",
        [ENVOYS, DEPUTY],
        published="2019-08-20",
        anchor="denied",
        sources=[DEPUTY],
        polarity=Polarity.NO,
        document="d2",
        **more,
    )


def confirmation():
    return act("CONSULT", [ENVOYS, DEPUTY], published="2019-08-21", sources=["Leo Grant"], document="d3")


def by(claims):
    return [one.by for one in claims]


def test_a_channel_says_who_disclosed_who_confirmed_and_who_denied_it():
    (found,) = channels([confirmation(), denial(), disclosure(when="2019-07")])
    assert {party.name for party in found.ends} == {ENVOYS, DEPUTY}
    assert by(found.disclosed_by) == ["Wire Service"]
    assert by(found.confirmed_by) == ["Leo Grant"]
    assert by(found.denied_by) == [DEPUTY]
    assert found.denied_by[0].is_party
    assert (found.first_known, found.first_public) == ("2019-07", "2019-08-19")
    assert {one.over for one in found.contradictions} == {Question.HAPPENED}


def test_what_appeared_later_is_not_known_yet():
    (found,) = channels([disclosure(), denial(), confirmation()], as_of=date(2019, 8, 19))
    assert found.denied_by == () == found.confirmed_by
    assert found.contradictions == ()


def test_a_denial_may_be_tepid():
    told = denial()
    (found,) = channels([disclosure(), told], context={told.id: "Prado rejected the report tepidly."})
    assert found.denied_by[0].held is Held.TEPID
    (found,) = channels([disclosure(), denial(certainty=Certainty.HEDGED)])
    assert found.denied_by[0].held is Held.TEPID


def test_the_sentence_tells_that_it_was_secret():
    told = disclosure()
    assert channels([told])[0].is_secret is None
    assert channels([told], context={told.id: "They met behind closed doors."})[0].is_secret is True
    assert channels([told], context={told.id: "They met openly."})[0].is_secret is False


def test_a_denial_that_names_one_end_belongs_to_the_channel_of_its_story():
    told = act(
        "CONSULT", [DEPUTY], published="2019-08-19", sources=[DEPUTY], polarity=Polarity.NO, document="d1"
    )
    (found,) = channels([disclosure(), told])
    assert by(found.denied_by) == [DEPUTY]


def test_sources_contradict_each_other_on_who_gave_leave():
    first = disclosure()
    only = position(DEPUTY, "accepts", "contacts", "2019-08-21", sources=[DEPUTY], document="d1")
    told = act(
        "ACCUSE", ["Jo Bolt"], published="2019-08-21", recipients=[DEPUTY], sources=["Jo Bolt"], document="d1"
    )
    context = {
        told.id: "Bolt said Prado spoke behind the president's back.",
        only.id: "Prado would talk to them only if the president authorised it.",
    }
    (found,) = channels([first, told, only], context=context)
    (over,) = found.contradictions
    assert over.over is Question.AUTHORISED
    assert (by(over.yes), by(over.no)) == ([DEPUTY], ["Jo Bolt"])


def test_who_meets_each_side_separately_stands_between_them():
    told = act("CONSULT", ["Government of Nordia", "Government of Varania", "Varanian opposition"])
    (found,) = channels([told], context={told.id: "The Nordians met with each side separately."})
    assert [one.name for one in found.through] == ["Government of Nordia"]
    assert len(found.ends) == 2
    assert found.formats == (Format.SEPARATE,)


def test_who_is_called_a_mediator_stands_between_the_others():
    told = act("CONSULT", ["Ida Lund", "Government of Varania", "Northern Front"], document="d")
    (found,) = channels([told, role("Ida Lund", "mediator", document="d")])
    assert [one.name for one in found.through] == ["Ida Lund"]


def test_what_is_only_planned_was_not_disclosed():
    told = act("CONSULT", ["A", "B"], tense=Tense.FUTURE, sources=["A"])
    (found,) = channels([told])
    assert found.disclosed_by == ()
    assert by(found.planned_by) == ["A"]


def test_no_channel_where_nobody_met_anybody():
    assert channels([]) == ()
    assert channels([act("CONSULT", ["A"]), act("ASSAULT", ["A"], recipients=["B"])]) == ()


def test_a_visit_has_guests_host_level_agenda_and_result():
    told = (
        act(
            "CONSULT",
            ["Ivo Maran"],
            "loans",
            recipients=["Government of Borland"],
            anchor="visited",
            document="d",
        ),
        act("AGREE", ["Ivo Maran", "Government of Borland"], "a new loan", document="d"),
        role("Ivo Maran", "defence minister", document="d"),
    )
    (found,) = visits(told)
    assert [one.name for one in found.who] == ["Ivo Maran"]
    assert [one.name for one in found.hosts] == ["Government of Borland"]
    assert (found.level, found.agenda) == ("minister", ("loans",))
    assert [one.words for one in found.results] == ["a new loan"]


def test_a_visit_told_twice_is_one_and_another_date_is_another():
    def visit(when, document):
        return act(
            "CONSULT", ["Nordia"], places=["Varania City"], anchor="sent", when=when, document=document
        )

    assert len(visits([visit("2019-08", "x"), visit("2019-08-14", "y"), visit("2019-09-01", "z")])) == 2


def test_a_meeting_is_no_visit():
    assert visits([act("CONSULT", ["A", "B"], anchor="met")]) == ()


PARTIES = ["Government of Varania", "Varanian opposition"]


def talks():
    return (
        act("CONSULT", PARTIES, anchor="talks", when="2019-07-31", published="2019-08-01", document="x"),
        act(
            "RETREAT",
            [PARTIES[0]],
            "the talks",
            anchor="suspended",
            when="2019-08-07",
            published="2019-08-08",
        ),
        act("RETREAT", [PARTIES[1]], anchor="talks are exhausted", when="2019-09-15", published="2019-09-15"),
    )


@pytest.mark.parametrize(
    ("day", "state"),
    [
        (date(2019, 8, 1), State.ACTIVE),
        (date(2019, 8, 23), State.SUSPENDED),
        (date(2019, 9, 16), State.EXHAUSTED),
    ],
)
def test_how_talks_stand_depends_on_the_date(day, state):
    (track,) = tracks(talks(), as_of=day)
    assert track.state is state
    assert {party.name for party in track.parties} == set(PARTIES)


def test_talks_said_to_be_resumed_next_week_are_announced():
    told = act("CONSULT", PARTIES, anchor="dialogue", tense=Tense.FUTURE, when="2019-08-26/2019-09-01")
    (track,) = tracks([told])
    assert track.state is State.ANNOUNCED


def test_two_states_told_of_one_day_are_a_dispute():
    told = (
        act(
            "CONSULT", PARTIES, anchor="dialogue", tense=Tense.FUTURE, when="2019-08-26", sources=[PARTIES[0]]
        ),
        act(
            "CONSULT",
            PARTIES,
            anchor="denied the dialogue",
            when="2019-08-26",
            sources=[PARTIES[1]],
            polarity=Polarity.NO,
        ),
    )
    (track,) = tracks(told)
    assert track.is_disputed


def test_where_nobody_speaks_of_talks_there_is_no_track():
    assert tracks([]) == ()
    assert tracks([act("ASSAULT", ["A"], recipients=["B"])]) == ()


def test_a_denial_of_talks_is_of_the_talks_between_the_same_parties():
    told = (
        act(
            "CONSULT", PARTIES, anchor="dialogue", tense=Tense.FUTURE, when="2019-08-26", sources=[PARTIES[0]]
        ),
        act(
            "CONSULT", PARTIES, anchor="denied", when="2019-08-26", sources=[PARTIES[1]], polarity=Polarity.NO
        ),
    )
    (track,) = tracks(told)
    assert track.is_disputed
    assert tracks(told[1:]) == ()
