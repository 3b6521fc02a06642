"""Twenty ways of handing on a report, each with the number of independent origins that it leaves."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import NamedTuple

from benchmarks.coreference.plays import Attributed, Draft, Play, copied, head


class Case(NamedTuple):
    """The documents of one way of handing on, and what is to be counted."""

    drafts: list[Draft]
    origins: int
    reason: str


def _wire_copies(p: Play) -> Case:
    wire = p.wire(0, p.agency.name, "wire")
    drafts = [wire, copied(wire, p.papers[0], 0), copied(wire, p.papers[1], 2)]
    return Case(drafts, 1, "two papers print an agency's report with small edits")


def _many_wire_copies(p: Play) -> Case:
    wire = p.wire(1, p.agency.name, "wire")
    copies = [copied(wire, p.papers[n], (1, 3, 4, 4)[n]) for n in range(4)]
    return Case([wire, *copies], 1, "four papers print one agency's report, two of them cut short")


def _copies_without_the_agency(p: Play) -> Case:
    wire = p.wire(2, p.agency.name, "wire")
    drafts = [copied(wire, p.papers[n], n) for n in range(3)] + [p.own(3, p.papers[3])]
    return Case(drafts, 2, "three print one text, whose agency is not there; a fourth has its own report")


def _two_wires(p: Play) -> Case:
    wire = p.wire(0, p.agency.name, "wire")
    other = p.own(1, p.other_agency.name)
    quoting = p.quoting(2, p.papers[1], p.other_agency)
    drafts = [wire, copied(wire, p.papers[0], 3), other, quoting]
    return Case(drafts, 2, "two agencies, one printed by a paper and one quoted by another")


def _agency_quoted(p: Play) -> Case:
    quotes = [p.quoting(n + 1, p.papers[n], p.agency) for n in range(3)]
    return Case([p.own(0, p.agency.name), *quotes], 1, "an agency's report and three papers that quote it")


def _absent_agency_quoted(p: Play) -> Case:
    quotes = [p.quoting(n, p.papers[n], p.agency) for n in range(3)]
    return Case(quotes, 1, "three papers quote an agency whose report is not there")


def _chain_to_an_office(p: Play) -> Case:
    drafts = [
        p.chain(0, p.papers[0], p.agency, p.official()),
        p.quoting(1, p.agency.name, p.official(1)),
        p.quoting(2, p.papers[1], p.official()),
    ]
    return Case(drafts, 1, "every chain ends at one office")


def _chain_and_its_root(p: Play) -> Case:
    drafts = [p.statement_of_office(0), p.chain(1, p.papers[0], p.agency, p.official())]
    return Case(drafts, 1, "an office's notice and a paper that has it through an agency")


def _two_independent(p: Play) -> Case:
    return Case([p.own(0, p.papers[0]), p.own(1, p.papers[1])], 2, "two papers with reports of their own")


def _three_independent(p: Play) -> Case:
    drafts = [p.own(0, p.papers[0]), p.own(1, p.papers[1]), p.own(2, p.agency.name)]
    return Case(drafts, 3, "two papers and an agency with reports of their own")


def _own_and_two_quotes(p: Play) -> Case:
    quotes = [p.quoting(n, p.papers[n], p.paper(0)) for n in (1, 2)]
    return Case([p.own(0, p.papers[0]), *quotes], 1, "one paper's report and two that quote it")


def _self_quote(p: Play) -> Case:
    itself = Attributed("this newspaper", p.papers[0])
    later = Draft(p.papers[0], f"As [s1:{itself.words}|{itself.name}] reported, {p.dated()}.", days_later=2)
    return Case([p.own(0, p.papers[0]), later], 1, "a paper quotes itself two days later")


def _office_quoted_by_all(p: Play) -> Case:
    quotes = [p.quoting(n, p.papers[n], p.official(n)) for n in range(1, 5)]
    return Case([p.statement_of_office(0), *quotes], 1, "an office's notice and four papers that quote it")


def _office_and_witness(p: Play) -> Case:
    drafts = [p.quoting(0, p.papers[0], p.official()), p.quoting(1, p.papers[1], p.witness())]
    return Case(drafts, 2, "one paper quotes an office, another a witness")


def _both_in_one_text(p: Play) -> Case:
    office, witness = p.official(), p.witness()
    said = f"Both [s1:{office.words}|{office.name}] and [z1:{witness.words}|{witness.name}] said that {{c}}."
    both = Draft(p.papers[0], said.format(c=p.clause(0)))
    return Case([both, p.quoting(1, p.agency.name, p.official(1))], 2, "an office and a witness side by side")


def _quote_of_a_quote(p: Play) -> Case:
    first, second = p.paper(0), p.paper(1)
    drafts = [
        p.quoting(0, first.name, p.official()),
        p.quoting(1, second.name, first),
        p.quoting(2, p.papers[2], second),
    ]
    return Case(drafts, 1, "a paper quotes an office, a second the first paper, a third the second")


def _one_publisher_again(p: Play) -> Case:
    first = p.wire(0, p.papers[0], "report")
    corrected = replace(copied(first, p.papers[0], 1), days_later=0)
    later = Draft(p.papers[0], f"It has been three days since {p.dated()}.", days_later=3)
    return Case([first, corrected, later], 1, "one paper's report, its corrected version, and its own sequel")


def _office_witness_and_own(p: Play) -> Case:
    drafts = [
        p.quoting(0, p.papers[0], p.official()),
        p.quoting(1, p.papers[1], p.witness()),
        p.own(2, p.agency.name),
        p.quoting(3, p.papers[2], p.agency),
    ]
    return Case(drafts, 3, "an office, a witness, and an agency's own report, which is quoted once")


def _wire_that_quotes_an_office(p: Play) -> Case:
    wire = p.wire(0, p.agency.name, "wire", p.official())
    drafts = [wire, copied(wire, p.papers[0], 1), p.quoting(1, p.papers[1], p.official(1))]
    return Case(
        drafts, 1, "an agency's report quotes an office and is printed; a paper quotes the office too"
    )


def _circle(p: Play) -> Case:
    first, second = p.paper(0), p.paper(1)
    back = Draft(first.name, f"{head(p.dated())}, [s1:{second.words}|{second.name}] writes.", days_later=1)
    drafts = [p.own(0, first.name), p.quoting(1, second.name, first), back]
    return Case(drafts, 1, "a paper's report comes back to it through another paper")


WAYS: Sequence[Callable[[Play], Case]] = (
    _wire_copies,
    _many_wire_copies,
    _copies_without_the_agency,
    _two_wires,
    _agency_quoted,
    _absent_agency_quoted,
    _chain_to_an_office,
    _chain_and_its_root,
    _two_independent,
    _three_independent,
    _own_and_two_quotes,
    _self_quote,
    _office_quoted_by_all,
    _office_and_witness,
    _both_in_one_text,
    _quote_of_a_quote,
    _one_publisher_again,
    _office_witness_and_own,
    _wire_that_quotes_an_office,
    _circle,
)


def with_another(play: Play, case: Case) -> Case:
    """The case with one more independent report, where there are words left to tell it in."""
    further = play.another(case.drafts)
    if further is None or case.origins > 1:
        return case
    reason = f"{case.reason}; another paper has a report of its own"
    return Case([*case.drafts, further], case.origins + 1, reason)
