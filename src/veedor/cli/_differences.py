"""What changed between two texts, word by word, for a terminal and as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from veedor.cli import _output
from veedor.documents.differences import Change, Piece, word_diff

if TYPE_CHECKING:  # slow to import
    from rich.text import Text

_AROUND = 12
"""Words that are shown on either side of a change; what else was kept is left out."""


def marked(old: str, new: str, *, is_plain: bool) -> Text:
    """The changed words with some of those around them.

    What went is struck out and what is new is bold; `is_plain` says it by `[-words-]` and `{+words+}`.
    """
    from rich.text import Text

    made = Text()
    for part in _parts(old, new, is_plain=is_plain):
        made.append_text(part)
    return made


def _parts(old: str, new: str, *, is_plain: bool) -> Iterator[Text]:
    from rich.text import Text

    pieces = word_diff(old, new)
    if all(piece.change is Change.KEPT for piece in pieces):
        yield Text("No word differs.")
        return
    for number, piece in enumerate(pieces):
        words = _output.clean(_words(piece, old, new))
        bare = words.rstrip()
        after = words[len(bare) :]
        match piece.change:
            case Change.KEPT:
                yield Text(_short(words, is_first=number == 0, is_last=number == len(pieces) - 1))
            case Change.REMOVED:
                yield Text(f"[-{bare}-]{after}") if is_plain else _styled(bare, after, "strike red")
            case Change.ADDED:
                yield Text(f"{{+{bare}+}}{after}") if is_plain else _styled(bare, after, "bold green")


def _styled(words: str, after: str, style: str) -> Text:
    from rich.text import Text

    return Text().append(words, style=style).append(after)


def _words(piece: Piece, old: str, new: str) -> str:
    """The words of a piece; of what was kept, as the new text has them."""
    span, text = (piece.new, new) if piece.new else (piece.old, old)
    return text[span.start : span.end] if span else ""


def _short(words: str, *, is_first: bool, is_last: bool) -> str:
    """Words that were kept, without those that are far from a change."""
    found = words.split()
    before, after = (0 if is_first else _AROUND), (0 if is_last else _AROUND)
    if len(found) <= before + after + 1:
        return words
    head, tail = " ".join(found[:before]), " ".join(found[len(found) - after :])
    end = words[len(words.rstrip()) :] if after else ""
    return f"{head} […] {tail}{end}".strip(" ") + (" " if end == " " else "")


def pieces_json(old: str, new: str) -> list[dict[str, Any]]:
    """The runs of words that were kept, removed or added; `old` and `new` are characters, end exclusive."""
    return [
        {"change": str(piece.change), "words": _words(piece, old, new)}
        | {name: [span.start, span.end] for name, span in (("old", piece.old), ("new", piece.new)) if span}
        for piece in word_diff(old, new)
    ]
