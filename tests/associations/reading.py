"""Pages as text, for tests that read what a reader reads."""

import re
from html import unescape

from django.http import HttpResponse
from django.test import Client


def text_of(client: Client, address: str) -> str:
    """Return the words of a page, without its markup."""
    response = client.get(address)
    assert response.status_code == 200, f"{address} answered {response.status_code}"
    return text_in(response)


def text_in(response: HttpResponse) -> str:
    """Return the words of an answer, without its markup."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", response.text)).split())
