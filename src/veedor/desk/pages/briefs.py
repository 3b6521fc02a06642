"""Briefs: drafted out of what changed, edited sentence by sentence beside the words, published, written out."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

from veedor.brief import editing, keeping
from veedor.brief.checking import Finding, checked
from veedor.brief.exhibits import offered
from veedor.brief.footnotes import Note, notes
from veedor.brief.outline import MACHINE, Brief, Section, Sentence, Why
from veedor.brief.printed import Exhibit
from veedor.desk.asking import Action, Again, Ask, Done, File, Page, Raw
from veedor.desk.pages.deciding import with_done
from veedor.desk.texts import text
from veedor.errors import UsageError
from veedor.record import briefs
from veedor.record.briefs import Kept
from veedor.record.reviewing import decided

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
    faults: tuple[Finding, ...]
    is_machine: bool


class Part(NamedTuple):
    """A section on the page."""

    section: Section
    lines: tuple[Line, ...]
    waiting: tuple[Line, ...]


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
    every = [id_ for one in brief.sections for said in (*one.sentences, *one.waiting) for id_ in said.ids]
    known = notes(ask.record, list(dict.fromkeys(every)), brief.confidential)
    faults = checked(ask.record, brief)
    parts = tuple(_part(section, known, faults) for section in brief.sections)
    used = {known[id_].document_id: known[id_] for id_ in brief.ids if id_ in known}
    reports = [Report(id_, note.source(), note.is_confidential) for id_, note in used.items()]
    return BriefPage(
        name=kept.name,
        brief=brief,
        kept=kept,
        parts=parts,
        reports=tuple(sorted(reports, key=lambda one: one.name.casefold())),
        used=len(brief.ids),
        set_aside=sum(len(one.set_aside) for one in brief.sections),
        waiting=sum(len(one.waiting) for one in brief.sections),
        faults=len(faults),
    )


def _part(section: Section, known: Mapping[str, Note], faults: Sequence[Finding]) -> Part:
    def line(sentence: Sentence, number: int = 0) -> Line:
        own = tuple(one for one in faults if (one.section, one.sentence) == (section.heading, number))
        told = tuple(known[id_] for id_ in sentence.ids if id_ in known)
        return Line(sentence, told, own, sentence.by == MACHINE)

    lines = tuple(line(one, number) for number, one in enumerate(section.sentences, start=1))
    return Part(section, lines, tuple(line(one) for one in section.waiting))


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
    return Done(with_done(here, change), text("Saved"), {"change_id": change})


def _edited(ask: Ask, brief: Brief) -> Brief:
    key, number = ask.word("section") or "", _number(ask, "number")
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
            is_waiting = ask.word("waiting") is not None
            return editing.set_aside(brief, key, number, _why(ask), waiting=is_waiting)
        case "about":
            lines = (ask.word("unknown") or "").splitlines()
            title = ask.word("title") or ""
            return editing.describe(brief, title=title, unknown=lines, confidential=ask.words("confidential"))
        case "leave":
            return editing.leave_out(brief, ask.needed("exhibit"))
        case "bring":
            return editing.bring_back(brief, ask.needed("exhibit"))
    raise UsageError(text("There is nothing of that name to do with a brief"))


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
    ready = keeping.ready(ask.record, ask.path["name"], public=ask.word("public") is not None)
    return File(keeping.written(ready, suffix), _TYPES[suffix], f"{ask.path['name']}{suffix}")


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
