"""Whoever has an answer is told that it is the same only while every byte of it is."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client, TestCase
from django.utils import timezone

from home import models as home
from tests.core.freshness.public_portal import (
    CALENDAR,
    CHANGES,
    DIALOGUES,
    RESULTS,
    SITEMAP,
    STREAMS,
    Change,
    Portal,
    draw_anew,
    portal,
    replace_document,
)

__all__ = ["portal"]

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]


@pytest.mark.parametrize(
    ("change", "altered"), [pytest.param(*row, id=row[0].__name__) for row in CHANGES]
)
def test_whoever_asks_conditionally_gets_every_change_and_else_304(
    portal: Portal, visitor: Client, change: Change, altered: list[str]
) -> None:
    addresses = portal.addresses
    size, document = portal.size, portal.document.url
    before = {address: _read(visitor, address) for address in addresses}
    tags = {address: tag for address, (_body, tag) in before.items()}
    assert {address for address, tag in tags.items() if not tag} == set(STREAMS)
    for address, tag in tags.items():
        if tag:
            assert _asked_again(visitor, address, tag).status_code == 304, address

    with TestCase.captureOnCommitCallbacks(execute=True):
        change(portal)

    expected = {*altered, *{draw_anew: [size], replace_document: [document]}.get(change, [])}
    for address in addresses:
        (body, old), (now, _new) = before[address], _read(visitor, address)
        again = _asked_again(visitor, address, old)
        if now == body:
            assert address not in expected, f"{address} does not show it"
            assert again.status_code == (304 if old else 200), address
        elif again.status_code == 200:
            assert _body(again) == now, address
        else:
            # Moved, restricted or gone: whatever is said, not that nothing has changed.
            assert again.status_code in (301, 302, 404), address


def _read(visitor: Client, address: str) -> tuple[bytes, str]:
    answer = visitor.get(address)
    assert "Last-Modified" not in answer, address
    return _body(answer), answer.get("ETag", "")


def _asked_again(visitor: Client, address: str, tag: str) -> Any:
    later = timezone.now() + timedelta(days=1)
    since = {"If-Modified-Since": later.strftime("%a, %d %b %Y %H:%M:%S GMT")}
    return visitor.get(address, headers={"If-None-Match": tag} if tag else since)


def _body(answer: Any) -> bytes:
    if answer.status_code != 200:
        return str(answer.status_code).encode()
    return b"".join(answer.streaming_content) if answer.streaming else bytes(answer.content)


def test_a_date_is_no_validator_of_ours(portal: Portal, visitor: Client) -> None:
    for address in portal.addresses:
        assert _asked_again(visitor, address, "").status_code == 200, address


def test_head_names_the_same_tag_as_get(portal: Portal, visitor: Client) -> None:
    for address in (CALENDAR, DIALOGUES, SITEMAP, "/"):
        tag = visitor.get(address)["ETag"]
        assert visitor.head(address)["ETag"] == tag
        assert visitor.head(address, headers={"If-None-Match": tag}).status_code == 304


def test_what_nobody_may_keep_has_no_validator(portal: Portal, visitor: Client) -> None:
    staff = Client()
    staff.force_login(portal.administrator)
    for client, address in ((visitor, "/tyck-till/"), (staff, "/"), (staff, CALENDAR)):
        answer = client.get(address)
        assert "no-store" in answer["Cache-Control"]
        assert "ETag" not in answer


def test_an_empty_feed_is_the_same_all_day(front: home.HomePage, visitor: Client) -> None:
    tag = visitor.get(RESULTS)["ETag"]
    assert visitor.get(RESULTS, headers={"If-None-Match": tag}).status_code == 304
