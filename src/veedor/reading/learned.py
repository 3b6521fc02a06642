"""What the model's heads say of statements: which words anchor one, of which kind, with which fields.

The heads are trained on the project's own corpus (`training/corpus`). What they say is weighed against what the
rules say in `judging/`; a parse made by hand has none of it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from veedor.codebook.labels import EventType, Kind, Stance
from veedor.reading.encoder import ATTRIBUTES
from veedor.reading.judging.judge import Judge

LABELS: dict[Kind, tuple[str, ...]] = {
    Kind.EVENT: tuple(map(str, EventType)),
    Kind.POSITION: tuple(map(str, Stance)),
    Kind.FORECAST: ("forecast",),
    Kind.FIGURE: ("figure",),
    Kind.ROLE: ("role",),
}
"""The labels of an anchor's word for each kind of statement."""

_LEAST = 0.05
"""Words that anchor anything with a smaller probability are not looked at."""
_GROUPS: dict[str, slice] = {}
for _name, _labels in ATTRIBUTES.items():
    _first = sum(len(ATTRIBUTES[n]) for n in _GROUPS)
    _GROUPS[_name] = slice(_first, _first + len(_labels))


@dataclass(frozen=True)
class Learned:
    """The heads' probabilities for one sentence of n words."""

    labels: Sequence[str]
    """Anchor labels, `O` first."""
    anchors: NDArray[np.float32]
    """Shape (n, labels)."""
    attributes: NDArray[np.float32]
    """Shape (n, labels of `ATTRIBUTES`)."""
    fields: Sequence[str]
    arcs: NDArray[np.int32]
    """Shape (f, 3): anchor word, word, field."""
    arc_scores: NDArray[np.float32]
    """Shape (f,)."""
    judge: Judge
    """How much of it is to be believed."""

    @cached_property
    def _places(self) -> dict[str, int]:
        return {label: n for n, label in enumerate(self.labels)}

    @cached_property
    def _arcs(self) -> dict[tuple[int, str], dict[int, float]]:
        found: defaultdict[tuple[int, str], dict[int, float]] = defaultdict(dict)
        for (anchor, word, field), score in zip(self.arcs.tolist(), self.arc_scores.tolist(), strict=True):
            found[anchor, self.fields[field]][word] = score
        return dict(found)

    @cached_property
    def _likely(self) -> list[int]:
        """The words that may anchor anything at all; of most words the heads are sure that they do not."""
        found: list[int] = (self.anchors[:, 0] <= 1 - _LEAST).nonzero()[0].tolist()
        return found

    @cached_property
    def _chances(self) -> dict[Kind, list[float]]:
        """Of every kind each word's probability, added up at once, as that takes no longer than for one word."""
        return {kind: self.anchors[:, self._columns(kind)].sum(1).tolist() for kind in LABELS}

    def _columns(self, kind: Kind) -> slice:
        """Where the labels of the kind stand."""
        first = self._places[LABELS[kind][0]]
        return slice(first, first + len(LABELS[kind]))

    def anchored(self, kind: Kind, least: float) -> Iterator[int]:
        """The words that anchor a statement of the kind with a probability of `least`, 0.05 at least, in order."""
        chances = self._chances[kind] if self._likely else ()
        return (word for word in self._likely if chances[word] >= least)

    def chance(self, word: int, kind: Kind) -> float:
        """The probability, in [0, 1], that the word anchors a statement of the kind."""
        return self._chances[kind][word]

    def labelled(self, word: int, kind: Kind) -> dict[str, float]:
        """The probability of each label of the kind."""
        return dict(zip(LABELS[kind], self.anchors[word, self._columns(kind)].tolist(), strict=True))

    @cached_property
    def _contents(self) -> dict[int, dict[int, float]]:
        found: defaultdict[int, dict[int, float]] = defaultdict(dict)
        for (anchor, field), words in self._arcs.items():
            if field == "about":
                is_told = 1 - float(self.anchors[anchor, 0])
                for word, chance in words.items():
                    found[word][anchor] = is_told * chance
        return dict(found)

    def about_it(self, word: int) -> dict[int, float]:
        """The words that anchor a statement which is about this word, with their probabilities."""
        return self._contents.get(word, {})

    def field(self, anchor: int, field: str) -> dict[int, float]:
        """The words that fill the field of the statement anchored on a word, with their probabilities."""
        return self._arcs.get((anchor, field), {})

    def attribute(self, word: int, name: str) -> dict[str, float]:
        """The probability of each label of an attribute, `polarity` and so on, if the word is an anchor."""
        return dict(zip(ATTRIBUTES[name], self.attributes[word, _GROUPS[name]].tolist(), strict=True))
