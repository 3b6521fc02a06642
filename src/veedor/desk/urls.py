"""Every address of the desk, built here: pages and templates name where they lead, and never write it out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from urllib.parse import quote, urlencode

STATIC = "/static"


class Addresses:
    """The addresses of the desk's pages, actions and files, by their names."""

    def __init__(self, patterns: Mapping[str, str]) -> None:
        """Take the pattern of each name."""
        self._patterns = dict(patterns)

    def to(self, name: str, /, **values: object) -> str:
        """The address under a name: values that its pattern names go there, others behind the question mark.

        What is None or empty is left out; of a list every value is given.
        """
        path, asked = self._patterns[name], []
        for key, value in values.items():
            part = f"{{{key}}}"
            if part in path:
                path = path.replace(part, quote(str(value), safe=""))
            else:
                asked += [(key, str(one)) for one in _each(value)]
        return path + (f"?{urlencode(asked)}" if asked else "")


def _each(value: object) -> Iterable[object]:
    if isinstance(value, list | tuple | frozenset | set):
        return [one for one in value if one not in (None, "")]
    return () if value in (None, "") else (value,)


def static(name: str) -> str:
    """The address of a style sheet, script or picture that comes with the program."""
    return f"{STATIC}/{name}"


def as_json(path: str) -> str:
    """The address under which a page's address gives JSON."""
    before, mark, asked = path.partition("?")
    return f"{before.rstrip('/') or '/home'}.json{mark}{asked}"


def local(address: str | None, otherwise: str = "/") -> str:
    """The address where it leads to this desk, else the other one: what a link brings along may lead anywhere."""
    said = address or ""
    is_path = said.startswith("/") and not said.startswith("//")
    # Browsers take a backslash for a slash, and pass over line breaks and tabs.
    return said if is_path and said.isprintable() and "\\" not in said else otherwise
