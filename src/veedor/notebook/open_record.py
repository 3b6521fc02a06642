"""A record for notebooks: questions with plain names, answers that become data frames.

    record = veedor.open("crisis.veedor")
    record.statements(kind="position", holder="Government of Exampleland").to_pandas()
    record.search('"early election"')
    record.accept(statement_id, reason="checked against the original")

Whoever is named by `actor`, `holder`, `recipient` or `source` is meant with all names that the record's judgements
give them; a name that the record does not know is looked for as a part of words and names.
"""

from __future__ import annotations

import getpass
import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, fields
from datetime import UTC, date, datetime
from functools import partial
from os import PathLike, fspath
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from veedor import sourcing
from veedor.analysis.figures.rows import CheckRow, ConflictRow, FigureRow, TopicRow, topic_row
from veedor.analysis.forecasts.flat import row_to_flat
from veedor.analysis.forecasts.ledger import Row as ForecastRow
from veedor.analysis.forecasts.scoring import Scores
from veedor.analysis.incidents.flat import incident_to_flat
from veedor.analysis.incidents.incidents import Incident
from veedor.analysis.intervals import last_day
from veedor.analysis.memberships import Members, Membership
from veedor.analysis.office_holders import Resolution
from veedor.analysis.offices import Occupancy
from veedor.analysis.talks.channels import Channel
from veedor.analysis.talks.flat import StandRow, channel_to_flat, move_to_flat, stand_rows, stand_to_flat
from veedor.analysis.talks.movement import Moved
from veedor.codebook.labels import Certainty, EventType, Kind, Polarity, Stance, Status, Tense
from veedor.codebook.when import bounds
from veedor.errors import UsageError
from veedor.frames import Rows
from veedor.gathering import figures, forecasts, incidents
from veedor.gathering import talks as talking
from veedor.matching import Matched, actors_beside, match
from veedor.notebook.rows import (
    flat_actor,
    flat_document,
    flat_hit,
    flat_membership,
    flat_occupancy,
    flat_outcome,
    flat_statement,
    flat_version,
)
from veedor.record import changes, views
from veedor.record.actors import identity, mentions
from veedor.record.changes import Change
from veedor.record.findings import resolutions
from veedor.record.reviewing import review, waiting
from veedor.record.searching.search import Hit, search
from veedor.record.store import Record, Run
from veedor.record.versions import versions
from veedor.record.versions.versions import Version
from veedor.record.views import DocumentRow, Reading, StatementRow
from veedor.record.wanted import Filter, Order, Standing, State, Turn
from veedor.settings import Settings

if TYPE_CHECKING:  # slow to import
    from veedor.pipeline import Outcome
    from veedor.reading.reader import Reader

_LABELS: dict[str, Callable[[str], Any]] = {
    "kind": Kind,
    "type": EventType,
    "stance": Stance,
    "status": Status,
    "certainty": Certainty,
    "polarity": Polarity,
    "tense": Tense,
}
_PEOPLE = ("actor", "holder", "recipient", "source")


class OpenRecord:
    """A record that is open; a context manager that closes it."""

    def __init__(self, place: str | PathLike[str], *, create: bool = False, by: str | None = None) -> None:
        """Open the record at a path or address; decisions are by `by`, else VEEDOR_PERSON, else the login name."""
        where = place if isinstance(place, str) and "://" in place else Path(fspath(place))
        self.record = Record.open(where, create=create)
        """For everything that this class has no word for."""
        self._settings = Settings.from_environment(os.environ)
        self._reader: Reader | None = None
        self.by = by or self._settings.person or _login()
        """Who decides, in the log."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the database."""
        self.record.close()

    def __repr__(self) -> str:
        return f"<record at {self.record.place}>"

    def read(self, files: str | PathLike[str] | Iterable[str | PathLike[str]], **given: Any) -> Rows[Outcome]:
        """What became of each report that is read into the record; all of it is one change of the log.

        `publisher`, `dated`, `title` and `force` are as for `veedor read`. A report that cannot be read is a row
        with its error and stops no other; names are matched afterwards. The reader is loaded once.
        """
        from veedor import pipeline
        from veedor.documents.load import load_all

        unknown = sorted(given.keys() - {"publisher", "dated", "title", "language", "force"})
        if unknown:
            raise UsageError(
                f"There is no {unknown[0]!r} to read by; take publisher, dated, title, language, force"
            )
        paths = [files] if isinstance(files, str | PathLike) else list(files)
        load, reader = partial(load_all, **given), self._loaded_reader()
        found = pipeline.take_in_files(map(Path, paths), load, reader, self.record, run=Run(self.by))
        rows = Rows(list(found), flat_outcome)
        pipeline.after_reading(self.record)
        return rows

    def _loaded_reader(self) -> Reader:
        from veedor.reading.reader import load_reader

        self._reader = self._reader or load_reader(self._settings.model, self._settings.threads)
        return self._reader

    def summary(self) -> dict[str, int]:
        """How many documents, readings and statements the record holds, and how many statements wait for whom."""
        size = asdict(views.size(self.record))
        return {**size, **asdict(waiting.counters(self.record))}

    def documents(self, *, order: str = Order.NEWEST) -> Rows[DocumentRow]:
        """Every document with its counts, newest first, or, with `order="read"`, as they came in."""
        return Rows(views.documents(self.record, order=_label("order", order, Order)), flat_document)

    def document(self, document_id: str) -> Reading:
        """A document, by its id, the beginning of one, or its file's name, with its statements."""
        return views.reading(self.record, views.find(self.record, document_id))

    def statements(self, *, order: str = Order.NEWEST, **wanted: Any) -> Rows[StatementRow]:
        """The statements that pass, by the fields of `Filter`: `kind="event"`, `actor="Ana Ruiz"`, `date="2021-05"`.

        `states` and `standings` take words or None for all; by default what is rejected, superseded, withdrawn
        or retracted is left out. Raises UsageError for a field or a label that there is none of.
        """
        rows = views.statements(self.record, self._filter(wanted), order=_label("order", order, Order))
        return Rows(list(rows), flat_statement)

    def search(self, words: str, *, limit: int = 20, **wanted: Any) -> Rows[Hit]:
        """The passages that hold the words, best first; phrases in quotes, `elect*`, `-without`, `one OR other`."""
        _without_sure(wanted)
        hits = search(self.record, words, wanted=self._filter(wanted) if wanted else None, limit=limit)
        return Rows(hits, flat_hit)

    def queue(
        self, *, order: str = Turn.DOUBT, limit: int | None = None, **wanted: Any
    ) -> Rows[StatementRow]:
        """The statements that wait for review, the least sure first, or, with `order="text"`, as they stand."""
        _without_sure(wanted)
        turn = _label("order", order, Turn)
        rows = waiting.queue(self.record, self._filter(wanted), order=turn, limit=limit)
        return Rows(list(rows), flat_statement)

    def versions(self, document_id: str) -> Rows[Version]:
        """What a document is to others: newer or older version, carrier of one story, or another text."""
        found = views.find(self.record, document_id)
        return Rows(versions.family(self.record, found), flat_version)

    def offices(self, *, of: str | None = None, on: str | None = None) -> Rows[Occupancy]:
        """Who held which office when, by the record's sources; `of` a body or country, `on` a date."""
        terms = sourcing.terms_of(self.record, actors_beside(self.record))
        terms = terms if of is None else sourcing.of_body(terms, of)
        return Rows(terms if on is None else sourcing.held_on(terms, _date(on)), flat_occupancy)

    def who(self, words: str, *, on: str, country: str | None = None) -> Resolution:
        """Whom the words for an office mean on a date: its `name`, and `why`; no name where that cannot be said."""
        known = actors_beside(self.record)
        return sourcing.holder(self.record, words, on=_date(on), country=country, known=known)

    def memberships(self, group: str) -> Rows[Membership]:
        """Who belonged to a group when, by the record's sources."""
        found = sourcing.members_over_time(self.record, group, actors_beside(self.record))
        return Rows(found, flat_membership)

    def members(self, group: str, *, on: str) -> Members:
        """The members of a group on a date: `certain` and `uncertain` names, `stated_counts`, `notes`."""
        return sourcing.members_of(self.record, group, on=_date(on), known=actors_beside(self.record))

    def incidents(self, *, days: str | None = None, as_of: str | None = None) -> Rows[Incident]:
        """What happened, how it stands, and from how many origins it is known; of `days` (`2019-08`), as of a day."""
        found = incidents.gather(
            self.record,
            incidents.Window(*bounds(_date(days))) if days else incidents.ALWAYS,
            today=_today(),
            as_of=last_day(_date(as_of)) if as_of else None,
        )
        return Rows(found.shown(), incident_to_flat)

    def talks(self, *, as_of: str | None = None, sides: Iterable[str] = ()) -> Rows[StandRow]:
        """Who stands where on each issue, with what is found of it; `sides` as `Government: Jane Roe; the Army`."""
        return Rows(list(stand_rows(self._talks(as_of, sides).table)), stand_to_flat)

    def moves(self, since: str, *, as_of: str | None = None, sides: Iterable[str] = ()) -> Rows[Moved]:
        """What each party did on each issue since a day, as of another."""
        return Rows(self._talks(as_of, sides).movement(last_day(_date(since))), move_to_flat)

    def channels(self, *, as_of: str | None = None) -> Rows[Channel]:
        """Who met whom, through whom, who disclosed it, and who confirms or denies it."""
        return Rows(self._talks(as_of, ()).channels(), channel_to_flat)

    def name_issue(self, key: str, name: str, *, reason: str = "") -> int:
        """The id of the change by which all that is filed under a key is called so; two under one name are one."""
        return talking.name_key(self.record, key, name, by=self.by, reason=reason)

    def _talks(self, as_of: str | None, sides: Iterable[str]) -> talking.Gathered:
        day = last_day(_date(as_of)) if as_of else None
        return talking.gather(self.record, talking.Asked(as_of=day, sides=talking.sides_of(sides)))

    def forecasts(self, *, as_of: str | None = None, source: str | None = None) -> Rows[ForecastRow]:
        """What was foretold, announced and planned, what is overdue first; as of a day (`2019-08-12`) or today."""
        day = date.fromisoformat(_date(as_of)) if as_of else None
        return Rows(forecasts.whole(self.record, today=_today(), as_of=day, source=source), row_to_flat)

    def forecast_scores(self, **rules: Any) -> Scores:
        """How well the voices foretold, by the rules of `scoring.Rules`: `table`, `possibilities`, `unread`."""
        return forecasts.scored(self.record, today=_today(), **rules)

    def enter_criterion(self, statement_id: str, *, reason: str = "", **typed: Any) -> int:
        """The id of the change by which a forecast has a criterion, with what is said otherwise (`ledger.Typed`)."""
        return forecasts.enter_typed(
            self.record, statement_id, typed, today=_today(), by=self.by, reason=reason
        )

    def resolve_forecast(self, statement_id: str, outcome: str, on: str | None = None, **shown: Any) -> int:
        """The id of the change by which a forecast came out so; `evidence` are ids of statements, or a `reason`."""
        said = _label("outcome", outcome, resolutions.Outcome)
        return resolutions.resolve(self.record, statement_id, said, on, by=self.by, **shown)

    def figures(self, *, as_of: str | None = None, **wanted: Any) -> Rows[FigureRow]:
        """The figures with what they count, over which time, where and by whom; `what`, `unit`, `place` narrow them."""
        return Rows(
            [one for topic in self._topics(as_of, wanted) for one in topic.figures], FigureRow._asdict
        )

    def figure_conflicts(self, *, as_of: str | None = None, **wanted: Any) -> Rows[ConflictRow]:
        """Where figures disagree: of which kind, why, and how that may be settled; narrowed as `figures`."""
        found = [one for topic in self._topics(as_of, wanted) for one in topic.conflicts]
        return Rows(found, ConflictRow._asdict)

    def figure_checks(self, *, as_of: str | None = None, **wanted: Any) -> Rows[CheckRow]:
        """The sums and percentages of reports, done again; narrowed as `figures`."""
        return Rows([one for topic in self._topics(as_of, wanted) for one in topic.checks], CheckRow._asdict)

    def _topics(self, as_of: str | None, wanted: dict[str, Any]) -> list[TopicRow]:
        if unknown := sorted(set(wanted) - set(figures.Wanted._fields)):
            known = ", ".join(figures.Wanted._fields)
            raise UsageError(f"There is no {unknown[0]!r} to narrow figures by; take {known}")
        found = figures.whole(self.record, as_of=last_day(_date(as_of)) if as_of else None)
        return [topic_row(one) for one in figures.topics(found, figures.Wanted(**wanted))]

    def match(self) -> Matched:
        """What rules judge of which names mean one actor; people's judgements stay."""
        return match(self.record, actors_beside(self.record))

    def actors(self) -> Rows[identity.Actor]:
        """Every actor with all its names, the most often named first."""
        return Rows(identity.actors(self.record), flat_actor)

    def log(self, **wanted: Any) -> Rows[Change]:
        """Who did what, newest first; `document_id`, `by`, `day`, `limit` narrow it down."""
        return Rows(changes.log(self.record, **wanted), asdict)

    def accept(self, statement_id: str, *, reason: str | None = None) -> int:
        """The id of the change by which a statement is accepted."""
        return review.accept(self.record, statement_id, by=self.by, reason=reason)

    def correct(self, statement_id: str, *, reason: str | None = None, **fields: Any) -> int:
        """The id of the change that corrects fields: labels as words, quotes as words of the document."""
        return review.correct_fields(self.record, statement_id, fields, by=self.by, reason=reason)

    def reject(self, statement_id: str, *, reason: str | None = None) -> int:
        """The id of the change by which a statement is rejected."""
        return review.reject(self.record, statement_id, by=self.by, reason=reason)

    def comment(self, statement_id: str, words: str) -> int:
        """The id of the change that leaves a comment."""
        return review.comment(self.record, statement_id, words, by=self.by)

    def retract(self, document_id: str, *, reason: str) -> int:
        """The id of the change that retracts a document."""
        found = views.find(self.record, document_id)
        return versions.retract(self.record, found, by=self.by, reason=reason)

    def same(self, one: str, other: str, *, why: str, document_id: str | None = None) -> int:
        """The id of the change by which two names are judged to mean one actor.

        `document_id` says in which document `one` is meant, where it may mean somebody else in each.
        """
        return self._judge(one, other, identity.Verdict.SAME, why, document_id)

    def different(self, one: str, other: str, *, why: str, document_id: str | None = None) -> int:
        """The id of the change by which two names are judged to mean different actors; as `same`."""
        return self._judge(one, other, identity.Verdict.DIFFERENT, why, document_id)

    def undo(self, change_id: int, *, reason: str | None = None) -> int:
        """The id of the change that takes another one, with all its parts, back."""
        return review.undo(self.record, change_id, by=self.by, reason=reason)

    def _judge(
        self, one: str, other: str, verdict: identity.Verdict, why: str, document_id: str | None
    ) -> int:
        left = mentions.node_meant(self.record, one, document_id)
        pair = identity.Pair(left, mentions.node_meant(self.record, other), verdict, why)
        return identity.judge(self.record, [pair], by=self.by)

    def _filter(self, wanted: dict[str, Any]) -> Filter:
        known = {field.name for field in fields(Filter)}
        unknown = sorted(set(wanted) - known)
        if unknown:
            raise UsageError(f"There is no {unknown[0]!r} to filter by; take {', '.join(sorted(known))}")
        made = {name: self._value(name, value) for name, value in wanted.items()}
        return Filter(**made)

    def _value(self, name: str, value: Any) -> Any:
        """A field of `Filter` from plain words."""
        if value is None:
            return None
        if name in _PEOPLE:
            return identity.meant(self.record, value) if isinstance(value, str) else value
        if name in ("states", "standings"):
            words = (value,) if isinstance(value, str) else value
            kind = State if name == "states" else Standing
            return frozenset(_label(name, word, kind) for word in words)
        return _label(name, value, _LABELS[name]) if name in _LABELS else value


def _without_sure(wanted: Mapping[str, Any]) -> None:
    """Raise UsageError where `sure` is asked of what does not look at it."""
    if wanted.get("sure") is not None:
        raise UsageError("Only statements(sure=…) looks at how sure the reader is; leave `sure` out here")


def _login() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError) as error:
        raise UsageError("Nothing says who you are; give by=, or set VEEDOR_PERSON") from error


def _date(value: str) -> str:
    """A date as given; DateError where it is no EDTF."""
    bounds(value)
    return value


def _today() -> date:
    return datetime.now(UTC).date()


def _label(name: str, word: str, label: Callable[[str], Any]) -> Any:
    try:
        return label(word)
    except ValueError as error:
        known = ", ".join(str(one) for one in label)  # type: ignore[attr-defined]  # every label is an enum
        raise UsageError(f"There is no {name} {word!r}; take one of {known}") from error
