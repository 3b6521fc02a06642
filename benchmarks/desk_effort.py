"""Estimates what settling a machine-read report costs on the desk, beside reading it and typing every statement.

    python -m benchmarks.desk_effort --shared ../shared

A model, not people: `keystrokes.py` says whose, and with which times. The reports are the development reports of
`shared/gold`; the machine's statements are the reader's own, and a field is wrong where the evaluation says so (words
that overlap are the same words).

Settling, on the reading desk: each sentence is read; each of the machine's statements is looked at, accepted or
rejected by a key, or opened where fields are wrong, each of which is put right; what it missed is added. Typing: each
sentence is read, and each statement of gold is typed into the form for a new one. Beside it stands a quicker way: the
same form, with its words selected in the text where that takes less time.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import accumulate
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks import Measured, report
from benchmarks.keystrokes import CLICK, SELECT, Operator, Work, keys, quicker, seconds, work
from training.ablate import development, read
from veedor.cli.evaluate import titles
from veedor.codebook.labels import Kind
from veedor.codebook.party_names import Titles, names_of
from veedor.codebook.scoring import Plain, fields_of, labels_of, match, span_pairs
from veedor.codebook.statement import FIELDS, LABELS, MANY
from veedor.desk.forms import NAMED, NEEDED
from veedor.reading.reader import load_reader
from veedor.reading.sentences import sentences

WANTED = 1 / 3
"""What issue 5 asks for: settling takes a third of the time of reading and typing."""
_WORDS_A_MINUTE = 238
"""Of somebody who reads English silently: M. Brysbaert, How many words do we read per minute?, Journal of Memory and
Language 109, 2019. The model has no operator for reading: with it both ways take longer, and lie closer together."""
_LOOKS = work("MM")
"""A statement of the machine is looked at: its sentence, then its chips."""
_FINDS = work("M")
"""A statement that nobody wrote down yet is noticed in a sentence."""
_OPENS = work("KR")
"""`e` opens the form in place, with the cursor in its first field."""
_SAVES = work("KR")
"""Enter sends the form."""
_EMPTIES = work("KK")
"""All of a field is chosen and deleted."""
_KIND = work("MK")
"""The kind is chosen."""

Enter = Callable[[str], Work]
"""How words of the report come into a field."""


class Settled(NamedTuple):
    """What it takes to settle what the machine read from a report."""

    done: Work
    right: int
    """Statements that were right in every field."""
    corrected: int
    rejected: int
    missed: int
    """Statements of gold that were added."""
    filled: int
    """Fields that the machine filled, each of which somebody may want to look at for itself."""


class Line(NamedTuple):
    """A report, settled and typed."""

    name: str
    statements: int
    """Of gold."""
    read: Work
    """What every way needs: each sentence is read."""
    reads_s: float
    """Seconds to read the words at the pace of a reader, in place of that."""
    settled: Settled
    typed: Work
    selected: Work


# --- words, labels, fields ---------------------------------------------------------------------------------


def typed(words: str) -> Work:
    """Types the words."""
    return keys(len(words))


def selected(words: str) -> Work:
    """Selects the words in the text, or types them where that is quicker."""
    return quicker(typed(words), SELECT)


def _labelled(name: str, value: str) -> Work:
    """Chooses a label by its first letters, as many as no label before it shares; nothing for the first of the list."""
    labels = [str(one) for one in LABELS[name]]
    before = labels[: labels.index(value)]
    if not before:
        return work("")
    many = next((n for n in range(1, len(value)) if not any(one[:n] == value[:n] for one in before)), 1)
    return work("M") + keys(many)


def _quoted(name: str, span: Plain, enter: Enter) -> Work:
    """The words of a quote and, where they name a party otherwise than its name, the name."""
    called = str(span.get("name") or "")
    is_named = name in NAMED and called and called != span["quote"]
    return enter(str(span["quote"])) + (typed(called) if is_named else work(""))


def _entered(name: str, value: Any, enter: Enter) -> Work:
    """Makes up one's mind on a field, and fills it."""
    if value in (None, "", []):
        return work("")
    if name in LABELS:
        return _labelled(name, str(value))
    if name in MANY:
        rows = sum((_quoted(name, span, enter) for span in value), work(""))
        return work("M") + rows + keys(len(value) - 1)  # another row, each time
    if name == "when":
        return work("M") + enter(str(value["quote"])) + typed(str(value.get("value") or ""))
    if isinstance(value, dict):
        return work("M") + _quoted(name, value, enter)
    return work("M") + typed("-".join(map(str, value)) if isinstance(value, list) else str(value))


def _stops(name: str, value: Any) -> int:
    """How often Tab is pressed to pass a field of the form."""
    if name in MANY:
        return (len(value or ()) + 1) * (1 + (name in NAMED)) + 1
    return 2 if name in NAMED or name == "when" else 1


# --- statements --------------------------------------------------------------------------------------------


def added(gold: Plain, enter: Enter) -> Work:
    """Notices a statement and fills the form for a new one, from its words to the last field."""
    kind = Kind(gold["kind"])
    rest = [name for name in FIELDS[kind] if name != "anchor"]
    folded = any(gold.get(name) for name in rest if name not in NEEDED[kind] and name not in LABELS)
    tabs = sum(_stops(name, gold.get(name)) for name in rest if gold.get(name) or name in LABELS)
    fields = sum((_entered(name, gold.get(name), enter) for name in rest), work(""))
    return _FINDS + _begun(gold, enter) + fields + keys(tabs + folded) + _SAVES


def _begun(gold: Plain, enter: Enter) -> Work:
    """The form with the kind chosen and the words that carry the statement."""
    by_form = CLICK + work("RH") + _KIND + work("M") + typed(str(gold["anchor"]["quote"]))
    by_words = SELECT + _KIND + work("R")  # the words, then a key for the kind
    return by_form if enter is typed else quicker(by_form, by_words)


def wrong_fields(gold: Plain, system: Plain, named: Titles) -> list[str]:
    """The fields of a matched pair that some figure of the evaluation counts as wrong, in the order of the form."""
    verdicts = [(name, counts.f1 == 1) for name, counts in fields_of(gold, system)]
    verdicts += [*labels_of(gold, system), *names_of([(gold, system)], named)]
    wrong = {name.partition(".")[2] for name, is_right in verdicts if not is_right}
    return [name for name in FIELDS[Kind(gold["kind"])] if name in wrong]


def corrected(gold: Plain, system: Plain, wrong: Sequence[str]) -> Work:
    """Opens a statement and puts its wrong fields right, one after the other."""
    order = FIELDS[Kind(gold["kind"])]
    places = dict(zip(order, accumulate(_stops(name, system.get(name)) for name in order), strict=True))
    done, at = _OPENS + _SAVES, 0
    done += keys(any(not system.get(name) for name in wrong))  # what is folded is opened
    for name in wrong:
        done += quicker(keys(abs(places[name] - at)), work("H") + CLICK + work("H"))
        done += _mended(name, gold.get(name), system.get(name))
        at = places[name]
    return done


def _mended(name: str, gold: Any, system: Any) -> Work:
    """Puts one field right."""
    if name not in MANY:
        emptied = _EMPTIES if system and name not in LABELS else work("")
        return emptied + (_entered(name, gold, selected) or work("M"))
    pairs = span_pairs(gold or [], system or [])
    kept = [one for pair in pairs for one in pair]
    missing = [span for span in gold or () if span not in kept]
    extra = [span for span in system or () if span not in kept]
    renamed = [g for g, s in pairs if g.get("name") and g["name"] != s.get("name")]
    done = sum((_quoted(name, span, selected) for span in missing), work("M"))
    return done + sum((_EMPTIES + typed(str(span["name"])) for span in renamed), keys(2 * len(extra)))


# --- reports -----------------------------------------------------------------------------------------------


def settled(gold: Sequence[Plain], system: Sequence[Plain], named: Titles) -> Settled:
    """Decides on everything that the machine read, and adds what it missed."""
    pairs = match(gold, system)
    wrong = [(g, s, wrong_fields(g, s, named)) for g, s in pairs]
    found = [id(g) for g, _ in pairs]
    missed = [one for one in gold if id(one) not in found]
    right, rejected = sum(not fields for *_, fields in wrong), len(system) - len(pairs)
    done = sum((corrected(*one) for one in wrong if one[2]), keys(right + rejected))
    done += sum((_LOOKS for _ in system), work("")) + sum((added(one, selected) for one in missed), work(""))
    filled = sum(bool(one.get(name)) for one in system for name in FIELDS[Kind(one["kind"])])
    return Settled(done, right, len(pairs) - right, rejected, len(missed), filled)


def lines(shared: Path) -> Iterator[Line]:
    """Each development report, settled as the reader reads it, and typed."""
    reader, named = load_reader(), titles()
    for one in development(shared / "data"):
        gold, system = read(reader, one)
        text = str(one["document"]["text"])
        typings = (sum((added(g, enter) for g in gold), work("")) for enter in (typed, selected))
        yield Line(
            str(one["document"]["id"]),
            len(gold),
            sum((work("M") for _ in sentences(text)), work("")),
            60 * len(text.split()) / _WORDS_A_MINUTE,
            settled(gold, system, named),
            *typings,
        )


def _ratio(
    found: Sequence[Line], way: str, settling: Callable[[Line], float], reading: Callable[[Line], float]
) -> float:
    return sum(settling(one) + reading(one) for one in found) / sum(
        seconds(getattr(one, way)) + reading(one) for one in found
    )


def _settles(line: Line) -> float:
    return seconds(line.settled.done)


def _settles_field_by_field(line: Line) -> float:
    """With every field that the machine filled looked at for itself."""
    return _settles(line) + seconds(work("M")) * line.settled.filled


def _reads(line: Line) -> float:
    return seconds(line.read)


def _shown(line: Line) -> str:
    of = line.settled
    settling, typing = _settles(line) + _reads(line), seconds(line.typed) + _reads(line)
    presses = of.done[Operator.KEY], line.typed[Operator.KEY]
    return (
        f"  {line.name:22} {line.statements:5} {of.right:6} {of.corrected:6} {of.rejected:6} {of.missed:6}"
        f" {settling:8.0f} {typing:8.0f} {settling / typing:6.2f} {presses[0]:7} {presses[1]:7}"
    )


def measured(found: Sequence[Line]) -> list[Measured]:
    """The times over all reports, in parts of the time of typing."""
    ratio = partial(_ratio, found)
    bar = partial(Measured, at_least=False)
    return [
        bar("settling, of typing", ratio("typed", _settles, _reads), WANTED, note="the model as it is"),
        bar("with reading at 238 words a minute", ratio("typed", _settles, lambda one: one.reads_s), None),
        bar("every field looked at for itself", ratio("typed", _settles_field_by_field, _reads), None),
        bar("of selecting words in the form", ratio("selected", _settles, _reads), None),
    ]


def main() -> int:
    """0 where settling takes a third of the time, by the model; else 1."""
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--shared", type=Path, default=Path("../shared"))
    found = list(lines(options.parse_args().shared))
    print("A keystroke-level model (Card, Moran and Newell 1980), not people. Seconds, and presses of keys:")
    print(
        "  report                  gold  right mended  wrong missed   settle     type  ratio    keys    keys"
    )
    for line in found:
        print(_shown(line))
    return 0 if report("Over all reports, a model and not people", measured(found)) else 1


if __name__ == "__main__":
    sys.exit(main())
