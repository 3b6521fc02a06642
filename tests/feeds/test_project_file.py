from __future__ import annotations

from pathlib import Path

import pytest

from veedor.errors import UsageError
from veedor.feeds.project_file import Feed, Folder, Limits, Watched, parse_watched, read_watched


def test_a_file_names_feeds_folders_and_limits(tmp_path: Path) -> None:
    text = """
    [watch]
    every_minutes = 15
    most_megabytes = 0.5
    seconds = 5
    [[feed]]
    address = "https://observatory.example/weekly.atom"
    publisher = "Some Observatory"
    pages = true
    [[folder]]
    path = "incoming"
    """
    feed = Feed("https://observatory.example/weekly.atom", "Some Observatory", pages=True)
    folder = Folder(tmp_path / "incoming")
    assert parse_watched(text, beside=tmp_path) == Watched((feed,), (folder,), Limits(500_000, 5), 15)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "names nothing to watch"),
        ("[[feed]]\n", "feed 1 has no address"),
        ('[[feed]]\naddress = "file:///etc/passwd"', "only addresses with https"),
        ('[[feed]]\naddress = "https://a.example"\nevery = 3', "unknown key `every`"),
        ('[feed]\naddress = "https://a.example"', "double brackets"),
        ('[[feed]]\naddress = "https://a.example"\npages = 1', "`pages` is yes or no"),
        ('[[folder]]\npath = ""', "not empty"),
        ('[watch]\nseconds = 0\n[[folder]]\npath = "x"', "above 0"),
        ('[[feed]]\naddress = "https://a.example"\n' * 2, "twice"),
        ("[[feed]\n", "is no TOML"),
        ("watch = 3\n[[folder]]\npath = 'x'", "is no table"),
    ],
)
def test_a_malformed_file_is_refused_with_what_to_do(text: str, why: str) -> None:
    with pytest.raises(UsageError, match=why):
        parse_watched(text, beside=Path())


def test_without_a_file_one_is_told_how_to_write_it(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"\[\[feed\]\]"):
        read_watched(tmp_path / "veedor.toml")
