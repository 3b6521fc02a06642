"""How well names are joined: pairs of mentions that mean the same party, or different ones.

    python -m benchmarks.identity --shared ../shared

Three sets, each cut in two by a hash of its document or actor; the rules were written while looking at the
errors of the first half, and the figures beside the bars are those of the second.

* reports: the words by which the twelve development reports name parties, in their documents, without pronouns
  and descriptions. Words that two names share within a document are left out.
* with bare countries: the same with `Iran`, `the United States`, which mean now the country and now its
  government, as the reader tells by the sentence and no rule over names can; so without bars.
* related: parties of the relations in re3d (allies, enemies, members, leaders, places) in their documents, which
  are different parties; how many are kept apart.
* kept apart: pairs that must never be joined, made from the list of countries.
* dictionary: names under one head of the PETRARCH actor dictionaries, without any document. Weak labels: one
  person stands there under several heads; members, translations and successors under one. So its recall has no
  bar: of the 1,926 pairs of the first half that are not joined, 626 share no word however spelt, and 1,094 less
  than half of their words.

An automatic decision is a connected part of `same` edges: a wrong edge counts with all that it joins.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks import Measured, report
from veedor.analysis.actors import Mention, Verdict, proposals
from veedor.gazetteers.countries import bare, is_country
from veedor.gazetteers.name_forms import body_nouns
from veedor.gazetteers.spelling import spelling, tokens, words_of
from veedor.gazetteers.tables import table

WITH_COUNTRIES = "with bare countries"
PRECISION, RECALL = 0.98, 0.85
_COUNTRIES = {"southafrica": "South Africa", "uk": "United Kingdom", "koreas": None}
"""The country of a gold file whose name is not that of its country."""
_NO_NAMES = frozenset(
    "i he she it we they us our ours his her hers its their them you who none each both".split()
)
_PLACED = frozenset({"in", "from", "on", "at", "by", "with", "near"})
"""Words that make a description of a name: `the government in the northern region`."""
_DICTIONARIES = (
    "Phoenix.Countries.actors.txt",
    "Phoenix.International.actors.txt",
    "Phoenix.MilNonState.actors.txt",
)
_MOST_ALIASES = 12
"""Longer entries of a dictionary list the cities and provinces of a country."""
_LONGEST_ACRONYM = 6


class Labelled(NamedTuple):
    """A mention and the party that it means."""

    mention: Mention
    party: str


class Scores(NamedTuple):
    """How well one set is joined."""

    precision: float
    """Of all pairs joined automatically, those that are one party."""
    recall: float
    """Of all pairs that are one party, those joined automatically."""
    proposed_share: float
    """Of the other pairs that are one party, those that a person is asked about."""
    n: int
    """Pairs that are one party."""


def half_of(text: str) -> int:
    """1 for the half whose errors were looked at, 2 for the other."""
    return 1 + hashlib.sha256(text.encode()).digest()[0] % 2


def from_gold(shared: Path, half: int, *, with_countries: bool = False) -> list[Labelled]:
    """The names in the development reports of one half, bare names of countries only where asked for."""
    files = sorted((shared / "gold").glob("*.json"))
    files = [file for file in files if not file.name.startswith("venezuela") and half_of(file.stem) == half]
    found = [m for file in files for m in _of_report(json.loads(file.read_text(encoding="utf-8")))]
    return [m for m in found if with_countries or not is_country(m.mention.name)]


def _of_report(gold: dict[str, Any]) -> Iterator[Labelled]:
    document = gold["document"]
    place = document["id"].split("-")[0]
    country = _COUNTRIES.get(place, place.title())
    names: dict[str, set[str]] = defaultdict(set)
    for quote in _quotes(gold["statements"]):
        if ";" not in quote["name"] and _is_name(quote, document["text"]):
            names[quote["quote"]].add(spelling(quote["name"]))
    for words, meant in sorted(names.items()):
        if len(meant) == 1:
            yield Labelled(Mention(f"{document['id']} {words}", words, document["id"], country), meant.pop())


def _quotes(plain: object) -> Iterator[dict[str, Any]]:
    """All quotes with a name in a gold file's statements."""
    if isinstance(plain, dict):
        if "name" in plain and "quote" in plain:
            yield plain
        for value in plain.values():
            yield from _quotes(value)
    elif isinstance(plain, list):
        for value in plain:
            yield from _quotes(value)


def _is_name(quote: dict[str, Any], text: str) -> bool:
    """Whether the words hold a name: no pronoun, no description, no word with a capital by its place alone."""
    plain = bare(quote["quote"])
    folded = tokens(plain)
    if not folded or folded[0] in _NO_NAMES or not any(c.isupper() for c in plain):
        return False
    if _PLACED.intersection(plain.split()[1:]):
        return False
    last = plain.split()[-1]
    if last.islower() and folded[-1] not in body_nouns():
        return False
    titles = words_of("title_words", "class", "office") | words_of("title_words", "class", "part")
    if all(t in titles for t in folded):
        return False
    is_first_only = not any(word[:1].isupper() for word in plain.split()[1:])
    return not (is_first_only and re.search(rf"\b{re.escape(plain.lower())}\b", text))


_NO_RELATIONS = frozenset({"IsSynonymOf", "HasAttrOf"})


def related(shared: Path, half: int) -> tuple[int, int]:
    """How many pairs of related parties of one half are not joined, and how many there are."""
    documents: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for file in sorted((shared / "data" / "re3d-no-bbc").glob("*/relations.json")):
        for relation in map(json.loads, file.read_text(encoding="utf-8").splitlines()):
            pair = relation["source"], relation["target"]
            if relation["type"] not in _NO_RELATIONS and spelling(pair[0]) != spelling(pair[1]):
                documents[relation["documentId"]].add(pair)
    chosen = {name: pairs for name, pairs in documents.items() if half_of(name) == half}
    apart = sum(_kept_apart(name, pairs) for name, pairs in chosen.items())
    return apart, sum(map(len, chosen.values()))


def _kept_apart(document: str, pairs: Iterable[tuple[str, str]]) -> int:
    pairs = list(pairs)
    names = dict.fromkeys(name for pair in pairs for name in pair)
    mentions = [Labelled(Mention(name, name, document), name) for name in names]
    found = proposals([m.mention for m in mentions])
    part = _parts(mentions, [(p.left, p.right) for p in found if p.verdict is Verdict.SAME])
    return sum(part[x] != part[y] for x, y in pairs)


def from_dictionary(shared: Path, half: int) -> list[Labelled]:
    """The names of one half of the dictionaries' actors; a name under two heads is left out."""
    heads: dict[str, tuple[str | None, list[str]]] = {}
    for file in _DICTIONARIES:
        heads |= _entries(shared / "data" / "petrarch2-dictionaries" / file)
    owners = Counter(
        spelling(name) for _, names in heads.values() for name in {spelling(n): n for n in names}.values()
    )
    return [
        Labelled(Mention(f"{head}/{name}", name, None, country), head)
        for head, (country, names) in heads.items()
        if half_of(head) == half
        for name in {spelling(n): n for n in names}.values()
        if owners[spelling(name)] == 1
    ]


def _entries(path: Path) -> dict[str, tuple[str | None, list[str]]]:
    """Each head of a dictionary with its country and all names, countries themselves left out."""
    found: dict[str, tuple[str | None, list[str]]] = {}
    codes = {row["iso3"]: row["iso2"] for row in table("countries")}
    head = ""
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
        words = re.split(r"[\[#\t]", line, maxsplit=1)[0].strip()
        code = re.search(r"\[(\w{3})", line)
        if words and not words.startswith("+"):
            head = words
            found[head] = (None, [_readable(words)])
        elif words.startswith("+") and head:
            found[head][1].append(_readable(words[1:]))
        if code and head and "Countries" in path.name:
            found[head] = (codes.get(code[1]), found[head][1])
    return {
        head: entry
        for head, entry in found.items()
        if 2 <= len(entry[1]) <= _MOST_ALIASES and not is_country(entry[1][0]) and all(entry[1])
    }


def _readable(words: str) -> str:
    """`HU_JINTAO_` as a report prints it; one short word is an acronym."""
    plain = words.replace("_", " ").strip()
    if " " not in plain and len(plain) <= _LONGEST_ACRONYM:
        return plain
    return " ".join("-".join(p.capitalize() for p in word.split("-")) for word in plain.split())


_APART = (
    ("{a}", "{b}"),
    ("Government of {a}", "Government of {b}"),
    ("Government of {a}", "people of {a}"),
    ("Supreme Court of {a}", "Supreme Court of {b}"),
    ("Democratic Party ({a})", "Democratic Party ({b})"),
    ("Democratic Party of {a}", "Republican Party of {a}"),
    ("{a} Liberation Front", "supporters of the {a} Liberation Front"),
    ("{a} Liberation Front", "members of the {a} Liberation Front"),
    ("{a} Liberation Front", "{a} Liberation Front officials"),
    ("{a} Liberation Front", "anti-{a} Liberation Front"),
    ("North {a} Front", "South {a} Front"),
    ("1st {a} Brigade", "2nd {a} Brigade"),
    ("Brigade 31 of {a}", "Brigade 32 of {a}"),
    ("Government of {a}", "opposition to the Government of {a}"),
    ("Omar Saleh of {a}", "{a}"),
)


def kept_apart() -> tuple[int, int]:
    """How many of the pairs that must never be joined are kept apart, and how many there are."""
    names = sorted({row["name"] for row in table("countries") if row["independent"] == "yes"})
    apart = 0
    pairs = [
        (x.format(a=a, b=b), y.format(a=a, b=b))
        for a, b in zip(names, names[1:] + names[:1], strict=True)
        for x, y in _APART
    ]
    for left, right in pairs:
        found = proposals([Mention("l", left, "d", names[0]), Mention("r", right, "d", names[0])])
        apart += not any(p.verdict is Verdict.SAME for p in found)
    return apart, len(pairs)


def _parts(mentions: Sequence[Labelled], edges: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The connected part of each mention, by the key of one of its members."""
    parent = {m.mention.key: m.mention.key for m in mentions}

    def top(name: str) -> str:
        while parent[name] != name:
            parent[name] = parent[parent[name]]
            name = parent[name]
        return name

    for left, right in edges:
        parent[top(left)] = top(right)
    return {name: top(name) for name in parent}


class Decided(NamedTuple):
    """Every pair that is joined, or should be."""

    right: list[tuple[Labelled, Labelled]]
    wrong: list[tuple[Labelled, Labelled]]
    asked: list[tuple[Labelled, Labelled]]
    missed: list[tuple[Labelled, Labelled]]


def decide(mentions: Sequence[Labelled]) -> Decided:
    """What the proposals make of a set."""
    found = proposals([m.mention for m in mentions])
    part = _parts(mentions, [(p.left, p.right) for p in found if p.verdict is Verdict.SAME])
    open_questions = {frozenset((part[p.left], part[p.right])) for p in found if p.verdict is Verdict.UNSURE}
    decided = Decided([], [], [], [])
    for x, y in _interesting(mentions, part):
        ends = part[x.mention.key], part[y.mention.key]
        if ends[0] == ends[1]:
            (decided.right if x.party == y.party else decided.wrong).append((x, y))
        else:
            (decided.asked if frozenset(ends) in open_questions else decided.missed).append((x, y))
    return decided


def _interesting(mentions: Sequence[Labelled], part: dict[str, str]) -> Iterator[tuple[Labelled, Labelled]]:
    """Pairs of one party, and pairs of one part."""
    by_party: dict[str, list[Labelled]] = defaultdict(list)
    by_part: dict[str, list[Labelled]] = defaultdict(list)
    for mention in mentions:
        by_party[mention.party].append(mention)
        by_part[part[mention.mention.key]].append(mention)
    for group in by_party.values():
        yield from combinations(group, 2)
    for group in by_part.values():
        yield from ((x, y) for x, y in combinations(group, 2) if x.party != y.party)


def scores(decided: Decided) -> Scores:
    """The figures of a decided set; a share of nothing is 1."""
    right, wrong, asked, missed = (len(pairs) for pairs in decided)
    positive = right + asked + missed
    return Scores(
        right / (right + wrong) if right + wrong else 1.0,
        right / positive if positive else 1.0,
        asked / (asked + missed) if asked + missed else 1.0,
        positive,
    )


def measure(shared: Path, half: int = 2) -> dict[str, Scores]:
    """The scores of each labelled set, on one half of it."""
    return {
        "reports": scores(decide(from_gold(shared, half))),
        WITH_COUNTRIES: scores(decide(from_gold(shared, half, with_countries=True))),
        "dictionary": scores(decide(from_dictionary(shared, half))),
    }


def rows(name: str, found: Scores) -> list[Measured]:
    """The figures of a set beside their bars."""
    note = f"{found.n} pairs of one party"
    precision = None if name == WITH_COUNTRIES else PRECISION
    recall = RECALL if name == "reports" else None
    return [
        Measured(f"{name}: precision", found.precision, precision),
        Measured(f"{name}: recall, automatic", found.recall, recall, note=note),
        Measured(f"{name}: rest proposed", found.proposed_share, None),
    ]


def main() -> int:
    """Print all figures beside their bars; with `--errors`, the errors of the first half."""
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--shared", type=Path, default=Path("../shared"))
    options.add_argument("--errors", choices=("reports", "dictionary"), help="list the first half's errors")
    chosen = options.parse_args()
    if not (chosen.shared / "gold").is_dir():
        print(f"No folder gold in {chosen.shared}; pass --shared", file=sys.stderr)
        return 2
    if chosen.errors:
        _show_errors(decide((from_gold if chosen.errors == "reports" else from_dictionary)(chosen.shared, 1)))
        return 0
    met = []
    for half, title in ((1, "First half, on which the rules were written"), (2, "Second half")):
        found = measure(chosen.shared, half)
        met.append(report(title, [row for name in found for row in rows(name, found[name])]))
    apart, n = kept_apart()
    apart_related, n_related = related(chosen.shared, 2)
    never = [
        Measured("kept apart", apart / n, 1.0, note=f"of {n} pairs"),
        Measured("related", apart_related / n_related, PRECISION, note=f"of {n_related} pairs"),
    ]
    met.append(report("Never joined", never))
    return 0 if all(met[1:]) else 1


def _show_errors(decided: Decided) -> None:
    for title, pairs in (("WRONG", decided.wrong), ("ASKED", decided.asked), ("MISSED", decided.missed)):
        for x, y in pairs:
            print(title, x.mention.name, "~", y.mention.name, "|", x.party, "|", y.party, sep="\t")


if __name__ == "__main__":
    sys.exit(main())
