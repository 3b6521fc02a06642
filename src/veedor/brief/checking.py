"""Whether a brief still says what the record says: sentence by sentence, against what is known now.

A draft's own sentences can be held against their statements word by word, since they are made by rules. A person's
sentence is a person's: of that it is asked whether what it stands on still stands.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Any, NamedTuple

from veedor.analysis.telling import Telling
from veedor.brief.footnotes import Note, notes
from veedor.brief.outline import MACHINE, Brief, Section, Sentence
from veedor.brief.sentences import names_all, says, speaker
from veedor.gathering.tellings import tellings
from veedor.record.store import Record
from veedor.record.wanted import SHOWN, Filter, Standing, State


class Fault(StrEnum):
    """What is wrong with a sentence."""

    UNSOURCED = "it stands on no statement"
    GONE = "a statement on which it stands is not in the record"
    REJECTED = "a statement on which it stands was rejected"
    WITHDRAWN = "a publisher took back what it stands on"
    LOST = "the words on which it stands are gone from the newer version of the report"
    RETRACTED = "the report on which it stands was retracted"
    CORRECTED = "a statement on which it stands says something else now"
    REWORDED = "the words of a footnote are not those of the report now"
    VOICE = "it does not name who says so"
    SURELY = "it does not say how surely it is said"


_CORRECTIONS = "corrections"
"""The section that tells of reports and of what they take back; it may do so of a whole report, without a statement."""


_TAKEN_BACK = {
    str(Standing.WITHDRAWN): Fault.WITHDRAWN,
    str(Standing.LOST): Fault.LOST,
    str(Standing.RETRACTED): Fault.RETRACTED,
}
"""What became of a statement with its report."""


class Finding(NamedTuple):
    """A fault and where it is."""

    fault: Fault
    section: str
    """The section's heading."""
    sentence: int
    """The sentence's number within its section, from 1."""
    words: str
    statement_id: str | None = None


def checked(record: Record, brief: Brief, frozen: Mapping[str, Any] | None = None) -> list[Finding]:
    """What is wrong with a brief by what the record says now; empty where all of it holds.

    `frozen` are the footnotes as they were published, by statement, against which the present ones are held.
    """
    now = notes(record, brief.ids, brief.confidential)
    known = {one.id: one for one in tellings(record, Filter(states=None, standings=None), of=set(brief.ids))}
    return [
        finding
        for section in brief.sections
        for number, sentence in enumerate(section.sentences, start=1)
        for finding in _faults(sentence, section, number, now, known, frozen or {})
    ]


def _faults(
    sentence: Sentence,
    section: Section,
    number: int,
    now: Mapping[str, Note],
    known: Mapping[str, Telling],
    frozen: Mapping[str, Any],
) -> Iterator[Finding]:
    def found(fault: Fault, id_: str | None = None) -> Finding:
        return Finding(fault, section.heading, number, sentence.words, id_)

    if not sentence.ids and section.key != _CORRECTIONS:
        yield found(Fault.UNSOURCED)
    for id_ in sentence.ids:
        if id_ not in now:
            yield found(Fault.GONE, id_)
            continue
        for fault in _of_statement(now[id_], frozen.get(id_)):
            if fault not in _TAKEN_BACK.values() or section.key != _CORRECTIONS:
                yield found(fault, id_)
    if sentence.by == MACHINE:
        for fault, id_ in _of_wording(sentence, known):
            yield found(fault, id_)


def _of_statement(note: Note, then: Mapping[str, Any] | None) -> Iterator[Fault]:
    if note.state in _TAKEN_BACK:
        yield _TAKEN_BACK[note.state]
    elif note.state not in SHOWN and note.state != State.DIFFERS:
        yield Fault.REJECTED
    if then is not None and then.get("form_id") != note.form_id:
        yield Fault.CORRECTED
    elif then is not None and then.get("quote") != note.quote:
        yield Fault.REWORDED


def _of_wording(sentence: Sentence, known: Mapping[str, Telling]) -> Iterator[tuple[Fault, str]]:
    """Whether each part names who says so, and says how surely, of each statement on which it stands."""
    for part in sentence.parts:
        own = {id_: known[id_] for id_ in part.ids if id_ in known}
        is_counted = names_all(part.words, list(own.values()))
        for id_, telling in own.items():
            if not is_counted and speaker(telling).casefold() not in part.words.casefold():
                yield Fault.VOICE, id_
            if not says(part.words, telling.statement):
                yield Fault.SURELY, id_
