"""Briefs: drafted out of what changed, edited sentence by sentence beside the words, published, written out."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

from veedor.analysis.intervals import first_day, last_day
from veedor.brief import editing, keeping
from veedor.brief.checking import Finding, checked
from veedor.brief.exhibits import offered
from veedor.brief.footnotes import Note, notes
from veedor.brief.outline import MACHINE, Brief, Section, Sentence, Why
from veedor.brief.printed import Exhibit
from veedor.brief.template import template_beside
from veedor.codebook.when import in_words
from veedor.desk.asking import Action, Again, Ask, Done, File, Page, Raw
from veedor.desk.pages.deciding import with_done
from veedor.desk.texts import text
from veedor.errors import UsageError
from veedor.record import briefs, views
from veedor.record.briefs import Kept
from veedor.record.reviewing import decided
from veedor.record.store import Record
from veedor.record.views import DocumentRow

_TYPES = {
    ".md": "text/markdown; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".pdf": "application/pdf",
}


@dataclass(frozen=True, slots=True)
class Briefs:
    """The list of briefs, and the form of a new one."""

    briefs: tuple[Kept, ...]
    typed: Mapping[str, str]


class Line(NamedTuple):
    """A sentence on the page."""

    sentence: Sentence
    notes: tuple[Note, ...]
    """Each once: statements of one sentence of a report share a footnote, here as in print."""
    faults: tuple[Finding, ...]
    is_machine: bool


class Aside(NamedTuple):
    """A statement that was set aside."""

    id: str
    why: Why
    note: Note | None
    """Where it stands; None where the record does not hold it any more."""


class Part(NamedTuple):
    """A section on the page."""

    section: Section
    lines: tuple[Line, ...]
    waiting: tuple[Line, ...]
    set_aside: tuple[Aside, ...]


class Report(NamedTuple):
    """A report that the brief uses."""

    id: str
    name: str
    is_confidential: bool


class Offered(NamedTuple):
    """A chart or table that the brief may show."""

    heading: str
    """Of the section that it follows."""
    exhibit: Exhibit
    picture: str | None
    """The chart as an address that holds it; None where there is only the table."""
    is_shown: bool


@dataclass(frozen=True, slots=True)
class Exhibits:
    """The charts and tables of a brief."""

    name: str
    brief: Brief
    kept: Kept
    offered: tuple[Offered, ...]


@dataclass(frozen=True, slots=True)
class BriefPage:
    """A brief that is being edited."""

    name: str
    brief: Brief
    kept: Kept
    parts: tuple[Part, ...]
    reports: tuple[Report, ...]
    """Those on which something of it stands, and those that are confidential already."""
    others: tuple[Report, ...]
    """The newest of the others of the same days: charts and tables may stand on them."""
    used: int
    set_aside: int
    waiting: int
    faults: int
    reasons: tuple[Why, ...] = tuple(Why)
    forms: tuple[str, ...] = tuple(form[1:] for form in keeping.FORMS)


def load(ask: Ask) -> Briefs:
    """Every brief, the one saved last first."""
    today = datetime.now(UTC).date()
    usual = {
        "name": f"{today:%G-W%V}",
        "since": str(today - timedelta(days=6)),
        "until": str(today),
        "after": "",
    }
    typed = {name: (ask.word(name) or "") if name in ask.form else value for name, value in usual.items()}
    return Briefs(tuple(briefs.every(ask.record)), typed)


def load_one(ask: Ask) -> BriefPage:
    """A brief with the words beside each sentence, and what is wrong with it by what the record says now."""
    kept = briefs.latest(ask.record, ask.path["name"])
    brief, _ = keeping.opened(ask.record, kept.name)
    known = notes(ask.record, list(_ids_of(brief)), brief.confidential)
    faults = checked(ask.record, brief)
    parts = tuple(_part(section, known, faults) for section in brief.sections)
    reports, others = _reports(ask.record, brief, known)
    return BriefPage(
        name=kept.name,
        brief=brief,
        kept=kept,
        parts=parts,
        reports=reports,
        others=others,
        used=len(brief.ids),
        set_aside=sum(len(one.set_aside) for one in brief.sections),
        waiting=sum(len(one.waiting) for one in brief.sections),
        faults=len(faults),
    )


def _ids_of(brief: Brief) -> Iterator[str]:
    """All statements that the page names, each once: used, waiting, set aside, and those of what is not known."""
    told = [id_ for one in brief.sections for said in (*one.sentences, *one.waiting) for id_ in said.ids]
    unknown = (id_ for one in brief.unknown for id_ in one.ids)
    aside = (one.id for each in brief.sections for one in each.set_aside)
    yield from dict.fromkeys((*told, *unknown, *aside))


_MOST_OTHERS = 100
"""Of the newest reports so many are looked at for those of the same days."""


def _reports(
    record: Record, brief: Brief, known: Mapping[str, Note]
) -> tuple[tuple[Report, ...], tuple[Report, ...]]:
    """The reports that may be confidential: those of the brief, and others of the same days."""
    spoken_of = {id_ for one in brief.sections for said in one.sentences for id_ in said.documents}
    own = {note.document_id for note in known.values()} | spoken_of | brief.confidential
    newest = [one for one in views.documents(record, limit=_MOST_OTHERS) if _is_of(one, brief)]
    return (
        _listed(views.documents(record, of=own) if own else [], brief),
        _listed([one for one in newest if one.id not in own], brief),
    )


def _is_of(report: DocumentRow, brief: Brief) -> bool:
    days = report.published
    return days is not None and str(last_day(days)) >= brief.since and str(first_day(days)) <= brief.until


def _listed(found: Iterable[DocumentRow], brief: Brief) -> tuple[Report, ...]:
    named = (Report(one.id, _named(one), one.id in brief.confidential) for one in found)
    return tuple(sorted(named, key=lambda one: one.name.casefold()))


def _named(one: DocumentRow) -> str:
    dated = in_words(one.published) if one.published else "undated"
    return ", ".join(part for part in (one.publisher, one.title or one.file or one.id, dated) if part)


def _part(section: Section, known: Mapping[str, Note], faults: Sequence[Finding]) -> Part:
    def line(sentence: Sentence, number: int = 0) -> Line:
        own = tuple(one for one in faults if (one.section, one.sentence) == (section.heading, number))
        told = tuple({known[id_].words(): known[id_] for id_ in sentence.ids if id_ in known}.values())
        return Line(sentence, told, own, sentence.by == MACHINE)

    lines = tuple(line(one, number) for number, one in enumerate(section.sentences, start=1))
    aside = tuple(Aside(one.id, one.why, known.get(one.id)) for one in section.set_aside)
    return Part(section, lines, tuple(line(one) for one in section.waiting), aside)


def load_exhibits(ask: Ask) -> Exhibits:
    """Every chart and table that there is for a brief, in the order of its sections, with those that are left out."""
    kept = briefs.latest(ask.record, ask.path["name"])
    brief, _ = keeping.opened(ask.record, kept.name)
    found = offered(ask.record, brief)
    shown = (
        Offered(section.heading, one, _picture(one), one.key not in brief.without)
        for section in brief.sections
        for one in found.get(section.key, ())
    )
    return Exhibits(kept.name, brief, kept, tuple(shown))


def _picture(exhibit: Exhibit) -> str | None:
    if exhibit.svg is None:
        return None
    return f"data:image/svg+xml;base64,{b64encode(exhibit.svg.encode()).decode()}"


def begin(ask: Ask) -> Done | Again:
    """Draft a new brief."""
    try:
        name = ask.needed("name")
        keeping.begin(
            ask.record,
            name,
            since=_day(ask.needed("since")),
            until=_day(ask.needed("until")),
            today=datetime.now(UTC).date(),
            by=ask.person.name,
            template=template_beside(ask.record.place),
            after=ask.word("after"),
        )
    except UsageError as error:
        return Again(LIST, load(ask), ask.to("briefs"), error)
    kept = briefs.latest(ask.record, name)
    to = with_done(ask.to("brief", name=kept.name), kept.change_id)
    return Done(to, text("Drafted"), {"change_id": kept.change_id})


def edit(ask: Ask) -> Done:
    """Change one thing in a brief, and save it."""
    kept = briefs.latest(ask.record, ask.path["name"])
    brief, _ = keeping.opened(ask.record, kept.name)
    expects = int(ask.needed("expects")) if (ask.word("expects") or "").isdigit() else kept.change_id
    if expects != kept.change_id:  # the numbers of sentences are those of another form
        raise briefs.overtaken(kept)
    changed = _edited(ask, brief)
    is_exhibit = ask.word("exhibit") is not None
    here = ask.to("brief-exhibits" if is_exhibit else "brief", name=kept.name)
    if changed == brief:
        return Done(here, text("Nothing changed"), {"change_id": kept.change_id})
    change = briefs.save(ask.record, kept.name, changed.to_dict(), by=ask.person.name, expects=expects)
    key = ask.word("to") or ask.word("section")
    there = f"{here}#s-{key}" if key else here  # back to where one was: a brief is many screens long
    return Done(with_done(there, change), text("Saved"), {"change_id": change})


def _edited(ask: Ask, brief: Brief) -> Brief:
    key, number = ask.word("section") or "", _number(ask, "number")
    if ask.word("do") in _WITH_WORDS:
        brief = _reworded(ask, brief, key, number)
    match ask.needed("do"):
        case "in":
            return editing.take_in(brief, key, number)
        case "out":
            return editing.take_out(brief, key, number)
        case "up":
            return editing.move(brief, key, number, key, number - 1)
        case "down":
            return editing.move(brief, key, number, key, number + 1)
        case "move":
            return editing.move(brief, key, number, ask.needed("to"), _number(ask, "place"))
        case "words":
            return editing.reword(brief, key, number, ask.needed("words"), by=ask.person.name)
        case "add":
            return editing.add(brief, key, ask.needed("words"), _ids(ask), by=ask.person.name)
        case "aside":
            changed = editing.set_aside(
                brief, key, number, _why(ask), waiting=ask.word("waiting") is not None
            )
            return _with_confidential(ask.record, brief, changed)
        case "about":
            lines = (ask.word("unknown") or "").splitlines()
            title = ask.word("title") or ""
            secret = {*ask.words("confidential"), *_unlisted(ask.record, brief)}
            return editing.describe(brief, title=title, unknown=lines, confidential=sorted(secret))
        case "leave":
            return editing.leave_out(brief, ask.needed("exhibit"))
        case "bring":
            return editing.bring_back(brief, ask.needed("exhibit"))
    raise UsageError(text("There is nothing of that name to do with a brief"))


def _unlisted(record: Record, brief: Brief) -> frozenset[str]:
    """The confidential reports that the page cannot list, as one whose reading was undone: they stay so."""
    return brief.confidential - {one.id for one in views.documents(record, of=brief.confidential)}


def _with_confidential(record: Record, before: Brief, brief: Brief) -> Brief:
    """The brief with the reports of what was just set aside as confidential: no chart is to show what they say."""
    ids = _confidential_ids(brief) - _confidential_ids(before)
    documents = {one.document_id for one in notes(record, sorted(ids)).values()} if ids else set()
    return replace(brief, confidential=brief.confidential | documents)


def _confidential_ids(brief: Brief) -> set[str]:
    return {one.id for each in brief.sections for one in each.set_aside if one.why is Why.CONFIDENTIAL}


_WITH_WORDS = frozenset({"out", "up", "down", "move"})
"""What is done to a sentence by the form in which its words stand: what was written there is kept."""


def _reworded(ask: Ask, brief: Brief, key: str, number: int) -> Brief:
    words = " ".join((ask.word("words") or "").split())
    section = next((one for one in brief.sections if one.key == key), None)
    said = section.sentences[number].words if section and 0 <= number < len(section.sentences) else words
    if not words or words == " ".join(said.split()):
        return brief
    return editing.reword(brief, key, number, words, by=ask.person.name)


def _number(ask: Ask, name: str) -> int:
    said = ask.word(name) or "0"
    return int(said) if said.isascii() and said.isdigit() and len(said) < 6 else -1


def _ids(ask: Ask) -> list[str]:
    """The statements that were named by their ids, or by addresses that end with them."""
    typed = (part.rpartition("/")[2].rpartition("#s-")[2] for part in (ask.word("ids") or "").split())
    return [decided.find(ask.record, one.removeprefix("s-")) for one in typed]


def _why(ask: Ask) -> Why:
    said = ask.word("why")
    if said not in tuple(Why):
        raise UsageError(text("Say why it is set aside"))
    return Why(said)


def publish(ask: Ask) -> Done | Again:
    """Freeze a brief as it goes out."""
    here = ask.to("brief", name=ask.path["name"])
    try:
        change = keeping.publish(ask.record, ask.path["name"], by=ask.person.name)
    except UsageError as error:
        return Again(ONE, load_one(ask), here, error)
    return Done(with_done(here, change), text("Published"), {"change_id": change})


def out(ask: Ask) -> File:
    """The brief in one of its formats."""
    suffix = f".{ask.path['form']}"
    if suffix not in _TYPES:
        raise UsageError(text("A brief is not written in that format"))
    is_public = ask.word("public") is not None
    ready = keeping.ready(ask.record, ask.path["name"], public=is_public)
    name = f"{ask.path['name']}{'-public' if is_public else ''}{suffix}"  # so that nobody sends the other one out
    return File(keeping.written(ready, suffix), _TYPES[suffix], name)


def _day(said: str) -> date:
    try:
        return date.fromisoformat(said)
    except ValueError as error:
        raise UsageError(text("A day is written as 2026-03-16")) from error


LIST = Page("briefs", "/briefs", load, "briefs.html", title="Briefs")
ONE = Page("brief", "/briefs/{name}", load_one, "brief.html")
EXHIBITS = Page("brief-exhibits", "/briefs/{name}/exhibits", load_exhibits, "brief_exhibits.html")
ANSWERS: tuple[Page | Action | Raw, ...] = (
    LIST,
    ONE,
    EXHIBITS,
    Action("begin-brief", "/briefs/new", begin),
    Action("edit-brief", "/briefs/{name}/edit", edit),
    Action("publish-brief", "/briefs/{name}/publish", publish),
    Raw("brief-out", "/briefs/{name}/out.{form}", out),
)
