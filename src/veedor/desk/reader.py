"""The reader that all pages share, loaded when the first of them needs it."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from veedor.settings import Settings

if TYPE_CHECKING:  # slow to import
    from veedor.reading.reader import ModelReader

_loading = Lock()


def shared_reader(settings: Settings) -> ModelReader:
    """The reader that the settings name; ModelError where its files are missing or damaged."""
    with _loading:
        return _loaded(settings.model, settings.threads)


@lru_cache(maxsize=1)
def _loaded(model: Path | None, threads: int | None) -> ModelReader:
    from veedor.reading.reader import load_reader

    return load_reader(model, threads)
