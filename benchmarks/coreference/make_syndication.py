"""Writes `syndication.jsonl`: a hundred small sets of documents of which the independent origins are known.

    python -m benchmarks.coreference.make_syndication

Twenty ways of handing on a report (`ways.py`) are played with twenty made-up happenings (`scenarios.toml`), five
with each. The same words come out on every machine. What the fields mean is told in README.md.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.coreference.plays import ARTICLE, Draft, Play
from benchmarks.coreference.ways import WAYS, with_another
from veedor.codebook.statement import from_dict
from veedor.documents.versions import Edition, Relation, relation

HERE = Path(__file__).parent
CASES = 100
SEED = 1891
"""Any number; another one gives other papers and phrases."""

_MARK = re.compile(r"\[(\w\d?):([^|\]]+)(?:\|([^\]]+))?\]")
_FIELDS = {"a": "actors", "r": "recipients", "p": "places"}


class Mark(NamedTuple):
    """Marked words of a text."""

    kind: str
    start: int
    end: int
    words: str
    value: str | None


def unmarked(marked: str) -> tuple[str, list[Mark]]:
    """The plain text and the marks with their places in it."""
    text, marks, done = "", [], 0
    for found in _MARK.finditer(marked):
        text += marked[done : found.start()]
        kind, words, value = found.groups()
        marks.append(Mark(kind, len(text), len(text) + len(words), words, value))
        text += words
        done = found.end()
    return text + marked[done:], marks


def _quote(mark: Mark) -> dict[str, Any]:
    plain = {"start": mark.start, "end": mark.end, "quote": mark.words}
    if mark.kind == "t":
        return plain
    return plain | {"name": mark.value or ARTICLE.sub("", mark.words)}


def statements(marks: Sequence[Mark], event_type: str) -> Iterator[dict[str, Any]]:
    """The statement of every chain of sources that a text's marks name, in the codebook's JSON form."""
    shared: dict[str, Any] = {"kind": "event", "type": event_type, "tense": "past"}
    for mark in marks:
        if mark.kind == "t":
            shared["anchor"] = _quote(mark)
        elif mark.kind == "w":
            shared["when"] = {
                "start": mark.start,
                "end": mark.end,
                "quote": mark.words,
                "value": mark.value,
            }
        elif mark.kind in _FIELDS:
            shared.setdefault(_FIELDS[mark.kind], []).append(_quote(mark))
    sourced = sorted((mark for mark in marks if mark.kind[0] in "sz"), key=lambda mark: mark.kind)
    for chain in sorted({mark.kind[0] for mark in sourced}) or [""]:
        sources = [_quote(mark) for mark in sourced if mark.kind[0] == chain]
        yield from_dict(shared | {"sources": sources}).to_dict()


def _documents(case: str, play: Play, drafts: Sequence[Draft]) -> Iterator[dict[str, Any]]:
    """Each draft as a document; a copy says whether its words alone give it away."""
    first: dict[str, Edition] = {}
    for number, draft in enumerate(drafts, start=1):
        text, marks = unmarked(draft.marked)
        day = date.fromisoformat(play.scenario["published"]) + timedelta(days=draft.days_later)
        edition = Edition(text, draft.publisher, published=day.isoformat())
        near = None
        if draft.story in first:
            near = relation(first[draft.story], edition).relation is not Relation.DIFFERENT
        elif draft.story:
            first[draft.story] = edition
        yield {
            "id": f"{case}-d{number}",
            "publisher": draft.publisher,
            "published": day.isoformat(),
            "text": text,
            "story": f"{case}-{draft.story}" if draft.story else None,
            "near_identical": near,
            "statements": [
                told | {"happening": case, "phase": "happened"}
                for told in statements(marks, play.scenario["type"])
            ],
        }


def cases() -> Iterator[dict[str, Any]]:
    """The hundred cases, always the same."""
    plain = tomllib.loads((HERE / "scenarios.toml").read_text(encoding="utf-8"))
    for number in range(CASES):
        turn, way = divmod(number, len(WAYS))
        scenario = plain["scenario"][(way + 7 * turn) % len(plain["scenario"])]
        play = Play(plain, scenario, SEED + number)
        case = with_another(play, WAYS[way](play)) if turn % 2 else WAYS[way](play)
        name = f"case-{number + 1:03}"
        yield {
            "id": name,
            "way": WAYS[way].__name__.strip("_").replace("_", " "),
            "origins": case.origins,
            "reason": case.reason,
            "documents": list(_documents(name, play, case.drafts)),
        }


def main() -> None:
    """Write the file beside this one."""
    with (HERE / "syndication.jsonl").open("w", encoding="utf-8") as out:
        out.writelines(json.dumps(case, ensure_ascii=False) + "\n" for case in cases())


if __name__ == "__main__":
    main()
