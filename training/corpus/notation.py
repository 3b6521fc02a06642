"""The notation in which the corpus is annotated: one statement a line, words instead of offsets.

    @ wikinews wn0001 2009-10-21
    [3]
    E CONSULT | met | a: Mr Haddad = Karim Haddad | a: the envoy | p: Oslo | w: on Tuesday = 2009-10-20
    P demands | wants | h: the union = Dockers' Union | s: the union | x: a pay rise | c: before talks begin
    F | could win | a: the opposition | x: win the vote | prob: could | by: next year | cert: hedged
    N | 2.6 million people | v: 2600000 | u: people | n: people | cmp: more than
    R | Prime Minister | h: Karim Haddad | of: Lebanon | st: former

`[3]` is the sentence in which the words of the following lines stand. `words#2` is the second place where they
stand in it, `words@5` the words in sentence 5, `words = name` says whom they mean. What is usual is left out:
polarity `yes`, certainty `certain`, the tense of `TENSES`, the name that the same words had before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

KINDS = {"E": "event", "P": "position", "F": "forecast", "N": "figure", "R": "role"}
TENSES = {"event": "past", "position": "present", "forecast": "future", "figure": "past", "role": "present"}
MANY = {"a": "actors", "r": "recipients", "p": "places", "s": "sources", "h": "holders", "c": "conditions"}
ONE = {"x": "about", "n": "what", "per": "period", "prob": "probability", "by": "by", "of": "of", "w": "when"}
PLAIN = {
    "pol": "polarity",
    "cert": "certainty",
    "t": "tense",
    "u": "unit",
    "cmp": "comparison",
    "i": "issue",
    "st": "status",
}
NAMED = frozenset({"actors", "recipients", "sources", "holders", "holder"})
PRONOUNS = frozenset("he she it they we i you him her them us me who which that his their its one".split())


@dataclass
class Notes:
    """The annotation of one document."""

    dataset: str
    document: str
    published: str
    statements: list[dict[str, Any]] = field(default_factory=list)
    """As in `gold/*.json`, without ids."""
    starts: list[int] = field(default_factory=list)
    """Sentences at which a new story begins (`[12] story`)."""


class NotationError(ValueError):
    """A line that cannot be read, with its number and what is wrong."""


def heads(notes: str) -> Iterator[tuple[str, str, str, list[tuple[int, str]]]]:
    """Data set, document, date and numbered lines of each document in a file of notes."""
    found: tuple[str, str, str, list[tuple[int, str]]] | None = None
    for number, line in enumerate(notes.splitlines(), 1):
        if line.startswith("@ "):
            if found:
                yield found
            parts = line.split()
            if len(parts) not in (3, 4):
                raise NotationError(f"line {number}: wanted `@ DATASET DOCUMENT DATE`, got {line!r}")
            found = (parts[1], parts[2], parts[3] if len(parts) == 4 else "", [])
        elif line.strip() and not line.startswith("#"):
            if found is None:
                raise NotationError(f"line {number}: stands before the first `@ DATASET DOCUMENT` line")
            found[3].append((number, line.strip()))
    if found:
        yield found


class _Place:
    """Finds words in the sentences of a text."""

    def __init__(self, text: str, sentences: Sequence[tuple[int, int]]) -> None:
        self.text, self.sentences = text, sentences

    def find(self, words: str, sentence: int) -> dict[str, Any]:
        """The span of the words; NotationError where they do not stand in the sentence."""
        turn = 1
        if match := re.fullmatch(r"(.+?)\s*@(\d+)", words, re.S):
            words, sentence = match[1], int(match[2])
        if match := re.fullmatch(r"(.+?)\s*#(\d+)", words, re.S):
            words, turn = match[1], int(match[2])
        if not 0 <= sentence < len(self.sentences):
            raise NotationError(f"there is no sentence {sentence}")
        start, end = self.sentences[sentence]
        places = [m.start() for m in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", self.text[start:end])]
        places = places or [m.start() for m in re.finditer(re.escape(words), self.text[start:end])]
        if len(places) < turn:
            raise NotationError(f"{words!r} is not in sentence {sentence} ({turn}. time)")
        at = start + places[turn - 1]
        return {"start": at, "end": at + len(words), "quote": words}


def read(
    lines: Sequence[tuple[int, str]], text: str, sentences: Sequence[tuple[int, int]], notes: Notes
) -> list[str]:
    """Fills `notes` from the lines of a document; returns what is wrong, a line each."""
    place, names, sentence, wrong = _Place(text, sentences), {}, -1, []
    for number, line in lines:
        try:
            if match := re.fullmatch(r"\[(\d+)\]\s*(story)?", line):
                sentence = int(match[1])
                if sentence >= len(sentences):
                    raise NotationError(f"there is no sentence {sentence}")
                if match[2]:
                    notes.starts.append(sentence)
            else:
                notes.statements.append(_statement(line, sentence, place, names))
        except NotationError as error:
            wrong.append(f"line {number}: {error}")
    return wrong


def _statement(line: str, sentence: int, place: _Place, names: dict[str, str]) -> dict[str, Any]:
    first, *rest = (part.strip() for part in re.split(r"\s+\|\s+", line))
    letter, _, label = first.partition(" ")
    if letter not in KINDS or not rest:
        raise NotationError(
            f"wanted `E TYPE | anchor | …`, `P STANCE | …`, `F | …`, `N | …` or `R | …`, got {line!r}"
        )
    kind = KINDS[letter]
    made: dict[str, Any] = {"kind": kind}
    if kind in ("event", "position"):
        made["type" if kind == "event" else "stance"] = label.strip()
    made["anchor"] = place.find(rest[0], sentence)
    made |= {"polarity": "yes", "certainty": "certain", "tense": TENSES[kind], "sources": []}
    if kind == "role":
        made["role"] = dict(made["anchor"])
        made["status"] = "current"
    if kind == "figure":
        made["comparison"] = ""
    for part in rest[1:]:
        key, colon, value = part.partition(":")
        if not colon:
            raise NotationError(f"wanted `key: words`, got {part!r}")
        _add(made, key.strip(), value.strip(), (sentence, place, names))
    return made


def _add(made: dict[str, Any], key: str, value: str, scene: tuple[int, _Place, dict[str, str]]) -> None:
    sentence, place, _ = scene
    if key in PLAIN:
        made[PLAIN[key]] = value
    elif key == "v":
        made["value"] = _number(value)
    elif key == "h" and made["kind"] == "role":
        made["holder"] = _party(value, "holder", scene)
    elif key in MANY:
        made.setdefault(MANY[key], []).append(_party(value, MANY[key], scene))
    elif key in ONE:
        words, _, edtf = value.partition(" = ") if key == "w" else (value, "", "")
        made[ONE[key]] = place.find(words.strip(), sentence)
        if key == "w":
            made["when"]["value"] = edtf.strip()
    else:
        raise NotationError(f"no field {key!r}")


def _party(value: str, field_name: str, scene: tuple[int, _Place, dict[str, str]]) -> dict[str, Any]:
    sentence, place, names = scene
    words, equals, name = value.partition(" = ")
    found = place.find(words.strip(), sentence)
    if field_name in NAMED:
        quote = found["quote"]
        if not equals and quote.lower() in PRONOUNS:
            raise NotationError(f"whom does {quote!r} mean? Write `{quote} = Name`")
        found["name"] = name.strip() or names.get(quote, quote)
        names[quote] = found["name"]
    return found


def _number(value: str) -> float | list[float]:
    try:
        numbers = [float(part.replace(",", "").strip()) for part in value.strip("[] ").split(" to ")]
    except ValueError as error:
        raise NotationError(f"{value!r} is no number; a range is `[200 to 999]`") from error
    plain = [int(n) if n == int(n) else n for n in numbers]
    return plain if len(plain) == 2 else plain[0]


def write(statements: Sequence[dict[str, Any]], sentences: Sequence[tuple[int, int]], text: str) -> str:
    """The statements in the notation, sentence by sentence."""
    lines, now = [], -1
    letters = {kind: letter for letter, kind in KINDS.items()}
    for made in sorted(statements, key=lambda s: s["anchor"]["start"]):
        number = _sentence_of(made["anchor"], sentences)
        if number != now:
            lines.append(f"[{number}]")
            now = number
        label = made.get("type") or made.get("stance") or ""
        parts = [f"{letters[made['kind']]} {label}".strip(), _words(made["anchor"], number, sentences, text)]
        parts += [f"{key}: {value}" for key, value in _fields(made, number, sentences, text)]
        lines.append(" | ".join(parts))
    return "\n".join(lines) + "\n"


def _sentence_of(span: dict[str, Any], sentences: Sequence[tuple[int, int]]) -> int:
    return max((n for n, (start, _) in enumerate(sentences) if start <= span["start"]), default=0)


def _words(span: dict[str, Any], number: int, sentences: Sequence[tuple[int, int]], text: str) -> str:
    mine = _sentence_of(span, sentences)
    start, end = sentences[mine]
    quote = span["quote"]
    pattern = rf"(?<!\w){re.escape(quote)}(?!\w)"
    places = [m.start() for m in re.finditer(pattern, text[start:end])]
    places = places or [m.start() for m in re.finditer(re.escape(quote), text[start:end])]
    turn = places.index(span["start"] - start) + 1 if span["start"] - start in places else 1
    return quote + (f"#{turn}" if turn > 1 else "") + (f"@{mine}" if mine != number else "")


def _fields(
    made: dict[str, Any], number: int, sentences: Sequence[tuple[int, int]], text: str
) -> Iterator[tuple[str, str]]:
    for key, name in MANY.items():
        for span in made.get(name) or ():
            yield key, _named(span, number, sentences, text)
    if made.get("holder"):
        yield "h", _named(made["holder"], number, sentences, text)
    for key, name in ONE.items():
        if span := made.get(name):
            words = _words(span, number, sentences, text)
            yield key, f"{words} = {span['value']}" if key == "w" and span.get("value") else words
    if "value" in made:
        value = made["value"]
        yield "v", f"[{value[0]} to {value[1]}]" if isinstance(value, list) else str(value)
    usual = {"polarity": "yes", "certainty": "certain", "tense": TENSES[made["kind"]], "status": "current"}
    for key, name in PLAIN.items():
        if made.get(name) and made[name] != usual.get(name):
            yield key, made[name]


def _named(span: dict[str, Any], number: int, sentences: Sequence[tuple[int, int]], text: str) -> str:
    words = _words(span, number, sentences, text)
    return f"{words} = {span['name']}" if span.get("name") and span["name"] != span["quote"] else words
