"""Templates, scripts and style sheets as they lie there: nothing inline, nothing missing, nothing from elsewhere."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from veedor.desk import app

DESK = Path(app.__file__).parent
STATIC = DESK / "static"
OF_ONE_FILE = ("compared.html", "reading.html")
"""Pages that are mailed as one file, so that their style and script have to stand in them; the desk shows neither."""
TEMPLATES = sorted(path for path in DESK.glob("templates/**/*.html") if path.name not in OF_ONE_FILE)
LEADING_OUT = re.compile(r"(?:https?:|wss?:|url\(\s*['\"]?|(?<![\w:])['\"(])//[\w-]+")
"""An address of another host: with its protocol, or without one inside quotation marks or brackets."""
NAMES_OF_KINDS = ("http://www.w3.org/",)
"""Names of XML vocabularies look like addresses, and nothing is fetched from them."""
NAMED = re.compile(r"static\(\s*['\"]([^'\"]+)['\"]\s*\)")
IMPORTED = re.compile(r"\b(?:from|import)\s*\(?\s*['\"]([^'\"]+)['\"]")


class Inline(HTMLParser):
    """What of a template the policy would forbid."""

    def __init__(self, template: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(template)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = dict(attrs)
        is_data = held.get("type") in ("application/json", "application/ld+json")
        if tag == "style" or (tag == "script" and "src" not in held and not is_data):
            self.found.append(f"<{tag}>")
        for name, value in attrs:
            is_script = (value or "").strip().lower().startswith("javascript:")
            if name == "style" or name.startswith("on") or is_script:
                self.found.append(f"<{tag} {name}>")


def _name(path: Path) -> str:
    return path.relative_to(DESK).as_posix()


def _without_code(template: str) -> str:
    """The template with its expressions and comments blanked out: they may hold what looks like tags."""
    return re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", " ", template, flags=re.DOTALL)


@pytest.mark.parametrize("path", TEMPLATES, ids=_name)
def test_a_template_has_no_style_and_no_script_of_its_own(path: Path) -> None:
    assert Inline(_without_code(path.read_text(encoding="utf-8"))).found == []


@pytest.mark.parametrize(
    "hostile",
    [
        "<p style='color:red'>",
        "<a onclick=x()>",
        "<script>x</script>",
        "<style>p{}</style>",
        "<a href=' JavaScript:x'>",
    ],
)
def test_what_the_policy_forbids_would_be_found(hostile: str) -> None:
    assert Inline(hostile).found != []


def test_a_block_of_data_is_no_script() -> None:
    assert Inline('<script type="application/json">{}</script><script src="x"></script>').found == []


@pytest.mark.parametrize("path", TEMPLATES, ids=_name)
def test_every_file_that_a_template_names_is_there(path: Path) -> None:
    named = NAMED.findall(path.read_text(encoding="utf-8"))
    assert [name for name in named if not (STATIC / name).is_file()] == []


@pytest.mark.parametrize("path", sorted(STATIC.glob("scripts/**/*.js")), ids=_name)
def test_every_module_that_a_script_imports_is_there_and_ours(path: Path) -> None:
    imported = IMPORTED.findall(path.read_text(encoding="utf-8"))
    assert [name for name in imported if not name.startswith("./")] == []
    assert [name for name in imported if not (path.parent / name).is_file()] == []


def test_every_script_and_style_sheet_is_used() -> None:
    said = "\n".join(path.read_text(encoding="utf-8") for path in TEMPLATES)
    scripts = {path.name for path in STATIC.glob("scripts/*.js")}
    imported = {
        Path(name).name
        for path in STATIC.glob("scripts/*.js")
        for name in IMPORTED.findall(path.read_text(encoding="utf-8"))
    }
    named = {Path(name).name for name in NAMED.findall(said)}
    assert scripts - imported - named == set()
    assert {path.name for path in STATIC.glob("*.css")} - named == set()


@pytest.mark.parametrize(
    "path", [*TEMPLATES, *sorted(path for path in STATIC.rglob("*") if path.is_file())], ids=_name
)
def test_no_file_of_the_desk_names_another_host(path: Path) -> None:
    words = path.read_text(encoding="utf-8")
    for known in NAMES_OF_KINDS:
        words = words.replace(known, "")
    assert LEADING_OUT.findall(words) == []
