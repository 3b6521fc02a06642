"""Word lists of this room, read once from `data/*.tsv`.

A list is tab-separated text. Lines that begin with `#` say where the list comes from; the first other line
names the columns.
"""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files


@cache
def table(name: str) -> list[dict[str, str]]:
    """The rows of `data/<name>.tsv`, in order, as dictionaries by column name; missing cells are empty texts."""
    content = files("veedor.reading").joinpath("data", f"{name}.tsv").read_text(encoding="utf-8")
    lines = [line for line in content.splitlines() if line.strip() and not line.startswith("#")]
    rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE, restval="")
    return [{key: value.strip() for key, value in row.items() if key} for row in rows]


@cache
def words(name: str, column: str = "word") -> frozenset[str]:
    """One column of a list as a set."""
    return frozenset(row[column] for row in table(name))
