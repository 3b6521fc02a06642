"""One made-up happening and those who report it: the sentences that the cases of syndication are made of."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

ARTICLE = re.compile(r"^(?:the|an?) ", re.IGNORECASE)
QUOTED = (
    "{C}, according to {x}.",
    "{x} reported that {c}.",
    "{C}, {x} said.",
    "As {x} put it, {c}.",
    "{x} has confirmed that {c}.",
)
"""Ways of naming one source; {C} is the clause at the head of a sentence, {c} within one."""
CHAINED = (
    "{x} reports, citing {y}, that {c}.",
    "{C}, {y} said, {x} reports.",
    "According to {x}, it was {y} that said {c}.",
)
"""Ways of naming a source {x} and the source of that source {y}."""
LAST_LINE = "More on page three."
OFFICIAL_ENDS = (
    "Further notices will appear in this place.",
    "The public is asked to keep calm.",
    "Questions may be put in writing to the press desk.",
)


class Attributed(NamedTuple):
    """A source as a text calls it, and whom that means."""

    words: str
    name: str


@dataclass(frozen=True)
class Draft:
    """A document whose words are still marked."""

    publisher: str
    marked: str
    story: str | None = None
    """The same for documents that carry one text."""
    days_later: int = 0


class Play:
    """One happening and those who report it, dealt out for one case."""

    def __init__(self, plain: dict[str, Any], scenario: dict[str, Any], seed: int) -> None:
        chance = random.Random(seed)
        self.scenario = scenario
        self.papers: list[str] = chance.sample(plain["papers"], k=len(plain["papers"]))
        agencies = chance.sample(plain["agencies"], k=2)
        self.agency, self.other_agency = (Attributed(short, name) for name, short in agencies)
        self._told = chance.sample(scenario["told"], k=len(scenario["told"]))
        self._colour = chance.sample(scenario["colour"], k=len(scenario["colour"]))
        self._quoted = chance.sample(QUOTED, k=len(QUOTED))
        self._chained = chance.sample(CHAINED, k=len(CHAINED))
        self._ends = chance.sample(OFFICIAL_ENDS, k=len(OFFICIAL_ENDS))

    def clause(self, turn: int) -> str:
        """The happening in other words at each turn."""
        return str(self._told[turn % len(self._told)])

    def dated(self) -> str:
        """The happening with its date in full, for documents of later days."""
        return str(self.scenario["told"][1])

    def official(self, turn: int = 0) -> Attributed:
        """The office that knows of it."""
        words = self.scenario["official_words"]
        return Attributed(words[turn % len(words)], self.scenario["official"])

    def witness(self) -> Attributed:
        """Somebody who saw it."""
        return Attributed(self.scenario["witness"], ARTICLE.sub("", self.scenario["witness"]))

    def paper(self, number: int) -> Attributed:
        """One of the papers as others name it."""
        name = self.papers[number]
        return Attributed(name if name.startswith("La ") else f"the {ARTICLE.sub('', name)}", name)

    def own(self, turn: int, publisher: str) -> Draft:
        """A report of a publisher's own."""
        return Draft(publisher, f"{head(self.clause(turn))}. {self._colour[turn % len(self._colour)]}")

    def another(self, drafts: Sequence[Draft]) -> Draft | None:
        """A further paper's own report in words that none of the drafts has; None where they have them all."""
        # The head is left out of the comparison: its letter may have become a capital.
        fresh = [told for told in self._told if not any(told[4:] in draft.marked for draft in drafts)]
        return Draft(self.papers[-1], f"{head(fresh[0])}. {LAST_LINE}") if fresh else None

    def quoting(self, turn: int, publisher: str, source: Attributed) -> Draft:
        """A report that names one source."""
        said = self._quoted[turn % len(self._quoted)]
        return Draft(publisher, self._sentence(said, self.clause(turn), source))

    def chain(self, turn: int, publisher: str, nearer: Attributed, root: Attributed) -> Draft:
        """A report that names a source and the source of that source."""
        said = self._chained[turn % len(self._chained)]
        return Draft(publisher, self._sentence(said, self.clause(turn), nearer, root))

    def statement_of_office(self, turn: int) -> Draft:
        """The office's own notice."""
        return Draft(self.scenario["official"], f"{head(self.clause(turn))}. {self._ends[0]}")

    def wire(self, turn: int, publisher: str, story: str, source: Attributed | None = None) -> Draft:
        """A long report, with or without a source of its own."""
        clause = self.clause(turn)
        lead = self._sentence("{C}, {x} said.", clause, source) if source else f"{head(clause)}."
        return Draft(publisher, f"{lead} {self.scenario['body']}", story)

    def _sentence(self, pattern: str, clause: str, x: Attributed, y: Attributed | None = None) -> str:
        marked_y = f"[s2:{y.words}|{y.name}]" if y else ""
        marked_x = f"[s1:{x.words}|{x.name}]"
        return head(pattern.format(C=clause, c=clause, x=marked_x, y=marked_y))


def head(marked: str) -> str:
    """The same with a capital at the head of the sentence, inside of a mark or not."""
    at = marked.index(":") + 1 if marked.startswith("[") else 0
    return marked[:at] + marked[at].upper() + marked[at + 1 :]


def copied(wire: Draft, publisher: str, way: int) -> Draft:
    """The same text as another publisher prints it; a way from 0 to 3 is near-identical, 4 is cut short."""
    sentences = re.split(r"(?<=\.) (?=[A-Z])", wire.marked)
    lead, rest = sentences[0], sentences[1:]
    ways = (
        [lead, *rest[:-1]],
        [lead, *rest, f"(With the staff of {publisher}.)"],
        ["From our wires.", lead, *rest[:2], *rest[3:]],
        [lead, rest[0].replace(" was ", " had been "), *rest[1:-1], "More in our next edition."],
        [lead, rest[0]],
    )
    return replace(wire, publisher=publisher, marked=" ".join(ways[way]))
