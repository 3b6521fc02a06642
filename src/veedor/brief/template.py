"""What a project's brief looks like: its sections in order, their headings, and how much of each a draft holds.

# brief.toml
title = "Weekly brief on Exampleland"
most = 8

[[section]]
key = "happened"
heading = "What happened"
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any, NamedTuple

from veedor.codebook.labels import EventType
from veedor.errors import UsageError

HEADINGS = {
    "happened": "What happened",
    "talks": "Talks",
    "pressure": "Pressure and alliances",
    "rights": "Rights",
    "needs": "Needs and migration",
    "figures": "Figures",
    "forecasts": "Forecasts due and resolved",
    "disputes": "Disputes",
    "corrections": "Corrections",
}
"""The sections that a draft fills, with their headings, in order; what we do not know follows them."""


class Template(NamedTuple):
    """What a brief looks like."""

    title: str = "Weekly brief"
    sections: tuple[tuple[str, str], ...] = tuple(HEADINGS.items())
    """Key and heading of each, in order."""
    most: int = 8
    """Sentences that a draft puts into a section; the others wait beside it."""


def section_of(type_: EventType) -> str:
    """The key of the section in which events of a type are told."""
    return _sections().get(str(type_), "happened")


def read_template(path: Path) -> Template:
    """The template in a file; UsageError, which says what to do, where it cannot be read so."""
    try:
        return parse_template(path.read_text(encoding="utf-8"), path.name)
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(
            f"{path} cannot be read ({type(error).__name__}); give the path of a brief.toml"
        ) from error


def template_beside(place: str) -> Template | None:
    """The template in the brief.toml beside a record, or here for one on a server; None where there is none."""
    path = Path("brief.toml") if "://" in place else Path(place).with_name("brief.toml")
    return read_template(path) if path.is_file() else None


def parse_template(text: str, file: str = "brief.toml") -> Template:
    """The template that a text in TOML describes."""
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{file} is no TOML: {error}; sections begin with [[section]]") from error
    unknown = sorted(content.keys() - {"title", "most", "section"})
    if unknown:
        raise UsageError(f"{file}: unknown key `{unknown[0]}`; use title, most, [[section]]")
    usual = Template()
    most = content.get("most", usual.most)
    if not isinstance(most, int) or isinstance(most, bool) or most < 1:
        raise UsageError(f"{file}: `most` must be a whole number from 1 on")
    sections = tuple(_section(one, file) for one in _list(content, file)) or usual.sections
    if len({key for key, _ in sections}) < len(sections):
        raise UsageError(f"{file} names a section twice; keep one of them")
    return Template(str(content.get("title", usual.title)), sections, most)


def _list(content: Mapping[str, Any], file: str) -> list[Any]:
    found = content.get("section", [])
    if not isinstance(found, list):
        raise UsageError(f"{file}: `section` is no list; begin each with [[section]], in double brackets")
    return found


def _section(entry: Any, file: str) -> tuple[str, str]:
    key = entry.get("key") if isinstance(entry, Mapping) else None
    if key not in HEADINGS:
        raise UsageError(f"{file}: a section needs a `key`, one of {', '.join(HEADINGS)}")
    return str(key), str(entry.get("heading") or HEADINGS[str(key)])


@cache
def _sections() -> Mapping[str, str]:
    lines = (resources.files(__package__) / "data" / "sections.tsv").read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {row[0]: row[1] for row in list(rows)[1:]}
