"""A brief as an object: sections of sentences, each tied to the statements on which it stands.

The one invariant: a part of a sentence that claims something names at least one statement. What names none is a
heading or a link between two parts, and `checking.py` says so where it is not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from veedor.errors import UsageError

MACHINE = "machine"
"""Who wrote a sentence that nobody has touched."""


class Why(StrEnum):
    """Why a statement is left out of a brief on purpose (DEEP's reasons)."""

    REDUNDANT = "redundant"
    OLD = "too old"
    ANECDOTAL = "anecdotal"
    OUTLIER = "outlier"
    CONFIDENTIAL = "confidential"


@dataclass(frozen=True, slots=True)
class Part:
    """Some words of a sentence, and the statements that say so: they get the footnotes after it."""

    words: str
    ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence."""

    parts: tuple[Part, ...]
    by: str = MACHINE
    """Who wrote it: a person as soon as one changed it."""
    is_new: bool = False
    """Whether it stands on evidence that the brief before did not have."""
    documents: tuple[str, ...] = ()
    """Reports of which it speaks as a whole, without a statement: they may be confidential as well."""

    @property
    def words(self) -> str:
        """The sentence without its footnotes."""
        return "".join(part.words for part in self.parts)

    @property
    def ids(self) -> tuple[str, ...]:
        """The statements on which it stands, each once, in their order."""
        return tuple(dict.fromkeys(id_ for part in self.parts for id_ in part.ids))


@dataclass(frozen=True, slots=True)
class SetAside:
    """A statement that is left out, with the reason."""

    id: str
    why: Why


@dataclass(frozen=True, slots=True)
class Section:
    """One section."""

    key: str
    """Of the template, such as `talks`."""
    heading: str
    sentences: tuple[Sentence, ...] = ()
    waiting: tuple[Sentence, ...] = ()
    """Sentences of the draft that nobody has taken in yet, the weightiest first."""
    set_aside: tuple[SetAside, ...] = ()


@dataclass(frozen=True, slots=True)
class Brief:
    """A whole brief."""

    title: str
    since: str
    """First day of what it tells, ISO 8601."""
    until: str
    """Last day of it."""
    sections: tuple[Section, ...]
    unknown: tuple[Part, ...] = ()
    """What we do not know, in sentences of people or of the draft: they claim nothing, and so get no footnotes. Those
    of the draft keep the statements that they count or name, which a public edition may have to leave out."""
    confidential: frozenset[str] = frozenset()
    """Documents whose names and words are for the house alone."""
    without: frozenset[str] = frozenset()
    """Charts and tables that are left out, by their keys."""
    before: str | None = None
    """The name of the brief from which this one was begun."""

    @property
    def ids(self) -> tuple[str, ...]:
        """All statements that it uses, in the order of their footnotes."""
        return tuple(
            dict.fromkeys(id_ for one in self.sections for said in one.sentences for id_ in said.ids)
        )

    @property
    def held(self) -> tuple[str, ...]:
        """All statements that may be confidential: those used, and those that what we do not know counts."""
        return tuple(dict.fromkeys((*self.ids, *(id_ for one in self.unknown for id_ in one.ids))))

    def with_section(self, section: Section) -> Brief:
        """The brief with one of its sections in another form."""
        return replace(
            self, sections=tuple(section if one.key == section.key else one for one in self.sections)
        )

    def to_dict(self) -> dict[str, Any]:
        """The JSON form."""
        return {
            "title": self.title,
            "since": self.since,
            "until": self.until,
            "before": self.before,
            "unknown": [_part_to_dict(one) for one in self.unknown],
            "confidential": sorted(self.confidential),
            "without": sorted(self.without),
            "sections": [_section_to_dict(section) for section in self.sections],
        }


def from_dict(plain: dict[str, Any]) -> Brief:
    """The brief that `to_dict` wrote; UsageError where it is none."""
    try:
        return Brief(
            title=str(plain["title"]),
            since=str(plain["since"]),
            until=str(plain["until"]),
            before=plain.get("before"),
            unknown=tuple(map(_unknown, plain["unknown"])),
            confidential=frozenset(map(str, plain["confidential"])),
            without=frozenset(map(str, plain.get("without", ()))),
            sections=tuple(_section(one) for one in plain["sections"]),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise UsageError(f"That is no brief: {type(error).__name__} in its JSON; write it anew") from error


def _section_to_dict(section: Section) -> dict[str, Any]:
    return {
        "key": section.key,
        "heading": section.heading,
        "sentences": [*map(_sentence_to_dict, section.sentences)],
        "waiting": [*map(_sentence_to_dict, section.waiting)],
        "set_aside": [{"id": one.id, "why": str(one.why)} for one in section.set_aside],
    }


def _sentence_to_dict(sentence: Sentence) -> dict[str, Any]:
    plain = {
        "parts": [*map(_part_to_dict, sentence.parts)],
        "by": sentence.by,
        "new": sentence.is_new,
    }
    return plain | ({"documents": list(sentence.documents)} if sentence.documents else {})


def _part_to_dict(part: Part) -> dict[str, Any]:
    return {"words": part.words, "ids": list(part.ids)}


def _part(plain: dict[str, Any]) -> Part:
    return Part(str(plain["words"]), tuple(map(str, plain["ids"])))


def _unknown(plain: dict[str, Any] | str) -> Part:
    """A line of what we do not know; briefs that were saved before it knew its statements hold its words alone."""
    return Part(plain) if isinstance(plain, str) else _part(plain)


def _section(plain: dict[str, Any]) -> Section:
    return Section(
        str(plain["key"]),
        str(plain["heading"]),
        tuple(_sentences(plain["sentences"])),
        tuple(_sentences(plain["waiting"])),
        tuple(SetAside(str(one["id"]), Why(one["why"])) for one in plain["set_aside"]),
    )


def _sentences(plain: Iterable[dict[str, Any]]) -> Iterator[Sentence]:
    for one in plain:
        documents = tuple(map(str, one.get("documents", ())))
        yield Sentence(tuple(map(_part, one["parts"])), str(one["by"]), bool(one["new"]), documents)
