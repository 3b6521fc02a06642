"""The log: who did what to the record, when and why, each with its undo; and the rules in force."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from veedor.desk.asking import Action, Ask, Page, Raw
from veedor.desk.pages.statement import verb_in_words
from veedor.record import changes, views
from veedor.record.changes import Change, Verb
from veedor.record.reviewing import decided, rules
from veedor.record.reviewing.rules import Rule
from veedor.record.wanted import Scope

PER_PAGE = 50
_DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?", re.ASCII)
_BY_PEOPLE = frozenset(Verb) - {Verb.READ, Verb.WITHDRAW, Verb.REANCHOR}


class Line(NamedTuple):
    """A line of the log."""

    id: int
    verb: Verb
    said: str
    """The verb in words."""
    by: str
    at: str
    reason: str | None
    counts: bool
    document_id: str | None
    document: str
    """Its title, file or id; empty where the change is about no document."""
    statement_id: str | None
    """None where the change is about no statement, or several."""
    sentence: str
    many: int
    """How many statements it is about."""


class RuleLine(NamedTuple):
    """A rule in force: what is rejected everywhere."""

    rule: Rule
    where: str
    """The document or the publisher; empty for all documents."""


@dataclass(frozen=True, slots=True)
class Log:
    """A page of the log."""

    lines: tuple[Line, ...]
    older: str
    """The address of the page with what came before; empty where that is all."""
    newest: str
    """The address of the first page; empty where this is it."""
    rules: tuple[RuleLine, ...]
    by: str
    day: str
    document: str
    everything: bool
    """Whether what programs did is listed too."""
    is_narrowed: bool


def load(ask: Ask) -> Log:
    """The changes asked for, newest first."""
    by, day, document = ask.word("by"), _day(ask), ask.word("document")
    everything = ask.word("all") == "1"
    asked = {"by": by, "day": day, "document": document, "all": "1" if everything else None}
    before = ask.number("before", 0)
    found = changes.log(
        ask.record,
        by=by,
        day=day,
        document_id=document,
        limit=PER_PAGE + 1,
        before=before or None,
        verbs=None if everything or document else _BY_PEOPLE,
    )
    shown = found[:PER_PAGE]
    return Log(
        lines=tuple(_lines(ask, shown)),
        older=ask.to("log", **asked, before=shown[-1].id) if len(found) > PER_PAGE else "",
        newest=ask.to("log", **asked) if before else "",
        rules=() if before else tuple(_rules(ask)),
        by=by or "",
        day=day or "",
        document=document or "",
        everything=everything,
        is_narrowed=bool(by or day or document),
    )


def _day(ask: Ask) -> str | None:
    """The day, month or year asked for; None where what was given is none."""
    said = ask.word("day")
    return said if said and _DAY.fullmatch(said) else None


def _lines(ask: Ask, found: Sequence[Change]) -> list[Line]:
    about = decided.statements_of(ask.record, [one.id for one in found])
    alone = {id_: said[0] for id_, said in about.items() if len(said) == 1}
    sentences = decided.sentences_of(ask.record, list(alone.values()))
    labels = _labels(ask, {one.document_id for one in found if one.document_id})
    return [
        Line(
            id=one.id,
            verb=one.verb,
            said=verb_in_words(one.verb),
            by=one.by,
            at=one.at,
            reason=one.reason,
            counts=one.counts,
            document_id=one.document_id if one.document_id in labels else None,
            document=labels.get(one.document_id or "", ""),
            statement_id=alone.get(one.id),
            sentence=sentences.get(alone.get(one.id, ""), ""),
            many=len(about.get(one.id, ())),
        )
        for one in found
    ]


def _labels(ask: Ask, ids: set[str]) -> dict[str, str]:
    """What documents are called, by their ids."""
    return {row.id: row.label for row in views.documents(ask.record, of=sorted(ids))} if ids else {}


def _rules(ask: Ask) -> list[RuleLine]:
    found = ask.desk.memory.of(ask.record, "rules", lambda: rules.rules(ask.record))
    labels = _labels(ask, {one.document_id for one in found if one.document_id})
    return [RuleLine(one, _where(one, labels)) for one in found]


def _where(rule: Rule, labels: dict[str, str]) -> str:
    if rule.scope is Scope.DOCUMENT:
        return labels.get(rule.document_id or "", rule.document_id or "")
    return rule.publisher or ""


ANSWERS: tuple[Page | Action | Raw, ...] = (Page("log", "/log", load, "log.html", title="Log"),)
