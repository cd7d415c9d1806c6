"""Computes a value once for all rows that have the same texts."""

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from prepare.clean.cells import Cells
from prepare.columns.field import Field
from prepare.messages import Message

Value = TypeVar("Value")
_MOST = 1 << 16


class Once(Generic[Value]):
    """A remembered function of some fields of a row; rows with equal texts get the same value and the same messages.

    Args:
        fields: every field that `make` reads.
        make: computes the value of a row; it may add messages to the row's cells.
    """

    def __init__(self, fields: Sequence[Field], make: Callable[[Cells], Value]) -> None:
        self._fields, self._make = tuple(fields), make
        self._known: dict[tuple[str | None, ...], tuple[Value, list[Message]]] = {}

    def of(self, cells: Cells) -> Value:
        """The value of one row."""
        text, column = cells.texts.get, cells.columns.get
        key = (*map(text, self._fields), *map(column, self._fields))
        known = self._known.get(key)
        if known:
            cells.messages += known[1]
            return known[0]
        before = len(cells.messages)
        value = self._make(cells)
        if len(self._known) < _MOST:
            self._known[key] = value, cells.messages[before:]
        return value
