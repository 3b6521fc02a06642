"""A brief ready to be set: footnotes numbered, sources listed, confidential ones named or not; one for all formats."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from veedor.brief.footnotes import Note
from veedor.brief.outline import Brief, Sentence
from veedor.codebook.when import in_words


class Run(NamedTuple):
    """Some words and the numbers of the footnotes after them."""

    words: str
    notes: tuple[int, ...]


class Exhibit(NamedTuple):
    """A chart with a table that says the same, or a table alone."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    svg: str | None = None
    """The chart as a vector graphic; None where there is only the table."""
    said: str = ""
    """What the chart shows, for those who cannot see it."""
    key: str = ""
    """By which it is left out: the same in every form of the brief."""


class Chapter(NamedTuple):
    """A section as it is set."""

    heading: str
    sentences: tuple[tuple[Run, ...], ...]
    exhibits: tuple[Exhibit, ...] = ()


class Footnote(NamedTuple):
    """A footnote as it is set."""

    number: int
    words: str
    address: str | None


class Printed(NamedTuple):
    """The whole brief as it is set."""

    title: str
    span: str
    """From when to when, in words; with confidential sources, that it is for the house alone."""
    dated: str
    """The last day that it tells of, ISO 8601."""
    chapters: tuple[Chapter, ...]
    """Those in which something stands."""
    unknown: tuple[str, ...]
    footnotes: tuple[Footnote, ...]
    sources: tuple[str, ...]
    """The reports used, each once, in the order of publisher and title."""
    is_public: bool


def printed(
    brief: Brief,
    notes: Mapping[str, Note],
    *,
    public: bool = False,
    exhibits: Mapping[str, tuple[Exhibit, ...]] | None = None,
) -> Printed:
    """The brief as it is set.

    Args:
        brief: What is said.
        notes: The footnote of each statement; a statement without one gets none, which `checking` complains of.
        public: Whether sentences that stand on confidential documents are left out, and what we do not know of them:
            their words would give them away. So are those on statements without a footnote, of which nobody can tell.
        exhibits: Charts and tables by the key of the section that they follow.

    """
    cited = {id_: (note.words(public=public), _link(note, public)) for id_, note in notes.items()}
    numbers: dict[_Cited, int] = {}
    chapters = []
    used: list[str] = []
    for section in brief.sections:
        shown = [one for one in section.sentences if not (public and _is_secret(one, brief, notes))]
        runs = tuple(tuple(_runs(one, cited, numbers)) for one in shown)
        used += [id_ for one in shown for id_ in one.ids if id_ in notes]
        own = (exhibits or {}).get(section.key, ())
        if runs or own:
            chapters.append(Chapter(section.heading, runs, own))
    found = [Footnote(number, *words) for words, number in numbers.items()]
    sources = sorted({_source(notes[id_], public) for id_ in used}, key=str.casefold)
    is_secret = not public and any(notes[id_].is_confidential for id_ in used)
    return Printed(
        brief.title,
        f"{_span(brief)}{_HOUSE_ALONE if is_secret else ''}",
        brief.until,
        tuple(chapters),
        tuple(one.words for one in brief.unknown if not (public and _is_any_secret(one.ids, notes))),
        tuple(found),
        tuple(sources),
        public,
    )


_HOUSE_ALONE = " · for the house alone: it quotes confidential sources"


def _source(note: Note, public: bool) -> str:
    is_marked = note.is_confidential and not public
    return f"{note.source(public=public)}{' (confidential)' if is_marked else ''}"


def _is_secret(sentence: Sentence, brief: Brief, notes: Mapping[str, Note]) -> bool:
    """Whether a sentence stands on what is confidential, or speaks of a report that is."""
    return not brief.confidential.isdisjoint(sentence.documents) or _is_any_secret(sentence.ids, notes)


def _is_any_secret(ids: Iterable[str], notes: Mapping[str, Note]) -> bool:
    """Whether something stands on what is confidential, or on what may be: its own words would give that away."""
    return any(id_ not in notes or notes[id_].is_confidential for id_ in ids)


_Cited = tuple[str, str | None]
"""Words and address of a footnote: statements of one sentence of a report share theirs."""


def _runs(sentence: Sentence, cited: Mapping[str, _Cited], numbers: dict[_Cited, int]) -> list[Run]:
    found = []
    for part in sentence.parts:
        own = [numbers.setdefault(cited[id_], len(numbers) + 1) for id_ in part.ids if id_ in cited]
        found.append(Run(part.words, tuple(dict.fromkeys(own))))
    return found


def _link(note: Note, public: bool) -> str | None:
    is_shown = note.address and not (public and note.is_confidential)
    return (
        note.address
        if is_shown and note.address and note.address.startswith(("http://", "https://"))
        else None
    )


def _span(brief: Brief) -> str:
    first, last = in_words(brief.since), in_words(brief.until)
    return first if first == last else f"{first} to {last}"
