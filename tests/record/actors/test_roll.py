"""By which change names last came in."""

from __future__ import annotations

from sqlalchemy import select

from tests.test_matching import event, put
from veedor.documents.versions import Relation
from veedor.record import schema, views
from veedor.record.actors import roll
from veedor.record.changes import Verb
from veedor.record.reviewing import review
from veedor.record.store import Record
from veedor.record.versions import versions


def test_a_decision_that_is_carried_to_a_newer_version_brings_names(place: str) -> None:
    text = "Anna Borg met Dora Lind at the harbour."
    with Record.open(place) as record:
        put(record, "d0c1", "2019-08-12", text, event(text, "met", "Anna Borg", to="Dora Lind", named=True))
        put(record, "d0c2", "2019-08-13", f"Nobody came. {text}")
        (row,) = _shown(record)
        review.accept(record, row, by="ana")
        versions.judge(record, "d0c2", "d0c1", Relation.VERSION, by="ana", reason="the long form")
        assert _shown(record) not in ([], [row])
        with record.reading() as connection:
            carried = select(schema.changes.c.id).where(schema.changes.c.verb == str(Verb.REANCHOR))
            assert [roll.last_named(record)] == list(connection.scalars(carried))


def _shown(record: Record) -> list[str]:
    return [row.id for row in views.statements(record)]
