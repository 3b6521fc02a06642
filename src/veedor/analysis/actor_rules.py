"""What two names, in the documents where they stand, tell of whether they mean one party."""

from __future__ import annotations

from rapidfuzz import fuzz

from veedor.analysis.body_rules import judge_bodies, judge_states
from veedor.analysis.findings import Finding, Party, different
from veedor.analysis.person_rules import judge_people
from veedor.gazetteers.name_forms import Shape

_ALIKE = 80


def judge(a: Party, b: Party, *, rivals: int = 1) -> Finding | None:
    """What the two names tell; None where nothing speaks for one party nor looks like it.

    A surname alone is judged by its document (`surnames`), not here.

    Args:
        a: The one.
        b: The other.
        rivals: How many long forms are known for the acronym that one of the two is.

    """
    shapes = {a.form.shape, b.form.shape}
    if shapes == {Shape.STATE}:
        return judge_states(a.form, b.form)
    if Shape.STATE in shapes:
        is_alike = fuzz.token_sort_ratio(a.form.spelling, b.form.spelling) >= _ALIKE
        return different(0.02, "a country is no person and no other body") if is_alike else None
    if shapes == {Shape.PERSON}:
        is_short = min(len(a.form.core), len(b.form.core)) < 2
        return None if is_short else judge_people(a, b)
    if Shape.PERSON in shapes and not (a.form.short or b.form.short):
        return None
    return judge_bodies(a, b, rivals=rivals)
