"""Which reports a brief keeps for the house: those that were marked, and all versions of them.

A newer version of a report is another document, which nobody has marked; it gives the same source away.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from veedor.brief.outline import Brief
from veedor.record.store import Record
from veedor.record.versions import kin


def with_versions(record: Record, documents: Collection[str]) -> frozenset[str]:
    """Documents together with their older and newer versions."""
    if not documents:
        return frozenset()
    with record.reading() as connection:
        edges = kin.edges_of(connection, documents)
    return frozenset(near for id_ in documents for near in kin.reached(id_, edges.newer, edges.older))


def with_confidential_versions(record: Record, brief: Brief) -> Brief:
    """The brief with every version of its confidential reports as confidential as they are."""
    found = with_versions(record, brief.confidential)
    return brief if found == brief.confidential else replace(brief, confidential=found)
