"""The corpus as it is in the repository, with the data sets beside the checkout."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

import pytest

from training.corpus.store import SPLITS, Report, load
from veedor.codebook.labels import EventType
from veedor.codebook.scoring import check


@pytest.fixture(scope="module")
def corpus(shared: Path) -> dict[str, list[Report]]:
    return {split: list(load(split, shared / "data")) for split in SPLITS}


def shingles(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[i : i + 8]) for i in range(len(words) - 7)}


def test_no_text_shares_eight_words_in_a_row_with_a_gold_report(
    corpus: dict[str, list[Report]], shared: Path
) -> None:
    gold = set[tuple[str, ...]]()
    for path in (shared / "gold").glob("*.json"):
        gold |= shingles(json.loads(path.read_text(encoding="utf-8"))["document"]["text"])
    overlapping = [
        r["document"]["id"]
        for split in SPLITS
        for r in corpus[split]
        if shingles(r["document"]["text"]) & gold
    ]
    assert overlapping == []


def test_no_document_is_in_two_splits(corpus: dict[str, list[Report]]) -> None:
    lines: Counter[tuple[str, str]] = Counter()
    for split in SPLITS:
        for report in corpus[split]:
            dataset, document = report["document"]["dataset"], report["document"]["document"]
            first, last = map(int, document.split("-")) if dataset == "voa" else (0, 0)
            lines.update((dataset, str(n) if dataset == "voa" else document) for n in range(first, last + 1))
    assert [key for key, times in lines.items() if times > 1] == []


def test_every_statement_is_as_the_codebook_has_it(corpus: dict[str, list[Report]]) -> None:
    for split in SPLITS:
        for report in corpus[split]:
            check(report["statements"])


def test_there_is_enough_of_everything(corpus: dict[str, list[Report]]) -> None:
    statements = [s for split in SPLITS for report in corpus[split] for s in report["statements"]]
    kinds = Counter(s["kind"] for s in statements)
    types = Counter(s["type"] for s in statements if s["kind"] == "event")
    assert min(kinds["position"], kinds["forecast"], kinds["role"]) >= 400
    assert kinds["figure"] >= 500
    assert sum(bool(s["sources"]) for s in statements) >= 1500
    assert all(types[str(label)] >= 60 for label in EventType)
    twice = [r for split in SPLITS for r in corpus[split] if len(r["document"]["annotators"]) > 1]
    assert len(twice) >= 15
