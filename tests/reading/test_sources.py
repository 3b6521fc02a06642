from __future__ import annotations

import time
from dataclasses import replace

import pytest

from tests.reading.treebank import document, place, sentence
from veedor.codebook.labels import Kind
from veedor.reading.lexicon import table
from veedor.reading.parse import Name, Parse
from veedor.reading.sources.cues import sayings
from veedor.reading.sources.sources import AUTHOR, Chain, attributions


def chains(parses: list[Parse], number: int, word: str, kind: Kind = Kind.EVENT) -> list[Chain]:
    return attributions(parses).of(number, place(parses[number], word), kind)


def sources(text: str, word: str, kind: Kind = Kind.EVENT) -> list[list[str]]:
    return [[quote.words for quote in chain.sources] for chain in chains([sentence(text)], 0, word, kind)]


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("Officials said the army had left.", "left", [["Officials"]]),
        ("Officials said the army had left.", "said", [[]]),
        ("Reuters says officials fear riots will spread.", "spread", [["Reuters", "officials"]]),
        ("Reuters says officials fear riots will spread.", "fear", [["Reuters"]]),
        ('"We will stay," said Roe.', "stay", [["Roe"]]),
        ("The unions struck, according to the ministry.", "struck", [["the ministry"]]),
        ("The unions, he said, struck.", "struck", [["he"]]),
        ("The army was accused by Roe of plotting.", "plotting", [["Roe"]]),
        ("The army was accused by Roe of plotting.", "accused", [[]]),
        ("Reports of fighting spread.", "fighting", [["Reports"]]),
        ("Polls show Roe losing.", "losing", [["Polls"]]),
        ("Roe vowed to pay.", "pay", [["Roe"]]),
        ("Roe agreed to talks.", "talks", [["Roe"]]),
        ("There are fears that riots will spread.", "spread", [[]]),
        ("Roe said in a statement that they left.", "left", [["Roe"]]),
        ("People close to the talks said they left.", "left", [["People close to the talks"]]),
        ("Roe said they left, Reuters reported.", "left", [["Reuters", "Roe"]]),
        ("Roe said the ousted leader left.", "left", [["Roe"]]),
        ("Roe said the ousted leader left.", "ousted", [[]]),
        ('"They left," said a nurse at the clinic to Reuters.', "left", [["a nurse at the clinic"]]),
    ],
)
def test_the_chain_names_who_says_so(text: str, word: str, expected: list[list[str]]) -> None:
    assert sources(text, word) == expected


def test_a_name_beside_a_description_is_the_source() -> None:
    parse = replace(sentence("The union leader, Jane Roe, said they left."), names=(Name(4, 5, "PER"),))
    assert chains([parse], 0, "left")[0].sources[0].words == "Jane Roe"


def test_sources_side_by_side_give_a_chain_each() -> None:
    assert sources("Both Norland and Sudland claim that they won.", "won") == [["Norland"], ["Sudland"]]


def test_he_said_he_believed_is_one_voice_and_a_hedge() -> None:
    (chain,) = chains([sentence("He said he believed it failed.")], 0, "failed")
    assert [quote.words for quote in chain.sources] == ["He"]
    assert chain.hedged


def test_what_is_denied_is_denied_by_its_source() -> None:
    (chain,) = chains([sentence("The union denied that members struck.")], 0, "struck")
    assert chain.denied
    assert chain.sources[0].words == "The union"


def test_a_claim_denied_has_the_claimant_and_the_denier() -> None:
    claim, denial = chains([sentence("The ministry denied Roe's claim that police fired.")], 0, "fired")
    assert ([q.words for q in claim.sources], claim.denied) == (["Roe"], False)
    assert ([q.words for q in denial.sources], denial.denied) == (["The ministry"], True)


def test_hearsay_is_hedged_without_a_source() -> None:
    (chain,) = chains([sentence("They are said to have left.")], 0, "left")
    assert (chain.sources, chain.hedged) == ((), True)


def test_an_accusation_by_nobody_named_is_hearsay() -> None:
    (chain,) = chains([sentence("The army was accused of plotting.")], 0, "plotting")
    assert (chain.sources, chain.hedged) == ((), True)


def test_what_is_asked_or_left_unsaid_is_open() -> None:
    (asked,) = chains([sentence("The envoy asked whether they left.")], 0, "left")
    (unsaid,) = chains([sentence("Roe did not say that they left.")], 0, "left")
    assert asked.asked
    assert unsaid.asked


def test_reported_speech_takes_known_acts_for_granted() -> None:
    assert sources("Roe said the army would lift the sanctions.", "sanctions") == [[]]
    assert sources("Roe said the army would lift the sanctions.", "lift") == [["Roe"]]


def test_the_subject_of_what_is_said_is_news() -> None:
    assert sources("Roe said the raid on the camp failed.", "raid") == [["Roe"]]


def test_offices_are_told_by_the_author() -> None:
    assert chains([sentence("Officials said the army had left.")], 0, "left", Kind.ROLE) == [AUTHOR]


def test_a_promise_that_is_a_position_is_voiced_by_whoever_promises() -> None:
    assert sources("Roe vowed to pay.", "vowed", Kind.POSITION) == [["Roe"]]
    assert sources("Roe vowed to pay.", "vowed") == [[]]


def test_a_denial_can_be_asked_for_what_it_says_itself() -> None:
    parse = sentence("The union denied that members struck.")
    (chain,) = attributions([parse]).voiced(0, place(parse, "denied"))
    assert chain.denied
    assert chain.sources[0].words == "The union"


def test_a_semicolon_ends_what_is_said() -> None:
    assert sources("Roe resigned; Doe said they left.", "left") == [["Doe"]]
    assert sources("Roe resigned; Doe said they left.", "resigned") == [[]]


def test_a_quotation_that_goes_on_keeps_its_speaker() -> None:
    parses = document('"They have left," he added.', '"They took our homes."')
    (chain,) = chains(parses, 1, "took")
    assert [quote.words for quote in chain.sources] == ["he"]
    assert chain.cue == (0, place(parses[0], "added"))


def test_a_quotation_in_the_next_paragraph_goes_on_too() -> None:
    parses = document('"We will stay," said Roe.', '"They took our homes."', gap="\n\n")
    assert [q.words for q in chains(parses, 1, "took")[0].sources] == ["Roe"]


def test_a_quotation_after_a_sentence_of_the_author_has_no_speaker() -> None:
    parses = document('"We will stay," said Roe.', "Doe attacked the camp.", '"They took our homes."')
    assert chains(parses, 2, "took") == [AUTHOR]


def test_a_colon_hands_over_to_the_speaker_before_it() -> None:
    parses = document("The envoy urged calm:", '"They will stay."', gap="\n\n")
    assert [q.words for q in chains(parses, 1, "stay")[0].sources] == ["The envoy"]


def test_after_a_quotation_the_author_speaks_again() -> None:
    parses = document('"They have left," he added.', "Doe attacked the camp.")
    assert chains(parses, 1, "attacked") == [AUTHOR]


def test_a_quoted_term_is_no_speech() -> None:
    assert sources('Roe called it a "disgrace".', "disgrace") == [[]]


def test_a_document_without_sentences_has_nobody_in_it() -> None:
    assert attributions([]) is not None


def test_the_list_of_saying_is_long_and_well_formed() -> None:
    rows = table("saying")
    assert len(rows) >= 150
    assert {row["certainty"] for row in rows} == {"certain", "hedged", "open"}
    assert {row["upos"] for row in rows} == {"VERB", "NOUN", "ADJ"}
    assert sayings(sentence("Officials said the army had left."), 1)[0].group == "say"


def test_a_tree_with_a_loop_ends_all_the_same() -> None:
    parse = sentence("Officials said the army had left.")
    words = list(parse.words)
    words[1] = words[1]._replace(head=5, deprel="ccomp")
    looped = Parse(parse.text, parse.start, parse.end, tuple(words))
    assert attributions([looped]).of(0, 5)


def test_attribution_takes_milliseconds_at_most() -> None:
    parses = document(*["Reuters says officials fear riots will spread."] * 200)
    begin = time.process_time()
    said = attributions(parses)
    for number in range(200):
        for word in (3, 4, 6):
            said.of(number, word)
    assert time.process_time() - begin < 1.0


def test_an_act_done_by_saying_it_is_told_one_source_further_out() -> None:
    (chain,) = chains([sentence("Reuters says officials fear riots will spread.")], 0, "spread")
    assert [quote.words for quote in chain.performed().sources] == ["Reuters"]
    assert not chain.performed().hedged


def test_what_one_denies_and_another_claimed_gives_each_a_chain() -> None:
    claim, denial = chains([sentence("Roe denied that they left, as officials claimed.")], 0, "left")
    assert [q.words for q in claim.sources] == ["officials"]
    assert [q.words for q in denial.sources] == ["Roe"]
    assert (claim.denied, denial.denied) == (False, True)
