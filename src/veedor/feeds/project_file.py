"""What a project watches, from a plain file that people write.

    # veedor.toml
    [watch]
    every_minutes = 60

    [[feed]]
    address = "https://observatory.example/weekly.atom"
    publisher = "Some Observatory"
    pages = true          # read the pages that the entries name, not the entries' own words

    [[folder]]
    path = "incoming"     # beside this file, or a whole path
    publisher = "Some Ministry"

Only `address` and `path` are needed. Nothing is asked of the network that does not stand here. `private = true`
lets a feed lie in one's own network, which is refused otherwise.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from veedor.errors import UsageError
from veedor.plain_files import content_of, entries_of, require_known, text_of

FILE = "veedor.toml"
_EVERY_MINUTES = 60
_MOST_MB = 20
"""Megabytes of one answer, packed and unpacked: the largest feeds of news agencies have two, a long report as a PDF
ten."""
_SECONDS = 30
_KEYS = {
    "watch": {"every_minutes", "most_megabytes", "seconds"},
    "feed": {"address", "publisher", "pages", "private"},
    "folder": {"path", "publisher"},
}


@dataclass(frozen=True, slots=True)
class Feed:
    """One feed to look at."""

    address: str
    publisher: str | None = None
    """Who publishes what it brings; None leaves it to the feed."""
    pages: bool = False
    """Whether the pages that entries name are read instead of the entries."""
    private: bool = False
    """Whether its host may lie in a private network."""


@dataclass(frozen=True, slots=True)
class Folder:
    """One folder to look at."""

    path: Path
    publisher: str | None = None


@dataclass(frozen=True, slots=True)
class Limits:
    """How much an answer may be and how long it may take."""

    most_bytes: int = _MOST_MB * 1_000_000
    seconds: float = _SECONDS


@dataclass(frozen=True, slots=True)
class Watched:
    """All that a project watches."""

    feeds: tuple[Feed, ...] = ()
    folders: tuple[Folder, ...] = ()
    limits: Limits = Limits()
    every_minutes: float = _EVERY_MINUTES


def read_watched(path: Path) -> Watched:
    """What a file names; UsageError, which names the entry and what to do, where it cannot be read so."""
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise UsageError(
            f"There is no {path}; nothing is watched until it names a feed or a folder: "
            '[[feed]] with address = "https://…", or [[folder]] with path = "…"'
        ) from error
    except OSError as error:
        raise UsageError(f"{path} cannot be read ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{path} is not UTF-8 text; save it as UTF-8") from error
    return parse_watched(text, beside=path.parent, file=path.name)


def parse_watched(text: str, *, beside: Path, file: str = FILE) -> Watched:
    """What a text in TOML names; folders without a whole path lie in `beside`. UsageError where it is malformed."""
    content = content_of(text, file, begins="[[feed]] or [[folder]]")
    require_known(content, _KEYS.keys(), file)
    feeds = tuple(_feed(entry, where) for entry, where in _entries(content, "feed", file))
    folders = tuple(_folder(entry, where, beside) for entry, where in _entries(content, "folder", file))
    if not feeds and not folders:
        raise UsageError(f"{file} names nothing to watch; add [[feed]] or [[folder]]")
    _refuse_twice([feed.address for feed in feeds], file)
    return Watched(feeds, folders, *_watch(content.get("watch", {}), f"{file}, [watch]"))


def _entries(content: Mapping[str, Any], kind: str, file: str) -> list[tuple[Mapping[str, Any], str]]:
    entries = entries_of(content, kind, file)
    found = [(entry, f"{file}, {kind} {number}") for number, entry in enumerate(entries, start=1)]
    for entry, where in found:
        if not isinstance(entry, Mapping):
            raise UsageError(f"{where} is no table; write its keys on lines of their own")
        require_known(entry, _KEYS[kind], where)
    return found


def _feed(entry: Mapping[str, Any], where: str) -> Feed:
    address = text_of(entry, "address", where)
    if address is None:
        raise UsageError(f'{where} has no address; add address = "https://…"')
    if not address.lower().startswith(("https://", "http://")):
        raise UsageError(
            f"{where}: only addresses with https:// or http:// are asked; files go under [[folder]]"
        )
    return Feed(
        address,
        text_of(entry, "publisher", where),
        _yes(entry, "pages", where),
        _yes(entry, "private", where),
    )


def _folder(entry: Mapping[str, Any], where: str, beside: Path) -> Folder:
    path = text_of(entry, "path", where)
    if path is None:
        raise UsageError(f'{where} has no path; add path = "…"')
    return Folder(beside / Path(path).expanduser(), text_of(entry, "publisher", where))


def _watch(entry: Any, where: str) -> tuple[Limits, float]:
    if not isinstance(entry, Mapping):
        raise UsageError(f"{where} is no table; write [watch], in single brackets")
    require_known(entry, _KEYS["watch"], where)
    megabytes = _number(entry, "most_megabytes", where, _MOST_MB)
    seconds = _number(entry, "seconds", where, _SECONDS)
    return Limits(int(megabytes * 1_000_000), seconds), _number(entry, "every_minutes", where, _EVERY_MINUTES)


def _yes(entry: Mapping[str, Any], field: str, where: str) -> bool:
    value = entry.get(field, False)
    if not isinstance(value, bool):
        raise UsageError(f"{where}: `{field}` is yes or no; write {field} = true")
    return value


def _number(entry: Mapping[str, Any], field: str, where: str, usual: float) -> float:
    value = entry.get(field, usual)
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value < 1e6:
        raise UsageError(f"{where}: `{field}` must be a number above 0; write {field} = {usual}")
    return float(value)


def _refuse_twice(addresses: list[str], file: str) -> None:
    twice = {address for address in addresses if addresses.count(address) > 1}
    if twice:
        raise UsageError(f"{file} names one feed twice ({min(twice)[:80]}); keep one of them")
