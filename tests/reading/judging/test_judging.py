from __future__ import annotations

from dataclasses import replace

from tests.reading.build import parse_of
from tests.reading.judging.learned import learned
from veedor.codebook.labels import EventType, Stance
from veedor.reading.assemble import assemble, drafts
from veedor.reading.events.events import EventDraft
from veedor.reading.judging.judge import Judge
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


def test_position_has_the_holder_that_the_heads_see() -> None:
    parse = heard(ENVOY_GREETED, {2: ("refuses", 0.8)}, {(2, 1, "holders"): 0.9, (2, 3, "about"): 0.9})
    (told,) = drafts(parse, [])
    assert isinstance(told.draft, PositionDraft)
    assert told.draft.stance is Stance.REFUSES
    assert [q.words for q in told.draft.holders] == ["The envoy"]
    assert told.draft.about is not None
    assert told.draft.about.words == "Haddad"


def test_position_that_nobody_holds_is_none() -> None:
    assert assemble([heard(ENVOY_GREETED, {2: ("refuses", 0.8)}, {(2, 3, "about"): 0.9})]) == []


def test_statement_says_how_likely_it_is_right_and_takes_the_heads_certainty() -> None:
    parse = heard(ENVOY_GREETED, {2: ("REJECT", 0.9)}, HUG, says={(2, "hedged"): 0.95})
    (statement,) = assemble([parse])
    assert statement.certainty == "hedged"
    assert statement.probability_right is not None


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
