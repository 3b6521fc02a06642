"""Figures as a table with HXL hashtags: two rows at its head, one for people and one for programs (HXL 1.1).

A column has one meaning, so that a figure's number stands in `#indicator+value+num`, and again where it counts money
(`#value`) or people whom a crisis touches: those whom the words for what is counted put in a category of harm or aid
(`#affected`, `#inneed`, `#targeted`, `#reached`), not those who merely vote. Two ends of a range have columns of their
own: no middle is made up.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import IO, Any

from veedor.analysis.figures.counted import Near, counted
from veedor.codebook import wording
from veedor.codebook.labels import Kind, Polarity
from veedor.codebook.statement import Figure
from veedor.exchange.days import dated, span
from veedor.exchange.formats import Format, Told, Written
from veedor.exchange.reports import Report, Reports, Rows
from veedor.exchange.states import iso3
from veedor.gazetteers.countries import name_of
from veedor.record.store import Record

TAGS: Mapping[str, str] = {
    "id": "#meta+id",
    "what is counted": "#indicator+name",
    "number": "#indicator+value+num",
    "lowest": "#indicator+value+min",
    "highest": "#indicator+value+max",
    "bound": "#indicator+value+bound",
    "unit": "#indicator+unit",
    "people affected": "#affected+num",
    "how affected": "#affected+type",
    "people in need": "#inneed+num",
    "people targeted": "#targeted+num",
    "people reached": "#reached+num",
    "money": "#value+num",
    "currency": "#currency+code",
    "first day": "#date+start",
    "last day": "#date+end",
    "date (EDTF)": "#meta+date+edtf",
    "country of the report": "#country+name",
    "its code": "#country+code+v_iso3",
    "sentence": "#description",
    "said by": "#meta+said_by",
    "certainty": "#meta+certainty",
    "report": "#meta+document+name",
    "publisher": "#meta+source",
    "published": "#date+published",
    "address": "#meta+url",
    "state": "#status+review",
    "standing": "#status+standing",
}
"""Each column with its hashtag, in order; attributes that HXL does not suggest are our own, as it allows."""
_AFFECTED = frozenset(
    {
        *("killed", "died", "injured", "missing", "detained", "abducted", "raped or abused", "tortured"),
        *("deported", "evacuated", "homeless", "displaced", "fled", "refugees", "affected"),
    }
)
"""Categories of `analysis/data/figure_categories.tsv` whose people a crisis harms."""
_HELPED = ("in need", "targeted", "reached")
"""Categories of the same list that HXL has hashtags for."""
_MONEY = re.compile(r"[A-Z]{3}", re.ASCII)
_DENIED = "it is said not to be so, and a cell would count as a figure"


def write(record: Record, told: Iterable[Told], to: IO[bytes]) -> Written:
    """A row for each figure under both heads; what is left out is counted."""
    reports, written = Reports(record), Written()
    to.write(b"\xef\xbb\xbf")
    rows = Rows(to, lineterminator="\r\n")
    rows.put(TAGS)
    rows.put(TAGS.values())
    for one in told:
        if one.row.statement.polarity is Polarity.NO:
            written.leave_out(_DENIED)
            continue
        row = _row(one, reports.of(one.row.document_id))
        rows.put(row[column] for column in TAGS)
        written.many += 1
    return written


def _row(one: Told, report: Report) -> dict[str, Any]:
    row, figure = one.row, one.row.statement
    assert isinstance(figure, Figure)
    first, last = span(dated(figure))
    published = span(row.published)
    return {
        "id": row.id,
        "what is counted": figure.what.words,
        **_numbers(figure),
        "unit": figure.unit,
        "first day": first.isoformat() if first else "",
        "last day": last.isoformat() if last else "",
        "date (EDTF)": dated(figure) or "",
        "country of the report": (row.country and name_of(row.country)) or "",
        "its code": iso3(row.country),
        "sentence": wording.plain(figure),
        "said by": wording.says(figure),
        "certainty": str(figure.certainty),
        "report": row.document,
        "publisher": row.publisher or "",
        "published": published[1].isoformat() if published[1] and published[0] == published[1] else "",
        "address": report.address or report.urn,
        "state": str(row.state),
        "standing": str(row.standing),
    }


def _numbers(figure: Figure) -> dict[str, Any]:
    """The number, or its two ends, under each tag that fits what it counts."""
    is_range = isinstance(figure.value, tuple)
    low, high = figure.value if isinstance(figure.value, tuple) else (figure.value, figure.value)
    number = "" if is_range else _plain(low)
    category = counted(figure.unit, Near(figure.what.words, 0)).category if figure.unit == "people" else None
    name = category.name if category is not None else ""
    is_money = _MONEY.fullmatch(figure.unit) is not None
    return {
        "number": number,
        "lowest": _plain(low) if is_range else "",
        "highest": _plain(high) if is_range else "",
        "bound": str(figure.comparison or ""),
        "people affected": number if name in _AFFECTED else "",
        "how affected": name if name in _AFFECTED else "",
        **{f"people {one}": number if name == one else "" for one in _HELPED},
        "money": number if is_money else "",
        "currency": figure.unit if is_money else "",
    }


def _plain(number: float) -> int | float:
    return int(number) if number.is_integer() and abs(number) < 1e15 else number


FORMAT = Format(
    "hxl",
    ".hxl.csv",
    "figures with HXL hashtags (CSV): numbers, ranges, people affected, money; a denied figure is left out, the chain "
    "of sources is a text",
    frozenset({Kind.FIGURE}),
    write,
)
