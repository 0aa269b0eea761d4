"""Dialogues in any number: one in ten is to come, the rest has been, at 60 places."""

import time
from datetime import timedelta
from typing import Any

from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Locale, Page, Site

from core.freshness import kept_warm as freshness
from dialogues import models
from searching.entries.projection import rebuild
from tests.bench.rows import add_pages, link
from tests.bench.words import RARE, sentence, text
from tests.factories import dialogues as make
from tests.factories import home as make_home

PLACES = 60
# Over how many days they are spread, and how many of these are to come.
DAYS, AHEAD = 4000, 400
ADDRESSES = {
    "front page": "/",
    "list": "/dialoger/",
    "list, page 3": "/dialoger/?sida=3",
    "to come, one place": "/dialoger/?nar=kommande&plats=plats-0",
    "rare word": f"/dialoger/?q={RARE}",
    "month": f"/dialoger/?manad={timezone.now():%Y-%m}",
    "dialogue": "/dialoger/dialog-57/",
    "place": "/platser/plats-0/",
}
FEED, IN_FEED = "/dialoger/kalender.ics", 1000


class Dialogues:
    """The dialogues that the benchmark fills, step by step."""

    def __init__(self) -> None:
        """Make the front page, the places and the list, in an empty database."""
        Page.objects.filter(depth=2).delete()
        root = Page.get_first_root_node()
        front = make_home.HomePageFactory(parent=root, locale=Locale.get_default())
        Site.objects.create(hostname="testserver", root_page=front, is_default_site=True)
        index = make_home.PlaceIndexFactory(parent=front)
        self.index = make.DialogueIndexFactory(parent=front)
        self.places = [
            make_home.PlaceFactory(parent=index, title=f"Plats {n}", slug=f"plats-{n}")
            for n in range(PLACES)
        ]
        self.size = 0

    def grow(self, size: int) -> None:
        """Add dialogues until there are `size`, and project them."""
        numbers = range(self.size, size)
        made = add_pages(
            self.index,
            (_dialogue(number) for number in numbers),
            total=len(numbers),
            what="dialogues",
        )
        places = models.DialoguePage.places.through
        link(
            places,
            (
                places(dialoguepage_id=page.pk, placepage_id=self.places[number * 7 % PLACES].pk)
                for number, page in zip(numbers, made, strict=True)
            ),
        )
        self.size = size
        rebuild()
        cache.clear()
        freshness.move()


def _dialogue(number: int) -> Any:
    starts_at = timezone.now() + timedelta(days=AHEAD - number * 37 % DAYS, hours=1)
    has_been = starts_at < timezone.now()
    return models.DialoguePage(
        title=f"{sentence(number, 2).rstrip('.')} {number}",
        slug=f"dialog-{number}",
        introduction=text(number, 2),
        problem=sentence(number + 5),
        kind=list(models.DialogueKind)[number % 5],
        form=list(models.DialogueForm)[number % 3],
        digital_url="https://meet.jit.si/rum",
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=2),
        is_cancelled=number % 50 == 0,
        report_summary=text(number, 1) if has_been else "",
        reported_at=starts_at + timedelta(days=5) if has_been else None,
    )


def feed() -> str:
    """Read the whole calendar feed, and tell what it cost."""
    with CaptureQueriesContext(connection) as captured:
        started = time.perf_counter()
        size = len(Client().get(FEED).content)
        ended = time.perf_counter()
    return (
        f"calendar feed of {IN_FEED:,}: {len(captured)} queries, all {size / 1024:.0f} KB after "
        f"{(ended - started) * 1000:.0f} ms"
    )
