from __future__ import annotations

from collections.abc import Iterator, Sized

import pytest
from sqlalchemy import event as events

from tests.fakes import FakeReader, quote
from tests.postgres import Server
from veedor.codebook.labels import EventType, Kind
from veedor.codebook.statement import Event, Statement
from veedor.codebook.when import When, overlaps
from veedor.documents.document import Document
from veedor.record import views
from veedor.record.store import Record
from veedor.record.wanted import Filter, Names

DATES = (
    *(
        "2019-08",
        "2019-08-22",
        "2019-07-31",
        "2019",
        "2018/2020",
        "2019-05/..",
        "../2019-09",
        "2019-08-30/2019-09-02",
    ),
    *("2021-01-05", "../2017", "2022/..", "201X", "[2019-08-01,2020-08-01]", "2019-06/2019-07"),
)
WORDS = [f"word{n:02}" for n in range(len(DATES) + 1)]
TEXT = f"Ana Pardo and Carla Mendes say {' '.join(WORDS)}."


def event(n: int) -> Statement:
    """Says word `n`, dated to the date of that number; the last one has no date. Ana does every second one."""
    name = "Ana Pardo" if n % 2 else "Carla Mendes"
    when = When(quote(TEXT, WORDS[n]), DATES[n]) if n < len(DATES) else None
    return Event(
        type=EventType.AID, anchor=quote(TEXT, WORDS[n]), actors=(quote(TEXT, name, name),), when=when
    )


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def record(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    if request.param == "sqlite":
        place = str(tmp_path_factory.mktemp("filters") / "crisis.veedor")
    else:
        server: Server = request.getfixturevalue("postgres")
        place = server.create("filters")
    with Record.open(place) as record:
        record.add(Document(id="d", text=TEXT), [event(n) for n in range(len(WORDS))], FakeReader())
        yield record


def found(record: Record, wanted: Filter) -> list[str]:
    return [row.statement.anchor.words for row in views.statements(record, wanted)]


def only(*names: str, here: tuple[str, ...] = (), not_here: tuple[str, ...] = ()) -> Names:
    return Names(frozenset((*names, *here)), frozenset(here), frozenset(not_here))


@pytest.mark.parametrize(
    "date",
    ["2019-08", "2019-08-22", "2019-09-01/2019-10", "2019", "2019-08/..", "../2019-08", "2012", "2030-02"],
)
def test_a_date_finds_what_shares_a_day_with_it(record: Record, date: str) -> None:
    # Of a set, the record keeps the first and the last day.
    spans = {"[2019-08-01,2020-08-01]": "2019-08-01/2020-08-01"}
    expected = [word for word, of in zip(WORDS, DATES, strict=False) if overlaps(spans.get(of, of), date)]
    assert found(record, Filter(date=date)) == expected
    anas = [word for word in expected if WORDS.index(word) % 2]
    assert found(record, Filter(date=date, actor=only("ana pardo"))) == anas
    assert found(record, Filter(date=date, actor=only("ana pardo"), kind=Kind.EVENT)) == anas
    assert found(record, Filter(date=date, kind=Kind.ROLE)) == []
    assert found(record, Filter(date=date, source=only("ana pardo"))) == []


@pytest.mark.parametrize("date", [None, "2019-08-22"])
@pytest.mark.parametrize(
    ("names", "who"),
    [
        (only("ana pardo"), {1}),
        (only("ana pardo", "carla mendes"), {0, 1}),
        (only("nobody", here=("ana pardo\nd",)), {1}),
        (only("nobody", here=("ana pardo\nelsewhere",)), set()),
        (only("ana pardo", "carla mendes", not_here=("ana pardo\nd",)), {0}),
        (only("ana pardo", not_here=("ana pardo\nelsewhere",)), {1}),
    ],
)
def test_names_find_an_actor_as_far_as_they_mean_it(
    record: Record, names: Names, who: set[int], date: str | None
) -> None:
    dated = set(found(record, Filter(date=date)))
    expected = [word for n, word in enumerate(WORDS) if n % 2 in who and word in dated]
    assert found(record, Filter(actor=names, date=date)) == expected


@pytest.mark.parametrize("date", [None, "2019-08-22"])
def test_an_actor_of_thousands_of_names_takes_no_more_values_than_a_database_does(
    record: Record, date: str | None
) -> None:
    many = tuple(f"the chair\nd{n}" for n in range(9000))
    asked: list[int] = []

    def note(_: object, __: object, ___: object, values: Sized, *____: object) -> None:
        asked.append(len(values))

    events.listen(record._engine, "before_cursor_execute", note)
    try:
        plain = found(record, Filter(actor=only("ana pardo"), date=date))
        assert plain
        assert found(record, Filter(actor=only("ana pardo", here=many), date=date)) == plain
        assert found(record, Filter(actor=only("ana pardo", not_here=many), date=date)) == plain
        assert (
            found(record, Filter(actor=only("ana pardo", not_here=(*many, "ana pardo\nd")), date=date)) == []
        )
        assert found(record, Filter(actor=only(here=(*many, "ana pardo\nd")), date=date)) == plain
    finally:
        events.remove(record._engine, "before_cursor_execute", note)
    assert max(asked) < 999
