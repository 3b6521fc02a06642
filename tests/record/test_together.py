"""The short form of `benchmarks.together`."""

from __future__ import annotations

from benchmarks import Measured
from benchmarks.together import measure
from tests.postgres import Server


def missed(measured: list[Measured]) -> set[str]:
    return {figure.name for figure in measured if not figure.is_met}


def test_nothing_is_lost_where_several_write_to_one_file() -> None:
    assert missed(measure(writers=2, documents=16, decided=10)) == set()


def test_nothing_is_lost_where_several_write_to_postgresql(postgres: Server) -> None:
    found = measure("postgresql", writers=3, documents=16, decided=10, server=postgres)
    assert missed(found) == set()


def test_without_the_lock_what_is_lost_on_a_file_would_be_noticed() -> None:
    found = measure(writers=2, documents=16, decided=20, is_locked=False)
    assert missed(found) & {"sqlite: errors a user sees", "sqlite: lost updates"}


def test_without_the_lock_what_is_lost_in_postgresql_would_be_noticed(postgres: Server) -> None:
    found = measure("postgresql", writers=3, documents=16, decided=20, server=postgres, is_locked=False)
    assert missed(found) & {"postgresql: lost updates", "postgresql: errors a user sees"}
