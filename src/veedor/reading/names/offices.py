"""Who holds which office in a document, so that `the president` and a speaker's `we` can be resolved."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence

from veedor.codebook.span import Quote
from veedor.gazetteers.countries import bare, country_of, government_of, is_demonym
from veedor.gazetteers.organizations import is_organization
from veedor.reading.names.holders import PersonNames
from veedor.reading.names.spellings import folded
from veedor.reading.roles.role_draft import RoleDraft
from veedor.reading.roles.title_words import classes

_IN_GOVERNMENT = frozenset({"president", "minister", "premier", "chancellor", "secretary"})

_Held = tuple[int, tuple[str, ...], str]
"""Where a role stands, its office and its holder's name."""


class Offices:
    """The roles that a document states, by their words."""

    def __init__(
        self, drafts: Sequence[Sequence[RoleDraft]], people: PersonNames, *, country: str | None
    ) -> None:
        """Take the roles of each sentence, the spellings of people, and the document's own country if it has one."""
        self._drafts, self._people, self.country = drafts, people, country
        self._represents: dict[str, Quote] = {}
        self._guessed: dict[str, str] = {}
        self._held: dict[str, list[_Held]] = defaultdict(list)
        for draft in (draft for found in drafts for draft in found):
            self._take(draft)

    def holder(self, draft: RoleDraft) -> str:
        """The holder's name in the document's one spelling."""
        return self._people.of(" ".join(draft.holder.words.split()), draft.holder.start)

    def of_title(self, number: int, index: int) -> str | None:
        """The holder of the title whose head is a word of a sentence; None where it is no stated role."""
        draft = next((d for d in self._drafts[number] if d.head == index and d.role == d.anchor), None)
        return None if draft is None else self.holder(draft)

    def meant(self, plain: str, place: int) -> str | None:
        """The person last said before `place` to hold the office (`president`), else the first said after it."""
        wanted = folded(plain)
        first = plain.partition(" ")[0]
        if len(wanted) > 1 and (country_of(first) or is_organization(first)):
            wanted = folded(plain.partition(" ")[2])
        while len(wanted) > 1 and is_demonym(wanted[0].capitalize()):
            wanted = wanted[1:]
        if wanted[-1] not in classes():
            return None
        held = self._held.get(wanted[-1], [])
        here = bisect_left(held, (place,))
        near = (*held[:here][::-1], *held[here:])
        exact = next((name for _, office, name in near if office[-len(wanted) :] == wanted), None)
        alone = {name for _, _, name in held}
        is_said = any(office == wanted[-1:] for _, office, _ in held)
        return exact or (alone.pop() if is_said and len(alone) == 1 else None)

    def represented(self, name: str) -> str | None:
        """For whom a person says `we`: the body or government of the office; None where no office is stated."""
        said = self._represents.get(name)
        if said is not None:
            return _body(bare(said.words))
        return self._people.body_of(name) or self._guessed.get(name)

    def of_words(self, name: str) -> Quote | None:
        """The words for the body or country of a person's office, as the text has them first; None for none."""
        return self._represents.get(name)

    def country_of(self, name: str) -> str | None:
        """The country whose government a person belongs to by a stated office; None where none is stated."""
        body = self.represented(name)
        prefix = "Government of "
        return country_of(body.removeprefix(prefix)) if body and body.startswith(prefix) else None

    def _take(self, draft: RoleDraft) -> None:
        name, office = self.holder(draft), folded(draft.role.words)
        self._held[office[-1]].append((draft.role.start, office, name))
        if classes().get(office[-1]) == "relation":
            return
        if draft.of is not None:
            self._represents.setdefault(name, draft.of)
        elif office[-1] in _IN_GOVERNMENT and self.country is not None:
            # a minister of no named country is likely one of the document's own
            self._guessed.setdefault(name, government_of(self.country))


def _body(plain: str) -> str:
    """The body that an office belongs to, by the words for it."""
    country = country_of(plain)
    return government_of(country) if country else is_organization(plain) or plain
