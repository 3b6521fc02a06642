"""Fixtures that tests of several rooms share."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.fakes import FakeReader
from tests.postgres import NoServer, Server, programs
from veedor.documents.document import Basis, Document, Published

# A busy machine is no failure: what is slow is measured by `make bench`, not by tests.
settings.register_profile("veedor", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("veedor")

_numbers = count(1)
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


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """A PostgreSQL server for the session; skips where none is installed and nobody insists on one."""
    try:
        programs()
    except NoServer as error:
        if os.environ.get("VEEDOR_NEED_POSTGRES"):
            raise
        pytest.skip(str(error))
    with Server() as server:
        yield server


@pytest.fixture
def another_place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[[str], str]]:
    """A function that gives a further place for a record, in `sqlite` or `postgresql`."""
    made: list[str] = []

    def another(database: str) -> str:
        name = f"crisis_{next(_numbers)}"
        if database == "sqlite":
            return str(tmp_path / f"{name}.veedor")
        made.append(name)
        address: str = request.getfixturevalue("postgres").create(name)
        return address

    yield another
    for name in made:
        request.getfixturevalue("postgres").drop(name)


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, another_place: Callable[[str], str]) -> str:
    """Where a record can be made: the path of a file that is not there yet, or the address of an empty database."""
    return another_place(request.param)
