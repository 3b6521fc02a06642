"""A brief as one HTML file that needs nothing beside it: styles within, charts within, no script, nothing fetched."""

from __future__ import annotations

import base64
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from veedor.brief.printed import Printed


def html(brief: Printed) -> str:
    """The brief as a whole HTML page; words of reports are text in it, never its marks."""
    return _environment().get_template("brief.html").render(brief=brief)


@cache
def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader("veedor.brief"), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    made.filters["svg_address"] = _svg_address
    return made


def _svg_address(svg: str) -> str:
    """A chart as an address of its own: as a picture it cannot run anything that it might hold."""
    return f"data:image/svg+xml;base64,{base64.b64encode(svg.encode('utf-8')).decode('ascii')}"
