"""Figures: what a number counts, in which unit, and how it is bounded."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from veedor.codebook.labels import Comparison
from veedor.reading.figures.figures import FigureDraft, figures
from veedor.reading.parse import ROOT, Name, Parse, Word
from veedor.reading.words import words

from .build import parse_of
from .test_words import TEXTS


def said(figure: FigureDraft) -> tuple[str, float | tuple[float, float], str, str]:
    return figure.anchor.words, figure.value, figure.unit, figure.what.words


def test_persons_of_any_kind_are_people_with_comparison_and_period() -> None:
    parse = parse_of(
        """
        At at ADP IN 2 case
        least least ADJ JJS 3 nmod
        25 25 NUM CD 5 nummod
        striking strike VERB VBG 5 amod
        nurses nurse NOUN NNS 7 nsubj:pass
        were be AUX VBD 7 aux:pass
        arrested arrest VERB VBN 0 root
        on on ADP IN 9 case
        Tuesday Tuesday PROPN NNP 7 obl
        """
    )
    (figure,) = figures(parse)
    assert said(figure) == ("25 striking nurses", 25, "people", "striking nurses")
    assert figure.comparison is Comparison.AT_LEAST
    assert figure.period is not None
    assert figure.period.words == "on Tuesday"
    assert parse.words[figure.head].text == "nurses"


def test_a_part_of_a_counted_whole_is_two_figures() -> None:
    parse = parse_of(
        """
        Twenty twenty NUM CD 8 nsubj
        of of ADP IN 7 case
        the the DET DT 7 det
        twenty twenty NUM CD 6 nummod
        +- - PUNCT HYPH 4 punct
        +three three NUM CD 7 nmod
        mayors mayor NOUN NNS 1 nmod
        resigned resign VERB VBD 0 root
        """
    )
    assert [said(f) for f in figures(parse)] == [
        ("Twenty", 20, "people", "mayors"),
        ("twenty-three mayors", 23, "people", "mayors"),
    ]


def test_money_is_its_iso_code_and_of_what_stands_behind_in() -> None:
    parse = parse_of(
        """
        The the DET DT 2 det
        bank bank NOUN NN 3 nsubj
        froze freeze VERB VBD 0 root
        $ $ SYM $ 3 obj
        +223 223 NUM CD 6 compound
        million million NUM CD 4 nummod
        in in ADP IN 8 case
        aid aid NOUN NN 3 obl
        """
    )
    assert [said(f) for f in figures(parse)] == [("$223 million", 223_000_000, "USD", "aid")]


def test_a_span_in_two_units_is_one_figure_in_the_smaller() -> None:
    parse = parse_of(
        """
        He he PRON PRP 3 nsubj:pass
        was be AUX VBD 3 aux:pass
        sentenced sentence VERB VBN 0 root
        to to ADP IN 6 case
        5 5 NUM CD 6 nummod
        years year NOUN NNS 3 obl
        and and CCONJ CC 9 cc
        9 9 NUM CD 9 nummod
        months month NOUN NNS 6 conj
        """
    )
    assert [said(f) for f in figures(parse)] == [("5 years and 9 months", 69, "months", "sentenced")]


def test_a_span_that_only_locates_is_no_figure() -> None:
    parse = parse_of(
        """
        Dozens dozen NOUN NNS 4 nsubj
        of of ADP IN 3 case
        farmers farmer NOUN NNS 1 nmod
        met meet VERB VBD 0 root
        two two NUM CD 6 nummod
        days day NOUN NNS 7 obl:unmarked
        ago ago ADV RB 4 advmod
        """
    )
    assert [said(f) for f in figures(parse)] == [("Dozens of farmers", (24, 99), "people", "farmers")]


def test_a_bare_number_of_the_dead_counts_people() -> None:
    parse = parse_of(
        """
        The the DET DT 2 det
        raid raid NOUN NN 3 nsubj
        left leave VERB VBD 0 root
        17 17 NUM CD 5 nummod
        dead dead ADJ JJ 3 xcomp
        """
    )
    assert [said(f) for f in figures(parse)] == [("17", 17, "people", "dead")]


def test_a_measured_range_of_time_is_of_its_subject() -> None:
    parse = parse_of(
        """
        The the DET DT 2 det
        strike strike NOUN NN 4 nsubj
        may may AUX MD 4 aux
        last last VERB VB 0 root
        6 6 NUM CD 8 nummod
        +- - SYM SYM 7 case
        +9 9 NUM CD 5 nmod
        weeks week NOUN NNS 4 obl:unmarked
        """
    )
    assert [said(f) for f in figures(parse)] == [("6-9 weeks", (6, 9), "weeks", "The strike")]


def test_the_amount_of_a_fall_is_a_decrease() -> None:
    parse = parse_of(
        """
        Turnout turnout NOUN NN 2 nsubj
        fell fall VERB VBD 0 root
        by by ADP IN 5 case
        4 4 NUM CD 5 nummod
        percent percent NOUN NN 2 obl
        in in ADP IN 7 case
        2018 2018 NUM CD 2 obl
        """
    )
    (figure,) = figures(parse)
    assert said(figure) == ("4 percent", 4, "percent", "Turnout")
    assert figure.comparison is Comparison.DECREASE
    assert figure.period is not None
    assert figure.period.words == "in 2018"


def test_a_number_without_noun_takes_the_unit_before_it() -> None:
    parse = parse_of(
        """
        The the DET DT 2 det
        council council NOUN NN 3 nsubj
        raised raise VERB VBD 0 root
        the the DET DT 5 det
        quota quota NOUN NN 3 obj
        from from ADP IN 8 case
        13 13 NUM CD 8 nummod
        seats seat NOUN NNS 3 obl
        to to ADP IN 10 case
        25 25 NUM CD 8 nmod
        """
    )
    assert [said(f)[:3] for f in figures(parse)] == [("13 seats", 13, "seats"), ("25", 25, "seats")]


def test_strength_of_a_force_is_people() -> None:
    parse = parse_of(
        """
        A a DET DT 5 det
        26,000 26,000 NUM CD 5 nummod
        +- - PUNCT HYPH 2 punct
        +strong strong ADJ JJ 5 amod
        force force NOUN NN 6 nsubj
        arrived arrive VERB VBD 0 root
        """
    )
    assert [said(f) for f in figures(parse)] == [("26,000-strong", 26_000, "people", "force")]


def test_a_vague_plural_alone_is_people_and_half_is_fifty_percent() -> None:
    parse = parse_of(
        """
        Hundreds hundred NOUN NNS 2 nsubj
        gathered gather VERB VBD 0 root
        +; ; PUNCT : 8 punct
        half half NOUN NN 8 nsubj
        of of ADP IN 7 case
        the the DET DT 7 det
        shops shop NOUN NNS 4 nmod
        closed close VERB VBD 2 parataxis
        """
    )
    assert [said(f) for f in figures(parse)] == [
        ("Hundreds", (200, 999), "people", "gathered"),
        ("half", 50, "percent", "shops"),
    ]


def test_an_article_and_a_mere_one_are_no_figures() -> None:
    parse = parse_of(
        """
        Article article NOUN NN 3 nsubj
        12 12 NUM CD 1 flat
        names name NOUN NNS 0 root
        one one NUM CD 3 nummod
        of of ADP IN 7 case
        his his PRON PRP$ 7 nmod:poss
        aims aim NOUN NNS 4 nmod
        """
    )
    assert figures(parse) == []


def test_a_unit_in_brackets_belongs_to_the_anchor() -> None:
    parse = parse_of(
        """
        The the DET DT 2 det
        union union NOUN NN 3 nsubj
        reported report VERB VBD 0 root
        89 89 NUM CD 3 obj
        ( ( PUNCT -LRB- 6 punct
        +deaths death NOUN NNS 4 appos
        +) ) PUNCT -RRB- 6 punct
        """
    )
    assert [said(f) for f in figures(parse)] == [("89 (deaths)", 89, "people", "deaths")]


def test_a_number_inside_a_name_is_no_figure() -> None:
    parse = parse_of(
        """
        The the DET DT 2 det
        Group group PROPN NNP 5 nsubj
        of of ADP IN 4 case
        Seven seven NUM CD 2 nmod
        met meet VERB VBD 0 root
        """,
        names=(Name(1, 3, "ORG"),),
    )
    assert figures(parse) == []


UPOS = ("NOUN", "NUM", "VERB", "PUNCT", "ADP", "PROPN", "SYM", "PRON", "DET", "ADJ")
RELATIONS = ("nummod", "nmod", "obl", "nsubj", "obj", "conj", "compound", "case", "punct", "appos", "acl")


def test_one_sign_serves_one_number() -> None:
    parse = parse_of("0 0 NOUN NN 0 root\n+$ $ SYM $ 1 nummod\n+0 0 NUM CD 1 nummod")
    assert [f.anchor.words for f in figures(parse)] in (["0$"], ["$0"])


@given(
    TEXTS | st.sampled_from(["$5 of 6 days, 7 (cases) or more than 2 million of the 3-strong half"]),
    st.data(),
)
def test_figures_quote_the_text_whatever_the_parse(text: str, data: st.DataObject) -> None:
    spans = words(text, 0, len(text))
    made = []
    for index, (start, end) in enumerate(spans):
        # Heads point leftward, so that any draw is a tree.
        head = data.draw(st.integers(0, index - 1)) if index else ROOT
        upos, deprel = data.draw(st.sampled_from(UPOS)), data.draw(st.sampled_from(RELATIONS))
        form = text[start:end]
        made.append(Word(index, start, end, form, form.lower(), upos, "NNS", head, deprel))
    last = 0
    for figure in figures(Parse(text=text, start=0, end=len(text), words=tuple(made))):
        figure.anchor.check(text)
        figure.what.check(text)
        assert figure.anchor.start >= last
        assert figure.unit
        assert made[figure.head].start >= figure.anchor.start
        last = figure.anchor.end


def test_a_sentence_of_five_thousand_words_is_read_in_linear_time() -> None:
    count = 1500
    rows = [("12", "NUM", "CD"), ("soldiers", "NOUN", "NNS"), (",", "PUNCT", ","), ("half", "NOUN", "NN")]
    text, made = "", []
    for index in range(4 * count):
        form, upos, xpos = rows[index % 4]
        head, deprel = (index + 1, "nummod") if index % 4 == 0 else (max(index - 4, ROOT), "conj")
        made.append(Word(index, len(text), len(text) + len(form), form, form, upos, xpos, head, deprel))
        text += form + " "
    began = time.perf_counter()
    found = figures(Parse(text=text, start=0, end=len(text), words=tuple(made)))
    assert len(found) >= count
    assert time.perf_counter() - began < 5


def spoken(text: str, tags: str) -> Parse:
    """A flat parse of words under the last verb; `tags` are UPOS/XPOS/deprel, one a word."""
    marks = [tag.split("/") for tag in tags.split()]
    root = max(i for i, (upos, _, _) in enumerate(marks) if upos == "VERB")
    rows = []
    for i, (form, (upos, xpos, deprel)) in enumerate(zip(text.split(), marks, strict=True)):
        lemma = form.lower().removesuffix("s") if xpos == "NNS" else form.lower()
        rows.append(f"{form} {lemma} {upos} {xpos} {0 if i == root else root + 1} {deprel}")
    return parse_of("\n".join(rows))


def test_a_span_after_over_is_measured_and_a_decade_is_ten_years() -> None:
    parse = spoken(
        "They ruled over two decades", "PRON/PRP/nsubj VERB/VBD/root ADP/IN/case NUM/CD/nummod NOUN/NNS/obl"
    )
    assert [(f.value, f.unit) for f in figures(parse)] == [(20, "years")]


def test_a_span_after_an_act_is_measured() -> None:
    parse = spoken(
        "They met after two years", "PRON/PRP/nsubj VERB/VBD/root ADP/IN/case NUM/CD/nummod NOUN/NNS/obl"
    )
    assert [(f.value, f.unit) for f in figures(parse)] == [(2, "years")]


def test_a_bounded_year_is_a_figure_and_a_second_day_is_none() -> None:
    tags = "PRON/PRP/nsubj VERB/VBD/root ADV/RB/advmod DET/DT/det NOUN/NN/obl"
    assert [(f.value, f.unit) for f in figures(spoken("They sat nearly a year", tags))] == [(1, "years")]
    tags = "PRON/PRP/nsubj VERB/VBD/root ADP/IN/case DET/DT/det ADJ/JJ/amod NOUN/NN/obl"
    assert figures(spoken("They sat for a second day", tags)) == []


def test_the_worst_in_years_is_measured_and_a_year_hence_is_not() -> None:
    tags = "PRON/PRP/nsubj VERB/VBD/root DET/DT/det ADJ/JJS/amod NOUN/NN/obj ADP/IN/case NUM/CD/nummod NOUN/NNS/nmod"
    assert [f.value for f in figures(spoken("They saw the worst floods in 20 years", tags))] == [20]
    tags = "PRON/PRP/nsubj VERB/VBD/root ADP/IN/case NUM/CD/nummod NOUN/NNS/obl"
    assert figures(spoken("They return in 20 years", tags)) == []


def test_a_distance_counts_and_is_of_its_direction() -> None:
    parse = spoken(
        "They camped 40 miles west of Portville",
        "PRON/PRP/nsubj VERB/VBD/root NUM/CD/nummod NOUN/NNS/obl ADV/RB/advmod ADP/IN/case PROPN/NNP/obl",
    )
    assert [said(f) for f in figures(parse)] == [("40 miles", 40, "miles", "west of Portville")]


def test_how_often_is_a_figure() -> None:
    parse = spoken("They met three times", "PRON/PRP/nsubj VERB/VBD/root NUM/CD/nummod NOUN/NNS/obl")
    assert [said(f) for f in figures(parse)] == [("three times", 3, "times", "met")]
    parse = spoken("They met twice", "PRON/PRP/nsubj VERB/VBD/root ADV/RB/advmod")
    assert [said(f) for f in figures(parse)] == [("twice", 2, "times", "met")]


def test_week_long_says_one_week() -> None:
    parse = parse_of(
        """
        They they PRON PRP 2 nsubj
        began begin VERB VBD 0 root
        week week NOUN NN 6 compound
        +- - PUNCT HYPH 3 punct
        +long long ADJ JJ 6 amod
        drills drill NOUN NNS 2 obj
        """
    )
    assert [said(f) for f in figures(parse)] == [("week-long", 1, "weeks", "drills")]


def hyphened(kind: str, noun: str) -> Parse:
    return parse_of(
        f"""
        A a DET DT 5 det
        six six NUM CD 4 nummod
        +- - PUNCT HYPH 4 punct
        +{kind} {kind} NOUN NN 5 compound
        {noun} {noun} NOUN NN 6 nsubj
        met meet VERB VBD 0 root
        """
    )


def test_parties_of_a_coalition_count_and_those_of_talks_name_their_kind() -> None:
    assert [(f.value, f.unit) for f in figures(hyphened("party", "coalition"))] == [(6, "parties")]
    assert [(f.value, f.unit) for f in figures(hyphened("nation", "bloc"))] == [(6, "countries")]
    assert figures(hyphened("party", "talks")) == []
    assert figures(hyphened("time", "president")) == []


def test_a_result_counts_votes() -> None:
    parse = spoken(
        "It passed by vote of 89 to 2",
        "PRON/PRP/nsubj VERB/VBD/root ADP/IN/case NOUN/NN/obl ADP/IN/case NUM/CD/nmod ADP/IN/case NUM/CD/nmod",
    )
    assert [(f.value, f.unit) for f in figures(parse)] == [(89, "votes"), (2, "votes")]


def test_some_of_them_are_persons() -> None:
    parse = spoken("Two of them returned", "NUM/CD/nsubj ADP/IN/case PRON/PRP/nmod VERB/VBD/root")
    assert [said(f) for f in figures(parse)] == [("Two", 2, "people", "them")]


def test_a_number_written_large_inside_a_sentence_is_a_name() -> None:
    tags = "PRON/PRP/nsubj VERB/VBD/root DET/PRP$/det NUM/CD/nummod NOUN/NNS/obj"
    assert figures(spoken("He drafted his Fourteen Points", tags)) == []


def test_coordinates_count_nothing() -> None:
    parse = parse_of(
        """
        Found find VERB VBN 0 root
        : : PUNCT : 1 punct
        33 33 NUM CD 4 nummod
        +° ° NOUN NNS 1 obj
        +47 47 NUM CD 6 nummod
        +′ ′ NOUN NNS 4 dep
        +N N PROPN NNP 4 dep
        """
    )
    assert figures(parse) == []


def dollars(text: str) -> str:
    """The unit of the amount in a text that ends with it."""
    start = text.index("$")
    rows = [("They", "PRON", "PRP", 1, "nsubj"), ("pledged", "VERB", "VBD", ROOT, "root")]
    found = [
        Word(i, text.index(f), text.index(f) + len(f), f, f, upos, xpos, head, rel)
        for i, (f, upos, xpos, head, rel) in enumerate(
            [*rows, ("$", "SYM", "$", 1, "obj"), ("40", "NUM", "CD", 2, "nummod")]
        )
    ]
    (figure,) = figures(Parse(text=text, start=text.index("They"), end=start + 3, words=tuple(found)))
    return figure.unit


def test_a_bare_dollar_is_that_of_the_country_of_which_the_text_mostly_speaks() -> None:
    assert dollars("Canada acted. Canadian troops left. Canada paid. They pledged $40") == "CAD"
    assert dollars("Canada acted. They pledged $40") == "USD"
    assert dollars("Canada, Canada, Canada, US, U.S., USA, America. They pledged $40") == "USD"


def test_what_lasts_for_a_time_is_measured_whatever_comes_after_it() -> None:
    (waited,) = figures(
        parse_of(
            """
            Norland Norland PROPN NNP 2 nsubj
            waited wait VERB VBD 0 root
            for for ADP IN 5 case
            three three NUM CD 5 nummod
            decades decade NOUN NNS 2 obl
            after after ADP IN 8 case
            the the DET DT 8 det
            war war NOUN NN 2 obl
            +. . PUNCT . 2 punct
            """
        )
    )
    assert said(waited) == ("three decades", 30, "years", "waited")
    (ruled,) = figures(
        parse_of(
            """
            He he PRON PRP 2 nsubj
            ruled rule VERB VBD 0 root
            two two NUM CD 4 nummod
            years year NOUN NNS 2 obl:unmarked
            until until ADP IN 7 case
            the the DET DT 7 det
            coup coup NOUN NN 2 obl
            +. . PUNCT . 2 punct
            """
        )
    )
    assert said(ruled) == ("two years", 2, "years", "ruled")


def test_a_span_before_a_noun_measures_it_with_a_hyphen_or_without() -> None:
    (strike,) = figures(
        parse_of(
            """
            A a DET DT 4 det
            two two NUM CD 3 nummod
            day day NOUN NN 4 compound
            strike strike NOUN NN 5 nsubj
            began begin VERB VBD 0 root
            +. . PUNCT . 5 punct
            """
        )
    )
    assert said(strike) == ("two day", 2, "days", "strike")


def test_a_title_before_a_name_does_not_end_what_is_counted() -> None:
    (met,) = figures(
        parse_of(
            """
            Police police NOUN NN 2 nsubj
            met meet VERB VBD 0 root
            hundreds hundred NOUN NNS 2 obj
            of of ADP IN 8 case
            Dr. Dr. PROPN NNP 6 nmod:desc
            Roe Roe PROPN NNP 8 nmod:poss
            +'s 's PART POS 6 case
            supporters supporter NOUN NNS 3 nmod
            +. . PUNCT . 2 punct
            """
        )
    )
    assert said(met) == ("hundreds of Dr. Roe's supporters", (200, 999), "people", "Dr. Roe's supporters")


def test_cents_are_hundredths_of_the_money() -> None:
    (fare,) = figures(
        parse_of(
            """
            The the DET DT 2 det
            fare fare NOUN NN 5 nsubj
            is be AUX VBZ 5 cop
            30 30 NUM CD 5 nummod
            cents cent NOUN NNS 0 root
            +. . PUNCT . 5 punct
            """
        )
    )
    assert said(fare) == ("30 cents", 0.3, "USD", "The fare")


def test_a_speed_has_its_hour_in_the_unit() -> None:
    (speed,) = figures(
        parse_of(
            """
            Winds wind NOUN NNS 2 nsubj
            blew blow VERB VBD 0 root
            at at ADP IN 5 case
            75 75 NUM CD 5 nummod
            kilometres kilometre NOUN NNS 2 obl
            per per ADP IN 7 case
            hour hour NOUN NN 5 nmod
            +. . PUNCT . 2 punct
            """
        )
    )
    assert speed.unit == "kilometres per hour"


def test_a_number_glued_to_letters_by_a_dash_is_a_name() -> None:
    found = figures(
        parse_of(
            """
            The the DET DT 2 det
            PL pl NOUN NNP 6 nsubj
            +– – PUNCT : 2 punct
            +480 480 NUM CD 5 nummod
            shipments shipment NOUN NNS 6 nsubj
            ended end VERB VBD 0 root
            +. . PUNCT . 6 punct
            """
        )
    )
    assert found == []


def test_ages_are_no_figures() -> None:
    rows = """
        {who} NOUN NNS 6 nsubj
        {under} ADP IN 3 case
        five five NUM CD 1 nmod
        received receive VERB VBN 5 amod
        vaccines vaccine NOUN NNS 6 obj
        work work VERB VBP 0 root
        """
    assert figures(parse_of(rows.format(who="Children child", under="under under"))) == []
    assert figures(parse_of(rows.format(who="Women woman", under="aged aged"))) == []
    assert len(figures(parse_of(rows.format(who="Crates crate", under="under under")))) == 1


def test_time_of_day_is_no_figure() -> None:
    parse = parse_of(
        """
        At at ADP IN 3 case
        ten ten NUM CD 3 nummod
        minutes minute NOUN NNS 7 obl
        past past ADP IN 5 case
        six six NUM CD 3 nmod
        it it PRON PRP 7 nsubj
        rained rain VERB VBD 0 root
        """
    )
    assert figures(parse) == []


def test_likelihood_of_a_forecast_is_no_figure() -> None:
    rows = """
        They they PRON PRP 2 nsubj
        see see VERB VBP 0 root
        a a DET DT 4 det
        {noun} NOUN NN 2 obj
        of of ADP IN 8 case
        55 55 NUM CD 8 nummod
        per per ADP IN 8 case
        cent cent NOUN NN 4 nmod
        """
    assert figures(parse_of(rows.format(noun="probability probability"))) == []
    assert [f.value for f in figures(parse_of(rows.format(noun="turnout turnout")))] == [55]


def test_number_that_counts_a_noun_behind_it_names_nothing_before_it() -> None:
    rows = """
        Ships ship NOUN NNS 2 nsubj
        crossed cross VERB VBD 0 root
        the the DET DT 4 det
        line line NOUN NN 2 obj
        318 318 NUM CD {head} nummod
        times times NOUN NNS 2 obl:unmarked
        """
    assert [said(f)[:3] for f in figures(parse_of(rows.format(head=6)))] == [("318 times", 318, "times")]
    assert figures(parse_of(rows.format(head=4))) == []


def test_cubic_belongs_to_the_unit_however_it_is_tagged() -> None:
    parse = parse_of(
        """
        They they PRON PRP 2 nsubj
        lost lose VERB VBD 0 root
        1.3 1.3 NUM CD 4 compound
        billion billion NUM CD 6 nummod
        cubic cubic NUM CD 6 nummod
        metres metre NOUN NNS 2 obj
        """
    )
    assert [said(f)[1:3] for f in figures(parse)] == [(1.3e9, "cubic metres")]


def test_both_numbers_of_a_change_have_the_unit_of_the_second() -> None:
    parse = parse_of(
        """
        The the DET DT 2 det
        price price NOUN NN 3 nsubj
        rose rise VERB VBD 0 root
        from from ADP IN 8 case
        240 240 NUM CD 8 nummod
        to to ADP IN 7 case
        395 395 NUM CD 5 nmod
        dollars dollar NOUN NNS 3 obl
        """
    )
    assert [said(f)[:3] for f in figures(parse)] == [("240", 240, "USD"), ("395 dollars", 395, "USD")]


def test_participation_counts_people() -> None:
    parse = parse_of(
        """
        Unions union NOUN NNS 2 nsubj
        put put VERB VBD 0 root
        participation participation NOUN NN 2 obj
        at at ADP IN 5 case
        190,000 190,000 NUM CD 2 obl
        """
    )
    assert [said(f) for f in figures(parse)] == [("190,000", 190000, "people", "participation")]


@pytest.mark.parametrize(
    ("third", "values"),
    [("12 12 NUM CD 2 conj", [58, 31, 12]), ("today today NOUN NN 2 obl:tmod", [58, 31])],
)
def test_next_ones_have_of_the_same(third: str, values: list[float]) -> None:
    parse = parse_of(
        f"""
        Labour Labour PROPN NNP 2 nsubj
        won win VERB VBD 0 root
        58 58 NUM CD 4 nummod
        seats seat NOUN NNS 2 obj
        +, , PUNCT , 7 punct
        the the DET DT 7 det
        Liberals Liberal PROPN NNPS 4 appos
        31 31 NUM CD 7 flat
        and and CCONJ CC 11 cc
        the the DET DT 11 det
        Greens Green PROPN NNPS 7 conj
        {third}
        """
    )
    assert [(f.value, f.unit) for f in figures(parse)] == [(value, "seats") for value in values]


def test_numbers_of_roads_and_articles_are_nobodys_share() -> None:
    parse = parse_of(
        """
        Rebels rebel NOUN NNS 2 nsubj
        took take VERB VBD 0 root
        three three NUM CD 4 nummod
        towns town NOUN NNS 2 obj
        and and CCONJ CC 6 cc
        Highway Highway PROPN NNP 4 conj
        4 4 NUM CD 6 nummod
        """,
        names=(Name(5, 6, "LOC"),),
    )
    assert [f.anchor.words for f in figures(parse)] == ["three towns"]
