"""Texts of the corpus, made from the data sets in which they stand: `text_of("wikinews", "wn0001", folder)`.

The corpus keeps no text of others. An annotation names data set, document and a checksum of the text; from these
the text is made again, character for character.
"""

from __future__ import annotations

import hashlib
import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from veedor.documents.clean import clean

WRITTEN = Path(__file__).parent / "written"
"""Analyses of made-up crises, written for the corpus: the one part whose texts are our own, and stand here."""


class Source(NamedTuple):
    """A document of a data set."""

    dataset: str
    """`voa`, `wikinews`, `re3d`, `milestones`, `gum`, `ewt`, or `written` for our own."""
    document: str
    """Its name there; `1220-1224` for the lines of a story of Voice of America."""
    text: str
    title: str = ""
    published: str = ""
    """As the data set says it, ISO 8601; empty where it does not."""
    split: str = ""
    """The split in which the data set itself has the document; empty where it has none."""


def checksum(text: str) -> str:
    """The first sixteen digits of the SHA-256 of the text."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def text_of(dataset: str, document: str, folder: Path) -> str:
    """The text of one document; KeyError where the data set has no such one."""
    if dataset == "voa":
        first, last = map(int, document.split("-"))
        return "\n".join(_voa_lines(folder)[first - 1 : last])
    if dataset == "written":
        return clean((WRITTEN / f"{document}.txt").read_text(encoding="utf-8"))
    return _by_name(dataset, folder)[document].text


@cache
def _by_name(dataset: str, folder: Path) -> dict[str, Source]:
    return {source.document: source for source in READERS[dataset](folder)}


@cache
def _voa_lines(folder: Path) -> list[str]:
    return (folder / "text-voa/voa-sentences.txt").read_text(encoding="utf-8").splitlines()


def _wikinews(folder: Path) -> Iterator[Source]:
    for line in (folder / "text-wikinews/wikinews-en.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        yield Source("wikinews", row["id"], clean(row["text"]))


def _re3d(folder: Path) -> Iterator[Source]:
    for path in sorted((folder / "re3d-no-bbc").glob("*/documents.json")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.strip():
                row = json.loads(line)
                # the data set joined paragraphs without a blank: "today.The minister"
                text = re.sub(r"(?<=[a-z)”\"’][.!?])(?=[A-Z“\"])", " ", row["text"])
                yield Source("re3d", row["_id"], clean(text), row["title"])


def _milestones(folder: Path) -> Iterator[Source]:
    tei = "{http://www.tei-c.org/ns/1.0}"
    for path in sorted((folder / "text-milestones/chapters").glob("*.xml")):
        for part in ET.parse(path).getroot().iter(f"{tei}div"):
            name = part.get("{http://www.w3.org/XML/1998/namespace}id")
            paragraphs = [" ".join("".join(p.itertext()).split()) for p in part.findall(f"{tei}p")]
            if name and name != "foreword" and paragraphs:
                head = part.find(f"{tei}head")
                title = " ".join("".join(head.itertext()).split()) if head is not None else ""
                yield Source("milestones", f"{path.stem}/{name}", clean("\n\n".join(paragraphs)), title)


def _treebank(dataset: str, path: Path, split: str = "") -> Iterator[Source]:
    name, title, date, parts, is_new = "", "", "", [], False
    for line in path.read_text(encoding="utf-8").splitlines():
        key, _, value = line[2:].partition(" = ") if line.startswith("# ") else ("", "", "")
        if key == "newdoc id":
            if parts:
                yield Source(dataset, name, clean("".join(parts).strip()), title, date, split)
            name, title, date, parts = value.strip(), "", "", []
        elif line.startswith("# newpar"):
            is_new = True
        elif key == "text":
            parts.append(("\n\n" if is_new else " ") + value)
            is_new = False
        elif key == "meta::title":
            title = value
        elif key == "meta::dateCreated" and re.fullmatch(r"\d{4}-\d\d-\d\d", value):
            date = value
    if parts:
        yield Source(dataset, name, clean("".join(parts).strip()), title, date, split)


def _gum(folder: Path) -> Iterator[Source]:
    for path in sorted((folder / "gum-permissive/dep").glob("*.conllu")):
        if path.stem.split("_")[1] in ("news", "interview", "speech"):
            yield from _treebank("gum", path)


def _ewt(folder: Path) -> Iterator[Source]:
    for split in ("train", "dev", "test"):
        for source in _treebank("ewt", folder / f"ud-ewt/en_ewt-ud-{split}.conllu", split):
            if source.document.startswith(("weblog", "newsgroup")):
                yield source


READERS = {"wikinews": _wikinews, "re3d": _re3d, "milestones": _milestones, "gum": _gum, "ewt": _ewt}


def sources(folder: Path) -> Iterator[Source]:
    """All documents of the data sets that have documents (those of Voice of America are lines alone)."""
    for read in READERS.values():
        yield from read(folder)
