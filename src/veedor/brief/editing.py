"""What a person does to a brief: take sentences in and out, move, reword, add, set aside. Each gives a new brief."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from veedor.brief.outline import Brief, Part, Section, Sentence, SetAside, Why
from veedor.errors import UsageError

_LONGEST = 5_000
"""Characters of a sentence that a person writes."""


def take_in(brief: Brief, key: str, number: int) -> Brief:
    """The brief with a waiting sentence, by its number from 0, at the end of its section."""
    section = _section(brief, key)
    sentence = _at(section.waiting, number)
    return brief.with_section(
        replace(
            section,
            sentences=(*section.sentences, sentence),
            waiting=_without(section.waiting, number),
        )
    )


def take_out(brief: Brief, key: str, number: int) -> Brief:
    """The brief with a sentence waiting again, before the others that wait."""
    section = _section(brief, key)
    sentence = _at(section.sentences, number)
    return brief.with_section(
        replace(section, sentences=_without(section.sentences, number), waiting=(sentence, *section.waiting))
    )


def move(brief: Brief, key: str, number: int, to_key: str, to: int) -> Brief:
    """The brief with a sentence at another place, of its section or another; a place beyond the end is the end."""
    sentence = _at(_section(brief, key).sentences, number)
    source = _section(brief, key)
    without = brief.with_section(replace(source, sentences=_without(source.sentences, number)))
    target = _section(without, to_key)
    place = max(0, min(to, len(target.sentences)))
    moved = (*target.sentences[:place], sentence, *target.sentences[place:])
    return without.with_section(replace(target, sentences=moved))


def reword(brief: Brief, key: str, number: int, words: str, *, by: str) -> Brief:
    """The brief with a sentence in a person's words; it stands on the same statements."""
    section = _section(brief, key)
    sentence = _at(section.sentences, number)
    said = _checked(words)
    if said == sentence.words:
        return brief
    mine = replace(sentence, parts=(Part(said, sentence.ids),), by=by)
    changed = (*section.sentences[:number], mine, *section.sentences[number + 1 :])
    return brief.with_section(replace(section, sentences=changed))


def add(brief: Brief, key: str, words: str, ids: Sequence[str], *, by: str) -> Brief:
    """The brief with a person's own sentence at the end of a section; UsageError where it stands on no statement."""
    if not ids:
        raise UsageError("A sentence of a brief stands on statements; name at least one by its id")
    section = _section(brief, key)
    own = Sentence((Part(_checked(words), tuple(dict.fromkeys(ids))),), by=by, is_new=True)
    return brief.with_section(replace(section, sentences=(*section.sentences, own)))


def set_aside(brief: Brief, key: str, number: int, why: Why, *, waiting: bool = False) -> Brief:
    """The brief without a sentence, whose statements are set aside with a reason."""
    section = _section(brief, key)
    held = section.waiting if waiting else section.sentences
    sentence = _at(held, number)
    aside = (*section.set_aside, *(SetAside(id_, why) for id_ in sentence.ids))
    left = _without(held, number)
    return brief.with_section(
        replace(section, waiting=left, set_aside=aside)
        if waiting
        else replace(section, sentences=left, set_aside=aside)
    )


def describe(brief: Brief, *, title: str, unknown: Sequence[str], confidential: Sequence[str]) -> Brief:
    """The brief with another title, other lines of what we do not know, and other confidential documents."""
    if not title.strip():
        raise UsageError("A brief needs a title")
    known = {one.words: one for one in brief.unknown}
    lines = tuple(known.get(said, Part(said)) for said in map(str.strip, unknown) if said)
    return replace(brief, title=title.strip(), unknown=lines, confidential=frozenset(confidential))


def leave_out(brief: Brief, exhibit: str) -> Brief:
    """The brief without a chart or table, by its key."""
    return replace(brief, without=brief.without | {exhibit})


def bring_back(brief: Brief, exhibit: str) -> Brief:
    """The brief with a chart or table that was left out, by its key."""
    return replace(brief, without=brief.without - {exhibit})


def _section(brief: Brief, key: str) -> Section:
    for section in brief.sections:
        if section.key == key:
            return section
    raise UsageError(
        f"The brief has no section {key!r}; it has {', '.join(one.key for one in brief.sections)}"
    )


def _at(sentences: Sequence[Sentence], number: int) -> Sentence:
    if not 0 <= number < len(sentences):
        raise UsageError("That sentence is not there any more; look at the brief again")
    return sentences[number]


def _without(sentences: tuple[Sentence, ...], number: int) -> tuple[Sentence, ...]:
    return (*sentences[:number], *sentences[number + 1 :])


def _checked(words: str) -> str:
    said = " ".join(words.split())
    if not said or len(said) > _LONGEST:
        raise UsageError(f"A sentence has words, and at most {_LONGEST:,} characters")
    return said
