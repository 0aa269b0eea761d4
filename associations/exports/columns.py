"""What a file tells of each row: one list of columns for both formats."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar

Row = TypeVar("Row")

# Between the values of a cell that holds several; a comma may stand inside a value.
SEPARATOR = " | "


@dataclass(frozen=True)
class Column(Generic[Row]):
    """One column: `key` in JSON, `label` in the first line of a CSV file.

    `read` returns text, a number, a date, None when nothing is known, or a list. `item` turns each
    entry of a list of mappings into the text of a CSV cell; texts need none.
    """

    key: str
    label: str
    read: Callable[[Row], Any]
    item: Callable[[Any], str] = str

    def cell(self, row: Row) -> str:
        """Return the value as one text, for CSV."""
        value = self.read(row)
        if value is None:
            return ""
        if isinstance(value, list):
            return SEPARATOR.join(self.item(each) for each in value)
        return self.item(value)

    def value(self, row: Row) -> Any:
        """Return the value with its shape, for JSON; dates as 2024-09-26."""
        value = self.read(row)
        return value.isoformat() if isinstance(value, date) else value
