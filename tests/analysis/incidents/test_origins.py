"""Independent origins: copies and quotes of each other count once."""

from __future__ import annotations

import pytest

from tests.analysis.incidents.told import telling
from veedor.analysis.incidents.origins import origins
from veedor.analysis.telling import Telling


def _told(publisher: str | None, says: str = "", story: str | None = None) -> Telling:
    return telling(publisher=publisher, says=says, story=story)


def test_two_reports_in_their_own_voice_are_two_origins() -> None:
    assert [one.name for one in origins([_told("The Bell"), _told("Daily Oar")])] == ["Daily Oar", "The Bell"]


def test_one_report_is_one_origin_however_often_it_says_so() -> None:
    assert len(origins([_told("The Bell"), _told("The Bell")])) == 1


def test_carriers_of_one_wire_story_count_once() -> None:
    wire = [_told("The Bell", story="w"), _told("Daily Oar", story="w"), _told("Lantern", story="w")]
    assert len(origins(wire)) == 1
    assert len(origins([*wire, _told("Evening Post")])) == 2


def test_papers_that_cite_one_agency_count_once() -> None:
    three = [_told("The Bell", "Meridian"), _told("Daily Oar", "Meridian"), _told("Lantern", "Meridian")]
    (only,) = origins(three)
    assert only.name == "Meridian"
    assert len(only.documents) == 3


def test_who_cites_a_paper_counts_with_that_paper() -> None:
    assert len(origins([_told("The Bell"), _told("Daily Oar", "The Bell")])) == 1


def test_chain_of_sources_counts_as_its_root() -> None:
    assert len(origins([_told("The Bell", "Meridian; Ana Rull"), _told("Daily Oar", "Ana Rull")])) == 1


def test_chain_across_documents_counts_as_its_root() -> None:
    chain = [_told("Lantern", "Daily Oar"), _told("Daily Oar", "The Bell"), _told("The Bell", "Ana Rull")]
    assert [one.name for one in origins(chain)] == ["Ana Rull"]


def test_two_named_sources_of_one_paper_are_two_origins() -> None:
    assert len(origins([_told("The Bell", "Ana Rull"), _told("The Bell", "Tomas Heck")])) == 2


@pytest.mark.parametrize("unnamed", ["officials", "two people close to the talks", "the police", "Sources"])
def test_source_without_a_name_counts_to_whom_it_spoke(unnamed: str) -> None:
    assert len(origins([_told("The Bell", unnamed), _told("The Bell")])) == 1
    assert len(origins([_told("The Bell", f"Meridian; {unnamed}"), _told("Daily Oar", "Meridian")])) == 1


def test_short_and_long_name_of_an_agency_are_one() -> None:
    cited = [_told("The Bell", "Meridian Press Agency"), _told("Daily Oar", "MPA")]
    assert len(origins(cited)) == 1
    assert len(origins([_told("Meridian Press Agency (MPA)"), *cited])) == 1


def test_no_publisher_is_an_origin_of_its_own() -> None:
    assert len(origins([_told(None), _told(None)])) == 2
    assert origins([]) == ()
