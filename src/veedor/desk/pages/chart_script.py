"""The script that draws charts in the browser, as the program brings it along."""

from __future__ import annotations

from veedor.charts import drawing
from veedor.desk.asking import Action, Ask, File, Page, Raw


def load(ask: Ask) -> File:
    """Vega, Vega-Lite and Vega-Embed in one file."""
    return File(drawing.script(), "text/javascript; charset=utf-8")


ANSWERS: tuple[Page | Action | Raw, ...] = (Raw("chart-script", "/charts.js", load),)
