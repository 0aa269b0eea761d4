"""Nothing that may be somebody's stands in a line, wherever it came from."""

import json
import logging
import re
import sys
import time
from operator import attrgetter
from typing import Any

import pytest
from django.db import DataError, IntegrityError, connection
from hypothesis import given
from hypothesis import strategies as st

from core.logs.formats import JsonLines, TextLines
from core.logs.scrubbing import said_by, scrubbed

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
    # As typographers, addresses, calendars and links write them.
    "anna.andersson%40exempel.se",
    "640823–3234",
    "1964-08-23-3234",
    "19640823 3234",
    "070\xa0123\xa045\xa067",
    "070–123 45 67",
    "070.123.45.67",
    "46701234567",
]


@pytest.mark.parametrize("told", SOMEBODYS)
@pytest.mark.parametrize(
    "around", ["{}", "Not sent: {}.", "{{'{}': (550, b'no')}}", "<{}>", "x={}, y", "tel:{}", "/{}"]
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


@given(st.text(st.characters()))
def test_any_text_can_be_scrubbed_and_is_one_line_that_can_be_written(text: str) -> None:
    assert len(scrubbed(text).encode().splitlines()) <= 1


@pytest.mark.parametrize("broken", ["\n", "\r", "\x85", "\u2028", "\x1b[2K\r", "\x9b2K", "\ud800"])
@pytest.mark.parametrize("form", [JsonLines(), TextLines()])
def test_nobody_writes_a_line_of_the_log_or_moves_its_reader(
    form: logging.Formatter, broken: str
) -> None:
    forged = f"refused{broken}2026-11-30 ERROR portal: all is lost"
    told = form.format(logging.LogRecord("x", logging.ERROR, "", 0, "Said: %s", (forged,), None))
    assert told.isprintable()


@pytest.mark.parametrize("one", ["a", "a?", "'", "\\'", "0", "/", "@", "“", "a@"])
def test_a_text_without_end_is_cut_and_costs_no_time(one: str) -> None:
    began = time.process_time()
    said = said_by("ValueError", one * 300_000)
    assert (len(said) < 3000, time.process_time() - began < 1) == (True, True)


def test_what_is_cut_through_is_left_out_whole() -> None:
    for before in range(1980, 2000):
        assert "anna" not in scrubbed(" " * before + "anna@exempel.se")
        assert "Anna" not in said_by("ValueError", "x " * (before // 2) + "'Anna Andersson'")


@pytest.mark.parametrize(
    "text",
    [
        "can't parse 'Anna Andersson'",
        "the users' list has “Anna Andersson”",
        "»Anna Andersson« is no number",
        "expected \u2018Anna\u2019 to be less",
        'nothing closes "Anna Andersson',
    ],
)
def test_values_are_left_out_however_they_are_quoted(text: str) -> None:
    assert "Anna" not in said_by("ValueError", text)


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
        attrgetter("pk")(None)
    except AttributeError:
        assert "'NoneType' object has no attribute 'pk'" in line_of(TextLines())


def test_a_line_of_json_is_one_line() -> None:
    try:
        raise KeyError("a\nb")
    except KeyError:
        assert "\n" not in line_of(JsonLines())
