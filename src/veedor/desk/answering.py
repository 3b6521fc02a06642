"""What waits for a person where two review: decisions of others to agree with or send back, and own ones sent back."""

from __future__ import annotations

from collections.abc import Collection

from veedor.desk.asking import Ask
from veedor.record.reviewing import decided, second_reading
from veedor.record.views import StatementRow


def waiting_for(ask: Ask) -> list[str]:
    """The first forms of the statements whose decisions wait for whoever asks, the oldest decision first."""
    name = ask.person.name
    return ask.desk.memory.of(ask.record, ("second reading", name), lambda: _waiting_for(ask))


def _waiting_for(ask: Ask) -> list[str]:
    ids = second_reading.waiting(ask.record, ask.person.name)
    about = decided.statements_of(ask.record, ids) if ids else {}
    return [id_ for decision in ids for id_ in about.get(decision, ())]


def first(ask: Ask, skipped: Collection[str]) -> StatementRow | None:
    """The statement whose decision waits longest for whoever asks, but for those passed over; None where none does."""
    for id_ in waiting_for(ask):
        row = decided.decision(ask.record, id_).row
        if row is not None and row.id not in skipped:
            return row
    return None
