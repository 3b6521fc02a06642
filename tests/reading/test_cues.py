from __future__ import annotations

import pytest

from tests.reading.trees import all_sources, sources, tree
from veedor.codebook.labels import Kind

IS_EXPECTED = tree(
    "The the DET DT 2 det | toll toll NOUN NN 4 nsubj | is be AUX VBZ 4 aux | expected expect VERB VBN 0 root | "
    "to to PART TO 6 mark | rise rise VERB VB 4 xcomp"
)


def test_what_is_expected_to_rise_expects_nothing() -> None:
    assert sources(IS_EXPECTED, "rise") == []
    assert sources(IS_EXPECTED, "expected", Kind.FORECAST) == []


@pytest.mark.parametrize("verb", ["put put", "measured measure"])
def test_who_puts_a_figure_at_so_many_is_its_source(verb: str) -> None:
    parse = tree(
        f"Police police NOUN NNS 2 nsubj | {verb} VERB VBD 0 root | crowds crowd NOUN NNS 2 obj | "
        "at at ADP IN 5 case | 10,000 10,000 NUM CD 2 obl"
    )
    assert sources(parse, "10,000", Kind.FIGURE) == ["Police"]


def test_a_place_is_no_figure() -> None:
    parse = tree(
        "Police police NOUN NNS 2 nsubj | put put VERB VBD 0 root | guards guard NOUN NNS 2 obj | "
        "at at ADP IN 6 case | the the DET DT 6 det | vote vote NOUN NN 2 obl"
    )
    assert sources(parse, "vote") == []


@pytest.mark.parametrize(("who", "expected"), [("Polls poll", ["Polls"]), ("Setbacks setback", [])])
def test_documents_show_but_happenings_only_bear_out(who: str, expected: list[str]) -> None:
    parse = tree(
        f"{who} NOUN NNS 2 nsubj | showed show VERB VBD 0 root | that that SCONJ IN 5 mark | "
        "support support NOUN NN 5 nsubj | fell fall VERB VBD 2 ccomp"
    )
    assert sources(parse, "fell") == expected


def test_the_reason_inside_what_is_said_is_said_too() -> None:
    rows = (
        "Rivals rival NOUN NNS 2 nsubj | say say VERB VBP 0 root | he he PRON PRP 4 nsubj | "
        "fell fall VERB VBD 2 ccomp | {comma}because because SCONJ IN {at} mark | "
        "he he PRON PRP {at} nsubj | lied lie VERB VBD 2 advcl"
    )
    assert sources(tree(rows.format(comma="", at=7)), "lied") == ["Rivals"]
    assert sources(tree(rows.format(comma="+, , PUNCT , 8 punct | ", at=8)), "lied") == []


def test_a_clause_joined_before_a_closing_verb_is_what_it_says() -> None:
    parse = tree(
        "They they PRON PRP 2 nsubj | met meet VERB VBD 9 ccomp | and and CCONJ CC 5 cc | she she PRON PRP 5 nsubj | "
        "praised praise VERB VBD 9 conj | him he PRON PRP 5 obj | +, , PUNCT , 9 punct | "
        "ministers minister NOUN NNS 9 nsubj | said say VERB VBD 0 root"
    )
    assert sources(parse, "praised") == ["ministers"]


def test_who_is_quoted_as_saying_it_says_it() -> None:
    parse = tree(
        "Interfax Interfax PROPN NNP 2 nsubj | quotes quote VERB VBZ 0 root | Roe Roe PROPN NNP 2 obj | "
        "as as ADP IN 5 mark | saying say VERB VBG 2 advcl | they they PRON PRP 7 nsubj | left leave VERB VBD 2 ccomp"
    )
    assert sources(parse, "left") == ["Interfax", "Roe"]


def test_who_is_quoted_by_a_pronoun_is_another_voice() -> None:
    parse = tree(
        "Interfax Interfax PROPN NNP 2 nsubj | quotes quote VERB VBZ 0 root | her she PRON PRP 2 obj | "
        "as as ADP IN 5 mark | saying say VERB VBG 2 advcl | they they PRON PRP 7 nsubj | left leave VERB VBD 2 ccomp"
    )
    assert sources(parse, "left") == ["Interfax", "her"]


def test_who_reports_on_something_is_not_its_source() -> None:
    parse = tree(
        "Roe Roe PROPN NNP 2 nsubj | reported report VERB VBD 0 root | on on ADP IN 4 case | "
        "elections election NOUN NNS 2 obl"
    )
    assert sources(parse, "elections") == []


def test_a_version_that_something_happened_is_a_source() -> None:
    parse = tree(
        "The the DET DT 3 det | rebels' rebel NOUN NNS 3 nmod:poss | version version NOUN NN 10 nsubj:pass | "
        "that that SCONJ WDT 6 mark | Roe Roe PROPN NNP 6 nsubj | shot shoot VERB VBD 3 acl:relcl | "
        "the the DET DT 8 det | guard guard NOUN NN 6 obj | was be AUX VBD 10 aux:pass | "
        "rejected reject VERB VBN 0 root"
    )
    assert sources(parse, "shot") == ["The rebels' version"]


def test_a_version_told_in_the_passive_is_a_source_too() -> None:
    parse = tree(
        "He he PRON PRP 2 nsubj | disputed dispute VERB VBD 0 root | the the DET DT 4 det | "
        "army army NOUN NN 6 nmod:poss | +'s 's PART POS 4 case | version version NOUN NN 2 obj | "
        "that that SCONJ IN 10 mark | Roe Roe PROPN NNP 10 nsubj:pass | was be AUX VBD 10 aux:pass | "
        "captured capture VERB VBN 6 acl:relcl"
    )
    assert ["the army's version"] in all_sources([parse], 0, "captured")


def test_who_confirms_an_act_or_blames_somebody_for_it_is_its_source() -> None:
    confirmed = tree(
        "Police police NOUN NNS 2 nsubj | confirmed confirm VERB VBD 0 root | a a DET DT 4 det | "
        "blast blast NOUN NN 2 obj"
    )
    assert sources(confirmed, "blast") == ["Police"]
    blamed = tree(
        "Police police NOUN NNS 2 nsubj | blame blame VERB VBP 0 root | rebels rebel NOUN NNS 2 obj | "
        "for for SCONJ IN 5 mark | bombing bomb VERB VBG 2 advcl | it it PRON PRP 5 obj"
    )
    assert sources(blamed, "bombing") == ["Police"]


def test_who_holds_seats_has_them_and_says_nothing() -> None:
    rows = "Liberals liberal NOUN NNS 2 nsubj | held hold VERB VBD 0 root | {rest}"
    assert sources(tree(rows.format(rest="nine nine NUM CD 2 obj")), "nine", Kind.FIGURE) == []
    clause = "it it PRON PRP 4 nsubj | failed fail VERB VBD 2 ccomp"
    assert sources(tree(rows.format(rest=clause)), "failed") == ["Liberals"]
