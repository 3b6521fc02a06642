from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from typing import Any

import pytest

from tests.exchange.out import HOSTILE, a_record, at, written
from veedor.codebook.labels import Comparison, Polarity
from veedor.codebook.span import Quote
from veedor.codebook.statement import Figure, Statement
from veedor.codebook.when import When
from veedor.documents.document import Basis, Document, Published
from veedor.exchange.formats import Written
from veedor.exchange.hxl import FORMAT, TAGS

TEXT = (
    "In May 40 people were killed, 6 to 9 were injured, 300 people voted, 5 million dollars were pledged, "
    "12 people in need."
)


def figure(words: str, value: float | tuple[float, float], unit: str = "people", **fields: Any) -> Figure:
    return Figure(
        **({"anchor": at(TEXT, words), "what": at(TEXT, words), "value": value, "unit": unit} | fields)
    )


def table(
    path: Path, *statements: Statement, document: Document | None = None
) -> tuple[list[list[str]], Written]:
    published = Published("2021-05-04", Basis.GIVEN)
    report = document or Document(id="h1", text=TEXT, publisher="The Weekly", published=published)
    with a_record(path / "r.veedor", (report, statements)) as record:
        data, result = written(record, FORMAT)
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))), result


def row(path: Path, *statements: Statement) -> dict[str, str]:
    """The cells of the first row that say something, by their hashtags."""
    (_, tags, first, *_), _ = table(path, *statements)
    return {tag: cell for tag, cell in zip(tags, first, strict=True) if cell}


def test_two_heads_stand_above_the_rows() -> None:
    assert len(set(TAGS.values())) == len(TAGS)
    assert all(re.fullmatch(r"#[a-z][a-z0-9_]*(\+[a-z][a-z0-9_]*)*", tag) for tag in TAGS.values())


def test_people_who_are_harmed_are_affected_and_those_who_vote_are_not(tmp_path: Path) -> None:
    (_, tags, *rows), result = table(
        tmp_path, figure("40 people were killed", 40), figure("300 people voted", 300)
    )
    found = [dict(zip(tags, cells, strict=True)) for cells in rows]
    assert result.many == 2
    assert [(one["#indicator+value+num"], one["#affected+num"], one["#affected+type"]) for one in found] == [
        ("40", "40", "killed"),
        ("300", "", ""),
    ]


def test_those_in_need_have_their_own_hashtag(tmp_path: Path) -> None:
    assert row(tmp_path, figure("12 people in need", 12))["#inneed+num"] == "12"


def test_money_has_its_currency(tmp_path: Path) -> None:
    found = row(tmp_path, figure("5 million dollars were pledged", 5_000_000.0, "USD"))
    assert (found["#value+num"], found["#currency+code"]) == ("5000000", "USD")


def test_a_range_keeps_its_two_ends_and_gets_no_middle(tmp_path: Path) -> None:
    found = row(tmp_path, figure("6 to 9 were injured", (6.0, 9.0), comparison=Comparison.ABOUT))
    assert (found["#indicator+value+min"], found["#indicator+value+max"]) == ("6", "9")
    assert "#indicator+value+num" not in found
    assert "#affected+num" not in found
    assert found["#indicator+value+bound"] == "about"


@pytest.mark.parametrize(
    ("value", "days"), [("2021-05", ("2021-05-01", "2021-05-31")), ("2021-05/..", ("2021-05-01", None))]
)
def test_a_date_is_its_first_and_last_day_beside_its_value(
    tmp_path: Path, value: str, days: tuple[str, str | None]
) -> None:
    found = row(tmp_path, figure("40 people were killed", 40, when=When(at(TEXT, "May"), value)))
    assert (found["#date+start"], found.get("#date+end"), found["#meta+date+edtf"]) == (*days, value)
    assert found["#date+published"] == "2021-05-04"


def test_a_denied_figure_is_left_out_and_counted(tmp_path: Path) -> None:
    rows, result = table(tmp_path, figure("40 people were killed", 40, polarity=Polarity.NO))
    assert (len(rows), result.many, list(result.left_out.values())) == (2, 0, [1])


def test_hostile_words_are_one_cell_and_no_formula(tmp_path: Path) -> None:
    whole = Quote.at(HOSTILE, 0, len(HOSTILE))
    bad = Figure(anchor=whole, what=whole, value=1, unit="=1+1")
    rows, _ = table(tmp_path, bad, document=Document(id="h2", text=HOSTILE, title="=1+1", publisher="@x"))
    found = dict(zip(rows[1], rows[2], strict=True))
    assert found["#indicator+name"].startswith("'=cmd|")
    assert (found["#indicator+unit"], found["#meta+source"]) == ("'=1+1", "'@x")


def test_the_field_own_reader_takes_it(tmp_path: Path) -> None:
    hxl = pytest.importorskip("hxl")
    rows, _ = table(tmp_path, figure("40 people were killed", 40))
    # Rows rather than a file, which it would leave open.
    source = hxl.data(rows)
    assert [column.display_tag for column in source.columns] == list(TAGS.values())
    (killed,) = list(source)
    assert killed.get("#affected+num") == "40"
