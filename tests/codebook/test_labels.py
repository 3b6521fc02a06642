from __future__ import annotations

import pytest

from veedor.codebook.labels import (
    Certainty,
    Comparison,
    EventType,
    Kind,
    Label,
    Polarity,
    Stance,
    Status,
    Tense,
)

LISTS = (Certainty, Comparison, EventType, Kind, Polarity, Stance, Status, Tense)


@pytest.mark.parametrize("labels", LISTS)
def test_every_label_has_a_gloss_and_equals_its_text(labels: type[Label]) -> None:
    for label in labels:
        assert label.gloss
        assert label == str(label) == label.value
        assert labels(str(label)) is label


def test_the_lists_are_closed() -> None:
    assert [len(list(labels)) for labels in (Kind, EventType, Stance, Certainty)] == [5, 23, 5, 3]
    with pytest.raises(ValueError, match="RUMOUR"):
        EventType("RUMOUR")


def test_a_gloss_is_one_line_without_a_full_stop() -> None:
    glosses = [label.gloss for labels in LISTS for label in labels]
    assert not [gloss for gloss in glosses if "\n" in gloss or gloss.endswith(".")]
