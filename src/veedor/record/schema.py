"""The tables of a record, the same for SQLite and PostgreSQL.

    changes ──< undos
       │
       ├──< readings >── documents ──< passages        retractions, relations  (of documents)
       │        └──< found >── statements ──< parties, places
       ├──< reviews, withdrawals, reanchored ─┘                                (of statements)
       ├──< pairings (of two), named_issues, criteria, resolutions             (of statements)
       └──< judgements (of names), ignored (of words), options (of the project)

    people  (who may sign in)        visits  (who looked last when)        saved  (searches)

The one invariant: rows are only ever added, but for `people`, `visits` and `saved`. A *change* is one thing that
somebody did to the record; every row that can be taken back names its change, and counts unless the latest row of
`undos` takes that change out. `current.py` says what follows from it.

A *document* is its text. A *reading* says which reader read it, when, and what was known of it then (title,
publisher, date): dates of statements hang on the document's date, so a corrected date is a new reading. A
*statement* is stored once, under its hashed id, however many readings *found* it, and whether a machine read it or
a person wrote it.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    and_,
)

metadata = MetaData()


def _change() -> Column[int]:
    return Column("change_id", ForeignKey("changes.id"), primary_key=True)


meta = Table(
    "meta",
    metadata,
    Column("key", String, primary_key=True),
    Column("value", Text, nullable=False),
)
"""`application` (always `veedor`) and `schema` (number of the last migration)."""

documents = Table(
    "documents",
    metadata,
    Column("id", String, primary_key=True),
    Column("text", Text, nullable=False),
    Column("added_at", String, nullable=False),
)
"""`added_at` is UTC, ISO 8601."""

changes = Table(
    "changes",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("verb", String, nullable=False),
    Column("by", String, nullable=False),
    Column("at", String, nullable=False),
    Column("reason", Text),
    Column("part_of", ForeignKey("changes.id"), index=True),
    Column("document_id", ForeignKey("documents.id"), index=True),
)
"""The log: `verb` is one of `changes.Verb`, `by` a person or a program with its version, `at` UTC, ISO 8601;
`part_of` is the larger change, such as an import, with which it is taken back."""

undos = Table(
    "undos",
    metadata,
    _change(),
    Column("undone_id", ForeignKey("changes.id"), primary_key=True),
    Column("back", Boolean, nullable=False),
    Index("undos_of_change", "undone_id", "change_id"),
)
"""That the change `change_id` takes the change `undone_id` out, or, where `back`, puts it in again."""

readings = Table(
    "readings",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("document_id", ForeignKey("documents.id"), nullable=False),
    Column("reader", String, nullable=False),
    Column("version", String, nullable=False),
    Column("made_at", String, nullable=False),
    Column("title", Text),
    Column("publisher", Text),
    Column("published", String),
    Column("earliest", Date),
    Column("latest", Date),
    Column("file", Text),
    Column("details", Text, nullable=False),
    Column("change_id", ForeignKey("changes.id"), index=True),
    Column("address", Text),
    Column("country", String),
    Index("readings_of_document", "document_id", "id"),
)
"""The highest `id` of a document whose change counts is its current reading. `earliest` and `latest` bound
`published`; `details` is the document's JSON form without its text; `country` is the one that the text speaks of,
ISO 3166-1 alpha-2. `change_id` is never null in a sound record: SQLite adds a column only as one that may be."""

statements = Table(
    "statements",
    metadata,
    Column("id", String, primary_key=True),
    Column("document_id", ForeignKey("documents.id"), nullable=False, index=True),
    Column("kind", String, nullable=False),
    Column("type", String),
    Column("certainty", String, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("dated", String),
    Column("earliest", Date),
    Column("latest", Date),
    Column("plain", Text, nullable=False),
    Column("polarity", String),
    Column("tense", String),
    Column("stance", String),
    Column("status", String),
    Column("unit", Text),
    Column("words", Text),
    Index("statements_by_kind", "kind", "type"),
    Index("statements_by_words", "words", "kind", "type"),
)
"""`start` and `end` are the anchor's; `earliest` and `latest` bound `dated`, null where that end is open; `words`
is the anchor's words, folded; `plain` is the statement's whole JSON form, the other columns are for filters."""

for _name, _columns, _which in (
    # The statements of a month, out of all that began before its end: only those that fit are looked at themselves.
    ("statements_dated", ("earliest", "latest", "id"), statements.c.dated.is_not(None)),
    (
        "statements_unbounded",
        ("latest", "earliest", "id"),
        and_(statements.c.dated.is_not(None), statements.c.latest.is_(None)),
    ),
):
    Index(_name, *(statements.c[name] for name in _columns), sqlite_where=_which, postgresql_where=_which)

parties = Table(
    "parties",
    metadata,
    Column("statement_id", ForeignKey("statements.id"), primary_key=True),
    Column("field", String, primary_key=True),
    Column("place", Integer, primary_key=True),
    Column("words", Text, nullable=False),
    Column("name", Text),
    Column("folded", Text, nullable=False),
    Column("key", Text),
    Index("parties_by_key", "key", "statement_id", "field"),
)
"""Who stands in which field of a statement; `folded` is words and name, folded, for searching; `key` is the key
of the name (of the words where no name is known), under which it is judged whom they mean."""

places = Table(
    "places",
    metadata,
    Column("statement_id", ForeignKey("statements.id"), primary_key=True),
    Column("place", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    Column("country", String),
    Column("region", Text),
    Column("latitude", Float),
    Column("longitude", Float),
    Column("geonames", Integer),
    Column("precision", String, nullable=False),
    Column("why", Text, nullable=False),
    Index("places_by_country", "country", "statement_id"),
)
"""Where the places of a statement lie; `place` is that of `parties` in the field `places`. What could not be
resolved safely has no row."""

found = Table(
    "found",
    metadata,
    Column("reading_id", ForeignKey("readings.id"), primary_key=True),
    Column("place", Integer, primary_key=True),
    Column("statement_id", ForeignKey("statements.id"), nullable=False, index=True),
    Column("probability_right", Float),
    Column("dated_by", String),
    Index("found_by_doubt", "probability_right", "reading_id", "place"),
)
"""Which statements a reading found, in the reader's order; `dated_by` is the rule that gave the date."""

passages = Table(
    "passages",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("document_id", ForeignKey("documents.id"), nullable=False, index=True),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("vector", LargeBinary),
)
"""What is searched: some sentences of a document; `vector` is 384 signed bytes, a unit vector times 127. The words
stand in `passage_terms`, which is FTS5 in SQLite and a tsvector in PostgreSQL (`search_index.py`)."""

files = Table(
    "files",
    metadata,
    Column("hash", String, primary_key=True),
    Column("options", Text, primary_key=True),
    Column("reading_id", ForeignKey("readings.id"), primary_key=True),
    Column("place", Integer, nullable=False),
    Column("many", Integer, nullable=False),
    Index("files_of_reading", "reading_id"),
)
"""That a file with these bytes (SHA-256), loaded with these options, holds the document of a reading, as number
`place` of `many`, from 0. While each of them is its document's current reading, the file need not be loaded
again."""

bands = Table(
    "bands",
    metadata,
    Column("key", BigInteger, primary_key=True, autoincrement=False),
    Column("document_id", ForeignKey("documents.id"), primary_key=True),
)
"""MinHash bands of a document's text: documents that share a key may be near-identical."""

relations = Table(
    "relations",
    metadata,
    _change(),
    Column("document_id", ForeignKey("documents.id"), nullable=False),
    Column("other_id", ForeignKey("documents.id"), nullable=False),
    Column("relation", String, nullable=False),
    Column("share", Float),
    Column("why", Text, nullable=False),
    Index("relations_of_document", "document_id", "other_id"),
    Index("relations_of_other", "other_id", "document_id"),
)
"""That a document is a `version` of an older one (`other_id`), a `carrier` of the same story, or `different`.
Of a pair the latest row that counts holds."""

retractions = Table(
    "retractions",
    metadata,
    _change(),
    Column("document_id", ForeignKey("documents.id"), nullable=False, index=True),
)
"""That a document is retracted; the reason is the change's."""

reanchored = Table(
    "reanchored",
    metadata,
    _change(),
    Column("statement_id", ForeignKey("statements.id"), primary_key=True),
    Column("document_id", ForeignKey("documents.id"), nullable=False, index=True),
    Column("how", String, nullable=False),
    Column("becomes", ForeignKey("statements.id"), index=True),
    Index("reanchored_statement", "statement_id"),
)
"""Where a statement of an older version stands in the newer one, `document_id`; `becomes` is null where `how` is
`lost`, and where nothing in the newer version says quite the same."""

withdrawals = Table(
    "withdrawals",
    metadata,
    _change(),
    Column("statement_id", ForeignKey("statements.id"), primary_key=True),
    Column("document_id", ForeignKey("documents.id"), nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("why", Text, nullable=False),
    Index("withdrawals_of_statement", "statement_id"),
)
"""That the publisher takes a statement back, by the note at `[start, end)` of the document `document_id`."""

reviews = Table(
    "reviews",
    metadata,
    _change(),
    Column("document_id", ForeignKey("documents.id"), nullable=False, index=True),
    Column("statement_id", ForeignKey("statements.id"), nullable=False),
    Column("verb", String, nullable=False),
    Column("becomes", ForeignKey("statements.id"), index=True),
    Column("reading_id", Integer),
    Column("answers", ForeignKey("changes.id"), index=True),
    Column("carried_from", ForeignKey("changes.id")),
    Index("reviews_of_statement", "statement_id", "change_id"),
)
"""What people decided of statements. `statement_id` is the statement as first found or written, `becomes` its
corrected form; `reading_id` is the document's last reading when it was decided, 0 where none was (what a later
reading finds instead is a difference); `answers` is the decision that a second reader agrees with or sends back;
`carried_from` is the decision on an older version of the document that this one repeats."""

ignored = Table(
    "ignored",
    metadata,
    _change(),
    Column("kind", String, nullable=False),
    Column("type", String),
    Column("words", Text, nullable=False),
    Column("document_id", ForeignKey("documents.id")),
    Column("publisher", Text),
    Index("ignored_by_words", "words", "kind"),
)
"""Reject everywhere: statements of this kind (and type) whose anchor's folded words are `words`, in one document, of
one publisher, or, where both are null, in all."""

judgements = Table(
    "judgements",
    metadata,
    _change(),
    Column("left", Text, primary_key=True),
    Column("right", Text, primary_key=True),
    Column("verdict", String, nullable=False),
    Column("score", Float),
    Column("why", Text, nullable=False),
    Index("judgements_of_right", "right"),
    Index("judgements_of_left", "left", "right"),
)
"""That two names mean the same party, different ones, or that it is unsure. A name is a key, or, in one document
alone, `key@document`; `left` sorts before `right`. Of a pair the latest row that counts holds."""

pairings = Table(
    "pairings",
    metadata,
    _change(),
    Column("left", ForeignKey("statements.id"), primary_key=True),
    Column("right", ForeignKey("statements.id"), primary_key=True),
    Column("family", String, primary_key=True),
    Column("relation", String, nullable=False),
    Index("pairings_of_left", "left"),
    Index("pairings_of_right", "right"),
)
"""What two statements, as first found or written, are to each other. `family` is what is asked of them, `relation` the
answer (`findings.pairings`); of an outcome `left` is the announcement, else `left` sorts before `right`. Of a pair and
family the latest row that counts holds."""

named_issues = Table(
    "named_issues",
    metadata,
    _change(),
    Column("statement_id", ForeignKey("statements.id"), index=True),
    Column("key", Text),
    Column("name", Text, nullable=False),
)
"""To which issue a statement belongs, or, where `statement_id` is null, all that the machine files under `key`. The
latest row of either that counts holds."""

criteria = Table(
    "criteria",
    metadata,
    _change(),
    Column("statement_id", ForeignKey("statements.id"), nullable=False, index=True),
    Column("plain", Text, nullable=False),
    Column("due", Date),
)
"""By what it is told whether a forecast came true: `plain` is the criterion's JSON form, `due` the date by which it can
be told. The first row of a forecast that counts holds."""

resolutions = Table(
    "resolutions",
    metadata,
    _change(),
    Column("statement_id", ForeignKey("statements.id"), nullable=False, index=True),
    Column("outcome", String, nullable=False),
    Column("came_out", String),
    Column("evidence", Text, nullable=False),
)
"""How a forecast came out, and when (EDTF); `evidence` is a JSON list of the ids of statements that show it. The latest
row of a forecast that counts holds."""

briefs = Table(
    "briefs",
    metadata,
    _change(),
    Column("name", String, nullable=False, index=True),
    Column("plain", Text, nullable=False),
    Column("frozen", Text),
)
"""A brief as somebody left it: `plain` is its JSON form (`brief.outline`); of a name the latest row that counts holds.
`frozen` is what was published with it: the words and sources of its footnotes as they were then, in JSON; null where it
was not published."""

options = Table(
    "options",
    metadata,
    _change(),
    Column("name", String, nullable=False),
    Column("value", Text, nullable=False),
)
"""What the project chose, such as review by two persons; the latest row of a name that counts holds."""

people = Table(
    "people",
    metadata,
    Column("folded", String, primary_key=True),
    Column("name", Text, nullable=False),
    Column("role", String, nullable=False),
    Column("hash", Text, nullable=False),
    Column("epoch", Integer, nullable=False),
    Column("since", String, nullable=False),
    Column("until", String),
)
"""The accounts of a team: `folded` is the name, folded, under which nobody else may come in; `hash` is argon2's of the
password, empty once the account is closed, at `until`; a session counts while it names the account's `epoch`. These
rows are overwritten: they say nothing of a crisis, an old password must be gone, and no undo may let somebody
in again. Who did it, when, and how it was done stands in the log (`Verb.ADMIT`)."""

visits = Table(
    "visits",
    metadata,
    Column("person", String, primary_key=True),
    Column("change_id", Integer),
    Column("ended", String),
    Column("at", String, nullable=False),
)
"""Of each person, by the folded name: when their visit before the present one ended, up to which change the log had
then come (0 where it was empty), and when they last opened a page; moments are UTC, ISO 8601. In a first visit
`change_id` and `ended` are null. These rows too are overwritten."""

saved = Table(
    "saved",
    metadata,
    Column("person", String, primary_key=True),
    Column("name", String, primary_key=True),
    Column("asked", Text, nullable=False),
    Column("at", String, nullable=False),
)
"""Searches that people keep under names of their own: `person` is the folded name, `asked` what follows the question
mark of the search's address. A person may change and remove theirs."""

asked = Table(
    "asked",
    metadata,
    Column("address", Text, primary_key=True),
    Column("etag", Text),
    Column("modified", Text),
    Column("new", Integer, nullable=False),
    Column("failed", Text, nullable=False),
    Column("at", String, nullable=False),
)
"""The last look at each feed that the project watches: what its server said of it, how many documents it brought, and
why it failed, empty where it did not; `at` is UTC, ISO 8601. Rows are overwritten."""
