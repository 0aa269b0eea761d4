"""Nothing that may be somebody's stands in a line, wherever it came from."""

import json
import logging
import re
import sys
from typing import Any

import pytest
from django.db import DataError, IntegrityError, connection
from hypothesis import given
from hypothesis import strategies as st

from core.logs.formats import JsonLines, TextLines
from core.logs.scrubbing import scrubbed

SOMEBODYS = [
    "anna.andersson@exempel.se",
    "åsa@förening.example",
    "19640823-3234",
    "640823-3234",
    "640823+3234",
    "196408233234",
    "070-123 45 67",
    "+46 70 123 45 67",
    "0046701234567",
    "08-508 00 000",
    "(08) 508 000 00",
]


@pytest.mark.parametrize("told", SOMEBODYS)
@pytest.mark.parametrize(
    "around", ["{}", "Not sent: {}.", "{{'{}': (550, b'no')}}", "<{}>", "x={}, y"]
)
def test_what_belongs_to_a_person_is_cut_out(told: str, around: str) -> None:
    said = scrubbed(around.format(told))
    assert not [part for part in re.findall(r"\w{3,}", told) if part in said]


@pytest.mark.parametrize(
    "text",
    [
        "Redis is away, and not asked for 5.0 s: Error 111 connecting to 127.0.0.1:6379.",
        "The daily job casework.erase_what_is_due failed",
        "2026-11-30 05:12:44 took 12.345 s",
        "smtp.example.se:587 answers",
    ],
)
def test_words_of_our_own_stay_as_they_are(text: str) -> None:
    assert scrubbed(text) == text


@pytest.mark.parametrize(
    "address", ["/sok/?q=misshandlad", "https://a.example/sok/?q=misshandlad&sida=2"]
)
def test_what_was_searched_for_is_cut_out(address: str) -> None:
    assert "misshandlad" not in scrubbed(f"Failed on {address} today")
    assert scrubbed(f"Failed on {address} today").endswith("/sok/?… today")


@given(st.text())
def test_any_text_can_be_scrubbed(text: str) -> None:
    scrubbed(text)


def line_of(form: logging.Formatter) -> str:
    """The line about the exception that is being handled."""
    return form.format(logging.LogRecord("x", logging.ERROR, "", 0, "Failed", None, sys.exc_info()))


@pytest.mark.django_db
def test_a_refused_row_is_told_without_what_stood_in_it() -> None:
    somebodys = "anna@exempel.se"
    try:
        with connection.cursor() as cursor:
            cursor.execute("CREATE TEMPORARY TABLE seen (who varchar(40) UNIQUE)")
            cursor.execute("INSERT INTO seen VALUES (%s)", [somebodys])
            cursor.execute("INSERT INTO seen VALUES (%s)", [somebodys])
    except IntegrityError:
        line = json.loads(line_of(JsonLines()))
    assert "IntegrityError" in line["exception"]
    assert "test_scrubbing.py" in line["exception"]
    assert "anna" not in line["exception"]


def test_values_that_an_exception_quotes_are_left_out_with_those_of_its_cause() -> None:
    def fail(value: str) -> Any:
        try:
            return int(value)
        except ValueError as failure:
            raise DataError(f'invalid input syntax: "{value}"\nLINE 1: {value}') from failure

    # Spelled in parts, because a traceback shows the code.
    somebody = "An" + "na Andersson"
    for form in (JsonLines(), TextLines()):
        try:
            fail(somebody)
        except DataError:
            line = line_of(form)
        assert "ValueError: invalid literal for int() with base 10: '…'" in line
        assert "DataError: invalid input syntax: '…'" in line
        assert somebody[:4] not in line


def test_names_of_code_that_an_exception_quotes_stay() -> None:
    try:
        None.pk  # type: ignore[attr-defined] # noqa: B018
    except AttributeError:
        assert "'NoneType' object has no attribute 'pk'" in line_of(TextLines())


def test_a_line_of_json_is_one_line() -> None:
    try:
        raise KeyError("a\nb")
    except KeyError:
        assert "\n" not in line_of(JsonLines())
