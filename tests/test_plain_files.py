from __future__ import annotations

import pytest

from veedor.errors import UsageError
from veedor.plain_files import content_of, entries_of, require_known, text_of


def test_malformed_text_says_how_an_entry_begins() -> None:
    with pytest.raises(UsageError, match=r"crew\.toml is no TOML: .*each entry begins with \[\[sailor\]\]"):
        content_of("[[sailor", "crew.toml", begins="[[sailor]]")


def test_entries_are_a_list_in_double_brackets_and_none_where_none_stand() -> None:
    assert entries_of({}, "sailor", "crew.toml") == []
    assert entries_of({"sailor": [{"name": "Ada"}]}, "sailor", "crew.toml") == [{"name": "Ada"}]
    with pytest.raises(
        UsageError, match=r"crew\.toml: `sailor` is no list; begin each entry with \[\[sailor\]\]"
    ):
        entries_of({"sailor": {"name": "Ada"}}, "sailor", "crew.toml")


def test_unknown_key_is_named_with_those_that_are_known() -> None:
    require_known({"name": "Ada"}, {"name", "rank"}, "crew.toml, entry 1")
    with pytest.raises(UsageError, match=r"entry 1: unknown key `ship`; use one of name, rank"):
        require_known({"ship": "Ada"}, {"name", "rank"}, "crew.toml, entry 1")


@pytest.mark.parametrize("value", ["", "  ", 3, ["Ada"]])
def test_text_that_is_empty_or_none_is_refused(value: object) -> None:
    with pytest.raises(
        UsageError, match=r'entry 1: `name` must be a text that is not empty; write name = "…"'
    ):
        text_of({"name": value}, "name", "crew.toml, entry 1")


def test_text_comes_without_blanks_around_it_and_a_missing_one_as_none() -> None:
    assert text_of({"name": " Ada Holt "}, "name", "entry 1") == "Ada Holt"
    assert text_of({}, "name", "entry 1") is None
