from __future__ import annotations

from veedor.codebook.labels import EventType
from veedor.reading.events.triggers import frames
from veedor.reading.lexicon import table


def test_every_row_of_the_list_compiles() -> None:
    assert len(frames()) > 800


def test_every_type_has_a_verb_and_a_noun() -> None:
    for pos in ("v", "n"):
        listed = {f.type for (p, _), rows in frames().items() if p == pos for f in rows}
        assert set(EventType) <= listed


def test_no_row_is_written_twice() -> None:
    rows = [
        (r["type"], r["pos"], r["frame"], lemma)
        for r in table("triggers")
        for lemma in r["lemmas"].split(",")
    ]
    assert sorted(rows) == sorted(set(rows))
