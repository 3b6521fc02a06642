"""Charts drawn: the script that draws them in a browser, and pictures for paper. Nothing is fetched."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, NamedTuple

import vl_convert

Spec = Mapping[str, Any]
"""A chart in Vega-Lite's own JSON form, its data inside."""
_SNIPPET = "window.veedorEmbed = vegaEmbed;"


class Chart(NamedTuple):
    """A chart, and the same in words for those who cannot see it."""

    spec: Spec
    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    """What it is drawn from, as a table: cells in words, in the order of `columns`."""

    def to_dict(self) -> dict[str, Any]:
        """The JSON form."""
        rows = [dict(zip(self.columns, row, strict=True)) for row in self.rows]
        return {"title": self.title, "rows": rows, "spec": dict(self.spec)}


@lru_cache(maxsize=1)
def script() -> bytes:
    """The script that puts `veedorEmbed(place, spec, options)` on a page: Vega, Vega-Lite and Vega-Embed."""
    return str(vl_convert.javascript_bundle(_SNIPPET)).encode()


def svg(chart: Chart) -> str:
    """The chart as vector graphics."""
    return str(vl_convert.vegalite_to_svg(dict(chart.spec)))


def png(chart: Chart, *, scale: float = 2.0) -> bytes:
    """The chart as pixels, `scale` for each unit of its size."""
    return bytes(vl_convert.vegalite_to_png(dict(chart.spec), scale=scale))
