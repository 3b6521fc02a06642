"""Reads the corpora of `shared/data` into one kind of training sentence.

A layer that a corpus lacks is None; a word that a layer leaves out of its loss holds `MASK`.
"""

from __future__ import annotations

import itertools
import json
import re
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from veedor.codebook.labels import EventType, Stance

MASK = -100
"""What a masked word holds in place of a label (PyTorch's `ignore_index`)."""
HERE = Path(__file__).parent
NAME_LABELS = ("O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC", "B-NAT", "I-NAT")
EVENTS = ("O", *EventType)
ANCHORS = ("O", *map(str, EventType), *map(str, Stance), "forecast", "figure", "role")
"""What a word may anchor: a typed event, a position of a stance, or a statement of a kind without types."""
FIELDS = tuple(
    "actors recipients places about sources holders conditions when what period probability by of part".split()
)
"""Arcs of the statement graph, from an anchor's head word; `part` are the anchor's further words."""
ROLES = (
    "O ARG0 ARG1 ARG2 ARG3 ARG4 ARGM-TMP ARGM-ADV ARGM-MOD ARGM-NEG ARGM-ADJ ARGM-LOC ARGM-MNR ARGM-DIS ARGM-EXT "
    "ARGM-PRP ARGM-CAU ARGM-PRR ARGM-LVB ARGM-DIR ARGM-PRD ARGM-GOL ARGM-COM ARGM-CXN R-ARG0 R-ARG1 R-ARG2 "
    "R-ARGM-LOC R-ARGM-TMP C-ARG1 C-ARG2 C-V"
).split()
TITLES = frozenset(
    "mr mr. mrs mrs. ms ms. dr dr. president minister prime secretary senator sen. rep. gov. governor general gen. "
    "king queen prince princess pope judge justice professor prof. sir lord chancellor mayor".split()
)
LINKS = frozenset("of for the de la & 's -".split())
"""Words that may stand inside a name."""
GUM_KINDS = {"person": "PER", "organization": "ORG", "place": "LOC"}
OLD_PLOVER = {"DEMAND": "REQUEST", "DISAPPROVE": "ACCUSE", "INVESTIGATE": "ACCUSE", "FIGHT": "ASSAULT"}
PASSED_OVER = frozenset(
    "will would has have had been be is are was were to not should must could may said says saying told".split()
)
"""Words of a marked PLOVER phrase that are not its trigger."""


@dataclass(frozen=True)
class Sentence:
    """One training sentence; every list is as long as `words`, or None where the corpus has no such layer."""

    corpus: str
    split: str
    words: list[str]
    upos: list[str] | None = None
    xpos: list[str] | None = None
    lemmas: list[str] | None = None
    """`_` for a misspelt word."""
    heads: list[int] | None = None
    """Index of the head word, -1 for the root."""
    deprels: list[str] | None = None
    names: list[str | int] | None = None
    """BIO labels of `NAME_LABELS`, or `MASK`."""
    predicates: list[int] | None = None
    """1 for a PropBank predicate, else 0."""
    roles: list[tuple[int, int, str]] = field(default_factory=list)
    """Predicate, head word of the argument, label."""
    factuality: list[tuple[int, float]] = field(default_factory=list)
    saying: list[int] | None = None
    events: list[str | int] | None = None
    """Labels of `EVENTS`, or `MASK`."""
    anchors: list[str] | None = None
    """Labels of `ANCHORS`."""
    attributes: dict[str, dict[int, str]] = field(default_factory=dict)
    """Polarity, certainty, tense and status by anchor word."""
    arcs: list[tuple[int, int, str]] = field(default_factory=list)
    """Anchor word, word, field."""


# --- CoNLL-U --------------------------------------------------------------------------------------------------


def conllu(path: Path) -> Iterator[tuple[str, list[list[str]]]]:
    """Yields `sent_id` and the ten columns of each word; ranges and empty nodes are left out."""
    name, rows = "", []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("# sent_id"):
            name = line.split("=", 1)[1].strip()
        elif line[:1].isdigit() and line.split("\t", 1)[0].isdigit():
            rows.append(line.split("\t"))
        elif not line and rows:
            yield name, rows
            rows = []
    if rows:
        yield name, rows


def syntax(corpus: str, split: str, rows: list[list[str]]) -> Sentence:
    """The sentence with words, tags and tree."""
    return Sentence(
        corpus,
        split,
        words=[r[1] for r in rows],
        lemmas=["_" if "Typo=Yes" in r[5] else r[2] for r in rows],
        upos=[r[3] for r in rows],
        xpos=[r[4] for r in rows],
        heads=[int(r[6]) - 1 for r in rows],
        deprels=[r[7] for r in rows],
    )


def head_of_span(heads: list[int], start: int, end: int) -> int:
    """The first word of `[start, end)` whose head lies outside."""
    return next((i for i in range(start, end) if not start <= heads[i] < end), start)


# --- English Web Treebank and what was laid over it -----------------------------------------------------------


def ewt(folder: Path) -> Iterator[Sentence]:
    """The treebank with names, roles and factuality where these exist."""
    roles = {d["sent_id"]: d["frames"] for d in _jsonl(folder / "ewt-propbank/ewt-propbank.jsonl")}
    facts = {d["sent_id"]: d["preds"] for d in _jsonl(folder / "ewt-uds/uds-factuality.jsonl")}
    demonyms = read_demonyms(folder)
    for split in ("train", "dev", "test"):
        names = {i: [r[2] for r in rows] for i, rows in conllu(folder / f"uner-ewt/en_ewt-ud-{split}.iob2")}
        for name, rows in conllu(folder / f"ud-ewt/en_ewt-ud-{split}.conllu"):
            sentence = syntax("ewt", split, rows)
            if len(names.get(name, ())) == len(rows):
                sentence = replace(sentence, names=_uner_names(sentence, names[name], demonyms))
            if name in roles:
                sentence = _with_roles(sentence, roles[name])
            sure = [(p["pred"], p["factual"][0]) for p in facts.get(name, ()) if "factual" in p]
            yield replace(sentence, factuality=sure)


def _jsonl(path: Path) -> Iterator[dict]:
    for line in path.read_text(encoding="utf-8").splitlines():
        yield json.loads(line)


def read_demonyms(folder: Path) -> frozenset[str]:
    """Lower-cased English demonyms of all countries, with a few that are no country's."""
    countries = json.loads((folder / "mledoze-countries/countries.json").read_text(encoding="utf-8"))
    found = {
        "palestinian",
        "kurdish",
        "tibetan",
        "european",
        "african",
        "asian",
        "arab",
        "scottish",
        "english",
        "welsh",
    }
    for country in countries:
        for word in country["demonyms"]["eng"].values():
            found.add(word.lower())
    found |= {
        "greek",
        "british",
        "dutch",
        "french",
        "swiss",
        "soviet",
        "israeli",
        "turkish",
        "spanish",
        "swedish",
    }
    return frozenset(found)


def is_demonym(word: str, demonyms: frozenset[str]) -> bool:
    """Whether the word, or its singular, is one of the demonyms."""
    word = word.lower()
    return word in demonyms or (word.endswith("s") and word[:-1] in demonyms)


def _uner_names(sentence: Sentence, labels: list[str], demonyms: frozenset[str]) -> list[str | int]:
    """UNER's labels; OTH becomes NAT for demonyms and is masked otherwise, stray B-O is O."""
    found: list[str | int] = []
    for i, (word, label) in enumerate(zip(sentence.words, labels, strict=True)):
        if label.endswith("-OTH") or label in ("O", "B-O"):
            nat = is_demonym(word, demonyms) and sentence.xpos[i] in ("JJ", "NNPS", "NNP")
            found.append("B-NAT" if nat else MASK if label.endswith("-OTH") else "O")
        else:
            found.append(label)
    return found


def _with_roles(sentence: Sentence, frames: list[dict]) -> Sentence:
    predicates, found = [0] * len(sentence.words), {}
    for frame in frames:
        predicates[frame["pred"]] = 1
        for start, end, label in frame["args"]:
            if label in ROLES and end > start:
                head = head_of_span(sentence.heads, start, end)
                found.setdefault((frame["pred"], head), label)
    return replace(sentence, predicates=predicates, roles=[(p, a, label) for (p, a), label in found.items()])


# --- GUM ------------------------------------------------------------------------------------------------------


def gum(folder: Path) -> Iterator[Sentence]:
    """GUM's permissive documents: syntax, names made of its entities, attributions."""
    splits = _gum_splits(folder / "gum-permissive/splits.md")
    demonyms = read_demonyms(folder)
    for path in sorted((folder / "gum-permissive/dep").glob("*.conllu")):
        split = splits.get(path.stem, "train")
        for _, rows in conllu(path):
            sentence = syntax("gum", split, rows)
            yield replace(
                sentence, names=_gum_names(sentence, rows, demonyms), saying=_attributions(sentence, rows)
            )


def _gum_splits(path: Path) -> dict[str, str]:
    found, split = {}, "train"
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            split = line[3:].strip()
        elif match := re.search(r"GUM_\w+", line):
            found[match[0]] = split
    return found


def _entities(rows: list[list[str]]) -> Iterator[tuple[int, int, str]]:
    """Yields first word, last word and kind of each entity of the column `Entity=`."""
    opened: list[tuple[str, int, str]] = []
    for i, row in enumerate(rows):
        value = next((f[7:] for f in row[9].split("|") if f.startswith("Entity=")), "")
        for match in re.finditer(
            r"\((\d+)(?:\[\d+/\d+\])?-([a-z]+)[^()]*(\))?|(\d+)(?:\[\d+/\d+\])?\)", value
        ):
            number, kind, closed, closing = match.groups()
            if closed:
                yield i, i, kind
            elif number:
                opened.append((number, i, kind))
            else:
                at = next((k for k in reversed(range(len(opened))) if opened[k][0] == closing), None)
                if at is not None:
                    _, first, kind = opened.pop(at)
                    yield first, i, kind


def _gum_names(sentence: Sentence, rows: list[list[str]], demonyms: frozenset[str]) -> list[str | int]:
    """Names from entities headed by a proper noun: the run of proper nouns round the head, without titles.

    Proper nouns that no such entity explains are masked.
    """
    proper = [tag in ("NNP", "NNPS") for tag in sentence.xpos]
    found: list[str | int] = [MASK if p else "O" for p in proper]
    for i, word in enumerate(sentence.words):
        if is_demonym(word, demonyms):
            found[i] = "B-NAT" if sentence.upos[i] == "ADJ" else MASK
    for first, last, kind in sorted(_entities(rows), key=lambda e: e[0] - e[1]):
        head = head_of_span(sentence.heads, first, last + 1)
        if kind not in GUM_KINDS or not proper[head]:
            continue
        start, end = _proper_run(sentence.words, proper, first, last, head, kind)
        is_new = not any(str(x)[:2] in ("B-", "I-") and x != "B-NAT" for x in found[start : end + 1])
        if start <= end and is_new:
            found[start : end + 1] = [f"B-{GUM_KINDS[kind]}"] + [f"I-{GUM_KINDS[kind]}"] * (end - start)
    return found


def _proper_run(
    words: list[str], proper: list[bool], first: int, last: int, head: int, kind: str
) -> tuple[int, int]:
    """The run of proper nouns round `head`; the whole entity where `of` and the like alone join proper nouns."""
    while first < last and not proper[first]:
        first += 1
    links = () if kind == "person" else LINKS
    if all(proper[i] or words[i] in links for i in range(first, last + 1)) and proper[last]:
        start, end = first, last
    else:
        start, end = head, head
        while start > first and proper[start - 1]:
            start -= 1
        while end < last and proper[end + 1]:
            end += 1
    while start <= end and (words[start].lower() in TITLES or not proper[start]):
        start += 1
    return start, end


def _mend(labels: list[str | int]) -> list[str | int]:
    """A label I-X that follows no X, left when a nested name overwrote its start, becomes B-X."""
    for i, label in enumerate(labels):
        before = labels[i - 1] if i else "O"
        if isinstance(label, str) and label[0] == "I" and (before == MASK or str(before)[2:] != label[2:]):
            labels[i] = "B" + label[1:]
    return labels


def _attributions(sentence: Sentence, rows: list[list[str]]) -> list[int]:
    """1 on the head of each attribution (`said`, `according`), `MASK` where the head is no word of saying."""
    starts = [i for i, r in enumerate(rows) if "Discourse=" in r[9]] + [len(rows)]
    found = [0] * len(rows)
    for start, end in itertools.pairwise(starts):
        if "Discourse=attribution-" not in rows[start][9]:
            continue
        according = next((i for i in range(start, end) if sentence.words[i].lower() == "according"), None)
        head = head_of_span(sentence.heads, start, end) if according is None else according
        if according is not None or sentence.upos[head] in ("VERB", "NOUN", "ADJ"):
            found[head] = 1
        else:
            found[start:end] = [MASK] * (end - start)
    return found


# --- names, event triggers ------------------------------------------------------------------------------------


def wikigold(folder: Path) -> Iterator[Sentence]:
    """Wikigold, MISC as NAT for demonyms and else masked; the last tenth is the test split."""
    demonyms = read_demonyms(folder)
    blocks = (folder / "wikigold/wikigold.conll.txt").read_text(encoding="utf-8").strip().split("\n\n")
    for n, block in enumerate(blocks):
        pairs = [line.split() for line in block.splitlines()]
        words = [_unquote(p[0]) for p in pairs if len(p) == 2]
        labels: list[str | int] = [p[1] for p in pairs if len(p) == 2]
        for i, label in enumerate(labels):
            if label == "I-MISC":
                labels[i] = "I-NAT" if is_demonym(words[i], demonyms) else MASK
        split = "test" if n >= 0.9 * len(blocks) else "train"
        if words:
            yield Sentence("wikigold", split, words, names=_mend(labels))


def _unquote(word: str) -> str:
    return {"``": '"', "''": '"', "-LRB-": "(", "-RRB-": ")"}.get(word, word)


def geneva(folder: Path) -> Iterator[Sentence]:
    """GENEVA's triggers as event types of the codebook; a tenth of the documents is the test split."""
    table = _read_mapping(HERE / "geneva-events.tsv")
    for row in _jsonl(folder / "geneva/geneva-merged.jsonl"):
        labels: list[str | int] = ["O"] * len(row["tokens"])
        for mention in row["event_mentions"]:
            start, end = mention["trigger"]["start"], mention["trigger"]["end"]
            labels[start] = _mapped(table, mention["event_type"], row["tokens"][start].lower())
            labels[start + 1 : end] = [MASK] * (end - start - 1)
        split = "test" if zlib.crc32(row["doc_id"].encode()) % 10 == 0 else "train"
        yield Sentence("geneva", split, row["tokens"], events=labels)


def _read_mapping(path: Path) -> list[tuple[str, tuple[str, ...], str]]:
    lines = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if line[:1] != "#")
    return [(frame, tuple(words.split("|")), label) for frame, words, label, _ in lines]


def _mapped(table: list[tuple[str, tuple[str, ...], str]], frame: str, word: str) -> str | int:
    for name, starts, label in table:
        if name == frame and (starts == ("*",) or word.startswith(starts)):
            return MASK if label == "?" else label
    return "O"


def plover(folder: Path) -> Iterator[Sentence]:
    """PLOVER's gold sentences: the first full word of the marked phrase is the trigger, its other words are masked."""
    for row in json.loads((folder / "plover-gsr/PLOVER_GSR_CAMEO-half.json").read_text(encoding="utf-8")):
        event = OLD_PLOVER.get(row["event"], row["event"])
        info = row.get("textInfo")
        markup = info["markup"] if isinstance(info, dict) and "markup" in info else ""
        if event in EVENTS and "(EVT:" in markup:
            yield _plover_sentence(event, markup)


def _plover_sentence(event: str, markup: str) -> Sentence:
    words: list[str] = []
    labels: list[str | int] = []
    marked = False
    for part in re.split(r"(\([A-Z/]+:[^)]*\))", markup):
        tag = re.match(r"\(([A-Z/]+):(.*)\)", part)
        found = re.findall(
            r"\w+(?=n't\b)|n't\b|'s\b|[A-Z](?:\.[A-Z])+\.?|\w+(?:[.,]\d+)*|[^\w\s]", tag[2] if tag else part
        )
        is_event = tag is not None and tag[1] == "EVT"
        inside: list[str | int] = [MASK if is_event else "O"] * len(found)
        at = next((i for i, w in enumerate(found) if is_event and w.lower() not in PASSED_OVER), None)
        if at is not None and not marked:
            inside[at] = event
            marked = True
        words += found
        labels += inside
    return Sentence("plover", "train", words, events=labels)


def load(folder: Path, longest: int = 100) -> list[Sentence]:
    """All sentences of all corpora; training sentences of more than `longest` words are left out."""
    corpora: Iterable[Iterator[Sentence]] = (r(folder) for r in (ewt, gum, wikigold, geneva, plover))
    found = (s for corpus in corpora for s in corpus)
    return [s for s in found if s.words and (s.split != "train" or len(s.words) <= longest)]
