"""Which words name a typed act: the trigger list `data/triggers.tsv`, compiled to tests on a parse.

A row of the list gives an event type to some lemmas under a frame, a few tests on what stands around the
word. Of the rows that fit, the one whose tests weigh most wins, so that `sign a law` is a RULE although
`sign` alone is an AGREE.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import NamedTuple

from veedor.codebook.labels import EventType
from veedor.reading.lexicon import table, words
from veedor.reading.parse import Parse
from veedor.reading.parties import grammatical_subjects, is_passive, objects, oblique, subjects

Test = Callable[[Parse, int], bool]


LEARNED_FROM = 0.8
"""From this probability on the model's own trigger head is believed where the list knows nothing of a word."""


_MEASURES = frozenset({"round", "series", "session", "string", "wave", "set", "number", "kind", "form"})
"""Nouns that only count or shape what follows by `of`."""


_QUANTITIES = frozenset(
    "dozen score hundred thousand other many some several most all both few handful number majority minority "
    "couple pair lot bulk rest part half third quarter".split()
)
"""Words that may stand for those they count (`four of its workers`, `thousands fled`)."""


class Frame(NamedTuple):
    """One row of the list for one lemma: the type it gives where all its tests hold."""

    type: EventType | None
    tests: tuple[Test, ...]
    weight: int
    """How much the tests say together: one that asks for certain words counts twice."""
    is_negated: bool
    """Whether the act is what a `not` makes of the verb (`was not allowed to`): its polarity is yes."""
    part: str
    """What belongs to the act's name beside the verb: `obj` (`hold talks`), `xcomp` (`stop buying`), or nothing."""


class Trigger(NamedTuple):
    """A word that names a typed act, and the object or verb that belongs to the name, if any."""

    head: int
    type: EventType
    part: int | None
    is_negated: bool = False


_PERSONS = frozenset(
    "he she they him her them who we us i me you his hers their theirs our ours my its everyone "
    "nobody somebody someone anyone others".split()
)
"""Pronouns for parties; `its` too, since what owns an act (`its withdrawal`) is a party."""


def is_party(parse: Parse, index: int) -> bool:
    """Whether the noun at `index` is somebody: a name, a person word, or a body that acts."""
    word = parse.words[index]
    name = parse.name_at(index)
    if word.lemma.lower() in words("time_nouns"):
        return name is not None and name.kind == "PER"  # Theresa May
    if name is not None and name.kind in {"PER", "ORG", "LOC", "NAT"}:
        return True
    if word.upos == "PRON":
        return word.lemma in _PERSONS or word.text.lower() in _PERSONS
    if word.upos == "PROPN":
        return True
    if word.upos == "NUM" or word.lemma.lower() in _QUANTITIES:
        counted = oblique(parse, index, "of")
        # a number that hangs on by a preposition is a year or a score (`in 1992`)
        alone = not counted and word.deprel.split(":")[0] in {"nsubj", "obj", "conj"}
        return alone or any(is_party(parse, i) for i in counted)
    return word.lemma in words("person_nouns") or word.lemma in words("collectives")


@cache
def _sets() -> dict[str, frozenset[str]]:
    return {
        row["type"]: frozenset(row["lemmas"].split(",")) for row in table("triggers") if row["pos"] == "g"
    }


def _lemmas(listed: str) -> frozenset[str]:
    """The lemmas of `a|b|@set`."""
    found: set[str] = set()
    for part in listed.split("|"):
        found |= _sets()[part] if part.startswith("@") else {part}
    return frozenset(found)


def _any_lemma(parse: Parse, indices: list[int], wanted: frozenset[str]) -> bool:
    return any(
        parse.words[i].lemma.lower() in wanted or parse.words[i].text.lower() in wanted for i in indices
    )


def _has_mark(parse: Parse, index: int, marks: frozenset[str]) -> bool:
    """Whether a particle or a phrase with one of the prepositions hangs on the word."""
    for child in parse.children(index):
        if (
            child.deprel in {"compound:prt", "advmod", "mark", "case"}
            and child.lemma in marks
            and child.index > index
        ):
            return True
        if child.deprel.startswith(("obl", "nmod", "advcl")):
            cases = parse.children(child.index, "case", "mark")
            if cases and cases[0].lemma in marks:
                return True
    return False


def negation(parse: Parse, index: int) -> int | None:
    """The word that negates the verb directly, or None."""
    below = parse.children(index, "advmod", "det")
    return next((w.index for w in below if w.lemma in {"not", "never"} and w.index < index), None)


def _takes_infinitive(parse: Parse, index: int) -> bool:
    """Whether an infinitive or a predicate follows: `xcomp`, or a clause with `to`."""
    if parse.child(index, "xcomp") is not None:
        return True
    clause = parse.child(index, "ccomp")
    return clause is not None and any(w.lemma == "to" for w in parse.children(clause.index, "mark"))


def _object_test(wanted: frozenset[str]) -> Test:
    return lambda parse, i: _any_lemma(parse, objects(parse, i), wanted)


def _test(name: str) -> Test:
    """The test that one word of a frame stands for; ValueError for a word that is none."""
    key, _, listed = name.partition("=")
    if name == "obj":
        return lambda parse, i: bool(objects(parse, i))
    if name == "-obj":
        return lambda parse, i: parse.child(i, "obj") is None and not is_passive(parse, i)
    if name == "who":
        return lambda parse, i: any(is_party(parse, j) for j in objects(parse, i))
    if name == "xcomp":
        return _takes_infinitive
    if name == "ccomp":
        return lambda parse, i: parse.child(i, "ccomp") is not None
    if name == "actor":
        return lambda parse, i: any(is_party(parse, j) for j in subjects(parse, i))
    if name == "dated":
        return lambda parse, i: any(w.lemma.lower() in words("time_nouns") for w in parse.children(i))
    if name == "neg":
        return lambda parse, i: negation(parse, i) is not None
    if name == "pass":
        return is_passive
    if name[0] in "+-":
        marks, wanted = frozenset(name[1:].split("|")), name[0] == "+"
        return lambda parse, i: _has_mark(parse, i, marks) is wanted
    return _listed_test(key, _lemmas(listed))


def _listed_test(key: str, wanted: frozenset[str]) -> Test:
    if key == "obj":
        return _object_test(wanted)
    if key == "subj":
        return lambda parse, i: _any_lemma(parse, grammatical_subjects(parse, i), wanted)
    if key == "xcomp":
        return lambda parse, i: _any_lemma(parse, [w.index for w in parse.children(i, "xcomp")], wanted)
    if key == "obl":
        return lambda parse, i: _any_lemma(parse, [w.index for w in parse.children(i, "obl")], wanted)
    if key == "mod":
        return lambda parse, i: _any_lemma(
            parse, [w.index for w in parse.children(i, "amod", "compound")], wanted
        )
    if key == "of":
        return lambda parse, i: _any_lemma(parse, oblique(parse, i, "of"), wanted)
    raise ValueError(f"triggers.tsv: no test is called {key!r}")


@cache
def frames() -> dict[tuple[str, str], tuple[Frame, ...]]:
    """The list, by part of speech (`v`, `n`) and lemma, the weightiest frames first."""
    found: dict[tuple[str, str], list[Frame]] = {}
    for row in table("triggers"):
        if row["pos"] == "g":
            continue
        names = row["frame"].split()
        kind = None if row["type"] == "-" else EventType(row["type"])
        # What the list asks for by its lemma belongs to the act's name: the verb alone says little.
        part = next((key for key in ("obj", "xcomp") if any(n.startswith(f"{key}=") for n in names)), "")
        weight = sum(2 if "=" in name and not name.startswith("subj=") else 1 for name in names)
        frame = Frame(kind, tuple(_test(name) for name in names), weight, "neg" in names, part)
        for lemma in row["lemmas"].split(","):
            found.setdefault((row["pos"], lemma), []).append(frame)
    return {key: tuple(sorted(rows, key=lambda f: -f.weight)) for key, rows in found.items()}


def trigger_at(parse: Parse, index: int) -> Trigger | None:
    """The typed act that word `index` names by the list, or None."""
    word = parse.words[index]
    pos = "v" if word.upos == "VERB" or (word.upos == "ADJ" and word.xpos in {"VBN", "VBG"}) else "n"
    listed = frames().get((pos, word.lemma.lower()), ())
    for frame in listed:
        if all(test(parse, index) for test in frame.tests):
            if frame.type is None:
                return None
            return Trigger(index, frame.type, _part(parse, index, frame.part), frame.is_negated)
    if word.trigger and word.trigger_score >= LEARNED_FROM and not listed:
        return Trigger(index, EventType(word.trigger), None)
    return None


def _part(parse: Parse, index: int, kind: str) -> int | None:
    """The head word of what belongs to the act's name; of `a round of talks` the talks."""
    if kind == "obj":
        found = next(iter(objects(parse, index)), None)
        if found is not None and parse.words[found].lemma in _MEASURES:
            return next(iter(oblique(parse, found, "of")), found)
        return found
    verb = parse.child(index, "xcomp") if kind == "xcomp" else None
    return None if verb is None else verb.index
