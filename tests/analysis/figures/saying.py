"""Figures in sentences of made-up reports, as the tables of the analysis take them."""

from __future__ import annotations

from itertools import count

from veedor.analysis.figures.measured import Measured, measured
from veedor.analysis.telling import Telling
from veedor.codebook.labels import Comparison, EventType, Polarity, Tense
from veedor.codebook.span import Quote
from veedor.codebook.statement import Event, Figure, Statement, Value
from veedor.codebook.when import When
from veedor.documents.document import Basis, Document, Published

_numbers = count(1)


class Report:
    """A made-up report, sentence by sentence; every quote stands where it says in its text."""

    def __init__(
        self,
        published: str | None,
        *,
        publisher: str = "Coast Herald",
        country: str | None = "VE",
        name: str = "",
    ) -> None:
        self.id = name or f"doc{next(_numbers)}"
        self.published = published
        self.publisher = publisher
        self.country = country
        self.text = ""
        self.tellings: list[Telling] = []
        self.sentences: dict[str, str] = {}

    def quote(self, sentence: str, words: str, name: str | None = None) -> Quote:
        """The words in the sentence, which is put at the text's end where it is new."""
        if sentence not in self.text:
            self.text += f"{sentence} "
        start = self.text.index(words, self.text.index(sentence))
        return Quote.at(self.text, start, start + len(words), name)

    def figure(
        self,
        sentence: str,
        words: str,
        value: Value,
        unit: str,
        what: str,
        *,
        comparison: Comparison | None = None,
        period: str | None = None,
        when: str | None = None,
        sources: tuple[str, ...] = (),
        polarity: Polarity = Polarity.YES,
        tense: Tense = Tense.PAST,
    ) -> str:
        """The id of a figure that the sentence gives."""
        timed = self.quote(sentence, period) if period else None
        statement = Figure(
            anchor=self.quote(sentence, words),
            value=value,
            unit=unit,
            what=self.quote(sentence, what),
            comparison=comparison,
            period=timed,
            when=When(timed or self.quote(sentence, words), when) if when else None,
            sources=tuple(self.quote(sentence, words, name) for name in sources),
            polarity=polarity,
            tense=tense,
        )
        return self._add(statement, sentence)

    def event(
        self,
        sentence: str,
        words: str,
        type: EventType,
        *,
        actors: tuple[str, ...] = (),
        recipients: tuple[str, ...] = (),
        places: tuple[str, ...] = (),
        about: str | None = None,
        when: str | None = None,
    ) -> str:
        """The id of an event of the sentence."""
        statement = Event(
            anchor=self.quote(sentence, words),
            type=type,
            actors=tuple(self.quote(sentence, one) for one in actors),
            recipients=tuple(self.quote(sentence, one) for one in recipients),
            places=tuple(self.quote(sentence, one) for one in places),
            about=self.quote(sentence, about) if about else None,
            when=When(self.quote(sentence, words), when) if when else None,
            tense=Tense.PAST,
        )
        return self._add(statement, sentence)

    def _add(self, statement: Statement, sentence: str) -> str:
        id_ = f"{self.id}-{len(self.tellings)}"
        self.tellings.append(
            Telling(
                statement=statement,
                id=id_,
                document_id=self.id,
                title=self.id,
                publisher=self.publisher,
                published=self.published,
                country=self.country,
                story=self.id,
            )
        )
        self.sentences[id_] = sentence
        return id_

    def document(self) -> Document:
        """The report as a record takes it."""
        published = Published(self.published, Basis.GIVEN) if self.published else None
        return Document(
            id=self.id,
            text=self.text,
            title=self.id,
            publisher=self.publisher,
            language="en",
            published=published,
            file=f"{self.id}.txt",
        )

    def statements(self) -> list[Statement]:
        """What the report says."""
        return [one.statement for one in self.tellings]

    def measured(self) -> list[Measured]:
        """The figures of the report."""
        return measured(self.tellings, sentences=self.sentences)


def all_of(*reports: Report) -> list[Measured]:
    """The figures of some reports."""
    return [one for report in reports for one in report.measured()]


def counted(
    words: str,
    value: Value,
    *,
    unit: str = "people",
    what: str = "killed",
    published: str | None = "2019-08-23",
    period: str | None = None,
    when: str | None = None,
    comparison: Comparison | None = None,
    sources: tuple[str, ...] = (),
    publisher: str = "Coast Herald",
    place: str | None = None,
    by: str | None = None,
    country: str | None = "VE",
) -> Measured:
    """One figure alone: `words` of `what`, over `period`, in `place`, done by `by`, in a report of its own."""
    report = Report(published, publisher=publisher, country=country)
    acted = " by " + by if by else ""
    located = f" in {place}" if place else ""
    sentence = f"There were {words} {what}{acted}{located} {period or ''}."
    report.figure(
        sentence, words, value, unit, what, comparison=comparison, period=period, when=when, sources=sources
    )
    if place or by:
        report.event(
            sentence,
            what,
            EventType.ASSAULT,
            actors=(by,) if by else (),
            recipients=(words,),
            places=(place,) if place else (),
        )
    return report.measured()[0]
