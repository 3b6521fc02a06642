"""What importing costs: nothing heavy, and little time."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

_HEAVY = {
    *("onnxruntime", "tokenizers", "numpy", "torch", "pandas", "sqlalchemy", "jinja2", "rich.table"),
    *("trafilatura", "lxml", "pypdfium2", "docx", "feedparser", "fastapi", "starlette", "urllib3", "httpx"),
}
_BUDGET_S = 0.15
_MEASURE = """
import json, sys, time
begun = time.perf_counter()
import {module}
took = time.perf_counter() - begun
print(json.dumps([took, sorted(sys.modules)]))
"""


def importing(module: str) -> tuple[float, set[str]]:
    """Seconds that importing takes in a fresh process, and every module that is loaded after it."""
    command = [sys.executable, "-c", _MEASURE.format(module=module)]
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    took, modules = json.loads(run.stdout)
    return took, set(modules)


@pytest.mark.parametrize("module", ["veedor", "veedor.cli"])
def test_importing_pulls_in_nothing_heavy(module: str) -> None:
    _, modules = importing(module)
    assert not modules & _HEAVY


def test_importing_veedor_is_fast() -> None:
    # The best of some: another program on the machine can slow one down, nothing can speed one up.
    assert min(importing("veedor")[0] for _ in range(5)) <= _BUDGET_S
