"""What holds for PostgreSQL alone."""

from __future__ import annotations

from sqlalchemy import text

from tests.postgres import Server
from veedor.record.store import Record


def test_no_question_is_compiled_to_machine_code(postgres: Server) -> None:
    with Record.open(postgres.create("uncompiled")) as record:
        # Also after what was asked before was taken back.
        for _ in range(2):
            with record.reading() as connection:
                assert connection.scalar(text("SHOW jit")) == "off"
