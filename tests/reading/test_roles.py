import pytest

from tests.reading.build import parse_of
from veedor.codebook.labels import Status
from veedor.reading.parse import Name
from veedor.reading.roles.people import people
from veedor.reading.roles.roles import roles


def sentence(words, *names):
    """A parse from `form/UPOS/XPOS/head/deprel` items; names are (first, last, kind), words counted from 0."""
    rows = []
    for item in words.split():
        form, upos, xpos, head, deprel = item.rsplit("/", 4)
        rows.append(f"{form} {form.lstrip('+').lower()} {upos} {xpos} {head} {deprel}")
    return parse_of("\n".join(rows), names=tuple(Name(*name) for name in names))


def found(parse):
    return [
        (r.holder.words, r.role.words, None if r.of is None else r.of.words, r.status.value)
        for r in roles(parse)
    ]


def test_title_before_a_name_with_its_country():
    parse = sentence(
        "Chilean/ADJ/JJ/3/amod Defense/PROPN/NNP/3/compound Minister/PROPN/NNP/4/nmod:desc "
        "Jane/PROPN/NNP/6/nsubj Roe/PROPN/NNP/4/flat resigned/VERB/VBD/0/root",
        (0, 0, "NAT"),
        (3, 4, "PER"),
    )
    assert found(parse) == [("Jane Roe", "Defense Minister", "Chilean", "current")]


def test_title_is_found_although_the_model_put_it_into_the_name():
    parse = sentence(
        "President/PROPN/NNP/4/nsubj Jane/PROPN/NNP/1/flat Roe/PROPN/NNP/1/flat left/VERB/VBD/0/root",
        (0, 2, "PER"),
    )
    assert people(parse) == ((1, 2),)
    assert found(parse) == [("Jane Roe", "President", None, "current")]


def test_name_that_the_model_missed_still_holds_its_title():
    parse = sentence(
        "Prime/ADJ/NNP/2/amod Minister/PROPN/NNP/3/nmod:desc Roe/PROPN/NNP/4/nsubj left/VERB/VBD/0/root"
    )
    assert found(parse) == [("Roe", "Prime Minister", None, "current")]


@pytest.mark.parametrize(
    ("word", "status"),
    [
        ("former", Status.FORMER),
        ("incoming", Status.FUTURE),
        ("interim", Status.CURRENT),
        ("so-called", Status.CLAIMED),
    ],
)
def test_word_before_the_title_says_whether_it_is_held(word, status):
    parse = sentence(
        f"{word}/ADJ/JJ/2/amod president/NOUN/NN/3/nmod:desc Roe/PROPN/NNP/4/nsubj left/VERB/VBD/0/root",
        (2, 2, "PER"),
    )
    (draft,) = roles(parse)
    assert (draft.role.words, draft.status) == ("president", status)


def test_self_proclaimed_is_one_word_in_three():
    parse = sentence(
        "self/NOUN/NN/3/compound +-/PUNCT/HYPH/3/punct +proclaimed/VERB/VBN/4/amod president/NOUN/NN/5/nmod:desc "
        "Roe/PROPN/NNP/6/nsubj left/VERB/VBD/0/root",
        (4, 4, "PER"),
    )
    (draft,) = roles(parse)
    assert (draft.role.words, draft.status) == ("president", Status.CLAIMED)


def test_president_elect_is_still_to_come():
    parse = sentence(
        "President/PROPN/NNP/4/nmod:desc +-/PUNCT/HYPH/3/punct +elect/ADJ/JJ/1/amod Roe/PROPN/NNP/5/nsubj "
        "left/VERB/VBD/0/root",
        (3, 3, "PER"),
    )
    (draft,) = roles(parse)
    assert (draft.holder.words, draft.status) == ("Roe", Status.FUTURE)


def test_ranks_and_forms_of_address_are_no_roles():
    parse = sentence(
        "Gen./PROPN/NNP/2/nmod:desc Roe/PROPN/NNP/3/nsubj met/VERB/VBD/0/root Mr./PROPN/NNP/5/nmod:desc "
        "Okoro/PROPN/NNP/3/obj",
        (1, 1, "PER"),
        (4, 4, "PER"),
    )
    assert found(parse) == []


def test_rank_between_title_and_name_is_passed_over():
    parse = sentence(
        "Defense/PROPN/NNP/2/compound Minister/PROPN/NNP/4/nmod:desc Gen./PROPN/NNP/4/nmod:desc "
        "Roe/PROPN/NNP/5/nsubj left/VERB/VBD/0/root",
        (3, 3, "PER"),
    )
    assert found(parse) == [("Roe", "Defense Minister", None, "current")]


def test_apposition_after_a_name_has_its_body():
    parse = sentence(
        "Jane/PROPN/NNP/9/nsubj Roe/PROPN/NNP/1/flat +,/PUNCT/,/4/punct head/NOUN/NN/1/appos of/ADP/IN/7/case "
        "the/DET/DT/7/det ECC/PROPN/NNP/4/nmod +,/PUNCT/,/4/punct spoke/VERB/VBD/0/root",
        (0, 1, "PER"),
        (6, 6, "ORG"),
    )
    assert found(parse) == [("Jane Roe", "head", "the ECC", "current")]


def test_field_of_a_minister_is_part_of_the_title():
    parse = sentence(
        "Minister/PROPN/NNP/4/nmod:desc of/ADP/IN/3/case Education/PROPN/NNP/1/nmod Jane/PROPN/NNP/6/nsubj "
        "Roe/PROPN/NNP/4/flat spoke/VERB/VBD/0/root",
        (3, 4, "PER"),
    )
    assert found(parse) == [("Jane Roe", "Minister of Education", None, "current")]


def test_definite_title_before_a_comma_belongs_to_the_name_after_it():
    parse = sentence(
        "The/DET/DT/2/det mayor/NOUN/NN/8/nsubj of/ADP/IN/4/case Porto/PROPN/NNP/2/nmod +,/PUNCT/,/6/punct "
        "Roe/PROPN/NNP/2/appos +,/PUNCT/,/6/punct spoke/VERB/VBD/0/root",
        (3, 3, "LOC"),
        (5, 5, "PER"),
    )
    assert found(parse) == [("Roe", "mayor", "Porto", "current")]


def test_next_item_of_a_list_is_no_description_of_the_name_before():
    parse = sentence(
        "Roe/PROPN/NNP/6/nsubj +,/PUNCT/,/3/punct President/PROPN/NNP/4/nmod:desc Okoro/PROPN/NNP/1/conj "
        "and/CCONJ/CC/4/cc met/VERB/VBD/0/root",
        (0, 0, "PER"),
        (3, 3, "PER"),
    )
    assert found(parse) == [("Okoro", "President", None, "current")]


def test_owner_of_a_relation_is_what_it_is_of():
    parse = sentence(
        "Roe/PROPN/NNP/3/nmod:poss +'s/PART/POS/1/case wife/NOUN/NN/4/nmod:desc Ann/PROPN/NNP/5/nsubj "
        "spoke/VERB/VBD/0/root",
        (0, 0, "PER"),
        (3, 3, "PER"),
    )
    assert found(parse) == [("Ann", "wife", "Roe's", "current")]


def test_followers_of_a_titled_person_are_no_title_of_that_person():
    parse = sentence(
        "followers/NOUN/NNS/5/nsubj of/ADP/IN/4/case cleric/NOUN/NN/4/nmod:desc Roe/PROPN/NNP/1/nmod "
        "marched/VERB/VBD/0/root",
        (3, 3, "PER"),
    )
    assert found(parse) == [("Roe", "cleric", None, "current")]


def test_past_copula_makes_a_former_role():
    parse = sentence(
        "Roe/PROPN/NNP/4/nsubj was/AUX/VBD/4/cop a/DET/DT/4/det senator/NOUN/NN/0/root",
        (0, 0, "PER"),
    )
    assert found(parse) == [("Roe", "senator", None, "former")]


def test_verb_of_office_names_its_holder():
    parse = parse_of(
        """
        Roe Roe PROPN NNP 4 nsubj:pass
        will will AUX MD 4 aux
        be be AUX VB 4 aux:pass
        sworn swear VERB VBN 0 root
        in in ADP RP 4 compound:prt
        as as ADP IN 7 case
        president president NOUN NN 4 obl
        """,
        names=(Name(0, 0, "PER"),),
    )
    assert found(parse) == [("Roe", "president", None, "future")]


def test_led_by_is_a_role_of_the_body_led():
    parse = parse_of(
        """
        the the DET DT 2 det
        junta junta NOUN NN 6 nsubj
        led lead VERB VBN 2 acl
        by by ADP IN 5 case
        Roe Roe PROPN NNP 3 obl:agent
        fell fall VERB VBD 0 root
        """,
        names=(Name(4, 4, "PER"),),
    )
    assert found(parse) == [("Roe", "led by", "the junta", "current")]


def test_person_of_a_body_belongs_to_it():
    parse = sentence(
        "Jane/PROPN/NNP/6/nsubj Roe/PROPN/NNP/1/flat of/ADP/IN/4/case Harbour/PROPN/NNP/1/nmod "
        "Watch/PROPN/NNP/4/flat spoke/VERB/VBD/0/root",
        (0, 1, "PER"),
        (3, 4, "ORG"),
    )
    (draft,) = roles(parse)
    assert (draft.anchor.words, draft.role.words, draft.of.words) == (
        "of Harbour Watch",
        "of",
        "Harbour Watch",
    )


def test_body_of_a_body_is_part_of_it():
    parse = sentence(
        "the/DET/DT/4/det Special/PROPN/NNP/4/compound Action/PROPN/NNP/4/compound Forces/PROPN/NNPS/9/nsubj "
        "of/ADP/IN/8/case the/DET/DT/8/det National/PROPN/NNP/8/compound Police/PROPN/NNP/4/nmod "
        "came/VERB/VBD/0/root",
        (1, 3, "ORG"),
        (6, 7, "ORG"),
    )
    assert found(parse) == [("Special Action Forces", "of", "the National Police", "current")]


def test_two_titles_joined_by_and_have_one_holder():
    parse = sentence(
        "Harbour/PROPN/NNP/3/compound Party/PROPN/NNP/3/compound strongman/NOUN/NN/8/nmod:desc "
        "and/CCONJ/CC/5/cc president/NOUN/NN/3/conj of/ADP/IN/7/case Parliament/PROPN/NNP/5/nmod "
        "Roe/PROPN/NNP/9/nsubj spoke/VERB/VBD/0/root",
        (0, 1, "ORG"),
        (7, 7, "PER"),
    )
    assert found(parse) == [
        ("Roe", "strongman", "Harbour Party", "current"),
        ("Roe", "president", "Parliament", "current"),
    ]


def test_title_without_a_named_holder_is_no_role():
    parse = sentence("The/DET/DT/2/det president/NOUN/NN/3/nsubj spoke/VERB/VBD/0/root")
    assert found(parse) == []


def test_sentence_without_words_has_no_roles():
    assert roles(parse_of("")) == []


def test_body_with_a_title_in_its_name_holds_no_office():
    parse = sentence(
        "the/DET/DT/2/det Office/PROPN/NNP/6/nsubj of/ADP/IN/5/case Humanitarian/ADJ/NNP/5/amod "
        "Affairs/PROPN/NNPS/2/nmod spoke/VERB/VBD/0/root"
    )
    assert found(parse) == []


def test_possessor_of_a_title_is_not_the_holder():
    parse = sentence(
        "Roe/PROPN/NNP/7/nsubj +,/PUNCT/,/1/punct the/DET/DT/4/det president/NOUN/NN/6/nmod:poss "
        "+'s/PART/POS/4/case envoy/NOUN/NN/1/appos left/VERB/VBD/0/root",
        (0, 0, "PER"),
    )
    assert found(parse) == [("Roe", "envoy", "the president's", "current")]


def test_name_between_the_verb_and_the_office_is_appointed():
    parse = sentence(
        "They/PRON/PRP/2/nsubj name/VERB/VBP/0/root Jane/PROPN/NNP/2/obj Roe/PROPN/NNP/3/flat "
        "economy/NOUN/NN/6/compound minister/NOUN/NN/2/xcomp",
        (2, 3, "PER"),
    )
    assert found(parse) == [("Jane Roe", "economy minister", None, "current")]


def test_office_for_a_field_keeps_it_where_the_body_stands_before():
    parse = sentence(
        "UN/PROPN/NNP/3/compound High/PROPN/NNP/3/amod Commissioner/PROPN/NNP/7/nmod:desc for/ADP/IN/6/case "
        "Human/PROPN/NNP/6/amod Rights/PROPN/NNPS/3/nmod Jane/PROPN/NNP/9/nsubj Roe/PROPN/NNP/7/flat "
        "left/VERB/VBD/0/root",
        (0, 0, "ORG"),
        (4, 5, "ORG"),
        (6, 7, "PER"),
    )
    assert found(parse) == [("Jane Roe", "High Commissioner for Human Rights", "UN", "current")]


def test_who_chairs_a_body_has_a_role_in_it():
    parse = sentence(
        "Roe/PROPN/NNP/7/nsubj +,/PUNCT/,/1/punct who/PRON/WP/4/nsubj chair/VERB/VBZ/1/acl:relcl "
        "the/DET/DT/6/det commission/NOUN/NN/4/obj left/VERB/VBD/0/root",
        (0, 0, "PER"),
    )
    assert found(parse) == [("Roe", "chair", "the commission", "current")]


def test_candidate_for_an_office_does_not_hold_it():
    parse = sentence(
        "The/DET/DT/2/det candidate/NOUN/NN/10/nsubj for/ADP/IN/5/case prime/ADJ/JJ/5/amod "
        "minister/NOUN/NN/2/nmod +,/PUNCT/,/2/punct Jane/PROPN/NNP/2/appos Roe/PROPN/NNP/7/flat "
        "+,/PUNCT/,/2/punct won/VERB/VBD/0/root",
        (6, 7, "PER"),
    )
    assert found(parse) == [("Jane Roe", "candidate for prime minister", None, "current")]


def test_title_written_in_one_word_with_a_hyphen_is_found():
    parse = sentence(
        "Vice-President/PROPN/NNP/2/nmod:desc Roe/PROPN/NNP/3/nsubj left/VERB/VBD/0/root", (1, 1, "PER")
    )
    assert found(parse) == [("Roe", "Vice-President", None, "current")]


def test_capital_that_the_model_took_for_a_person_is_none():
    parse = sentence("Rabat/PROPN/NNP/2/nsubj denied/VERB/VBD/0/root it/PRON/PRP/2/obj", (0, 0, "PER"))
    assert people(parse) == ()


def test_half_a_name_does_not_own_the_other_half():
    parse = sentence(
        "the/DET/DT/2/det People/PROPN/NNP/5/nmod:poss +'s/PART/POS/2/case Liberation/PROPN/NNP/5/compound "
        "Front/PROPN/NNP/6/nsubj left/VERB/VBD/0/root",
        (1, 1, "ORG"),
        (3, 4, "ORG"),
    )
    assert found(parse) == []


def test_name_after_two_joined_descriptions_holds_the_office() -> None:
    told = parse_of(
        """
        Malian malian ADJ JJ 3 amod
        Defence defence NOUN NN 3 compound
        Minister Minister PROPN NNP 13 nsubj
        and and CCONJ CC 6 cc
        close close ADJ JJ 6 amod
        ally ally NOUN NN 3 conj
        of of ADP IN 9 case
        the the DET DT 9 det
        chief chief NOUN NN 6 nmod
        +, , PUNCT , 11 punct
        Sadio Sadio PROPN NNP 3 appos
        Camara Camara PROPN NNP 11 flat
        resigned resign VERB VBD 0 root
        """,
        names=(Name(10, 11, "PER"),),
    )
    minister = next(d for d in roles(told) if d.role.words == "Defence Minister")
    assert minister.holder.words == "Sadio Camara"


def test_body_of_a_body_is_found_past_its_acronym() -> None:
    told = parse_of(
        """
        The the DET DT 4 det
        Rapid Rapid PROPN NNP 4 amod
        Action Action PROPN NNP 4 compound
        Battalion Battalion PROPN NNP 12 nsubj
        ( ( PUNCT -LRB- 6 punct
        +RAB RAB PROPN NNP 4 appos
        +) ) PUNCT -RRB- 6 punct
        of of ADP IN 11 case
        the the DET DT 11 det
        Lagos Lagos PROPN NNP 11 compound
        Police Police PROPN NNP 4 nmod
        struck strike VERB VBD 0 root
        """,
        names=(Name(1, 3, "ORG"), Name(5, 5, "ORG"), Name(9, 10, "ORG")),
    )
    (part,) = roles(told)
    assert (part.role.words, part.holder.words) == ("of", "Rapid Action Battalion")
    assert part.of is not None
    assert part.of.words == "the Lagos Police"


def test_name_between_commas_that_the_model_cut_holds_the_office() -> None:
    told = parse_of(
        """
        The the DET DT 2 det
        mayor mayor NOUN NN 9 nsubj:pass
        of of ADP IN 4 case
        Kampala Kampala PROPN NNP 2 nmod
        +, , PUNCT , 6 punct
        Erias Erias PROPN NNP 2 appos
        Lukwago Lukwago PROPN NNP 6 flat
        +, , PUNCT , 2 punct
        fled flee VERB VBD 0 root
        """,
        names=(Name(3, 3, "LOC"), Name(5, 5, "LOC"), Name(6, 6, "PER")),
    )
    (mayor,) = roles(told)
    assert mayor.holder.words == "Erias Lukwago"


def test_one_of_several_holders_has_the_title():
    parse = sentence(
        "Jane/PROPN/NNP/8/nsubj Roe/PROPN/NNP/1/flat +,/PUNCT/,/1/punct one/NUM/CD/1/appos of/ADP/IN/7/case "
        "her/PRON/PRP$/7/nmod:poss opponents/NOUN/NNS/4/nmod spoke/VERB/VBD/0/root",
        (0, 1, "PER"),
    )
    assert [(holder, role) for holder, role, _, _ in found(parse)] == [("Jane Roe", "opponents")]


def test_a_party_s_adherent_is_its_member_and_a_rich_man_holds_no_office():
    words = "{}/NOUN/NN/2/nmod:desc Jane/PROPN/NNP/4/nsubj Roe/PROPN/NNP/2/flat spoke/VERB/VBD/0/root"
    name = (1, 2, "PER")
    assert [role for _, role, _, _ in found(sentence(words.format("Republican"), name))] == ["Republican"]
    assert found(sentence(words.format("Tycoon"), name)) == []


def test_group_that_somebody_leads_is_not_the_leader() -> None:
    parse = parse_of(
        """
        Jane Jane PROPN NNP 10 nsubj
        Roe Roe PROPN NNP 1 flat
        +, , PUNCT , 5 punct
        the the DET DT 5 det
        leader leader NOUN NN 1 appos
        of of ADP IN 8 case
        rebel rebel NOUN NN 8 compound
        group group NOUN NN 5 nmod
        Renna Renna PROPN NNP 8 appos
        left leave VERB VBD 0 root
        """,
        names=(Name(0, 1, "PER"), Name(8, 8, "PER")),
    )
    assert [(r.role.words, r.holder.words) for r in roles(parse)] == [("leader", "Jane Roe")]
