"""Any sequence of merges, partings and undos against a model that keeps the judgements in a list."""

from __future__ import annotations

from itertools import count
from pathlib import Path

from hypothesis import given, settings
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


def parts(judged: list[tuple[int, list[str], Verdict]], out: set[int]) -> dict[str, set[str]]:
    """The names that mean the same as each name, by the latest judgement of each pair that counts."""
    latest = {tuple(pair): verdict for id_, pair, verdict in judged if id_ not in out}
    group = {name: {name} for name in NAMES}
    for (left, right), verdict in latest.items():
        if verdict is Verdict.SAME and group[left] is not group[right]:
            group[left] |= group[right]
            group.update(dict.fromkeys(group[right], group[left]))
    return group


def test_identity_is_the_models_after_any_merges_and_undos(tmp_path: Path) -> None:
    numbers = count()

    @settings(max_examples=25, deadline=None)
    @given(st.lists(steps, max_size=12))
    def holds(sequence: list[tuple[str, object, object]]) -> None:
        judged: list[tuple[int, list[str], Verdict]] = []
        turned: dict[int, tuple[int, bool]] = {}
        out: set[int] = set()
        with Record.open(tmp_path / f"{next(numbers)}.veedor") as record:
            for what, first, verdict in sequence:
                if what == "judge":
                    left, right = first  # type: ignore[misc]
                    id_ = identity.judge(record, [Pair(left, right, verdict, "why")], by="ana")  # type: ignore[arg-type]
                    judged.append((id_, [left, right], verdict))  # type: ignore[arg-type]
                    continue
                # Undo of a judgement that counts, or of an undo that counts.
                all_ids = [id_ for id_, _, _ in judged if id_ not in out]
                all_ids += [id_ for id_ in turned if id_ not in out]
                if not all_ids:
                    continue
                target = sorted(all_ids)[int(str(first)) % len(all_ids)]
                own = changes.undo(record, target, by="ben")
                out.add(target)
                if target in turned:
                    undone, back = turned[target]
                    (out.add if back else out.discard)(undone)
                    turned[own] = (undone, not back)
                else:
                    turned[own] = (target, False)
            expected = parts(judged, out)
            for name in NAMES:
                assert set(identity.names_of(record, name).nodes) == expected[name]
            with record.reading() as connection:
                kept = connection.scalar(select(func.count()).select_from(schema.judgements))
            assert kept == len(judged)

    holds()
