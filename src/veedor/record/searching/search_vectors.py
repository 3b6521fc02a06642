"""Passages by their meaning: the cosine of their vectors with that of a question, all compared.

Comparing all takes 10 ms for 100,000 passages on one core, and is exact. An index (sqlite-vec, pgvector) would be an
extension that this Python's SQLite cannot load and that many servers lack; beyond some millions of passages it
would be needed.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, func, select

from veedor.documents.passages import DIMENSIONS
from veedor.errors import ModelError
from veedor.record.schema import passages as _passages
from veedor.record.searching.fusion import Ranking

_AT_ONCE = 512
"""Vectors that are made numbers of four bytes together: 0.8 MB, which stays in a processor's cache. Of 256 to 1,024
each took 10 ms for 94,000 passages, 2,048 and more took over 40."""
_LENGTH = 127.0
"""Of a stored vector."""


class Vectors(NamedTuple):
    """The vectors of a record's passages."""

    ids: NDArray[np.int64]
    """Shape (n,), ascending: the passages that have a vector."""
    signed: NDArray[np.int8]
    """Shape (n, DIMENSIONS)."""
    last: int
    """The last passage that was looked at, with a vector or without; 0 before the first."""


NONE = Vectors(np.empty(0, np.int64), np.empty((0, DIMENSIONS), np.int8), 0)


def refreshed(connection: Connection, known: Vectors) -> Vectors:
    """The vectors known and those of passages that were added since; rows are only ever added."""
    last = connection.scalar(select(func.max(_passages.c.id))) or 0
    if last == known.last:
        return known
    query = (
        select(_passages.c.id, _passages.c.vector)
        .where(_passages.c.id > known.last, _passages.c.vector.is_not(None))
        .order_by(_passages.c.id)
    )
    ids, vectors = [], bytearray()
    for id_, vector in connection.execute(query.execution_options(yield_per=10_000)):
        ids.append(id_)
        vectors += vector
    signed = np.frombuffer(bytes(vectors), np.int8).reshape(-1, DIMENSIONS)
    return Vectors(
        np.concatenate([known.ids, np.asarray(ids, np.int64)]), np.concatenate([known.signed, signed]), last
    )


def nearest(vectors: Vectors, question: bytes, *, most: int | None = None) -> Ranking:
    """The passages by their cosine with the question, in [-1, 1]: all, or so many of the nearest.

    Raises ModelError where the question is of another model.
    """
    if len(question) != DIMENSIONS:
        raise ModelError(
            f"The question's vector has {len(question)} bytes instead of {DIMENSIONS}; "
            "take it from the reader that read the documents"
        )
    cosines = _cosines(vectors.signed, np.frombuffer(question, np.int8).astype(np.float32))
    if most is not None and most < len(cosines):
        # Sorted by number, so that of equals the earlier passage comes first.
        some = np.sort(np.argpartition(-cosines, most)[:most])
    else:
        some = np.arange(len(cosines))
    order = some[np.argsort(-cosines[some], kind="stable")]
    return Ranking(vectors.ids[order], cosines[order].astype(np.float64))


def _cosines(signed: NDArray[np.int8], question: NDArray[np.float32]) -> NDArray[np.float32]:
    """Shape (n,): rounding makes stored vectors a little longer or shorter than `_LENGTH`, which is left so."""
    found = np.empty(len(signed), np.float32)
    numbers = np.empty((_AT_ONCE, DIMENSIONS), np.float32)
    for first in range(0, len(signed), _AT_ONCE):
        some = signed[first : first + _AT_ONCE]
        np.copyto(numbers[: len(some)], some)
        np.dot(numbers[: len(some)], question, out=found[first : first + len(some)])
    return found / (_LENGTH * max(1.0, float(np.linalg.norm(question))))
