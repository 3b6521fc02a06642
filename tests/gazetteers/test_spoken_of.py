"""Which country a text speaks of."""

import time

import pytest

from veedor.gazetteers.spoken_of import country_spoken_of


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Iraq's parliament met. The Iraqi prime minister spoke in Baghdad.", "IQ"),
        ("U.S. officials met in Washington. The United States agreed.", "US"),
        ("Guinea-Bissau votes on Sunday.", "GW"),
        ("CHILE: the strike goes on in Chile.", "CL"),
        ("Norway and Sweden met.", None),
        ("The Soviet Union was dissolved.", None),
        ("They met on Sunday.", None),
        ("The Organization of American States met in Peru.", "PE"),
    ],
)
def test_the_country_of_most_mentions_is_the_one(text: str, code: str | None) -> None:
    assert country_spoken_of(text) == code


def test_a_people_counts_less_than_a_country() -> None:
    assert country_spoken_of("Norwegians left. Norwegians came to Chile, and Chile thanked Chile.") == "CL"


@pytest.mark.parametrize("text", ["", "\0", "\u202eIraq?", "A" * 10_000, "The " * 2_500, "U." * 5_000])
def test_hostile_texts_are_read_without_harm(text: str) -> None:
    assert country_spoken_of(text) in (None, "IQ")


def test_a_long_text_is_read_quickly() -> None:
    text = (
        "The government of Iraq said in Baghdad that Senator Jane Roe of the United States had left. " * 1_000
    )
    country_spoken_of(text)
    start = time.perf_counter()
    country_spoken_of(text)
    assert (
        time.perf_counter() - start < len(text) / 1_000 * 0.004
    )  # four times the budget, for a busy machine
