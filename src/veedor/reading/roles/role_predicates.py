"""Roles that a predicate gives: `is`, `became`, `was elected`, `resigned as`."""

from __future__ import annotations

from functools import cache

from veedor.codebook.labels import Status
from veedor.reading.lexicon import table
from veedor.reading.parse import Word
from veedor.reading.roles.role_scene import Scene
from veedor.reading.roles.title_words import Place
from veedor.reading.roles.titles import Title


@cache
def office_verbs() -> dict[str, dict[str, str]]:
    """Verbs that give, hold or take an office, by lemma."""
    return {row["lemma"]: row for row in table("office_verbs")}


class Predicates:
    """Reads who is said to be what by a verb."""

    def __init__(self, scene: Scene) -> None:
        self.scene, self.parse, self.words = scene, scene.parse, scene.words

    def holder(self, title: Title) -> tuple[Place | None, Status | None]:
        """Find whose title it is and a status that the verb gives; None for what it does not say."""
        word = self.words[title.head]
        bodies = title.kind == "part"
        if self.parse.child(title.head, "cop") is not None:
            subject = self._subject(word, bodies=bodies)
            return subject, self._copular_status(word, title) if subject else None
        if word.deprel == "nsubj" and title.of is not None and self.parse.child(word.head, "cop") is not None:
            return self.scene.named(word.head), None
        governor = self._office_verb(word)
        if governor is None:
            return None, None
        row = office_verbs()[governor.lemma]
        subject = self._office_holder(governor, word, row["holder"], bodies=bodies)
        return subject, self._verbal_status(governor, title, row["status"])

    def given(self, title: Title) -> tuple[Place, Status | None] | None:
        """`named Jane Roe economy minister`: the name between the verb and a bare title, whatever the tree."""
        person = self.scene.ends.get(title.whole[0] - 1)
        if person is None or person[0] == 0 or title.whole[0] != title.role[0]:
            return None
        verb = self.words[person[0] - 1]
        row = office_verbs().get(verb.lemma)
        if row is None or not row["bare"] or row["holder"] != "object" or verb.upos != "VERB":
            return None
        return person, self._verbal_status(verb, title, row["status"])

    def _subject(self, word: Word, *, bodies: bool) -> Place | None:
        """The name that is subject of a predicate, through `who` and conjunction."""
        below = self.parse.child(word.index, "nsubj")
        if below is None and word.deprel == "conj" and word.head >= 0:
            return self._subject(self.words[word.head], bodies=bodies)
        if below is None:
            above = self.words[word.head] if word.head >= 0 else None
            is_described = above is not None and word.deprel.startswith("acl")
            return self.scene.named(word.head, bodies=bodies) if is_described else None
        if below.text.lower() in {"who", "which", "that"}:
            return self._antecedent(word, bodies=bodies)
        beside = next((w for w in self.parse.children(below.index, "appos", "flat")), None)
        described = None if beside is None else self.scene.begins.get(beside.index)
        return self.scene.named(below.index, bodies=bodies) or described

    def _antecedent(self, word: Word, *, bodies: bool) -> Place | None:
        clause = (
            word
            if word.deprel.startswith("acl")
            else next((w for w in self.parse.ancestors(word.index) if w.deprel.startswith("acl")), None)
        )
        return None if clause is None or clause.head < 0 else self.scene.named(clause.head, bodies=bodies)

    def _office_verb(self, word: Word) -> Word | None:
        """The verb that gives or takes the office that `word` names."""
        if word.head < 0 or word.deprel.split(":")[0] not in {
            "xcomp",
            "obj",
            "obl",
            "advcl",
            "nmod",
            "ccomp",
        }:
            return None
        governor = self.words[word.head]
        row = office_verbs().get(governor.lemma)
        case = self.parse.child(word.index, "case", "mark")
        if row is None or governor.upos not in {"VERB", "AUX"}:
            return None
        if case is not None:
            return governor if case.text.lower() in row["prepositions"].split() else None
        return governor if row["bare"] else None

    def _office_holder(self, verb: Word, title: Word, holder: str, *, bodies: bool) -> Place | None:
        is_passive = self.parse.child(verb.index, "nsubj:pass", "aux:pass") is not None
        if holder == "object" and not is_passive:
            below = next((w for w in self.parse.children(verb.index, "obj") if w.index != title.index), None)
            if below is not None and below.text.lower() in {"himself", "herself"}:
                return self._subject(verb, bodies=bodies)
            return (
                self.scene.named(below.index, bodies=bodies) if below is not None else self._participle(verb)
            )
        return self._subject(verb, bodies=bodies)

    def _participle(self, verb: Word) -> Place | None:
        """The name that `sworn in as`, `elected` describe."""
        return self.scene.named(verb.head) if verb.xpos == "VBN" and verb.deprel.startswith("acl") else None

    def _copular_status(self, word: Word, title: Title) -> Status | None:
        copula = self.parse.child(word.index, "cop")
        if title.status is not Status.CURRENT:
            return None
        helpers = {w.text.lower() for w in self.parse.children(word.index, "aux")}
        if helpers & {"will", "would", "shall", "'ll"}:
            return Status.FUTURE
        return Status.FORMER if copula is not None and copula.xpos == "VBD" else None

    def _verbal_status(self, verb: Word, title: Title, status: str) -> Status | None:
        helpers = {w.text.lower() for w in self.parse.children(verb.index, "aux", "aux:pass")}
        if any(w.text.lower() in {"himself", "herself"} for w in self.parse.children(verb.index)):
            return Status.CLAIMED
        if helpers & {"will", "would", "shall", "'ll", "to"} and status != "former":
            return Status.FUTURE
        if title.status is not Status.CURRENT:
            return None
        if status == "served":
            return Status.FORMER if verb.xpos == "VBD" else Status.CURRENT
        return Status(status)
