import pytest

from veedor.gazetteers.tables import table


@pytest.mark.parametrize("name", ["countries", "organizations"])
def test_no_list_has_an_empty_or_repeated_name(name):
    names = [row["name"] for row in table(name)]
    assert all(names)
    assert len(names) == len(set(names))
