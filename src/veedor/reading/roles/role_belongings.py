"""Roles without a title: `led by`, `the IRC's Jane Doe`, and bodies that are part of others."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from veedor.codebook.labels import Status
from veedor.codebook.span import Quote
from veedor.gazetteers.countries import country_of, is_country
from veedor.gazetteers.organizations import is_organization
from veedor.reading.parse import Name, Word
from veedor.reading.parties import party
from veedor.reading.roles.role_draft import RoleDraft
from veedor.reading.roles.role_predicates import office_verbs
from veedor.reading.roles.role_scene import Scene
from veedor.reading.roles.title_before import owner_before
from veedor.reading.roles.title_words import POSSESSIVES, Place, body_nouns


class Belongings:
    """Finds who leads, belongs to or is part of a body, where no title says it."""

    def __init__(self, scene: Scene) -> None:
        self.scene, self.parse, self.words = scene, scene.parse, scene.words

    def led_by(self) -> Iterator[RoleDraft]:
        """Find who leads a body: `the government, led by Jane Doe`."""
        for word in self.words:
            row = office_verbs().get(word.lemma)
            if (
                row is None
                or row["holder"] != "agent"
                or word.xpos not in {"VBN", "VBD"}
                or word.index + 2 >= len(self.words)
            ):
                continue
            by = self.words[word.index + 1]
            if by.text.lower() != "by" or word.upos not in {"VERB", "ADJ"}:
                continue
            holder = self._agent(by.index + 1)
            if holder is not None:
                anchor = self.scene.quote(word.index, by.index)
                status = Status(row["status"])
                yield RoleDraft(
                    word.index, anchor, anchor, self.scene.quote(*holder), self._led(word), status
                )

    def heads(self) -> Iterator[RoleDraft]:
        """Find who is described as the head of a body: `Jane Roe, who chairs the commission`."""
        for word in self.words:
            row = office_verbs().get(word.lemma)
            if row is None or row["holder"] != "agent" or word.xpos not in {"VBZ", "VBP"}:
                continue
            who, body = self.parse.child(word.index, "nsubj"), self.parse.child(word.index, "obj")
            if who is None or who.text.lower() != "who" or body is None or not word.deprel.startswith("acl"):
                continue
            before = who.index - (2 if who.index and self.words[who.index - 1].text == "," else 1)
            holder = self.scene.ends.get(before) or self.scene.named(word.head)
            is_body = body.text.lower() in body_nouns() or self._is_body(body.index)
            if holder is not None and is_body:
                anchor = self.scene.quote(word.index, word.index)
                led = party(self.parse, body.index)
                yield RoleDraft(
                    word.index, anchor, anchor, self.scene.quote(*holder), led, Status(row["status"])
                )

    def _agent(self, at: int) -> Place | None:
        """The first name after `by`, past its title."""
        for index in range(at, min(at + 10, len(self.words))):
            if index in self.scene.begins:
                return self.scene.begins[index]
            if self.words[index].upos in {"VERB", "AUX", "SCONJ"} or self.words[index].text in {",", "."}:
                return None
        return None

    def _led(self, word: Word) -> Quote | None:
        """What is led: the noun that the participle describes, or the subject of the passive."""
        if word.deprel.startswith("acl") and word.head >= 0:
            return party(self.parse, word.head)
        subject = self.parse.child(word.index, "nsubj")
        if subject is not None:
            return None if subject.upos == "PRON" else party(self.parse, subject.index)
        before = word.index - (2 if word.index > 1 and self.words[word.index - 1].text == "," else 1)
        is_noun = before >= 0 and self.words[before].upos in {"NOUN", "PROPN"}
        return party(self.parse, before) if is_noun else None

    def belonging(self, others: list[RoleDraft]) -> Iterator[RoleDraft]:
        """`the IRC's Jane Doe`, `Jane Doe of Human Rights Watch`, `Jane Doe, of Human Rights Watch`."""
        titled = {d.holder.start for d in others if self.words[d.head].start < d.holder.start}
        for first, last in self.scene.people:
            holder = self.scene.quote(first, last)
            if first >= 2 and self.words[first - 1].text in POSSESSIVES and self._is_body(first - 2):
                owner = self.scene.quote(*owner_before(self.parse, first - 1))
                yield RoleDraft(first - 1, owner, owner, holder, owner, Status.CURRENT)
            at = self._said_of(last + 1, has_title=holder.start in titled)
            body = None if at is None else self._body_after(at + 1)
            if at is not None and body is not None:
                anchor, of = self.scene.quote(at, body[1]), self.scene.quote(*body)
                yield RoleDraft(at, anchor, self.scene.quote(at, at), holder, of, Status.CURRENT)

    def _said_of(self, at: int, *, has_title: bool) -> int | None:
        """Where `of` or `from` follows a name; after a title, `of` says where that is held (`Senator Roe of Ohio`)."""
        if at < len(self.words) and self.words[at].text == ",":
            at += 1
        if at + 1 >= len(self.words):
            return None
        return at if self.words[at].text in ({"from"} if has_title else {"of", "from"}) else None

    def _is_body(self, index: int) -> bool:
        name = self.parse.name_at(index)
        return (name is not None and name.kind == "ORG") or bool(is_organization(self.words[index].text))

    def _body_after(self, first: int) -> Place | None:
        at = first + 1 if self.words[first].upos == "DET" else first
        name = self.parse.name_at(at) if at < len(self.words) else None
        if name is not None:
            is_body = name.kind == "ORG" and not is_country(self.parse.quote(at, name.last))
            return (first, self._capitals_end(name.last)) if is_body else None
        last = at
        while (
            last < len(self.words) and self.words[last].upos == "PROPN" and self.words[last].text[0].isupper()
        ):
            last += 1
        words = self.parse.quote(first, last - 1) if last > at else ""
        return (
            (first, last - 1) if is_organization(words) or (last - at > 1 and not country_of(words)) else None
        )

    def _capitals_end(self, last: int) -> int:
        """Last word of a run of capitals: a body's name that the model cut (`the National` `Human Rights Network`)."""
        while last + 1 < len(self.words) and last + 1 not in self.scene.begins:
            word = self.words[last + 1]
            if not word.text[0].isupper() or word.upos not in {"PROPN", "NOUN", "ADJ"}:
                break
            last += 1
        return last

    def _is_whole(self, name: Name) -> bool:
        """Whether a body's name looks complete: several words, an acronym or a known one."""
        words = self.parse.quote(name.first, name.last)
        if is_country(words) or self.words[name.last].upos not in {"PROPN", "NOUN"}:
            return False
        return name.last > name.first or words.replace(".", "").isupper() or bool(is_organization(words))

    def _owns(self, name: Name) -> bool:
        """Whether it is a body rather than the first half of a name (`the People's` `Liberation Front`)."""
        words, last = self.parse.quote(name.first, name.last), self.words[name.last].text
        return bool(is_organization(words)) or last.lower() in body_nouns() or last.isupper()

    def _is_aside(self, name: Name) -> bool:
        """Whether the name stands in brackets: the acronym of the one before it."""
        return name.first > 0 and self.words[name.first - 1].text == "("

    def _past_acronym(self, at: int) -> int:
        """Past `(RAB)` after a body's name."""
        bracketed = [w.text for w in self.words[at : at + 3 : 2]]
        return at + 3 if bracketed == ["(", ")"] else at

    def bodies_of_bodies(self) -> Iterator[RoleDraft]:
        """`the Special Forces of the National Police`, `the U.N.'s Atomic Energy Agency`."""
        bodies = [
            n for n in self.parse.names if n.kind == "ORG" and self._is_whole(n) and not self._is_aside(n)
        ]
        for first, second in pairwise(bodies):
            at = self._past_acronym(first.last + 1)
            between = [w.text.lower() for w in self.words[at : second.first]]
            if not between or is_organization(self.parse.quote(first.first, second.last)):
                continue
            if between in (["of", "the"], ["of"]):
                role, holder = self.scene.quote(at, at), self.scene.quote(first.first, first.last)
                yield RoleDraft(at, role, role, holder, self.scene.quote(at + 1, second.last), Status.CURRENT)
            elif len(between) == 1 and between[0] in POSSESSIVES and self._owns(first):
                owner = self.scene.quote(*owner_before(self.parse, at))
                holder = self.scene.quote(second.first, second.last)
                yield RoleDraft(at, owner, owner, holder, owner, Status.CURRENT)
