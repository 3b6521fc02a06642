"""The list of towns and its regions."""

import gzip
from importlib.resources import files

from veedor.gazetteers.folding import folded
from veedor.gazetteers.tables import read_lines
from veedor.gazetteers.towns import is_common_word, regions_named, towns_also_named, towns_named


def test_towns_of_one_name_come_largest_first() -> None:
    sizes = [town.population for town in towns_named("Springfield")]
    assert len(sizes) > 3
    assert sizes == sorted(sizes, reverse=True)


def test_a_further_name_is_told_from_its_own() -> None:
    assert towns_named("Bombay") == []
    assert [town.name for town in towns_also_named("Bombay")] == ["Mumbai"]


def test_a_region_goes_without_the_word_for_what_it_is() -> None:
    assert regions_named("Bago") == regions_named("Bago Region")
    assert regions_named("Bago")[0].country == "MM"


def test_accents_apostrophes_and_hyphens_do_not_count() -> None:
    assert folded("São-Tomé") == folded("Sao Tome") == "sao tome"
    assert folded("Sana’a") == "sanaa"
    assert folded("  Łódź ") == "lodz"


def test_months_are_common_words() -> None:
    assert is_common_word("March")
    assert not is_common_word("Mosul")


def test_every_row_of_the_list_is_whole() -> None:
    columns, *rows = read_lines("veedor.gazetteers", "cities.tsv.gz")
    assert columns.split("\t") == "geonames name country region latitude longitude population others".split()
    cut = [row.split("\t") for row in rows]
    assert {len(row) for row in cut} == {8}
    assert len({row[0] for row in cut}) == len(cut) > 34_000
    assert all(len(row[2]) == 2 and row[6].isdigit() for row in cut)
    assert all(-90 <= float(row[4]) <= 90 and -180 <= float(row[5]) <= 180 for row in cut if row[4])


def test_the_list_says_where_it_comes_from_and_stays_small() -> None:
    content = files("veedor.gazetteers").joinpath("data", "cities.tsv.gz").read_bytes()
    assert len(content) < 1_200_000
    assert gzip.decompress(content).startswith(b"# from GeoNames (geonames.org), CC BY 4.0")
