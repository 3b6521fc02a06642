"""Who someone named is: offices, memberships, relations, and bodies that are part of others.

A role joins a title (see `titles.py`) to a holder who is named: right before the name, in apposition, by `is`
and `became`, as an owner's wife or lawyer, by `led by`. The codebook's section Roles says what counts.
"""

from __future__ import annotations

from veedor.codebook.labels import Status
from veedor.gazetteers.countries import country_of
from veedor.gazetteers.organizations import is_organization
from veedor.reading.parse import Parse
from veedor.reading.roles.role_belongings import Belongings
from veedor.reading.roles.role_draft import RoleDraft
from veedor.reading.roles.role_predicates import Predicates
from veedor.reading.roles.role_scene import Scene
from veedor.reading.roles.title_after import complement_end, is_entity
from veedor.reading.roles.title_words import POSSESSIVES, Place, body_nouns, title_ending_at
from veedor.reading.roles.titles import Title

__all__ = ["RoleDraft", "roles"]

_COMMAS = frozenset({",", "(", "—", "–", "--", ";"})
_AFTER_APPOSITION = frozenset({",", ".", ";", ":", ")", "?", "!", "—", "–", "--"})
_ADVERBS = frozenset(
    {"now", "once", "then", "also", "currently", "formerly", "previously", "later", "himself", "herself"}
)
_CALENDAR = frozenset(
    {"january", "february", "march", "april", "may", "june", "july", "august", "september", "october"}
    | {"november", "december", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"}
)


def roles(parse: Parse) -> list[RoleDraft]:
    """The roles that one sentence states, in the order of their anchors; one for each anchor."""
    if not parse.names and not any(w.upos == "PROPN" for w in parse.words):
        return []
    return _Finder(parse).drafts()


class _Finder:
    """Joins the titles of one sentence to their holders."""

    def __init__(self, parse: Parse) -> None:
        self.scene, self.parse, self.words = Scene(parse), parse, parse.words
        self.predicates = Predicates(self.scene)

    def drafts(self) -> list[RoleDraft]:
        found: list[RoleDraft] = []
        holders: dict[int, Place] = {}
        for title in self.scene.titles:
            holder, status = self._holder(title, holders)
            if holder is not None:
                holders[title.head] = holder
                found.append(self._draft(self._with_body_after(title, holder), holder, status))
        self._share_along_conjunctions(found, holders)
        others = Belongings(self.scene)
        found += [*others.led_by(), *others.heads(), *others.belonging(found), *others.bodies_of_bodies()]
        unique = {d.anchor: d for d in reversed(found)}
        return sorted(unique.values(), key=lambda d: d.anchor.start)

    def _draft(self, title: Title, holder: Place, status: Status | None = None) -> RoleDraft:
        is_holder = title.of is not None and title.of[0] <= holder[0] <= title.of[1]
        of = None if title.of is None or is_holder else self.scene.quote(*title.of)
        role = self.scene.quote(*title.role)
        return RoleDraft(title.head, role, role, self.scene.quote(*holder), of, status or title.status)

    def _holder(self, title: Title, holders: dict[int, Place]) -> tuple[Place | None, Status | None]:
        """Whose title it is, and a status that the sentence gives rather than the phrase."""
        if title.kind == "tenure":
            return self._owning_person(title), None
        if self._is_owner(title):
            return None, None
        before = None if self._is_described_before(title) else self._following_name(title)
        if before is not None:
            return before, None
        beside = self._apposition(title)
        if beside is not None:
            return beside, None
        return self.predicates.given(title) or self.predicates.holder(title)

    def _is_described_before(self, title: Title) -> bool:
        """Whether a name stands before a title with its body: `Jane Roe, leader of the party Forward`."""
        has_body_after = title.of is not None and title.of[0] > title.role[1]
        is_bare = title.whole[0] == title.role[0] or self.parse.lowered[title.whole[0]] in {"the", "a"}
        return has_body_after and is_bare and self._apposition(title) is not None

    def _is_owner(self, title: Title) -> bool:
        """Whether something of the holder's is spoken of (`the president's adviser`), not the holder."""
        after = self.words[title.whole[1] + 1 : title.whole[1] + 2]
        return bool(after) and after[0].text in POSSESSIVES

    def _with_body_after(self, title: Title, holder: Place) -> Title:
        """`Senator Jane Roe of Ohio`: a body or place after the name, where none stands before it."""
        at = holder[1] + 1
        if title.of is not None or at + 1 >= len(self.words) or self.words[at].text != "of":
            return title
        if title.kind not in {"office", "portfolio", "leader", "member"} or holder[0] != title.whole[1] + 1:
            return title
        end = complement_end(self.parse, at + 1, self.scene.people)
        if end is None or not is_entity(self.parse, at + 1, end):
            return title
        return title._replace(of=(at + 1, end))

    def _owning_person(self, title: Title) -> Place | None:
        return next((p for p in self.scene.people if title.owner and p[1] == title.owner[1] - 1), None)

    def _following_name(self, title: Title) -> Place | None:
        at = self._past_ranks(title.whole[1] + 1)
        person = self.scene.begins.get(at) or self._unmarked_name(title, at)
        if person is None:
            return self._after_comma(title)
        return self._with_others(person) if title.is_plural else person

    def _past_ranks(self, at: int) -> int:
        """Past quotation marks, ranks and `Mr.` before a name."""
        while at < len(self.words) and at not in self.scene.begins:
            ends = [e for e in range(at, min(at + 3, len(self.words))) if self._is_rank(at, e)]
            if not ends:
                break
            at = ends[-1] + 1
        return at

    def _is_rank(self, first: int, last: int) -> bool:
        found = title_ending_at(self.parse, last, first)
        return found is not None and found[0] == first and found[1] in {"rank", "honorific"}

    def _unmarked_name(self, title: Title, at: int) -> Place | None:
        """A run of proper nouns right after the title: a person whom the model missed."""
        last = at
        while last < len(self.words) and self._could_be_name(last):
            last += 1
        if self.words[title.head].upos == "ADJ" or (last > at and self.words[last - 1].xpos == "NNPS"):
            return None  # `Humanitarian Affairs`
        if last == at or (title.kind in {"relation", "part", "member", "leader"} and last - at < 2):
            return None
        return (at, last - 1) if at == title.role[1] + 1 and self._could_be_person(at, last - 1) else None

    def _could_be_name(self, index: int) -> bool:
        word = self.words[index]
        return (
            word.upos == "PROPN" and word.text[0].isupper() and len(word.text) > 1 and not word.text.isupper()
        )

    def _could_be_person(self, first: int, last: int) -> bool:
        """Whether proper nouns that the model takes for something else, or nothing, may name a person."""
        words = self.parse.quote(first, last)
        if country_of(words) or is_organization(words) or country_of(self.words[first].text):
            return False
        if any(w.text.lower() in _CALENDAR for w in self.words[first : last + 1]):
            return False
        return not any(
            w.text.lower() in body_nouns() or title_ending_at(self.parse, w.index, w.index)
            for w in self.words[first : last + 1]
        )

    def _with_others(self, person: Place) -> Place:
        """From the first to the last of several people joined by commas and `and`."""
        last = person[1]
        while True:
            at = last + 1
            while at < len(self.words) and self.words[at].text.lower() in {",", "and", "&", "or"}:
                at += 1
            if at == last + 1 or at not in self.scene.begins:
                return person[0], last
            last = self.scene.begins[at][1]

    def _after_comma(self, title: Title) -> Place | None:
        """`The president of the region, Jane Doe, …`: a definite phrase, then the name between commas."""
        at = self._comma_after(title)
        if at is None or at + 1 >= len(self.words):
            return None
        start = self._past_ranks(at + 1)
        person = self.scene.begins.get(start) or self._capitals(start)
        if person is None or self._name_before(title) is not None:
            return None
        if title.of is None and title.owner is None and self.words[title.whole[0]].upos != "DET":
            return None
        end = person[1] + 1
        closes = end >= len(self.words) or self.words[end].text in _AFTER_APPOSITION
        head = next((w for w in self.words[person[0] : person[1] + 1] if w.deprel == "appos"), None)
        return person if closes or (head is not None and head.head == title.head) else None

    def _capitals(self, first: int) -> Place | None:
        """A run of at least two proper nouns that may name a person whom the model missed or cut in two."""
        last = first
        while last < len(self.words) and self._could_be_name(last):
            last += 1
        return (first, last - 1) if last - first > 1 and self._could_be_person(first, last - 1) else None

    def _comma_after(self, title: Title) -> int | None:
        """Where the phrase ends that a name stands beside: at once, or after `and` with a second description."""
        at = title.whole[1] + 1
        if at < len(self.words) and self.words[at].text.lower() == "and":
            run = range(at + 1, min(at + 14, len(self.words)))
            verb = next((i for i in run if self.words[i].upos in {"VERB", "AUX"}), len(self.words))
            at = next((i for i in run if i < verb and self.words[i].text == ","), len(self.words))
        stops = {",", ":", "—", "–"}
        return at if at < len(self.words) and self.words[at].text in stops else None

    def _name_before(self, title: Title) -> Place | None:
        """The name that the phrase stands beside: `Jane Doe, (now) the head of X`."""
        at = title.whole[0] - 1
        while at > 0 and self.words[at].text.lower() in _ADVERBS:
            at -= 1
        if (
            title.is_plural
            and at > 1
            and [w.text.lower() for w in self.words[at - 1 : at + 1]] == ["one", "of"]
        ):
            at -= 2  # `Jane Doe, one of her deputies`
        if at < 1 or self.words[at].text not in _COMMAS:
            return None
        at -= 1
        if self.words[at].upos == "NUM" and at > 1 and self.words[at - 1].text == ",":
            at -= 2
        if self.words[at].text == ")":
            at = next((i - 1 for i in range(at, max(at - 8, 0), -1) if self.words[i].text == "("), at)
        return self.scene.ends.get(at) or self._unmarked_before(title, at)

    def _unmarked_before(self, title: Title, last: int) -> Place | None:
        """Proper nouns before the comma that the model takes for a place or nothing: a person it missed."""
        first = last
        while first >= 0 and self._could_be_name(first):
            first -= 1
        first += 1
        if first > last or title.kind == "part" or title.is_plural or title.of is None:
            return None
        is_place = first > 0 and self.words[first - 1].text.lower() in {
            "in",
            "at",
            "from",
            "to",
            "the",
            "near",
        }
        return None if is_place or not self._could_be_person(first, last) else (first, last)

    def _apposition(self, title: Title) -> Place | None:
        beside = self._name_before(title)
        if beside is not None and not self._continues_list(title):
            return beside
        word = self.words[title.head]
        if word.deprel == "appos" and word.head >= 0:
            return self.scene.named(word.head, bodies=title.kind == "part")
        return self._appositive_name(title) if title.kind == "part" else None

    def _appositive_name(self, title: Title) -> Place | None:
        """The body named beside the phrase that says what it is part of (`its armed wing, the X`)."""
        below = self.parse.child(title.head, "appos")
        return None if below is None else self.scene.named(below.index, bodies=True)

    def _continues_list(self, title: Title) -> bool:
        """Whether the phrase is the next item of a list (`Jane Doe, officials and …`), not a description."""
        word = self.words[title.head]
        if word.deprel == "conj" and title.of is None and not title.owner:
            return True
        return title.is_plural and self.words[title.whole[0] - 1].text == ","

    def _share_along_conjunctions(self, found: list[RoleDraft], holders: dict[int, Place]) -> None:
        """`leader of A and president of B Jane Doe`: titles joined by `and` share a holder."""
        pairs = list(zip(self.scene.titles, self.scene.titles[1:], strict=False))
        for title, neighbour in [*pairs, *((b, a) for a, b in reversed(pairs))]:
            if title.head in holders or neighbour.head not in holders or title.is_plural:
                continue
            left, right = sorted((title, neighbour))
            left, right = (title, neighbour) if title.head < neighbour.head else (neighbour, title)
            between = [w.text.lower() for w in self.words[left.whole[1] + 1 : right.whole[0]]]
            holder = holders[neighbour.head]
            shares = between in (["and"], [",", "and"], [","], ["and", "now"], ["and", "also"])
            if (
                shares
                and not left.whole[1] < holder[0] < right.whole[0]
                and not self._is_followed(left, right, holder)
            ):
                holders[title.head] = holder
                found.append(self._draft(title, holder))

    def _is_followed(self, left: Title, right: Title, holder: Place) -> bool:
        """Whether the holder's own name ends the list (`the president and Foreign Minister Jane Doe`)."""
        if holder[0] < left.whole[0]:
            return False
        has_article = self.words[left.whole[0]].upos == "DET"
        return has_article and right.role[0] == right.whole[0] and right.of is None and left.of is None
