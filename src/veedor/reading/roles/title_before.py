"""What stands before a title: modifiers that belong to it, words of status, the body, the possessor."""

from __future__ import annotations

from veedor.codebook.labels import Status
from veedor.gazetteers.countries import country_of, is_demonym
from veedor.gazetteers.organizations import is_organization
from veedor.reading.parse import Name, Parse
from veedor.reading.roles.title_words import HYPHENS, POSSESSIVES, Place, body_nouns, classes, statuses

_ARTICLES = frozenset({"the", "a", "an"})
_BEFORE_TAGS = frozenset({"NOUN", "PROPN", "ADJ", "X", "NUM"})
_BEFORE_RELATIONS = frozenset(
    {"compound", "amod", "nmod", "nummod", "flat", "goeswith", "appos", "name", "dep"}
)
_HAVE_BODIES = frozenset({"leader", "member", "office", "portfolio", "part"})


class Before:
    """What stands before a title: modifiers that belong to it, words of status, the body, the possessor."""

    def __init__(self, parse: Parse, first: int, floor: int, kind: str) -> None:
        self.parse, self.kind, self.floor = parse, kind, floor
        self.of: Place | None = None
        self.owner: Place | None = None
        self.status: Status | None = None
        self.role_first = self.first = first
        begin = self._begin(first, floor)
        self._classify(begin, first)
        self._possessor(begin, floor)

    def _begin(self, first: int, floor: int) -> int:
        """First word of the unbroken run of modifiers before the title."""
        at = first
        while at > floor and self._modifies(at - 1, first):
            at -= 1
        while at < first and self.parse.words[at].text in HYPHENS:
            at += 1
        return at

    def _modifies(self, index: int, first: int) -> bool:
        word = self.parse.words[index]
        low = word.text.lower()
        if word.text in HYPHENS:
            return index > 0 and self.parse.words[index - 1].end == word.start
        if low in statuses() or low in {"newly", "recently", "democratically", "long"}:
            return True
        if word.deprel in {"case", "cop", "mark"} or word.upos in {"ADP", "AUX", "PUNCT", "PRON"}:
            return False
        name = self.parse.name_at(index)
        if name is not None and name.kind == "PER" and not self._describes(name):
            return False  # `named Jane Roe economy minister`
        if country_of(word.text) or name:
            return word.deprel not in {"nsubj", "obl", "obj"} or word.head >= index
        if word.xpos in {"VBN", "VBG", "JJ"} and word.deprel == "amod":
            return True
        if word.deprel == "compound" and word.upos in {"NOUN", "PROPN"}:
            return True
        return (
            word.upos in _BEFORE_TAGS and word.head > index and word.deprel.split(":")[0] in _BEFORE_RELATIONS
        )

    def _describes(self, name: Name) -> bool:
        """Whether a person's name hangs on what follows it (`a Roe aide`)."""
        inside = self.parse.words[name.first : name.last + 1]
        return any(w.head > name.last for w in inside)

    def _classify(self, begin: int, first: int) -> None:
        """Read the modifiers from the nearest to the farthest."""
        at = first - 1
        in_role = True
        while at >= begin:
            body = self._body(begin, at)
            status = self._status_at(at)
            if body is not None:
                self.of = self.of or body
                at, in_role = body[0], False
            elif status:
                self.status = status if self.status in {None, Status.CURRENT} else self.status
                in_role = False
            elif in_role and self._belongs(at):
                self.role_first = at
            elif self.parse.words[at].text not in HYPHENS:
                in_role = False
            at -= 1
        self.first = begin

    def _status_at(self, at: int) -> Status | None:
        words = self.parse.words
        low = words[at].text.lower()
        if at >= 2 and words[at - 1].text in HYPHENS:
            joined = f"{words[at - 2].text.lower()}-{low}"
            if joined in statuses():
                return statuses()[joined]
        return statuses().get(low)

    def _belongs(self, at: int) -> bool:
        """Whether a modifier is part of the title: nouns are, adjectives only those of titles."""
        word = self.parse.words[at]
        if word.text in HYPHENS:
            return False
        low = word.text.lower()
        if word.upos in {"NOUN", "PROPN"} or low in body_nouns() or (word.text[0].isupper() and at > 0):
            return True
        return classes().get(low) is not None

    def _body(self, begin: int, last: int) -> Place | None:
        """The body or country that ends with word `last`, or None."""
        parse, words = self.parse, self.parse.words
        for start in range(max(self.floor, begin - 4), last + 1):
            if words[start].text.lower() in _ARTICLES:
                continue
            phrase = parse.quote(start, last)
            if country_of(phrase) or is_organization(phrase):
                return start, last
            if start < last and phrase.lower() in body_nouns() and self.kind in _HAVE_BODIES:
                return start, last
        if classes().get(words[last].text.lower()) is not None:
            return None
        name = parse.name_at(last)
        if name is not None and name.kind != "PER" and name.last == last and self._is_sound(name):
            first = max(_with_earlier_parts(parse, name.first), self.floor)
            return (self._capitalised_from(begin, first) if name.kind == "ORG" else first), last
        if self._is_body_noun(words[last].text, is_first=last == begin):
            return self._capitalised_from(begin, last), last
        if self._is_unmarked_body(last):
            return self._capitalised_from(begin, last), last
        is_acronym = words[last].text.isupper() and 2 <= len(words[last].text) <= 6
        return (last, last) if is_acronym and words[last].text.isalpha() else None

    def _is_body_noun(self, noun: str, *, is_first: bool) -> bool:
        """Whether a common noun is the body (`party leader`, `National Assembly president`), not part of the title."""
        if noun.lower() not in body_nouns() or self.kind not in _HAVE_BODIES:
            return False
        return self.kind == "leader" or (noun[0].isupper() and not is_first)

    def _is_unmarked_body(self, last: int) -> bool:
        """Whether a proper noun before `MP` or `leader` that the model took for no name is a party."""
        word = self.parse.words[last]
        is_noun = word.upos == "PROPN" and word.deprel == "compound" and word.text[0].isupper()
        return (
            self.kind in {"member", "leader"} and is_noun and last > 0 and word.text.lower() not in statuses()
        )

    def _is_sound(self, name: Name) -> bool:
        """Not a single word that belongs to the title (`Defense` in `Defense Secretary`)."""
        word = self.parse.words[name.last]
        return not (
            self.kind == "portfolio"
            and name.first == name.last
            and not word.text.isupper()
            and name.kind != "NAT"
        )

    def _capitalised_from(self, begin: int, last: int) -> int:
        """First word of the capitalised run that ends with word `last`."""
        at = last
        while at > begin and self._may_name_body(at - 1):
            at -= 1
        return at

    def _may_name_body(self, index: int) -> bool:
        word = self.parse.words[index]
        low = word.text.lower()
        is_title = classes().get(low, "modifier") != "modifier"
        is_other = is_title or low in statuses() or is_demonym(word.text) is not None
        return word.text[0].isupper() and not is_other and word.upos in {"PROPN", "ADJ", "NOUN"}

    def _possessor(self, begin: int, floor: int) -> None:
        """A possessor or article right before the modifiers."""
        words = self.parse.words
        at = begin - 1
        if at < floor:
            return
        if words[at].deprel == "nmod:poss" and words[at].upos in {"PRON", "DET"}:
            self.owner, self.first = (at, at), at
        elif words[at].text in POSSESSIVES and at > 0:
            self.owner = owner_before(self.parse, at)
            self.first = self.owner[0]
        elif words[at].upos == "DET" or words[at].text.lower() in {"the", "a", "an"}:
            self.first = at
        self.of = self.of or self.owner


def _with_earlier_parts(parse: Parse, first: int) -> int:
    """First word of a body's name that the model cut at `of` or `for` (`Council for Migrants`)."""
    while True:
        at = first - 1
        if at > 0 and parse.words[at].text == "the":
            at -= 1
        before = parse.name_at(at - 1) if at > 0 and parse.words[at].text in {"of", "for"} else None
        if before is None or before.kind != "ORG":
            return first
        first = before.first


def owner_before(parse: Parse, mark: int) -> Place:
    """The possessor before the possessive mark, the mark itself included (`Iran's`)."""
    head = mark - 1
    name = parse.name_at(head)
    first = name.first if name else head
    below = parse.subtree(head)
    if below[0] < first and below[-1] <= mark:
        first = below[0]
    if first > 0 and parse.words[first - 1].text.lower() in {"the", "a", "an"}:
        first -= 1
    return first, mark
