from __future__ import annotations

from tests.reading.build import parse_of
from veedor.codebook.labels import EventType
from veedor.reading.events.participants import participants
from veedor.reading.events.triggers import Trigger
from veedor.reading.parse import Name, Parse


def parties(parse: Parse, head: int, kind: EventType) -> tuple[list[str], list[str]]:
    found = participants(parse, Trigger(head, kind, None))
    return (
        [parse.words[i].text for i in found.actors],
        [parse.words[i].text for i in found.recipients],
    )


def test_who_receives_threats_is_threatened() -> None:
    parse = parse_of(
        """
        Editors editor NOUN NNS 2 nsubj
        received receive VERB VBD 0 root
        threats threat NOUN NNS 2 obj
        from from ADP IN 5 case
        rebels rebel NOUN NNS 3 nmod
        """
    )
    assert parties(parse, 2, EventType.THREATEN) == (["rebels"], ["Editors"])


def test_who_is_wounded_in_a_raid_is_its_victim() -> None:
    parse = parse_of(
        """
        Soldiers soldier NOUN NNS 3 nsubj:pass
        were be AUX VBD 3 aux:pass
        wounded wound VERB VBN 0 root
        in in ADP IN 6 case
        a a DET DT 6 det
        raid raid NOUN NN 3 obl
        """
    )
    assert parties(parse, 5, EventType.ASSAULT) == ([], ["Soldiers"])


def test_member_that_a_group_includes_is_a_party_too() -> None:
    parse = parse_of(
        """
        Rebels rebel NOUN NNS 2 nsubj
        killed kill VERB VBD 0 root
        villagers villager NOUN NNS 2 obj
        including include VERB VBG 6 case
        a a DET DT 6 det
        teacher teacher NOUN NN 3 nmod
        """
    )
    assert parties(parse, 1, EventType.ASSAULT) == (["Rebels"], ["villagers", "teacher"])


def test_who_is_said_to_have_done_it_is_accused() -> None:
    parse = parse_of(
        """
        Monks monk NOUN NNS 2 nsubj
        alleged allege VERB VBD 0 root
        that that SCONJ IN 5 mark
        soldiers soldier NOUN NNS 5 nsubj
        lied lie VERB VBD 2 ccomp
        """
    )
    assert parties(parse, 1, EventType.ACCUSE) == (["Monks"], ["soldiers"])


def test_treaty_that_is_signed_is_no_party() -> None:
    parse = parse_of(
        """
        Envoys envoy NOUN NNS 2 nsubj
        signed sign VERB VBD 0 root
        the the DET DT 5 det
        Lisbon Lisbon PROPN NNP 5 compound
        Treaty Treaty PROPN NNP 2 obj
        """
    )
    assert parties(parse, 1, EventType.AGREE) == (["Envoys"], [])


def test_body_that_is_founded_by_decree_is_no_party_but_who_is_ordered_is() -> None:
    rows = """
        Judges judge NOUN NNS 2 nsubj
        ordered order VERB VBD 0 root
        Veritas Veritas PROPN NNP 2 obj
        """
    body = parse_of(rows, names=(Name(2, 2, "ORG"),))
    person = parse_of(rows, names=(Name(2, 2, "PER"),))
    assert parties(body, 1, EventType.RULE) == (["Judges"], [])
    assert parties(person, 1, EventType.RULE) == (["Judges"], ["Veritas"])
