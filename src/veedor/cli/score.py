"""`veedor score`: how near a machine's statements come to a person's."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from veedor.cli import _output
from veedor.cli._gold import Report, reports
from veedor.codebook.scoring import Counts, Plain, Right, Score
from veedor.codebook.scoring import score as score_of
from veedor.errors import UsageError

EXAMPLES = (
    "veedor score gold.json out.json",
    "veedor read report.txt --json | veedor score gold.json -",
)


def score(
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="GOLD OUT",
            help="Pairs of files: a person's, then a machine's; - for a pipe",
            show_default=False,
        ),
    ],
    as_json: Annotated[bool, typer.Option("--json", help="Print the numbers as JSON")] = False,
) -> None:
    """Score a machine's statements against a person's.

    All pairs of files make one score. A statement is found when one of its kind has an anchor in common
    with it; fields are scored on what was found.
    """
    if len(files) % 2:
        raise UsageError("Files come in pairs, GOLD then OUT; one is missing")
    found = score_of(
        [pair for gold, out in zip(files[::2], files[1::2], strict=True) for pair in _pairs(gold, out)]
    )
    if as_json:
        _output.print_json(found.to_dict(), indent=1)
    else:
        _print(found)


def _pairs(gold: Path, out: Path) -> list[tuple[list[Plain], list[Plain]]]:
    """The statements of the same documents in two files."""
    golds, outs = reports(gold), reports(out)
    if len(golds) == len(outs) == 1:
        return [(golds[0]["statements"], outs[0]["statements"])]
    by_key = {key: one for one in outs for key in _keys(one)}
    pairs = []
    for one in golds:
        twin = next((by_key[key] for key in _keys(one) if key in by_key), None)
        if twin is None:
            raise UsageError(f"{out} has no document with the id or text of {_keys(one)[0][1]!r} in {gold}")
        pairs.append((one["statements"], twin["statements"]))
    return pairs


def _keys(report: Report) -> list[tuple[str, str]]:
    """What tells that two reports are of one document: its id, else its text."""
    document = report.get("document", {})
    return [(name, str(document[name])) for name in ("id", "text") if name in document] or [("id", "?")]


def _print(found: Score) -> None:
    numbers = ("P", "R", "F1", "Hits", "Gold", "System")
    spans = _output.table(("Found", *numbers), numbers=numbers)
    for name in sorted(found.spans, key=lambda name: (not name.startswith("kind:"), name)):
        counts = found.spans[name]
        spans.add_row(name.removeprefix("kind:"), *_shares(counts), *map(str, _whole(counts)))
    labels = _output.table(("Label", "Right", "Of"), numbers=("Right", "Of"))
    for name, label in sorted(found.labels.items()):
        labels.add_row(name, _share(label), str(label.matched))
    console = _output.console()
    console.print(spans)
    console.print()
    console.print(labels)


def _shares(counts: Counts) -> tuple[str, str, str]:
    return f"{counts.precision:.3f}", f"{counts.recall:.3f}", f"{counts.f1:.3f}"


def _whole(counts: Counts) -> tuple[int, int, int]:
    return counts.hits, counts.gold, counts.system


def _share(label: Right) -> str:
    return f"{label.share:.3f}"
