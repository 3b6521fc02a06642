"""Answers in order, as a sequence or as a table of pandas, polars or pyarrow: an extra is imported when asked for."""

from __future__ import annotations

import html
import importlib
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Generic, TypeVar, overload

from veedor.errors import UsageError

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

Row = TypeVar("Row")

_SHOWN_ROWS = 20
"""Rows that a notebook shows of a table before it says how many more there are."""
_SHOWN_WORDS = 80
"""Characters of a cell that a notebook shows."""


class Rows(Sequence[Row], Generic[Row]):
    """Answers in order, as a sequence of plain values or as a table of the library that you use."""

    def __init__(self, rows: Sequence[Row], flat: Callable[[Row], dict[str, Any]]) -> None:
        self._rows = tuple(rows)
        self._flat = flat

    @overload
    def __getitem__(self, place: int) -> Row: ...
    @overload
    def __getitem__(self, place: slice) -> Rows[Row]: ...
    def __getitem__(self, place: int | slice) -> Row | Rows[Row]:
        """One answer, or some of them."""
        return Rows(self._rows[place], self._flat) if isinstance(place, slice) else self._rows[place]

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[Row]:
        return iter(self._rows)

    def __repr__(self) -> str:
        return f"<{len(self)} rows>"

    def _repr_html_(self) -> str:
        """The first rows as a table, for notebooks."""
        return _as_html(self[:_SHOWN_ROWS].to_dicts(), more=max(0, len(self) - _SHOWN_ROWS))

    def to_dicts(self) -> list[dict[str, Any]]:
        """A flat dictionary for each row, all with the same keys; lists of names are joined by `; `."""
        return [self._flat(row) for row in self._rows]

    def to_pandas(self) -> pandas.DataFrame:
        """A pandas table; UsageError where pandas is not installed."""
        table: pandas.DataFrame = _extra("pandas").DataFrame(self.to_dicts())
        return table

    def to_polars(self) -> polars.DataFrame:
        """A polars table; UsageError where polars is not installed."""
        # Every row is looked at: a column may be empty in the first hundred.
        table: polars.DataFrame = _extra("polars").DataFrame(self.to_dicts(), infer_schema_length=None)
        return table

    def to_arrow(self) -> pyarrow.Table:
        """A pyarrow table; UsageError where pyarrow is not installed."""
        table: pyarrow.Table = _extra("pyarrow").Table.from_pylist(self.to_dicts())
        return table


def _extra(name: str) -> Any:
    """A library that only some install."""
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError as error:
        raise UsageError(
            f"{name} is not installed; pip install 'veedor[{name}]', or use to_dicts()"
        ) from error


def _as_html(rows: Sequence[dict[str, Any]], *, more: int) -> str:
    """A table of the rows; every cell's words are escaped, as reports may hold any."""
    if not rows:
        return "<p>none</p>"
    head = "".join(f"<th>{html.escape(name)}</th>" for name in rows[0])
    body = "".join(
        "<tr>" + "".join(f"<td>{_short(cell)}</td>" for cell in row.values()) + "</tr>" for row in rows
    )
    rest = f"<p>and {more} more</p>" if more else ""
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{rest}"


def _short(cell: object) -> str:
    words = "" if cell is None else str(cell)
    return html.escape(words if len(words) <= _SHOWN_WORDS else f"{words[: _SHOWN_WORDS - 1]}…")
