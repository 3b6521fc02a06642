"""What the documents say of the program is true."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import typer

import veedor
from veedor.cli import app

HERE = Path(__file__).parents[1]
SOURCE = HERE / "src" / "veedor"
DESIGN = (HERE / "docs" / "design.md").read_text(encoding="utf-8")
README = (HERE / "README.md").read_text(encoding="utf-8")
COMMANDS = sorted(typer.main.get_command(app).commands)  # type: ignore[attr-defined]


def drawn() -> set[str]:
    """The names in the drawing of the rooms: folders with a slash, modules with their ending."""
    drawing = re.search(r"^    src/veedor/\n((?:    .*\n)+)", DESIGN, re.M)
    assert drawing is not None, "docs/design.md has no drawing of the rooms"
    return {line.split()[0] for line in drawing.group(1).splitlines()}


def test_the_drawing_of_the_rooms_is_complete_and_true() -> None:
    modules = {p.name for p in SOURCE.rglob("*.py") if p.name not in {"__init__.py", "__main__.py"}}
    folders = {f"{p.parent.name}/" for p in SOURCE.rglob("__init__.py") if p.parent != SOURCE}
    named = {name for name in drawn() if name not in {"data/", "model/", "templates/"}}
    assert named == modules | folders


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_in_the_readme(command: str) -> None:
    assert f"veedor {command}" in README


def test_the_changelog_knows_this_version_or_is_unreleased() -> None:
    changelog = (HERE / "CHANGELOG.md").read_text(encoding="utf-8")
    assert "## Unreleased" in changelog or f"## {veedor.__version__}" in changelog


def test_no_placeholder_is_left_in_the_documents() -> None:
    for path in [HERE / "README.md", *(HERE / "docs").glob("*.md")]:
        assert not re.search(r"@[A-Z]{4,}@", path.read_text(encoding="utf-8")), path.name
