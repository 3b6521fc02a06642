from __future__ import annotations

from dataclasses import replace

from tests.reading.build import parse_of
from tests.reading.judging.learned import learned
from veedor.codebook.labels import EventType
from veedor.reading.events.events import EventDraft, events
from veedor.reading.parse import Name, Parse


def only(parse: Parse) -> EventDraft:
    found = events(parse)
    assert len(found) == 1
    return found[0]


def quoted(quotes: tuple[object, ...]) -> list[str]:
    return [q.words for q in quotes]  # type: ignore[attr-defined]


def test_verb_gives_actor_and_recipient() -> None:
    found = only(
        parse_of(
            """
            Police police NOUN NNS 2 nsubj
            arrested arrest VERB VBD 0 root
            two two NUM CD 4 nummod
            editors editor NOUN NNS 2 obj
            in in ADP IN 6 case
            Lusaka Lusaka PROPN NNP 2 obl
            """,
            names=(Name(5, 5, "LOC"),),
        )
    )
    assert found.type is EventType.COERCE
    assert found.anchor.words == "arrested"
    assert quoted(found.actors) == ["Police"]
    assert quoted(found.recipients) == ["two editors"]
    assert quoted(found.places) == ["Lusaka"]


def test_reciprocal_act_makes_every_party_an_actor() -> None:
    found = only(
        parse_of(
            """
            Envoys envoy NOUN NNS 2 nsubj
            met meet VERB VBD 0 root
            with with ADP IN 4 case
            rebels rebel NOUN NNS 2 obl
            """
        )
    )
    assert quoted(found.actors) == ["Envoys", "rebels"]
    assert found.recipients == ()


def test_object_that_names_the_act_is_part_of_the_anchor() -> None:
    found = only(
        parse_of(
            """
            They they PRON PRP 2 nsubj
            imposed impose VERB VBD 0 root
            new new ADJ JJ 4 amod
            sanctions sanction NOUN NNS 2 obj
            on on ADP IN 6 case
            Mali Mali PROPN NNP 2 obl
            """,
            names=(Name(5, 5, "LOC"),),
        )
    )
    assert found.type is EventType.SANCTION
    assert found.anchor.words == "imposed new sanctions"
    assert quoted(found.recipients) == ["Mali"]


def test_bare_noun_is_a_mention_only() -> None:
    told = parse_of(
        """
        The the DET DT 2 det
        election election NOUN NN 4 nsubj
        is be AUX VBZ 4 cop
        important important ADJ JJ 0 root
        """
    )
    assert events(told) == []


def test_noun_with_a_day_is_an_event() -> None:
    found = only(
        parse_of(
            """
            Sunday Sunday PROPN NNP 3 nmod:poss
            +'s 's PART POS 1 case
            election election NOUN NN 5 nsubj
            was be AUX VBD 5 cop
            close close ADJ JJ 0 root
            """
        )
    )
    assert found.type is EventType.ELECT


def test_noun_that_points_back_is_no_event() -> None:
    told = parse_of(
        """
        These these DET DT 2 det
        arrests arrest NOUN NNS 3 nsubj
        worried worry VERB VBD 0 root
        Chad Chad PROPN NNP 3 obj
        """,
        names=(Name(3, 3, "LOC"),),
    )
    assert events(told) == []


def test_passive_without_agent_has_no_actor() -> None:
    found = only(
        parse_of(
            """
            The the DET DT 2 det
            mayor mayor NOUN NN 4 nsubj:pass
            was be AUX VBD 4 aux:pass
            jailed jail VERB VBN 0 root
            """
        )
    )
    assert found.actors == ()
    assert quoted(found.recipients) == ["The mayor"]


def test_owner_of_an_arrest_undergoes_it() -> None:
    found = only(
        parse_of(
            """
            Her her PRON PRP$ 2 nmod:poss
            arrest arrest NOUN NN 3 nsubj
            followed follow VERB VBD 0 root
            """
        )
    )
    assert quoted(found.recipients) == ["Her"]
    assert found.actors == ()


def test_participle_before_a_noun_tells_who_moved() -> None:
    found = only(
        parse_of(
            """
            displaced displace VERB VBN 2 amod
            families family NOUN NNS 3 nsubj
            wait wait VERB VBP 0 root
            """
        )
    )
    assert found.type is EventType.MOVE
    assert quoted(found.actors) == ["displaced families"]


def test_what_is_asked_is_the_about() -> None:
    found = only(
        parse_of(
            """
            Unions union NOUN NNS 2 nsubj
            demanded demand VERB VBD 0 root
            higher high ADJ JJR 4 amod
            wages wage NOUN NNS 2 obj
            """
        )
    )
    assert found.type is EventType.REQUEST
    assert found.about is not None
    assert found.about.words == "higher wages"


def test_more_tests_beat_fewer_so_that_signing_a_law_is_a_rule() -> None:
    found = only(
        parse_of(
            """
            She she PRON PRP 2 nsubj
            signed sign VERB VBD 0 root
            the the DET DT 4 det
            law law NOUN NN 2 obj
            """
        )
    )
    assert found.type is EventType.RULE


def test_fighting_crime_is_no_assault() -> None:
    told = parse_of(
        """
        They they PRON PRP 2 nsubj
        fight fight VERB VBP 0 root
        crime crime NOUN NN 2 obj
        """
    )
    assert events(told) == []


def test_permission_withheld_is_coercion_and_takes_in_its_not() -> None:
    found = only(
        parse_of(
            """
            Monitors monitor NOUN NNS 4 nsubj:pass
            were be AUX VBD 4 aux:pass
            not not PART RB 4 advmod
            allowed allow VERB VBN 0 root
            to to PART TO 6 mark
            enter enter VERB VB 4 xcomp
            """
        )
    )
    assert found.type is EventType.COERCE
    assert found.anchor.words == "not allowed"
    assert found.absorbs_negation
    assert quoted(found.recipients) == ["Monitors"]


def test_who_is_accused_of_an_act_is_its_actor() -> None:
    told = parse_of(
        """
        Monitors monitor NOUN NNS 2 nsubj
        accused accuse VERB VBD 0 root
        the the DET DT 4 det
        mayor mayor NOUN NN 2 obj
        of of ADP IN 7 case
        massive massive ADJ JJ 7 amod
        fraud fraud NOUN NN 2 obl
        """
    )
    accusation, fraud = events(told)
    assert (accusation.type, fraud.type) == (EventType.ACCUSE, EventType.ABUSE)
    assert quoted(accusation.actors) == ["Monitors"]
    assert quoted(fraud.actors) == ["the mayor"]


def test_international_pressure_is_the_work_of_somebody() -> None:
    found = only(
        parse_of(
            """
            International international ADJ JJ 2 amod
            pressure pressure NOUN NN 3 nsubj
            grew grow VERB VBD 0 root
            """
        )
    )
    assert found.type is EventType.REQUEST
    assert quoted(found.actors) == ["International"]


def test_a_party_is_not_told_again_as_what_the_act_is_about() -> None:
    parse = parse_of(
        """
        Rebels rebel NOUN NNS 2 nsubj
        seized seize VERB VBD 0 root
        envoys envoy NOUN NNS 2 obj
        for for ADP IN 5 case
        ransom ransom NOUN NN 2 obl
        """
    )

    def told(about: int) -> EventDraft:
        chances = {(1, 0, "actors"): 0.9, (1, 2, "recipients"): 0.9, (1, about, "about"): 0.9}
        return only(replace(parse, learned=learned(5, {1: ("COERCE", 0.9)}, chances)))

    assert told(2).about is None
    about = told(4).about
    assert about is not None
    assert about.words == "ransom"
