"""The corpus on disk: one JSON line a document, offsets and our own names, no word of the texts.

    {"dataset": "wikinews", "document": "wn0001", "checksum": "…", "published": "2009-10-21",
     "annotators": ["3"], "statements": [{"kind": "event", "type": "CONSULT", "anchor": [103, 106], …}]}

A span is `[start, end]`, with a name `[start, end, name]`; a `when` is `[start, end, EDTF]`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from training.corpus.texts import checksum, text_of

HERE = Path(__file__).parent
SPLITS = ("train", "dev", "test")
NAMED = ("sources", "actors", "recipients", "holders", "holder")

Report = dict[str, Any]
"""A document with its statements, in the form of `gold/*.json`."""


def pack(statement: dict[str, Any], text: str) -> dict[str, Any]:
    """The statement with bare offsets; a name that is the very words is left out."""
    return {
        key: _packed(value) for key, value in statement.items() if key != "id" and value not in ("", [], None)
    }


def _packed(value: Any) -> Any:
    if isinstance(value, dict):
        said = value.get("name") if value.get("name") != value.get("quote") else None
        said = value["value"] if value.get("value") else said
        return [value["start"], value["end"], *([said] if said else [])]
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return [_packed(one) for one in value]
    return value


def unpack(packed: dict[str, Any], text: str) -> dict[str, Any]:
    """The statement with quotes again, as `pack()` found it."""
    made: dict[str, Any] = {"sources": []}
    for key, value in packed.items():
        if key == "value" or not isinstance(value, list):
            made[key] = value
        elif value and isinstance(value[0], list):
            made[key] = [_span(key, one, text) for one in value]
        else:
            made[key] = _span(key, value, text)
    if packed["kind"] == "figure":
        made.setdefault("comparison", "")
    return made


def _span(key: str, span: Sequence[Any], text: str) -> dict[str, Any]:
    start, end, *said = span
    found = {"start": start, "end": end, "quote": text[start:end]}
    if key == "when":
        return found | {"value": said[0] if said else ""}
    return found | {"name": said[0] if said else found["quote"]} if key in NAMED else found


def write(path: Path, reports: Iterable[tuple[dict[str, Any], list[dict[str, Any]], str]]) -> int:
    """Writes (head, statements, text) a line each; returns how many."""
    lines = [
        json.dumps(
            head | {"checksum": checksum(text), "statements": [pack(s, text) for s in statements]},
            ensure_ascii=False,
            separators=(",", ":"),
        )
        for head, statements, text in reports
    ]
    path.write_text("".join(line + "\n" for line in lines), encoding="utf-8")
    return len(lines)


def load(split: str, data: Path, folder: Path = HERE) -> Iterator[Report]:
    """The documents of a split with their texts, made from the data sets under `data`.

    Raises SystemExit where a text is not the one that was annotated.
    """
    for line in (folder / f"{split}.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        text = text_of(row["dataset"], row["document"], data)
        if checksum(text) != row["checksum"]:
            raise SystemExit(
                f"{row['dataset']} {row['document']} under {data} is not the text that was annotated"
            )
        statements = [unpack(s, text) | {"id": f"s{n}"} for n, s in enumerate(row["statements"], 1)]
        head = {k: v for k, v in row.items() if k not in ("statements", "checksum")}
        yield {
            "document": head | {"id": f"{row['dataset']}-{row['document']}", "text": text},
            "statements": statements,
        }


def load_of_others(split: str, data: Path, folder: Path = HERE) -> Iterator[Report]:
    """The documents of a split without those written for the corpus: what the judge is fitted on."""
    return (report for report in load(split, data, folder) if report["document"]["dataset"] != "written")
