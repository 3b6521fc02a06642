from __future__ import annotations

from pathlib import Path

import pytest

from veedor.errors import UsageError
from veedor.settings import Settings


def test_nothing_set_leaves_the_defaults() -> None:
    empty = {"VEEDOR_MODEL": "", "VEEDOR_THREADS": "", "HOME": "/home/somebody"}
    assert Settings.from_environment(empty) == Settings() == Settings(model=None, threads=None)


def test_what_is_set_is_taken() -> None:
    settings = Settings.from_environment({"VEEDOR_MODEL": "models/new", "VEEDOR_THREADS": "2"})
    assert settings == Settings(model=Path("models/new"), threads=2)


@pytest.mark.parametrize(("value", "person"), [("Ana López ", "Ana López"), ("  ", None), ("", None)])
def test_who_decides_can_be_set(value: str, person: str | None) -> None:
    assert Settings.from_environment({"VEEDOR_PERSON": value}).person == person


@pytest.mark.parametrize("threads", ["0", "-1", "two", "1.5", "²"])
def test_threads_that_are_no_number_are_refused(threads: str) -> None:
    with pytest.raises(UsageError, match="VEEDOR_THREADS"):
        Settings.from_environment({"VEEDOR_THREADS": threads})


def test_a_secret_is_long_and_never_shown() -> None:
    secret = "s3cret" * 6
    settings = Settings.from_environment({"VEEDOR_SECRET": secret})
    assert settings.secret == secret
    assert secret not in repr(settings)
    with pytest.raises(UsageError, match="fewer than 32") as error:
        Settings.from_environment({"VEEDOR_SECRET": "too-short"})
    assert "too-short" not in str(error.value)
