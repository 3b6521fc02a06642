from itertools import accumulate

from hypothesis import given, settings
from hypothesis import strategies as st

from veedor.documents.layout import Line, Piece, flow, lines_of, without_running_heads

PROSE = "words of one line of print in a report"


def piece(text: str, left: float, row: int, width: float = 200) -> Piece:
    top = 700 - 14 * row
    return Piece(text, left, top - 11, left + width, top)


def line(text: str, row: int, *, page: int = 0, left: float = 50, right: float = 250, cells: int = 1) -> Line:
    return Line(text, left, 689 - 14 * row, right, 700 - 14 * row, page, 250, cells)


def texts(lines: list[Line]) -> list[str]:
    return [one.text for one in lines]


def test_two_columns_are_read_one_after_the_other() -> None:
    left = [piece(f"left {n} {PROSE}", 50, n) for n in range(5)]
    right = [piece(f"right {n} {PROSE}", 300, n) for n in range(5)]
    mixed = [p for pair in zip(left, right, strict=True) for p in pair]
    assert texts(lines_of(mixed, 0)) == [p.text for p in left + right]


def test_what_spans_the_columns_parts_them() -> None:
    title = piece("a title " + PROSE, 50, 0, 450)
    middle = piece("a heading " + PROSE, 50, 6, 450)
    columns = [
        piece(f"{side} {n} {PROSE}", x, n) for n in (1, 2, 3, 4, 5) for side, x in (("l", 50), ("r", 300))
    ]
    below = [piece(f"{side} {n} {PROSE}", x, n) for n in (7, 8, 9, 10) for side, x in (("l", 50), ("r", 300))]
    read = [text.split()[0] for text in texts(lines_of([*columns, *below, title, middle], 0))]
    assert read == ["a", *"lllllrrrrr", "a", *"llllrrrr"]


def test_three_columns_are_read_from_left_to_right() -> None:
    pieces = [piece(f"{n} {PROSE}", x, n, 140) for n in range(6) for x in (50, 210, 370)]
    lefts = [one.left for one in lines_of(pieces, 0)]
    assert lefts == sorted(lefts)


def test_a_table_is_read_row_by_row() -> None:
    cells = [piece(word, x, n, 40) for n in range(6) for word, x in ((f"a{n}", 50), (f"b{n}", 200))]
    assert texts(lines_of(cells, 0)) == [f"a{n} b{n}" for n in range(6)]
    assert flow(lines_of(cells, 0))[0] == "\n".join(f"a{n} b{n}" for n in range(6))


def test_running_heads_and_page_numbers_are_left_out() -> None:
    pages = [
        [
            line("Monthly Bulletin 2019", 0, page=n),
            *(
                line(f"{'abc'[n]} says {word}", row, page=n)
                for row, word in enumerate(("one", "two", "three"), 5)
            ),
            line(f"Page {n + 1} of 3", 40, page=n),
        ]
        for n in range(3)
    ]
    kept = texts(without_running_heads(pages))
    assert kept == [f"{who} says {word}" for who in "abc" for word in ("one", "two", "three")]


def test_a_single_page_keeps_its_head() -> None:
    assert texts(without_running_heads([[line("Monthly Bulletin", 0), line("Words.", 1)]])) == [
        "Monthly Bulletin",
        "Words.",
    ]


def test_a_word_parted_at_the_end_of_a_line_is_whole_again() -> None:
    text, _ = flow([line("The gov-", 0), line("ernment and the oppo\xad", 1), line("sition met.", 2)])
    assert text == "The government and the opposition met."


def test_a_hyphen_stays_where_the_author_writes_it_elsewhere() -> None:
    lines = [
        line("Its vice-", 0),
        line("president, the vice-president of old, met Anglo-", 1),
        line("American envoys.", 2),
    ]
    assert flow(lines)[0] == "Its vice-president, the vice-president of old, met Anglo-American envoys."


def test_a_sentence_goes_on_over_the_page() -> None:
    text, starts = flow(
        [line("The talks were put", 40), line("off until spring.", 0, page=1), line("Then", 0, page=2)]
    )
    assert text == "The talks were put off until spring.\n\nThen"
    assert [text[start:].split()[0] for start in starts] == ["The", "off", "Then"]


def test_a_gap_ends_a_paragraph() -> None:
    lines = [line("A heading", 0), *(line(f"words {n}", n) for n in (3, 4, 5, 6))]
    assert flow(lines)[0] == "A heading\n\nwords 3 words 4 words 5 words 6"


@settings(deadline=None)  # a busy machine is no fault
@given(st.lists(st.text("ab- .\xad", min_size=1).map(lambda t: f"x{t}x"), max_size=20))
def test_every_line_begins_where_it_is_said_to(words: list[str]) -> None:
    text, starts = flow([line(word, row) for row, word in enumerate(words)])
    assert len(starts) == len(words)
    assert list(accumulate(starts, max)) == starts
    assert all(
        text.startswith(word.rstrip("-\xad"), start) for word, start in zip(words, starts, strict=True)
    )
