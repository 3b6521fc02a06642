"""What search looks for; the same answers from SQLite's FTS5, from PostgreSQL and from the terms themselves."""

from __future__ import annotations

import random
import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing

import psycopg
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.postgres import Server
from veedor.errors import UsageError
from veedor.record.searching.terms import (
    LONGEST_INDEX,
    MOST_WORDS,
    Query,
    index_text,
    parse_query,
    snippet,
    terms,
    to_fts5,
    to_tsquery,
)

TEXTS = (
    "Elections were postponed, the electoral council said.",
    "The election of a mayor in São Tomé: talks about the cease-fire failed.",
    "O'Brien met the rebels' leader; the rebels' talks in Łódź don't resume.",
    "The U.N. envoy (not the NGO's) spoke of parties, crises and ½ of the classes.",
    "News of a fire: they cease work. Talks fail, arms arrive; qx and qx416x stay.",
    "选举委员会推迟选举。Выборы прошли в Москве; ﻲﺑﺪﻋ ﷺ",
    "It costs 1,200 pesos, 3.5 per cent, 1e5, 0x1F, -7 and v2.0; see a_b@example.org/path?x=1&y=2",
    "",
)
QUESTIONS = (
    "election",
    "ELECTIONS mayor",
    "elect*",
    "elections*",
    "electoral* OR mayors",
    '"cease fire"',
    "cease-fire",
    '"talks fail"*',
    "talks -rebel",
    "talks -rebel* -envoy",
    'talks -"cease-fire"',
    "sao tome",
    "lodz OR łódź",
    "o’brien",
    "dont",
    "UN",
    "U.N.*",
    "ngo party crisis",
    "crises",
    "cris*",
    "class",
    "arm",
    "news",
    "选举",
    "选委",
    "推*",
    "москве",
    "моск*",
    "qx416x",
    "А",
    "1,200",
    "1e5",
    "0x1f",
    "3.5 v2.0",
    "example.org",
    "½",
    "talks OR news OR -envoy",
    "OR talks OR",
    "talks AND fail",
    "nothing-of-this",
    "the -the",
)


def says(text: str, query: Query) -> bool:
    """The meaning of a query, without a database."""
    found = terms(text)

    def has(phrase: object) -> bool:
        return any(phrase.is_at(found, n) for n in range(len(found)))  # type: ignore[attr-defined]

    return all(any(map(has, group)) for group in query.all_of) and not any(map(has, query.none_of))


Search = Callable[[Query], list[int]]


@pytest.fixture(scope="module")
def in_sqlite() -> Iterator[Search]:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("CREATE VIRTUAL TABLE passages USING fts5 (words, tokenize = 'unicode61')")
        rows = [(n, index_text(text)) for n, text in enumerate(TEXTS)]
        connection.executemany("INSERT INTO passages (rowid, words) VALUES (?, ?)", rows)
        question = "SELECT rowid FROM passages WHERE passages MATCH ? ORDER BY rowid"
        yield lambda query: [n for (n,) in connection.execute(question, [to_fts5(query)])]


@pytest.fixture(scope="module")
def in_postgres(postgres: Server) -> Iterator[Search]:
    with postgres.connect() as connection:
        connection.execute("CREATE TEMPORARY TABLE passages (n int, words tsvector)")
        for n, text in enumerate(TEXTS):
            row = (n, index_text(text))
            connection.execute("INSERT INTO passages VALUES (%s, to_tsvector('simple', %s))", row)
        question = "SELECT n FROM passages WHERE words @@ to_tsquery('simple', %s) ORDER BY n"
        yield lambda query: [n for (n,) in connection.execute(question, [to_tsquery(query)])]


def expected(query: Query) -> list[int]:
    return [n for n, text in enumerate(TEXTS) if says(text, query)]


@pytest.mark.parametrize("question", QUESTIONS)
def test_sqlite_finds_what_is_asked(in_sqlite: Search, question: str) -> None:
    query = parse_query(question)
    assert in_sqlite(query) == expected(query)


@pytest.mark.parametrize("question", QUESTIONS)
def test_postgresql_finds_what_is_asked(in_postgres: Search, question: str) -> None:
    query = parse_query(question)
    assert in_postgres(query) == expected(query)


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("election", [0, 1]),
        ("elections*", [0, 1]),
        ("elect*", [0, 1]),
        ('"cease fire"', [1]),
        ("cease fire", [1, 4]),
        ("talks -rebel", [1, 4]),
        ("mayor OR envoy", [1, 3]),
        ("talks mayor OR news", [1, 4]),
        ("sao", [1]),
        ("obrien", [2]),
        ("un", [3]),
        ("arm", []),
        ("选举", [5]),
        ("选委", []),
        ("моск*", [5]),
    ],
)
def test_a_question_means_what_it_says(question: str, found: list[int]) -> None:
    assert expected(parse_query(question)) == found


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Elections", "election"),
        ("parties", "party"),
        ("dies", "die"),
        ("classes", "class"),
        ("clashes", "clash"),
        ("taxes", "tax"),
        ("committees", "committee"),
        ("congress", "congress"),
        ("status", "status"),
        ("news", "news"),
        ("president’s", "president"),
        ("PRESIDENT'S", "president"),
        ("coup d'État", "coup detat"),
        ("Straße", "strasse"),
        ("e\u0301lu", "elu"),
        ("elec\u00adtion", "election"),
        ("ﬁre", "fire"),
        ("U.S.", "us"),
        ("talks¹", "talk"),
        ("한국", "한국"),
        ("が行", "が 行"),
        ("a_b", "a b"),
        ("😀", ""),
    ],
)
def test_terms_are_folded(written: str, folded: str) -> None:
    assert " ".join(term.word for term in terms(written)) == folded


def test_terms_know_their_places() -> None:
    text = "In São Tomé the U.N.'s envoys’ car"
    found = [text[term.start : term.end] for term in terms(text)]
    assert found == ["In", "São", "Tomé", "the", "U.N.", "s", "envoys", "car"]


@pytest.mark.parametrize(
    "hostile", ["", " ", '"', '""', "***", "-", "--", "OR", "AND OR", "()", "\0", "\ud800", "😀"]
)
def test_a_question_without_words_says_how_to_ask(hostile: str) -> None:
    with pytest.raises(UsageError, match="write words"):
        parse_query(hostile)


def test_a_question_that_only_leaves_out_is_refused() -> None:
    with pytest.raises(UsageError, match="add a word"):
        parse_query('-war -"cease fire"')


def test_a_question_as_long_as_a_report_is_refused() -> None:
    with pytest.raises(UsageError, match=f"at most {MOST_WORDS}"):
        parse_query("talks " * (MOST_WORDS + 1))


def test_a_question_cannot_leave_its_quotes() -> None:
    query = parse_query("""'; DROP TABLE passages; -- ") OR NEAR(a b) words:x ^y {z} 'q':* \\' & ! | <->""")
    bare = re.sub(r'"[a-z0-9 ]+"( \*)?', "", to_fts5(query))
    assert set(re.sub("[()]", " ", bare).split()) <= {"AND", "OR", "NOT"}
    bare = re.sub(r"'[a-z0-9]+'(:\*)?", "", to_tsquery(query))
    assert set(re.sub("[()]", " ", bare).split()) <= {"&", "|", "&!", "!", "<->"}


def test_a_quotation_without_an_end_goes_to_the_last_word() -> None:
    assert parse_query('talks "of the') == parse_query('talks "of the"')


def test_an_index_stays_within_what_postgresql_takes(postgres: Server) -> None:
    text = " ".join(f"{n:060d}x" for n in range(30_000)) + " y" * 20_000 + " " + "й" * 100_000
    indexed = index_text(text)
    assert len(indexed) <= LONGEST_INDEX
    with postgres.connect() as connection:
        connection.execute("SELECT to_tsvector('simple', %s)", [indexed])


def test_a_word_without_end_is_found_by_what_counts_of_it() -> None:
    assert says("see " + "x" * 5000, parse_query("x" * 6000))
    assert len(index_text("ж" * 5000)) < 600


_words = st.sampled_from(
    'talks Talk\'s -talks "talks fail" fail* OR U.N. é选举 ½ \' " - * ( qx ﷺ ŉ İ ß 1e5'.split()
)
_any = st.one_of(st.text(max_size=20), st.lists(_words, max_size=6).map(" ".join))


def asked(question: str) -> Query | None:
    try:
        return parse_query(question)
    except UsageError:
        return None


@given(_any, _any, st.integers(0, 40))
def test_a_snippet_of_any_text_holds_its_marks(text: str, question: str, width: int) -> None:
    query = asked(question + " talks")
    if query is None:
        return
    shown = snippet(text, query, width=width)
    assert shown.text == text[shown.start : shown.start + len(shown.text)]
    assert len(shown.text) <= width
    ends = [0, *(place for mark in shown.marks for place in mark), len(shown.text)]
    assert ends == sorted(ends)
    assert all(start < end for start, end in shown.marks)


@given(_any)
def test_what_is_indexed_of_any_text_is_ascii_and_says_the_same(text: str) -> None:
    indexed = index_text(text)
    assert indexed.isascii()
    assert len(indexed.split()) == len(terms(text))
    assert all(word.isalnum() and word == word.lower() for word in indexed.split())


@given(_any, _any)
def test_sqlite_understands_any_question_and_any_text(text: str, question: str) -> None:
    query = asked(question)
    if query is None:
        return
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("CREATE VIRTUAL TABLE passages USING fts5 (words)")
        connection.execute("INSERT INTO passages VALUES (?)", [index_text(text)])
        found = connection.execute(
            "SELECT 1 FROM passages WHERE passages MATCH ?", [to_fts5(query)]
        ).fetchall()
    assert bool(found) == says(text, query)


_SAME = "SELECT to_tsvector('simple', %s) @@ to_tsquery('simple', %s)"


@given(st.data())
def test_postgresql_understands_any_question_and_any_text(
    connection: psycopg.Connection[tuple[bool]], data: st.DataObject
) -> None:
    text, question = data.draw(_any), data.draw(_any)
    query = asked(question)
    if query is None:
        return
    row = connection.execute(_SAME, [index_text(text), to_tsquery(query)]).fetchone()
    assert row == (says(text, query),)


@pytest.fixture(scope="module")
def connection(postgres: Server) -> Iterator[psycopg.Connection[tuple[bool]]]:
    with postgres.connect() as opened:
        yield opened


def test_postgresql_leaves_terms_as_they_are(connection: psycopg.Connection[tuple[list[str]]]) -> None:
    chosen = random.Random(1)
    text = " ".join("".join(chosen.choices("0123456789eqxan", k=chosen.randint(1, 9))) for _ in range(5000))
    indexed = index_text(text)
    row = connection.execute("SELECT tsvector_to_array(to_tsvector('simple', %s))", [indexed]).fetchone()
    assert row is not None
    assert sorted(row[0]) == sorted(set(indexed.split()))


def test_no_two_terms_are_indexed_alike() -> None:
    words = ["qx", "qxx", "ж", "qx436x", "1990", "qxn1990", "n1990", "q", "x"]
    assert len(set(index_text(" ".join(words)).split())) == len(words)


def test_a_snippet_shows_where_most_is_said() -> None:
    text = (
        "Talks. "
        + "Nothing happened that week. " * 20
        + "The talks about elections failed. "
        + "More rain. " * 30
    )
    shown = snippet(text, parse_query("talk election"), width=80)
    assert [shown.text[a:b] for a, b in shown.marks] == ["talks", "elections"]
    assert shown.text == shown.text.strip()
    assert len(shown.text) > 60


def test_a_snippet_marks_a_phrase_as_one() -> None:
    shown = snippet("A cease-fire; no cease, no fire.", parse_query('"cease fire"'))
    assert [shown.text[a:b] for a, b in shown.marks] == ["cease-fire"]


def test_a_text_found_by_its_meaning_shows_its_beginning() -> None:
    shown = snippet("Soldiers shot at a crowd of marchers.", parse_query("protest"), width=20)
    assert shown == ("Soldiers shot at a", (), 0)
