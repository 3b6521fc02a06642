"""The page on notebooks shows what happens."""

from __future__ import annotations

import doctest
import shutil
from pathlib import Path

import pytest

HERE = Path(__file__).parents[1]


def test_the_session_of_the_page_runs_as_it_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "reports").mkdir()
    for report in (HERE / "demo" / "reports").glob("2019-08-*.txt"):
        shutil.copy(report, tmp_path / "reports")
    monkeypatch.chdir(tmp_path)
    page = HERE / "docs" / "notebook.md"
    ran = doctest.testfile(str(page), module_relative=False, optionflags=doctest.ELLIPSIS, encoding="utf-8")
    assert ran.attempted > 15
    assert not ran.failed
