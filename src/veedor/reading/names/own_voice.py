"""Who speaks in a statement or speech that names no speaker: `Norway condemns …. We call on …`.

Whoever its head names (`names.byline`) speaks for themselves: a person as `I`, a body as `we`. Else, whoever issues
a statement says in its own name what statements are made for: it condemns, welcomes, calls on,
will provide. The one body or country that does so, and no other, is whom `we` means there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from veedor.gazetteers.countries import bare, is_country
from veedor.reading.lexicon import words
from veedor.reading.names.byline import byline, is_person
from veedor.reading.names.kinds import SUBJECTS
from veedor.reading.parse import Parse, Word
from veedor.reading.roles.title_words import body_nouns
from veedor.reading.sources.quotations import Quoted

_PRESENT = frozenset({"VBZ", "VBP", "VB"})
_MARGIN = 2
"""How many times as often as any other party the speaker must speak so."""


class OwnVoice:
    """The body or country in whose name a document is written."""

    def __init__(self, parses: Sequence[Parse], quoted: Quoted, name_of: Callable[[int, int], str]) -> None:
        """Take the sentences, the quotations, and the name of a noun."""
        self._parses, self._quoted, self._name_of = parses, quoted, name_of
        self._author = byline(parses)
        self._found: tuple[str | None] | None = None

    def speaker(self) -> str | None:
        """The name of whom `we` means outside quotations; None where that is not sure."""
        if self._found is None:
            author = self._author
            is_body = author is not None and not is_person(self._parses, author)
            self._found = (bare(author.words) if author is not None and is_body else self._sought(),)
        return self._found[0]

    def writer(self) -> str | None:
        """The name of the person whom `I` means outside quotations; None where the head names nobody."""
        author = self._author
        return bare(author.words) if author is not None and is_person(self._parses, author) else None

    def _sought(self) -> str | None:
        named = Counter(
            self._name_of(number, subject.index)
            for number, parse in enumerate(self._parses)
            if (subject := self._speaking(parse)) is not None
        )
        (first, most), (_, second), *_ = [*named.most_common(2), ("", 0), ("", 0)]
        return first if most >= max(1, _MARGIN * second) else None

    def _speaking(self, parse: Parse) -> Word | None:
        """The country or body that is the subject of a sentence as statements have them; else None."""
        root = parse.root
        if root is None or self._quoted.at(root.start) is not None or not _is_act_of_statement(parse, root):
            return None
        subject = parse.child(root.index, *SUBJECTS)
        name = None if subject is None else parse.name_at(subject.index)
        if subject is None or name is None:
            return None
        is_bare = name.first == name.last and parse.lowered[name.first] in body_nouns()  # `the Department`
        is_party = name.kind == "ORG" or is_country(parse.quote(name.first, name.last)) is not None
        return subject if is_party and not is_bare else None


def _is_act_of_statement(parse: Parse, verb: Word) -> bool:
    """Whether a verb is one by which statements act, in the present (`condemns`) or told for the future."""
    helpers = parse.children(verb.index, "aux", "aux:pass")
    if any(helper.text.lower() == "will" for helper in helpers):
        return True
    is_present = verb.xpos in _PRESENT and not helpers
    return is_present and verb.lemma.lower() in words("verbs_of_statements")
