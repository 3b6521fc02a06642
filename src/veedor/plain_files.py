"""Entries of the plain files that people write, in TOML: each key checked, each error with its place and what to do."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Set
from typing import Any

from veedor.errors import UsageError


def content_of(text: str, file: str, *, begins: str) -> Mapping[str, Any]:
    """What a text in TOML holds; UsageError, which says how an entry `begins`, where it is malformed."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{file} is no TOML: {error}; each entry begins with {begins}") from error


def entries_of(content: Mapping[str, Any], kind: str, file: str) -> list[Any]:
    """The entries under `[[kind]]`, unchecked, none where there are none; UsageError where it is no list."""
    entries = content.get(kind, [])
    if not isinstance(entries, list):
        raise UsageError(f"{file}: `{kind}` is no list; begin each entry with [[{kind}]], in double brackets")
    return entries


def require_known(entry: Mapping[str, Any], allowed: Set[str], where: str) -> None:
    """UsageError where the entry has a key that is none of the allowed ones."""
    unknown = sorted(entry.keys() - allowed)
    if unknown:
        raise UsageError(f"{where}: unknown key `{unknown[0]}`; use one of {', '.join(sorted(allowed))}")


def text_of(entry: Mapping[str, Any], field: str, where: str) -> str | None:
    """The text under a key without blanks around it, None where the key is missing; UsageError for anything else."""
    value = entry.get(field)
    if value is None:
        return None
    if not isinstance(value, str) or not value.strip():
        raise UsageError(f'{where}: `{field}` must be a text that is not empty; write {field} = "…"')
    return value.strip()
