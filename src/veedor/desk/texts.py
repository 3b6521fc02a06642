"""All words of the interface, in one place for translators.

Templates mark theirs by `_("…")` and `{% trans %}`, Python by `text("…")`; `locale/veedor.pot` lists them all, and
`python -m veedor.desk.texts` writes it anew. A translation is a `veedor.mo` in `locale/LANGUAGE/LC_MESSAGES`.
"""

from __future__ import annotations

import ast
import gettext
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from jinja2 import Environment

HERE = Path(__file__).parent
LOCALE = HERE / "locale"
CATALOGUE = LOCALE / "veedor.pot"
DOMAIN = "veedor"
_CALLS = frozenset({"text", "texts"})


@lru_cache(maxsize=4)
def translations(language: str = "en") -> gettext.NullTranslations:
    """The interface's words in a language; in English where nobody has translated them."""
    return gettext.translation(DOMAIN, LOCALE, [language], fallback=True)


def text(message: str) -> str:
    """A message in the interface's language."""
    return translations().gettext(message)


def texts(one: str, many: str, number: int) -> str:
    """The message for one, or for many, with `%(num)d` filled in."""
    return translations().ngettext(one, many, number) % {"num": number}


def messages() -> list[tuple[str, ...]]:
    """Every message, each with its plural where it has one, sorted."""
    return sorted({*_of_templates(), *_of_code()})


def catalogue() -> str:
    """The list of all messages in the form that translators' tools read (gettext PO)."""
    head = (
        'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Project-Id-Version: veedor\\n"\n'
    )
    return "\n".join([head, *(_entry(message) for message in messages())])


def _entry(message: tuple[str, ...]) -> str:
    if len(message) == 1:
        return f'msgid {_quoted(message[0])}\nmsgstr ""\n'
    one, many = message
    return f'msgid {_quoted(one)}\nmsgid_plural {_quoted(many)}\nmsgstr[0] ""\nmsgstr[1] ""\n'


def _quoted(words: str) -> str:
    escaped = words.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def _of_templates() -> Iterator[tuple[str, ...]]:
    environment = Environment(extensions=["jinja2.ext.i18n"], autoescape=True)
    environment.newstyle_gettext = True  # type: ignore[attr-defined]  # the extension adds it
    for path in sorted((HERE / "templates").rglob("*.html")):
        for _, _, said in environment.extract_translations(path.read_text(encoding="utf-8")):  # type: ignore[attr-defined]
            parts = (said,) if isinstance(said, str | None) else said
            if constant := tuple(one for one in parts if one):  # else it is marked where it is written
                yield constant[:2]


def _of_code() -> Iterator[tuple[str, ...]]:
    for path in sorted(HERE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _CALLS:
                said = [one.value for one in node.args if isinstance(one, ast.Constant)]
                yield tuple(one for one in said if isinstance(one, str))[: 1 + (node.func.id == "texts")]


if __name__ == "__main__":
    LOCALE.mkdir(exist_ok=True)
    CATALOGUE.write_text(catalogue(), encoding="utf-8")
