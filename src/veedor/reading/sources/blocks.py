"""Speech set apart without quotation marks: `Minister Roe said:` and whole paragraphs after it.

Press releases introduce a statement by a line that ends with a colon; transcripts and digests put the name of
whoever speaks at the head of a paragraph (`SECRETARY ROE: …`, `AFP: …`). What follows is theirs up to the next
such line, to a paragraph that tells of the speaker in the third person, or to the end.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from veedor.reading.lexicon import words
from veedor.reading.parse import Parse, Word
from veedor.reading.parties import oblique, party
from veedor.reading.roles.title_words import classes as title_classes
from veedor.reading.sources.cues import Saying, is_document, sayings
from veedor.reading.sources.quotations import Quoted
from veedor.reading.sources.speakers import Step
from veedor.reading.sources.voices import own_voice, speakers

_SAID = Saying("say", "certain", "")
_INTRODUCING = frozenset({"say", "claim", "announce", "tell"})
_BEFORE_COLON = 8
"""Words between the verb and the colon: `said in a statement on the anniversary:`."""
_ENDS = frozenset(".!?…:;,-–—)]\"”»'’")
"""What a line of speech ends with; one that ends otherwise is a heading (`Research Service: The Gas Dispute`)."""
_OPENS_QUOTE = frozenset("\"“„«'‘`")
_BULLET = re.compile(r"(?:[-•*‣▪–—]|\(?\d{1,2}[.)])\s")
_LABEL = re.compile(r"(?P<who>[A-Z][\w.’'/-]*(?: [A-Z][\w.’'/-]*){0,4}):\s+\S")
_CLOSING = re.compile(
    r"(?:notes? (?:to|for) editors?|(?:for )?(?:further|more) information|background|media enquiries|"
    r"press contacts?|contacts?|ends?|#+|[-–—* ]*ends?[-–—* ]*)\s*(?::|$)",
    re.IGNORECASE,
)
ASKERS = frozenset(
    "question answer q a moderator interviewer host presenter anchor reporter journalist".split()
)
_GOES_ON = frozenset({"he", "she", "they", "it"})
_REPORTING = frozenset({"come", "report", "write"})
"""Verbs by which an agency or a paper is introduced, not a person."""
_TELLING = frozenset({"say", "add", "tell"})


@dataclass(frozen=True, slots=True)
class Block:
    """What one speaker says: characters `[start, end)`."""

    start: int
    end: int
    step: Step


class Line(NamedTuple):
    """One line of the text that is not blank, and the sentences that begin in it."""

    start: int
    end: int
    sentences: range


@dataclass(slots=True)
class Blocks:
    """Finds the block that a character stands in; the blocks of a document never overlap."""

    parses: Sequence[Parse]
    quoted: Quoted
    all: list[Block] = field(init=False)

    def __post_init__(self) -> None:
        text = self.parses[0].text if self.parses else ""
        self.all = list(_found(self, _lines(text, self.parses))) if ":" in text else []

    def at(self, place: int) -> Block | None:
        """The block around the character, or None."""
        number = bisect_right(self.all, place, key=lambda block: block.start) - 1
        return self.all[number] if number >= 0 and place < self.all[number].end else None


def _lines(text: str, parses: Sequence[Parse]) -> list[Line]:
    starts, found = [parse.start for parse in parses], []
    for line in re.finditer(r"[^\n]+", text):
        if line[0].strip():
            begin = line.start() + len(line[0]) - len(line[0].lstrip())
            of_line = range(bisect_right(starts, begin - 1), bisect_right(starts, line.end() - 1))
            found.append(Line(begin, line.end(), of_line))
    return found


class Opening(NamedTuple):
    """Where somebody's speech begins."""

    start: int
    step: Step
    media: bool
    """Whether an agency or a paper reports, rather than a person or body speaking for itself."""
    labelled: bool
    """Whether a label stands before it in its own line; else it begins on the next line."""
    asks: bool = False
    """Whether it is a question, which ends with its line: what follows without a label may be the answer."""


def _found(blocks: Blocks, lines: Sequence[Line]) -> Iterator[Block]:
    """The blocks in order; one that opens in a line closes the one before."""
    labels = _labels(blocks, lines)
    openings = {n: o for n in range(len(lines)) if (o := labels.get(n) or _opened(blocks, lines, n))}
    following = [*openings, len(lines)][1:]
    for (number, opening), after in zip(openings.items(), following, strict=True):
        end = _end(blocks, lines[number + (not opening.labelled) : after], opening)
        if end > opening.start and opening.step.heads:
            yield Block(opening.start, end, opening.step)


def _labels(blocks: Blocks, lines: Sequence[Line]) -> dict[int, Opening]:
    """The lines that a speaker's name opens: a title or a known name, or one that opens several lines."""
    text = blocks.parses[0].text
    marked = {n: m for n, line in enumerate(lines) if (m := _LABEL.match(text, line.start, line.end))}
    often = Counter(m["who"] for m in marked.values())
    found = {}
    for n, label in marked.items():
        if not lines[n].sentences or text[label.start() : lines[n].end].rstrip()[-1] not in _ENDS:
            continue
        number = lines[n].sentences[0]
        inside = [w for w in blocks.parses[number].words if w.end <= label.end("who")]
        kind = _label_kind(blocks.parses[number], inside, label["who"], many=often[label["who"]] > 1)
        if kind:
            named = next((w.index for w in reversed(inside) if w.text[-1].isalnum()), inside[-1].index)
            step = Step((number, named), _SAID, (named,))
            found[n] = Opening(
                label.end("who") + 1, step, media=kind == "media", labelled=True, asks=kind == "asker"
            )
    return found


def _label_kind(parse: Parse, label: Sequence[Word], who: str, *, many: bool) -> str:
    """`person`, `media`, `asker` where nobody is named, or empty where it is no label of a speaker."""
    if not label:
        return ""
    if who.lower() in ASKERS:
        return "asker"
    if who in words("agencies"):
        return "media"
    spelt = label[0].text
    titled = any(title_classes().get(form) for form in (spelt, spelt.lower(), spelt.capitalize()))
    name = parse.name_at(label[-1].index)
    known = (name is not None and name.kind == "PER") or (who.isupper() and len(label) > 1)
    return "person" if (titled and len(label) > 1) or (known and many) else ""


def _opened(blocks: Blocks, lines: Sequence[Line], number: int) -> Opening | None:
    """What the line introduces by a colon, at its end or within it."""
    return _introduced(blocks, lines, number) or _begun(blocks, lines[number])


def _begun(blocks: Blocks, line: Line) -> Opening | None:
    """What somebody begins to say in the first person in the line itself: `Minister Roe said: We welcome it. …`."""
    if not line.sentences or not _first_person(blocks, line):
        return None
    number = line.sentences[0]
    parse = blocks.parses[number]
    for cue, colon in zip(parse.words, parse.words[1:], strict=False):
        if colon.text != ":" or cue.upos != "VERB" or parse.text[colon.end :].lstrip()[:1] in _OPENS_QUOTE:
            continue
        heads = speakers(parse, cue.index, _SAID)
        if heads and any(saying.group in _INTRODUCING for saying in sayings(parse, cue.index)):
            step = Step((number, cue.index), _SAID, tuple(heads))
            return Opening(colon.end, step, media=False, labelled=True)
    return None


def _introduced(blocks: Blocks, lines: Sequence[Line], number: int) -> Opening | None:
    """What the line introduces by a colon at its end: where it begins and who says it."""
    line = lines[number]
    if number + 1 >= len(lines) or not line.sentences:
        return None
    last = line.sentences[-1]
    parse = blocks.parses[last]
    text, following = parse.text, lines[number + 1]
    if parse.words[-1].text != ":" or text[following.start] in _OPENS_QUOTE:
        return None
    found = _comes_from(parse) or _cue(parse, blocks.quoted)
    if found is None:
        return None
    cue, heads = found
    step = Step((last, cue), _SAID, tuple(heads))
    media = parse.words[cue].lemma in _REPORTING
    return Opening(following.start, step, media=media, labelled=False)


def _comes_from(parse: Parse) -> tuple[int, list[int]] | None:
    """`From the agency comes this story:`."""
    for word in parse.words:
        if word.lemma == "come" and word.head < 0:
            heads = oblique(parse, word.index, "from")
            return (word.index, heads) if heads else None
    return None


def _cue(parse: Parse, quoted: Quoted) -> tuple[int, list[int]] | None:
    """The last verb of saying before the colon, outside relative clauses, with its speakers."""
    for word in reversed(parse.words[-_BEFORE_COLON - 1 :]):
        if word.upos != "VERB" or word.deprel.startswith("acl") or quoted.at(word.start) is not None:
            continue
        if not _introduces(parse, word):
            continue
        heads = [i for i in speakers(parse, word.index, _SAID) if not is_document(parse, i)]
        heads = heads or _named_beside(parse, word.index)
        return (word.index, heads) if heads else None
    return None


def _introduces(parse: Parse, word: Word) -> bool:
    """Whether it says, or issues `the following statement`."""
    if any(saying.group in _INTRODUCING for saying in sayings(parse, word.index)):
        return not any(w.index > word.index for w in parse.children(word.index, "ccomp", "xcomp"))
    uttered = (w for w in parse.children(word.index, "obj") if is_document(parse, w.index))
    return any(
        below.lemma in {"follow", "following", "this"} for w in uttered for below in parse.children(w.index)
    )


def _named_beside(parse: Parse, cue: int) -> list[int]:
    """The person named last before the verb, where the tree gives it no subject."""
    if parse.child(cue, "nsubj") is not None:
        return []
    before = [n for n in parse.names if n.kind == "PER" and n.last < cue]
    if not before:
        return []
    inside = range(before[-1].first, before[-1].last + 1)
    return [next(i for i in inside if parse.words[i].head not in inside)]


def _end(blocks: Blocks, lines: Sequence[Line], opening: Opening) -> int:
    """Where the speech ends that these lines begin with; a list ends with its last item."""
    text, end = blocks.parses[0].text, 0
    listed = bool(lines) and not opening.labelled and bool(_BULLET.match(text, lines[0].start))
    called = _names_of(blocks, opening.step)
    for number, line in enumerate(lines):
        if (listed and not _BULLET.match(text, line.start)) or (number and opening.asks):
            break
        if number and _is_authors(blocks, line, called, media=opening.media):
            break
        if number and opening.media and opening.labelled and not _begins_with(blocks, line, _GOES_ON):
            break
        end = line.end
    return end


def _names_of(blocks: Blocks, step: Step) -> list[str]:
    """The words by which the author would speak of the speakers: `Foreign Secretary`, `Roe`."""
    parse, found = blocks.parses[step.place[0]], []
    for head in step.heads:
        if parse.words[head].upos == "PRON":
            continue
        called = party(parse, head).words.removeprefix("The ").removeprefix("the ")
        name = parse.name_at(head)
        is_person = name is not None and name.kind == "PER"
        found += [called, called.split()[-1]] if is_person else [called]
    return found


def _is_authors(blocks: Blocks, line: Line, called: Sequence[str], *, media: bool) -> bool:
    """Whether the author has the word again: a closing heading, a quotation, the speaker in the third person."""
    text = blocks.parses[0].text
    told = text[line.start : line.end]
    if _CLOSING.match(told) or told[0] in _OPENS_QUOTE:
        return True
    first_person = _first_person(blocks, line)
    if media:
        return first_person
    if first_person:
        return False
    return any(re.search(rf"\b{re.escape(name)}\b", told) for name in called) or _reports(blocks, line)


def _first_person(blocks: Blocks, line: Line) -> bool:
    return any(
        own_voice(blocks.parses[n], w.index) and blocks.quoted.at(w.start) is None
        for n in line.sentences
        for w in blocks.parses[n].words
    )


def _reports(blocks: Blocks, line: Line) -> bool:
    """Whether a sentence of the line is a report of what somebody said."""
    roots = (blocks.parses[n].root for n in line.sentences)
    return any(root is not None and root.xpos == "VBD" and root.lemma in _TELLING for root in roots)


def _begins_with(blocks: Blocks, line: Line, some: frozenset[str]) -> bool:
    return bool(line.sentences) and blocks.parses[line.sentences[0]].words[0].text.lower() in some
