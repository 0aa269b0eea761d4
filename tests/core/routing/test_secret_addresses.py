"""Who reads the log learns no address that opens something."""

import logging

import pytest
from django.core import signing
from hypothesis import given
from hypothesis import strategies as st

from core.routing.secret_addresses import (
    SecretAddressFilter,
    without_tokens,
    without_tokens_anywhere,
)

TOKENS = [
    signing.Signer(salt="x").sign_object(4711),
    signing.dumps({"a": 1}),
    signing.Signer(salt="x", sep=".").sign("Zm9vYmFyYmF6cXV4-_abc"),
]


@pytest.mark.parametrize("token", TOKENS, ids=["number", "dated", "dotted"])
@pytest.mark.parametrize("after", ["/", "/?a=b", "", " HTTP/1.1", '"'])
def test_a_token_in_an_address_is_left_out(token: str, after: str) -> None:
    assert without_tokens(f"Not Found: /a/{token}{after}") == f"Not Found: /a/…{after}"


@pytest.mark.parametrize(
    "text",
    [
        "Not Found: /platser/hagersten-alvsjo/alvsjo-solberga-och-en-mycket-lang-adress-till/",
        "https://example.se/static/css/main.0123456789ab.css",
        "Ingen adress alls: 12.30",
    ],
)
def test_other_texts_stay_as_they_are(text: str) -> None:
    assert without_tokens(text) == text


@given(st.text())
def test_any_text_can_be_cleaned(text: str) -> None:
    without_tokens(text)


def test_a_report_of_an_error_names_no_secret_address() -> None:
    path = f"/partnerskap/mitt-forslag/{TOKENS[0]}/"
    report = {
        "request": {"url": f"https://portal.example{path}", "headers": {"Referer": path}},
        "breadcrumbs": {"values": [{"message": f"GET {path}"}]},
        "transaction": path,
        "line": 12,
    }
    cleaned = without_tokens_anywhere(report)
    assert TOKENS[0] not in str(cleaned)
    assert cleaned["request"]["url"] == "https://portal.example/partnerskap/mitt-forslag/…/"
    assert cleaned["line"] == 12


def test_the_filter_rewrites_what_is_logged_with_arguments() -> None:
    record = logging.LogRecord(
        "x", logging.WARNING, "", 0, "%s: %s", ("Gone", f"/a/{TOKENS[0]}/"), None
    )
    assert SecretAddressFilter().filter(record)
    assert record.getMessage() == "Gone: /a/…/"
