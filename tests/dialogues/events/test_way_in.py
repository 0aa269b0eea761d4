"""The digital way in: shown in its time and never else, and no cache that keeps it longer."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone
from wagtail.models import Locale

from dialogues.events.page_view.dialogue import dialogue_shown
from dialogues.models import ChangeKind, DialogueForm, DialogueIndexPage, LinkAccess, SignUp
from home.models import PlacePage
from tests.dialogues.reading import event_of, shows_way_in
from tests.factories.dialogues import DialogueChangeFactory, DialogueFactory

pytestmark = pytest.mark.django_db

SECOND = timedelta(seconds=1)


def max_age(response: Any) -> int:
    found = re.search(r"max-age=(\d+)", response["Cache-Control"])
    assert found
    return int(found[1])


@pytest.mark.parametrize(
    ("begins_in", "is_shown"),
    [
        (timedelta(days=21), False),
        (timedelta(minutes=15, seconds=20), False),
        (timedelta(minutes=14, seconds=50), True),
        (timedelta(minutes=-89), True),
        (timedelta(minutes=-91), False),
        (timedelta(days=-9), False),
    ],
)
def test_the_way_in_is_in_the_page_only_while_it_is_open(
    dialogue_index: DialogueIndexPage,
    visitor: Client,
    begins_in: timedelta,
    is_shown: bool,
) -> None:
    page = DialogueFactory(parent=dialogue_index, hybrid=True, starts_at=timezone.now() + begins_in)
    response = visitor.get(page.url)
    assert shows_way_in(response.text) == is_shown
    for other in (dialogue_index.url, "/", "/sok/?q=dialog"):
        assert not shows_way_in(visitor.get(other).text), other


def test_the_way_in_opens_and_closes_to_the_second(dialogue_index: DialogueIndexPage) -> None:
    page = DialogueFactory(parent=dialogue_index, hybrid=True, opens_minutes=30)
    opens, ends = page.starts_at - timedelta(minutes=30), page.ends_at
    for at, is_open in ((opens - SECOND, 0), (opens, 1), (ends - SECOND, 1), (ends, 0)):
        way = dialogue_shown(page, at).digital
        assert way
        assert [bool(told) for told in (way.link, way.code, way.phone)] == [bool(is_open)] * 3


def test_the_way_in_for_those_who_signed_up_is_never_on_the_public_page(
    dialogue_index: DialogueIndexPage, visitor: Client
) -> None:
    page = DialogueFactory(
        parent=dialogue_index,
        hybrid=True,
        live_now=True,
        with_sign_up=True,
        link_access=LinkAccess.REGISTERED,
    )
    text = visitor.get(page.url).text
    assert not shows_way_in(text)
    assert "Bara de som har anmält sig" in text


def test_a_translation_opens_to_nobody_whom_its_original_shuts_out(
    dialogue_index: DialogueIndexPage, visitor: Client
) -> None:
    page = DialogueFactory(parent=dialogue_index, hybrid=True, live_now=True, with_sign_up=True)
    english, _created = Locale.objects.get_or_create(language_code="en")
    translated = page.copy_for_translation(english, copy_parents=True)
    translated.save_revision().publish()
    assert shows_way_in(visitor.get(translated.url).text)
    old = translated.save_revision()
    page.refresh_from_db()
    page.link_access, page.capacity = LinkAccess.REGISTERED, 5
    page.save_revision().publish()
    for _look in ("shut", "shut by an old version too"):
        translated.refresh_from_db()
        assert (translated.link_access, translated.capacity) == (LinkAccess.REGISTERED, 5)
        assert not shows_way_in(visitor.get(translated.url).text)
        old.publish()


def test_a_link_for_those_who_sign_up_needs_that_somebody_can(
    dialogue_index: DialogueIndexPage,
) -> None:
    page = DialogueFactory.build(hybrid=True, link_access=LinkAccess.REGISTERED)
    with pytest.raises(ValidationError) as raised:
        page.clean()
    assert set(raised.value.message_dict) == {"link_access"}
    page.sign_up = SignUp.OPTIONAL
    page.clean()
    page.sign_up, page.form = SignUp.NONE, DialogueForm.ON_SITE
    page.clean()


@pytest.mark.parametrize("off", ["cancelled", "postponed"])
def test_what_is_called_off_says_why_and_has_no_way_in(
    dialogue_index: DialogueIndexPage, visitor: Client, off: str
) -> None:
    page = DialogueFactory(parent=dialogue_index, hybrid=True, live_now=True, **{off: True})
    kind = ChangeKind.CANCELLED if off == "cancelled" else ChangeKind.POSTPONED
    DialogueChangeFactory(dialogue=page, kind=kind, old_starts_at=page.starts_at)
    response = visitor.get(page.url)
    assert not shows_way_in(response.text)
    assert "Refresh" not in response
    main = response.text.split("<main")[1]
    # The reason stands before the date that no longer holds.
    assert main.index("Lokalen är upptagen.") < main.index("<s>")
    event = event_of(response)
    assert event
    assert event["eventStatus"].endswith(
        "EventCancelled" if off == "cancelled" else "EventPostponed"
    )


# ------------------------------------------------------------------ how long it is kept


def test_no_cache_keeps_a_page_past_a_moment_that_changes_it(
    dialogue_index: DialogueIndexPage,
) -> None:
    page = DialogueFactory(
        parent=dialogue_index,
        hybrid=True,
        with_sign_up=True,
        sign_up_closes_at=timezone.now() + timedelta(days=20),
    )
    moments = sorted({*page.moments(timezone.now())})
    assert {page.times.opens_at, page.starts_at, page.ends_at} < set(moments)
    for moment in moments:
        for before in (0.5, 1, 7, 12, 61, 299, 301):
            now = moment - timedelta(seconds=before)
            assert now + timedelta(seconds=page.seconds_fresh(now)) <= moment


@pytest.mark.parametrize(
    ("begins_in", "expected"),
    [
        (timedelta(hours=3), None),
        (timedelta(minutes=45), 30 * 60),
        (timedelta(minutes=10), 10 * 60),
        (timedelta(minutes=-10), 80 * 60),
        (timedelta(hours=-3), None),
    ],
)
def test_around_the_dialogue_the_page_asks_for_itself_anew_without_a_script(
    dialogue_index: DialogueIndexPage,
    visitor: Client,
    begins_in: timedelta,
    expected: int | None,
) -> None:
    page = DialogueFactory(parent=dialogue_index, hybrid=True, starts_at=timezone.now() + begins_in)
    response = visitor.get(page.url)
    if expected is None:
        assert "Refresh" not in response
    else:
        assert expected - 10 < int(response["Refresh"]) <= expected + 2
        # What lies between must not hand out a page that asks too late.
        assert max_age(response) <= 15


def test_a_dialogue_without_a_digital_way_in_is_left_in_peace(
    dialogue_index: DialogueIndexPage, visitor: Client
) -> None:
    page = DialogueFactory(parent=dialogue_index, live_now=True)
    assert "Refresh" not in visitor.get(page.url)


def test_lists_and_the_front_page_are_kept_no_longer_than_their_dialogues_stay_as_they_are(
    dialogue_index: DialogueIndexPage, square: PlacePage, visitor: Client
) -> None:
    DialogueFactory(
        parent=dialogue_index,
        places=[square],
        starts_at=timezone.now() + timedelta(minutes=15, seconds=40),
    )
    for url in (dialogue_index.url, f"{dialogue_index.url}?manad=2026-12", "/", square.url):
        assert max_age(visitor.get(url)) <= 40, url
