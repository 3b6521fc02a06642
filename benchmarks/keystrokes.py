"""How long work at a screen takes by the keystroke-level model, counted in operators.

Stuart K. Card, Thomas P. Moran and Allen Newell, The Keystroke-Level Model for User Performance Time with Interactive
Systems, Communications of the ACM 23(7), 1980, pages 396-410: the time that a skilled person needs for a task, without
errors, is the sum of its operators' times. It knows nothing of understanding what is read, nor of tiredness.
"""

from __future__ import annotations

from collections import Counter
from enum import StrEnum


class Operator(StrEnum):
    """What a person does."""

    KEY = "K"
    """Presses a key."""
    POINT = "P"
    """Moves the mouse to a target."""
    BUTTON = "B"
    """Presses or releases the mouse's button."""
    HOME = "H"
    """Moves the hand from the mouse to the keys, or back."""
    MIND = "M"
    """Makes up their mind."""
    WAIT = "R"
    """Waits for the desk."""


SECONDS = {
    Operator.KEY: 0.28,  # "average non-secretary typist (40 wpm)", figure 1 of the paper
    Operator.POINT: 1.10,  # figure 1
    Operator.BUTTON: 0.10,  # D. Kieras, Using the Keystroke-Level Model to Estimate Execution Times, 2001
    Operator.HOME: 0.40,  # figure 1
    Operator.MIND: 1.35,  # figure 1
    Operator.WAIT: 0.20,  # the desk's own bar for an answer
}
"""Seconds of each operator."""

Work = Counter[Operator]
"""How often each operator is needed."""


def work(said: str) -> Work:
    """Work as the paper writes it: `work("MKK")` is to make up one's mind, then press two keys."""
    return Counter(Operator(letter) for letter in said)


def keys(number: int) -> Work:
    """So many presses of keys."""
    return Counter({Operator.KEY: number})


def seconds(done: Work) -> float:
    """How long work takes."""
    return sum(SECONDS[operator] * number for operator, number in done.items())


def quicker(*ways: Work) -> Work:
    """The way that takes the least time."""
    return min(ways, key=seconds)


CLICK = work("PBB")
"""Points at something and clicks on it."""
SELECT = work("HPBPBH")
"""Selects words with the mouse: from the keys to their beginning, pressed, to their end, released, back to the keys."""
