"""The formats of other programs, one line for each."""

from __future__ import annotations

from veedor.exchange import calendar, cameo, followthemoney, geojson, hxl, parquet, plover
from veedor.exchange.annotations import FORMAT as ANNOTATIONS
from veedor.exchange.formats import Format

ALL: tuple[Format, ...] = (
    ANNOTATIONS,
    followthemoney.FORMAT,
    followthemoney.STATEMENTS,
    plover.FORMAT,
    cameo.FORMAT,
    geojson.FORMAT,
    hxl.FORMAT,
    calendar.FORMAT,
    parquet.FORMAT,
)
