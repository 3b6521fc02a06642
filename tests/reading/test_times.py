"""Which date of a sentence is that of which act."""

from dataclasses import replace
from datetime import date

import pytest

from tests.reading.build import parse_of
from tests.reading.judging.learned import JUDGE, learned
from veedor.codebook.span import Quote
from veedor.reading.parse import Parse
from veedor.reading.times import when_in, when_of

THURSDAY = (date(2019, 8, 22), date(2019, 8, 22))


def head_of(parse: Parse, form: str) -> int:
    return next(w.index for w in parse.words if w.text == form)


def value(parse: Parse, form: str, *, future: bool | None = False) -> str | None:
    when = when_of(parse, head_of(parse, form), THURSDAY, future=future)
    if when is None:
        return None
    when.quote.check(parse.text)
    return when.value


ARRESTED = parse_of(
    """
    On      on      ADP   IN  2 case
    Tuesday Tuesday PROPN NNP 4 obl
    police  police  NOUN  NNS 4 nsubj
    arrested arrest VERB  VBD 0 root
    leaders leader  NOUN  NNS 4 obj
    after   after   ADP   IN  8 case
    the     the     DET   DT  8 det
    protest protest NOUN  NN  4 obl
    and     and     CCONJ CC  10 cc
    closed  close   VERB  VBD 4 conj
    roads   road    NOUN  NNS 10 obj
    """
)


def test_a_date_is_that_of_its_verb_and_of_the_nouns_beside_it() -> None:
    assert value(ARRESTED, "arrested") == "2019-08-20"
    assert value(ARRESTED, "leaders") == "2019-08-20"


def test_a_date_before_two_verbs_is_that_of_both() -> None:
    assert value(ARRESTED, "closed") == "2019-08-20"


def test_a_quote_has_the_date_in_its_own_words_and_no_other() -> None:
    police = head_of(ARRESTED, "police")
    period, after = Quote.at(ARRESTED.text, 0, 10), Quote.at(ARRESTED.text, 11, 17)
    when = when_in(ARRESTED, period, police, THURSDAY, future=False)
    assert when is not None
    assert (when.quote.words, when.value) == ("On Tuesday", "2019-08-20")
    assert when_in(ARRESTED, after, police, THURSDAY, future=False) is None


def test_what_went_before_the_act_has_another_date() -> None:
    assert value(ARRESTED, "protest") is None


def test_the_quote_holds_the_preposition() -> None:
    when = when_of(ARRESTED, head_of(ARRESTED, "arrested"), THURSDAY, future=False)
    assert when is not None
    assert when.quote.words == "On Tuesday"


def test_a_date_says_by_which_rule_it_has_its_value() -> None:
    when = when_of(ARRESTED, head_of(ARRESTED, "arrested"), THURSDAY, future=False)
    assert when is not None
    assert when.rule == "weekday before the report"


def test_without_the_reports_date_a_weekday_dates_nothing() -> None:
    assert when_of(ARRESTED, head_of(ARRESTED, "arrested"), None, future=False) is None


BEFORE = parse_of(
    """
    They    they    PRON  PRP 2 nsubj
    left    leave   VERB  VBD 0 root
    before  before  ADP   IN  6 case
    Sunday  Sunday  PROPN NNP 6 nmod:poss
    's      's      PART  POS 4 case
    vote    vote    NOUN  NN  2 obl
    """
)


def test_an_act_before_a_dated_occasion_is_open_at_its_start() -> None:
    assert value(BEFORE, "left") == "../2019-08-18"


def test_the_occasion_itself_has_the_day() -> None:
    assert value(BEFORE, "vote") == "2019-08-18"
    assert value(BEFORE, "vote", future=True) == "2019-08-25"


TWO_DATES = parse_of(
    """
    He      he      PRON  PRP 2 nsubj
    agreed  agree   VERB  VBD 0 root
    yesterday yesterday NOUN NN 2 obl:unmarked
    to      to      ADP   IN  6 case
    a       a       DET   DT  6 det
    vote    vote    NOUN  NN  2 obl
    on      on      ADP   IN  8 case
    November November PROPN NNP 2 obl
    7       7       NUM   CD  8 nummod
    """
)


def test_the_second_date_of_a_verb_is_that_of_the_noun_before_it() -> None:
    assert value(TWO_DATES, "agreed") == "2019-08-21"
    assert value(TWO_DATES, "vote", future=True) == "2019-11-07"


POSTPONED = parse_of(
    """
    They      they      PRON  PRP 2 nsubj
    postponed postpone  VERB  VBD 0 root
    talks     talk      NOUN  NNS 2 obj
    until     until     ADP   IN  5 case
    Sunday    Sunday    PROPN NNP 2 obl
    """
)


def test_what_is_postponed_until_a_day_happens_on_it() -> None:
    assert value(POSTPONED, "talks") == "2019-08-25"
    assert value(POSTPONED, "postponed") is None


RELATIVE = parse_of(
    """
    The     the     DET   DT  2 det
    sanctions sanction NOUN NNS 0 root
    imposed impose  VERB  VBN 2 acl
    since   since   ADP   IN  5 case
    May     May     PROPN NNP 3 obl
    """
)


def test_a_noun_takes_the_date_of_the_clause_that_tells_of_it() -> None:
    assert value(RELATIVE, "imposed") == "2019-05/.."
    assert value(RELATIVE, "sanctions") == "2019-05/.."


ATTRIBUTIVE = parse_of(
    """
    It      it      PRON  PRP 2 nsubj
    repeated repeat VERB  VBD 0 root
    the     the     DET   DT  5 det
    2004    2004    NUM   CD  5 nmod:unmarked
    elections election NOUN NNS 2 obj
    in      in      ADP   IN  7 case
    part    part    NOUN  NN  2 obl
    """
)


@pytest.mark.parametrize(("form", "edtf"), [("elections", "2004"), ("repeated", None), ("part", None)])
def test_a_year_inside_a_noun_phrase_is_the_nouns_alone(form: str, edtf: str | None) -> None:
    assert value(ATTRIBUTIVE, form) == edtf


AHEAD = parse_of(
    """
    They    they    PRON  PRP 2 nsubj
    met     meet    VERB  VBD 0 root
    ahead   ahead   ADV   RB  7 case
    of      of      ADP   IN  3 fixed
    Friday  Friday  PROPN NNP 7 nmod:poss
    +'s     's      PART  POS 5 case
    summit  summit  NOUN  NN  2 obl
    """
)


def test_what_lies_ahead_is_dated_ahead() -> None:
    assert value(AHEAD, "summit") == "2019-08-23"
    assert value(AHEAD, "met") is None


def test_a_sentence_without_dates_has_none() -> None:
    plain = parse_of("They they PRON PRP 2 nsubj\nmet meet VERB VBD 0 root")
    assert when_of(plain, 1, THURSDAY, future=False) is None


def test_a_story_of_a_past_year_keeps_its_year() -> None:
    parse = parse_of(
        """
        Talks   talk    NOUN  NNS 2 nsubj
        failed  fail    VERB  VBD 0 root
        in      in      ADP   IN  4 case
        March   March   PROPN NNP 2 obl
        1994    1994    NUM   CD  4 nmod:unmarked
        and     and     CCONJ CC  10 cc
        in      in      ADP   IN  8 case
        May     May     PROPN NNP 10 obl
        they    they    PRON  PRP 10 nsubj
        ended   end     VERB  VBD 2 conj
        """
    )
    assert value(parse, "failed") == "1994-03"
    assert value(parse, "ended") == "1994-05"


def test_a_clause_with_since_bounds_the_act_above_it() -> None:
    parse = parse_of(
        """
        Coups coup NOUN NNS 2 nsubj
        plagued plague VERB VBD 0 root
        it it PRON PRP 2 obj
        since since SCONJ IN 5 mark
        winning win VERB VBG 2 advcl
        independence independence NOUN NN 5 obj
        in in ADP IN 8 case
        1974 1974 NUM CD 5 obl
        """
    )
    assert value(parse, "plagued") == "1974/.."
    assert value(parse, "winning") == "1974"


def test_the_year_of_a_name_dates_no_verb() -> None:
    parse = parse_of(
        """
        She she PRON PRP 2 nsubj
        praised praise VERB VBD 0 root
        the the DET DT 5 det
        Harbour Harbour PROPN NNP 5 compound
        Act Act PROPN NNP 2 obj
        of of ADP IN 7 case
        1954 1954 NUM CD 5 nmod
        """
    )
    assert value(parse, "praised") is None


@pytest.mark.parametrize("resumed", ["4 acl:relcl", "2 advcl"])
def test_what_is_told_of_a_date_happens_on_it(resumed: str) -> None:
    parse = parse_of(
        """
        Nothing nothing PRON NN 2 nsubj
        stalled stall VERB VBD 0 root
        until until ADP IN 4 case
        1844 1844 NUM CD 2 obl
        +, , PUNCT , 8 punct
        when when ADV WRB 8 advmod
        they they PRON PRP 8 nsubj
        resumed resume VERB VBD {resumed}
        talks talk NOUN NNS 8 obj
        """.replace("{resumed}", resumed)
    )
    assert value(parse, "resumed") == "1844"
    assert value(parse, "stalled") == "../1844"


def test_what_is_not_done_until_a_day_is_done_on_it() -> None:
    parse = parse_of(
        """
        It it PRON PRP 4 nsubj:pass
        was be AUX VBD 4 aux:pass
        not not PART RB 4 advmod
        ratified ratify VERB VBN 0 root
        until until ADP IN 6 case
        1975 1975 NUM CD 4 obl
        """
    )
    assert value(parse, "ratified") == "1975"


def test_the_year_of_the_doer_bounds_nothing() -> None:
    parse = parse_of(
        """
        Terms term NOUN NNS 3 nsubj:pass
        were be AUX VBD 3 aux:pass
        set set VERB VBN 0 root
        by by ADP IN 6 case
        the the DET DT 6 det
        treaty treaty NOUN NN 3 obl
        of of ADP IN 8 case
        1783 1783 NUM CD 6 nmod
        """
    )
    assert value(parse, "set") == "1783"


def test_the_heads_may_point_to_what_the_date_hangs_on() -> None:
    parse = parse_of(
        """
        Ships ship NOUN NNS 2 nsubj
        sank sink VERB VBD 0 root
        in in ADP IN 5 case
        the the DET DT 5 det
        war war NOUN NN 2 obl
        of of ADP IN 7 case
        1812 1812 NUM CD 5 nmod
        """
    )
    judge = replace(JUDGE, weights={**JUDGE.weights, "when": (0.0, 1.0, 0.0, 0.0)})
    seen = learned(7, {1: ("ASSAULT", 0.9)}, {(1, 4, "when"): 0.9}, judge=judge)
    assert value(replace(parse, learned=seen), "sank") == "1812"


def test_a_verb_in_the_past_is_not_of_the_future() -> None:
    parse = parse_of(
        """
        Troops troop NOUN NNS 2 nsubj
        moved move VERB VBD 0 root
        on on ADP IN 4 case
        Wednesday Wednesday PROPN NNP 2 obl
        """
    )
    assert value(parse, "moved", future=True) == "2019-08-21"


def test_a_date_may_be_part_of_a_word_with_a_hyphen() -> None:
    parse = parse_of(
        """
        Envoys envoy NOUN NNS 2 nsubj
        met meet VERB VBD 0 root
        in in ADP IN 4 case
        mid-July mid-July PROPN NNP 2 obl
        """
    )
    assert value(parse, "met") == "2019-07-11/2019-07-20"
