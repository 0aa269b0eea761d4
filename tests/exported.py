"""Fetching a list of the admin as a file, and reading it as a Swedish spreadsheet program does."""

import csv
import io
from typing import Any

from django.test import Client


def fetched(client: Client, address: str) -> bytes:
    """Press the button behind `address`, such as "/admin/synpunkter/?export=csv"."""
    answer: Any = client.post(address)
    assert answer.status_code == 200
    return b"".join(answer.streaming_content)


def table_of(content: bytes) -> list[list[str]]:
    """The rows of a CSV file, headings first."""
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
