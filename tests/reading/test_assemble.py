"""From parses made by hand to statements: what assembling adds to drafts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tests.reading.build import parse_of
from tests.reading.judging.learned import learned
from tests.reading.trees import document, tree
from veedor.codebook.labels import Kind, Polarity, Tense
from veedor.codebook.statement import Event, Figure, Position
from veedor.reading.assemble import assemble
from veedor.reading.parse import Name

DAY = (date(2021, 5, 5), date(2021, 5, 5))

SAID = parse_of(
    """
    The the DET DT 2 det
    union union NOUN NN 3 nsubj
    said say VERB VBD 0 root
    that that SCONJ IN 8 mark
    police police NOUN NNS 8 nsubj
    had have AUX VBD 8 aux
    not not PART RB 8 advmod
    arrested arrest VERB VBN 3 ccomp
    Doe Doe PROPN NNP 8 obj
    on on ADP IN 11 case
    Monday Monday PROPN NNP 8 obl
    """,
    names=(Name(8, 8, "PER"),),
)


def told() -> Event:
    events = [s for s in assemble([SAID], DAY) if s.kind is Kind.EVENT]
    assert len(events) == 1
    assert isinstance(events[0], Event)
    return events[0]


def test_event_carries_its_source_and_polarity() -> None:
    assert [q.words for q in told().sources] == ["The union"]
    assert told().polarity is Polarity.NO


def test_date_is_resolved_against_the_report() -> None:
    when = told().when
    assert when is not None
    assert when.value == "2021-05-03"
    assert told().tense is Tense.PAST


def test_without_a_report_date_nothing_is_resolved_by_guess() -> None:
    (event,) = [s for s in assemble([SAID], None) if s.kind is Kind.EVENT]
    assert event.when is None


def test_statements_come_in_the_order_of_the_text_and_none_twice() -> None:
    found = assemble([SAID], DAY)
    assert found == sorted(found, key=lambda s: s.anchor.start)
    assert len(found) == len(set(found))


def test_the_sides_of_a_dispute_are_kept_apart_whatever_the_heads_say() -> None:
    parse = tree(
        "Norland Norland PROPN NNP 2 nsubj | denies deny VERB VBZ 0 root | Sudland Sudland PROPN NNP 5 nmod:poss | "
        "+'s 's PART POS 3 case | claim claim NOUN NN 2 obj | that that SCONJ IN 8 mark | "
        "troops troops NOUN NNS 8 nsubj | attacked attack VERB VBD 5 acl | towns town NOUN NNS 8 obj"
    )
    heads = learned(9, {7: ("ASSAULT", 0.9)}, {(7, 0, "sources"): 0.9, (7, 2, "sources"): 0.9})
    sides = [s for s in assemble([replace(parse, learned=heads)]) if s.anchor.words.startswith("attacked")]
    told = {tuple(q.words for q in s.sources): s.polarity for s in sides}
    assert told == {("Sudland",): Polarity.YES, ("Norland",): Polarity.NO}


def test_a_denial_is_told_once_where_a_draft_stands_on_its_verb() -> None:
    said = tree(
        "Roe Roe PROPN NNP 2 nsubj | said say VERB VBD 0 root | police police NOUN NNS 4 nsubj | "
        "arrested arrest VERB VBD 2 ccomp | Doe Doe PROPN NNP 4 obj"
    )
    denied = tree("Paz Paz PROPN NNP 2 nsubj | denied deny VERB VBD 0 root | it it PRON PRP 2 obj")
    before, after = document(said, denied)
    heads = [learned(5, {3: ("COERCE", 0.9)}), learned(3, {1: ("REJECT", 0.9)})]
    parses = [replace(p, learned=h) for p, h in zip((before, after), heads, strict=True)]
    (denial,) = [s for s in assemble(parses) if s.anchor.words == "denied"]
    assert isinstance(denial, Event)
    assert (denial.type, denial.polarity) == ("COERCE", Polarity.NO)


def demands(title: str, subject: str, modal: str = "should") -> list[list[str]]:
    """Whose positions `SUBJECT should resign` are under a title and a line below it."""
    lines = [tree(f"{line} {line} PROPN NNP 0 root") for line in title.split("\n")]
    asked = tree(
        f"{subject} {subject} PRON PRP 3 nsubj | {modal} {modal} AUX MD 3 aux | resign resign VERB VB 0 root"
    )
    seen = learned(3, {1: ("demands", 0.9)}, {(1, 0, "holders"): 0.9})
    parses = [*document(*lines, replace(asked, learned=seen), gap="\n")]
    found = assemble(parses)
    return [[q.words for q in s.holders] for s in found if isinstance(s, Position) and s.stance == "demands"]


def test_what_a_report_demands_in_its_own_voice_is_its_authors_and_not_whom_it_asks() -> None:
    assert demands("Flags\nForum,2031", "Norland") == [["Forum"]]
    assert demands("Flags\nHolt", "Norland") == []
    assert demands("Flags\nForum,2031", "We") == [["We"]]


def test_what_must_be_by_law_is_no_demand_of_whoever_reports_it() -> None:
    assert demands("Flags\nForum,2031", "Norland", "must") == []
    assert demands("Flags\nForum,2031", "We", "must") == [["We"]]


def test_readiness_that_is_asked_for_is_nobodys_stance() -> None:
    rows = (
        "Norland Norland PROPN NNP 3 nsubj | should should AUX MD 3 aux | talk talk VERB VB 0 root | "
        "but but CCONJ CC 6 cc | be be AUX VB 6 cop | ready ready ADJ JJ 3 conj | to to PART TO 8 mark | "
        "yield yield VERB VB 6 xcomp"
    )
    seen = learned(8, {5: ("accepts", 0.9)}, {(5, 0, "holders"): 0.9})
    found = assemble([replace(tree(rows), learned=seen)])
    assert not [s for s in found if isinstance(s, Position) and s.stance == "accepts"]


def test_period_of_a_figure_is_as_long_as_its_date() -> None:
    rows = (
        "Nine nine NUM CD 2 nummod | people people NOUN NNS 3 nsubj | died die VERB VBD 0 root | "
        "between between ADP IN 5 case | April April PROPN NNP 3 obl | 2023 2023 NUM CD 5 nummod | "
        "and and CCONJ CC 8 cc | June June PROPN NNP 5 conj | 2024 2024 NUM CD 8 nummod"
    )
    figure = next(s for s in assemble([tree(rows)]) if isinstance(s, Figure))
    assert figure.when is not None
    assert figure.period == figure.when.quote
    assert figure.period.words == "between April 2023 and June 2024"
