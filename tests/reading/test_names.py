import pytest

from tests.reading.build import parse_of
from veedor.codebook.span import Quote
from veedor.reading.names.names import names
from veedor.reading.parse import Name, Parse


def document(*sentences, gap=" "):
    """Parses that share one text, `gap` between them.

    A sentence is `form/UPOS/XPOS/head/deprel` items, then its names.
    """
    made = [
        parse_of("\n".join(_row(item) for item in words.split()), names=tuple(Name(*name) for name in found))
        for words, *found in sentences
    ]
    text = gap.join(parse.text for parse in made)
    placed, at = [], 0
    for parse in made:
        words = tuple(w._replace(start=w.start + at, end=w.end + at) for w in parse.words)
        placed.append(
            Parse(
                text=text,
                start=at,
                end=at + len(parse.text),
                words=words,
                roles=parse.roles,
                names=parse.names,
            )
        )
        at += len(parse.text) + len(gap)
    return placed


def _row(item):
    form, upos, xpos, head, deprel = item.rsplit("/", 4)
    lemma = form.lstrip("+").lower().removesuffix("s") if xpos in {"NNS", "VBZ"} else form.lstrip("+").lower()
    return f"{form} {lemma} {upos} {xpos} {head} {deprel}"


def quote(parses, words, nth=0):
    """The nth place where the words stand."""
    text, start = parses[0].text, -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return Quote.at(text, start, start + len(words))


def meant(parses, words, nth=0, *, dated=None, **options):
    return names(parses, dated=dated).of(quote(parses, words, nth), **options)


ROE_CAME = (
    "President/PROPN/NNP/2/nmod:desc Jane/PROPN/NNP/4/nsubj Roe/PROPN/NNP/2/flat came/VERB/VBD/0/root "
    "+./PUNCT/./4/punct",
    (1, 2, "PER"),
)
ROE_SAID = ("Roe/PROPN/NNP/2/nsubj spoke/VERB/VBD/0/root +./PUNCT/./2/punct", (0, 0, "PER"))
CHILE_VOTED = (
    "Chile/PROPN/NNP/2/nsubj voted/VERB/VBD/0/root in/ADP/IN/4/case Chile/PROPN/NNP/2/obl +./PUNCT/./2/punct",
    (0, 0, "LOC"),
    (3, 3, "LOC"),
)


def test_surname_means_the_person_named_in_full():
    parses = document(ROE_CAME, ROE_SAID)
    assert meant(parses, "Roe", 1) == "Jane Roe"


def test_person_has_no_title():
    assert meant(document(ROE_CAME), "President Jane Roe") == "Jane Roe"


def test_office_means_its_holder():
    parses = document(ROE_CAME, ("The/DET/DT/2/det president/NOUN/NN/3/nsubj left/VERB/VBD/0/root",))
    assert meant(parses, "The president") == "Jane Roe"


def test_office_that_nobody_is_said_to_hold_stays_as_it_is():
    parses = document(("The/DET/DT/2/det mayor/NOUN/NN/3/nsubj left/VERB/VBD/0/root",))
    assert meant(parses, "The mayor") == "mayor"


def test_country_that_acts_is_its_government():
    parses = document(CHILE_VOTED)
    assert meant(parses, "Chile") == "Government of Chile"
    assert meant(parses, "Chile", 1) == "Chile"
    assert meant(parses, "Chile", acting=False) == "Chile"
    assert meant(parses, "Chile", 1, acting=True) == "Government of Chile"


def test_capital_and_demonym_mean_the_same_government():
    parses = document(
        ("Moscow/PROPN/NNP/2/nsubj denied/VERB/VBD/0/root it/PRON/PRP/2/obj", (0, 0, "LOC")),
        (
            "the/DET/DT/3/det Russian/ADJ/JJ/3/amod government/NOUN/NN/4/nsubj denied/VERB/VBD/0/root "
            "it/PRON/PRP/4/obj",
            (1, 1, "NAT"),
        ),
    )
    assert meant(parses, "Moscow") == meant(parses, "the Russian government") == "Government of Russia"


def test_government_is_that_of_the_country_spoken_of():
    parses = document(
        CHILE_VOTED, ("The/DET/DT/2/det government/NOUN/NN/3/nsubj fell/VERB/VBD/0/root +./PUNCT/./3/punct",)
    )
    assert meant(parses, "The government") == "Government of Chile"


def test_government_of_no_named_country_stays_as_it_is():
    parses = document(("The/DET/DT/2/det government/NOUN/NN/3/nsubj fell/VERB/VBD/0/root",))
    assert meant(parses, "The government") == "government"


def test_body_of_the_state_has_one_spelling():
    parses = document(
        CHILE_VOTED,
        ("the/DET/DT/2/det opposition/NOUN/NN/3/nsubj won/VERB/VBD/0/root",),
        (
            "the/DET/DT/3/det Chilean/ADJ/JJ/3/amod opposition/NOUN/NN/4/nsubj won/VERB/VBD/0/root",
            (1, 1, "NAT"),
        ),
    )
    assert meant(parses, "the opposition") == meant(parses, "the Chilean opposition") == "Chilean opposition"


def test_acronym_means_the_body_that_the_text_explains():
    parses = document(
        (
            "the/DET/DT/4/det Free/PROPN/NNP/4/amod Harbour/PROPN/NNP/4/compound Party/PROPN/NNP/8/nsubj "
            "(/PUNCT/-LRB-/6/punct +FHP/PROPN/NNP/4/appos +)/PUNCT/-RRB-/6/punct won/VERB/VBD/0/root",
            (1, 3, "ORG"),
        ),
        ("the/DET/DT/2/det FHP/PROPN/NNP/3/nsubj lost/VERB/VBD/0/root", (1, 1, "ORG")),
    )
    assert meant(parses, "the FHP") == "Free Harbour Party (FHP)"
    assert meant(parses, "the Free Harbour Party") == "Free Harbour Party (FHP)"
    assert meant(parses, "the Free Harbour Party (FHP)") == "Free Harbour Party (FHP)"


def test_known_organization_needs_no_explanation():
    parses = document(("the/DET/DT/2/det U.N./PROPN/NNP/3/nsubj left/VERB/VBD/0/root", (1, 1, "ORG")))
    assert meant(parses, "the U.N.") == "United Nations (UN)"


def test_description_loses_its_article_and_count():
    parses = document(
        (
            "Three/NUM/CD/2/nummod soldiers/NOUN/NNS/3/nsubj met/VERB/VBD/0/root the/DET/DT/5/det mob/NOUN/NN/3/obj",
        )
    )
    assert meant(parses, "Three soldiers") == "soldiers"
    assert meant(parses, "the mob") == "mob"


@pytest.mark.parametrize(("pronoun", "tag"), [("She", "PRP"), ("Her", "PRP$")])
def test_pronoun_means_the_subject_before_it(pronoun, tag):
    relation, head = ("nsubj", 2) if tag == "PRP" else ("nmod:poss", 2)
    parses = document(
        (
            "Jane/PROPN/NNP/3/nsubj Roe/PROPN/NNP/1/flat met/VERB/VBD/0/root Okoro/PROPN/NNP/3/obj",
            (0, 1, "PER"),
            (3, 3, "PER"),
        ),
        (f"{pronoun}/PRON/{tag}/{head}/{relation} spoke/VERB/VBD/0/root",),
    )
    assert meant(parses, pronoun) == "Jane Roe"


def test_pronoun_of_the_other_gender_passes_over_a_given_name():
    parses = document(
        (
            "Jane/PROPN/NNP/3/nsubj Roe/PROPN/NNP/1/flat met/VERB/VBD/0/root Paul/PROPN/NNP/3/obj "
            "Okoro/PROPN/NNP/4/flat",
            (0, 1, "PER"),
            (3, 4, "PER"),
        ),
        ("He/PRON/PRP/2/nsubj spoke/VERB/VBD/0/root",),
    )
    assert meant(parses, "He") == "Paul Okoro"


def test_object_of_a_verb_is_not_its_subject():
    parses = document(
        ("Okoro/PROPN/NNP/2/nsubj saw/VERB/VBD/0/root Roe/PROPN/NNP/2/obj", (0, 0, "PER"), (2, 2, "PER")),
        ("Roe/PROPN/NNP/2/nsubj blamed/VERB/VBD/0/root him/PRON/PRP/2/obj", (0, 0, "PER")),
    )
    assert meant(parses, "him") == "Okoro"


def test_it_means_a_country_or_body():
    parses = document(
        CHILE_VOTED, ("It/PRON/PRP/2/nsubj left/VERB/VBD/0/root the/DET/DT/4/det talks/NOUN/NNS/2/obj",)
    )
    assert meant(parses, "It") == "Government of Chile"


def test_it_that_stands_for_nothing_stays_it():
    parses = document(CHILE_VOTED, ("It/PRON/PRP/3/nsubj is/AUX/VBZ/3/cop late/ADJ/JJ/0/root",))
    assert meant(parses, "It") == "it"


def test_they_mean_a_plural():
    parses = document(
        ("Rebels/NOUN/NNS/2/nsubj left/VERB/VBD/0/root Chile/PROPN/NNP/2/obj", (2, 2, "LOC")),
        ("They/PRON/PRP/2/nsubj won/VERB/VBD/0/root",),
    )
    assert meant(parses, "They") == "rebels"


def test_pronoun_that_nothing_fits_stays_as_it_is():
    assert meant(document(("They/PRON/PRP/2/nsubj won/VERB/VBD/0/root",)), "They") == "they"


def test_place_name_is_given_for_countries_only():
    parses = document(
        CHILE_VOTED,
        (
            "The/DET/DT/2/det country/NOUN/NN/3/nsubj voted/VERB/VBD/0/root near/ADP/IN/5/case Porto/PROPN/NNP/3/obl",
        ),
    )
    known = names(parses)
    assert known.place_name(quote(parses, "Chile")) == "Chile"
    assert known.place_name(quote(parses, "The country")) == "Chile"
    assert known.place_name(quote(parses, "Porto")) is None


def test_document_without_sentences_names_nobody():
    assert names([]).of(Quote(0, 3, "the")) == "the"


def test_resolving_twice_gives_the_same():
    parses = document(ROE_CAME, ROE_SAID)
    known = names(parses)
    assert known.of(quote(parses, "Roe", 1)) == known.of(quote(parses, "Roe", 1))


def test_description_means_the_body_named_beside_it():
    party = (
        "Her/PRON/PRP$/2/nmod:poss party/NOUN/NN/8/nsubj +,/PUNCT/,/2/punct the/DET/DT/5/det "
        "Union/PROPN/NNP/2/appos of/ADP/IN/7/case Farmers/PROPN/NNPS/5/nmod won/VERB/VBD/0/root",
        (4, 6, "ORG"),
    )
    assert meant(document(party), "Her party") == "Union of Farmers"


def test_office_beside_a_name_means_its_holder():
    minister = (
        "Chile/PROPN/NNP/3/nmod:poss +'s/PART/POS/1/case minister/NOUN/NN/7/nsubj +,/PUNCT/,/3/punct "
        "Jane/PROPN/NNP/3/appos Roe/PROPN/NNP/5/flat left/VERB/VBD/0/root",
        (0, 0, "LOC"),
        (4, 5, "PER"),
    )
    assert meant(document(minister), "Chile's minister") == "Jane Roe"


def test_bare_noun_means_what_an_article_introduced():
    panel = (
        "A/DET/DT/3/det presidential/ADJ/JJ/3/amod panel/NOUN/NN/4/nsubj met/VERB/VBD/0/root",
        ("The/DET/DT/2/det panel/NOUN/NN/3/nsubj left/VERB/VBD/0/root",),
    )
    parses = document((panel[0],), panel[1])
    assert meant(parses, "The panel") == "presidential panel"


def test_report_is_named_with_its_author():
    report = (
        "A/DET/DT/2/det report/NOUN/NN/6/nsubj by/ADP/IN/5/case Farm/PROPN/NNP/5/compound "
        "Watch/PROPN/NNP/2/nmod found/VERB/VBD/0/root it/PRON/PRP/6/obj",
        (3, 4, "ORG"),
    )
    assert meant(document(report), "A report") == "report by Farm Watch"


def test_body_whose_name_the_model_cut_is_named_in_full():
    ministry = (
        "The/DET/DT/2/det Ministry/PROPN/NNP/6/nsubj of/ADP/IN/5/case the/DET/DT/5/det "
        "Interior/PROPN/NNP/2/nmod spoke/VERB/VBD/0/root",
        (1, 2, "ORG"),
    )
    short = ("The/DET/DT/2/det ministry/NOUN/NN/3/nsubj denied/VERB/VBD/0/root it/PRON/PRP/3/obj",)
    assert meant(document(ministry, short), "The ministry") == "Ministry of the Interior"


def test_last_word_of_a_name_means_the_body():
    parses = document(
        (
            "The/DET/DT/3/det Muslim/PROPN/NNP/3/compound Brotherhood/PROPN/NNP/4/nsubj won/VERB/VBD/0/root",
            (1, 2, "ORG"),
        ),
        ("The/DET/DT/2/det Brotherhood/PROPN/NNP/3/nsubj spoke/VERB/VBD/0/root", (1, 1, "ORG")),
    )
    assert meant(parses, "The Brotherhood") == "Muslim Brotherhood"


def test_it_may_be_ready_but_not_clear():
    ready = (
        "KFOR/PROPN/NNP/2/nsubj said/VERB/VBD/0/root it/PRON/PRP/5/nsubj was/AUX/VBD/5/cop "
        "ready/ADJ/JJ/2/ccomp to/PART/TO/7/mark act/VERB/VB/5/xcomp",
    )
    clear = (
        "KFOR/PROPN/NNP/2/nsubj said/VERB/VBD/0/root it/PRON/PRP/5/nsubj was/AUX/VBD/5/cop "
        "clear/ADJ/JJ/2/ccomp",
    )
    assert meant(document(ready), "it") == "KFOR"
    assert meant(document(clear), "it") == "it"


def test_names_joined_by_and_in_one_phrase_are_several_parties():
    parses = document(
        (
            "Roe/PROPN/NNP/4/nsubj and/CCONJ/CC/3/cc Chile/PROPN/NNP/1/conj met/VERB/VBD/0/root",
            (0, 0, "PER"),
            (2, 2, "LOC"),
        )
    )
    assert meant(parses, "Roe and Chile") == "Roe; Government of Chile"


def test_adverb_and_preposition_before_a_party_are_no_part_of_its_name():
    parses = document(
        (
            "help/NOUN/NN/0/root +,/PUNCT/,/6/punct particularly/ADV/RB/6/advmod by/ADP/IN/6/case "
            "the/DET/DT/6/det U.N./PROPN/NNP/1/nmod",
            (5, 5, "ORG"),
        )
    )
    assert meant(parses, "particularly by the U.N.") == "United Nations (UN)"


def test_part_of_a_place_name_means_the_place():
    parses = document(
        (
            "New/PROPN/NNP/2/compound Zealand/PROPN/NNP/3/nsubj voted/VERB/VBD/0/root",
            (0, 1, "LOC"),
        )
    )
    assert meant(parses, "New") == "Government of New Zealand"


def test_seat_of_government_is_the_government_even_where_it_suffers_something():
    parses = document(
        ("Rebels/NOUN/NNS/2/nsubj warned/VERB/VBD/0/root Moscow/PROPN/NNP/2/obj", (2, 2, "LOC"))
    )
    assert meant(parses, "Moscow", acting=False) == "Government of Russia"


def test_the_people_of_a_country_with_an_article_are_the_nation():
    parses = document(("The/DET/DT/2/det Germans/PROPN/NNPS/3/nsubj left/VERB/VBD/0/root", (1, 1, "NAT")))
    assert meant(parses, "The Germans", acting=True) == "Government of Germany"


def test_who_means_the_noun_before_it():
    parses = document(
        ("the/DET/DT/2/det rebels/NOUN/NNS/0/root who/PRON/WP/4/nsubj left/VERB/VBD/2/acl:relcl",)
    )
    assert meant(parses, "who") == "rebels"


def test_statement_means_the_body_that_makes_it():
    parses = document(
        (
            "An/DET/DT/3/det Oxfam/PROPN/NNP/3/compound statement/NOUN/NN/4/nsubj denied/VERB/VBD/0/root "
            "it/PRON/PRP/4/obj",
            (1, 1, "ORG"),
        )
    )
    assert meant(parses, "An Oxfam statement") == "Oxfam"


def test_envoys_mean_whom_they_come_from():
    parses = document(
        (
            "envoys/NOUN/NNS/6/nsubj from/ADP/IN/3/case Chile/PROPN/NNP/1/nmod and/CCONJ/CC/5/cc "
            "Peru/PROPN/NNP/3/conj met/VERB/VBD/0/root",
            (2, 2, "LOC"),
            (4, 4, "LOC"),
        )
    )
    assert meant(parses, "envoys from Chile and Peru") == "Government of Chile; Government of Peru"


def test_country_of_a_person_is_that_of_the_office():
    parses = document(
        (
            "Peruvian/ADJ/JJ/2/amod President/PROPN/NNP/3/nmod:desc Jane/PROPN/NNP/5/nsubj Roe/PROPN/NNP/3/flat "
            "spoke/VERB/VBD/0/root",
            (0, 0, "NAT"),
            (2, 3, "PER"),
        ),
        ("Her/PRON/PRP$/2/nmod:poss country/NOUN/NN/3/nsubj voted/VERB/VBD/0/root",),
    )
    assert meant(parses, "Her country", acting=False) == "Peru"


def test_parties_that_the_tree_joins_the_wrong_way_round_are_named_once() -> None:
    parse = parse_of(
        """
        Roe     Roe     PROPN NNP 3 conj
        and     and     CCONJ CC  3 cc
        Haddad  Haddad  PROPN NNP 4 nsubj
        agreed  agree   VERB  VBD 0 root
        """,
        names=(Name(0, 0, "PER"), Name(2, 2, "PER")),
    )
    named = names([parse], [[]])
    assert named.of(Quote.at(parse.text, 8, 14)) == "Haddad"
