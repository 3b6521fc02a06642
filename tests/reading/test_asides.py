from __future__ import annotations

from tests.reading.trees import sources, tree


def test_my_view_is_the_authors() -> None:
    rows = (
        "In in ADP IN 3 case | {who} {who} PRON PRP$ 3 nmod:poss | view view NOUN NN 5 obl | "
        "they they PRON PRP 5 nsubj | failed fail VERB VBD 0 root"
    )
    assert sources(tree(rows.format(who="my")), "failed") == []
    assert sources(tree(rows.format(who="her")), "failed") == ["her"]


def test_a_plan_says_what_would_be_under_it() -> None:
    rows = (
        "Under under ADP IN 3 case | the the DET DT 3 det | plan plan NOUN NN 6 obl | "
        "Norland Norland PROPN NNP 6 nsubj | {would} AUX MD 6 aux | gain gain VERB VB 0 root"
    )
    assert sources(tree(rows.format(would="would would")), "gain") == ["the plan"]
    assert sources(tree(rows.format(would="did do")), "gain") == []


def test_a_closing_he_added_speaks_of_the_whole_sentence() -> None:
    parse = tree(
        "Strikes strike NOUN NNS 2 nsubj | hit hit VERB VBD 0 root | three three NUM CD 4 nummod | "
        "units unit NOUN NNS 2 obj | +, , PUNCT , 7 punct | he he PRON PRP 7 nsubj | "
        "added add VERB VBD 4 acl:relcl | +. . PUNCT . 2 punct"
    )
    assert sources(parse, "hit") == ["he"]


def test_a_relative_clause_at_the_end_does_not() -> None:
    parse = tree(
        "Talks talk NOUN NNS 2 nsubj | hit hit VERB VBD 0 root | three three NUM CD 4 nummod | "
        "rivals rival NOUN NNS 2 obj | +, , PUNCT , 7 punct | who who PRON WP 7 nsubj | "
        "agreed agree VERB VBD 4 acl:relcl | +. . PUNCT . 2 punct"
    )
    assert sources(parse, "hit") == []


def test_talks_that_continue_tell_nothing() -> None:
    parse = tree(
        "As as SCONJ IN 3 mark | talks talk NOUN NNS 3 nsubj | continued continue VERB VBD 6 advcl | "
        "+, , PUNCT , 3 punct | troops troops NOUN NNS 6 nsubj | left leave VERB VBD 0 root"
    )
    assert sources(parse, "left") == []


def test_what_somebody_counts_is_theirs() -> None:
    rows = (
        "By by ADP IN 6 case | the the DET DT 3 det | army army NOUN NN 6 nmod:poss | +'s 's PART POS 3 case | "
        "own own ADJ JJ 6 amod | {noun} NOUN NN 9 obl | guards guard NOUN NNS 9 nsubj | had have AUX VBD 9 aux | "
        "killed kill VERB VBN 0 root | four four NUM CD 9 obj"
    )
    assert sources(tree(rows.format(noun="count count")), "killed") == ["the army"]
    assert sources(tree(rows.format(noun="trucks truck")), "killed") == []


def test_verb_of_saying_beyond_a_semicolon_speaks_of_something_else() -> None:
    rows = (
        "Medics medic NOUN NNS 2 nsubj | counted count VERB VBD 0 root | nine nine NUM CD 4 nummod | "
        "graves grave NOUN NNS 2 obj | +{mark} {mark} PUNCT , 7 punct | police police NOUN NNS 7 nsubj | "
        "confirmed confirm VERB VBD 2 parataxis"
    )
    assert sources(tree(rows.format(mark=",")), "graves") == ["police", "Medics"]
    assert sources(tree(rows.format(mark=";")), "graves") == ["Medics"]
