from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.exchange.out import a_record, at, hostile, is_streamed, written
from veedor.analysis.forecasts.criterion import Criterion, ForecastKind, HorizonRule
from veedor.codebook.labels import Certainty, EventType, Polarity, Tense
from veedor.codebook.statement import Event, Forecast, Statement
from veedor.codebook.when import When
from veedor.documents.document import Document
from veedor.exchange.calendar import FORMAT, folded
from veedor.exchange.formats import told
from veedor.record.findings import criteria
from veedor.record.reviewing import review
from veedor.record.store import Record
from veedor.record.wanted import Filter

TEXT = (
    "Talks will open on 3 May. The vote is set for June. The bridge may reopen by autumn. Rain fell in April."
)


def event(words: str, value: str | None, date_words: str = "3 May", **fields: Any) -> Event:
    when = When(at(TEXT, date_words), value) if value else None
    return Event(
        **(
            {"type": EventType.CONSULT, "anchor": at(TEXT, words), "tense": Tense.FUTURE, "when": when}
            | fields
        )
    )


def forecast(value: str | None = None) -> Forecast:
    when = When(at(TEXT, "autumn"), value) if value else None
    return Forecast(
        anchor=at(TEXT, "may"), about=at(TEXT, "The bridge may reopen"), when=when, tense=Tense.FUTURE
    )


def lines(data: bytes) -> list[str]:
    assert data.endswith(b"\r\n")
    return data.decode().replace("\r\n ", "").split("\r\n")[:-1]


def calendar_of(path: Path, *statements: Statement) -> tuple[list[str], Any]:
    with a_record(path / "r.veedor", (Document(id="c1", text=TEXT, title="Plans"), statements)) as record:
        data, result = written(record, FORMAT)
    return lines(data), result


def test_a_day_is_an_entry_that_ends_the_next_day(tmp_path: Path) -> None:
    said, result = calendar_of(tmp_path, event("open", "2021-05-03"))
    assert result.many == 1
    assert {"DTSTART;VALUE=DATE:20210503", "DTEND;VALUE=DATE:20210504", "CATEGORIES:CONSULT"} <= set(said)


def test_a_month_is_all_of_it_and_says_its_value(tmp_path: Path) -> None:
    said, _ = calendar_of(tmp_path, event("set", "2021-06", "June"))
    assert {"DTSTART;VALUE=DATE:20210601", "DTEND;VALUE=DATE:20210701"} <= set(said)
    assert any(one.startswith("DESCRIPTION:Date: 2021-06\\n") for one in said)


@pytest.mark.parametrize(
    ("statement", "why"),
    [
        (event("open", "2021-05/.."), "open at one end"),
        (event("open", None), "nothing dates it"),
        (event("open", "2021-05-03", polarity=Polarity.NO), "said not to be so"),
        (event("fell", "2021-04", "April", tense=Tense.PAST), "past or going on"),
        (event("open", "9999-12-31"), "open at one end"),
        (forecast(), "nothing dates it"),
    ],
)
def test_what_has_no_days_is_left_out_with_its_reason(tmp_path: Path, statement: Statement, why: str) -> None:
    _, result = calendar_of(tmp_path, statement)
    ((reason, many),) = result.left_out.items()
    assert (result.many, many, why in reason) == (0, 1, True)


def test_a_forecast_stands_on_the_day_by_which_it_can_be_told(tmp_path: Path) -> None:
    said, _ = calendar_of(tmp_path, forecast("../2021-11"))
    assert {"DTSTART;VALUE=DATE:20211130", "DTEND;VALUE=DATE:20211201", "STATUS:TENTATIVE"} <= set(said)
    assert any(one.startswith("SUMMARY:Due: ") for one in said)


def test_the_criterion_that_a_person_entered_says_when_it_is_due(tmp_path: Path) -> None:
    found = forecast("2021")
    document = Document(id="c1", text=TEXT)
    with a_record(tmp_path / "r.veedor", (document, [found])) as record:
        criterion = Criterion(
            proposition="The bridge reopens.",
            kind=ForecastKind.POSSIBILITY,
            horizon="../2021-10-31",
            horizon_rule=HorizonRule.EXPLICIT,
        )
        criteria.enter(record, found.id_in("c1"), criterion.to_dict(), criterion.due, by="Ana")
        said = lines(written(record, FORMAT)[0])
    assert "DTSTART;VALUE=DATE:20211031" in said


def test_a_corrected_event_keeps_its_name_and_counts_on(tmp_path: Path) -> None:
    found = event("open", "2021-05-03")
    with a_record(tmp_path / "r.veedor", (Document(id="c1", text=TEXT), [found])) as record:
        before = lines(written(record, FORMAT)[0])
        review.correct(record, found.id_in("c1"), replace(found, certainty=Certainty.HEDGED), by="Ana")
        after = lines(written(record, FORMAT, Filter())[0])
    assert [one for one in before if one.startswith("UID")] == [one for one in after if one.startswith("UID")]
    assert "SEQUENCE:0" in before
    assert "SEQUENCE:0" not in after


def test_the_field_own_reader_takes_it_with_all_its_words(tmp_path: Path) -> None:
    icalendar = pytest.importorskip("icalendar")
    document, statements = hostile(tense=Tense.FUTURE)
    whole = statements[0].anchor
    dated = event("open", "2021-05-03")
    bad = Event(
        **{
            **{name: getattr(statements[0], name) for name in ("type", "anchor", "actors", "places")},
            "tense": Tense.FUTURE,
            "when": When(whole, "2021-05"),
        }
    )
    with a_record(
        tmp_path / "r.veedor", (Document(id="c1", text=TEXT), [dated]), (document, [bad])
    ) as record:
        data, result = written(record, FORMAT)
    whole_calendar = icalendar.Calendar.from_ical(data)
    entries = {str(one["UID"]): one for one in whole_calendar.walk("VEVENT")}
    assert len(entries) == result.many == 2
    assert not any(one.errors for one in entries.values())
    entry = entries[f"{bad.id_in('bad1')}@veedor"]
    assert (entry["DTSTART"].dt, entry["DTEND"].dt) == (date(2021, 5, 1), date(2021, 6, 1))
    assert '<script>alert(1)</script>; "you", \\N' in str(entry["DESCRIPTION"])
    assert "BEGIN:VEVENT" in str(entry["DESCRIPTION"])
    assert "URL" not in entry


@given(st.text().filter(lambda said: not set(said) & {"\r", "\n"}))
def test_any_line_is_folded_at_75_octets_and_comes_back(said: str) -> None:
    whole = said.encode("utf-8", "replace").decode()
    data = folded(whole)
    parts = data.removesuffix(b"\r\n").split(b"\r\n")
    assert all(len(part) <= 75 for part in parts)
    assert all(part.startswith(b" ") for part in parts[1:])
    assert (parts[0] + b"".join(part[1:] for part in parts[1:])).decode() == whole


def test_a_word_of_a_hundred_thousand_letters_is_folded_too() -> None:
    data = folded("SUMMARY:" + "ü" * 100_000)
    assert all(len(part) <= 75 for part in data.split(b"\r\n"))


def test_a_large_record_is_not_held_in_memory(tmp_path: Path) -> None:
    document = Document(id="c1", text=TEXT)
    with a_record(tmp_path / "r.veedor", (document, [event("open", "2021-05-03")])) as record:
        assert is_streamed(record, FORMAT, told(record, Filter(), FORMAT.kinds))


def test_an_empty_calendar_is_one(tmp_path: Path) -> None:
    with Record.open(str(tmp_path / "r.veedor")) as record:
        to = io.BytesIO()
        assert FORMAT.write(record, (), to).many == 0
    assert lines(to.getvalue())[0] == "BEGIN:VCALENDAR"
