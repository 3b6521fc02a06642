"""Another record taken into this one: all that counts there and is not here, as parts of one change.

What this record says is never changed: what it has decided, judged or read itself holds, and where the other record
says something else of the same thing, the plan lists who said what, and when. Settings, accounts and what was taken
back stay where they are. Who decided what in the other record, and when, is kept.
"""

from __future__ import annotations

from veedor.exchange import merge_writing
from veedor.exchange.merge_comparing import Comparison
from veedor.exchange.merge_plan import MergePlan
from veedor.record import changes
from veedor.record.changes import Verb
from veedor.record.store import Record


def planned_merge(record: Record, other: Record) -> MergePlan:
    """What taking the other record in would do; nothing is written."""
    with record.reading() as here, other.reading() as there:
        return Comparison(here, there).compare().plan


def merge(record: Record, other: Record, *, by: str, reason: str | None = None) -> int | None:
    """The change that takes the other record in, and with which all of it is taken back; None where nothing is new.

    One transaction: all of it is there after it, or nothing. RecordError where either database refuses.
    """
    with other.reading() as there, record.writing() as here:
        comparison = Comparison(here, there).compare()
        if not comparison.plan.adds:
            return None
        whole = changes.append(here, Verb.IMPORT, by, reason=reason or "another record")
        merge_writing.write(here, there, comparison.carried, whole)
        return whole
