"""Behind a cache that obeys our headers, readers see the way in when it is open, and never else."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core.cache import caches
from django.test import Client
from django.utils import timezone

from core.times.days import STOCKHOLM
from dialogues.events.models.dialogue import KEPT_WHILE_REFRESHING_S
from dialogues.models import DialogueIndexPage, DialoguePage
from home.models import PlacePage
from tests.dialogues.events.http_cache import Clock, HttpCache, OpenPage, portal
from tests.dialogues.reading import shows_way_in
from tests.factories.dialogues import DialogueFactory

pytestmark = pytest.mark.django_db


HALF = timedelta(seconds=0.5)
# A page asks for itself a second after the moment; what lies between may be this much older.
REFRESH = timedelta(seconds=1 + KEPT_WHILE_REFRESHING_S)
EVENING = datetime(2031, 11, 4, 18, 30, tzinfo=STOCKHOLM)
NIGHTS = {
    "an evening": EVENING,
    "over midnight": datetime(2031, 12, 31, 23, 30, tzinfo=STOCKHOLM),
    # A quarter before it begins is an hour and a quarter earlier on the wall.
    "into summer time": datetime(2031, 3, 30, 3, 5, tzinfo=STOCKHOLM),
    "over the change to summer time": datetime(2031, 3, 30, 1, 30, tzinfo=STOCKHOLM),
    # The hour that comes twice, the first and the second time.
    "out of summer time, first": datetime(2031, 10, 26, 2, 10, tzinfo=STOCKHOLM),
    "out of summer time, second": datetime(2031, 10, 26, 2, 10, fold=1, tzinfo=STOCKHOLM),
}


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """The clock of the portal, of the cache and of the readers."""
    clock = Clock(EVENING - timedelta(days=20))
    monkeypatch.setattr(timezone, "now", clock)
    return clock


def walk(index: DialogueIndexPage, clock: Clock, starts_at: datetime, **more: Any) -> DialoguePage:
    """Make a hybrid walk of an hour and a half, published three weeks before."""
    starts = starts_at.astimezone(UTC)
    clock.at = starts - timedelta(days=21)
    page: DialoguePage = DialogueFactory(
        parent=index, hybrid=True, starts_at=starts, ends_at=starts + timedelta(hours=1.5), **more
    )
    return page


def moments(page: DialoguePage) -> tuple[datetime, datetime, datetime]:
    """Return when the doors open, when it begins and when it ends."""
    assert page.starts_at
    assert page.ends_at
    opens = page.starts_at.astimezone(UTC) - timedelta(minutes=15)
    return opens, page.starts_at.astimezone(UTC), page.ends_at.astimezone(UTC)


def around(moment: datetime, *, before: float, after: float) -> Iterator[datetime]:
    """Yield every half second around a moment."""
    for step in range(round(-2 * before), round(2 * after) + 1):
        yield moment + step * HALF


@pytest.mark.parametrize("starts_at", NIGHTS.values(), ids=NIGHTS)
def test_who_asks_sees_the_way_in_from_the_very_second_until_the_very_second(
    dialogue_index: DialogueIndexPage, visitor: Client, clock: Clock, starts_at: datetime
) -> None:
    page = walk(dialogue_index, clock, starts_at)
    opens, starts, ends = moments(page)
    cache = HttpCache(portal(visitor), clock)
    looks, wrong = 0, []
    for moment in (opens, starts, ends):
        for at in around(moment, before=33, after=18):
            clock.at = at
            looks += 1
            if shows_way_in(cache(page.url).text) != (opens <= at < ends):
                wrong.append(f"{at:%H:%M:%S.%f}")
    assert wrong == []
    # Not because nothing was kept.
    assert cache.asked < looks / 8


@pytest.mark.parametrize("starts_at", NIGHTS.values(), ids=NIGHTS)
def test_who_leaves_the_page_open_sees_the_way_in_come_and_go(
    dialogue_index: DialogueIndexPage, visitor: Client, clock: Clock, starts_at: datetime
) -> None:
    page = walk(dialogue_index, clock, starts_at)
    opens, _starts, ends = moments(page)
    between = HttpCache(portal(visitor), clock)
    screens = []
    # One after the other opens the page, in a browser that keeps what it may as well.
    for minutes in (66, 61, 59, 57, 31, 2):
        clock.at = opens - timedelta(minutes=minutes)
        own = HttpCache(between, clock, is_shared=False)
        screens.append((minutes, OpenPage(own, page.url, clock)))
    # Those who are more than an hour early are left in peace.
    watching = [screen for minutes, screen in screens if minutes <= 60]
    early, late = [], []
    for moment in (opens, ends):
        for at in around(moment, before=20, after=REFRESH.total_seconds() + 1):
            clock.at = at
            for number, screen in enumerate(watching):
                shown = shows_way_in(screen.look())
                if shown and at < opens:
                    early.append((number, f"{at:%H:%M:%S}"))
                if shown != (at < ends) and at >= moment + REFRESH:
                    late.append((number, f"{at:%H:%M:%S}"))
    assert (early, late) == ([], [])


@pytest.mark.parametrize("look", [0.004, 0.2])
def test_an_answer_that_was_begun_before_the_moment_is_not_kept_after_it(
    dialogue_index: DialogueIndexPage, visitor: Client, clock: Clock, look: float
) -> None:
    page = walk(dialogue_index, clock, EVENING)
    for path in (page.url, dialogue_index.url, "/", "/dialoger/nasta/"):
        for moment in moments(page):
            for looks_before in (0.5, 1.5, 2.5, 4.5):
                # The portal's own memory knows of no time that goes back.
                caches["default"].clear()
                cache = HttpCache(portal(visitor), clock)
                clock.at = moment - timedelta(seconds=look * looks_before)
                clock.look = timedelta(seconds=look)
                cache(path)
                clock.look = timedelta(0)
                clock.at = max(clock.at, moment) + timedelta(seconds=1)
                assert main(cache(path).text) == main(portal(visitor)(path).text), path


@pytest.mark.parametrize("night", ["an evening", "over midnight", "out of summer time, first"])
def test_lists_tell_of_a_moment_when_it_has_come(
    dialogue_index: DialogueIndexPage,
    square: PlacePage,
    visitor: Client,
    clock: Clock,
    night: str,
) -> None:
    starts_at = NIGHTS[night]
    page = walk(dialogue_index, clock, starts_at, places=[square])
    month = f"{dialogue_index.url}?manad={starts_at:%Y-%m}"
    paths = (dialogue_index.url, month, "/", "/dialoger/nasta/", square.url)
    midnight = starts_at.replace(hour=0, minute=0, fold=0) + timedelta(days=1)
    cache = HttpCache(portal(visitor), clock)
    for moment in sorted((*moments(page), midnight.astimezone(UTC))):
        for before in (299, 40, 1):
            clock.at = moment - timedelta(seconds=before)
            for path in paths:
                cache(path)
        clock.at = moment
        for path in paths:
            assert main(cache(path).text) == main(portal(visitor)(path).text), (path, moment)


def main(text: str) -> str:
    """Return what a page says, without what every answer has anew."""
    return text.split("<main")[1]
