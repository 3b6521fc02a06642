"""What a brief keeps for the house, whatever becomes of the reports."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.brief.reports import DOCUMENTS, fill
from tests.fakes import FakeReader, quote
from veedor.brief.keeping import begin, opened, ready
from veedor.brief.outline import Brief, Part, Sentence, from_dict
from veedor.brief.template import template_beside
from veedor.brief.withheld import with_versions
from veedor.codebook.labels import EventType, Tense
from veedor.codebook.statement import Event
from veedor.record import briefs, changes
from veedor.record.reviewing import review
from veedor.record.store import Record, Run

_SINCE, _UNTIL, _TODAY = date(2021, 5, 1), date(2021, 5, 31), date(2021, 6, 1)


@pytest.fixture
def filled(place: str) -> Iterator[Record]:
    with Record.open(place) as record:
        fill(record)
        yield record


def secret_brief(record: Record, name: str = "W18", **more: object) -> Brief:
    """A brief of which the second report is confidential, saved."""
    brief = begin(record, name, since=_SINCE, until=_UNTIL, today=_TODAY, by="Ana")
    secret = replace(brief, confidential=frozenset({"bb02"}), **more)  # type: ignore[arg-type]
    briefs.save(record, name, secret.to_dict(), by="Ana")
    return secret


def add_newer_version(record: Record) -> None:
    """The confidential report comes again, with one more sentence."""
    older = DOCUMENTS[1]
    text = f"{older.text} Guards closed the harbour."
    closed = Event(
        type=EventType.COERCE,
        anchor=quote(text, "closed"),
        actors=(quote(text, "Guards"),),
        about=quote(text, "the harbour"),
        tense=Tense.PAST,
    )
    newer = replace(older, id="bb03", text=text, title=f"{older.title}, again")
    record.add(newer, [closed], FakeReader(), run=Run("Ana"))


def test_a_newer_version_of_a_confidential_report_is_confidential_too(filled: Record) -> None:
    secret_brief(filled)
    add_newer_version(filled)
    assert with_versions(filled, {"bb02"}) == with_versions(filled, {"bb03"}) == {"bb02", "bb03"}
    assert opened(filled, "W18")[0].confidential == {"bb02", "bb03"}
    after = begin(filled, "W19", since=_SINCE, until=_UNTIL, today=_TODAY, by="Ana", after="W18")
    assert after.confidential == {"bb02", "bb03"}
    house, public = str(ready(filled, "W19")), str(ready(filled, "W19", public=True))
    assert "Guards closed the harbour" in house
    assert "newer version" in house
    for word in ("Guards", "harbour", "State Radio", "newer version"):
        assert word not in public


def test_what_became_of_a_removed_report_stays_out_of_the_public_edition(filled: Record) -> None:
    secret_brief(filled)
    (added,) = changes.log(filled, document_id="bb02")
    changes.undo(filled, added.id, by="Ana")
    public = str(ready(filled, "W18", public=True))
    assert "ministry" not in public


def test_a_sentence_of_a_whole_report_goes_with_it(filled: Record) -> None:
    brief = begin(filled, "W18", since=_SINCE, until=_UNTIL, today=_TODAY, by="Ana")
    said = Sentence((Part("“The cable” is a newer version of a report."),), documents=("bb02",))
    section = replace(brief.sections[-1], sentences=(said,))
    secret = replace(brief.with_section(section), confidential=frozenset({"bb02"}))
    assert from_dict(secret.to_dict()) == secret
    briefs.save(filled, "W18", secret.to_dict(), by="Ana")
    assert "The cable" in str(ready(filled, "W18"))
    assert "The cable" not in str(ready(filled, "W18", public=True))


def test_a_draft_tells_what_the_house_decided_only_where_the_brief_before_said_otherwise(
    filled: Record,
) -> None:
    first = begin(filled, "W18", since=_SINCE, until=_UNTIL, today=_TODAY, by="Ana")
    review.reject(filled, first.ids[0], by="Ben", reason="misread")
    span = {"since": date.today(), "until": date.today(), "today": date.today(), "by": "Ana"}
    alone = begin(filled, "W19", **span)  # type: ignore[arg-type]
    assert "rejected" not in str(alone.to_dict())
    after = begin(filled, "W20", after="W18", **span)  # type: ignore[arg-type]
    assert "Ben rejected a statement" in str(after.to_dict())


def test_the_houses_edition_says_that_it_is_for_the_house_alone(filled: Record) -> None:
    secret_brief(filled)
    house, public = ready(filled, "W18"), ready(filled, "W18", public=True)
    assert "for the house alone" in house.span
    assert any(one.endswith("(confidential)") for one in house.sources)
    assert "house" not in str(public)


def test_the_template_beside_a_record_is_found(tmp_path: Path) -> None:
    assert template_beside(str(tmp_path / "a.veedor")) is None
    (tmp_path / "brief.toml").write_text('title = "On Tasmia"', encoding="utf-8")
    found = template_beside(str(tmp_path / "a.veedor"))
    assert found is not None
    assert found.title == "On Tasmia"
