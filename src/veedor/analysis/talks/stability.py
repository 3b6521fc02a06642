"""The graph model for conflict resolution: which outcomes are stable, and against which counter-moves.

Definitions after N. M. Fraser and K. W. Hipel, Conflict Analysis: Models and Resolutions (1984), and L. Fang,
K. W. Hipel and D. M. Kilgour, Interactive Decision Making: The Graph Model for Conflict Resolution (1993), as known.
Options and preferences come from an analyst, never from a text. With two players sanctions are the other's moves; with
more they are every state that the others together can reach, nobody moving twice in a row.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from itertools import product

from veedor.errors import UsageError

MOST_OPTIONS = 12
"""Options that are enumerated at most: 4,096 states."""
State = frozenset[str]
"""The options that are taken."""


class Stability(StrEnum):
    """Why a player stays in a state."""

    NASH = "Nash"
    """No move betters it."""
    GMR = "GMR"
    """General metarational: the others can answer every better move so that it is no better than staying."""
    SMR = "SMR"
    """Symmetric metarational: and from their answer the player cannot escape to something better either."""
    SEQ = "SEQ"
    """Sequential: the others have such an answer that is better for themselves."""


@dataclass(frozen=True)
class Conflict:
    """Players, the options of each, and what each prefers.

    Raises UsageError where there are more options than can be enumerated, one belongs to two players, or a player
    has no order of preference.
    """

    options: Mapping[str, Sequence[str]]
    """By player."""
    preferences: Mapping[str, Callable[[State], float]]
    """By player: the greater the number of a state, the more it is preferred; only the order counts."""
    is_feasible: Callable[[State], bool] = lambda state: True
    once_taken: frozenset[str] = frozenset()
    """Options that cannot be taken back."""

    def __post_init__(self) -> None:
        """Check what was typed."""
        every = [option for own in self.options.values() for option in own]
        if len(every) > MOST_OPTIONS:
            raise UsageError(f"{len(every)} options are too many; take {MOST_OPTIONS} at most")
        if len(set(every)) < len(every):
            raise UsageError("An option belongs to one player; give each option a name of its own")
        if missing := self.options.keys() - self.preferences.keys():
            raise UsageError(f"{', '.join(sorted(missing))} prefer nothing yet; say what each player prefers")

    @cached_property
    def states(self) -> tuple[State, ...]:
        """The feasible states."""
        every = [option for own in self.options.values() for option in own]
        all_of = (
            frozenset(option for option, is_taken in zip(every, taken, strict=True) if is_taken)
            for taken in product((False, True), repeat=len(every))
        )
        return tuple(state for state in all_of if self.is_feasible(state))

    def moves(self, player: str, state: State) -> list[State]:
        """The feasible states that a player can reach alone, in one move."""
        own = frozenset(self.options[player])
        kept = (self.once_taken & own) & state
        return [
            other for other in self.states if other != state and other - own == state - own and kept <= other
        ]

    def improvements(self, player: str, state: State) -> list[State]:
        """The moves of a player to what it prefers."""
        worth = self.preferences[player]
        return [other for other in self.moves(player, state) if worth(other) > worth(state)]

    def answers(self, player: str, state: State, *, only_better: bool) -> set[State]:
        """The states that the others can reach together from a state.

        Args:
            player: Who does not move.
            state: From where.
            only_better: Whether each of the others moves only to what it prefers.

        """
        step = self.improvements if only_better else self.moves
        seen: set[tuple[State, str]] = set()
        waiting = [(state, "")]
        while waiting:
            at, last = waiting.pop()
            for other in (one for one in self.options if one not in (player, last)):
                for reached in step(other, at):
                    if (reached, other) not in seen:
                        seen.add((reached, other))
                        waiting.append((reached, other))
        return {reached for reached, _ in seen}

    def is_stable(self, player: str, state: State, how: Stability) -> bool:
        """Whether a player stays in a state, by one of the definitions."""
        better = self.improvements(player, state)
        if how is Stability.NASH:
            return not better
        worth = self.preferences[player]
        return all(self._is_answered(player, worth(state), move, how) for move in better)

    def _is_answered(self, player: str, worth: float, move: State, how: Stability) -> bool:
        """Whether the others have an answer to a move after which it was no better than staying."""
        value = self.preferences[player]
        found = self.answers(player, move, only_better=how is Stability.SEQ)
        harmful = (state for state in found if value(state) <= worth)
        if how is not Stability.SMR:
            return any(True for _ in harmful)
        return any(all(value(way) <= worth for way in self.moves(player, state)) for state in harmful)

    def equilibria(self, how: Stability) -> tuple[State, ...]:
        """The states in which every player stays, by one of the definitions."""
        return tuple(
            state for state in self.states if all(self.is_stable(one, state, how) for one in self.options)
        )
