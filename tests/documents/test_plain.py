"""Plain text and Markdown: the title of a text whose file says nothing of itself."""

import pytest

from veedor.documents.plain import markdown, plain

PARAGRAPH = (
    "The parties met on Monday in the capital, and left without a word to those who had waited outside. " * 2
)


@pytest.mark.parametrize(
    "text",
    [
        f"Talks stall in Ruritania\n\n{PARAGRAPH}\n",
        f"\ufeff\n\nTalks stall in Ruritania\n{PARAGRAPH}\n",
        f"Talks stall in Ruritania\nBy Jane Roe\n\n{PARAGRAPH}\n",
        f"Talks stall in Ruritania\nThe Observer, 3 May 2021\n\n{PARAGRAPH}\n",
        f"Talks stall in Ruritania\r\n\r\n{PARAGRAPH}\r\n",
    ],
)
def test_a_short_first_line_that_is_set_off_is_the_title(text: str) -> None:
    assert plain(text).title == "Talks stall in Ruritania"
    assert plain(text).text == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Talks stall in Ruritania",
        "The parties met on Monday.\n\nThey left.",
        "“The parties met on Monday.”\n\nThey left.",
        "The parties met on Monday in the capital, and\nleft without a word to those who\nhad waited.\n",
        f"{PARAGRAPH.strip('. ')}\n\nThey left.",
        "By Jane Roe\n\nThe parties met.",
        "3 May 2021\n\nThe parties met.",
        "May 3, 2021\n\nThe parties met.",
        "- a list of points\n\nThe parties met.",
        "He said:\n\nThe parties met.",
        "* * *\n\nThe parties met.",
        "2021\n\nThe parties met.",
    ],
)
def test_a_first_line_that_is_a_sentence_or_a_byline_is_no_title(text: str) -> None:
    assert plain(text).title is None


def test_a_year_or_a_question_mark_may_end_a_title() -> None:
    assert plain("Outlook for 2021\n\nThe parties met.").title == "Outlook for 2021"
    assert plain("Will they talk?\n\nThe parties met.").title == "Will they talk?"


def test_markdown_without_a_heading_takes_its_first_line() -> None:
    assert markdown("**Talks stall**\n\n*The Observer, 3 May 2021*\n\nThey met.\n").title == "Talks stall"
    assert markdown("They met on Monday.\n\nThey left.\n").title is None
    assert markdown("Not this\n\n# But this\n\nThey met.\n").title == "But this"
