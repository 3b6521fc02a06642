"""Any sequence of merges, partings and undos against a model that keeps the judgements in a list."""

from __future__ import annotations

from itertools import count
from pathlib import Path

from hypothesis import example, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from veedor.record import changes, schema
from veedor.record.actors import identity
from veedor.record.actors.identity import Pair, Verdict
from veedor.record.store import Record

NAMES = ("ana ruiz", "leila haddad", "jo byrne", "clara vega")
pairs = st.lists(st.sampled_from(NAMES), min_size=2, max_size=2, unique=True).map(sorted)
steps = st.one_of(
    st.tuples(st.just("judge"), pairs, st.sampled_from(Verdict)),
    st.tuples(st.just("undo"), st.integers(0, 20), st.none()),
)


class Log:
    """Which changes count: an undo takes one out, and puts back what that one took out, unless that was done since."""

    def __init__(self) -> None:
        self.counts: dict[int, bool] = {}
        self._turned: dict[int, list[tuple[int, bool]]] = {}

    def counting(self) -> list[int]:
        """The changes that may be taken back."""
        return [id_ for id_, does in sorted(self.counts.items()) if does]

    def undo(self, target: int, own: int) -> None:
        """Take a change back by another one."""
        was = self._turned.get(target, [])
        turned = [(target, False), *((id_, not back) for id_, back in was if self.counts[id_] == back)]
        self.counts |= dict(turned) | {own: True}
        self._turned[own] = turned


def parts(judged: list[tuple[int, list[str], Verdict]]) -> dict[str, set[str]]:
    """The names that mean the same as each name, by the latest of these judgements of each pair."""
    latest = {tuple(pair): verdict for _, pair, verdict in judged}
    group = {name: {name} for name in NAMES}
    for (left, right), verdict in latest.items():
        if verdict is Verdict.SAME and group[left] is not group[right]:
            group[left] |= group[right]
            group.update(dict.fromkeys(group[right], group[left]))
    return group


JUDGED_AGAIN = [
    ("judge", ["ana ruiz", "leila haddad"], Verdict.SAME),
    *[("undo", 0, None)] * 4,
    ("judge", ["ana ruiz", "jo byrne"], Verdict.SAME),
    ("judge", ["ana ruiz", "jo byrne"], Verdict.SAME),
    ("undo", 5, None),
]
"""Undo of a judgement, of that undo, of the judgement again, of the second undo: taken back, two of these meet."""


def test_identity_is_the_models_after_any_merges_and_undos(tmp_path: Path) -> None:
    numbers = count()

    @settings(max_examples=25, deadline=None)
    @given(st.lists(steps, max_size=12))
    @example(JUDGED_AGAIN)
    def holds(sequence: list[tuple[str, object, object]]) -> None:
        judged: list[tuple[int, list[str], Verdict]] = []
        log = Log()
        with Record.open(tmp_path / f"{next(numbers)}.veedor") as record:
            for what, first, verdict in sequence:
                if what == "judge":
                    left, right = first  # type: ignore[misc]
                    id_ = identity.judge(record, [Pair(left, right, verdict, "why")], by="ana")  # type: ignore[arg-type]
                    judged.append((id_, [left, right], verdict))  # type: ignore[arg-type]
                    log.counts[id_] = True
                    continue
                counting = log.counting()
                if counting:
                    target = counting[int(str(first)) % len(counting)]
                    log.undo(target, changes.undo(record, target, by="ben"))
            expected = parts([one for one in judged if log.counts[one[0]]])
            for name in NAMES:
                assert set(identity.names_of(record, name).nodes) == expected[name]
            with record.reading() as connection:
                kept = connection.scalar(select(func.count()).select_from(schema.judgements))
            assert kept == len(judged)

    holds()
