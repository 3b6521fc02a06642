"""Names of a record are matched by rules, on both databases, and never against what a person judged."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.fakes import quote
from veedor import matching, pipeline, sourcing
from veedor.codebook.labels import EventType, Status, Tense
from veedor.codebook.naming import node
from veedor.codebook.statement import Event, Figure, Role, Statement
from veedor.documents.document import Basis, Document, Published
from veedor.gazetteers.project import parse_actors
from veedor.record import changes
from veedor.record.actors import identity, mentions
from veedor.record.actors.conflicts import conflicts
from veedor.record.actors.identity import Pair, Verdict
from veedor.record.adding import Origin
from veedor.record.store import Record


class Hand:
    """Statements written by hand."""

    name, version = "hand", "1"


HAND: Origin = Hand()


@pytest.fixture
def record(place: str) -> Iterator[Record]:
    with Record.open(place) as record:
        yield record


def put(record: Record, id_: str, day: str, text: str, *said: Statement) -> None:
    published = Published(day, Basis.GIVEN)
    record.add(Document(id=id_, text=text, title=id_, published=published, file=f"{id_}.txt"), said, HAND)


def role(text: str, holder: str, title: str, of: str | None = None, status: Status = Status.CURRENT) -> Role:
    return Role(
        anchor=quote(text, title),
        role=quote(text, title),
        holder=quote(text, holder, holder),
        of=quote(text, of) if of else None,
        status=status,
    )


def event(text: str, anchor: str, *actors: str, to: str | None = None, named: bool = False) -> Event:
    return Event(
        type=EventType.CONSULT,
        anchor=quote(text, anchor),
        actors=tuple(quote(text, who, who if named else None) for who in actors),
        recipients=(quote(text, to, to),) if to else (),
        tense=Tense.PAST,
    )


OPENING = "Malta's parliament is back. Carla Borg, speaker of the National Assembly of Malta, opened it."
MEETING = "It was a hot week in Malta. The president of the Assembly met the bakers."


def put_assembly(record: Record) -> None:
    put(
        record,
        "opening",
        "2019-07-10",
        OPENING,
        role(OPENING, "Carla Borg", "speaker", "National Assembly of Malta"),
    )
    put(record, "meeting", "2019-08-12", MEETING, event(MEETING, "met", "The president of the Assembly"))


def same_as(record: Record, words: str, document_id: str) -> frozenset[str]:
    return identity.names_of(record, words, document_id=document_id).nodes


def test_the_words_for_an_office_become_a_name_in_their_document(record: Record) -> None:
    put_assembly(record)
    matching.match(record)
    assert node("Carla Borg") in same_as(record, "the president of the Assembly", "meeting")
    (why,) = (j.why for j in identity.judgements(record) if node("Carla Borg") in (j.left, j.right))
    assert "Carla Borg is attested as speaker" in why


def test_an_office_in_another_year_stays_open(record: Record) -> None:
    put_assembly(record)
    later = MEETING.replace("hot", "cold")
    put(record, "later", "2022-08-12", later, event(later, "met", "The president of the Assembly"))
    matching.match(record)
    assert node("Carla Borg") not in same_as(record, "the president of the Assembly", "later")


@pytest.mark.parametrize(
    ("first", "second", "meant"),
    [
        ("Organization of American States", "NATO", "Irma Duarte"),
        ("NATO", "Organization of American States", "Jon Pratt"),
    ],
)
def test_the_secretary_general_is_that_of_the_nearest_organisation(
    record: Record, first: str, second: str, meant: str
) -> None:
    told = "Irma Duarte is secretary general of the Organization of American States."
    other = "Jon Pratt is secretary general of NATO."
    body = "the Organization of American States"
    put(record, "told", "2019-08-01", told, role(told, "Irma Duarte", "secretary general", body))
    put(record, "other", "2019-08-02", other, role(other, "Jon Pratt", "secretary general", "NATO"))
    text = f"The {first} met. The Secretary General spoke. Much later that day envoys of the {second} called."
    spoke = event(text, "spoke", "The Secretary General")
    put(
        record,
        "day",
        "2019-08-05",
        text,
        event(text, "met", first, named=True),
        spoke,
        event(text, "called", second, named=True),
    )
    matching.match(record)
    assert node(meant) in same_as(record, "the Secretary General", "day")


def test_an_organisation_of_which_nobody_is_known_is_passed_over(record: Record) -> None:
    told = "Irma Duarte is secretary general of the Organization of American States."
    body = "the Organization of American States"
    put(record, "told", "2019-08-01", told, role(told, "Irma Duarte", "secretary general", body))
    text = "The Harbour Union met. The Secretary General spoke of the Organization of American States."
    said = event(text, "spoke", "The Secretary General", to="Organization of American States")
    put(record, "day", "2019-08-05", text, event(text, "met", "Harbour Union", named=True), said)
    matching.match(record)
    assert node("Irma Duarte") in same_as(record, "the Secretary General", "day")


def test_a_pronoun_is_no_body(record: Record) -> None:
    text = "The bakers' union is on strike. Its president, Jo Byrne, spoke."
    put(record, "bakers", "2019-08-05", text, role(text, "Jo Byrne", "president", "Its"))
    assert {one.of for one in sourcing.terms_of(record)} <= {None}


def test_an_election_counts_as_the_act_that_it_is(record: Record) -> None:
    text = "In Malta Carla Borg was elected speaker of the National Assembly."
    won = Event(
        type=EventType.ELECT,
        anchor=quote(text, "elected"),
        recipients=(quote(text, "Carla Borg", "Carla Borg"),),
        about=quote(text, "speaker of the National Assembly"),
        tense=Tense.PAST,
    )
    put(record, "won", "2019-08-05", text, won)
    assert {row.holder for row in sourcing.of_offices(record)} == {"Carla Borg"}


def test_what_people_parted_is_not_joined(record: Record) -> None:
    put_assembly(record)
    end = node("the president of the Assembly", "meeting")
    pair = Pair(node("Carla Borg"), end, Verdict.DIFFERENT, "she was abroad")
    identity.judge(record, [pair], by="ana")
    found = matching.match(record)
    assert {node("Carla Borg"), end} not in [{*one[:2]} for one in found.pairs]
    assert node("Carla Borg") not in same_as(record, "the president of the Assembly", "meeting")


def test_matching_again_writes_nothing(record: Record) -> None:
    put_assembly(record)
    assert matching.match(record).change_id is not None
    before = changes.log(record)
    assert matching.match(record).change_id is None
    assert pipeline.after_reading(record).change_id is None
    assert changes.log(record) == before


def test_a_dry_run_says_what_it_would_judge_and_writes_nothing(record: Record) -> None:
    put_assembly(record)
    before = changes.log(record)
    found = matching.match(record, writes=False)
    assert found.pairs
    assert found.change_id is None
    assert changes.log(record) == before


def names(record: Record, id_: str, *who: str) -> None:
    text = f"{' and '.join(who)} met the bakers of {id_}."
    put(record, id_, "2019-08-12", text, event(text, "met", *who, named=True))


NEW = ["Venezuelan government", "United Nations (UN)", "Mr Haddad", "Nicolas Zapata", "Harbour Workers Union"]
OLD = ["Government of Venezuela", "UN", "Sami Haddad", "Nicolás Zapata", "Harbour Workers' Union (HWU)"]


def test_new_names_are_matched_as_all_would_be(record: Record) -> None:
    names(record, "one", *OLD, "Lea Brandt", "Ministry of Fish")
    names(record, "two", "Lea Brandt", "Leah Brandt")
    assert matching.match(record).change_id is not None
    names(record, "three", "Sami Haddad", *NEW)
    would = matching.match(record, writes=False).pairs
    found = pipeline.after_reading(record)
    assert {one[:3] for one in found.pairs} == {one[:3] for one in would}
    assert len({end for one in found.pairs for end in one[:2]}) >= len(NEW)


def test_a_matching_that_was_taken_back_does_not_come_again_by_itself(record: Record) -> None:
    names(record, "one", *OLD, *NEW)
    change_id = pipeline.after_reading(record).change_id
    assert change_id is not None
    changes.undo(record, change_id, by="ana")
    assert pipeline.after_reading(record).pairs == ()
    assert matching.match(record).pairs


def test_actors_beside_the_record_are_used_after_reading(tmp_path: Path) -> None:
    (tmp_path / "actors.toml").write_text('[[actor]]\nname = "Sami Haddad"\naliases = ["the Iron Notary"]\n')
    with Record.open(tmp_path / "town.veedor") as record:
        names(record, "one", "the Iron Notary", "Sami Haddad")
        pipeline.after_reading(record)
        assert "actors.toml" in identity.history(record, "the Iron Notary", document_id="one")[0].why


def test_mentions_know_their_document(record: Record) -> None:
    put_assembly(record)
    (found,) = (one for one in mentions.mentions(record, of=["meeting"]) if one.is_description)
    assert (found.name, found.country, found.published) == (
        "The president of the Assembly",
        "MT",
        "2019-08-12",
    )
    assert mentions.mentions(record, of=["meeting"]) == [
        one for one in mentions.mentions(record) if one.document_id == "meeting"
    ]


def test_members_stand_beside_the_number_that_is_stated(record: Record) -> None:
    text = "Peru is a member of the Lima Group. The Lima Group has 12 members, and 40 people are ill."
    member = role(text, "Peru", "member", "the Lima Group")
    counted = Figure(
        anchor=quote(text, "12 members"), what=quote(text, "Lima Group"), value=12.0, unit="members"
    )
    ill = Figure(anchor=quote(text, "40 people"), what=quote(text, "people"), value=40.0, unit="people")
    put(record, "lima", "2018-02-01", text, member, counted, ill)
    found = sourcing.members_of(record, "the Lima Group", on="2018-02")
    assert found.certain == ("Peru",)
    assert [count.value for count in found.stated_counts] == [12.0]
    assert sourcing.members_over_time(record, "lima group")[0].member == "Peru"


KNOWN = parse_actors(
    '[[actor]]\nname = "Leila Haddad"\n'
    'offices = [{ office = "Minister of Justice", of = "Lebanon", from = "2019-01-31", to = "2020-01-21" }]\n'
    'groups = [{ name = "Cedar List", from = "2018-05" }]\n'
)


def test_the_projects_own_file_answers_too(record: Record) -> None:
    found = sourcing.holder(record, "the Lebanese justice minister", on="2019-08", known=KNOWN)
    assert found.name == "Leila Haddad", found.why
    assert sourcing.holder(record, "the justice minister", on="2019-08", country="LB", known=KNOWN).name
    assert sourcing.holder(record, "the Lebanese justice minister", on="2021-08", known=KNOWN).name is None
    terms = sourcing.terms_of(record, KNOWN)
    assert sourcing.held_on(terms, "2019-08")
    assert not sourcing.held_on(terms, "2021")
    assert sourcing.of_body(terms, "Lebanese") == terms
    assert not sourcing.of_body(terms, "Malta")


def test_a_conflict_among_peoples_judgements_does_not_stop_matching(record: Record) -> None:
    names(record, "one", *OLD)
    names(record, "two", *NEW)
    ends = node("Venezuelan government"), node("United Nations (UN)")
    for pair in (
        *(Pair(end, node("the Chair"), Verdict.SAME, "why") for end in ends),
        Pair(*ends, Verdict.DIFFERENT, "why"),
    ):
        identity.judge(record, [pair], by="ana")
    found = matching.match(record)
    assert {node("Government of Venezuela"), ends[0]} in [{*pair[:2]} for pair in found.pairs]
    assert len(conflicts(record)) == 1


def test_what_is_read_while_names_are_matched_is_matched_the_next_time(
    record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    names(record, "one", *OLD)
    matching.match(record)
    names(record, "two", NEW[0])
    judged = matching._to_judge

    def meanwhile(*given: Any) -> Any:
        names(record, "three", NEW[1])
        return judged(*given)

    with monkeypatch.context() as patch:
        patch.setattr(matching, "_to_judge", meanwhile)
        assert pipeline.after_reading(record).change_id is not None
    pipeline.after_reading(record)
    assert identity.names_of(record, "UN").nodes == {node("UN"), node("United Nations (UN)")}
    assert mentions.read_since(record, matching.REASON) == []
