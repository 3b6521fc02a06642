"""Lists that come with the program, as rows.

A list is tab-separated text. Lines that begin with `#` say where the list comes from; the first other line
names the columns.
"""

from __future__ import annotations

import csv
import gzip
from functools import cache
from importlib.resources import files


def read_lines(room: str, name: str) -> list[str]:
    """The lines of a room's `data/<name>`, that of the columns' names first, without comments and empty ones."""
    content = files(room).joinpath("data", name).read_bytes()
    text = (gzip.decompress(content) if name.endswith(".gz") else content).decode("utf-8")
    return [line for line in text.splitlines() if line.strip() and not line.startswith("#")]


def read_table(room: str, name: str) -> list[dict[str, str]]:
    """The rows of a room's `data/<name>.tsv`, in order, by column name; missing cells are empty texts.

    Args:
        room: The package that the list belongs to, as `veedor.reading`.
        name: The file's name without its ending.

    """
    rows = csv.DictReader(read_lines(room, f"{name}.tsv"), delimiter="\t", quoting=csv.QUOTE_NONE, restval="")
    return [{key: value.strip() for key, value in row.items() if key} for row in rows]


@cache
def table(name: str) -> list[dict[str, str]]:
    """The rows of a list of this room, read once."""
    return read_table("veedor.gazetteers", name)
