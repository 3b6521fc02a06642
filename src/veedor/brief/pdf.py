"""A brief as PDF/A-2b, tagged, with its fonts in it, set by typst.

The words are handed over as data (`sys.inputs`), so that what a report says can never be a command of typst. Only
typst's own fonts are used: the same brief looks the same everywhere.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from importlib import resources
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from veedor.brief.printed import Exhibit, Printed, Run
from veedor.errors import UsageError

STANDARD: Final = "a-2b"
_UNSEEN = dict.fromkeys((*range(0x20), *range(0x7F, 0xA0), 0xFEFF, 0xFFFE, 0xFFFF), " ")
"""Control characters, which PDF/A forbids as text."""


def pdf(brief: Printed, template: Path | None = None) -> bytes:
    """The brief as a PDF.

    `template` is a typst file of a house's own, which reads the brief as ours does (`sys.inputs.brief`, JSON). Raises
    UsageError where typst cannot set it.
    """
    import typst

    with TemporaryDirectory() as folder:
        main = Path(folder, "brief.typ")
        ours = resources.files("veedor.brief") / "templates/brief.typ"
        main.write_bytes(template.read_bytes() if template else ours.read_bytes())
        try:
            made = typst.compile(
                str(main),
                root=folder,
                format="pdf",
                ignore_system_fonts=True,
                sys_inputs={"brief": json.dumps(_plain(brief), ensure_ascii=False)},
                pdf_standards=STANDARD,
            )
        except (RuntimeError, ValueError) as error:
            what = "the house's template" if template else "Veedor's template"
            raise UsageError(f"typst cannot set the brief with {what}: {str(error)[:300]}") from error
    return bytes(made)


def _plain(brief: Printed) -> dict[str, Any]:
    seen: set[int] = set()
    chapters = [
        {
            "heading": _clean(chapter.heading),
            "sentences": [[_run(run, seen) for run in sentence] for sentence in chapter.sentences],
            "exhibits": [_exhibit(one) for one in chapter.exhibits],
        }
        for chapter in brief.chapters
    ]
    return {
        "title": _clean(brief.title),
        "span": _clean(brief.span),
        "dated": brief.dated,
        "chapters": chapters,
        "unknown": [*map(_clean, brief.unknown)],
        "sources": [*map(_clean, brief.sources)],
        "footnotes": [
            {"number": one.number, "words": _clean(one.words), "address": one.address}
            for one in brief.footnotes
        ],
    }


def _run(run: Run, seen: set[int]) -> Mapping[str, Any]:
    """Words with their footnotes: set where they are called first, pointed to from there on."""
    notes = []
    for number in run.notes:
        notes.append({"number": number, "first": number not in seen})
        seen.add(number)
    return {"words": _clean(run.words), "notes": notes}


def _exhibit(one: Exhibit) -> Mapping[str, Any]:
    return {
        "title": _clean(one.title),
        "columns": [*map(_clean, one.columns)],
        "rows": [[*map(_clean, row)] for row in one.rows],
        "svg": one.svg,
        "said": _clean(one.said or one.title),
    }


def _clean(words: str) -> str:
    return words.translate(_UNSEEN)
