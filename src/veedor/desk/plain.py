"""What a page loads, in the values that JSON knows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from inspect import signature
from typing import Any


def plain(value: object) -> Any:
    """The value as JSON has it; dataclasses and named tuples are objects, labels and dates are words.

    An object that says itself how it is written, by `to_dict()`, is written so.
    """
    if isinstance(value, Enum):
        return str(value) if isinstance(value, str) else value.name.lower()
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): plain(one) for key, one in value.items()}
    return _of_object(value)


@cache
def _says_itself(kind: type) -> bool:
    """Whether objects of the kind have a `to_dict` that needs nothing else: that of an account needs its statement."""
    said = getattr(kind, "to_dict", None)
    return said is not None and len(signature(said).parameters) == 1


def _of_object(value: object) -> Any:
    if _says_itself(type(value)):  # type: ignore[arg-type]  # types can be hashed
        return plain(value.to_dict())  # type: ignore[attr-defined]  # looked for in the line above
    if hasattr(value, "_asdict"):
        return plain(value._asdict())
    if is_dataclass(value):
        shown = [one.name for one in fields(value) if not one.name.startswith("_") and one.repr]
        return {name: plain(getattr(value, name)) for name in shown}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(one) for one in (sorted(value) if isinstance(value, set | frozenset) else value)]
    raise TypeError(f"{type(value).__name__} has no form in JSON")
