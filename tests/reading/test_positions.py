from __future__ import annotations

import pytest
from hypothesis import given

from tests.reading.stance_rows import sentence, wild_parses
from tests.reading.trees import tree
from veedor.codebook.labels import Stance, Tense
from veedor.codebook.span import Quote
from veedor.reading.lexicon import table
from veedor.reading.parse import Parse
from veedor.reading.positions.positions import PositionDraft, positions
from veedor.reading.positions.stance_frames import frame
from veedor.reading.positions.stances import issue


def _only(text: str) -> PositionDraft:
    (draft,) = positions(sentence(text))
    return draft


@pytest.mark.parametrize(
    ("text", "stance", "anchor", "about"),
    [
        ("The party is refusing to vote.", Stance.REFUSES, "is refusing", "vote"),
        ("Their aim is to stay in power.", Stance.PREFERS, "aim", "stay in power"),
        ("The mayor is against the plan.", Stance.REFUSES, "is against", "the plan"),
        ("The force, which Amnesty opposes, is large.", Stance.REFUSES, "opposes", "The force"),
        ("They left to avoid a clash.", Stance.PREFERS, "to avoid", "avoid a clash"),
        ("The talks are welcome, the envoy said.", Stance.PREFERS, "are welcome", "The talks"),
        ("There is no room for doubt, he said.", Stance.REFUSES, "no room", "doubt"),
        ("Norland spoke in an effort to calm nerves.", Stance.PREFERS, "in an effort to", "calm nerves"),
        ("The law designed to calm nerves.", Stance.PREFERS, "designed", "calm nerves"),
        ("It is too early to vote, Roe said.", Stance.REFUSES, "is too early", "vote"),
        ("The mayor advocated a vote.", Stance.PREFERS, "advocated", "a vote"),
    ],
)
def test_a_cue_tells_a_stance_towards_something(text: str, stance: Stance, anchor: str, about: str) -> None:
    draft = _only(text)
    assert (draft.stance, draft.anchor.words) == (stance, anchor)
    assert draft.about is not None
    assert draft.about.words == about


@pytest.mark.parametrize(
    "text",
    [
        "The party refused to vote.",
        "The two sides agreed to talk.",
        "The union promised to arrest the thieves.",
        "The mayor may support the plan.",
        "The president will visit Rome.",
        "The mayor is keen to stress this.",
        "The mayor is happy to be here.",
        "Would you like a vote?",
        "Roe proposed that they should meet.",
        "The result should be released late Monday.",
        "Talks began in an effort to calm nerves.",
    ],
)
def test_what_is_done_once_undertaken_or_foreseen_is_no_position(text: str) -> None:
    assert positions(sentence(text)) == []


def test_not_wanting_is_refusing() -> None:
    draft = _only("Donors do not want a boycott.")
    assert draft.stance is Stance.REFUSES
    assert draft.absorbs_negation
    assert [h.words for h in draft.holders] == ["Donors"]
    assert draft.tense is Tense.PRESENT


def test_should_in_speech_is_a_demand_of_the_speaker() -> None:
    draft = _only("He said the rebels should disarm.")
    assert draft.stance is Stance.DEMANDS
    assert draft.holders == ()
    assert draft.holder_is_source
    assert draft.about is not None
    assert draft.about.words == "the rebels should disarm"


def test_would_only_meet_if_is_accepting_on_a_condition() -> None:
    draft = _only("The opposition would only meet the government if the embargo ends.")
    assert draft.stance is Stance.ACCEPTS
    assert draft.anchor.words == "would only meet"
    assert [c.words for c in draft.conditions] == ["if the embargo ends"]
    assert draft.issue == "government"


def test_would_respond_if_is_a_preference_even_where_an_officer_speaks_for_his_side() -> None:
    draft = _only("The army would respond if the border were crossed, the general said.")
    assert draft.stance is Stance.PREFERS
    assert [h.words for h in draft.holders] == ["The army"]
    assert draft.tense is Tense.FUTURE
    assert [c.words for c in draft.conditions] == ["if the border were crossed"]


def test_will_not_until_is_a_refusal() -> None:
    draft = _only("The party will not talk until the siege ends.")
    assert draft.stance is Stance.REFUSES
    assert [c.words for c in draft.conditions] == ["until the siege ends"]


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Norland will talk only if Roe stays and disarms.", Stance.ACCEPTS),
        ("Norland will talk provided the army leaves.", Stance.ACCEPTS),
        ("The mayor would accept a vote, but not with Roe.", Stance.ACCEPTS),
        ("The opposition would only meet the government if the embargo ends.", Stance.ACCEPTS),
        ("The party will not talk until the siege ends.", Stance.REFUSES),
    ],
)
def test_undertaking_bound_to_a_condition_is_surely_a_position(text: str, stance: Stance) -> None:
    draft = _only(text)
    assert (draft.is_sure, draft.stance) == (True, stance)


@pytest.mark.parametrize(
    "text",
    [
        "The army would respond if the border were crossed, the general said.",
        "Analysts said Norland would talk only if Roe left.",
        "Norland will not talk until Monday.",
        "Norland will only win if Roe stays.",
    ],
)
def test_what_observers_tell_or_just_happens_on_a_condition_is_not_surely_a_position(text: str) -> None:
    assert not any(draft.is_sure for draft in positions(sentence(text)))


def test_content_ends_before_the_but_of_a_limit() -> None:
    draft = _only("The mayor would accept a vote, but not with Roe.")
    assert draft.about is not None
    assert draft.about.words == "a vote"
    assert [c.words for c in draft.conditions] == ["not with Roe"]


def test_agreeing_on_conditions_is_a_position_whose_content_ends_before_the_list() -> None:
    draft = _only("The bloc has agreed to vote if: the lists are open, prisoners go free and monitors come.")
    assert draft.stance is Stance.ACCEPTS
    assert draft.about is not None
    assert draft.about.words == "vote"
    assert len(draft.conditions) == 3


def test_every_row_of_the_list_names_known_frames_and_stances() -> None:
    for row in table("stance_cues"):
        assert Stance(row["stance"])
        assert row["holder"] in {"subject", "party", "speaker", "owner"}
        assert row["when"] in {"any", "standing", "perfect", "would", "will"}
        assert all(callable(frame(name)) for name in row["frame"].split())


@given(wild_parses())
def test_every_quote_of_a_position_stands_at_its_place(parse: Parse) -> None:
    drafts = positions(parse)
    assert len({d.anchor for d in drafts}) == len(drafts)
    for draft in drafts:
        for quote in (draft.anchor, draft.about, *draft.holders, *draft.conditions):
            if quote is not None:
                quote.check(parse.text)


def test_in_order_to_opens_a_purpose_after_any_verb() -> None:
    found = positions(sentence("Norland insisted upon rules in order to stay neutral."))
    assert "in order to" in [draft.anchor.words for draft in found]


def test_a_joined_clause_with_its_own_subject_has_a_position_of_its_own() -> None:
    found = positions(sentence("The envoys must vote and they have to talk."))
    assert [(d.anchor.words, d.about and d.about.words) for d in found] == [
        ("must", "The envoys must vote"),
        ("have", "talk"),
    ]


@pytest.mark.parametrize("text", ["Norland has interests in the region.", "Norland has supported the plan."])
def test_stakes_and_acts_done_are_no_positions(text: str) -> None:
    assert positions(sentence(text)) == []


def test_deadline_is_not_what_is_at_stake() -> None:
    parse = tree(
        "Roe Roe PROPN NNP 3 nsubj | should should AUX MD 3 aux | accept accept VERB VB 0 root | by by ADP IN 5 case | "
        "Friday Friday PROPN NNP 3 obl | the the DET DT 7 det | truce truce NOUN NN 3 dep"
    )
    assert issue(parse, 2, Quote.at(parse.text, 0, len(parse.text))) == "truce"
