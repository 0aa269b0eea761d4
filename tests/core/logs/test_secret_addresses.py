"""Who reads the log learns no address that opens something."""

import pytest
from django.core import signing
from hypothesis import given
from hypothesis import strategies as st

from core.logs.secret_addresses import without_tokens

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
