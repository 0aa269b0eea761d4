"""Every kind of public change against every page, feed, export and list that may show it.

With everything kept and a second past the change, each address must say what Django says.
"""

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.db import connection
from django.test import TestCase
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import CollectionViewRestriction, Page, PageViewRestriction
from wagtail.models.i18n import Locale

from core.models import Actor, Notice, Topic
from searching.models import SearchEntry
from tests.core.freshness.public_portal import (
    CALENDAR,
    NEWS,
    SITEMAP,
    STREAMS,
    Change,
    Portal,
    portal,
    publish,
)
from tests.core.freshness.public_portal import CHANGES as KNOWN
from tests.dialogues.taking_part import come
from tests.factories import home as make
from tests.pagecache.portal import Server, server

__all__ = ["portal", "server"]

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]
LONG_AGO = timedelta(days=-1)


def publish_news(portal: Portal) -> None:
    make.NewsFactory(parent=portal.news.get_parent(), title="Ljus på torget")


def publish_by_schedule(portal: Portal) -> None:
    page = make.NewsFactory(parent=portal.news.get_parent(), title="Klockan slår", publish=False)
    page.go_live_at = timezone.now() + LONG_AGO
    page.save_revision(approved_go_live_at=page.go_live_at)
    call_command("publish_scheduled")


def expire_by_schedule(portal: Portal) -> None:
    Page.objects.filter(pk=portal.news.pk).update(expire_at=timezone.now() + LONG_AGO)
    call_command("publish_scheduled")


def add_alias(portal: Portal) -> None:
    page = Page.objects.get(pk=portal.place.pk)
    page.create_alias(parent=page.get_parent(), update_slug="alias")


def translate(portal: Portal) -> None:
    english, _made = Locale.objects.get_or_create(language_code="en")
    front = portal.index.get_parent().specific
    front.copy_for_translation(english).save_revision().publish()
    copied = portal.index.copy_for_translation(english)
    copied.title = "Dialogues"
    copied.save_revision().publish()


def tell_notice(portal: Portal) -> None:
    Notice.objects.create(title="Vattnet är otjänligt", starts_at=timezone.now() + LONG_AGO)


def rename_actor(portal: Portal) -> None:
    actor = Actor.objects.order_by("pk")[0]
    actor.name = "Polisen i söder"
    actor.save()


def rename_topic(portal: Portal) -> None:
    topic = Topic.objects.create(name="Belysning", slug="belysning")
    portal.news.topics.add(topic)
    publish(portal.news)
    topic.name = "Ljus"
    topic.save()


def rename_picture(portal: Portal) -> None:
    portal.image.title = "Torget i kvällsljus"
    portal.image.save()


def redirect(portal: Portal) -> None:
    old = portal.news.url
    publish(portal.news, slug="nyare")
    Redirect.objects.get_or_create(
        old_path=Redirect.normalise_path(old), defaults={"redirect_page": portal.news}
    )


def restrict_pictures(portal: Portal) -> None:
    CollectionViewRestriction.objects.create(
        collection=portal.image.collection, restriction_type="login"
    )


def restrict_in_sql(portal: Portal) -> None:
    """Past all signals."""
    PageViewRestriction.objects.bulk_create(
        [PageViewRestriction(page=portal.past, restriction_type="login")]
    )


def open_again(portal: Portal) -> None:
    restriction = PageViewRestriction.objects.create(page=portal.past, restriction_type="login")
    restriction.delete()


def fill_up(portal: Portal) -> None:
    publish(portal.ahead, sign_up="REQUIRED", capacity=1)
    come(portal.ahead, "asa")


def rebuild_by_command(portal: Portal) -> None:
    """What SQL has spoiled, and a command puts right."""
    call_command("rebuild_search", verbosity=0)


def spoil(portal: Portal) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE searching_searchentry SET title = 'Fel' WHERE kind = 'news'")


CHANGES: list[tuple[Change, list[str]]] = [
    *KNOWN,
    (publish_news, [NEWS, "/", SITEMAP]),
    (publish_by_schedule, [NEWS, SITEMAP]),
    (expire_by_schedule, [NEWS, SITEMAP]),
    (add_alias, [SITEMAP]),
    (translate, [SITEMAP]),
    (tell_notice, ["/", "/sok/?q=dialog"]),
    (rename_actor, ["/aktorer/"]),
    (rename_topic, []),
    (rename_picture, []),
    (redirect, [NEWS, SITEMAP]),
    (restrict_pictures, []),
    (restrict_in_sql, [CALENDAR, SITEMAP]),
    (open_again, []),
    (fill_up, []),
]


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    """Stands still, so that the same page has the same bytes."""
    with time_machine.travel(timezone.now(), tick=False) as traveller:
        yield traveller


def _ask_everything(server: Server, addresses: list[str]) -> dict[str, bytes]:
    """Keep all that is kept; return what it says."""
    for address in addresses:
        server.get(address)
    return {address: server.get(address).body for address in addresses}


def _addresses(portal: Portal) -> list[str]:
    actor = Actor.objects.order_by("pk")[0]
    extra = (f"/aktorer/{actor.slug}/", f"{NEWS}?x=1", "/sok/?q=torget&utm_source=x")
    return list(dict.fromkeys([*portal.addresses, *extra]))


def _wrong(server: Server, addresses: list[str]) -> list[str]:
    """Return where the cache says anything else than Django, asked last."""
    wrong = []
    for address in addresses:
        kept, true = server.get(address), server.truth(address)
        if (kept.status, kept.body) != (true.status, true.body):
            wrong.append(f"{address}: {kept.status} {kept.how}, true is {true.status}")
    return wrong


@pytest.mark.parametrize(
    ("change", "altered"), [pytest.param(*row, id=row[0].__name__) for row in CHANGES]
)
def test_a_second_after_a_change_everything_is_true(
    portal: Portal,
    server: Server,
    clock: time_machine.Traveller,
    change: Change,
    altered: list[str],
) -> None:
    addresses = _addresses(portal)
    before = _ask_everything(server, addresses)
    # All of it but files, and what is sent while it is made.
    passing = {portal.size, portal.document.url, *STREAMS}
    assert {each for each in addresses if server.get(each).how != "hit"} == passing

    with TestCase.captureOnCommitCallbacks(execute=True):
        change(portal)
    clock.shift(timedelta(seconds=1.1))

    assert _wrong(server, [*addresses, *_addresses(portal)]) == []
    silent = [address for address in altered if server.get(address).body == before[address]]
    assert silent == []


@pytest.mark.parametrize(
    "days", [0.9, 20.98, 20.995, 21.01, 21.2, 400], ids=lambda days: f"{days} days later"
)
def test_whatever_time_changes_is_changed(
    portal: Portal, server: Server, clock: time_machine.Traveller, days: float
) -> None:
    """Midnights, open doors, the dialogue itself, its end, and what a year makes old."""
    addresses = _addresses(portal)
    clock.shift(timedelta(days=days, seconds=-30))
    before = _ask_everything(server, addresses)
    for _each in range(30):
        clock.shift(timedelta(seconds=2))
        assert _wrong(server, ["/", "/dialoger/nasta/", portal.ahead.url]) == []
    assert _wrong(server, addresses) == []
    assert before


def test_what_a_command_puts_right_is_shown(
    portal: Portal, server: Server, clock: time_machine.Traveller
) -> None:
    spoil(portal)
    spoiled = server.get(NEWS).text
    assert "Fel" in spoiled
    with TestCase.captureOnCommitCallbacks(execute=True):
        rebuild_by_command(portal)
    clock.shift(timedelta(seconds=1.1))
    assert "Fel" not in server.get(NEWS).text
    assert SearchEntry.objects.filter(title="Fel").count() == 0


def test_what_sql_changes_without_a_word_is_shown_within_a_minute(
    portal: Portal, server: Server, clock: time_machine.Traveller
) -> None:
    server.get(NEWS)
    spoil(portal)
    clock.shift(timedelta(seconds=61))
    assert "Fel" in server.get(NEWS).text
