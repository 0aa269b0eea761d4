"""Files of what a list shows: one list of columns, as CSV or as JSON.

They are written row by row so that memory does not grow with the file.
"""

import codecs
import csv
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from io import StringIO
from typing import Any, Generic, TypeVar

from django.http import HttpRequest, StreamingHttpResponse

from core.admin.spreadsheets import formula_safe
from core.freshness.readers import shared
from core.routing.streaming import stream

Row = TypeVar("Row")

# As long as a search is kept: statuses change at midnight without any edit.
_SECONDS_KEPT = 60
# The byte order mark, the line of labels and the first row.
_FIRST_CHUNKS = 3
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


def csv_chunks(columns: Sequence[Column[Row]], rows: Iterable[Row]) -> Iterator[bytes]:
    """Yield a CSV file that Swedish Excel and LibreOffice open rightly.

    Semicolons, because a comma is a decimal sign in Swedish, and a byte order mark, without which
    Excel does not read UTF-8. Every cell is quoted, because LibreOffice proposes to split at commas
    too. No cell can be taken for a formula.
    """
    yield codecs.BOM_UTF8
    yield _line([column.label for column in columns])
    for row in rows:
        yield _line([formula_safe(column.cell(row)) for column in columns])


def _line(cells: Sequence[str]) -> bytes:
    line = StringIO()
    csv.writer(line, delimiter=";", quoting=csv.QUOTE_ALL).writerow(cells)
    return line.getvalue().encode()


def json_chunks(columns: Sequence[Column[Row]], rows: Iterable[Row]) -> Iterator[bytes]:
    """Yield one JSON array with an object for each row, a line each. Texts are as they are."""
    before = "[\n"
    for row in rows:
        told = {column.key: column.value(row) for column in columns}
        yield f"{before}{json.dumps(told, ensure_ascii=False)}".encode()
        before = ",\n"
    yield b"[]\n" if before == "[\n" else b"\n]\n"


def csv_file(
    request: HttpRequest, name: str, columns: Sequence[Column[Row]], rows: Iterable[Row]
) -> StreamingHttpResponse:
    """Answer with the rows for a spreadsheet, sent while the file is made."""
    return _file(request, csv_chunks(columns, rows), f"{name}.csv", "text/csv; charset=utf-8")


def json_file(
    request: HttpRequest, name: str, columns: Sequence[Column[Row]], rows: Iterable[Row]
) -> StreamingHttpResponse:
    """Answer with the rows for a program, sent while the file is made."""
    return _file(request, json_chunks(columns, rows), f"{name}.json", "application/json")


def _file(
    request: HttpRequest, chunks: Iterator[bytes], name: str, content_type: str
) -> StreamingHttpResponse:
    response = stream(chunks, at_once=_FIRST_CHUNKS, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Robots-Tag"] = "noindex"
    return shared(request, response, seconds=_SECONDS_KEPT, reads=())
