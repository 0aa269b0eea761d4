"""CSV and JSON, written row by row so that memory does not grow with the file."""

import codecs
import csv
import json
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO
from typing import TypeVar

from associations.exports.columns import Column
from core.admin.spreadsheets import formula_safe

Row = TypeVar("Row")


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
