"""Briefs in the record: drafted, saved, published as a frozen snapshot, and checked against what is known now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from veedor.brief.checking import Finding, checked
from veedor.brief.drafting import draft
from veedor.brief.exhibits import exhibits_of
from veedor.brief.footnotes import Note, notes
from veedor.brief.markdown import markdown
from veedor.brief.outline import Brief, from_dict
from veedor.brief.printed import Exhibit, Printed, printed
from veedor.brief.template import Template
from veedor.brief.withheld import with_confidential_versions
from veedor.errors import UsageError
from veedor.record import briefs
from veedor.record.briefs import Kept
from veedor.record.store import Record

FORMS = (".md", ".html", ".docx", ".pdf")
"""The formats in which a brief goes out, by the suffixes of files."""


def begin(
    record: Record,
    name: str,
    *,
    since: date,
    until: date,
    today: date,
    by: str,
    template: Template | None = None,
    after: str | None = None,
) -> Brief:
    """A new brief, drafted and saved under a name; with `after`, begun from the brief of that name."""
    if any(one.name == name for one in briefs.every(record)):
        raise UsageError(f"There is a brief {name!r} already; name another one, or write on in that one")
    before = _brief(record, briefs.latest(record, after)) if after else None
    made = draft(
        record,
        since=since,
        until=until,
        today=today,
        template=template,
        before=before,
        before_name=after,
    )
    briefs.save(record, name, made.to_dict(), by=by)
    return made


def opened(record: Record, name: str) -> tuple[Brief, int]:
    """A brief as it was saved last, and the change by which it was."""
    kept = briefs.latest(record, name)
    return _brief(record, kept), kept.change_id


def _brief(record: Record, kept: Kept) -> Brief:
    return with_confidential_versions(record, from_dict(dict(kept.plain)))


def publish(record: Record, name: str, *, by: str, reason: str | None = None) -> int:
    """The change that freezes a brief with its footnotes.

    Raises UsageError where a sentence stands on nothing, or on what the record does not say any more: mend it first.
    """
    brief, change = opened(record, name)
    faults = checked(record, brief)
    if faults:
        first = faults[0]
        raise UsageError(
            f"{len(faults)} faults, the first in '{first.section}', sentence {first.sentence}: {first.fault}; "
            f"list them with: veedor brief check {name}"
        )
    found = notes(record, brief.held, brief.confidential)
    frozen = {
        "notes": {id_: note.to_dict() for id_, note in found.items()},
        "exhibits": _plain(exhibits_of(record, brief)),
        "public_exhibits": _plain(exhibits_of(record, brief, public=True)),
    }
    return briefs.save(record, name, brief.to_dict(), by=by, expects=change, frozen=frozen, reason=reason)


def verify(record: Record, name: str) -> list[Finding]:
    """What a published brief says that the record does not say any more; empty where all of it holds."""
    kept = briefs.published(record, name)
    assert kept.frozen is not None
    return checked(record, from_dict(dict(kept.plain)), kept.frozen["notes"])


def ready(record: Record, name: str, *, public: bool = False) -> Printed:
    """A brief as it is set: with the footnotes and charts that were frozen where it is published, else with today's."""
    kept = briefs.latest(record, name)
    brief = _brief(record, kept)
    if kept.frozen is None:
        known = notes(record, brief.held, brief.confidential)
        return printed(brief, known, public=public, exhibits=exhibits_of(record, brief, public=public))
    known = {id_: Note(**plain) for id_, plain in kept.frozen["notes"].items()}
    held = kept.frozen.get("public_exhibits" if public else "exhibits", {})
    return printed(brief, known, public=public, exhibits=_exhibits(held))


def _plain(exhibits: Mapping[str, Sequence[Exhibit]]) -> dict[str, list[dict[str, Any]]]:
    return {key: [one._asdict() for one in own] for key, own in exhibits.items()}


def _exhibits(plain: Mapping[str, Sequence[Mapping[str, Any]]]) -> dict[str, tuple[Exhibit, ...]]:
    """What `_plain` kept; lists become tuples again."""
    return {
        key: tuple(
            Exhibit(
                one["title"],
                tuple(one["columns"]),
                tuple(map(tuple, one["rows"])),
                one["svg"],
                one["said"],
                one.get("key", ""),
            )
            for one in own
        )
        for key, own in plain.items()
    }


_TEMPLATES = {".docx": ".docx", ".pdf": ".typ"}
"""The suffix of a house's own template, by that of the format that it is for."""


def _check_template(template: Path | None, suffix: str) -> None:
    if template is None or suffix not in FORMS:
        return
    wanted = _TEMPLATES.get(suffix)
    if wanted is None:
        raise UsageError(
            f"A brief as {suffix} takes no template; leave --template out, or write .docx or .pdf"
        )
    if template.suffix.lower() != wanted:
        raise UsageError(f"A brief as {suffix} takes a template that ends with {wanted}, not {template.name}")
    if not template.is_file():
        raise UsageError(f"There is no template at {template}; give the path of a {wanted} file")


def written(brief: Printed, suffix: str, template: Path | None = None) -> bytes:
    """The brief in one of `FORMS`; `template` is a house's own .docx or .typ. UsageError for another format."""
    _check_template(template, suffix.lower())
    match suffix.lower():
        case ".md":
            return markdown(brief).encode("utf-8")
        case ".html":
            from veedor.brief.web import html

            return html(brief).encode("utf-8")
        case ".docx":
            from veedor.brief.word import word

            return word(brief, template)
        case ".pdf":
            from veedor.brief.pdf import pdf

            return pdf(brief, template)
    raise UsageError(f"A brief is not written as {suffix!r}; take one of {', '.join(FORMS)}")
