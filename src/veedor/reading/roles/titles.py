"""Titles in a sentence: offices, memberships and relations with the words around them.

A title is found by its words (`data/titles.tsv`), wherever they stand; the tree only helps to see how far the
phrase reaches. So `Malian Defence Minister`, `head of the ECC` and `former vice president` are found even
where the tree is wrong.
"""

from __future__ import annotations

from typing import NamedTuple

from veedor.codebook.labels import Status
from veedor.reading.parse import Parse, Word
from veedor.reading.roles.title_after import after
from veedor.reading.roles.title_before import Before
from veedor.reading.roles.title_words import HYPHENS, NO_ROLES, Place, title_ending_at

_TITLE_TAGS = frozenset({"NOUN", "PROPN", "ADJ", "X"})
_LEADING = frozenset({"deputy", "assistant", "associate", "vice", "veteran"})
"""Titles that mostly begin longer ones (`deputy assistant defense secretary`)."""
_GAP = 2
"""Words after one of these at which the longer title's own word may begin, counted from it."""
_PERSONAL_ENDINGS = ("er", "or", "ist", "ian", "man", "ant")


class Title(NamedTuple):
    """A title in its noun phrase."""

    kind: str
    """Its class in `data/titles.tsv`."""
    head: int
    """The title's own last word, before any `of`."""
    role: Place
    """The words of the office or relation."""
    whole: Place
    """The noun phrase, with article, possessor and what follows by `of`."""
    of: Place | None
    """The body or country, where the phrase says it."""
    status: Status
    is_plural: bool
    owner: Place | None
    """The possessor (`Labour's`), where there is one; also `of` unless that is said otherwise."""


def titles(parse: Parse, taken: tuple[Place, ...]) -> list[Title]:
    """All titles of a sentence that are roles, in order; the names of people (`taken`) hold none."""
    inside = {i for first, last in taken for i in range(first, last + 1)}
    found: list[Title] = []
    floor = 0
    for word in parse.words:
        if word.index < floor or word.index in inside or not _could_be_title(word):
            continue
        at = title_ending_at(parse, word.index, floor)
        if at is None or at[1] in NO_ROLES or _goes_on(parse, word.index, inside):
            continue
        found.append(_title(parse, at[0], word.index, at[1], floor, taken))
        floor = _end_of_own_words(found[-1], taken) + 1
    return found


def _end_of_own_words(title: Title, taken: tuple[Place, ...]) -> int:
    """Last word of the title without a person in it, who may have a title (`aide to President Jane Doe`)."""
    holds_person = any(title.head < first <= title.role[1] for first, _ in taken)
    return title.head if holds_person else title.role[1]


def _could_be_title(word: Word) -> bool:
    """Whether the tag allows a title; `campaigner Jane Doe` may be tagged a verb, `head` then is one."""
    if word.upos in _TITLE_TAGS or word.text[:1].isupper():
        return True
    return word.upos == "VERB" and word.text.endswith(_PERSONAL_ENDINGS)


def _goes_on(parse: Parse, last: int, inside: set[int]) -> bool:
    """Whether a title goes on after this word (`secretary` of `secretary of state`)."""
    word = parse.words[last]
    describes = word.deprel in {"amod", "compound"} and last < word.head < last + 5
    if describes and word.head not in inside and title_ending_at(parse, word.head, last + 1):
        return True  # `Chief` of `Chief Cabinet Secretary`
    reach = _GAP if parse.words[last].text.lower() in _LEADING else 1
    for end in range(last + 1, min(last + 5, len(parse.words))):
        if end in inside:
            return False
        longer = title_ending_at(parse, end, 0)
        if longer and longer[0] <= last + reach and longer[1] not in NO_ROLES:
            return True
    return False


def _title(parse: Parse, first: int, last: int, kind: str, floor: int, taken: tuple[Place, ...]) -> Title:
    """The title of words `first` to `last` with what stands before and after it."""
    left = Before(parse, first, floor, kind)
    role_last, of, whole_last = after(parse, last, kind, taken)
    if left.of and of and role_last < of[0] and parse.words[of[0] - 1].text.lower() in {"for", "to"}:
        role_last = whole_last  # `the UN High Commissioner for Human Rights`: the body stands before
    status, whole_last = _status_after(parse, whole_last, left.status)
    if parse.words[last].text.lower().startswith("ex-"):
        status = Status.FORMER
    return Title(
        kind=kind,
        head=last,
        role=(left.role_first, role_last),
        whole=(left.first, whole_last),
        of=left.of if left.of and of and parse.words[of[0] - 1].text.lower() != "of" else of or left.of,
        status=status or Status.CURRENT,
        is_plural=parse.words[last].xpos in {"NNS", "NNPS"},
        owner=left.owner,
    )


def _status_after(parse: Parse, last: int, status: Status | None) -> tuple[Status | None, int]:
    """What `-elect` and `designate` after a title say."""
    end = last + 1
    if end < len(parse.words) and parse.words[end].text in HYPHENS:
        end += 1
    if end < len(parse.words) and parse.words[end].text.lower() in {"elect", "designate"}:
        return Status.FUTURE, end
    return status, last
