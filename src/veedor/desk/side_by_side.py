"""Two texts beside each other: what was kept, removed and added, inline and in rows of two columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from veedor.documents.differences import Change, Piece, word_diff

_AROUND = 240
"""Characters of what was kept that are shown on either side of a change."""


class Run(NamedTuple):
    """A run of words."""

    change: Change
    words: str
    skipped: int = 0
    """Characters that were left out after the words, where the same stands in both; then the next run goes on."""


class Row(NamedTuple):
    """What stands beside each other."""

    old: tuple[Run, ...]
    new: tuple[Run, ...]

    @property
    def is_same(self) -> bool:
        """Whether both sides say the same."""
        return all(run.change is Change.KEPT for run in (*self.old, *self.new))


@dataclass(frozen=True, slots=True)
class Differences:
    """Two texts compared."""

    inline: tuple[Run, ...]
    rows: tuple[Row, ...]
    """In rows of two columns, cut at the line breaks that both have."""
    removed: int
    """Words of the older text that the newer one lacks."""
    added: int


@dataclass(slots=True)
class _Making:
    rows: list[Row] = field(default_factory=list)
    old: list[Run] = field(default_factory=list)
    new: list[Run] = field(default_factory=list)

    def cut(self) -> None:
        """End the row."""
        if any(run.words.strip() for run in (*self.old, *self.new)):
            self.rows.append(Row(tuple(self.old), tuple(self.new)))
        self.old, self.new = [], []


def differences(old: str, new: str, *, whole: bool = False) -> Differences:
    """What two texts share and do not; of long stretches that both have the ends alone, unless `whole`."""
    pieces = word_diff(old, new)
    runs = [_run(piece, old, new) for piece in pieces]
    many = {change: sum(len(run.words.split()) for run in runs if run.change is change) for change in Change}
    rows = _rows(pieces, old, new)
    return Differences(
        inline=tuple(runs if whole else _shortened(runs)),
        rows=tuple(rows if whole else _near(rows)),
        removed=many[Change.REMOVED],
        added=many[Change.ADDED],
    )


def _run(piece: Piece, old: str, new: str) -> Run:
    span, body = (piece.new, new) if piece.new is not None else (piece.old, old)
    assert span is not None  # a piece stands in one text at least
    return Run(piece.change, body[span.start : span.end])


def _shortened(runs: Sequence[Run]) -> Iterator[Run]:
    """The runs, of long ones that were kept only what is beside a change."""
    for n, run in enumerate(runs):
        head = 0 if n == 0 else _AROUND
        tail = 0 if n == len(runs) - 1 else _AROUND
        if run.change is not Change.KEPT or len(run.words) <= head + tail + _AROUND:
            yield run
            continue
        words = run.words
        # Cut between words, so that none is shown in part.
        first = words.rfind(" ", 0, head) + 1 if head else 0
        last = words.find(" ", len(words) - tail) if tail else len(words)
        last = last if last >= 0 else len(words)
        yield Run(Change.KEPT, words[:first], skipped=last - first)
        yield Run(Change.KEPT, words[last:])


def _rows(pieces: Iterable[Piece], old: str, new: str) -> list[Row]:
    making = _Making()
    for piece in pieces:
        if piece.change is Change.REMOVED and piece.old is not None:
            making.old.append(Run(piece.change, old[piece.old.start : piece.old.end]))
        elif piece.change is Change.ADDED and piece.new is not None:
            making.new.append(Run(piece.change, new[piece.new.start : piece.new.end]))
        elif piece.old is not None and piece.new is not None:
            _kept(making, old[piece.old.start : piece.old.end], new[piece.new.start : piece.new.end])
    making.cut()
    return making.rows


def _kept(making: _Making, was: str, now: str) -> None:
    """Put what both have into rows, a new one after each line break that both have."""
    lines = list(zip(was.splitlines(keepends=True), now.splitlines(keepends=True), strict=False))
    if was.count("\n") != now.count("\n") or len(lines) < was.count("\n"):
        lines = [(was, now)]
    for before, after in lines:
        making.old.append(Run(Change.KEPT, before))
        making.new.append(Run(Change.KEPT, after))
        if before.endswith("\n") or after.endswith("\n"):
            making.cut()


def _near(rows: Sequence[Row]) -> Iterator[Row]:
    """The rows that differ, with one on either side; a run of others as one row that says how much was left out."""
    wanted = {near for n, row in enumerate(rows) if not row.is_same for near in (n - 1, n, n + 1)}
    skipped = 0
    for n, row in enumerate(rows):
        if n in wanted:
            if skipped:
                yield _left_out(skipped)
            skipped = 0
            yield row
        else:
            skipped += sum(len(run.words) for run in row.new)
    if skipped:
        yield _left_out(skipped)


def _left_out(characters: int) -> Row:
    run = Run(Change.KEPT, "", characters)
    return Row((run,), (run,))
