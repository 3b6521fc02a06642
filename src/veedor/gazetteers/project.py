"""A project's own actors, from a plain file that people write.

    # actors.toml
    [[actor]]
    name = "Leila Haddad"
    aliases = ["L. Haddad", "the Iron Notary"]
    kind = "person"
    country = "LB"
    groups = [{ name = "Cedar List", from = "2018-05", to = "2022-06" }]
    offices = [{ office = "Minister of Justice", of = "Lebanon", from = "2019-01-31", to = "2020-01-21" }]

Only `name` is needed. `kind` is one of `KINDS`; `country` is an ISO 3166-1 code of two letters; `from` and `to`
are dates in EDTF, left out where they are open or not known. A name belongs to one actor only.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from veedor.codebook.when import bounds
from veedor.errors import DateError, UsageError
from veedor.gazetteers.tables import table
from veedor.plain_files import content_of, entries_of, require_known, text_of

KINDS = ("person", "party", "government", "body", "armed group", "organisation", "country", "people")
_ACTOR_KEYS = frozenset({"name", "aliases", "kind", "country", "groups", "offices"})
_GROUP_KEYS = frozenset({"name", "from", "to"})
_OFFICE_KEYS = frozenset({"office", "of", "from", "to"})


@dataclass(frozen=True, slots=True)
class Membership:
    """A group that an actor belongs to, and when."""

    name: str
    start: str | None = None
    """EDTF; None where open or not known."""
    end: str | None = None


@dataclass(frozen=True, slots=True)
class Office:
    """An office that an actor holds, and when."""

    office: str
    of: str | None = None
    """The country or body whose office it is."""
    start: str | None = None
    """EDTF; None where open or not known."""
    end: str | None = None


@dataclass(frozen=True, slots=True)
class ProjectActor:
    """One entry of the file."""

    name: str
    aliases: tuple[str, ...] = ()
    kind: str | None = None
    country: str | None = None
    """ISO 3166-1 code of two letters."""
    groups: tuple[Membership, ...] = ()
    offices: tuple[Office, ...] = ()


@dataclass(frozen=True, slots=True)
class ProjectActors:
    """The actors of a project, in the order of the file; no name twice."""

    actors: tuple[ProjectActor, ...] = ()


def read_actors(path: Path) -> ProjectActors:
    """The actors of a file; UsageError, which names the entry and what to do, where it cannot be read so."""
    try:
        return parse_actors(path.read_text(encoding="utf-8"), path.name)
    except OSError as error:
        raise UsageError(
            f"{path.name} cannot be read ({error.strerror}); give the path of an actors.toml"
        ) from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{path.name} is not UTF-8 text; save it as UTF-8") from error


def parse_actors(text: str, file: str = "actors.toml") -> ProjectActors:
    """The actors that a text in TOML lists; UsageError, which calls the text `file`, where it is malformed."""
    content = content_of(text, file, begins="[[actor]]")
    require_known(content, {"actor"}, file)
    entries = entries_of(content, "actor", file)
    actors = tuple(_actor(entry, f"{file}, entry {number}") for number, entry in enumerate(entries, start=1))
    _refuse_shared_names(actors, file)
    return ProjectActors(actors)


def _actor(entry: object, where: str) -> ProjectActor:
    entry = _table(entry, where)
    name = _text(entry, "name", where)
    if name is None:
        raise UsageError(f'{where} has no name; add name = "…"')
    where = f"{where} ({name[:60]})"
    require_known(entry, _ACTOR_KEYS, where)
    return ProjectActor(
        name,
        _aliases(entry, where),
        _kind(entry, where),
        _country(entry, where),
        tuple(_membership(group, f"{where}, groups") for group in _list(entry, "groups", where)),
        tuple(_office(office, f"{where}, offices") for office in _list(entry, "offices", where)),
    )


def _table(value: object, where: str) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise UsageError(f"{where} is no table; write it as {{ name = … }} or under [[actor]]")
    return value


def _text(entry: Mapping[str, Any], field: str, where: str) -> str | None:
    """The text under a key on one line, as names are compared."""
    value = text_of(entry, field, where)
    return value and " ".join(value.split())


def _list(entry: Mapping[str, Any], field: str, where: str) -> list[object]:
    value = entry.get(field, [])
    if not isinstance(value, list):
        raise UsageError(f"{where}: `{field}` must be a list; write {field} = [ … ]")
    return value


def _aliases(entry: Mapping[str, Any], where: str) -> tuple[str, ...]:
    aliases = [_text({"aliases": alias}, "aliases", where) for alias in _list(entry, "aliases", where)]
    return tuple(dict.fromkeys(alias for alias in aliases if alias))


def _kind(entry: Mapping[str, Any], where: str) -> str | None:
    kind = _text(entry, "kind", where)
    if kind is not None and kind not in KINDS:
        raise UsageError(f"{where}: `kind` is none of the known ones; use one of {', '.join(KINDS)}")
    return kind


def _country(entry: Mapping[str, Any], where: str) -> str | None:
    code = _text(entry, "country", where)
    if code is not None and code not in {row["iso2"] for row in table("countries")}:
        raise UsageError(f'{where}: `country` is no ISO 3166-1 code; write two capitals, as country = "VE"')
    return code


def _membership(value: object, where: str) -> Membership:
    entry = _table(value, where)
    require_known(entry, _GROUP_KEYS, where)
    name = _text(entry, "name", where)
    if name is None:
        raise UsageError(f'{where}: a group has no name; write {{ name = "…" }}')
    return Membership(name, *_times(entry, where))


def _office(value: object, where: str) -> Office:
    entry = _table(value, where)
    require_known(entry, _OFFICE_KEYS, where)
    office = _text(entry, "office", where)
    if office is None:
        raise UsageError(f'{where}: an office has no title; write {{ office = "…" }}')
    return Office(office, _text(entry, "of", where), *_times(entry, where))


def _times(entry: Mapping[str, Any], where: str) -> tuple[str | None, str | None]:
    """The dates `from` and `to`, in order."""
    start, end = (_text(entry, field, where) for field in ("from", "to"))
    try:
        first = bounds(start).earliest if start else None
        last = bounds(end).latest if end else None
    except DateError as error:
        raise UsageError(f"{where}: {error}") from error
    if first and last and first > last:
        raise UsageError(f"{where}: `from` {start} lies after `to` {end}; change one of them")
    return start, end


def _refuse_shared_names(actors: tuple[ProjectActor, ...], file: str) -> None:
    """UsageError where a name, read without case, stands in two entries."""
    owners: dict[str, int] = {}
    for number, actor in enumerate(actors, start=1):
        for name in (actor.name, *actor.aliases):
            first = owners.setdefault(name.casefold(), number)
            if first != number:
                raise UsageError(
                    f"{file}: entries {first} and {number} share the name `{name[:60]}`; "
                    "keep it in one of them, or make them one entry"
                )
