"""Fixtures that tests of several rooms share."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.fakes import FakeReader
from veedor.documents.document import Basis, Document, Published

# A busy machine is no failure: what is slow is measured by `make bench`, not by tests.
settings.register_profile("veedor", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("veedor")

SHARED = Path(__file__).parents[2] / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with gold files and the scoring script, beside the repository in some checkouts."""
    if not (SHARED / "score.py").is_file():
        pytest.skip("there is no folder ../shared with gold files beside this checkout")
    return SHARED


@pytest.fixture(scope="session")
def development_set(shared: Path) -> list[Path]:
    """The gold files that may be looked at; the exam's are not among them."""
    return sorted(path for path in (shared / "gold").glob("*.json") if not path.name.startswith("venezuela"))


@pytest.fixture
def reader() -> FakeReader:
    return FakeReader()


@pytest.fixture
def report() -> Document:
    return Document(
        id="d0c1",
        text=(
            "The mayor met the strikers on 3 May 2021. According to the union, 40 people were hurt.\n"
            "Deputy Ana Órdoñez wants new talks."
        ),
        title="A strike in Riverton",
        publisher="Riverton Gazette",
        language="en",
        published=Published("2021-05-04", Basis.GIVEN),
        file="strike.txt",
    )
