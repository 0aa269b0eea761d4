"""A portal of any size: N places, N measures and N news, tied to each other as real ones are."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.core.cache import cache
from tqdm import tqdm
from wagtail.models import Locale, Page, Site

from core.freshness import kept_warm as freshness
from core.models import Topic, TopicOnPage
from home import models
from searching.entries.projection import rebuild
from tests.bench.rows import add_pages, link
from tests.bench.words import RARE, sentence, text
from tests.factories import home as make

TOPICS = 12
PLACES_IN_A_DISTRICT = 400
ADDRESSES = {
    "front page": "/",
    "list": "/insatser/",
    "list, one place": "/insatser/?plats=plats-7",
    "list, page 3": "/insatser/?sida=3",
    "place": "/platser/plats-0/plats-7/",
    "measure": "/insatser/insats-57/",
    "news": "/nyheter/nyhet-57/",
    "search, common": "/sok/?q=nattvandring",
    "search, rare": f"/sok/?q={RARE}",
}


class Portal:
    """The portal that the benchmark fills, step by step."""

    def __init__(self) -> None:
        """Make the front page, its index pages and the topics, in an empty database."""
        Page.objects.filter(depth=2).delete()
        root = Page.get_first_root_node()
        front = make.HomePageFactory(parent=root, locale=Locale.get_default())
        Site.objects.create(hostname="testserver", root_page=front, is_default_site=True)
        self.places = make.PlaceIndexFactory(parent=front)
        self.measures = make.MeasureIndexFactory(parent=front)
        self.news = make.NewsIndexFactory(parent=front)
        make.AnswerIndexFactory(parent=front)
        make.ActorIndexFactory(parent=front)
        self.topics = [
            Topic.objects.create(name=f"Ämne {n}", slug=f"amne-{n}") for n in range(TOPICS)
        ]
        self.known_places: list[models.PlacePage] = []
        self.size = 0

    def grow(self, size: int) -> None:
        """Add places, measures and news until there are `size` of each, and project them."""
        numbers = range(self.size, size)
        self._add_places(numbers)
        self._add_measures(numbers)
        self._add_news(numbers)
        self.size = size
        tqdm.write("Writing what lists and search read ...")
        rebuild()
        cache.clear()
        freshness.move()

    def _add_places(self, numbers: range) -> None:
        districts = [n for n in numbers if n % PLACES_IN_A_DISTRICT == 0]
        inner = [n for n in numbers if n % PLACES_IN_A_DISTRICT]
        kinds = models.PlaceKind
        self.known_places += add_pages(
            self.places,
            (_place(n, kinds.DISTRICT) for n in districts),
            total=len(districts),
            what="districts",
        )
        for district in [p for p in self.known_places if p.kind == kinds.DISTRICT]:
            home = int(district.slug.removeprefix("plats-")) // PLACES_IN_A_DISTRICT
            here = [n for n in inner if n // PLACES_IN_A_DISTRICT == home]
            if here:
                self.known_places += add_pages(
                    district,
                    (_place(n, kinds.NEIGHBOURHOOD) for n in here),
                    total=len(here),
                    what="places",
                )

    def _add_measures(self, numbers: range) -> None:
        made = add_pages(
            self.measures, (_measure(n) for n in numbers), total=len(numbers), what="measures"
        )
        through = models.MeasurePage.places.through
        link(
            through,
            (
                through(measurepage_id=page.pk, placepage_id=self._place_of(n).pk)
                for n, page in zip(numbers, made, strict=True)
            ),
        )
        self._tag(made)

    def _add_news(self, numbers: range) -> None:
        made = add_pages(self.news, (_news(n) for n in numbers), total=len(numbers), what="news")
        through = models.NewsPage.places.through
        link(
            through,
            (
                through(newspage_id=page.pk, placepage_id=self._place_of(n).pk)
                for n, page in zip(numbers, made, strict=True)
            ),
        )
        self._tag(made)

    def _tag(self, pages: "list[models.MeasurePage] | list[models.NewsPage]") -> None:
        link(
            TopicOnPage,
            (
                TopicOnPage(tag=self.topics[number % TOPICS], content_object_id=page.pk)
                for number, page in enumerate(pages)
            ),
        )

    def _place_of(self, number: int) -> models.PlacePage:
        return self.known_places[number * 7 % len(self.known_places)]


def _place(number: int, kind: models.PlaceKind) -> models.PlacePage:
    return models.PlacePage(
        title=f"Plats {number}",
        slug=f"plats-{number}",
        kind=kind,
        introduction=text(number, 2),
        as_of=date(2024, 9, 1),
    )


def _measure(number: int) -> models.MeasurePage:
    has_result = number % 5 == 0
    return models.MeasurePage(
        title=f"Insats {number} {sentence(number, 3)}",
        slug=f"insats-{number}",
        introduction=text(number, 2),
        as_of=date(2024, 9, 1),
        stated_status=models.StatedStatus.values[number % 3],
        is_social=number % 2 == 0,
        is_situational=number % 3 == 0,
        is_reassurance=number % 7 == 0,
        target_groups=("unga", "föräldrar", "äldre")[number % 3],
        results=list(_results(number)) if has_result else [],
        results_caveat=sentence(number + 1) if has_result else "",
        body=[("text", f"<p>{text(number)}</p>")],
    )


def _results(number: int) -> Iterator[tuple[str, dict[str, str]]]:
    yield "result", {"text": sentence(number + 2), "evidence": sentence(number + 3)}


def _news(number: int) -> models.NewsPage:
    return models.NewsPage(
        title=f"Nyhet {number} {sentence(number, 3)}",
        slug=f"nyhet-{number}",
        introduction=text(number, 2),
        published_on=date(2020, 1, 1) + timedelta(days=number % 2500),
        body=[("text", f"<p>{text(number)}</p>")],
    )
