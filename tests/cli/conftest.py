"""A way to run commands with a reader that needs no model."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

import pytest

from tests.fakes import FakeReader
from veedor.cli import main

STRIKE = "The mayor met the strikers on 3 May 2021. According to the union, 40 people were hurt.\n"
TALKS = (
    "Deputy Ana Órdoñez wants new talks, the paper says, and nobody else in the town seems to want them.\n"
)


class Ran(NamedTuple):
    """What a command did."""

    code: int
    out: str
    talk: str


Run = Callable[..., Ran]


@pytest.fixture
def reader(monkeypatch: pytest.MonkeyPatch) -> FakeReader:
    """The reader that commands get instead of the model's."""
    fake = FakeReader()
    module = ModuleType("veedor.reading.reader")
    module.load_reader = lambda folder=None, threads=None: fake  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, module.__name__, module)
    return fake


@pytest.fixture
def run(
    reader: FakeReader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Run:
    """Run one command line in an empty folder with two reports."""
    monkeypatch.chdir(tmp_path)
    for name in ("VEEDOR_MODEL", "VEEDOR_THREADS", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    Path("strike.txt").write_text(STRIKE, encoding="utf-8")
    Path("talks.txt").write_text(TALKS, encoding="utf-8")

    def run(*arguments: str | Path) -> Ran:
        with pytest.raises(SystemExit) as exit_:
            main([str(argument) for argument in arguments])
        out, talk = capsys.readouterr()
        return Ran(int(exit_.value.code or 0), out, talk)

    return run
