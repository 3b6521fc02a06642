"""Whom pronouns mean: the nearest fitting party before them, subjects first.

`he` and `she` look for people, `it` for bodies and countries, `they` for plurals and bodies; `I` and `we` in
a quotation are its speaker and whom the speaker stands for. A pronoun that nothing fits stays unresolved.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence

from veedor.reading.names.kinds import SUBJECTS, party_kinds
from veedor.reading.names.mentions import Mention, gender_of, genders, mention_at, top_of
from veedor.reading.names.own_voice import OwnVoice
from veedor.reading.parse import Parse, Word
from veedor.reading.roles.title_words import Place, classes
from veedor.reading.sources.blocks import Blocks
from veedor.reading.sources.cues import sayings
from veedor.reading.sources.quotations import Quoted
from veedor.reading.sources.speakers import Speakers
from veedor.reading.sources.voices import speakers

_FORMS = {
    "he": "he him his himself",
    "she": "she her hers herself",
    "it": "it its itself",
    "they": "they them their theirs themselves",
    "i": "i me my mine myself",
    "we": "we us our ours ourselves",
}
PRONOUNS = {form: base for base, forms in _FORMS.items() for form in forms.split()}
"""Each personal pronoun that may be resolved, and its base form."""

_POSSESSIVES = frozenset({"his", "her", "its", "their", "my", "our"})
_KINDS = {"he": "person", "she": "person", "it": "group", "they": "many"}
_POINTING = frozenset({"the", "this", "that"})
_REACH = {"person": 6, "group": 3, "many": 3}
"""Sentences back to which an antecedent is sought."""
_TAKEN_UP = 0.6
"""Weight of what a pronoun has just meant: the next pronoun of its kind likely means it too."""
_ONE_BODY = 0.9
"""Taken from a single body as what `they` means: a plural is likelier."""
_OTHER_SIDE = 0.9
"""Taken from a person on the other side of a quotation mark.

This and the weights in `_weight` were set by hand so that subjects win over objects and a sentence costs
about a rank; the development reports hold too few pronouns (64) to fit them."""
_STATEMENT = 40
"""Sentences of the longest statement without quotation marks."""
_MARKED = 3
"""Words among which a quotation that begins a sentence has begun."""
_OPENING = 2
"""Sentences of a report's opening, which may begin with a pronoun."""
_SUBJECT = 0.6
"""Weight from which a mention may be who speaks: that of subjects."""
_NAMELESS = 0.6
"""Taken from a noun as what `he` means, where a person's name is likelier."""


class Pronouns:
    """The pronouns of one document, resolved in the order of the text."""

    def __init__(
        self,
        parses: Sequence[Parse],
        people: Sequence[tuple[Place, ...]],
        name_of: Callable[[int, int], str],
        represented: Callable[[str], str | None],
    ) -> None:
        """Take the parses, each one's people, the name of a noun, and for whom a person speaks."""
        self._parses, self._people = parses, people
        self._name_of, self._represented = name_of, represented
        self._quoted = Quoted(parses[0].text if parses else "")
        self._speakers = Speakers(parses, self._quoted)
        self._blocks = Blocks(parses, self._quoted)
        self._own_voice = OwnVoice(parses, self._quoted, name_of)
        self._mentions: list[list[Mention]] = []
        self._known: dict[tuple[int, int], str | None] = {}
        self._announcements: list[tuple[int, int]] = []
        self._heard = 0

    def of(self, number: int, index: int) -> str | None:
        """The name that pronoun `index` of sentence `number` stands for; None where nothing fits."""
        word = self._parses[number].words[index]
        if PRONOUNS[word.text.lower()] in {"i", "we"}:
            if (number, index) not in self._known:
                self._known[number, index] = None  # of `"…", my lawyer said` nobody knows whose
                self._known[number, index] = self._speaker(number, index)
            return self._known[number, index]
        while len(self._mentions) <= number:
            self._read(len(self._mentions))
        if (number, index) not in self._known and PRONOUNS[word.text.lower()] in {"he", "she"}:
            self._known[number, index] = self._named_next(number, index)
        return self._known.get((number, index))

    def _named_next(self, number: int, index: int) -> str | None:
        """The first person named after a report's opening pronoun (`He left on Friday. Mr. Roe …`), as a subject."""
        if number >= _OPENING or any(self._people[:number]):
            return None
        for later in range(number, min(number + _OPENING + 1, len(self._parses))):
            for person in self._people[later]:
                if (later, person[0]) > (number, index):
                    top = top_of(self._parses[later], person)
                    is_subject = self._parses[later].words[top].deprel in SUBJECTS
                    return self._name_of(later, top) if is_subject else None
        return None

    # reading the text in order

    def _read(self, number: int) -> None:
        """Collect the mentions of a sentence and resolve its pronouns, left to right."""
        parse = self._parses[number]
        found: list[Mention] = []
        self._mentions.append(found)
        inside = {i: p for p in self._people[number] for i in range(p[0], p[1] + 1)}
        for word in parse.words:
            if word.index in inside:
                if inside[word.index][0] == word.index:
                    found.append(self._person(number, inside[word.index]))
            elif word.text.lower() in PRONOUNS and word.upos == "PRON":
                self._pronoun(number, word, found)
            elif kinds := party_kinds(parse, word):
                gender = genders().get(word.text.lower(), "") if kinds == "person" else ""
                mention = mention_at(number, parse, word.index, kinds, gender=gender)
                found.append(mention._replace(is_named=kinds != "person"))
            found.extend(self._together(found, word))

    def _together(self, found: Sequence[Mention], last: Word) -> Iterator[Mention]:
        """The parties that `and` joins, the last of them this word, as one that `they` may mean."""
        if last.deprel != "conj" or not found:
            return
        joined = [w.index for w in self._parses[found[-1].number].children(last.head, "conj")]
        named = {mention.word: mention for mention in found if mention.is_named and not mention.name}
        if last.index == joined[-1] and named.keys() >= {last.head, *joined}:
            first = named[last.head]
            yield first._replace(kinds="many", others=tuple(joined), start=last.start)

    def _called(self, mention: Mention) -> str:
        """The name of what is mentioned, or the names of all that are mentioned together."""
        if mention.name:
            return mention.name
        heads = (mention.word, *mention.others)
        return "; ".join(dict.fromkeys(self._name_of(mention.number, head) for head in heads))

    def _person(self, number: int, person: Place) -> Mention:
        parse = self._parses[number]
        return mention_at(number, parse, top_of(parse, person), "person", gender=gender_of(parse, person))

    def _pronoun(self, number: int, word: Word, found: list[Mention]) -> None:
        base = PRONOUNS[word.text.lower()]
        if base in {"i", "we"} or (base == "it" and self._is_empty(number, word)):
            return
        own = self._saying_subject(number, word, found, _KINDS[base])
        chosen = own or self._antecedent(number, word, _KINDS[base], {"he": "m", "she": "f"}.get(base, ""))
        name = None if chosen is None else self._called(chosen)
        if name:
            self._known[number, word.index] = name
        if chosen is not None and name:
            gender = {"he": "m", "she": "f"}.get(base, chosen.gender)
            kept = mention_at(number, self._parses[number], word.index, _KINDS[base], gender=gender)
            found.append(kept._replace(name=name, weight=max(kept.weight, _TAKEN_UP)))

    def _saying_subject(self, number: int, word: Word, found: Sequence[Mention], kind: str) -> Mention | None:
        """The body, or the parties, that say what the pronoun's clause tells (`The rebels say they will …`)."""
        parse = self._parses[number]
        clause = parse.words[word.head]
        if kind == "person" or word.deprel not in SUBJECTS or clause.deprel != "ccomp":
            return None
        subjects = [w.index for w in parse.children(clause.head, *SUBJECTS) if w.index < word.index]
        own = [m for m in found if m.word in subjects and not m.others]
        if len(own) > 1:
            return own[0]._replace(others=tuple(m.word for m in own[1:])) if kind == "many" else None
        together = [m for m in found if m.others and m.word in subjects]
        return next((m for m in (*together, *own) if kind in m.kinds), None)

    def _is_empty(self, number: int, word: Word) -> bool:
        """Whether an `it` stands for nothing that acts (`it is clear that`, `it was an attack`)."""
        parse = self._parses[number]
        if word.head < 0 or word.deprel == "nmod:poss":
            return False
        if parse.child(word.head, "cop") is not None:
            above = parse.words[word.head]
            if above.deprel in {"ccomp", "acl:relcl"} and above.upos == "NOUN":
                return word.deprel.startswith("expl")  # `it said it was on its way`
            is_minded = parse.words[word.head].upos == "ADJ" and parse.child(word.head, "xcomp") is not None
            return word.deprel.startswith("expl") or not is_minded
        acts = parse.child(word.head, "obj") is not None and parse.child(word.head, "csubj") is None
        return word.deprel.startswith("expl") and not acts

    def _antecedent(self, number: int, word: Word, kind: str, gender: str) -> Mention | None:
        """Whom the pronoun likeliest means; a description that only points back gives way to a name."""
        chosen = self._likeliest(number, word, kind, gender)
        if chosen is None or not self._points_back(chosen):
            return chosen
        return self._likeliest(number, word, kind, gender, named=True) or chosen

    def _points_back(self, mention: Mention) -> bool:
        """Whether a noun for a person takes up somebody whom it does not name (`the cleric`)."""
        parse = self._parses[mention.number]
        article = None if mention.is_named else parse.child(mention.word, "det")
        if article is None or article.text.lower() not in _POINTING:
            return False
        return parse.lowered[mention.word] in self._called(mention).lower()

    def _likeliest(
        self, number: int, word: Word, kind: str, gender: str, *, named: bool = False
    ) -> Mention | None:
        others = self._partners(number, word) | self._speaking(word) if kind == "person" else frozenset()
        best: tuple[float, int] | None = None
        chosen = None
        for earlier in range(number, max(-1, number - _REACH[kind] - 1), -1):
            for mention in self._mentions[earlier]:
                if not self._fits(mention, word, number, kind, gender) or (named and not mention.is_named):
                    continue
                if others and self._called(mention) in others:
                    continue
                score = (self._score(mention, word, number, kind, gender), mention.start)
                if best is None or score > best:
                    best, chosen = score, mention
        return chosen

    def _fits(self, mention: Mention, word: Word, number: int, kind: str, gender: str) -> bool:
        if kind not in mention.kinds or mention.start >= word.start:
            return False
        if gender and mention.gender and gender != mention.gender:
            return False
        if mention.number != number or word.text.lower().endswith(("self", "selves")):
            return True
        # two arguments of one verb are two parties
        if word.text.lower() not in _POSSESSIVES and mention.governor == word.head:
            return False
        return mention.word != word.head

    def _partners(self, number: int, word: Word) -> frozenset[str]:
        """The people who are other arguments of the pronoun's verb, later in the sentence: somebody else."""
        if word.text.lower() in _POSSESSIVES:
            return frozenset()
        parse, found = self._parses[number], set()
        for person in self._people[number]:
            top = top_of(parse, person)
            if person[0] > word.index and parse.words[top].head == word.head:
                found.add(self._name_of(number, top))
        return frozenset(found)

    def _speaking(self, word: Word) -> frozenset[str]:
        """The person, if named, in whose quotation, or behind whose label (`Roe:`), the pronoun stands.

        Nobody calls themselves he or she.
        """
        quoted = self._quoted.at(word.start)
        if quoted is None:
            block = self._blocks.at(word.start)
            heads = list(block.step.heads) if block else []
            number = block.step.place[0] if block else 0
        else:
            number, heads = self._quoting(quoted)
        if not heads or self._parses[number].words[heads[0]].upos == "PRON":
            return frozenset()
        return frozenset({self._name_of(number, heads[0])})

    def _quoting(self, quoted: int) -> tuple[int, list[int]]:
        """The sentence and the head words of whoever says a quotation; none where nobody is known to."""
        place = self._speakers.of(quoted)
        if place is None:
            return 0, []
        number, cue = place
        parse = self._parses[number]
        return number, [head for saying in sayings(parse, cue) for head in speakers(parse, cue, saying)]

    def _score(self, mention: Mention, word: Word, number: int, kind: str, gender: str) -> float:
        score = mention.weight - (number - mention.number)
        if gender and mention.gender == gender:
            score += 0.3
        if not mention.is_named:
            score -= _NAMELESS
        if kind == "many" and "group" in mention.kinds:
            score -= _ONE_BODY
        if (
            kind == "person"
            and mention.number == number
            and self._in_speech(word) != self._in_speech(mention)
        ):
            # people seldom speak of themselves as he or she, nor does `he said` take up whom the speech names
            score -= _OTHER_SIDE
        return score

    def _in_speech(self, place: Word | Mention) -> bool:
        quoted = self._quoted.at(place.start)
        return quoted is not None and self._quoted.all[quoted].speech

    # I and we

    def _speaker(self, number: int, index: int) -> str | None:
        word = self._parses[number].words[index]
        quoted = self._quoted.at(word.start)
        place = self._announced(number) if quoted is None else self._speakers.of(quoted)
        block = self._blocks.at(word.start) if place is None and quoted is None else None
        if block is not None and block.step.heads and PRONOUNS[word.text.lower()] == "i":
            return self._name_of(block.step.place[0], block.step.heads[0])
        if place is None and quoted is None:
            is_we = PRONOUNS[word.text.lower()] == "we"
            return self._own_voice.speaker() if is_we else self._own_voice.writer()
        if place is None:
            return self._last_speaker(number, word, quoted)
        sentence, cue = place
        parse = self._parses[sentence]
        heads = [head for saying in sayings(parse, cue) for head in speakers(parse, cue, saying)]
        if not heads:
            return None
        name = self._named(sentence, heads[0])
        head = parse.words[heads[0]]
        is_person = any(p[0] <= head.index <= p[1] for p in self._people[sentence])
        is_person = is_person or head.upos == "PRON" or head.text.lower() in classes()
        if PRONOUNS[word.text.lower()] == "i" or not is_person or not name:
            return name
        return self._represented(name)

    def _announced(self, number: int) -> tuple[int, int] | None:
        """The saying at the end of a sentence above, after which someone speaks without quotation marks."""
        while self._heard < number:
            parse = self._parses[self._heard]
            root = parse.root
            is_saying = root is not None and parse.words[-1].text == ":" and sayings(parse, root.index)
            if root is not None and is_saying and not self._opens_quotation(self._heard + 1):
                self._announcements.append((self._heard, root.index))
            self._heard += 1
        before = bisect_left(self._announcements, (number,))
        last = self._announcements[before - 1] if before else None
        return last if last is not None and number - last[0] <= _STATEMENT else None

    def _opens_quotation(self, number: int) -> bool:
        """Whether a sentence begins with a quotation, after which the report speaks for itself again."""
        beginning = self._parses[number].words[:_MARKED] if number < len(self._parses) else ()
        return any(self._quoted.at(word.start) is not None for word in beginning)

    def _last_speaker(self, number: int, word: Word, quoted: int | None) -> str | None:
        """Who was the subject just before a quotation without a word of saying; for `we` whom that one represents."""
        if quoted is None:
            return None
        start = self._quoted.all[quoted].start
        while len(self._mentions) <= number:
            self._read(len(self._mentions))
        before = [
            mention
            for earlier in range(max(0, number - _REACH["group"]), number + 1)
            for mention in self._mentions[earlier]
            if mention.start < start and mention.weight >= _SUBJECT and self._quoted.at(mention.start) is None
        ]
        if not before:
            return None
        last = before[-1]
        name = self._called(last)
        if PRONOUNS[word.text.lower()] == "i":
            return name if "person" in last.kinds else None
        return self._represented(name) if "person" in last.kinds else name

    def _named(self, number: int, index: int) -> str | None:
        word = self._parses[number].words[index]
        if word.upos == "PRON" and word.text.lower() in PRONOUNS:
            return None if PRONOUNS[word.text.lower()] in {"i", "we"} else self.of(number, index)
        return self._name_of(number, index)
