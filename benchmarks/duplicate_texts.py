"""Pairs of texts that are one story, or are not, made at run time from the corpora in the shared folder.

The corpora are read where they lie; the words added to them (agency lines, footers) are our own.
"""

from __future__ import annotations

import hashlib
import json
import random
import re
import textwrap
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from math import log
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

from veedor.codebook.when import MONTHS
from veedor.documents.versions import Edition, Relation

LEAST_WORDS = 80
"""Shorter texts are left out: of half of them too little is left to know anything by."""
LONG_WORDS = 600
"""From here a text counts as a long essay, whose halves are two texts."""
VOA_SENTENCES = 14
"""Sentences of the VOA file, which marks no ends of stories, that are taken for a text."""
BACKGROUND = 0.3
"""The part of the shorter story that a shared paragraph of background may make up."""
_TWICE = "GUM_news_ie9"
"""A Wikinews story that is in two of the corpora, so that neither is a stranger to the other."""
_TEI = "{http://www.tei-c.org/ns/1.0}"

AGENCY_LINE = "PORT MALVERN, Northern Wire Agency (NWA) — "
FOOTER = (
    "\n\nCopyright Northern Wire Agency. All rights reserved. This material may not be published, broadcast, "
    "rewritten or redistributed without permission. Northern Wire Agency is an independent cooperative of "
    "newspapers. Follow our correspondents for more reporting from the region, write to the desk with "
    "corrections, and subscribe to the morning letter for a digest of the day."
)
TITLES = (
    "What we know so far",
    "Updated: the latest from our correspondents",
    "Officials respond as pressure mounts",
    "Explained: why it matters",
)
_TRANSLATED = (
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre".split()
)


class Story(NamedTuple):
    """A text of a corpus."""

    id: str
    text: str

    @property
    def half(self) -> int:
        """0 for thresholds to be chosen on, 1 for figures to be reported on."""
        return hashlib.sha256(self.id.encode()).digest()[0] % 2

    @property
    def words(self) -> list[str]:
        """The words, split at white space."""
        return self.text.split()


class Pair(NamedTuple):
    """Two texts and what the second is to the first."""

    way: str
    """How the pair was made."""
    story: Story
    old: Edition
    new: Edition
    expected: Relation


def stories(data: Path) -> list[Story]:
    """All texts of the four corpora that are long enough, in a fixed order."""
    found = [*_wikinews(data), *_milestones(data), *_voa(data), *_gum(data)]
    return [story for story in found if len(story.words) >= LEAST_WORDS and story.id != _TWICE]


def _wikinews(data: Path) -> Iterator[Story]:
    with (data / "text-wikinews" / "wikinews-en.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            yield Story(row["id"], row["text"])


def _milestones(data: Path) -> Iterator[Story]:
    for path in sorted((data / "text-milestones" / "chapters").glob("*.xml")):
        # The files come with the project; nothing from outside is parsed here.
        for essay in ElementTree.parse(path).iter(f"{_TEI}div"):
            text = "\n\n".join(" ".join("".join(p.itertext()).split()) for p in essay.iter(f"{_TEI}p"))
            yield Story(f"{path.stem}-{len(text)}", text)


def _voa(data: Path) -> Iterator[Story]:
    lines = (data / "text-voa" / "voa-sentences.txt").read_text(encoding="utf-8").splitlines()
    for start in range(0, len(lines), VOA_SENTENCES):
        yield Story(f"voa-{start}", "\n\n".join(lines[start : start + VOA_SENTENCES]))


def _gum(data: Path) -> Iterator[Story]:
    for path in sorted((data / "gum-permissive" / "dep").glob("*.conllu")):
        content = path.read_text(encoding="utf-8")
        paragraphs = re.split(r"^# newpar\b.*$", content, flags=re.MULTILINE)
        said = [" ".join(re.findall(r"^# text = (.*)$", part, re.MULTILINE)) for part in paragraphs]
        yield Story(path.stem, "\n\n".join(part for part in said if part))


def _paragraphs(text: str) -> list[str]:
    return [part for part in re.split(r"\n\s*\n", text) if part.strip()]


def _sentences(text: str) -> list[str]:
    return re.split(r"(?<=[.!?])\s+(?=[A-Z\"“])", text)


def _first_words(text: str, share: float) -> str:
    """The text up to the given part of its words."""
    places = [m.end() for m in re.finditer(r"\S+", text)]
    return text[: places[int(len(places) * share) - 1]]


def _retitled(text: str, rng: random.Random) -> str:
    title, _, body = text.partition("\n")
    return f"{rng.choice(TITLES)}\n{body if len(title) < 100 and body else text}"


def _three_replaced(text: str, other: str, rng: random.Random) -> str | None:
    """Three paragraphs replaced by another story's; None where they are over two fifths of the text."""
    ours, theirs = _paragraphs(text), _paragraphs(other)
    if len(ours) < 4 or len(theirs) < 3:
        return None
    chosen = rng.sample(range(len(ours)), 3)
    if sum(len(ours[n]) for n in chosen) > 0.4 * len(text):
        return None
    return "\n\n".join(theirs[chosen.index(n)] if n in chosen else part for n, part in enumerate(ours))


def _three_edited(text: str, other: str, rng: random.Random) -> str:
    """A sentence of each of three paragraphs replaced by another story's, a tenth of its other words left out."""
    ours, theirs = _paragraphs(text), _sentences(other)
    for n in rng.sample(range(len(ours)), min(3, len(ours))):
        said = _sentences(ours[n])
        if len(said) > 2:
            said[rng.randrange(len(said))] = rng.choice(theirs)
        kept = [word for word in " ".join(said).split() if rng.random() > 0.1]
        ours[n] = " ".join(kept)
    return "\n\n".join(ours)


_MONTH = "|".join(MONTHS)
_DATE = re.compile(rf"\b(?:(\d{{1,2}})(?:st|nd|rd|th)? ({_MONTH})|({_MONTH}) (\d{{1,2}})(?:st|nd|rd|th)?)\b")
_DAYS = dict(
    zip(
        "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(),
        "lunes martes miércoles jueves viernes sábado domingo".split(),
        strict=True,
    )
)


def _redated(text: str, rng: random.Random) -> str:
    """Dates in another form or in Spanish."""
    spanish = rng.random() < 0.5

    def redo(found: re.Match[str]) -> str:
        day, month = found[1] or found[4], found[2] or found[3]
        if spanish:
            return f"{day} de {_TRANSLATED[MONTHS.index(month)]}"
        return f"{month[:3]}. {day}" if found[1] else f"{day} {month}"

    text = _DATE.sub(redo, text)
    return re.sub("|".join(_DAYS), lambda m: _DAYS[m.group()] if spanish else m.group()[:3], text)


def _typography(text: str, rng: random.Random) -> str:
    """Other quotation marks, dashes, white space, line breaks and letter case of the first line."""
    text = re.sub(r'"([^"\n]*)"', r"“\1”", text).replace("'", "’").replace(" - ", " — ").replace("--", "—")
    first, _, rest = text.partition("\n")
    lines = [line for part in rest.split("\n") for line in (textwrap.wrap(part, rng.randint(50, 90)) or [""])]
    return "\n".join([first.upper(), *lines]).replace("e ", "e\u00a0", 5)


def _carried(text: str) -> str:
    return AGENCY_LINE + text + FOOTER


class _Made(NamedTuple):
    way: str
    text: str | None


def _same(story: Story, other: Story, rng: random.Random) -> Iterator[_Made]:
    text = story.text
    yield _Made("last third removed", _first_words(text, 2 / 3))
    yield _Made("first half only", _first_words(text, 1 / 2))
    yield _Made("retitled", _retitled(text, rng))
    yield _Made("three paragraphs replaced", _three_replaced(text, other.text, rng))
    yield _Made("three paragraphs edited", _three_edited(text, other.text, rng))
    yield _Made("dates translated", _redated(text, rng))
    yield _Made("small typography", _typography(text, rng))
    yield _Made("wire boilerplate", _carried(text))
    yield _Made("cut, retitled, boilerplate", _carried(_retitled(_first_words(text, 2 / 3), rng)))


def same_pairs(story: Story, other: Story) -> Iterator[Pair]:
    """Pairs that are one story: versions, or carriers where an agency's words were added."""
    rng = random.Random(story.id)
    old = Edition(story.text, publisher="Harbour Post", published="2019-05-03")
    for made in _same(story, other, rng):
        if made.text is None:
            continue
        carried = "boilerplate" in made.way
        new = Edition(made.text, "Valley Herald" if carried else "Harbour Post", published="2019-05-04")
        yield Pair(made.way, story, old, new, Relation.CARRIER if carried else Relation.VERSION)
    yield from _one_page(story, other, rng)


def _one_page(story: Story, other: Story, rng: random.Random) -> Iterator[Pair]:
    """A page written anew at its address: two fifths of the words stay, the rest is another story's."""
    address = f"https://example.org/{story.id}"
    kept, added = _first_words(story.text, 0.4), _first_words(other.text, 0.6)
    old = Edition(story.text, address=address)
    written = Edition(f"{TITLES[rng.randrange(4)]}\n\n{kept}\n\n{added}", address=address)
    yield Pair("same address, mostly rewritten", story, old, written, Relation.VERSION)


def _background(a: Story, b: Story, third: Story) -> str:
    """A paragraph or more of a third story, up to `BACKGROUND` of the shorter story with it."""
    shorter = min(len(a.words), len(b.words))
    size = int(shorter * BACKGROUND / (1 - BACKGROUND))
    return _first_words(third.text, min(1.0, size / len(third.words)))


def different_pairs(story: Story, near: Story, others: Sequence[Story]) -> Iterator[Pair]:
    """Pairs that are two stories, made hard: on the same names, with shared words that are neither's own."""
    address = f"https://example.org/{story.id}"
    shared = _background(story, near, others[0])
    both = (f"{story.text}\n\n{shared}", f"{shared}\n\n{near.text}")
    made: list[tuple[str, str, str, str | None]] = [
        ("same event or names", story.text, near.text, None),
        ("shared agency line and footer", _carried(story.text), _carried(near.text), None),
        ("shared background", *both, None),
        ("address used again", _carried(story.text), _carried(near.text), address),
        ("one of a digest", story.text, _digest(story, others), None),
    ]
    if len(story.words) >= LONG_WORDS:
        head = _first_words(story.text, 0.5)
        made.append(("two halves of an essay", head, story.text[len(head) :], None))
    for way, old, new, at in made:
        yield Pair(way, story, Edition(old, address=at), Edition(new, address=at), Relation.DIFFERENT)


def _digest(story: Story, others: Sequence[Story]) -> str:
    """A page with the whole story before others, four times as long or as long as the others last."""
    parts, length = [story.text], len(story.words)
    for other in others:
        if length >= 4 * len(story.words):
            break
        parts.append(other.text)
        length += len(other.words)
    return "\n\n".join(parts)


_NAME = re.compile(r"(?<=[a-z,;’'] )[A-Z][\w'’-]+")


def neighbours(all_stories: list[Story]) -> Callable[[Story], Story]:
    """For a story, the other one that shares most names with it, rare names counting more."""
    names = {story.id: Counter(_NAME.findall(story.text)) for story in all_stories}
    where: dict[str, list[str]] = defaultdict(list)
    for key, counts in names.items():
        for name in counts:
            where[name].append(key)
    by_id = {story.id: story for story in all_stories}

    def nearest(story: Story) -> Story:
        shared: dict[str, float] = defaultdict(float)
        for name in names[story.id]:
            weight = log(len(all_stories) / len(where[name])) ** 2
            for key in where[name]:
                shared[key] += weight / (30 + len(names[key])) ** 0.5
        shared.pop(story.id, None)
        return by_id[max(sorted(shared), key=shared.__getitem__)] if shared else all_stories[0]

    return nearest
