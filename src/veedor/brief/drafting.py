"""A draft out of what changed: sentences by rules, each on its statements, the weightiest first.

The draft takes what `gathering.changed` found new between two days, looks up who tells it, and puts it into the
sections of the template. It says nothing that a statement does not say; what it cannot weigh it leaves to people: the
sentences beyond a section's number wait beside it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from veedor.analysis.changed import Changed, Line, What
from veedor.analysis.telling import Telling
from veedor.brief.outline import Brief, Part, Section, Sentence
from veedor.brief.places import is_heading, sentence_of
from veedor.brief.quoting import inner
from veedor.brief.repeating import once
from veedor.brief.sentences import Said, beside, told
from veedor.brief.template import HEADINGS, Template, section_of
from veedor.brief.unknown import unknown_of
from veedor.codebook.labels import Certainty, Kind, Polarity
from veedor.codebook.statement import Event, Statement
from veedor.gathering import changed as gathering
from veedor.gathering.tellings import tellings
from veedor.record import corrections, views
from veedor.record.gathered import gathered
from veedor.record.store import Record
from veedor.record.wanted import Filter, Standing

_OF: Mapping[What, str] = {
    What.DISPUTE: "disputes",
    What.OUTCOME: "happened",
    What.POSITION: "talks",
    What.FIGURE: "figures",
    What.FORECAST: "forecasts",
    What.DUE: "forecasts",
    What.CORRECTION: "corrections",
}
"""The section of each sort of change; a new incident goes by its type."""
_NOTED = frozenset({What.OUTCOME, What.FORECAST, What.DUE})
"""Sorts of change of which a note of the desk says what the statements alone do not: how they go together. That of a
figure proposes how to settle it, which is for a person to write."""
_REVISED = "revised"
_HELD = frozenset({Standing.STANDS, Standing.WITHDRAWN})
_TIMES = frozenset({"hours", "days", "weeks", "months", "years"})
"""Units of figures that say how long something lasts."""
_BESIDE = 4
"""Statements that one sentence tells in full; a longer one nobody reads."""


def draft(
    record: Record,
    *,
    since: date,
    until: date,
    today: date,
    template: Template | None = None,
    before: Brief | None = None,
    before_name: str | None = None,
) -> Brief:
    """A brief on what became known from one day to another, both among them.

    Args:
        record: What is known.
        since: The first day on which reports came out.
        until: The last.
        today: For what is overdue.
        template: Which sections; the usual ones without it.
        before: The brief from which this one is begun: its sections, headings, confidential sources and left-out charts
            are kept, and what stands on statements that it did not use is marked as new.
        before_name: The name of that brief.

    """
    wanted = template or Template()
    changed = gathering.asked(record, since.isoformat(), until.isoformat(), person="", today=today)
    used = frozenset(before.ids) if before else frozenset()
    found = _sentences(record, changed, since, until, used)
    keys = _headings(wanted, before)
    return Brief(
        title=before.title if before else wanted.title,
        since=since.isoformat(),
        until=until.isoformat(),
        sections=tuple(_section(key, heading, found.get(key, []), wanted.most) for key, heading in keys),
        unknown=(*_unknown(changed), *unknown_of(record, since, until)),
        confidential=before.confidential if before else frozenset(),
        without=before.without if before else frozenset(),
        before=before_name,
    )


def _headings(template: Template, before: Brief | None) -> Sequence[tuple[str, str]]:
    return [(one.key, one.heading) for one in before.sections] if before else template.sections


def _section(key: str, heading: str, found: Sequence[Sentence], most: int) -> Section:
    return Section(key, heading, tuple(found[:most]), tuple(found[most:]))


def _sentences(
    record: Record, changed: Changed, since: date, until: date, used: frozenset[str]
) -> dict[str, list[Sentence]]:
    """The sentences of each section, the weightiest first."""
    ids = {id_ for line in changed.lines for id_ in line.ids}
    known = {one.id: one for one in tellings(record, Filter(standings=_HELD), of=ids)} if ids else {}
    around = _Around(known, _withdrawn(record, known), _noted(record, changed.lines), used, _Places(record))
    weighed: list[_Weighed] = []
    for line in _without_repeated_disputes(changed.lines):
        made = _of_line(line, around)
        if made is not None:
            weighed.append(made)
    places, told_already = around.places, {id_ for _, _, sentence in weighed for id_ in sentence.ids}
    told_already |= {id_ for line in changed.lines if line.what is not What.CORRECTION for id_ in line.ids}
    for one in _new_figures(record, since, until, told_already):
        said = places.said(one)
        weight = (_says_much(one.statement) and not places.is_heading(one), *_weight((one,)))
        weighed.append(("figures", weight, told(said, is_new=one.id not in used)))
    order = [key for key in _ORDER if key != "figures"]
    weighed.sort(key=lambda one: ([*order, "figures"].index(one[0]), [-part for part in one[1]]))
    found: dict[str, list[Sentence]] = defaultdict(list)
    for key, sentence in once(weighed):
        found[key].append(sentence)
    return found


_ORDER = tuple(HEADINGS)


class _Around(NamedTuple):
    """What is known of the statements of which changes tell."""

    known: Mapping[str, Telling]
    withdrawn: frozenset[str]
    """Those that a publisher took back."""
    noted: frozenset[str]
    """Those of which a correction is a publisher's note, not what people of the house decided."""
    used: frozenset[str]
    """Those of the brief before."""
    places: _Places


def _withdrawn(record: Record, known: Mapping[str, Telling]) -> frozenset[str]:
    wanted = Filter(standings=frozenset({Standing.WITHDRAWN}))
    return frozenset(row.root_id for row in gathered(record, wanted, of=set(known)))


def _noted(record: Record, lines: Iterable[Line]) -> frozenset[str]:
    ids = {id_ for line in lines if line.what is What.CORRECTION for id_ in line.ids}
    return frozenset(corrections.withdrawn(record, ids)) if ids else frozenset()


def _without_repeated_disputes(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines without disputes over what is new itself.

    A new happening is told with both sides where it belongs, under Rights or Talks: a reader of that section is not to
    take one side's word for it. `Disputes` tells what was known before and is denied since, and numbers; its table
    lists all of them.
    """
    new = {frozenset(line.ids) for line in lines if line.what is What.INCIDENT}
    return (line for line in lines if line.what is not What.DISPUTE or frozenset(line.ids) not in new)


def _says_much(statement: Statement) -> bool:
    """Whether a number says something alone: it is dated, and no length of time (`nine months`)."""
    is_dated = statement.when is not None or getattr(statement, "period", None) is not None
    return is_dated and getattr(statement, "unit", "") not in _TIMES


_Weighed = tuple[str, tuple[int, ...], Sentence]
"""Section, weight and sentence."""


def _of_line(line: Line, around: _Around) -> _Weighed | None:
    """Section, weight and sentence of one change; None where nothing that stands tells it."""
    if line.what is What.CORRECTION:
        return _of_correction(line, around)
    known, places = around.known, around.places
    own = [known[id_] for id_ in line.ids if id_ in known and id_ not in around.withdrawn]
    if not own:
        return None
    is_new = not {one.id for one in own} <= around.used
    if line.what in (What.INCIDENT, What.DISPUTE, What.OUTCOME):
        own = [one for one in own if not places.is_heading(one)] or own
        lead = max(own, key=_weight_of)
        others = [places.said(one) for one in own if one is not lead]
        sentence = told(places.said(lead), others, is_new=is_new)
    else:
        lead, own = own[0], own[:_BESIDE]
        sentence = beside([places.said(one) for one in own], is_new=is_new)
    if (line.note and line.what in _NOTED) or line.note == _REVISED:
        sentence = _with_note(sentence, _begin(_ended(line.note)))
    return _key(line, lead), (not places.is_heading(lead), *_weight(own)), sentence


def _of_correction(line: Line, around: _Around) -> _Weighed | None:
    """What a publisher put right; of what people of the house did, only what the brief before told otherwise."""
    is_ours = bool(line.ids) and around.noted.isdisjoint(line.ids)
    if is_ours and around.used.isdisjoint(line.ids):
        return None
    own = [around.known[id_] for id_ in line.ids if id_ in around.known][:_BESIDE]
    if not own:
        documents = (line.document_id,) if line.document_id else ()
        return "corrections", (False,), Sentence((Part(_ended(line.said)),), documents=documents)
    is_new = not {one.id for one in own} <= around.used
    sentence = beside([around.places.said(one) for one in own], is_new=is_new)
    if line.note:
        note = _begin(_ended(line.note)) if is_ours else f"The report takes this back: “{inner(line.note)}”"
        sentence = _with_note(sentence, note)
    return "corrections", (not around.places.is_heading(own[0]), *_weight(own)), sentence


def _with_note(sentence: Sentence, note: str) -> Sentence:
    return replace(sentence, parts=(*sentence.parts, Part(f" {note}")))


def _key(line: Line, lead: Telling) -> str:
    if line.what is What.INCIDENT and isinstance(lead.statement, Event):
        return section_of(lead.statement.type)
    return _OF.get(line.what, "happened")


def _weight(own: Sequence[Telling]) -> tuple[int, ...]:
    """How much a sentence weighs: what people settled, told by several, said as fact, surely read."""
    return (
        sum(one.is_reviewed for one in own),
        len({one.story for one in own}),
        *_weight_of(max(own, key=_weight_of)),
    )


def _weight_of(one: Telling) -> tuple[int, ...]:
    said = one.statement
    return (
        one.is_reviewed,
        said.polarity is Polarity.YES,
        said.certainty is Certainty.CERTAIN,
        sum(1 for _ in said.quotes()),
        round(100 * (said.probability_right or 0)),
    )


def _new_figures(record: Record, since: date, until: date, told_already: set[str]) -> list[Telling]:
    """The figures of reports that came out in the time of the brief, of what no other sentence tells."""
    published = f"{since.isoformat()}/{until.isoformat()}"
    found = tellings(record, Filter(kind=Kind.FIGURE, published=published))
    return [one for one in found if one.id not in told_already]


def _unknown(changed: Changed) -> tuple[Part, ...]:
    """What was not looked at, in sentences; what else we do not know, people write."""
    return tuple(Part(_ended(one)) for one in changed.left_out)


class _Places:
    """The sentences in which statements stand; each text is asked for once."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self._texts: dict[str, str] = {}

    def is_heading(self, telling: Telling) -> bool:
        """Whether a telling stands in a heading, which says less than the text below it."""
        said = self.said(telling)
        return is_heading(said.text, said.sentence)

    def said(self, telling: Telling) -> Said:
        """A telling with its sentence."""
        if telling.document_id not in self._texts:
            self._texts[telling.document_id] = views.reading(self._record, telling.document_id).document.text
        text = self._texts[telling.document_id]
        return Said(telling, text, sentence_of(text, telling.statement.anchor))


def _begin(words: str) -> str:
    return words[:1].upper() + words[1:]


def _ended(words: str) -> str:
    return words if words.endswith((".", "?", "!", "”", ".]")) else f"{words}."
