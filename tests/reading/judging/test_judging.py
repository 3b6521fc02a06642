from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from tests.reading.build import parse_of
from tests.reading.judging.learned import JUDGE, learned
from tests.reading.stance_rows import sentence
from veedor.codebook.labels import EventType, Stance
from veedor.codebook.statement import Position, Role
from veedor.reading.assemble import assemble, drafts
from veedor.reading.events.events import EventDraft
from veedor.reading.judging.judge import Judge
from veedor.reading.judging.judging import SURE
from veedor.reading.parse import Name, Parse
from veedor.reading.positions.positions import PositionDraft

ENVOY_GREETED = parse_of(
    """
    The     the     DET   DT  2 det
    envoy   envoy   NOUN  NN  3 nsubj
    hugged  hug     VERB  VBD 0 root
    Haddad  Haddad  PROPN NNP 3 obj
    in      in      ADP   IN  6 case
    Oslo    Oslo    PROPN NNP 3 obl
    +.      .       PUNCT .   3 punct
    """,
    names=(Name(3, 3, "PER"), Name(5, 5, "LOC")),
)
HUG = {(2, 1, "actors"): 0.9, (2, 3, "recipients"): 0.8, (2, 5, "places"): 0.7, (2, 3, "actors"): 0.1}


def heard(parse: Parse, *args: object, **more: object) -> Parse:
    return replace(parse, learned=learned(len(parse.words), *args, **more))  # type: ignore[arg-type]


def test_act_that_no_list_knows_is_told_where_the_heads_see_it() -> None:
    (told,) = drafts(heard(ENVOY_GREETED, {2: ("REJECT", 0.9)}, HUG), [])
    assert isinstance(told.draft, EventDraft)
    assert told.draft.type is EventType.REJECT
    assert [q.words for q in told.draft.actors] == ["The envoy"]
    assert [q.words for q in told.draft.recipients] == ["Haddad"]
    assert [q.words for q in told.draft.places] == ["Oslo"]
    assert told.right is not None
    assert 0.85 < told.right < 0.95


def test_act_that_the_heads_doubt_is_not_told() -> None:
    assert drafts(heard(ENVOY_GREETED, {2: ("REJECT", 0.3)}, HUG), []) == []


def test_word_plays_one_part_the_likeliest() -> None:
    arcs = {(2, 3, "actors"): 0.6, (2, 3, "recipients"): 0.8}
    (told,) = drafts(heard(ENVOY_GREETED, {2: ("REJECT", 0.9)}, arcs), [])
    assert isinstance(told.draft, EventDraft)
    assert (told.draft.actors, [q.words for q in told.draft.recipients]) == ((), ["Haddad"])


def test_rules_alone_decide_where_no_weights_are_known() -> None:
    parse = heard(ENVOY_GREETED, {2: ("REJECT", 0.9)}, HUG, judge=Judge.silent())
    assert drafts(parse, []) == drafts(ENVOY_GREETED, [])


def test_parts_that_the_heads_see_belong_to_the_anchor() -> None:
    parse = heard(ENVOY_GREETED, {2: ("REJECT", 0.9)}, {(2, 3, "part"): 0.9})
    (told,) = drafts(parse, [])
    assert told.draft.anchor.words == "hugged Haddad"


def test_of_two_statements_on_the_same_words_the_likelier_stands() -> None:
    parse = heard(
        ENVOY_GREETED,
        {2: ("REJECT", 0.9), 3: ("refuses", 0.6)},
        {(2, 3, "part"): 0.9, (3, 1, "holders"): 0.9},
    )
    assert [type(told.draft) for told in drafts(parse, [])] == [EventDraft]


def test_act_that_another_statement_is_about_is_not_told_again() -> None:
    hesitant = replace(JUDGE, weights={**JUDGE.weights, "event": (0.0, 1.0, 0.0, 0.0, 0.0, 0.0, -5.0)})
    seen = {0: ("demands", 0.9), 2: ("REJECT", 0.8)}

    def events(arcs: Mapping[tuple[int, int, str], float]) -> list[str]:
        told = drafts(heard(ENVOY_GREETED, seen, arcs, judge=hesitant), [])
        return [t.draft.anchor.words for t in told if isinstance(t.draft, EventDraft)]

    assert events({}) == ["hugged"]
    assert events({(0, 2, "about"): 0.9}) == []
    assert events({(2, 3, "about"): 0.9}) == ["hugged"]  # its own content is not counted against it


def test_position_is_told_by_its_kind_though_its_stance_is_unsure() -> None:
    unsure = replace(
        JUDGE,
        weights={**JUDGE.weights, "position": (-1.0, *[0.0] * 6), "position.told": (1.0, *[0.0] * 6)},
    )
    arcs = {(2, 1, "holders"): 0.9}
    (told,) = drafts(heard(ENVOY_GREETED, {2: ("refuses", 0.8)}, arcs, judge=unsure), [])
    assert isinstance(told.draft, PositionDraft)
    assert told.right is not None
    assert told.right < 0.3
    assert drafts(heard(ENVOY_GREETED, {2: ("REJECT", 0.8)}, arcs, judge=unsure), [])


def test_position_that_its_form_tells_stands_against_a_likely_event_and_keeps_the_stance_of_the_rules() -> (
    None
):
    parse = sentence("Norland will talk only if Roe stays and disarms.")
    (told,) = drafts(heard(parse, {2: ("CONSULT", 0.9)}), [])
    assert isinstance(told.draft, PositionDraft)
    assert (told.draft.stance, told.right) == (Stance.ACCEPTS, SURE)


def test_position_repeats_no_condition_in_what_it_is_about() -> None:
    parse = sentence("Norland will talk provided the army leaves.")
    (told,) = drafts(heard(parse, {2: ("accepts", 0.9)}, {(2, 3, "about"): 0.9}), [])
    assert isinstance(told.draft, PositionDraft)
    assert told.draft.about is not None
    assert told.draft.about.words == "talk"


def test_position_has_the_holder_that_the_heads_see() -> None:
    parse = heard(ENVOY_GREETED, {2: ("refuses", 0.8)}, {(2, 1, "holders"): 0.9, (2, 3, "about"): 0.9})
    (told,) = drafts(parse, [])
    assert isinstance(told.draft, PositionDraft)
    assert told.draft.stance is Stance.REFUSES
    assert [q.words for q in told.draft.holders] == ["The envoy"]
    assert told.draft.about is not None
    assert told.draft.about.words == "Haddad"


def test_position_without_a_holder_is_that_of_the_party_the_sentence_is_about() -> None:
    (position,) = assemble([heard(ENVOY_GREETED, {2: ("refuses", 0.8)}, {(2, 3, "about"): 0.9})])
    assert isinstance(position, Position)
    assert [q.words for q in position.holders] == ["The envoy"]


MUST_ACT = parse_of(
    """
    Work    work    NOUN  NN  3 nsubj
    must    must    AUX   MD  3 aux
    resume  resume  VERB  VB  0 root
    +.      .       PUNCT .   3 punct
    """
)


def test_position_that_nobody_holds_is_none() -> None:
    assert assemble([heard(MUST_ACT, {1: ("demands", 0.8)})]) == []


def test_what_a_speech_demands_is_the_demand_of_whoever_says_i() -> None:
    begun = parse_of(
        """
        I       I       PRON  PRP 2 nsubj
        slept   sleep   VERB  VBD 0 root
        +;      ;       PUNCT :   6 punct
        work    work    NOUN  NN  6 nsubj
        must    must    AUX   MD  6 aux
        resume  resume  VERB  VB  2 parataxis
        """
    )
    (position,) = assemble([heard(begun, {4: ("demands", 0.8)})])
    assert isinstance(position, Position)
    assert [q.words for q in position.holders] == ["I"]


def test_forecast_of_the_rules_is_weighed_at_the_word_where_the_heads_see_it() -> None:
    parse = parse_of(
        """
        Trade   trade   NOUN  NN  4 nsubj
        could   could   AUX   MD  4 aux
        be      be      AUX   VB  4 cop
        safe    safe    ADJ   JJ  0 root
        +.      .       PUNCT .   4 punct
        """
    )
    (told,) = drafts(heard(parse, {2: ("forecast", 0.9)}), [])
    assert told.draft.anchor.words.startswith("could be")
    assert told.right is not None
    assert told.right > 0.8


def test_statement_says_how_likely_it_is_right_and_takes_the_heads_certainty() -> None:
    parse = heard(ENVOY_GREETED, {2: ("REJECT", 0.9)}, HUG, says={(2, "hedged"): 0.95})
    (statement,) = assemble([parse])
    assert statement.certainty == "hedged"
    assert statement.probability_right is not None


def test_office_told_as_current_is_former_where_the_heads_hold_it_so() -> None:
    parse = parse_of(
        """
        President president PROPN NNP 2 nmod:desc
        Haddad    Haddad    PROPN NNP 3 nsubj
        slept     sleep     VERB  VBD 0 root
        """,
        names=(Name(1, 1, "PER"),),
    )
    weighing = replace(JUDGE, trust={**JUDGE.trust, "role.status": 1.0})
    anchors = {0: ("role", 0.9)}

    def status(chance: float) -> str:
        says = {(0, "former"): chance}
        (role,) = assemble([replace(parse, learned=learned(3, anchors, judge=weighing, says=says))])
        assert isinstance(role, Role)
        return str(role.status)

    assert (status(0.6), status(0.9)) == ("current", "former")


def test_parse_made_by_hand_has_no_probability() -> None:
    parse = parse_of(
        """
        Rebels rebel NOUN NNS 2 nsubj
        killed kill  VERB VBD 0 root
        Haddad Haddad PROPN NNP 2 obj
        """,
        names=(Name(2, 2, "PER"),),
    )
    (statement,) = assemble([parse])
    assert statement.probability_right is None
