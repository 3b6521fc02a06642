"""What the environment may change. Read once, by whoever starts the program, then passed on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from veedor.errors import UsageError

_SHORTEST_SECRET = 32


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of one run; every field has a working default."""

    model: Path | None = None
    """Folder of a model to read with (`VEEDOR_MODEL`); None means the one that ships with Veedor."""
    threads: int | None = None
    """Threads for the model (`VEEDOR_THREADS`), 1 or more; None leaves the choice to the reader."""
    person: str | None = None
    """Who corrects and decides (`VEEDOR_PERSON`); None means the name under which one is logged in."""
    secret: str | None = field(default=None, repr=False)
    """What the desk's sessions are signed with (`VEEDOR_SECRET`), 32 characters or more, so that they outlive a
    restart; None means another one at each start."""

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> Settings:
        """The settings that VEEDOR_* variables name; UsageError where one makes no sense."""
        model = environment.get("VEEDOR_MODEL")
        threads = environment.get("VEEDOR_THREADS")
        return cls(
            model=Path(model) if model else None,
            threads=_count("VEEDOR_THREADS", threads) if threads else None,
            person=environment.get("VEEDOR_PERSON", "").strip() or None,
            secret=_secret(environment.get("VEEDOR_SECRET", "")),
        )


def _count(name: str, value: str) -> int:
    if not value.isascii() or not value.isdigit() or int(value) < 1:
        raise UsageError(f"{name} is {value!r}; give a whole number from 1 on, or unset it")
    return int(value)


def _secret(value: str) -> str | None:
    if value and len(value) < _SHORTEST_SECRET:
        raise UsageError(
            f"VEEDOR_SECRET has fewer than {_SHORTEST_SECRET} characters; make one with: "
            "python3 -c 'import secrets; print(secrets.token_urlsafe(32))'"
        )
    return value or None
