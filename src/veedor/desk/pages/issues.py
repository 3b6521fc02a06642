"""Issues of talks: what they are called, which two may be one, and positions that name none."""

from __future__ import annotations

from dataclasses import dataclass

from veedor.analysis.talks.merging import Merge, proposals
from veedor.desk.asking import Action, Ask, Done, Page, Raw
from veedor.desk.cards import Card, cards_of
from veedor.desk.pages.deciding import back_to, with_done
from veedor.desk.pages.talks import gathered
from veedor.desk.texts import text
from veedor.gathering.talks import Gathered, IssueRow, file_statement, issue_rows, name_key
from veedor.record.gathered import gathered as rows_of
from veedor.record.wanted import Filter

_UNFILED = 20
"""Positions that name no issue, shown at most."""
_MERGES = 20


@dataclass(frozen=True, slots=True)
class Issues:
    """The issues, and what people may do about them."""

    issues: tuple[IssueRow, ...]
    merges: tuple[Merge, ...]
    unfiled: tuple[Card, ...]
    unfiled_total: int
    reports: int
    has_more: bool
    """Whether older reports were not looked at."""


def load(ask: Ask) -> Issues:
    """The issues of the newest reports, the pairs that may be one, and what is filed under none."""
    found = gathered(ask)
    reading = found.reading
    unfiled = reading.unfiled[:_UNFILED]
    rows = rows_of(ask.record, Filter(), of=unfiled)
    return Issues(
        tuple(issue_rows(found)),
        proposals(reading, found.tellings, most=_MERGES),
        tuple(cards_of(ask.record, rows)),
        len(reading.unfiled),
        found.documents,
        found.has_more,
    )


def name(ask: Ask) -> Done:
    """Call an issue, or two at once, by one name."""
    issue, why = ask.needed("name"), ask.word("reason") or ""
    change_id = 0
    for key in _keys(gathered(ask), ask.words("issue") or [ask.needed("issue")]):
        change_id = name_key(ask.record, key, issue, by=ask.person.name, reason=why)
    to = with_done(back_to(ask, ask.to("issues")), change_id)
    return Done(to, text("The issue has its name."), {"change_id": change_id})


def _keys(found: Gathered, issues: list[str]) -> list[str]:
    """The keys that are filed under some names now; a name that is filed nowhere is a key itself."""
    rows = {row.name: row.keys for row in issue_rows(found)}
    return list(dict.fromkeys(key for one in issues for key in rows.get(one, (one,))))


def file(ask: Ask) -> Done:
    """File a position under an issue."""
    change_id = file_statement(
        ask.record,
        ask.needed("statement"),
        ask.needed("name"),
        by=ask.person.name,
        reason=ask.word("reason") or "",
    )
    to = with_done(back_to(ask, ask.to("issues")), change_id)
    return Done(to, text("The position is filed."), {"change_id": change_id})


ANSWERS: tuple[Page | Action | Raw, ...] = (
    Page("issues", "/talks/issues", load, "issues.html"),
    Action("name-issue", "/talks/issues/name", name),
    Action("file-position", "/talks/issues/file", file),
)
