from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from tests.brief.reports import DOCUMENTS, fill
from tests.fakes import FakeReader
from veedor.brief.checking import Fault, checked
from veedor.brief.drafting import draft
from veedor.brief.footnotes import notes
from veedor.brief.keeping import begin, opened, publish, ready, verify
from veedor.brief.outline import Brief, Part, Sentence, Why, from_dict
from veedor.brief.sentences import SURELY, speaker
from veedor.codebook.labels import Certainty, Polarity
from veedor.errors import Overtaken, UsageError
from veedor.gathering.tellings import tellings
from veedor.record import briefs, changes, views
from veedor.record.reviewing import review
from veedor.record.store import Record, Run
from veedor.record.versions import versions

_MAY = (date(2021, 5, 1), date(2021, 5, 31))


@pytest.fixture
def filled(place: str) -> Iterator[Record]:
    with Record.open(place) as record:
        fill(record)
        yield record


def drafted(record: Record) -> Brief:
    """A draft on May 2021."""
    return draft(record, since=_MAY[0], until=_MAY[1], today=date(2021, 6, 1))


def all_sentences(brief: Brief) -> list[Sentence]:
    """Those in sections, and those that wait."""
    return [one for section in brief.sections for one in (*section.sentences, *section.waiting)]


def test_every_sentence_of_a_draft_stands_on_statements_and_names_who_says_so_how_surely(
    filled: Record,
) -> None:
    brief = drafted(filled)
    known = {one.id: one for one in tellings(filled)}
    assert all_sentences(brief)
    for sentence in all_sentences(brief):
        assert sentence.ids
        assert set(sentence.ids) <= known.keys()
        for part in sentence.parts:
            for id_ in part.ids:
                said = known[id_].statement
                assert speaker(known[id_]).casefold() in part.words.casefold()
                if said.polarity is Polarity.NO:
                    assert "not so" in part.words
                if said.certainty is Certainty.HEDGED:
                    assert "not as certain" in part.words
    assert checked(filled, brief) == []


def test_what_one_asserts_and_another_denies_is_told_with_both_sides(filled: Record) -> None:
    rights = next(one for one in drafted(filled).sections if one.key == "rights")
    words = [one.words for one in rights.sentences]
    assert any("The union said" in said and "The ministry said that it is not so" in said for said in words)


def test_a_sentence_quotes_words_that_stand_in_the_report(filled: Record) -> None:
    texts = [views.reading(filled, row.id).document.text for row in views.documents(filled)]
    flat = [" ".join(text.split()) for text in texts]
    for sentence in all_sentences(drafted(filled)):
        for part in sentence.parts:
            quoted = part.words.split("“")[1].split("”")[0] if "“" in part.words else ""
            assert any(quoted in text for text in flat)


def test_a_section_holds_no_more_than_the_template_says_and_the_rest_waits(filled: Record) -> None:
    from veedor.brief.template import Template

    brief = draft(filled, since=_MAY[0], until=_MAY[1], today=date(2021, 6, 1), template=Template(most=1))
    assert all(len(section.sentences) <= 1 for section in brief.sections)


def test_a_time_without_reports_gives_an_empty_draft(filled: Record) -> None:
    brief = draft(filled, since=date(2031, 1, 1), until=date(2031, 1, 7), today=date(2031, 1, 8))
    assert brief.ids == ()
    assert all(not section.sentences for section in brief.sections)


def test_a_brief_comes_back_out_of_its_json(filled: Record) -> None:
    brief = drafted(filled)
    assert from_dict(brief.to_dict()) == brief


@pytest.mark.parametrize("plain", [{}, {"title": "x"}, {"title": 1, "sections": 3}])
def test_what_is_no_brief_is_refused(plain: dict[str, object]) -> None:
    with pytest.raises(UsageError, match="no brief"):
        from_dict(plain)


def test_a_footnote_gives_the_report_the_place_and_the_words(filled: Record) -> None:
    brief = drafted(filled)
    found = notes(filled, brief.ids)
    texts = {row.id: views.reading(filled, row.id).document.text for row in views.documents(filled)}
    for note in found.values():
        assert note.quote in " ".join(texts[note.document_id].split())
        assert note.publisher
        assert note.publisher in note.words()
        assert "para. " in note.words()


def test_a_published_brief_is_verified_until_the_record_says_something_else(filled: Record) -> None:
    brief = begin(filled, "W18", since=_MAY[0], until=_MAY[1], today=date(2021, 6, 1), by="Ana")
    publish(filled, "W18", by="Ana")
    assert verify(filled, "W18") == []
    change = review.reject(filled, brief.ids[0], by="Ben", reason="misread")
    assert {one.fault for one in verify(filled, "W18")} == {Fault.REJECTED}
    changes.undo(filled, change, by="Ben")
    review.correct_fields(filled, brief.ids[0], {"certainty": "hedged"}, by="Ben")
    assert Fault.CORRECTED in {one.fault for one in verify(filled, "W18")}


def test_verifying_tells_what_is_gone_from_a_newer_version_or_of_a_retracted_report(filled: Record) -> None:
    begin(filled, "W18", since=_MAY[0], until=_MAY[1], today=date(2021, 6, 1), by="Ana")
    publish(filled, "W18", by="Ana")
    older = DOCUMENTS[0]
    text = older.text.replace("40 people were hurt", "nobody was seriously hurt")
    filled.add(replace(older, id="aa02", text=text), [], FakeReader(), run=Run("Ana"))
    assert {one.fault for one in verify(filled, "W18")} == {Fault.LOST}
    versions.retract(filled, "bb02", by="Ben", reason="a forgery")
    assert {one.fault for one in verify(filled, "W18")} == {Fault.LOST, Fault.RETRACTED}


def test_a_published_brief_keeps_the_footnotes_it_had(filled: Record) -> None:
    brief = begin(filled, "W18", since=_MAY[0], until=_MAY[1], today=date(2021, 6, 1), by="Ana")
    publish(filled, "W18", by="Ana")
    before = ready(filled, "W18")
    review.correct_fields(filled, brief.ids[0], {"certainty": "hedged"}, by="Ben")
    assert ready(filled, "W18") == before


def test_a_sentence_without_a_statement_cannot_be_published(filled: Record) -> None:
    begin(filled, "W18", since=_MAY[0], until=_MAY[1], today=date(2021, 6, 1), by="Ana")
    brief, change = opened(filled, "W18")
    section = brief.sections[0]
    bare = replace(section, sentences=(Sentence((Part("Everybody knows it."),), by="Ana"),))
    briefs.save(filled, "W18", brief.with_section(bare).to_dict(), by="Ana", expects=change)
    with pytest.raises(UsageError, match="stands on no statement"):
        publish(filled, "W18", by="Ana")


def test_two_people_do_not_overwrite_each_others_brief(filled: Record) -> None:
    begin(filled, "W18", since=_MAY[0], until=_MAY[1], today=date(2021, 6, 1), by="Ana")
    brief, change = opened(filled, "W18")
    briefs.save(filled, "W18", brief.to_dict(), by="Ana", expects=change)
    with pytest.raises(Overtaken, match="Ana saved the brief"):
        briefs.save(filled, "W18", brief.to_dict(), by="Ben", expects=change)


def test_an_undone_save_brings_the_form_before_back(filled: Record) -> None:
    begin(filled, "W18", since=_MAY[0], until=_MAY[1], today=date(2021, 6, 1), by="Ana")
    brief, _ = opened(filled, "W18")
    change = briefs.save(filled, "W18", replace(brief, title="Another").to_dict(), by="Ana")
    changes.undo(filled, change, by="Ana")
    assert opened(filled, "W18")[0] == brief


def test_the_next_brief_begins_where_the_last_one_ended_and_marks_what_is_new(filled: Record) -> None:
    first = begin(filled, "W18", since=_MAY[0], until=date(2021, 5, 4), today=date(2021, 6, 1), by="Ana")
    secret = replace(first, confidential=frozenset({"bb02"}), title="On Tasmia")
    briefs.save(filled, "W18", secret.to_dict(), by="Ana")
    second = begin(filled, "W19", since=_MAY[0], until=_MAY[1], today=date(2021, 6, 1), by="Ana", after="W18")
    assert (second.title, second.confidential, second.before) == ("On Tasmia", frozenset({"bb02"}), "W18")
    new = [one for one in all_sentences(second) if one.is_new]
    assert new
    assert all(not set(one.ids) <= set(first.ids) for one in new)


def test_a_public_edition_names_no_confidential_report_and_quotes_none(filled: Record) -> None:
    brief = begin(filled, "W18", since=_MAY[0], until=_MAY[1], today=date(2021, 6, 1), by="Ana")
    briefs.save(filled, "W18", replace(brief, confidential=frozenset({"bb02"})).to_dict(), by="Ana")
    public, house = ready(filled, "W18", public=True), ready(filled, "W18")
    assert "State Radio" in str(house)
    assert "State Radio" not in str(public)
    assert "ministry" not in str(public)


def test_every_polarity_and_certainty_has_words_of_its_own() -> None:
    assert len(set(SURELY.values())) == len(Polarity) * len(Certainty)


def test_a_statement_that_was_set_aside_keeps_its_reason() -> None:
    assert {str(why) for why in Why} >= {"redundant", "too old", "anecdotal", "outlier"}
